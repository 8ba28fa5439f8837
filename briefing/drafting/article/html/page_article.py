"""A saved page -> its article."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.drafting.article.article import Article
from briefing.drafting.article.datelines import head_of
from briefing.drafting.article.html.charset import decode_page
from briefing.drafting.article.html.chosen_blocks import chosen, is_label, is_prose, rescued
from briefing.drafting.article.html.elements import parse_page
from briefing.drafting.article.html.page_blocks import PageBlock, page_blocks
from briefing.drafting.article.html.page_facts import page_facts
from briefing.drafting.article.html.readable import readable
from briefing.drafting.article.languages import language_of
from briefing.drafting.article.paragraphs import joined

_REPEATED = 60
"""Characters from which a block that stands there twice is kept once."""
_WORDS = frozenset(("en", "de", "fr", "ru", "uk"))


def html_article(data: bytes, *, whole: bool = False) -> Article:
    """Return the article of a saved page; with `whole`, all its text.

    Raises:
        UnreadableError: its encoding is not known.
    """
    page = decode_page(data)
    root, comments = parse_page(page.text)
    facts = page_facts(root, comments, page.url)
    blocks = page_blocks(root)
    if whole:
        paragraphs, left_out = [block.text for block in blocks], list[str]()
    else:
        paragraphs, left_out = _parted(blocks, _kept(page.text, blocks, facts.title))
    below = [one.text for one in blocks[_heading(blocks, facts.title) :]]
    head = head_of(below or paragraphs, facts.title)
    return Article(
        text=joined(paragraphs), paragraphs=tuple(paragraphs), title=facts.title,
        date=facts.date or head.date, publisher=facts.publisher or head.publisher, url=facts.url,
        lang=_language(facts.lang, paragraphs), kind="html", original=data,
        left_out=tuple(left_out),
    )  # fmt: skip


def _language(said: str, paragraphs: Sequence[str]) -> str:
    """Return the language that a page names, unless its words are clearly another's."""
    heard = language_of(" ".join(paragraphs))
    # Templates say "en" for pages in any language.
    return said if said and (not heard or said[:2] not in _WORDS or said[:2] == heard) else heard


def _kept(page: str, blocks: Sequence[PageBlock], title: str) -> list[bool]:
    """Return for each block whether it belongs to the article; its headline does."""
    by_shape = chosen(blocks)
    heading = _heading(blocks, title)
    kept = readable(page, blocks)
    if kept is None:
        kept = by_shape
    else:
        # What it cuts off: the lead under the headline, quotations in boxes.
        places = [number for number, one in enumerate(kept) if one]
        first, last = min([heading, *places[:1]]), max(places, default=0)
        kept = [
            one or more or (first < number < last and by_shape[number] and is_prose(block))
            for number, (one, more, block) in enumerate(
                zip(kept, rescued(blocks), blocks, strict=True)
            )
        ]
    kept = [one and not is_label(block) for one, block in zip(kept, blocks, strict=True)]
    if not any(one and number != heading for number, one in enumerate(kept)):
        return [True] * len(blocks)  # without prose: a table, links, a few words
    return [one or number == heading for number, one in enumerate(kept)]


def _heading(blocks: Sequence[PageBlock], title: str) -> int:
    """Return the number of the heading that is the title; if none is, one past the last block."""
    for number, block in enumerate(blocks):
        if title and block.is_heading and block.text.replace("\n", " ") == title:
            return number
    return len(blocks)


class _Parts(NamedTuple):
    paragraphs: list[str]
    left_out: list[str]


def _parted(blocks: Sequence[PageBlock], kept: Sequence[bool]) -> _Parts:
    """Return the texts that are kept, a long one once, and the others."""
    places: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        if kept[number] and len(block.text) >= _REPEATED:
            places.setdefault(block.text, []).append(number)
    # Of a text that a box of highlights repeats, the place counts whose neighbours are kept too.
    around = [False, *kept, False]
    best = {
        text: max(at, key=lambda n: (around[n] + around[n + 2], n)) for text, at in places.items()
    }
    parts = _Parts([], [])
    for number, block in enumerate(blocks):
        is_kept = kept[number] and best.get(block.text, number) == number
        (parts.paragraphs if is_kept else parts.left_out).append(block.text)
    return parts
