"""The snippet shown for a hit: a stretch of text around its first match."""

from briefing.query.highlight import Ranges, match_spans
from briefing.query.nodes import Pattern, Words

LENGTH = 160
"""Characters of an excerpt, at most."""
_BEFORE = 48  # characters shown before the first find
_JOINER = ": "


def excerpt_of(
    marked: tuple[Words | Pattern, ...], kind: str, about: str, text: str
) -> tuple[str, Ranges, Ranges]:
    """Return the excerpt, what to light in it, and every find in `text`, in characters.

    Where only the heading `about` holds the words, the excerpt begins with it.
    """
    where = match_spans(marked, text, kind)
    if where or not about:
        excerpt, spans = _window(text, where)
        return excerpt, spans, where
    in_heading = match_spans(marked, about, kind)
    if kind == "title" and not in_heading:
        about = ""
    excerpt, spans = _window(_JOINER.join(filter(None, (about, text))), in_heading)
    return excerpt, spans, ()


def _window(text: str, where: Ranges) -> tuple[str, Ranges]:
    start = _word_start(text, max(0, where[0][0] - _BEFORE), where[0][0]) if where else 0
    end = start + LENGTH - 2
    if end < len(text):
        end = max(text.rfind(" ", start + LENGTH // 2, end), start + LENGTH // 2)
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    shift = len(before) - start
    spans = tuple(
        (low + shift, min(high, end) + shift) for low, high in where if start <= low < end
    )
    line = text[start:end].replace("\n", " ").replace("\t", " ")
    return f"{before}{line}{after}", spans


def _word_start(text: str, low: int, high: int) -> int:
    """Return where the first whole word from `low` on begins, or `low` where none does."""
    if low == 0:
        return 0
    gap = max(text.find(" ", low, high), text.find("\n", low, high))
    return gap + 1 if gap >= 0 else low
