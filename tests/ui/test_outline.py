"""The outline of the brief that is read: choosing a heading or a record, and going there."""

from pathlib import Path

from tests.ui.conftest import Reader, brief_of, screen_of, seen, whole_screen

_PARTS = ("First matters", "Finance", "Closing")
BULLETIN = "---\ntitle: A long bulletin\nid: bulletin\ndate: 2026-03-01\n---\n\n" + "".join(
    f"## {part}\n\n" + "".join(f"Paragraph {n} of {part.lower()}.\n\n" for n in range(60))
    for part in _PARTS
)


async def test_a_heading_is_gone_to_and_back(reader: Reader, tmp_path: Path):
    (tmp_path / "bulletin.md").write_text(BULLETIN, encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("1", "g", "o")
        assert [row.strip("▌ ") for row in seen(pilot).splitlines() if row.strip()][1:5] == [
            "Summary", "First matters", "Finance", "Closing",
        ]  # fmt: skip
        await pilot.press(*"clos", "enter")
        pane = screen_of(pilot).record_pane(1)
        assert pane.item is not None
        assert "".join(span.text for span in pane.page.lines[pane.item.first]) == "Closing"
        assert "Closing" in seen(pilot)
        await pilot.press("left_square_bracket")
        assert pane.cursor == 0


async def test_a_record_is_gone_to_in_its_pane(reader: Reader):
    for typed, pane, key in (("umerov", 4, "q1"), ("d2", 3, "d2"), ("article", 5, "article")):
        async with reader() as pilot:
            await pilot.press("j", "1", "g", "o", *typed, "enter")
            screen = screen_of(pilot)
            assert (screen.pane, screen.current_key) == (pane, key)
            assert brief_of(pilot) == "istanbul-2025-06-02"


async def test_escape_stays_and_the_list_has_no_outline(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "3", "g", "o", "escape")
        assert screen_of(pilot).pane == 3
        await pilot.press("0", "g", "o")
        assert screen_of(pilot) is pilot.app.screen
        assert "outline is not available here" in whole_screen(pilot)[-1]


async def test_a_brief_without_headings_and_records_says_so(reader: Reader, tmp_path: Path):
    text = "---\ntitle: Short\nid: short\ndate: 2026-03-01\n---\n\nOne paragraph.\n"
    (tmp_path / "short.md").write_text(text, encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("1", "g", "o")
        assert "no headings and no records" in whole_screen(pilot)[-1]
