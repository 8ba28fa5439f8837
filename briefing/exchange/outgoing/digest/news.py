"""What is new: the briefs written or changed since a moment, and what moved in their rounds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from briefing.catalogue import Basis, ListRow
from briefing.catalogue.values import basis_of
from briefing.errors import NotFound
from briefing.exchange.outgoing.reading_entries import ReadingEntry, sections
from briefing.exchange.outgoing.walk import Outgoing
from briefing.process import IssueChange, Process, Round, changes
from briefing.view.board import stands, unmarked, words_of
from briefing.view.brief.brief_view import BriefView

_OF_FIRST = ("Agreements", "Disagreements", "Proposals", "Next")
_OF_LATER = ("Agreements", "Next")  # what moved says the rest


class NewsMove(NamedTuple):
    """One move on an issue."""

    sign: str
    """Its sign in ASCII."""
    what: str
    """What moved, with the party whose position it is: `Russia: position changed`."""
    before: str
    """The words of the earlier round; empty if it says nothing."""
    after: str
    """The words of the later round; empty if it says nothing."""


class NewsIssue(NamedTuple):
    """What moved on one issue."""

    title: str
    """The title of the issue."""
    stands: str
    """Where it stands now, and on whose word: `claimed by Russia; not by: Ukraine; was agreed`."""
    moves: tuple[NewsMove, ...]
    """At least one."""


class NewsBrief(NamedTuple):
    """A new or changed brief."""

    view: BriefView
    """The brief."""
    since: str
    """The earlier round that `moved` compares it with: `round 2`; empty without one."""
    moved: tuple[NewsIssue, ...]
    """What moved since the round before."""
    records: tuple[tuple[str, tuple[ReadingEntry, ...]], ...]
    """What the brief says, by sections with entries: all of a first round, and of a later one the
    agreements, with whose word they rest on, and next steps."""


class News(NamedTuple):
    """A digest."""

    briefs: tuple[NewsBrief, ...]
    """The briefs, the latest first."""
    basis: Basis
    """How all of it may be shared, earlier rounds that it quotes included."""


def news_of(outgoing: Outgoing, since: float) -> News:
    """Return what is new of some briefs since a moment, in seconds since 1970.

    A brief is as old as its `updated` says, else as its file.
    """
    fresh = [(row, view) for row, view in _changed(outgoing, since) if _is_new(view, since)]
    found, used = [], dict[str, ListRow]()
    processes: dict[str, tuple[Process | None, Sequence[ListRow]]] = {"": (None, ())}
    for row, view in fresh:
        if row.process not in processes:
            processes[row.process] = _process(outgoing, row.process)
        process, rounds = processes[row.process]
        brief, compared = _news(view, row, process)
        found.append(brief)
        used[row.id] = row
        used.update((one.id, one) for one in rounds if one.id == compared)
    gaps = replace(outgoing, rows=tuple(used.values())).basis.gaps
    return News(tuple(found), basis_of(used.values(), gaps))


def _changed(outgoing: Outgoing, since: float) -> Iterator[tuple[ListRow, BriefView]]:
    """Yield the briefs whose files have changed."""
    stamps = ((row, outgoing.library.stamp(row.path)) for row in outgoing.rows)
    rows = [row for row, stamp in stamps if stamp and stamp.mtime_ns >= since * 1e9]
    for row in rows:
        for view in replace(outgoing, rows=[row]).views():
            yield row, view


def _is_new(view: BriefView, since: float) -> bool:
    """Whether a brief whose file is new does not say itself that it is older."""
    if not view.brief.updated:
        return True
    written = view.brief.updated.upper().replace(" ", "T").replace("Z", "+00:00")
    return datetime.fromisoformat(written.replace(":60", ":59")).timestamp() >= since


def _process(outgoing: Outgoing, slug: str) -> tuple[Process, Sequence[ListRow]]:
    """Return a process without drafts that are not exported, and its rounds."""
    chosen = {one.id for one in outgoing.rows}
    listed = outgoing.library.catalogue.rounds(slug)
    rows = [one for one in listed if one.status != "draft" or one.id in chosen]
    return replace(outgoing, rows=rows).process_of(slug), rows


def _news(view: BriefView, row: ListRow, process: Process | None) -> tuple[NewsBrief, str]:
    """Return what is new in a brief, and the id of the round that it is compared with, if any."""
    before, moved = _before(process, row.id)
    shown = _OF_FIRST if before is None else _OF_LATER
    records = tuple((one.title, one.entries) for one in sections(view) if one.title in shown)
    if process is None or before is None:
        return NewsBrief(view, "", (), records), ""
    issues = tuple(_issue(change, process) for change in moved)
    return NewsBrief(view, before.name, issues, records), before.brief


def _before(process: Process | None, brief: str) -> tuple[Round | None, Iterable[IssueChange]]:
    """Return the round before a brief, and what moved from there; none for a replaced one."""
    if process is None:
        return None, ()
    try:
        column = process.column(brief)
    except NotFound:
        return None, ()
    before = process.earlier(column)
    if before < 0:
        return None, ()
    return process.rounds[before], changes(process, before, column)


def _issue(change: IssueChange, process: Process) -> NewsIssue:
    names = process.names
    moves = []
    for move in change.moves:
        party = f"{names.party(move.party)}: " if move.party else ""
        about = f" ({unmarked(move.about)})" if move.about else ""
        before, after = words_of(change, move, names)
        moves.append(NewsMove(move.named.ascii, f"{party}{move.named.word}{about}", before, after))
    return NewsIssue(names.issue(change.issue), stands(change, names), tuple(moves))
