"""People that a text names: their full names, and whom a mention is of.

A full name is a run of two to four words with capitals, without the office before it, that is not
a country, a body or a day.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import regex

from briefing.drafting.names.given_names import MEN, WOMEN
from briefing.drafting.names.parties import PartyNames
from briefing.drafting.words.lexicon import Is, Lexicon
from briefing.text.fold import fold

_PARTICLES = r"(?:de|da|di|del|della|der|den|van|von|zu|bin|ibn|al|el|la|le|du|dos|das|ter)"
_WORD = r"(?:\p{Lu}\.(?:\p{Lu}\.)*|\p{Lu}[\p{L}\p{M}]*+(?:['’‑-][\p{L}\p{M}]++)*+)"
_GAP = r"[ \u00a0](?:" + _PARTICLES + r"[ \u00a0]){0,2}+"
_RUN = regex.compile(rf"{_WORD}(?:{_GAP}{_WORD}){{0,9}}+(?:,? Jr\.)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[^\s\u00a0]+")
_MOST_WORDS = 4
_DESCRIBED = 90  # characters before a name that may say what the person is
_SENTENCE_END = re.compile(r"[.!?:;“”\"«»\n]")


class FullName(NamedTuple):
    """A full name where it stands."""

    start: int
    name: str
    words: tuple[str, ...]
    """Its words, folded."""
    before: str
    """The words before it that may say what the person is: `Defense Minister`."""


@dataclass(slots=True, eq=False)
class NamedPerson:
    """A person as a text names them."""

    name: str
    """The full name, or the part of it that the text has."""
    first: int
    """Where it stands first."""
    gender: str = ""
    """`m`, `f` or unknown."""
    described: str = ""
    """What stands before the full name."""
    slug: str = ""
    """The store's key; empty for a person that it does not know."""
    starts: list[int] = field(default_factory=list)
    """Where the full name stands."""


def full_names(text: str, lexicon: Lexicon, parties: PartyNames) -> Iterator[FullName]:
    """Yield the full names of a text in their order, as often as they stand there."""
    for run in _RUN.finditer(text):
        if " " not in run[0] and "\u00a0" not in run[0]:
            continue
        for start, end in _names_in(text, run.start(), run.end(), lexicon, parties):
            name = " ".join(text[start:end].split())
            if lexicon.capital_nouns and not _is_certain(text, start, name, lexicon):
                continue
            words = tuple(map(fold, name.split(" ")))
            yield FullName(start, name, words, _description(text, start))


def _names_in(
    text: str, start: int, end: int, lexicon: Lexicon, parties: PartyNames
) -> Iterator[tuple[int, int]]:
    """Yield the slices of a run of capitals that are names of people."""
    parts = [(m.start(), m.end()) for m in _PART.finditer(text, start, end)]
    group: list[tuple[int, int]] = []
    for begin, stop in (*parts, (end, end)):
        word = text[begin:stop]
        possessive = word.endswith(lexicon.possessive) if word else False
        is_first = not group and word.lower() not in MEN and word.lower() not in WOMEN
        if group and word and _goes_on(text, group, word, lexicon):
            group.append((begin, stop))
            continue
        if not word or _is_no_name(word, lexicon) or (is_first and _is_verbal(word, lexicon)):
            yield from _whole(text, group, parties)
            group = []
            continue
        if possessive:
            longest = max(len(p) for p in lexicon.possessive if word.endswith(p))
            group.append((begin, stop - longest))
            yield from _whole(text, group, parties)
            group = []
            continue
        group.append((begin, stop))


def _goes_on(text: str, group: Sequence[tuple[int, int]], word: str, lexicon: Lexicon) -> bool:
    """Whether a word is part of a last name though it looks like an article: Jean `Le` `Maire`."""
    last = text[slice(*group[-1])]
    return is_name_article(word, lexicon) or (len(group) > 1 and is_name_article(last, lexicon))


def is_name_article(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital is an article that last names begin with, too."""
    low = word.lower()
    return word[:1].isupper() and low in lexicon.name_particles


def _is_verbal(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with which no name begins: `Following` Lee."""
    low = word.lower()
    tag = lexicon.words.get(low)
    return bool((lexicon.by_form(low) if tag is None else tag) & Is.VERBAL)


def _is_no_name(word: str, lexicon: Lexicon) -> bool:
    low = word.lower().rstrip(".")
    tag = lexicon.words.get(low)
    if tag is None:
        tag = lexicon.by_form(low)
    if (tag & Is.PARTICLE and word.islower()) or low in MEN or low in WOMEN:
        return False
    if tag & (Is.AUXILIARY | Is.VERB | Is.BE):
        return True
    if tag & (Is.TITLE | Is.STOP | Is.TIME | Is.PERSON | Is.OUTLET | Is.BODY):
        return True
    return len(low) > 1 and low.upper() == word and "." not in word and "-" not in word


def _whole(
    text: str, group: Sequence[tuple[int, int]], parties: PartyNames
) -> Iterator[tuple[int, int]]:
    while group and (text[group[0][0]].islower() or _is_party(text, group[0], parties)):
        group = group[1:]
    while group and text[group[-1][0]].islower():
        group = group[:-1]
    last = text[slice(*group[-1])] if group else ""
    names = sum(text[part[0]].isupper() for part in group)
    is_long = 2 <= names <= _MOST_WORDS
    if not is_long or len(last) < 2 or last.endswith("."):
        return
    if not any(_is_party(text, part, parties) for part in group[1:]):
        yield group[0][0], group[-1][1]


def _is_party(text: str, part: tuple[int, int], parties: PartyNames) -> bool:
    return next(parties.find(text, *part), None) is not None


def _is_certain(text: str, start: int, name: str, lexicon: Lexicon) -> bool:
    """Whether a run of capitals is a name, in a language where all nouns have one."""
    before = _PART.findall(text, max(0, start - _DESCRIBED), start)
    if gender_of(name) or not before:
        return bool(gender_of(name))
    low = before[-1].lower().rstrip(".")
    tag = lexicon.words.get(low)
    return bool((lexicon.by_form(low) if tag is None else tag) & Is.TITLE)


def _description(text: str, start: int) -> str:
    before = text[max(0, start - _DESCRIBED) : start]
    return _SENTENCE_END.split(re.sub(r"\b(\w{1,3})\.", r"\1·", before))[-1].replace("·", ".")


class People:
    """The people of one text, and those that a store knows."""

    def __init__(
        self, text: str, lexicon: Lexicon, parties: PartyNames,
        known: Mapping[str, Sequence[str]],
    ) -> None:  # fmt: skip
        """Read the full names of `text`; `known` are the names of the store's people by slug."""
        self._text = text
        self._starts: dict[int, NamedPerson] = {}
        self._places: list[int] = []
        self._lexicon = lexicon
        self._endings = frozenset(map(fold, lexicon.case_endings))
        self._stems = ("", "ий", "ии", "а", "я")
        self._by_name: dict[tuple[str, ...], NamedPerson] = {}
        self._by_last: dict[str, list[NamedPerson]] = {}
        self._known: dict[tuple[str, ...], str] = {}
        self._known_last: dict[str, set[str]] = {}
        self._shown = {slug: names[0] for slug, names in known.items() if names}
        for slug, names in known.items():
            for name in names:
                words = tuple(fold(name).split())
                if words:
                    self._known.setdefault(words, slug)
                    self._known_last.setdefault(words[-1], set()).add(slug)
        for one in full_names(text, lexicon, parties):
            self._take(one)

    def _take(self, one: FullName) -> None:
        person = self._by_name.get(one.words)
        if person is None:
            person = self._same_otherwise(one) or self._new(one.name, one.start, one.words)
            self._by_name[one.words] = person
        if len(one.before) > len(person.described) and not person.described:
            person.described = one.before
        person.starts.append(one.start)
        self._starts[one.start] = person
        self._places.append(one.start)

    def _same_otherwise(self, one: FullName) -> NamedPerson | None:
        """Return the person whose name is this with an initial or a middle name more or less."""
        for person in self._by_last.get(one.words[-1], ()):
            words = tuple(map(fold, person.name.split(" ")))
            if words[0] == one.words[0]:
                return person
        return None

    def _new(self, name: str, start: int, words: tuple[str, ...]) -> NamedPerson:
        person = NamedPerson(name, start, gender_of(name), slug=self._slug(words))
        if person.slug:
            person.name = self._shown[person.slug]
        self._by_last.setdefault(words[-1], []).append(person)
        return person

    def _slug(self, words: tuple[str, ...]) -> str:
        if words in self._known:
            return self._known[words]
        own = self._known_last.get(words[-1], set())
        if len(own) != 1:
            return ""
        (slug,) = own
        full = fold(self._shown[slug]).split()
        return slug if len(words) == 1 or len(full) == 1 or full[0] == words[0] else ""

    def between(self, start: int, end: int) -> Iterator[NamedPerson]:
        """Yield those whose full names stand between two places."""
        for place in self._places[bisect_left(self._places, start) :]:
            if place >= end:
                break
            yield self._starts[place]

    def at(self, start: int) -> NamedPerson | None:
        """Return the person whose full name begins at a place."""
        return self._starts.get(start)

    def has_last(self, last: str) -> bool:
        """Whether someone has this last name."""
        return fold(last) in self._by_last

    def named(self, words: Sequence[str], at: int) -> NamedPerson | None:
        """Return the person whom a written name means at a place of the text.

        `words` as written. The latest full name before that ends so; else the first after.
        """
        folded = tuple(map(fold, words))
        if len(folded) > 1 and (whole := self._by_name.get(folded)):
            return whole
        best = None
        for person in self._with_last(folded[-1]):
            if len(folded) > 1 and fold(person.name.split(" ")[0]) != folded[0]:
                continue
            place = bisect_left(person.starts, at)
            rank = (1, person.starts[place - 1]) if place else (0, -person.first)
            if best is None or rank > best[0]:
                best = rank, person
        if best is not None:
            return best[1]
        return self._alone(" ".join(words), at, folded)

    def _with_last(self, last: str) -> Iterator[NamedPerson]:
        """Yield those with a last name, which may stand in another case."""
        if last in self._by_last or not self._lexicon.case_endings:
            yield from self._by_last.get(last, ())
            return
        for length in range(len(last), max(2, len(last) - 4), -1):
            stem, ending = last[:length], last[length:]
            if ending and ending not in self._endings:
                continue
            found = [
                self._by_last[stem + more] for more in self._stems if stem + more in self._by_last
            ]
            if found:
                yield from (person for each in found for person in each)
                return

    @cached_property
    def _plain_words(self) -> frozenset[str]:
        """The words that the text has without a capital."""
        words = (match[0] for match in _LETTERS.finditer(self._text))
        return frozenset(word for word in words if word.islower())

    def _alone(self, name: str, at: int, words: tuple[str, ...]) -> NamedPerson | None:
        """Return the person of a name that the text has in no fuller form.

        None for one word that the text also has without a capital.
        """
        if name.lower() in self._plain_words:
            return None
        person = self._by_name.get(words) or self._new(name, at, words)
        self._by_name[words] = person
        return person

    @property
    def all(self) -> list[NamedPerson]:
        """Everyone, by first place."""
        unique = {id(person): person for person in self._by_name.values()}
        return sorted(unique.values(), key=lambda person: person.first)


def gender_of(name: str) -> str:
    """Return `m` or `f` for a full name, by its first word; empty if that says neither."""
    first = name.split(" ")[0].lower()
    if first in MEN:
        return "m"
    return "f" if first in WOMEN else ""
