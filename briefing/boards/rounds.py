"""The boards of a process as a whole: issues × rounds, and parties × issues."""

from collections.abc import Iterable, Sequence

from briefing import dates
from briefing.boards.board import NOTHING, Board, Cell, outcome, round_head, said, unmarked
from briefing.process import Cell as Standing
from briefing.process import Entry, Matrix, Process, State
from briefing.records import Names

_LOOKS = {
    State.AGREED: ("+", "+", "good"),
    State.PARTLY: ("±", "+", "warn"),
    State.CLAIMED: ("?", "?", "warn"),
    State.CARRIED_OUT: ("■", "#", "good"),
    State.BROKEN: ("!", "!", "bad"),
    State.DISPUTED: ("-", "-", "bad"),
    State.PROPOSED: (">", ">", "plain"),
    State.MENTIONED: ('"', '"', "plain"),
    State.SILENT: ("·", ".", "muted"),
}


def process_board(process: Process) -> Board:
    """Return issues × rounds: where each issue stood in each round, with the figures."""
    issues = process.issues

    def at(row: int, column: int) -> Cell:
        return standing_cell(process.cell(issues[row], column), process.names)

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
    return "left out, because a later version replaces them: " + ", ".join(replaced)


def standing_cell(cell: Standing, names: Names) -> Cell:
    """Return one issue in one round as a cell of a board."""
    glyph, plain, role = _LOOKS[cell.state]
    return Cell(cell.label(names), role, cell.refs, glyph, plain, gist(cell, names))


def gist(cell: Standing, names: Names) -> str:
    """Return what is behind a state: figures, else agreements, positions, offers or words."""
    *first, last = [*_parts(cell, names)] or [""]
    return "; ".join([*(part.removesuffix(".") for part in first), last])


def _parts(cell: Standing, names: Names) -> Iterable[str]:
    agreements = cell.of_kind("agreement")
    figures = [row.amount for row in agreements if row.amount]
    parts = figures or [said(row) for row in agreements]
    if not agreements or cell.state is State.PARTLY:
        parts += [
            f"{names.party(row.party)} {row.stance}: {unmarked(row.text)}".removesuffix(": ")
            for row in cell.of_kind("position")
            if row.stance != "unreported"
        ]
    if cell.state is not State.DISPUTED:
        parts += [
            f"{names.party(row.party)} offers: {said(row)}{outcome(row.status)}"
            for row in cell.of_kind("proposal")
        ]
    return parts or [said(row) for row in cell.of_kind("disagreement") or cell.of_kind("quote")]


# --- the matrix ---------------------------------------------------------------------------------

_STANCES = {
    "agrees": ("+", "+", "good"),
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
_NO_ENTRY = "no round has an entry"


def matrix_board(matrix: Matrix) -> Board:
    """Return parties × issues: the stance each party last took, and how old that is.

    A place without an entry is empty; *unreported* says that the sources were read and are silent.
    """
    names, parties, issues = matrix.process.names, matrix.parties, matrix.issues

    def at(row: int, column: int) -> Cell:
        entry = matrix.entry(parties[row], issues[column])
        return NOTHING if entry is None else entry_cell(entry)

    return Board(
        f"{matrix.process.slug}: who holds what",
        "Party",
        tuple(Cell(names.issue(issue), "label") for issue in issues),
        tuple(Cell(names.party(party), "party") for party in parties),
        at,
        f"unreported: the sources were read and say nothing; empty: {_NO_ENTRY}",
        _NO_ENTRY,
    )


def entry_cell(entry: Entry) -> Cell:
    """Return one party on one issue as a cell of a board: its stance, position and quotes."""
    glyph, plain, role = _STANCES.get(entry.stance, ("", "", "plain"))
    text = entry.stance + age_of(entry)
    quoted = "; ".join(said(row) for row in entry.rows if row.kind == "quote")
    words = unmarked(entry.text) + outcome(entry.status)
    return Cell(text, role, entry.refs, glyph, plain, f"{words} {quoted}".strip())


def age_of(entry: Entry) -> str:
    """Return how old an entry is, as it follows a stance; nothing for one of the last round."""
    parts = []
    if entry.age:
        ago = "1 round ago" if entry.age == 1 else f"{entry.age} rounds ago"
        parts.append(f"{dates.readable(entry.date) or entry.round.name}, {ago}")
    if entry.unreported is not None:
        parts.append(f"unreported in {entry.unreported.name}")
    return f" ({'; '.join(parts)})" if parts else ""
