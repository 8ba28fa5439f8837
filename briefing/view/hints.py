"""Letter labels on references while one is being chosen."""

from collections.abc import Mapping

from briefing.model.references import Target
from briefing.text.width import cells
from briefing.view.spans import Line, Span, width_of


def with_hints(line: Line, letters: Mapping[Target, str], width: int) -> Line:
    """Return a row of at most `width` cells with letters in place of its references.

    `letters` are by target. Nothing else in the row moves: a reference too short for `(a)`, such as
    `¶2`, takes a space from before or after it, and if there is none, shows the bare letter.
    """
    spans = list(line)
    for at, span in enumerate(line):
        letter = letters.get(span.target) if span.target is not None else None
        if letter is not None:
            text = _hint(spans, at, letter, width)
            spans[at] = span._replace(text=text, role="warn")
    return tuple(spans)


def _hint(spans: list[Span], at: int, letter: str, width: int) -> str:
    """Return the text in place of a reference, and take the spaces that it needs."""
    room = cells(spans[at].text)
    text = f"({letter})"
    missing = len(text) - room
    if missing <= 0:
        return text + " " * -missing
    before = spans[at - 1].text if at else ""
    behind = spans[at + 1].text if at + 1 < len(spans) else ""
    left = min(missing, len(before) - len(before.rstrip(" ")))
    right = min(missing - left, len(behind) - len(behind.lstrip(" ")))
    free = max(0, width - width_of(tuple(spans))) if at + 1 == len(spans) else 0
    if left + right + free < missing:
        return letter + " " * (room - 1)
    if left:
        spans[at - 1] = spans[at - 1]._replace(text=before[: len(before) - left])
    if right:
        spans[at + 1] = spans[at + 1]._replace(text=behind[right:])
    return text
