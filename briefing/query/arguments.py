"""The arguments of a command line -> the text of one query.

A shell removes quotation marks, so that the spaces within an argument are all that is left of them.
"""

from collections.abc import Callable, Sequence

from briefing.query.as_text import settle
from briefing.query.fields import BY_NAME
from briefing.query.lexer import MAX_LENGTH, Lexer, Token
from briefing.text.fold import fold

RULE = (
    "An argument with spaces is one term: a phrase, or after field: its value. With operators, "
    "parentheses, quotation marks, patterns or further fields, it is a query of its own."
)
"""The rule, for the help."""

_NAMES = frozenset(("party", "speaker", "issue", "process", "place", "tag", "id", "path"))
"""Fields of which any text may be the value."""


def query_text(arguments: Sequence[str], is_valid: Callable[[str], bool]) -> str:
    """Return the query that `arguments` are; `is_valid` says whether a text can be parsed."""
    alone = len(arguments) == 1
    return " ".join(_term(argument.strip(), is_valid, alone=alone) for argument in arguments)


def _term(argument: str, is_valid: Callable[[str], bool], *, alone: bool) -> str:
    tokens = _tokens(argument) if " " in argument else []
    kinds = [token.kind for token in tokens]
    if not tokens or any(token.text.endswith("*") for token in tokens[:-1]):
        return argument
    if set(kinds) == {"word"}:
        return f'"{argument}"'
    at = kinds[0] == "not"
    if kinds[at] == "field" and set(kinds[at + 1 :]) == {"word"} and len(kinds) > at + 2:
        return _valued(argument, tokens[at], is_valid, negated=at)
    grouped = "or" in kinds and not alone and _is_closed(tokens) and is_valid(argument)
    return f"({argument})" if grouped else argument


def _tokens(text: str) -> list[Token]:
    return settle(Lexer(text).tokens()).tokens[:-1] if len(text) <= MAX_LENGTH else []


def _is_closed(tokens: list[Token]) -> bool:
    """Whether every bracket of a term closes in it; those that do not go with other arguments."""
    kinds = [token.kind for token in tokens]
    return kinds.count("(") == kinds.count(")")


def _valued(argument: str, field: Token, is_valid: Callable[[str], bool], *, negated: bool) -> str:
    """Return a field with all that follows as its value, unless only its first word can be that.

    Of a name, that cannot be known: `who:Rustem Umerov` is one, `who:Umerov prisoners` is not. Both
    are asked for.
    """
    term = f'{argument[: field.end]}"{argument[field.end :]}"'
    if not is_valid(argument):
        return term
    if not is_valid(term):
        return argument
    info = BY_NAME[fold(field.text)]
    return f"({term} OR ({argument}))" if info.name in _NAMES and not negated else term
