"""Articles in plain text and Markdown."""

import pytest

from briefing.drafting.article import read_article
from briefing.errors import UsageError
from briefing.evidence.paragraph_marks import paragraphs
from tests.conftest import SAMPLES
from tests.tools.shared_texts import shared_file

FOUNDING = SAMPLES / "sources" / "istanbul-2-article.txt"


def test_the_paragraphs_are_those_that_references_count() -> None:
    data = FOUNDING.read_bytes()
    article = read_article(data, "article.txt")
    text = data.decode()
    assert list(article.paragraphs) == [text[span.start : span.end] for span in paragraphs(text)]
    spans = paragraphs(article.text)
    assert tuple(article.text[span.start : span.end] for span in spans) == article.paragraphs
    assert article.kind == "text"
    assert article.original == data
    assert article.title.startswith("Russia and Ukraine Agree to New Prisoner Exchange")
    assert article.lang == "en"
    assert article.left_out == ()
    # The article says "Monday": which one is not said.
    assert (article.date, article.publisher, article.url) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\n \n\nTwo.\n", ("One.", "Two.")),
        ("Broken by\nhand in the middle\nof a line.\n\nTwo.",
         ("Broken by\nhand in the middle\nof a line.", "Two.")),
        ("A sentence ends.\nAnd another one.\n“And a third.”\n",
         ("A sentence ends.", "And another one.", "“And a third.”")),
        ("Head\n\n" + "word " * 40 + "\n" + "term " * 40,
         ("Head", ("word " * 40).strip(), ("term " * 40).strip())),
        ("One\r\n\r\nTwo\r\n", ("One", "Two")),
        ("\ufeffOne\n\nTwo", ("One", "Two")),
    ],
)  # fmt: skip
def test_blank_lines_part_paragraphs_and_line_ends_where_each_line_is_one(
    text: str, expected: tuple[str, ...]
) -> None:
    article = read_article(text.encode(), "a.txt")
    assert article.paragraphs == expected
    assert article.text == "\n\n".join(expected) + "\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty"),
        (b" \n\n\t", "a.txt is empty"),
        (b"one\ntwo\0", "a.txt:2:4: a NUL character"),
        (b"caf\xe9s", "a.txt:1:4: byte 0xE9 is not UTF-8"),
        ("one".encode("utf-16"), "a.txt:1:1: the file is UTF-16"),
    ],
)
def test_what_is_not_text_is_refused_at_its_place(data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match="^" + message):
        read_article(data, "a.txt")


def test_markdown_without_its_notation() -> None:
    text = """\
---
title: Talks in Vienna
date: 2 June 2025
url: https://example.org/talks
publisher: The Example
lang: en
---
# Talks in **Vienna**

The minister said it was “a *very* good
[day](https://example.org)”.

- one
- two

> “Quoted.”

| a | b |
|---|---|
| c | d |
"""
    article = read_article(text.encode(), "talks.md")
    assert article.paragraphs == (
        "Talks in Vienna", "The minister said it was “a very good\nday”.", "one", "two",
        "“Quoted.”", "a\tb", "c\td",
    )  # fmt: skip
    assert (article.title, article.date) == ("Talks in Vienna", "2025-06-02")
    assert (article.publisher, article.url) == ("The Example", "https://example.org/talks")
    assert (article.kind, article.lang) == ("markdown", "en")


@pytest.mark.parametrize("date", ["Monday", "yesterday", "02/03/2025", "2025-02-31"])
def test_a_date_that_is_relative_or_unclear_is_left_out(date: str) -> None:
    article = read_article(f"---\ndate: {date}\n---\nText.\n".encode(), "a.md")
    assert article.date == ""


@pytest.mark.parametrize(
    ("lang", "path"),
    [("de", "data/samples/de-wikinews.txt"), ("ru", "data/samples/ru-1tv-leads.txt")],
)
def test_the_language_is_that_of_the_commonest_words(lang: str, path: str) -> None:
    assert read_article(shared_file(path).read_bytes(), "a.txt").lang == lang


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "Le ministre a dit que la paix est dans les mains des deux parties, et que le texte",
        ),
        (
            "uk",
            "Президент сказав, що це не є кінець, і що переговори тривають у Женеві та на сході",
        ),
        ("", "Xyzzy plugh frotz"),
        ("", "1 2 3"),
    ],
)
def test_the_language_of_a_sentence(lang: str, text: str) -> None:
    assert read_article(text.encode(), "a.txt").lang == lang


@pytest.mark.parametrize(
    ("text", "date", "publisher", "url"),
    [
        ("KYIV, June 2, 2025 (Agency) — The talks ended.", "2025-06-02", "Agency", ""),
        ("ISTANBUL, 2 juin 2025 - Les délégations.", "2025-06-02", "", ""),
        ("WIEN (dpa) - Die Gespräche endeten.", "", "dpa", ""),
        ("Talks end\n\nPublished 2 June 2025, 07:29 GMT\n\nThey met.", "2025-06-02", "", ""),
        ("Talks end\n\nVon Eva Berg, 2. Juni 2025\n\nSie trafen sich.", "2025-06-02", "", ""),
        ("Переговоры\n\n2 июня 2025 года\n\nОни встретились.", "2025-06-02", "", ""),
        ("Переговори\n\n2 червня 2025\n\nВони зустрілися.", "2025-06-02", "", ""),
        ("Talks end\n\nVienna, 2 June 2025\n\nThey met.", "2025-06-02", "", ""),
        ("Talks end\n\nMonday, 2 June 2025\n\nThey met.", "2025-06-02", "", ""),
        ("Talks end\n\n15 Mai 2019 à 06h00\n\nIls sont partis.", "2019-05-15", "", ""),
        ("Talks end\n\nBy Eva Berg | 2 June 2025 | Updated 3 June 2025\n\nThey met.",
         "2025-06-02", "", ""),
        ("Talks end\n\nTalks of 16 May 2025\n\nThey met.", "", "", ""),
        ("Talks end\n\nSecond round 16 May 2025\n\nThey met.", "", "", ""),
        ("On 16 May 2025 - the first day - they met.\n\nThey left.", "", "", ""),
        ("It began on 16 May 2025 (Friday) - and ended soon.", "", "", ""),
        ("Talks end\n\nUpdated 3 June 2025\n\nThey met.", "", "", ""),
        ("Talks end\n\nThey met on 2 June 2025 and agreed on very little.\n\nMore.", "", "", ""),
        ("The 2 June 2025 talks\n\nThey met.", "", "", ""),
        ("Talks end\n\nMonday\n\nThey met.", "", "", ""),
        ("Talks end\n\n31 June 2025\n\nThey met.", "", "", ""),
        ("Talks end\n\nhttps://example.org/a?b=1\n\nThey met.", "", "", "https://example.org/a?b=1"),
        ("Talks end\n\nThey met (in Kyiv) - and left.", "", "", ""),
    ],
)  # fmt: skip
def test_what_the_first_lines_say_of_a_text(text: str, date: str, publisher: str, url: str) -> None:
    article = read_article(text.encode(), "a.txt")
    assert (article.date, article.publisher, article.url) == (date, publisher, url)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Berlin, 3. März 2025", "2025-03-03"),
        ("Kyiv, March 3, 2025", "2025-03-03"),
        ("3 March 2025", "2025-03-03"),
        ("The talks of 3 March 2025", ""),
    ],
)
def test_a_line_that_says_the_day_is_not_the_title(line: str, day: str) -> None:
    text = f"{line}\n\nTalks go on\n\nBoth sides met again in the morning.\n"
    found = read_article(text.encode(), "a.txt")
    assert (found.title, found.date) == (("Talks go on", day) if day else (line, ""))
