"""The sources, parties and people of one story of Kite."""

import re
from collections.abc import Mapping
from typing import Any

from briefing.exchange.incoming.import_item import KnownNames, Values, flat, key_of
from briefing.loader import foreign_dates

_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_FIRST_LETTER = 0x1F1E6
_SIGNS = re.compile(r"^[^\w(]+")
_NOT_STATES = {"EU": "bloc", "UN": "organisation"}
"""Flags of what is not a country (ISO 3166-1 reserves the letters)."""
_LONGEST_NAME = 80  # characters before the colon of "Party: prose"


class KiteRecords:
    """Collects the records that the parts of a story name."""

    def __init__(self, known: KnownNames) -> None:
        """Begin without records; `known` has the parties and people that the store shares."""
        self._known = known
        self._sources: dict[str, Values] = {}
        self._by_url: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._parties: dict[str, Values] = {}
        self._people: dict[str, Values] = {}
        self.held: list[tuple[str, str]] = []
        """Each party with the prose on what it holds, in order."""

    def values(self) -> Values:
        """Return the maps of the brief."""
        return {"parties": self._parties, "people": self._people, "sources": self._sources}

    def take_articles(self, articles: Any) -> list[str]:
        """Make a source of each article; return the days on which they were published."""
        days = []
        for one in articles if isinstance(articles, list) else ():
            given = dict(one) if isinstance(one, Mapping) else {"title": one}
            url, domain = flat(given.pop("link", "")), flat(given.pop("domain", ""))
            fields = {"title": flat(given.pop("title", "")), "publisher": domain}
            moment = flat(given.pop("date", ""))
            try:
                fields["published"] = foreign_dates.read(moment)
                days.append(fields["published"])
            except ValueError:
                pass
            if moment and moment != fields.get("published"):
                given["date"] = moment
            self.source(url, fields, given, shared=False)
        return days

    def source(
        self, url: str, fields: Values, extra: Mapping[str, Any] | None = None, *,
        shared: bool = True,
    ) -> str:  # fmt: skip
        """Return the key of a source, made where `url` is new; with `shared`, one may be reused."""
        if shared and url and url in self._by_url:
            return self._completed(self._by_url[url], fields, extra or {})
        domain = fields.get("publisher") or "source"
        self._counts[domain] = self._counts.get(domain, 0) + 1
        key = key_of(domain, str(self._counts[domain]))
        if url:
            self._by_url.setdefault(url, key)
        left = {name: one for name, one in (extra or {}).items() if one not in ("", None, [], {})}
        record = {"kind": "news", **fields, "url": url, "extra": left}
        self._sources[key] = {name: one for name, one in record.items() if one}
        return key

    def _completed(self, key: str, fields: Values, extra: Mapping[str, Any]) -> str:
        """Add to a source the details given elsewhere; return its key."""
        record, name = self._sources[key], fields.get("publisher")
        more = {one: value for one, value in extra.items() if value not in ("", None, [], {})}
        if name and name != record.get("publisher"):
            if record.get("publisher"):
                more["domain"] = record["publisher"]
            record["publisher"] = name
        if more:
            record["extra"] = {**more, **record.get("extra", {})}
        return key

    def mark(self, domain: str, number: int) -> str:
        """Return the reference to the n-th article of a domain; empty without one."""
        key = key_of(domain, str(number))
        return f" [^{key}]" if key in self._sources else ""

    def cite(self, sources: Any) -> str:
        """Return the references to some sources, each `{name, url}`."""
        marks = []
        for one in sources if isinstance(sources, list) else ():
            if isinstance(one, Mapping) and (flat(one.get("url")) or flat(one.get("name"))):
                rest = {key: value for key, value in one.items() if key not in ("name", "url")}
                name = {"publisher": flat(one.get("name"))}
                marks.append(f"[^{self.source(flat(one.get('url')), name, rest)}]")
        return "".join(f" {mark}" for mark in dict.fromkeys(marks))

    def party_of(self, line: str, extra: Mapping[str, Any] | None = None) -> str:
        """Return the party of `Party: prose`, made where it is new; empty where none is named.

        A person who is quoted is not also a party. `extra` is what else is said of it.
        """
        head, sign, text = line.partition(": ")
        name = flat(_SIGNS.sub("", head))
        if not sign or not name or len(name) > _LONGEST_NAME:
            return ""
        slug = self._known.party(name) or key_of(name)
        if slug in self._people or self._known.person(name):
            return ""
        if not self._known.party(name):
            record = self._parties.setdefault(slug, {"name": name, **_flagged(head)})
            if extra:
                record.setdefault("extra", {}).update(extra)
        self.held.append((slug, flat(text)))
        return slug

    def speaker(self, author: str) -> str:
        """Return the slug of `Name, office`; of a party where the store knows one of that name."""
        name, _, role = map(str.strip, author.partition(","))
        if not name:
            return ""
        if slug := self._known.person(name) or self._known.party(name):
            if not role:
                return slug
        else:
            slug = key_of(name)
        self._people[slug] = {"name": name, "role": role} if role else {"name": name}
        return slug


def _flagged(head: str) -> Values:
    """Return the country or kind that a flag in front of a name says."""
    match = _FLAG.search(head)
    if match is None:
        return {}
    code = "".join(chr(ord(letter) - _FIRST_LETTER + ord("A")) for letter in match.groups())
    return {"kind": _NOT_STATES[code]} if code in _NOT_STATES else {"country": code}
