"""The differences of two texts in words: `source “honour” · quote “honor”`, `now adds “not”`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

Side = Literal["same", "old", "new"]
"""Which of two texts has some words: both, the first, or the second."""


class Naming(NamedTuple):
    """The labels before the words of two texts."""

    old: str
    """Words of the first for which the second has others."""
    new: str
    """Those others."""
    only_old: str
    """Words that only the first has."""
    only_new: str
    """Words that only the second has."""


class Marks(NamedTuple):
    """The marks around words and between them."""

    open: str = "“"
    close: str = "”"
    between: str = " · "
    ellipsis: str = "…"


OF_QUOTE = Naming("source", "quote", "source has", "quote adds")
"""A source and a quotation from it."""
OF_VERSIONS = Naming("before", "now", "now lacks", "now adds")
"""An earlier and a later version."""
UNICODE_MARKS = Marks()
"""For text that is shown."""
PLAIN_MARKS = Marks('"', '"', ", ", "...")
"""For messages."""

_WORDS, _CHARACTERS = 3, 24  # of the words beside a difference, at most


def differences(
    runs: Iterable[tuple[Side, str]],
    naming: Naming,
    marks: Marks = UNICODE_MARKS,
    *,
    locate: bool = False,
    limit: int = 1_000_000,
) -> Iterator[list[tuple[Side, str]]]:
    """Yield each difference in pieces; those of the sides `old` and `new` are words of the texts.

    With `locate` the words before a difference lead it, `“lasts for …”: `; those of punctuation
    marks are led so in any case. Words are cut to `limit` characters.
    """
    groups = [list(group) for _, group in groupby(runs, key=lambda run: run[0] == "same")]
    for number, group in enumerate(groups):
        if group[0][0] == "same":
            continue
        old, new = (_joined(text for side, text in group if side == one) for one in ("old", "new"))
        if not old and not new:
            continue
        around = [_joined(text for _, text in groups[n]) if n in range(len(groups)) else ""
                  for n in (number - 1, number + 1)]  # fmt: skip
        where = _place(around[0], around[1], marks) if locate or not _has_word(old + new) else ""
        old, new = (_cut(text, limit, marks.ellipsis) for text in (old, new))
        yield [("same", where), *_named(old, new, naming, marks)]


def _named(old: str, new: str, naming: Naming, marks: Marks) -> list[tuple[Side, str]]:
    if old and new:
        lead, between = naming.old, f"{marks.close}{marks.between}{naming.new} {marks.open}"
        said: list[tuple[Side, str]] = [("old", old), ("same", between), ("new", new)]
    else:
        lead = naming.only_old if old else naming.only_new
        said = [("old", old) if old else ("new", new)]
    return [("same", f"{lead} {marks.open}"), *said, ("same", marks.close)]


def in_a_line(differing: Iterable[Iterable[tuple[Side, str]]]) -> str:
    """Return differences as one text, with semicolons between them."""
    return "; ".join("".join(text for _, text in pieces) for pieces in differing)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(word for text in texts for word in text.split())


def _has_word(text: str) -> bool:
    return re.search(r"\w", text) is not None


def _place(before: str, after: str, marks: Marks) -> str:
    """Return the words before a difference, or those after one at the beginning: `“all of …”: `."""
    # Fields of a record stand with dots between them.
    before, after = before.rpartition("·")[2], after.partition("·")[0]
    if before:
        words = " ".join(before[-4 * _CHARACTERS :].split()[-_WORDS:])[-_CHARACTERS:]
        while words and unicodedata.category(words[0])[0] == "M":
            words = words[1:]  # a sign on a letter that is cut off
        return f"{marks.open}{words} {marks.ellipsis}{marks.close}: "
    words = " ".join(after[: 4 * _CHARACTERS].split()[:_WORDS])[:_CHARACTERS]
    return f"{marks.open}{marks.ellipsis} {words}{marks.close}: " if words else ""


def _cut(text: str, limit: int, ellipsis: str) -> str:
    return text if len(text) <= limit else text[: limit - len(ellipsis)].rstrip() + ellipsis
