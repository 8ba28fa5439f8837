"""The promises board: what was promised, and what later rounds say about it."""

from collections.abc import Sequence
from functools import lru_cache

from briefing.model import dates
from briefing.model.rows import Names
from briefing.process import ENDED, IssueState, LaterRounds, Process, Promise, unfollowed
from briefing.view.board.board import Board, Cell, Verdicts, no_verdicts
from briefing.view.board.list_boards import on_whose_word
from briefing.view.board.process_board import STATE_LOOKS, left_out, standing_cell
from briefing.view.board.record_words import said, unmarked


def ledger_board(
    process: Process, promises: Sequence[Promise], verdicts: Verdicts = no_verdicts
) -> Board:
    """Return the promises of a process, each with what later rounds say of it, and verdicts.

    Where they do not restate it, they say where its issue as a whole stands.
    """
    since = Since(process.names, lru_cache(maxsize=None)(verdicts))

    def at(row: int, column: int) -> Cell:
        if column == 3:
            return since.cell(promises[row])
        made = promises[row].row
        refs = ((made.brief, made.key),)
        if column == 0:
            return Cell(said(made), "plain", refs, detail=on_whose_word(made, process.names))
        return Cell((made.amount, dates.readable(made.date))[column - 1] or "–", "number", refs)

    columns = (Cell(text, "label") for text in ("Promise", "Amount", "Due", "Since"))
    title = f"{process.title}: what was promised, and what became of it"
    count = unfollowed(process)
    notes = (
        "agreements with a figure or date, and next steps with a date",
        f"not listed: {count} with neither" if count else "",
        left_out([item.brief for item in process.replaced]),
    )
    note = "; ".join(filter(None, notes))
    return Board(title, "Made in", tuple(columns), tuple(map(_made_in, promises)), at, note)


def _made_in(promise: Promise) -> Cell:
    """Return the round of a promise as the head of its row."""
    refs = ((promise.row.brief, promise.row.key),)
    return Cell(promise.round.name, "label", refs, issues=promise.issues)


class Since:
    """What later rounds say of promises; what many promises have in common is computed once."""

    def __init__(self, names: Names, verdicts: Verdicts = no_verdicts) -> None:
        self._names = names
        self._verdicts = verdicts
        self._stood: dict[tuple[str, str, str, bool, bool], str] = {}
        self._cells: dict[tuple[str, str, str], Cell] = {}

    def cell(self, promise: Promise) -> Cell:
        """Return what the later rounds say, in one cell, or why they say nothing."""
        later = promise.later
        text, refs = self.text(promise, later), promise.refs_since(later)
        own = next((item for item in reversed(later) if item.own), None)
        last = Cell()
        if item := own or (later[-1] if later else None):
            if (key := _key(item)) not in self._cells:
                where = item.own or item.cell
                self._cells[key] = standing_cell(where, self._names, self._verdicts)
            last = self._cells[key]
        if own is None and promise.row.status in ENDED:
            # Its own end stands, whatever became of its issue since.
            glyph, plain, role = STATE_LOOKS[IssueState(promise.row.status.replace("-", " "))]
            return Cell(text, role, refs, glyph, plain, last.detail)
        if not text:
            return Cell(_nothing_since(promise), "muted", refs)
        return Cell(text, last.role, refs, last.glyph, last.ascii, last.detail)

    def text(self, promise: Promise, later: Sequence[LaterRounds]) -> str:
        """Return its status when reported, how it stood in each later round, events on the day.

        `later` is `Promise.later`.
        """
        status, day = promise.row.status, dates.readable(promise.row.date)
        ended = status in (*ENDED, "partly-carried-out")
        agreed, alone = promise.row.kind == "agreement", len(promise.issues) == 1
        return "; ".join(
            (
                *([f"{status.replace('-', ' ')} when reported"] if ended else []),
                *(f"{item.name} was held then" for item in promise.held),
                *(self._of_round(item, agreed, alone) for item in later),
                *(f"{item.name} on {day}: {unmarked(row.text)}" for item, row in promise.events),
            )
        )

    def _of_round(self, item: LaterRounds, agreed: bool, alone: bool) -> str:
        key = (*_key(item), agreed, alone)
        if key not in self._stood:
            where = _stood(item, agreed, alone, self._names)
            self._stood[key] = f"{item.cell.round.name}: {where}"
        return self._stood[key]


def _key(item: LaterRounds) -> tuple[str, str, str]:
    """Return the issue, the brief and the key of the record that restates a promise, if any."""
    own = item.own
    return item.cell.issue, item.cell.round.brief, own.rows[0].key if own else ""


def _stood(item: LaterRounds, agreed: bool, alone: bool, names: Names) -> str:
    """Return where a promise stands by its own record, or else where its issue does."""
    if item.own is not None:
        status = item.own.rows[0].status
        more = "" if status in ("", "agreed", *ENDED) else f" ({status})"
        return item.own.label(names) + more
    subject = "issue" if alone else names.issue(item.cell.issue)
    missing = "not restated, " if agreed else ""
    return f"{missing}{subject} {item.cell.label(names)}"


def _nothing_since(promise: Promise) -> str:
    if promise.column + 1 == len(promise.process.rounds):
        return "no later round yet"
    if not promise.issues:
        return "cannot be tracked: it cites no record"
    return "not mentioned in later rounds"
