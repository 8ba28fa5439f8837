"""What the boards of a process show, and that every place leads to its records."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.evidence import QuoteCheck, Verdict
from briefing.library import Library
from briefing.model.rows import Names, Row
from briefing.process import Matrix, Piece, Round, changes, ledger, line_of, versions
from briefing.view import board as boards
from briefing.view.board import (
    Board,
    Cell,
    compact_matrix,
    ledger_board,
    line_board,
    matrix_board,
    moves_board,
    process_board,
    said,
    shifts_board,
    side_by_side,
    timeline_board,
    unmarked,
    versions_board,
)
from briefing.view.board.side_by_side import changed_words
from briefing.view.brief.brief_view import verdict_counts
from briefing.view.spans import ROLES
from tests.tools.process_from_briefs import of_rows

NAMES = Names(
    {"peace": "Peace", "fish": "Fisheries"}, {"a": "Aland", "b": "Borduria"}, {"ann": "Ann Ames"}
)
ROUNDS = (
    Round("one", 1, "2025-05-16", "The first"),
    Round("two", 2, "2025-06-02", "The second"),
)
FIRST = (
    Row("one", "summary", "summary", text="They *met* [^a1]."),
    Row("one", "a1", "agreement", ("fish",), parties=("a", "b"), attested_by=("b",),
        amount="6 boats", text="Six boats [^q1]."),
    Row("one", "q1", "quote", ("fish",), party="a", person="ann", text="six *boats*"),
    Row("one", "next/1", "next", date="2025-06", text="They meet again [^a1]."),
)  # fmt: skip
SECOND = (
    Row("two", "d1", "disagreement", ("peace",), status="open", text="How?"),
    Row("two", "d1/a", "position", ("peace",), party="a", stance="proposes", text="At once."),
    Row("two", "d1/b", "position", ("peace",), party="b", stance="unreported"),
    Row("two", "timeline/1", "timeline", date="2025-06-01", text="Shots [^d1]."),
    Row("two", "timeline/2", "timeline", date="2025~", text="Talks begin."),
)
PROCESS = of_rows("talks", ROUNDS, FIRST + SECOND, NAMES)


def test_a_draft_without_records_has_no_states_on_boards() -> None:
    draft = replace(ROUNDS[1], status="draft")
    process = of_rows("talks", (ROUNDS[0], draft), FIRST, NAMES)
    assert shown(process_board(process)) == [["Fisheries", "claimed by Borduria", "no records yet"]]
    assert process_board(process).at(0, 1).glyph == "~"
    beside = side_by_side((ROUNDS[0], FIRST), (draft, ()), NAMES)
    assert ["Fisheries", "claimed by Borduria", "no records yet"] in shown(beside)


def shown(board: Board) -> list[list[str]]:
    """Return what stands on a board, row by row, head first."""
    return [[row.head.text, *(cell.text for cell in row.cells)] for row in board.rows()]


def test_the_process_board_shows_each_issue_in_each_round() -> None:
    board = process_board(PROCESS)
    assert [(cell.text, cell.detail) for cell in board.columns] == [
        ("round 1", "16 May 2025"), ("round 2", "2 June 2025"),
    ]  # fmt: skip
    assert shown(board) == [
        ["Fisheries", "claimed by Borduria", "not raised (last seen in round 1)"],
        ["Peace", "not raised", "disputed"],
    ]
    assert board.at(0, 0).detail == "6 boats"
    assert board.at(1, 1).detail == "Aland proposes: At once."
    bare = (SECOND[0], SECOND[1]._replace(text=""), SECOND[2]._replace(stance="accepts"))
    board = process_board(of_rows("talks", ROUNDS, bare, NAMES))
    assert board.at(0, 1).detail == "Aland proposes; Borduria accepts"


def test_each_place_of_the_process_board_leads_to_its_records() -> None:
    board = process_board(PROCESS)
    assert board.at(0, 0).records == (("one", "a1"), ("one", "q1"))
    assert board.at(1, 0).records == ()
    assert board.heads[1].records == (("two", "d1"), ("two", "d1/a"), ("two", "d1/b"))
    assert board.columns[0].records == (("one", "summary"),)


def test_the_matrix_shows_the_quotes_that_a_position_cites_with_their_verdicts() -> None:
    held = Row(
        "two", "d1/a", "position", ("peace",), party="a", stance="rejects", text="No.",
        quotes=("q2", "one#q1"),
    )  # fmt: skip
    cited = Row("two", "q2", "quote", (), party="a", text="never")
    other = Row("two", "q3", "quote", ("peace",), party="a", text="hello")
    process = of_rows("talks", ROUNDS, [*FIRST, held, cited, other], NAMES)
    verdicts = {
        "one": {"q1": QuoteCheck(Verdict.ALTERED)},
        "two": {"q2": QuoteCheck(Verdict.VERBATIM)},
    }
    board = matrix_board(Matrix(process), lambda brief: verdicts[brief])
    column = [head.text for head in board.columns].index("Peace")
    assert board.at(0, column).detail == "No. ✓ “never”; ≠ “six *boats*”"


def test_every_board_shows_a_quote_with_its_verdict() -> None:
    def verdicts(brief: str) -> dict[str, QuoteCheck]:
        original = QuoteCheck(Verdict.VERBATIM, of_original=True)
        return {"q1": QuoteCheck(Verdict.NOT_FOUND), "q2": original}

    quotes = [
        Row("one", key, "quote", ("fish",), party="a", text=text)
        for key, text in (("q1", "never"), ("q2", "jamais"))
    ]
    later = [row._replace(brief="two") for row in quotes]
    promise = Row("one", "next/1", "next", date="2025-07", text="Swap [^q1].")
    process = of_rows("talks", ROUNDS, [promise, *quotes, *later], NAMES)
    silent = of_rows("talks", ROUNDS, [*quotes, SECOND[0]], NAMES)
    told = "✗ “never”", "✓ “jamais” (original verbatim)"
    assert process_board(process, verdicts).at(0, 0).detail == "; ".join(told)
    assert ledger_board(process, ledger(process), verdicts).at(0, 3).detail == "; ".join(told)
    moved = moves_board(silent, 0, 1, changes(silent, 0, 1), verdicts)
    assert moved.at(0, 1).text == " ".join(told)
    side = side_by_side((ROUNDS[0], quotes), (ROUNDS[1], later), NAMES, verdicts)
    assert [side.at(row, 0).text for row in (1, 2)] == [f"Aland: {words}" for words in told]


def test_a_position_on_a_closed_question_says_that_it_is_closed() -> None:
    question = SECOND[0]._replace(status="resolved")
    held = SECOND[1]._replace(status="resolved")
    process = of_rows("talks", ROUNDS, [question, held], NAMES)
    assert process_board(process).at(0, 1).detail == "Aland proposes: At once. (resolved)"
    assert matrix_board(Matrix(process)).at(0, 0).detail == "At once. (resolved)"


def test_a_claim_is_told_as_one_beside_what_is_agreed() -> None:
    claimed = Row(
        "two", "a1", "agreement", ("fish",), attested_by=("a",), amount="600 t", text="600 tonnes."
    )
    agreed = Row("two", "a2", "agreement", ("fish",), attested_by=("a", "b"), text="Inspections.")
    process = of_rows("talks", ROUNDS, [*FIRST, claimed, agreed], NAMES)
    cell = process_board(process).at(0, 1)
    assert (cell.text, cell.detail) == (
        "agreed", "Inspections (stated by: Aland, Borduria); Aland claims: 600 tonnes (600 t)",
    )  # fmt: skip
    only = process_board(of_rows("talks", ROUNDS, [*FIRST, agreed], NAMES)).at(0, 1)
    assert only.detail == "Inspections (stated by: Aland, Borduria)"


@pytest.mark.parametrize(("agreements", "detail"), [
    ([("Six boats.", "abc", "ab")], "Six boats (stated by: Aland, BO; not by: c)"),
    ([("Six boats.", "ab", "abc")], "Six boats (stated by: Aland, BO, c)"),
    ([("Boats.", "ab", "ab"), ("Nets.", "ab", "ab")], "Boats; Nets (stated by: Aland, BO)"),
    ([("Boats.", "ab", "ab"), ("Nets.", "abc", "ab")],
     "Boats (stated by: Aland, BO); Nets (stated by: Aland, BO; not by: c)"),
    # The state of the issue says who claims it.
    ([("Six boats.", "ab", "a")], "Six boats."),
])  # fmt: skip
def test_what_is_agreed_says_by_whose_word(
    agreements: list[tuple[str, str, str]], detail: str
) -> None:
    rows = [
        Row("one", f"a{n}", "agreement", ("fish",), parties=tuple(parties),
            attested_by=tuple(attested), text=text)
        for n, (text, parties, attested) in enumerate(agreements)
    ]  # fmt: skip
    names = NAMES._replace(short_parties={"b": "BO"})
    assert process_board(of_rows("talks", ROUNDS, rows, names)).at(0, 0).detail == detail


def test_who_states_an_agreement_is_said_of_each_on_every_list() -> None:
    rows = [FIRST[1], FIRST[1]._replace(key="a2", attested_by=("b", "a"))]
    pairs = [(ROUNDS[0], row) for row in rows]
    words = ["stated by: Borduria; not by: Aland", "stated by: Borduria, Aland"]
    line = line_board("Aland", line_of(pairs, party="a"), NAMES)
    assert [row.cells[3].detail for row in line.rows()] == [f"6 boats; {word}" for word in words]
    issue = boards.issue_board("Fisheries", pairs, NAMES)
    assert [row.cells[2].detail for row in issue.rows()] == words
    side = side_by_side((ROUNDS[0], rows), (ROUNDS[1], []), NAMES)
    texts = [row.cells[0].text for row in side.rows()]
    assert texts[1:] == [f"({word}) Six boats. (6 boats)" for word in words]
    none = boards.on_whose_word(FIRST[1]._replace(attested_by=()), NAMES)
    assert none == "stated by: no party; not by: Aland, Borduria"


def test_a_claim_is_told_as_one_whatever_is_open_or_has_ended_beside_it() -> None:
    fish = Row("two", "a1", "agreement", ("fish",), attested_by=("a",), amount="9 t", text="Nine.")
    both = fish._replace(key="a2", attested_by=("a", "b"), amount="", text="Inspections.")
    other = fish._replace(key="a3", attested_by=("b",), amount="", text="Ten.")
    question = Row("two", "d1", "disagreement", ("fish",), status="open", text="How?")
    for rows, text, detail in (
        ([fish], "claimed by Aland", "9 t"),
        ([fish, question], "partly agreed", "Aland claims: 9 t"),
        ([fish._replace(status="carried-out")], "carried out", "Aland claims: 9 t"),
        (
            [both, fish, question],
            "partly agreed",
            "Inspections (stated by: Aland, Borduria); Aland claims: Nine (9 t)",
        ),
        (
            [other, fish],
            "claimed separately by Aland, Borduria",
            "Borduria claims: Ten; Aland claims: Nine (9 t)",
        ),
        (
            [both._replace(status="broken"), both._replace(key="a4", text="Nets.")],
            "agreed",
            "Inspections (broken); Nets (stated by: Aland, Borduria)",
        ),
    ):
        cell = process_board(of_rows("talks", ROUNDS, [*FIRST, *rows], NAMES)).at(0, 1)
        assert (cell.text, cell.detail) == (text, detail)


def test_a_replaced_version_is_named_below_the_matrix() -> None:
    newer = Round("new", 2, "2025-06-03", "Again", supersedes="two")
    process = of_rows("talks", (*ROUNDS, newer), FIRST + SECOND, NAMES)
    assert "two" in matrix_board(Matrix(process)).note


def test_a_replaced_version_is_named_below_the_process_board() -> None:
    newer = Round("two-b", 2, "2025-06-03", "The second", supersedes="two")
    assert "two" in process_board(of_rows("talks", (*ROUNDS, newer), FIRST + SECOND, NAMES)).note


def test_the_matrix_tells_unreported_from_no_entry_and_shows_age() -> None:
    board = matrix_board(Matrix(PROCESS))
    assert shown(board) == [
        ["Aland", "said to agree", "proposes"],
        ["Borduria", "claims", "unreported"],
    ]
    assert [[cell.tail for cell in row.cells] for row in board.rows()] == [["r1", ""], ["r1", ""]]
    silent = of_rows("talks", ROUNDS, FIRST, NAMES)
    assert matrix_board(Matrix(silent)).width == 1
    elsewhere = SECOND[1]._replace(issues=("fish",), party="c")
    board = matrix_board(Matrix(of_rows("talks", ROUNDS, (*FIRST, *SECOND, elsewhere), NAMES)))
    assert board.at(2, 1) == Cell("", "muted")


def test_what_became_of_it_is_told_with_an_agreement_or_offer() -> None:
    broken = FIRST[1]._replace(status="broken")
    offer = Row("one", "pr1", "proposal", ("peace",), party="a", status="withdrawn", text="Talk.")
    process = of_rows("talks", ROUNDS, [broken, offer], NAMES)
    matrix = matrix_board(Matrix(process))
    assert matrix.at(1, 0).detail == "Six boats. (broken)"
    assert matrix.at(0, 1).detail == "Talk. (withdrawn)"
    assert process_board(process).at(1, 0).detail == "Aland offers: Talk. (withdrawn)"


def test_the_matrix_tells_what_became_of_each_record_behind_its_words() -> None:
    broken = Row("two", "a1", "agreement", ("fish",), attested_by=("a", "b"), status="broken",
                 text="Nets are counted.")  # fmt: skip
    done = broken._replace(key="a2", status="carried-out", text="Boats stay.")
    claim = done._replace(key="a3", attested_by=("a",), text="Buoys are laid.")
    open_ = broken._replace(key="a4", status="agreed", text="Talks go on [^q1].")
    offer = Row("two", "pr1", "proposal", ("fish",), party="a", status="withdrawn", text="Pause.")
    taken = offer._replace(key="pr2", status="accepted", text="Quotas.")
    shelved = Row("two", "d1/a", "position", ("fish",), party="a", stance="rejects",
                  status="shelved", text="No.")  # fmt: skip
    for rows, detail in (
        ([broken, done], "Nets are counted (broken); Boats stay (carried-out)"),
        ([broken, claim], "Nets are counted (broken); claims: Buoys are laid (carried-out)"),
        ([open_, claim], "Talks go on; claims: Buoys are laid (carried-out)"),
        ([offer, taken], "Pause (withdrawn); Quotas (accepted)"),
        ([offer._replace(text=""), taken], "(withdrawn); Quotas (accepted)"),
        ([open_, shelved], "Talks go on; rejects (shelved): No."),
        ([shelved], "No. (shelved)"),
        ([broken, offer], "Nets are counted (broken); proposes: Pause (withdrawn)"),
        ([broken, offer._replace(text="")], "Nets are counted (broken); proposes (withdrawn)"),
    ):
        matrix = Matrix(of_rows("talks", ROUNDS, rows, NAMES))
        assert matrix_board(matrix).at(0, 0).detail == detail
        entry = matrix.entry("a", "fish")
        assert entry is not None
        assert entry.statuses == {(row.brief, row.key): row.status for row in rows}


def test_a_cell_of_the_matrix_shows_the_position_and_its_quotes() -> None:
    held = Row("one", "d1/a", "position", ("fish",), party="a", stance="demands", text="Boats.")
    board = matrix_board(Matrix(of_rows("talks", ROUNDS, [held, FIRST[2]], NAMES)))
    assert board.at(0, 0).detail == "Boats. “six *boats*”"


def test_words_alone_stand_in_the_matrix_with_the_quotation() -> None:
    board = matrix_board(Matrix(of_rows("talks", ROUNDS, FIRST[2:3], NAMES)))
    assert (board.at(0, 0).text, board.at(0, 0).detail) == (
        "speaks of it", "“six *boats*”",
    )  # fmt: skip
    assert board.at(0, 0).tail == "r1"


@pytest.mark.parametrize(("round_", "tail"), [
    (Round("one", 7, "2025-05-16"), "r7"), (Round("one", None, "2025-05"), "2025-05"),
    (Round("one", None, ""), "one"),
])  # fmt: skip
def test_an_old_stance_names_its_round_as_shortly_as_can_be(round_: Round, tail: str) -> None:
    later = Round("two", round_.number and round_.number + 1, "2025-06-02")
    process = of_rows("talks", (round_, later), FIRST, NAMES)
    assert matrix_board(Matrix(process)).at(0, 0).tail == tail
    assert compact_matrix(Matrix(process)).at(0, 0).digit == "1"


def test_a_stance_that_was_looked_for_since_says_so_last() -> None:
    held = Row("one", "d1/a", "position", ("fish",), party="a", stance="demands", text="Boats.")
    silent = held._replace(brief="two", stance="unreported", text="")
    board = matrix_board(Matrix(of_rows("talks", ROUNDS, [held, silent], NAMES)))
    cell = board.at(0, 0)
    assert (cell.text, cell.detail, cell.tail) == (
        "demands", "Boats.; unreported in round 2", "r1",
    )  # fmt: skip


def test_briefs_side_by_side_follow_the_order_of_the_shared_records() -> None:
    first = [
        Row("one", f"a{n}", "agreement", (issue,), text="X.")
        for n, issue in enumerate(("salt", "fish", "peace"))
    ]
    later = [Row("two", "a1", "agreement", ("oil",), text="X.")]
    for order, expected in (
        ((), ["salt", "Fisheries", "Peace", "oil"]),
        (("peace", "oil", "fish"), ["Peace", "oil", "Fisheries", "salt"]),
    ):
        names = NAMES._replace(issue_order=order)
        board = side_by_side((ROUNDS[0], first), (ROUNDS[1], later), names)
        assert [head.text for head in board.heads if head.text] == expected


def test_changes_of_position_say_both_stances_and_their_rounds() -> None:
    rows = [
        Row(brief, f"d{n}/{party}", "position", (issue,), party=party, stance=stance, text=text)
        for n, (brief, issue, party, stance, text) in enumerate([
            ("one", "fish", "b", "rejects", "No [^q1]."), ("two", "fish", "b", "accepts", "Yes."),
            ("one", "peace", "b", "demands", "Now."), ("two", "peace", "b", "supports", ""),
            ("one", "fish", "a", "supports", "Good."), ("two", "fish", "a", "supports", "Fine."),
        ])
    ]  # fmt: skip
    board = shifts_board(of_rows("talks", ROUNDS, rows, NAMES))
    assert board.title == "talks: changes of position"
    assert shown(board) == [
        ["Borduria", "Fisheries", "rejects", "accepts"], ["", "Peace", "demands", "supports"],
    ]  # fmt: skip
    was, now = board.row(0).cells[1:]
    assert (was.words, now.words) == (("rejects", "No.", "r1"), ("accepts", "Yes.", "r2"))
    assert (was.records, now.records) == ((("one", "d0/b"),), (("two", "d1/b"),))
    assert (board.issues_at(1, 1), board.speaker_at(1, 1)) == (("peace",), "b")
    assert shifts_board(PROCESS).nothing == "no stance has changed"
    assert not shifts_board(PROCESS).height


def test_moves_carry_a_mark_a_word_and_what_was_and_is_said() -> None:
    board = moves_board(PROCESS, 0, 1, changes(PROCESS, 0, 1))
    assert shown(board) == [
        ["Fisheries", "gone silent", "Six boats.", ""],
        ["Peace", "new", "", "How?"],
    ]
    assert [row.cells[0].glyph for row in board.rows()] == ["○", "+"]
    assert board.heads[1].detail == "new, disputed"
    assert board.note == ""
    assert moves_board(PROCESS, 1, 1, ()).nothing == "nothing moved"


def test_an_offer_that_was_turned_down_says_so_where_it_is_what_moved() -> None:
    asked = Row("one", "d1", "disagreement", ("peace",), text="How?")
    offer = Row("two", "pr1", "proposal", ("peace",), party="a", status="rejected", text="Talk.")
    other = offer._replace(key="pr2", party="b", status="", text="Walk.")
    for rows, told in (
        ((asked, offer), ["Peace", "offer rejected", "How?", "Talk. (rejected)"]),
        ((asked, other, offer), ["Peace", "now an offer", "How?", "Walk. Talk. (rejected)"]),
        ((offer,), ["Peace", "new", "", "Talk. (rejected)"]),
    ):
        process = of_rows("talks", ROUNDS, rows, NAMES)
        assert shown(moves_board(process, 0, 1, changes(process, 0, 1)))[0] == told
    process = of_rows("talks", ROUNDS, (asked, asked._replace(brief="two"), offer, other), NAMES)
    assert shown(moves_board(process, 0, 1, changes(process, 0, 1))) == [
        ["Peace", "Aland: offer rejected", "", "Talk."],
        ["", "Borduria: offer made", "", "Walk."],
    ]


def test_a_figure_that_is_not_repeated_reads_as_not_stated() -> None:
    later = FIRST[1]._replace(brief="two", amount="")
    process = of_rows("talks", ROUNDS, (FIRST[1], later), NAMES)
    board = moves_board(process, 0, 1, changes(process, 0, 1))
    assert shown(board) == [["Fisheries", "amount not restated", "6 boats", "not stated"]]
    assert board.heads[0].detail == "still claimed by Borduria; not by: Aland"


def test_a_move_says_which_of_several_agreements_it_is_about() -> None:
    nets = FIRST[1]._replace(key="a2", amount="", text="Nets *are* counted [^a1].")
    signed = nets._replace(brief="two", status="signed")
    rows = (FIRST[1], nets, FIRST[1]._replace(brief="two"), signed)
    process = of_rows("talks", ROUNDS, rows, NAMES)
    cell = moves_board(process, 0, 1, changes(process, 0, 1)).at(0, 0)
    assert (cell.text, cell.detail) == ("status changed", "Nets are counted.")


def test_a_line_reads_from_the_first_round_to_the_last() -> None:
    pairs = [(item, row) for item in reversed(ROUNDS) for row in FIRST + SECOND
             if row.brief == item.brief]  # fmt: skip
    board = line_board("Aland", line_of(pairs, party="a"), NAMES)
    assert shown(board) == [
        ["16 May 2025", "round 1", "Fisheries", "said to agree", "Six boats."],
        ["16 May 2025", "round 1", "Fisheries", "Ann Ames says", "“six *boats*”"],
        ["2 June 2025", "round 2", "Peace", "proposes", "At once."],
    ]
    assert board.at(0, 3).records == (("one", "a1"),)
    assert board.at(0, 3).detail == "6 boats; stated by: Borduria; not by: Aland"
    offer = Row("one", "pr1", "proposal", ("fish",), party="b", parties=("a",), text="Boats.")
    board = line_board("Aland", line_of([(ROUNDS[0], offer)], party="a"), NAMES)
    assert board.at(0, 2).text == "is offered by Borduria"


def test_a_line_tells_the_figure_the_date_and_the_status_of_what_was_agreed() -> None:
    done = FIRST[1]._replace(date="2025-07", status="carried-out")
    board = line_board("Aland", line_of([(ROUNDS[0], done)], party="a"), NAMES)
    assert board.at(0, 3).detail == (
        "6 boats; due July 2025; carried-out; stated by: Borduria; not by: Aland"
    )
    side = side_by_side((ROUNDS[0], [done]), (ROUNDS[1], SECOND[:1]), NAMES)
    cells = [cell.text for row in side.rows() for cell in row.cells]
    assert (
        "(stated by: Borduria; not by: Aland) Six boats. (6 boats; due July 2025; carried-out)"
        in cells
    )
    assert "How?" in cells


def test_a_paraphrase_is_not_shown_as_words_that_were_said() -> None:
    told = FIRST[2]._replace(status="paraphrase", text="He is glad.")
    process = of_rows("talks", ROUNDS, [told], NAMES)
    assert said(told) == "He is glad."
    assert process_board(process).at(0, 0).detail == "He is glad."
    assert changes(process, 0, 1)[0].moves[0].before == "He is glad."


def test_a_quotation_in_a_line_has_its_verdict() -> None:
    steps = line_of([(ROUNDS[0], row) for row in FIRST], person="ann")
    board = line_board("Ann", steps, NAMES, lambda brief: {"q1": QuoteCheck(Verdict.TYPOGRAPHY)})
    assert (board.at(0, 3).glyph, board.at(0, 3).detail) == ("≈", "typography")


def test_the_timeline_orders_rounds_events_and_what_is_due_by_date() -> None:
    rows = (*FIRST, *SECOND, SECOND[4]._replace(brief="one"))
    assert shown(timeline_board(of_rows("talks", ROUNDS, rows, NAMES))) == [
        ["about 2025", "event", "Talks begin."],
        ["16 May 2025", "round", "The first"],
        ["1 June 2025", "event", "Shots."],
        ["2 June 2025", "round", "The second"],
        ["June 2025", "expected", "They meet again."],
    ]


def test_an_offer_with_a_date_stands_in_the_timeline_with_whose_it_is_and_its_answer() -> None:
    offer = Row("one", "pr1", "proposal", ("peace",), party="a", date="2025-06",
                status="pending", text="A truce [^q1].")  # fmt: skip
    again = offer._replace(brief="two", status="rejected", date="2025-06-01")
    rows = (offer, again, offer._replace(key="pr2", date=""))
    board = timeline_board(of_rows("talks", ROUNDS, rows, NAMES))
    assert shown(board) == [
        ["16 May 2025", "round", "The first"],
        ["1 June 2025", "offer", "Aland offers: A truce. (rejected)"],
        ["2 June 2025", "round", "The second"],
        ["June 2025", "offer", "Aland offers: A truce."],
    ]
    assert board.heads[3].records == (("one", "pr1"),)


def test_an_event_that_two_briefs_tell_in_the_same_words_leads_to_both() -> None:
    rows = (SECOND[4], SECOND[4]._replace(brief="one"))
    board = timeline_board(of_rows("talks", ROUNDS, rows, NAMES))
    assert board.heads[0].records == (("one", "timeline/2"), ("two", "timeline/2"))


def test_the_ledger_sets_promises_against_what_came() -> None:
    later = FIRST[1]._replace(brief="two", amount="", attested_by=("a", "b"))
    process = of_rows("talks", ROUNDS, (*FIRST, later), NAMES)
    board = ledger_board(process, ledger(process))
    assert shown(board) == [
        ["round 1", "Six boats.", "6 boats", "–", "round 2: agreed"],
        ["round 1", "They meet again.", "–", "June 2025", "round 2: issue agreed"],
    ]
    assert board.at(0, 3).records == (("two", "a1"),)


def test_two_briefs_stand_side_by_side_by_issue() -> None:
    board = side_by_side((ROUNDS[0], FIRST), (ROUNDS[1], SECOND), NAMES)
    assert shown(board) == [
        ["Summary", "They met.", ""],
        ["Fisheries", "claimed by Borduria", "not raised"],
        ["", "(stated by: Borduria; not by: Aland) Six boats. (6 boats)", ""],
        ["", "Ann Ames: “six *boats*”", ""],
        ["Peace", "not raised", "disputed"],
        ["", "", "How?"],
        ["", "", "Aland proposes: At once."],
        ["", "", "Borduria unreported"],
        ["Timeline", "", "Shots."],
        ["", "", "Talks begin."],
        ["Next", "They meet again.", ""],
    ]


def test_two_versions_stand_word_by_word() -> None:
    edits = versions(FIRST, [*FIRST[:1], FIRST[1]._replace(amount="7 boats"), *FIRST[2:]])
    board = versions_board("one", "one-b", edits)
    assert board.height == 1
    # Any two briefs can be compared, so neither is called a version of the other.
    assert board.title == "from one to one-b, word by word"
    assert board.at(0, 0).text == "“… boats”: before “6” · now “7”"
    assert versions_board("one", "one-b", ()).nothing == "the same, word by word"


def test_a_record_that_came_or_went_stands_whole() -> None:
    assert changed_words((Piece("new", "Six  boats."),)) == "new: Six boats."
    assert changed_words((Piece("gone", "Six boats."),)) == "gone: Six boats."
    assert changed_words((Piece("gone", "One"), Piece("new", "Two"))) == "before “One” · now “Two”"
    pieces = (Piece("gone", "Old"), Piece("new", " new"), Piece("same", " words"))
    assert changed_words(pieces) == "“… words”: before “Old” · now “new”"


@pytest.mark.parametrize(
    ("prose", "plain"),
    [
        ("Six boats [^q1], *now* [^a1].", "Six boats, now."),
        ("See [the paper](https://example.org/x) [^other#a2].", "See the paper."),
        ("`code` and **more**\n\nlines", "code and more lines"),
        ("", ""),
    ],
)
def test_prose_loses_its_notation_and_its_references(prose: str, plain: str) -> None:
    assert unmarked(prose) == plain


def test_every_board_uses_roles_that_panes_can_draw() -> None:
    found = ledger(PROCESS)
    boards_ = (
        process_board(PROCESS),
        matrix_board(Matrix(PROCESS)),
        moves_board(PROCESS, 0, 1, changes(PROCESS, 0, 1)),
        ledger_board(PROCESS, found),
        timeline_board(PROCESS),
        side_by_side((ROUNDS[0], FIRST), (ROUNDS[1], SECOND), NAMES),
    )
    for board in boards_:
        cells = [*board.columns, *board.heads, *(c for row in board.rows() for c in row.cells)]
        assert {cell.role for cell in cells} <= set(ROLES)
        assert all(cell.ascii.isascii() for cell in cells)
        assert all("\n" not in cell.text + cell.detail for cell in cells)


def test_a_board_can_be_turned() -> None:
    board = process_board(PROCESS)
    turned = board.transposed()
    assert (turned.width, turned.height) == (board.height, board.width)
    assert turned.at(1, 0) == board.at(0, 1)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            Row("one", "next/2", "next", date="2025-06-02", text="They meet."),
            "round 2 was held then",
        ),
        (
            Row("one", "next/2", "next", date="2025-07", text="Swap."),
            "cannot be tracked: it cites no record",
        ),
        (Row("two", "next/1", "next", date="2025-07", text="Swap."), "no later round yet"),
        (
            Row("one", "a2", "agreement", ("pow",), amount="50", text="50.", status="carried-out"),
            "carried out when reported",
        ),
        (
            Row("one", "a2", "agreement", ("pow",), amount="50", text="50."),
            "not mentioned in later rounds",
        ),
    ],
)
def test_a_promise_of_which_nothing_is_told_says_why(row: Row, told: str) -> None:
    process = of_rows("talks", ROUNDS, (row, *SECOND), NAMES)
    board = ledger_board(process, ledger(process))
    assert board.at(0, 3).text == told


def test_the_verdict_on_a_translation_says_that_it_is_of_the_original(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il a dit : nous ne céderons pas.\n", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(
        "title: One\ndate: 2025-06-02\nsummary: S.\nparties: {f: {name: France}}\n"
        "sources: {a: {kind: news, title: A, archive: a.txt}}\nissues: {land: Land}\nquotes:\n"
        "  q1: {who: f, text: We will not yield., original: nous ne céderons pas, lang: fr,\n"
        "       from: a, issues: [land]}\n",
        encoding="utf-8",
    )
    library = Library(tmp_path, cache=tmp_path / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    verdicts = library.catalogue.verdicts
    (pair,) = library.catalogue.records(issue="land")
    cell = boards.words(pair[1], verdicts)
    assert (cell.glyph, cell.detail) == ("✓", "original verbatim")
    found = library.find("verdict:verbatim")
    found.fetch()
    assert [hit.key for hit in found.hits] == ["q1"]
    reading = library.view(pair[0])
    assert verdict_counts(reading) == "1 original verbatim"
    library.close()
