"""Big stores for benchmarks: the same briefs for the same numbers, on every machine.

`python -m tests.tools.big_stores FOLDER --briefs 100000` writes one. The words are those of the
negotiation reports beside the checkout where they are there, and made-up ones where they are not.
"""

import argparse
import random
import re
import tarfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.tools.shared_texts import SHARED

_REPORTS = "data/enb-sample.tar.xz"
_ENOUGH = 120_000  # words of running text to draw from
_SYLLABLES = (
    "a", "be", "cor", "dan", "e", "fi", "gra", "ha", "in", "ju", "ka", "lo", "me", "ne", "o",
    "pri", "qua", "re", "son", "ter", "u", "ver", "wi", "xe", "ya", "zo",
)  # fmt: skip
_FIRST = date(2016, 1, 1)
_DAYS = 3650
_PARTIES = 40
_PEOPLE = 200


def running_words(seed: int = 7) -> list[str]:
    """Return words in the order of running text: real ones, or made up with a natural spread."""
    path = SHARED / _REPORTS
    if path.exists():
        words = list(_report_words(path))
        if len(words) > 10_000:
            return words[:_ENOUGH]
    chance = random.Random(seed)
    known = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(12_000)]
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    return chance.choices(known, weights, k=_ENOUGH)


def _report_words(path: Path) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".md") else None
            if stream is not None:
                yield from re.findall(r"[^\W_][\w’-]*[.,;]?", stream.read().decode(errors="ignore"))


class Writer:
    """Makes briefs; the Nth is always the same."""

    def __init__(self, seed: int = 7) -> None:
        self._words = running_words(seed)
        self._seed = seed

    def brief(self, number: int) -> tuple[str, str]:
        """Return the path within the store and the text of a brief of about 1 kB."""
        chance = random.Random(f"{self._seed}-{number}")
        day = _FIRST + timedelta(chance.randrange(_DAYS))
        left, right = chance.sample(range(_PARTIES), 2)
        issues = chance.sample(range(60), 2)
        speaker = chance.randrange(_PEOPLE)
        process = number // 20
        name = f"talks-{process}-{number % 20 + 1}"
        text = f"""\
title: {self._text(chance, 6)}
date: {day}
process: talks-{process}
round: {number % 20 + 1}
summary: {self._text(chance, 30)}
parties: {{p{left}: {{name: Party {left}}}, p{right}: {{name: Party {right}}}}}
people: {{s{speaker}: {{name: Speaker {speaker}, party: p{left}}}}}
issues: {{i{issues[0]}: Question {issues[0]}, i{issues[1]}: Question {issues[1]}}}
agreements:
- issue: i{issues[0]}
  text: {self._text(chance, 14)}
  parties: [p{left}, p{right}]
  attested_by: [p{left}]
disagreements:
- issue: i{issues[1]}
  question: {self._text(chance, 9)}
  positions:
    p{left}: {{stance: proposes, text: {self._text(chance, 8)}}}
    p{right}: {{stance: rejects, text: {self._text(chance, 8)}}}
proposals:
- {{issue: i{issues[1]}, by: p{right}, text: {self._text(chance, 9)}}}
quotes:
- {{who: s{speaker}, text: {self._text(chance, 16)}, issues: [i{issues[0]}]}}
"""
        return f"{day.year}/{day.month:02}/{name}.yaml", text

    def _text(self, chance: random.Random, count: int) -> str:
        start = chance.randrange(len(self._words) - count)
        return '"' + " ".join(self._words[start : start + count]) + '"'


def write_store(folder: Path, briefs: int, seed: int = 7) -> int:
    """Write a store of so many briefs; return its size in bytes.

    A folder that holds exactly this store already is left as it is.
    """
    stamp = folder / ".made"
    mark = f"{briefs} {seed} 1"
    if stamp.exists() and stamp.read_text().startswith(mark + " "):
        return int(stamp.read_text().split()[3])
    writer = Writer(seed)
    size = 0
    for number in range(briefs):
        path, text = writer.brief(number)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_bytes(text.encode())
    stamp.write_text(f"{mark} {size}")
    return size


def main() -> None:
    """Write a store from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--briefs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    size = write_store(args.folder, args.briefs, args.seed)
    print(f"{args.briefs:,} briefs, {size / max(1, args.briefs):.0f} bytes each")


if __name__ == "__main__":
    main()
