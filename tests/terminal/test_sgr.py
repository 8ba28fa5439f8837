import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminal.screen.grid import PLAIN, TRUE_COLOUR, Style
from briefing.terminal.screen.sgr import apply_sgr, change_style

COLOURS = st.one_of(
    st.integers(-1, 15), st.integers(0x100, 0x1FF), st.integers(TRUE_COLOUR, TRUE_COLOUR + 0xFFFFFF)
)
ATTRIBUTES = st.sets(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53))).map(
    lambda codes: sum(1 << code for code in codes)
)
STYLES = st.builds(Style, COLOURS, COLOURS, ATTRIBUTES, st.just(""))


@given(old=st.one_of(st.none(), STYLES), new=STYLES)
def test_a_change_of_style_leads_to_the_style_that_was_wanted(
    old: Style | None, new: Style
) -> None:
    text = change_style(old, new)
    if old == new:
        assert text == ""
    else:
        assert apply_sgr(old or Style(3, 4, 1 << 7), text[2:-1]) == new


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (Style(1), Style(2), "\x1b[32m"),
        (Style(9), Style(10), "\x1b[92m"),
        (Style(1, 2, 1 << 1), PLAIN, "\x1b[m"),
        (Style(1, 2, 1 << 1), Style(1, 2), "\x1b[22m"),
        (Style(0x100 + 33, 0x100 + 44), Style(0x100 + 33), "\x1b[49m"),
        (Style(1, 2, 1 << 1 | 1 << 2 | 1 << 4), Style(7), "\x1b[;37m"),
        (PLAIN, Style(link="http://a"), "\x1b]8;;http://a\x1b\\"),
        (Style(link="http://a"), PLAIN, "\x1b]8;;\x1b\\"),
        (None, PLAIN, "\x1b[m"),
    ],
)
def test_the_shorter_of_changing_and_resetting_is_sent(
    old: Style | None, new: Style, text: str
) -> None:
    assert change_style(old, new) == text


@pytest.mark.parametrize(
    "codes", ["10", "38;5", "38;5;256", "38;2;1;2", "48;7;1", "56", "38;2;1;2;999"]
)
def test_codes_that_are_not_known_are_not_guessed(codes: str) -> None:
    assert apply_sgr(PLAIN, codes) is None
