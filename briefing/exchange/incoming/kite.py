"""Kagi News ("Kite"): a category file, or one story of one, as JSON -> a brief a story.

What a story says becomes the summary and its sources; what parties are said to hold becomes prose
and a party, never a stance. All that a brief has no field for is kept under `extra`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from briefing.errors import BriefingError
from briefing.exchange.incoming.import_item import (
    ImportItem,
    KnownNames,
    Refused,
    Values,
    flat,
    key_of,
    tidied,
)
from briefing.exchange.incoming.json_values import read_json
from briefing.exchange.incoming.kite_records import KiteRecords
from briefing.loader import foreign_dates

_LISTS = ("clusters", "stories")
"""The key of the stories in a category file, as different versions write it."""
_OUTER_MARKS = ("\"\"", "“”", "„“", "«»", "''", "‘’")  # fmt: skip
_CITED = re.compile(r"\s?\[([\w.-]{1,100})#([0-9]{1,4})\]")
_COMMON = re.compile(r"\s?\[common\]")
_STANCES = "proposes, demands, supports, accepts, conditional, rejects, disputes, unreported"


def read_kite(data: bytes, name: str, known: KnownNames) -> Iterator[ImportItem | Refused]:
    """Yield the stories of a file.

    Raises:
        BriefingError: it is not JSON, or holds no story.
    """
    file = read_json(data, name)
    key = next((one for one in _LISTS if isinstance(file, dict) and one in file), "")
    stories = file[key] if key else file if isinstance(file, list) else [file]
    feed = {one: value for one, value in file.items() if one != key} if key else {}
    if not isinstance(stories, list) or not any(map(_is_story, stories)):
        raise BriefingError(f"{name}: no story with a title; give a category file of Kite, or one")
    for number, story in enumerate(stories, 1):
        if _is_story(story):
            yield _item(story, feed, known)
        else:
            yield Refused(f"{name}: story {number}", "without a title; nothing can be made of it")


def _is_story(value: Any) -> bool:
    return isinstance(value, dict) and bool(flat(value.get("title")))


def _item(story: Values, feed: Values, known: KnownNames) -> ImportItem:
    lost: list[str] = []
    made = _Story(tidied(story, lost), tidied(feed, lost), known)
    values = made.values()
    key = key_of(values.get("date", ""), values["title"])
    return ImportItem(key, values, tuple(lost), tuple(made.remarks()))


class _Story:
    """One story, taken apart: what is used is removed, and what is left is `extra`."""

    def __init__(self, story: Values, feed: Values, known: KnownNames) -> None:
        self._left = story
        self._feed = feed
        self._records = KiteRecords(known)
        self._marks = 0

    def values(self) -> Values:
        """Return the values of the brief."""
        left = self._left
        title, place = flat(left.pop("title")), flat(left.pop("location", ""))
        articles = self._records.take_articles(left.pop("articles", ()))
        quote = self._quote()  # before the parties: a speaker is not also one of those
        summary, timeline = self._summary()
        values = {
            "title": title, "date": self._date(articles),
            "place": {"name": place} if place else None, "status": "draft",
            "summary": summary or title, **self._records.values(),
            "quotes": {"q1": quote} if quote else None, "timeline": timeline,
            "extra": self._extra(),
        }  # fmt: skip
        return {key: one for key, one in values.items() if one}

    def remarks(self) -> Iterator[str]:
        """Yield the lines of a comment: positions to be, without their stances."""
        if held := self._records.held:
            yield f"To confirm: no stance was guessed ({_STANCES})."
            yield "disagreements:"
            yield "  d1: {issue: , question: , positions: {"
            for party, text in held:
                yield f"    {party}: {{stance: , text: {text}}},"
            yield "  }}"

    def _date(self, articles: list[str]) -> str:
        """Return the day of the file, else that of its latest article; empty without either."""
        stamp = self._feed.get("timestamp")
        if isinstance(stamp, str) and stamp.isascii() and stamp.isdigit() and len(stamp) == 10:
            return datetime.fromtimestamp(int(stamp), UTC).date().isoformat()
        return max(articles, default="")

    def _summary(self) -> tuple[str, list[Values]]:
        """Return the prose, and the events that have a date."""
        left, parts = self._left, []
        if lead := left.pop("short_summary", ""):
            parts.append(self._cited(lead).strip() if isinstance(lead, str) else "")
        if points := _texts(left.pop("talking_points", ())):
            parts.append(_list(map(self._cited, points)))
        events, undated = self._timeline()
        for heading, lines in (
            ("Perspectives", self._perspectives()),
            ("International reactions", self._reactions()),
            ("Timeline", undated),
        ):
            if lines:
                parts += [f"## {heading}", _list(lines)]
        return "\n\n".join(filter(None, parts)), events

    def _perspectives(self) -> list[str]:
        """Return who holds what, each with its sources."""
        lines, left = [], []
        for one in _items(self._left.pop("perspectives", ())):
            given = {"text": one} if isinstance(one, str) else one
            text = flat(given.get("text")) if isinstance(given, Mapping) else ""
            if not text:
                left.append(one)
                continue
            rest = {key: value for key, value in given.items() if key not in ("text", "sources")}
            marks = self._records.cite(given.get("sources", ()))
            party = self._records.party_of(text, rest)
            lines.append(self._cited(text) + marks)
            if rest and not party:
                left.append({"text": text, **rest})
        if left:
            self._left["perspectives"] = left
        return lines

    def _reactions(self) -> list[str]:
        lines = _texts(self._left.pop("international_reactions", ()))
        for line in lines:
            self._records.party_of(line)
        return list(map(self._cited, lines))

    def _timeline(self) -> tuple[list[Values], list[str]]:
        """Return the events with a date, and the lines of the others: no label is a guess."""
        events: list[Values] = []
        undated = []
        for line in _texts(map(_dated, _items(self._left.pop("timeline", ())))):
            label, sign, text = map(str.strip, line.partition("::"))
            text = self._cited(text)
            try:
                day = foreign_dates.read(label)
            except ValueError:
                day = ""
            if day and text:
                events.append({"date": day, "text": text})
            else:
                undated.append(f"{self._cited(label)}: {text}" if sign else self._cited(line))
        return events, undated

    def _quote(self) -> Values:
        """Return the quotation with its speaker and source; empty without one."""
        left = self._left
        text = flat(left.pop("quote", ""))
        author, url, domain = (
            flat(left.pop(f"quote_{key}", "")) for key in ("author", "source_url", "source_domain")
        )
        if text[:1] + text[-1:] in _OUTER_MARKS and len(text) > 2:
            text = text[1:-1].strip()
        if not text:
            given = {"quote_author": author, "quote_source_url": url, "quote_source_domain": domain}
            left.update((key, one) for key, one in given.items() if one)
            return {}
        quote = {
            "who": self._records.speaker(author) or None, "text": text,
            "from": self._records.source(url, {"publisher": domain}) if url or domain else None,
        }  # fmt: skip
        return {key: one for key, one in quote.items() if one or key == "who"}

    def _cited(self, text: str) -> str:
        """Return prose with Kite's citations as references, and other `[^…]` as plain text."""
        text, count = _COMMON.subn("", text)
        self._marks += count
        text = text.replace("[^", "\\[^")
        return _CITED.sub(
            lambda match: self._records.mark(match[1], int(match[2])) or match[0], text
        )

    def _extra(self) -> Values:
        left = {key: one for key, one in self._left.items() if _says(one)}
        counted = {"common_knowledge_marks": str(self._marks)} if self._marks else {}
        feed = {key: one for key, one in self._feed.items() if _says(one)}
        return {"imported": "Kite", **left, **counted, **({"feed": feed} if feed else {})}


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {flat(line)}" for line in lines)


def _items(value: Any) -> list[Any]:
    """Return a list; Kite writes an empty one as an empty text."""
    return list(value) if isinstance(value, list | tuple | map) else [value] if value else []


def _dated(event: Any) -> Any:
    """Return an event as `date:: text`, also where it is a record of just these two."""
    if isinstance(event, Mapping) and event.keys() == {"date", "content"}:
        return f"{flat(event['date'])}:: {flat(event['content'])}"
    return event


def _texts(value: Any) -> list[str]:
    """Return the lines of a list; what is not text is written as `key: value`."""
    return [line for one in _items(value) if (line := flat(_as_line(one)))]


def _as_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_as_line(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_as_line, value))
    return str(value or "")


def _says(value: Any) -> bool:
    return value not in ("", None, [], {})
