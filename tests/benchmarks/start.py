"""Starting: how soon there is something to read, and how soon a key is answered.

`python -m tests.benchmarks.start [--briefs N …] [--runs N] [--json]` starts the reader on stores of
10, 1,000 and (with `--briefs`) more briefs, beside a bare Textual app in the same run, and the
command line beside `python3 -c pass`. Times are this machine's: only the ratios count.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.meter import clean_environment
from tests.benchmarks.stores import write_store
from tests.pty import Terminal

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


def first_content(command: Sequence[str], env: dict[str, str], text: str) -> tuple[float, float]:
    """Return the milliseconds until `text` is on the screen, and until a key is answered."""
    begun = time.perf_counter()
    terminal = Terminal(command, env=env)
    try:
        terminal.wait_for(text)
        shown = time.perf_counter() - begun
        # Pressed as soon as there is something to press it at; answered when the reader is ready.
        terminal.press("Q")
        terminal.end()
        return shown * 1000, (time.perf_counter() - begun) * 1000
    finally:
        terminal.close()


def taken(command: Sequence[str], env: dict[str, str]) -> float:
    """Return the milliseconds that a command takes, process start included."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, capture_output=True, check=False)
    return (time.perf_counter() - begun) * 1000


def opened(
    command: Sequence[str], env: dict[str, str], text: str, runs: int
) -> tuple[float, float]:
    """Return the medians of what `first_content` measures, after one run that does not count."""
    found = [first_content(command, env, text) for _ in range(runs + 1)][1:]
    return statistics.median(run[0] for run in found), statistics.median(run[1] for run in found)


def median(runs: int, measure: Callable[[], float]) -> float:
    """Return the median of some measurements, after one that does not count."""
    measure()
    return statistics.median(measure() for _ in range(runs))


def measured(folder: Path, sizes: Sequence[int], runs: int) -> list[dict[str, object]]:
    """Measure everything and return a row for each thing: what, milliseconds, ratio, must."""
    env = clean_environment(folder)
    env["PYTHONPATH"] = str(Path.cwd())
    python, program = sys.executable, [sys.executable, "-m", "briefing"]
    rows: list[dict[str, object]] = []

    def add(what: str, ms: float, beside: float, must: str = "") -> None:
        row = {"what": what, "ms": round(ms, 1), "ratio": round(ms / beside, 2), "must": must}
        rows.append(row)

    nothing = median(runs, partial(taken, [python, "-c", "pass"], env))
    add("python3 -c pass", nothing, nothing)
    add("briefing --help", median(runs, partial(taken, [*program, "--help"], env)), nothing, "<= 3")
    bare, ended = opened([python, "-c", _BARE], env, "something", runs)
    add("bare Textual app: first content", bare, bare)
    add("bare Textual app: key answered", ended, ended)
    for size in sizes:
        store, name = folder / f"store-{size}", f"{size:,} briefs"
        write_store(store, size)
        taken([*program, "index", "-s", str(store)], env)
        shown, answered = opened([*program, str(store)], env, "newest first", runs)
        add(f"{name}: first content", shown, bare, "<= 0.25")
        add(f"{name}: key answered", answered, ended, "<= 1.2")
        for words in (["list"], ["list", "--no-refresh"], ["search", "ceasefire", "--no-refresh"]):
            command = [*program, *words, "-s", str(store)]
            add(f"{name}: {' '.join(words)}", median(runs, partial(taken, command, env)), nothing)
    return rows


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--briefs", type=int, nargs="+", default=[10, 1000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder), args.briefs, args.runs)
    if args.json:
        print(json.dumps(rows, indent=2))
        return 0
    print(f"{'':<45}{'ms':>9}{'ratio':>8}   must hold")
    for row in rows:
        print(f"{row['what']:<45}{row['ms']:>9}{row['ratio']:>8}   {row['must']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
