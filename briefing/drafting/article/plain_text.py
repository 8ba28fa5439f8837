"""Articles in plain text."""

from briefing.drafting.article.article import Article
from briefing.drafting.article.datelines import head_of
from briefing.drafting.article.languages import language_of
from briefing.drafting.article.paragraphs import blocks, joined
from briefing.text.clean import clean

_LONGEST_TITLE = 200
_SENTENCE_ENDS = (".", "…", ":", ";", ",", "”", '"', "»")


def text_article(text: str, original: bytes) -> Article:
    """Return the article of a plain text."""
    paragraphs = blocks(clean(text))
    title = title_of(paragraphs)
    head = head_of(paragraphs, title)
    return Article(
        text=joined(paragraphs), paragraphs=tuple(paragraphs), title=title,
        date=head.date, publisher=head.publisher, url=head.url, lang=language_of(text), kind="text",
        original=original, left_out=(),
    )  # fmt: skip


def title_of(paragraphs: list[str]) -> str:
    """Return the first paragraph if it reads like a title: one short line, not a sentence."""
    first = paragraphs[0] if len(paragraphs) > 1 else ""
    is_title = len(first) <= _LONGEST_TITLE and "\n" not in first
    return first if is_title and not first.endswith(_SENTENCE_ENDS) else ""
