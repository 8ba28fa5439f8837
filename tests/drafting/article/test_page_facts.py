"""What a page says of itself."""

import json

import pytest

from briefing.drafting.article import Article, read_article


def page(head: str = "", body: str = "<p>They met.", html: str = "") -> Article:
    text = f"<!doctype html><html {html}><head><meta charset=utf-8>{head}</head><body>{body}"
    return read_article(text.encode(), "a.html")


def described(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def meta(**values: str) -> str:
    return "".join(f'<meta property="{k.replace("_", ":", 1)}" content="{v}">'
                   for k, v in values.items())  # fmt: skip


NEWS = {"@type": "NewsArticle", "headline": "A headline", "datePublished": "2025-06-02T23:30:00Z"}


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Talks end | The Example</title>", "", "Talks end"),
        ("<title>Talks end - and start</title>", "", "Talks end - and start"),
        ("<title>Talks end - The Example</title>" + meta(og_site_name="The Example"), "",
         "Talks end"),
        (meta(og_title="Talks end | Site"), "<h1>Talks end</h1>", "Talks end"),
        (meta(og_title="Talks end"), "<h1>The Example</h1>", "Talks end"),
        (meta(og_title="News of the talks"), "<h1>News</h1>", "News of the talks"),
        (described(**NEWS), "", "A headline"),
        ("", "<h1>Only\n here</h1>", "Only here"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_title(head: str, body: str, expected: str) -> None:
    assert page(head, f"{body}<p>They met.").title == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (described(**NEWS), "", "2025-06-02"),
        (described(**{"@graph": [{"@type": "WebPage"}, NEWS]}), "", "2025-06-02"),
        (described(**{**NEWS, "@type": ["Thing", "ReportageNewsArticle"]}), "", "2025-06-02"),
        (described(**{"@type": "BreadcrumbList", "datePublished": "2020-01-01"}), "", ""),
        (meta(article_published_time="2025-06-02T01:00:00+03:00"), "", "2025-06-02"),
        ('<meta name="DC.date.issued" content="2 juin 2025">', "", "2025-06-02"),
        ('<meta name="date" content="Monday">', "", ""),
        ('<meta name="date" content="02/03/2025">', "", ""),
        ("", '<time datetime="2025-06-02">today</time>', "2025-06-02"),
        ("", '<time datetime="2020-01-01">x</time><time pubdate datetime="2025-06-02">y</time>',
         "2025-06-02"),
        ("", '<span itemprop="datePublished" content="2025-06-02">Mon</span>', "2025-06-02"),
        ("", "<p>Published June 2nd, 2025 - 07:29 GMT</p>", "2025-06-02"),
        ("", "<p>yesterday</p><p>two hours ago</p>", ""),
    ],
)  # fmt: skip
def test_the_date_is_absolute_or_none(head: str, body: str, expected: str) -> None:
    assert page(head, f"{body}<p>They met.").date == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (described(**NEWS, publisher={"@type": "Organization", "name": "The Example"}),
         "The Example"),
        (described(**{"@graph": [{**NEWS, "publisher": {"@id": "#o"}},
                                 {"@id": "#o", "name": "The Example"}]}), "The Example"),
        (meta(og_site_name="The Example"), "The Example"),
        (described(**NEWS, publisher=["The Example"]), "The Example"),
        (described(**NEWS, publisher="https://example.org"), ""),
        ('<meta name="publisher" content="The Example">', "The Example"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_publisher(head: str, expected: str) -> None:
    assert page(head).publisher == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://example.org/a">', "https://example.org/a"),
        (meta(og_url="https://example.org/b"), "https://example.org/b"),
        ('<link rel="canonical" href="/a">', ""),
        ('<!-- saved from url=(0019)https://example.org/ --><link rel=canonical href="/a">',
         "https://example.org/a"),
        ("<!--\n Page saved with SingleFile \n url: https://example.org/c \n-->",
         "https://example.org/c"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_address(head: str, expected: str) -> None:
    assert page(head).url == expected


@pytest.mark.parametrize(
    ("html", "body", "expected"),
    [
        ("lang=en-gb", "They met.", "en-GB"),
        ("lang=en_US", "They met.", "en-US"),
        ("lang=uk", "They met.", "uk"),
        ("", "The talks of the day were in the hands of the two, and that is that.", "en"),
        # What a template says is wrong where the words say otherwise.
        ("lang=en", "Министр сказал, что в переговорах и на встрече не было нового.", "ru"),
        ("lang='<x>'", "Xyzzy.", ""),
    ],
)
def test_the_language(html: str, body: str, expected: str) -> None:
    assert page("", f"<p>{body}", html).lang == expected


@pytest.mark.parametrize(
    "written", ["{", "[" * 5000, '"x"', "null", "[1, 2]", '{"@type": 3, "publisher": [[]]}',
                '{"@type": "Article", "headline": {"a": 1}, "datePublished": ["x", 2]}']
)  # fmt: skip
def test_broken_descriptions_cost_nothing_else(written: str) -> None:
    script = f'<script type="application/ld+json">{written}</script>'
    article = page(script + meta(og_title="Title", og_site_name="Site"))
    assert (article.title, article.publisher) == ("Title", "Site")
