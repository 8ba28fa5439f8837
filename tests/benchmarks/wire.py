"""Bytes, frames and time for each key: ours, Textual's own driver, ncurses, and other readers.

`python -m tests.benchmarks wire [--briefs N …] [--json]` presses a fixed script of keys on fixed
stores, in terminals of 80x24 and 120x40 cells. Bytes are exact; times are this machine's and only
to be compared with each other.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers import peers
from tests.benchmarks.report import Figure, Plan
from tests.benchmarks.start import PROGRAM, READY, ROOT, STOCK, run
from tests.tools.big_stores import write_store
from tests.tools.meter import Run, clean_environment, run_keys
from tests.tools.ncurses import bytes_for

SIZES = ((80, 24), (120, 40))
SCRIPT = (
    *("j",) * 8, *("k",) * 2, "ctrl+f", "j", "j", "ctrl+b", "G", "k", "g", "g", "j",
    "tab", "j", "j", "ctrl+d", "tab", "j", "1", "2", "3", "j", "4", "j", "j", "G", "z", "z",
    "J", "J", "K", "0", "j", "/", *"tech", "enter", "j", "n", "n", "0", "j",
    "?", "j", "escape", "j", "j", "p", "j", "escape", "j",
)  # fmt: skip
"""Sixty keys: moving with preview, paging, panes, search, help, a process."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One script in one size of terminal."""

    size: tuple[int, int]
    """Columns and rows."""
    ours: Run
    """The reader as it is."""
    stock: Run
    """The same with Textual's own driver."""
    floor: tuple[int, ...]
    """Bytes that ncurses sends for the screens of `ours`."""

    @property
    def same(self) -> int:
        """How many screens are the same, cell by cell, with both drivers."""
        pairs = zip(self.ours.screens, self.stock.screens, strict=True)
        return sum(
            [[cell.look() for cell in row] for row in one]
            == [[cell.look() for cell in row] for row in other]
            for one, other in pairs
        )


def compare(size: tuple[int, int], store: Path, home: Path) -> Comparison:
    """Run the script with both drivers, and have ncurses paint the screens."""
    # Each run begins with nothing read and nothing remembered; what is shown is read at once, lest
    # one of the two is a moment sooner.
    homes = [home / f"{name}-{store.name}-{size[0]}x{size[1]}" for name in ("ours", "stock")]
    for each in homes:
        shutil.rmtree(each, ignore_errors=True)
    env, other = (clean_environment(each, BRIEFING_READ_AFTER="0") for each in homes)
    for environ in (env, other):
        run([*PROGRAM, "index", "-s", str(store)], environ)
    ours = run_keys([*PROGRAM, str(store)], env, size, SCRIPT, ready=READY, cwd=ROOT)
    stock = run_keys([*STOCK, str(store)], other, size, SCRIPT, ready=READY, cwd=ROOT)
    return Comparison(size, ours, stock, tuple(bytes_for(ours.screens, home)))


def keys(comparison: Comparison, name: str) -> Iterator[Figure]:
    """Yield what each key cost, the start first."""
    every = zip(comparison.ours.steps, comparison.stock.steps, comparison.floor, strict=True)
    for number, (ours, stock, floor) in enumerate(every):
        yield Figure(
            f"{name} {number:2} {ours.key}", ours.bytes, "B",
            beside={
                "frames": ours.frames, "ms": ours.milliseconds, "ncurses B": floor,
                "Textual B": stock.bytes, "frames of Textual": stock.frames,
                "ms of Textual": stock.milliseconds,
            },
        )  # fmt: skip


def totals(comparison: Comparison, name: str) -> Iterator[Figure]:
    """Yield what the whole script cost, and what must hold of it."""
    ours, floor = comparison.ours, sum(comparison.floor[1:])
    yield Figure(
        f"{name} all keys, to ncurses", ours.total / max(1, floor), "×", most=1,
        beside={"B": ours.total, "ncurses B": floor, "Textual B": comparison.stock.total},
    )  # fmt: skip
    screens = len(ours.screens)
    yield Figure(f"{name} screens that are the same with Textual's driver", comparison.same,
                 f"of {screens}", least=screens)  # fmt: skip
    if comparison.size == (80, 24):
        moves = [step.bytes for step in ours.steps[1:9]]
        yield Figure(f"{name} first screen", ours.steps[0].bytes, "B", most=4500)
        yield Figure(f"{name} a move in the list, most of 8", max(moves), "B", most=120)


def figures(plan: Plan) -> Iterator[Figure]:
    """Press the script on each store in each size of terminal."""
    for briefs in plan.briefs:
        store = plan.folder / f"store-{briefs}"
        write_store(store, briefs)
        for size in SIZES:
            comparison = compare(size, store, plan.folder)
            name = f"{briefs:,} briefs, {size[0]}x{size[1]}:"
            yield from keys(comparison, name)
            yield from totals(comparison, name)
    for peer in peers(plan.folder, ROOT):
        yield Figure(f"{peer.name}: a move in its list at 80x24, median of 10",
                     peer.bytes_a_move(plan.folder), "B")  # fmt: skip
