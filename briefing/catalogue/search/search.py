"""A query over a catalogue: the matching briefs and records, in the order asked for."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any

from briefing.catalogue.search.brief_filters import Clause, register_functions, where_clause
from briefing.catalogue.search.candidates import (
    CandidateWalk,
    LookBudget,
    Pace,
    bounds,
    candidates,
    in_list_order,
)
from briefing.catalogue.search.phrase_expressions import Phrases
from briefing.catalogue.search.plan import plan_of, words_of_records
from briefing.catalogue.search.records.judging import Answer, Judging
from briefing.catalogue.search.records.record_filter import TEXT_COLUMNS, RecordFilter
from briefing.catalogue.search.snippet import excerpt_of
from briefing.catalogue.search.vocabulary import Vocabulary
from briefing.catalogue.search_results import Hit
from briefing.catalogue.storage import columns
from briefing.catalogue.storage.columns import REPLACED_BY, json_list
from briefing.catalogue.used_names import names_of_brief
from briefing.catalogue.values import Marks
from briefing.errors import QueryError
from briefing.query import Query
from briefing.query.nodes import (
    FieldFilter,
    WordRow,
    Words,
    leaves,
    phrase_query,
    positive_terms,
    terms_of,
)
from briefing.query.patterns import TOO_SLOW

_NEWEST = f"""
SELECT brief.number, id, title, brief.date, {", ".join(f"record.{name}" for name in TEXT_COLUMNS)},
    record.number
FROM (SELECT rowid AS hit FROM rec WHERE rec MATCH ? ORDER BY rowid DESC LIMIT ?)
JOIN record ON record.number = hit JOIN brief ON brief.number = hit >> {columns.RECORD_BITS}
ORDER BY hit DESC
"""
_ABOUT = f"""
SELECT number, status, {REPLACED_BY}, handling, path, names
FROM brief WHERE number IN (SELECT value FROM json_each(?))
"""
_DETAILS = f"""
SELECT number, verdict, place_paragraph, {columns.COLUMNS.replace("text", "''")}
FROM record WHERE number IN (SELECT value FROM json_each(?))
"""

_UNKNOWN = ("", "", "", "", "")  # about a brief that has just gone


class Search:
    """One query, made ready for one catalogue."""

    def __init__(self, connection: sqlite3.Connection, query: Query, marks: Marks) -> None:
        self._connection = connection
        self._marks = marks
        self._slow: set[str] = set()
        self._vocabulary = vocabulary = Vocabulary(connection)
        self._phrases = Phrases(connection, vocabulary)
        root = query.root
        self._root = root
        self._low, self._high = bounds(root, self._longest())
        self._plan = plan_of(root, vocabulary) if root is not None else None
        if isinstance(root, Words) and self._plan is not None and self._plan.begun:
            self._plan = self._plan._replace(records=self._phrases.begun(root))
        self._clause = where_clause(root) if root is not None else Clause("1")
        self._judged: Judging | None = None
        self._judge: RecordFilter | None = None
        if root is not None:
            self._judge = RecordFilter(root, vocabulary.slugs, vocabulary.named)
        self.marked = positive_terms(root)
        """The texts that a hit may show."""
        self._terms = terms_of(root)
        self._pace: Pace | None = None
        self._budget: LookBudget | None = None
        self._prepare()

    def _prepare(self) -> None:
        if self._clause is not None or (self._judge is not None and self._judge.clauses):
            register_functions(self._connection, self._marks, self._slow)

    def on(self, connection: sqlite3.Connection) -> "Search":
        """Return the same search, already planned, for one more question over `connection`."""
        # Another search may have given it its own functions since the last question.
        search = self
        if connection is not self._connection:
            search = copy(self)
            search._connection, search._judged = connection, None
            search._vocabulary = self._vocabulary.on(connection)
            search._phrases = self._phrases.on(connection, search._vocabulary)
        search._prepare()
        return search

    def from_day_of(self, number: int, newest_first: bool) -> "Search":
        """Return the same search without the days before that of the brief `number`."""
        first = columns.first_number(columns.day_of_number(number) + newest_first)
        return self.from_brief(first - newest_first, newest_first)

    def from_brief(self, number: int, newest_first: bool) -> "Search":
        """Return the same search without the briefs before the one with this number."""
        search = copy(self)
        if newest_first:
            search._high = min(self._high, number)
        else:
            search._low = max(self._low, number)
        return search

    def within(self, budget: LookBudget) -> "Search":
        """Return the same search, limited to a budget of records to examine."""
        search = copy(self)
        search._budget = budget
        return search

    def phrases(self) -> "Search | None":
        """Return a search for those of the hits that have the words side by side, as typed.

        None for a query of one word, or with parts other than words in a row and fields.
        """
        root = phrase_query(self._root, self._phrases.searchable)
        if root is None:
            return None
        search = Search(self._connection, Query(root=root), self._marks)
        search._pace = self._phrases.pace(root, self._terms.rows[0])
        search._phrases = self._phrases
        return search

    def _longest(self) -> int:
        row = self._connection.execute("SELECT value FROM header WHERE key = 'longest'").fetchone()
        return int(row[0])

    def _expression(self, leaf: Words) -> str | None:
        return words_of_records(leaf, self._vocabulary)

    def candidates(self, newest_first: bool = True) -> Iterator[int]:
        """Yield the numbers of the briefs that may answer, in the order of the list."""
        return in_list_order(self._connection, self._matching(newest_first), newest_first)

    def briefs(self) -> Iterator[int]:
        """Yield the numbers of the briefs that answer, by day, the latest first."""
        numbers = self._matching(newest_first=True)
        if self._clause is not None or (self._plan is not None and self._plan.exact):
            return numbers
        return self._judging().briefs(numbers, self._require_time)

    def _matching(self, newest_first: bool) -> Iterator[int]:
        plan = None if self._clause is not None else self._plan
        pace = self._pace
        is_exact = not (plan is not None and plan.begun) if pace is None else pace.is_exact
        look = None if is_exact else self._holding
        walk = CandidateWalk(
            plan, self._clause, self._low, self._high, newest_first, pace, look, self._budget
        )
        for number in candidates(self._connection, walk):
            if self._slow:
                break
            yield number
        self._require_time()

    def _holding(self, records: Sequence[int]) -> Sequence[int]:
        return self._judging().holding(records, self.marked)

    def _require_time(self) -> None:
        """Raise a QueryError where a pattern has run out of time inside SQLite."""
        for leaf in leaves(self._root) if self._slow else ():
            if isinstance(leaf, FieldFilter) and leaf.value in self._slow:
                self._slow.clear()
                raise QueryError(TOO_SLOW, leaf.column)

    def hits(self, briefs: Iterable[int]) -> Iterator[Answer]:
        """Yield the records of `briefs` that answer, in the order in which they are read."""
        return self._judging().hits(briefs, self._require_time)

    def _judging(self) -> Judging:
        if self._judged is None:
            judge = self._judge if self._clause is None else None
            self._judged = Judging(self._connection, self._root, judge, self._expression)
        return self._judged

    def answers(self, number: int) -> bool:
        """Whether the brief with this number answers; no other is looked at."""
        plan = None if self._clause is not None else self._plan
        walk = CandidateWalk(plan, self._clause, number, number)
        if next(candidates(self._connection, walk), None) is None:
            self._require_time()
            return False
        if self._clause is not None or (plan is not None and plan.exact):
            return True
        return next(self.hits((number,)), None) is not None

    def newest(self, most: int) -> list[Answer] | None:
        """Return the newest hits, found without judging brief by brief; None if that cannot be."""
        expression = self._plan.hits if self._plan is not None else None
        if expression is None:
            return None
        rows = self._connection.execute(_NEWEST, (expression, most)).fetchall()
        return [Answer(row[0], row[1:4], row[4:]) for row in rows]

    def count(self, most: int) -> tuple[int, int] | None:
        """Count up to `most` hits and their briefs at once; None if that cannot be."""
        expression = self._plan.hits if self._plan is not None else None
        if expression is None:
            return None
        row = self._connection.execute(
            "SELECT count(*), count(DISTINCT brief) FROM (SELECT rowid >> ? AS brief FROM rec "
            "WHERE rec MATCH ? ORDER BY rowid DESC LIMIT ?)",
            (columns.RECORD_BITS, expression, most),
        ).fetchone()
        return row[0], row[1]

    def anchors(self, row: WordRow) -> tuple[int, ...]:
        """Return the places of a row of words that a text is shown for, the rarest first."""
        return self._phrases.anchors(row)

    def shown(self, answers: Sequence[Answer]) -> tuple[Hit, ...]:
        """Return records that answer, each with its excerpt and the standing of its brief."""
        about_briefs = self._by_number(_ABOUT, (answer.number for answer in answers))
        about_records = self._by_number(_DETAILS, (answer.record[-1] for answer in answers))
        return tuple(
            self._hit(
                answer,
                about_briefs.get(answer.number, _UNKNOWN),
                about_records.get(int(answer.record[-1])),
            )
            for answer in answers
        )

    def _by_number(self, sql: str, numbers: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
        rows = self._connection.execute(sql, (json_list(set(numbers)),))
        return {number: tuple(values) for number, *values in rows}

    def _hit(
        self, answer: Answer, of_brief: tuple[str, ...], of_record: tuple[Any, ...] | None
    ) -> Hit:
        kind, about, text, key, start = answer.record[: len(TEXT_COLUMNS)]
        excerpt = excerpt_of(self._terms, kind, about, text, self.anchors)
        where = excerpt.where
        if start:
            where = tuple((low + int(start), high + int(start)) for low, high in where)
        brief, title, date = answer.head
        status, replaced_by, handling, path, names = of_brief
        row, verdict, paragraph = None, "", None
        if of_record is not None:
            verdict, paragraph, *values = of_record
            if kind == "source" and (number := key.partition("#p")[2]).isdecimal():
                paragraph = int(number)
            row = columns.row(brief, values)
        return Hit(
            answer.number, brief, key, kind, title, date, excerpt.text, excerpt.spans, where,
            status, replaced_by, handling, excerpt.closeness, answer.in_a_row,
            columns.decode_path(path), row, names_of_brief(names), verdict or "", paragraph,
        )  # fmt: skip
