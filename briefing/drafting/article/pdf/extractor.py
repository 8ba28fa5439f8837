"""The lines of a PDF file with their places: a program of its own, run by `pdf_article`.

It reads the file from stdin and writes JSON to stdout: `pages`, each a list of boxes, each a list
of lines `[text, left, bottom, height]` with places as shares of the page and heights in points;
`title`; or `problem`. In a process of its own, because a hostile file can take any time and memory,
and limits of the system can end that.
"""

import io
import json
import logging
import resource
import sys
from collections.abc import Iterator
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

MAX_PAGES = 500
MAX_SECONDS = 60
MAX_MEMORY = 1536 * 1024 * 1024
LOCKED = "is locked with a password; save it again without one"


def main() -> None:
    """Read a file from stdin and write what it holds to stdout."""
    # The system ends the process at the limits.
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    logging.disable(logging.CRITICAL)
    json.dump(extracted(sys.stdin.buffer.read()), sys.stdout)


def extracted(data: bytes) -> dict[str, Any]:
    """Return the boxes of each page and the title, or the problem of the file."""
    try:
        pages = [list(_boxes(page)) for page in _pages(data)]
        return {"pages": pages, "title": _title(data)}
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return {"problem": LOCKED}
    except (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
            AssertionError, ArithmeticError, RecursionError) as error:  # fmt: skip
        # What pdfminer raises for damaged files.
        return {"problem": f"is damaged ({type(error).__name__}: {str(error)[:80]}); save it again"}
    except MemoryError:
        return {"problem": "takes too much memory; print it to a new PDF file"}


def _pages(data: bytes) -> Iterator[Any]:
    yield from extract_pages(io.BytesIO(data), maxpages=MAX_PAGES, laparams=LAParams())


def _boxes(page: Any) -> Iterator[list[tuple[str, float, float, float]]]:
    width, height = page.width or 1, page.height or 1
    for box in page:
        if isinstance(box, LTTextBox):
            lines = [line for line in box if isinstance(line, LTTextLine)]
            yield [
                (line.get_text(), line.x0 / width, line.y0 / height, line.height) for line in lines
            ]


def _title(data: bytes) -> str:
    info = PDFDocument(PDFParser(io.BytesIO(data))).info
    title = next((one["Title"] for one in info if "Title" in one), b"")
    return decode_text(title) if isinstance(title, bytes) else ""


if __name__ == "__main__":
    main()
