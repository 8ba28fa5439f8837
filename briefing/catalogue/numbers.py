"""Row numbers of briefs and records that sort by date by construction.

A brief's number is its day and a running number within it, a record's number the brief's and its
place in it. FTS5 walks such numbers downwards, which is newest first, and stops when enough is
found; no ranking pass is needed. 22 + 25 + 16 bits fit SQLite's rowid.
"""

from datetime import date

SEQUENCE_BITS = 25
"""Bits for briefs of one day: 33 million."""
RECORD_BITS = 16
"""Bits for records of one brief."""
MAX_RECORDS = (1 << RECORD_BITS) - 1
"""The most records of one brief that can be found."""


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
