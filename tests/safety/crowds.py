"""Hostile texts at random, and briefs that hold many of them.

A text is put together from pieces of the corpus and from characters at random. In its midst stands
a name of its own, by which it is found on the screen.
"""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from briefing.loader.load import load
from tests.safety import briefs
from tests.safety.corpus import ALL, FLOODS, MARKUP, WIDE

LONGEST = 40
"""Characters of a piece: a screen is to hold many texts."""

NAME = re.compile(r"t[0-9]{6}t")
"""What stands in the midst of each text, and nowhere else."""

_BLOCKS = (
    (0x00, 0x2FF), (0x300, 0x52F), (0x590, 0x77F), (0x900, 0x0DFF), (0xE00, 0x11FF),
    (0x1780, 0x18AF), (0x2000, 0x2BFF), (0x3000, 0x33FF), (0x4E00, 0x9FFF), (0xA000, 0xABFF),
    (0xAC00, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x1FFFF), (0xE0000, 0xE01FF),
    (0x1F1E6, 0x1F1FF), (0x1F300, 0x1FAFF),
)  # fmt: skip
"""Where characters at random come from: each block as often as the others."""

_JOINTS = (
    "", "", " ", "\u200d", "\u0301", "\ufe0f", "\t", "\n", "\u202e", "\x1b", "\x9b", "[", "](",
)  # fmt: skip
"""What may stand between two pieces."""


def _character(chance: random.Random) -> str:
    return chr(chance.randint(*chance.choice(_BLOCKS)))


def _piece(chance: random.Random) -> str:
    kind = chance.randrange(8)
    if kind < 4:
        return chance.choice(ALL)[:LONGEST]
    if kind == 4:
        return chance.choice((*WIDE, *MARKUP, *FLOODS))[: chance.randrange(1, 12)]
    if kind == 5:
        return _character(chance) * chance.randrange(1, 9)
    return "".join(_character(chance) for _ in range(chance.randrange(1, 9)))


def texts(chance: random.Random, first: int = 0) -> Iterator[str]:
    """Yield hostile texts for ever; their names are numbered from `first`."""
    number = first
    while True:
        before, after = _piece(chance), _piece(chance)
        joint = chance.choice(_JOINTS)
        yield f"{before} t{number:06}t {joint}{after}{joint}"
        number += 1


def tame(chance: random.Random, first: int = 0) -> Iterator[str]:
    """Yield those of such texts that the format lets a brief say."""
    for text in texts(chance, first):
        if load(briefs.least(text), "b.json").whole:
            yield text


_COPIES = (("agreements", 14), ("quotes", 7), ("proposals", 12), ("disagreements", 10))
"""How often what a brief says anyway is said again, with other words."""


def crowd(said: Iterator[str], brief_id: str, number: int) -> dict[str, Any]:
    """Return a brief that says a few hundred texts, each of them once."""
    value = briefs.brief(lambda: next(said), brief_id, number)
    more = [briefs.brief(lambda: next(said), brief_id, number) for _ in range(14)]
    for key, copies in _COPIES:
        value[key] += [item for other in more[:copies] for item in other[key]]
    for copy, other in enumerate(more):
        value["sources"] |= {f"{key}{copy}": one for key, one in other["sources"].items()}
    value["unknown"] += islice(said, 20)
    value["timeline"] += [{"date": "2025-01-01", "text": text} for text in islice(said, 40)]
    value["next"] += [{"text": text} for text in islice(said, 40)]
    return value


def foreign(said: Sequence[str]) -> bytes:
    """Return a Markdown file of another program that says `said`: paragraphs, then a long list."""
    apart = len(said) // 10
    body = "\n\n".join(said[:apart]) + "\n\n- " + "\n- ".join(said[apart:])
    return f"# {said[0]}\n\n{body}\n".encode("utf-8", "replace")
