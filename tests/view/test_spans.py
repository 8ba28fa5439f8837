"""Rows never take more cells than they were given, and lose no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.text.clean import clean, displayable
from briefing.text.width import whole_clusters
from briefing.text.wrap import wrap_ranges
from briefing.view.spans import (
    Span,
    columns,
    cut_line,
    flow,
    flow_with_right,
    highlight,
    justify,
    pad_line,
    plain,
    width_of,
)

WORDS = st.text(alphabet="ab я中é\u0301👍-", max_size=120)
WIDTHS = st.integers(2, 40)


@given(WORDS, WIDTHS)
def test_no_row_is_wider_than_asked(text, width):
    for line in flow([Span(text)], width):
        assert width_of(line) <= width


@given(WORDS, WIDTHS)
def test_wrapping_loses_nothing_but_spaces(text, width):
    rows = "".join(text[start:end] for start, end in wrap_ranges(text, width))
    assert rows.replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="ab  \u00a0-éя", max_size=120), st.integers(1, 40))
def test_text_of_single_cells_is_wrapped_as_any_other(text, width):
    rows = wrap_ranges(text, width)
    lines = flow([Span(text[:3]), Span(text[3:], "mark")], width, first=(Span("- "),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.view.spans.is_narrow", lambda _: False)
        assert wrap_ranges(text, width) == rows
        assert flow([Span(text[:3]), Span(text[3:], "mark")], width, first=(Span("- "),)) == lines


def test_what_fits_in_a_row_is_not_wrapped(monkeypatch):
    monkeypatch.setattr("briefing.text.wrap.wrap_ranges", None)
    assert flow([Span("one "), Span("row", "mark")], 7) == [(Span("one "), Span("row", "mark"))]


def test_text_of_single_cells_is_wrapped_without_looking_at_each_word(monkeypatch):
    monkeypatch.setattr("briefing.view.spans.cells", None)
    assert len(wrap_ranges("word " * 1000, 50)) == 100


@given(WORDS, st.integers(0, 60), st.integers(0, 60))
def test_what_is_lit_is_what_was_asked_for(text, start, size):
    ranges = [(start, min(start + size, len(text)))] if start < len(text) and size else []
    spans = highlight([Span(text[:7]), Span(text[7:])], lambda _: ranges)
    lit = "".join(span.text for span in spans if span.hit)
    assert lit == "".join(text[slice(*whole_clusters(text, a, b))] for a, b in ranges)
    assert "".join(span.text for span in spans) == text


def test_a_hit_runs_over_a_line_break():
    lines = flow([Span("the wounded are exchanged")], 12, highlighter=lambda _: [(4, 15)])
    assert [plain(line) for line in lines] == ["the wounded", "are", "exchanged"]
    assert [span.text for line in lines for span in line if span.hit] == ["wounded", "are"]


def test_a_word_longer_than_the_row_is_cut():
    assert [plain(line) for line in flow([Span("abcdefgh ij")], 4)] == ["abcd", "efgh", "ij"]


def test_the_right_end_keeps_its_place_and_the_left_is_cut():
    line = justify((Span("a very long left end"),), (Span("right"),), 20)
    assert width_of(line) == 20
    assert plain(line) == "a very long…   right"


@given(WORDS, WORDS, st.integers(6, 60))
def test_a_head_loses_no_word_to_what_stands_at_its_right(text, right, width):
    rows = flow_with_right(
        [Span(text)], (Span(right),), width, first=(Span("+ "),), rest=(Span("  "),)
    )
    assert max(map(width_of, rows)) <= width
    told = "".join(map(plain, rows)).replace(" ", "")
    assert sorted(told) == sorted(f"+{displayable(text)}{displayable(right)}".replace(" ", ""))


def test_only_the_first_row_of_a_head_makes_room_for_what_stands_at_its_right():
    rows = flow_with_right([Span("Water sharing on the River Elbin")], (Span("terms"),), 24)
    assert [plain(row) for row in rows] == ["Water sharing on   terms", "the River Elbin"]
    rows = flow_with_right([Span("Water sharing")], (Span("partly-carried-out"),), 24)
    assert [plain(row) for row in rows] == ["Water sharing", "partly-carried-out"]


@pytest.mark.parametrize("name", ["☺\ufe0f", "a\tb", "a\nb", "non\u200bjoiner", "x\u200dy"])
def test_names_beside_what_stands_in_its_place_are_as_wide_as_they_are_drawn(name):
    left = (Span(name),)
    for line in (justify(left, (Span("R"),), 30), pad_line(left, 30), flow([], 30, first=left)[0]):
        text = plain(line)
        assert text == displayable(clean(text, line=True))
        assert width_of(line) == cell_len(text)
        assert len(line) == 1 or width_of(line) == 30


def test_columns_stand_side_by_side():
    rows = columns([[(Span("a"),), (Span("b"),)], [(Span("c"),)]], [3, 3])
    assert [plain(row) for row in rows] == ["a    c", "b    "]


@given(WORDS, st.integers(1, 30))
def test_a_padded_line_takes_exactly_its_width(text, width):
    assert width_of(pad_line((Span(text),), width)) == width
    assert width_of(cut_line((Span(text), Span(text)), width)) <= width


def test_a_hit_is_lit_with_the_marks_of_its_last_letter():
    (lit, rest) = highlight([Span("हिन्दी में")], lambda text: [(0, 5)])
    assert (lit.text, lit.hit) == ("हिन्दी", True)
    assert not rest.hit


def test_a_hit_over_two_spans_parts_no_mark_from_its_letter():
    spans = highlight([Span("a कि"), Span(" b", "mark")], lambda text: [(2, 3)])
    assert [(span.text, span.hit) for span in spans] == [("a ", False), ("कि", True), (" b", False)]
