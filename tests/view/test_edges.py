"""The lines between panes and the titles in them."""

import pytest

from briefing.text.width import cells
from briefing.view.edges import Framed, frame_row, title_line
from briefing.view.signs import ASCII, UNICODE
from briefing.view.spans import Span, plain

HEAD = Framed(1, 0, 23, 2)
FOUR = (
    HEAD,
    Framed(1, 3, 11, 2, "1 A"),
    Framed(13, 3, 11, 2, "2 B", focused=True),
    Framed(1, 6, 11, 3, "3 C"),
    Framed(13, 6, 11, 3, "4 D"),
)


def drawn(panes: tuple[Framed, ...], height: int, width: int = 24, *, ascii_only: bool = False):
    signs = ASCII if ascii_only else UNICODE
    return [plain(frame_row(panes, y, width, signs)) for y in range(height)]


def test_four_panes_share_the_lines_between_them():
    assert drawn(FOUR, 9) == [
        "┐                       ",
        "│                       ",
        "├── 1 A ────┬━━ 2 B ━━──",
        "│           │           ",
        "│           │           ",
        "├── 3 C ────┼── 4 D ────",
        "│           │           ",
        "│           │           ",
        "│           │           ",
    ]


def test_in_ascii_as_well():
    assert drawn(FOUR, 6, ascii_only=True)[1:] == [
        "|                       ",
        "+-- 1 A ----+== 2 B ==--",
        "|           |           ",
        "|           |           ",
        "+-- 3 C ----+-- 4 D ----",
    ]


def test_where_the_list_is_hidden_nothing_stands_at_the_left_edge():
    panes = (
        Framed(0, 0, 24, 2),
        Framed(0, 3, 12, 1, "1 A"),
        Framed(13, 3, 11, 1, "2 B"),
    )
    assert drawn(panes, 4) == [
        " " * 24, " " * 24, "── 1 A ─────┬── 2 B ────", "            │           ",
    ]  # fmt: skip


@pytest.mark.parametrize("width", range(1, 60))
@pytest.mark.parametrize("title", ["", "4 Quotes 6 · 5 verbatim", "4 谈判 🇺🇦 नमस्ते"])
def test_a_title_never_leaves_its_line(width: int, title: str):
    for share in ("", "61%"):
        line = title_line((Span(title, "title"),), width, UNICODE, share=share, focused=True)
        assert cells(plain(line)) == width


def test_the_pane_with_the_keyboard_differs_by_more_than_colour():
    title = (Span("4 Quotes", "title"),)
    with_it = title_line(title, 30, UNICODE, share="61%", focused=True)
    without = title_line(title, 30, UNICODE, share="61%", focused=False)
    assert plain(with_it) == "━━ 4 Quotes ━━────────── 61% ─"
    assert plain(with_it).replace("━", "─") == plain(without)
    assert {span.role for span in without} == {"line", "label", "plain"}
