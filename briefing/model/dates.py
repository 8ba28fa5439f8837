"""Dates as briefs write them: EDTF level 0, with `~` (approximate) and `?` (uncertain).

Briefs keep the written form; these functions return the days that it covers, and its display form.
Source of the notation: Extended Date/Time Format, Library of Congress, 2019 (ISO 8601-2).
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

_POINT = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]|\?~|~\?)?"
# RFC 3339, section 5.6; `datetime.fromisoformat` accepts more.
_MOMENT = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_DAY = 24 * 60  # minutes
_ONE_DAY = timedelta(days=1)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""The names of the months; not those of the locale, because the interface is English."""


class Point(NamedTuple):
    """One year, month or day."""

    year: int
    """Four digits."""
    month: int | None
    """1 to 12, or None for a whole year."""
    day: int | None
    """Day of the month, or None for a whole month."""
    about: bool
    """Written with `~`."""
    unsure: bool
    """Written with `?`."""

    @property
    def first(self) -> date:
        """The first day it covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it covers."""
        if self.day:
            return self.first
        month = self.month or 12
        # Not `calendar.monthrange`, because `calendar` imports the locale.
        return date(self.year, 12, 31) if month == 12 else date(self.year, month + 1, 1) - _ONE_DAY

    def __str__(self) -> str:
        """The display form: `about May 2025`, `2 June 2025 (?)`."""
        parts = [str(self.day)] if self.day else []
        parts += [MONTHS[self.month - 1]] if self.month else []
        text = " ".join([*parts, f"{self.year:04}"])
        return ("about " if self.about else "") + text + (" (?)" if self.unsure else "")


class When(NamedTuple):
    """The days that a written date covers."""

    start: Point
    """The start."""
    end: Point
    """The end; equal to `start` unless an interval is written."""

    @property
    def first(self) -> date:
        """The first day covered."""
        return self.start.first

    @property
    def last(self) -> date:
        """The last day covered."""
        return self.end.last

    def __str__(self) -> str:
        """The display form: `2 June 2025`, `1 June 2025 to 3 June 2025`."""
        return str(self.start) if self.start == self.end else f"{self.start} to {self.end}"


def _point(text: str, whole: str = "") -> Point:
    match = re.fullmatch(_POINT, text)
    if match is None:
        raise ValueError(f'"{whole or text}" is not a date; use 2025, 2025-06 or 2025-06-02')
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    sign = match[4] or ""
    if 0 in (month, day):
        raise ValueError(f'"{text}" is not a day in the calendar')
    point = Point(year or 0, month, day, "~" in sign, "?" in sign)
    try:
        point.first, point.last  # noqa: B018  (raises where there is no such day)
    except ValueError:
        raise ValueError(f'"{text}" is not a day in the calendar') from None
    return point


def today() -> date:
    """Return the current day in the local time zone."""
    return datetime.now().astimezone().date()


@lru_cache(maxsize=4096)
def parse(text: str) -> When:
    """Return the days that `text` covers.

    Raises:
        ValueError: it is not a date; the message shows the notation.
    """
    start, slash, end = text.partition("/")
    first = _point(start, text)
    if not slash:
        return When(first, first)
    last = _point(end, text)
    if last.last < first.first:
        raise ValueError(f'"{text}" ends before it begins')
    return When(first, last)


def check_moment(text: str) -> None:
    """Check that `text` is a timestamp of RFC 3339, such as `2025-06-02T18:30:00Z`.

    Raises:
        ValueError: it is not; the message shows the notation.
    """
    match = re.fullmatch(_MOMENT, text)
    if match is None:
        raise ValueError(f'"{text}" is not a timestamp; use 2025-06-02T18:30:00Z')
    _point(match[1])
    minutes = int(match[2]) * 60 + int(match[3])
    if match[5]:
        ahead = int(match[6]) * 60 + int(match[7])
        minutes += ahead if match[5] == "-" else -ahead
    if match[4] == "60" and minutes % _DAY != _DAY - 1:
        raise ValueError(f'"{text}" is not a timestamp; second 60 ends a day, as in 23:59:60')


def readable(text: str) -> str:
    """Return the display form of a date, or `text` itself if it is not a date."""
    try:
        return str(parse(text))
    except ValueError:
        return text


def sort_key(text: str) -> str:
    """Return the first day covered as `YYYY-MM-DD`, or an empty string if `text` is not a date."""
    try:
        return parse(text).first.isoformat()
    except ValueError:
        return ""
