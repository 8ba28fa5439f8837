"""The day on which a text was published, where a line of its own or a dateline names it.

Only absolute dates with a year count: "Monday" may be any.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
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
_LONGEST_LINE = 120
_MOST_WORDS = 6
"""Words beside the date in a line of its own: a label, a name, a town, a time."""
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
    dateline = next(filter(None, map(_dateline, paragraphs[:_HEAD])), Head("", "", ""))
    by_line = next(filter(None, map(_date_alone, lines)), "")
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


def _date_alone(line: str) -> str:
    """Return the day in a line that holds little else."""
    if len(line) > _LONGEST_LINE or _LATER.match(line):
        return ""
    before = _LATER.split(line, maxsplit=1)[0]
    rest = _DATE.sub(" ", line)
    if len(re.findall(r"[^\W\d_]{2,}", rest)) > _MOST_WORDS or line.endswith((".", "?", "!")):
        return ""
    return next(_days(before), "")


def _dateline(paragraph: str) -> Head | None:
    """Return what a dateline says: `KYIV, 2 June 2025 (Agency) — …`."""
    match = _DATELINE.match(paragraph)
    if match is None:
        return None
    before, agency = match["before"], (match["agency"] or "").strip()
    date = next(chain(_days(before), _days(agency)), "")
    town = before.split(",")[0].strip()
    if date and len(before.split()) <= 8:
        return Head(date, "" if _DATE.search(agency) else agency, "")
    # Without a date, the town must be in capitals or an agency in brackets.
    named = agency and len(town.split()) <= 3 and (town.isupper() or "," in before)
    return Head("", agency, "") if named else None
