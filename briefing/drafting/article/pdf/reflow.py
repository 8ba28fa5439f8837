"""The lines of pages -> paragraphs: hyphens at line ends joined, running heads left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from briefing.drafting.article.paragraphs import tidy

_MARGIN = 0.12
"""The share of a page at its top and foot where running heads stand."""
_OFTEN = 3
"""Pages on which a line must stand to be a running head."""
_INDENT = 0.6
"""Of a line's height, how far the first line of a paragraph is moved in."""
_LARGER = 1.15
"""How much larger than the text a title is."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|стр\.?|с\.)?\s*\d{1,4}(?:\s*(?:/|of|von|sur|из|de)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_BULLETS = frozenset("•‣◦▪–—*·")
_FIGURES = re.compile(r"\d+")
_ENDS = tuple(".!?…:;”“\"»'’)]")


class Line(NamedTuple):
    """One line of a page."""

    text: str
    """The text as the page has it."""
    left: float
    """Where it begins, as a share of the page's width."""
    bottom: float
    """Where it stands, as a share of the page's height from its foot."""
    height: float
    """Its height in points."""

    @property
    def key(self) -> str:
        """The text without figures and spaces, by which running heads are compared."""
        return _FIGURES.sub("#", "".join(self.text.split()))

    @property
    def in_margin(self) -> bool:
        """Whether it stands at the top or foot of the page."""
        return self.bottom < _MARGIN or self.bottom > 1 - _MARGIN


Box = Sequence[Line]


def reflow(pages: Sequence[Sequence[Box]], *, whole: bool) -> tuple[list[str], list[str]]:
    """Return the paragraphs of some pages, and the lines left out as running heads."""
    heads = set() if whole else _running_heads(pages)
    largest = usual_height(pages) * _LARGER
    kept: list[str] = []
    left_out: list[str] = []
    words = Counter(
        word.lower()
        for page in pages
        for box in page
        for line in box
        for word in _WORD.findall(line.text)
    )
    for page in pages:
        for box in page:
            lines = [line for line in box if line.text.strip()]
            edge = [] if whole else [line for line in lines if _is_head(line, heads, largest)]
            left_out += [tidy(line.text.strip()) for line in edge]
            for block in _blocks([line for line in lines if line not in edge]):
                text = _joined([line.text for line in block], words)
                if kept and _goes_on(kept[-1], text):
                    kept[-1] = _joined([kept[-1], text], words)
                elif text:
                    kept.append(text)
    return kept, left_out


def _running_heads(pages: Sequence[Sequence[Box]]) -> set[str]:
    counts = Counter(
        key
        for page in pages
        for key in {line.key for box in page for line in box if line.in_margin}
    )
    return {key for key, count in counts.items() if count >= _OFTEN}


def _is_head(line: Line, heads: set[str], largest: float) -> bool:
    """Whether a line is a running head or the number of a page; a title in its place is not."""
    if not line.in_margin or line.height > largest:
        return False
    return line.key in heads or _NUMBER.fullmatch(line.text.strip()) is not None


def usual_height(pages: Sequence[Sequence[Box]]) -> float:
    """Return the height of most of the text of the first pages, in points; 0 without text."""
    lines = [line for page in pages[:3] for box in page for line in box if line.text.strip()]
    return median([line.height for line in lines for _ in range(min(len(line.text), 200))] or [0.0])


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the paragraphs of a box: a line that is moved in after a full stop begins one."""
    if not lines:
        return
    margin = median(line.left for line in lines)
    block = [lines[0]]
    for before, line in pairwise(lines):
        # The width of a page is about 600 points.
        moved_in = (line.left - margin) * 600 > _INDENT * line.height
        if moved_in and before.text.rstrip().endswith(_ENDS):
            yield block
            block = []
        block.append(line)
    yield block


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """Return lines as one, without the hyphens that part words at their ends."""
    parts: list[str] = []
    for line in filter(None, map(tidy, (line.strip("\r\n \t") for line in lines))):
        last = _LAST_PART.search(parts[-1]) if parts else None
        first = _FIRST_PART.match(line) if last else None
        if last is None or first is None:
            parts.append(line)
            continue
        if _keeps_hyphen(last[1], first[0], words, soft=last[0].endswith("\u00ad")):
            parts[-1] += line
        else:
            parts[-1] = parts[-1][:-1] + line
    return " ".join(parts)


def _keeps_hyphen(before: str, after: str, words: Counter[str], *, soft: bool) -> bool:
    """Whether the hyphen between two parts of a word belongs to it, by the rest of the text."""
    if soft:
        return False
    if not after[0].islower() or before.isupper():
        return True  # a double name, an abbreviation
    return words[f"{before}-{after}".lower()] > words[f"{before}{after}".lower()]


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on in the next box: after a column or page, or a bullet alone."""
    if before in _BULLETS:
        return bool(after)
    return bool(after) and after[0].islower() and not before.endswith(_ENDS)


def title_by_size(pages: Sequence[Sequence[Box]]) -> str:
    """Return the largest lines in the upper part of the first page, if larger than the text."""
    first = pages[0] if pages else ()
    boxes = [[line for line in box if line.text.strip() and line.bottom > 0.4] for box in first]
    best = max(filter(None, boxes), key=lambda box: max(one.height for one in box), default=[])
    largest = max((one.height for one in best), default=0)
    if not best or largest < usual_height(pages) * _LARGER:
        return ""
    return _joined([one.text for one in best if one.height > largest * 0.9], Counter())
