"""Briefs as JSON-LD in the words of schema.org: events, claims, quotations and their sources.

Source: schema.org, release 28. Who states an agreement is the author of the claim.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefing.catalogue.values import tlp_label
from briefing.exchange.outgoing.standards.identifiers import urn
from briefing.exchange.outgoing.values.json_text import json_text
from briefing.exchange.outgoing.walk import (
    SUGGESTED,
    Outgoing,
    OutgoingRecord,
    records,
    speaker_names,
)
from briefing.model import dates
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import inline
from briefing.view.spans import plain

Data = dict[str, Any]

CONTEXT = "https://schema.org"


def schemaorg_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield a graph of the briefs."""
    graph = [_brief(view) for view in outgoing.views()]
    yield json_text({"@context": CONTEXT, "@graph": graph}, 1) + "\n"


def _brief(view: BriefView) -> Data:
    brief = view.brief
    parts = [part for each in records(view) if (part := _part(each))]
    return _filled(
        {
            "@type": "Report", "@id": urn(brief.id), "identifier": brief.id,
            "headline": brief.title, "abstract": plain(inline(brief.bottom_line or "")),
            "text": brief.summary, "inLanguage": brief.lang, "keywords": ", ".join(brief.tags),
            "dateModified": brief.updated, **_marks(view),
            "author": [{"@type": "Person", "name": name} for name in brief.authors],
            "isPartOf": {"@type": "CreativeWorkSeries", "identifier": brief.process}
            if brief.process else None,
            "position": brief.round, "about": _event(view), "hasPart": parts,
            "comment": {"@type": "Comment", "text": note} if (note := view.notes.get("")) else None,
        }
    )  # fmt: skip


def _marks(view: BriefView) -> Data:
    """Return the handling mark and the standing of a brief, which each of its records has too."""
    return {
        "conditionsOfAccess": tlp_label(view.brief.handling or ""),
        "creativeWorkStatus": view.standing or view.brief.status,
    }


def _event(view: BriefView) -> Data:
    brief, place = view.brief, view.brief.place
    return _filled(
        {
            "@type": "Event", "name": brief.title, **_span(brief.date),
            "location": _filled({
                "@type": "Place", "name": place.name, "address": place.country,
            }) if place else None,
            "attendee": [
                _filled({"@type": "Organization", "name": view.party(slug),
                         "identifier": slug})
                for slug in brief.parties
            ],
        }
    )  # fmt: skip


def _span(text: str) -> Data:
    if not dates.sort_key(text):
        return {}
    when = dates.parse(text)
    return {"startDate": when.first.isoformat(), "endDate": when.last.isoformat()}


def _part(each: OutgoingRecord) -> Data:
    """Return a record; empty for a kind that schema.org has no word for."""
    make = _PARTS.get(each.section)
    if make is None:
        return {}
    note = {"@type": "Comment", "text": each.note} if each.note else None
    head = {"@id": urn(each.view.brief.id, each.key), "identifier": each.ref}
    keys = ", ".join(each.suggested)
    doubt = f"suggested, not confirmed: {keys}" if keys else None
    return _filled({**head, **make(each), **_marks(each.view), "comment": note,
                    "disambiguatingDescription": doubt})  # fmt: skip


def _agreement(each: OutgoingRecord) -> Data:
    agreed, view = each.record, each.view
    return {
        "@type": "Claim", "additionalType": "agreement", "name": view.issue(agreed.issue),
        "text": each.said("text", _plain(agreed.text)),
        "author": [_party(view, slug, each) for slug in agreed.attested_by],
        "about": _issue(view, agreed.issue),
        "expires": agreed.due, "citation": _places(view, agreed.support),
    }  # fmt: skip


def _question(each: OutgoingRecord) -> Data:
    dispute = each.record
    name = each.view.issue(dispute.issue)
    return {"@type": "Question", "name": name, "text": each.said("question", dispute.question)}


def _position(each: OutgoingRecord) -> Data:
    position, view = each.record, each.view
    key, _, party = each.key.partition("/")
    said = ": ".join(filter(None, (each.said("stance", position.stance), position.text)))
    return {
        "@type": "Claim", "additionalType": "position", "text": _plain(said),
        "author": [_party(view, party, each)],
        "about": {"@id": urn(view.brief.id, key)}, "citation": _places(view, position.support),
    }  # fmt: skip


def _proposal(each: OutgoingRecord) -> Data:
    offer, view = each.record, each.view
    return {
        "@type": "Claim", "additionalType": "proposal", "name": view.issue(offer.issue),
        "text": each.said("text", _plain(offer.text)), "author": [_party(view, offer.by, each)],
        "audience": _party(view, offer.to, each) if offer.to else None,
        "about": _issue(view, offer.issue), "citation": _places(view, offer.support),
    }  # fmt: skip


def _quote(each: OutgoingRecord) -> Data:
    quote, view, check = each.record, each.view, each.view.checks.get(each.key)
    name, party = speaker_names(each)
    person = view.brief.people.get(quote.who or "")
    speaker: Data = {"@type": "Person" if person else "Organization", "name": name,
                     "identifier": quote.who}  # fmt: skip
    if person and person.party:
        speaker["affiliation"] = {
            "@type": "Organization", "name": party, "identifier": person.party,
        }  # fmt: skip
    place = check.place.paragraphs if check and check.place else None
    cited = str(place) if place else quote.from_
    return {
        "@type": "Quotation", "text": quote.text, "inLanguage": quote.lang,
        "creator": _filled(speaker) if quote.who else None,
        "isBasedOn": _places(view, [cited] if cited else []),
        "description": check.says if check else None, "dateCreated": quote.said_on,
    }  # fmt: skip


def _source(each: OutgoingRecord) -> Data:
    source = each.record
    return {
        "@type": "NewsArticle" if source.kind == "news" else "CreativeWork",
        "name": each.said("title", source.title or source.publisher or each.key),
        "url": source.url, "datePublished": source.published, "inLanguage": source.lang,
        "publisher": {"@type": "Organization", "name": source.publisher}
        if source.publisher else None,
        "genre": source.kind,
    }  # fmt: skip


def _issue(view: BriefView, slug: str) -> Data:
    return {"@type": "Thing", "identifier": slug, "name": view.issue(slug)}


def _places(view: BriefView, places: Any) -> list[Data]:
    found = []
    for text in places:
        place = Target.place(text)
        first, last = place.paragraphs or (0, 0)
        pages = f"¶{first}" + (f"-{last}" if last != first else "") if first else None
        found.append(
            _filled({
                "@type": "CreativeWork", "isPartOf": {"@id": urn(view.brief.id, place.source)},
                "pagination": pages,
            })
        )  # fmt: skip
    return found


def _party(view: BriefView, slug: str, each: OutgoingRecord) -> Data:
    doubt = {"attested_by", "by"} & set(each.suggested)
    name = view.party(slug) + (SUGGESTED if doubt else "")
    return {"@type": "Organization", "name": name, "identifier": slug}


def _plain(text: str) -> str:
    return plain(inline(text))


def _filled(data: Data) -> Data:
    """Return the fields that say something."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


_PARTS: Mapping[str, Callable[[OutgoingRecord], Data]] = {
    "agreements": _agreement, "disagreements": _question, "positions": _position,
    "proposals": _proposal, "quotes": _quote, "sources": _source,
}  # fmt: skip
