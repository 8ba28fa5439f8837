"""An archived text as paragraphs of HTML, with the quotes from it marked and linked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.evidence import Archive
from briefing.exchange.outgoing.html.html_text import PageLinks, anchor, element, escape
from briefing.view.brief.brief_view import BriefView


class _Edge(NamedTuple):
    """Where words of a quote begin or end."""

    at: int
    """The character of the text, from 0."""
    is_start: bool
    key: str
    is_first: bool
    """Whether the quote begins here, or ends for good."""


def archive_html(view: BriefView, links: PageLinks, source: str, archive: Archive) -> str:
    """Return an archived text, paragraph by paragraph."""
    edges = sorted(_edges(view, source), key=lambda edge: (edge.at, edge.is_start))
    writer = _ArchiveWriter(view.brief.id, links, archive.text, edges)
    parts = []
    for number, span in enumerate(archive.paragraphs, 1):
        lead = element("span", f"¶{number}", class_="number")
        text = writer.upto(span.start, span.end)
        place = anchor(view.brief.id, source, f"p{number}")
        parts.append(element("p", f"{lead} {text}", id=place, dir="auto"))
    return "\n".join(parts)


def _edges(view: BriefView, source: str) -> Iterator[_Edge]:
    for key, check in view.checks.items():
        if check.place is not None and check.place.source == source:
            parts = check.place.parts
            for number, part in enumerate(parts):
                yield _Edge(part.start, True, key, number == 0)
                yield _Edge(part.end, False, key, number + 1 == len(parts))


class _ArchiveWriter:
    """Writes a text from its beginning to its end, with marks where quotes are."""

    def __init__(self, brief: str, links: PageLinks, text: str, edges: Sequence[_Edge]) -> None:
        self._brief = brief
        self._links = links
        self._text = text
        self._edges = edges
        self._next = 0
        self._open = 0  # quotes that stand at the present character

    def upto(self, start: int, end: int) -> str:
        """Return the HTML of the text between two characters, both in one paragraph."""
        parts, at = [], start
        while self._next < len(self._edges) and self._edges[self._next].at <= end:
            edge = self._edges[self._next]
            if edge.at == end and edge.is_start:
                break  # it begins in the next paragraph
            self._next += 1
            parts.append(self._marked(at, max(at, edge.at)))
            at = max(at, edge.at)
            parts.append(self._cross(edge))
        parts.append(self._marked(at, end))
        return "".join(parts)

    def _marked(self, start: int, end: int) -> str:
        text = escape(self._text[start:end])
        return element("mark", text) if text and self._open else text

    def _cross(self, edge: _Edge) -> str:
        """Return the HTML at the edge of a quote: an anchor, or a link back to it."""
        self._open += 1 if edge.is_start else -1
        if not edge.is_first:
            return ""
        if edge.is_start:
            return element("span", "", id=anchor(self._brief, edge.key, "place"))
        shown = element("span", f"[{escape(edge.key)}]", class_="key")
        return " " + self._links.link(shown, self._brief, edge.key)
