"""Markdown prose is laid out block by block, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.references import Target
from briefing.view.markdown import block_rows, blocks, inline
from briefing.view.spans import plain, width_of


def laid(prose, width=30):
    return [plain(line) for block in blocks(prose) for line in block_rows(block, width)]


def test_paragraphs_headings_lists_and_quotations():
    prose = "# Head\none\ntwo\n\n- a\n- b\n  goes on\n\n3. third\n\n> said\n> so\n\n---\n"
    assert laid(prose) == [
        "Head",
        "one two",
        "• a",
        "• b goes on",
        "3. third",
        "│ said so",
        "─" * 20,
    ]


def test_code_keeps_its_lines():
    assert laid("```\n a  b\nc\n```") == [" a  b", "c"]


def test_a_table_keeps_its_rows():
    found = list(blocks("Votes:\n| party | votes |\n|-------|-------|\n| [^a]  | 12    |\n\nEnd."))
    assert [(block.kind, block.text) for block in found] == [
        ("text", "Votes:"),
        ("row", "| party | votes |"),
        ("row", "|-------|-------|"),
        ("row", "| [^a]  | 12    |"),
        ("text", "End."),
    ]
    assert plain(block_rows(found[3], 40)[0]) == "| [a]  | 12    |"


def test_code_ends_the_paragraph_before_it():
    assert laid("before\n```\ncode\n```\nafter") == ["before", "code", "after"]
    assert laid("before\n```\nnever closed")[:2] == ["before", "never closed"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("a **b** c", ["plain", "strong", "plain"]),
        ("*a* `b`", ["emphasis", "plain", "code"]),
        ("snake_case_name 2*3*4", ["plain"]),
        ("[^q1]", ["mark"]),
        ("[site](https://e.org/x)", ["mark"]),
        ("<https://e.org>", ["mark"]),
        (r"\*not\*", ["plain"] * 3),
    ],
)
def test_inline_notation(text, roles):
    assert [span.role for span in inline(text)] == roles


def test_a_reference_leads_to_its_record_and_is_shown_in_brackets():
    spans = list(inline("so [^other-brief#q3]."))
    assert (spans[1].text, spans[1].target) == ("[other-brief#q3]", Target("q3", "other-brief"))


@given(st.text(alphabet="ab *_`[]()^#->\n\\1.", max_size=200), st.integers(8, 60))
def test_any_text_is_laid_out_within_its_width(prose, width):
    for block in blocks(prose):
        for line in block_rows(block, width):
            assert width_of(line) <= max(width, 12)
