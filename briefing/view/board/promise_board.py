"""The promises board: what was promised, and what later rounds say about it."""

from collections.abc import Sequence
from functools import lru_cache

from briefing.model import dates
from briefing.model.rows import Names
from briefing.process import ENDED, IssueState, LaterRounds, Process, Promise, unfollowed
from briefing.view.board.board import Board, Cell, Verdicts, no_verdicts, said, unmarked
from briefing.view.board.list_boards import on_whose_word
from briefing.view.board.process_board import left_out, look_of, standing_cell


def ledger_board(
    process: Process, promises: Sequence[Promise], verdicts: Verdicts = no_verdicts
) -> Board:
    """Return the promises of a process, each with what later rounds say of it.

    Where they do not restate it, they say where its issue as a whole stands.

    Quotes stand with their verdicts.
    """
    since = Since(process.names, lru_cache(maxsize=None)(verdicts))

    def at(row: int, column: int) -> Cell:
        if column == 3:
            return since.cell(promises[row])
        made = promises[row].row
        refs = ((made.brief, made.key),)
        if column == 0:
            return Cell(said(made), "plain", refs, detail=on_whose_word(made, process.names))
        told = made.amount if column == 1 else dates.readable(made.date)
        return Cell(told or "–", "number", refs)

    heads = (
        Cell(promise.round.name, "label", ((promise.row.brief, promise.row.key),))
        for promise in promises
    )
    columns = (Cell(text, "label") for text in ("Promise", "Amount", "Due", "Since"))
    title = f"{process.slug}: what was promised, and what became of it"
    return Board(title, "Made in", tuple(columns), tuple(heads), at, _not_listed(process))


def _not_listed(process: Process) -> str:
    """Return a line on what the ledger holds, and how much it leaves out."""
    note = "agreements with a figure or date, and next steps with a date"
    count = unfollowed(process)
    without = f"not listed: {count} with neither" if count else ""
    replaced = left_out([item.brief for item in process.replaced])
    return "; ".join(filter(None, (note, without, replaced)))


class Since:
    """Tells what later rounds say of promises; what many promises have in common is made once."""

    def __init__(self, names: Names, verdicts: Verdicts = no_verdicts) -> None:
        """Show issues and parties by `names`, and quotes with their verdicts."""
        self._names = names
        self._verdicts = verdicts
        self._stood: dict[tuple[str, str, str, bool, bool], str] = {}
        self._cells: dict[tuple[str, str, str], Cell] = {}

    def cell(self, promise: Promise) -> Cell:
        """Return what the later rounds say, in one cell, or why nothing is known of them."""
        later = promise.later
        text, refs = self.text(promise, later), promise.refs_since(later)
        own = next((item for item in reversed(later) if item.own), None)
        last = self._last(own or later[-1]) if later else Cell()
        if own is None and promise.row.status in ENDED:
            # What became of its issue since is not what became of it.
            glyph, plain, role = look_of(IssueState(promise.row.status.replace("-", " ")))
            return Cell(text, role, refs, glyph, plain, last.detail)
        if not text:
            return Cell(_nothing_since(promise), "muted", refs)
        return Cell(text, last.role, refs, last.glyph, last.ascii, last.detail)

    def text(self, promise: Promise, later: Sequence[LaterRounds]) -> str:
        """Return what had come of it, how it stood in each later round, what came on the day.

        `later` is what `Promise.later` told.
        """
        held = [f"{item.name} was held then" for item in promise.held]
        agreed, alone = promise.row.kind == "agreement", len(promise.issues) == 1
        stood = [self._of_round(item, agreed, alone) for item in later]
        day = dates.readable(promise.row.date)
        told = [f"{item.name} on {day}: {unmarked(row.text)}" for item, row in promise.events]
        return "; ".join((*_come_already(promise), *held, *stood, *told))

    def _last(self, item: LaterRounds) -> Cell:
        known = self._cells.get(_named(item))
        if known is None:
            known = standing_cell(item.own or item.cell, self._names, self._verdicts)
            self._cells[_named(item)] = known
        return known

    def _of_round(self, item: LaterRounds, agreed: bool, alone: bool) -> str:
        key = (*_named(item), agreed, alone)
        known = self._stood.get(key)
        if known is None:
            where = _stood(item, agreed, alone, self._names)
            known = self._stood[key] = f"{item.cell.round.name}: {where}"
        return known


def _named(item: LaterRounds) -> tuple[str, str, str]:
    """Return which issue, which round and which record, if it is one, tell of a promise."""
    own = item.own
    return item.cell.issue, item.cell.round.brief, own.rows[0].key if own else ""


def _stood(item: LaterRounds, agreed: bool, alone: bool, names: Names) -> str:
    """Return where a promise stands by its own record, or that only its issue is spoken of."""
    if item.own is not None:
        status = item.own.rows[0].status
        more = "" if status in ("", "agreed", *ENDED) else f" ({status})"
        return item.own.label(names) + more
    subject = "issue" if alone else names.issue(item.cell.issue)
    missing = "not restated, " if agreed else ""
    return f"{missing}{subject} {item.cell.label(names)}"


def _come_already(promise: Promise) -> tuple[str, ...]:
    """Return what the brief that tells of a promise says has come of it, if anything."""
    status = promise.row.status
    if status in ENDED or status == "partly-carried-out":
        return (f"{status.replace('-', ' ')} when reported",)
    return ()


def _nothing_since(promise: Promise) -> str:
    """Return why no later round tells of a promise: not in every case does it keep silent."""
    if not promise.rounds_since:
        return "no later round yet"
    if not promise.issues:
        return "cannot be tracked: it cites no record"
    return "not mentioned in later rounds"
