"""What to cut out of a text, and what to put in its place, for one change."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.loader.syntax import Items, Node, Record, Scalar
from briefing.store.edits.change import Value, refused
from briefing.store.edits.extents import (
    Entry,
    after_colon,
    after_spaces,
    begins_line,
    entries,
    line_start,
    next_line,
    rest_of_line,
    skipped,
)
from briefing.store.edits.notation import Writing
from briefing.store.new_files.draft_notes import is_draft_note


class Splice(NamedTuple):
    """A part of a text with what takes its place."""

    start: int
    """Its first character."""
    end: int
    """The end, exclusive."""
    text: str = ""
    """The new text."""


def replaced(
    text: str, owner: Record | Items, key: str | int, value: Value, writing: Writing
) -> Sequence[Splice]:
    """Return the pieces that set an existing value."""
    entry = _entry(text, owner, key)
    node, written = entry.value, writing.value(value)
    if isinstance(value, str) and isinstance(node, Scalar):
        written = writing.text(value, node.style)
    is_seen = isinstance(node, Scalar) and text[node.start : node.end].strip()
    if node.end >= 0 and (is_seen or not isinstance(node, Scalar)):
        return [Splice(node.start, entry.end, written)]
    at = after_colon(text, entry.key, entry.start) if entry.key else entry.start + 1
    end = at if isinstance(node, Scalar) else entry.end
    return [Splice(at, end, f" {written}")]


def removed(text: str, owner: Record | Items, key: str | int) -> Sequence[Splice]:
    """Return the pieces that remove one of several entries."""
    every = entries(text, owner)
    at = next(n for n, one in enumerate(every) if key in (one.key, n))
    entry, following = every[at], every[at + 1 : at + 2]
    if owner.end >= 0:
        return _out_of_brackets(text, every, at)
    end = rest_of_line(text, entry.end)
    if end is None:
        raise refused(entry.key, "something else stands on its line")
    if begins_line(text, entry.start):
        return [Splice(line_start(text, entry.start), next_line(text, end))]
    # The first key of an item stands after its dash, and the next one takes its place.
    if following and not text[end : following[0].start].strip():
        return [Splice(entry.start, following[0].start)]
    return [Splice(entry.start, end)]


def _out_of_brackets(text: str, every: Sequence[Entry], at: int) -> Sequence[Splice]:
    """Return the pieces that remove an entry with the comma after or, of the last one, before."""
    entry, is_last = every[at], at + 1 == len(every)
    comma = skipped(text, entry.end)
    has_comma = text[comma : comma + 1] == ","
    own = Splice(entry.start, comma + 1 if has_comma else entry.end)
    end = rest_of_line(text, own.end)
    if on_lines := end is not None and begins_line(text, entry.start):
        own = Splice(line_start(text, entry.start), next_line(text, end or 0))
    elif not is_last:
        own = own._replace(end=after_spaces(text, own.end))
    if not is_last:
        return [own]
    before = skipped(text, every[at - 1].end)
    if text[before : before + 1] != ",":
        raise refused(entry.key, "its comma cannot be found")
    if on_lines or text[before + 1 : own.start].strip():
        return [Splice(before, before + 1), own]
    return [Splice(before, own.end)]


def inserted(
    text: str, owner: Record, entry: tuple[str, Value], after: str | None, writing: Writing
) -> Sequence[Splice]:
    """Return the pieces that add a key after another, as the first (empty) or last one (None)."""
    every, style = entries(text, owner), writing._replace(on_lines=owner.end < 0)
    if not every:
        return [Splice(owner.start + 1, owner.start + 1, style.entry(*entry, ""))]
    first = every[0]
    column = " " * (first.start - line_start(text, first.start))
    on_lines = begins_line(text, first.start)
    if owner.end >= 0:
        column = text[line_start(text, first.start) : first.start] if on_lines else ""
    written = style.entry(*entry, column)
    between = f"{writing.newline}{column}" if owner.end < 0 or on_lines else " "
    comma = "," * (owner.end >= 0)
    if after == "":
        return [Splice(first.start, first.start, f"{written}{comma}{between}")]
    last = next((one for one in every if one.key == after), every[-1])
    at = last.end
    if owner.end < 0:
        end = rest_of_line(text, at)
        if end is None:
            raise refused(last.key, "something else stands on its line")
        at = end
    return [Splice(at, at, f"{comma}{between}{written}")]


def added(text: str, node: Node | None, value: str, writing: Writing) -> Sequence[Splice]:
    """Return the pieces that add a text at the end of a list that has items."""
    assert isinstance(node, Items)
    last = entries(text, node)[-1]
    written = writing.text(value)
    on_lines = begins_line(text, last.start)
    if node.end >= 0:
        column = text[line_start(text, last.start) : last.start]
        between = f",{writing.newline}{column}" if on_lines else ", "
        return [Splice(last.end, last.end, f"{between}{written}")]
    end = rest_of_line(text, last.end)
    if end is None or not on_lines:
        end = last.end
    column = " " * (last.start - line_start(text, last.start))
    return [Splice(end, end, f"{writing.newline}{column}- {written}")]


def notes_above(text: str, at: int) -> Sequence[Splice]:
    """Return the pieces that remove what a draft noted in the comments right above a line."""
    pieces: list[Splice] = []
    start = line_start(text, at)
    while start:
        above = line_start(text, start - 1)
        line = text[above : start - 1]
        if not line.lstrip(" \t").startswith("#"):
            break
        if is_draft_note(line):
            pieces.append(Splice(above, start))
        start = above
    return pieces


def _entry(text: str, owner: Record | Items, key: str | int) -> Entry:
    """Return an entry by its key or index."""
    return next(one for n, one in enumerate(entries(text, owner)) if key in (one.key, n))
