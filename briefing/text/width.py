"""The width of text in terminal cells, and cutting to a width.

Cells are counted in clusters: a character with its marks, or pictures tied by joiners. The tables
are those of wcwidth, and of Python's `unicodedata` for spacing marks.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.text.categories import category

JOINER = "\u200d"
"""Zero width joiner: combines two pictures into one, or two letters."""

FILLER = "\ufdd0"
"""One more cell of the cluster before it, in text for Textual.

Textual counts no cell for spacing marks, most terminals one. `terminal.driver.fillers` adds them to
what Textual draws, `terminal.screen.ansi_parser` removes them from its output. A noncharacter, so
that cleaned text never has it.
"""

_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u0390-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2400-\u2426\u2500-\u25fc\ufffd]*"
)
VIRAMA = 9
"""The combining class of marks that remove the vowel of a consonant."""
_ONLY_KILLS = "\u0bcd\u0e3a\u0eba\u103a"  # Tamil, Thai, Lao and Burmese draw no conjunct with these


@lru_cache(maxsize=8192)
def cells_of(character: str) -> int:
    """Return how many terminal cells a character takes by itself, or adds to its cluster."""
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return 1  # half a flag: terminals give the pair two cells
    if category(character) == "Mc":
        return 2 if unicodedata.east_asian_width(character) == "W" else 1
    from wcwidth import wcwidth  # here: its tables cost as much as the rest of a short command

    return max(0, wcwidth(character))


def is_picture(character: str) -> bool:
    """Whether a joiner combines the character with the one before into one picture."""
    return category(character) in ("So", "Sm", "Sk")


def is_narrow(text: str) -> bool:
    """Whether every character of `text` certainly takes one cell."""
    return (text.isascii() and text.isprintable()) or _NARROW.fullmatch(text) is not None


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes; a picture that follows a joiner takes none.

    Spacing marks (Unicode category Mc) take a cell, other marks none, and every letter its own,
    also in a conjunct, as in glibc and so in tmux, mosh, xterm, VTE and GNU screen. Terminals that
    draw a cluster in fewer cells leave some at the end (see `disputed_runs`).
    """
    if text.isascii() and text.isprintable():
        return len(text)  # several times faster, and most text
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(_widths(text))


def _widths(text: str) -> Iterable[int]:
    """Return the cells that each character adds; none for a picture after a joiner."""
    if JOINER not in text:
        return map(cells_of, text)
    pairs = zip(f" {text}", text, strict=False)
    return (
        0 if before == JOINER and is_picture(each) else cells_of(each) for before, each in pairs
    )


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the clusters of `text`, each with its cells; each consonant of a conjunct is one."""
    start = size = 0
    for index, (character, width) in enumerate(zip(text, _widths(text), strict=True)):
        if index and width and not is_mark(character):
            yield text[start:index], size
            start, size = index, 0
        size += width
    if text:
        yield text[start:], size


def in_cells(text: str) -> list[str]:
    """Return the text of each cell: a wide cluster is followed by empty texts."""
    if _NARROW.fullmatch(text):
        return list(text)
    return [
        each for cluster, size in clusters(text) if size for each in (cluster, *[""] * (size - 1))
    ]


@lru_cache(maxsize=8192)
def is_mark(character: str) -> bool:
    """Whether the character is a part of the cluster before it."""
    return category(character)[0] == "M"


def whole_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the (start, end) of characters, extended to whole clusters."""
    while 0 < start < len(text) and _is_tied(text, start):
        start -= 1
    while 0 < end < len(text) and _is_tied(text, end):
        end += 1
    return start, end


def _is_tied(text: str, at: int) -> bool:
    return is_mark(text[at]) or not cells_of(text[at]) or text[at - 1] == JOINER


def cut(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return `text` in at most `width` cells, ending in `ellipsis` where something was cut."""
    if cells(text) <= width:
        return text
    room = width - cells(ellipsis)
    if room < 0:
        return ""
    return text[: cut_at(text, room)].rstrip() + ellipsis


def cut_at(text: str, width: int) -> int:
    """Return how many characters fit in `width` cells, in whole clusters, or better conjuncts."""
    if _NARROW.fullmatch(text):
        return min(len(text), max(0, width))
    used = 0
    for index, size in enumerate(_widths(text)):
        used += size
        if used > width:
            return _last_break(text, index)
    return len(text)


def _last_break(text: str, at: int) -> int:
    """Return the last break up to `at`; inside one long conjunct, the start of a cluster."""
    cluster = place = _start_of_cluster(text, at)
    while place and ties(text[:place].rstrip(JOINER)[-1:]):
        place = _start_of_cluster(text, place - 1)
    return place or cluster


def _start_of_cluster(text: str, at: int) -> int:
    while at and (is_mark(text[at]) or not cells_of(text[at])):
        at -= 1
    return at


def ties(mark: str) -> bool:
    """Whether a mark joins the consonants before and after it."""
    return unicodedata.combining(mark or " ") == VIRAMA and mark not in _ONLY_KILLS


def pad(text: str, width: int) -> str:
    """Return `text` cut or filled with spaces to exactly `width` cells."""
    if len(text) <= width and text.isascii() and text.isprintable():
        return text.ljust(width)
    size = cells(text)
    if size > width:
        text = cut(text, width)
        size = cells(text)
    return text + " " * (width - size)
