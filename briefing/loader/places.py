"""Positions of values in a file, and of its faults."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from briefing.loader.problems import Problem
from briefing.loader.syntax import Fault, Lines, Node, Scalar, find, origins


class Locator:
    """The lines and columns of the values of one file; both from 1, in characters."""

    __slots__ = ("_lines", "root", "text")

    def __init__(self, text: str, root: Node | None) -> None:
        self.text = text
        """The decoded file."""
        self.root = root
        """Its syntax tree."""
        self._lines = Lines(text)

    def at(self, where: str) -> tuple[int, int]:
        """Return the line and column of the value at a dotted path such as `agreements.a2.issue`.

        For records and lists it is that of their key; for a value that is not in the file, that of
        the nearest part of its path.
        """
        return self._lines.position(find(self.root, where)[1])

    def has(self, where: str) -> bool:
        """Whether the file has a value at a dotted path."""
        return find(self.root, where)[0] is not None

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character of the file, counted from 0."""
        return self._lines.position(offset)

    def problem(self, path: str, fault: Fault) -> Problem:
        """Return the fault as a problem of the file `path`."""
        return next(self.problems(path, [fault]))

    def problems(self, path: str, faults: Sequence[Fault]) -> Iterator[Problem]:
        """Yield faults of one value as problems of the file `path`."""
        # All at once, so that a long text is read only once.
        within = [fault.within for fault in faults if fault.within is not None]
        inside = iter(self._inside(faults[0].where, within) if within else ())
        for fault in faults:
            if fault.offset is not None:
                place = self.position(fault.offset)
            else:
                place = self.at(fault.where) if fault.within is None else next(inside)
            yield Problem(path, *place, fault.severity, fault.code, fault.where, fault.message)

    def _inside(self, where: str, offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
        node, at = find(self.root, where)
        if isinstance(node, Scalar) and node.text:
            return map(self.position, origins(self.text, node, offsets))
        return map(self.position, [at] * len(offsets))


def located(faults: Iterable[Fault], *files: tuple[str, Locator]) -> Iterator[Problem]:
    """Yield faults as problems of the first file with their value, or else of the first file."""
    by_value: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_value[fault.where].append(fault)
    for where, same in by_value.items():
        holders = (file for file in files if file[1].has(where))
        path, places = next(holders, files[0])
        yield from places.problems(path, same)
