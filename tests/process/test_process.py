"""Where an issue stands, what moved, who holds what: by example, and for any store at all."""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import NotFound
from briefing.model.rows import Names, Row
from briefing.process import (
    MOVE_KINDS,
    IssueChange,
    IssueState,
    Matrix,
    Process,
    Round,
    Standing,
    aligned,
    changes,
    ledger,
    line_in,
    line_of,
    shifts,
    standing_of,
    standing_rounds,
    versions,
    words,
)
from briefing.process.diff import opcodes
from briefing.process.rounds import ages_of
from briefing.process.transitions import state_kind
from tests.tools.process_from_briefs import of_rows

NAMES = Names({"peace": "Peace"}, {"a": "Aland", "b": "Borduria", "c": "Syldavia"})


def agreement(*attested: str, key: str = "a1", brief: str = "r1", **more: str) -> Row:
    row = Row(brief, key, "agreement", ("peace",), parties=("a", "b"), attested_by=attested)
    return row._replace(**more)  # type: ignore[arg-type]  # all of them are text


def dispute(status: str = "open", key: str = "d1", brief: str = "r1") -> Row:
    return Row(brief, key, "disagreement", ("peace",), status=status, text="How?")


def position(
    party: str, stance: str, text: str = "", brief: str = "r1", key: str = "d1", status: str = ""
) -> Row:
    return Row(
        brief, f"{key}/{party}", "position", ("peace",), party=party, stance=stance, text=text,
        status=status,
    )  # fmt: skip


def proposal(party: str, text: str = "Talk.", status: str = "", brief: str = "r1") -> Row:
    return Row(brief, "pr1", "proposal", ("peace",), party=party, text=text, status=status)


def quote(party: str, person: str = "", text: str = "Well.", brief: str = "r1") -> Row:
    return Row(brief, "q1", "quote", ("peace",), party=party, person=person, text=text)


def rounds(count: int) -> list[Round]:
    return [Round(f"r{n}", n, f"2025-{n:02}-01", f"Round {n}") for n in range(1, count + 1)]


def two(before: Sequence[Row], after: Sequence[Row]) -> Process:
    """Return a process of two rounds, `r1` with the rows `before` and `r2` with those `after`."""
    later = [row._replace(brief="r2") for row in after]
    return of_rows("talks", rounds(2), [*before, *later], NAMES)


def kinds(before: Sequence[Row], after: Sequence[Row]) -> list[str]:
    return [move.kind for change in changes(two(before, after), 0, 1) for move in change.moves]


# --- where an issue stands ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ([], "not raised"),
        ([quote("a")], "mentioned"),
        ([proposal("a"), quote("a")], "proposed"),
        ([dispute(), proposal("a"), quote("a")], "disputed"),
        ([dispute("narrowing")], "disputed"),
        ([dispute("resolved")], "mentioned"),
        ([dispute("shelved"), proposal("a")], "proposed"),
        ([agreement("a")], "claimed by Aland"),
        ([agreement("a", "a")], "claimed by Aland"),
        ([agreement()], "claimed by an unnamed party"),
        ([agreement("b"), agreement("a", key="a2")], "claimed separately by Aland, Borduria"),
        ([agreement("a", "b")], "agreed"),
        ([agreement("a", "b"), agreement("a", key="a2")], "agreed"),
        ([agreement("a", "b"), dispute()], "partly agreed"),
        ([agreement("a"), dispute()], "partly agreed"),
        ([agreement("a", "b"), dispute("resolved")], "agreed"),
        ([agreement("a", "b", status="signed")], "agreed"),
        ([agreement("a", "b", status="partly-carried-out")], "agreed"),
        ([agreement("a", "b", status="carried-out")], "carried out"),
        ([agreement("a", status="broken")], "broken"),
        ([agreement("a", "b", status="broken"), dispute()], "broken"),
        ([agreement("a", "b", status="carried-out"), dispute()], "partly agreed"),
        ([agreement("a", status="broken"), agreement("a", "b", key="a2")], "agreed"),
        (
            [agreement("a", status="broken"), agreement("a", "b", key="a2", status="carried-out")],
            "broken",
        ),
        (
            [agreement("a", "b", status="carried-out"), agreement("a", key="a2", status="broken")],
            "broken",
        ),
    ],
)
def test_a_state_follows_from_the_records(rows: list[Row], label: str) -> None:
    assert standing_of(rows).label(NAMES) == label


def test_an_agreement_names_only_those_whose_word_makes_it_firm() -> None:
    rows = [agreement("b", "a"), agreement("c", key="a2")]
    assert standing_of(rows).attested_by == ("a", "b")


@pytest.mark.parametrize(
    ("first", "then", "label"),
    [("broken", "carried-out", "carried out"), ("carried-out", "broken", "broken")],
)
def test_the_later_round_has_the_word_on_what_was_kept(first: str, then: str, label: str) -> None:
    process = two([agreement("a", status=first)], [agreement("a", status=then)])
    assert process.cell("peace", 1).label(NAMES) == label


def test_a_silent_round_says_where_the_issue_was_last_seen() -> None:
    process = of_rows("talks", rounds(4), [quote("a"), quote("a", brief="r2")], NAMES)
    labels = [cell.label(NAMES) for cell in process.thread("peace")]
    assert labels[2:] == ["not raised (last seen in round 2)"] * 2
    assert process.cell("never", 3).label(NAMES) == "not raised"


def test_a_draft_without_records_says_nothing_of_any_issue() -> None:
    draft = replace(rounds(4)[2], status="draft")
    rows = [
        agreement("a", "b"),
        quote("a", brief="r2"),
        Row("r3", "q1", "quote", party="a", text="Words about nothing."),
        agreement("a", "b")._replace(brief="r4"),
    ]
    items = [*rounds(4)[:2], draft, rounds(4)[3]]
    process = of_rows("talks", items, rows, NAMES)
    labels = [cell.label(NAMES) for cell in process.thread("peace")]
    assert labels == ["agreed", "mentioned", "no records yet", "agreed"]
    assert [process.earlier(column) for column in range(4)] == [-1, 0, 1, 1]
    assert not changes(process, 1, 2)
    assert not changes(process, 2, 3)
    assert changes(process, 1, 3)
    assert [row.key for _, row in process.of_kinds("quote")] == ["q1", "q1"]


@pytest.mark.parametrize(
    ("status", "extra", "ages"),
    [
        ("draft", (), (1, 0, 0)),
        ("final", (), (2, 1, 0)),
        ("draft", (quote("a", brief="r3")._replace(issues=("fish",)),), (2, 1, 0)),
    ],
)
def test_a_draft_without_records_makes_no_stance_older(
    status: str, extra: tuple[Row, ...], ages: tuple[int, ...]
) -> None:
    items = [*rounds(3)[:2], replace(rounds(3)[2], status=status)]
    rows = [position("a", "rejects", "No."), proposal("b", brief="r2"), *extra]
    process = of_rows("talks", items, rows, NAMES)
    assert process.ages == ages
    found = [Matrix(process).entry(party, "peace") for party in "ab"]
    assert [entry.age for entry in found if entry is not None] == [*ages[:2]]


@pytest.mark.parametrize("status", ["final", ""])
def test_a_brief_that_is_no_draft_is_silent_without_records(status: str) -> None:
    items = [rounds(2)[0], replace(rounds(2)[1], status=status)]
    process = of_rows("talks", items, [agreement("a", "b")], NAMES)
    assert process.cell("peace", 1).label(NAMES) == "not raised (last seen in round 1)"
    assert [move.kind for change in changes(process, 0, 1) for move in change.moves] == ["silent"]


def test_a_draft_with_one_record_is_silent_about_other_issues() -> None:
    items = [rounds(2)[0], replace(rounds(2)[1], status="draft")]
    other = quote("a", brief="r2")._replace(issues=("fish",))
    process = of_rows("talks", items, [agreement("a", "b"), other], NAMES)
    assert process.cell("peace", 1).label(NAMES) == "not raised (last seen in round 1)"


def test_a_cell_leads_to_its_records_in_reading_order() -> None:
    rows = [agreement("a"), dispute(), position("b", "rejects"), quote("a")]
    process = of_rows("talks", rounds(1), rows)
    assert process.cell("peace", 0).refs == tuple(("r1", key) for key in ("a1", "d1", "d1/b", "q1"))


# --- rounds -------------------------------------------------------------------------------------


def test_rounds_come_by_number_and_those_without_one_by_date() -> None:
    first = Round("first", 1, "2025-03")
    second = Round("second", 2, "2025-01~")  # misdated; the number decides
    between = Round("between", None, "2025-02-10")
    standing, replaced = standing_rounds([between, second, first])
    assert [item.brief for item in standing] == ["first", "between", "second"]
    assert replaced == ()


def test_a_superseded_brief_is_replaced_through_any_number_of_versions() -> None:
    versions_ = [
        Round("v1", 1, "2025-01-01"),
        Round("v2", 1, "2025-01-02", supersedes="v1"),
        Round("v3", 1, "2025-01-03", supersedes="v2"),
    ]
    for order in itertools.permutations(versions_):
        standing, replaced = standing_rounds(order)
        assert [item.brief for item in standing] == ["v3"]
        assert [item.brief for item in replaced] == ["v1", "v2"]


def test_a_very_long_chain_of_versions_is_walked_over_once() -> None:
    count = 20_000
    chain = [Round(f"v{n}", 1, supersedes=f"v{n - 1}") for n in range(count)]
    standing, replaced = standing_rounds(chain)
    assert [item.brief for item in standing] == [f"v{count - 1}"]
    assert len(replaced) == count - 1


def test_what_leads_into_a_circle_of_versions_is_replaced_by_its_latest() -> None:
    first = Round("first", 1, "2025-01-01", status="superseded")
    one = Round("one", 1, "2025-01-02", supersedes="two")
    two_ = Round("two", 1, "2025-01-03", supersedes="one")
    for order in itertools.permutations([first, one, two_]):
        assert standing_rounds(order) == ((two_,), (first, one))


def test_a_brief_that_calls_itself_superseded_gives_way_to_one_of_its_number_only() -> None:
    old = Round("old", 1, "2025-01-01", status="superseded")
    assert standing_rounds([old])[0] == (old,)
    new = Round("new", 1, "2025-01-01")
    assert standing_rounds([old, new]) == ((new,), (old,))


def test_briefs_that_supersede_each_other_do_not_both_vanish() -> None:
    one = Round("one", 1, "2025-01-01", supersedes="two")
    two_ = Round("two", 1, "2025-01-02", supersedes="one")
    itself = Round("self", 3, "2025-03-01", supersedes="self")
    standing, _ = standing_rounds([one, two_, itself])
    assert standing == (two_, itself)


def test_rows_of_a_replaced_brief_count_in_no_cell_but_can_be_compared() -> None:
    items = [Round("r1", 1, "2025-01-01"), Round("new", 1, "2025-01-02", supersedes="r1")]
    process = of_rows("talks", items, [dispute(), agreement("a", "b", brief="new")])
    assert [cell.state for cell in process.thread("peace")] == [IssueState.AGREED]
    assert [row.key for row in process.rows_of_brief("r1")] == ["d1"]
    with pytest.raises(NotFound, match="r1 is superseded by a later version"):
        process.column("r1")
    with pytest.raises(NotFound, match="nowhere is not a round of talks"):
        process.column("nowhere")


# --- moves --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([agreement("a")], [agreement("a", "b")], ["seconded"]),
        ([dispute()], [agreement("a", "b"), dispute("resolved")], ["settled"]),
        ([dispute()], [agreement("a", "b", text="Consulates reopen.")], ["agreed"]),
        (
            [dispute()._replace(text="Who gets the northern port?")],
            [agreement("a", "b", text="Borduria gets the northern port.")],
            ["settled"],
        ),
        (
            [agreement("a", "b"), dispute()],
            [agreement("a", "b"), dispute("resolved")],
            ["settled", "resolved"],
        ),
        ([agreement("a", "b"), dispute()], [agreement("a", "b")], ["agreed", "question-gone"]),
        (
            [agreement("a", "b", text="The hill is handed over.")],
            [dispute()._replace(text="Is the hill handed over?")],
            ["reopened"],
        ),
        (
            [agreement("a", "b", text="The hill is handed to Gallia.")],
            [dispute()._replace(text="Who mans the hill?")],
            ["disputed"],
        ),
        ([agreement("a")], [dispute()], ["disputed"]),
        ([agreement("a", "b"), dispute()], [dispute()], ["lapsed"]),
        ([agreement("a", status="broken")], [dispute()], ["disputed"]),
        (
            [agreement("a", "b", text="Debt is paused."), dispute()],
            [dispute("resolved")],
            ["resolved", "agreement-gone"],
        ),
        (
            [agreement("a", "b", text="Nets are inspected.")],
            [agreement("a", text="Catch of 600 tonnes.")],
            ["lapsed"],
        ),
        (
            [agreement("a", text="Catch of 600 tonnes.")],
            [agreement("b", text="Nets are inspected.")],
            ["lapsed"],
        ),
        ([agreement("a", "b")], [agreement("a")], ["one-sided"]),
        ([agreement("a")], [agreement("b")], ["attested"]),
        (
            [agreement("a", text="Catch of 600 tonnes.")],
            [agreement("b", text="Fleets have sailed [^r1#a1].")],
            ["attested"],
        ),
        ([proposal("a")], [agreement("a", "b", text="Talk.")], ["accepted"]),
        ([proposal("a", "To go.")], [agreement("a", "b", text="Nets are inspected.")], ["agreed"]),
        (
            [proposal("a", "Open all airspace at once.", "rejected")],
            [agreement("a", "b", text="Open all airspace in stages.")],
            ["agreed"],
        ),
        (
            [proposal("a", "Open all airspace at once.")],
            [
                agreement("a", "b", text="Open all airspace in stages."),
                proposal("a", "Open all airspace at once.", "rejected"),
            ],
            ["agreed", "status"],
        ),
        (
            [proposal("a", "Talk in March.", "rejected")],
            [agreement("a", "b", text="Nets are inspected.")],
            ["agreed"],
        ),
        (
            [agreement("a", text="Catch of 500 tonnes.")],
            [agreement("a", "b", text="Fisheries commission.")],
            ["agreed"],
        ),
        (
            [agreement("a", "b")],
            [agreement("a", "b"), dispute()],
            ["partly-left", "question-first"],
        ),
        ([agreement("a", "b")], [proposal("a", status="withdrawn")], ["lapsed", "withdrawn"]),
        ([dispute()], [proposal("a")], ["proposed"]),
        ([dispute()], [proposal("a", status="rejected")], ["rejected"]),
        ([quote("a")], [proposal("a", status="withdrawn")], ["withdrawn"]),
        ([quote("a")], [proposal("a", status="accepted")], ["accepted"]),
        (
            [quote("a")],
            [proposal("a", "Walk.", "rejected"), proposal("b", "Talk.")],
            ["proposed", "rejected"],
        ),
        (
            [proposal("b")],
            [proposal("b"), proposal("a", "Walk."), proposal("c", "Row.", "rejected")],
            ["offer-first", "rejected"],
        ),
        ([proposal("a")], [proposal("a"), proposal("a", "Walk.")], ["offer-new"]),
        (
            [dispute()],
            [dispute("resolved"), position("a", "accepts")],
            ["resolved", "position-new"],
        ),
        ([dispute()], [dispute("shelved")], ["shelved"]),
        (
            [agreement("a", "b", text="Prisoners exchanged.", amount="1,000")],
            [agreement("a", "b", text="A new exchange of prisoners.")],
            ["reworded", "amount-unstated"],
        ),
        (
            [agreement("a", "b", text="A new exchange of prisoners.")],
            [agreement("a", "b", text="Prisoners exchanged.", amount="at least 1,200 each")],
            ["reworded", "amount-stated"],
        ),
        (
            [agreement("a", "b", text="Six thousand bodies.", amount="6,000")],
            [agreement("a", "b", text="All were returned [^r1#a1].", amount="7,000")],
            ["amount"],
        ),
        (
            [agreement("a", "b", text="Six thousand bodies.", amount="6,000")],
            [agreement("a", "b", text="All were returned [^r1#a2].", amount="7,000")],
            ["agreement-gone", "agreement-new"],
        ),
        (
            [agreement("a", "b", text="Six thousand bodies.")],
            [agreement("a", "b", text="All were returned [^r1#a1].")],
            ["agreement-gone", "agreement-new"],
        ),
        (
            [agreement("a", "b", text="Six thousand bodies.", amount="6", status="carried-out")],
            [agreement("a", "b", text="A second lot [^r1#a1].", amount="7", status="signed")],
            ["agreed"],
        ),
        (
            [agreement("a", "b", text="Prisoners exchanged.", amount="1,000")],
            [agreement("a", "b", text="Prisoners exchanged again.", amount="1,200")],
            ["amount"],
        ),
        (
            [agreement("a", "b", text="Prisoners exchanged.")],
            [agreement("a", "b", text="Harbours opened.")],
            ["agreement-gone", "agreement-new"],
        ),
        ([proposal("a")], [proposal("a", status="accepted")], ["accepted"]),
        ([proposal("a")], [proposal("a", status="withdrawn")], ["status"]),
        ([proposal("a")], [proposal("a", "Walk.")], ["offer"]),
        (
            [proposal("a")._replace(date="2025")],
            [proposal("a", "Walk.", "accepted")],
            ["offer", "accepted"],
        ),
        (
            [proposal("a", "Open all airspace.", "rejected")],
            [proposal("a", "Medical flights only.", "pending")],
            ["offer-gone", "offer-new"],
        ),
        (
            [agreement("a", "b", text="Prisoners exchanged.", status="carried-out")],
            [agreement("a", "b", text="A new exchange of prisoners.", status="carried-out")],
            ["reworded"],
        ),
        (
            [
                agreement("a", "b", text="Prisoners exchanged.", status="carried-out"),
                agreement("a", "b", key="a2", text="Harbours opened."),
            ],
            [
                agreement("a", "b", text="Prisoners exchanged once more.", status="signed"),
                agreement("a", "b", key="a2", text="Harbours opened."),
            ],
            ["agreement-gone", "agreement-new"],
        ),
        ([], [dispute()], ["new"]),
        ([dispute()], [], ["silent"]),
        ([quote("a")], [quote("b", text="Hm.")], []),
        ([agreement("a", amount="6")], [agreement("a", amount="7")], ["amount"]),
        ([agreement("a", date="2025")], [agreement("a")], ["date"]),
        ([agreement("a")], [agreement("a", status="signed")], ["status"]),
        ([agreement("a", text="No X.")], [agreement("a", text="No more X.")], ["reworded"]),
        ([agreement("a")], [agreement("a", status="broken")], ["broken", "status"]),
    ],
)
def test_a_difference_between_two_rounds_has_its_name(
    before: list[Row], after: list[Row], expected: list[str]
) -> None:
    assert kinds(before, after) == expected


def test_an_agreement_that_gains_a_word_beside_a_firm_one_is_a_move() -> None:
    firm = agreement("a", "b", text="One.")
    before = [firm, agreement("a", key="a2", text="Two.")]
    assert kinds(before, [firm, agreement("a", "b", key="a2", text="Two.")]) == ["attested"]


def test_a_figure_is_held_against_that_of_the_agreement_most_like_it() -> None:
    fish = agreement("a", text="Fishing fleets are reduced.", amount="100 boats")
    ports = agreement("a", key="a2", text="Ports open to trade.", amount="5 ports")
    less = fish._replace(text="Fishing fleets are reduced further.", amount="80 boats", key="a2")
    found = changes(two([fish], [ports._replace(key="a1"), less]), 0, 1)[0].moves
    assert [(move.kind, move.before, move.after) for move in found] == [
        ("amount", "100 boats", "80 boats"), ("agreement-new", "", "Ports open to trade."),
    ]  # fmt: skip


def test_stances_and_positions_move_party_by_party() -> None:
    before = [dispute(), position("a", "proposes", "Two days."), position("b", "rejects")]
    after = [dispute(), position("a", "proposes", "Three days."), position("b", "accepts")]
    found = changes(two(before, after), 0, 1)[0].moves
    assert [(move.kind, move.party) for move in found] == [("position", "a"), ("stance", "b")]
    assert (found[0].before, found[0].after) == ("proposes: Two days.", "proposes: Three days.")
    assert found[0].refs == (("r2", "d1/a"), ("r1", "d1/a"))


def test_a_position_is_held_against_one_on_the_same_question() -> None:
    def asked(key: str, question: str, stance: str, text: str) -> list[Row]:
        return [dispute(key=key)._replace(text=question), position("a", stance, text, key=key)]

    currency = asked("d1", "Which currency?", "accepts", "Euro.")
    length = asked("d2", "How long is the pause?", "demands", "Five years.")
    after = asked("d1", "How long will the pause be?", "accepts", "24 months.")
    process = two([*currency, *length], after)
    assert [(move.kind, move.before) for move in changes(process, 0, 1)[0].moves] == [
        ("question-gone", "Which currency?"),
        ("position-gone", "accepts: Euro."), ("stance", "demands: Five years."),
    ]  # fmt: skip
    assert kinds([*currency, *length], asked("d3", "Who pays?", "demands", "Half.")) == [
        "question-gone", "question-gone", "question-new",
        "position-gone", "position-gone", "position-new",
    ]  # fmt: skip


BORDER = dispute()._replace(text="Where is the border?")
MINES = dispute(key="d2")._replace(text="Who clears the mines?")


def told(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[str, str, str, str]]:
    return [
        (move.kind, move.about, move.before, move.after)
        for change in changes(two(before, after), 0, 1)
        for move in change.moves
    ]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("open", "resolved", "resolved"),
        ("", "shelved", "shelved"),
        ("open", "narrowing", "question-narrowing"),
        ("narrowing", "open", "question-widened"),
        ("resolved", "open", "question-reopened"),
        ("shelved", "narrowing", "question-reopened"),
        ("shelved", "resolved", "resolved"),
    ],
)
def test_a_question_moves_by_its_own_status_while_its_issue_stays(
    was: str, now: str, kind: str
) -> None:
    found = told([BORDER, MINES._replace(status=was)], [BORDER, MINES._replace(status=now)])
    assert found == [(kind, MINES.text, was or "open", now)]
    assert told([BORDER, MINES], [BORDER, MINES._replace(status="")]) == []


def test_a_question_that_comes_or_goes_beside_another_is_a_move() -> None:
    assert told([BORDER], [BORDER, MINES]) == [("question-new", "", "", MINES.text)]
    assert told([BORDER, MINES], [BORDER]) == [("question-gone", "", MINES.text, "")]
    closed = MINES._replace(status="resolved")
    assert told([BORDER, closed], [BORDER]) == []
    assert told([BORDER], [BORDER, closed]) == [("resolved", MINES.text, "", "resolved")]


def test_a_question_that_is_closed_is_told_once_and_one_that_is_gone_is_not_called_closed() -> None:
    shelved = BORDER._replace(status="shelved")
    assert kinds([BORDER, MINES], [shelved, MINES._replace(status="shelved")]) == ["shelved"]
    assert kinds([BORDER, MINES], [shelved]) == ["shelved", "question-gone"]
    assert kinds([BORDER, MINES], [shelved, MINES._replace(status="resolved")]) == [
        "resolved", "shelved",
    ]  # fmt: skip


def test_what_is_now_an_offer_is_told_in_its_words_beside_the_question_that_was_resolved() -> None:
    offer = proposal("a", "A joint commission.")
    assert told([BORDER, offer], [BORDER._replace(status="resolved"), offer]) == [
        ("proposed", "", BORDER.text, offer.text),
        ("resolved", BORDER.text, "open", "resolved"),
    ]


def test_a_move_names_its_agreement_offer_or_question_where_there_are_several() -> None:
    nets, boats = (
        agreement("a", "b", key=key, text=text)
        for key, text in (("a1", "Nets are counted."), ("a2", "Boats stay."))
    )
    signed = nets._replace(status="signed", amount="6")
    assert [(kind, about) for kind, about, *_ in told([nets, boats], [signed, boats])] == [
        ("amount-stated", nets.text), ("status", nets.text),
    ]  # fmt: skip
    assert {about for _, about, *_ in told([nets], [signed])} == {""}
    one, other = proposal("a"), proposal("a", "Walk.")._replace(key="pr2")
    accepted = other._replace(status="accepted")
    assert told([one, other], [one, accepted]) == [("accepted", "Walk.", "", "accepted")]
    assert told([one, other._replace(party="b")], [one, accepted._replace(party="b")]) == [
        ("accepted", "", "", "accepted")
    ]
    held = position("a", "demands", "Half.", key="d2")
    assert told([BORDER, MINES], [BORDER, MINES, held]) == [
        ("position-new", MINES.text, "", "demands: Half.")
    ]


def test_what_refers_to_an_agreement_in_other_words_is_named_where_its_amount_moves() -> None:
    old = agreement("a", text="Six thousand bodies.", amount="6,000 each")
    new = agreement("a", text="All were returned [^r1#a1].", amount="7,000 returned")
    assert told([old], [new]) == [("amount", new.text, old.amount, new.amount)]
    boats = agreement("a", key="a2", text="Boats stay.")
    found = told([old, boats], [boats, new._replace(key="a3")])
    assert found == [("amount", new.text, old.amount, new.amount)]


def test_other_words_about_silence_are_no_move() -> None:
    before = [dispute(), position("a", "unreported", "Nothing said.")]
    assert kinds(before, [dispute(), position("a", "unreported", "Still nothing.")]) == []


def test_silence_of_the_sources_is_no_change_of_stance() -> None:
    held, silent = position("a", "rejects"), position("a", "unreported")
    stated = [([], held), ([silent], held)]
    gone = [([held], None), ([held], silent)]
    for expected, pairs in (("position-new", stated), ("position-gone", gone)):
        for before, after in pairs:
            now = [after] if after else []
            assert kinds([dispute(), *before], [dispute(), *now]) == [expected]
    assert kinds([dispute()], [dispute(), silent]) == []
    assert kinds([dispute(), silent], [dispute()]) == []


def test_only_what_was_disputed_before_is_called_disputed_again() -> None:
    assert MOVE_KINDS[state_kind(IssueState.AGREED, IssueState.DISPUTED)].word == "no longer agreed"


def test_an_issue_that_comes_back_is_not_called_new() -> None:
    process = of_rows("talks", rounds(3), [quote("a"), quote("a", brief="r3")])
    assert [move.kind for move in changes(process, 1, 2)[0].moves] == ["back"]


def test_every_pair_of_states_has_a_known_move() -> None:
    for before, after in itertools.permutations(IssueState, 2):
        assert state_kind(before, after) in MOVE_KINDS


def test_every_mark_is_one_cell_and_has_an_ascii_stand_in() -> None:
    for kind in MOVE_KINDS.values():
        assert len(kind.glyph) == 1
        assert kind.ascii.isascii()
        assert kind.word
        # That several state a thing makes it no truer.
        assert not {"true", "confirmed", "verified"} & {kind.id, *kind.word.split()}


# --- properties ---------------------------------------------------------------------------------

PARTIES = st.sampled_from("abc")
ISSUES = st.lists(
    st.sampled_from(["peace", "borders", "fish"]), min_size=1, max_size=2, unique=True
)
STANCES = st.sampled_from(["proposes", "rejects", "unreported"])
STATUSES = st.sampled_from(["", "open", "resolved", "carried-out", "broken", "accepted"])
TEXTS = st.sampled_from(["", "One.", "Two.", "Three."])
ROWS = st.builds(
    Row,
    st.sampled_from([f"r{n}" for n in range(1, 6)]),
    st.integers(1, 99).map(lambda n: f"k{n}"),
    st.sampled_from(["agreement", "disagreement", "position", "proposal", "quote", "next"]),
    issues=ISSUES.map(tuple),
    party=PARTIES,
    attested_by=st.lists(PARTIES, max_size=3).map(tuple),
    parties=st.lists(PARTIES, max_size=2).map(tuple),
    stance=STANCES,
    status=STATUSES,
    text=TEXTS,
    amount=st.sampled_from(["", "6", "7"]),
    date=st.sampled_from(["", "2025", "2025-06~"]),
)
STORES = st.lists(ROWS, max_size=30).map(
    # Keys are unique in a brief.
    lambda rows: list({(row.brief, row.key): row for row in rows}.values())
)


@given(STORES)
def test_nothing_moves_from_a_round_to_itself(rows: list[Row]) -> None:
    process = of_rows("talks", rounds(5), rows)
    assert all(changes(process, column, column) == () for column in range(5))


def applied(standings: Mapping[str, Standing], moved: Iterable[IssueChange]) -> dict[str, Standing]:
    """Return where each issue stands after the moves."""
    result = dict(standings)
    for change in moved:
        for move in change.moves:
            if move.becomes is not None:
                result[change.issue] = move.becomes
    return result


@given(STORES, st.integers(0, 4), st.integers(0, 4))
def test_the_moves_from_one_round_to_another_lead_there(
    rows: list[Row], before: int, after: int
) -> None:
    process = of_rows("talks", rounds(5), rows)

    def standings(column: int) -> dict[str, Standing]:
        return {issue: process.cell(issue, column).standing for issue in process.issues}

    assert applied(standings(before), changes(process, before, after)) == standings(after)


def entries(process: Process) -> Iterator[object]:
    matrix = Matrix(process)
    yield matrix.process.issues, matrix.process.parties
    for party, issue in itertools.product(matrix.process.parties, matrix.process.issues):
        yield matrix.entry(party, issue)


@given(STORES, st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_read_makes_no_difference(
    rows: list[Row], chance: random.Random
) -> None:
    briefs = rounds(5)
    expected = of_rows("talks", briefs, rows)
    by_brief = [[row for row in rows if row.brief == item.brief] for item in briefs]
    chance.shuffle(by_brief)
    chance.shuffle(briefs)
    shuffled = of_rows("talks", briefs, itertools.chain.from_iterable(by_brief))
    assert list(entries(shuffled)) == list(entries(expected))
    assert shuffled.rounds == expected.rounds


@given(STORES)
def test_every_move_and_entry_leads_to_records_that_exist(rows: list[Row]) -> None:
    process = of_rows("talks", rounds(5), rows)
    known = {(row.brief, row.key) for row in rows}
    for change in changes(process, 0, 4):
        for move in change.moves:
            assert move.refs
            assert set(move.refs) <= known
    matrix = Matrix(process)
    for party, issue in itertools.product(matrix.process.parties, matrix.process.issues):
        entry = matrix.entry(party, issue)
        assert entry is None or (entry.refs and set(entry.refs) <= known)


# --- the matrix ---------------------------------------------------------------------------------


# --- changes of position ------------------------------------------------------------------------


@pytest.mark.parametrize(("rows", "expected"), [
    ([position("a", "rejects"), position("a", "accepts", brief="r3")],
     [("a", "rejects", "r1", "accepts", "r3")]),
    # What a round does not say, or reports as unreported, or only quotes, is no change.
    ([position("a", "rejects"), position("a", "unreported", brief="r2"),
      position("a", "rejects", "In other words.", brief="r3")], []),
    ([position("a", "rejects"), position("a", "unreported", brief="r2"),
      position("a", "accepts", brief="r3")], [("a", "rejects", "r1", "accepts", "r3")]),
    ([quote("a"), position("a", "rejects", brief="r2"), quote("a", brief="r3")], []),
    # From an offer to an agreement, and from one's own word to another's.
    ([proposal("a"), agreement("a", "b", brief="r2"), agreement("b", brief="r3")],
     [("a", "proposes", "r1", "agrees", "r2"), ("a", "agrees", "r2", "said to agree", "r3"),
      ("b", "agrees", "r2", "claims", "r3")]),
    # There and back, each step by the last time that the stance was stated.
    ([position("b", "demands"), position("b", "demands", brief="r2"),
      position("b", "conditional", brief="r3")], [("b", "demands", "r2", "conditional", "r3")]),
    ([], []),
])  # fmt: skip
def test_changes_of_position_over_a_process(rows: list[Row], expected: list[object]) -> None:
    process = of_rows("talks", rounds(3), rows, NAMES)
    assert [
        (one.after.party, one.before.stance, one.before.round.brief, one.after.stance,
         one.after.round.brief)
        for one in shifts(process)
    ] == expected  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["peace", "fish"]),
                          st.integers(1, 3), STANCES), max_size=12))  # fmt: skip
def test_the_changes_lead_from_the_first_stance_to_that_of_the_matrix(
    held: list[tuple[str, str, int, str]],
) -> None:
    rows = {
        (party, issue, number): Row(
            f"r{number}", f"{issue}/{party}", "position", (issue,), party=party, stance=stance
        )
        for party, issue, number, stance in held
    }
    process = of_rows("talks", rounds(3), sorted(rows.values()), NAMES)
    found, matrix = shifts(process), Matrix(process)
    assert all(one.before.stance != one.after.stance for one in found)
    for party, issue in itertools.product(process.parties, process.issues):
        entry = matrix.entry(party, issue)
        stated = [
            rows[party, issue, number].stance
            for number in (1, 2, 3)
            if (party, issue, number) in rows and rows[party, issue, number].stance != "unreported"
        ]
        chain = [one for one in found if (one.after.party, one.after.issue) == (party, issue)]
        steps = [stance for stance, _ in itertools.groupby(stated)]
        assert [(one.before.stance, one.after.stance) for one in chain] == [
            *itertools.pairwise(steps)
        ]
        if stated:
            assert entry is not None
            assert entry.stance == steps[-1]


def matrix_of(*rows: Row) -> Matrix:
    return Matrix(of_rows("talks", rounds(3), rows, NAMES))


@pytest.mark.parametrize(
    ("rows", "stance", "text"),
    [
        (
            [
                agreement("a", "b", text="Peace."),
                dispute("shelved"),
                position("a", "rejects", "No.", status="shelved"),
                position("a", "agrees", "Yes.", key="d2", status="resolved"),
            ],
            "agrees",
            "Peace; rejects (shelved): No; agrees (resolved): Yes.",
        ),
        (
            [dispute("shelved"), position("a", "rejects", "No.", status="shelved")],
            "rejects",
            "No.",
        ),
        (
            [agreement("a", "b", text="Peace."), dispute(), position("a", "rejects", "No.")],
            "rejects",
            "No; agrees: Peace.",
        ),
        (
            [agreement("a", text="Boats."), agreement("a", "b", key="a2", text="Nets.")],
            "agrees",
            "Nets; claims: Boats.",
        ),
        (
            [position("a", "demands", "Half."), position("a", "rejects", "No.", key="d2")],
            "rejects",
            "No; demands: Half.",
        ),
        ([agreement("a", "b", text=""), quote("a")], "agrees", ""),
    ],
)
def test_all_that_a_party_holds_is_told_and_what_is_closed_does_not_come_first(
    rows: list[Row], stance: str, text: str
) -> None:
    entry = matrix_of(*rows).entry("a", "peace")
    assert entry is not None
    assert (entry.stance, entry.text) == (stance, text)


def test_a_stance_is_kept_until_another_is_stated_and_tells_its_age() -> None:
    matrix = matrix_of(position("a", "rejects", "Never."), quote("b", brief="r3"))
    entry = matrix.entry("a", "peace")
    assert entry is not None
    assert (entry.stance, entry.text, entry.age, entry.round.date) == (
        "rejects", "Never.", 2, "2025-01-01",
    )  # fmt: skip
    assert entry.round.name == "round 1"


@pytest.mark.parametrize(
    ("numbers", "ages"),
    [
        ([], ()),
        ([1, 2, 3], (2, 1, 0)),
        ([1, 2, 4, 5, 6], (5, 4, 2, 1, 0)),
        ([1, 5], (4, 0)),
        ([None, None, None], (2, 1, 0)),
        ([1, 3, None], (3, 1, 0)),
        ([None, 1, 3], (3, 2, 0)),
        ([1, None, 5], (4, 1, 0)),
        ([4, None, None, None, 5], (1, 1, 1, 1, 0)),
        ([2, 2], (0, 0)),
    ],
)
def test_ages_are_counted_by_the_numbers_of_rounds_where_both_have_one(
    numbers: list[int | None], ages: tuple[int, ...]
) -> None:
    assert ages_of([Round(f"r{n}", number) for n, number in enumerate(numbers)]) == ages


def test_an_entry_is_as_old_as_the_rounds_since_though_some_of_them_are_missing() -> None:
    known = [item for item in rounds(6) if item.number != 3]
    rows = [position("a", "rejects", brief="r2"), quote("b", brief="r6")]
    entry = Matrix(of_rows("talks", known, rows, NAMES)).entry("a", "peace")
    assert entry is not None
    assert entry.age == 4


def test_silence_later_on_does_not_hide_what_was_stated_but_is_told() -> None:
    matrix = matrix_of(position("a", "rejects"), position("a", "unreported", brief="r2"))
    entry = matrix.entry("a", "peace")
    assert entry is not None
    assert entry.stance == "rejects"
    assert entry.unreported is not None
    assert entry.unreported.name == "round 2"
    assert entry.refs == (("r1", "d1/a"), ("r2", "d1/a"))


def test_unreported_is_not_the_same_as_no_entry() -> None:
    matrix = matrix_of(position("a", "unreported"), quote("b"))
    entry = matrix.entry("a", "peace")
    assert entry is not None
    assert entry.stance == "unreported"
    assert matrix.entry("c", "peace") is None


@pytest.mark.parametrize(
    ("rows", "stance"),
    [
        ([agreement("a"), position("a", "conditional")], "conditional"),
        ([agreement("a"), proposal("a")], "claims"),
        ([agreement("a", "b"), agreement("a", key="a2")], "agrees"),
        ([agreement("b", "c")._replace(parties=("a",))], "said to agree"),
        ([agreement("a", "b")._replace(parties=("b", "c"))], "states it"),
        ([agreement("b")], "said to agree"),
        ([proposal("a"), quote("a")], "proposes"),
        ([proposal("a"), position("a", "unreported")], "proposes"),
        ([quote("a")], "speaks of it"),
    ],
)
def test_a_position_counts_before_an_agreement_a_proposal_and_words(
    rows: list[Row], stance: str
) -> None:
    entry = matrix_of(*rows).entry("a", "peace")
    assert entry is not None
    assert entry.stance == stance


# --- lines, promises, sides ---------------------------------------------------------------------


def test_a_partys_line_tells_what_it_does_and_a_persons_line_what_it_says() -> None:
    items = rounds(2)
    rows = [
        (items[1], quote("a", "ann", brief="r2")),
        (items[0], agreement("a")),
        (items[0], agreement("b", key="a2")),
        (items[0], proposal("b")._replace(parties=("a",))),
        (items[0], position("b", "rejects")),
    ]
    assert [step.does for step in line_of(rows, party="a")] == [
        "claims", "said to agree", "is offered", "says",
    ]  # fmt: skip
    assert [(step.row.brief, step.row.key) for step in line_of(rows, person="ann")] == [
        ("r2", "q1")
    ]
    assert line_of(rows, party="nobody") == ()


def test_a_line_through_several_processes_follows_the_dates_and_not_the_numbers() -> None:
    late, early = Round("late", 1, "2025-03-01"), Round("early", 7, "2025-01-01")
    rows = [(item, quote("a", brief=item.brief)) for item in (late, early)]
    assert [step.round.brief for step in line_of(rows, party="a")] == ["early", "late"]


def test_a_line_leaves_out_what_a_later_version_replaces() -> None:
    old, new = Round("old", 1, "2025-01-01"), Round("new", 1, "2025-01-01", supersedes="old")
    rows = [(item, quote("a", brief=item.brief)) for item in (old, new)]
    assert [step.round.brief for step in line_of(rows, party="a")] == ["new"]
    process = of_rows("talks", (old, new), [row for _, row in rows])
    assert line_in(process, party="a") == line_of(rows, party="a")


def test_a_promise_is_held_against_every_later_round_that_speaks_of_its_issue() -> None:
    rows = [
        agreement("a", "b", amount="6"),
        agreement("a", key="a2"),
        Row("r1", "next/1", "next", date="2025-02", text="They meet [^pr1]."),
        proposal("a"),
        dispute(brief="r3"),
    ]
    found = ledger(of_rows("talks", rounds(3), rows, NAMES))
    assert [promise.row.key for promise in found] == ["a1", "next/1"]
    for promise in found:
        assert promise.issues == ("peace",)
        (later,) = promise.later
        assert (later.cell.round.brief, later.cell.state) == ("r3", "disputed")
        assert later.own is None


def test_a_next_step_that_refers_to_nothing_known_has_no_issue() -> None:
    row = Row("r1", "next/1", "next", date="2025", text="See [^other#a1] and [^zz].")
    assert ledger(of_rows("talks", rounds(1), [row]))[0].issues == ()


def test_two_briefs_are_aligned_by_issue_with_the_state_of_each_side() -> None:
    left = [Row("x", "summary", "summary", text="S"), agreement("a", "b"), quote("a")]
    right = [Row("y", "q9", "quote", text="loose"), dispute()._replace(issues=("fish",))]
    found = aligned(left, right)
    assert [(item.section, item.issue) for item in found] == [
        ("summary", ""), ("issue", "peace"), ("issue", "fish"), ("issue", ""),
    ]  # fmt: skip
    assert found[1].standing_left.state is IssueState.AGREED
    assert found[1].standing_right.state is IssueState.SILENT
    assert [row.key for row in found[3].right] == ["q9"]


def test_a_later_version_shows_which_words_went_and_which_came() -> None:
    pieces = words("Each side hands over 6,000 bodies.", "Each side hands over 7,000 bodies.")
    assert [(piece.op, piece.text.strip()) for piece in pieces] == [
        ("same", "Each side hands over"), ("gone", "6,000"), ("new", "7,000"), ("same", "bodies."),
    ]  # fmt: skip


WORDY = st.lists(st.sampled_from(["peace", "war", "and", "\n\n", "truce"]), max_size=40).map(
    " ".join
)


@given(WORDY, WORDY)
def test_a_word_difference_loses_no_word_of_either_text(before: str, after: str) -> None:
    pieces = words(before, after)
    for text, dropped in ((before, "new"), (after, "gone")):
        kept = "".join(piece.text for piece in pieces if piece.op != dropped)
        assert kept.split() == text.split()
    assert (before.split() == after.split()) == all(piece.op == "same" for piece in pieces)


def test_texts_too_long_for_a_word_by_word_comparison_are_compared_by_paragraph() -> None:
    paragraphs = [f"{n} " + "same words again and again " * 30 for n in range(40)]
    before = "\n\n".join(paragraphs)
    paragraphs[20] = paragraphs[20].replace("again", "anew", 1)
    pieces = words(before, "\n\n".join(paragraphs))
    changed = [(piece.op, piece.text.strip()) for piece in pieces if piece.op != "same"]
    assert changed == [("gone", "again"), ("new", "anew")]


WEARY = "a " * 1_000, "a x " * 500


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n\nb\n\n" * 30_000, "a\n\nb\n\nb\n\n" * 20_000),
        ("start\n\n" + "a\n\n" * 4_000 + "end", "start\n\n" + "a\n\nx\n\n" * 2_000 + "end"),
        tuple("".join(f"{n} same\n\n{part}\n\n" for n in range(60)) for part in WEARY),
    ],
    ids=["paragraphs", "many between the same", "words"],
)
def test_what_comes_again_and_again_is_compared_in_bounded_time(before: str, after: str) -> None:
    pieces = words(before, after)
    for text, dropped in ((before, "new"), (after, "gone")):
        kept = "".join(piece.text for piece in pieces if piece.op != dropped)
        assert kept.split() == text.split()
    assert pieces[0].op == "same"


@given(WORDY, WORDY)
def test_parts_are_matched_in_their_order_and_no_fewer_than_in_the_longest_runs(
    before: str, after: str
) -> None:
    old, new = before.split(), after.split()
    found = list(opcodes(old, new))
    made = [new[c:d] if op == "replace" else old[a:b] for op, a, b, c, d in found]
    assert [part for run in made for part in run] == new
    assert [part for _, a, b, *_ in found for part in old[a:b]] == old
    runs = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    equal = sum(b - a for op, a, b, *_ in found if op == "equal")
    assert equal >= sum(run.size for run in runs)


def test_versions_name_each_record_that_differs_and_no_other() -> None:
    before = [agreement("a"), dispute(), quote("a")]
    after = [agreement("a", "b"), quote("b")._replace(key="q2"), quote("a")]
    found = versions(before, [row._replace(brief="v2") for row in after])
    assert [(edit.key, len(edit.refs)) for edit in found] == [("a1", 2), ("d1", 1), ("q2", 1)]
