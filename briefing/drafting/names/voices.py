"""From a mention to a person or a party, in two grades: named, and read from a pronoun."""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import regex

from briefing.drafting.names.parties import PartyNames
from briefing.drafting.names.people import NamedPerson, People, gender_of, is_name_article
from briefing.drafting.scanner.scan import Subject
from briefing.drafting.words.lexicon import Is, Lexicon
from briefing.evidence.verdicts import TextRange

_WORD = regex.compile(
    r"(?:\p{L}\.)+(?:\p{L}\.)+|[\p{L}\p{M}\d]+(?:['’‑&-][\p{L}\p{M}\d]+)*\.?|,|\("
)
_JUNIOR = re.compile(r"^[JjSs]r\.?$")
_MARK = re.compile('[“"„«‘]')
_PARAGRAPHS_BACK = 2
_NEAR = 150  # characters between two who may be meant
_SUBJECTS_BACK = 100  # in those paragraphs


class Voice(NamedTuple):
    """Who a mention means."""

    person: NamedPerson | None = None
    party: str = ""
    """A party, by slug, where it is not a person."""
    grade: str = "named"
    """`named` in the sentence, or `pronoun`: read from `he` or `she`."""

    def __bool__(self) -> bool:
        """Whether anyone was found."""
        return self.person is not None or bool(self.party)


NOBODY = Voice()
"""Nothing is known of who spoke."""


class Voices:
    """The one who is meant by each mention of a text."""

    def __init__(self, text: str, lexicon: Lexicon, people: People, parties: PartyNames) -> None:
        self._text = text
        self._lexicon = lexicon
        self._people = people
        self._parties = parties

    def of(self, mention: TextRange, kind: str) -> Voice:
        """Return whom a mention that is not a pronoun means."""
        if (party := self._whole_party(mention)) or kind == "several":
            return Voice(party=party)
        text = self._text[mention.start : mention.end]
        words = self._name_in(text)
        if words and kind == "opening" and not self._people.has_last(words[-1]):
            return NOBODY
        if words:
            return Voice(self._people.named(words, mention.start))
        beside = self._people.at(mention.end + 2)  # the leader of the party, `Anna Lee`
        if beside is not None and self._text.startswith(", ", mention.end):
            return Voice(beside)
        return self._party_in(mention, kind)

    def _name_in(self, text: str) -> list[str]:
        """Return the name at the head of a noun phrase; empty for an office or a body."""
        head = self._head(text)
        run: list[str] = []
        for at in range(len(head) - 1, -1, -1):
            word = head[at]
            if _JUNIOR.match(word) and not run:
                continue
            tag = self._tag(word)
            if word.islower() and not (run and tag & Is.PARTICLE):
                break
            if self._ends_name(word, tag) and not self._is_in_last_name(head, at, bool(run)):
                break
            run.insert(0, word)
        while run and (run[0].islower() or self._is_party(run[0])):
            run.pop(0)
        if not run or self._is_body(run) or any(map(self._is_party, run)):
            return []
        if len(run) == 1 and self._has_article(head) and not self._people.has_last(run[0]):
            return []  # The Hill
        if self._lexicon.capital_nouns and not self._is_person(run, head):
            return []
        return run[-3:] if len(run) > 4 else run

    def _has_article(self, head: Sequence[str]) -> bool:
        """Whether only an article stands before the last word of a phrase."""
        return len(head) == 2 and bool(self._tag(head[0]) & Is.DETERMINER)

    def _is_in_last_name(self, head: Sequence[str], at: int, has_end: bool) -> bool:
        """Whether a word is part of a last name with an article: Jean `Le` `Maire`."""
        article = at if has_end else at - 1
        if article < 1 or not is_name_article(head[article], self._lexicon):
            return False
        return head[article - 1][:1].isupper()

    def _is_person(self, run: Sequence[str], head: Sequence[str]) -> bool:
        """Whether words with capitals are a name, in a language where all nouns have one."""
        before = head[: len(head) - len(run)]
        if before and self._tag(before[-1]) & Is.TITLE:
            return True
        if len(run) == 1:
            return self._people.has_last(run[0])
        return bool(gender_of(run[0])) or not any(self._tag(w) & Is.DETERMINER for w in before)

    def _ends_name(self, word: str, tag: int) -> bool:
        no_name = Is.TITLE | Is.STOP | Is.TIME | Is.PERSON | Is.BODY | Is.OUTLET
        return bool(tag & no_name) or word.endswith(self._lexicon.possessive)

    def _head(self, text: str) -> list[str]:
        """Return the words of the phrase before what hangs on it."""
        words: list[str] = []
        for match in _WORD.finditer(text):
            word = match[0]
            tag = self._tag(word)
            hangs = words and word.islower() and tag & (Is.PREPOSITION | Is.RELATIVE)
            in_name = tag & Is.PARTICLE and words and not words[-1].islower()
            if word in ",(" or (hangs and not in_name):
                break
            if tag & Is.CONJUNCTION and words:
                break
            words.append(word if len(word) < 3 or "." in word[:-1] else word.rstrip("."))
        return words

    def _tag(self, word: str) -> int:
        low = word.lower().rstrip(".")
        tag = self._lexicon.words.get(low)
        return int(self._lexicon.by_form(low) if tag is None else tag)

    def _is_party(self, word: str) -> bool:
        return next(self._parties.find(word), None) is not None

    def _is_body(self, run: Sequence[str]) -> bool:
        last = run[-1]
        is_acronym = len(last) > 1 and last.isupper() and len(run) == 1
        return is_acronym or bool(self._tag(last) & (Is.BODY | Is.OUTLET))

    def _whole_party(self, mention: TextRange) -> str:
        """Return the party of a phrase that is its name: `The European Union`; else nothing."""
        at = mention.start
        slugs: set[str] = set()
        for start, end, slug in self._parties.spans(self._text, mention.start, mention.end):
            if start < at:
                continue  # within the name before
            lead = self._text[at:start].replace("’", "'").split()
            if (slugs and lead) or not all(self._tag(w) & Is.DETERMINER for w in lead):
                return ""
            at = end
            slugs.add(slug)
        return slugs.pop() if len(slugs) == 1 and at == mention.end else ""

    def _party_in(self, mention: TextRange, kind: str) -> Voice:
        """Return the party that a phrase such as `Ukrainian officials` speaks for."""
        found = [slug for _, slug in self._parties.find(self._text, mention.start, mention.end)]
        if len(set(found)) != 1:
            return NOBODY
        words = self._head(self._text[mention.start : mention.end])
        last = words[-1].lower() if words else ""
        alone = bool(words) and self._is_party(words[-1])
        official = last in self._lexicon.officials
        return Voice(party=found[0]) if alone or official else NOBODY

    def may_be_name(self, mention: TextRange) -> bool:
        """Whether a mention is one word that may be the name of someone unknown."""
        word = self._text[mention.start : mention.end]
        return word.isalpha() and not self._tag(word) and not self._is_party(word)

    def has_rival(self, voice: Voice, start: int, end: int, gender: str) -> bool:
        """Whether someone else who may be meant has a full name between two places.

        What is quoted does not count.
        """
        quoted = _MARK.search(self._text, start, end)
        end = quoted.start() if quoted else end
        return any(
            one is not voice.person and one.gender in ("", gender)
            for one in self._people.between(start, end)
        )

    def gender(self, voice: Voice) -> str:
        """Return `m` or `f` for a person, by name or form of address; empty if unknown."""
        return voice.person.gender if voice.person is not None else ""


class Antecedents:
    """The subjects of a text in their order, for what a pronoun stands for."""

    def __init__(
        self, voices: Voices, genders: Mapping[str, str], paragraphs: Sequence[TextRange]
    ) -> None:
        self._voices = voices
        self._paragraphs = paragraphs
        self._genders = genders
        # Of each subject: paragraph, place, kind, who it is, gender of a pronoun.
        self._past: deque[tuple[int, int, str, Voice, str]] = deque(maxlen=_SUBJECTS_BACK)

    def add(self, paragraph: int, subject: Subject, word: str) -> Voice:
        """Note a subject; return whom it means. `word` is the mention in lower case."""
        word = word.rpartition("-")[2]  # French `a-t-il`
        gender = self._genders.get(word, "") if subject.kind == "pronoun" else ""
        if subject.kind == "pronoun":
            voice = self._pronoun(paragraph, subject.mention.start, gender)
        else:
            voice = self._voices.of(subject.mention, subject.kind)
        if voice or subject.kind != "opening" or self._voices.may_be_name(subject.mention):
            place = subject.mention.start
            self._past.append((paragraph, place, subject.kind, voice, gender))
        return voice

    def _pronoun(self, paragraph: int, place: int, gender: str) -> Voice:
        voice = self._meant(paragraph, gender) if gender in ("m", "f") else NOBODY
        is_here = any(one[0] == paragraph and one[3].person is voice.person for one in self._past)
        start = self._paragraphs[paragraph].start
        if voice and not is_here and self._voices.has_rival(voice, start, place, gender):
            return NOBODY
        return voice

    def _meant(self, paragraph: int, gender: str) -> Voice:
        meant: tuple[Voice, int, int] | None = None
        for number, place, kind, voice, other in reversed(self._past):
            if meant is not None:
                if number != meant[2] or voice.person in (None, meant[0].person):
                    break
                own = self._voices.gender(voice)
                is_rival = place > meant[1] - _NEAR and (not own or own == gender)
                return NOBODY if is_rival else meant[0]
            if number < paragraph - _PARAGRAPHS_BACK:
                break
            if kind == "pronoun":
                if other == gender:
                    return voice._replace(grade="pronoun") if voice else NOBODY
                continue
            if voice.person is not None:
                own = self._voices.gender(voice)
                if own and own != gender:
                    continue
                meant = voice._replace(grade="pronoun"), place, number
            elif not voice:
                return NOBODY
        return meant[0] if meant is not None else NOBODY
