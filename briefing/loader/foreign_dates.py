"""Dates as other programs write them, in front matter and in file names -> dates of briefs.

The forms are those of Hugo, Jekyll, Obsidian, Logseq, Dendron, Zettlr and zk, RFC 1123 and 2822,
and days with the month as a word in English, German, French, Russian and Ukrainian.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from briefing.model import dates
from briefing.text.fold import fold

KEYS = (
    "date", "created", "published", "pubdate", "publishdate", "lastmod", "updated", "modified",
)  # fmt: skip
"""Keys of front matter with a date, in lower case without signs; an earlier one is preferred."""
_LONGEST = 100  # characters

_MONTHS = """
    january february march april may june july august september october november december
    jan feb mar apr may jun jul aug sep oct nov dec
    january february march april may june july august sept october november december
    januar februar märz april mai juni juli august september oktober november dezember
    jänner feber mär apr mai jun jul aug sep okt nov dez
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr mars avr mai juin juil août sept oct nov déc
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    янв фев мар апр мая июн июл авг сен окт ноя дек
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
    січ лют бер кві тра чер лип сер вер жов лис гру
"""
_MONTH_OF = {fold(name): number % 12 + 1 for number, name in enumerate(_MONTHS.split())}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"

_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})"
_WORD = r"(?P<word>[^\W\d_]{3,12})\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\s+)?"
_TIME = r"[0-9]{1,2}[:.][0-9]{2}"
_AFTER = rf"(?:\s?(?:г|г\.|года|р|р\.|року))?(?:[\s,]+(?:\w+\s+)?{_TIME}.*)?"
_CLOCK = r"(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?"
_COMPACT = rf"(?P<year>(?:19|20)[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?:T?{_CLOCK})?"
_FORMS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        rf"{_YEAR}([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}})(?:[T\s].*)?",
        rf"{_YEAR}[-/.](?P<month>[0-9]{{1,2}})",
        rf"{_COMPACT}(?:[Z+-].*)?",
        rf"(?P<one>[0-9]{{1,2}})(?P<sign>[/.-])(?P<two>[0-9]{{1,2}})(?P=sign){_YEAR}{_AFTER}",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|er|\.)?(?:\s+of)?[\s-]{{1,3}}{_WORD},?[\s-]{{1,3}}{_YEAR}"
        rf"{_AFTER}",
        rf"{_WEEKDAY}{_WORD}\s{{1,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}{_AFTER}",
        rf"{_WEEKDAY}{_WORD}\s{{1,3}}{_DAY}\s{{1,3}}{_TIME}(?::[0-9]{{2}})?\s(?:\w{{2,5}}\s)?{_YEAR}",
        rf"{_YEAR}\s{{1,3}}{_WORD}\s{{1,3}}{_DAY}",
        rf"{_WORD},?\s{{1,3}}{_YEAR}",
    )
)
_EPOCH = re.compile(r"[0-9]{10}|[0-9]{13}")
_LINK = re.compile(r"\[\[(?:[^\[\]|#]{0,200}/)?([^\[\]|#/]{1,60})(?:[|#][^\[\]]{0,200})?\]\]")

_AFTER_NAME = r"(?:(?=[-_ .T])|\Z)"
_NAMES = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}([-_.])(?P<month>[0-9]{{2}})\2(?P<day>[0-9]{{2}})(?:T[0-9:.-]*)?{_AFTER_NAME}",
        rf"{_COMPACT}{_AFTER_NAME}",
    )
)
_DENDRON = re.compile(r"(?:\A|\.)(?P<year>[0-9]{4})\.(?P<month>[0-9]{2})\.(?P<day>[0-9]{2})\Z")
_FOLDERS = re.compile(
    r"(?:\A|/)(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})(?:(?=[-_ ])[^/]*)?\Z"
)
_INDEX = re.compile(r"(?<=.)/_?index\Z")


def key_of(name: str) -> str:
    """Return the name of a key as `KEYS` has it: `publishdate` for `publish_date`."""
    return re.sub(r"[_ -]", "", name.lower())


def read(written: str) -> str:
    """Return a date of front matter as a brief has it.

    Raises:
        ValueError: it is not one, or may be one of two; the message says so after the key.
    """
    text = written.strip()
    if len(text) > _LONGEST:
        raise ValueError(_UNKNOWN)
    if link := _LINK.fullmatch(text):
        text = link[1].strip()
    try:
        dates.parse(text)
    except ValueError:
        return _other_form(text.strip("<> "))
    return text


_UNKNOWN = "is not a recognised date (use 2025-06-02)"


def _other_form(text: str) -> str:
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    for form in _FORMS:
        if match := form.fullmatch(text):
            try:
                return _date(match)
            except KeyError:
                continue  # the word is not a month
    raise ValueError(_UNKNOWN)


def _date(match: re.Match[str]) -> str:
    part = match.groupdict()
    day: int | None
    if "one" in part:
        day, month = _day_and_month(int(part["one"]), int(part["two"]), part["sign"])
    else:
        month = _MONTH_OF[fold(part["word"])] if "word" in part else int(part["month"])
        day = int(part["day"]) if part.get("day") else None
    text = f"{part['year']}-{month:02}" + ("" if day is None else f"-{day:02}")
    try:
        dates.parse(text)
    except ValueError:
        raise ValueError("is not a day in the calendar (use 2025-06-02)") from None
    return text


def _day_and_month(one: int, two: int, sign: str) -> tuple[int, int]:
    """Return the day and the month of `02/06/2025`; with points the day comes first."""
    if two > 12 >= one:
        return two, one
    if sign != "." and one <= 12 and one != two:
        months = f"{one} {dates.MONTHS[two - 1]} or {two} {dates.MONTHS[one - 1]}"
        raise ValueError(f"may be {months} (use 2025-06-02)")
    return one, two


class NamedDay(NamedTuple):
    """The day in a file's name."""

    date: str
    """The day, `2025-06-02`; empty if the calendar has no such day."""
    written: str
    """What of the path is written for it."""
    words: str
    """What remains of the name without it; may be empty."""


def in_name(path: str) -> NamedDay | None:
    """Return the day that the path of a file, without its ending, has in its name or folders."""
    whole = _INDEX.sub("", path)
    name = whole.rpartition("/")[2]
    for form in _NAMES:
        if match := form.match(name):
            return _named(match, name[match.end() :])
    if match := _DENDRON.search(name):
        return _named(match, name[: match.start()])
    if match := _FOLDERS.search(whole):
        return _named(match, name[2:])
    return None


def _named(match: re.Match[str], rest: str) -> NamedDay | None:
    day = "-".join(match.group("year", "month", "day"))
    words = rest.strip(" -_.")
    if fold(words) in _WEEKDAYS.split() or not any(map(str.isalpha, words)):
        words = ""
    try:
        dates.parse(day)
    except ValueError:
        if match[0][:8].isdecimal():
            return None  # a number
        day = ""
    return NamedDay(day, match[0].strip("./"), words)
