"""The first screen is the main screen as it begins, so that nothing is painted twice."""

from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.indexer import refresh
from briefing.library import Library
from briefing.store import Store
from briefing.terminal.first import Look, first_grid
from briefing.ui.app import BriefingApp
from briefing.ui.options import Options
from tests.conftest import SAMPLES
from tests.ui.conftest import whole_screen


def _catalogue_of(folder: Path, cache: Path) -> Catalogue:
    catalogue = Catalogue.open(folder, cache=cache)
    refresh(catalogue, Store(folder), progress=None, cancelled=lambda: False)
    return catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return _catalogue_of(SAMPLES, tmp_path)


def rows_of(
    catalogue: Catalogue,
    width: int,
    height: int,
    *,
    ascii_only: bool = False,
    letters: bool = False,
) -> list[str]:
    look = Look("terminal", 256, ascii_only, letters=letters)
    grid = first_grid(catalogue, look, width, height)
    return ["".join(row.clusters).rstrip() for row in grid.rows]


@pytest.mark.parametrize("size", [(80, 24), (99, 10), (40, 15), (20, 5)])
@pytest.mark.parametrize("ascii_only", [False, True])
async def test_a_narrow_first_screen_is_the_main_screen(catalogue, size, ascii_only, tmp_path):
    library = Library(SAMPLES, cache=tmp_path)
    app = BriefingApp(library, Options(ascii_only=ascii_only))
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert rows_of(catalogue, *size, ascii_only=ascii_only) == whole_screen(pilot)


@pytest.mark.parametrize(
    ("letters", "title"), [(True, 'Étape 2 - "не" 谈判~'), (False, 'Etape 2 - "??" ????~')]
)
async def test_letters_are_those_of_the_main_screen_where_signs_are_ascii(tmp_path, letters, title):
    folder, size = tmp_path / "store", (80, 24)
    folder.mkdir()
    text = "title: Étape 2 – «не» 谈判…\ndate: 2025-01-01\nsummary: They met.\n"
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    catalogue = _catalogue_of(folder, tmp_path)
    app = BriefingApp(Library(folder, cache=tmp_path), Options(ascii_only=True, letters=letters))
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        first = rows_of(catalogue, *size, ascii_only=True, letters=letters)
        assert first == whole_screen(pilot)
        assert title in first[1]


@pytest.mark.parametrize("size", [(120, 30), (160, 50)])
async def test_a_wide_first_screen_has_the_list_of_the_main_screen(catalogue, size, tmp_path):
    app = BriefingApp(Library(SAMPLES, cache=tmp_path), Options())
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        width = 48 if size[0] >= 140 else 38
        first = [row[:width].rstrip() for row in rows_of(catalogue, *size)]
        assert first[1:-1] == [row[:width].rstrip() for row in whole_screen(pilot)][1:-1]


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 40)])
def test_no_terminal_is_too_small(catalogue, size):
    assert len(rows_of(catalogue, *size)) == size[1]
