"""The lexer: the text of a query -> tokens with their columns."""

import re
from typing import NamedTuple

from briefing.errors import QueryError

_CLOSING = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»"}
"""Closing quotation marks by opening one, in English, German, French and other styles."""
_MIXED = '"”»'  # close a phrase without a closing mark of its own, as in `"leaders”`
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_IN_WORD = r"(?<=\w)\"(?=\w)"  # a letter: `צה"ל`, `12"gun`
_WORD_END = re.compile(rf"(?!{_IN_WORD})[\s()\"“”„«»]")
_STRAIGHT = re.compile(rf"(?!{_IN_WORD})\"")
_LIKE_OPENING = re.compile(r"\s\"\w")
_REGEX = re.compile(r"/((?:[^/\\]|\\.)+)/(i?)(?=[\s)]|$)", re.DOTALL)
_SPACE = re.compile(r"\s*")
_OPERATORS = {"AND": "and", "OR": "or", "NOT": "not", "&&": "and", "||": "or"}


class Token(NamedTuple):
    """One token of a query."""

    kind: str
    """`(`, `)`, `and`, `or`, `not`, `field`, `word`, `phrase`, `regex` or `end`."""
    text: str
    """A field's name; a word or phrase without quotation marks; a pattern without slashes."""
    start: int
    """The start offset in the query, in characters from 0."""
    end: int
    """The end offset."""
    flags: str = ""
    """`i` after a pattern; `*` after a prefix phrase; `"` for an unclosed phrase."""


class Lexer:
    """A lexer over one query."""

    def __init__(self, text: str, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._at = 0

    def tokens(self) -> list[Token]:
        """Return all tokens, the last of kind `end`.

        Raises:
            QueryError: a quotation mark or a pattern is not closed.
        """
        tokens = [self._next(None)]
        while tokens[-1].kind != "end":
            tokens.append(self._next(tokens[-1]))
        return tokens

    def _next(self, before: Token | None) -> Token:
        text = self._text
        in_field = before is not None and before.kind == "field" and before.end == self._at
        space = _SPACE.match(text, self._at)
        start = self._at if in_field or space is None else space.end()
        if start >= len(text):
            return Token("end", "", start, start)
        if in_field and text[start].isspace():
            return Token("word", "", start, start)  # a field without a value, for the parser
        character = text[start]
        if character in "()":
            return self._token(character, character, start, start + 1)
        if character == "/" and (match := _REGEX.match(text, start)):
            return self._token("regex", match[1], start, match.end(), match[2])
        if in_field:
            return self._value(start)
        if character in "-~!" and start + 1 < len(text) and not text[start + 1].isspace():
            return self._token("not", character, start, start + 1)
        if character in _CLOSING:
            return self._phrase(start)
        if match := _FIELD.match(text, start):
            return self._token("field", match[1], start, match.end())
        word = self._piece(start)
        return word._replace(kind=_OPERATORS.get(word.text, "word"))

    def _token(self, kind: str, text: str, start: int, end: int, flags: str = "") -> Token:
        self._at = end
        return Token(kind, text, start, end, flags)

    def _phrase(self, start: int) -> Token:
        closing = _CLOSING[self._text[start]]
        last = self._first_of(closing, start + 1)
        if last < 0:
            last = self._first_of(_MIXED, start + 1)
        last = self._beyond_word(last)
        if last < 0:
            if not self._typing:
                message = f"unclosed quotation mark; end the phrase with {closing[0]}"
                raise QueryError(message, start + 1)
            return self._token("phrase", self._text[start + 1 :], start, len(self._text), '"')
        text, end = self._text[start + 1 : last], last + 1
        if self._text[end : end + 1] == "*":
            return self._token("phrase", text, start, end + 1, "*")
        return self._token("phrase", text, start, end)

    def _first_of(self, marks: str, start: int) -> int:
        return min((at for mark in marks if (at := self._text.find(mark, start)) >= 0), default=-1)

    def _beyond_word(self, last: int) -> int:
        """Return the closing mark at `last`, or the next one if that is a letter of a word."""
        match = _STRAIGHT.search(self._text, last)
        if last < 0 or self._text[last] != '"' or match is None:
            return last
        # In `"a"b "c"` the first closes the phrase, as the next one opens another.
        return last if _LIKE_OPENING.match(self._text, match.start() - 1) else match.start()

    def _value(self, start: int) -> Token:
        """Read a field's value: a word, a phrase, or both joined, as in `"3 days ago"..`."""
        pieces = [self._piece(start)]
        while self._at < len(self._text) and not re.match(r"[\s()]", self._text[self._at]):
            pieces.append(self._piece(self._at))
        if len(pieces) == 1:
            return pieces[0]
        return self._token("word", "".join(piece.text for piece in pieces), start, self._at)

    def _piece(self, start: int) -> Token:
        if self._text[start] in _CLOSING:
            return self._phrase(start)
        match = _WORD_END.search(self._text, start)
        end = match.start() if match else len(self._text)
        return self._token("word", self._text[start:end], start, end)
