"""Reading an article by what its bytes are, whatever its name says."""

from briefing.drafting.article.article import Article
from briefing.drafting.article.markdown_text import markdown_article
from briefing.drafting.article.plain_text import text_article
from briefing.errors import UnreadableError, UsageError
from briefing.loader.syntax.decoding import decode
from briefing.loader.syntax.file_kinds import REMEDIES, kind_of

MAX_ORIGINAL = 32 * 1024 * 1024
"""The most bytes of a file that is read; pages are saved with their pictures inside."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


def read_article(data: bytes, name: str, *, whole: bool = False) -> Article:
    """Return the article in the bytes of a file; `name` is for messages, and tells Markdown.

    With `whole`, nothing of a page is left out as furniture: menus, captions, lists of links.

    Raises:
        UsageError: it is empty, not an article, damaged, or an extra is missing.
    """
    if kind := kind_of(data):
        raise UsageError(f"{name} is {kind}, not plain text; {REMEDIES[kind]}")
    article = _read_text(_text(data, name), data, name)
    if not article.paragraphs:
        raise UsageError(f"{name} is empty; name a file with text")
    return article


def _read_text(text: str, data: bytes, name: str) -> Article:
    read = markdown_article if name.lower().endswith(_MARKDOWN) else text_article
    return read(text, data)


def _text(data: bytes, name: str) -> str:
    """Return the text of a file that must be UTF-8 without NUL characters."""
    try:
        text = decode(data)
    except UnreadableError as error:
        raise UsageError(f"{name}:{error.line}:{error.column}: {error.message}") from None
    if "\0" in text:
        before = text[: text.index("\0")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise UsageError(f"{name}:{line}:{column}: a NUL character; this is not a text file")
    return text
