"""Which blocks of a page are the article, by readability-lxml: the extra `web`."""

import logging
import re
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from briefing.drafting.article.html.elements import parse_page
from briefing.drafting.article.html.page_blocks import PageBlock, page_blocks

_LARGEST = 4_000_000
"""Characters of a page that are given to the library."""
_MOST_TAGS = 40_000
_DATA = re.compile(r"data:[\w/+.;=-]{0,100}+,[^\s\"'<>)]{100,}+")  # a picture inside the page
_MOST_COMPARED = 50_000_000
"""Characters that are searched for blocks which it has joined or parted."""
_LONG = 40


def is_installed() -> bool:
    """Whether the extra is installed, and whole: some versions of pip leave out a part of lxml."""
    try:
        return find_spec("readability.readability") is not None
    except ImportError:
        return False


def readable(page: str, blocks: Sequence[PageBlock]) -> list[bool] | None:
    """Return for each block whether the library takes it for the article; None if it fails."""
    page = _DATA.sub("data:,", page)
    if len(page) > _LARGEST or page.count("<") > _MOST_TAGS or not is_installed():
        return None
    summary = _summary(page)
    kept = [_letters(one.text) for one in page_blocks(parse_page(summary)[0])] if summary else []
    if not kept:
        return None
    known, whole = set(kept), "".join(kept)
    room = _MOST_COMPARED
    found = []
    for block in blocks:
        letters = _letters(block.text)
        is_kept = letters in known
        if not is_kept and len(letters) >= _LONG and room > 0:
            room -= len(whole)
            is_kept = letters in whole
        found.append(is_kept)
    return found


def _summary(page: str) -> str:
    """Return the article as the library cuts it out of the page; empty if it cannot."""
    # Loaded where it is used, because it is an extra.
    readability = import_module("readability.readability")
    faults = (readability.Unparseable, import_module("lxml.etree").LxmlError)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = readability.Document(page).summary(html_partial=True)
    except (*faults, ValueError, TypeError, RecursionError):
        return ""
    return str(summary)


def _letters(text: str) -> str:
    return "".join(text.split())
