"""Processes, matrices and differences as records for JSON and CSV."""

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.model.rows import Names
from briefing.process import (
    Edit,
    IssueChange,
    IssueRound,
    LaterRounds,
    Matrix,
    MatrixEntry,
    Move,
    PositionChange,
    Process,
    Promise,
    Ref,
    Round,
    ledger,
)
from briefing.view.board import Since

Data = dict[str, Any]
"""One object of JSON."""

PROCESS_COLUMNS = (
    "process", "issue", "title", "brief", "round", "date", "state", "label", "attested_by",
    "amounts", "claimed_amounts", "last_seen", "records",
)  # fmt: skip
"""The CSV of a process: a row for each issue and round."""
PROMISE_COLUMNS = ("round", "record", "issues", "text", "amount", "due", "since", "records_since")
"""The CSV of promises: a row for each."""
MATRIX_COLUMNS = (
    "party", "issue", "stance", "text", "status", "brief", "round", "date", "age", "unreported_in",
    "records", "statuses",
)  # fmt: skip
"""The CSV of a matrix: a row for each entry."""
SHIFT_COLUMNS = (
    "party", "issue", "round_before", "before", "text_before", "round_after", "after", "text_after",
    "records_before", "records_after",
)  # fmt: skip
"""The CSV of changes of position: a row for each."""
CHANGE_COLUMNS = (
    "issue", "title", "kind", "word", "party", "state_before", "state_after", "before", "after",
    "records_before", "records_after", "about",
)  # fmt: skip
"""The CSV of a difference: a row for each move."""


def cited(refs: Iterable[Ref]) -> list[str]:
    """Return records as briefs cite them: `istanbul-2025-06-02#q1`."""
    return [f"{brief}#{key}" for brief, key in refs]


def round_data(item: Round) -> Data:
    """Return a round."""
    return {
        "brief": item.brief, "round": item.number, "date": item.date, "title": item.title,
        "status": item.status or None,
    }  # fmt: skip


def standing_data(cell: IssueRound, names: Names) -> Data:
    """Return the standing of an issue in one round, one-sided amounts apart from agreed ones."""
    claims = [row for row in cell.claims if row.amount]
    return {
        "brief": cell.round.brief, "round": cell.round.number, "state": cell.state.value,
        "label": cell.standing.label(names), "attested_by": list(cell.standing.attested_by),
        "amounts": [row.amount for row in cell.rows if row.amount and row not in claims],
        "claimed_amounts": [f"{' '.join(row.attested_by)}: {row.amount}" for row in claims],
        "last_seen": cell.seen.brief if cell.seen else None, "records": cited(cell.refs),
    }  # fmt: skip


def issues_data(process: Process) -> Iterator[Data]:
    """Yield each issue with its standing in every round."""
    names = process.names
    for issue in process.issues:
        rounds = [standing_data(cell, names) for cell in process.thread(issue)]
        yield {"issue": issue, "title": names.issue(issue), "rounds": rounds}


def process_rows(process: Process) -> Iterator[Data]:
    """Yield the rows of CSV of a process."""
    for issue in issues_data(process):
        for item, standing in zip(process.rounds, issue["rounds"], strict=True):
            yield {"process": process.slug, "date": item.date, **issue, **standing}


def process_data(process: Process) -> Data:
    """Return a whole process."""
    return {
        "process": process.slug,
        "title": process.title,
        "rounds": [round_data(item) for item in process.rounds],
        "replaced": [round_data(item) for item in process.replaced],
        "issues": list(issues_data(process)),
        "promises": [promise_data(promise, process.names) for promise in ledger(process)],
    }


def promise_data(promise: Promise, names: Names) -> Data:
    """Return a promise with what later rounds say."""
    row = promise.row
    events = [
        {"brief": row.brief, "text": row.text, "records": cited([(row.brief, row.key)])}
        for _, row in promise.events
    ]
    return {
        "record": f"{row.brief}#{row.key}", "round": promise.round.number,
        "issues": list(promise.issues), "text": row.text, "amount": row.amount or None,
        "due": row.date or None, "status": row.status or None,
        "later": [_later_data(later, names) for later in promise.later], "on_the_day": events,
    }  # fmt: skip


def _later_data(later: LaterRounds, names: Names) -> Data:
    """Return the standing of the issue of a promise, with the record that restates the promise."""
    restated = None
    if own := later.own:
        restated = {
            "record": cited(own.refs)[0], "state": own.state.value,
            "status": own.rows[0].status or None,
            "attested_by": list(own.standing.attested_by), "amount": own.rows[0].amount or None,
        }  # fmt: skip
    standing = standing_data(later.cell, names)
    return {"issue": later.cell.issue, **standing, "restated": restated}


def promise_rows(promises: Iterable[Promise], names: Names) -> Iterator[Data]:
    """Yield the rows of CSV of promises, each with the later rounds in words."""
    since = Since(names)
    for promise in promises:
        later = promise.later
        yield {
            **promise_data(promise, names),
            "since": since.text(promise, later),
            "records_since": cited(promise.refs_since(later)),
        }


def entries_data(matrix: Matrix) -> Iterator[Data]:
    """Yield every entry of a matrix, party by party."""
    for party in matrix.process.parties:
        for issue in matrix.process.issues:
            entry = matrix.entry(party, issue)
            if entry is not None:
                yield _entry_data(entry)


def _entry_data(entry: MatrixEntry) -> Data:
    return {
        "party": entry.party, "issue": entry.issue, "stance": entry.stance,
        "text": entry.text or None, "status": entry.status or None, "brief": entry.round.brief,
        "round": entry.round.number, "date": entry.round.date, "age": entry.age,
        "unreported_in": entry.unreported.brief if entry.unreported else None,
        "records": cited(entry.refs),
        "statuses": dict(zip(cited(entry.statuses), entry.statuses.values(), strict=True)),
    }  # fmt: skip


def matrix_data(matrix: Matrix) -> Data:
    """Return a whole matrix, without the pairs of party and issue that have no entry."""
    process, names = matrix.process, matrix.process.names
    return {
        "process": process.slug,
        "title": process.title,
        "replaced": [round_data(item) for item in process.replaced],
        "parties": [{"party": slug, "name": names.party(slug)} for slug in process.parties],
        "issues": [{"issue": slug, "title": names.issue(slug)} for slug in process.issues],
        "positions": list(entries_data(matrix)),
    }


def shift_data(shift: PositionChange, names: Names) -> Data:
    """Return a change of position: both stances, each as an entry of a matrix."""
    party, issue = shift.after.party, shift.after.issue
    return {
        "party": party, "name": names.party(party), "issue": issue, "title": names.issue(issue),
        "before": _entry_data(shift.before), "after": _entry_data(shift.after),
    }  # fmt: skip


def shift_row(shift: PositionChange) -> Data:
    """Return the row of CSV of a change of position."""
    row: Data = {"party": shift.after.party, "issue": shift.after.issue}
    for end, entry in (("before", shift.before), ("after", shift.after)):
        row |= {
            f"round_{end}": entry.round.number if entry.round.number is not None
            else entry.round.brief,
            end: entry.stance, f"text_{end}": entry.text, f"records_{end}": cited(entry.refs),
        }  # fmt: skip
    return row


def change_data(change: IssueChange, names: Names) -> Data:
    """Return what moved on one issue."""
    moves = [_move_data(move) for move in change.moves]
    before, after = (standing_data(cell, names) for cell in (change.before, change.after))
    title = names.issue(change.issue)
    return {
        "issue": change.issue, "title": title, "before": before, "after": after, "moves": moves,
    }  # fmt: skip


def _move_data(move: Move) -> Data:
    return {
        "kind": move.kind, "word": move.named.word, "party": move.party or None,
        "about": move.about or None, "before": move.before or None, "after": move.after or None,
        "records_before": cited(move.refs_before), "records_after": cited(move.refs_after),
    }  # fmt: skip


def change_rows(changes: Iterable[Data]) -> Iterator[Data]:
    """Yield the rows of CSV of changes."""
    for change in changes:
        states = {f"state_{end}": change[end]["label"] for end in ("before", "after")}
        for move in change["moves"]:
            yield {**change, **states, **move}


def edit_data(edit: Edit) -> Data:
    """Return what a later version makes of one record, word by word."""
    pieces = [{"op": piece.op, "text": piece.text} for piece in edit.pieces]
    return {
        "record": edit.key, "kind": edit.kind, "records": cited(edit.refs), "pieces": pieces,
    }  # fmt: skip
