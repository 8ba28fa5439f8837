"""How two texts differ, in words that cannot be mistaken for the words that differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.word_changes import (
    OF_QUOTE,
    OF_VERSIONS,
    PLAIN_MARKS,
    Side,
    differences,
    in_a_line,
)

Runs = list[tuple[Side, str]]


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ([("old", "honour"), ("new", "honor")], "source “honour” · quote “honor”"),
        ([("same", "we shall"), ("old", "not"), ("same", "go")], "source has “not”"),
        ([("same", "we shall"), ("new", "never"), ("same", "go")], "quote adds “never”"),
        (
            [("same", "проигравших нет"), ("old", ","), ("new", "-"), ("same", "выиграли все")],
            "“проигравших нет …”: source “,” · quote “-”",
        ),
        ([("same", "it ends"), ("new", "--")], "“it ends …”: quote adds “--”"),
        ([("old", "“"), ("same", "new plan holds now")], "“… new plan holds”: source has ““”"),
        ([("old", "—")], "source has “—”"),
        (
            [("old", "All of"), ("new", "None"), ("same", "them"), ("old", "left")],
            "source “All of” · quote “None”; source has “left”",
        ),
        ([("same", "the same")], ""),
        ([], ""),
    ],
)
def test_a_quote_is_compared_with_its_source(runs: Runs, said: str) -> None:
    assert in_a_line(differences(runs, OF_QUOTE)) == said


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (
            [("same", "The truce lasts for"), ("old", " 5"), ("new", " 3.5"), ("same", " years")],
            "“truce lasts for …”: before “5” · now “3.5”",
        ),
        ([("same", "They met"), ("old", " at  last.")], "“They met …”: now lacks “at last.”"),
        ([("new", "Then"), ("same", " they met")], "“… they met”: now adds “Then”"),
        ([("same", "会谈"), ("new", "很"), ("same", "有建设性")], "“会谈 …”: now adds “很”"),
    ],
)
def test_versions_say_where_they_differ(runs: Runs, said: str) -> None:
    assert in_a_line(differences(runs, OF_VERSIONS, locate=True)) == said


def test_messages_are_ascii_and_short() -> None:
    runs: Runs = [("same", "we"), ("old", "word " * 40), ("new", "other"), ("same", "go")]
    said = in_a_line(differences(runs, OF_QUOTE, PLAIN_MARKS, limit=20))
    assert said == 'source "word word word wo...", quote "other"'


def test_words_beside_a_difference_take_little_room() -> None:
    runs: Runs = [("same", "と" * 100_000), ("old", "は"), ("same", "e" + "\u0301" * 50)]
    assert len(in_a_line(differences(runs, OF_VERSIONS, locate=True))) < 60
    runs = [("same", "\u0301" * 100), ("old", "x")]
    assert in_a_line(differences(runs, OF_VERSIONS, locate=True)) == "“ …”: now lacks “x”"


TEXT = st.text(alphabet="ab -—,[]{}+\u0301я", max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["same", "old", "new"]), TEXT), max_size=8))
def test_all_words_that_differ_are_said(runs: Runs) -> None:
    said = list(differences(runs, OF_VERSIONS, locate=True))
    for side in ("old", "new"):
        words = " ".join(text for one, text in runs if one == side).split()
        shown = " ".join(text for pieces in said for one, text in pieces if one == side).split()
        assert shown == words
    line = in_a_line(said)
    signs = ("[-", "-]", "{+", "+}")
    assert all(sign not in line for sign in signs if not any(sign in text for _, text in runs))
