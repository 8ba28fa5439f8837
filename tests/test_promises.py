"""What was promised, and what later rounds tell of it."""

from typing import Any

import pytest

from briefing.boards import ledger_board, timeline_board
from briefing.cli.process_data import promise_data, promise_rows
from briefing.process import Process, Round, ledger, pairing
from briefing.records import Names, Row

ROUNDS = (Round("one", 1, "2025-11-13"), Round("two", 2, "2026-02-09"))
NAMES = Names({}, {"a": "Aland", "b": "Borduria"})
STEP = Row("one", "next/1", "next", date="2025-12-20", text="Exchange of prisoners at Tal.")
EVENT = Row("two", "timeline/1", "timeline", date="2025-12-20", text="Fifty exchanged [^a2].")
CLAIM = Row(
    "one", "a1", "agreement", ("fish",), parties=("a", "b"), attested_by=("a",), amount="9 t",
    text="Nine tonnes.",
)  # fmt: skip


def test_what_a_later_round_tells_of_the_promised_day_is_set_against_the_promise() -> None:
    earlier = EVENT._replace(brief="one", text="Ready.")
    other = EVENT._replace(key="timeline/2", date="2025-12-21", text="Snow.")
    process = Process("talks", ROUNDS, [STEP, earlier, EVENT, other], NAMES)
    (promise,) = ledger(process)
    cell = ledger_board(process, [promise]).at(0, 3)
    told = "round 2 on 20 December 2025: Fifty exchanged."
    assert (cell.text, cell.records) == (told, (("two", "timeline/1"),))
    data = promise_data(promise, NAMES)
    assert [event["records"] for event in data["on_the_day"]] == [["two#timeline/1"]]
    (row,) = promise_rows([promise], NAMES)
    assert row[-2:] == [told, "two#timeline/1"]


def test_that_a_round_was_held_on_the_day_is_told_beside_what_it_tells_of_it() -> None:
    announced = STEP._replace(date=ROUNDS[1].date)
    event = EVENT._replace(date=ROUNDS[1].date, text="Talks.")
    process = Process("talks", ROUNDS, [announced, event], NAMES)
    told = ledger_board(process, ledger(process)).at(0, 3).text
    assert told == "round 2 was held then; round 2 on 9 February 2026: Talks."


def test_a_promise_tells_by_whose_word_it_was_made() -> None:
    process = Process("talks", ROUNDS, [CLAIM], NAMES)
    cell = ledger_board(process, ledger(process)).at(0, 0)
    assert (cell.text, cell.detail) == ("Nine tonnes.", "stated by Aland")


def test_the_ledger_tells_how_much_it_leaves_out() -> None:
    bare, undated = CLAIM._replace(key="a2", amount=""), STEP._replace(date="")
    for rows, note in (
        ([CLAIM, STEP], "agreements with a figure or a date, and steps with a date"),
        ([CLAIM, bare, undated], "steps with a date; left out: 2 with neither"),
    ):
        process = Process("talks", ROUNDS, rows, NAMES)
        assert ledger_board(process, ledger(process)).note.endswith(note)


def test_a_replaced_version_is_named_below_lists_too() -> None:
    newer = Round("new", 2, "2026-02-09", supersedes="two")
    process = Process("talks", (*ROUNDS, newer), [CLAIM, EVENT], NAMES)
    for board in (ledger_board(process, ledger(process)), timeline_board(process)):
        assert board.note.endswith("a later version replaces them: two")


PRISONERS = Row(
    "one", "a1", "agreement", ("pow",), attested_by=("a", "b"), date="2026-01",
    text="1,000 prisoners are released.",
)  # fmt: skip
LISTS = PRISONERS._replace(key="a2", text="Lists of the missing are exchanged.")
THREE = (*ROUNDS, Round("three", 3, "2026-05-10"))


def told(*later: Row, made: tuple[Row, ...] = (PRISONERS, LISTS)) -> list[tuple[str, str]]:
    """Return what the ledger tells of each promise of round one, with its sign."""
    process = Process("talks", THREE, [*made, *later], NAMES)
    board = ledger_board(process, ledger(process))
    cells = [board.at(number, 3) for number in range(len(made))]
    return [(cell.glyph, cell.text) for cell in cells]


def test_a_promise_is_told_by_its_own_record_and_not_by_another_on_its_issue() -> None:
    done = PRISONERS._replace(brief="two", key="a7", status="carried-out")
    broken = LISTS._replace(brief="three", status="broken")
    found = told(done, LISTS._replace(brief="two"), done._replace(brief="three"), broken)
    assert found == [
        ("■", "round 2: carried out; round 3: carried out"),
        ("!", "round 2: agreed; round 3: broken"),
    ]


def test_a_promise_that_is_not_restated_tells_only_where_its_issue_stands() -> None:
    question = Row("two", "d1", "disagreement", ("pow",), text="Who pays?")
    again = PRISONERS._replace(
        brief="three", text="The 1,000 prisoners were released.", attested_by=("b",),
        status="partly-carried-out",
    )  # fmt: skip
    assert told(LISTS._replace(brief="two", status="broken"), question, again) == [
        ("?", "round 2: not restated, issue broken; "
         "round 3: claimed by Borduria (partly-carried-out)"),
        ("!", "round 2: broken; round 3: not restated, issue claimed by Borduria"),
    ]  # fmt: skip


def test_a_later_agreement_that_refers_to_a_promise_is_what_became_of_it() -> None:
    later = PRISONERS._replace(brief="two", text="Buses came [^one#a1].", status="carried-out")
    process = Process("talks", THREE, [PRISONERS, LISTS, later], NAMES)
    promises = ledger(process)
    assert [item.refs_since for item in promises[:2]] == [(("two", "a1"),)] * 2
    first, second = (promise_data(item, NAMES)["later"][0]["restated"] for item in promises[:2])
    assert (first["record"], first["status"], second) == ("two#a1", "carried-out", None)


def test_what_became_of_agreements_is_worked_out_once_for_all_promises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count, compared = 40, 0
    paired = pairing.paired

    def counted(*args: Any) -> Any:
        nonlocal compared
        compared += 1
        return paired(*args)

    monkeypatch.setattr(pairing, "paired", counted)
    briefs = [Round(f"r{n}", n) for n in range(count)]
    rows = [row._replace(brief=item.brief) for item in briefs for row in (PRISONERS, LISTS)]
    promises = ledger(Process("talks", briefs, rows, NAMES))
    assert sum(later.own is not None for item in promises for later in item.later) == (
        count * (count - 1)
    )
    assert compared == count - 1
