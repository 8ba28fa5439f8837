"""The lexer: the text of a query -> tokens with their columns.

It takes any text. What cannot be syntax where it stands is a word (`as_text` looks at more of it
than one token at a time); a quotation that is not closed ends with the text.
"""

import re
from typing import NamedTuple

from briefing.query.fields import BY_NAME
from briefing.text.fold import fold

MAX_LENGTH = 4000
"""Characters in a query."""
_CLOSING = {
    '"': '"', "＂": "＂", "“": "”", "”": "”", "‟": "”", "„": "“”", "⹂": "“”", "«": "»", "»": "«»",
    "「": "」", "『": "』", "｢": "｣", "﹁": "﹂", "﹃": "﹄", "《": "》", "〈": "〉", "〝": "〞〟",
}  # fmt: skip
"""Closing quotation marks by opening one, in English, German, French, Chinese and other styles."""
_CLOSING_ALONE = {"‘": "’", "‚": "‘’", "‹": "›", "›": "‹›"}
"""Those that are quotation marks only where they are closed: apostrophes and arrows too."""
_MIXED = '"”»'  # close a phrase without a closing mark of its own, as in `"leaders”`
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_IN_WORD = r"(?<=\w)\"(?=\w)"  # a letter: `צה"ל`, `12"gun`
_MARKS = re.escape("".join((*_CLOSING, *_CLOSING.values(), "‹›")))
_WORD_END = re.compile(rf"(?!{_IN_WORD})[\s(){_MARKS}]")
_STRAIGHT = re.compile(rf"(?!{_IN_WORD})\"")
_LIKE_OPENING = re.compile(r"\s\"\w")
_REGEX = re.compile(r"/((?:[^/\\\s]|\\.)(?:[^/\\]|\\.)*)/(i?)(?=[\s)]|$)", re.DOTALL)
_NEGATION = re.compile(r"(?:[-!]|~(?!\d))(?=\S)(?<![^\s(:~!-].)", re.DOTALL)  # `~500`: about 500
_SPACE = re.compile(r"\s*")
_OPERATORS = {"AND": "and", "OR": "or", "NOT": "not", "&&": "and", "||": "or"}


def field_like(text: str) -> str:
    """Return the name before a colon at the start of `text`, known or not; else an empty string."""
    match = _FIELD.match(text)
    return match[1] if match else ""


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

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def tokens(self) -> list[Token]:
        """Return all tokens, the last of kind `end`."""
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
        if _NEGATION.match(text, start):
            return self._token("not", character, start, start + 1)
        if closing := self._closing_of(start):
            return self._phrase(start, closing)
        if (match := _FIELD.match(text, start)) and fold(match[1]) in BY_NAME:
            return self._token("field", match[1], start, match.end())
        word = self._piece(start)
        return word._replace(kind=_OPERATORS.get(word.text, "word"))

    def _token(self, kind: str, text: str, start: int, end: int, flags: str = "") -> Token:
        self._at = end
        return Token(kind, text, start, end, flags)

    def _closing_of(self, start: int) -> str:
        """Return the marks that close the quotation that begins at `start`; none if none does."""
        mark = self._text[start]
        alone = _CLOSING_ALONE.get(mark, "")
        return alone if alone and self._end_alone(alone, start) > 0 else _CLOSING.get(mark, "")

    def _end_alone(self, closing: str, start: int) -> int:
        """Return where a mark closes that is not an apostrophe; -1 if none does."""
        match = re.compile(rf"[{closing}](?!\w)").search(self._text, start + 1)
        return match.start() if match else -1

    def _phrase(self, start: int, closing: str) -> Token:
        if self._text[start] in _CLOSING_ALONE:
            last = self._end_alone(closing, start)
        else:
            last = self._first_of(closing, start + 1)
            last = self._first_of(_MIXED, start + 1) if last < 0 else last
            last = self._beyond_word(last)
        if last < 0:
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
        if closing := self._closing_of(start):
            return self._phrase(start, closing)
        match = _WORD_END.search(self._text, start + 1)
        end = match.start() if match else len(self._text)
        return self._token("word", self._text[start:end], start, end)
