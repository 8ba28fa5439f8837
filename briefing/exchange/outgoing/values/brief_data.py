"""A brief and its records as plain values for JSON."""

from typing import TYPE_CHECKING, Any

from briefing.errors import NotFound
from briefing.evidence import Archive, Place, QuoteCheck
from briefing.model.references import Target
from briefing.text.names import did_you_mean

if TYPE_CHECKING:  # `check` does without it
    from briefing.view.brief.brief_view import BriefView

Data = dict[str, Any]

_SECTIONS = (
    "agreements", "disagreements", "proposals", "quotes", "sources", "issues", "people", "parties",
)  # fmt: skip
_LISTS = ("timeline", "next", "unknown")


def finding_data(check: QuoteCheck) -> Data:
    """Return the result of a quote check."""
    fields = ("source", "paragraph", "start", "end")
    place = {name: getattr(check.place, name, None) for name in fields}
    of = "original" if check.of_original else "text"
    return {"verdict": check.verdict.word, "of": of, **place}


def selectors(place: Place, archive: Archive) -> list[Data]:
    """Return a place as the two selectors of the W3C Web Annotation Data Model (4.2.4, 4.2.5)."""
    before, after = archive.around(place)
    exact = archive.text[place.start : place.end]
    return [
        {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": place.start, "end": place.end},
    ]


def brief_data(view: "BriefView") -> Data:
    """Return a whole brief: the values of its file, the verdicts and the problems."""
    values = {"brief": 1, "id": view.brief.id, **_values(view), **_replaced(view)}
    if view.checks:
        values["verdicts"] = {key: finding_data(check) for key, check in view.checks.items()}
    if view.meta:
        values["meta"] = [list(pair) for pair in view.meta]
    values["problems"] = [problem._asdict() for problem in view.problems]
    return values


def _values(view: "BriefView") -> Data:
    return view.brief.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _replaced(view: "BriefView") -> Data:
    return {"superseded_by": view.replaced_by} if view.replaced_by else {}


def record_data(view: "BriefView", record: str) -> Data:
    """Return one record: `q1`, `d1/russia`, `summary`, `title`, `next/2`, `article#p5`.

    Raises:
        NotFound: the brief has no such record.
    """
    data = _record(view, record) or _paragraph(view, record)
    if not data:
        keys = [key for section in _SECTIONS for key in getattr(view.brief, section)]
        near = did_you_mean(record, [*keys, "summary"]) or f"; see briefing show {view.brief.id}"
        raise NotFound(f'{view.brief.id} has no record "{record}"{near}')
    brief = view.brief
    mark = {"handling": brief.handling} if brief.handling else {}
    return {"brief": brief.id, "record": record, **mark, **_replaced(view), **data}


def _record(view: "BriefView", record: str) -> Data:
    """Return a record of the brief itself with its section; empty without one of that name."""
    values = _values(view)
    name, _, part = record.partition("/")
    if name in _LISTS and part.isdecimal() and 0 < int(part) <= len(values.get(name, ())):
        item = values[name][int(part) - 1]
        return {"section": name, **(item if isinstance(item, dict) else {"text": item})}
    for section in _SECTIONS:
        item = values.get(section, {}).get(name)
        if item is not None and part and section == "disagreements":
            position = item["positions"].get(part)
            head = {"issue": item["issue"], "question": item["question"], "party": part}
            return {"section": "positions", **head, **position} if position else {}
        if item is not None and not part:
            check = view.checks.get(name)
            return {"section": section, **item, **(finding_data(check) if check else {})}
    if record in ("title", "summary", "bottom_line") and values.get(record):
        return {"section": record, "text": values[record]}
    return {}


def _paragraph(view: "BriefView", record: str) -> Data:
    """Return a paragraph of an archived text, `article#p5`; empty without one of that name."""
    place = Target.parse(record, view.archives)
    if place.paragraphs is None:
        return {}
    archive, (number, last) = view.archives[place.source], place.paragraphs
    if number != last or number > len(archive.paragraphs):
        return {}
    paragraph = archive.paragraphs[number - 1]
    start, end = paragraph.start, paragraph.end
    return {
        "section": "archive", "source": place.source, "paragraph": number, "start": start,
        "end": end, "text": archive.text[start:end],
    }  # fmt: skip
