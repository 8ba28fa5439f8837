"""List-shaped boards: moves, one party's or person's line over time, the timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.model import dates
from briefing.model.rows import Names, Row
from briefing.process import IssueChange, LineEntry, Move, Process, Ref, supporting_records
from briefing.view.board.board import (
    Board,
    BoardRow,
    Cell,
    Verdicts,
    judged,
    listed,
    no_verdicts,
    outcome,
    said,
    terms,
    unmarked,
)
from briefing.view.board.process_board import left_out

_DATED = {"timeline": "event", "next": "expected", "agreement": "due", "proposal": "offer"}
_FIELDS = {"amount", "amount-stated", "amount-unstated", "date", "status", "attested"}


def moves_board(
    process: Process,
    before: int,
    after: int,
    moved: Sequence[IssueChange],
    verdicts: Verdicts = no_verdicts,
) -> Board:
    """Return what moved from the round of one column (from 0) to that of another, a move a row.

    Quotes stand with their verdicts.
    """
    earlier, later = process.rounds[before], process.rounds[after]
    known = lru_cache(maxsize=None)(verdicts)
    rows = [
        BoardRow(
            _head(change, number, process.names), _move_cells(change, move, process.names, known)
        )
        for change in moved
        for number, move in enumerate(change.moves)
    ]
    whose = f"{process.slug}: " if process.slug else ""
    title = f"{whose}what moved from {earlier.name} to {later.name}"
    columns = ("What moved", earlier.name, later.name)
    return listed(title, "Issue", columns, rows, nothing="nothing moved")


def _head(change: IssueChange, number: int, names: Names) -> Cell:
    """Return the issue with its state before the first of its moves, and a blank before others."""
    refs = change.after.refs or change.before.refs
    if number:
        return Cell("", "muted", refs)
    return Cell(names.issue(change.issue), "title", refs, detail=stands(change, names))


def stands(change: IssueChange, names: Names) -> str:
    """Return where an issue stands now, and where it stood: `new, claimed by Ukraine only`."""
    now = change.after.standing.label(names)
    if len(change.after.standing.attested_by) == 1 and change.after.state == "claimed":
        now += " only"
    if change.before.standing == change.after.standing:
        return f"still {now}"
    if not change.before.rows:
        return f"{change.moves[0].named.word}, {now}"
    return f"{now}; was {change.before.standing.label(names)}"


def _move_cells(
    change: IssueChange, move: Move, names: Names, verdicts: Verdicts
) -> tuple[Cell, ...]:
    kind = move.named
    before, after = words_of(change, move, names, verdicts)
    whose = f"{names.party(move.party)}: " if move.party else ""
    return (
        Cell(whose + kind.word, kind.role, move.refs, kind.glyph, kind.ascii, unmarked(move.about)),
        Cell(before, "plain", move.refs_before),
        Cell(after, "plain", move.refs_after),
    )


def words_of(
    change: IssueChange, move: Move, names: Names, verdicts: Verdicts = no_verdicts
) -> tuple[str, str]:
    """Return what the earlier and the later round say of a move, as a person reads it.

    A figure that is missing says so; quotes stand with their verdicts.
    """
    if move.becomes is None:
        return _words(move, move.before, names), _words(move, move.after, names)
    before, after = (
        " ".join(_with_answer(row, verdicts) for row in supporting_records(cell, move.kind))
        for cell in (change.before, change.after)
    )
    return before, after


def _with_answer(row: Row, verdicts: Verdicts) -> str:
    """Return the words of a record: an offer's with what became of it."""
    return judged(row, verdicts) + (outcome(row.status) if row.kind == "proposal" else "")


def _words(move: Move, text: str, names: Names) -> str:
    if move.kind == "attested":
        return names.list(text.split(", ")) if text else "no party"
    if move.kind == "date":
        text = dates.readable(text)
    return unmarked(text) or ("not stated" if move.kind in _FIELDS else "")


def line_board(
    title: str, steps: Iterable[LineEntry], names: Names, verdicts: Verdicts = no_verdicts
) -> Board:
    """Return a party's or person's line, first round first; quotes with their verdicts."""
    known = lru_cache(maxsize=None)(verdicts)
    told = tuple(steps)
    alone = len({step.row.person for step in told}) == 1
    rows = [
        BoardRow(
            Cell(dates.readable(step.round.date), "label", ((step.round.brief, "summary"),)),
            (
                Cell(step.round.name, "muted", (step.ref,)),
                Cell(", ".join(map(names.issue, step.row.issues)), "title", (step.ref,)),
                Cell(_does(step, names, alone), "stance", (step.ref,)),
                _on_its_word(words(step.row, known), step.row, names),
            ),
        )
        for step in told
    ]
    return listed(title, "Date", ("Round", "Issue", "Stance", "Text"), rows)


def _on_its_word(cell: Cell, row: Row, names: Names) -> Cell:
    """Return the words of a record with who states it, where not all of its parties do."""
    detail = "; ".join(filter(None, (cell.detail, on_whose_word(row, names))))
    return replace(cell, detail=detail)


def on_whose_word(row: Row, names: Names) -> str:
    """Return who states that an agreement exists, where not all of its parties do."""
    if not row.attested_by or set(row.attested_by) >= set(row.parties):
        return ""
    return f"stated by {names.list(row.attested_by)}"


def words(row: Row, verdicts: Verdicts) -> Cell:
    """Return the words of a record: a quotation's with its verdict, others with their terms."""
    refs = ((row.brief, row.key),)
    if row.kind != "quote":
        return Cell(said(row), "plain", refs, detail=terms(row))
    check = verdicts(row.brief).get(row.key)
    if check is None:
        return Cell(said(row), "quote", refs)
    verdict = check.verdict
    return Cell(said(row), "quote", refs, verdict.glyph, verdict.ascii, check.says)


def _does(step: LineEntry, names: Names, alone: bool) -> str:
    """Return what somebody does; who speaks is told unless all words are one person's."""
    if step.does == "is offered" and step.row.party:
        return f"is offered by {names.party(step.row.party)}"
    if step.does == "says" and step.row.person and not alone:
        return f"{names.person(step.row.person)} says"
    return step.does


Event = tuple[str, str, str, tuple[Ref, ...]]
"""A date as written, what it is the date of, words, and the records that tell of it."""


def timeline_events(process: Process) -> list[Event]:
    """Return every dated event of a process in order of its date: rounds, events, what is to come.

    That is what is due, what is expected, and what offers are for; of these, whose they are is told
    too. What two briefs tell in the same words stands once, and leads to both.
    """
    found: dict[tuple[str, str, str], list[Ref]] = {}
    for item in process.rounds:
        found.setdefault((item.date, "round", item.title), []).append((item.brief, "summary"))
    for _, row in process.of_kinds(*_DATED):
        if row.date:
            event = (row.date, _DATED[row.kind], _event(row, process.names))
            found.setdefault(event, []).append((row.brief, row.key))
    ordered = sorted(found.items(), key=lambda entry: _moment(*entry[0][:2]))
    return [(*event, tuple(refs)) for event, refs in ordered]


def _event(row: Row, names: Names) -> str:
    if row.kind != "proposal":
        return unmarked(row.text)
    return f"{names.party(row.party)} offers: {unmarked(row.text)}{outcome(row.status)}"


def timeline_board(process: Process) -> Board:
    """Return the dated events of a process, an event a row."""
    rows = [
        BoardRow(
            Cell(dates.readable(date), "label", refs),
            (Cell(what, "muted", refs), Cell(text, "plain", refs)),
        )
        for date, what, text, refs in timeline_events(process)
    ]
    title = f"{process.slug}: what happened when"
    note = left_out([item.brief for item in process.replaced])
    return listed(title, "Date", ("What", "Text"), rows, note)


def _moment(date: str, what: str) -> str:
    """Return where an entry stands: what is to come by `2025-06` comes at the end of June."""
    if what in ("expected", "due", "offer"):
        return dates.parse(date).last.isoformat() if dates.sort_key(date) else ""
    return dates.sort_key(date)
