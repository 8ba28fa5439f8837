"""The query parser: text -> syntax tree, or an error with its column."""

import re
from collections.abc import Mapping
from datetime import date

from briefing.errors import QueryError
from briefing.query import SORTS, Query
from briefing.query.fields import BRIEF_STATUSES, BY_NAME, FieldHelp
from briefing.query.lexer import Lexer, Token
from briefing.query.nodes import And, Days, FieldFilter, Node, Not, Or, Pattern, Rounds, Words
from briefing.query.patterns import check_pattern
from briefing.query.terms import readings, words
from briefing.text.fold import fold
from briefing.text.names import nearest
from briefing.text.numbers import regrouped

MAX_LENGTH = 4000
"""Characters in a query."""
MAX_DEPTH = 50
"""Parentheses, negations and saved searches within each other."""
_ROUND = r"(?:(\d{1,7})?(\.\.)(\d{1,7})?|([<>]=?)?(\d{1,7}))"
_HIGHEST = 1_000_000


def parse(
    text: str, *, today: date, saved: Mapping[str, str] | None = None, typing: bool = False
) -> Query:
    """Parse `text` into a query.

    `saved` are the searches behind `saved:name`. With `typing`, the last word is a prefix,
    and unfinished input (an open quotation, a trailing operator) is not an error.

    Raises:
        QueryError: it is not valid; the message suggests the nearest field or value.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"query too long; use at most {MAX_LENGTH:,} characters", MAX_LENGTH + 1)
    return _Parser(text, today, saved or {}, typing).query()


class _Loop(QueryError):
    """A saved search refers to itself; reported without the place in the outer search."""


class _Parser:
    def __init__(
        self,
        text: str,
        today: date,
        saved: Mapping[str, str],
        typing: bool,
        depth: int = 0,
        within: tuple[str, ...] = (),
        place: int = 0,
    ) -> None:
        self._text = text
        self._today = today
        self._saved = saved
        self._typing = typing
        self._depth = depth
        self._within = within  # the saved searches that contain the text
        self._place = place  # the column of the outermost saved search; 0 outside one
        self._tokens = Lexer(text, typing).tokens()
        self._at = 0
        self._sort = ""
        self._limit: int | None = None

    def query(self) -> Query:
        """Parse the whole query."""
        root = self._or(None)
        token = self._tokens[self._at]
        if token.kind == ")":
            raise QueryError('unmatched ")"; delete it', token.start + 1)
        return Query(self._text, root, self._sort, self._limit)

    def _or(self, field: Token | None) -> Node | None:
        parts = [self._and(field)]
        while (token := self._tokens[self._at]).kind == "or":
            self._at += 1
            part = self._and(field)
            if None in (part, parts[-1]) and not self._open_end():
                raise QueryError(f'"{token.text}" needs a term on both sides', token.start + 1)
            parts.append(part)
        terms = tuple(part for part in parts if part is not None)
        return Or(terms) if len(terms) > 1 else terms[0] if terms else None

    def _and(self, field: Token | None) -> Node | None:
        parts: list[Node] = []
        while (token := self._tokens[self._at]).kind not in ("or", ")", "end"):
            if token.kind == "and":
                self._at += 1
                after = self._tokens[self._at]
                if (not parts or after.kind in ("or", "and", ")", "end")) and not self._open_end():
                    raise QueryError(f'"{token.text}" needs a term on both sides', token.start + 1)
                continue
            part = self._not(field)
            if part is not None:
                parts.append(part)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _not(self, field: Token | None) -> Node | None:
        token = self._tokens[self._at]
        if token.kind != "not":
            return self._atom(field)
        self._at += 1
        if self._tokens[self._at].kind in ("or", "and", ")", "end"):
            if self._open_end():
                return None
            raise QueryError(f'"{token.text}" needs a term after it', token.start + 1)
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
        closing = self._tokens[self._at]
        if closing.kind == ")":
            self._at += 1
        elif not self._typing:
            raise QueryError('unclosed "("; write ")" after the group', token.start + 1)
        if inner is None and not self._typing:
            raise QueryError("empty parentheses; write a term inside", token.start + 1)
        return inner

    def _field(self, token: Token, outer: Token | None) -> Node | None:
        self._lookup(token)
        if outer is not None:
            raise QueryError(f"a field is not allowed inside {outer.text}:(…)", token.start + 1)
        value = self._tokens[self._at]
        if value.kind == "(" and value.start == token.end:
            self._at += 1
            return self._group(value, token)
        if value.kind == "end" or (value.kind == "word" and not value.text):
            self._at += value.kind == "word"
            if self._open_end():
                return None
            raise QueryError(f"{token.text}: needs a value right after the colon", token.end + 1)
        self._at += 1
        return self._valued(token, value)

    def _lookup(self, token: Token) -> FieldHelp:
        name = fold(token.text)
        if name not in BY_NAME:
            near = nearest(name, BY_NAME)
            hint = f"did you mean {near}:?" if near else f'to search for the text, write "{name}:"'
            raise QueryError(f'unknown field "{token.text}"; {hint}', token.start + 1)
        return BY_NAME[name]

    def _valued(self, field: Token, value: Token) -> Node | None:
        info = self._lookup(field)
        if info.asks == "text":
            return (self._pattern if value.kind == "regex" else self._words)(value, info.name)
        if info.asks == "answer":
            self._answer(info, value)
            return None
        special = _SPECIAL.get(info.name)
        return special(self, fold(field.text), value) if special else self._plain(info, value)

    def _words(self, token: Token, field: str) -> Node | None:
        _refuse_star_within(token)
        typed = self._is_unfinished(token) and (token.kind == "word" or token.flags == '"')
        prefix = typed or token.flags == "*" or token.text.endswith("*")
        terms = words(token.text)
        if not terms:
            if self._open_end():
                return None
            shown = token.text or '""'
            raise QueryError(f"{shown} has no word to search for", token.start + 1)
        one = Words(tuple(terms), prefix, field, token.start + 1)
        ways = dict.fromkeys(tuple(words(reading)) for reading in readings(token.text))
        other = regrouped(terms)
        if other is not None:
            ways[other] = None
        parts = tuple(one._replace(words=way) for way in ways)
        return Or(parts) if len(parts) > 1 else one

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
        _refuse_star_within(token)
        value, how = fold(token.text), "is"
        if token.kind == "word" and value.endswith("*"):
            value, how = value[:-1], "begins"
        if self._is_unfinished(token):
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
            near = nearest(token.text, self._saved)
            names = ", ".join(sorted(self._saved)) or "none; add them to the settings"
            hint = f"did you mean {near}?" if near else f"known: {names}"
            raise QueryError(f'unknown saved search "{token.text}"; {hint}', column)
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
                text, self._today, self._saved, False, self._depth, within, place
            ).query()
        except _Loop as error:
            raise _Loop(error.message, column) from None
        except QueryError as error:
            where = f'saved search "{token.text}", column {error.column}'
            raise QueryError(f"{where}: {error.message}", column) from None
        self._depth = level
        self._sort = self._sort or inner.sort
        self._limit = self._limit or inner.limit
        return inner.root

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


def _refuse_star_within(token: Token) -> None:
    at = re.search(r"\*(?=[^\W_])", token.text) if token.kind == "word" else None
    if at is not None:
        message = "* is only allowed at the end of a word; elsewhere use a pattern, as in /cease.*/"
        raise QueryError(message, token.start + 1 + at.start())


def _chosen(name: str, value: str, column: int) -> FieldFilter:
    of_brief = name == "status" and value in BRIEF_STATUSES
    return FieldFilter("is" if of_brief else name, value, "is", column)


_SPECIAL = {
    **dict.fromkeys(("date", "since", "until", "before", "after"), _Parser._days),
    "round": _Parser._rounds,
    "saved": _Parser._saved_search,
}
