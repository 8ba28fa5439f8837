"""What a benchmark finds, and how it is told: a table, or JSON with every figure.

A benchmark is a function that takes a `Plan` and yields a `Figure` for each thing it measured.
Times are this machine's: what must hold is a ratio within one run, or a limit that was set for a
machine much like it.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SIZES = (10, 1000)
"""Briefs in the stores where nobody says otherwise."""


class SkippedError(Exception):
    """A benchmark lacks something outside the repository; the message says what."""


class Plan(NamedTuple):
    """What is asked of a benchmark."""

    briefs: tuple[int, ...]
    """Sizes of stores, in briefs, from small to large."""
    folder: Path
    """Where stores and catalogues are written, and found again by the next run."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured."""

    what: str
    measured: float
    unit: str = "ms"
    most: float | None = None
    """What it may be at most; None where there is no such limit."""
    least: float | None = None
    """What it must be at least; None where there is no such limit."""
    beside: Mapping[str, float | str] = field(default_factory=dict)
    """Figures that explain it: what others need, out of how many."""

    @property
    def holds(self) -> bool:
        """Whether the limits are kept; true where there are none."""
        low = self.least is None or self.measured >= self.least
        return low and (self.most is None or self.measured <= self.most)


Benchmark = Callable[[Plan], Iterator[Figure]]


def milliseconds(act: Callable[[], object], times: int = 1) -> list[float]:
    """Return how long each of so many runs took."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def median(act: Callable[[], object], times: int) -> float:
    """Return the median milliseconds of so many runs, after one that does not count."""
    return statistics.median(milliseconds(act, times + 1)[1:])


def processor(act: Callable[[], object], times: int = 100) -> float:
    """Return the least milliseconds of processor time, which other programs disturb least."""
    least = float("inf")
    for _ in range(times):
        begun = time.process_time()
        act()
        least = min(least, time.process_time() - begun)
    return least * 1000


def tell(benchmarks: Mapping[str, Benchmark], arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that the command line asks for; return 1 if a limit was not kept."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(benchmarks))
    parser.add_argument("--briefs", type=int, nargs="+", default=SIZES, help="sizes of stores")
    parser.add_argument("--folder", type=Path, help="where the stores are kept between runs")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    options = parser.parse_args(arguments)
    names = options.names or list(benchmarks)
    if unknown := set(names) - set(benchmarks):
        parser.error(
            f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(benchmarks)}"
        )
    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(tuple(sorted(options.briefs)), options.folder or Path(folder))
        found = [
            (name, figure)
            for name in names
            for figure in _told(name, benchmarks[name], plan, silent=options.json)
        ]
    if options.json:
        print(json.dumps([_plain(name, figure) for name, figure in found], indent=1))
    return int(not all(figure.holds for _, figure in found))


def _told(name: str, benchmark: Benchmark, plan: Plan, *, silent: bool) -> Iterator[Figure]:
    """Yield the figures of a benchmark, and print each as it comes."""
    say = (lambda text: None) if silent else (lambda text: print(text, flush=True))
    say(f"\n{name}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    try:
        for figure in benchmark(plan):
            say(line(figure))
            yield figure
    except SkippedError as missing:
        print(f"skipped: {missing}", file=sys.stderr)


def line(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    limits = [
        f"{sign} {limit:,.10g} {figure.unit}"
        for sign, limit in (("≤", figure.most), ("≥", figure.least))
        if limit is not None
    ]
    if limits:
        limits.append("holds" if figure.holds else "FAILS")
    digits = 0 if figure.measured == int(figure.measured) or figure.measured >= 1000 else 2
    beside = ", ".join(f"{name} {_number(value)}" for name, value in figure.beside.items())
    told = f"{figure.what:<58}{figure.measured:>11,.{digits}f} {figure.unit:<8}"
    return f"{told} {'  '.join(limits):<24}{beside}".rstrip()


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.4g}" if value < 1000 else f"{value:,.0f}"


def _plain(name: str, figure: Figure) -> dict[str, object]:
    return {
        "benchmark": name,
        "what": figure.what,
        "measured": figure.measured,
        "unit": figure.unit,
        "most": figure.most,
        "least": figure.least,
        "holds": figure.holds,
        "beside": dict(figure.beside),
    }
