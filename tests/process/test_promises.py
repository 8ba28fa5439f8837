"""What was promised, and what later rounds tell of it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.exchange.outgoing.values.process_data import promise_data, promise_rows
from briefing.model.rows import Names, Row
from briefing.process import Process, Round, ledger, pairing, threads
from briefing.view.board import ledger_board, timeline_board
from briefing.view.board import promise_board as ledger_boards
from tests.tools.process_from_briefs import of_rows

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
    process = of_rows("talks", ROUNDS, [STEP, earlier, EVENT, other], NAMES)
    (promise,) = ledger(process)
    cell = ledger_board(process, [promise]).at(0, 3)
    told = "round 2 on 20 December 2025: Fifty exchanged."
    assert (cell.text, cell.records) == (told, (("two", "timeline/1"),))
    data = promise_data(promise, NAMES)
    assert [event["records"] for event in data["on_the_day"]] == [["two#timeline/1"]]
    (row,) = promise_rows([promise], NAMES)
    assert (row["since"], row["records_since"]) == (told, ["two#timeline/1"])


def test_that_a_round_was_held_on_the_day_is_told_beside_what_it_tells_of_it() -> None:
    announced = STEP._replace(date=ROUNDS[1].date)
    event = EVENT._replace(date=ROUNDS[1].date, text="Talks.")
    process = of_rows("talks", ROUNDS, [announced, event], NAMES)
    told = ledger_board(process, ledger(process)).at(0, 3).text
    assert told == "round 2 was held then; round 2 on 9 February 2026: Talks."


def test_a_promise_tells_by_whose_word_it_was_made() -> None:
    process = of_rows("talks", ROUNDS, [CLAIM], NAMES)
    cell = ledger_board(process, ledger(process)).at(0, 0)
    assert (cell.text, cell.detail) == ("Nine tonnes.", "stated by: Aland; not by: Borduria")


def test_the_ledger_tells_how_much_it_leaves_out() -> None:
    bare, undated = CLAIM._replace(key="a2", amount=""), STEP._replace(date="")
    for rows, note in (
        ([CLAIM, STEP], "agreements with a figure or date, and next steps with a date"),
        ([CLAIM, bare, undated], "steps with a date; not listed: 2 with neither"),
    ):
        process = of_rows("talks", ROUNDS, rows, NAMES)
        assert ledger_board(process, ledger(process)).note.endswith(note)


def test_a_replaced_version_is_named_below_lists_too() -> None:
    newer = Round("new", 2, "2026-02-09", supersedes="two")
    process = of_rows("talks", (*ROUNDS, newer), [CLAIM, EVENT], NAMES)
    for board in (ledger_board(process, ledger(process)), timeline_board(process)):
        assert board.note.endswith("superseded by a later version: two")


PRISONERS = Row(
    "one", "a1", "agreement", ("pow",), attested_by=("a", "b"), date="2026-01",
    text="1,000 prisoners are released.",
)  # fmt: skip
LISTS = PRISONERS._replace(key="a2", text="Lists of the missing are exchanged.")
THREE = (*ROUNDS, Round("three", 3, "2026-05-10"))


def told(*later: Row, made: tuple[Row, ...] = (PRISONERS, LISTS)) -> list[tuple[str, str]]:
    """Return what the ledger tells of each promise of round one, with its sign."""
    process = of_rows("talks", THREE, [*made, *later], NAMES)
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


def test_what_had_come_of_a_promise_already_is_told_before_what_came_of_its_issue() -> None:
    done = PRISONERS._replace(status="carried-out")
    partly, broken = (LISTS._replace(status=said) for said in ("partly-carried-out", "broken"))
    other = LISTS._replace(brief="three", key="a9", text="Buses run.", status="broken")
    gone = "round 3: not restated, issue broken"
    assert told(other, made=(done, partly)) == [
        ("■", f"carried out when reported; {gone}"),
        ("!", f"partly carried out when reported; {gone}"),
    ]
    agreed = other._replace(status="agreed")
    assert told(agreed, made=(broken,)) == [
        ("!", "broken when reported; round 3: not restated, issue agreed")
    ]
    assert told(made=(done,)) == [("■", "carried out when reported")]
    again = done._replace(brief="two", status="broken")
    assert told(again, made=(done,)) == [("!", "carried out when reported; round 2: broken")]
    process = of_rows("talks", THREE, [done, LISTS], NAMES)
    data = [promise_data(item, NAMES)["status"] for item in ledger(process)]
    assert data == ["carried-out", None]


def test_a_later_agreement_that_refers_to_a_promise_is_what_became_of_it() -> None:
    later = PRISONERS._replace(brief="two", text="Buses came [^one#a1].", status="carried-out")
    process = of_rows("talks", THREE, [PRISONERS, LISTS, later], NAMES)
    promises = ledger(process)
    assert [item.refs_since(item.later) for item in promises[:2]] == [(("two", "a1"),)] * 2
    first, second = (promise_data(item, NAMES)["later"][0]["restated"] for item in promises[:2])
    assert (first["record"], first["status"], second) == ("two#a1", "carried-out", None)


def test_what_became_of_agreements_is_worked_out_once_for_all_promises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count, compared = 40, 0
    paired = pairing.pair_records

    def counted(*args: Any) -> Any:
        nonlocal compared
        compared += 1
        return paired(*args)

    monkeypatch.setattr(pairing, "pair_records", counted)
    briefs = [Round(f"r{n}", n) for n in range(count)]
    rows = [row._replace(brief=item.brief) for item in briefs for row in (PRISONERS, LISTS)]
    promises = ledger(of_rows("talks", briefs, rows, NAMES))
    assert sum(later.own is not None for item in promises for later in item.later) == (
        count * (count - 1)
    )
    assert compared == count - 1


COUNT = 60


def unlike() -> Process:
    """Return a process of which every round promises something else in words of its own."""
    briefs = [Round(f"r{n}", n) for n in range(COUNT)]
    rows = []
    for item in briefs:
        for n in range(3):
            text = " ".join(f"{word}{item.number}x{n}" for word in ("group", "camp", "frost"))
            rows.append(PRISONERS._replace(brief=item.brief, key=f"a{n}", text=f"Both free {text}"))
    return of_rows("talks", briefs, rows, NAMES)


def test_rounds_that_restate_nothing_are_not_all_compared_with_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    alike = pairing.Likeness.alike

    def counted(self: pairing.Likeness, one: str, other: str, *, surely: bool = False) -> bool:
        nonlocal compared
        compared += 1
        return alike(self, one, other, surely=surely)

    monkeypatch.setattr(pairing.Likeness, "alike", counted)
    promises = ledger(unlike())
    assert all(later.own is None for item in promises for later in item.later)
    assert compared <= 2 * len(promises)


def test_what_many_promises_have_in_common_is_laid_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: Counter[str] = Counter()
    for name in ("standing_cell", "_stood"):
        real = getattr(ledger_boards, name)

        def counted(*args: Any, name: str = name, real: Any = real) -> Any:
            made[name] += 1
            return real(*args)

        monkeypatch.setattr(ledger_boards, name, counted)
    process = unlike()
    promises = ledger(process)
    asked = 0
    later = threads.AgreementTracker.after

    def told(self: threads.AgreementTracker, issue: str, column: int, row: Row) -> Any:
        nonlocal asked
        asked += 1
        return later(self, issue, column, row)

    monkeypatch.setattr(threads.AgreementTracker, "after", told)
    board = ledger_board(process, promises)
    assert board.at(0, 3).text.count("round") == COUNT - 1
    assert len([*board.rows()]) == 3 * COUNT
    assert made == {"standing_cell": 1, "_stood": COUNT - 1}
    assert asked == 3 * COUNT + 1


def test_a_step_tells_of_every_later_round_that_was_held_on_its_day() -> None:
    briefs = [Round(f"r{n}", n, "2025-01-01") for n in range(COUNT)]
    steps = [STEP._replace(brief=item.brief, date="2025-01-01") for item in briefs]
    held = [len(promise.held) for promise in ledger(of_rows("talks", briefs, steps, NAMES))]
    assert held == [*range(COUNT - 1, -1, -1)]


def test_a_brief_that_steps_refer_to_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    real = Process.rows_of_brief

    def counted(self: Process, brief: str) -> Any:
        read[brief] += 1
        return real(self, brief)

    monkeypatch.setattr(Process, "rows_of_brief", counted)
    steps = [STEP._replace(key=f"next/{n}", text="Swap [^a1].") for n in range(9)]
    found = ledger(of_rows("talks", ROUNDS, [PRISONERS, *steps], NAMES))
    assert {promise.issues for promise in found} == {("pow",)}
    assert read == {"one": 1}


TEXTS = st.lists(
    st.sampled_from(
        ["go", "to", "sea", "harbour", "prisoners", "tonnes", "1000", "[^r0#a1]", "[^r1#a0]", "…"]
    ),
    max_size=6,
).map(" ".join)
STATED = st.lists(
    st.lists(st.tuples(TEXTS, st.sampled_from(["", "broken", "carried-out"])), max_size=4),
    min_size=2,
    max_size=5,
)


def every(self: Any, row: Row, column: int) -> Iterator[int]:
    """Yield the place of every later round, as if there were no index of words."""
    return (place for place, after in enumerate(self.columns) if after > column)


@given(STATED)
def test_an_agreement_is_followed_as_if_it_were_compared_with_every_later_one(
    stated: list[list[tuple[str, str]]],
) -> None:
    briefs = [Round(f"r{n}", n) for n in range(len(stated))]
    rows = [
        PRISONERS._replace(brief=item.brief, key=f"a{n}", text=text, status=status)
        for item, each in zip(briefs, stated, strict=True)
        for n, (text, status) in enumerate(each)
    ]
    process = of_rows("talks", briefs, rows, NAMES)
    found = [promise.later for promise in ledger(process)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads._AgreementThread, "may_restate", every)
        assert found == [promise.later for promise in ledger(process)]
