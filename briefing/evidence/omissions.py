"""Quotations with omissions: their parts, and the places of these in order and close together.

`…` and three dots or more replace words, alone or in brackets of any kind, in which two dots or the
Chinese, Japanese or Korean word for "omitted" are enough, and so does `/…/`: at most 500 characters
of the archived text.
Other words in square brackets are the editor's: they replace nothing or at most 80 characters. If
all parts together have fewer than three words, 80 characters is the limit for both. `[T]he` matches
`the` and `The`, `negotiat[ed]` any ending of the word.

If the archived text has square brackets there too, they must contain the same words: to change the
words of another editor is an alteration.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain as chained
from itertools import islice

from briefing.evidence.archive import Archive
from briefing.evidence.budget import PER_FOLDED, Budget
from briefing.evidence.match import Phrase, phrase, typographic
from briefing.evidence.normalise import fold
from briefing.evidence.verdicts import TextRange
from briefing.text.equivalents import ELLIPSES

OMITTED = 500
"""The most characters of archived text that an omission can replace."""
REPLACED = 80
"""The most characters of archived text that an editor's words can replace."""
MAX_PARTS = 40
"""The most parts of a quotation; one with more is not compared part by part."""

_ENOUGH = 3  # words that identify a place; fewer must be closer together
_SLACK = 8  # for the quotation marks and spaces around an omission

_ELLIPSIS = rf"(?:[{ELLIPSES}]|\.(?:[ \u00a0]?\.){{2,}}|\. ?…)"
_OMITTED = r"[前中後后上下]?略|省略|[전중후하생]략"
_LEFT_OUT = rf"(?:[{ELLIPSES}‥]++|[.．](?:\s?[.．]|…)++|[・･·]{{2,9}}+|{_OMITTED})"
_GAP = re.compile(
    rf"[(\[{{<（［｛＜【〔〖〘⟨⟦]\s?{_LEFT_OUT}\s?[)\]}}>）］｝＞】〕〗〙⟩⟧]"
    rf"|(?<![\w/])/\s?{_LEFT_OUT}\s?/(?![\w/])|{_ELLIPSIS}"
    r"|\[(?P<letter>\w)\](?=\w)|\[(?P<editor>[^\[\]]{1,200})\]"
)
_OWN = re.compile(r"\[([^\[\]]{0,200})\]")
_OWN_BEFORE = re.compile(r"\[([^\[\]]{0,200})\]\s{0,3}\Z")
_OWN_AFTER = re.compile(r"\s{0,3}\[([^\[\]]{0,200})\]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Part:
    """The words between two omissions."""

    forms: tuple[Phrase, ...]  # two, if an editor may have changed the case of the first letter
    reach: int  # the most characters of archived text between the previous part and this one
    editor: tuple[str, ...]  # the editor's words before this part, folded


def with_omissions(
    text: str, archive: Archive, low: int, high: int, budget: Budget
) -> list[tuple[TextRange, ...]]:
    """Return each place as the spans of its parts, the shortest of overlapping ones."""
    budget.take(PER_FOLDED * len(text))
    parts, after = _parts(text)
    if not parts or len(parts) > MAX_PARTS:
        return []
    chains = [
        chain
        for window in _windows(parts, archive, low, high, budget)
        for chain in _chains(parts, archive, *window, budget)
        if _respects_brackets(chain, parts, after, archive.text)
    ]
    return _apart(chains)


@lru_cache(maxsize=2)
def _parts(text: str) -> tuple[list[_Part], tuple[str, ...]]:
    """Return the parts of a quotation, and the editor's words after the last one."""
    parts: list[_Part] = []
    editor: list[str] = []
    reach, letter, done = 0, "", 0
    for gap in (*islice(_GAP.finditer(text), 2 * MAX_PARTS), None):
        if gap is None and not done:
            return [], ()
        piece = text[done : gap.start() if gap else None]
        forms = _forms(letter, piece, bool(gap and gap["editor"] and piece[-1:].isalpha()))
        if forms:
            parts.append(_Part(forms, reach, tuple(editor)))
            reach, editor = 0, []
        if gap:
            letter = gap["letter"] or ""
            reach = max(reach, REPLACED if letter or gap["editor"] else OMITTED)
            if gap["editor"]:
                editor.append(_bare(gap["editor"]))
            done = gap.end()
    return _narrowed(parts), tuple(editor)


def _forms(letter: str, piece: str, any_end: bool) -> tuple[Phrase, ...]:
    cases = dict.fromkeys((letter.lower(), letter.upper()))
    found = (phrase(case + piece, part=True, any_end=any_end) for case in cases)
    return tuple(form for form in found if form is not None)


def _narrowed(parts: list[_Part]) -> list[_Part]:
    """Return `parts` with narrower gaps where a part has too few words to locate it."""
    if sum(len(_WORD.findall(part.forms[0].bare)) for part in parts) >= _ENOUGH:
        return parts
    return [replace(part, reach=min(part.reach, REPLACED)) for part in parts]


def _windows(
    parts: list[_Part], archive: Archive, low: int, high: int, budget: Budget
) -> list[tuple[int, int]]:
    lengths = [2 * len(part.forms[0].bare) + 16 for part in parts]
    longest = lengths.index(max(lengths))
    before = sum(lengths[:longest]) + sum(part.reach for part in parts[1 : longest + 1])
    after = sum(lengths[longest + 1 :]) + sum(part.reach for part in parts[longest + 1 :])
    windows: list[tuple[int, int]] = []
    for hit in _places(parts[longest], archive, low, high, budget):
        start, end = max(low, hit.start - before), min(high, hit.end + after)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _places(part: _Part, archive: Archive, low: int, high: int, budget: Budget) -> list[TextRange]:
    forms = (typographic(form, archive, low, high, budget) for form in part.forms)
    return sorted(chained.from_iterable(forms))


def _chains(
    parts: list[_Part], archive: Archive, low: int, high: int, budget: Budget
) -> Iterator[tuple[TextRange, ...]]:
    """Yield chains of places for all parts in order, each as close to the previous as possible."""
    starts = _places(parts[0], archive, low, high, budget)
    chains: list[tuple[TextRange, ...]] = [(at,) for at in starts]
    for part in parts[1:]:
        if not chains:
            return
        ends = [chain[-1].end for chain in chains]
        longer: list[tuple[TextRange, ...]] = []
        for span in _places(part, archive, ends[0], high, budget):
            nearest = bisect_right(ends, span.start) - 1
            if nearest >= 0 and span.start - ends[nearest] <= part.reach + _SLACK:
                longer.append((*chains[nearest], span))
        chains = longer
    yield from chains


def _respects_brackets(
    chain: tuple[TextRange, ...], parts: list[_Part], after: tuple[str, ...], text: str
) -> bool:
    """Whether the archive has no other bracketed words where the editor's words are."""
    for index, part in enumerate(parts):
        if not part.editor:
            continue
        if index:
            own = _OWN.findall(text, chain[index - 1].end, chain[index].start)
        else:
            own = _OWN_BEFORE.findall(text, max(0, chain[0].start - 210), chain[0].start)
        if any(_bare(words) not in part.editor for words in own):
            return False
    own_after = _OWN_AFTER.match(text, chain[-1].end) if after else None
    return own_after is None or _bare(own_after[1]) in after


def _bare(words: str) -> str:
    return fold(words).text.strip()


def _apart(chains: list[tuple[TextRange, ...]]) -> list[tuple[TextRange, ...]]:
    kept: list[tuple[TextRange, ...]] = []
    for chain in sorted(chains, key=lambda chain: (chain[-1].end - chain[0].start, chain)):
        at = bisect_right(kept, chain)
        clear = at == 0 or kept[at - 1][-1].end <= chain[0].start
        if clear and (at == len(kept) or chain[-1].end <= kept[at][0].start):
            kept.insert(at, chain)
    return kept
