"""Dates of briefs as an iCalendar file: meetings, deadlines, offers and next steps.

Source: RFC 5545. Days only, no times and no time zones.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from briefing.catalogue.values import tlp_label
from briefing.exchange.outgoing.walk import Outgoing, OutgoingRecord, records
from briefing.model import dates
from briefing.model.dates import When
from briefing.model.rows import whose_word
from briefing.text.clean import clean
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import inline
from briefing.view.spans import plain

_OCTETS = 75  # of a line
_CLASSES = {"red": "CONFIDENTIAL", "amber+strict": "CONFIDENTIAL", "amber": "CONFIDENTIAL",
            "green": "PRIVATE"}  # fmt: skip
_CALLED_OFF = ("rejected", "withdrawn")


class _Day(NamedTuple):
    """Something that a brief dates."""

    key: str
    """What its identifier is made of: never its place or its date."""
    when: When
    title: str
    text: str = ""
    status: str = "CONFIRMED"


def ics_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield a calendar of all-day events, line by line."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefing//briefing//EN",
            "CALSCALE:GREGORIAN"]  # fmt: skip
    name = " ".join([*outgoing.basis.cautions, outgoing.title])
    for line in (*head, _property("X-WR-CALNAME", name)):
        yield _folded(line)
    seen = Counter[str]()
    for view in outgoing.views():
        for day in _days(view):
            for line in _event(view, day, seen):
                yield _folded(line)
    yield _folded("END:VCALENDAR")


def _folded(line: str) -> str:
    """Return a line folded at 75 octets, never within a character, with its end."""
    data, parts, start, room = line.encode(), list[bytes](), 0, _OCTETS
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        parts.append(data[start:end])
        start, room = end, _OCTETS - 1
    return b"\r\n ".join([*parts, data[start:]]).decode() + "\r\n"


def _property(name: str, text: str) -> str:
    """Return a property whose value is text (RFC 5545, 3.3.11)."""
    safe = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return f"{name}:{safe.replace(chr(10), chr(92) + 'n')}"


def _event(view: BriefView, day: _Day, seen: Counter[str]) -> Iterator[str]:
    brief, mark = view.brief, tlp_label(view.brief.handling or "")
    uid = f"{brief.id}.{day.key}"
    seen[uid] += 1
    number = f".{seen[uid]}" if seen[uid] > 1 else ""
    yield "BEGIN:VEVENT"
    yield _property("UID", f"{uid}{number}@briefing")
    yield f"DTSTAMP:{_stamp(view)}"
    yield f"DTSTART;VALUE=DATE:{_day(day.when.first)}"
    if day.when.last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day.when.last + timedelta(days=1))}"
    whole = day.when.start == day.when.end and day.when.start.day and not day.when.start.about
    about = "" if whole and not day.when.start.unsure else f" ({day.when})"
    yield _property("SUMMARY", " ".join([*view.cautions, f"{day.title}{about}"]))
    lines = (day.text, f"{brief.title} [{brief.id}]", mark, view.standing)
    yield _property("DESCRIPTION", "\n".join(filter(None, lines)))
    if day.key == "date" and brief.place:
        yield _property("LOCATION", str(brief.place))
    names = ",".join(_property("", name)[1:] for name in filter(None, (mark, *brief.tags)))
    yield from [f"CATEGORIES:{names}"] if names else []
    yield f"CLASS:{_CLASSES.get(brief.handling or '', 'PUBLIC')}"
    yield f"STATUS:{day.status}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _stamp(view: BriefView) -> str:
    """Return when the brief was last changed, as far as it says so, so that exports are alike."""
    if view.brief.updated:
        written = view.brief.updated.upper().replace(" ", "T").replace("Z", "+00:00")
        moment = datetime.fromisoformat(written.replace(":60", ":59"))
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{_day(date.fromisoformat(dates.sort_key(view.brief.date) or '1970-01-01'))}T000000Z"


def _days(view: BriefView) -> Iterator[_Day]:
    brief = view.brief
    if dates.sort_key(brief.date):
        gist = plain(inline(brief.bottom_line or ""))
        yield _Day("date", dates.parse(brief.date), brief.title, gist)
    for each in records(view):
        record = each.record
        if each.section == "agreements" and record.due:
            yield _due(each)
        elif each.section == "proposals" and record.date:
            yield _offer(each)
        elif each.section == "next" and record.date:
            yield _step(each)


def _due(each: OutgoingRecord) -> _Day:
    view, agreed = each.view, each.record
    word = whose_word(agreed.parties, agreed.attested_by, view.party)
    words = (plain(inline(agreed.text)), agreed.amount, word, _doubt(each))
    title = f"due: {view.issue(agreed.issue)}"
    return _Day(each.key, dates.parse(agreed.due), title, "; ".join(filter(None, words)))


def _offer(each: OutgoingRecord) -> _Day:
    view, offer = each.view, each.record
    title = f"offer of {view.party(offer.by)}: {view.issue(offer.issue)}"
    status = "CANCELLED" if offer.status in _CALLED_OFF else "TENTATIVE"
    words = (plain(inline(offer.text)), offer.status, _doubt(each))
    text = "; ".join(filter(None, words))
    return _Day(each.key, dates.parse(offer.date), title, text, status)


def _step(each: OutgoingRecord) -> _Day:
    """Return a next step, which has no key: its words name it, wherever in the list it stands."""
    step, text = each.record, plain(inline(each.record.text))
    key = hashlib.sha256(step.text.encode()).hexdigest()[:12]
    return _Day(f"next-{key}", dates.parse(step.date), text, _doubt(each), "TENTATIVE")


def _doubt(each: OutgoingRecord) -> str:
    keys = ", ".join(each.suggested)
    return f"suggested, not confirmed: {keys}" if keys else ""
