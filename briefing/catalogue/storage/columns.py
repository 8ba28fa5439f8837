"""File names as table values: SQLite stores Unicode, a file name may be any bytes.

Python gives a byte that is no UTF-8 as a lone surrogate. In the tables it is a private character
from the last block of Unicode, which no name has in practice.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from briefing.model.rows import Row

_SHIFT = 0x10FF00 - 0xDC00
_TO_TABLE = {code: code + _SHIFT for code in range(0xDC80, 0xDD00)}
_FROM_TABLE = {encode_path: code for code, encode_path in _TO_TABLE.items()}


def encode_path(path: str) -> str:
    """Return `path` as the tables hold it."""
    return path if path.isascii() else path.translate(_TO_TABLE)


def decode_path(path: str) -> str:
    """Return the path of the file that the tables hold as `path`."""
    return path if path.isascii() else path.translate(_FROM_TABLE)


SEQUENCE_BITS = 25
"""Bits for briefs of one day: 33 million."""
RECORD_BITS = 16
"""Bits for records of one brief."""
MAX_RECORDS = (1 << RECORD_BITS) - 1
"""The most records of one brief that can be found."""
MAX_BRIEF = (1 << 63 - RECORD_BITS) - 1
"""The highest number of a brief of which the records' numbers are numbers of SQLite."""


def day_of(sort_date: str) -> int:
    """Return the day's running number (1 January of year 1 is 1), or 0 for no date."""
    return date.fromisoformat(sort_date).toordinal() if sort_date else 0


def first_number(day: int) -> int:
    """Return the lowest number that a brief of `day` can have."""
    return day << SEQUENCE_BITS


def day_of_number(number: int) -> int:
    """Return the day that a brief's number speaks of."""
    return number >> SEQUENCE_BITS


def record_number(brief: int, position: int) -> int:
    """Return the number of the record at `position` (from 0) of a brief."""
    return brief << RECORD_BITS | position


def brief_of(record: int) -> int:
    """Return the number of the brief that a record belongs to."""
    return record >> RECORD_BITS


Ask = Callable[[Callable[[sqlite3.Connection], Any], Any], Any]
"""Puts a question to the tables; its second argument is the answer where they are damaged."""

COLUMNS = (
    "key, kind, issues, party, person, parties, attested_by, stance, status, text, amount, date, "
    "quotes, support, suggested"
)
"""What `row` is made of."""
LISTED = "(kind NOT IN ('title', 'source') OR (kind = 'source' AND instr(key, '#') = 0))"
"""Holds for records that are rows: titles and paragraphs of sources are kept for searching only."""

NEWEST_OF_DAY = "title != '', round DESC, id, number"
"""The order of the briefs of one day, newest first; a file without a brief stands at the top."""
OLDEST_OF_DAY = "title != '' DESC, round, id DESC, number DESC"
"""The opposite order."""

REPLACING = (
    "FROM brief AS later WHERE later.supersedes = brief.id AND later.supersedes != '' "
    "AND later.id != brief.id"
)
"""The briefs that say they replace a row of `brief`, for a selection from them."""

REPLACED_BY = f"(SELECT coalesce(min(later.id), '') {REPLACING})"
"""The id of the brief that says it replaces a row of `brief`, of several the first, or empty."""


def json_list(numbers: Iterable[int]) -> str:
    """Return numbers as one value of a statement, which `json_each` reads: `[3, 5]`."""
    return str(list(numbers))


def written_gap(missing: Iterable[str]) -> str:
    """Return the paths of what is missing as the tables hold them; `*` for an unknown part."""
    return "\x1f".join(path or "*" for path in missing)


def placeholders(count: int) -> str:
    """Return the question marks of that many values in a statement: `?,?,?`."""
    return ",".join("?" * count)


def row(brief: str, values: Sequence[Any]) -> Row:
    """Return the row that `COLUMNS` of a record of the brief with this id hold."""
    key, kind, issues, party, person, parties, attested, stance, status = values[:9]
    text, amount, date, quotes, support, suggested = values[9:]
    return Row(
        brief, key, kind, tuple(issues.split()), party, person, tuple(parties.split()),
        tuple(attested.split()), stance, status, text, amount, date, tuple(quotes.split()),
        tuple(support.split()), tuple(suggested.split()),
    )  # fmt: skip
