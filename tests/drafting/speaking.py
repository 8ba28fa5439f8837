"""Who speaks in a text, in short."""

from briefing.drafting.attribution import Attribution, attribute
from briefing.drafting.words.choosing import lexicon_of
from briefing.evidence.paragraph_marks import paragraphs


def attributed(text: str, lang: str = "en") -> tuple[Attribution, ...]:
    """Return the quotations of a text with their speakers."""
    return attribute(text, paragraphs(text), lexicon_of(lang)).quotations


def speakers(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Return the rule and the mention of each quotation; empty texts where nobody is found."""
    return [
        (one.speech.rule, text[one.speech.mention.start : one.speech.mention.end])
        if one.speech is not None
        else ("", "")
        for one in attributed(text, lang)
    ]


def mentions(text: str, lang: str = "en") -> list[str]:
    """Return the mention of the speaker of each quotation."""
    return [mention for _, mention in speakers(text, lang)]


def names(text: str, lang: str = "en") -> list[str]:
    """Return the name of the speaker of each quotation, or the key of the party."""
    return [
        one.voice.person.name if one.voice.person is not None else one.voice.party
        for one in attributed(text, lang)
    ]
