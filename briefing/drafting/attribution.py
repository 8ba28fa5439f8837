"""The quotations of a text with their speakers, and the people and parties that it names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.drafting.names.parties import PartyNames
from briefing.drafting.names.people import People
from briefing.drafting.names.voices import NOBODY, Antecedents, Voice, Voices
from briefing.drafting.scanner.quotation_marks import Quoted, quotations
from briefing.drafting.scanner.scan import Speech, scan
from briefing.drafting.words.lexicon import Is, Lexicon
from briefing.evidence.verdicts import TextRange

_BEFORE = re.compile(r"(\w+)\s+\Z")
_AFTER = re.compile(r"\s+(\w+)")
_NEAR = 30  # characters to the words beside a pronoun
Names = Mapping[str, Sequence[str]]
"""Names and aliases by slug; the first is shown."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation, with what the text says of who spoke."""

    quoted: Quoted
    speech: Speech | None
    """The words for the one who spoke, and how; None where the rules find nobody."""
    voice: Voice
    """Who that is; false where it is unknown."""


@dataclass(frozen=True, slots=True)
class Attributions:
    """What the rules found in one text."""

    quotations: tuple[Attribution, ...]
    people: People
    parties: PartyNames


def attribute(
    text: str, paragraphs: Sequence[TextRange], lexicon: Lexicon,
    *, people: Names | None = None, parties: Names | None = None, most: int | None = None,
) -> Attributions:  # fmt: skip
    """Return the quotations of `text` with their speakers.

    `people` and `parties` are those that a store knows. Of quotations, the first `most` are read.
    """
    party_names = PartyNames(lexicon.code, parties)
    cast = People(text, lexicon, party_names, people or {})
    found = quotations(text, paragraphs, most)
    voices = Voices(text, lexicon, cast, party_names)
    past = Antecedents(voices, lexicon.genders, paragraphs)
    before: dict[int, Voice] = {}
    result = [Attribution(one, None, NOBODY) for one in found]
    for read in scan(text, paragraphs, found, lexicon):
        known = dict(before)
        before = {}
        for one in read.subjects:
            word = _pronoun(text, one.mention, lexicon)
            before[one.mention.start] = past.add(read.paragraph, one, word)
        known |= before
        for speech in read.speeches:
            if result[speech.quote].speech is None:
                voice = known.get(speech.subject.mention.start, NOBODY)
                result[speech.quote] = Attribution(found[speech.quote], speech, voice)
    return Attributions(tuple(result), cast, party_names)


def _pronoun(text: str, mention: TextRange, lexicon: Lexicon) -> str:
    """Return a mention in lower case; German `sie` beside a verb in the singular is `sie sagt`."""
    word = text[mention.start : mention.end].lower()
    if word not in lexicon.she:
        return word
    before = _BEFORE.search(text[max(0, mention.start - _NEAR) : mention.start])
    beside = (before, _AFTER.match(text, mention.end, mention.end + _NEAR))
    words = (match[1].lower() for match in beside if match is not None)
    verbs = [each for each in words if _is_verb(each, lexicon)]
    return lexicon.she[word] if any(verb.endswith(("e", "t")) for verb in verbs) else word


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    verbs = Is.SAYS | Is.AUXILIARY | Is.VERB | Is.BE
    return word in lexicon.split_verbs or bool(lexicon.words.get(word, 0) & verbs)
