"""Comparison of two briefs: by issue side by side, and as two versions word by word.

Texts are compared by their longest common subsequence, which rapidfuzz computes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz.distance import LCSseq

from briefing.model.rows import Names, Row, flatten
from briefing.process.standing import Ref, Standing, refs_of, standing_of
from briefing.text.equivalents import UNSPACED

if TYPE_CHECKING:
    from briefing.model.brief import Brief

_SECTIONS = ("summary", "issue", "timeline", "next", "unknown", "source")
"""The sections of a comparison in order; records of all other kinds come under their issues."""
_WORD = re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}]+)")
"""A word with the space before it; in scripts without spaces, each character is one."""
_MAX_WORD_PAIRS = 1_000_000
"""The most pairs of words compared at once; longer texts are compared by paragraphs first."""
_MAX_PAIRS = 100_000_000
"""The most pairs of parts compared at all; each takes a bit of memory."""


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


def aligned(
    left: Iterable[Row], right: Iterable[Row], names: Names | None = None
) -> tuple[Aligned, ...]:
    """Return the sections of two briefs by issue: the summary first.

    Issues are in the order of the shared records in `names`, then in that of the first brief.
    """
    # A record about several issues stands under each of them.
    lefts, rights = _sections(left), _sections(right)

    def pair(section: str, issue: str) -> Aligned:
        ours, theirs = (tuple(rows.get((section, issue), ())) for rows in (lefts, rights))
        standings = [standing_of(rows if issue else ()) for rows in (ours, theirs)]
        return Aligned(section, issue, ours, theirs, *standings)

    keys = dict.fromkeys((*lefts, *rights))
    issues = (names or Names()).in_issue_order(dict.fromkeys(issue for _, issue in keys))
    places = {issue: place for place, issue in enumerate(issues)}
    order = sorted(keys, key=lambda key: (_SECTIONS.index(key[0]), key[1] == "", places[key[1]]))
    return tuple(pair(*key) for key in order)


def _sections(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    sections: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        apart = row.kind in _SECTIONS
        for issue in ("",) if apart else row.issues or ("",):
            sections.setdefault((row.kind if apart else "issue", issue), []).append(row)
    return sections


Op = Literal["same", "gone", "new"]
"""Whether words are in both texts, only in the earlier, or only in the later."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the white space between them."""

    op: Op
    """The text or texts that contain it."""
    text: str
    """The words."""


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Return the two texts as one: the shared, the removed and the added words.

    The words of `same` and `gone` are those of the earlier text in order, the words of `same` and
    `new` those of the later; space alone makes no difference. Long texts are compared paragraph by
    paragraph first, so that the time stays within bounds.
    """
    old, new = _split(before), _split(after)
    long = len(old) * len(new) > _MAX_WORD_PAIRS
    pieces = _by_paragraphs(before, after) if long else _by_words(old, new)
    runs = groupby(pieces, key=lambda piece: piece.op)
    joined = [Piece(op, "".join(piece.text for piece in run)) for op, run in runs]
    joined[:1] = [Piece(piece.op, piece.text.lstrip()) for piece in joined[:1]]
    return tuple(joined)


def _split(text: str) -> list[str]:
    return _WORD.findall(" " + text)


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    stripped = ([word.strip() for word in side] for side in (old, new))
    for op, a, b, c, d in opcodes(*stripped):
        if op == "equal":
            yield Piece("same", "".join(new[c:d]))
        else:
            yield from _replaced(old[a:b], new[c:d])


def _by_paragraphs(before: str, after: str) -> Iterator[Piece]:
    old, new = (re.findall(r"(?s).+?(?:\n\s*\n|$)", text) for text in (before, after))
    spaced = ([" ".join(part.split()) for part in side] for side in (old, new))
    for op, a, b, c, d in opcodes(*spaced):
        gone, came = (_split("".join(parts)) for parts in (old[a:b], new[c:d]))
        if op == "equal":
            yield Piece("same", "".join(came))
        elif len(gone) * len(came) > _MAX_WORD_PAIRS:
            yield from _replaced(gone, came)
        else:
            yield from _by_words(gone, came)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if old:
        yield Piece("gone", "".join(old))
    if new:
        yield Piece("new", "".join(new))


def opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield `equal` or `replace` with ranges of the old and the new parts, as `difflib` does."""
    # As many parts as possible are equal; of very many parts only the first and last.
    left = right = 0
    for start, begin, length in (*_equal_runs(old, new), (len(old), len(new), 0)):
        if start > left or begin > right:
            yield "replace", left, start, right, begin
        left, right = start + length, begin + length
        if length:
            yield "equal", start, left, begin, right


def _equal_runs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs in both, as where each starts in the old and in the new, and its length."""
    first = _common_prefix(old, new)
    last = _common_prefix(old[first:][::-1], new[first:][::-1])
    ours, theirs = old[first : len(old) - last], new[first : len(new) - last]
    yield 0, 0, first
    if len(ours) * len(theirs) <= _MAX_PAIRS:
        numbers: dict[str, int] = {}
        numbered = [[numbers.setdefault(x, len(numbers)) for x in side] for side in (ours, theirs)]
        for run in LCSseq.opcodes(*numbered):
            if run.tag == "equal":
                length = run.src_end - run.src_start
                yield first + run.src_start, first + run.dest_start, length
    yield len(old) - last, len(new) - last, last


def _common_prefix(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


@dataclass(frozen=True, slots=True)
class Edit:
    """The change of one record in a later version of a brief."""

    key: str
    """The key of the record in both versions, or in the one that has it."""
    kind: str
    """One of `rows.KINDS`, `HEAD` or `NAMED`."""
    pieces: tuple[Piece, ...]
    """Its text with deletions and insertions."""
    refs: tuple[Ref, ...]
    """The record in the earlier and in the later version; for what no record says, the summary."""


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
    "parties": ("name", "short", "country", "kind", "role", "aliases", "members"),
    "people": ("name", "party", "role", "aliases"),
    "issues": ("title", "short", "part_of"),
}


def versions(before: Iterable[Row], after: Iterable[Row]) -> tuple[Edit, ...]:
    """Return the records that a later version changes; both are best given by `whole`."""
    old, new = ({row.key: row for row in rows} for rows in (before, after))
    edits = []
    for key in dict.fromkeys((*old, *new)):
        pair = old.get(key), new.get(key)
        texts = [_row_text(row) if row else "" for row in pair]
        if texts[0] != texts[1]:
            rows = [row for row in pair if row]
            apart = rows[-1].kind in (HEAD, NAMED)
            refs = tuple((row.brief, "summary" if apart else row.key) for row in rows)
            edits.append(Edit(key, rows[-1].kind, words(*texts), refs))
    return tuple(edits)


def _row_text(row: Row) -> str:
    lists = {
        "issue": row.issues, "parties": row.parties, "attested by": row.attested_by,
        "quotes": row.quotes, "rests on": row.support,
    }  # fmt: skip
    party = row.party if row.kind != "position" else ""
    parts = (row.stance, party, row.person, row.text, row.amount, row.date, row.status)
    named = (f"{name} {', '.join(values)}" for name, values in lists.items() if values)
    return " · ".join([*filter(None, parts), *named])


def whole(brief: "Brief") -> tuple[Row, ...]:
    """Return the records of `brief` with all their fields as text, its head first."""
    more = {key: text for _, key, text in _fields(brief, _OF_RECORDS)}
    rows = (
        row._replace(text=" · ".join(filter(None, (row.text, more.get(row.key, "")))))
        for row in flatten(brief)
    )
    return (
        Row(brief.id, HEAD, HEAD, text=_field_text(brief, _OF_HEAD)),
        *rows,
        *(
            Row(brief.id, f"{group}/{key}", NAMED, text=text)
            for group, key, text in _fields(brief, _OF_NAMED)
        ),
    )


def _fields(
    brief: "Brief", groups: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, str]]:
    for group, names in groups.items():
        for key, record in getattr(brief, group).items():
            yield group, key, _field_text(record, names)


def _field_text(record: Any, names: Iterable[str]) -> str:
    """Return the non-empty fields of a record, each after its name."""
    texts = ((name.replace("_", " "), _value_text(getattr(record, name))) for name in names)
    return " · ".join(f"{name} {text}" for name, text in texts if text)


def _value_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    country = getattr(value, "country", None)
    return f"{value}, {country}" if country else str(value)
