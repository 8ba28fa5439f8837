"""The matrix: parties × issues, with the stance that each party last took, in words or in signs."""

from collections.abc import Iterable
from functools import lru_cache

from briefing.model.references import Target
from briefing.model.rows import Row
from briefing.process import Matrix, MatrixEntry, Process, Ref, shifts
from briefing.process.matrix import sentence_list
from briefing.view.board.board import (
    NOTHING,
    Board,
    BoardRow,
    Cell,
    Verdicts,
    listed,
    no_verdicts,
)
from briefing.view.board.process_board import left_out
from briefing.view.board.record_words import doubt, judged, outcome, unmarked
from briefing.view.board.short_names import short_names

_STANCES = {
    "agrees": ("+", "+", "good"),
    "claims": ("?", "?", "warn"),
    "states it": ('"', '"', "plain"),
    "said to agree": ("¿", ":", "warn"),
    "accepts": ("+", "+", "good"),
    "supports": ("+", "+", "good"),
    "conditional": ("±", "~", "warn"),
    "proposes": (">", ">", "plain"),
    "demands": ("!", "!", "warn"),
    "rejects": ("-", "-", "bad"),
    "disputes": ("-", "-", "bad"),
    "unreported": ("∅", "0", "muted"),
    "speaks of it": ('"', '"', "plain"),
}
"""The sign of each stance, the sign in ASCII, and the role; in signs alone no two that differ in
whose word it is, or in what is held, look alike."""
_NO_ENTRY = "no entry in any round"
_EMPTY = Cell("", "muted", glyph="·", ascii=".")
"""A place of signs without an entry."""


def matrix_board(
    matrix: Matrix, verdicts: Verdicts = no_verdicts, *, transpose: bool = False
) -> Board:
    """Return parties × issues: the stance each party last took, in which round, and its quotes.

    A place without an entry is empty; *unreported* says that the sources were read and are silent.
    With `transpose`, issues × parties.
    """
    note = f"r1: last said in round 1; unreported: the sources say nothing; empty: {_NO_ENTRY}"
    return _board(matrix, verdicts, note, transpose=transpose)


def compact_matrix(
    matrix: Matrix, verdicts: Verdicts = no_verdicts, *, transpose: bool = False
) -> Board:
    """Return the matrix in signs: 20 issues take 60 cells beside the parties.

    Each place shows the sign of a stance and how many rounds ago it was taken (9 for more); its
    words are those of `matrix_board`. With `transpose`, issues × parties.
    """
    return _board(matrix, verdicts, "", transpose=transpose, legend=_legend())


def _legend() -> tuple[Cell, ...]:
    """Return what each sign means, and a digit."""
    stances: dict[tuple[str, str, str], list[str]] = {}
    for stance, looks in _STANCES.items():
        stances.setdefault(looks, []).append(stance)
    signs = (
        Cell(", ".join(words), role, glyph=glyph, ascii=plain)
        for (glyph, plain, role), words in stances.items()
    )
    age = Cell("one round ago", "muted", glyph="1", ascii="1")
    return (*signs, _EMPTY._replace(text="no entry"), age)


def _board(
    matrix: Matrix,
    verdicts: Verdicts,
    note: str,
    *,
    transpose: bool,
    legend: tuple[Cell, ...] = (),
) -> Board:
    process, cached = matrix.process, lru_cache(maxsize=None)(verdicts)
    parties, issues = process.parties, process.issues

    def at(row: int, column: int) -> Cell:
        party, issue = (column, row) if transpose else (row, column)
        entry = matrix.entry(parties[party], issues[issue])
        if entry is None:
            return _EMPTY if legend else NOTHING
        return entry_cell(entry, process, cached)

    heads, columns = _party_heads(process), _issue_heads(process)
    if transpose:
        heads, columns = columns, heads
    absent = left_out([item.brief for item in process.replaced])
    return Board(
        f"{process.title}: who holds what", "Issue" if transpose else "Party", columns, heads, at,
        "; ".join(filter(None, (note, absent))), _NO_ENTRY,
        head_share=3 if transpose else 5, legend=legend,
    )  # fmt: skip


def _party_heads(process: Process) -> tuple[Cell, ...]:
    names = {slug: process.names.party(slug) for slug in process.parties}
    short = short_names(names, process.names.short_parties)
    return tuple(
        Cell(name, "party", short=short[slug], speaker=slug) for slug, name in names.items()
    )


def _issue_heads(process: Process) -> tuple[Cell, ...]:
    names = {slug: process.names.issue(slug) for slug in process.issues}
    short = short_names(names, process.names.short_issues)
    return tuple(
        Cell(name, "label", short=short[slug], issues=(slug,)) for slug, name in names.items()
    )


def entry_cell(entry: MatrixEntry, process: Process, verdicts: Verdicts = no_verdicts) -> Cell:
    """Return one party on one issue as a cell of a board: its stance, position and quotes."""
    glyph, plain, role = _STANCES.get(entry.stance, ("", "", "plain"))
    quotes = _cited(entry.main, process) or [row for row in entry.rows if row.kind == "quote"]
    since = f"unreported in {entry.unreported.name}" if entry.unreported is not None else ""
    quoted = "; ".join(judged(row, verdicts) for row in quotes)
    held = " ".join(filter(None, (_held(entry), quoted)))
    detail = "; ".join(filter(None, (held, since)))
    tail = entry.round.tag if entry.age else ""
    stance = entry.stance + next(filter(None, map(doubt, entry.main)), "")
    return Cell(stance, role, entry.refs, glyph, plain, detail, tail=tail, age=entry.age)


def shifts_board(process: Process, verdicts: Verdicts = no_verdicts) -> Board:
    """Return the changes of stance over a process, a change a row, by party and issue."""
    names, cached = process.names, lru_cache(maxsize=None)(verdicts)
    rows = []
    last = ""
    for shift in shifts(process):
        before, after = shift.before, shift.after
        cells = [
            entry_cell(entry, process, cached)._replace(tail=entry.round.tag)
            for entry in (before, after)
        ]
        party = names.party(after.party) if after.party != last else ""
        last = after.party
        about = Cell(names.issue(after.issue), "title", after.refs, issues=(after.issue,))
        head = Cell(party, "party", after.refs, issues=(after.issue,), speaker=after.party)
        rows.append(BoardRow(head, (about, *cells)))
    title = f"{process.title}: changes of position"
    note = left_out([item.brief for item in process.replaced])
    columns = ("Issue", "Was", "Now")
    return listed(title, "Party", columns, rows, note, nothing="no stance has changed")


def _held(entry: MatrixEntry) -> str:
    """Return the words of an entry, with the outcome of each agreement, offer or question."""
    texts = []
    for label, row in entry.parts:
        ended = outcome(row.status)
        if label.endswith(ended):
            ended = ""
        words = unmarked(row.text)
        if ended and len(entry.parts) > 1:
            words = words.removesuffix(".")
        lead = f"{label}: " if label and words else label
        texts.append(f"{lead}{words}{ended}".strip())
    return sentence_list(texts)


def _cited(rows: Iterable[Row], process: Process) -> list[Row]:
    quotes: dict[Ref, Row] = {}
    for row in rows:
        for target in row.quotes:
            cited = Target.parse(target)
            brief = cited.brief or row.brief
            for other in process.rows_of_brief(brief):
                if other.kind == "quote" and other.key == cited.record:
                    quotes[brief, cited.record] = other
    return list(quotes.values())
