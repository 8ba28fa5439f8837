"""One article in many shapes of pages: every quotation is kept, with the extra and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.drafting.article import read_article
from briefing.drafting.article.html.page_article import html_article
from briefing.errors import UnreadableError, UsageError
from tests.tools.page_shapes import shapes

TITLE = "Talks on the strait end without a deal"
TEXTS = (
    "The delegations of Nordland and Sudland met for two hours on Monday, and parted early.",
    "“We did not come here to sign anything,” the minister Eva Berg told reporters afterwards.",
    "Her colleague from Sudland, Omar Lind, called the proposal “a step in the wrong direction”.",
    "The two sides have met four times since the spring, each time in another town of the coast.",
    "Lind added: “If nobody moves, nobody sails. That is all there is to say about the strait.”",
    "A further round is planned, although the date is open, said a diplomat who knows the talks.",
    "Berg said “the door is open” and left.",
    "Fishermen on both shores have waited for the end of the closure for more than two years now.",
)
QUOTED = (
    "We did not come here to sign anything,", "a step in the wrong direction",
    "If nobody moves, nobody sails. That is all there is to say about the strait.",
    "the door is open",
)  # fmt: skip
SHAPES = shapes(TITLE, TEXTS)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_quotation_is_kept(web: bool, shape: str) -> None:
    page = f"<!doctype html><html><head><title>{TITLE}</title></head><body>{SHAPES[shape]}</body>"
    article = read_article(page.encode(), "a.html")
    text = " ".join(article.text.split())
    assert [quoted for quoted in QUOTED if quoted not in text] == []
    assert "be very bad" not in text
    assert text.startswith(TITLE)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class=ad>", "</div>", "<table>", "<td>", "</table>", "<br>", "<a href=x>",
     "</a>", "<!-- ", "-->", "<script>", "</script>", "<title>", "<li>", "<pre>", "\n\n", "<", ">",
     "“one two three”", "&amp;", "&#0;", "\0", "\u202e", "<h1>", "</h1>", "<nav>", "<q>", '"', "'",
     "They met for two hours, and parted without a word on what had been said before. ", "=", "/"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_whatever_a_page_holds_each_text_is_kept_or_reported(pieces: list[str]) -> None:
    data = ("<html>" + "".join(pieces)).encode()
    try:
        article = html_article(data)
    except UnreadableError:
        return
    whole = html_article(data, whole=True)
    assert sorted(article.paragraphs + article.left_out) == sorted(whole.paragraphs)
    assert all(one.strip() == one and "\n\n" not in one for one in whole.paragraphs)


@given(
    st.sampled_from([b"", b"PK\x03\x04word/document.xml", b"<html>", b"---\n"]),
    st.binary(max_size=200),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, name: str) -> None:
    try:
        article = read_article(start + data, name)
    except UsageError as error:
        refused = str(error)
    else:
        assert article.paragraphs
        assert article.text.endswith("\n")
        return
    assert refused.startswith(name)
