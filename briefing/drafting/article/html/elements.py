"""The tags and texts of a page -> a tree of elements of bounded depth."""

from collections import Counter
from collections.abc import Iterator

from briefing.drafting.article.html.page_tokens import Comment, Tag, Tokenizer
from briefing.errors import UnreadableError

DEEPEST = 200
"""Levels of the tree; what lies deeper hangs on the last one."""
MAX_ELEMENTS = 100_000
"""The most elements of a page; a long one has ten thousand."""
_BLOCKS_TEXT = """
    address article aside blockquote body button caption center dd details dialog dir div dl
    dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label
    legend li main menu nav ol option p pre section select summary table tbody tfoot thead
    tr ul
"""
BLOCKS = frozenset(_BLOCKS_TEXT.split())
"""Elements that begin a line of their own."""
_VOID_TEXT = """
    area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_TEXT.split())
_ENDS_PARAGRAPH = BLOCKS - {"button", "label", "option", "select", "caption", "legend"}
_SCOPES = frozenset(("table", "td", "th", "button", "object", "body", "html"))
_TABLE = frozenset(["table", "tbody", "thead", "tfoot", "tr", "td", "th"])
# What a start tag closes, and what it does not look beyond.
_CLOSES = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "a": (frozenset(("a",)), _SCOPES),
    "option": (frozenset(("option",)), frozenset(("select", "datalist"))),
}


class Element:
    """An element, its attributes, and its children: elements and texts in order."""

    __slots__ = ("attributes", "children", "name", "parent")

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def __iter__(self) -> Iterator["Element"]:
        """Yield the elements within, in the order of their start tags, and this one first."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [one for one in reversed(element.children) if isinstance(one, Element)]

    def text(self) -> str:
        """Return the text within, as it stands."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                parts.append(one)
            else:
                waiting += reversed(one.children)
        return "".join(parts)


_BREAK = Element("br", {}, None)


class _Builder:
    def __init__(self) -> None:
        self.root = Element("", {}, None)
        self._open = [self.root]
        self._too_deep = 0
        self._count = 0
        self._names: Counter[str] = Counter()  # of what is open

    def add_text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def start(self, tag: Tag) -> None:
        if tag.name in ("html", "body") and len(self._open) > 1:
            known = next((one for one in self._open if one.name == tag.name), None)
            if known is not None:  # written twice: its attributes count, its place does not
                known.attributes = {**tag.attributes, **known.attributes}
                return
        if tag.name in _ENDS_PARAGRAPH:
            self._close(frozenset(("p",)), _SCOPES)
        if tag.name in _CLOSES:
            self._close(*_CLOSES[tag.name])
        if len(self._open) > DEEPEST:
            self._too_deep += tag.name not in _VOID
            children = self._open[-1].children
            if tag.name in BLOCKS and children[-1:] != [_BREAK]:
                children += [_BREAK, _BREAK]
            return
        self._count += 1
        if self._count > MAX_ELEMENTS:
            message = f"has more than {MAX_ELEMENTS:,} elements; save the part that the brief cites"
            raise UnreadableError(message, "html")
        element = Element(tag.name, tag.attributes, self._open[-1])
        self._open[-1].children.append(element)
        if tag.name not in _VOID:
            self._open.append(element)
            self._names[tag.name] += 1

    def end(self, name: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif name not in ("html", "body"):  # what follows belongs to the page all the same
            self._close(frozenset((name,)), frozenset() if name in _TABLE else _SCOPES - {name})

    def _close(self, names: frozenset[str], scopes: frozenset[str]) -> None:
        if not any(self._names[name] for name in names):
            return
        for at in range(len(self._open) - 1, 0, -1):
            name = self._open[at].name
            if name in names:
                self._names.subtract(one.name for one in self._open[at:])
                del self._open[at:]
                return
            if name in scopes:
                return


def parse_page(page: str) -> tuple[Element, list[str]]:
    """Return the root of a page and the texts of its first comments.

    Raises:
        UnreadableError: it has too many elements.
    """
    builder, comments = _Builder(), list[str]()
    for token in Tokenizer(page).tokens():
        if isinstance(token, str):
            builder.add_text(token)
        elif isinstance(token, Comment):
            if len(comments) < 20:
                comments.append(token.text[:2_000])
        elif token.closes:
            builder.end(token.name)
        else:
            builder.start(token)
    return builder.root, comments
