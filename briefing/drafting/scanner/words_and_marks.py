"""Words, marks and quotations of a paragraph, and its sentences.

A quotation is one token, so that sentences and clauses can be cut without looking inside.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.drafting.words.lexicon import Is, Lexicon
from briefing.evidence.verdicts import TextRange

_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|\w+(?:['’ʼ&‐‑-]\w+)*|\.{2,}|[^\w\s]")
QUOTE, WORD, CAPITAL, MARK = "quote", "word", "capital", "mark"
_ROMAN = re.compile(r"[ivx]+")
_ENDS = frozenset((".", "!", "?", "…", "..."))


class TextToken(NamedTuple):
    """A word, a mark or a quotation."""

    start: int
    """Its first character in the text."""
    end: int
    """One past its last."""
    text: str
    """The word in lower case, or the mark; of a quotation its last character."""
    kind: str
    """`QUOTE`, `WORD` in lower case or a number, `CAPITAL`, or `MARK`."""
    tag: int
    """What the word can be, as `Is`."""
    quote: int
    """Of a quotation its index; else -1."""


def tokens(
    text: str, span: TextRange, quotes: Sequence[tuple[TextRange, int, str]], lexicon: Lexicon
) -> list[TextToken]:
    """Return the tokens of a paragraph.

    `quotes` are what quotations take up of it, with their indexes and last characters.
    """
    found: list[TextToken] = []
    at = span.start
    for piece, index, last in quotes:
        found += _plain(text, at, piece.start, lexicon)
        found.append(TextToken(piece.start, piece.end, last, QUOTE, 0, index))
        at = piece.end
    found += _plain(text, at, span.end, lexicon)
    return found


def _plain(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[TextToken]:
    elided = lexicon.elided
    for match in _TOKEN.finditer(text, start, end):
        begin, stop = match.span()
        if elided is not None and (short := elided.match(text, begin, stop)):
            yield _word(text, begin, short.end(), lexicon)
            begin = short.end()
        yield _word(text, begin, stop, lexicon)


def _word(text: str, start: int, end: int, lexicon: Lexicon) -> TextToken:
    word = text[start:end]
    low = word.lower()
    if not low[0].isalnum():
        return TextToken(start, end, low, MARK, 0, -1)
    if "’" in low:
        low = low.replace("’", "'")
    tag = lexicon.words.get(low)
    if tag is None:
        tag = lexicon.by_form(low)
    kind = CAPITAL if word[0].isupper() else WORD
    if tag & Is.TIME and kind == WORD and lexicon.capital_times:
        tag &= ~Is.TIME
    return TextToken(start, end, low, kind, tag, -1)


def sentences(found: Sequence[TextToken], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph as slices of its tokens."""
    spans = []
    start = 0
    for index in range(len(found) - 1):
        if _ends_sentence(found, index, lexicon):
            spans.append((start, index + 1))
            start = index + 1
    if start < len(found):
        spans.append((start, len(found)))
    return spans


def _ends_sentence(found: Sequence[TextToken], index: int, lexicon: Lexicon) -> bool:
    token, after = found[index], found[index + 1]
    starts = after.kind in (CAPITAL, QUOTE) or (after.kind == WORD and after.text[0].isdigit())
    if token.kind == QUOTE:
        return token.text in ".…" and starts
    if token.kind != MARK or token.text not in _ENDS:
        return False
    if not starts and after.text not in _AFTER_END:
        return False
    before = found[index - 1] if index else token
    if token.text != "." or before.kind not in (WORD, CAPITAL) or before.end != token.start:
        return True
    short = before.kind == CAPITAL and (len(before.text) == 1 or _ROMAN.fullmatch(before.text))
    ordinal = lexicon.capital_nouns and before.text.isdigit() and len(before.text) <= 2
    return not short and not ordinal and before.text not in lexicon.abbreviations


_AFTER_END = frozenset("([—–-•*")


def sentence_at(spans: Sequence[tuple[int, int]], index: int) -> tuple[int, int]:
    """Return the sentence that holds a token."""
    return spans[bisect_right(spans, index, key=lambda span: span[0]) - 1]
