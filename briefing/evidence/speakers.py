"""The speaker check: whether the speaker is named near the quotation; only a hint."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from briefing.evidence.archive import Archive
from briefing.evidence.budget import MAX_NAMES, Budget, SpentError
from briefing.evidence.normalise import fold
from briefing.evidence.verdicts import Place, SpeakerCheck
from briefing.text.equivalents import UNSPACED

PRONOUNS = ("he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs")
"""English pronouns that refer to a person."""
_LOOK_BACK = 4000  # characters before the preceding paragraph that can hold a pronoun's name
_LONGEST = 20_000  # characters of those two paragraphs that are read on either side
_PER_COMPARED = 3  # characters read in the time that a name is compared
_LONGEST_NAME = 200  # characters; texts do not use longer ones
_NAME_SPLIT = re.compile(r"[\s·・]+")  # 阿巴斯·阿拉格齐 is a name in two parts
_UNSPACED = re.compile(f"[{UNSPACED}]")
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
_ROLE_SPLIT = re.compile(r",|;|/|\s+and\s+")


class Speakers:
    """The people or parties of a brief, with the names that texts use; indexed on first use."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        """Store the names and aliases of each, by slug."""
        self._given = names
        self._roles: dict[str, _Forms] = {}
        self._budget = Budget(MAX_NAMES)

    @cached_property
    def _names(self) -> "_Names":
        return _Names(self._given)

    def near(
        self,
        archive: Archive,
        place: Place,
        who: str,
        *,
        role: str = "",
        pronouns: tuple[str, ...] = PRONOUNS,
    ) -> SpeakerCheck | None:
        """Return how `who` is named in the paragraph of `place` or the one before.

        Any part of a name that begins with a capital and that no one else shares counts: `Umerov`
        for `Rustem Umerov`. Of a role, each part counts, in any case. A pronoun counts when the
        last name before it, at most 4,000 characters before those paragraphs, is the speaker's. The
        words of the quotation do not count. None if the names of this brief exceed the limit.
        """
        before, near = _surroundings(archive, place)
        text = f"{before} {near}"
        try:
            self._budget.take(len(text) // _PER_COMPARED)
            hits = list(self._names.forms.find(text, self._budget))
            own = [hit for hit in hits if self._names.is_of(hit.form, who)]
            if any(hit.start > len(before) for hit in own) or self._has_role(role, near):
                return SpeakerCheck.NAMED
        except SpentError:
            return None
        names = [(hit.end, True) for hit in own]
        names += [(hit.end, False) for hit in hits if self._names.is_of_another(hit.form, who)]
        starts = (match.start() for match in _any_of(pronouns).finditer(text, len(before)))
        return SpeakerCheck.PRONOUN if _is_meant(starts, names) else SpeakerCheck.ABSENT

    def _has_role(self, role: str, near: str) -> bool:
        if role not in self._roles:
            parts = {part.strip() for part in (role, *_ROLE_SPLIT.split(role))}
            self._roles[role] = _Forms(_folded(part.casefold()) for part in parts)
        return any(True for _ in self._roles[role].find(near.casefold(), self._budget))


class _Names:
    """The owners of each name, or part of a name; all folded."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, set[str]] = defaultdict(set)
        self._capital: dict[str, set[str]] = defaultdict(set)
        for who, own in names.items():
            for name in own:
                self._whole[_folded(name)].add(who)
                for part in _NAME_SPLIT.split(name):
                    folded = _folded(part)
                    self._parts[folded].add(who)
                    if len(part) > 1 and not part[0].islower():
                        self._capital[folded].add(who)
        self.forms = _Forms({*self._whole, *self._capital})

    def is_of(self, form: str, who: str) -> bool:
        """Whether a form refers to this one and, as part of a name, to no one else."""
        if who in self._whole.get(form, ()):
            return True
        return who in self._capital.get(form, ()) and len(self._parts[form]) == 1

    def is_of_another(self, form: str, who: str) -> bool:
        """Whether a form refers to someone else and, as part of a name, not to this one."""
        whole, capital = self._whole.get(form, ()), self._capital.get(form, ())
        if len(whole) > (who in whole):
            return True
        return bool(capital) and who not in self._parts[form]


class _Hit(NamedTuple):
    start: int
    end: int
    form: str


class _Forms:
    """Folded names or roles, searched for as whole words in folded texts.

    By the word that they begin with: one pattern of 8,000 names would take up to 70 ms for each
    quotation, and 80 ms to compile; nor does it find a name within another.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = {form for form in forms if 0 < len(form) <= _LONGEST_NAME}
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for form in self._forms:
            if first := _TOKEN.match(form):
                self._lengths[first[0]].add(len(form))

    def find(self, text: str, budget: Budget) -> Iterator[_Hit]:
        """Yield occurrences of any of the forms, by start."""
        for token in _TOKEN.finditer(text) if self._forms else ():
            lengths = self._lengths.get(token[0], ())
            budget.take(len(lengths))
            start = token.start()
            for end in (start + length for length in lengths):
                form = text[start:end]
                if end <= len(text) and form in self._forms and _is_whole(text, start, end):
                    yield _Hit(start, end, form)


def _is_whole(text: str, start: int, end: int) -> bool:
    begins = start == 0 or not _is_word(text[start - 1]) or _UNSPACED.match(text[start])
    ends = end == len(text) or not _is_word(text[end]) or _UNSPACED.match(text[end - 1])
    return bool(begins and ends)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_meant(pronouns: Iterable[int], names: list[tuple[int, bool]]) -> bool:
    """Whether the last name before one of the pronouns is that of the speaker."""
    names.sort()
    last = (bisect_left(names, (start, False)) - 1 for start in pronouns)
    return any(index >= 0 and names[index][1] for index in last)


def _surroundings(archive: Archive, place: Place) -> tuple[str, str]:
    """Return the text before the two paragraphs, and the two without the quotation; folded."""
    spans = archive.paragraphs
    start = max(spans[max(0, place.paragraph - 2)].start, place.start - _LONGEST)
    stop = min(spans[place.paragraph_end - 1].end, place.end + _LONGEST)
    before = archive.text[max(0, start - _LOOK_BACK) : start]
    near = f"{archive.text[start : place.start]}\n{archive.text[place.end : stop]}"
    return fold(before).text, fold(near).text


def _folded(form: str) -> str:
    # Most names are their own folded form; a brief may have thousands.
    return form if form.isascii() and form.isalnum() else fold(form).text.strip()


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)", re.IGNORECASE)
