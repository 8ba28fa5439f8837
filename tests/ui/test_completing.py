"""Completion in the lines of `/`, `f` and `t`."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.library import Library
from briefing.ui.app import BriefingApp
from briefing.ui.options import Options
from briefing.ui.widgets.hit_list import HitList
from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.ui.conftest import Reader, screen_of, seen, session_of, whole_screen


def _hits(pilot: Pilot[int]) -> HitList:
    return pilot.app.screen.query_one(HitList)


def _line(rows: list[str], label: str) -> str:
    return next(row for row in reversed(rows) if row.startswith(label))


async def test_fields_and_values_are_offered_and_completed_in_the_search(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"par")
        assert "party:" in whole_screen(pilot)[-2]
        await pilot.press("tab")
        assert _line(whole_screen(pilot), "/") == "/party:"
        assert whole_screen(pilot)[-2].split() == ["ukraine", "russia", "us"]
        await pilot.press("u")
        assert whole_screen(pilot)[-2].split() == ["ukraine", "us"]
        await pilot.press("tab")
        assert _line(whole_screen(pilot), "/") == "/party:ukraine"
        assert whole_screen(pilot)[-2].split() == ["ukraine", "us"]
        await pilot.press("tab")
        assert _line(whole_screen(pilot), "/") == "/party:us"
        await pilot.press("shift+tab", "space", *"leaders")
        assert _line(whole_screen(pilot), "/") == "/party:ukraine leaders"
        assert "ukraine  us" not in seen(pilot)
        assert session_of(pilot).text == "party:ukraine leaders"
        assert session_of(pilot).hits


async def test_a_value_in_the_middle_of_the_line_is_completed_where_the_cursor_is(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"who:med leaders", *["left"] * 8, "tab")
        assert _line(whole_screen(pilot), "/") == "/who:medinsky leaders"
        await pilot.press(*" x")
        assert _line(whole_screen(pilot), "/") == "/who:medinsky x leaders"


async def test_values_being_typed_come_before_the_error_that_they_are_not_whole(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"is:un")
        assert whole_screen(pilot)[-2].split() == ["unread", "unconfirmed"]
        await pilot.press("ctrl+u", *"is:foo")
        assert "^" in seen(pilot)
        await pilot.press("ctrl+u", *"stance:rejekts pa")
        assert "^" in seen(pilot)
        assert "party:" not in seen(pilot)


@pytest.mark.parametrize("typed", ["p", "prisoner ", "leaders", "party:zz", "date:2"])
async def test_where_there_is_nothing_to_complete_nothing_is_offered(reader: Reader, typed: str):
    async with reader() as pilot:
        await pilot.press("slash", *typed)
        assert not any(
            name in whole_screen(pilot)[-2] for name in ("proposed:", "title:", "russia")
        )
        at = _hits(pilot).cursor
        await pilot.press("tab")
        # Then it goes on to the next hit, as always.
        assert _hits(pilot).cursor == min(at + 1, max(len(session_of(pilot).hits) - 1, 0))
        assert _line(whole_screen(pilot), "/") == f"/{typed}".rstrip()


async def test_the_filter_is_completed_in_its_footer(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f")
        assert "Tab complete" in whole_screen(pilot)[-1]
        await pilot.press(*"roun", "tab", *"2 ver", "tab")
        assert _line(whole_screen(pilot), "filter:") == "filter: round:2 verdict:"
        assert whole_screen(pilot)[-1].startswith("verbatim")
        await pilot.press(*"not", "tab")
        assert _line(whole_screen(pilot), "filter:") == 'filter: round:2 verdict:"not'
        await pilot.press("tab")
        assert _line(whole_screen(pilot), "filter:") == 'filter: round:2 verdict:"not found"'
        await pilot.press("escape")
        assert "verbatim" not in whole_screen(pilot)[-1]


async def test_tags_of_the_person_and_of_authors_are_completed(tmp_path: Path):
    folder = Path(shutil.copytree(SAMPLES, tmp_path / "store"))
    library = Library(folder, state=State(folder, path=tmp_path / "state.db"))
    async with BriefingApp(library, Options(refresh=0.0)).run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.press("j", "t", *"watch", "enter", "k", "t")
        assert "watch" in whole_screen(pilot)[-1]
        assert "bodies" in whole_screen(pilot)[-1]
        await pilot.press(*"wat", "tab")
        assert _line(whole_screen(pilot), "tag") == "tag: watch"
        await pilot.press("enter")
        assert "tagged watch" in whole_screen(pilot)[-1]
    library.close()


async def test_values_are_read_again_when_the_store_has_changed(reader: Reader):
    async with reader() as pilot:
        library = screen_of(pilot).library
        first = library.query_values()
        assert library.query_values() is first
        library.saved["mine"] = "leaders"
        assert library.query_values()["saved"].texts == ("mine",)


def test_another_tag_in_place_of_one_is_offered(tmp_path: Path):
    state = State(SAMPLES, path=tmp_path / "state.db")
    library = Library(SAMPLES, cache=tmp_path, state=state)
    for tag, other in (("zulu", "yankee"), ("yankee", "zulu")):
        state.set_tag("istanbul-2025-06-02", other, False)
        state.set_tag("istanbul-2025-06-02", tag, True)
        library.own.reload()
        offered = library.query_values()["tag"].texts
        assert tag in offered
        assert other not in offered
    library.close()


SAID = 'kind: unknown value "xyzz"; use title, summary, agreement,'


async def test_what_is_wrong_with_a_search_is_said_whole_on_a_narrow_screen(reader: Reader):
    async with reader(size=(60, 24)) as pilot:
        await pilot.press("slash", *"kind:xyzz party:ukraine-of-the-south ")
        rows = whole_screen(pilot)
        assert rows[-5:-3] == [SAID, "disagreement, position, proposal, quote, timeline, next,"]
        assert rows[-3:-1] == ["unknown, source, note", "      ^"]
        await pilot.press("ctrl+u", *"ab")
        assert "xyzz" not in seen(pilot)


async def test_what_is_wrong_with_a_filter_is_said_whole_below_it(reader: Reader):
    async with reader(size=(60, 24)) as pilot:
        await pilot.press("f", *"kind:xyzz party:ukraine-of-the-south ")
        rows = whole_screen(pilot)
        assert rows[-4:-2] == ["             ^", SAID]
        assert rows[-1] == "unknown, source, note"
        await pilot.press("escape")
        assert whole_screen(pilot)[-1].endswith("? help")
        assert "xyzz" not in seen(pilot)
