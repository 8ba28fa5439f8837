"""The text of a query -> what it means, or an error that names the column."""

import re
from collections.abc import Mapping
from datetime import date

from briefing.errors import QueryError
from briefing.names import nearest
from briefing.query import SORTS, Query
from briefing.query.fields import BRIEF_STATUSES, BY_NAME, FieldHelp
from briefing.query.lexer import Lexer, Sign
from briefing.query.nodes import (
    And,
    Days,
    Field,
    Node,
    Not,
    Or,
    Pattern,
    Rounds,
    Words,
)
from briefing.query.patterns import check_pattern
from briefing.query.words import words
from briefing.text import fold

MAX_LENGTH = 4000
"""Characters in a query."""
MAX_DEPTH = 50
"""Parentheses, negations and saved searches within each other."""
_ROUND = re.compile(r"(?:(\d{1,7})?(\.\.)(\d{1,7})?|([<>]=?)?(\d{1,7}))")
_TOP = 1_000_000


def parse(
    text: str, *, today: date, saved: Mapping[str, str] | None = None, typing: bool = False
) -> Query:
    """Return what `text` asks for.

    `saved` are the searches that `saved:name` stands for. With `typing`, the last word may go on,
    and what is not finished yet (an open quotation, an operator at the end) does no harm.

    Raises:
        QueryError: it cannot be understood; the message proposes the nearest field or value.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH:,} characters", MAX_LENGTH + 1)
    return _Parser(text, today, saved or {}, typing).query()


class _Parser:
    """Recursive descent over the signs of one query."""

    def __init__(
        self, text: str, today: date, saved: Mapping[str, str], typing: bool, depth: int = 0
    ) -> None:
        self._text = text
        self._today = today
        self._saved = saved
        self._typing = typing
        self._depth = depth
        self._signs = Lexer(text, typing).signs()
        self._at = 0
        self._sort = ""
        self._limit: int | None = None

    def query(self) -> Query:
        """Return the whole query."""
        root = self._or(None)
        sign = self._signs[self._at]
        if sign.kind == ")":
            raise QueryError('no "(" belongs to this ")"', sign.start + 1)
        return Query(self._text, root, self._sort, self._limit)

    # --- operators ------------------------------------------------------------------------------

    def _or(self, field: Sign | None) -> Node | None:
        parts = [self._and(field)]
        while (sign := self._signs[self._at]).kind == "or":
            self._at += 1
            part = self._and(field)
            if None in (part, parts[-1]) and not self._open_end():
                raise QueryError(f'"{sign.text}" needs something on both sides', sign.start + 1)
            parts.append(part)
        known = tuple(part for part in parts if part is not None)
        return Or(known) if len(known) > 1 else known[0] if known else None

    def _and(self, field: Sign | None) -> Node | None:
        parts: list[Node] = []
        while (sign := self._signs[self._at]).kind not in ("or", ")", "end"):
            if sign.kind == "and":
                self._at += 1
                after = self._signs[self._at]
                if (not parts or after.kind in ("or", "and", ")", "end")) and not self._open_end():
                    raise QueryError(f'"{sign.text}" needs something on both sides', sign.start + 1)
                continue
            part = self._not(field)
            if part is not None:
                parts.append(part)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _not(self, field: Sign | None) -> Node | None:
        sign = self._signs[self._at]
        if sign.kind != "not":
            return self._atom(field)
        self._at += 1
        if self._signs[self._at].kind in ("or", "and", ")", "end"):
            if self._open_end():
                return None
            raise QueryError(f'"{sign.text}" needs something after it', sign.start + 1)
        with_depth = self._deeper(sign)
        part = self._not(field)
        self._depth = with_depth
        return None if part is None else Not(part)

    def _deeper(self, sign: Sign) -> int:
        """Go one level down; return the level to come back to."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError("this is nested too deeply; write it flatter", sign.start + 1)
        return self._depth - 1

    def _open_end(self) -> bool:
        """Whether the rest is still to be typed."""
        return self._typing and self._signs[self._at].kind == "end"

    # --- single terms ---------------------------------------------------------------------------

    def _atom(self, field: Sign | None) -> Node | None:
        sign = self._signs[self._at]
        self._at += 1
        if sign.kind == "(":
            return self._group(sign, field)
        if field is not None and sign.kind != "field":
            return self._valued(field, sign)
        if sign.kind == "field":
            return self._field(sign, field)
        if sign.kind == "regex":
            return self._pattern(sign, "")
        return self._words(sign, "")

    def _group(self, sign: Sign, field: Sign | None) -> Node | None:
        level = self._deeper(sign)
        inner = self._or(field)
        self._depth = level
        closing = self._signs[self._at]
        if closing.kind == ")":
            self._at += 1
        elif not self._typing:
            raise QueryError('"(" is not closed; write ")" after the group', sign.start + 1)
        if inner is None and not self._typing:
            raise QueryError("nothing stands between the parentheses", sign.start + 1)
        return inner

    def _field(self, sign: Sign, outer: Sign | None) -> Node | None:
        self._known(sign)
        if outer is not None:
            raise QueryError(f"a field cannot stand inside {outer.text}:(…)", sign.start + 1)
        value = self._signs[self._at]
        if value.kind == "(" and value.start == sign.end:
            self._at += 1
            return self._group(value, sign)
        if value.kind == "end" or (value.kind == "word" and not value.text):
            self._at += value.kind == "word"
            if self._typing and self._signs[self._at].kind == "end":
                return None
            raise QueryError(f"{sign.text}: needs a value right after it", sign.end + 1)
        self._at += 1
        return self._valued(sign, value)

    def _known(self, sign: Sign) -> FieldHelp:
        name = fold(sign.text)
        if name not in BY_NAME:
            near = nearest(name, BY_NAME)
            hint = f"did you mean {near}:?" if near else f'for the text itself, write "{name}:"'
            raise QueryError(f'no field is called "{sign.text}"; {hint}', sign.start + 1)
        return BY_NAME[name]

    def _valued(self, field: Sign, value: Sign) -> Node | None:
        known = self._known(field)
        if known.asks == "text":
            if value.kind == "regex":
                return self._pattern(value, known.name)
            return self._words(value, known.name)
        if known.asks == "answer":
            self._answer(known, value)
            return None
        special = _SPECIAL.get(known.name)
        if special is not None:
            return special(self, fold(field.text), value)
        return self._plain(known, value)

    def _words(self, sign: Sign, field: str) -> Node | None:
        last = self._typing and sign.end == len(self._text)
        starred = sign.text.endswith("*")
        _refuse_star_within(sign)
        prefix = (
            starred or sign.flags == "*" or (last and (sign.kind == "word" or sign.flags == '"'))
        )
        found = words(sign.text)
        if not found:
            if self._typing and self._signs[self._at].kind == "end":
                return None
            shown = sign.text or '""'
            raise QueryError(f"{shown} holds no word to search for", sign.start + 1)
        return Words(tuple(found), prefix, field, sign.start + 1)

    def _pattern(self, sign: Sign, field: str) -> Node:
        check_pattern(sign.text, sign.start + 1)
        return Pattern(sign.text, sign.flags == "i", field, sign.start + 1)

    def _plain(self, known: FieldHelp, sign: Sign) -> Node | None:
        column = sign.start + 1
        if sign.kind == "regex":
            if known.values or known.name in ("is", "has"):
                raise QueryError(f"{known.name}: takes a word, not a pattern", column)
            check_pattern(sign.text, column)
            return Field(known.name, sign.text, "matches", column)
        _refuse_star_within(sign)
        value, how = fold(sign.text), "is"
        if sign.kind == "word" and value.endswith("*"):
            value, how = value[:-1], "begins"
        last = self._typing and sign.end == len(self._text)
        if known.values:
            return self._choice(known, value, how if not last else "begins", column)
        if not value:
            if last:
                return None
            raise QueryError(f"{known.name}: needs a value right after it", column)
        return Field(known.name, value, "begins" if last else how, column)

    def _choice(self, known: FieldHelp, value: str, how: str, column: int) -> Node | None:
        """Return a value of a field that takes only a few, in any spelling with `-` or spaces."""
        values = {choice.replace("-", " "): choice for choice in known.values}
        plain = value.replace("-", " ").replace("_", " ")
        if plain in values:
            return _chosen(known.name, values[plain], column)
        if known.name == "has" and plain.endswith("s") and plain[:-1] in values:
            return _chosen(known.name, plain[:-1], column)
        begun = [choice for key, choice in values.items() if key.startswith(plain)]
        if how == "begins" and begun:
            if not plain:
                return None
            parts = tuple(_chosen(known.name, choice, column) for choice in begun)
            return Or(parts) if len(parts) > 1 else parts[0]
        near = nearest(plain, values)
        hint = f"did you mean {values[near]}? " if near else ""
        listed = ", ".join(known.values)
        raise QueryError(f'{known.name}: has no "{value}"; {hint}it takes {listed}', column)

    # --- fields of their own kind ---------------------------------------------------------------

    def _days(self, name: str, sign: Sign) -> Node | None:
        # Loaded here: what the calendar needs takes as long to import as all the rest.
        from briefing.query import days

        column, text = sign.start + 1, sign.text
        prefix = {"since": ">=", "until": "<=", "after": ">", "before": "<"}.get(name, "")
        try:
            first, last = days.parse(prefix + text, self._today)
        except ValueError as error:
            if self._typing and sign.end == len(self._text):
                return None
            raise QueryError(str(error), column) from None
        return Days(first.isoformat() if first else "", last.isoformat() if last else "", column)

    def _rounds(self, name: str, sign: Sign) -> Node | None:
        column = sign.start + 1
        match = _ROUND.fullmatch(sign.text)
        if match is None or sign.text == "..":
            if self._typing and sign.end == len(self._text):
                return None
            raise QueryError(f"{name}: takes a number or a range: 2, 1..3, >2", column)
        if match[2]:
            lowest, highest = int(match[1] or 0), int(match[3] or _TOP)
            if lowest <= highest:
                return Rounds(lowest, highest, column)
            if self._typing and sign.end == len(self._text):
                return None
            raise QueryError(f'{name}: "{sign.text}" ends before it begins', column)
        number = int(match[5])
        first, last = {
            None: (number, number), ">": (number + 1, _TOP), ">=": (number, _TOP),
            "<": (0, number - 1), "<=": (0, number),
        }[match[4]]  # fmt: skip
        return Rounds(first, last, column)

    def _saved_search(self, name: str, sign: Sign) -> Node | None:
        column = sign.start + 1
        if sign.text not in self._saved:
            if self._typing and sign.end == len(self._text):
                return None
            near = nearest(sign.text, self._saved)
            known = ", ".join(sorted(self._saved)) or "none; the settings hold them"
            hint = f"did you mean {near}?" if near else f"there are: {known}"
            raise QueryError(f'no saved search is called "{sign.text}"; {hint}', column)
        level = self._deeper(sign)
        text = self._saved[sign.text]
        try:
            inner = _Parser(text, self._today, self._saved, False, self._depth).query()
        except QueryError as error:
            where = f'saved search "{sign.text}", column {error.column}'
            raise QueryError(f"{where}: {error.message}", column) from None
        self._depth = level
        self._sort = self._sort or inner.sort
        self._limit = self._limit or inner.limit
        return inner.root

    def _answer(self, known: FieldHelp, sign: Sign) -> None:
        column, value = sign.start + 1, fold(sign.text)
        unfinished = self._typing and sign.end == len(self._text)
        if known.name == "sort":
            value = {"headline": "title", "newest": "-date", "oldest": "date"}.get(value, value)
            if value in SORTS:
                self._sort = value
            elif not unfinished:
                near = nearest(value, SORTS)
                hint = f"did you mean {near}?" if near else f"there are: {', '.join(SORTS)}"
                raise QueryError(f'no order is called "{sign.text}"; {hint}', column)
        elif value.isascii() and value.isdigit() and 0 < int(value) <= _TOP:
            self._limit = int(value)
        elif not unfinished:
            raise QueryError("limit: takes a number from 1", column)


def _refuse_star_within(sign: Sign) -> None:
    """Refuse a `*` that does not end a word: dropped in silence, it would find nothing."""
    at = re.search(r"\*(?=[^\W_])", sign.text) if sign.kind == "word" else None
    if at is not None:
        message = "* stands at the end of a word; for what lies within, write /…/, as in /cease.*/"
        raise QueryError(message, sign.start + 1 + at.start())


def _chosen(name: str, value: str, column: int) -> Field:
    """Return the field; the status of a brief is asked of the brief."""
    of_brief = name == "status" and value in BRIEF_STATUSES
    return Field("is" if of_brief else name, value, "is", column)


_SPECIAL = {
    "date": _Parser._days,
    "since": _Parser._days,
    "until": _Parser._days,
    "before": _Parser._days,
    "after": _Parser._days,
    "round": _Parser._rounds,
    "saved": _Parser._saved_search,
}
