"""Bytes, frames and time for each key: ours, Textual's own driver, ncurses, and other readers.

`python -m tests.benchmarks.wire` presses a fixed script of keys on a fixed store, in terminals of
80x24 and 120x40 cells, and prints a table for each; `--json` prints the figures. Bytes are exact;
times are this machine's and only to be compared with each other.
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.floor import bytes_for
from tests.benchmarks.meter import Run, clean_environment, run_keys
from tests.benchmarks.peers import newsboat, tig
from tests.benchmarks.stores import write_store

ROOT = Path(__file__).resolve().parents[2]
BRIEFS = 200
SIZES = ((80, 24), (120, 40))
SCRIPT = (
    *("j",) * 8, *("k",) * 2, "ctrl+f", "j", "j", "ctrl+b", "G", "k", "g", "g", "j",
    "tab", "j", "j", "ctrl+d", "tab", "j", "1", "2", "3", "j", "4", "j", "j", "G", "z", "z",
    "J", "J", "K", "0", "j", "/", *"tech", "enter", "j", "n", "n", "0", "j",
    "?", "j", "escape", "j", "j", "p", "j", "escape", "j",
)  # fmt: skip
"""Sixty keys: moving with preview, paging, panes, search, help, a process."""

READY = "newest first"
"""What the first screen says."""
OURS = (sys.executable, "-m", "briefing")
STOCK = (sys.executable, "-m", "tests.benchmarks.stock")


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

    @property
    def ratio(self) -> float:
        """Bytes of all keys, ours to ncurses'."""
        return self.ours.total / max(1, sum(self.floor[1:]))


def compare(size: tuple[int, int], store: Path, home: Path, keys: tuple[str, ...]) -> Comparison:
    """Run the script with both drivers, and have ncurses paint the screens."""
    # Each run begins with nothing read and nothing remembered.
    homes = [home / f"{name}-{size[0]}x{size[1]}" for name in ("ours", "stock")]
    env, other = (clean_environment(each) for each in homes)
    ours = run_keys([*OURS, str(store)], env, size, keys, ready=READY, cwd=ROOT)
    stock = run_keys([*STOCK, str(store)], other, size, keys, ready=READY, cwd=ROOT)
    return Comparison(size, ours, stock, tuple(bytes_for(ours.screens, home)))


def table(comparison: Comparison) -> str:
    """Return the figures as text, a line a key."""
    columns, rows = comparison.size
    lines = [f"{columns}x{rows}", f"{'key':8} {'ours':>22}   {'Textual':>22}   ncurses  ratio"]
    every = zip(comparison.ours.steps, comparison.stock.steps, comparison.floor, strict=True)
    for ours, stock, floor in every:
        lines.append(
            f"{ours.key:8} {ours.bytes:7} B {ours.frames:2} f {ours.milliseconds:5.0f} ms"
            f"   {stock.bytes:7} B {stock.frames:2} f {stock.milliseconds:5.0f} ms"
            f"   {floor:7}  {ours.bytes / max(1, floor):5.2f}"
        )
    lines.append(
        f"{'all keys':8} {comparison.ours.total:7} B{'':12} {comparison.stock.total:9} B{'':12}"
        f"  {sum(comparison.floor[1:]):7}  {comparison.ratio:5.2f}"
    )
    lines.append(f"same screens: {comparison.same} of {len(comparison.ours.screens)}")
    return "\n".join(lines)


def as_json(comparison: Comparison) -> dict[str, object]:
    """Return the figures as plain values."""
    return {
        "columns": comparison.size[0],
        "rows": comparison.size[1],
        "ratio": round(comparison.ratio, 3),
        "same": comparison.same,
        "keys": [
            {
                "key": ours.key,
                "bytes": ours.bytes,
                "frames": ours.frames,
                "ms": ours.milliseconds,
                "textual_bytes": stock.bytes,
                "textual_frames": stock.frames,
                "textual_ms": stock.milliseconds,
                "ncurses_bytes": floor,
            }
            for ours, stock, floor in zip(
                comparison.ours.steps, comparison.stock.steps, comparison.floor, strict=True
            )
        ],
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--store", type=Path, help="a store instead of the fixed one")
    parser.add_argument("--size", action="append", help="COLUMNSxROWS; both sizes by default")
    parser.add_argument("--keys", type=int, default=len(SCRIPT), help="only the first so many")
    args = parser.parse_args()
    sizes = [tuple(map(int, each.split("x"))) for each in args.size or ()] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = args.store or home / "store"
        if args.store is None:
            write_store(store, BRIEFS)
        done = [compare((c, r), store, home, SCRIPT[: args.keys]) for c, r in sizes]
        peers = {
            name: peer(home, ROOT)
            for name, peer in (("newsboat", newsboat), ("tig", tig))
            if shutil.which(name) and (name != "tig" or (ROOT / ".git").exists())
        }
    if args.json:
        print(json.dumps({"sizes": [as_json(each) for each in done], "peers": peers}, indent=1))
        return
    print("\n\n".join(table(each) for each in done))
    for name, bytes_a_move in peers.items():
        print(f"{name}: {bytes_a_move} bytes for a move in its list at 80x24 (median of 10)")


if __name__ == "__main__":
    main()
