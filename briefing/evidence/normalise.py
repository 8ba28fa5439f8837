"""Folding of typography, so that equal texts compare equal, with a map back to the original.

Folded, here and nowhere else:

- composition: the text is brought to Unicode's form NFC;
- characters become their plain form (`text.equivalents`): quotation marks and apostrophes of every
  kind `'`, dashes, hyphens and the minus sign `-`, ligatures and other letters drawn otherwise
  their letters, invisible characters nothing; several marks of one kind together become one;
- a fraction stays apart from the figure before it: `5½` is `5 1/2`;
- dots in a row (three or more) and `…` become one `…`;
- every run of white space, line breaks included, becomes one space, and none at all beside a
  quotation mark, a dash, an ellipsis, before closing punctuation, a per cent or degree sign, or
  between digits and their currency or section sign (`40 %`, `§ 5`, `50 €`), nor between two
  characters of a script that writes no spaces;
- a hyphen between two letters is removed, and noted as `hard`, or as `soft` before a line break:
  these notes must be compared too (see `same_hyphens`), else `resign` would equal `re-sign`.

Case is never folded, and no mark is added or removed: `a "b" c` and `a b c` differ.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.text.equivalents import BREAKS, UNSPACED, plain

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
_EDGES = frozenset(" '-…" + CLOSERS)
_MARK_RUN = 30  # the longest run of marks taken together: Unicode's stream-safe limit (UAX 15)

_UNSEEN = re.compile("[\u00ad\u200b][\u00ad\u200b]*(?: *\n *)?")
# Characters that are their own folded form: most of any text.
_NOT_PLAIN = re.compile(
    "[^\n !#-_a-~À-ıĴ-ľŁ-ňŊ-žƀ-ǃǍ-ǰǴ-ɏ\u0400-\u0482\u048a-\u052f\u05d0-\u05ea"
    "\u0620-\u063f\u0641-\u064a"
    "\u4e00-\u9fff\uac00-\ud7a3]"
)
# Each begins with one literal or one class, which makes the search fast.
_DOTS = re.compile(r"\.[ \n]*[.…][ \n.…]*")
_ELLIPSES = re.compile(r"…[ \n]*[.…][ \n.…]*")
_SPACES = re.compile(r"  +")
_HAS_UNSPACED = re.compile(f"[{UNSPACED}{WIDE_CLOSERS}]")
_APART = re.compile(
    rf"(?:[{UNSPACED}{WIDE_CLOSERS}]|[{CLOSERS}](?<=[{UNSPACED}].))[ \n]+"
    rf"(?=[{UNSPACED}{WIDE_CLOSERS}])"
)
_LOOSE = re.compile(rf" (?=[{CLOSERS}{UNITS}])")
_BREAK = re.compile(
    rf"\n(?<=[^ \n'\-…{_BEFORE_NUMBER}]\n)(?=[^ \n'\-…{CLOSERS}{UNITS}{CURRENCIES}])"
)
_GLUE = re.compile(r"['\n\-…](?!(?<=\w')\w)[ \n'\-…]*")  # not an apostrophe inside a word
_REPEATED = re.compile(r"(.)\1+")


Replacement = tuple[int, int, str]
"""The start and end of the replaced text, and its replacement."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One rewrite of a text: its replacements, in order."""

    at: list[int]
    """Start of each replacement in the result."""
    size: list[int]
    """Length of each replacement in the result, often 0."""
    begin: list[int]
    """Start of the replaced text in the original."""
    end: list[int]
    """End of the replaced text in the original."""

    def start_before(self, position: int) -> int:
        """Return the start in the original of the character at `position` of the result."""
        index = bisect_right(self.at, position) - 1
        if index < 0:
            return position
        beyond = position - self.at[index] - self.size[index]
        return self.begin[index] if beyond < 0 else self.end[index] + beyond

    def end_before(self, position: int) -> int:
        """Return the end in the original of the character before `position` of the result."""
        index = bisect_right(self.at, position - 1) - 1
        if index < 0:
            return position
        return self.end[index] + max(0, position - self.at[index] - self.size[index])

    def divides(self, position: int) -> bool:
        """Whether `position` of the result is inside a replacement."""
        index = bisect_right(self.at, position) - 1
        return index >= 0 and self.at[index] < position < self.at[index] + self.size[index]

    def after(self, position: int) -> int:
        """Return the position in the result of `position` in the original, or its replacement."""
        index = bisect_right(self.begin, position) - 1
        if index < 0:
            return position
        if position < self.end[index]:
            return self.at[index]
        return self.at[index] + self.size[index] + position - self.end[index]


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

    def divides(self, position: int) -> bool:
        """Whether a cut before `position` divides the letters that one character was folded to."""
        around = self.text[position - 1 : position + 1]
        if len(around) < 2 or not _EDGES.isdisjoint(around):
            return False
        for rewrite in reversed(self.rewrites):
            if rewrite.divides(position):
                return True
            position = rewrite.start_before(position)
        return False

    def position(self, original: int) -> int:
        """Return the position in the folded form at or just before one in the original."""
        for rewrite in self.rewrites:
            original = rewrite.after(original)
        return min(original, len(self.text))


def fold(text: str) -> Folded:
    """Return the folded form of `text` with its offsets; linear in the length of the text."""
    text, rare = _simplify(text)
    rewrites = []
    for step in (*_expansions(rare), *_TIDYING):
        changes = step(text)
        if changes is not None:
            text, rewrite = rewritten(text, changes)
            rewrites.append(rewrite)
    last = _unglue(text)
    return replace(last, rewrites=(*rewrites, *last.rewrites))


def same_hyphens(quote: Folded, archive: Folded, start: int, offset: int, length: int) -> bool:
    """Whether two equal spans had the same hyphens in words; one at a line break matches none."""
    ours, theirs = _within(quote.hard, offset, length), _within(archive.hard, start, length)
    if not (ours or theirs):
        return True
    maybe_ours = _within(quote.soft, offset, length)
    maybe_theirs = _within(archive.soft, start, length)
    return ours <= theirs | maybe_theirs and theirs <= ours | maybe_ours


def _within(positions: list[int], start: int, length: int) -> set[int]:
    low, high = bisect_right(positions, start), bisect_left(positions, start + length)
    return {position - start for position in positions[low:high]}


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return the plain form of one character regardless of context, or itself if it is rare."""
    if character == "\u00ad":
        return character
    if character.isspace() and character not in BREAKS:
        return " "
    form = plain(character) or "\u200b"
    if len(form) > 1:
        return character
    composed = unicodedata.normalize("NFC", form)
    return form if composed == form or len(composed) > 1 else _plain(composed)


@lru_cache(maxsize=4096)
def _is_rare(character: str) -> bool:
    """Whether the plain form of a character depends on its context, or has several characters."""
    if character in "\u00ad\u200b" or _joins(character) or len(plain(character)) > 1:
        return True
    return unicodedata.normalize("NFC", character) != character


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    if "\u1160" <= character <= "\u11ff":  # vowels and final consonants of Korean
        return True
    return unicodedata.category(character)[0] == "M"


def _simplify(text: str) -> tuple[str, str]:
    rare = set()
    for character in set(_NOT_PLAIN.findall(text)):
        form = _plain(character)
        if form != character:
            text = text.replace(character, form)
        if _is_rare(form):
            rare.add(form)
    return text, "".join(sorted(rare))


_Step = Callable[[str], Iterable[Replacement] | None]  # the changes of one pass; None for none


def _replacing(pattern: re.Pattern[str], new: Callable[[str], str]) -> _Step:
    def step(text: str) -> Iterable[Replacement] | None:
        if not pattern.search(text):
            return None
        return ((*match.span(), new(match[0])) for match in pattern.finditer(text))

    return step


def _expansions(rare: str) -> Iterator[_Step]:
    unseen = {"\u00ad", "\u200b"}.intersection(rare)
    if unseen:
        yield _replacing(_UNSEEN, _unseen)
    drawn = "".join(one for one in rare if len(plain(one)) > 1)
    if drawn:
        yield lambda text: _spelt_out(text, drawn)
    joining = "".join(filter(_joins, {*rare, *"".join(map(plain, drawn))}))
    splitting = "".join(set(rare) - {*joining, *drawn, *unseen})
    if joining or splitting:
        yield lambda text: _composed(text, joining, splitting)


def _spelt_out(text: str, drawn: str) -> Iterator[Replacement]:
    """Yield the letters of ligatures, fractions and the like; figures stay apart from others."""
    for found in re.finditer(f"[{drawn}]", text):
        start, stop = found.span()
        new = plain(found[0])
        before, after = text[start - 1 : start], text[stop : stop + 1]
        left = " " if new[0].isdigit() and before.isnumeric() else ""
        right = " " if new[-1].isdigit() and after.isnumeric() else ""
        yield start, stop, f"{left}{new}{right}"


def _between_unspaced(text: str) -> Iterable[Replacement] | None:
    if text.isascii() or not _HAS_UNSPACED.search(text):
        return None
    return ((match.start() + 1, match.end(), "") for match in _APART.finditer(text))


def _beside_signs(text: str) -> Iterable[Replacement] | None:
    signs = "".join(filter(text.__contains__, "$" if text.isascii() else _BEFORE_NUMBER))
    return _spaces_beside(text, signs) if signs else None


def _spaces_beside(text: str, signs: str) -> Iterator[Replacement]:
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


_TIDYING = (
    _replacing(_DOTS, _ellipsis),
    _replacing(_ELLIPSES, _ellipsis),
    _replacing(_SPACES, lambda _run: " "),
    _replacing(_LOOSE, lambda _run: ""),
    _between_unspaced,
    _beside_signs,
)
"""Steps for runs of dots, runs of spaces, and spaces that do not separate words."""


def _unglue(text: str) -> Folded:
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


def rewritten(text: str, changes: Iterable[Replacement]) -> tuple[str, Rewrite]:
    """Apply changes, given in order, to `text`; return the result and the rewrite."""
    pieces: list[str] = []
    at: list[int] = []
    sizes: list[int] = []
    begin: list[int] = []
    end: list[int] = []
    done = size = 0
    for start, stop, new in changes:
        size += start - done
        pieces += text[done:start], new
        at.append(size)
        sizes.append(len(new))
        begin.append(start)
        end.append(stop)
        size += len(new)
        done = stop
    pieces.append(text[done:])
    return "".join(pieces), Rewrite(at, sizes, begin, end)
