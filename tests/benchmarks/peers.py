"""Other readers in a terminal of 80x24 cells, where they are installed: newsboat and tig."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.tools.meter import clean_environment, run_keys

_ITEM = "<item><title>Round {0}: delegations report on talks {0}</title><guid>{0}</guid></item>"
_FEED = '<rss version="2.0"><channel><title>Talks</title>{0}</channel></rss>'


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader with a list, and how to come to it."""

    name: str
    command: tuple[str, ...]
    folder: Path
    """Where it is started."""
    ready: str
    """What its first screen says."""
    first: Sequence[str] = ()
    """The keys that lead to its list."""

    def bytes_a_move(self, home: Path) -> float:
        """Return the bytes it sends for a move in its list, the median of ten."""
        keys = [*self.first, *["j"] * 10]
        run = run_keys(self.command, clean_environment(home), (80, 24), keys, cwd=self.folder)
        return median(step.bytes for step in run.steps[-10:])


def peers(home: Path, repository: Path) -> Iterator[Peer]:
    """Yield those that are installed: newsboat on 100 articles, tig on this history."""
    if shutil.which("newsboat"):
        yield _newsboat(home / "newsboat")
    if shutil.which("tig") and (repository / ".git").exists():
        yield Peer("tig", ("tig",), repository, "[main]")


def _newsboat(folder: Path) -> Peer:
    folder.mkdir(parents=True, exist_ok=True)
    items = "".join(_ITEM.format(number) for number in range(100))
    (folder / "feed.xml").write_text(_FEED.format(items))
    (folder / "urls").write_text(f"file://{folder / 'feed.xml'}\n")
    (folder / "config").write_text("auto-reload no\n")
    files = ("-u", str(folder / "urls"), "-c", str(folder / "cache"), "-C", str(folder / "config"))
    return Peer("newsboat", ("newsboat", *files, "-r"), folder, "feeds", ["enter"])
