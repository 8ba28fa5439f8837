"""Starting: how soon there is something to read, and how soon a key is answered.

`python -m tests.benchmarks start [--briefs N …] [--json]` starts the reader on stores of each size
beside a bare Textual app, the same reader with Textual's own driver, newsboat and tig, and the
command line beside `python3 -c pass`.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from briefing.store import files
from tests.benchmarks.peers import peers
from tests.benchmarks.report import Figure, Plan, median
from tests.tools.big_stores import write_store
from tests.tools.meter import clean_environment, undrawn
from tests.tools.terminal import Terminal
from tests.tools.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "import sys; from briefing.__main__ import main; sys.exit(main())"
PROGRAM = (sys.executable, "-c", SCRIPT)
"""What an installed `briefing` runs."""
STOCK = (sys.executable, "-m", "tests.benchmarks.stock")
READY = "unread"
"""What the reader's first screen says."""
RUNS = 9
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("something to read")
    def on_key(self, event):
        self.exit()
Bare().run()
"""
_PAIRS = 9
"""Runs of command lines: short, and so disturbed more by what else the machine does."""


def first_content(
    command: Sequence[str], env: dict[str, str], text: str, cwd: Path | None = None
) -> tuple[float, float]:
    """Return the milliseconds until `text` is on the screen, and until a key is answered."""
    begun = time.perf_counter()
    terminal = Terminal(command, env=env, cwd=cwd)
    try:
        shown = sent(terminal, text) - begun
        # Pressed as soon as there is something to press it at; answered when the reader is ready.
        terminal.press("Q")
        terminal.end()
        return shown * 1000, (time.perf_counter() - begun) * 1000
    finally:
        terminal.close()


def sent(terminal: Terminal, text: str) -> float:
    """Read until `text` has been sent; return when that was, by `time.perf_counter`."""
    data = b""
    with closing(undrawn(terminal, PATIENCE)) as parts:
        for part in parts:
            data += part
            if text.encode() in data:
                # Now: on the way out the emulator draws what has come, for several milliseconds.
                return time.perf_counter()
    raise TimeoutError(f"{text!r} was not sent")


Opened = tuple[Sequence[str], str]
"""A command, and what its first screen says."""


def opened(
    env: dict[str, str], *programs: Opened, cwd: Path | None = None
) -> list[tuple[float, float]]:
    """Return for each program the medians of what `first_content` measures.

    They are run in turn, so that whatever else the machine does meets them all alike; a first round
    does not count.
    """
    rounds = [
        [first_content(command, env, text, cwd) for command, text in programs]
        for _ in range(RUNS + 1)
    ]
    by_program = zip(*rounds[1:], strict=True)
    return [
        (statistics.median(shown for shown, _ in runs), statistics.median(end for _, end in runs))
        for runs in by_program
    ]


def run(command: Sequence[str], env: dict[str, str]) -> None:
    """Run a command to its end; it may find nothing."""
    subprocess.run(command, env=env, capture_output=True, check=False)


def commands(store: Path, env: dict[str, str], briefs: int) -> Iterator[Figure]:
    """Measure the command line on a store whose catalogue is warm."""
    place = ["-s", str(store)]
    stat = median(partial(files.scan, store), _PAIRS)
    tab = median(
        partial(run, [*PROGRAM, "__complete", "zsh", *place, "list", "party:p"], env), _PAIRS
    )
    yield Figure(f"{briefs:,} briefs: a press of Tab for a party", tab, most=100)
    for words in (["list"], ["search", "ceasefire"]):
        bare = median(partial(run, [*PROGRAM, *words, *place, "--no-refresh"], env), _PAIRS)
        yield Figure(f"{briefs:,} briefs: {' '.join(words)} --no-refresh", bare, most=150)
        full = median(partial(run, [*PROGRAM, *words, *place], env), _PAIRS)
        yield Figure(f"{briefs:,} briefs: {' '.join(words)}, more than that", full - bare,
                     beside={"in all": full, "one stat of all files": stat})  # fmt: skip


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure starts, ours and others'."""
    env = clean_environment(plan.folder)
    env["PYTHONPATH"] = str(ROOT)
    nothing = median(partial(run, [sys.executable, "-c", "pass"], env), _PAIRS)
    yield Figure("python3 -c pass", nothing)
    helped = median(partial(run, [*PROGRAM, "--help"], env), _PAIRS)
    yield Figure("briefing --help, to that", helped / nothing, "×", most=3, beside={"ms": helped})
    for peer in peers(plan.folder, ROOT):
        [(shown, ended)] = opened(env, (peer.command, peer.ready), cwd=peer.folder)
        yield Figure(f"{peer.name}: first content", shown, beside={"key answered": ended})
    least = 0.0
    for briefs in plan.briefs:
        store = plan.folder / f"store-{briefs}"
        write_store(store, briefs)
        run([*PROGRAM, "index", "-s", str(store)], env)
        (shown, answered), bare, stock = opened(
            env,
            ([*PROGRAM, str(store)], READY),
            ([sys.executable, "-c", _BARE], "something"),
            ([*STOCK, str(store)], READY),
        )
        least = least or shown
        name = f"{briefs:,} briefs:"
        others = {"bare ms": bare[0], "Textual's driver": stock[0]}
        yield Figure(f"{name} first content, to a bare Textual app's", shown / bare[0], "×",
                     most=0.3, beside={"ms": shown, **others})  # fmt: skip
        others = {"bare ms": bare[1], "Textual's driver": stock[1]}
        yield Figure(f"{name} key answered, to a bare Textual app's", answered / bare[1], "×",
                     most=1.2, beside={"ms": answered, **others})  # fmt: skip
        yield Figure(f"{name} first content, to the smallest store's", shown / least, "×", most=1.1)
        yield from commands(store, env, briefs)
