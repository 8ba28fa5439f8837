"""An article on the command line: read from a file, printed with the numbers of its paragraphs."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from typing import Any

from briefing.cli import output
from briefing.cli.options import add_whole
from briefing.cli.writing.named_files import read_input
from briefing.drafting.article import MAX_ORIGINAL, Article, Kind, read_article
from briefing.drafting.article.html import readable
from briefing.errors import UsageError
from briefing.text.numbers import quantity
from briefing.text.wrap import wrap_ranges

_KINDS: tuple[Kind, ...] = ("text", "markdown", "html", "pdf", "docx")
_NARROWEST = 20


def add_article_options(parser: ArgumentParser) -> None:
    """Add the options of commands that read an article."""
    parser.add_argument("--kind", choices=_KINDS, help="what the file is, if its bytes mislead")
    add_whole(parser)


def article_of(args: Namespace, file: str) -> tuple[Article, str]:
    """Return the article in a file, as the options say, and its name for messages."""
    data, name = _file_data(file)
    kind = getattr(args, "kind", None)
    return read_article(data, name, whole=args.whole, kind=kind), name


def _file_data(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file, `-` for stdin, and its name for messages.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return read_input(name, MAX_ORIGINAL), "stdin" if name == "-" else name
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{name}: {reason}; name a text file, or - for stdin") from None


def write_numbered(
    paragraphs: Sequence[str], *, width: int | None = None, ascii_only: bool = False
) -> None:
    """Write paragraphs after their numbers, as references count them.

    On a terminal, or with a `width` in cells, they are wrapped; else each is one line, so that a
    search finds its words.
    """
    mark = "p" if ascii_only or not output.shows_glyphs() else "¶"
    size = len(str(len(paragraphs))) + 1
    room = max(_NARROWEST, (width or min(output.width(), 100)) - size - 2)
    for number, paragraph in enumerate(paragraphs, 1):
        lead = f"{mark}{number}".ljust(size)
        rows = _rows(paragraph, room) if width or output.is_terminal() else [paragraph]
        for row in rows:
            output.write_line(f"{lead}  {row}")
            lead = " " * size


def _rows(paragraph: str, room: int) -> list[str]:
    return [
        line[start:end] for line in paragraph.split("\n") for start, end in wrap_ranges(line, room)
    ]


def report_left_out(article: Article) -> None:
    """Report every paragraph that was not kept, each text once, and what would keep it."""
    if article.left_out:
        count = quantity(len(article.left_out), "paragraph")
        output.note(f"left out {count} of the file; --whole keeps them:")
    for paragraph, times in Counter(article.left_out).items():
        again = f" ({times} times)" if times > 1 else ""
        output.note(f"left out{again}: {paragraph}")
    if article.kind == "html" and not readable.is_installed():
        output.note(
            "the page was read without the extra web, which knows more pages: "
            'pip install "briefing[web]"'
        )


def article_data(article: Article, name: str) -> dict[str, Any]:
    """Return an article for `--json`."""
    said = {key: getattr(article, key) for key in ("title", "date", "publisher", "url", "lang")}
    numbered = [{"number": n, "text": text} for n, text in enumerate(article.paragraphs, 1)]
    left_out = list(article.left_out)
    return {
        "file": name,
        "kind": article.kind,
        **said,
        "paragraphs": numbered,
        "left_out": left_out,
    }
