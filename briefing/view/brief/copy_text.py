"""The text of copies: whole texts without screen line breaks, and quotes with their source."""

import re
from collections.abc import Iterable, Sequence

from briefing.catalogue.values import tlp_label
from briefing.model import dates
from briefing.model.citation_form import DEFAULT, filled, parsed
from briefing.model.references import Target
from briefing.model.suggested import SUGGESTED
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED
from briefing.view.brief.panes import pane_view
from briefing.view.document import document
from briefing.view.markdown import blocks, inline
from briefing.view.spans import Line, plain

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d,.]*\d")


def words_in(text: str) -> list[str]:
    """Return the words and figures of a text worth searching for, in order, each once."""
    return list(dict.fromkeys(_WORD.findall(text)))


def item_text(view: BriefView, pane: int, key: str) -> str:
    """Return the item `key` of a pane as text, one line for each of its parts, after `cautions`."""
    return items_text(view, pane, [key])


def items_text(view: BriefView, pane: int, keys: Iterable[str]) -> str:
    """Return items of a pane as text, with an empty line between two, after `cautions`.

    A record in parts is returned whole, and a part of it, such as a position, under its head.
    """
    rows = pane_view(view, pane, UNWRAPPED)
    names = [item.key for item in rows.items]
    records: dict[str, set[int]] = {}
    for key in keys:
        if (index := rows.item_of(key)) >= 0:
            record, part = _record_of(names, names[index])
            records.setdefault(record, set()).update(
                n for n, name in enumerate(names)
                if name in (record, part) or (not part and name.startswith(f"{record}/"))
            )  # fmt: skip
    texts = []
    for indices in records.values():
        items = (rows.items[index] for index in sorted(indices))
        lines = (line for item in items for line in rows.lines[item.first : item.last])
        texts.append("\n".join(" ".join(plain(line).split()) for line in lines))
    return "\n".join([*view.cautions, "\n\n".join(texts)]) if texts else ""


def _record_of(names: Sequence[str], name: str) -> tuple[str, str]:
    """Return the item that stands for a whole record, and the part of it that `name` is, if any."""
    record = name.partition("/")[0]
    return (record, name) if record != name and record in names else (name, "")


def citation(view: BriefView, key: str, form: str = "") -> str:
    """Return a quote, or a paragraph of a source, in a form of `citation_form`; by default

    `“words” (Rustem Umerov, Ukraine), in: title, publisher, 2 June 2025, address, ¶5, one#q1
    [verbatim]`. Empty for anything else.

    Whatever the form says, the restriction on sharing stands before it, `TLP:AMBER `, and the
    standing of a superseded brief or a draft after it: `(brief superseded by two)`.
    """
    brief, is_quote = view.brief, key in view.brief.quotes
    cited = _quotation(view, key) if is_quote else _paragraph(view, key)
    if not cited["words"]:
        return ""
    more = {"record": f"{brief.id}#{key}", "brief": brief.title}
    said = filled(parsed(form or DEFAULT), {**cited, **more})
    # The source of a paragraph is not what is superseded.
    standing = f"(brief {view.standing})" if view.standing and is_quote else ""
    return " ".join(filter(None, (view.sharing_label, said, standing)))


def _quotation(view: BriefView, key: str) -> dict[str, str]:
    quote, check = view.brief.quotes[key], view.checks.get(key)
    who, party = view.speaker(quote.who)
    who += f" {SUGGESTED}" * ("who" in quote.suggested)
    place = Target.place(quote.from_) if quote.from_ else Target()
    if check is not None and check.place is not None:
        first = check.place.paragraph
        place = Target(source=check.place.source, paragraphs=(first, first))
    verdict = check.says if check else ""
    return {"words": quote.text, "who": who, "party": party, "verdict": verdict,
            **_source(view, place)}  # fmt: skip


def _paragraph(view: BriefView, key: str) -> dict[str, str]:
    words = paragraph_text(view, key)
    return {"words": words, **_source(view, Target.parse(key, view.archives))}


def _source(view: BriefView, place: Target) -> dict[str, str]:
    """Return the fields of a place in a source."""
    source = view.brief.sources.get(place.source)
    title, publisher = (source.title, source.publisher) if source is not None else (None, None)
    date = source.published if source is not None else None
    shown = ""
    if place.paragraphs is not None:
        first, last = place.paragraphs
        shown = f"¶{first}" if last == first else f"¶{first}-{last}"
    return {
        "source": title or publisher or place.source,
        "publisher": (title and publisher) or "",
        "date": dates.readable(date or view.brief.date),
        "url": (source.url if source is not None else "") or "",
        "place": shown,
    }


def brief_text(view: BriefView, origin: str = "") -> str:
    """Return the whole brief as text, nothing wrapped; `origin` stands at the end."""
    shown = view._replace(lists_problems=False)
    lines = [plain(line).rstrip() for line in document(shown, UNWRAPPED)]
    return "\n".join([*lines, *(["", origin] if origin else [])]) + "\n"


def marked_id(view: BriefView) -> str:
    """Return the id of the brief with its status and handling: `one (final, TLP:AMBER)`."""
    status = view.standing or view.brief.status or ""
    marks = ", ".join(filter(None, [status, tlp_label(view.brief.handling or "")]))
    return view.brief.id + (f" ({marks})" if marks else "")


def named(view: BriefView, key: str) -> str:
    """Return what the item `key` is: `the quote of Rustem Umerov`, `agreement a1`."""
    brief, (name, _, part) = view.brief, key.partition("/")
    if name in brief.quotes:
        return f"the quote of {view.speaker(brief.quotes[name].who)[0]}"
    place = Target.parse(key, brief.sources)
    if place.paragraphs is not None:
        return f"paragraph {place.paragraphs[0]} of {place.source}"
    for kind in ("agreements", "disagreements", "proposals", "sources"):
        if name in getattr(brief, kind):
            return f"{kind.removesuffix('s')} {key}"
    kinds = {
        "bottom_line": "the bottom line", "summary": f"paragraph {part} of the summary",
        "next": "a next step", "unknown": "an open question", "timeline": "a date",
    }  # fmt: skip
    return kinds.get(name, "the text")


def addresses(view: BriefView, key: str = "") -> list[str]:
    """Return the addresses of the sources that the record `key` rests on, or of all sources."""
    brief = view.brief
    cited: list[str] = []
    quote = brief.quotes.get(key)
    record = brief.agreements.get(key) or brief.proposals.get(key)
    if quote is not None and quote.from_:
        cited = [quote.from_]
    elif record is not None:
        cited = list(record.support)
    elif source := Target.parse(key, brief.sources).source:
        cited = [source]
    slugs = [Target.place(place).source for place in cited] or list(brief.sources)
    urls = (brief.sources[slug].url for slug in slugs if slug in brief.sources)
    return list(dict.fromkeys(url for url in urls if url))


def paragraph_text(view: BriefView, key: str) -> str:
    """Return the words of a paragraph of an archived text, `article#p5`; empty without one."""
    place = Target.parse(key, view.archives)
    if place.paragraphs is None:
        return ""
    archive, number = view.archives[place.source], place.paragraphs[0]
    one = archive.paragraphs[number - 1 : number]
    return "".join(archive.text[paragraph.start : paragraph.end] for paragraph in one)


def words_of(view: BriefView, key: str) -> str:
    """Return the texts of the record `key`, the names in it, and the person's own note on it.

    In reading order, each on a line of its own, without Markdown notation and references.
    """
    note = view.notes.get(key)
    return "\n".join(text for text in [*_texts(view, key), note] if text)


def _texts(view: BriefView, key: str) -> Iterable[str | None]:
    brief = view.brief
    if record := brief.agreements.get(key):
        names = map(view.party, (*record.parties, *record.attested_by))
        return [view.issue(record.issue), _prose(record.text), record.amount, *names]
    if dispute := brief.disagreements.get(key):
        positions = (
            text
            for party, position in dispute.positions.items()
            for text in (view.party(party), _prose(position.text or ""))
        )
        return [view.issue(dispute.issue), _prose(dispute.question), *positions]
    if offer := brief.proposals.get(key):
        to = view.party(offer.to) if offer.to else None
        return [view.party(offer.by), to, _prose(offer.text), view.issue(offer.issue)]
    if quote := brief.quotes.get(key):
        return [
            *view.speaker(quote.who), quote.text, quote.original, quote.via,
            view.speaker(quote.to)[0] if quote.to else None, *map(view.issue, quote.issues),
            quote.translated_by, _prose(quote.note or ""),
        ]  # fmt: skip
    if source := brief.sources.get(key):
        return [source.title, source.publisher]
    if Target.parse(key, view.archives).source:
        return [paragraph_text(view, key)]
    return [_of_summary(view, key)]


def _of_summary(view: BriefView, key: str) -> str | None:
    """Return the text of an item of the first pane: a block of prose, one of a list, a problem."""
    brief = view.brief
    name, _, part = key.partition("/")
    number = int(part) if part.isdecimal() else 0
    if name == "summary":
        texts = [_words(block.spans) for block in blocks(brief.summary)]
        return texts[max(number, 1) - 1] if number <= len(texts) and texts else None
    items: dict[str, Iterable[str]] = {
        "bottom_line": [brief.bottom_line or ""],
        "next": (step.text for step in brief.next),
        "unknown": brief.unknown,
        "timeline": (event.text for event in brief.timeline),
        "problem": (problem.message for problem in view.problems),
        "problems": (problem.message for problem in view.problems if problem.severity == "error"),
    }
    texts = list(items.get(name, ()))
    return _prose(texts[max(number, 1) - 1]) if 0 <= number <= len(texts) and texts else None


def _prose(text: str) -> str:
    """Return Markdown prose without its notation, its references and its bare addresses."""
    return _words(inline(text))


def _words(spans: Line) -> str:
    return "".join(" " if span.is_bare else span.text for span in spans)
