"""The base of the YAML and JSON readers: nesting, limits, faults."""

from typing import NoReturn

from briefing.loader.problems import short
from briefing.loader.syntax.tree import Fault, Items, Lines, Node, Record

MAX_NODES = 20_000
"""Keys and values in one file."""
MAX_DEPTH = 32
"""Levels of nesting."""
MAX_FAULTS = 500
"""Faults of notation after which parsing stops."""


def too_deep(offset: int) -> Fault:
    """Return the fault of a value that starts a level beyond the limit."""
    return Fault(offset, "too-deep", f"more than {MAX_DEPTH} levels of nesting; flatten the brief")


class Stop(Exception):
    """Parsing stops; the last fault says why."""


class Level:
    """One record or list in progress."""

    __slots__ = ("begins", "items", "key", "keys", "record", "start", "values")

    def __init__(self, start: int, record: bool) -> None:
        self.start = start
        self.record = record
        self.keys: dict[str, int] = {}
        self.values: dict[str, Node] = {}
        self.items: list[Node] = []
        self.key: str | None = None
        """The key of the next value; None if the value is to be dropped."""
        self.begins = -1
        """The start of that key; -1 before a key."""

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        return self.record and self.begins < 0

    def add(self, node: Node) -> None:
        """Add the next value."""
        if not self.record:
            self.items.append(node)
            return
        if self.key is not None:
            self.keys[self.key] = self.begins
            self.values[self.key] = node
        self.begins = -1

    def node(self, end: int = -1) -> Node:
        """Return the record or list; `end` is that of its closing bracket, if it has one."""
        if self.record:
            return Record(self.start, self.keys, self.values, end)
        return Items(self.start, tuple(self.items), end)


class Builder:
    """The levels in progress, the number of nodes, and the faults of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.levels: list[Level] = []
        self.faults: list[Fault] = []
        """The faults, in reading order."""
        self.root: Node | None = None
        """The tree; None until the end, or if parsing stopped."""
        self._nodes = 0
        self._lines = Lines(text)

    def count(self, start: int) -> None:
        """Count one key or value; stop at the limit."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.fault(start, "too-large", f"more than {MAX_NODES:,} values; split the brief")
            raise Stop

    def open(self, start: int, record: bool) -> None:
        """Start a record or list; stop at the limit."""
        self.count(start)
        self.levels.append(Level(start, record))
        if len(self.levels) > MAX_DEPTH:
            self.faults.append(too_deep(start))
            raise Stop

    def key(self, key: str, start: int) -> None:
        """Set the next key of the current record; report a duplicate."""
        level = self.levels[-1]
        level.key, level.begins = key, start
        if key in level.keys:
            line, _ = self._lines.position(level.keys[key])
            message = f'"{short(key)}" is defined twice, first on line {line}; keep one'
            self.fault(start, "duplicate-key", message)
            level.key = None

    def fault(self, offset: int, code: str, message: str) -> None:
        """Report a fault of the current value; stop at the limit."""
        self.faults.append(Fault(offset, code, message, self.where()))
        if len(self.faults) >= MAX_FAULTS:
            raise Stop

    def stop(self, offset: int, message: str) -> NoReturn:
        """Report a syntax error, and stop."""
        self.faults.append(Fault(offset, "syntax", message))
        raise Stop

    def partial(self) -> tuple[Node | None, str | None]:
        """Return the tree of what was parsed before a stop, and the dotted path of the stop.

        None and None where nothing stopped. It ends the levels in progress, so ask once.
        """
        if not self.levels:
            return None, None
        where = self.where()
        while len(self.levels) > 1:
            node = self.levels.pop().node()
            self.levels[-1].add(node)
        return self.levels.pop().node(), where

    def where(self) -> str:
        """Return the dotted path of the current value."""
        parts = []
        for level in self.levels:
            if not level.record:
                parts.append(str(len(level.items) + 1))
            elif level.key is not None and level.begins >= 0:
                parts.append(level.key)
        return ".".join(parts)
