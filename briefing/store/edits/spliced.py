"""Changing a file's bytes at the positions of its values.

The text is cut where the parser says that a value begins and ends, so that comments, order, layout
and all other bytes stay. What comes of it is read again and must hold exactly the data meant;
otherwise nothing is changed.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from briefing.loader.syntax import (
    Items,
    Node,
    Notation,
    Parsed,
    Record,
    Scalar,
    find,
    notation_of,
    parse,
)
from briefing.store.edits.change import Add, Change, Put, Remove, Value, plain, refused, same
from briefing.store.edits.notation import Writing
from briefing.store.edits.splices import (
    Splice,
    added,
    inserted,
    notes_above,
    removed,
    replaced,
)
from briefing.text.ranges import replace_parts

_MARK = b"\xef\xbb\xbf"


def spliced(
    data: bytes, path: str, changes: Sequence[Change], answered: Sequence[str] = ()
) -> bytes:
    """Return the bytes of the file `path` with changes made, one after the other.

    Above the values at the dotted paths `answered`, comments go that a draft wrote.
    The file is read once for each and once more: a large one takes a second.

    Raises:
        EditRefused: the file has errors of notation, lacks what is to be changed, or is written so
            that a change would touch more than was meant.
    """
    notation = notation_of(path)
    parsed = _sound(data, notation)
    for where in answered:
        parsed = _without_notes(parsed, notation, where)
    for change in changes:
        parsed = _changed(parsed, notation, _within_existing(parsed.root, change))
    return (_MARK if data.startswith(_MARK) else b"") + parsed.text.encode()


def _sound(data: bytes, notation: Notation) -> Parsed:
    parsed = parse(data, notation)
    faults = (fault for fault in parsed.faults if fault.severity == "error")
    if (fault := next(faults, None)) is not None:
        raise refused(fault.where, f"the file has an error ({fault.message})")
    if not isinstance(parsed.root, Record):
        raise refused("", "it holds no record")
    if parsed.front is not None and parsed.front.notation == "TOML":
        raise refused("", "its front matter is TOML")
    return parsed


def _without_notes(parsed: Parsed, notation: Notation, where: str) -> Parsed:
    """Return a file without the comments that a draft wrote above a value."""
    node, at = find(parsed.root, where)
    if node is None or not (pieces := notes_above(parsed.text, at)):
        return parsed
    after = parse(replace_parts(parsed.text, sorted(pieces)).encode(), notation)
    return after if plain(after.root) == plain(parsed.root) else parsed


# --- the change, as far as the file has the records around it -----------------------------------


def _within_existing(root: Node | None, change: Change) -> Change:
    """Return a change that does the same to a record or list that the file has."""
    node, _ = find(root, change.where)
    if isinstance(change, Remove):
        return _without(root, change, node)
    if isinstance(change, Add):
        if isinstance(node, Items) and node.values:
            return change
        before = [node.text] if isinstance(node, Scalar) and node.text is not None else []
        return _within_existing(root, Put(change.where, [*before, change.value]))
    parts = change.where.split(".")
    for length in range(1, len(parts)):
        above, _ = find(root, ".".join(parts[:length]))
        if above is None or (isinstance(above, Scalar) and above.text is None):
            value: Value = change.value
            for name in reversed(parts[length:]):
                value = {name: value}
            return Put(".".join(parts[:length]), value)
    return change


def _without(root: Node | None, change: Remove, node: Node | None) -> Change:
    """Return the removal of a value; of the only one in its record, what makes that empty."""
    above = change.where.rpartition(".")[0]
    owner, _ = find(root, above)
    if node is None or not isinstance(owner, Record | Items):
        raise refused(change.where, "it is not in the file")
    if len(owner.values) > 1:
        return change
    if not above:
        raise refused(change.where, "it is all that the file holds")
    return Put(above, {} if isinstance(owner, Record) else [])


class _Place(NamedTuple):
    """A value, or where one can be put."""

    owner: Record | Items
    key: str | int
    node: Node | None
    path: tuple[str | int, ...]
    """The keys and indexes of the records around `owner`."""


def _place(root: Node | None, where: str) -> _Place:
    owner: Node | None = root
    path: list[str | int] = []
    parts = where.split(".")
    for number, part in enumerate(parts):
        node = find(owner, part)[0]
        key: str | int = part
        if isinstance(owner, Items) and node is not None:
            key = next(n for n, value in enumerate(owner.values) if value is node)
        elif not isinstance(owner, Record):
            break
        if number == len(parts) - 1:
            return _Place(owner, key, node, tuple(path))
        path.append(key)
        owner = node
    raise refused(where, "there is no such record in the file")


# --- making it ----------------------------------------------------------------------------------


def _changed(parsed: Parsed, notation: Notation, change: Change) -> Parsed:
    """Return a file with one change, made in the first way that does what was meant."""
    place = _place(parsed.root, change.where)
    before, meant = plain(parsed.root), _meant(parsed.root, place, change)
    if meant == before:
        return parsed
    is_json = notation == "json" or (parsed.front is not None and parsed.front.notation == "JSON")
    writing = Writing(is_json, "\r\n" if "\r\n" in parsed.text else "\n")
    for pieces in _ways(parsed.text, place, change, writing):
        after = parse(replace_parts(parsed.text, sorted(pieces)).encode(), notation)
        is_sound = not any(fault.severity == "error" for fault in after.faults)
        if is_sound and plain(after.root) == meant and plain(after.body) == plain(parsed.body):
            return after
    raise refused(change.where, "it is written in a way that a program cannot change safely")


def _meant(root: Node | None, place: _Place, change: Change) -> Any:
    """Return the data that a file is to hold."""
    data = owner = plain(root)
    for key in place.path:
        owner = owner[key]
    if isinstance(change, Put):
        owner[place.key] = same(change.value)
    elif isinstance(change, Add):
        owner[place.key].append(change.value)
    else:
        del owner[place.key]
    return data


def _ways(text: str, place: _Place, change: Change, writing: Writing) -> Iterator[Sequence[Splice]]:
    """Yield ways to make a change, the best first."""
    owner, key, node, _ = place
    if isinstance(change, Remove):
        yield removed(text, owner, key)
    elif isinstance(change, Add):
        yield added(text, node, change.value, writing)
    elif node is not None:
        yield replaced(text, owner, key, change.value, writing)
    elif isinstance(owner, Record) and isinstance(key, str):
        for after in dict.fromkeys((change.after, None, "")):
            yield inserted(text, owner, (key, change.value), after, writing)
