"""A brief as an article of HTML: its sections, and the archived texts with its quotes in them."""

from collections.abc import Iterator
from functools import partial

from briefing.exchange.outgoing.html.archive_html import archive_html
from briefing.exchange.outgoing.html.html_text import (
    PageLinks,
    address_link,
    anchor,
    element,
    escape,
)
from briefing.exchange.outgoing.html.prose_html import inline_html, prose_html
from briefing.exchange.outgoing.reading_entries import (
    CitedPlace,
    ReadingEntry,
    about,
    cautions,
    names,
    sections,
)
from briefing.exchange.outgoing.walk import SUGGESTED, records
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView

_NAME = 40  # characters of the title of a source beside a paragraph


def brief_html(view: BriefView, links: PageLinks, level: int) -> str:
    """Return a brief whose title is a heading of `level`, 1 or 2."""
    writer = _Writer(view, links, level + 1)
    return element(
        "article", "\n".join(writer.parts(level)), class_="brief", id=anchor(view.brief.id),
        lang=view.brief.lang or "",
    )  # fmt: skip


class _Writer:
    """Writes the parts of one brief."""

    def __init__(self, view: BriefView, links: PageLinks, level: int) -> None:
        self._view = view
        self._links = links
        self._level = level  # of the headings of sections
        self._id = view.brief.id
        self._keys = frozenset(each.key for each in records(view))

    def parts(self, level: int) -> Iterator[str]:
        """Yield the parts from the title to the archived texts."""
        view, brief = self._view, self._view.brief
        yield element(f"h{level}", escape(brief.title), dir="auto")
        for caution in cautions(view):
            yield element("p", escape(caution), class_="mark")
        yield element("p", escape(" · ".join(about(view))), class_="facts", lang="en")
        if brief.bottom_line:
            mark = escape(SUGGESTED) if "bottom_line" in brief.suggested else ""
            lead = element("strong", f"Bottom line{mark}.", lang="en")
            yield element("p", f"{lead} {self._inline(brief.bottom_line)}", dir="auto")
        if brief.summary.strip():
            mark = SUGGESTED if "summary" in brief.suggested else ""
            yield self._heading(f"Summary{mark}")
            yield prose_html(brief.summary, min(self._level + 1, 6), self._reference)
        for section in sections(view):
            yield self._heading(section.title)
            yield self._list(section.entries)
        for kind, listed in names(view):
            yield element("p", f"<strong>{kind}:</strong> {escape(listed)}", class_="facts")
        if note := view.notes.get(""):
            yield element("p", f"My note: {escape(note)}", class_="aside")
        yield from self._archives()

    def _heading(self, title: str) -> str:
        return element(f"h{self._level}", escape(title), lang="en")

    def _list(self, entries: tuple[ReadingEntry, ...]) -> str:
        items = (
            element("li", self._entry(entry), id=anchor(self._id, *entry.key.split("/")))
            for entry in entries
        )
        # Without list marks, some screen readers take it for no list unless it says so.
        return element("ul", "\n".join(items), class_="records", role="list")

    def _entry(self, entry: ReadingEntry) -> str:
        key = element("span", f"[{escape(entry.key)}]", class_="key") if entry.is_record else ""
        title = element("span", escape(entry.title), class_="title") if entry.title else ""
        head = " ".join(filter(None, (key, title)))
        parts = [element("p", head, dir="auto")] if head else []
        if entry.words:
            words = entry.words if entry.is_paraphrase else f"“{entry.words}”"
            said = element("p", escape(words), lang=entry.lang, dir="auto")
            parts.append(element("blockquote", said))
        parts += [element("p", self._inline(entry.prose), dir="auto")] if entry.prose else []
        facts = [*map(escape, entry.facts), *self._cited(entry)]
        parts += [element("p", " · ".join(facts), class_="facts")] if facts else []
        if entry.address:
            parts.append(element("p", address_link(entry.address), class_="address"))
        parts += [element("p", escape(aside), class_="aside") for aside in entry.asides]
        parts += [element("p", f"My note: {escape(entry.note)}", class_="aside")] * bool(entry.note)
        parts += [self._list(entry.parts)] if entry.parts else []
        return "\n".join(parts)

    def _cited(self, entry: ReadingEntry) -> Iterator[str]:
        """Yield links to the places and quotes that a record rests on."""
        for one in entry.cited:
            name = one.name if len(one.name) <= _NAME else f"{one.name[:_NAME].rstrip()}…"
            shown = escape(f"{one.label} of {name}" if one.label else name)
            yield self._links.link(shown, self._id, *self._place(entry, one))
        for quote in entry.quotes:
            yield self._reference(Target.parse(quote))

    def _place(self, entry: ReadingEntry, cited: CitedPlace) -> tuple[str, ...]:
        """Return where a place is on the page: the words themselves, a paragraph, or the source."""
        if entry.place:
            return entry.key, "place"
        archive = self._view.archives.get(cited.source)
        if archive is None or not 0 < cited.paragraph <= len(archive.paragraphs):
            return (cited.source,)
        return cited.source, f"p{cited.paragraph}"

    def _inline(self, text: str) -> str:
        return inline_html(text, self._reference)

    def _reference(self, target: Target) -> str:
        key, brief = target.record or target.source, target.brief or self._id
        named = key if brief == self._id else f"{brief}#{key}"
        shown = f"[{escape(named)}]"
        if brief == self._id and key not in self._keys:
            return shown  # it names nothing, as check says
        return self._links.link(shown, brief, *key.split("/"))

    def _archives(self) -> Iterator[str]:
        """Yield the archived texts, each with links back to the quotes from it."""
        texts = partial(archive_html, self._view, self._links)
        if self._view.archives:
            yield self._heading("Archived texts")
        for source, archive in self._view.archives.items():
            record = self._view.brief.sources[source]
            name = record.title or record.publisher or source
            title = element(f"h{min(self._level + 1, 6)}", escape(name), dir="auto")
            yield element("section", f"{title}\n{texts(source, archive)}", lang=record.lang or "")
