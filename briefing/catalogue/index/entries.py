"""A brief -> its catalogue rows; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from briefing.catalogue import process_records
from briefing.catalogue.index.full_text import FullTextRow, forms_of, words_of
from briefing.catalogue.storage.columns import MAX_RECORDS, encode_path, written_gap
from briefing.catalogue.storage.schema import Values
from briefing.checks.cross_brief import BriefSummary
from briefing.evidence import Archive, QuoteCheck, searched
from briefing.loader.identity import ForeignIds
from briefing.loader.load import Loaded
from briefing.model import dates
from briefing.model.brief import Brief
from briefing.model.rows import Row, flatten
from briefing.model.suggested import suggested
from briefing.text.clean import clean
from briefing.text.fold import fold

_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_JOINER = " · "
_LONGEST_NAME = 500  # characters of a name or title, which thousands of records repeat
_LONGEST = 4000  # characters of a paragraph that are found and shown as one


class FileEntry(NamedTuple):
    """The catalogue's entry for one file."""

    brief: Values
    """`schema.BRIEF_COLUMNS`."""
    records: list[Values]
    """`schema.RECORD_COLUMNS` of each record; the first is the title."""
    forms: list[FullTextRow]
    """The full-text row of each record."""
    words: str
    """The words of the full-text table of whole briefs."""
    sort_date: str
    """The first day of the brief's date, ISO 8601, or empty."""
    days: int
    """How many days the date covers beyond its first."""
    cited: list[tuple[str, str, int]]
    """Records of other briefs that it cites: brief, record, how often."""
    sha256: str
    """Of the file's bytes."""
    ids: ForeignIds | None
    """The ids that a foreign file can have."""


def entry_of(
    loaded: "Loaded",
    summary: "BriefSummary",
    errors: int,
    archives: "Mapping[str, Archive]",
    findings: "Mapping[str, QuoteCheck]",
    mtime_ns: int = 0,
) -> FileEntry:
    """Return the entry of a file, with its archived texts and the verdicts on its quotes.

    One whose date cannot be read is listed by that in its name, or by its time `mtime_ns`.
    """
    brief = loaded.brief
    if brief is None:
        return broken(loaded, summary, errors, mtime_ns=mtime_ns)
    first, last, days = _days(brief.date)
    if "date" in loaded.missing:
        first = last = _day_of(loaded.path, mtime_ns)
    rows = flatten(brief)
    own = [_title(brief), *_records(brief, rows, findings)]
    paragraphs = list(_paragraphs(archives, MAX_RECORDS - len(own)))
    row = (
        brief.id, encode_path(loaded.path), brief.title, brief.date, first, last,
        *_facts(brief), errors, len(own), len(paragraphs),
        "\x1f".join(party.name for party in brief.parties.values()),
        "\x1f".join(map(fold, brief.tags)), _names(brief), process_records.written(rows, 1), 0,
        summary.keys, written_gap(loaded.missing), len(suggested(brief)),
    )  # fmt: skip
    return _entry(row, own + paragraphs, summary, loaded.sha256, first, days)


def _facts(brief: "Brief") -> Values:
    """Return the columns of a brief from `place` to `archives`."""
    place = brief.place
    return (
        place.name if place else "", (place.country or "") if place else "",
        brief.process or "", brief.round,
        brief.status or "", brief.handling or "", brief.supersedes or "", brief.lang or "",
        len(brief.agreements), len(brief.disagreements), len(brief.proposals), len(brief.quotes),
        len(brief.sources), len(brief.timeline),
        sum(source.archive is not None for source in brief.sources.values()),
    )  # fmt: skip


def broken(
    loaded: "Loaded",
    summary: "BriefSummary",
    errors: int,
    *,
    irregular: bool = False,
    mtime_ns: int = 0,
) -> FileEntry:
    """Return the entry of a file that is not a brief, or (`irregular`) not a file: its name."""
    day = "" if irregular else _day_of(loaded.path, mtime_ns)
    row = (
        summary.id, encode_path(loaded.path), "", "", day, day, "", "", "", None, "", "",
        summary.supersedes, "",
        0, 0, 0, 0, 0, 0, 0, errors, 1, 0, "", "", "", "", int(irregular), summary.keys,
        "" if irregular else "*", 0,
    )  # fmt: skip
    title = _record(Row(summary.id, "title", "title"), clean(loaded.path, line=True))
    return _entry(row, [title], summary, loaded.sha256, day)


def _day_of(path: str, mtime_ns: int) -> str:
    """Return the day in a file's name, else that of its time in UTC; empty without either."""
    for written in _DAY.findall(path.rpartition("/")[2]):
        if first := _days(written)[0]:
            return first
    try:
        return datetime.fromtimestamp(mtime_ns / 1e9, UTC).date().isoformat() if mtime_ns else ""
    except (ValueError, OverflowError, OSError):
        return ""  # beyond the years that a date can have


def _entry(
    row: Values,
    records: list[Values],
    summary: "BriefSummary",
    sha256: str,
    first: str = "",
    days: int = 0,
) -> FileEntry:
    forms = forms_of(records)
    words, cited = words_of(row, forms), summary.cited
    return FileEntry(row, records, forms, words, first, days, cited, sha256, summary.ids)


def _days(written: str) -> tuple[str, str, int]:
    try:
        when = dates.parse(written)
    except ValueError:
        return "", "", 0
    return when.first.isoformat(), when.last.isoformat(), (when.last - when.first).days


_UNCHECKED: Values = ("", 0, "", None, None, None, None)


def _checked(finding: "QuoteCheck") -> Values:
    """Return the columns of a verdict, from `verdict` to `place_paragraph_end`."""
    place = finding.place
    columns: Values = ("", None, None, None, None)
    if place is not None:
        columns = (place.source, place.start, place.end, place.paragraph, place.paragraph_end)
    return (finding.verdict.value, int(finding.of_original), *columns)


def _record(row: Row, about: str, check: Values = _UNCHECKED, start: str = "") -> Values:
    return (
        row.key, row.kind, " ".join(row.issues), row.party, row.person, " ".join(row.parties),
        " ".join(row.attested_by), row.stance, row.status, *check, row.amount, row.date,
        " ".join(row.quotes), " ".join(row.support), " ".join(row.suggested), start, about,
        row.text,
    )  # fmt: skip


def _title(brief: "Brief") -> Values:
    row = Row(brief.id, "title", "title", parties=tuple(brief.parties), text=brief.title)
    return _record(row, brief.place.name if brief.place else "")


def _records(
    brief: "Brief", rows: Iterable[Row], findings: "Mapping[str, QuoteCheck]"
) -> Iterator[Values]:
    for row in rows:
        finding = findings.get(row.key) if row.kind == "quote" else None
        yield _record(row, _about(brief, row), _checked(finding) if finding else _UNCHECKED)


def _about(brief: "Brief", row: Row) -> str:
    """Return the heading of a record: its person or party, and its issue."""
    parts: list[str] = []
    if row.kind in ("quote", "position", "proposal"):
        person, party = brief.people.get(row.person), brief.parties.get(row.party)
        parts += [person.name] if person else [party.name] if party else []
    if row.kind in ("agreement", "disagreement", "proposal"):
        parts += [brief.issues[slug].title for slug in row.issues if slug in brief.issues]
    if row.kind == "source" and (publisher := brief.sources[row.key].publisher):
        parts.append(publisher)
    if row.amount:
        parts.append(row.amount)
    return _JOINER.join(part[:_LONGEST_NAME] for part in parts)


def _names(brief: "Brief") -> str:
    """Return what `used_names.parse_names` reads, parted by U+001E and U+001F."""
    entries = [
        ("party", slug, party.name, party.short or "", *party.aliases)
        for slug, party in brief.parties.items()
    ]
    entries += [("person", slug, one.name, "", *one.aliases) for slug, one in brief.people.items()]
    entries += [
        ("issue", slug, issue.title, issue.short or "") for slug, issue in brief.issues.items()
    ]
    return "\x1e".join("\x1f".join(entry) for entry in entries)


def _paragraphs(archives: "Mapping[str, Archive]", room: int) -> Iterator[Values]:
    """Yield the paragraphs of archived texts: very long ones in pieces, several as one where there
    are more than `room`.
    """
    taken = searched(archives)
    counts = [sum(1 for _ in _pieces(source, archive)) for source, archive in taken.items()]
    together = 1
    while sum(-(-count // together) for count in counts) > room:
        together *= 2
    for source, archive in taken.items():
        for _, number, start, end, within in _joined(_pieces(source, archive), together):
            row = Row("", f"{source}#p{number}", "source", text=archive.text[start:end])
            yield _record(row, "", start=str(within) if within else "")


Piece = tuple[str, int, int, int, int]
"""Source, paragraph (from 1), first character, end, and where it begins in its paragraph."""


def _pieces(source: str, archive: "Archive") -> Iterator[Piece]:
    for number, span in enumerate(archive.paragraphs, 1):
        start = span.start
        while span.end - start > _LONGEST:
            # At a gap, so that no word is cut; without one for long, anywhere.
            gap = archive.text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            end = gap if gap > 0 else start + _LONGEST
            yield source, number, start, end, start - span.start
            start = end + (gap > 0)
        yield source, number, start, span.end, start - span.start


def _joined(pieces: Iterator[Piece], together: int) -> Iterator[Piece]:
    """Yield so many neighbours of one source as one; never all at once, which may be millions."""
    for first in pieces:
        end = first[3]
        for piece in islice(pieces, together - 1):
            end = piece[3]
        yield (*first[:3], end, first[4])
