"""What of an article is archived: its text, and the file it was read from beside it."""

from briefing.drafting.article.article import Article
from briefing.evidence.paragraph_marks import paragraphs
from briefing.loader.syntax.decoding import decode
from briefing.text.clean import clean

_SUFFIXES = {
    "text": ".original", "markdown": ".markdown", "html": ".html", "pdf": ".pdf", "docx": ".docx",
}  # fmt: skip
"""None is that of a brief, so that a store does not take the file for one."""


def archived_bytes(article: Article) -> bytes:
    """Return what is archived: a plain text as it is, unless its paragraphs had to be parted."""
    if article.kind == "text":
        text = clean(decode(article.original))
        if tuple(text[one.start : one.end] for one in paragraphs(text)) == article.paragraphs:
            return article.original
    return article.text.encode()


def original_suffix(article: Article) -> str:
    """Return the ending of the name under which the original is kept beside the text.

    Empty where the text differs from it in white space at most.
    """
    if article.original.split() == article.text.encode().split():
        return ""
    if article.kind == "html" and article.original.lstrip()[:1] != b"<":
        return ".mhtml" if b"multipart/related" in article.original[:4_096] else ".html"
    return _SUFFIXES[article.kind]
