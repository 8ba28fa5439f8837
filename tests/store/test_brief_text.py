"""What is written as YAML is read as the same values."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.loader.load import load
from briefing.loader.syntax import Items, Node, Record, Scalar, parse
from briefing.store.new_files.brief_text import brief_text, comment
from briefing.text.clean import clean

TEXTS = st.text(
    st.sampled_from(" \n\tab:#-'\"\\[]{},|>&*!%@`?~=.\ufeff\u00a0\u2028é💥0")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=30,
).map(clean)
LONG = st.lists(TEXTS, min_size=5, max_size=20).map(" ".join)
KEYS = TEXTS.filter(lambda text: text != "<<")
VALUES = st.recursive(
    st.none() | TEXTS | LONG,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def plain(node: Node | None) -> Any:
    """Return the values of a tree."""
    if isinstance(node, Record):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Items):
        return [plain(value) for value in node.values]
    assert isinstance(node, Scalar)
    return node.text


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
@example({"a": "- b", "c": "x: y", "d": "x #y", "e": "'", "f": '"', "g": "a:", "h": "?", "i": "%"})
@example({"no": "yes", "y": "~", "null": None, "": "", "=": "...", "---": "---", "b": "12:30"})
@example({"a": "one\n\n  two\n", "b": "one\n", "c": "one\ntwo\n\n", "d": " one\ntwo", "e": "\n"})
@example({"a": "tab\there\nand  \nthere", "b": "word " * 60, "c": "word  word " * 30})
@example({"a": [["b"], [], [{"c": ["d" * 120]}], {"e": {"f": "g" * 120, "h": {}}}]})
@example({"a": "x" * 300, "b": "🇺🇸 " * 40, "k" * 200: "v", "c": "a\ufeffb", "d": "\ufeff\na"})
@example({"a": "# no comment\n# either", "b": "--- \nx", "c": "- a\n- b", "d": "\u00a0x\u00a0"})
def test_what_is_written_is_read(values: dict[str, Any]) -> None:
    parsed = parse(brief_text(values).encode(), "yaml")
    assert not parsed.faults
    assert plain(parsed.root) == values


def test_a_brief_looks_as_if_a_person_had_written_it() -> None:
    values = {
        "brief": "1", "id": "round-2", "title": "Second round: no ceasefire", "date": "2025-06-02",
        "place": {"name": "Istanbul", "country": "TR"}, "tags": ["prisoners", "cease, fire"],
        "summary": "It lasted an hour.\n\n- One: a point\n- Another\n",
        "parties": {"norway": {"name": "Norway", "aliases": ["Oslo", "no"]}},
        "quotes": {
            "q1": {
                "who": None,
                "text": "This is extremely important for making progress in the negotiation "
                "process, and nothing else is",
            }
        },
        "timeline": [{"date": "2025", "text": "Begun."}, {"date": "2026", "text": "b" * 100}],
        "extra": {"emoji": "💥", "points": ["a: b", "c"]},
    }  # fmt: skip
    assert (
        brief_text(values)
        == f"""\
brief: 1
id: round-2
title: "Second round: no ceasefire"
date: 2025-06-02
place: {{name: Istanbul, country: TR}}
tags: [prisoners, "cease, fire"]

summary: |
  It lasted an hour.

  - One: a point
  - Another

parties:
  norway: {{name: Norway, aliases: [Oslo, "no"]}}

quotes:
  q1:
    who: null
    text: >-
      This is extremely important for making progress in the negotiation process, and
      nothing else is

timeline:
  - {{date: 2025, text: Begun.}}
  - date: 2026
    text: >-
      {"b" * 100}

extra:
  emoji: "💥"
  points: ["a: b", c]
"""
    )
    loaded = load(brief_text({**values, "status": "draft"}).encode(), "round-2.yaml")
    assert [str(problem) for problem in loaded.problems] == []


@pytest.mark.parametrize(
    ("line", "written"),
    [("a\nb: c", "# a b: c\n"), ("", "#\n"), ("a\r\u2028b", "# a b\n"), (" a  b ", "# a b\n")],
)
def test_a_comment_stays_on_its_line(line: str, written: str) -> None:
    assert comment([line]) == written
