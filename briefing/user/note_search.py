"""A person's notes as hits of a search, beside the records of the catalogue.

Notes are few beside records and lie in the state, so they are looked through in memory. A note is a
hit if it holds something that the query asks for, and the query holds for the note and its brief
taken together. Those that answer by themselves come first, the note written last before the others;
those of which the brief must be looked at come after the records.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, repeat

from briefing.catalogue import Catalogue, ListRow, Marks
from briefing.catalogue.search.brief_filters import note_needle, note_says, words_of_note
from briefing.catalogue.search.pages import Cursor
from briefing.catalogue.search.snippet import excerpt_of
from briefing.catalogue.search_results import Hit, Totals
from briefing.errors import QueryError
from briefing.query import Query
from briefing.query.highlight import needle_of
from briefing.query.nodes import And, FieldFilter, Node, Not, Or, Pattern, Terms, Words, terms_of
from briefing.query.patterns import TOO_SLOW, finder
from briefing.query.terms import words
from briefing.user.state import Note

KIND = "note"
"""The kind of such a hit."""
MOST_LOOKED_AT = 100
"""Notes, the newest, with briefs that are looked at: each takes time."""
_AT_ONCE = 32
"""Notes per lookup of their briefs."""
_MOST_COUNTED = 10
"""Briefs with notes up to which a count is made while a screen is drawn."""

_NONE = Totals(0, 0, exact=True)

Answer = bool | Node
"""Whether a query holds for a note, or what is left to ask of its brief."""
Term = Words | Pattern | FieldFilter
"""A part of a query that a note can hold."""


class NoteQuery:
    """A query as it is asked of notes."""

    def __init__(self, root: Node | None) -> None:
        """Prepare the query with this tree; without one, no note is a hit."""
        self._root = root
        self.terms = tuple(dict.fromkeys(_terms(root)))
        """The parts, not denied, one of which a note must hold to be a hit."""
        self._tests = {term: _test_of(term) for term in _terms(root, denied=True)}

    @property
    def asks_notes_alone(self) -> bool:
        """Whether it asks for notes, and for no text of records."""
        return bool(self.terms) and all(isinstance(term, FieldFilter) for term in self.terms)

    def answers(
        self, notes: Sequence[Note], *, every: bool = False
    ) -> Iterator[tuple[Note, Answer]]:
        """Yield the notes that may be hits: true for a hit, or what its brief must answer for that.

        With `every`, a note need not hold a part of the query.

        Raises:
            QueryError: a pattern took too long.
        """
        if self._root is None:
            return
        texts = [note.text for note in notes]
        held = [list(map(test, texts)) for test in self._tests.values()]
        # Notes that hold the same parts have the same answer: of thousands there are a few.
        known: dict[tuple[bool, ...], Answer] = {}
        for note, parts in zip(
            notes, zip(*held, strict=True) if held else repeat(()), strict=False
        ):
            if parts not in known:
                holds = dict(zip(self._tests, parts, strict=True))
                is_shown = every or any(holds[term] for term in self.terms)
                known[parts] = is_shown and self._holds(self._root, holds)
            if (answer := known[parts]) is not False:
                yield note, answer

    def _holds(self, node: Node, held: Mapping[Term, bool]) -> Answer:
        if isinstance(node, Not):
            inner = self._holds(node.part, held)
            return not inner if isinstance(inner, bool) else Not(inner)
        if isinstance(node, And | Or):
            return self._joined(node, held)
        if isinstance(node, FieldFilter) and node.name == "kind":
            return node.value == KIND
        return True if isinstance(node, Term) and held.get(node) else node

    def _joined(self, node: And | Or, held: Mapping[Term, bool]) -> Answer:
        decisive = isinstance(node, Or)
        answers = [self._holds(part, held) for part in node.parts]
        if decisive in answers:
            return decisive
        rest = tuple(answer for answer in answers if not isinstance(answer, bool))
        if len(rest) < 2:
            return rest[0] if rest else not decisive
        return Or(rest) if decisive else And(rest)


def _terms(node: Node | None, *, denied: bool = False) -> Iterator[Term]:
    """Yield the parts that a note can hold; with `denied`, those denied too."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _terms(part, denied=denied)
    elif isinstance(node, Not):
        if denied:
            yield from _terms(node.part, denied=True)
    elif isinstance(node, FieldFilter):
        if node.name == KIND or (node.name == "kind" and node.value == KIND):
            yield node
    elif isinstance(node, Words | Pattern) and not node.field:
        yield node


def _test_of(term: Term) -> Callable[[str], bool]:
    if isinstance(term, Words):
        return partial(_has, needle_of(term))
    if isinstance(term, FieldFilter) and term.name == "kind":
        return lambda text: True
    if isinstance(term, FieldFilter) and term.how != "matches":
        return partial(_has, note_needle(term.how, term.value))
    return partial(_matches, term)


def _has(needle: str, text: str) -> bool:
    return needle in words_of_note(text)


def _matches(term: Pattern | FieldFilter, text: str) -> bool:
    try:
        if isinstance(term, FieldFilter):
            return note_says(term.how, term.value, text)
        return next(finder(term.source, term.ignore_case).find(text), None) is not None
    except TimeoutError:
        raise QueryError(TOO_SLOW, term.column) from None


def _lit(root: Node | None, terms: Iterable[Term]) -> Terms:
    """Return what to light in a note, words typed in a row as such."""
    rows = tuple(row for row in terms_of(root).rows if not row.places[0][0].field)
    in_rows = {word for row in rows for ways in row.places for word in ways}
    others = (_marked(term) for term in terms if term not in in_rows)
    return Terms(rows, tuple(term for term in others if term is not None))


def _marked(term: Term) -> Words | Pattern | None:
    """Return a part of the query as the words to light in a note."""
    if not isinstance(term, FieldFilter):
        return term
    if term.name == "kind":
        return None
    if term.how == "matches":
        return Pattern(term.value, True)
    return Words(tuple(words(term.value)), term.how == "begins") if words(term.value) else None


def chosen(
    catalogue: Catalogue, query: Query, notes: Sequence[Note], marks: Marks
) -> Iterator[Note]:
    """Yield the notes that answer a query, in their order.

    Words are sought in the notes; a query of nothing but briefs and records finds the notes of the
    briefs that answer it.

    Raises:
        QueryError: a pattern took too long.
    """
    if query.root is None:
        yield from notes
        return
    asked, briefs = NoteQuery(query.root), BriefAnswers(catalogue, marks)
    for note, answer in asked.answers(notes, every=not asked.terms):
        if answer is True:
            yield note
        elif not isinstance(answer, bool):
            number = catalogue.number_of(note.brief)
            if number is not None and briefs.hold(number, answer):
                yield note


class BriefAnswers:
    """Answers of single briefs to the rest of a query, each computed once."""

    def __init__(self, catalogue: Catalogue, marks: Marks) -> None:
        """Ask the briefs of `catalogue`."""
        self._catalogue, self._marks = catalogue, marks
        self._cursors: dict[Node, Cursor] = {}
        self._held: dict[tuple[int, Node], bool] = {}

    def hold(self, number: int, rest: Node) -> bool:
        """Whether the brief with this number answers `rest`."""
        asked = number, rest
        if asked not in self._held:
            if rest not in self._cursors:
                query = Query("", rest)
                self._cursors[rest] = Cursor(self._catalogue.ask, query, self._marks)
            self._held[asked] = self._cursors[rest].answers(number)
        return self._held[asked]


class NotedCursor(Cursor):
    """A search under way over the notes of a person and the records of a catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        query: Query,
        notes: Sequence[Note],
        marks: Marks,
        sort: str = "",
        *,
        hasty: bool = False,
    ) -> None:
        """Prepare a search, in the order `sort` or else that of the query, and choose its notes.

        Raises:
            QueryError: a pattern took too long.
        """
        super().__init__(catalogue.ask, query, marks, sort, hasty=hasty)
        asked = NoteQuery(query.root)
        self._catalogue, self._sorted_by = catalogue, sort or query.sort or "-date"
        self._asked_briefs, self._alone = BriefAnswers(catalogue, marks), asked.asks_notes_alone
        self._lit = _lit(query.root, asked.terms)
        answers = list(asked.answers(notes))
        self._ready = [note for note, answer in answers if answer is True]
        later = ((note, rest) for note, rest in answers if not isinstance(rest, bool))
        self._open = list(islice(later, MOST_LOOKED_AT))
        self._ready_walk, self._open_walk = self._ready_hits(), self._open_hits()

    def fetch(self, count: int) -> tuple[Hit, ...]:
        """Return the next `count` hits; fewer where there are no more."""
        hits = list(islice(self._ready_walk, count))
        if len(hits) < count and not self._alone:
            hits += super().fetch(count - len(hits))
        if not self.has_stopped:
            hits += islice(self._open_walk, count - len(hits))
        return tuple(hits)

    def briefs(self) -> "array[int]":
        """Return the numbers of the briefs that answer, also by a note."""
        numbers = super().briefs()
        every = set(numbers)
        every.update(self._numbers(known=every))
        if len(every) == len(numbers):
            return numbers
        return self._catalogue.in_order(every, self._sorted_by)

    def totals(self, cancelled: Callable[[], bool] = lambda: False) -> Totals:
        """Count the hits and their briefs, as far as `Cursor.totals` does."""
        records = _NONE if self._alone else super().totals(cancelled)
        return self._with_notes(records, cancelled)

    def counted(self) -> Totals | None:
        """Count like `totals`, or return None where that takes long."""
        records = _NONE if self._alone else super().counted()
        if records is None or len(self._ready) + len(self._open) > _MOST_COUNTED:
            return None
        return self._with_notes(records)

    def _with_notes(self, records: Totals, cancelled: Callable[[], bool] = lambda: False) -> Totals:
        """Add the notes that are hits, and those of their briefs that have no other."""
        own = self._numbers()
        others = {
            number for number in own if self._alone or cancelled() or not self.answers(number)
        }
        exact = records.exact and len(self._open) < MOST_LOOKED_AT
        return Totals(records.hits + len(own), records.briefs + len(others), exact)

    # --- the notes -------------------------------------------------------------------------------

    def _numbers(self, known: Collection[int] = ()) -> list[int]:
        """Return the brief's number for each note that is a hit; those `known` answer already."""
        ids = [note.brief for note in self._ready]
        number_of = dict(self._catalogue.numbered([*ids, *(note.brief for note, _ in self._open)]))
        ready = [number_of[brief] for brief in ids if brief in number_of]
        numbered = ((number_of.get(note.brief), rest) for note, rest in self._open)
        return ready + [
            number
            for number, rest in numbered
            if number is not None and (number in known or self._asked_briefs.hold(number, rest))
        ]

    def _ready_hits(self) -> Iterator[Hit]:
        for start in range(0, len(self._ready), _AT_ONCE):
            notes = self._ready[start : start + _AT_ONCE]
            number_of = dict(self._catalogue.numbered(note.brief for note in notes))
            rows = {row.number: row for row in self._catalogue.rows([*number_of.values()])}
            for note in notes:
                if (row := rows.get(number_of.get(note.brief, -1))) is not None:
                    yield self._hit(row, note)

    def _open_hits(self) -> Iterator[Hit]:
        for note, rest in self._open:
            number = self._catalogue.number_of(note.brief)
            if number is not None and self._asked_briefs.hold(number, rest):
                yield from (self._hit(row, note) for row in self._catalogue.rows([number]))

    def _hit(self, row: ListRow, note: Note) -> Hit:
        excerpt = excerpt_of(self._lit, "", "", note.text, self.anchors)
        return Hit(
            row.number, row.id, note.record or "title", KIND, row.title, row.date, excerpt.text,
            excerpt.spans, excerpt.where, row.status, row.replaced_by, row.handling,
            excerpt.closeness,
        )  # fmt: skip
