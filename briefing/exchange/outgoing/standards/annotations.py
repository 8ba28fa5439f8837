"""Web annotations: quotes and what rests on a paragraph, at their places in the sources.

Source: W3C, Web Annotation Data Model, 2017; its JSON-LD context is that of `anno.jsonld`.
"""

import re
from collections.abc import Iterator
from typing import Any

from briefing.catalogue.values import tlp_label
from briefing.evidence import Archive
from briefing.exchange.outgoing.reading_entries import ReadingEntry, sections
from briefing.exchange.outgoing.standards.identifiers import urn
from briefing.exchange.outgoing.values.brief_data import selectors
from briefing.exchange.outgoing.values.json_text import json_text
from briefing.exchange.outgoing.walk import Outgoing
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import inline
from briefing.view.spans import plain

Data = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def annotations_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield a collection with one page of annotations."""
    items = [item for view in outgoing.views() for item in annotations(view)]
    page = {"id": urn("export", "page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT, "id": urn("export"), "type": "AnnotationCollection",
        "label": " · ".join([*outgoing.basis.cautions, outgoing.origin]), "total": len(items),
        "first": page,
    }  # fmt: skip
    yield json_text(collection, 1) + "\n"


def annotations(view: BriefView) -> Iterator[Data]:
    """Yield an annotation for each quote, and each other record that rests on a source."""
    for section in sections(view):
        for entry in section.entries:
            for one in (entry, *entry.parts):
                if one.words or one.cited:
                    yield _annotation(view, one, _targets(view, one) or [_whole(view)])


def _annotation(view: BriefView, entry: ReadingEntry, targets: list[Data]) -> Data:
    brief = view.brief
    modified = {"modified": brief.updated} if brief.updated else {}
    return {
        "id": urn(brief.id, entry.key), "type": "Annotation",
        "motivation": "describing", **modified,
        **({"creator": [{"type": "Person", "name": name} for name in brief.authors]}
           if brief.authors else {}),
        "body": list(_bodies(view, entry)),
        "target": targets if len(targets) > 1 else targets[0],
    }  # fmt: skip


def _bodies(view: BriefView, entry: ReadingEntry) -> Iterator[Data]:
    words = entry.words if entry.is_paraphrase or not entry.words else f"“{entry.words}”"
    said = ": ".join(filter(None, (entry.title, words)))
    parts = (said, plain(inline(entry.prose)), "; ".join((*entry.facts, *entry.asides)))
    text = " — ".join(filter(None, parts))
    yield _body("describing", text, view.brief.lang or "")
    if entry.note:
        yield _body("commenting", entry.note)
    mark = tlp_label(view.brief.handling or "")
    for tag in filter(None, (mark, view.standing, view.brief.title, view.brief.process)):
        yield _body("tagging", tag)


def _body(purpose: str, value: str, lang: str = "") -> Data:
    language = {"language": lang} if lang else {}
    return {
        "type": "TextualBody", "purpose": purpose, "format": "text/plain", **language,
        "value": value,
    }  # fmt: skip


def _targets(view: BriefView, entry: ReadingEntry) -> list[Data]:
    check = view.checks.get(entry.key)
    if check is not None and check.place is not None:
        archive = view.archives[check.place.source]
        return [_target(view, check.place.source, selectors(check.place, archive))]
    return [
        _target(view, one.source, _paragraph(view.archives.get(one.source), one.paragraph))
        for one in entry.cited
        if one.source in view.brief.sources
    ]


def _whole(view: BriefView) -> Data:
    """Return the brief itself, for a quote whose source it does not name."""
    return {"type": "SpecificResource", "source": urn(view.brief.id)}


def _paragraph(archive: Archive | None, number: int) -> list[Data]:
    """Return the selectors of a paragraph; none for a whole source, or without its text."""
    if archive is None or not 0 < number <= len(archive.paragraphs):
        return []
    span = archive.paragraphs[number - 1]
    place = archive.place("", (span,))
    return selectors(place, archive)


def _target(view: BriefView, source: str, found: list[Data]) -> Data:
    """Return a place in a source; the archived text, whose characters count, is its state."""
    record, brief = view.brief.sources[source], view.brief.id
    url = record.url if record.url and _WEB.fullmatch(record.url) else urn(brief, source)
    cached = urn(brief, str(Target(source=source)) + "/archive")
    state = {"state": {"type": "TimeState", "cached": cached}} if record.archive else {}
    selector = {"selector": found} if found else {}
    return {"type": "SpecificResource", "source": url, **selector, **state}
