"""Candidate briefs -> those of their records that are hits, many briefs a statement."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, islice
from operator import or_
from typing import Any, NamedTuple

from briefing.catalogue.search.records.archived_paragraphs import Archived, ParagraphRun
from briefing.catalogue.search.records.record_filter import TEXT_COLUMNS, RecordFilter
from briefing.catalogue.storage import columns
from briefing.catalogue.storage.columns import json_list
from briefing.query.nodes import Node, Words

_BRIEFS, _MOST_BRIEFS = 16, 64  # read at once: few at first, as a page may need no more
_MOST_RECORDS = 2_000  # read at once
_GIVEN = "IN (SELECT value FROM json_each(?))"
_RECORDS = f"""
FROM brief CROSS JOIN record ON record.number BETWEEN brief.number << {columns.RECORD_BITS}
AND (brief.number << {columns.RECORD_BITS}) + brief.own - 1 WHERE brief.number {_GIVEN}
"""
_BY_NUMBER = f"FROM record WHERE record.number {_GIVEN}"

Values = tuple[Any, ...]
"""A row of a table, or some of its columns."""


class Answer(NamedTuple):
    """One record that answers, before its excerpt is made."""

    number: int
    """The brief's number."""
    head: tuple[str, str, str]
    """The brief's id, title and date."""
    record: tuple[str, ...]
    """`record_filter.TEXT_COLUMNS`, perhaps more, and last the record's number."""
    in_a_row: bool | None = None
    """Whether it has the words side by side, as typed; None where that was not asked."""


class _Candidate(NamedTuple):
    """The row of a brief that may answer."""

    number: int
    head: tuple[str, str, str]
    own: int
    paragraphs: int
    asked: Values
    """The answers to the filter's clauses."""


class Judging:
    """Applies the filter of one query to the briefs of one catalogue."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        root: Node | None,
        judge: RecordFilter | None,
        expression_of: Callable[[Words], str | None],
    ) -> None:
        """Prepare the statements; without `judge`, the title of every brief is a hit."""
        self._connection, self._judge = connection, judge
        self._root, self._expression = root, expression_of
        self._archived: Archived | None = None
        clauses = judge.clauses if judge is not None else []
        asked = "".join(f", {clause.sql}" for clause in clauses)
        self._values = tuple(value for clause in clauses for value in clause.values)
        self._about = (
            f"SELECT number, id, title, date, own, paragraphs{asked} FROM brief "
            f"WHERE number {_GIVEN}"
        )
        names = judge.columns if judge is not None else TEXT_COLUMNS
        self._select = f"SELECT {', '.join(f'record.{name}' for name in names)}, record.number "

    def hits(self, briefs: Iterable[int], check: Callable[[], None]) -> Iterator[Answer]:
        """Yield the records of `briefs` that answer, in their order and that of reading.

        `check` is called whenever some have been read, and may raise.
        """
        return chain.from_iterable(answers for _, answers in self._each(briefs, check))

    def briefs(self, briefs: Iterable[int], check: Callable[[], None]) -> Iterator[int]:
        """Yield those of `briefs` that answer."""
        each = self._each(briefs, check)
        return (number for number, answers in each if next(answers, None) is not None)

    def holding(self, records: Sequence[int], texts: Iterable[Node]) -> list[int]:
        """Return those of some records, by number and in their order, that hold one of `texts`."""
        sql = self._select + _BY_NUMBER
        rows = {row[-1]: row for row in self._connection.execute(sql, (json_list(records),))}
        there = [number for number in records if number in rows]
        if self._judge is None:
            return there
        sets = self._judge.sets([rows[number] for number in there], have_words=True)
        bits = reduce(or_, (sets[text] for text in texts), 0)
        return [number for place, number in enumerate(there) if bits >> place & 1]

    def _each(
        self, briefs: Iterable[int], check: Callable[[], None]
    ) -> Iterator[tuple[int, Iterator[Answer]]]:
        numbers, size = iter(briefs), _BRIEFS
        while some := list(islice(numbers, size)):
            rows = self._connection.execute(self._about, (*self._values, json_list(some)))
            found = {
                row[0]: _Candidate(row[0], row[1:4], row[4], row[5], row[6:])
                for row in rows.fetchall()
            }
            check()
            there = [found[number] for number in some if number in found]
            for stretch in _stretches(there):
                records = self._records(stretch)
                for one in stretch:
                    yield one.number, self._of_brief(one, records[one.number])
            size = min(_MOST_BRIEFS, size * 2)

    def _records(self, briefs: Sequence[_Candidate]) -> dict[int, list[tuple[str, ...]]]:
        """Return the records of each brief, without paragraphs; without a filter, its title."""
        numbers = [one.number for one in briefs]
        if self._judge is None:
            numbers = [columns.record_number(number, 0) for number in numbers]
        sql = self._select + (_RECORDS if self._judge is not None else _BY_NUMBER)
        records: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for row in self._connection.execute(sql, (json_list(numbers),)):
            records[columns.brief_of(row[-1])].append(row)
        return records

    def _of_brief(self, one: _Candidate, records: list[tuple[str, ...]]) -> Iterator[Answer]:
        judge = self._judge
        if judge is None:
            return (Answer(one.number, one.head, record) for record in records)
        if one.paragraphs:
            return self._with_archives(judge, one, records)
        places = judge.hits(one.asked, judge.sets(records), len(records))
        return (Answer(one.number, one.head, records[place]) for place in places)

    def _with_archives(
        self, judge: RecordFilter, one: _Candidate, records: list[tuple[str, ...]]
    ) -> Iterator[Answer]:
        """Yield the hits of a brief that has archived texts."""
        number, head, own = one.number, one.head, one.own
        run = ParagraphRun(columns.record_number(number, own), one.paragraphs, own)
        archived = self._archived or Archived(self._connection, judge, self._expression)
        self._archived = archived
        sets = judge.sets(records)
        if isinstance(self._root, Words) and self._expression(self._root) is None:
            # Nearly every paragraph holds it: read no further than is asked for.
            yield from (Answer(number, head, records[p]) for p in judge.hits((), sets, own))
            for chunk in run.chunks():
                rows = archived.rows(chunk)
                places = judge.hits((), judge.sets(rows), chunk.size)
                yield from (Answer(number, head, rows[place]) for place in places)
            return
        archived.add(sets, run)
        places = judge.hits(one.asked, sets, own + one.paragraphs)
        yield from (Answer(number, head, records[place]) for place in places if place < own)
        for place in places:
            if place >= own:
                paragraph = ParagraphRun(columns.record_number(number, place), 1, place)
                yield from (Answer(number, head, record) for record in archived.rows(paragraph))


def _candidate(row: Values) -> _Candidate:
    number, brief, title, date, own, paragraphs, *asked = row
    return _Candidate(number, (brief, title, date), own, paragraphs, tuple(asked))


def _stretches(briefs: Iterable[_Candidate]) -> Iterator[list[_Candidate]]:
    """Part briefs so that each part has no more records than are read at once, or one brief."""
    part: list[_Candidate] = []
    count = 0
    for one in briefs:
        if part and count + one.own > _MOST_RECORDS:
            yield part
            part, count = [], 0
        part.append(one)
        count += one.own
    if part:
        yield part
