"""The first screen is the main screen as it begins, so that nothing is painted twice."""

from pathlib import Path

import pytest
from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.style import Style as RichStyle
from textual.pilot import Pilot

from briefing.catalogue import Catalogue
from briefing.catalogue.index.refresh import refresh
from briefing.library import Library
from briefing.store.store import Store
from briefing.terminal.environment import TRUE_COLOUR
from briefing.terminal.screen.ansi_parser import AnsiScreen
from briefing.terminal.screen.grid import VISIBLE_WHEN_BLANK, Grid, ScreenRow, Style
from briefing.ui.app import BriefingApp
from briefing.ui.breakpoints import LIST_WIDTHS, ROOMY, WIDE
from briefing.ui.first_screen import FirstScreen, first_grid
from briefing.ui.options import Options
from briefing.ui.palette import ROLES
from tests.conftest import SAMPLES
from tests.ui.conftest import whole_screen

SIZES = [(80, 24), (99, 12), (100, 30), (120, 30), (139, 20), (140, 30), (160, 50)]
"""At both ends of each of the main screen's layouts."""


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
    look = FirstScreen(Options(ascii_only=ascii_only, letters=letters), 256)
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


@pytest.mark.parametrize("theme", ROLES)
@pytest.mark.parametrize("size", SIZES)
async def test_every_cell_of_the_list_is_drawn_as_the_main_screen_draws_it(theme, size, tmp_path):
    library = Library(SAMPLES, cache=tmp_path)
    app = BriefingApp(library, Options(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        main = _cells(pilot)
    look = FirstScreen(Options(theme=theme), TRUE_COLOUR)
    first = first_grid(library.catalogue, look, *size)
    border = size[0] >= WIDE
    width = LIST_WIDTHS[size[0] >= ROOMY] if border else size[0]
    for y in range(border, size[1] - 1):
        assert _looks(first.rows[y], width) == _looks(main.rows[y], width), y


def _cells(pilot: Pilot[int]) -> Grid:
    """Return the main screen, cell by cell, as Textual writes it."""
    reader = AnsiScreen(*pilot.app.size, split_graphemes)
    for y, strip in enumerate(pilot.app.screen._compositor.render_strips()):
        reader.feed(f"\x1b[{y + 1};1H")
        for segment in strip:
            style = segment.style or RichStyle()
            reader.feed(style.render(segment.text, color_system=ColorSystem.TRUECOLOR))
    return reader.scene().grid


def _looks(row: ScreenRow, width: int) -> list[tuple[str, Style]]:
    """Return what is seen of the first cells of a row: of a blank, no letter's colour or weight."""
    cells = zip(row.clusters[:width], row.styles[:width], strict=True)
    return [
        (text, style if text.strip() or style.attributes & VISIBLE_WHEN_BLANK
         else Style(background=style.background))
        for text, style in cells
    ]  # fmt: skip
