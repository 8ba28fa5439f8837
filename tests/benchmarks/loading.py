"""What reading briefs costs: `python -m tests.benchmarks loading`.

Prints processor time, which other programs on the machine disturb least, and where it can a ratio
to a floor that no reader of this kind can go below: libyaml's events, a bare listing of a folder.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from yaml import StreamEndEvent
from yaml._yaml import CParser

from briefing.loader.load import Loaded, load
from briefing.store import files
from briefing.store.store import Store
from briefing.view.markdown import block_rows, blocks
from tests.benchmarks.report import Figure, Plan, processor
from tests.loader.test_loader import GOOD, HOSTILE, changed
from tests.view.test_markdown import HOSTILE as NOTATION

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


PARAGRAPH = """## What was agreed

The second round lasted a little over an hour [^article]. Both heads of delegation say that a **new
exchange** of prisoners of war was agreed [^a1]. Ukraine's says that 6,000 bodies of killed soldiers
are also to be exchanged by each side [^a2]; Russia's says that they are handed over without return.
Nothing brought a *ceasefire* closer than when direct talks [restarted](https://a.example/) a month
earlier, and nobody said at which level the next meeting would be held, nor when, nor where.

- Each side hands over the wounded and those under 25 [^a3].
- The next meeting is to be held by the end of the month.

"""


def events(data: bytes) -> None:
    """Read a file as far as libyaml alone goes."""
    next_event = CParser(data).get_event
    while type(next_event()) is not StreamEndEvent:
        pass


def one_brief() -> Iterator[Figure]:
    """Load the sample briefs."""
    for data in GOOD:
        floor, spent = processor(partial(events, data)), processor(partial(load, data, "a.yaml"))
        yield Figure(f"load {len(data):,} bytes", spent,
                     beside={"for 5 kB": spent / len(data) * 5000,
                             "passes of libyaml": spent / floor})  # fmt: skip


def small_briefs(folder: Path, count: int = 2000) -> Iterator[Figure]:
    """Load small briefs, check them one by one and as a store."""
    for number in range(count):
        (folder / f"s{number}.yaml").write_text(SMALL.format(number), encoding="utf-8")
    store = Store(folder, kept=count)
    loaded: list[Loaded] = []
    for what, act in {
        "load small briefs": lambda: loaded.extend(map(store.load, paths(store))),
        "check their evidence": lambda: [store.checked(one.path).problems for one in loaded],
        "check them as a store": lambda: Store(folder).check(),
    }.items():
        yield Figure(what, count / processor(act, 1) * 1000, "a second")


def paths(store: Store) -> list[str]:
    """Return the paths of a store's files."""
    return [stamp.path for stamp in store.scan().stamps]


def bare(folder: Path) -> None:
    """List a folder and look at each file: what no listing can do without."""
    with os.scandir(folder) as entries:
        for entry in entries:
            entry.stat(follow_symlinks=False)


def scanning(folder: Path, count: int = 100_000) -> Figure:
    """List a large store."""
    for number in range(count):
        (folder / f"b{number}.yaml").touch()
    floor = processor(lambda: bare(folder), 3)
    spent = processor(lambda: files.scan(folder), 3)
    return Figure(f"scan {count:,} files", spent, beside={"bare listings": spent / floor})


def hostile() -> Figure:
    """Read the worst of the hostile files."""
    costs = {
        f"{name} as {ending}": processor(partial(load, text.encode(), f"a.{ending}"), 2)
        for name, text in HOSTILE.items()
        for ending in ("yaml", "json", "md")
    }
    name = max(costs, key=costs.__getitem__)
    return Figure(f"the worst of {len(costs)} hostile files of 1 MiB", costs[name], most=250,
                  beside={"which": name})  # fmt: skip


def markdown() -> Iterator[Figure]:
    """Lay out the prose of a brief of 5 kB, and the worst of what a hostile one may hold."""
    prose = PARAGRAPH * (5000 // len(PARAGRAPH))
    laid_out("a [b](c)")  # loads the library
    yield Figure("lay out 5 kB of Markdown", processor(partial(laid_out, prose)), most=2)
    costs = {
        sign: processor(partial(laid_out, sign * (2**20 // len(sign))), 1) for sign in NOTATION
    }
    sign = max(costs, key=costs.__getitem__)
    yield Figure(f"the worst of {len(costs)} hostile texts of 1 MiB", costs[sign], most=1000,
                 beside={"which": repr(sign)})  # fmt: skip


def laid_out(prose: str) -> None:
    """Lay out a text that has not been seen before."""
    blocks.cache_clear()
    for block in blocks(prose):
        block_rows(block, 80)


def damaged(count: int = 5000) -> Figure:
    """Read damaged briefs."""
    chance, costs = random.Random(7), []
    for _ in range(count):
        data = changed(chance.choice(GOOD), [chance.randrange(9000) for _ in range(5)])
        costs.append(processor(partial(load, data, "a.yaml"), 1))
    return Figure(f"the slowest of {count:,} damaged briefs", max(costs), most=250,
                  beside={"mean": sum(costs) / count})  # fmt: skip


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure reading; the sizes of stores do not matter to it."""
    yield from one_brief()
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        yield from small_briefs(Path(folder))
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        yield scanning(Path(folder))
    yield hostile()
    yield from markdown()
    yield damaged()
