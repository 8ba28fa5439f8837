"""A brief and its records as plain values for JSON."""

from typing import TYPE_CHECKING, Any

from briefing.errors import NotFound
from briefing.model.references import Target
from briefing.text.names import did_you_mean

if TYPE_CHECKING:
    from briefing.evidence import Archive, Place, QuoteCheck
    from briefing.loader.problems import Problem
    from briefing.view.brief.brief_view import BriefView

_SECTIONS = (
    "agreements", "disagreements", "proposals", "quotes", "sources", "issues", "people", "parties",
)  # fmt: skip
_LISTS = ("timeline", "next", "unknown")


def problem_data(problem: "Problem") -> dict[str, Any]:
    """Return a problem with the fields that `check --json` promises."""
    return {
        "path": problem.path, "line": problem.line, "column": problem.column,
        "severity": problem.severity, "code": problem.code, "where": problem.where,
        "message": problem.message,
    }  # fmt: skip


def finding_data(finding: "QuoteCheck") -> dict[str, Any]:
    """Return what the check of a quotation found."""
    place = finding.place
    return {
        "verdict": finding.verdict.word,
        "of": "original" if finding.of_original else "text",
        "source": place.source if place else None,
        "paragraph": place.paragraph if place else None,
        "start": place.start if place else None,
        "end": place.end if place else None,
    }


def selectors(place: "Place", archive: "Archive") -> list[dict[str, Any]]:
    """Return a place as the two selectors of the W3C Web Annotation Data Model (4.2.4, 4.2.5)."""
    before, after = archive.around(place)
    exact = archive.text[place.start : place.end]
    return [
        {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": place.start, "end": place.end},
    ]


def brief_data(reading: "BriefView") -> dict[str, Any]:
    """Return a whole brief: as its file has it, and what was found out about it."""
    values = reading.brief.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    values = {"brief": 1, "id": reading.brief.id, **values}
    values |= _replaced(reading)
    if reading.checks:
        values["verdicts"] = {key: finding_data(one) for key, one in reading.checks.items()}
    if reading.meta:
        values["meta"] = [list(pair) for pair in reading.meta]
    values["problems"] = [problem_data(problem) for problem in reading.problems]
    return values


def _replaced(reading: "BriefView") -> dict[str, Any]:
    """Return which brief replaces this one, if any does."""
    return {"superseded_by": reading.replaced_by} if reading.replaced_by else {}


def record_data(reading: "BriefView", record: str) -> dict[str, Any]:
    """Return one record: `q1`, `d1/russia`, `summary`, `title`, `next/2`, `article#p5`.

    Raises:
        NotFound: the brief has no such record.
    """
    values = reading.brief.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    head = {"brief": reading.brief.id, "record": record, **_replaced(reading)}
    name, _, part = record.partition("/")
    if name in _LISTS and part.isdecimal() and 0 < int(part) <= len(values.get(name, ())):
        item = values[name][int(part) - 1]
        return {**head, "section": name, **(item if isinstance(item, dict) else {"text": item})}
    for section in _SECTIONS:
        item = values.get(section, {}).get(name)
        if item is None or (part and section != "disagreements"):
            continue
        if part:
            position = item["positions"].get(part)
            if position is None:
                break
            held = {"issue": item["issue"], "question": item["question"], "party": part}
            return {**head, "section": "positions", **held, **position}
        extra = finding_data(reading.checks[name]) if name in reading.checks else {}
        return {**head, "section": section, **item, **extra}
    if record in ("title", "summary", "bottom_line") and values.get(record):
        return {**head, "section": record, "text": values[record]}
    if paragraph := _paragraph_data(reading, record):
        return {**head, "section": "archive", **paragraph}
    told = nearest_record(reading, record) or f"; see briefing show {reading.brief.id}"
    raise NotFound(f'{reading.brief.id} has no record "{record}"{told}')


def _paragraph_data(reading: "BriefView", record: str) -> dict[str, Any]:
    """Return a paragraph of an archived text, `article#p5`, or nothing if it is none."""
    place = Target.parse(record, reading.archives)
    if place.paragraphs is None:
        return {}
    archive, (number, last) = reading.archives[place.source], place.paragraphs
    if number != last or number > len(archive.paragraphs):
        return {}
    paragraph = archive.paragraphs[number - 1]
    start, end = paragraph.start, paragraph.end
    return {
        "source": place.source, "paragraph": number, "start": start, "end": end,
        "text": archive.text[start:end],
    }  # fmt: skip


def nearest_record(reading: "BriefView", record: str) -> str:
    """Return a proposal for the key of a record, to end a sentence with."""
    brief = reading.brief
    keys = [key for section in _SECTIONS for key in getattr(brief, section)]
    return did_you_mean(record, [*keys, "summary"])
