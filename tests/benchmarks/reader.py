"""The reader itself in a terminal: `python -m tests.benchmarks.reader [--briefs N …] [--json]`.

Memory, how soon a typed letter of a search has settled, whether a held key leaves a queue, all of
it on stores of 10, 100, 1,000 and (with `--briefs`) more briefs; then a line of 9,600 bit/s, and
what the driver spends on a frame. Times are this machine's: only what must hold counts.
"""

import argparse
import json
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.terminal.modes import ASK_POSITION
from tests.benchmarks.meter import clean_environment
from tests.benchmarks.start import taken
from tests.benchmarks.stores import write_store
from tests.pty import Terminal

PROGRAM = (sys.executable, "-m", "briefing")
TYPED = "implementing"
"""Twelve letters, typed one by one into the search."""
RATE = 30
"""Keys a second that a held key sends."""
BAUD = 960
"""Bytes a second of a line of 9,600 bit/s: ten bits a byte."""


class Figure(NamedTuple):
    """One line of the table."""

    what: str
    measured: float
    unit: str
    limit: float | None
    """The most that may be measured; None for a figure that is only told."""


def quiet_after(terminal: Terminal, quiet: float = 0.25) -> float:
    """Read until nothing has come for `quiet` seconds; return when the last byte came."""
    last, length = time.perf_counter(), len(terminal.raw)
    while time.perf_counter() - last < quiet:
        terminal.settle(0.001)
        if len(terminal.raw) > length:
            last, length = time.perf_counter(), len(terminal.raw)
    return last


def milliseconds(terminal: Terminal, key: str, quiet: float = 0.25) -> float:
    """Return how long the answer to a key takes, to its last byte; 0 where nothing is sent."""
    begun, before = time.perf_counter(), len(terminal.raw)
    terminal.press(key)
    last = quiet_after(terminal, quiet)
    return (last - begun) * 1000 if len(terminal.raw) > before else 0.0


def settled(terminal: Terminal, key: str, quiet: float = 0.25) -> float:
    """Return the milliseconds from a key to the last byte of its answer.

    Nothing is drawn meanwhile: the emulator takes longer for a screen than the reader does.
    """
    begun = last = time.perf_counter()
    data = bytearray()
    terminal.press(key)
    while time.perf_counter() - last < quiet:
        if select.select([terminal.master], [], [], 0.005)[0]:
            part = os.read(terminal.master, 65_536)
            last = time.perf_counter()
            data += part
            if ASK_POSITION.encode() in part:
                os.write(terminal.master, b"\x1b[1;1R")
    terminal.raw += data
    terminal.emulator.feed(bytes(data))
    return (last - begun) * 1000


def hold(terminal: Terminal, key: str, seconds: float) -> None:
    """Press a key as often as a held one repeats, reading meanwhile."""
    end = time.perf_counter() + seconds
    due = time.perf_counter()
    while due < end:
        terminal.press(key)
        due += 1 / RATE
        while (left := due - time.perf_counter()) > 0:
            terminal.settle(min(left, 0.002))


def megabytes(terminal: Terminal) -> float:
    """Return the most memory that the reader's process has had, as Linux tells it."""
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def on_store(store: Path, env: dict[str, str], briefs: int) -> Iterator[Figure]:
    """Read, search and scroll in a store whose catalogue is warm."""
    terminal = Terminal([*PROGRAM, str(store)], env=env)
    name = f"{briefs:,} briefs: "
    try:
        terminal.wait_for("newest first")
        terminal.settle(1.5)
        yield Figure(f"{name}memory, list shown", megabytes(terminal), "MB", None)
        hold(terminal, "j", 2)
        lag = quiet_after(terminal) - time.perf_counter() + 0.25
        yield Figure(f"{name}held j: behind the last key", max(0.0, lag * 1000), "ms", 100)
        terminal.press("/")
        terminal.settle(0.5)
        keys = [settled(terminal, letter) for letter in TYPED]
        yield Figure(f"{name}a letter of a search settled, median", statistics.median(keys), "ms",
                     None)  # fmt: skip
        yield Figure(f"{name}a letter of a search settled, longest", max(keys), "ms", 33)
        yield Figure(f"{name}memory, after a search", megabytes(terminal), "MB", None)
    finally:
        terminal.close()


def on_slow_line(store: Path, env: dict[str, str]) -> Iterator[Figure]:
    """Move, hold a key and leave at 9,600 bit/s."""
    terminal = Terminal([*PROGRAM, str(store)], env=env, bytes_per_second=BAUD)
    try:
        terminal.wait_for("newest first")
        terminal.settle(2)
        moves = [milliseconds(terminal, "j", 0.5) for _ in range(5)]
        yield Figure("9,600 bit/s: a move of the cursor, longest of 5", max(moves), "ms", 200)
        hold(terminal, "j", 5)
        begun = time.perf_counter()
        lag = max(0.0, quiet_after(terminal, 0.5) - begun)
        yield Figure("9,600 bit/s: after five seconds of held j", lag * 1000, "ms", 300)
        begun = time.perf_counter()
        terminal.press("q")
        terminal.end()
        yield Figure("9,600 bit/s: q, to the end of the program",
                     (time.perf_counter() - begun) * 1000, "ms", 1000)  # fmt: skip
    finally:
        terminal.close()


def driver() -> Iterator[Figure]:
    """Take what Textual writes for whole screens and paint it, as the driver does."""
    import random

    from rich.cells import split_graphemes

    from briefing.terminal.capabilities import capabilities_of
    from briefing.terminal.painter import Shown, paint
    from briefing.terminal.reader import Reader
    from tests.terminal.frames import Frames

    frames = Frames(random.Random(1), 80, 24)
    written = [frames.whole()] + [frames.next() for _ in range(300)]
    able = capabilities_of("xterm-256color", plain_newline=True)
    reader, shown, spent = Reader(80, 24, split_graphemes), Shown.unknown(80, 24), []
    for frame in written:
        begun = time.process_time()
        reader.feed(frame)
        _, shown = paint(shown, reader.scene().grid, able)
        spent.append((time.process_time() - begun) * 1000)
    yield Figure("driver: a random frame at 80x24, median", statistics.median(spent), "ms", 2)
    yield Figure("driver: the same, whole screens", max(spent[:1]), "ms", None)


def measured(folder: Path, sizes: Sequence[int], told: Callable[[Figure], None]) -> list[Figure]:
    """Measure everything; tell each figure as it is there."""
    env = clean_environment(folder)
    found: list[Figure] = []

    def add(figures: Iterator[Figure]) -> None:
        for figure in figures:
            found.append(figure)
            told(figure)

    for size in sorted({10, 100, *sizes}):
        write_store(folder / f"store-{size}", size)
        taken([*PROGRAM, "index", "-s", str(folder / f"store-{size}")], env)
        add(on_store(folder / f"store-{size}", env, size))
    memory = {each.what: each.measured for each in found if "memory, after" in each.what}
    most = memory[f"{max(sizes):,} briefs: memory, after a search"]
    small = memory["100 briefs: memory, after a search"]
    add(iter([Figure(f"memory at {max(sizes):,} to 100 briefs", most / small, "×", 1.3)]))
    add(on_slow_line(folder / "store-100", env))
    add(driver())
    return found


def line(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    must = holds = ""
    if figure.limit is not None:
        must = f"≤ {figure.limit:g} {figure.unit}"
        holds = "holds" if figure.measured <= figure.limit else "FAILS"
    return f"{figure.what:<54}{figure.measured:>9.2f} {figure.unit:<3} {must:<12}{holds}"


def main() -> int:
    """Print the table; return 1 if something that must hold does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, nargs="+", default=[1000])
    parser.add_argument("--folder", type=Path, help="where the stores are kept between runs")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        silent = args.json
        told = (lambda figure: None) if silent else (lambda figure: print(line(figure), flush=True))
        found = measured(args.folder or Path(name), args.briefs, told)
    if args.json:
        print(json.dumps([figure._asdict() for figure in found], indent=1))
    return int(any(f.limit is not None and f.measured > f.limit for f in found))


if __name__ == "__main__":
    sys.exit(main())
