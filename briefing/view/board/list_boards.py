"""List-shaped boards: moves, one party's or person's line over time, the timeline."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from briefing.model import dates
from briefing.model.rows import Names, Row, whose_word
from briefing.process import (
    IssueChange,
    IssueRound,
    IssueState,
    LineEntry,
    Move,
    Process,
    Ref,
    Round,
    supporting_records,
)
from briefing.process.standing import refs_of
from briefing.view.board.board import Board, BoardRow, Cell, Verdicts, listed, no_verdicts
from briefing.view.board.process_board import left_out
from briefing.view.board.record_words import judged, outcome, said, terms, unmarked

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
    earlier, later, names = process.rounds[before], process.rounds[after], process.names
    cached = lru_cache(maxsize=None)(verdicts)
    rows = []
    for change in moved:
        refs = change.after.refs or change.before.refs
        about = (change.issue,)
        stood = stands(change, names)
        head = Cell(names.issue(change.issue), "title", refs, detail=stood, issues=about)
        for move in change.moves:
            rows.append(BoardRow(head, _move_cells(change, move, names, cached)))
            head = Cell("", "muted", refs, issues=about)
    name = f"{process.title}: " if process.slug else ""
    title = f"{name}what moved from {earlier.name} to {later.name}"
    columns = ("What moved", earlier.name, later.name)
    return listed(title, "Issue", columns, rows, nothing="nothing moved")


def stands(change: IssueChange, names: Names) -> str:
    """Return where an issue stands now, and where it stood: `new, claimed by Ukraine`."""
    now = change.after.standing.label(names) + _not_by(change.after, names)
    if change.before.standing == change.after.standing:
        return f"still {now}"
    if not change.before.rows:
        return f"{change.moves[0].named.word}, {now}"
    return f"{now}; was {change.before.standing.label(names)}"


def _not_by(cell: IssueRound, names: Names) -> str:
    """Return the parties that a claim names and that do not state it."""
    attested = cell.standing.attested_by
    if cell.state is not IssueState.CLAIMED or len(attested) != 1:
        return ""
    parties = dict.fromkeys(slug for row in cell.of_kind("agreement") for slug in row.parties)
    silent = [names.party_in_short(slug) for slug in parties if slug not in attested]
    return f"; not by: {', '.join(silent)}" if silent else ""


def _move_cells(
    change: IssueChange, move: Move, names: Names, verdicts: Verdicts
) -> tuple[Cell, ...]:
    kind = move.named
    before, after = words_of(change, move, names, verdicts)
    party = f"{names.party(move.party)}: " if move.party else ""
    return (
        Cell(
            party + kind.word,
            kind.role,
            move.refs,
            kind.glyph,
            kind.ascii,
            unmarked(move.about),
            speaker=move.party,
        ),
        Cell(before, "plain", move.refs_before),
        Cell(after, "plain", move.refs_after),
    )


def words_of(
    change: IssueChange, move: Move, names: Names, verdicts: Verdicts = no_verdicts
) -> tuple[str, str]:
    """Return the words of the earlier and the later round on a move, as people read them.

    A figure that is missing says so; quotes stand with their verdicts, offers with their outcome.
    """
    if move.becomes is None:
        return _words(move, move.before, names), _words(move, move.after, names)
    before, after = (
        " ".join(
            judged(row, verdicts) + (outcome(row.status) if row.kind == "proposal" else "")
            for row in supporting_records(cell, move.kind)
        )
        for cell in (change.before, change.after)
    )
    return before, after


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
    cached = lru_cache(maxsize=None)(verdicts)
    entries = tuple(steps)
    alone = len({entry.row.person for entry in entries}) == 1
    rows = []
    for entry in entries:
        row, refs = entry.row, refs_of([entry.row])
        text = words(row, cached)
        detail = "; ".join(filter(None, (text.detail, on_whose_word(row, names))))
        cells = (
            Cell(entry.round.name, "muted", refs),
            Cell(", ".join(map(names.issue, row.issues)), "title", refs),
            Cell(_does(entry, names, alone), "stance", refs),
            text._replace(detail=detail),
        )
        date = dates.readable(entry.round.date)
        head = Cell(date, "label", ((entry.round.brief, "summary"),), issues=row.issues)
        rows.append(BoardRow(head, cells))
    return listed(title, "Date", ("Round", "Issue", "Stance", "Text"), rows)


def on_whose_word(row: Row, names: Names) -> str:
    """Return who states that an agreement exists, and who of its parties does not."""
    if row.kind != "agreement":
        return ""
    return whose_word(row.parties, row.attested_by, names.party_in_short)


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


def issue_board(
    title: str,
    records: Iterable[tuple[Round, Row]],
    names: Names,
    verdicts: Verdicts = no_verdicts,
) -> Board:
    """Return `records`, which are about one issue, in their order; quotes with their verdicts."""
    cached = lru_cache(maxsize=None)(verdicts)
    rows = [_issue_row(item, row, names, cached) for item, row in records]
    return listed(title, "Date", ("Round", "What", "Who", "Text"), rows)


def _issue_row(item: Round, row: Row, names: Names, verdicts: Verdicts) -> BoardRow:
    ref = ((row.brief, row.key),)
    who = names.list(row.parties)
    if row.person or row.party:
        who = names.person(row.person) if row.person else names.party(row.party)
    cells = (
        Cell(item.name, "muted", ref),
        Cell(row.stance or row.kind, "stance", ref),
        Cell(who, "title", ref, detail=on_whose_word(row, names)),
        words(row, verdicts),
    )
    date = dates.readable(item.date)
    return BoardRow(Cell(date, "label", ref, speaker=row.person or row.party), cells)


def _does(entry: LineEntry, names: Names, alone: bool) -> str:
    """Return the stance or act of an entry, with the speaker unless all words are one person's."""
    if entry.does == "is offered" and entry.row.party:
        return f"is offered by {names.party(entry.row.party)}"
    if entry.does == "says" and entry.row.person and not alone:
        return f"{names.person(entry.row.person)} says"
    return entry.does


Event = tuple[str, str, str, tuple[Ref, ...]]
"""A date as written, what it is the date of, words, and the records behind it."""


def timeline_events(process: Process) -> list[Event]:
    """Return the dated events of a process in order: rounds, events, due dates, expected steps,
    and the dates that offers are for.

    What two briefs report in the same words stands once, and leads to both.
    """
    events: dict[tuple[str, str, str], list[Ref]] = {}
    for item in process.rounds:
        events.setdefault((item.date, "round", item.title), []).append((item.brief, "summary"))
    for _, row in process.of_kinds(*_DATED):
        if row.date:
            text = unmarked(row.text)
            if row.kind == "proposal":
                offer = f"{process.names.party(row.party)} offers: "
                text = f"{offer}{text}{outcome(row.status)}"
            refs = events.setdefault((row.date, _DATED[row.kind], text), [])
            refs.append((row.brief, row.key))
    ordered = sorted(events.items(), key=lambda event: _moment(*event[0][:2]))
    return [(*event, tuple(refs)) for event, refs in ordered]


def timeline_board(process: Process) -> Board:
    """Return the dated events of a process, an event a row."""
    about = {(row.brief, row.key): row.issues for _, row in process.of_kinds(*_DATED)}
    rows = [
        BoardRow(
            Cell(dates.readable(date), "label", refs, issues=about.get(refs[0], ())),
            (Cell(what, "muted", refs), Cell(text, "plain", refs)),
        )
        for date, what, text, refs in timeline_events(process)
    ]
    title = f"{process.title}: what happened when"
    note = left_out([item.brief for item in process.replaced])
    return listed(title, "Date", ("What", "Text"), rows, note)


def _moment(date: str, what: str) -> str:
    """Return the sort key of an event: a step due by `2025-06` comes at the end of June."""
    if what in ("expected", "due", "offer"):
        return dates.parse(date).last.isoformat() if dates.sort_key(date) else ""
    return dates.sort_key(date)
