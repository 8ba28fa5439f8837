"""Everything that the panes of a brief show is read out, a fact a line."""

import json
import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

import pytest
from hypothesis import given, settings

from briefing.evidence import Archive
from briefing.library import Library
from briefing.linear.facts.brief_facts import opening_facts, pane_heading, pane_parts
from briefing.linear.facts.part import place_words
from briefing.loader.load import load
from briefing.loader.problems import Problem
from briefing.text.clean import displayable
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED
from briefing.view.brief.head import head_line
from briefing.view.brief.panes import PANES, pane_view
from briefing.view.spans import Span
from tests.conftest import SAMPLES
from tests.linear.conftest import read
from tests.safety.briefs import brief as full_brief
from tests.tools.small_stores import briefs

BAD = SAMPLES.parent / "tests" / "briefs" / "bad"
"""Briefs with every fault that there is a message for."""
NOT_READ = {"about this brief", "proposals", "problems", "warnings"}
"""Headings of several rows, each of which is read out with its own name."""


def words(text: str) -> str:
    """Return the words of a text in lower case, with a space around each."""
    return " ".join(["", *re.findall(r"[^\W_]+", displayable(text).casefold()), ""])


def shown(view: BriefView, span: Span) -> list[str]:
    """Return the facts that a span of a pane says, as words."""
    if span.target is not None and span.target.paragraphs and not span.is_bare:
        return [words(place_words(view, span.target))]
    if place := re.fullmatch(r"(?:(\S+) )?¶(\d+)(?:–(\d+))?", span.text):
        source, first, last = place.groups()
        number = f"paragraphs {first} to {last}" if last else f"paragraph {first}"
        return [words(f"{number} of {source}" if source else number)]
    texts = span.text.split(f" {view.signs.dot} ")
    return [words(text) for text in texts if words(text).strip() not in NOT_READ]


def whole_brief(view: BriefView, number: str) -> Iterator[str]:
    """Yield all that is read of a brief, pane after pane."""
    yield from opening_facts(view, number)
    for pane in PANES:
        yield pane_heading(view, pane.number)
        yield from chain.from_iterable(part.lines for part in pane_parts(view, pane.number))


def unread(view: BriefView) -> list[str]:
    """Return the facts of the panes that are not read out."""
    missing = []
    for pane in PANES:
        parts = pane_parts(view, pane.number)
        said = words(" ".join(line for part in parts for line in part.lines))
        spans = (span for row in pane_view(view, pane.number, UNWRAPPED).lines for span in row)
        missing += [fact for span in spans for fact in shown(view, span) if fact not in said]
    return missing


def view_of(value: object) -> BriefView:
    loaded = load(json.dumps(value).encode(), "b.json")
    assert loaded.brief is not None
    keys = ["", *loaded.brief.agreements, *loaded.brief.quotes, "next/1"]
    return BriefView(
        loaded.brief, problems=loaded.problems, missing=loaded.missing, rounds=3,
        notes={key: f"mine on {key}" for key in keys}, tags=("own", "two words"),
        archives={key: Archive("First.\n\nSecond, longer.") for key in loaded.brief.sources},
    )  # fmt: skip


@given(briefs)
@settings(max_examples=60)
def test_every_fact_of_the_panes_is_read_out(value):
    assert unread(view_of(value)) == []


def test_every_fact_of_sample_briefs_is_read_out_and_of_broken_ones(
    istanbul: Library, tmp_path: Path
):
    bad = read(BAD, tmp_path)
    try:
        for library in (istanbul, bad):
            for row in library.rows(library.ids()):
                assert (row.path, unread(library.view(row))) == (row.path, [])
    finally:
        bad.close()


def test_every_field_of_the_format_is_read_out():
    number = count()
    view = view_of(full_brief(lambda: f"word{next(number)} of it", "one", 1))
    assert unread(view) == []


def test_the_items_are_those_of_the_panes_and_lead_where_they_lead():
    number = count()
    view = view_of(full_brief(lambda: f"word{next(number)} [^a1]", "one", 1))
    for pane in PANES:
        items = pane_view(view, pane.number, UNWRAPPED).items
        parts = [part for part in pane_parts(view, pane.number) if part.key]
        heads = [item for item in items if not item.key.startswith("d1/")]
        assert [part.key for part in parts] == [item.key for item in heads]
        for part in parts:  # a disagreement has its positions with it
            own = [item for item in items if item.key in (part.key, *_positions(part.key))]
            assert part.targets == tuple(dict.fromkeys(t for item in own for t in item.targets))


def _positions(key: str) -> list[str]:
    return [f"{key}/{party}" for party in ("a", "b")] if key == "d1" else []


@pytest.mark.parametrize(
    ("summary", "lines"),
    [
        ("One.\n\nTwo [^a1].", ["Summary 1 of 2: One.", "Summary 2 of 2: Two [a1]."]),
        ("# Head\n\ntext", ["Summary 1 of 2, heading of level 1: Head", "Summary 2 of 2: text"]),
        (
            "- one\n- two\n\n1. three",
            [
                "Summary 1 of 3, list item: one", "Summary 2 of 3, list item: two",
                "Summary 3 of 3, list item: 1. three",
            ],
        ),
        (
            "| a | b |\n|---|---|\n| c | d |",
            ["Summary 1 of 2, table row: a; b", "Summary 2 of 2, table row: c; d"],
        ),
        ("> said", ["Summary 1 of 1, quotation: said"]),
        ("```\nx = 1\ny\n```", ["Summary 1 of 1, code: x = 1", "Summary 1 of 1, code: y"]),
        (
            "a\n\n---\n\nb",
            ["Summary 1 of 3: a", "Summary 2 of 3, a line across", "Summary 3 of 3: b"],
        ),
    ],
)  # fmt: skip
def test_prose_says_what_each_block_of_it_is(summary: str, lines: list[str]):
    view = view_of({"title": "t", "date": "2025-06-02", "summary": summary})
    parts = [part for part in pane_parts(view, 1) if part.key.startswith("summary/")]
    assert [line for part in parts for line in part.lines] == lines
    assert unread(view) == []


def test_each_line_of_a_brief_begins_with_what_it_is(istanbul: Library):
    for row in istanbul.rows(istanbul.ids()):
        for line in whole_brief(istanbul.view(row), "Brief 1 of 3"):
            label, colon, _ = line.partition(":")
            assert re.match(r"[A-Z][\w ,-]*$", label), line
            assert colon or label.startswith("Pane "), line


def test_quotes_and_agreements_are_read_in_the_words_of_the_field(istanbul: Library):
    row = istanbul.catalogue.row_of("istanbul-2025-06-02")
    assert row is not None
    lines = list(whole_brief(istanbul.view(row), "Brief 2 of 3"))
    for line in (
        "Agreement 2 of 3, a2: Return of the bodies of killed soldiers",
        "Stated by: Ukraine; not by: Russia",
        "Quote 1 of 6, q1, verbatim: Rustem Umerov, Ukraine, said: “can be resolved only at the "
        "level of leaders”",
        "Position 2 of 2, d1: Ukraine unreported: Has its own idea of a full ceasefire; this "
        "source does not set it out.",
        "Quoted as q1: “can be resolved only at the level of leaders”",
    ):
        assert line in lines


def test_the_head_says_what_the_head_line_says(istanbul: Library):
    for row in istanbul.rows(istanbul.ids()):
        view = istanbul.view(row)
        said = words(" ".join(opening_facts(view, "Brief")))
        spans = head_line(view, 10_000)
        assert [fact for span in spans for fact in shown(view, span) if fact not in said] == []


def test_what_an_error_leaves_out_and_problems_are_read_out():
    value = {
        "title": "t", "date": "2025-06-02", "summary": "s", "handling": "amber",
        "agreements": {"a1": {"issue": "i", "text": "x", "parties": ["p"], "attested_by": [3, {}]}},
        "issues": {"i": "Issue"}, "parties": {"p": "P"},
    }  # fmt: skip
    view = view_of(value)
    lines = list(whole_brief(view, "Brief"))
    assert "Handling: TLP:AMBER" in lines
    assert any(line.startswith("Missing: a1") for line in lines)
    assert any(re.match(r"Problem 1 of \d+: b.json, line 1, column", line) for line in lines)
    assert unread(view) == []


def test_warnings_are_not_called_problems():
    view = view_of({"title": "t", "date": "2025", "summary": "s"})
    problems = (
        Problem("b.json", 3, 4, "error", "missing", "summary", "bad"),
        Problem("b.json", 5, 6, "warning", "speaker", "quotes.q1", "odd"),
    )
    lines = list(whole_brief(view._replace(problems=problems), "Brief"))
    assert "Problem 1 of 1: b.json, line 3, column 4: summary: bad [missing]" in lines
    assert "Warning 1 of 1: b.json, line 5, column 6: quotes.q1: odd [speaker]" in lines
