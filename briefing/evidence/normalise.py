"""Folding of typography, so that equal texts compare equal, with a map back to the original.

Folded away, here and nowhere else:

- composition: the text is brought to Unicode's form NFC;
- quotation marks and apostrophes of every kind, one or several together, become `'`;
- dashes, hyphens and the minus sign, one or several together, become `-`;
- dots in a row (three or more) and `…` become one `…`;
- every run of white space, line breaks included, becomes one space, and none at all beside a
  quotation mark, a dash, an ellipsis, before closing punctuation, a per cent or degree sign, or
  between digits and their currency or section sign (`40 %`, `§ 5`, `50 €`), nor between two
  characters of a script that writes no spaces;
- soft hyphens and other invisible characters go;
- ligatures (`ﬁ`) become their letters;
- a hyphen between two letters goes, and is noted as `hard`, or as `soft` where a line breaks
  after it: a reader of the form must compare those notes (see `same_hyphens`), else `resign`
  would equal `re-sign`.

Case is never folded, and no mark appears or vanishes: `a "b" c` and `a b c` differ.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.evidence.rewrite import Replacement, Rewrite, rewritten

QUOTES = "'\"`´‘’‚‛“”„‟‹›«»′″‴ʹʺʻʼʽˈ＂＇〝〞〟❛❜❝❞"
"""Characters that serve as quotation marks or apostrophes."""
HYPHENS = "-‐‑"
"""Characters that join two halves of one word."""
DASHES = HYPHENS + "‒–—―−⸺⸻﹘﹣－"
"""Characters that serve as hyphen, dash or minus."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Invisible characters that separate nothing."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, in which any place can be a boundary."""
CLOSERS = ".,;:!?"
"""Closing punctuation."""
WIDE_CLOSERS = "。，、；：！？．｡､،؛؟۔।॥"
"""Closing punctuation of other scripts; anything else next to it is unchanged."""
UNITS = "%‰°"
"""Signs that belong to the number before them."""
CURRENCIES = "$€£¥₽₴₪₹₺₩"
"""Signs that belong to the number on either side."""
_BEFORE_NUMBER = CURRENCIES + "§№"
_LOOSE_BEFORE = frozenset(CLOSERS + UNITS)
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LIGATURES = {"Ĳ": "IJ", "ĳ": "ij"} | {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
}
_MARK_RUN = 30  # the longest run of marks taken together: Unicode's stream-safe limit (UAX 15)

_UNSEEN = re.compile("[\u00ad\u200b][\u00ad\u200b]*(?: *\n *)?")
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
# Letters and signs that are their own folded form: most of any text, passed over at once.
_NOT_PLAIN = re.compile(
    "[^\n !#-_a-~À-ıĴ-ɏ\u0400-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a"
    "\u4e00-\u9fff\uac00-\ud7a3]"
)
# Each begins with one literal or one class, which is what lets the search skip quickly.
_DOTS = re.compile(r"\.[ \n]*[.…][ \n.…]*")
_ELLIPSES = re.compile(r"…[ \n]*[.…][ \n.…]*")
_SPACES = re.compile(r"  +")
_APART = re.compile(rf"[{UNSPACED}{WIDE_CLOSERS}][ \n]+(?=[{UNSPACED}{WIDE_CLOSERS}])")
_LOOSE = re.compile(rf" (?=[{CLOSERS}{UNITS}])")
_BREAK = re.compile(
    rf"\n(?<=[^ \n'\-…{_BEFORE_NUMBER}]\n)(?=[^ \n'\-…{CLOSERS}{UNITS}{CURRENCIES}])"
)
_GLUE = re.compile(r"['\n\-…](?!(?<=\w')\w)[ \n'\-…]*")  # not an apostrophe inside a word
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with a map back to the original characters."""

    text: str
    """The folded form."""
    hard: list[int]
    """Places in the folded form where a hyphen between two letters was removed."""
    soft: list[int]
    """Places where such a hyphen before a line break was removed."""
    rewrites: tuple[Rewrite, ...]
    """The rewrites that produced the form, in order."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original for `start` to `end` (at least one character)."""
        for rewrite in reversed(self.rewrites):
            start, end = rewrite.start_before(start), rewrite.end_before(end)
        return start, end

    def position(self, original: int) -> int:
        """Return the position in the folded form at or just before one in the original."""
        for rewrite in self.rewrites:
            original = rewrite.after(original)
        return min(original, len(self.text))


def fold(text: str) -> Folded:
    """Return the folded form of `text` with its offsets; linear in the length of the text."""
    text, rare = _simplify(text)
    text, rewrites = _expand(text, rare)
    text, more = _tidy(text)
    last = _unglue(text)
    return replace(last, rewrites=(*rewrites, *more, *last.rewrites))


def same_hyphens(quote: Folded, archive: Folded, start: int, offset: int, length: int) -> bool:
    """Whether two equal stretches of folded text had the same hyphens within words.

    The stretches have `length` characters and begin at `offset` of the quotation and at `start`
    of the archived text. A hyphen at the end of a line may be there or not on the other side.
    """
    ours, maybe_ours = _notes(quote, offset, length)
    theirs, maybe_theirs = _notes(archive, start, length)
    if not (ours or theirs):
        return True
    return ours <= theirs | maybe_theirs and theirs <= ours | maybe_ours


def _notes(folded: Folded, start: int, length: int) -> tuple[set[int], set[int]]:
    return _within(folded.hard, start, length), _within(folded.soft, start, length)


def _within(positions: list[int], start: int, length: int) -> set[int]:
    low, high = bisect_right(positions, start), bisect_left(positions, start + length)
    return {position - start for position in positions[low:high]}


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return the plain form of one character, regardless of context; "" if it is rare."""
    for group, plain in (
        (QUOTES, "'"),
        (DASHES, "-"),
        (_BREAKS, "\n"),
        (INVISIBLE[1:] + _BIDI, "\u200b"),
    ):
        if character in group:
            return plain
    if character.isspace():
        return " "
    if character == "\u00ad" or character in _LIGATURES or _joins(character):
        return ""
    composed = unicodedata.normalize("NFC", character)
    if composed == character:
        return character
    return _plain(composed) if len(composed) == 1 else ""


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    if "\u1160" <= character <= "\u11ff":  # vowels and final consonants of Korean
        return True
    return unicodedata.category(character)[0] == "M"


def _simplify(text: str) -> tuple[str, str]:
    rare = []
    for character in set(_NOT_PLAIN.findall(text)):
        plain = _plain(character)
        if not plain:
            rare.append(character)
        elif plain != character:
            text = text.replace(character, plain)
    if "\u200b" in text:
        rare.append("\u200b")
    return text, "".join(sorted(rare))


def _expand(text: str, rare: str) -> tuple[str, list[Rewrite]]:
    """Drop invisible characters, split ligatures and compose; only where `rare` matches."""
    rewrites = []
    if "\u00ad" in rare or "\u200b" in rare:
        text, rewrite = rewritten(text, _matches(text, _UNSEEN, _unseen))
        rewrites.append(rewrite)
    if any(character in _LIGATURES for character in rare):
        text, rewrite = rewritten(text, _matches(text, _LIGATURE, _LIGATURES.__getitem__))
        rewrites.append(rewrite)
    joining = "".join(filter(_joins, rare))
    splitting = "".join(set(rare) - set(joining) - set(_LIGATURES) - {"\u00ad", "\u200b"})
    if joining or splitting:
        text, rewrite = rewritten(text, _composed(text, joining, splitting))
        rewrites.append(rewrite)
    return text, rewrites


def _tidy(text: str) -> tuple[str, list[Rewrite]]:
    """Fold runs of dots, runs of spaces, and spaces that do not separate words."""
    rewrites = []
    for pattern, new in (
        (_DOTS, _ellipsis),
        (_ELLIPSES, _ellipsis),
        (_SPACES, lambda _run: " "),
        (_LOOSE, lambda _run: ""),
    ):
        if pattern.search(text):
            text, rewrite = rewritten(text, _matches(text, pattern, new))
            rewrites.append(rewrite)
    if not text.isascii() and _APART.search(text):
        runs = ((found.start() + 1, found.end(), "") for found in _APART.finditer(text))
        text, rewrite = rewritten(text, runs)
        rewrites.append(rewrite)
    signs = "".join(filter(text.__contains__, "$" if text.isascii() else _BEFORE_NUMBER))
    if signs:
        text, rewrite = rewritten(text, _beside_signs(text, signs))
        rewrites.append(rewrite)
    return text, rewrites


def _beside_signs(text: str, signs: str) -> Iterator[Replacement]:
    """Yield the spaces between numbers and their signs, found by the signs, which are few."""
    for found in re.finditer(f"[{signs}]", text):
        start, stop = found.span()
        for at in (start - 1, stop):
            if text[at : at + 1] == " " and _is_loose(text[at - 1 : at], text[at + 1 : at + 2]):
                yield at, at + 1, ""


def _is_loose(before: str, after: str) -> bool:
    if after in _LOOSE_BEFORE:
        return True
    if before.isdigit():
        return after != "" and after in CURRENCIES
    return after.isdigit() and before != "" and before in _BEFORE_NUMBER


def _unseen(run: str) -> str:
    # A soft hyphen at the end of a line joins the two halves of its word.
    return "\n" if "\n" in run and "\u00ad" not in run else ""


def _ellipsis(run: str) -> str:
    return "…" if "…" in run or run.count(".") > 2 else run


def _composed(text: str, joining: str, splitting: str) -> Iterator[Replacement]:
    """Yield what composition changes: characters that split, and marks with their bases."""
    alone, marks = f"[{re.escape(splitting)}]", f"[{re.escape(joining)}]"
    together = f"{marks}{marks}*"
    if splitting:
        together = f"{alone}{marks}*|{together}" if joining else alone
    done = 0
    for found in re.finditer(together, text):
        start, stop = found.span()
        start = max(done, start - 1)
        # Putting a run of marks in order costs the square of its length: a longer is no word.
        if stop - start <= _MARK_RUN:
            yield start, stop, unicodedata.normalize("NFC", text[start:stop])
        done = stop


def _matches(
    text: str, pattern: re.Pattern[str], new: Callable[[str], str]
) -> Iterator[Replacement]:
    for found in pattern.finditer(text):
        yield *found.span(), new(found[0])


def _unglue(text: str) -> Folded:
    """Fold line breaks, quotation marks, dashes and ellipses with the spaces beside them."""
    hard: list[int] = []
    soft: list[int] = []
    text = _BREAK.sub(" ", text)
    result, rewrite = rewritten(text, _unglued(text, hard, soft))
    return Folded(result, [*map(rewrite.after, hard)], [*map(rewrite.after, soft)], (rewrite,))


def _unglued(text: str, hard: list[int], soft: list[int]) -> Iterator[Replacement]:
    """Yield the rewrite of each run of marks; record removed hyphens in `hard` and `soft`."""
    done = 0
    for found in _GLUE.finditer(text):
        start, stop = found.span()
        if start > done and text[start - 1] == " ":
            start -= 1
        kept, after = _kept(found[0]), text[stop : stop + 1]
        if not kept:
            kept = "" if _is_loose(text[start - 1 : start], after) else " "
        elif kept == "-" and start and text[start - 1].isalpha() and _begins_half(after):
            (soft if "\n" in found[0] else hard).append(start)
            kept = ""
        yield start, stop, kept
        done = stop


def _begins_half(character: str) -> bool:
    return character.isalpha() and not _joins(character)


@lru_cache(maxsize=1024)
def _kept(run: str) -> str:
    return _REPEATED.sub(r"\1", run.replace(" ", "").replace("\n", ""))
