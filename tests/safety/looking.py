"""What the tests of failing disks, kills and damage have in common: a look, a mark, a place."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefing.library import Library
from briefing.query.parser import parse
from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.safety import share


def samples_in(folder: Path) -> Path:
    """Return a copy of the sample briefs."""
    return Path(shutil.copytree(SAMPLES, folder / "store"))


def look(store: Path, cache: Path) -> tuple[int, int, int]:
    """Return what a reader finds: briefs, hits of a word, problems.

    Where tables turn out to be damaged it looks again, as the reader does every few seconds.
    """
    library = Library(store, cache=cache)
    for _ in range(4):
        library.refresh(lambda done, total: None, lambda: False)
        query = parse("exchange", today=date(2026, 1, 1))
        rows = library.rows(library.catalogue.ids())
        found = len(library.catalogue.cursor(query).fetch(500))
        told = sum(len(library.view(row).problems) for row in rows)
        if not library.catalogue.fresh:
            break
    library.catalogue.close()
    return len(rows), found, told


def spread(count: int, most: int) -> Iterator[int]:
    """Yield numbers from 1 to `count`: all in a deep run, else about `most` of them."""
    yield from range(1, count + 1, share(max(1, count // most), 1))


def is_plain(path: Path) -> bool:
    """Whether a database has a rollback journal and no write-ahead log."""
    others = [path.with_name(path.name + tail) for tail in ("-wal", "-shm")]
    return path.read_bytes()[18:20] == b"\1\1" and not any(map(Path.exists, others))


def mark(store: Path, path: Path, name: str) -> bool:
    """Mark a brief as a reader does; return whether it was told that it is saved."""
    state = State(store, path=path)
    try:
        state.set_read({name: "sum"}, texts={name: b"text"})
        state.set_note(name, f"of {name}")
        return not state.warning
    finally:
        state.close()


def marked(store: Path, path: Path) -> set[str]:
    """Return the briefs that are marked as read."""
    state = State(store, path=path)
    try:
        return set(state.read())
    finally:
        state.close()
