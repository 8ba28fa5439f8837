"""Text in HTML: the one function that escapes, and the names of places on a page."""

import re
from collections.abc import Callable, Collection

from briefing.text.clean import clean

_SIGNS = {
    ord(sign): entity
    for sign, entity in (
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"),
    )
}  # fmt: skip
_NOT_PLAIN = re.compile(r"[^a-z0-9-]")
_SAFE = re.compile(r"(?:https?|ftp|mailto|doi|urn):[^\s]", re.IGNORECASE)


def escape(text: str) -> str:
    """Return text for the contents of an element, or for an attribute between quotation marks."""
    return clean(text).translate(_SIGNS)


def anchor(*parts: str) -> str:
    """Return the name of a place on a page, `vienna-2014.q1`; no two places share one.

    The parts are the id of a brief and keys in it; what slugs do not have is written as its number.
    """
    return ".".join(_NOT_PLAIN.sub(lambda one: f"_{ord(one[0]):x}_", part) for part in parts)


def element(name: str, content: str, **attributes: str) -> str:
    """Return an element with HTML for its content; attributes that are empty are left out.

    `class_` is written `class`, `aria_label` `aria-label`.
    """
    named = "".join(
        f' {_attribute(key)}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{named}>{content}</{name}>"


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def address_link(url: str, content: str = "") -> str:
    """Return a link to an address elsewhere, or the address as text where it is not one."""
    shown = content or escape(url)
    if not _SAFE.match(url):
        return shown if not content else f"{content} ({escape(url)})"
    return element("a", shown, href=url, rel="noreferrer")


class PageLinks:
    """Where the records that a page names can be found."""

    def __init__(
        self, here: Collection[str], elsewhere: Callable[[str], str] = lambda _: ""
    ) -> None:
        """Know the briefs on this page, and the page of a brief that is on another one, if any."""
        self._here = frozenset(here)
        self._elsewhere = elsewhere

    def to(self, brief: str, *keys: str) -> str:
        """Return the address of a record; empty where its brief is on no page."""
        place = f"#{anchor(brief, *keys)}"
        if brief in self._here:
            return place
        page = self._elsewhere(brief)
        return f"{page}{place}" if page else ""

    def link(self, content: str, brief: str, *keys: str, **attributes: str) -> str:
        """Return HTML as a link to a record, or as it is where its brief is on no page."""
        href = self.to(brief, *keys)
        return element("a", content, href=href, **attributes) if href else content
