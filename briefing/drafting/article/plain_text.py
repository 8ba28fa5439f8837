"""Articles in plain text, and in all files that say no more of themselves."""

from collections.abc import Sequence

from briefing.drafting.article.article import Article, Kind
from briefing.drafting.article.datelines import date_alone, head_of
from briefing.drafting.article.languages import language_of
from briefing.drafting.article.paragraphs import blocks, joined
from briefing.text.clean import clean

_LONGEST_TITLE = 200
_SENTENCE_ENDS = (".", "…", ":", ";", ",", "”", '"', "»")


def text_article(text: str, original: bytes) -> Article:
    """Return the article of a plain text."""
    paragraphs = blocks(clean(text))
    return without_facts(paragraphs, title_of(paragraphs), "text", original)


def without_facts(
    paragraphs: Sequence[str],
    title: str,
    kind: Kind,
    original: bytes,
    left_out: Sequence[str] = (),
) -> Article:
    """Return an article of a file that says nothing of itself beside its text and title.

    Date, publisher and address are those of the first lines; the language is that of the words.
    """
    head = head_of(paragraphs, title)
    return Article(
        text=joined(paragraphs), paragraphs=tuple(paragraphs), title=title, date=head.date,
        publisher=head.publisher, url=head.url, lang=language_of(" ".join(paragraphs)), kind=kind,
        original=original, left_out=tuple(left_out),
    )  # fmt: skip


def title_of(paragraphs: list[str]) -> str:
    """Return the first paragraph if it reads like a title: one short line, not a sentence.

    A line that says the day may stand before it.
    """
    if len(paragraphs) > 1 and date_alone(paragraphs[0]):
        paragraphs = paragraphs[1:]
    first = paragraphs[0] if len(paragraphs) > 1 else ""
    is_title = len(first) <= _LONGEST_TITLE and "\n" not in first
    return first if is_title and not first.endswith(_SENTENCE_ENDS) else ""
