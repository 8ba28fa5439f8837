"""What of a query is text after all, so that any pasted sentence is one.

Marks without a word are left out, and brackets without their other half. A field without a value
and an operator without terms are words. AND, OR and NOT are words among three and more in capitals,
as in a headline, and in a sentence that ends with a full stop.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from briefing.query.fields import BY_NAME
from briefing.query.lexer import Token, field_like
from briefing.query.terms import words
from briefing.text.fold import fold
from briefing.text.names import nearest

_OPERANDS = ("word", "phrase", "regex", ")")
_OPERATORS = ("and", "or", "not")
_ENDS = (")", "end")
_SYMBOLS = {"and": "&&", "or": "||", "not": "-"}
_HEADLINE = 3  # words in capitals; fewer are initials: `UN OR EU`
_SENTENCE = 4  # words beside an operator that may be a sentence
_STOP = re.compile(r"(?:\w\w[.!?…]|[。！？।؟])$")  # not that of `U.N.`
_LONGEST = 40  # characters of a name that a hint shows
_SHOWN = ("party", "speaker", "date")  # fields that a hint names


class Settled(NamedTuple):
    """The tokens of a query that are syntax and terms, and what was read as text instead."""

    tokens: list[Token]
    """All of them can be parsed; the last is of kind `end`."""
    hints: tuple[str, ...]
    """For the person, each with its remedy."""


def settle(tokens: list[Token]) -> Settled:
    """Return `tokens` with those that cannot be syntax made words, or left out."""
    hints: list[str] = []
    tokens = _worded(tokens)
    tokens = list(_valued(tokens, hints))
    if where := _prose(tokens):
        named = [token for token in tokens if _is_spelt(token)]
        tokens = [_as_word(token) if _is_spelt(token) else token for token in tokens]
        for token in named[:1]:
            hints.append(f"{token.text} is a word {where}; the operator is {_SYMBOLS[token.kind]}")
    else:
        hints += _emphasis(tokens)
    hints += _unknown_fields(tokens)
    return Settled(_joined(_paired(tokens)), tuple(dict.fromkeys(hints)))


def _worded(tokens: list[Token]) -> list[Token]:
    """Leave out marks without a word, with the sign of negation at them."""
    kept: list[Token] = []
    for token in tokens:
        before = kept[-1] if kept else None
        is_value = before is not None and before.kind == "field" and before.end == token.start
        is_text = token.kind in ("word", "phrase") and not (is_value and token.text)
        if is_text and not words(token.text):
            while kept and kept[-1].kind == "not" and kept[-1].end == token.start:
                token = kept.pop()
        else:
            kept.append(token)
    return kept


def _valued(tokens: list[Token], hints: list[str]) -> Iterator[Token]:
    """Make a field that no value follows a word; at the end of the text it is still to come."""
    alone = not any(token.kind in ("word", "phrase", "regex") for token in tokens)
    fields = sum(token.kind == "field" for token in tokens)
    for place, token in enumerate(tokens):
        after = tokens[min(place + 1, len(tokens) - 1)]
        if token.kind != "field" or (after.start == token.end and after.kind not in _ENDS):
            yield token
        elif any(each.kind not in _ENDS for each in tokens[place + 1 :]):
            name = _cut(token.text)
            hints.append(f'"{name}:" is read as text; a value stands right after the colon')
            yield _as_word(token)
        elif alone and fields == 1:
            yield token
        else:
            hints.append(f'"{token.text}:" is left out; a value stands right after the colon')


def _is_spelt(token: Token) -> bool:
    return token.kind in _OPERATORS and token.text.isalpha()


def _prose(tokens: list[Token]) -> str:
    """Return what shows that no query is meant: capitals, or the full stop of a sentence."""
    if any(token.kind in ("field", "regex") for token in tokens) or _groups(tokens):
        return ""
    if any(token.kind in ("and", "or") and not _is_spelt(token) for token in tokens):
        return ""
    bare = [token.text for token in tokens if token.kind == "word"]
    text = "".join(token.text for token in tokens if token.kind in ("word", "phrase"))
    if text.isupper() and sum(map(str.isupper, bare)) >= _HEADLINE:
        return "among capitals"
    last = tokens[-2].text if len(tokens) > 1 else ""
    return "in a sentence" if len(bare) >= _SENTENCE and _STOP.search(last) else ""


def _groups(tokens: list[Token]) -> bool:
    """Whether an operator joins terms within brackets."""
    depth = 0
    for before, token in pairwise(tokens):
        depth += {"(": 1, ")": -1}.get(before.kind, 0)
        if depth > 0 and token.kind in ("and", "or") and before.kind in _OPERANDS:
            return True
    return False


def _emphasis(tokens: list[Token]) -> Iterator[str]:
    bare = [token.text for token in tokens if token.kind == "word"]
    is_doubtful = len(bare) >= _SENTENCE or "".join(bare).isupper()
    if is_doubtful and any(token.kind == "not" and _is_spelt(token) for token in tokens):
        yield "NOT is read as an operator; quotation marks make the sentence text"


def _unknown_fields(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        name = field_like(token.text) if token.kind == "word" else ""
        if not name or fold(name) in BY_NAME:
            continue
        has_value = len(token.text) > len(name) + 1
        near = nearest(fold(name), BY_NAME) if has_value else ""
        listed = ", ".join(f"{field}:" for field in _SHOWN)
        remedy = f"did you mean {near}:?" if near else f"fields are {listed}, …"
        yield f'"{_cut(name)}:" is read as text; {remedy}'
        return


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _joined(tokens: list[Token]) -> list[Token]:
    """Make operators without terms on their sides words, or leave them out."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind in ("and", "or") and not (kept and kept[-1].kind in _OPERANDS):
            if not _is_spelt(token):
                continue
            token = _as_word(token)
        elif token.kind in (")", "end"):
            _drop_dangling(kept)
        kept.append(token)
    return kept


def _drop_dangling(kept: list[Token]) -> None:
    while kept and kept[-1].kind in _OPERATORS:
        dangling = kept.pop()
        if not kept and _is_spelt(dangling):
            kept.append(_as_word(dangling))


def _paired(tokens: list[Token]) -> list[Token]:
    """Leave out closing brackets that nothing opens."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.kind, 0)
        if depth < 0:
            depth = 0
        else:
            kept.append(token)
    return kept


def _as_word(token: Token) -> Token:
    return token._replace(kind="word")
