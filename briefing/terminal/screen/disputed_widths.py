"""Clusters that every terminal draws equally wide, and how wide the others may be.

The reader places text by one table of widths (`width.cells`). Terminals have others: tmux 3.3 takes
a skin tone as two more cells, a keycap and a heart with U+FE0F as one cell less; kitty and Ghostty
take a letter and its spacing mark as one cell, GNU screen gives marks that came after Unicode 5.0
one. Terminals cannot be asked, so the column behind a cluster in dispute counts as unknown.
"""

import re
import unicodedata
from functools import cache, lru_cache

from briefing.text.categories import category
from briefing.text.width import VIRAMA, cells

_SINGLE = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u0482"
    "\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070-\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u218b"
    "\u2190-\u2199\u21b5\u2200-\u22ff\u2500-\u259f"
)
_MARK = "\u0300-\u034e\u0350-\u036f"

_DOUBLE = "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"

_single = re.compile(f"[{_SINGLE}]*")


# Compiled when a text needs them: they take longer than the first screen may.
@cache
def _agreed() -> re.Pattern[str]:
    return re.compile(f"[{_SINGLE}{_DOUBLE}]*")


@cache
def _agreed_cluster() -> re.Pattern[str]:
    return re.compile(f"(?:[{_SINGLE}{_DOUBLE}][{_MARK}]*)?")


def agreed(text: str) -> bool:
    """Whether every terminal draws each character of `text` alone and equally wide."""
    return single(text) or _agreed().fullmatch(text) is not None


def single(text: str) -> bool:
    """Whether every character of `text` is one cell wide in every terminal."""
    return _single.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_picture(cluster: str) -> bool:
    """Whether terminals dispute a cluster that is no writing: an emoji, a sign, a flag."""
    return not _is_writing(cluster) and not _agreed_cluster().fullmatch(cluster)


@lru_cache(maxsize=4096)
def is_disputed_writing(cluster: str) -> bool:
    """Whether terminals may dispute a cluster of a script: letters, marks, digits, punctuation."""
    return _is_writing(cluster) and not _agreed_cluster().fullmatch(cluster)


def _is_writing(cluster: str) -> bool:
    return bool(cluster) and category(cluster[0])[0] in "LMNP"


def most_cells_of_picture(picture: str) -> int:
    """Return the most cells of a picture: old terminals draw each character by itself, in two."""
    return 2 * len(picture)


@lru_cache(maxsize=4096)
def most_cells(cluster: str) -> int:
    """Return the most cells in which a terminal draws a cluster of writing.

    A terminal with old tables (those of Unicode 5.0 are common) gives newer marks cells of their
    own; marks that Unicode 3.2 had are none to any.
    """
    drawn = (c for c in cluster if unicodedata.ucd_3_2_0.category(c) not in ("Mn", "Me"))
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in drawn)


@lru_cache(maxsize=4096)
def may_shrink(cluster: str) -> bool:
    """Whether a terminal may draw a cluster of writing in fewer cells than are counted."""
    return cells(cluster) > 1 or any(unicodedata.combining(each) == VIRAMA for each in cluster)
