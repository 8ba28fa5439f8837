"""The query language: text -> a Query value, or an error with a column."""

from briefing.query.nodes import (
    EVERYTHING,
    SORTS,
    And,
    Days,
    Field,
    Node,
    Not,
    Or,
    Pattern,
    Query,
    Rounds,
    Words,
    leaves,
    wanted,
)
from briefing.query.parser import parse

__all__ = [
    "EVERYTHING",
    "SORTS",
    "And",
    "Days",
    "Field",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "Query",
    "Rounds",
    "Words",
    "leaves",
    "parse",
    "wanted",
]
