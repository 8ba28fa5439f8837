"""Searching, walking the hits, narrowing the list."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.events import Paste

from briefing.catalogue.index.changes import Changes
from briefing.catalogue.search.session import SearchSession
from briefing.ui.main.refresher import RefreshResult
from briefing.ui.screens.search_screen import SearchScreen
from briefing.ui.widgets.bar import Bar
from tests.conftest import SAMPLES
from tests.ui.conftest import Reader, brief_of, screen_of, seen, session_of, whole_screen


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


async def test_what_would_find_something_is_said_where_nothing_is_found(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"prisonners")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "prisonners: 0, prisoners: " in seen(pilot)
        await pilot.press("ctrl+u", *"said:leaders")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert '"said:" is read as text' in seen(pilot)
        await pilot.press("ctrl+u", *"leaders")
        await pilot.pause()
        assert "read as text" not in seen(pilot)


async def test_each_letter_is_answered_by_one_screen_that_is_not_held_back(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    async with reader() as pilot:
        drawn: list[str] = []
        monkeypatch.setattr(
            pilot.app, "show_at_once", lambda: drawn.append(whole_screen(pilot)[-1])
        )
        await pilot.press("slash")
        for letter in "leaders":
            await pilot.press(letter)
            await pilot.pause()
        assert drawn == [f"/{'leaders'[:count]}" for count in range(1, 8)]


async def test_a_line_longer_than_the_screen_keeps_its_cursor_in_sight(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *("x" * 50 + "y" * 50))
        await pilot.pause()
        assert whole_screen(pilot)[-1].endswith("x" + "y" * 50)
        await pilot.press("home")
        await pilot.pause()
        assert whole_screen(pilot)[-1].startswith("/" + "x" * 50 + "y" * 20)


async def test_keys_that_have_nothing_to_do_in_a_line_do_nothing(reader: Reader):
    async with reader() as pilot:
        for text in ("", "umerov"):
            await pilot.press("slash", *text, "ctrl+c", "ctrl+x", "ctrl+v", *"x", "escape")
        assert "third round" in seen(pilot)


async def test_n_walks_on_into_the_next_brief(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"prisoner", "enter")
        seen_briefs = [brief_of(pilot)]
        for _ in range(30):
            await pilot.press("n")
            if brief_of(pilot) != seen_briefs[-1]:
                seen_briefs.append(brief_of(pilot))
    assert seen_briefs == ["istanbul-2025-07-23", "istanbul-2025-06-02", "istanbul-2025-05-16"]


async def test_n_lands_in_a_pane_that_was_out_of_sight(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"exchange", "enter")
        screen = screen_of(pilot)
        assert screen.walk.session is not None
        landed = set()
        for _ in range(12):
            hit = screen.walk.session.hits[screen.walk.session.at]
            if hit.kind in ("agreement", "quote", "next", "timeline"):
                assert screen.current_key == hit.key
                landed.add(hit.kind)
            await pilot.press("n")
    assert {"agreement", "quote", "next"} <= landed


async def test_a_hit_in_the_title_shows_the_brief_from_its_top(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"third", "enter", "G", "slash", *"title:third", "enter")
        screen = screen_of(pilot)
        assert screen.pane == 1
        assert screen.record_pane(1).scroll_offset.y == 0


async def test_hits_are_lit_in_the_head_and_in_the_list(reader: Reader):
    async with reader((160, 50)) as pilot:
        await pilot.press("slash", *"third", "enter")
        screen = screen_of(pilot)
        head = screen.query_one("#head", Bar).lines[0]
        assert [span.text for span in head if span.hit] == ["third"]
        rows = [screen.list.row(number) for number in range(4)]
        assert [span.text for row in rows for span in row if span.hit] == ["third"]


async def test_escape_leaves_the_search_where_you_were(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "3", "slash", *"umerov", "escape")
        assert screen_of(pilot).pane == 3
        assert brief_of(pilot) == "istanbul-2025-06-02"


async def test_a_bad_query_keeps_the_last_hits_and_points_at_the_place(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"ceasefire")
        before = session_of(pilot)
        pilot.app.post_message(Paste(" stance:rejekts x"))
        await pilot.pause()
        assert session_of(pilot) is before
        assert "^" in seen(pilot)
        assert "rejects" in seen(pilot)


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
        assert session_of(pilot).text == "leaders"


async def test_words_of_the_interface_are_none_of_the_record(reader: Reader, tmp_path: Path):
    folder = Path(shutil.copytree(SAMPLES, tmp_path / "store"))
    path = folder / "istanbul-2025-06-02.yaml"
    text = path.read_text(encoding="utf-8").replace("text: can be resolved", "text: may be solved")
    path.write_text(text, encoding="utf-8")
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "4")
        assert "altered" in seen(pilot)
        words = screen_of(pilot).walk.words_under_cursor()
        assert words[:2] == ["Rustem", "Umerov"]
        assert {"solved", "leaders", "key", "issues", "meeting"} <= set(words)
        assert not {"altered", "source", "has", "about", "resolved"} & set(words)


async def test_escape_restores_the_filter_of_before(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f", *"round:2", "enter", "f", *" round:1", "escape")
        assert screen_of(pilot).filter_text == "round:2"
        assert "[f round:2]" in seen(pilot)


async def test_a_bad_filter_is_told_and_not_taken(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f", *"partey:x ")
        assert '"partey:" is read as text; did you mean party:?' in seen(pilot)
        await pilot.press("ctrl+u", *"stance:rejekts x")
        assert 'unknown value "rejekts"; did you mean rejects?' in seen(pilot)
        await pilot.press("enter")
        assert "^" in seen(pilot)
        await pilot.press("escape")
        text = seen(pilot)
        assert "^" not in text
        assert "third round" in text
        assert not screen_of(pilot).filter_text


async def test_escape_after_a_hit_is_where_the_search_began(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "slash", *"1,200", "enter")
        await pilot.app.workers.wait_for_complete()
        assert screen_of(pilot).pane
        await pilot.press("escape")
        screen = screen_of(pilot)
        row = screen.current_row
        assert (screen.pane, row.id if row else "") == (0, "istanbul-2025-06-02")


async def test_n_goes_through_a_long_record_before_it_goes_on(reader: Reader, tmp_path: Path):
    filler = "Nothing of the kind was said in this part of the long summary. "
    summary = "\n\n".join(["  A truce.", *[f"  {filler * 5}"] * 8, "  A truce again."])
    text = f"brief: 1\nid: long\ntitle: Long\ndate: 2025-01-01\nsummary: |\n{summary}\n"
    (tmp_path / "long.yaml").write_text(text, encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("slash", *"truce", "enter")
        await pilot.pause()
        pane = screen_of(pilot).record_pane(1)
        top = pane.scroll_offset.y
        assert "A truce." in seen(pilot)
        await pilot.press("n")
        assert pane.scroll_offset.y > top
        assert "A truce again." in seen(pilot)
        assert "/truce" in screen_of(pilot).note
        await pilot.press("n")
        assert "last hit" in screen_of(pilot).note
        await pilot.press("N")
        assert "A truce." in seen(pilot)


async def test_the_counter_says_which_places_of_a_long_record_are_in_sight(
    reader: Reader, tmp_path: Path
):
    filler = "Nothing of the kind was said in this part of the long summary. "
    parts = ["  Loss and damage.", *[f"  And {filler * 5}"] * 8]
    summary = "\n\n".join([*parts, *parts, "  Loss and damage, loss and damage."])
    text = f"title: Long\ndate: 2025-01-01\nsummary: |\n{summary}\n"
    (tmp_path / "long.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "short.yaml").write_text("title: S\ndate: 2024-01-01\nsummary: Loss and damage.\n")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("slash", *"loss and damage", "enter")
        await pilot.pause()
        notes = [screen_of(pilot).note]
        for _ in range(3):
            await pilot.press("n")
            await pilot.pause()
            notes.append(screen_of(pilot).note)
        counters = [note.split("   ")[1] for note in notes]
        assert counters == [
            "1/2 in 2 briefs · 1 of 4 here", "1/2 in 2 briefs · 2 of 4 here",
            "1/2 in 2 briefs · 3-4 of 4 here", "2/2 in 2 briefs",
        ]  # fmt: skip


async def test_a_hit_with_the_words_apart_is_landed_on_at_the_rarest(
    reader: Reader, tmp_path: Path
):
    filler = "Nothing of the kind was said in this part of the long summary. "
    far = [f"  And so on, and {filler * 5}"] * 12
    summary = "\n\n".join(["  The loss and so on.", *far, "  And the damage.", *far])
    text = f"title: Long\ndate: 2025-01-01\nsummary: |\n{summary}\n"
    (tmp_path / "long.yaml").write_text(text, encoding="utf-8")
    for number in range(3):
        text = f"title: T{number}\ndate: 2024-01-01\nsummary: The loss and so on.\n"
        (tmp_path / f"b{number}.yaml").write_text(text)
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("slash", *"loss and damage", "enter")
        await pilot.pause()
        assert "And the damage." in seen(pilot)


async def test_the_cursor_goes_by_hits_past_the_rows_of_their_briefs(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"exchange of prisoners")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        hits = screen.hits
        assert hits.session is not None
        marked = [number for number in range(hits.row_count()) if hits.marked(number)]
        assert marked == [1, 2]
        assert hits.place_at(0, 0) == (0,)
        assert hits.place_at(0, hits.row_count()) is None
        for index in range(1, len(hits.session.hits)):
            await pilot.press("down")
            assert hits.cursor == index
            rows = [number for number in range(hits.row_count()) if hits.marked(number)]
            assert hits.top <= rows[0] <= rows[-1] < hits.top + hits.size.height
        heads = [number for number in range(hits.row_count()) if hits.row(number)[0].role == "here"]
        assert not any(hits.marked(number) for number in heads)


async def test_the_help_tells_the_query_language_and_tries_it(reader: Reader):
    async with reader() as pilot:
        await pilot.press("question_mark", *"stance:rejects")
        text = seen(pilot)
        assert "positions with this stance" in text
        await pilot.press("enter")
        await pilot.pause()
        assert session_of(pilot).text == "stance:rejects"


@pytest.mark.parametrize("typed", ["saved", "cairo", "trüce"])
async def test_saved_searches_are_among_the_commands(reader: Reader, typed: str):
    async with reader() as pilot:
        screen_of(pilot).library.saved = {"cairo": "truce\x1b OR pause"}
        await pilot.press("colon", *typed)
        assert "saved:cairo  truce␛ OR pause" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert session_of(pilot).text == "saved:cairo"
        assert session_of(pilot).hits
        await pilot.press("escape", "p", "colon", *typed)
        assert "saved:cairo" not in seen(pilot)


async def test_up_recalls_a_search_and_moves_among_hits(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"leaders", "down", "down", "up")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.hits.cursor == 1


@pytest.mark.parametrize("keys", [["j"], ["j", "enter", "3", "j"]])
async def test_escape_leaves_the_filter_where_you_were(reader: Reader, keys: list[str]):
    async with reader() as pilot:
        await pilot.press(*keys)
        before = screen_of(pilot).navigation.spot()
        await pilot.press("f", *"round:3", "escape")
        await pilot.pause()
        assert screen_of(pilot).navigation.spot() == before


async def test_escape_from_the_filter_scrolls_the_list_back(reader: Reader, tmp_path: Path):
    for number in range(60):
        text = f"title: Round {number}\ndate: 2025-01-01\nsummary: They met.\n"
        (tmp_path / f"b{number:02}.yaml").write_text(text, encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("G", "k", "k", "k")
        before = pilot.app.screen.query_one("#list").scroll_offset.y
        assert before
        await pilot.press("f", *"title:57", "escape")
        await pilot.pause()
        assert screen_of(pilot).list.scroll_offset.y == before


async def test_a_search_that_is_left_while_its_hits_are_counted_is_left(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(SearchSession, "count", lambda session: False)
    async with reader() as pilot:
        counted: list[Callable[[], object]] = []
        with monkeypatch.context() as patch:
            patch.setattr(
                pilot.app,
                "call_from_thread",
                lambda do, *values: counted.append(partial(do, *values)),
            )
            await pilot.press("slash", *"leaders")
            await pilot.app.workers.wait_for_complete()
        await pilot.press("escape")
        assert counted
        for told in counted:
            pilot.app.call_later(told)
        await pilot.press("j")
        assert screen_of(pilot).list.number is not None


async def test_a_search_while_files_are_read_says_so_and_is_asked_again(reader: Reader):
    async with reader() as pilot:
        screen_of(pilot).refresher.show_progress("reading 1 of 3 briefs")
        await pilot.press("slash", *"nowhere")
        assert "nothing found so far" in seen(pilot)
        await pilot.press(*["backspace"] * 7, *"leaders")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "in 3 briefs so far" in seen(pilot)
        screen_of(pilot).refresher.finish(RefreshResult(Changes(0, 1, 0, 2), 0.01, 1))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "in 3 briefs" in seen(pilot)
        assert "so far" not in seen(pilot)


async def test_the_last_hit_so_far_is_not_told_as_the_last(reader: Reader):
    async with reader() as pilot:
        screen_of(pilot).refresher.show_progress("reading 1 of 3 briefs")
        await pilot.press("slash", *"umerov", "enter")
        assert "so far" in screen_of(pilot).note
        for _ in range(40):
            await pilot.press("n")
        assert screen_of(pilot).note.startswith("last hit so far")


async def test_a_pattern_whose_time_runs_out_is_told_and_not_taken(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    async with reader() as pilot:
        await pilot.press("j")
        before = screen_of(pilot).list.number
        with monkeypatch.context() as patch:
            patch.setattr("briefing.query.patterns._SECONDS_IN_ALL", 0)
            await pilot.press("slash", *"/a+/")
            assert "the pattern takes too long" in seen(pilot)
            await pilot.press("escape", "f", *"path:/a+/")
            assert "the pattern takes too long" in seen(pilot)
            await pilot.press("escape")
            assert screen_of(pilot).list.number == before
        await pilot.press("f", *"path:/a*/", "enter")
        assert screen_of(pilot).filter_text == "path:/a*/"


async def test_a_second_slash_searches_the_brief_that_is_read_and_backspace_all_again(
    reader: Reader,
):
    async with reader() as pilot:
        await pilot.press("j", "2", "slash")
        assert "/ this brief only   words" in seen(pilot)
        await pilot.press("slash")
        assert whole_screen(pilot)[-1] == "/ in this brief:"
        assert "Backspace all briefs   words" in seen(pilot)
        await pilot.press(*"leaders")
        assert whole_screen(pilot)[-1] == "/ in this brief: leaders"
        assert {hit.brief for hit in session_of(pilot).hits} == {"istanbul-2025-06-02"}
        assert "in 1 brief" in seen(pilot)
        await pilot.press("backspace", "ctrl+u")
        assert whole_screen(pilot)[-1] == "/ in this brief:"
        await pilot.press("backspace")
        assert whole_screen(pilot)[-1] == "/"
        await pilot.press(*"leaders")
        assert len({hit.brief for hit in session_of(pilot).hits}) == 3


async def test_hits_of_one_brief_are_walked_within_it_and_lit(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "2", "slash", "slash", *"prisoner", "enter")
        walk = screen_of(pilot).walk
        assert walk.session is not None
        total = walk.session.totals
        assert total is not None
        assert total.briefs == 1
        assert total.hits > 2
        assert screen_of(pilot).note.startswith(f"/ in this brief: prisoner   1/{total.hits} in 1")
        for _ in range(60):
            await pilot.press("n")
            assert brief_of(pilot) == "istanbul-2025-06-02"
        assert screen_of(pilot).note == "last hit"
        assert walk.session.at == total.hits - 1
        lit = [
            s for n in range(1, 6) for r in screen_of(pilot).record_pane(n).page.lines for s in r
        ]
        assert any(span.hit for span in lit)


@pytest.mark.parametrize(
    "text", ["prisoner exchange", "leaders OR memorandum", "kind:quote", "-truce", "/Med[a-z]+/"]
)
async def test_every_form_of_query_can_be_asked_of_one_brief(reader: Reader, text: str):
    async with reader() as pilot:
        await pilot.press("j", "2", "slash", "slash", *text)
        hits = session_of(pilot).hits
        assert hits
        assert {hit.brief for hit in hits} == {"istanbul-2025-06-02"}
        here = {hit.key for hit in hits}
        everywhere = screen_of(pilot).library.find(text)
        while everywhere.fetch():
            pass
        assert here == {h.key for h in everywhere.hits if h.brief == "istanbul-2025-06-02"}


async def test_what_one_brief_has_not_is_counted_in_all(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "2", "slash", "slash", *"truce")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "nothing found" in seen(pilot)
        assert "in all briefs: 4 in 1 brief" in seen(pilot)
        await pilot.press("ctrl+u", *"prisonners")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "prisonners: 0, prisoners: " in seen(pilot)
        await pilot.press("ctrl+u", *"x stance:rejekts")
        caret = next(row for row in whole_screen(pilot) if "^" in row)
        assert caret.index("^") == len("/ in this brief: x stance:")


async def test_from_the_list_a_slash_begins_a_regular_expression_and_says_so(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "slash", "slash")
        assert whole_screen(pilot)[-1] == "//"
        assert "open a brief to search it alone" in seen(pilot)
        await pilot.press(*"lead[a-z]+/")
        assert "open a brief" not in seen(pilot)
        assert len({hit.brief for hit in session_of(pilot).hits}) > 1


async def test_backspace_in_an_empty_line_of_all_briefs_does_nothing(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "2", "slash", "backspace")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert whole_screen(pilot)[-1] == "/"
