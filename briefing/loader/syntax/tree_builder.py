"""Shared base of the YAML and JSON readers: nesting, limits, located faults."""

from typing import NoReturn

from briefing.loader.problems import short
from briefing.loader.syntax.tree import Fault, Items, Lines, Node, Record

MAX_NODES = 20_000
"""Keys and values in one file."""
MAX_DEPTH = 32
"""Levels inside one another."""
MAX_FAULTS = 500
"""Faults of notation after which a file is not read on."""


def too_deep(offset: int) -> Fault:
    """Return what is said of the value that begins one level too many."""
    return Fault(offset, "too-deep", f"more than {MAX_DEPTH} levels of nesting; flatten the brief")


class Stop(Exception):
    """Reading does not go on; the last fault says why."""


class Level:
    """One record or list that is being read."""

    __slots__ = ("begins", "items", "key", "keys", "record", "start", "values")

    def __init__(self, start: int, record: bool) -> None:
        self.start = start
        self.record = record
        self.keys: dict[str, int] = {}
        self.values: dict[str, Node] = {}
        self.items: list[Node] = []
        self.key: str | None = None
        """The key whose value comes next; None for one whose value is dropped."""
        self.begins = -1
        """Where that key begins; -1 while a key is awaited."""

    def add(self, node: Node) -> None:
        """Take the next value."""
        if not self.record:
            self.items.append(node)
            return
        if self.key is not None:
            self.keys[self.key] = self.begins
            self.values[self.key] = node
        self.begins = -1

    def node(self) -> Node:
        """Return what has been read."""
        if self.record:
            return Record(self.start, self.keys, self.values)
        return Items(self.start, tuple(self.items))


class Builder:
    """The levels being read, what is counted, and what is wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.levels: list[Level] = []
        self.faults: list[Fault] = []
        """What is wrong, in the order in which it was met."""
        self.root: Node | None = None
        """The tree once all is read; None where reading had to stop."""
        self._nodes = 0
        self._lines = Lines(text)

    def count(self, start: int) -> None:
        """Count one key or value, and stop at the limit."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.fault(start, "too-large", f"more than {MAX_NODES:,} values; split the brief")
            raise Stop

    def open(self, start: int, record: bool) -> None:
        """Begin a record or list, and stop at the limit."""
        self.count(start)
        self.levels.append(Level(start, record))
        if len(self.levels) > MAX_DEPTH:
            self.faults.append(too_deep(start))
            raise Stop

    def key(self, key: str, start: int) -> None:
        """Take the next key of the record being read, and report one that was there before."""
        level = self.levels[-1]
        level.key, level.begins = key, start
        if key in level.keys:
            line, _ = self._lines.position(level.keys[key])
            self.fault(
                start,
                "duplicate-key",
                f'"{short(key)}" is defined twice, first on line {line}; keep one',
            )
            level.key = None

    def fault(self, offset: int, code: str, message: str) -> None:
        """Report something wrong with the value being read, and stop where it is all wrong."""
        self.faults.append(Fault(offset, code, message, self.where()))
        if len(self.faults) >= MAX_FAULTS:
            raise Stop

    def stop(self, offset: int, message: str) -> NoReturn:
        """Report what cannot be read at all."""
        self.faults.append(Fault(offset, "syntax", message))
        raise Stop

    def where(self) -> str:
        """Return the dotted path of what is being read."""
        parts = []
        for level in self.levels:
            if not level.record:
                parts.append(str(len(level.items) + 1))
            elif level.key is not None and level.begins >= 0:
                parts.append(level.key)
        return ".".join(parts)
