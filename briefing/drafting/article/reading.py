"""Reading an article by what its bytes are, whatever its name says."""

from briefing.drafting.article.article import Article, Kind
from briefing.drafting.article.docx_text import docx_article, is_docx
from briefing.drafting.article.html.page_article import html_article
from briefing.drafting.article.markdown_text import markdown_article
from briefing.drafting.article.pdf.pdf_article import pdf_article
from briefing.drafting.article.plain_text import text_article
from briefing.errors import UnreadableError, UsageError
from briefing.loader.syntax.decoding import decode
from briefing.loader.syntax.file_kinds import REMEDIES, kind_of

MAX_ORIGINAL = 32 * 1024 * 1024
"""The most bytes of a file that is read; pages are saved with their pictures inside."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def read_article(
    data: bytes, name: str, *, whole: bool = False, kind: Kind | None = None
) -> Article:
    """Return the article in the bytes of a file.

    What the file is, its bytes say; `name` tells only Markdown, and a page that begins like a text.
    With `whole`, nothing is left out as furniture: menus, running heads, page numbers. With `kind`,
    the file is read as that.

    Raises:
        UsageError: it is empty, not an article, damaged, or needs an extra that is missing.
    """
    if len(data) > MAX_ORIGINAL:
        size = f"{MAX_ORIGINAL // 1024 // 1024} MiB"
        raise UsageError(f"{name} is larger than {size}; save the part that the brief cites")
    article = _read(data, name, kind or _kind_of(data, name), whole=whole)
    if not article.paragraphs:
        raise UsageError(f"{name} is empty: it holds no text; name a file with text")
    return article


def _kind_of(data: bytes, name: str) -> Kind:
    """Return what a file is.

    Raises:
        UsageError: it is nothing that can be read.
    """
    found, ending = kind_of(data), name.lower()
    if found == "a PDF file" and not data.startswith(b"AT&T"):
        return "pdf"
    if found == "a web page (HTML)" or (not found and ending.endswith(_PAGES)):
        return "html"
    if is_docx(data):
        return "docx"
    if found:
        raise UsageError(f"{name} is {found}, not plain text; {REMEDIES[found]}")
    return "markdown" if ending.endswith(_MARKDOWN) else "text"


def _read(data: bytes, name: str, kind: Kind, *, whole: bool) -> Article:
    if kind in ("text", "markdown"):
        return (text_article if kind == "text" else markdown_article)(_text(data, name), data)
    read = {"html": html_article, "pdf": pdf_article, "docx": docx_article}[kind]
    try:
        return read(data, whole=whole)
    except UnreadableError as error:
        place = f":{error.line}:{error.column}:" if error.code == "encoding" else ""
        raise UsageError(f"{name}{place} {error.message}") from None


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
