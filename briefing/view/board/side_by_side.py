"""Comparison boards: two briefs side by side, and two versions word by word."""

from collections.abc import Iterable
from functools import lru_cache

from briefing.model.rows import Names, Row
from briefing.process import Aligned, Edit, Piece, Round, Standing, aligned
from briefing.process.standing import refs_of
from briefing.view.board.board import (
    NOTHING,
    Board,
    BoardRow,
    Cell,
    Verdicts,
    judged,
    listed,
    no_verdicts,
    round_head,
    terms,
)

_TITLES = {
    "summary": "Summary",
    "timeline": "Timeline",
    "next": "Next",
    "unknown": "Unknown",
    "source": "Sources",
}


def side_by_side(
    left: tuple[Round, Iterable[Row]],
    right: tuple[Round, Iterable[Row]],
    names: Names,
    verdicts: Verdicts = no_verdicts,
) -> Board:
    """Return two briefs aligned by issue: a record a row, the state of each issue above it.

    Quotes stand with their verdicts.
    """
    known = lru_cache(maxsize=None)(verdicts)
    sections = aligned(left[1], right[1])
    rows = [row for section in sections for row in _section(section, names, known)]
    columns = (round_head(left[0]), round_head(right[0]))
    heads = tuple(row.head for row in rows)
    title = f"{left[0].brief} and {right[0].brief}"
    return Board(title, "Section", columns, heads, lambda row, column: rows[row].cells[column])


def _section(section: Aligned, names: Names, verdicts: Verdicts) -> Iterable[BoardRow]:
    title = _TITLES.get(section.section) or names.issue(section.issue) or "No issue"
    if section.issue:
        yield BoardRow(
            Cell(title, "title", section.refs),
            (
                _state(section.standing_left, section.left, names),
                _state(section.standing_right, section.right, names),
            ),
        )
        title = ""
    for number in range(max(len(section.left), len(section.right))):
        head = NOTHING if number else Cell(title, "title", section.refs)
        sides = (section.left, section.right)
        left, right = (_at(rows, number, names, verdicts) for rows in sides)
        yield BoardRow(head, (left, right))


def _state(standing: Standing, rows: tuple[Row, ...], names: Names) -> Cell:
    return Cell(standing.label(names), "strong", refs_of(rows))


def _at(rows: tuple[Row, ...], number: int, names: Names, verdicts: Verdicts) -> Cell:
    if number >= len(rows):
        return NOTHING
    row = rows[number]
    text = ": ".join(part for part in (_whose(row, names), judged(row, verdicts)) if part)
    more = terms(row)
    after = f" ({more})" if more else ""
    return Cell(text + after, "plain", refs_of([row]))


def _whose(row: Row, names: Names) -> str:
    """Return whose record it is, and what it does."""
    who = names.person(row.person) if row.person else names.party(row.party)
    if row.kind == "agreement":
        return f"stated by {names.list(row.attested_by) or 'no party'}"
    does = row.stance or ("offers" if row.kind == "proposal" else "")
    return f"{who} {does}".rstrip()


def versions_board(before: str, after: str, edits: Iterable[Edit]) -> Board:
    """Return what a later version of a brief, or any other brief, changes, a record a row.

    What went stands between `[-` and `-]`, what came between `{+` and `+}`, as `wdiff` writes it.
    """
    rows = [
        BoardRow(
            Cell(edit.key, "label", edit.refs), (Cell(wdiff(edit.pieces), "plain", edit.refs),)
        )
        for edit in edits
    ]
    title, same = f"from {before} to {after}, word by word", "the same, word by word"
    return listed(title, "Record", ("Words",), rows, nothing=same)


def wdiff(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one text in the notation of GNU wdiff."""
    signs = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "same": ("", "")}
    parts = []
    for piece in pieces:
        text = piece.text.lstrip()
        space = " " if piece.text != text else ""
        opening, closing = signs[piece.op]
        parts.append(f"{space}{opening}{' '.join(text.split())}{closing}")
    return "".join(parts).strip()
