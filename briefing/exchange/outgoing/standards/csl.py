"""Sources as CSL-JSON, for reference managers and citation processors.

Source: Citation Style Language, schema of CSL-JSON 1.0.2.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.exchange.outgoing.values.json_text import json_text
from briefing.exchange.outgoing.walk import Outgoing, OutgoingRecord, of_section
from briefing.model import dates

Data = dict[str, Any]

_TYPES: Mapping[str, str] = {
    "news": "article-newspaper", "statement": "document", "document": "document",
    "transcript": "document", "interview": "interview", "broadcast": "broadcast",
    "other": "document",
}  # fmt: skip
_IN_CONTAINERS = ("news", "interview", "broadcast")


def csl_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield an array with an item for each source of each brief."""
    items = [_item(each) for view in outgoing.views() for each in of_section(view, "sources")]
    yield json_text(items, 1) + "\n"


def _item(each: OutgoingRecord) -> Data:
    source, view = each.record, each.view
    of = "container-title" if source.kind in _IN_CONTAINERS else "publisher"
    url = source.url or ""
    address = {"DOI": url[4:]} if url.lower().startswith("doi:") else {"URL": url} if url else {}
    fields: Data = {
        "id": each.ref, "type": _TYPES[source.kind],
        "title": each.said("title", source.title or source.publisher or each.key),
        of: each.said("publisher", source.publisher) if source.title else "",
        "issued": _date(source.published), "accessed": _date(source.accessed),
        "language": source.lang, "archive_location": source.archive, **address,
        "genre": source.kind if _TYPES[source.kind] == "document" else "",
        "keyword": ", ".join(view.brief.tags), "note": _note(each),
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def _note(each: OutgoingRecord) -> str:
    """Return the marks of the brief, and what else the source says."""
    source, view = each.record, each.view
    parts = (
        *view.cautions, f"brief: {view.brief.title}",
        f"rated {source.rating}" if source.rating else "",
        f"translation of {view.brief.id}#{source.translation_of}" if source.translation_of else "",
        f"suggested, not confirmed: {', '.join(each.suggested)}" if each.suggested else "",
        each.note,
    )  # fmt: skip
    return "; ".join(filter(None, parts))


def _date(text: str | None) -> Data:
    """Return a date or an interval; nothing where the file gives none."""
    if not text:
        return {}
    when = dates.parse(text)
    points = [when.start] if when.start == when.end else [when.start, when.end]
    parts = [[n for n in (one.year, one.month, one.day) if n is not None] for one in points]
    about = any(one.about or one.unsure for one in points)
    return {"date-parts": parts, **({"circa": True} if about else {})}
