"""Why a query finds nothing: counts for its parts alone, and for what comes near them."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from time import thread_time
from typing import NamedTuple

from briefing.catalogue.search.resolve import slugs_of
from briefing.catalogue.search.search import Search
from briefing.catalogue.suggest.spelling import nearest_word
from briefing.catalogue.used_names import nearest_name
from briefing.catalogue.values import Marks
from briefing.query import Query
from briefing.query.nodes import And, FieldFilter, Node, Not, Words, leaves, positive_terms
from briefing.query.terms import words
from briefing.text.fold import fold
from briefing.text.names import nearest

_SECONDS = 0.04  # of the processor, for all of them
_MOST = 100  # hits counted
_SHOWN = 4  # words of a long query
_NAMES = {"party": ("party",), "speaker": ("person", "party"), "issue": ("issue",)}
_COLUMNS = {"process": "process", "place": "place"}
_WORD = re.compile(r"[^\s()\"“”„«»]+")


class Alternative(NamedTuple):
    """A query near one that finds nothing."""

    text: str
    """It, as it can be typed, or the part that it leaves out."""
    hits: int
    """How many records it finds, up to 100."""
    kind: str = ""
    """`without` for one that leaves out a part, `instead` for another name."""

    def __str__(self) -> str:
        """Return `priority: 3`, `without -x: 3` or `did you mean party:Kyiv (3)?`."""
        hits = f"{self.hits}{'+' * (self.hits >= _MOST)}"
        if self.kind == "instead":
            return f"did you mean {self.text} ({hits})?"
        return f"{self.kind} {self.text}: {hits}".lstrip()


def alternatives(
    connection: sqlite3.Connection, query: Query, marks: Marks
) -> tuple[Alternative, ...]:
    """Return counts for the words of a query that finds nothing, and what would find something.

    They are fewer where they take more than 40 ms of the processor.
    """
    if query.root is None:
        return ()
    found: dict[str, Alternative] = {}
    for one in _Parts(connection, query, marks).alternatives():
        found.setdefault(one.text, one)
    return tuple(found.values())


class _Parts:
    """The parts of one query, asked one by one until the time is up."""

    def __init__(self, connection: sqlite3.Connection, query: Query, marks: Marks) -> None:
        self._connection, self._query, self._marks = connection, query, marks
        self._end = thread_time() + _SECONDS

    def alternatives(self) -> Iterator[Alternative]:
        root = self._query.root
        for each in chain(self._of_words(), self._of_names(root), self._without(root)):
            yield each
            if self._is_over():
                return

    def _is_over(self) -> bool:
        return thread_time() > self._end

    def _of_words(self) -> Iterator[Alternative]:
        terms = [term for term in positive_terms(self._query.root) if isinstance(term, Words)]
        terms = list({(term.words, term.field): term for term in terms}.values())
        # A number and a dotted word have several readings at one place.
        terms = list({term.column: term for term in reversed(terms)}.values())[::-1]
        timely = takewhile(lambda _: not self._is_over(), enumerate(terms))
        counted = sorted((self._hits(term), place) for place, term in timely)
        for hits, place in sorted(counted[:_SHOWN], key=lambda pair: pair[1]):
            if len(terms) > 1 or not hits:
                yield Alternative(self._typed(terms[place]), hits)
            if not hits:
                yield from self._near(terms[place])

    def _near(self, term: Words) -> Iterator[Alternative]:
        """Yield what comes near words that no record has."""
        if len(term.words) == 1 and not term.prefix:
            longer = term._replace(prefix=True)
            if hits := self._hits(longer):
                yield Alternative(f"{self._typed(term)}*", hits)
                return
        right = tuple(self._spelt(term, word) for word in term.words)
        corrected = term._replace(words=right, prefix=False)
        if right != term.words and (hits := self._hits(corrected)):
            yield Alternative(_written(corrected), hits)
        elif len(right) > 1:
            apart = tuple(term._replace(words=(word,), prefix=False) for word in right)
            if hits := self._hits(And(apart)):
                yield Alternative(" ".join(right), hits)

    def _spelt(self, term: Words, word: str) -> str:
        alone = term._replace(words=(word,), prefix=False, field="")
        return word if self._hits(alone) else nearest_word(self._connection, word) or word

    def _of_names(self, root: Node | None) -> Iterator[Alternative]:
        for leaf in leaves(root):
            if not isinstance(leaf, FieldFilter) or leaf.how == "matches":
                continue
            near = self._near_name(leaf)
            if near and near != leaf.value:
                text = f'{leaf.name}:"{near}"' if " " in near else f"{leaf.name}:{near}"
                hits = self._hits(leaf._replace(value=fold(near), how="is"))
                yield Alternative(text, hits, "instead")

    def _near_name(self, leaf: FieldFilter) -> str:
        """Return the name that is nearest to the value of a field that nothing is named."""
        if column := _COLUMNS.get(leaf.name):
            rows = self._connection.execute(f"SELECT DISTINCT {column} FROM brief LIMIT 1000")
            shown: dict[str, str] = {value.casefold(): value for (value,) in rows if value}
            return shown.get(nearest(leaf.value, shown), "")
        kinds = _NAMES.get(leaf.name, ())
        if any(slugs_of(self._connection, leaf, kind) for kind in kinds):
            return ""
        names = (nearest_name(self._connection, kind, leaf.value) for kind in kinds)
        return next(filter(None, names), "")

    def _without(self, root: Node | None) -> Iterator[Alternative]:
        """Yield the results of the query without one of its fields or negations."""
        parts = root.parts if isinstance(root, And) else ()
        for part in parts:
            if isinstance(part, Words) or self._is_over():
                continue
            rest = tuple(other for other in parts if other is not part)
            text = self._part_typed(part)
            if text and (hits := self._hits(And(rest) if len(rest) > 1 else rest[0])):
                yield Alternative(text, hits, "without")

    def _hits(self, root: Node) -> int:
        search = Search(self._connection, Query(root=root), self._marks)
        counts = search.count(_MOST)
        if counts is not None:
            return counts[0]
        hits = 0
        for _ in islice(search.hits(search.candidates()), _MOST):
            hits += 1
            if self._is_over():
                break
        return hits

    def _typed(self, term: Words) -> str:
        """Return words in the notation of the query."""
        match = _WORD.match(self._query.text, term.column - 1)
        typed = match[0].strip(".,;:!?") if match else ""
        lead = f"{term.field}:" if term.field else ""
        return f"{lead}{typed}" if tuple(words(typed)) == term.words else _written(term)

    def _part_typed(self, part: Node) -> str:
        """Return a field or a negation in the notation of the query; empty for a group."""
        if isinstance(part, Not):
            inner = part.part
            text = self._typed(inner) if isinstance(inner, Words) else self._part_typed(inner)
            return f"-{text}" if text else ""
        if isinstance(part, FieldFilter):
            value = f'"{part.value}"' if " " in part.value else part.value
            return f"{part.name}:{value}{'*' * (part.how == 'begins')}"
        column = getattr(part, "column", 0)
        start = self._query.text.rfind(" ", 0, column) + 1 if column else 0
        match = re.compile(r"\S+:\S+").match(self._query.text, start) if column else None
        return match[0] if match else ""


def _written(term: Words) -> str:
    lead, body = f"{term.field}:" if term.field else "", " ".join(term.words)
    return f'{lead}"{body}"' if len(term.words) > 1 else f"{lead}{body}{'*' * term.prefix}"
