"""Parties that a text names: countries and bodies by the table, and those that a store knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefing.drafting.names.countries import ROWS

_LANGUAGES = ("en", "de", "fr", "ru", "uk")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’/-]\w+)*")
_FRENCH_WORD = re.compile(rf"(?!(?:[dlns]|qu)['’]\w)(?<!\w)(?:{_WORD.pattern})", re.IGNORECASE)
"""Words without the elided ones before them: l’`Iran`."""
_SHORTEST_STEM = 2


class NamedParty(NamedTuple):
    """A party as a draft names it."""

    slug: str
    """Its key."""
    name: str
    """The name to show."""
    country: str = ""
    """ISO code of a state."""
    kind: str = ""
    """As in a brief."""
    known: bool = False
    """Whether the store has it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A way of writing a party: its first word, the further ones, and whether each may go on."""

    words: tuple[str, ...]
    open: tuple[bool, ...]
    slug: str


class _Forms:
    """Forms by their first word, whole or a stem."""

    def __init__(self) -> None:
        self.exact: dict[str, list[_Form]] = {}
        self.stems: dict[str, list[_Form]] = {}
        self.first: set[str] = set()
        """The first letters of all."""

    def add(self, slug: str, forms: Iterable[str]) -> None:
        """Add forms as the table has them."""
        for form in forms:
            parts = [part for part in form.replace("’", "'").split("_") if part.strip("*")]
            if parts:
                words = tuple(part.rstrip("*") for part in parts)
                made = _Form(words, tuple(part.endswith("*") for part in parts), slug)
                kept = self.stems if made.open[0] else self.exact
                kept.setdefault(words[0], []).append(made)
                self.first.add(words[0][0])

    def of(self, word: str) -> Iterator[_Form]:
        """Yield the forms that a word may begin."""
        yield from self.exact.get(word, ())
        for length in range(len(word), _SHORTEST_STEM - 1, -1):
            if (found := self.stems.get(word[:length])) is not None:
                yield from found
                return


@cache
def _of_table(lang: str) -> _Forms:
    forms = _Forms()
    for slug, (_, own) in table().items():
        for each in {lang: own.get(lang, ()), "en": own["en"]}.values():
            forms.add(slug, each)
    return forms


class PartyNames:
    """The forms of one language and of a store, ready for texts."""

    def __init__(self, lang: str, known: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take the table's forms, and the names of the `known` parties by slug."""
        known = known or {}
        self._word = _FRENCH_WORD if lang == "fr" else _WORD
        self._own = _own_slugs(table(), known)
        self._parties = {slug: party for slug, (party, _) in table().items()}
        for slug, own in self._own.items():
            self._parties[own] = self._parties[slug]._replace(slug=own, known=True)
        self._known = _Forms()
        for slug, names in known.items():
            if slug not in self._own.values():
                self._parties[slug] = NamedParty(slug, names[0] if names else slug, known=True)
            self._known.add(slug, (name.replace(" ", "_").replace("*", "") for name in names))
        self._table = _of_table(lang)
        self._first = self._table.first | self._known.first

    def party(self, slug: str) -> NamedParty:
        """Return the party of a slug that was found."""
        return self._parties[slug]

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        """Yield where each party is named, and its slug."""
        for at, _, slug in self.spans(text, start, len(text) if end is None else end):
            yield at, slug

    def spans(self, text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        """Yield where each party is named, where its name ends, and its slug."""
        for match in self._word.finditer(text, start, stop):
            end, slug = self._at(text, match, stop)
            if slug:
                yield match.start(), end, slug

    def _at(self, text: str, match: re.Match[str], end: int) -> tuple[int, str]:
        word = match[0]
        if word[0] not in self._first:
            return 0, ""
        word = word.replace("’", "'")
        bare = word.removesuffix("'s")
        best: tuple[int, int, str] = (0, 0, "")
        for form in (*self._known.of(bare), *self._table.of(bare)):
            if len(form.words) > best[0] and (last := _goes_on(text, match.end(), end, form)):
                best = len(form.words), last, form.slug
        return best[1], self._own.get(best[2], best[2])

    def forms(self, text: str) -> dict[str, Counter[str]]:
        """Return how often each party is named by which words, in order of first places."""
        found: dict[str, Counter[str]] = {}
        for start, end, slug in self.spans(text, 0, len(text)):
            form = text[start:end].replace("’", "'").replace("\u00a0", " ").removesuffix("'s")
            found.setdefault(slug, Counter())[form] += 1
        return found


def _goes_on(text: str, at: int, end: int, form: _Form) -> int:
    """Return where a form ends of which the first word does at a place; 0 if it is another one."""
    for part, is_open in zip(form.words[1:], form.open[1:], strict=True):
        match = _WORD.match(text, at + 1, end) if text[at : at + 1] in (" ", "\u00a0") else None
        if match is None:
            return 0
        word = match[0].replace("’", "'").removesuffix("'s")
        if not (word.startswith(part) if is_open else word == part):
            return 0
        at = match.end()
    return at


def _own_slugs(
    rows: Mapping[str, tuple[NamedParty, Mapping[str, tuple[str, ...]]]],
    known: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Return the store's slugs of parties of the table, found by a name of theirs."""
    slugs = {form.replace("_", " "): slug for slug, (_, forms) in rows.items()
             for form in forms["en"]}  # fmt: skip
    found: dict[str, str] = {}
    for slug, names in known.items():
        for name in names:
            if name in slugs:
                found.setdefault(slugs[name], slug)
    return found


@cache
def table() -> dict[str, tuple[NamedParty, dict[str, tuple[str, ...]]]]:
    """Return the table: of each slug the party and its forms by language."""
    found = {}
    for row in ROWS.strip().split("\n"):
        head, *columns = row.split("|")
        code, slug, name = head.split()
        state = code.isupper()
        party = NamedParty(
            slug, name.replace("_", " "), code if state else "", "state" if state else code
        )
        forms = {lang: tuple(c.split()) for lang, c in zip(_LANGUAGES, columns, strict=True)}
        found[slug] = party, forms
    return found
