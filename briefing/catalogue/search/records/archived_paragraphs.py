"""Finding the matching paragraphs of archived texts, mostly without reading them.

An archived text may have tens of thousands of paragraphs; the full-text table says which hold a
word, and only those that are shown are read.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefing.catalogue.search.records.record_filter import (
    JUDGED_COLUMNS,
    PARAGRAPH,
    RecordFilter,
    Sets,
)
from briefing.query.fields import TEXT_KINDS
from briefing.query.nodes import Leaf, Pattern, Words

_AT_ONCE = 200


class ParagraphRun(NamedTuple):
    """The place of a brief's paragraphs in the tables."""

    first: int
    """The number of the first."""
    size: int
    """How many there are."""
    position: int
    """Which record of the brief the first is."""

    def chunks(self) -> "Iterator[ParagraphRun]":
        """Yield stretches of it, in order."""
        for start in range(0, self.size, _AT_ONCE):
            size = min(_AT_ONCE, self.size - start)
            yield ParagraphRun(self.first + start, size, self.position + start)


class Archived:
    """The paragraphs that one query asks for, brief by brief."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        judge: RecordFilter,
        expression_of: Callable[[Words], str | None],
    ) -> None:
        self._connection = connection
        self._judge = judge
        asked = [leaf for leaf in judge.leaves if _may_hold(leaf)]
        texts = [leaf for leaf in asked if isinstance(leaf, Words | Pattern)]
        self._expressions = {
            leaf: expression
            for leaf in texts
            if isinstance(leaf, Words) and (expression := expression_of(leaf)) is not None
        }
        self._read = [leaf for leaf in texts if leaf not in self._expressions]
        blank = judge.sets([PARAGRAPH])
        self._all = [leaf for leaf in asked if leaf not in texts and blank[leaf]]

    def add(self, sets: Sets, run: ParagraphRun) -> None:
        """Add to `sets` the paragraphs that each part holds for."""
        every = ((1 << run.size) - 1) << run.position
        for leaf in self._all:
            sets[leaf] |= every
        for leaf, expression in self._expressions.items():
            sets[leaf] |= self._bits(expression, run)
        if self._read:
            for chunk in run.chunks():
                in_chunk = self._judge.sets(self.rows(chunk))
                for leaf in self._read:
                    sets[leaf] |= in_chunk[leaf] << chunk.position

    def _bits(self, expression: str, run: ParagraphRun) -> int:
        rows = self._connection.execute(
            "SELECT rowid FROM rec WHERE rec MATCH ? AND rowid BETWEEN ? AND ?",
            (expression, run.first, run.first + run.size - 1),
        )
        bits = bytearray(run.size // 8 + 1)
        for (number,) in rows:
            bits[number - run.first >> 3] |= 1 << (number - run.first & 7)
        return int.from_bytes(bits, "little") << run.position

    def rows(self, run: ParagraphRun) -> list[tuple[str, ...]]:
        """Read the paragraphs of a stretch."""
        return self._connection.execute(
            f"SELECT {', '.join(JUDGED_COLUMNS)}, number FROM record WHERE number BETWEEN ? AND ?",
            (run.first, run.first + run.size - 1),
        ).fetchall()


def _may_hold(leaf: Leaf) -> bool:
    """Whether a part of a query can be said of a paragraph at all."""
    field = leaf.field if isinstance(leaf, Words | Pattern) else ""
    return not field or "source" in TEXT_KINDS[field]
