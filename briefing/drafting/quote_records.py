"""One quotation -> the record of a quote, with comments on how its speaker was found."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.drafting.attribution import Attribution
from briefing.drafting.cast import Cast, Values
from briefing.drafting.names.voices import Voice
from briefing.drafting.scanner.quotation_marks import Quoted
from briefing.drafting.scanner.scan import Speech
from briefing.drafting.words.lexicon import listed
from briefing.evidence.verdicts import TextRange
from briefing.store.new_files.draft_notes import no_speaker_note, speaker_note

_AROUND = 32
"""Characters before and after the words that stand more than once in a paragraph."""
_SMALL = listed("the and for with from von und der die das den des les aux sur dans pour")
_TRAILING = ",;"
_ENDS = tuple(".!?…")


class QuoteRecord(NamedTuple):
    """A quote of a draft, and what was found."""

    key: str
    """Its key."""
    values: Values
    """What the file says."""
    comments: tuple[str, ...]
    """What stands above it in the file."""
    rule: str
    """The rule that found the speaker; empty where none did."""
    grade: str
    """`named` or `pronoun`, as in `Voice`; empty for no speaker."""
    place: TextRange
    """The words in the text."""
    mention: TextRange | None
    """The words for the speaker in the text."""


def quote_record(
    key: str, text: str, spans: Sequence[TextRange], one: Attribution, cast: Cast, weak: str = ""
) -> QuoteRecord:
    """Return the record of a quotation; its people and parties become part of the cast."""
    quoted, speech = one.quoted, one.speech
    words, place = _words(text, quoted)
    values: Values = {}
    who = _who(one, cast)
    if who:
        values["who"] = who
    values["text"] = words
    if speech is not None and speech.rule != "view":  # `For Lee` is no word for how
        values["verb"] = _verb(text, speech)
    if not _is_whole(words, text, quoted):
        values["kind"] = "partial"
    via = _via(text, one, has_speaker=bool(who))
    if via:
        values["via"] = via
    values["from"] = _place(quoted)
    values |= _surroundings(text, spans, quoted, words)
    values["suggested"] = [
        "who", *(key for key in ("verb", "via") if key in values)
    ]  # fmt: skip
    return QuoteRecord(
        key, values, _comments(text, one, bool(who), weak), speech.rule if speech else "",
        one.voice.grade if who else "", place, speech.mention if speech else None,
    )  # fmt: skip


def _words(text: str, quoted: Quoted) -> tuple[str, TextRange]:
    """Return the words of a quotation, without the comma that belongs to the sentence around."""
    parts = []
    for number, piece in enumerate(quoted.pieces):
        start = quoted.start if not number else piece.start + 1
        end = quoted.end if number + 1 == len(quoted.pieces) else piece.end
        parts.append(text[start:end].strip())
    words = " ".join(" ".join(parts).split())
    return words.rstrip(_TRAILING).rstrip() or words, TextRange(quoted.start, quoted.end)


def _verb(text: str, speech: Speech) -> str:
    """Return the words for how it was said; `According to him` has its pronoun."""
    end = speech.verb.end
    if speech.rule == "according" and speech.subject.kind == "pronoun":
        end = max(end, speech.mention.end)
    return " ".join(text[speech.verb.start : end].split())


def _who(one: Attribution, cast: Cast) -> str:
    voice = one.voice
    if voice.person is not None:
        return cast.person(voice.person)
    is_source = one.speech is not None and one.speech.rule == "according"
    return cast.party(voice.party) if voice.party and not is_source else ""


def _via(text: str, one: Attribution, *, has_speaker: bool) -> str:
    """Return who relayed the words: `according to OUTLET` is no speaker."""
    if one.speech is None:
        return ""
    via = one.speech.via
    is_source = one.speech.rule == "according" and one.speech.subject.kind != "pronoun"
    if via is None and is_source and not has_speaker:
        via = one.speech.subject.mention
    return " ".join(text[via.start : via.end].split()) if via else ""


def _is_whole(words: str, text: str, quoted: Quoted) -> bool:
    """Whether a sentence is quoted from its beginning to its end."""
    first = next((letter for letter in words if letter.isalnum()), "")
    last = text[quoted.start : quoted.end].rstrip()[-1:]
    ends = last in (*_ENDS, ",") or words.endswith(_ENDS)
    return not first.islower() and ends


def _place(quoted: Quoted) -> str:
    first, last = quoted.first + 1, quoted.first + len(quoted.pieces)
    return f"article#p{first}" if first == last else f"article#p{first}-{last}"


def _surroundings(
    text: str, spans: Sequence[TextRange], quoted: Quoted, words: str
) -> dict[str, str]:
    """Return what stands around the words, if they stand more than once in their paragraph."""
    span = spans[quoted.first]
    first = text.find(words, span.start, span.end)
    if len(quoted.pieces) > 1 or text.find(words, first + 1, span.end) < 0:
        return {}
    before = text[max(span.start, quoted.start - _AROUND) : quoted.start]
    after = text[quoted.start + len(words) : min(span.end, quoted.end + _AROUND)]
    around = {"prefix": before, "suffix": after}
    return {key: value for key, value in around.items() if value.strip()}


def _comments(text: str, one: Attribution, found: bool, weak: str) -> tuple[str, ...]:
    number = one.quoted.first + 1
    if one.speech is None:
        return (no_speaker_note(number, weak),)
    name = _shown(one.voice) if found and one.voice.grade == "pronoun" else ""
    said = _in_short(text, one.speech)
    two = one.speech.subject.kind == "several" and not found
    return (speaker_note(number, said, one.speech.rule, name=name, named=found, two=two),)


def _shown(voice: Voice) -> str:
    return voice.person.name if voice.person is not None else voice.party


def _in_short(text: str, speech: Speech) -> str:
    parts = sorted((speech.mention, speech.verb), key=lambda span: span.start)
    first, second = (" ".join(text[span.start : span.end].split())[:80] for span in parts)
    joint = " " if parts[1].start - parts[0].end <= 1 else " … "
    return f"{first}{joint}{second}"


def title_case(words: Sequence[str]) -> bool:
    """Whether words are those of a title: each but the smallest has a capital."""
    large = [word for word in words if len(word) > 2 and word.lower() not in _SMALL]
    return len(large) > 1 and words[0][:1].isupper() and all(word[0].isupper() for word in large)


def weak_guess(text: str, one: Attribution, past: Sequence[Attribution]) -> str:
    """Return who spoke last, at most one paragraph before; empty if nobody did."""
    for other in reversed(past[-3:]):
        if other.quoted.first < one.quoted.first - 1:
            break
        if other.voice:
            where = (
                "the same paragraph" if other.quoted.first == one.quoted.first else "the one before"
            )
            return f"{_shown(other.voice)}, who speaks in {where}"
    return ""
