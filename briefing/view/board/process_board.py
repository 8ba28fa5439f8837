"""Boards of a whole process: issues × rounds, and parties × issues."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from briefing.model import dates
from briefing.model.references import Target
from briefing.model.rows import Names, Row
from briefing.process import IssueRound as Standing
from briefing.process import IssueState, Matrix, MatrixEntry, Process, Ref
from briefing.view.board.board import (
    NOTHING,
    Board,
    Cell,
    Verdicts,
    judged,
    no_verdicts,
    outcome,
    round_head,
    said,
    unmarked,
)

_LOOKS = {
    IssueState.AGREED: ("+", "+", "good"),
    IssueState.PARTLY: ("±", "+", "warn"),
    IssueState.CLAIMED: ("?", "?", "warn"),
    IssueState.CARRIED_OUT: ("■", "#", "good"),
    IssueState.BROKEN: ("!", "!", "bad"),
    IssueState.DISPUTED: ("-", "-", "bad"),
    IssueState.PROPOSED: (">", ">", "plain"),
    IssueState.MENTIONED: ('"', '"', "plain"),
    IssueState.SILENT: ("·", ".", "muted"),
}


def process_board(process: Process, verdicts: Verdicts = no_verdicts) -> Board:
    """Return issues × rounds: where each issue stood in each round, with the figures.

    Quotes stand with their verdicts.
    """
    issues = process.issues
    known = lru_cache(maxsize=None)(verdicts)

    def at(row: int, column: int) -> Cell:
        return standing_cell(process.cell(issues[row], column), process.names, known)

    heads = (Cell(process.names.issue(issue), "title", _all_of(process, issue)) for issue in issues)
    return Board(
        f"{process.slug}: where each issue stands",
        "Issue",
        tuple(map(round_head, process.rounds)),
        tuple(heads),
        at,
        left_out([item.brief for item in process.replaced]),
    )


def _all_of(process: Process, issue: str) -> tuple[tuple[str, str], ...]:
    """Return the records of the last round that raises an issue."""
    raised = process.raised(issue)
    return process.refs(issue, raised[-1]) if raised else ()


def left_out(replaced: Sequence[str]) -> str:
    """Return a line on the briefs that a board leaves out; empty where there are none."""
    if not replaced:
        return ""
    return "not shown, superseded by a later version: " + ", ".join(replaced)


def look_of(state: IssueState) -> tuple[str, str, str]:
    """Return the sign of a state, the sign in ASCII, and the role."""
    return _LOOKS[state]


def standing_cell(cell: Standing, names: Names, verdicts: Verdicts = no_verdicts) -> Cell:
    """Return one issue in one round as a cell of a board."""
    glyph, plain, role = look_of(cell.state)
    return Cell(cell.label(names), role, cell.refs, glyph, plain, gist(cell, names, verdicts))


def gist(cell: Standing, names: Names, verdicts: Verdicts = no_verdicts) -> str:
    """Return what is behind a state: figures, else agreements, positions, offers or words."""
    *first, last = [*_parts(cell, names, verdicts)] or [""]
    return "; ".join([*(part.removesuffix(".") for part in first), last])


def _parts(cell: Standing, names: Names, verdicts: Verdicts) -> Iterable[str]:
    agreements = cell.of_kind("agreement")
    parts = _agreed(cell, names)
    if not agreements or cell.state is IssueState.PARTLY:
        parts += [
            f"{names.party(row.party)} {row.stance}: {unmarked(row.text)}".removesuffix(": ")
            + outcome(row.status)
            for row in cell.of_kind("position")
            if row.stance != "unreported"
        ]
    if cell.state is not IssueState.DISPUTED:
        parts += [
            f"{names.party(row.party)} offers: {said(row)}{outcome(row.status)}"
            for row in cell.of_kind("proposal")
        ]
    rest = cell.of_kind("disagreement") or cell.of_kind("quote")
    return parts or [judged(row, verdicts) for row in rest]


def _agreed(cell: Standing, names: Names) -> list[str]:
    """Return what was agreed: of one agreement its figure is enough, of several their words.

    What one side alone states comes last and is told as a claim, unless the state says it already;
    so does what has ended.
    """
    agreements, claims = cell.of_kind("agreement"), cell.claims
    claimed, firm = [], []
    for row in agreements:
        words = _what(row, cell.state, alone=len(agreements) == 1)
        if row in claims:
            who = names.list(sorted(set(row.attested_by))) or "an unnamed party"
            claimed.append(f"{who} claims: {words}")
        else:
            firm.append(words)
    return firm + claimed


def _what(row: Row, state: IssueState, *, alone: bool) -> str:
    """Return the words of an agreement with its figure and, where the state differs, its end."""
    ended = "" if row.status.replace("-", " ") == state else outcome(row.status)
    if alone:
        return (row.amount or said(row)) + ended
    figure = f" ({row.amount})" if row.amount else ""
    return said(row).removesuffix(".") + figure + ended


# --- the matrix ---------------------------------------------------------------------------------

_STANCES = {
    "agrees": ("+", "+", "good"),
    "claims": ("?", "?", "warn"),
    "states it": ('"', '"', "plain"),
    "said to agree": ("?", "?", "warn"),
    "accepts": ("+", "+", "good"),
    "supports": ("+", "+", "good"),
    "conditional": ("±", "+", "warn"),
    "proposes": (">", ">", "plain"),
    "demands": ("!", "!", "warn"),
    "rejects": ("-", "-", "bad"),
    "disputes": ("-", "-", "bad"),
    "unreported": ("∅", "0", "muted"),
    "speaks of it": ('"', '"', "plain"),
}
_NO_ENTRY = "no entry in any round"


def matrix_board(matrix: Matrix, verdicts: Verdicts = no_verdicts) -> Board:
    """Return parties × issues: the stance each party last took, and how old that is.

    A place without an entry is empty; *unreported* says that the sources were read and are silent.
    Quotes stand with their verdicts.
    """
    process = matrix.process
    names, parties, issues = process.names, matrix.parties, matrix.issues
    known = lru_cache(maxsize=None)(verdicts)

    def at(row: int, column: int) -> Cell:
        entry = matrix.entry(parties[row], issues[column])
        return NOTHING if entry is None else entry_cell(entry, process, known)

    legend = f"unreported: the sources say nothing; empty: {_NO_ENTRY}"
    absent = left_out([item.brief for item in process.replaced])

    return Board(
        f"{matrix.process.slug}: who holds what",
        "Party",
        tuple(Cell(names.issue(issue), "label") for issue in issues),
        tuple(Cell(names.party(party), "party") for party in parties),
        at,
        f"{legend}; {absent}" if absent else legend,
        _NO_ENTRY,
    )


def entry_cell(entry: MatrixEntry, process: Process, verdicts: Verdicts = no_verdicts) -> Cell:
    """Return one party on one issue as a cell of a board: its stance, position and quotes."""
    glyph, plain, role = _STANCES.get(entry.stance, ("", "", "plain"))
    text = entry.stance + age_of(entry)
    quotes = _cited(entry.main, process) or [row for row in entry.rows if row.kind == "quote"]
    quoted = "; ".join(judged(row, verdicts) for row in quotes)
    return Cell(text, role, entry.refs, glyph, plain, f"{_held(entry)} {quoted}".strip())


def _held(entry: MatrixEntry) -> str:
    """Return the words of an entry, what became of each agreement, offer or question behind it."""
    parts = []
    for shows, row in entry.parts:
        ended = outcome(row.status)
        if shows.endswith(ended):
            ended = ""
        words = unmarked(row.text)
        if ended and len(entry.parts) > 1:
            words = words.removesuffix(".")
        lead = f"{shows}: " if shows and words else shows
        parts.append(f"{lead}{words}{ended}".strip())
    *first, last = [*filter(None, parts)] or [""]
    return "; ".join([*(part.removesuffix(".") for part in first), last])


def _cited(rows: Iterable[Row], process: Process) -> list[Row]:
    """Return the quotes that records rest on."""
    found: dict[Ref, Row] = {}
    for row in rows:
        for target in row.quotes:
            cited = Target.parse(target)
            wanted = cited.brief or row.brief, cited.record
            for other in process.rows_of_brief(wanted[0]):
                if other.kind == "quote" and other.key == cited.record:
                    found[wanted] = other
    return list(found.values())


def age_of(entry: MatrixEntry) -> str:
    """Return how old an entry is, as it follows a stance; nothing for one of the last round."""
    parts = []
    if entry.age:
        ago = "1 round ago" if entry.age == 1 else f"{entry.age} rounds ago"
        parts.append(f"{dates.readable(entry.date) or entry.round.name}, {ago}")
    if entry.unreported is not None:
        parts.append(f"unreported in {entry.unreported.name}")
    return f" ({'; '.join(parts)})" if parts else ""
