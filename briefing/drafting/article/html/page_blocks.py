"""The blocks of a page: its texts as a reader sees them, each with what it hangs on."""

import re
from itertools import groupby
from typing import NamedTuple

from briefing.drafting.article.html.elements import BLOCKS, Element
from briefing.drafting.article.paragraphs import tidy

_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN_TEXT = """
    script style template svg math iframe object embed video audio canvas map datalist head
    title textarea xmp noembed noframes param source track area base link meta input img
"""
_UNSEEN = frozenset(_UNSEEN_TEXT.split())
_LONGEST_CELL = 200
_QUOTED = re.compile(r"[“„«‹\"”][^“”„«»‹›\"]{1,400}?[\w.,!?…][”“»›\"]")
_THREE_WORDS = re.compile(r"\w+\W+\w+\W+\w")


class PageBlock(NamedTuple):
    """A text that stands by itself."""

    text: str
    """The text, cleaned; line ends where the page has them inside a paragraph."""
    linked: int
    """Characters of it that are links."""
    element: Element
    """The nearest element that begins a line."""

    @property
    def is_linked(self) -> bool:
        """Whether half of it or more is links."""
        return self.linked * 2 >= len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        name = self.element.name
        return len(name) == 2 and name[0] == "h" and name[1] in "123456"

    @property
    def quotes(self) -> bool:
        """Whether three words or more stand in quotation marks."""
        return any(_THREE_WORDS.search(match[0]) for match in _QUOTED.finditer(self.text))


class _Walk:
    """One walk over a page."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._parts: list[str] = []
        self._linked = 0

    def visit(self, element: Element, block: Element, *, linked: bool, kept: bool) -> None:
        """Read the children of `element`; `kept` are the line ends of preformatted text."""
        for child in element.children:
            if isinstance(child, str):
                text = child if kept else _SPACE.sub(" ", child)
                self._parts.append(text)
                self._linked += len(text.strip()) if linked else 0
            elif child.name == "br":
                self._parts.append("\n")
            elif child.name in ("td", "th"):
                self._cell(child, linked=linked)
            elif child.name == "q":
                self._parts.append("“")
                self.visit(child, block, linked=linked, kept=kept)
                self._parts.append("”")
            elif child.name in BLOCKS:
                self.flush(block)
                self.visit(child, child, linked=linked, kept=kept or child.name == "pre")
                self.flush(child)
            elif child.name not in _UNSEEN:
                self.visit(child, block, linked=linked or child.name == "a", kept=kept)

    def _cell(self, cell: Element, *, linked: bool) -> None:
        """Read a cell: part of its row's line, unless it holds blocks or is long."""
        before = self._parts
        self._parts = []
        known = len(self.blocks)
        self.visit(cell, cell, linked=linked, kept=False)
        length = sum(map(len, self._parts))
        if len(self.blocks) == known and length <= _LONGEST_CELL:
            self._parts = [*before, "\t", *self._parts] if before else self._parts
            return
        rest, self._parts = self._parts, before
        inner = self.blocks[known:]
        del self.blocks[known:]
        self.flush(cell.parent or cell)
        self.blocks += inner
        self._parts = rest
        self.flush(cell)

    def flush(self, block: Element) -> None:
        """End the block that is being read."""
        text = "".join(self._parts)
        linked, self._parts, self._linked = self._linked, [], 0
        if not text.strip():
            return
        lines = [_row(line) if "\t" in line else tidy(line) for line in text.split("\n")]
        parts = ["\n".join(group) for blank, group in groupby(lines, _is_empty) if not blank]
        share = linked / len(text)
        for part in parts:
            self.blocks.append(PageBlock(part, round(share * len(part)), block))


def _row(line: str) -> str:
    """Return the cells of a row with tabs between them."""
    return "\t".join(map(tidy, line.strip("\t").split("\t"))).strip("\t")


def _is_empty(line: str) -> bool:
    return not line


def page_blocks(root: Element) -> list[PageBlock]:
    """Return the blocks of a page in order."""
    walk = _Walk()
    walk.visit(root, root, linked=False, kept=False)
    walk.flush(root)
    return walk.blocks
