"""Dates in queries: written dates, ranges, and days relative to today."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TypeAlias

from briefing.model import dates
from briefing.text.fold import fold

Days: TypeAlias = tuple[date, date]
"""The first and the last day of a period."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(month.lower() for month in dates.MONTHS)
_AGO = re.compile(r"(\d{1,5}|an?) ?(day|week|month|year|[dwmy])s?(?: ago)?")
_CALENDAR = re.compile(r"(this|last|next) (week|month|year)")
_MONTH = re.compile(r"([a-z]{3,})(?: (\d{4}))?")
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
HOW = 'use 2026, 2026-03, 2026-03-14, monday, yesterday, 3d, "3 days ago" or a range a..b'
"""The notation of dates, for messages."""


def parse(text: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day of the range in `text`, None for an open end.

    Raises:
        ValueError: it is not a date or range; the message shows the notation.
    """
    start, dots, end = text.partition("..")
    if dots:
        first = _point(start, today)[0] if start.strip() else None
        last = _point(end, today)[1] if end.strip() else None
        if first and last and last < first:
            raise ValueError(f'"{text}" ends before it begins')
        return first, last
    sign = re.match(r"[<>]=?", text)
    if sign is None:
        return _point(text, today)
    first, last = _point(text[sign.end() :], today)
    return {
        ">": (_shift(last, 1), None), ">=": (first, None),
        "<": (None, _shift(first, -1)), "<=": (None, last),
    }[sign[0]]  # fmt: skip


def _point(text: str, today: date) -> Days:
    words = fold(text.replace("_", " "))
    if words and words[:4].isdigit():
        when = dates.parse(words)
        return when.first, when.last
    period = _near(words, today) or _calendar(words, today)
    if period is None:
        raise ValueError(f'"{text.strip()}" is not a date; {HOW}')
    return period


def _near(words: str, today: date) -> Days | None:
    """Return a day relative to today; a weekday is its most recent one, today included."""
    if words in _NEAR:
        day = _shift(today, _NEAR[words])
    elif words in _WEEKDAYS:
        day = _shift(today, -((today.weekday() - _WEEKDAYS.index(words)) % 7))
    elif match := _AGO.fullmatch(words):
        day = _ago(1 if match[1].startswith("a") else int(match[1]), match[2][0], today)
    else:
        return None
    return day, day


def _ago(count: int, unit: str, today: date) -> date:
    if unit in "dw":
        return _shift(today, -count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    if months < 12:
        return date.min
    first = date(months // 12, months % 12 + 1, 1)
    return min(first + timedelta(today.day - 1), _month_end(first))


def _calendar(words: str, today: date) -> Days | None:
    """Return `this week`, `last month`, `march`; a month without a year is the latest."""
    if match := _CALENDAR.fullmatch(words):
        steps = {"this": 0, "last": -1, "next": 1}[match[1]]
        return _unit(match[2], steps, today)
    match = _MONTH.fullmatch(words)
    number = next((n for n, m in enumerate(_MONTHS, 1) if match and m.startswith(match[1])), 0)
    if match is None or not number:
        return None
    year = int(match[2]) if match[2] else today.year - (number > today.month)
    if year < 1:
        return None
    first = date(year, number, 1)
    return first, _month_end(first)


def _unit(unit: str, steps: int, today: date) -> Days:
    if unit == "week":
        monday = _shift(today, 7 * steps - today.weekday())
        return monday, _shift(monday, 6)
    if unit == "year":
        return date(today.year + steps, 1, 1), date(today.year + steps, 12, 31)
    months = today.year * 12 + today.month - 1 + steps
    first = date(months // 12, months % 12 + 1, 1)
    return first, _month_end(first)


def _month_end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _shift(day: date, days: int) -> date:
    number = min(max(1, day.toordinal() + days), date.max.toordinal())
    return date.fromordinal(number)
