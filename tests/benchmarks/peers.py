"""Other readers in a terminal of 80x24 cells: what a move in their lists costs."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.meter import clean_environment, run_keys

_ITEM = "<item><title>Round {0}: delegations report on talks {0}</title><guid>{0}</guid></item>"
_FEED = '<rss version="2.0"><channel><title>Talks</title>{0}</channel></rss>'


def newsboat(home: Path, _repository: Path) -> int:
    """Return the bytes newsboat sends for a move in a list of 100 articles."""
    folder = home / "newsboat"
    folder.mkdir()
    items = "".join(_ITEM.format(number) for number in range(100))
    (folder / "feed.xml").write_text(_FEED.format(items))
    (folder / "urls").write_text(f"file://{folder / 'feed.xml'}\n")
    (folder / "config").write_text("auto-reload no\n")
    files = ["-u", str(folder / "urls"), "-c", str(folder / "cache"), "-C", str(folder / "config")]
    return _bytes_a_move(["newsboat", *files, "-r"], home, folder, ["enter"])


def tig(home: Path, repository: Path) -> int:
    """Return the bytes tig sends for a move in the history of this repository."""
    return _bytes_a_move(["tig"], home, repository, [])


def _bytes_a_move(command: list[str], home: Path, folder: Path, first: Sequence[str]) -> int:
    keys = [*first, *["j"] * 10]
    run = run_keys(command, clean_environment(home), (80, 24), keys, cwd=folder)
    return round(median(step.bytes for step in run.steps[-10:]))
