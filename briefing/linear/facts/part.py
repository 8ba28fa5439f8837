"""A part of what is read, as lines; and the words that lines are made of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import inline
from briefing.view.spans import Line, plain


class Part(NamedTuple):
    """The lines that are read together: of a record, a paragraph, a row of a board."""

    key: str
    """The record, as `Item.key`; empty for what belongs to none."""
    lines: tuple[str, ...]
    """Its facts, a line each, the first one saying what it is."""
    targets: tuple[Target, ...] = ()
    """What it leads to, in reading order."""

    def with_more(self, part: "Part") -> "Part":
        """Return this part, and then another, as one."""
        targets = tuple(dict.fromkeys((*self.targets, *part.targets)))
        return Part(self.key, (*self.lines, *part.lines), targets)


def fact(label: str, *texts: str | None) -> list[str]:
    """Return `Label: one, two` of the texts that are not empty; nothing without any."""
    said = ", ".join(one for one in map(in_a_line, texts) if one)
    return [f"{capital(label)}: {said}"] if said else []


def in_a_line(text: str | None) -> str:
    """Return a text with single spaces for white space of any kind."""
    return " ".join((text or "").split())


def capital(text: str) -> str:
    """Return a text with a capital for its first letter."""
    return text[:1].upper() + text[1:]


def prose(text: str | None) -> str:
    """Return Markdown of one paragraph without its notation; a reference is shown as `[q1]`."""
    return plain(inline(in_a_line(text)))


def ordinal(name: str, at: int, total: int, *more: str) -> str:
    """Return `Agreement 2 of 3, a2`; `at` counts from 0."""
    return ", ".join(filter(None, (f"{name} {at + 1:,} of {total:,}", *more)))


def place_words(view: BriefView, place: Target) -> str:
    """Return how a reference is read: `paragraph 5`, with its source if there are several."""
    if place.url:
        return place.url
    if not place.source:
        return str(place)
    if place.characters is not None:
        return f"its place in {place.source}"
    if place.paragraphs is None:
        return place.source
    first, last = place.paragraphs
    shown = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
    return shown if len(view.brief.sources) == 1 else f"{shown} of {place.source}"


def support_facts(view: BriefView, places: Sequence[str], quotes: Iterable[str] = ()) -> list[str]:
    """Return the line that names the places and quotes on which something rests."""
    return fact("Support", *(place_words(view, Target.place(one)) for one in places), *quotes)


def row_text(line: Line) -> str:
    """Return the words of a row of a pane, without the sign at its beginning."""
    return capital(plain(line).strip().lstrip("!?>+-–• ").strip()) or plain(line).strip()
