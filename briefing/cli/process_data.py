"""Processes, matrices and differences as plain values for JSON and CSV."""

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
    Process,
    Promise,
    Ref,
    Round,
    ledger,
)
from briefing.view.board import Since
from briefing.view.board.list_boards import Event


def cited(refs: Iterable[Ref]) -> list[str]:
    """Return records as briefs cite them: `istanbul-2025-06-02#q1`."""
    return [f"{brief}#{key}" for brief, key in refs]


def round_data(item: Round) -> dict[str, Any]:
    """Return a round."""
    return {
        "brief": item.brief,
        "round": item.number,
        "date": item.date,
        "title": item.title,
        "status": item.status or None,
    }


def standing_data(cell: IssueRound, names: Names) -> dict[str, Any]:
    """Return where an issue stands in one round; what one side alone states stands apart."""
    claims = cell.claims
    return {
        "brief": cell.round.brief,
        "round": cell.round.number,
        "state": cell.state.value,
        "label": cell.standing.label(names),
        "attested_by": list(cell.standing.attested_by),
        "amounts": [row.amount for row in cell.rows if row.amount and row not in claims],
        "claimed_amounts": [
            f"{' '.join(row.attested_by)}: {row.amount}" for row in claims if row.amount
        ],
        "last_seen": cell.seen.brief if cell.seen else None,
        "records": cited(cell.refs),
    }


def issues_data(process: Process) -> Iterator[dict[str, Any]]:
    """Yield each issue with where it stands in every round."""
    for issue in process.issues:
        yield {
            "issue": issue,
            "title": process.names.issue(issue),
            "rounds": [standing_data(cell, process.names) for cell in process.thread(issue)],
        }


def process_data(process: Process) -> dict[str, Any]:
    """Return a whole process."""
    return {
        "process": process.slug,
        "rounds": [round_data(item) for item in process.rounds],
        "replaced": [round_data(item) for item in process.replaced],
        "issues": list(issues_data(process)),
        "promises": [promise_data(promise, process.names) for promise in ledger(process)],
    }


def promise_data(promise: Promise, names: Names) -> dict[str, Any]:
    """Return a promise with what later rounds say."""
    return {
        "record": f"{promise.row.brief}#{promise.row.key}",
        "round": promise.round.number,
        "issues": list(promise.issues),
        "text": promise.row.text,
        "amount": promise.row.amount or None,
        "due": promise.row.date or None,
        "status": promise.row.status or None,
        "later": [_later_data(later, names) for later in promise.later],
        "on_the_day": [
            {"brief": row.brief, "text": row.text, "records": cited([(row.brief, row.key)])}
            for _, row in promise.events
        ],
    }


def _later_data(later: LaterRounds, names: Names) -> dict[str, Any]:
    """Return where the issue of a promise stands, with the record that restates the promise."""
    own = later.own
    return {
        "issue": later.cell.issue,
        **standing_data(later.cell, names),
        "restated": {
            "record": cited(own.refs)[0],
            "state": own.state.value,
            "status": own.rows[0].status or None,
            "attested_by": list(own.standing.attested_by),
            "amount": own.rows[0].amount or None,
        } if own else None,
    }  # fmt: skip


PROMISES_HEAD = ("round", "record", "issues", "text", "amount", "due", "since", "records_since")
"""The columns of promises as CSV: a row for each."""


def promise_rows(promises: Iterable[Promise], names: Names) -> Iterator[list[str]]:
    """Yield a row for each promise; what later rounds say of it is told round by round."""
    since = Since(names)
    for promise in promises:
        later = promise.later
        yield [
            _number(promise.round), f"{promise.row.brief}#{promise.row.key}",
            " ".join(promise.issues), promise.row.text, promise.row.amount, promise.row.date,
            since.text(promise, later), " ".join(cited(promise.refs_since(later))),
        ]  # fmt: skip


def event_data(event: Event) -> dict[str, Any]:
    """Return a dated event."""
    date, what, text, refs = event
    return {"date": date, "what": what, "text": text, "records": cited(refs)}


PROCESS_HEAD = (
    "process", "issue", "title", "brief", "round", "date", "state", "label", "attested_by",
    "amounts", "claimed_amounts", "last_seen", "records",
)  # fmt: skip
"""The columns of a process as CSV: a row for each issue and round."""


def process_rows(process: Process) -> Iterator[list[str]]:
    """Yield a row for each issue and round."""
    for issue in process.issues:
        for cell in process.thread(issue):
            data = standing_data(cell, process.names)
            yield [
                process.slug, issue, process.names.issue(issue), cell.round.brief,
                _number(cell.round), cell.round.date, data["state"], data["label"],
                " ".join(data["attested_by"]), "; ".join(data["amounts"]),
                "; ".join(data["claimed_amounts"]), data["last_seen"] or "",
                " ".join(data["records"]),
            ]  # fmt: skip


def _number(item: Round) -> str:
    return "" if item.number is None else str(item.number)


# --- the matrix ---------------------------------------------------------------------------------


def entries(matrix: Matrix) -> Iterator[MatrixEntry]:
    """Yield every entry of a matrix, party by party."""
    for party in matrix.parties:
        for issue in matrix.issues:
            entry = matrix.entry(party, issue)
            if entry is not None:
                yield entry


def entry_data(entry: MatrixEntry) -> dict[str, Any]:
    """Return what one party holds on one issue."""
    return {
        "party": entry.party,
        "issue": entry.issue,
        "stance": entry.stance,
        "text": entry.text or None,
        "status": entry.status or None,
        "brief": entry.round.brief,
        "round": entry.round.number,
        "date": entry.round.date,
        "age": entry.age,
        "unreported_in": entry.unreported.brief if entry.unreported else None,
        "records": cited(entry.refs),
        "statuses": dict(zip(cited(entry.statuses), entry.statuses.values(), strict=True)),
    }


def matrix_data(matrix: Matrix) -> dict[str, Any]:
    """Return a whole matrix; a party and issue without an entry are left out."""
    names = matrix.process.names
    return {
        "process": matrix.process.slug,
        "replaced": [round_data(item) for item in matrix.process.replaced],
        "parties": [{"party": slug, "name": names.party(slug)} for slug in matrix.parties],
        "issues": [{"issue": slug, "title": names.issue(slug)} for slug in matrix.issues],
        "positions": [entry_data(entry) for entry in entries(matrix)],
    }


MATRIX_HEAD = (
    "party", "issue", "stance", "text", "status", "brief", "round", "date", "age", "unreported_in",
    "records", "statuses",
)  # fmt: skip
"""The columns of a matrix as CSV: a row for each entry."""


def matrix_rows(matrix: Matrix) -> Iterator[list[str]]:
    """Yield a row for each entry."""
    for entry in entries(matrix):
        data = entry_data(entry)
        data["records"] = " ".join(data["records"])
        data["statuses"] = "; ".join(f"{key}: {told}" for key, told in data["statuses"].items())
        yield ["" if data[key] is None else str(data[key]) for key in MATRIX_HEAD]


# --- differences --------------------------------------------------------------------------------


def change_data(change: IssueChange, names: Names) -> dict[str, Any]:
    """Return what moved on one issue."""
    return {
        "issue": change.issue,
        "title": names.issue(change.issue),
        "before": standing_data(change.before, names),
        "after": standing_data(change.after, names),
        "moves": [
            {
                "kind": move.kind,
                "word": move.named.word,
                "party": move.party or None,
                "about": move.about or None,
                "before": move.before or None,
                "after": move.after or None,
                "records_before": cited(move.refs_before),
                "records_after": cited(move.refs_after),
            }
            for move in change.moves
        ],
    }


CHANGES_HEAD = (
    "issue", "title", "kind", "word", "party", "state_before", "state_after", "before", "after",
    "records_before", "records_after", "about",
)  # fmt: skip
"""The columns of a difference as CSV: a row for each move."""


def change_rows(changes: Iterable[IssueChange], names: Names) -> Iterator[list[str]]:
    """Yield a row for each move."""
    for change in changes:
        for move in change.moves:
            yield [
                change.issue, names.issue(change.issue), move.kind, move.named.word, move.party,
                change.before.standing.label(names), change.after.standing.label(names),
                move.before, move.after, " ".join(cited(move.refs_before)),
                " ".join(cited(move.refs_after)), move.about,
            ]  # fmt: skip


def edit_data(edit: Edit) -> dict[str, Any]:
    """Return what a later version makes of one record, word by word."""
    return {
        "record": edit.key,
        "kind": edit.kind,
        "records": cited(edit.refs),
        "pieces": [{"op": piece.op, "text": piece.text} for piece in edit.pieces],
    }
