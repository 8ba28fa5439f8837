"""Damage one value of a random store: what the reader shows lacks that alone, and says so."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.storage.database import Database
from briefing.library import Library
from briefing.loader.load import load
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef
from briefing.view.brief.panes import PANES
from briefing.view.spans import plain
from tests.tools.damaged_stores import ALL, TOKEN, Damaged, brief, damaged, stores


class Seen(NamedTuple):
    """What one surface of the reader shows."""

    words: frozenset[str]
    """The words of single records."""
    said: str
    """What it says of files that could not be read whole."""


ROUNDS = ("r1", "r2", "r3")
BOARDS = {
    "process": BoardRef("process", "talks"), "matrix": BoardRef("matrix", "talks"),
    "compact": BoardRef("matrix", "talks", form="signs"),
    "timeline": BoardRef("timeline", "talks"), "promises": BoardRef("promises", "talks"),
    "shifts": BoardRef("shifts", "talks"), "who ua": BoardRef("who", "talks", name="ua"),
    "issue i1": BoardRef("issue", "talks", name="i1"),
    "issue i2": BoardRef("issue", "talks", name="i2"),
    "moved r2": BoardRef("moved", "talks", "r2"), "beside r3": BoardRef("beside", "talks", "r3"),
}  # fmt: skip
PAIRING = frozenset(("promises", "shifts", "moved r2", "beside r3"))
"""Boards that pair records of rounds: without the one, the other says something else."""


def _of_board(board: Board) -> Seen:
    cells = [*board.columns, *(cell for row in board.rows() for cell in (row.head, *row.cells))]
    text = " ".join(word for cell in cells for word in cell.words)
    return Seen(frozenset(TOKEN.findall(text)), " ".join(board.cautions))


def _surfaces(library: Library) -> Iterator[tuple[str, Seen]]:
    """Yield the name of each surface, and what it shows."""
    rows = library.rows(library.ids())
    titles = frozenset(TOKEN.findall(" ".join(row.title for row in rows)))
    yield "list", Seen(titles, " ".join(row.path for row in rows if row.problems or row.missing))
    for row in rows:
        view = library.view(row)
        lines = (plain(line) for pane in PANES for line in pane.view(view, 200).lines)
        text = " ".join(lines)
        told = row.path if "left out because of" in text or view.problems else ""
        yield f"brief {row.path.partition('.')[0]}", Seen(frozenset(TOKEN.findall(text)), told)
    for name, ref in BOARDS.items():
        yield name, _of_board(library.boards.board(ref))
    session = library.find("tok")
    session.fetch(1_000)
    found = " ".join(f"{hit.excerpt} {hit.title}" for hit in session.hits)
    incomplete = " ".join(row.path for row in rows if row.missing)
    yield "search", Seen(frozenset(TOKEN.findall(found)), incomplete if session.gaps else "")


def _may_lose(name: str, one: Damaged, number: int) -> frozenset[str]:
    """Return the words that a surface may lack because of a fault in the round of that number."""
    if name in PAIRING:
        return frozenset(ALL)
    of_round = frozenset(word for word in ALL if word[1] == str(number))
    # Without a readable process, number or date, the place of the round is not known.
    unplaced = name in BOARDS and one.where[0] in ("process", "round", "date")
    title = {f"w{number}title"} if name == "search" else set()
    return of_round if unplaced else one.may_lose | title


def _seen(folder: Path) -> Mapping[str, Seen]:
    with closing(Library(folder, catalogue=Catalogue(Database(folder, None)))) as library:
        library.refresh(lambda done, total: None, lambda: False)
        return dict(_surfaces(library))


@settings(
    max_examples=8,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), rounds=stores)
def test_nothing_else_disappears_from_the_reader(data: st.DataObject, rounds: list[Any]) -> None:
    values = [brief(number, *one) for number, one in enumerate(rounds, 1)]
    number = data.draw(st.integers(1, 3))
    one = data.draw(damaged(values[number - 1], number))
    if not any(
        problem.severity == "error" for problem in load(one.text.encode(), one.name).problems
    ):
        return  # the format takes it
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, value in enumerate(values, 1):
            (folder / f"r{n}.json").write_text(json.dumps(value), encoding="utf-8")
        before = _seen(folder)
        (folder / f"r{number}.json").unlink()
        (folder / one.name).write_text(one.text, encoding="utf-8")
        after = _seen(folder)
    for surface, was in before.items():
        lost = was.words - after[surface].words
        assert not lost - _may_lose(surface, one, number), (surface, one)
        assert not lost or one.name in after[surface].said, (surface, lost, one)
