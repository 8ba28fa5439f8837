"""Reading a brief from the keyboard."""

import re

import pytest

from tests.ui.conftest import Reader, board_of, brief_of, screen_of, seen, whole_screen


async def test_the_list_shows_the_titles_newest_first(reader: Reader):
    async with reader() as pilot:
        text = seen(pilot)
    places = [text.index(word) for word in ("third round", "second round", "first round")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("1", ["The second round lasted a little over an hour"]),
        ("2", ["6,000", "stated by: Ukraine · not by: Russia", "stated by: Ukraine, Russia"]),
        ("3", ["Ceasefire", "Russia proposes", "Ukraine unreported", "two to three days"]),
        ("4", ["Rustem Umerov", "can be resolved only at the level of", "verbatim ¶5"]),
        ("5", ["Russia and Ukraine agreed to a new prisoner exchange after", "¶2"]),
    ],
)
async def test_each_digit_shows_its_pane(reader: Reader, key: str, holds: list[str]):
    async with reader() as pilot:
        await pilot.press("j", "enter", key)
        text = seen(pilot)
    for words in holds:
        assert words in text


async def test_moving_in_the_list_previews_the_brief_at_once(reader: Reader):
    async with reader((160, 50)) as pilot:
        assert "Çırağan" in seen(pilot)
        await pilot.press("j")
        text = seen(pilot)
    assert "6 quotes: 5 verbatim, 1 typography" in text
    assert "can be resolved only at the level of leaders" in text


async def test_next_brief_without_leaving_the_pane(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "3", "K")
        assert screen_of(pilot).pane == 3
        assert "Short truces of 24 to 48" in seen(pilot).replace("\n", " ")


async def test_a_reference_is_followed_by_its_letter_and_escape_goes_back(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "1", "semicolon")
        assert "(a)" in seen(pilot)
        await pilot.press("a")
        assert screen_of(pilot).pane == 2
        await pilot.press("escape")
        assert screen_of(pilot).pane == 1


async def test_enter_on_a_quote_opens_its_words_in_the_source(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "4", "G", "enter")
        screen = screen_of(pilot)
        pane = screen.record_pane(5)
        assert screen.pane == 5
        assert pane.item is not None
        assert pane.item.key == "article#p9"
        marked = [s.text for line in pane.page.lines for s in line if s.role == "chosen"]
        assert "".join(marked) == "Unfortunately, something didn’t work out so well."
        await pilot.press("escape")
        assert screen.pane == 4


async def test_zoom_gives_one_pane_the_screen_and_back(reader: Reader):
    async with reader((120, 40)) as pilot:
        await pilot.press("j", "4", "z")
        assert "Both heads of delegation" not in seen(pilot)
        await pilot.press("z")
        assert "Both heads of delegation" in seen(pilot).replace("\n", " ")


async def test_resizing_keeps_the_place(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "4", "j", "j", "j")
        pane = screen_of(pilot).record_pane(4)
        key = pane.item.key if pane.item else ""
        for size in ((160, 50), (60, 20), (100, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pane.item is not None
            assert pane.item.key == key
            top, height = pane.scroll_offset.y, pane.size.height
            assert pane.item.first < top + height
            assert pane.item.last > top


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50), (40, 15), (20, 6), (1, 1)])
@pytest.mark.parametrize("theme", ["terminal", "dark", "light", "contrast"])
async def test_every_size_and_theme_can_be_read_and_left(
    reader: Reader, size: tuple[int, int], theme: str
):
    async with reader(size, theme=theme) as pilot:
        await pilot.press("j", "enter", "2", "3", "4", "5", "z", "escape", "p", "escape", "Q")
    assert pilot.app.return_code == 0


async def test_the_help_lists_the_live_keys_and_can_be_searched(reader: Reader):
    async with reader() as pilot:
        await pilot.press("question_mark")
        assert "First row." in seen(pilot)
        await pilot.press(*"matrix")
        assert "First row." not in seen(pilot)
        await pilot.press("escape")
        assert "newest first" in seen(pilot)


async def test_the_command_list_finds_briefs_by_title(reader: Reader):
    async with reader() as pilot:
        await pilot.press("colon", *"first round", "enter")
        assert brief_of(pilot) == "istanbul-2025-05-16"


async def test_the_footer_fits_and_ends_with_help(reader: Reader):
    for width in (160, 80, 40, 24):
        async with reader((width, 15)) as pilot:
            footer = seen(pilot).splitlines()[-1]
        assert footer.endswith("? help")
        assert len(footer) <= width


async def test_a_cyrillic_layout_moves_too(reader: Reader):
    async with reader() as pilot:
        await pilot.press("о")
        assert screen_of(pilot).list.cursor == 1


async def test_a_file_with_problems_is_a_row_that_shows_them(reader: Reader, tmp_path):
    (tmp_path / "bad.yaml").write_text("title: A\ndate: 2025-13-01\nsumary: x\n", encoding="utf-8")
    (tmp_path / "good.yaml").write_text(
        "title: B\ndate: 2025-01-01\nsummary: x\n", encoding="utf-8"
    )
    (tmp_path / "lost.yaml").write_text("title: [\n", encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        rows = seen(pilot).splitlines()
        assert any("A" in row and "!3" in row for row in rows)
        assert any("lost.yaml" in row and "1 problem" in row for row in rows)
        await pilot.press("g", "g", "enter")
        while "bad.yaml" not in seen(pilot):
            await pilot.press("J")
        text = seen(pilot)
    assert "line 3" in text
    assert "summary" in text


async def test_ascii_only_draws_nothing_else(reader: Reader):
    async with reader((100, 30), ascii_only=True) as pilot:
        for key in ("j", "1", "2", "3", "4", "5"):
            await pilot.press(key)
            assert "".join(whole_screen(pilot)).isascii()


async def test_left_of_the_list_there_is_nothing(reader: Reader):
    async with reader() as pilot:
        await pilot.press("h")
        assert screen_of(pilot).pane == 0
        assert "no pane to the left" in screen_of(pilot).note


async def test_the_head_uses_the_room_that_the_list_gives_up(reader: Reader):
    async with reader((100, 30)) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "Ukraine, Russia" in seen(pilot)


async def test_a_letter_takes_no_more_room_than_its_reference(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "4")
        before = whole_screen(pilot)
        await pilot.press("semicolon")
        await pilot.pause()
        after = whole_screen(pilot)
    assert "(a)" in "".join(after)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new][:-1]
    assert changed
    for old, new in changed:
        assert re.sub(r"\([a-z]\)", "___", new) == re.sub(r" ¶\d", "___", old)


@pytest.mark.parametrize("pane", ["1", "3"])
async def test_references_of_every_pane_in_sight_have_letters(reader: Reader, pane: str):
    async with reader((100, 30)) as pilot:
        await pilot.press("j", "enter", pane, "semicolon")
        screen = screen_of(pilot)
        panes = [screen.record_pane(number) for number in range(1, 5)]
        shown = {letter: target for target, letter in panes[int(pane) - 1].hints.items()}
        assert shown == screen.references.choosing
        assert next(iter(shown)) == "a"
        assert all(each.hints == panes[0].hints for each in panes)
        assert len({target for each in panes for target in each.targets_in_sight()}) > len(
            panes[int(pane) - 1].targets_in_sight()
        )
        await pilot.press("escape")
        assert not any(each.hints for each in panes)
        await pilot.press("semicolon", next(key for key in shown if shown[key].characters))
        assert screen.pane == 5


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("brief", ["istanbul-2025-06-02", "istanbul-2025-06-02.yaml"])
async def test_the_reader_begins_at_the_record_that_is_asked_for(
    reader: Reader, size: tuple[int, int], brief: str
):
    async with reader(size, open=f"{brief}#q6") as pilot:
        assert brief_of(pilot) == "istanbul-2025-06-02"
        assert screen_of(pilot).current_key == "q6"


async def test_control_c_leaves_a_line_and_else_tells_the_way_out(reader: Reader):
    async with reader() as pilot:
        await pilot.press("ctrl+c")
        assert screen_of(pilot).note == "Q quits the reader"
        for key in ("slash", "f", "question_mark", "colon"):
            await pilot.press(key, "a", "ctrl+c")
            await pilot.pause()
            assert pilot.app.screen is screen_of(pilot)
            assert not screen_of(pilot).filter_text
            await pilot.press("j")
            assert screen_of(pilot).list.cursor > 0
            await pilot.press("k")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (["z"], "zoom is not available here"),
        (["B"], "B is not bound; ? lists the keys"),
        (["X"], "drop is not available here"),
        (["y", "x"], "y x is not bound"),
        (["K"], "first brief in the list"),
        (["G", "J"], "last brief in the list"),
        (["y", "escape"], ""),
    ],
)
async def test_a_key_that_does_nothing_says_why(reader: Reader, keys: list[str], told: str):
    async with reader() as pilot:
        await pilot.press(*keys)
        note = screen_of(pilot).note
        assert note.startswith(told) if told else not note


async def test_a_key_that_does_nothing_on_a_board_says_why(reader: Reader):
    async with reader() as pilot:
        await pilot.press("x", "f")
        assert board_of(pilot).note == "filter is not available here"
