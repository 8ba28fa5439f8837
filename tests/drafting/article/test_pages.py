"""Saved web pages: the paragraphs that are kept, and those that are not."""

import re
from dataclasses import replace

import pytest

from briefing.drafting.article import read_article
from briefing.errors import UsageError
from briefing.evidence import Archive
from tests.tools.shared_texts import shared_file

PROSE = "The delegations met for two hours on Monday, and the minister said little of the deal."
PAGE = f"""\
<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Talks end | The Example</title>
<script>if (a < b) document.write("<p>script</p>");</script><style>p > a {{}}</style></head>
<body class="has-sidebar"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul>
</nav><div id="page"><article><header><h1>Talks end</h1><p class="lead">The lead says what comes,
and stands under the headline of the page.</p></header>
<div class="share-buttons"><a href="#">Share</a></div>
<div class="body"><p>{PROSE} “We will meet
again&nbsp;soon,” she said.</p>
<div class="ad">Advertisement</div>
<blockquote>“A <em>quotation</em> in a block of its own.”</blockquote>
<p>{PROSE} He said: “It is <a href="/x">not the end</a> of it.”<br>A line after a break.</p>
<aside class="pull">“A box with five words.”</aside>
<h2>What comes next</h2>
<ul><li>First, a meeting in June.</li><li>Second, a paper.</li></ul>
<table><tr><th>Side</th><th>Sent</th></tr><tr><td>North</td><td>12</td></tr></table>
<p>{PROSE} They left.</p><p>{PROSE} Nobody came.</p></div></article>
<section class="comments"><p>I think “this is all wrong” and say so in a comment of some length.</p>
</section><div class="related-links"><a href="/1">Another article on the same subject, read it</a>
</div></div><footer><p>© The Example</p></footer></body></html>
"""
QUOTED = re.compile(r"[“\"«]\s?([^“”\"«»]+?)\s?[”\"»]")


def test_a_page_is_its_article(web: bool) -> None:
    article = read_article(PAGE.encode(), "talks.html")
    kept = article.paragraphs
    assert kept[0] == "Talks end"
    assert article.kind == "html"
    assert f"{PROSE} “We will meet again\u00a0soon,” she said." in kept
    assert "“A quotation in a block of its own.”" in kept
    assert f"{PROSE} He said: “It is not the end of it.”\nA line after a break." in kept
    assert "“A box with five words.”" in kept
    assert kept[1].startswith("The lead says what comes, and stands")
    text = article.text
    assert all(word not in text for word in ("script", "Home", "Share", "all wrong", "Another"))


def test_without_the_extra_lists_tables_and_headings_inside_are_kept(without_web: None) -> None:
    kept = read_article(PAGE.encode(), "a.html").paragraphs
    assert {"What comes next", "First, a meeting in June.", "Side\tSent", "North\t12"} <= set(kept)


def test_each_paragraph_that_is_left_out_is_reported(web: bool) -> None:
    article = read_article(PAGE.encode(), "a.html")
    whole = read_article(PAGE.encode(), "a.html", whole=True)
    assert whole.left_out == ()
    assert sorted(article.paragraphs + article.left_out) == sorted(whole.paragraphs)
    assert "Advertisement" in article.left_out
    assert any("all wrong" in one for one in article.left_out)


@pytest.mark.parametrize(
    ("page", "least"),
    [("en-albawaba-settlements.html", 11), ("fr-lopinion-glyphosate.html", 9)],
)
def test_the_quotations_of_real_pages_are_kept_word_for_word(
    web: bool, page: str, least: int
) -> None:
    data = shared_file(f"data/samples/{page}").read_bytes()
    article = read_article(data, page)
    whole = read_article(data, page, whole=True)
    end = next(n for n, one in enumerate(whole.paragraphs) if one == article.paragraphs[-1])
    begin = next(n for n, one in enumerate(whole.paragraphs) if one == article.paragraphs[1])
    body = " ".join(whole.paragraphs[begin : end + 1])
    quoted = [one for one in QUOTED.findall(body) if len(one.split()) >= 3]
    assert len(quoted) >= least
    assert [one for one in quoted if one not in article.text] == []


def test_a_page_is_read_without_an_extra_that_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str) -> None:
        raise ImportError("lxml.html.clean is a package of its own now")

    monkeypatch.setattr("briefing.drafting.article.html.readable.find_spec", broken)
    assert "North\t12" in read_article(PAGE.encode(), "a.html").paragraphs


def test_pictures_inside_a_page_cost_nothing(web: bool) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 5_000_000}">'
    page = PAGE.replace("</article>", f"{picture}</article>")
    assert read_article(page.encode(), "a.html") == replace(
        read_article(PAGE.encode(), "a.html"), original=page.encode()
    )


def test_a_text_that_stands_there_twice_is_kept_where_it_belongs(web: bool) -> None:
    box = f"<div class='box'><h3>Highlights</h3><p>{PROSE}</p></div>"
    body = "".join(f"<p>{PROSE} Sentence {word}.</p>" for word in ["one", "two", "three"])
    page = f"<html><body>{box}<div>{body}<p>{PROSE}</p><p>{PROSE} The end.</p></div></body></html>"
    kept = read_article(page.encode(), "a.html").paragraphs
    assert kept.count(PROSE) == 1
    assert kept[-2] == PROSE


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><p>They met.", ("They met.",)),
        ("<p>One<p>Two<p>Three", ("One", "Two", "Three")),
        ("<div>One<div>Two</div>Three</div>", ("One", "Two", "Three")),
        ("<p>One<br><br>Two<br>Three</p>", ("One", "Two\nThree")),
        ("<pre>one\n  two\n\nthree</pre>", ("one\ntwo", "three")),
        ("<p>One <q>two three</q> four</p>", ("One “two three” four",)),
        ("<p>caf&eacute; &amp; &#8222;gut&ldquo; &lt;b&gt;</p>", ("café & „gut“ <b>",)),
        ("<p>a\u202eb &#27;[31m</p>", ("a␦b [31m",)),
        ("<p>A <b>bo</b>ld w<i>or</i>d</p>", ("A bold word",)),
        ("<p>One <!-- never closed <p>Two", ("One never closed", "Two")),
        ("<p>One <? pi > two <!x> three </> four", ("One two three four",)),
        ("<p>a < b and c > d</p>", ("a < b and c > d",)),
        ("<table><tr><td><p>One</p><p>Two</p></td><td>x</td></tr></table>", ("One", "Two", "x")),
        ("<div><td></div><p>One</p></td>Two", ("One", "Two")),
        ("<a>One<a>Two</a> Three", ("OneTwo Three",)),
        ("<p hidden>One</p><p style='display: none'>Two</p>", ("One", "Two")),
        ("<p title='a > b' class=x>One</p>", ("One",)),
        ("<textarea><p>x</p></textarea><p>One</p>", ("One",)),
    ],
)  # fmt: skip
def test_pieces_of_pages(without_web: None, page: str, expected: tuple[str, ...]) -> None:
    assert read_article(page.encode(), "a.html").paragraphs == expected


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "iso-8859-1"),
        ("cp1251", "windows-1251"),
        ("koi8-r", "KOI8-R"),
        ("utf-16", ""),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encoding_that_a_page_names_is_used(encoding: str, said: str) -> None:
    meta = f"<meta charset='{said}'>" if said else ""
    page = f"<!doctype html><html><head>{meta}</head><body><p>Он сказал: мы встретимся."
    article = read_article(page.encode(encoding), "a.html")
    assert article.paragraphs == ("Он сказал: мы встретимся.",)


def test_latin_1_is_read_as_browsers_read_it() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“é”'
    assert read_article(page.encode("cp1252"), "a.html").paragraphs == ("“é”",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><body>\n<p>caf\xe9 noir", "a.html:2:7: byte 0xE9 is not UTF-8"),
        (b"<html><meta charset='klingon'><p>x", 'names the encoding "klingon", which is not known'),
        (b"<html><body><script>x</script></body></html>", "a.html is empty: it holds no text"),
        (b"From: <Saved by Blink>\nContent-Type: multipart/related\n\nx", "holds no web page"),
    ],
)
def test_pages_that_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        read_article(data, "a.html")


def test_a_page_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.drafting.article.html.elements.MAX_ELEMENTS", 1_000)
    read_article(b"<html>" + b"<b>x</b>" * 999, "a.html")
    with pytest.raises(UsageError, match=r"^a\.html has more than 1,000 elements; save the part"):
        read_article(b"<html>" + b"<b>x</b>" * 1_000, "a.html")


def test_a_page_saved_as_one_file_with_its_pictures() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/talks\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n'
        b"\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"\r\n<html><meta charset=3D=22utf-8=22><p>=E2=80=9CYes=E2=80=9D, they s=\r\naid.\r\n"
        b"--B\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--B--\r\n"
    )
    article = read_article(data, "talks.mhtml")
    assert article.paragraphs == ("“Yes”, they said.",)
    assert article.url == "https://example.org/talks"


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "</", "<![", "<?", "&", "<a b='", '<a b="x', "<script>", "<title>", "“a ",
     "<a b\t\n= ", "\n", "\0", "<div>", "<table>", "<br>"],
)  # fmt: skip
def test_work_grows_with_the_page_not_with_its_square(without_web: None, piece: str) -> None:
    steps = []
    for size in (10_000, 40_000):
        page = "<html><body><p>x" + piece * (size // len(piece))
        steps.append(_lines_run(page.encode()))
    assert steps[1] <= 4.5 * steps[0] + 2_000


def _lines_run(data: bytes) -> int:
    """Return how many lines of this program run to read a page."""
    import sys

    count = 0

    def trace(_frame: object, _event: str, _argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read_article(data, "a.html")
    except UsageError:
        pass
    finally:
        sys.settrace(None)
    return count


def test_quotations_of_a_kept_page_are_verbatim(web: bool) -> None:
    article = read_article(PAGE.encode(), "a.html")
    archive = Archive(article.text)
    assert len(archive.paragraphs) == len(article.paragraphs)
