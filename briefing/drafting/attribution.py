"""The quotations of a text with their speakers, and the people and parties that it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.drafting.names.parties import PartyNames
from briefing.drafting.names.people import People
from briefing.drafting.names.voices import NOBODY, Antecedents, Voice, Voices
from briefing.drafting.scanner.quotation_marks import Quoted, quotations
from briefing.drafting.scanner.scan import Speech, scan
from briefing.drafting.words.lexicon import Lexicon
from briefing.evidence.verdicts import TextRange

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
            word = text[one.mention.start : one.mention.end].lower()
            before[one.mention.start] = past.add(read.paragraph, one, word)
        known |= before
        for speech in read.speeches:
            if result[speech.quote].speech is None:
                voice = known.get(speech.subject.mention.start, NOBODY)
                result[speech.quote] = Attribution(found[speech.quote], speech, voice)
    return Attributions(tuple(result), cast, party_names)
