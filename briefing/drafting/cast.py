"""The people and parties of a draft: those who speak, and those that the text names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from briefing.drafting.attribution import Attributions
from briefing.drafting.names.people import NamedPerson
from briefing.drafting.names.person_slugs import person_slug
from briefing.drafting.words.lexicon import Is, Lexicon

MOST_PEOPLE = 40
MOST_PARTIES = 12
_MOST_FORMS = 6
_LEAST_NAMED = 2
_CUT = re.compile(r"[,;:()]| – | — ")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‑-][^\W_]+)*")
_RANKS = frozenset(("acting", "chief", "deputy", "former", "late", "then", "vice"))
"""Words before an office that are none by themselves."""
_APPOSITION = re.compile(r",\s+([^,.;:“”\"«»]{3,90}),")

Values = dict[str, Any]


class Cast:
    """The people and parties of one draft by key, with their values."""

    def __init__(
        self, found: Attributions, text: str, lexicon: Lexicon, known: Mapping[str, Any],
        taken: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """`known` has what the store says of people, by section and key."""
        self._found, self._text, self._lexicon = found, text, lexicon
        self._known = known
        self._forms = found.parties.forms(text)
        self._slugs: dict[int, str] = {}
        self._taken = {*known.get("people", {}), *known.get("parties", {}), *taken}
        self.people: dict[str, Values] = {}
        """Values of people."""
        self.parties: dict[str, Values] = {}
        """Values of parties."""

    def person(self, one: NamedPerson) -> str:
        """Return the key of a person, who becomes part of the draft."""
        slug = self._slugs.get(id(one))
        if slug is None:
            slug = one.slug or person_slug(one.name, self._taken)
            self._slugs[id(one)] = slug
            self._taken.add(slug)
            self.people[slug] = self._values(one, slug)
        return slug

    def party(self, slug: str) -> str:
        """Return the key of a party, which becomes part of the draft."""
        if slug not in self.parties:
            known = self._known.get("parties", {}).get(slug)
            self.parties[slug] = dict(known) if known is not None else self._of_table(slug)
        return slug

    def _of_table(self, slug: str) -> Values:
        party = self._found.parties.party(slug)
        used = (form for form in self._forms.get(slug, ()) if not party.name.startswith(form))
        forms = list(islice(used, _MOST_FORMS))
        values: Values = {"name": party.name, "country": party.country, "kind": party.kind,
                          "aliases": forms}  # fmt: skip
        values = {key: value for key, value in values.items() if value}
        return {**values, "suggested": list(values)}

    def _values(self, one: NamedPerson, slug: str) -> Values:
        known = self._known.get("people", {}).get(slug)
        if known is not None:
            if known.get("party"):
                self.party(known["party"])
            return dict(known)
        role, party = self._described(one)
        values: Values = {"name": one.name}
        if party:
            values["party"] = self.party(party)
        if role:
            values["role"] = role
        return {**values, "suggested": list(values)}

    def _described(self, one: NamedPerson) -> tuple[str, str]:
        """Return the office of a person and the party in it, as the text has them."""
        for phrase in self._phrases(one):
            role = self._office(phrase)
            parties = [slug for _, slug in self._found.parties.find(phrase)]
            if role or parties:
                return role, parties[-1] if parties else ""
        return "", ""

    def _phrases(self, one: NamedPerson) -> Iterator[str]:
        before = _CUT.split(one.described)[-1]
        yield " ".join(self._since_last_verb(before))
        for start in one.starts[:3]:
            end = start + len(one.name)
            after = _APPOSITION.match(self._text, end, end + 110)
            if after is not None:
                yield after[1]

    def _since_last_verb(self, phrase: str) -> list[str]:
        words = _WORD.findall(phrase)
        for at in range(len(words) - 1, -1, -1):
            tag = self._lexicon.words.get(words[at].lower(), 0)
            stops = Is.VERB | Is.BE | Is.SAYS | Is.SUBORDINATE | Is.THAT | Is.RELATIVE
            hangs = tag & Is.PREPOSITION and words[at].lower() not in ("of", "for", "von", "de")
            if (tag & stops and words[at].islower()) or hangs:
                return words[at + 1 :]
        return words

    def _office(self, phrase: str) -> str:
        """Return a phrase as an office; empty if no word of it is one."""
        words = phrase.split()
        if "of" in words and words[-1][:1].isupper():  # administration of `US President`
            last = words[len(words) - words[::-1].index("of") :]
            if len(last) > 1 and self._lexicon.words.get(last[-1].lower(), 0) & Is.TITLE:
                words = last
        while words and self._lexicon.words.get(words[0].lower(), 0) & (Is.DETERMINER | Is.STOP):
            words.pop(0)
        tags = [self._lexicon.words.get(word.lower(), 0) for word in words]
        if not any(tag & (Is.TITLE | Is.PERSON) for tag in tags) or len(words) > 12:
            return ""
        is_cut = tags[-1] & (Is.PREPOSITION | Is.DETERMINER) and words[-1].islower()  # head of the
        if is_cut or any(word.isdigit() for word in words):
            return ""
        if any(tag & (Is.SAYS | Is.PRONOUN | Is.VERB) and words[i].islower()
               for i, tag in enumerate(tags)):  # fmt: skip
            return ""
        return _nearest_first(words, tags)

    def named(self, headlines: frozenset[int], paragraph_of: Any) -> None:
        """Add the people and parties that the text names often, or with an office."""
        for one in self._found.people.all:
            if len(self.people) >= MOST_PEOPLE:
                break
            places = [start for start in one.starts if paragraph_of(start) not in headlines]
            if not places or id(one) in self._slugs:
                continue
            if one.slug or self._described(one)[0] or len(places) >= _LEAST_NAMED:
                self.person(one)
        counts = Counter({slug: forms.total() for slug, forms in self._forms.items()})
        for slug, count in counts.most_common():
            known = self._found.parties.party(slug).known
            if count < (1 if known else _LEAST_NAMED) or len(self.parties) >= MOST_PARTIES:
                continue
            self.party(slug)


def _nearest_first(words: Sequence[str], tags: Sequence[int]) -> str:
    """Return two offices without a comma between them as two, the one nearest the name first.

    `chief negotiator Defense Minister` gives `Defense Minister; chief negotiator`.
    """
    for at in range(1, len(words)):
        first, then = words[at - 1], words[at:]
        is_office = tags[at - 1] & (Is.TITLE | Is.PERSON) and first not in _RANKS
        is_title = any(tag & Is.TITLE for tag in tags[at:])
        if first.islower() and is_office and is_title and all(w[0].isupper() for w in then):
            return f"{' '.join(then)}; {' '.join(words[:at])}"
    return " ".join(words)
