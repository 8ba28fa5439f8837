"""The one walk of all exports: which briefs leave the store, and each brief's records in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from briefing.catalogue import Basis, ListRow
from briefing.catalogue.process_records import ProcessRecords
from briefing.catalogue.processes import round_of_row
from briefing.catalogue.values import basis_of
from briefing.exchange.outgoing.origin_line import origin_of
from briefing.library import Library
from briefing.model.any_record import AnyRecord
from briefing.model.suggested import suggested
from briefing.process import Process
from briefing.text.clean import clean
from briefing.view.brief.brief_view import BriefView

SUGGESTED = " (suggested)"
"""What follows a value that a program proposed and no person has confirmed."""

_Record = TypeVar("_Record", bound=AnyRecord)
_MAPS = ("agreements", "disagreements", "proposals", "quotes", "sources")
_LISTS = ("timeline", "next", "unknown")


@dataclass(frozen=True)
class Outgoing:
    """The briefs to export, in order, and how."""

    library: Library
    """The store; with the person's state only if their notes are to leave as well."""
    rows: Sequence[ListRow]
    """The briefs; no file that is not one."""
    is_single: bool = False
    """Whether one brief was asked for by its id or file."""
    process: str = ""
    """The slug of the process that was asked for as such, whose boards are exported too."""
    table: str = "quotes"
    """Which records a table holds: `quotes`, `positions` or `states`."""
    excel: bool = False
    """Whether a table is written for Excel."""

    def views(self) -> Iterator[BriefView]:
        """Yield each brief for reading: titles and names that are only suggested say so."""
        return map(marked, self.exact_views())

    def exact_views(self) -> Iterator[BriefView]:
        """Yield each brief, checked against its archives; one that is broken by now is left out."""
        for row in self.rows:
            view = self.library.view(row)
            if not view.broken:
                yield view._replace(lists_problems=False)

    def of_one(self, row: ListRow) -> "Outgoing":
        """Return the export of one of the briefs alone."""
        return replace(self, rows=[row], is_single=True, process="")

    def rounds(self, slug: str) -> tuple[ListRow, ...]:
        """Return those of the briefs that are rounds of a process, oldest first."""
        chosen = {row.number for row in self.rows}
        return tuple(row for row in self.library.catalogue.rounds(slug) if row.number in chosen)

    def process_of(self, slug: str) -> Process:
        """Return a process of these briefs alone: no other one gives a word or a name to it."""
        catalogue, rows = self.library.catalogue, self.rounds(slug)
        names = catalogue.names(slug, {row.number for row in rows})
        return Process(slug, map(round_of_row, rows), ProcessRecords(catalogue.ask, rows), names)

    @property
    def basis(self) -> Basis:
        """How the briefs may be shared, and what is missing from them."""
        paths = {row.path for row in self.rows}
        gaps = self.library.catalogue.incomplete()
        return basis_of(self.rows, [gap for gap in gaps if gap.shared or gap.path in paths])

    @property
    def title(self) -> str:
        """The title of the process that was asked for, or of the store."""
        if self.process:
            return self.library.catalogue.names(self.process).process(self.process)
        return f"The briefs in “{clean(self.library.folder.resolve().name, line=True)}”"

    @property
    def origin(self) -> str:
        """The line on where it is from."""
        return origin_of([row.id for row in self.rows], self.library.folder)


class OutgoingRecord(NamedTuple):
    """One record of a brief on its way out."""

    view: BriefView
    """Its brief."""
    section: str
    """The key of the brief under which it stands: `quotes`; `positions` for one of those."""
    key: str
    """Its key: `q1`, `d1/russia`, `next/2`."""
    record: Any
    """The record of the model; a text for what is `unknown`."""

    @property
    def ref(self) -> str:
        """The id of the brief and the key of the record, which never change: `vienna-2014#q1`."""
        return f"{self.view.brief.id}#{self.key}"

    @property
    def suggested(self) -> tuple[str, ...]:
        """The keys of it that are not confirmed."""
        keys: tuple[str, ...] = getattr(self.record, "suggested", ())
        return keys

    @property
    def note(self) -> str:
        """The person's own note on it, if notes are exported."""
        return self.view.notes.get(self.key, "")

    @property
    def handling(self) -> str:
        """The colour of its brief, or nothing."""
        return self.view.brief.handling or ""

    def said(self, key: str, text: str | None) -> str:
        """Return the words for the value of `key`, with a mark if that is only suggested."""
        return f"{text}{SUGGESTED}" if text and key in self.suggested else text or ""


def records(view: BriefView) -> Iterator[OutgoingRecord]:
    """Yield every record of a brief, in reading order; positions after their question."""
    brief = view.brief
    for section in _MAPS:
        for key, record in getattr(brief, section).items():
            yield OutgoingRecord(view, section, key, record)
            if section == "disagreements":
                for party, position in record.positions.items():
                    yield OutgoingRecord(view, "positions", f"{key}/{party}", position)
    for section in _LISTS:
        for number, record in enumerate(getattr(brief, section), 1):
            yield OutgoingRecord(view, section, f"{section}/{number}", record)


def of_section(view: BriefView, *sections: str) -> Iterator[OutgoingRecord]:
    """Yield the records of some sections."""
    return (each for each in records(view) if each.section in sections)


def marked(view: BriefView) -> BriefView:
    """Return a brief with a mark after each of its titles and names that is only suggested."""
    brief = view.brief
    if not suggested(brief):
        return view
    named = {
        "parties": ("name",), "people": ("name", "role"), "issues": ("title",),
    }  # fmt: skip
    update: dict[str, Any] = {
        section: {slug: _marked(one, keys) for slug, one in getattr(brief, section).items()}
        for section, keys in named.items()
    }
    place = brief.place and _marked(brief.place, ("name",))
    brief = _marked(brief, ("title",)).model_copy(update={**update, "place": place})
    return view._replace(brief=brief)


def _marked(record: _Record, keys: Sequence[str]) -> _Record:
    """Return a record with a mark after those of its texts that are only suggested."""
    texts = {key: getattr(record, key) for key in keys if key in record.suggested}
    update = {key: f"{text}{SUGGESTED}" for key, text in texts.items() if text}
    return record.model_copy(update=update) if update else record


def speaker_names(each: OutgoingRecord) -> tuple[str, str]:
    """Return the name of a quote's speaker, and of the party spoken for (empty for a party).

    What is only suggested is marked: the speaker, a name, whom a person speaks for.
    """
    view, who = each.view, each.record.who
    name, party = view.speaker(who)
    person = view.brief.people.get(who or "")
    if "who" in each.suggested:
        name = f"{name.removesuffix(SUGGESTED)}{SUGGESTED}"
    if party and person and "party" in person.suggested:
        party = f"{party.removesuffix(SUGGESTED)}{SUGGESTED}"
    return name, party
