"""What exactly is sent for small changes: bytes are exact, unlike times."""

import pytest

from briefing.terminal.screen.grid import PLAIN, Canvas, Grid, Style
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.row_writer import Pen
from briefing.terminal.screen.terminfo import capabilities_of

BLUE = Style(7, 4)


def canvas(*lines: str, style: Style = PLAIN, width: int = 20) -> Canvas:
    drawn = Canvas(width, len(lines))
    for y, line in enumerate(lines):
        drawn.fill(0, y, width, style)
        drawn.put(0, y, list(line), [style] * len(line))
    return drawn


def sent(old: Grid, new: Grid, term: str = "xterm", *, x: int = 0, y: int = 0) -> str:
    shown = KnownScreen(old, Pen(x, y, PLAIN))
    return paint(shown, new, capabilities_of(term, plain_newline=True))[0]


def test_one_changed_letter_is_a_move_and_a_letter() -> None:
    old, new = canvas("hello world", ""), canvas("hello wOrld", "")
    assert sent(old.snapshot(), new.snapshot()) == "\x1b[7CO"


def test_a_short_gap_is_written_again_and_a_long_one_skipped() -> None:
    old, new = canvas("abcdefghijkl", ""), canvas("AbCdefghijkL", "")
    assert sent(old.snapshot(), new.snapshot()) == "AbC\x1b[8CL"


def test_the_end_of_a_row_is_erased() -> None:
    old, new = canvas("hello cruel old world", "x", width=24), canvas("hello", "x", width=24)
    assert sent(old.snapshot(), new.snapshot()) == "\x1b[6C\x1b[K"


def test_the_foot_of_a_screen_is_erased_at_once() -> None:
    old, new = canvas("a", "b", "c", "d"), canvas("a", "", "", "")
    assert sent(old.snapshot(), new.snapshot()) == "\n\x1b[J"


TERMS = (
    "xterm", "xterm-256color", "alacritty", "foot", "wezterm", "xterm-kitty", "rxvt-unicode",
    "screen", "screen-256color", "tmux-256color", "linux", "vt100", "ansi", "no-such-term",
)  # fmt: skip


@pytest.mark.parametrize("term", TERMS)
def test_a_line_is_never_repeated_as_most_multiplexers_cannot(term: str) -> None:
    assert sent(canvas("", "x").snapshot(), canvas("─" * 20, "x").snapshot(), term) == "─" * 20
    drawn = sent(canvas("", "x").snapshot(), canvas("a" * 20, "x").snapshot(), term)
    assert drawn == "a" * 20


@pytest.mark.parametrize("term", TERMS)
def test_blanks_of_another_colour_are_drawn_as_not_all_terminals_erase_in_it(term: str) -> None:
    drawn = sent(canvas("", "x").snapshot(), mixed().snapshot(), term)
    assert drawn == "\x1b[37;44m" + " " * 20


@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_blanks_behind_a_text_are_erased_without_moving_over_them(term: str) -> None:
    old, new = canvas("abcdefghij│", "x"), canvas("abcd      │", "x")
    assert sent(old.snapshot(), new.snapshot(), term) == "\x1b[4C\x1b[6X"
    assert sent(old.snapshot(), new.snapshot(), "screen") == "\x1b[4C      "


def test_words_that_become_blank_are_erased_with_the_blanks_between_them() -> None:
    old, new = canvas("one two three four│", "x"), canvas("one               │", "x")
    assert sent(old.snapshot(), new.snapshot()) == "\x1b[4C\x1b[14X"


def test_a_row_is_erased_first_where_that_is_shorter() -> None:
    old, new = canvas("abcdefghijklmnopqrst", "x"), canvas("A         KLMNOPQRSt", "x")
    assert sent(old.snapshot(), new.snapshot()) == "\x1b[KA\x1b[9CKLMNOPQRSt"


def mixed() -> Canvas:
    drawn = canvas("", "x")
    drawn.fill(0, 0, 20, BLUE)
    return drawn


def test_rows_that_moved_up_are_moved_by_the_terminal() -> None:
    lines = [f"line {n} with some text" for n in range(12)]
    old = canvas("head", *lines[:10], "foot", width=24)
    new = canvas("head", *lines[1:11], "foot", width=24)
    assert sent(old.snapshot(), new.snapshot()) == (
        "\n\x1b[M\x1b[11H\x1b[L\rline 10 with some text  "
    )


def test_rows_that_moved_down_at_the_end_of_the_screen_need_one_sequence() -> None:
    lines = [f"line {n} with some text" for n in range(12)]
    old, new = canvas(*lines[2:11], width=24), canvas(*lines[1:10], width=24)
    assert sent(old.snapshot(), new.snapshot()) == "\x1b[L\rline 1 with some text   "


def test_a_first_screen_clears_in_the_colour_that_every_terminal_erases_in() -> None:
    wanted = canvas("hello", "", style=BLUE).snapshot()
    text, shown = paint(KnownScreen.unknown(0, 0), wanted, capabilities_of("xterm"))
    blank = " " * 20
    assert text == f"\x1b[m\x1b[H\x1b[2J\x1b[37;44mhello{blank[5:]}\x1b[2H{blank}"
    assert shown.grid is wanted


def test_after_a_cluster_in_dispute_the_cursor_is_placed() -> None:
    new = canvas("", "x")
    new.put(0, 0, ["👍🏽", "", "a"], [PLAIN] * 3)
    assert sent(canvas("", "x").snapshot(), new.snapshot()) == "  \r👍🏽\x1b[3Ga "


def test_nothing_changed_is_nothing_sent() -> None:
    assert sent(canvas("a").snapshot(), canvas("a").snapshot()) == ""
