"""The page: well formed, closed to hostile text, its links whole, and usable by everybody."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.exchange.outgoing.html.html_page import digest
from briefing.exchange.outgoing.html.html_text import PageLinks, anchor, escape
from briefing.exchange.outgoing.html.prose_html import inline_html, prose_html
from briefing.library import Library
from briefing.model.references import Target
from tests.exchange.outgoing.browser import chromium, violations
from tests.exchange.outgoing.conftest import HOSTILE, SECRET, outgoing, written

VOID = {"meta", "br", "hr", "input"}
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "a", "nav", "ul", "ol", "li", "main", "h1",
    "h2", "h3", "h4", "h5", "h6", "p", "section", "article", "div", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "span", "strong", "em", "blockquote", "mark", "footer", "sup", "br",
    "hr", "pre", "code",
}  # fmt: skip
PROCESS = "ru-ua-istanbul-2025"


class Page(HTMLParser):
    """The elements of a page, each closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name))]

    @property
    def said(self) -> str:
        return " ".join("".join(self.texts).split())


@pytest.fixture(scope="session")
def page(istanbul: Library) -> str:
    return written("html", outgoing(istanbul, process=PROCESS))


@pytest.fixture(scope="session")
def bad(hostile: Library) -> str:
    return written("html", outgoing(hostile, process="talks"))


@pytest.mark.parametrize("name", ["page", "bad"])
def test_it_is_well_formed_and_has_no_element_but_these(
    name: str, request: pytest.FixtureRequest
) -> None:
    parsed = Page(request.getfixturevalue(name))
    assert {tag for tag, _ in parsed.elements} <= KNOWN
    assert not [key for _, attrs in parsed.elements for key in attrs if key.startswith("on")]
    assert not parsed.values("style")


@pytest.mark.parametrize("name", ["page", "bad"])
def test_every_link_within_it_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    parsed = Page(request.getfixturevalue(name))
    places = parsed.values("id")
    assert not {place: n for place, n in Counter(places).items() if n > 1}
    hrefs = parsed.values("href")
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(places)
    others = [href for href in hrefs if not href.startswith("#")]
    assert all(re.match(r"https?://", href) for href in others)


def test_nothing_is_loaded_and_no_script_may_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    allowed = f"default-src 'none'; style-src {digest(style[1])}; base-uri 'none'"
    assert policy[1] == f"{allowed}; form-action 'none'"
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|base|form)\b", page)
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_text_stands_there_as_text(bad: str) -> None:
    said = Page(bad).said
    assert "<script>alert(1)</script>" in said
    assert "<img src=x onerror=alert(1)>" in said
    assert "javascript:" not in " ".join(Page(bad).values("href"))


def test_a_quote_leads_to_its_words_in_the_archive_and_back(page: str) -> None:
    place = "istanbul-2025-06-02.q1.place"
    assert f'href="#{place}"' in page
    after = page.partition(f'<span id="{place}"></span>')[2]
    assert after.startswith("<mark>can be resolved only at the level of leaders</mark> <a href=")
    assert '#istanbul-2025-06-02.q1"' in after[:120]


def test_all_of_the_archived_text_is_there(istanbul: Library, page: str) -> None:
    said = Page(page).said
    for view in outgoing(istanbul).views():
        for archive in view.archives.values():
            for span in archive.paragraphs:
                words = archive.text[span.start : span.end].split()
                assert " ".join(words[:3]) in said


def test_tables_have_heads_with_a_scope_and_a_caption(page: str) -> None:
    parsed = Page(page)
    heads = [attrs for tag, attrs in parsed.elements if tag == "th"]
    assert {attrs.get("scope") for attrs in heads} == {"col", "row"}
    tags = Counter(tag for tag, _ in parsed.elements)
    assert tags["table"] == tags["caption"] >= 4


def test_headings_step_down_one_by_one(page: str, bad: str) -> None:
    for text in (page, bad):
        levels = [int(tag[1]) for tag, _ in Page(text).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_mark_stands_above_the_brief_in_the_title_and_on_paper(confined: Library) -> None:
    text = written("html", outgoing(confined, "one"))
    assert '<p class="mark">TLP:AMBER+STRICT</p>' in text
    assert f"<title>TLP:AMBER+STRICT One {SECRET}</title>" in text
    assert '@page{@top-center{content:"TLP:AMBER+STRICT"}}' in text
    free = written("html", outgoing(confined, "draft"))
    assert "TLP" not in free
    assert '<p class="mark">draft</p>' in free


def reference(target: Target) -> str:
    return f"({target.record or target.source})"


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("*a* **b** `c<d`", "<em>a</em> <strong>b</strong> <code>c&lt;d</code>"),
        ("[x](https://a.example/?a=1&b=\"2\")",
         '<a href="https://a.example/?a=1&amp;b=&quot;2&quot;" rel="noreferrer">x</a>'),
        ("[x](javascript:alert)", "x (javascript:alert)"),
        ("[x](data:text/html,y)", "x (data:text/html,y)"),
        ("see [^q1].", "see (q1)."),
        ("<b onclick=x>b</b>", "&lt;b onclick=x&gt;b&lt;/b&gt;"),
        ("a<!-- gone -->b", "ab"),
        ("a<br>b", "a<br>b"),
    ],
)  # fmt: skip
def test_prose_has_the_elements_of_markdown_and_no_other(prose: str, expected: str) -> None:
    assert inline_html(prose, reference) == expected


def test_blocks_of_prose() -> None:
    prose = (
        "## Head\n\n1. one\n2. two\n\n> said\n\n| a |\n| - |\n| b |\n\n```\n<x>\n```\n\n"
        "N[^1].\n\n[^1]: Note."
    )
    assert re.sub(r"\n+", "", prose_html(prose, 4, reference)) == (
        "<h4>Head</h4><ol><li>one</li><li>two</li></ol>"
        '<blockquote><p dir="auto">said</p></blockquote>'
        '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>'
        '</table><pre tabindex="0"><code>&lt;x&gt;</code></pre><p dir="auto">N<sup>[1]</sup>.</p>'
        '<div class="note"><sup>[1]</sup> <p dir="auto">Note.</p></div>'
    )


@given(st.text(st.sampled_from("ab<>&\"'`*_[]()#|\\!-\n^:/ "), max_size=40))
@settings(max_examples=80)
def test_any_prose_is_well_formed(prose: str) -> None:
    parsed = Page(prose_html(prose, 3, reference))
    assert {tag for tag, _ in parsed.elements} <= KNOWN


@given(st.lists(st.text("ab-._/ é", min_size=1, max_size=4), min_size=1, max_size=3))
@settings(max_examples=60)
def test_names_of_places_are_one_for_one(parts: list[str]) -> None:
    name = anchor(*parts)
    assert not set(name) & set(" \"'<>#%/")
    pieces = [
        re.sub(r"_([0-9a-f]+)_", lambda one: chr(int(one[1], 16)), one) for one in name.split(".")
    ]
    assert pieces == parts


def test_records_of_briefs_that_are_not_there_are_not_linked() -> None:
    links = PageLinks(["a"], lambda brief: "b.html" if brief == "b" else "")
    assert links.link("x", "a", "q1") == '<a href="#a.q1">x</a>'
    assert links.link("x", "b", "q1") == '<a href="b.html#b.q1">x</a>'
    assert links.link("x", "c", "q1") == "x"


def test_escape_is_for_text_and_attributes() -> None:
    assert escape(HOSTILE).count("<") == 0
    assert escape("a'b\"c&amp;\x1b") == "a&#39;b&quot;c&amp;amp;\u241b"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(page: str, tmp_path: Path, colours: str) -> None:
    scheme = {"light": "1", "dark": "0"}[colours]
    assert violations(page, tmp_path, f"--blink-settings=preferredColorScheme={scheme}") == []


def test_a_browser_blocks_nothing_of_the_page_and_prints_it(bad: str, tmp_path: Path) -> None:
    file, paper = tmp_path / "bad.html", tmp_path / "bad.pdf"
    file.write_text(bad, encoding="utf-8")
    done = chromium(file, "--enable-logging=stderr", f"--print-to-pdf={paper}")
    assert "CONSOLE" not in done.stderr  # neither a script that is refused nor a fault
    assert paper.read_bytes().startswith(b"%PDF")
