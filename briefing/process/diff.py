"""Comparison of two briefs by issue, and of two versions word by word."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz.distance import LCSseq

from briefing.model.rows import Row, flatten
from briefing.process.standing import Ref, Standing, refs_of, standing_of

if TYPE_CHECKING:
    from briefing.model.brief import Brief

_APART = ("summary", "timeline", "next", "unknown", "source")
"""Kinds that do not belong to an issue, each aligned as one section."""

_PRODUCT = 1_000_000
"""How many pairs of words are compared at most; what is longer is compared by paragraphs first."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """One section of two briefs, side by side."""

    section: str
    """`issue`, or a kind that does not belong to an issue: `summary`, `timeline`, `next`…"""
    issue: str
    """The issue's slug; empty for other sections and for quotes without an issue."""
    left: tuple[Row, ...]
    """The first brief's records, in reading order."""
    right: tuple[Row, ...]
    """The second brief's records."""
    standing_left: Standing
    """Where the issue stands in the first brief."""
    standing_right: Standing
    """Where it stands in the second."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records on both sides."""
        return refs_of((*self.left, *self.right))


def aligned(left: Iterable[Row], right: Iterable[Row]) -> tuple[Aligned, ...]:
    """Return the sections of two briefs by issue: the summary first, lists last.

    Issues come in the order of the first brief, then those that only the second has. A record about
    several issues stands under each of them.
    """
    ours, theirs = _sections(left), _sections(right)
    order = [key for key in dict.fromkeys((*ours, *theirs)) if key[0] == "issue"]
    spoken = sorted(order, key=lambda key: key[1] == "")
    keys = [("summary", ""), *spoken, *((kind, "") for kind in _APART[1:])]
    return tuple(
        _pair(key, tuple(ours.get(key, ())), tuple(theirs.get(key, ())))
        for key in keys
        if key in ours or key in theirs
    )


def _sections(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.kind in _APART:
            found.setdefault((row.kind, ""), []).append(row)
        else:
            for issue in row.issues or ("",):
                found.setdefault(("issue", issue), []).append(row)
    return found


def _pair(key: tuple[str, str], left: tuple[Row, ...], right: tuple[Row, ...]) -> Aligned:
    by_issue = [rows if key[1] else () for rows in (left, right)]
    return Aligned(*key, left, right, standing_of(by_issue[0]), standing_of(by_issue[1]))


# --- word by word -------------------------------------------------------------------------------

Op = Literal["same", "gone", "new"]
"""Whether words are in both texts, only in the earlier, or only in the later."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the white space between them."""

    op: Op
    """The text or texts that contain it."""
    text: str
    """The words."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The change of one record in a later version of a brief."""

    key: str
    """The key of the record in both versions, or in the one that has it."""
    kind: str
    """One of `records.KINDS`."""
    pieces: tuple[Piece, ...]
    """Its text with deletions and insertions."""
    refs: tuple[Ref, ...]
    """The record in the earlier and in the later version; for what no record says, the summary."""


def versions(before: Iterable[Row], after: Iterable[Row]) -> tuple[Edit, ...]:
    """Return the records that a later version changes, adds or removes, word by word.

    Both are best given as `whole` has them, with all that the briefs say.
    """
    old = {row.key: row for row in before}
    new = {row.key: row for row in after}
    found = []
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        texts = [written(row) if row else "" for row in (was, now)]
        if texts[0] != texts[1]:
            rows = [row for row in (was, now) if row]
            found.append(Edit(key, rows[-1].kind, words(*texts), _leads(rows)))
    return tuple(found)


def _leads(rows: Iterable[Row]) -> tuple[Ref, ...]:
    return tuple((row.brief, "summary" if row.kind in (HEAD, NAMED) else row.key) for row in rows)


def written(row: Row) -> str:
    """Return all texts of a record as one."""
    parts = (
        row.stance, row.party if row.kind != "position" else "", row.person, row.text, row.amount,
        row.date, row.status, _list("issue", row.issues), _list("parties", row.parties),
        _list("attested by", row.attested_by), _list("quotes", row.quotes),
        _list("rests on", row.support),
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def _list(name: str, values: Sequence[str]) -> str:
    return f"{name} {', '.join(values)}" if values else ""


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Return the two texts as one: the words of both, those that went, and those that came.

    The words of `same` and `gone` are those of the earlier text in order, the words of `same` and
    `new` those of the later; space alone makes no difference. Long texts are compared paragraph by
    paragraph first, so that the time stays within bounds.
    """
    old, new = _split(before), _split(after)
    long = len(old) * len(new) > _PRODUCT
    pieces = list(_joined(_by_paragraphs(before, after) if long else _by_words(old, new)))
    pieces[:1] = [Piece(piece.op, piece.text.lstrip()) for piece in pieces[:1]]
    return tuple(pieces)


def _split(text: str) -> list[str]:
    """Return the words of a text, each with white space before it."""
    return _word().findall(" " + text)


@cache
def _word() -> re.Pattern[str]:
    # Loaded here: only the comparison of versions needs it.
    from briefing.evidence.normalise import UNSPACED

    # In scripts that write no spaces, each character is compared by itself.
    return re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}]+)")


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for op, a, b, c, d in _opcodes([word.strip() for word in old], [word.strip() for word in new]):
        if op == "equal":
            yield Piece("same", "".join(new[c:d]))
        else:
            yield from _both(old[a:b], new[c:d])


def _by_paragraphs(before: str, after: str) -> Iterator[Piece]:
    old, new = (re.findall(r"(?s).+?(?:\n\s*\n|$)", text) for text in (before, after))
    for op, a, b, c, d in _opcodes([part.split() for part in old], [part.split() for part in new]):
        was, now = (_split("".join(part)) for part in (old[a:b], new[c:d]))
        if op == "equal":
            yield Piece("same", "".join(now))
        elif len(was) * len(now) > _PRODUCT:
            yield from _both(was, now)
        else:
            yield from _by_words(was, now)


def _both(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if old:
        yield Piece("gone", "".join(old))
    if new:
        yield Piece("new", "".join(new))


def _opcodes(
    old: Sequence[str] | Sequence[list[str]], new: Sequence[str] | Sequence[list[str]]
) -> Iterator[tuple[str, int, int, int, int]]:
    # Loaded here: only the comparison of versions needs it.
    from briefing.process.diff import opcodes

    keys = [[" ".join(part) if isinstance(part, list) else part for part in x] for x in (old, new)]
    yield from opcodes(keys[0], keys[1])


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces with adjacent pieces of one kind merged."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.op == piece.op:
            last = Piece(piece.op, last.text + piece.text)
        else:
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last


_PRODUCT = 100_000_000
"""How many pairs of parts are compared at most; it takes a bit of memory for each."""

Opcode = tuple[str, int, int, int, int]
"""As `difflib` has it: `equal` or `replace`, from where to where in the old, and in the new."""


def opcodes(old: list[str], new: list[str]) -> Iterator[Opcode]:
    """Yield what makes the old parts the new ones, in order.

    As many parts are equal as can be; of very many parts only the first and last.
    """
    left = right = 0
    for start, begin, length in (*_shared(old, new), (len(old), len(new), 0)):
        if start > left or begin > right:
            yield "replace", left, start, right, begin
        left, right = start + length, begin + length
        if length:
            yield "equal", start, left, begin, right


def _shared(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs that both have: where in the old, where in the new, and how long."""
    first = _agreeing(old, new)
    last = _agreeing(old[first:][::-1], new[first:][::-1])
    ours, theirs = old[first : len(old) - last], new[first : len(new) - last]
    yield 0, 0, first
    if len(ours) * len(theirs) <= _PRODUCT:
        numbers: dict[str, int] = {}
        numbered = [[numbers.setdefault(x, len(numbers)) for x in side] for side in (ours, theirs)]
        for run in LCSseq.opcodes(*numbered):
            if run.tag == "equal":
                at = first + run.src_start, first + run.dest_start
                yield *at, run.src_end - run.src_start
    yield len(old) - last, len(new) - last, last


def _agreeing(old: list[str], new: list[str]) -> int:
    """Return how many first parts both have."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


HEAD, NAMED = "head", "named"
"""Kinds of the rows that no catalogue has: the brief's head, and a party, person or issue."""

# What always differs between two versions is left out: id, supersedes, updated, status.
_OF_HEAD = ("title", "date", "place", "process", "round", "lang", "handling", "authors", "tags")
_OF_RECORDS: Mapping[str, tuple[str, ...]] = {
    "disagreements": ("kind",),
    "quotes": (
        "verb", "kind", "via", "prefix", "suffix", "lang", "original", "translated_by", "to",
        "same_as", "note",
    ),
    "sources": (
        "kind", "publisher", "url", "accessed", "lang", "archive", "sha256", "rating",
        "translation_of",
    ),
}  # fmt: skip
_OF_NAMED: Mapping[str, tuple[str, ...]] = {
    "parties": ("name", "country", "kind", "role", "aliases", "members"),
    "people": ("name", "party", "role", "aliases"),
    "issues": ("title", "part_of"),
}


def whole(brief: "Brief") -> tuple[Row, ...]:
    """Return the records of `brief` with all their fields as text, its head first."""
    more = {
        key: _told(item, names)
        for group, names in _OF_RECORDS.items()
        for key, item in getattr(brief, group).items()
    }
    rows = (
        row._replace(text=" · ".join(filter(None, (row.text, more.get(row.key, "")))))
        for row in flatten(brief)
    )
    head = Row(brief.id, HEAD, HEAD, text=_told(brief, _OF_HEAD))
    return (head, *rows, *_named(brief))


def _named(brief: "Brief") -> Iterator[Row]:
    for group, names in _OF_NAMED.items():
        for key, item in getattr(brief, group).items():
            yield Row(brief.id, f"{group}/{key}", NAMED, text=_told(item, names))


def _told(item: Any, names: Iterable[str]) -> str:
    """Return the non-empty fields of a record, each after its name."""
    told = ((name, _in_words(getattr(item, name))) for name in names)
    return " · ".join(f"{name.replace('_', ' ')} {text}" for name, text in told if text)


def _in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    country = getattr(value, "country", None)
    return f"{value}, {country}" if country else str(value)
