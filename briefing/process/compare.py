"""Comparison of two briefs by issue, and of two versions word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefing.process.standing import Ref, Standing, refs_of, standing_of
from briefing.process.whole import HEAD, NAMED
from briefing.records import Row

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
    from briefing.evidence.folding import UNSPACED

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
    from briefing.process.matching import opcodes

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
