"""The records of briefs as rows of CSV: quotes, positions, and where each issue stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefing.catalogue import ListRow
from briefing.catalogue.process_records import ProcessRecords
from briefing.catalogue.processes import round_of_row
from briefing.exchange.outgoing.tables.csv_table import csv_text
from briefing.exchange.outgoing.values.process_data import PROCESS_COLUMNS, cited, process_rows
from briefing.exchange.outgoing.walk import (
    Outgoing,
    OutgoingRecord,
    of_section,
    speaker_names,
)
from briefing.model.references import Target
from briefing.process import Process
from briefing.view.brief.brief_view import BriefView

Cells = Mapping[str, Any]
"""One row, by column."""

_MARKS = ("suggested", "brief_status", "superseded_by", "handling", "own_note")
QUOTE_COLUMNS = (
    "brief", "record", "date", "process", "round", "who", "speaker", "party", "party_name", "text",
    "original", "lang", "kind", "verb", "via", "said_on", "to", "issues", "issue_titles", "source",
    "source_title", "url", "paragraph", "verdict", "of", "note", *_MARKS,
)  # fmt: skip
"""The columns of the table of quotes."""
POSITION_COLUMNS = (
    "brief", "record", "date", "process", "round", "issue", "issue_title", "question", "kind",
    "party", "party_name", "stance", "text", "status", "support", "quotes", *_MARKS,
)  # fmt: skip
"""The columns of the table of positions."""
STATE_COLUMNS = (
    *PROCESS_COLUMNS, "process_title", "attested_by_names", "suggested", "brief_status",
    "superseded_by", "handling",
)  # fmt: skip
"""The columns of the table of states."""


def csv_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield the table that was asked for as CSV."""
    columns, rows = _TABLES[outgoing.table]
    yield csv_text(columns, rows(outgoing), excel=outgoing.excel)


def _quotes(outgoing: Outgoing) -> Iterator[Cells]:
    for view in outgoing.views():
        for each in of_section(view, "quotes"):
            yield {**_head(each), **_quote(each), **_marks(each)}


def _quote(each: OutgoingRecord) -> Cells:
    view, quote = each.view, each.record
    person = view.brief.people.get(quote.who or "")
    check = view.checks.get(each.key)
    place = Target.place(quote.from_) if quote.from_ else Target()
    if check is not None and check.place is not None:
        place = check.place.paragraphs
    source = view.brief.sources.get(place.source)
    speaker, party = speaker_names(each)
    fields = ("text", "original", "lang", "kind", "verb", "via", "said_on", "to", "note")
    return {
        **{name: getattr(quote, name) for name in fields},
        "who": quote.who, "speaker": speaker if quote.who else "",
        "party": person.party if person else quote.who,
        "party_name": party or ("" if person or not quote.who else speaker),
        "issues": list(quote.issues), "issue_titles": _titles(view, quote.issues),
        "source": place.source, "source_title": source and (source.title or source.publisher),
        "url": source and source.url, "paragraph": place.paragraphs and place.paragraphs[0],
        "verdict": check.verdict.word if check else "",
        "of": ("original" if check.of_original else "text") if check else "",
    }  # fmt: skip


def _titles(view: BriefView, issues: tuple[str, ...]) -> str:
    return "; ".join(map(view.issue, issues))


def _positions(outgoing: Outgoing) -> Iterator[Cells]:
    for view in outgoing.views():
        for each in of_section(view, "positions"):
            yield {**_head(each), **_position(each), **_marks(each)}


def _position(each: OutgoingRecord) -> Cells:
    key, _, party = each.key.partition("/")
    dispute, position = each.view.brief.disagreements[key], each.record
    return {
        "issue": dispute.issue, "issue_title": each.view.issue(dispute.issue),
        "question": dispute.question, "kind": dispute.kind, "status": dispute.status,
        "party": party, "party_name": each.view.party(party),
        "stance": position.stance, "text": position.text,
        "support": list(position.support), "quotes": list(position.quotes),
    }  # fmt: skip


def _head(each: OutgoingRecord) -> Cells:
    brief = each.view.brief
    return {
        "brief": brief.id, "record": each.key, "date": brief.date, "process": brief.process,
        "round": brief.round,
    }  # fmt: skip


def _marks(each: OutgoingRecord) -> Cells:
    view = each.view
    return {
        "suggested": list(each.suggested), "brief_status": view.brief.status,
        "superseded_by": view.replaced_by, "handling": each.handling, "own_note": each.note,
    }  # fmt: skip


def _states(outgoing: Outgoing) -> Iterator[Cells]:
    chosen = {row.id: row for row in outgoing.rows}
    for process in _processes(outgoing):
        names = process.names
        for row in process_rows(process):
            brief = chosen.get(row["brief"])
            if brief is not None:
                yield {
                    **row, "process_title": process.title, **_state_marks(brief),
                    "attested_by_names": names.list(row["attested_by"]),
                    "suggested": _suggested(process, row["issue"], brief.id),
                }  # fmt: skip


def _suggested(process: Process, issue: str, brief: str) -> list[str]:
    """Return the records that a state rests on and that are not confirmed."""
    rows = process.cell(issue, process.column(brief)).rows
    return cited((row.brief, row.key) for row in rows if row.suggested)


def _state_marks(row: ListRow) -> Cells:
    return {
        "brief_status": row.status, "superseded_by": row.replaced_by, "handling": row.handling,
    }  # fmt: skip


def _processes(outgoing: Outgoing) -> Iterator[Process]:
    """Yield the processes of the briefs, and each brief that is in none as one of its own."""
    catalogue, seen = outgoing.library.catalogue, set[str]()
    for row in outgoing.rows:
        if not row.process:
            names = catalogue.names()
            yield Process("", [round_of_row(row)], ProcessRecords(catalogue.ask, [row]), names)
        elif row.process not in seen:
            seen.add(row.process)
            yield outgoing.process_of(row.process)


_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Outgoing], Iterator[Cells]]]] = {
    "quotes": (QUOTE_COLUMNS, _quotes),
    "positions": (POSITION_COLUMNS, _positions),
    "states": (STATE_COLUMNS, _states),
}
TABLES = tuple(_TABLES)
"""The tables of CSV; the first is the default."""
