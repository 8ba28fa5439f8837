"""A disagreement taller than a screen: the cursor stands on its positions, and one is copied."""

from pathlib import Path

import pytest

from tests.ui.conftest import Reader, screen_of

PARTIES = [f"p{number}" for number in range(1, 13)]


@pytest.fixture
def tall(tmp_path: Path) -> Path:
    """Return a store with a disagreement of twelve parties between two small ones."""
    parties = "".join(f"  {p}: {{name: Party {p[1:]}}}\n" for p in PARTIES)
    words = "Words that take a row or two of a window of eighty columns, and so a screen in all."
    positions = "".join(
        f"      {p}: {{stance: accepts, text: '{p} says. {words}', support: [s]}}\n"
        for p in PARTIES
    )
    small = "    issue: a\n    question: What?\n    positions:\n      p1: {stance: rejects}\n"
    (tmp_path / "a.yaml").write_text(
        "title: A\ndate: 2025-01-02\nhandling: amber\nsummary: W [^d2].\n"
        f"parties:\n{parties}issues: {{a: A, b: B}}\nsources: {{s: {{title: S}}}}\n"
        f"disagreements:\n  d1:\n{small}"
        f"  d2:\n    issue: b\n    question: How?\n    positions:\n{positions}"
        f"  d3:\n{small}"
    )
    return tmp_path


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (160, 50)])
async def test_the_cursor_goes_from_position_to_position(reader: Reader, tall: Path, size):
    async with reader(size, tall) as pilot:
        screen = screen_of(pilot)
        await pilot.press("3")
        pane = screen.record_pane(3)
        stops = ["d1", "d2", *(f"d2/{party}" for party in PARTIES), "d3"]
        assert [item.key for item in pane.page.items] == stops
        for stop in stops[1:]:
            await pilot.press("j")
            item = pane.item
            assert item is not None
            assert item.key == stop
            assert pane.top <= item.first < item.last <= pane.top + pane.size.height
            assert screen.current_key == stop.partition("/")[0]


async def test_one_position_is_copied_under_its_question(
    reader: Reader, tall: Path, monkeypatch: pytest.MonkeyPatch
):
    copied: list[str] = []
    monkeypatch.setattr(
        "briefing.ui.app.BriefingApp.copy_to_clipboard", lambda _app, text: copied.append(text)
    )
    async with reader(folder=tall) as pilot:
        await pilot.press("3", "j", "j", "j", "y", "y")
        await pilot.press("v", "j", "y", "k", "k", "k", "y", "y")
        position, two, whole = copied
        assert "TLP:AMBER" in position
        for words in ("How?", "Party 2 accepts", "p2 says."):
            assert words in position
        assert "p1 says" not in position
        assert "p3 says" not in position
        assert (two.count("How?"), "p2 says" in two, "p3 says" in two) == (1, True, True)
        assert all(f"{party} says." in whole for party in PARTIES)
        assert whole.count("TLP:AMBER") == 1


async def test_a_way_back_leads_to_the_position(reader: Reader, tall: Path):
    async with reader(folder=tall) as pilot:
        screen = screen_of(pilot)
        await pilot.press("3", *"jjjjj", "m", "a", "1", "apostrophe", "a")
        item = screen.record_pane(3).item
        assert item is not None
        assert item.key == "d2/p4"


async def test_a_short_disagreement_is_one_stop(reader: Reader):
    async with reader() as pilot:
        await pilot.press("3")
        keys = [item.key for item in screen_of(pilot).record_pane(3).page.items]
        assert keys[:2] == ["d1", "d2"]
        assert not any("/" in key for key in keys)
