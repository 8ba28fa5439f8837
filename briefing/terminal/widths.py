"""Which clusters every terminal draws equally wide, and how far the others may reach.

Textual places text by its own table of widths. Terminals have others: tmux 3.3 takes a skin tone as
two more cells, a keycap and a heart with U+FE0F as one cell less, Devanagari as one more. Nobody
can ask, so the painter positions the cursor after each cluster in dispute.
"""

import re
from functools import cache, lru_cache

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
def overshoot(cluster: str) -> int:
    """Return how many cells beyond its own a terminal may draw `cluster`; -1 when none disputes it.

    A terminal that knows nothing of sequences draws each character by itself, two cells at most.
    """
    if _agreed_cluster().fullmatch(cluster):
        return -1
    return 2 * len(cluster) - 1
