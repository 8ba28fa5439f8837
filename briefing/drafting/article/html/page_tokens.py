"""The text of a page -> its tags and texts, in linear time, whatever is never closed.

Source of the states: WHATWG, HTML, section 13.2.5, without those that do not change the text.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"[A-Za-z][^\s/>]{0,60}+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?"""
)
_TAG_REST = re.compile(r"[\s/]*+>?")
_RAW = frozenset(
    ["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"]
)  # elements whose content holds no tags
_ESCAPED = frozenset(("textarea", "title"))  # but in these there are character references
_MOST_ATTRIBUTES = 200
_LONGEST_VALUE = 4_000


class Tag(NamedTuple):
    """A start or end tag."""

    name: str
    """The name in lower case."""
    attributes: dict[str, str]
    """The attributes by name in lower case; the first of two equal ones counts."""
    closes: bool
    """Whether it is an end tag."""


class Comment(NamedTuple):
    """A comment."""

    text: str
    """What stands in it."""


Token = str | Tag | Comment


class Tokenizer:
    """Tags, comments and texts of one page, in order."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._last_close = page.rfind(">")
        self._last_comment = page.rfind("-->")

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens; the content of a script or style is one text."""
        page, at = self._page, 0
        while at < len(page):
            begin = page.find("<", at)
            if begin < 0 or begin > self._last_close:
                begin = len(page)
            if begin > at:
                yield unescape(page[at:begin])
            if begin == len(page):
                return
            token, at = self._markup(begin)
            if token is not None:
                yield token
            if isinstance(token, Tag) and token.name in _RAW and not token.closes:
                text, at = self._raw(token.name, at)
                yield unescape(text) if token.name in _ESCAPED else text

    def _markup(self, begin: int) -> tuple[Token | None, int]:
        """Return what begins with `<`, and its end."""
        page = self._page
        if page.startswith("<!--", begin):
            if begin > self._last_comment:
                return None, begin + 4  # never closed: rather show it than lose the rest
            end = page.index("-->", begin + 2)
            return Comment(page[begin + 4 : end]), end + 3
        closes = page.startswith("</", begin)
        name = _NAME.match(page, begin + 1 + closes)
        if name is not None:
            return self._tag(name, closes)
        if page[begin + 1 : begin + 2] in ("!", "?", "/"):
            return None, page.index(">", begin) + 1
        return "<", begin + 1

    def _tag(self, name: re.Match[str], closes: bool) -> tuple[Tag, int]:
        page, at = self._page, name.end()
        attributes: dict[str, str] = {}
        while match := _ATTRIBUTE.match(page, at):
            at = match.end()
            if len(attributes) < _MOST_ATTRIBUTES:
                value = (match[2] or "")[: _LONGEST_VALUE + 2]
                value = value.strip(value[0]) if value[:1] in ("'", '"') else value
                attributes.setdefault(match[1][:100].lower(), unescape(value))
        rest = _TAG_REST.match(page, at)
        return Tag(name[0].lower(), attributes, closes), rest.end() if rest else at

    def _raw(self, name: str, at: int) -> tuple[str, int]:
        """Return the content of an element without tags, and where its end tag begins."""
        closed = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._page, at)
        end = closed.start() if closed else len(self._page)
        return self._page[at:end], end
