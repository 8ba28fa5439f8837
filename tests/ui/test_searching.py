"""Searching, walking the hits, narrowing the list."""

from textual.widgets import Input

from tests.ui.conftest import Reader, brief_of, finding_of, screen_of, seen


async def test_hits_come_as_you_type_and_enter_lands_on_one(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"leaders")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        text = seen(pilot)
        assert "in 3 briefs" in text
        await pilot.press("down", "enter")
        screen = screen_of(pilot)
        assert screen.pane
        lit = [s.text for line in screen.record_pane(screen.pane).page.lines for s in line if s.hit]
        assert "leaders" in lit


async def test_n_walks_on_into_the_next_brief(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"prisoner", "enter")
        seen_briefs = [brief_of(pilot)]
        for _ in range(30):
            await pilot.press("n")
            if brief_of(pilot) != seen_briefs[-1]:
                seen_briefs.append(brief_of(pilot))
    assert seen_briefs == ["istanbul-2025-07-23", "istanbul-2025-06-02", "istanbul-2025-05-16"]


async def test_escape_leaves_the_search_where_you_were(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "3", "slash", *"umerov", "escape")
        assert screen_of(pilot).pane == 3
        assert brief_of(pilot) == "istanbul-2025-06-02"


async def test_a_bad_query_keeps_the_last_hits_and_points_at_the_place(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"ceasefire")
        before = finding_of(pilot)
        pilot.app.screen.query_one(Input).value = "ceasefire partey:x"
        await pilot.pause()
        assert finding_of(pilot) is before
        assert "^" in seen(pilot)
        assert "party" in seen(pilot)


async def test_the_filter_narrows_the_list_and_shows_a_chip(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f", *"round:2", "enter")
        assert "third round" not in seen(pilot)
        assert "[f round:2]" in seen(pilot)
        await pilot.press("F")
        assert "third round" in seen(pilot)


async def test_a_word_under_the_cursor_is_searched(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "4", "asterisk", *"leaders", "enter")
        assert finding_of(pilot).text == "leaders"
