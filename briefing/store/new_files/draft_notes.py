"""The comments of a draft above its suggestions: written, and recognised.

They say how a suggestion was found. Once it is answered they are not true any longer, and go; what
a person has written there stays.
"""

import re

NO_DAY = "The article names no day; this is the day of the draft."
"""Above a date that the article does not name."""
_RULE = r"\([A-Za-z]+(?:-[A-Za-z]+)*\)"
_QUOTE_NOTE = re.compile(
    r"¶[1-9]\d*: (?:nobody is named as the speaker(?:; perhaps [^#\n]+, who speaks in"
    r" (?:the same paragraph|the one before))?"
    rf"|“[^\n]+”(?:: (?:the text gives no name|two speak together) {_RULE}| {_RULE}"
    rf"|, read as [^\n]+ {_RULE}; see the place))"
)


def no_speaker_note(paragraph: int, perhaps: str = "") -> str:
    """Return the note on a quotation without a known speaker.

    `perhaps` is a weak guess: `Anna Lee, who speaks in the same paragraph`.
    """
    note = f"¶{paragraph}: nobody is named as the speaker"
    return f"{note}; perhaps {perhaps}" if perhaps else note


def speaker_note(
    paragraph: int, said: str, rule: str, *, name: str = "", named: bool = True, two: bool = False
) -> str:
    """Return the note of a quotation: the words that show its speaker, and the rule.

    `name` is whom a pronoun means; without `named` the words are no name, or of `two`.
    """
    if two:
        return f"¶{paragraph}: “{said}”: two speak together ({rule})"
    if not named:
        return f"¶{paragraph}: “{said}”: the text gives no name ({rule})"
    if name:
        return f"¶{paragraph}: “{said}”, read as {name} ({rule}); see the place"
    return f"¶{paragraph}: “{said}” ({rule})"


def is_draft_note(line: str) -> bool:
    """Whether a line of a file is a comment as a draft writes it, byte for byte."""
    head, sign, note = line.removesuffix("\r").partition("# ")
    if not sign or head.strip(" "):
        return False
    return note == NO_DAY or _QUOTE_NOTE.fullmatch(note) is not None
