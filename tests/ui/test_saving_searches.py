"""`:save NAME`: the present search or filter, saved in the settings and usable at once."""

from pathlib import Path

from tests.ui.conftest import Reader, screen_of, seen, session_of, whole_screen

_SETTINGS = '# mine\ntheme = "dark"\n\n[saved]\nopen = "status:open"  # usual\n'


async def test_a_filter_is_saved_and_can_be_used_at_once_in_both(reader: Reader, tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text(_SETTINGS, encoding="utf-8")
    async with reader(settings=path) as pilot:
        await pilot.press("f", *"round:2", "enter", "colon", *"save second")
        assert "save second  the filter round:2" in seen(pilot)
        await pilot.press("enter")
        assert "saved as saved:second in config.toml" in whole_screen(pilot)[-1]
        assert path.read_text(encoding="utf-8") == _SETTINGS + 'second = "round:2"\n'
        await pilot.press("F", "f", *"saved:second", "enter")
        assert len(screen_of(pilot).list.numbers) == 1
        await pilot.press("F", "slash", *"saved:second leaders")
        assert {hit.brief for hit in session_of(pilot).hits} == {"istanbul-2025-06-02"}


async def test_a_search_is_saved_from_its_hit_and_a_file_is_made(reader: Reader, tmp_path: Path):
    path = tmp_path / "new" / "config.toml"
    async with reader(settings=path) as pilot:
        await pilot.press("slash", *'quote:"level of leaders" ', "enter")
        await pilot.press("colon", *"save NAME")
        assert "save NAME  the search quote:" in seen(pilot)
        await pilot.press("ctrl+u", *"save", "enter")
        assert whole_screen(pilot)[-2].startswith("save as:")
        await pilot.press(*"leaders", "enter")
        expected = "[saved]\nleaders = 'quote:\"level of leaders\"'\n"
        assert path.read_text(encoding="utf-8") == expected


async def test_filter_and_search_are_both_offered_the_one_in_sight_first(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f", *"round:2", "enter", "slash", *"leaders", "enter")
        await pilot.press("colon", *"save x")
        rows = [row for row in seen(pilot).splitlines() if "save x" in row]
        assert [row.split("the ")[1].rstrip() for row in rows if "the " in row] == [
            "search leaders", "filter round:2",
        ]  # fmt: skip


async def test_a_name_that_is_taken_is_asked_about(reader: Reader, tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text(_SETTINGS, encoding="utf-8")
    async with reader(settings=path) as pilot:
        await pilot.press("f", *"round:2", "enter", "colon", *"save open", "enter")
        assert "saved:open is taken" in seen(pilot)
        assert "status:open" in seen(pilot)
        await pilot.press("escape")
        assert path.read_text(encoding="utf-8") == _SETTINGS
        await pilot.press("colon", *"save open", "enter", "enter")
        expected = _SETTINGS.replace('"status:open"', '"round:2"')
        assert path.read_text(encoding="utf-8") == expected
        # The same again changes nothing and asks nothing.
        await pilot.press("colon", *"save open", "enter")
        assert "saved as saved:open" in whole_screen(pilot)[-1]
        assert path.read_text(encoding="utf-8") == expected


async def test_what_cannot_be_saved_says_why_and_writes_nothing(reader: Reader, tmp_path: Path):
    path = tmp_path / "config.toml"
    async with reader(settings=path) as pilot:
        await pilot.press("colon", *"save x", "enter")
        assert "nothing to save" in whole_screen(pilot)[-1]
        await pilot.press("f", *"round:2", "enter", "colon", *"save two words", "enter")
        assert '"two words" cannot be a name' in whole_screen(pilot)[-1]
        screen_of(pilot).library.saved["x"] = "leaders"
        await pilot.press("f", "ctrl+u", *"saved:x", "enter", "colon", *"save x", "enter")
        assert "refers to itself" in whole_screen(pilot)[-1]
        path.write_text("a =", encoding="utf-8")
        await pilot.press("colon", *"save y", "enter")
        assert "config.toml" in whole_screen(pilot)[-1]
        assert path.read_text(encoding="utf-8") == "a ="
    async with reader() as pilot:
        await pilot.press("f", *"round:2", "enter", "colon", *"save x", "enter")
        assert "no settings file" in whole_screen(pilot)[-1]


async def test_in_restricted_mode_nothing_is_saved(reader: Reader, tmp_path: Path):
    path = tmp_path / "config.toml"
    async with reader(settings=path, restricted=True) as pilot:
        await pilot.press("f", *"round:2", "enter", "colon", *"save")
        assert "save NAME" not in seen(pilot)
        await pilot.press(*" x", "enter")
        assert "not saved in this mode" in whole_screen(pilot)[-1]
    assert not path.exists()


async def test_a_saved_search_is_offered_as_search_and_as_filter(reader: Reader):
    async with reader() as pilot:
        screen_of(pilot).library.saved["second"] = "round:2"
        await pilot.press("colon", *"second")
        rows = [row for row in seen(pilot).splitlines() if "saved:second" in row]
        assert [row.split()[:2] for row in rows][1] == ["f", "saved:second"]
        await pilot.press("down", "enter")
        assert "[f saved:second]" in seen(pilot)
        assert len(screen_of(pilot).list.numbers) == 1
        await pilot.press("escape")
        assert len(screen_of(pilot).list.numbers) > 1
