"""The query parser: text -> syntax tree, or an error with its column."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from briefing.errors import QueryError
from briefing.query import SORTS, Query
from briefing.query.as_text import settle
from briefing.query.fields import BRIEF_STATUSES, BY_NAME, FieldHelp
from briefing.query.lexer import MAX_LENGTH, Lexer, Token
from briefing.query.nodes import And, Days, FieldFilter, Node, Not, Or, Pattern, Rounds, Words
from briefing.query.patterns import check_pattern
from briefing.query.terms import readings, words
from briefing.text.fold import fold
from briefing.text.names import nearest
from briefing.text.numbers import regrouped

MAX_DEPTH = 50
"""Parentheses, negations and saved searches within each other."""
_ROUND = r"(?:(\d{1,7})?(\.\.)(\d{1,7})?|([<>]=?)?(\d{1,7}))"
_SHOWN = 20  # characters of a text without words, in a message
_HIGHEST = 1_000_000


def parse(
    text: str,
    *,
    today: date,
    saved: Mapping[str, str] | None = None,
    typing: bool = False,
    goes_on: bool = False,
) -> Query:
    """Parse `text` into a query.

    `saved` are the searches behind `saved:name`. With `goes_on`, the last word may be the beginning
    of one, unless it is a number, ends with a mark or stands in quotation marks. So it is with
    `typing`, where a value that is not finished is no error either.

    Raises:
        QueryError: a field cannot take its value, a pattern is not valid, it is too long or nested
            too deeply, or has no word; the message suggests the nearest value.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"query too long; use at most {MAX_LENGTH:,} characters", MAX_LENGTH + 1)
    return _Parser(text, today, saved or {}, typing, goes_on or typing).query()


class _Loop(QueryError):
    """A saved search refers to itself; reported without the place in the outer search."""


class _Parser:
    def __init__(
        self,
        text: str,
        today: date,
        saved: Mapping[str, str],
        typing: bool,
        goes_on: bool,
        depth: int = 0,
        within: tuple[str, ...] = (),
        place: int = 0,
    ) -> None:
        self._text = text
        self._today = today
        self._saved = saved
        self._typing = typing
        self._goes_on = goes_on
        self._depth = depth
        self._within = within  # the saved searches that contain the text
        self._place = place  # the column of the outermost saved search; 0 outside one
        self._tokens, hints = settle(Lexer(text).tokens())
        self._hints = list(hints)
        self._at = 0
        self._sort = ""
        self._limit: int | None = None

    def query(self) -> Query:
        """Parse the whole query."""
        root = self._or(None)
        if root is None and not (self._typing or self._sort or self._limit) and self._text.strip():
            column = len(self._text) - len(self._text.lstrip()) + 1
            shown = self._text.strip()
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
            raise QueryError(f"{shown} has no word to search for", column)
        return Query(self._text, root, self._sort, self._limit, tuple(dict.fromkeys(self._hints)))

    def _or(self, field: Token | None) -> Node | None:
        parts = [self._and(field)]
        while self._tokens[self._at].kind == "or":
            self._at += 1
            parts.append(self._and(field))
        terms = tuple(part for part in parts if part is not None)
        return Or(terms) if len(terms) > 1 else terms[0] if terms else None

    def _and(self, field: Token | None) -> Node | None:
        parts: list[Node] = []
        while (token := self._tokens[self._at]).kind not in ("or", ")", "end"):
            if token.kind == "and":
                self._at += 1
                continue
            part = self._not(field)
            # Words in brackets stand in a row with those around them.
            parts += part.parts if isinstance(part, And) else filter(None, (part,))
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _not(self, field: Token | None) -> Node | None:
        token = self._tokens[self._at]
        if token.kind != "not":
            return self._atom(field)
        self._at += 1
        level = self._deeper(token)
        part = self._not(field)
        self._depth = level
        return None if part is None else Not(part)

    def _deeper(self, token: Token) -> int:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError("nested too deeply; use fewer parentheses", token.start + 1)
        return self._depth - 1

    def _open_end(self) -> bool:
        return self._typing and self._tokens[self._at].kind == "end"

    def _is_unfinished(self, token: Token) -> bool:
        """Whether the query is being typed, and ends with the token."""
        return self._typing and token.end == len(self._text)

    def _atom(self, field: Token | None) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "(":
            return self._group(token, field)
        if field is not None and token.kind != "field":
            return self._valued(field, token)
        if token.kind == "field":
            return self._field(token, field)
        if token.kind == "regex":
            return self._pattern(token, "")
        return self._words(token, "")

    def _group(self, token: Token, field: Token | None) -> Node | None:
        level = self._deeper(token)
        inner = self._or(field)
        self._depth = level
        self._at += self._tokens[self._at].kind == ")"
        return inner

    def _field(self, token: Token, outer: Token | None) -> Node | None:
        if outer is not None:
            raise QueryError(f"a field is not allowed inside {outer.text}:(…)", token.start + 1)
        value = self._tokens[self._at]
        if value.kind == "(" and value.start == token.end:
            self._at += 1
            return self._group(value, token)
        if value.kind in (")", "end"):
            if self._open_end():
                return None
            raise QueryError(f"{token.text}: needs a value right after the colon", token.end + 1)
        self._at += 1
        return self._valued(token, value)

    def _valued(self, field: Token, value: Token) -> Node | None:
        info = BY_NAME[fold(field.text)]
        if info.asks == "text":
            return (self._pattern if value.kind == "regex" else self._words)(value, info.name)
        if info.asks == "answer":
            self._answer(info, value)
            return None
        special = _SPECIAL.get(info.name)
        return special(self, fold(field.text), value) if special else self._plain(info, value)

    def _words(self, token: Token, field: str) -> Node | None:
        if token.kind == "word" and _star_within(token):
            self._hints.append("* is read as text, but at the end of a word; use a pattern: /c.se/")
        terms = words(token.text)
        if not terms:
            if self._open_end():
                return None
            shown = token.text or '""'
            raise QueryError(f"{shown} has no word to search for", token.start + 1)
        starred = token.flags == "*" or token.text.endswith("*")
        prefix = starred or self._may_go_on(token) or _takes_particles(token, terms)
        one = Words(tuple(terms), prefix, field, token.start + 1)
        ways = dict.fromkeys(tuple(words(reading)) for reading in readings(token.text))
        other = regrouped(terms)
        if other is not None:
            ways[other] = None
        parts = tuple(one._replace(words=way) for way in ways)
        return Or(parts) if len(parts) > 1 else one

    def _may_go_on(self, token: Token) -> bool:
        """Whether the token ends the text, with a word; a number is whole, and marks end one."""
        if not self._goes_on or token.end < len(self._text):
            return False
        is_open = token.kind == "word" or token.flags == '"'
        if not is_open or not words(token.text[-1:]):
            return False
        return not words(token.text)[-1].isdigit()

    def _pattern(self, token: Token, field: str) -> Node:
        ignore_case, column = token.flags == "i", token.start + 1
        check_pattern(token.text, ignore_case, column)
        return Pattern(token.text, ignore_case, field, self._place or column)

    def _plain(self, info: FieldHelp, token: Token) -> Node | None:
        column = token.start + 1
        if token.kind == "regex":
            if info.values:
                raise QueryError(f"{info.name}: takes a word, not a regular expression", column)
            check_pattern(token.text, True, column)
            return FieldFilter(info.name, token.text, "matches", self._place or column)
        if token.kind == "word" and (star := _star_within(token)):
            message = "* is only allowed at the end of a word; elsewhere use a pattern: /c.se/"
            raise QueryError(message, column + star.start())
        value, how = fold(token.text), "is"
        if token.kind == "word" and value.endswith("*"):
            value, how = value[:-1], "begins"
        may_go_on = info.name == "note" and _takes_particles(token, words(token.text))
        if may_go_on or self._is_unfinished(token):
            how = "begins"
        if info.values:
            return self._choice(info, value, how, column)
        if value:
            return FieldFilter(info.name, value, how, column)
        if self._is_unfinished(token):
            return None
        raise QueryError(f"{info.name}: needs a value right after the colon", column)

    def _choice(self, info: FieldHelp, value: str, how: str, column: int) -> Node | None:
        values = {choice.replace("-", " "): choice for choice in info.values}
        plain = value.replace("-", " ").replace("_", " ")
        if info.name == "has" and plain.endswith("s") and plain[:-1] in values:
            plain = plain[:-1]
        if plain in values:
            return _chosen(info.name, values[plain], column)
        begun = [choice for key, choice in values.items() if key.startswith(plain)]
        if how == "begins" and begun:
            if not plain:
                return None
            parts = tuple(_chosen(info.name, choice, column) for choice in begun)
            return Or(parts) if len(parts) > 1 else parts[0]
        near = nearest(plain, values)
        hint = f"did you mean {values[near]}? " if near else ""
        listed = ", ".join(info.values)
        raise QueryError(f'{info.name}: unknown value "{value}"; {hint}use {listed}', column)

    def _days(self, name: str, token: Token) -> Node | None:
        # Here, because `calendar` takes as long to load as the rest of a search.
        from briefing.query import days

        column, text = token.start + 1, token.text
        prefix = {"since": ">=", "until": "<=", "after": ">", "before": "<"}.get(name, "")
        try:
            first, last = days.parse(prefix + text, self._today)
        except ValueError as error:
            if self._is_unfinished(token):
                return None
            raise QueryError(str(error), column) from None
        return Days(first.isoformat() if first else "", last.isoformat() if last else "", column)

    def _rounds(self, name: str, token: Token) -> Node | None:
        column = token.start + 1
        match = re.fullmatch(_ROUND, token.text)
        if match is None or token.text == "..":
            if self._is_unfinished(token):
                return None
            raise QueryError(f"{name}: takes a number or a range, such as 2, 1..3 or >2", column)
        if match[2]:
            lowest, highest = int(match[1] or 0), int(match[3] or _HIGHEST)
            if lowest <= highest:
                return Rounds(lowest, highest, column)
            if self._is_unfinished(token):
                return None
            raise QueryError(f'{name}: "{token.text}" ends before it begins', column)
        number = int(match[5])
        first, last = {
            None: (number, number), ">": (number + 1, _HIGHEST), ">=": (number, _HIGHEST),
            "<": (0, number - 1), "<=": (0, number),
        }[match[4]]  # fmt: skip
        return Rounds(first, last, column)

    def _saved_search(self, name: str, token: Token) -> Node | None:
        column = token.start + 1
        if token.text not in self._saved:
            if self._is_unfinished(token):
                return None
            raise self._unknown_search(token)
        if token.text in self._within:
            through = self._within[self._within.index(token.text) + 1 :]
            path = ", ".join(f"saved:{name}" for name in through)
            message = f"saved:{token.text} refers to itself" + (f" through {path}" if path else "")
            raise _Loop(f"{message}; fix it in the settings", column)
        level = self._deeper(token)
        text, within = self._saved[token.text], (*self._within, token.text)
        place = self._place or column
        try:
            inner = _Parser(
                text, self._today, self._saved, False, False, self._depth, within, place
            ).query()
        except _Loop as error:
            raise _Loop(error.message, column) from None
        except QueryError as error:
            where = f'saved search "{token.text}", column {error.column}'
            raise QueryError(f"{where}: {error.message}", column) from None
        self._depth = level
        self._hints += inner.hints
        self._sort = self._sort or inner.sort
        self._limit = self._limit or inner.limit
        return inner.root

    def _unknown_search(self, token: Token) -> QueryError:
        near = nearest(token.text, self._saved)
        names = ", ".join(sorted(self._saved)) or "none; add them to the settings"
        hint = f"did you mean {near}?" if near else f"known: {names}"
        return QueryError(f'unknown saved search "{token.text}"; {hint}', token.start + 1)

    def _answer(self, info: FieldHelp, token: Token) -> None:
        column, value = token.start + 1, fold(token.text)
        if info.name == "sort":
            value = {"headline": "title", "newest": "-date", "oldest": "date"}.get(value, value)
            if value in SORTS:
                self._sort = value
            elif not self._is_unfinished(token):
                near = nearest(value, SORTS)
                hint = f"did you mean {near}?" if near else f"use {', '.join(SORTS)}"
                raise QueryError(f'unknown sort order "{token.text}"; {hint}', column)
        elif value.isascii() and value.isdigit() and 0 < int(value) <= _HIGHEST:
            self._limit = int(value)
        elif not self._is_unfinished(token):
            raise QueryError("limit: takes a number from 1 up", column)


def _takes_particles(token: Token, terms: Sequence[str]) -> bool:
    """Whether a word not in quotation marks is Korean: its particles are written at its end."""
    # By its form, which has one range of letters, and no comma or full stop behind the last.
    return token.kind == "word" and bool(terms) and "\u1100" <= terms[-1][-1] <= "\u11ff"


def _star_within(token: Token) -> re.Match[str] | None:
    """Return the star before a letter, but for those around a word, as in `**bold**`."""
    if token.text.startswith("*") and token.text.rstrip(".,;:!?").endswith("*"):
        return None
    return re.search(r"\*(?=[^\W_])", token.text)


def _chosen(name: str, value: str, column: int) -> FieldFilter:
    of_brief = name == "status" and value in BRIEF_STATUSES
    return FieldFilter("is" if of_brief else name, value, "is", column)


_SPECIAL = {
    **dict.fromkeys(("date", "since", "until", "before", "after"), _Parser._days),
    "round": _Parser._rounds,
    "saved": _Parser._saved_search,
}
