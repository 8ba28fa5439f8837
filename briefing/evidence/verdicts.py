"""Result types of a quote check: verdicts, places, differences; frozen values only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from briefing.model.references import Target
from briefing.text.word_changes import Side

Tone = Literal["good", "warn", "bad", "muted"]
"""The colour role of a verdict."""


class Verdict(StrEnum):
    """How exactly a quotation appears in the archived text; its value is the displayed word."""

    VERBATIM = "verbatim"
    """Found character for character."""
    TYPOGRAPHY = "typography"
    """The same words and marks; how marks are written, spaces or closing punctuation differ."""
    OMISSIONS = "omissions"
    """Every part around an omission or an editor's words occurs, in order, close together."""
    ALTERED = "altered"
    """The nearest passage shares most words, but not all, or not their case or the marks in it."""
    NOT_FOUND = "not found"
    """No passage comes near."""
    AMBIGUOUS = "ambiguous"
    """Found in several places, and nothing decides between them."""
    NO_ARCHIVE = "no archive"
    """There is no archived text to compare with."""
    NOT_COMPARED = "not compared"
    """The comparison budget of the brief was exhausted before."""
    PARAPHRASE = "paraphrase"
    """Not a quotation of words, hence not compared."""

    @property
    def word(self) -> str:
        """The displayed word, in lower case."""
        return self.value

    @property
    def glyph(self) -> str:
        """One sign, one cell wide."""
        return _SIGNS[self][0]

    @property
    def ascii(self) -> str:
        """The ASCII form of the sign, one cell wide."""
        return _SIGNS[self][1]

    @property
    def tone(self) -> Tone:
        """Whether it is good news about the quotation, bad, doubtful, or none."""
        return _SIGNS[self][2]

    @property
    def is_fault(self) -> bool:
        """Whether `check` reports an error: the archived text exists but lacks the words."""
        return self in (Verdict.ALTERED, Verdict.NOT_FOUND)


_SIGNS: dict[Verdict, tuple[str, str, Tone]] = {
    Verdict.VERBATIM: ("✓", "=", "good"),
    Verdict.TYPOGRAPHY: ("≈", "~", "good"),
    Verdict.OMISSIONS: ("…", ":", "good"),
    Verdict.ALTERED: ("≠", "!", "bad"),
    Verdict.NOT_FOUND: ("✗", "x", "bad"),
    Verdict.AMBIGUOUS: ("?", "?", "warn"),
    Verdict.NO_ARCHIVE: ("–", "-", "muted"),
    Verdict.NOT_COMPARED: ("○", "o", "muted"),
    Verdict.PARAPHRASE: ("·", ".", "muted"),
}


class SpeakerCheck(StrEnum):
    """How the speaker is named near the quotation; a reason to warn, never an error."""

    NAMED = "named"
    """By name, alias or role in the same or the preceding paragraph."""
    PRONOUN = "by pronoun"
    """By a pronoun there, and the nearest person named before it is the speaker."""
    ABSENT = "not named"
    """Neither."""


class TextRange(NamedTuple):
    """A span of text, in characters (code points) from 0; the end is exclusive."""

    start: int
    """The first character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a quotation in an archived text, as stored."""

    source: str
    """The slug of the source with that archive."""
    start: int
    """The first character, from 0."""
    end: int
    """One past the last character."""
    paragraph: int
    """The paragraph in which the place starts, from 1."""
    paragraph_end: int
    """The paragraph in which the place ends, from 1."""
    parts: tuple[TextRange, ...]
    """The spans to highlight: the parts around omissions, or the whole place."""

    @property
    def characters(self) -> Target:
        """The reference to the words."""
        return Target(source=self.source, characters=(self.start, self.end))

    @property
    def paragraphs(self) -> Target:
        """The reference to the paragraphs of the words."""
        return Target(source=self.source, paragraphs=(self.paragraph, self.paragraph_end))


Kind = Literal["same", "removed", "added"]
"""The kind of a run of words in a difference."""


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A run of words in the difference between the archived text and the quotation."""

    kind: Kind
    """`removed`: only the archived text has it; `added`: only the quotation has it."""
    text: str
    """The words, joined by single spaces."""

    @property
    def side(self) -> tuple[Side, str]:
        """The run as one of the archived text, the old, and the quotation, the new."""
        return _SIDES[self.kind], self.text


_SIDES: dict[Kind, Side] = {"same": "same", "removed": "old", "added": "new"}


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The result of checking one quotation."""

    verdict: Verdict
    """How exactly the words match the archived text."""
    place: Place | None = None
    """The place; the first candidate when ambiguous, the nearest passage when altered."""
    candidates: tuple[Place, ...] = ()
    """Every place found when ambiguous, best first (at most 100); empty otherwise."""
    difference: tuple[DiffRun, ...] = ()
    """The word-by-word difference when altered; empty otherwise."""
    elsewhere: bool = False
    """Whether the place lies outside the paragraphs that the quotation cites."""
    speaker: SpeakerCheck | None = None
    """How the speaker is named near the place; None if not checked."""
    of_original: bool = False
    """Whether the check was of the original words instead of their translation."""

    @property
    def lacks_speaker(self) -> bool:
        """Whether the speaker is not named near the place."""
        return self.speaker is SpeakerCheck.ABSENT

    @property
    def says(self) -> str:
        """The verdict as a word, prefixed with `original` if it is about the original."""
        return f"original {self.verdict.word}" if self.of_original else self.verdict.word


NO_ARCHIVE = QuoteCheck(Verdict.NO_ARCHIVE)
"""The result for a quotation whose sources have no archived text."""
NOT_COMPARED = QuoteCheck(Verdict.NOT_COMPARED)
"""The result for a quotation whose brief has exhausted its budget."""
PARAPHRASE = QuoteCheck(Verdict.PARAPHRASE)
"""The result for a paraphrase, which is not compared."""
