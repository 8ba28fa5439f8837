import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from briefing.terminal.driver.fillers import filled
from briefing.terminal.screen.ansi_parser import MAX_UNFINISHED, AnsiScreen, Passthrough
from briefing.terminal.screen.grid import PLAIN, ScreenRow, Style
from briefing.text.width import FILLER
from tests.terminal.frames import random_text
from tests.tools.emulator import Emulator, Kind


def reader(width: int = 20, height: int = 4) -> AnsiScreen:
    return AnsiScreen(width, height, split_graphemes)


def rows(some: AnsiScreen) -> list[str]:
    return ["".join(row.clusters).rstrip() for row in some.scene().grid.rows]


SEQUENCES = [
    *("\n", "\r", "\b", "\x1b[m", "\x1b[1;31m", "\x1b[48;5;9m", "\x1b[0;4m", "\x1b[K", "\x1b[1K"),
    *("\x1b[2K", "\x1b[J", "\x1b[1J", "\x1b[2J", "\x1b[3X", "\x1b[2;3H", "\x1b[H", "\x1b[2A"),
    *("\x1b[B", "\x1b[3C", "\x1b[4D", "\x1b[7G", "\x1b[3d", "\x1b[E", "\x1b[2F", "\x1b[?7l"),
    *("\x1b[?7h", "\x1b]8;id=1;https://a.example\x1b\\", "\x1b]8;;\x1b\\"),
]
TEXTS = st.integers(0, 2**32).map(lambda seed: random_text(random.Random(seed)))
PARTS = st.lists(st.one_of(TEXTS, st.sampled_from(SEQUENCES)), max_size=12)

HARMLESS = [
    *(
        "\a",
        "\x1b]52;c;YQ==\a",
        "\x1b]0;title\a",
        "\x1b[6n",
        "\x1b[c",
        "\x1b[?2026$p",
        "\x1b[?1002h",
    ),
    *("\x1b[2 q", "\x1b[>25u", "\x1b[<u", "\x1b]22;default\a"),
    "\x1bPtmux;\x1b\x1b]52;c;YQ==\a\x1b\\",
]
STRANGE = [
    *("\x1b[4h", "\x1bc", "\x1b[3L", "\x1b[!p", "\x1b#8", "\x1b[?5h", "\x1b(0", "\x1b[10m"),
    *("\x1b_Ga\x1b\\", "\x1bPq#0~\x1b\\", "\x1b[4:3m", "\x1b7", "\x1b[2;5r", "\x1b[?1049h"),
]


@given(parts=PARTS, cut=st.integers(0, 200))
def test_the_grid_is_what_a_terminal_shows(parts: list[str], cut: int) -> None:
    terminal = Emulator(20, 4, Kind(newline_returns=True))
    some = reader()
    text = "".join(parts)
    terminal.write(text)
    for piece in (text,) if "\x1b" not in text else (text[:cut], text[cut:]):
        some.feed(piece)
    # A cut within a cluster may part it; only whole sequences can be cut anywhere.
    if text[cut - 1 : cut + 1].isascii():
        shown = [[cell.data for cell in row] for row in terminal.cells()]
        assert [row.clusters for row in some.scene().grid.rows] == shown


def test_a_filler_is_a_cell_of_the_cluster_before_it() -> None:
    some = reader(8, 2)
    some.feed(f"\x1b[1;1Ha{filled('हिन्दी')}b\x1b[2;1H{FILLER}x")
    one, other = some.scene().grid.rows
    assert one.clusters == ["a", "हि", "", "न्", "दी", "", "b", " "]
    assert other.clusters[:2] == [" ", "x"]
    some.feed("\x1b[1;3HX")
    assert some.scene().grid.rows[0].clusters[:5] == ["a", " ", "X", "न्", "दी"]
    some.feed(f"\x1b[2;8H{filled('कि')}")
    assert some.scene().grid.rows[1].clusters[6:] == [" ", " "]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_changes_no_cell_is_passed_on_without_repainting(text: str) -> None:
    some = reader()
    assert some.feed(f"ab{text}cd") == [Passthrough(text, None)]
    assert rows(some)[0] == "abcd"


@pytest.mark.parametrize("text", STRANGE)
def test_what_is_not_understood_is_passed_on_over_the_screen_it_was_written_over(text: str) -> None:
    some = reader()
    some.feed("\x1b[2;3H\x1b[31mab")
    [passage] = some.feed(f"c{text}d")
    assert passage.text == text
    assert passage.over is not None
    assert "".join(passage.over.grid.rows[1].clusters).strip() == "abc"
    assert (passage.over.x, passage.over.y, passage.over.pen) == (5, 1, Style(1))


@pytest.mark.parametrize(
    "whole", ["\x1b[1;31mred", "\x1b]8;;http://a\x1b\\link", "\x1b[2;4Hab", "\x1b]0;t\ax"]
)
def test_a_sequence_may_arrive_in_pieces(whole: str) -> None:
    together, apart = reader(), reader()
    together.feed(whole)
    for character in whole:
        apart.feed(character)
    assert all(map(ScreenRow.same, apart.scene().grid.rows, together.scene().grid.rows))
    assert apart.scene().pen == together.scene().pen


def test_a_sequence_that_never_ends_is_let_go() -> None:
    some = reader()
    passages = some.feed("\x1b]0;" + "x" * (MAX_UNFINISHED + 10))
    assert len(passages) == 1
    assert some.feed("ab") == []
    assert rows(some)[0] == "ab"


def test_synchronised_updates_are_left_to_the_output() -> None:
    assert reader().feed("\x1b[?2026habc\x1b[?2026l") == []


def test_control_characters_that_show_nothing_are_dropped() -> None:
    some = reader()
    assert some.feed("a\0b\x0ec\x0fd\x7fe\x85f\x9bg") == []
    assert rows(some)[0] == "abcdefg"


@given(seed=st.integers(0, 2**32))
def test_text_takes_the_cells_that_textual_believes(seed: int) -> None:
    text = "x" + random_text(random.Random(seed))
    some = AnsiScreen(100, 1, split_graphemes)
    some.feed(text)
    assert some.scene().x == min(cell_len(text), 99)


def test_half_of_a_wide_character_written_over_leaves_a_blank() -> None:
    some = reader()
    some.feed("漢字\x1b[1;2Hx")
    assert some.scene().grid.rows[0].clusters[:4] == [" ", "x", "字", ""]
    some.feed("\x1b[1;3Hy")
    assert some.scene().grid.rows[0].clusters[:4] == [" ", "x", "y", " "]


def test_a_taken_scene_does_not_change_any_more() -> None:
    some = reader()
    some.feed("before")
    scene = some.scene()
    some.feed("\x1b[Hafter \x1b[2;1Hmore")
    assert "".join(scene.grid.rows[0].clusters).strip() == "before"
    assert scene.grid.rows[2] is some.scene().grid.rows[2]


def test_another_size_keeps_what_fits() -> None:
    some = reader(6, 2)
    some.feed("ab漢字\x1b[2;1Hcd")
    some.resize(5, 3)
    assert rows(some) == ["ab漢", "cd", ""]
    assert some.scene().pen == PLAIN
