"""What reading briefs costs: `python -m tests.benchmarks.loading`.

Prints processor time, which other programs on the machine disturb least, and where it can a ratio
to a floor that no reader of this kind can go below: libyaml's events, a bare listing of a folder.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from yaml import StreamEndEvent
from yaml._yaml import CParser

from briefing import files
from briefing.loader import load
from briefing.store import Store
from tests.test_loader import GOOD, HOSTILE, changed

SMALL = """title: Round {0}
date: 2025-01-01
summary: A short one with [^a1].
process: p
round: {0}
parties:
  a: {{name: A}}
  b: {{name: B}}
issues: {{i: I}}
agreements:
  a1: {{issue: i, text: x, parties: [a, b], attested_by: [a]}}
quotes:
  q1: {{who: a, text: hello there, issues: [i]}}
sources:
  s: {{kind: news}}
"""


def best(action: Callable[[], object], times: int = 100) -> float:
    """Return the least processor time, in milliseconds, of some runs."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        action()
        least = min(least, time.process_time() - began)
    return least * 1000


def events(data: bytes) -> None:
    """Read a file as far as libyaml alone goes."""
    next_event = CParser(data).get_event
    while type(next_event()) is not StreamEndEvent:
        pass


def one_brief() -> Iterator[str]:
    """Yield the cost of the sample briefs."""
    for data in GOOD:
        floor, spent = best(partial(events, data)), best(partial(load, data, "a.yaml"))
        yield (
            f"load {len(data):,} bytes: {spent:.2f} ms, {spent / len(data) * 5000:.2f} ms for "
            f"5 kB; {spent / floor:.1f} times libyaml's events"
        )


def small_briefs(folder: Path, count: int = 2000) -> Iterator[str]:
    """Yield how many small briefs a second are loaded, and checked in full."""
    for number in range(count):
        (folder / f"s{number}.yaml").write_text(SMALL.format(number), encoding="utf-8")
    store = Store(folder)
    began = time.process_time()
    loaded = [store.load(stamp.path) for stamp in store.scan().stamps]
    yield f"load small briefs: {count / (time.process_time() - began):,.0f} a second"
    began = time.process_time()
    for one in loaded:
        store.problems(one)
    yield f"check their evidence: {count / (time.process_time() - began):,.0f} a second"
    began = time.process_time()
    Store(folder).check()
    yield f"check the store: {count / (time.process_time() - began):,.0f} a second"


def bare(folder: Path) -> None:
    """List a folder and look at each file: what no listing can do without."""
    with os.scandir(folder) as entries:
        for entry in entries:
            entry.stat(follow_symlinks=False)


def scanning(folder: Path, count: int = 100_000) -> str:
    """Return the cost of listing a large store."""
    for number in range(count):
        (folder / f"b{number}.yaml").touch()
    floor, spent = best(lambda: bare(folder), 3), best(lambda: files.scan(folder), 3)
    return f"scan {count:,} files: {spent:.0f} ms, {spent / floor:.1f} times a bare listing"


def hostile() -> str:
    """Return what the worst of the hostile files costs."""
    costs = {
        f"{name} as {ending}": best(partial(load, text.encode(), f"a.{ending}"), 2)
        for name, text in HOSTILE.items()
        for ending in ("yaml", "json", "md")
    }
    name = max(costs, key=costs.__getitem__)
    return f"the worst of {len(costs)} hostile files of 1 MiB: {costs[name]:.0f} ms ({name})"


def damaged(count: int = 5000) -> str:
    """Return what damaged briefs cost."""
    chance, costs = random.Random(7), []
    for _ in range(count):
        data = changed(chance.choice(GOOD), [chance.randrange(9000) for _ in range(5)])
        costs.append(best(partial(load, data, "a.yaml"), 1))
    return (
        f"{count:,} damaged briefs: {sum(costs) / count:.2f} ms each, the slowest {max(costs):.1f}"
    )


def main() -> None:
    """Print all figures."""
    for line in one_brief():
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        for line in small_briefs(Path(folder)):
            print(line)
    with tempfile.TemporaryDirectory() as folder:
        print(scanning(Path(folder)))
    print(hostile())
    print(damaged())


if __name__ == "__main__":
    main()
