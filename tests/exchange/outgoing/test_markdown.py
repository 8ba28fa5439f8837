"""Markdown: what is read again by a parser of Markdown, and pictures of it as text."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from briefing.exchange.outgoing.markdown.markdown_notation import (
    escaped,
    inline_markdown,
    prose_markdown,
)
from briefing.library import Library
from briefing.model.references import Target
from tests.exchange.outgoing.conftest import HOSTILE, brief, opened, outgoing, store, written

PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin)


def label(target: Target) -> str:
    return f"[^b-{target.record or target.source}]"


def own(name: str) -> str:
    return f"[^b.note-{name}]"


def shown(markdown: str) -> str:
    """Return the text of the only paragraph that Markdown makes."""
    tokens = PARSER.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE, "- no item", "1. no list", "+ none", "=== none", "# none", "> none", "| a | b |",
        "a * b * c", "__init__", "[^q1] and [x](y)", "~~~ code", "``` code", "--- rule", "a\\b",
        "&amp; &lt;script&gt;", "<b>x</b>", "$x$ ^2^ ~x~ @who {{< x >}}", "12) none", "a | b",
    ],
)  # fmt: skip
def test_text_shows_as_it_is(text: str) -> None:
    assert shown(escaped(text)) == text.strip()


@given(st.text(st.sampled_from("ab \\`*_[]<>|#~^$&{}@!-+=.1)(:\"'/"), min_size=1, max_size=30))
@settings(max_examples=60)
def test_any_text_shows_as_it_is(text: str) -> None:
    text = " ".join(text.split())
    if text:
        assert shown(escaped(f"x {text}")) == f"x {text}"
        if not text.isspace():
            assert shown(escaped(text)) == text


def lines(prose: str) -> list[str]:
    return list(prose_markdown(prose, label, own))


def test_prose_keeps_its_notation_and_its_references_get_the_id_of_the_brief() -> None:
    prose = (
        "# Head\n\nA *word* and **more** [^q1], `co*de`, [link](https://a.example/b_c).\n\n"
        "- one\n- two [^a1]\n  1. inner\n\n> said\n\n| a | b |\n| - | - |\n| 1 | x\\|y |\n\n"
        "```\n*as is*\n```\n\nOwn[^1].\n\n[^1]: The note.\n"
    )
    assert lines(prose) == [
        "### Head", "",
        "A *word* and **more** [^b-q1], `co*de`, [link](https://a.example/b_c).", "",
        "- one", "- two [^b-a1]", "  1. inner", "", "> said", "",
        "| a | b |", "| --- | --- |", "| 1 | x\\|y |", "",
        "```", "*as is*", "```", "", "Own[^b.note-1].", "", "[^b.note-1]: The note.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[x](javascript:alert)", "x (javascript:alert)"),
        ("[x](https://a.example/<y>)", "[x](https://a.example/%3Cy%3E)"),
        ("![x](https://a.example/y.png)", "[x](https://a.example/y.png)"),
        ("a <!-- gone --> b", "a  b"),
        ("[^q1]: said so", "[^b-q1]\\: said so"),
        ("`` a`b ``", "``a`b``"),
    ],
)
def test_prose_cannot_become_html_or_run_anything(prose: str, expected: str) -> None:
    assert inline_markdown(prose, label) == expected


def footnotes(text: str) -> tuple[list[str], list[str]]:
    """Return the labels of the references and of the definitions."""
    defined = re.findall(r"^\[\^([^\]]+)\]: ", text, re.MULTILINE)
    body = re.sub(r"^\[\^[^\]]+\]: ", "", text, flags=re.MULTILINE)
    return re.findall(r"(?<!\\)\[\^([^\]]+)\]", body), defined


def test_footnotes_are_unique_over_several_briefs(istanbul: Library) -> None:
    text = written("markdown", outgoing(istanbul))
    cited, defined = footnotes(text)
    assert len(defined) == len(set(defined))
    assert set(cited) == set(defined)
    assert {"istanbul-2025-06-02-q1", "istanbul-2025-05-16-q1", "istanbul-2025-07-23-q1"} <= set(
        defined
    )
    html = PARSER.render(text)
    assert html.count('class="footnote-item"') == len(defined)
    assert "[^" not in html


def test_a_reference_to_a_brief_that_is_not_exported_says_so(hostile: Library) -> None:
    from briefing.exchange.outgoing.markdown.footnotes import Footnotes

    notes = Footnotes(["a"])
    assert notes.of("a", Target("q3", "b")) == "[^b-q3]"
    assert list(notes.lines()) == ["[^b-q3]: b\\#q3, which is not part of this export"]


def test_two_records_never_share_a_footnote() -> None:
    from briefing.exchange.outgoing.markdown.footnotes import Footnotes

    notes = Footnotes(["a", "a-b"])
    assert notes.of("a", Target("b-c")) == "[^a-b-c]"
    assert notes.of("a-b", Target("c")) == "[^a-b.c]"
    assert notes.of("a", Target("b-c")) == "[^a-b-c]"


def test_hostile_text_is_inert(hostile: Library) -> None:
    text = written("markdown", outgoing(hostile))
    html = PARSER.render(text)
    assert not re.search(r"<(?:script|img|b)\b", html)
    assert "javascript:" not in re.findall(r'href="([^"]*)"', html)
    cited, defined = footnotes(text)
    assert set(cited) == set(defined)


def test_a_draft_marks_what_is_suggested(confined: Library) -> None:
    text = written("markdown", outgoing(confined, "draft"))
    assert "**\\[q1\\] Anna zither (suggested) (Alpha zither)**: “my draft”" in text
    assert "  - ? suggested, not confirmed: who" in text


def test_titles_and_names_that_are_suggested_say_so_and_json_keeps_them(tmp_path: Path) -> None:
    data = brief("One", "x", status="draft", suggested=["title", "date", "tags"], tags=["t"])
    data["people"]["anna"] |= {"role": "Envoy", "suggested": ["name", "role", "party"]}
    data["issues"] = {"fish": {"title": "Fish", "suggested": ["title"]}}
    data["parties"]["b"] = {"name": "Beta", "suggested": ["name"]}
    for library in opened(store(tmp_path, {"one": data}), tmp_path / "cache"):
        text = written("markdown", outgoing(library))
        page = written("html", outgoing(library))
        value = json.loads(written("json", outgoing(library, is_single=True)))
    for line in (
        "# One x (suggested)", "Issues: Fish (suggested) (fish)",
        "**\\[q1\\] Anna x (suggested) (Alpha x (suggested)) x**",
        "Anna x (suggested), Envoy (suggested) (anna)", "1 January 2025 (suggested)",
        "? suggested, not confirmed: title, date, tags",
        "stated by: Alpha x; not by: Beta (suggested)",
    ):  # fmt: skip
        assert line in text
    assert "<h1" in page
    assert "One x (suggested)</h1>" in page
    assert "(suggested)" not in json.dumps(value)
    assert value["people"]["anna"]["suggested"] == ["name", "role", "party"]
