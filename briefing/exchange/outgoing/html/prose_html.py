"""Markdown prose as HTML: the elements that CommonMark has, and no other."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from briefing.exchange.outgoing.html.html_text import address_link, element, escape
from briefing.model.references import Target, is_target
from briefing.text.markdown_parser import parse, parse_inline

if TYPE_CHECKING:
    from markdown_it.token import Token

Reference = Callable[[Target], str]
"""Returns the HTML of a reference to a record."""

_BLOCKS = {
    "bullet_list": "ul", "list_item": "li", "blockquote": "blockquote", "table": "table",
    "thead": "thead", "tbody": "tbody", "tr": "tr", "th": "th", "td": "td",
}  # fmt: skip
_INLINE = {"em": "em", "strong": "strong"}
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_DEEPEST = 6


def inline_html(text: str, reference: Reference) -> str:
    """Return prose without blocks."""
    return "".join(_Inline(reference).pieces(parse_inline(text)))


def prose_html(prose: str, level: int, reference: Reference) -> str:
    """Return prose with blocks; its highest headings are of `level`, 1 to 6."""
    document = parse(prose)
    levels = [int(token.tag[1:]) for token in document.tokens if token.type == "heading_open"]
    blocks = _Blocks(level - min(levels, default=1), reference, document.notes)
    parts = [*blocks.pieces(document.tokens)]
    for label, url in document.definitions:
        name = label.partition("]:")[0].lstrip("[")
        parts.append(element("p", f"{escape(name)}: {address_link(url)}"))
    if document.rest.strip():
        lines = filter(str.strip, document.rest.split("\n"))
        parts.append(element("p", "<br>".join(map(escape, lines))))
    return "\n".join(parts)


class _Inline:
    """The inline tokens of a text."""

    def __init__(self, reference: Reference, notes: Iterable[str] = ()) -> None:
        self._reference = reference
        self._notes = frozenset(notes)

    def pieces(self, tokens: "Iterable[Token]") -> Iterator[str]:
        """Yield the HTML of each token; a link when it ends."""
        links: list[tuple[str, list[str]]] = []
        for token in tokens:
            if token.type == "link_open":
                links.append((str(token.attrs.get("href", "")), []))
                continue
            if token.type == "link_close":
                url, content = links.pop()
                piece = address_link(url, "".join(content))
            else:
                piece = self._piece(token)
            if links:
                links[-1][1].append(piece)
            else:
                yield piece
        for url, content in links:
            yield f"{''.join(content)} ({escape(url)})"

    def _piece(self, token: "Token") -> str:
        kind, _, edge = token.type.rpartition("_")
        if kind in _INLINE:
            return f"<{_INLINE[kind]}>" if edge == "open" else f"</{_INLINE[kind]}>"
        if token.type == "hardbreak" or _BREAK.fullmatch(token.content):
            return "<br>"
        if token.type == "softbreak":
            return "\n"
        if token.type == "code_inline":
            return element("code", escape(token.content))
        if token.type == "footnote_ref":
            return self._note(token.meta["label"])
        if token.type == "html_inline" and token.content.startswith("<!--"):
            return ""
        return escape(token.content)

    def _note(self, label: str) -> str:
        if label in self._notes or not is_target(label):
            return element("sup", f"[{escape(label)}]")
        return self._reference(Target.parse(label))


class _Blocks:
    """The block tokens of a text."""

    def __init__(self, raise_by: int, reference: Reference, notes: Iterable[str]) -> None:
        self._raise_by = raise_by
        self._inline = _Inline(reference, notes)

    def pieces(self, tokens: "Iterable[Token]") -> Iterator[str]:
        """Yield the HTML of each token."""
        for token in tokens:
            yield self._piece(token)

    def _piece(self, token: "Token") -> str:
        kind, _, edge = token.type.rpartition("_")
        if token.type == "inline":
            return "".join(self._inline.pieces(token.children or []))
        if token.type in ("fence", "code_block"):
            return element("pre", element("code", escape(token.content)), tabindex="0")
        if token.type == "hr":
            return "<hr>"
        is_open = edge == "open"
        if kind in _BLOCKS:
            scope = ' scope="col"' if kind == "th" and is_open else ""
            return f"<{_BLOCKS[kind]}{scope}>" if is_open else f"</{_BLOCKS[kind]}>"
        if kind == "paragraph":
            return "" if token.hidden else '<p dir="auto">' if is_open else "</p>"
        if kind == "heading":
            name = f"h{min(int(token.tag[1:]) + self._raise_by, _DEEPEST)}"
            return f"<{name}>" if is_open else f"</{name}>"
        if kind == "ordered_list":
            start = f' start="{int(token.attrs["start"])}"' if "start" in token.attrs else ""
            return f"<ol{start}>" if is_open else "</ol>"
        if kind == "footnote_reference":
            label = escape(token.meta["label"]) if is_open else ""
            return f'<div class="note"><sup>[{label}]</sup> ' if is_open else "</div>"
        return ""
