"""Official records: paragraphs that begin with `Name (Party):` are speech.

So does a name alone on a line before a colon. What follows is the same speech, to the next name.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.drafting.words.lexicon import listed
from briefing.evidence.verdicts import TextRange

_HEAD = re.compile(
    r"(?P<name>[^\W\d_][^:()\n]{0,79}?)\s*(?:\((?P<party>[^():\n]{2,60})\)\s*)?"
    r"(?:\((?:[^():\n]{2,60})\)\s*)?:(?:\s+|$)"
)
_LOWER = listed("of the and de da van von bin al el la le du des for und der y e")
_MOST_WORDS = 8


class Turn(NamedTuple):
    """One paragraph of speech in a record."""

    paragraph: int
    """Its index."""
    start: int
    """Where the words begin, after the name."""
    end: int
    name: str
    """The one who speaks, as written, without a form of address."""
    party: str
    """The party in brackets; empty where there is none."""


def turns(text: str, paragraphs: Sequence[TextRange]) -> list[Turn]:
    """Return the paragraphs of speech in order; the same name speaks until the next one."""
    found: list[Turn] = []
    name = party = ""
    for index, span in enumerate(paragraphs):
        start = span.start
        head = _head(text, span)
        if head is not None:
            name, party = head["name"].strip(), (head["party"] or "").strip()
            start = head.end()
        if name and start < span.end:
            found.append(Turn(index, start, span.end, _plain(name), party))
    return found


_ADDRESS = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Herr|Frau|M|Mme|Г-н|Г-жа|Пан|Пані)\.?\s+")


def _plain(name: str) -> str:
    return _ADDRESS.sub("", name, count=1) if _ADDRESS.match(name) else name


def _head(text: str, span: TextRange) -> re.Match[str] | None:
    match = _HEAD.match(text, span.start, span.end)
    if match is None:
        return None
    words = match["name"].split()
    if len(words) > _MOST_WORDS:
        return None
    names = (word[0].isupper() or word.lower() in _LOWER for word in words)
    return match if words[0][0].isupper() and all(names) else None
