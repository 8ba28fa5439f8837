"""Search on big stores: `python -m tests.benchmarks.search [--briefs N] [--folder DIR]`.

Prints what must hold, what was measured, and whether it holds; everything in one run on one
machine. `notmuch` and `rg` are measured beside it where they are installed. The stores are written
below `--folder` and used again; 100,000 briefs take half a gigabyte and a few minutes the first
time. Quit other programs first: processes share the cores.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefing import indexer
from briefing.catalogue import Catalogue
from briefing.lazy_store import lazy_store
from briefing.query import Query, parse
from briefing.store import Store
from tests.benchmarks.stores import write_store

TODAY = date(2026, 1, 1)
TYPED = (
    "negotiations", "implementing", "participants", "contributing", "developments", "greenhouse g",
    "climate chan", "the protocol", "secretariat ", "xylophonists", "agreed:commi", "party:part 3",
)  # fmt: skip
"""Queries of twelve letters, typed letter by letter."""


_SCRIPT = "import sys; from briefing.__main__ import main; sys.exit(main())"
"""What an installed `briefing` runs."""


class Line(NamedTuple):
    """One line of the table."""

    what: str
    """What was measured."""
    measured: str
    """The figure."""
    limit: str
    """What must hold; empty for a figure that is only told."""
    holds: bool | None
    """Whether it does; None for a figure that is only told."""


def milliseconds(act: Callable[[], object], times: int = 1) -> list[float]:
    """Return how long each of so many runs took."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


# --- the catalogue ------------------------------------------------------------------------------


def built(store: Path, cache: Path) -> tuple[Catalogue, float]:
    """Return a catalogue built from nothing, and how many briefs a second were read."""
    shutil.rmtree(cache, ignore_errors=True)
    catalogue = Catalogue.open(store, cache=cache)
    begun = time.perf_counter()
    changes = indexer.refresh(catalogue, Store(store))
    return catalogue, changes.added / (time.perf_counter() - begun)


def keystrokes(catalogue: Catalogue, times: int = 5) -> list[float]:
    """Return how long the first screenful took after each key of each query."""
    found = []
    for _ in range(times):
        for typed in TYPED:
            for length in range(1, len(typed) + 1):
                query = understood(typed[:length])
                if query is not None:
                    found += milliseconds(partial(catalogue.search, query, limit=50))
    return found


def understood(text: str) -> Query | None:
    """Return the query, or None where a person would still see the last good result."""
    from briefing.errors import QueryError

    try:
        return parse(text, today=TODAY, typing=True)
    except QueryError:
        return None


def ranked(catalogue: Catalogue) -> float:
    """Return the longest time that the fifty best took, of the medians of five runs."""
    queries = ("climate", "the", "climate change", "protocol OR convention", "neg*")
    return max(
        statistics.median(
            milliseconds(partial(catalogue.search, parse(text, today=TODAY), sort="relevance"), 5)
        )
        for text in queries
    )


def latency(big: Catalogue, small: Catalogue, briefs: int) -> list[Line]:
    """Measure keystrokes and ranking."""
    keys, fewer = keystrokes(big), keystrokes(small)
    at_big, at_small = percentile(keys, 0.99), percentile(fewer, 0.99)
    best = ranked(big)
    mean_ratio = statistics.mean(keys) / statistics.mean(fewer)
    return [
        Line(f"a key, first screenful, 99th percentile of {len(keys)}", f"{at_big:.1f} ms",
             "≤ 10 ms", at_big <= 10),
        Line("  median, longest", f"{statistics.median(keys):.1f}, {max(keys):.1f} ms", "", None),
        Line(f"  at a tenth of {briefs:,} briefs", f"{at_small:.1f} ms; ours ×{mean_ratio:.2f}",
             "within ×2", mean_ratio <= 2),
        Line("first 50 by relevance, the slowest of five queries", f"{best:.1f} ms", "≤ 50 ms",
             best <= 50),
    ]  # fmt: skip


def second_start(store: Path, big: Catalogue, ten: Catalogue, briefs: int) -> list[Line]:
    """Measure what a start costs when nothing has changed."""
    first = statistics.median(milliseconds(lambda: shown(big), 15))
    tiny = statistics.median(milliseconds(lambda: shown(ten), 15))
    check = min(milliseconds(lambda: indexer.refresh(big, lazy_store(store)), 5))
    return [
        Line("the list's numbers and first 60 rows", f"{first:.2f} ms; with ten {tiny:.2f} ms",
             "≤ 2 ms apart", first - tiny <= 2),
        Line(f"check of {briefs:,} unchanged files", f"{check:.0f} ms", "≤ 1,000 ms",
             check <= 1000),
    ]  # fmt: skip


def shown(catalogue: Catalogue) -> None:
    """Do what the reader does to show its list."""
    catalogue.rows(catalogue.ids()[:60])


def memory(store: Path, cache: Path) -> float:
    """Return the megabytes that a process takes which lists, checks and searches a store.

    As Linux tells it; getrusage would count what this process takes, too.
    """
    code = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from briefing.catalogue import Catalogue; from briefing.indexer import refresh\n"
        "from briefing.lazy_store import lazy_store; from briefing.query import parse\n"
        "store, cache = map(Path, sys.argv[1:])\n"
        "catalogue = Catalogue.open(store, cache=cache)\n"
        "catalogue.rows(catalogue.ids()[:60])\n"
        "refresh(catalogue, lazy_store(store))\n"
        "for text in ('t', 'climate', '\"of the\"'):\n"
        "    catalogue.search(parse(text, today=date(2026, 1, 1), typing=True))\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.partition('VmHWM:')[2].split()[0])\n"
    )
    command = [sys.executable, "-c", code, str(store), str(cache)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(told.stdout) / 1024


# --- beside other programs ----------------------------------------------------------------------


def notmuch_rate(store: Path, count: int) -> float | None:
    """Return how many of the same texts a second `notmuch new` takes in; None without it."""
    if shutil.which("notmuch") is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mails = folder / "mail" / "cur"
        mails.mkdir(parents=True)
        for number, path in enumerate(sorted(store.rglob("*.yaml"))[:count]):
            head = (
                f"From: desk@example.org\nSubject: brief {number}\nMessage-ID: <{number}@example>\n"
                "Date: Mon, 02 Jun 2025 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
            )
            (mails / f"{number}.eml").write_text(head + path.read_text())
        config = folder / "config"
        config.write_text(f"[database]\npath={folder / 'mail'}\n[user]\nprimary_email=a@b.c\n")
        environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
        begun = time.perf_counter()
        subprocess.run(["notmuch", "new"], check=True, capture_output=True, env=environment)
        return count / (time.perf_counter() - begun)


def indexing(folder: Path, briefs: int) -> list[Line]:
    """Measure a first index beside notmuch's, on the same texts."""
    count = min(briefs, 20_000)
    store = folder / f"store-{count}"
    write_store(store, count)
    theirs = notmuch_rate(store, count)
    _, ours = built(store, folder / "cache-notmuch")
    if theirs is None:
        return [Line("first index; notmuch is not installed", f"{ours:,.0f} briefs/s", "", None)]
    return [
        Line(f"first index of {count:,}, notmuch on the same texts",
             f"{ours:,.0f}/s, {theirs:,.0f}/s: ×{ours / theirs:.2f}", "≥ ×2", ours >= 2 * theirs)
    ]  # fmt: skip


def beside_rg(folder: Path, briefs: int) -> list[Line]:
    """Measure the command from its start to its end, beside ripgrep's."""
    found = []
    for count in sorted({min(20_000, briefs), briefs}):
        store = folder / f"store-{count}"
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "xdg")}
        ours = [sys.executable, "-c", _SCRIPT, "search", "-s", str(store), "climate"]
        ours += ["--limit", "50"]
        theirs = ["rg", "-c", "climate", str(store)]
        run(ours, environment)
        mine, other = [], []
        for _ in range(9):
            mine += milliseconds(partial(run, ours, environment))
            if shutil.which("rg"):
                other += milliseconds(partial(run, theirs, environment))
        if not other:
            found.append(Line(f"search in {count:,}; rg is not installed",
                              f"{min(mine):.0f} ms", "", None))  # fmt: skip
            continue
        median, rg = statistics.median(mine), statistics.median(other)
        found.append(Line(f"briefing search in {count:,}, rg -c", f"{median:.0f} ms, {rg:.0f} ms",
                          "not slower", median <= rg))  # fmt: skip
    return found


def run(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, capture_output=True, env=environment)


# --- all of it ----------------------------------------------------------------------------------


def measure(folder: Path, briefs: int) -> list[Line]:
    """Measure everything; return the table."""
    stores = {count: folder / f"store-{count}" for count in (10, 100, briefs // 10, briefs)}
    for count, store in stores.items():
        write_store(store, count)
    lines = indexing(folder, briefs)
    catalogues = {}
    for count, store in stores.items():
        catalogues[count], rate = built(store, folder / f"cache-{count}")
    big = catalogues[briefs]
    held = big.statistics()
    size = held["bytes"] / 1_000_000
    lines += [
        Line(f"first index of {briefs:,}: {held['records']:,} records",
             f"{rate:,.0f} briefs/s, {size:,.0f} MB", "", None),
        *latency(big, catalogues[briefs // 10], briefs),
        *second_start(stores[briefs], big, catalogues[10], briefs),
    ]  # fmt: skip
    large = memory(stores[briefs], folder / f"cache-{briefs}")
    little = memory(stores[100], folder / "cache-100")
    lines.append(Line(f"memory of list, check and search, with 100 {little:.0f} MB",
                      f"{large:.0f} MB", "≤ ×1.3", large <= 1.3 * little))  # fmt: skip
    return lines + beside_rg(folder, briefs)


def main() -> int:
    """Print the table; return 1 if something that must hold does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the stores are kept between runs")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lines = measure(args.folder or Path(name), args.briefs)
    for line in lines:
        sign = {True: "holds", False: "FAILS", None: ""}[line.holds]
        print(f"{line.what:<58}{line.measured:>34}  {line.limit:<14}{sign}")
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f}, this process at most "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")  # fmt: skip
    return int(any(line.holds is False for line in lines))


if __name__ == "__main__":
    sys.exit(main())
