"""A PDF file -> its article: boxes of lines become paragraphs again."""

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from briefing.drafting.article.article import Article
from briefing.drafting.article.paragraphs import tidy
from briefing.drafting.article.pdf.reflow import Line, reflow, title_by_size
from briefing.drafting.article.plain_text import title_of, without_facts
from briefing.errors import UnreadableError

_SECONDS = 120
_INSTALL = 'to read PDF files, install the extra: pip install "briefing[pdf]"'
_SCANNED = (
    "holds no text, only pictures of pages; recognise it (ocrmypdf FILE.pdf OUT.pdf) and archive "
    "the result"
)
_NO_LETTERS = "does not say which letters its signs are; archive the text as another program has it"


def pdf_article(data: bytes, *, whole: bool = False) -> Article:
    """Return the article of a PDF file; page numbers and running heads only with `whole`.

    Raises:
        UnreadableError: the extra is missing, or the file is damaged, locked or without text.
    """
    if find_spec("pdfminer") is None:
        raise UnreadableError(f"is a PDF file; {_INSTALL}", "pdf")
    found = _extracted(data)
    if "problem" in found:
        raise UnreadableError(f"is a PDF file that {found['problem']}", "pdf")
    pages = [[[Line(*line) for line in box] for box in page] for page in found["pages"]]
    text = "".join(line.text for page in pages for box in page for line in box)
    if not text.strip():
        raise UnreadableError(f"is a PDF file that {_SCANNED}", "pdf")
    if text.count("(cid:") * 20 > len(text):
        raise UnreadableError(f"is a PDF file that {_NO_LETTERS}", "pdf")
    paragraphs, left_out = reflow(pages, whole=whole)
    named = tidy(found["title"])
    known = named if any(named and named in one for one in paragraphs[:10]) else ""
    title = title_by_size(pages) or known or title_of(paragraphs)
    return without_facts(paragraphs, title, "pdf", data, left_out)


def _extracted(data: bytes) -> dict[str, Any]:
    """Return what the extractor says of a file."""
    # -P: no module of the current folder is imported in place of another.
    command = [sys.executable, "-P", "-m", "briefing.drafting.article.pdf.extractor"]
    too_long = {"problem": "takes too long to read; print it to a new PDF file"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return too_long
    if done.returncode < 0:  # ended by the system, at a limit
        return too_long
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return {"problem": "cannot be read; print it to a new PDF file"}
    return found if isinstance(found, dict) else {}
