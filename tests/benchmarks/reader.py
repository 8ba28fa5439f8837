"""The reader itself in a terminal: `python -m tests.benchmarks reader [--briefs N …] [--json]`.

Memory, how soon a typed letter of a search has settled, whether a held key leaves a queue, all of
it on stores of each size; then a line of 9,600 bit/s, and what the driver spends on a frame.
"""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import split_graphemes

from briefing.terminal.screen.ansi_parser import AnsiScreen
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import capabilities_of
from tests.benchmarks.peers import peers
from tests.benchmarks.report import Figure, Plan
from tests.benchmarks.start import PROGRAM, READY, ROOT, STOCK, run
from tests.terminal.frames import Frames
from tests.tools.big_stores import write_store
from tests.tools.meter import clean_environment, undrawn
from tests.tools.terminal import Terminal

TYPED = "implementing"
"""Twelve letters, typed one by one into the search."""
RATE = 30
"""Keys a second that a held key sends."""
_SMALL = 10_000
"""Briefs up to which a changed file is to be seen within a second."""
BAUD = 960
"""Bytes a second of a line of 9,600 bit/s: ten bits a byte."""


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
    """Return the milliseconds from a key to the last byte of its answer."""
    begun = last = time.perf_counter()
    terminal.press(key)
    for _ in undrawn(terminal, quiet):
        last = time.perf_counter()
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


def on_store(store: Path, env: dict[str, str], name: str) -> Iterator[Figure]:
    """Read, search and scroll in a store whose catalogue is warm."""
    terminal = Terminal([*PROGRAM, str(store)], env=env)
    try:
        terminal.wait_for(READY)
        terminal.settle(1.5)
        shown = megabytes(terminal)
        stock = held([*STOCK, str(store)], env, READY)
        yield Figure(f"{name} memory", shown, "MB", beside={"Textual's driver": stock})
        hold(terminal, "j", 2)
        lag = quiet_after(terminal) - time.perf_counter() + 0.25
        yield Figure(f"{name} held j: behind the last key", max(0.0, lag * 1000), most=100)
        # Answered at once, as terminals do: drawing first, the emulator would pass for a slow link.
        settled(terminal, "/", 0.5)
        letters = [settled(terminal, letter) for letter in TYPED]
        yield Figure(f"{name} a letter of a search settled, longest of 12", max(letters), most=33,
                     beside={"median": statistics.median(letters)})  # fmt: skip
        yield Figure(f"{name} memory, after a search", megabytes(terminal), "MB")
    finally:
        terminal.close()


def followed(store: Path, env: dict[str, str], times: int = 10) -> list[float]:
    """Return the milliseconds from each change of the newest brief until its title is seen."""
    path = store / "newest.yaml"
    path.write_text(_newest(0))
    terminal = Terminal([*PROGRAM, str(store)], env=env)
    try:
        terminal.wait_for("version 0")
        terminal.settle(2)
        found = []
        for number in range(1, times + 1):
            begun = time.perf_counter()
            path.write_text(_newest(number))
            terminal.wait_for(f"version {number}")
            found.append((time.perf_counter() - begun) * 1000)
            terminal.settle(0.13 * number)
        return found
    finally:
        terminal.close()
        path.unlink()


def _newest(number: int) -> str:
    return f"title: version {number}\ndate: 2099-01-01\nsummary: version {number}\n"


def held(command: Sequence[str], env: dict[str, str], text: str, cwd: Path | None = None) -> float:
    """Return the megabytes that a program has taken once its first screen is there."""
    terminal = Terminal(command, env=env, cwd=cwd)
    try:
        terminal.wait_for(text)
        terminal.settle(1.5)
        return megabytes(terminal)
    finally:
        terminal.close()


def on_slow_line(store: Path, env: dict[str, str]) -> Iterator[Figure]:
    """Move, hold a key and leave at 9,600 bit/s."""
    terminal = Terminal([*PROGRAM, str(store)], env=env, bytes_per_second=BAUD)
    try:
        terminal.wait_for(READY)
        terminal.settle(2)
        moves = [milliseconds(terminal, "j", 0.5) for _ in range(5)]
        yield Figure("9,600 bit/s: a move of the cursor, longest of 5", max(moves), most=200)
        hold(terminal, "j", 5)
        begun = time.perf_counter()
        lag = max(0.0, quiet_after(terminal, 0.5) - begun)
        yield Figure("9,600 bit/s: after five seconds of held j", lag * 1000, most=300)
        begun = time.perf_counter()
        terminal.press("q")
        terminal.end()
        ended = (time.perf_counter() - begun) * 1000
        yield Figure("9,600 bit/s: q, to the end of the program", ended, most=1000)
    finally:
        terminal.close()


def driver() -> Iterator[Figure]:
    """Take what Textual writes for whole screens and paint it, as the driver does."""
    frames = Frames(random.Random(1), 80, 24)
    written = [frames.whole()] + [frames.next() for _ in range(300)]
    able = capabilities_of("xterm-256color", plain_newline=True)
    reader, shown, spent = AnsiScreen(80, 24, split_graphemes), KnownScreen.unknown(80, 24), []
    for frame in written:
        begun = time.process_time()
        reader.feed(frame)
        _, shown = paint(shown, reader.scene().grid, able)
        spent.append((time.process_time() - begun) * 1000)
    yield Figure("driver: a random frame at 80x24, median", statistics.median(spent), most=2,
                 beside={"the first, a whole screen": spent[0]})  # fmt: skip


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure the reader on each store, beside others, then the slow line and the driver."""
    env = clean_environment(plan.folder)
    memory = {}
    for briefs in sorted({100, *plan.briefs}):
        store = plan.folder / f"store-{briefs}"
        write_store(store, briefs)
        run([*PROGRAM, "index", "-s", str(store)], env)
        for figure in on_store(store, env, f"{briefs:,} briefs:"):
            memory[briefs] = figure.measured
            yield figure
        late = followed(store, env)
        # A look takes time on a large store, and is taken all the more rarely.
        yield Figure(f"{briefs:,} briefs: a changed file shown, longest of {len(late)}", max(late),
                     most=1000 if briefs <= _SMALL else None,
                     beside={"median": statistics.median(late)})  # fmt: skip
    most = plan.briefs[-1]
    yield Figure(f"memory at {most:,} briefs to 100", memory[most] / memory[100], "×", most=1.3)
    for peer in peers(plan.folder, ROOT):
        yield Figure(f"{peer.name}: memory", held(peer.command, env, peer.ready, peer.folder), "MB")
    yield from on_slow_line(plan.folder / "store-100", env)
    yield from driver()
