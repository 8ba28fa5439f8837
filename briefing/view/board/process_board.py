"""The board of a whole process: issues × rounds."""

from collections.abc import Sequence
from functools import lru_cache

from briefing.model import dates
from briefing.model.rows import Names, Row, whose_word
from briefing.process import IssueRound, IssueState, Process, Round
from briefing.process.matrix import sentence_list
from briefing.process.standing import UNREPORTED
from briefing.view.board.board import Board, Cell, Verdicts, no_verdicts
from briefing.view.board.record_words import doubt, judged, outcome, said, unmarked

STATE_LOOKS = {
    IssueState.AGREED: ("+", "+", "good"),
    IssueState.PARTLY: ("±", "+", "warn"),
    IssueState.CLAIMED: ("?", "?", "warn"),
    IssueState.CARRIED_OUT: ("■", "#", "good"),
    IssueState.BROKEN: ("!", "!", "bad"),
    IssueState.DISPUTED: ("-", "-", "bad"),
    IssueState.PROPOSED: (">", ">", "plain"),
    IssueState.MENTIONED: ('"', '"', "plain"),
    IssueState.SILENT: ("·", ".", "muted"),
    IssueState.UNFILLED: ("~", "~", "muted"),
}
"""The sign of each state, the sign in ASCII, and the role."""


def process_board(process: Process, verdicts: Verdicts = no_verdicts) -> Board:
    """Return issues × rounds: where each issue stood in each round, with figures and verdicts."""
    issues, names = process.issues, process.names
    cached = lru_cache(maxsize=None)(verdicts)

    def head(issue: str) -> Cell:
        raised = process.raised(issue)
        refs = process.refs(issue, raised[-1]) if raised else ()
        return Cell(names.issue(issue), "title", refs, issues=(issue,))

    return Board(
        f"{process.title}: where each issue stands",
        "Issue",
        tuple(map(round_head, process.rounds)),
        tuple(map(head, issues)),
        lambda row, column: standing_cell(process.cell(issues[row], column), names, cached),
        left_out([item.brief for item in process.replaced]),
    )


def round_head(item: Round) -> Cell:
    """Return the head of a round's column: its number and date, leading to its summary."""
    day = dates.readable(item.date)
    records = ((item.brief, "summary"),)
    if item.number is None:
        return Cell(day or item.brief, "label", records, detail=item.title)
    return Cell(f"round {item.number}", "label", records, detail=day)


def left_out(replaced: Sequence[str]) -> str:
    """Return a line on the briefs that a board leaves out; empty where there are none."""
    if not replaced:
        return ""
    return "not shown, superseded by a later version: " + ", ".join(replaced)


def standing_cell(cell: IssueRound, names: Names, verdicts: Verdicts = no_verdicts) -> Cell:
    """Return one issue in one round as a cell of a board."""
    glyph, plain, role = STATE_LOOKS[cell.state]
    return Cell(cell.label(names), role, cell.refs, glyph, plain, gist(cell, names, verdicts))


def gist(cell: IssueRound, names: Names, verdicts: Verdicts = no_verdicts) -> str:
    """Return the basis of a state: figures, else agreements, positions, offers or words."""
    parts = _agreed(cell, names)
    if not parts or cell.state is IssueState.PARTLY:
        parts += [
            f"{names.party(row.party)} {row.stance}: {unmarked(row.text)}".removesuffix(": ")
            + doubt(row)
            + outcome(row.status)
            for row in cell.of_kind("position")
            if row.stance != UNREPORTED
        ]
    if cell.state is not IssueState.DISPUTED:
        parts += [
            f"{names.party(row.party)} offers: {said(row)}{outcome(row.status)}"
            for row in cell.of_kind("proposal")
        ]
    rest = cell.of_kind("disagreement") or cell.of_kind("quote")
    return sentence_list(parts or (judged(row, verdicts) for row in rest))


def _agreed(cell: IssueRound, names: Names) -> list[str]:
    """Return the agreements: the figure of a single one, else their words, claims last.

    Each says by whose word it is, once for those that follow each other with the same.
    """
    agreements, claims = cell.of_kind("agreement"), cell.claims
    claimed, firm = [], []
    for row in agreements:
        ended = "" if row.status.replace("-", " ") == cell.state else outcome(row.status)
        figure = f" ({row.amount})" if row.amount else ""
        alone = len(agreements) == 1
        in_short = row.amount and row.amount + doubt(row)
        words = in_short or said(row) if alone else said(row).removesuffix(".") + figure
        if row in claims:
            who = names.list(sorted(set(row.attested_by))) or "an unnamed party"
            claimed.append(f"{who} claims: {words}{ended}")
        else:
            firm.append((words + ended, _word(cell, row, names)))
    last = len(firm) - 1
    texts = [
        text if not word or (n < last and firm[n + 1][1] == word)
        else f"{text.removesuffix('.')} ({word})"
        for n, (text, word) in enumerate(firm)
    ]  # fmt: skip
    return texts + claimed


def _word(cell: IssueRound, row: Row, names: Names) -> str:
    """Return by whose word an agreement is, unless the state of its issue says so."""
    if cell.state is IssueState.CLAIMED:
        return ""
    return whose_word(row.parties, row.attested_by, names.party_in_short)
