"""General categories of characters, also of those that Python's tables do not have yet.

Python 3.11 has the tables of Unicode 14; those of the package `regex` are as new as the package.
"""

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

_ASSIGNED = (
    *("Lo", "So", "Nl", "Mn", "Ll", "Lm", "Nd", "Lu", "Sm", "Po", "Mc", "No", "Cf", "Sc", "Sk"),
    *("Lt", "Me", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Zs", "Zl", "Zp", "Cc", "Cs", "Co"),
)
"""The categories of characters that are assigned (Unicode, chapter 4.5), the commonest first."""


@lru_cache(maxsize=1 << 15)  # all that is newer, and what else a text has
def category(character: str) -> str:
    """Return the general category of a character, two letters; `Cn` for an unassigned one."""
    known = unicodedata.category(character)
    return _newer_category(character) if known == "Cn" else known


def _newer_category(character: str) -> str:
    found = _newer().match(character)
    return (found and found.lastgroup) or "Cn"


@cache
def _newer() -> "Pattern[str]":
    import regex  # here: its tables cost as much as a short command, which seldom needs them

    each = "|".join(rf"(?P<{name}>\p{{{name}}})" for name in _ASSIGNED)
    return regex.compile(rf"(?=\P{{Cn}})(?:{each})")
