"""The snippet shown for a hit: a stretch of text around its first match."""

from typing import NamedTuple

from briefing.query.highlight import Anchors, Closeness, Matches, Ranges, every_place
from briefing.query.nodes import Terms

LENGTH = 320
"""Characters of an excerpt, at most."""
_BEFORE = 48  # characters shown before the first find
_JOINER = ": "


class Excerpt(NamedTuple):
    """The excerpt of a record."""

    text: str
    """In one line."""
    spans: Ranges
    """What to light in it, in characters."""
    where: Ranges
    """Every find in the record's text, in characters."""
    closeness: tuple[Closeness, ...]
    """How close together the record has the words of each row of the query."""


def excerpt_of(
    terms: Terms, kind: str, about: str, text: str, anchors: Anchors = every_place
) -> Excerpt:
    """Return the excerpt of a record, around the best place for the words in its text.

    Where only the heading `about` holds the words, the excerpt begins with it.
    """
    found = Matches(terms, text, kind)
    # Where a record has none of the words that it would best be shown for, it shows the others.
    where, closeness = found.spans(anchors) or found.spans(), found.closeness
    if about and (not where or min(closeness, default=Closeness.PHRASE) < Closeness.PHRASE):
        heading = Matches(terms, about, kind)
        if not where or heading.closeness > closeness:
            return _headed(kind, about, text, heading, anchors)
    excerpt, spans = _window(text, where, found.first(anchors, where))
    return Excerpt(excerpt, spans, where, closeness)


def _headed(kind: str, about: str, text: str, heading: Matches, anchors: Anchors) -> Excerpt:
    spans = heading.spans(anchors)
    if kind == "title" and not spans:
        about = ""
    excerpt, lit = _window(
        _JOINER.join(filter(None, (about, text))), spans, spans[0][0] if spans else 0
    )
    return Excerpt(excerpt, lit, (), heading.closeness)


def _window(text: str, where: Ranges, first: int) -> tuple[str, Ranges]:
    """Return the part of a text around its character `first`, and the spans within that part."""
    start = _word_start(text, max(0, first - _BEFORE), first)
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
