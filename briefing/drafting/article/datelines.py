"""The day on which a text was published, where a line of its own or a dateline names it.

Only absolute dates with a year count: "Monday" may be any.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.loader import foreign_dates

_WORD = r"[^\W\d_]{3,12}"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:of\s)?{_WORD}\.?,?\s\d{{4}}"
    rf"|{_WORD}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})(?![\w/-]|\.\d)"
)
_HEAD = 12
"""Paragraphs at the beginning that may name the date."""
_FIRST = 5
"""Paragraphs that may begin with a dateline."""
_LONGEST_LINE = 120
_MOST_WORDS = 6
"""Words beside the date in a line that names the author."""
_ALLOWED_TEXT = """
    published posted date first on at gmt utc cet cest est edt pm am veröffentlicht erschienen stand
    datum vom den uhr publié publiée mis en ligne le опубликовано дата года мск опубліковано року
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер пятниця субота неділя
"""
_ALLOWED = frozenset(_ALLOWED_TEXT.split())
_AUTHOR = re.compile(r"(?:by|von|par|автор:?)\s", re.IGNORECASE)
_TOWN = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}(?:, [\w. ]{2,20})?,")
_LATER = re.compile(r"updated|modified|aktualisiert|mis à jour|modifié|обновлен|оновлен|accessed"
                    r"|retrieved|printed|abgerufen", re.IGNORECASE)  # fmt: skip
_DATELINE = re.compile(
    r"(?P<before>[^\W\d_][^()\n–—]{0,100}?)\s{0,3}(?:\((?P<agency>[^()\n]{2,40})\))?\s{0,3}"
    r"(?:–|—|--|\s-)\s"
)
_ADDRESS = re.compile(r"(?:\w{2,12}:\s{0,3})?(https?://[^\s<>\"]{3,2000})")


class Head(NamedTuple):
    """What the first lines of a text say of it; each is empty if they do not."""

    date: str
    """The day, `2025-06-02`."""
    publisher: str
    """The agency of the dateline."""
    url: str
    """The address that stands alone on a line."""


def head_of(paragraphs: Sequence[str], title: str) -> Head:
    """Return what the first and last lines of a text say of it."""
    lines = [line for one in paragraphs[:_HEAD] for line in _lines(one) if line != title]
    ends = [line for one in paragraphs[-2:] for line in _lines(one)]
    datelines = map(_dateline, paragraphs[:_FIRST])
    dateline = next(filter(None, datelines), Head("", "", ""))
    by_line = next(filter(None, map(date_alone, lines)), "")
    urls = (match[1] for line in (*lines, *ends) if (match := _ADDRESS.fullmatch(line)))
    return Head(dateline.date or by_line, dateline.publisher, next(urls, ""))


def _lines(paragraph: str) -> Iterator[str]:
    """Yield the first lines of a paragraph."""
    return (line.strip() for line in paragraph[:1_000].split("\n"))


def _days(text: str) -> Iterator[str]:
    for match in _DATE.finditer(text):
        try:
            yield foreign_dates.read(" ".join(match[0].split()))
        except ValueError:
            pass  # no such day, or not the name of a month


def date_alone(line: str) -> str:
    """Return the day in a line that holds little else; empty if it is not such a line."""
    if len(line) > _LONGEST_LINE or _LATER.match(line):
        return ""
    before = _LATER.split(line, maxsplit=1)[0]
    rest = [word.lower() for word in re.findall(r"[^\W\d_]{2,}", _DATE.sub(" ", line))]
    found = _DATE.search(before)
    is_alone = all(word in _ALLOWED for word in rest)
    has_author = _AUTHOR.match(line) is not None and len(rest) <= _MOST_WORDS
    has_town = found is not None and _is_town(line, found)
    return next(_days(before), "") if is_alone or has_author or has_town else ""


def _is_town(text: str, date: re.Match[str]) -> bool:
    """Whether a text is `TOWN, DATE` and nothing more."""
    town = text[: date.start()].strip()
    return _TOWN.fullmatch(town) is not None and not text[date.end() :].strip(" ,.")


def _dateline(paragraph: str) -> Head | None:
    """Return what a dateline says: `KYIV, 2 June 2025 (Agency) — …`."""
    match = _DATELINE.match(paragraph)
    if match is None:
        return None
    before, agency = match["before"], (match["agency"] or "").strip()
    found = _DATE.search(before)
    by_town = next(_days(before), "") if found is not None and _is_town(before, found) else ""
    date = by_town or next(_days(agency), "")
    town = before.split(",")[0].strip()
    if date:
        return Head(date, "" if _DATE.search(agency) else agency, "")
    # Without a date, the town must be in capitals or have a country behind it.
    named = agency and len(town.split()) <= 3 and (town.isupper() or "," in before)
    return Head("", agency, "") if named else None
