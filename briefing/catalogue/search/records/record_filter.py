"""The exact record filter: which records of a candidate brief match a query.

Each part of a query becomes a set of records, kept as the bits of one number: bit N for the Nth
record of the brief, bit 0 for its title. `query.nodes` says what a query means.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import and_, or_

from briefing.catalogue.search.brief_filters import Clause, where_clause
from briefing.catalogue.search.field_tokens import Slugs
from briefing.catalogue.search.plan import asks_briefs, has_record_field, has_text
from briefing.catalogue.search.resolve import Bearers
from briefing.errors import QueryError
from briefing.query.fields import RECORD_FIELDS, TEXT_KINDS
from briefing.query.highlight import needle_of
from briefing.query.nodes import And, FieldFilter, Leaf, Node, Not, Or, Pattern, Words, leaves
from briefing.query.patterns import TOO_SLOW, finder
from briefing.query.terms import BREAK, forms, is_parted

JUDGED_COLUMNS = (
    "kind", "about", "text", "key", "start", "party", "person", "parties", "attested_by", "issues",
    "stance", "status", "verdict",
)  # fmt: skip
"""The columns of a record that a filter reads, in this order."""
TEXT_COLUMNS = JUDGED_COLUMNS[:5]
"""Those that a filter by words alone reads."""
PARAGRAPH = ("source", *("" for _ in JUDGED_COLUMNS[1:]))
"""Those of a paragraph of an archived text, but for its text."""

Record = Sequence[str]
"""A record's `JUDGED_COLUMNS`."""
Sets = dict[Node, int]
"""The matching records of each part of a query: bit N for the Nth of the brief."""
_SHORT = 400  # characters of a text whose form is kept: some megabytes at most
_LONGEST_DOTTED = 8  # letters of `U.N.E.S.C.O.`; a longer word is never written so
_KIND, _ABOUT, _TEXT = range(3)
_PARTY, _PERSON, _PARTIES, _ATTESTED, _ISSUES, _STANCE, _STATUS, _VERDICT = range(5, 13)
_PLAIN = {"kind": _KIND, "stance": _STANCE, "status": _STATUS, "verdict": _VERDICT}


def search_form(about: str, text: str) -> str:
    """Return the form of a record's heading and text, which no phrase joins."""
    form = _kept_form(text) if len(text) <= _SHORT else forms(text)
    return f"{_head_form(about)}{BREAK}{form}" if about else form


# Kept, as each key of a phrase looks at much the same records: a third of its time.
_kept_form = lru_cache(maxsize=8192)(forms)
# Kept, as many records have the same names and issues over them.
_head_form = lru_cache(maxsize=1024)(forms)


class RecordFilter:
    """The filter of one query, applied brief by brief."""

    def __init__(self, root: Node, slugs: Slugs, names: Callable[[Words], Bearers]) -> None:
        self._root = root
        self._asks_briefs = asks_briefs(root)
        self.clauses: list[Clause] = []
        """The questions to the brief's row; `hits` takes the answers."""
        self._clause_at: dict[Leaf, int] = {}
        self._tests: dict[Leaf, Callable[[Record], bool]] = {}
        self._needles: dict[Words, tuple[str, tuple[str, ...]]] = {}
        self._named: list[tuple[Words, Callable[[Record], bool]]] = []
        for leaf in leaves(root):
            self._prepare(leaf, slugs)
        for words in self._needles:
            if any(named := names(words)):
                self._named.append((words, _name_test(words, named)))
        first = {leaf.words[0] for leaf in self._needles}
        self._first = (*first, *(".".join(word) for word in first if len(word) < _LONGEST_DOTTED))
        kinds = [kinds for _, kinds in self._needles.values()]
        self._kinds = frozenset(chain.from_iterable(kinds)) if all(kinds) else frozenset()

    def _prepare(self, leaf: Leaf, slugs: Slugs) -> None:
        if isinstance(leaf, Words):
            self._needles[leaf] = (needle_of(leaf), TEXT_KINDS.get(leaf.field, ()))
        elif isinstance(leaf, Pattern):
            self._tests[leaf] = _pattern_test(leaf)
        elif isinstance(leaf, FieldFilter) and leaf.name in RECORD_FIELDS:
            self._tests[leaf] = _field_test(leaf, slugs)
        else:
            clause = where_clause(leaf)
            if clause is not None and leaf not in self._clause_at:
                self._clause_at[leaf] = len(self.clauses)
                self.clauses.append(clause)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a record that are needed: `JUDGED_COLUMNS`, or the first of them."""
        by_field = self._named or any(isinstance(leaf, FieldFilter) for leaf in self._tests)
        return JUDGED_COLUMNS if by_field else TEXT_COLUMNS

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The parts of the query that are asked of records."""
        return (*self._needles, *self._tests)

    def sets(self, records: Sequence[Record], *, have_words: bool = False) -> Sets:
        """Return for each of `leaves` the records that it holds for, as bits.

        If the records `have_words` of the query, no quick look at each comes first.
        """
        sets: Sets = dict.fromkeys(self.leaves, 0)
        needles, tests = self._needles.items(), self._tests.items()
        bit = 1
        for record in records:
            if needles and (have_words or self._may_hold(record)):
                text = search_form(record[_ABOUT], record[_TEXT])
                for leaf, (needle, kinds) in needles:
                    if needle in text and (not kinds or record[_KIND] in kinds):
                        sets[leaf] |= bit
            for named, is_named in self._named:
                if not sets[named] & bit and is_named(record):
                    sets[named] |= bit
            for other, test in tests:
                if test(record):
                    sets[other] |= bit
            bit <<= 1
        return sets

    def hits(self, answers: Sequence[object], sets: Sets, count: int) -> list[int]:
        """Return the positions of those of `count` records that are hits, given `answers`."""
        every = (1 << count) - 1
        for leaf, place in self._clause_at.items():
            sets[leaf] = every if answers[place] else 0
        holding = self._holds(self._root, sets, every)
        hits = holding & self._highlighted(self._root, sets, holding, every)
        # Digit by digit: shifting a number of thousands of bits again and again takes longer.
        return [place for place, digit in enumerate(reversed(f"{hits:b}")) if digit == "1"]

    def _may_hold(self, record: Record) -> bool:
        """Whether the record may contain a word; quick, and sometimes true without need."""
        if self._kinds and record[_KIND] not in self._kinds:
            return False
        about, text = record[_ABOUT], record[_TEXT]
        if not (text.isascii() and about.isascii()):
            return True
        text, about = text.lower(), about.lower()
        if any(word in text or word in about for word in self._first):
            return True
        return is_parted(text) or is_parted(about)

    def _holds(self, node: Node, sets: Sets, every: int) -> int:
        """Return the records for which `node` holds; text holds for all if any has it."""
        if isinstance(node, And | Or):
            join = and_ if isinstance(node, And) else or_
            return reduce(join, (self._holds(part, sets, every) for part in node.parts))
        if isinstance(node, Not):
            held = self._holds(node.part, sets, every)
            if self._asks_briefs:
                return 0 if held else every
            return every & ~held
        if isinstance(node, Words | Pattern):
            return every if sets[node] else 0
        return sets[node]

    def _highlighted(self, node: Node, sets: Sets, within: int, every: int) -> int:
        """Return the records that `node` highlights; `within` are those the whole query matches."""
        if isinstance(node, Words | Pattern):
            return sets[node]
        if isinstance(node, FieldFilter) and node.name in RECORD_FIELDS:
            return every
        if isinstance(node, Or):
            records = 0
            for part in node.parts:
                records |= self._holds(part, sets, every) & self._highlighted(
                    part, sets, within, every
                )
            return records
        if isinstance(node, And):
            return self._all_highlighted(node, sets, within, every)
        return 1

    def _all_highlighted(self, node: And, sets: Sets, within: int, every: int) -> int:
        """Return the records with all the texts of `node`, or with one where none has them all."""
        texts = [part for part in node.parts if has_text(part)]
        if not texts:
            return every if any(map(has_record_field, node.parts)) else 1
        together, some = within, 0
        for part in texts:
            part_hits = self._highlighted(part, sets, within, every)
            together &= part_hits
            some |= part_hits
        return together or some


def _pattern_test(leaf: Pattern) -> Callable[[Record], bool]:
    pattern = finder(leaf.source, leaf.ignore_case)
    kinds = TEXT_KINDS.get(leaf.field, ())

    def test(record: Record) -> bool:
        if kinds and record[_KIND] not in kinds:
            return False
        try:
            return next(pattern.find(record[_TEXT]), None) is not None
        except TimeoutError:
            raise QueryError(TOO_SLOW, leaf.column) from None

    return test


def _field_test(leaf: FieldFilter, slugs: Slugs) -> Callable[[Record], bool]:
    if leaf.name in _PLAIN:
        place, value = _PLAIN[leaf.name], leaf.value
        return lambda record: record[place] == value
    if leaf.name == "issue":
        issues = slugs(leaf, "issue")
        return lambda record: not issues.isdisjoint(record[_ISSUES].split())
    parties = slugs(leaf, "party")
    if leaf.name == "party":
        return _party_test(parties)
    people = slugs(leaf, "person")
    return lambda record: (
        record[_KIND] == "quote"
        and (record[_PERSON] in people or (not record[_PERSON] and record[_PARTY] in parties))
    )


def _party_test(parties: frozenset[str]) -> Callable[[Record], bool]:
    return lambda record: (
        record[_PARTY] in parties
        or not parties.isdisjoint(record[_PARTIES].split())
        or not parties.isdisjoint(record[_ATTESTED].split())
    )


def _name_test(leaf: Words, named: Bearers) -> Callable[[Record], bool]:
    """Return whether a record is by one of the people, or one that a party is in."""
    kinds, is_of_party = TEXT_KINDS.get(leaf.field, ()), _party_test(named.parties)

    def test(record: Record) -> bool:
        if kinds and record[_KIND] not in kinds:
            return False
        by_person = record[_KIND] == "quote" and record[_PERSON] in named.people
        return by_person or is_of_party(record)

    return test
