"""Paragraphs of plain text: blocks between blank lines, or lines where each is a paragraph."""

from collections.abc import Iterable

from briefing.evidence.paragraph_marks import paragraphs
from briefing.text.clean import clean, is_blank

_LONG = 120
"""Characters of a line that was not broken by hand or by a program of mail."""
_ENDS = tuple(".!?…:;”“\"»'’)")
"""What a line ends with that is a paragraph of its own."""


def blocks(text: str) -> list[str]:
    """Return the paragraphs of a cleaned text; a block of one-line paragraphs is split."""
    spans = paragraphs(text)
    found = []
    for span in spans:
        block = text[span.start : span.end]
        lines = [line.strip() for line in block.split("\n")]
        if len(lines) > 1 and _is_line_a_paragraph(lines, alone=len(spans) == 1):
            found += [line for line in lines if line]
        else:
            found.append(block)
    return found


def _is_line_a_paragraph(lines: list[str], *, alone: bool) -> bool:
    """Whether each line is a paragraph: most are long, or, of a whole text, end like sentences."""
    if sum(map(len, lines)) > _LONG * len(lines):
        return True
    ended = sum(line.endswith(_ENDS) for line in lines)
    return alone and ended >= 0.8 * len(lines)


def joined(paragraphs: Iterable[str]) -> str:
    """Return the text that is archived for some paragraphs."""
    return "\n\n".join(paragraphs) + "\n"


def tidy(text: str) -> str:
    """Return a paragraph on one line, cleaned, with single spaces; no-break spaces stay."""
    # str.split would take no-break spaces too, and they are part of the words.
    line = clean(text.strip(), line=True)
    return "" if is_blank(line) else " ".join(part for part in line.split(" ") if part)
