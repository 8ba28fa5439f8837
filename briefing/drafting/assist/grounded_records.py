"""The records of a proposal, less what the article does not hold; all that is left is suggested."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from briefing.drafting.assist.article_content import SOURCE, ArticleContent
from briefing.loader.identity import slug_of
from briefing.loader.problems import short
from briefing.model import brief
from briefing.model.any_record import AnyRecord
from briefing.model.references import NUMBERED, SLUG
from briefing.text.fold import fold

Values = dict[str, Any]
Known = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Parties, people and issues that the store has, by section and key, as a file has them."""

_RECORDS: Mapping[str, type[AnyRecord]] = {
    "parties": brief.Party, "people": brief.Person, "issues": brief.Issue, "quotes": brief.Quote,
    "agreements": brief.Agreement, "disagreements": brief.Disagreement,
    "positions": brief.Position, "proposals": brief.Proposal, "timeline": brief.Event,
    "next": brief.NextStep, "place": brief.Location,
}  # fmt: skip
_NAME = {"issues": "title", "parties": "name", "people": "name", "place": "name"}
_PROSE = frozenset(("text", "question", "title", "note", "amount"))
_DATES = frozenset(("date", "due", "said_on"))
_NOT_TAKEN = frozenset(
    ("suggested", "extra", "lang", "original", "translated_by", "same_as", "prefix", "suffix",
     "short", "members", "part_of")
)  # fmt: skip
"""Keys that no text can show."""
_PLACE = re.compile(rf"{SOURCE}#p([1-9][0-9]{{0,5}})(?:-([1-9][0-9]{{0,5}}))?")
_OUTER = ('""', "“”", "„“", "«»", "''", "‘’", "„”")
_MARK = re.compile(r" ?\[\^([^\]\s]{1,200})\]")


class GroundedRecords:
    """Takes the records of a proposal, section by section, and keeps what the article shows."""

    def __init__(
        self,
        content: ArticleContent,
        known: Known,
        shared: frozenset[str],
        refuse: Callable[[str], None],
    ) -> None:
        """`shared` are the known records that every brief has anyway; `refuse` gets each loss."""
        self._content = content
        self._known = known
        self._shared = shared
        self._refuse = refuse
        self._keys: dict[tuple[str, str], str] = {}
        self._names: dict[str, dict[str, str]] = {}
        self.sections: dict[str, Values] = {}
        """The records that are left, by section and key."""

    def take_named(self, section: str, given: Any) -> None:
        """Take parties, people or issues, whose names the text must hold."""
        for key, record in self._each(section, given):
            name = _line(record.get(_NAME[section]))
            slug, known = self._known_as(section, name or key)
            where = f"{section}.{key}"
            if not self._is_named(section, name, known):
                self._refuse(f'{where}: the text does not hold "{short(name)}"')
                continue
            slug = slug or (key if re.fullmatch(SLUG, key) else slug_of(name))
            self._keys[section, key] = self._keys[section, slug] = slug
            if f"{section}.{slug}" in self._shared or slug in self.sections.get(section, {}):
                continue
            values = dict(known) or self._fields(section, where, record)
            self.sections.setdefault(section, {})[slug] = _suggested(
                {_NAME[section]: name, **values}
            )

    def take_quotes(self, given: Any) -> None:
        """Take quotations, whose words the archived text must hold; their places are computed."""
        for key, record in self._each("quotes", given):
            words = _line(record.get("text"))
            if words[:1] + words[-1:] in _OUTER and len(words) > 2:
                words = words[1:-1].strip()
            where = f"quotes.{key}"
            if record.get("kind") == "paraphrase":
                self._refuse(f"{where}: a paraphrase, which no text can show")
                continue
            check = self._content.quote(words, _line(record.get("from")))
            if check is None:
                self._refuse(f'{where}: not in the text: "{short(words)}"')
                continue
            values = self._fields("quotes", where, {**record, "text": None, "from": None})
            if "kind" not in values and next(filter(str.isalpha, words), "A").islower():
                values["kind"] = "partial"
            place = {"from": str(check.place.paragraphs)} if check.place else {}
            who = values.pop("who", "")
            spoken = {"who": who} if who else {}
            self._add("quotes", key, {**spoken, "text": words, **values, **place})

    def take(self, section: str, given: Any) -> None:
        """Take agreements, disagreements or proposals, each whole but for what describes it."""
        for key, record in self._each(section, given):
            where = f"{section}.{key}"
            values = self._fields(section, where, record)
            if section == "disagreements":
                values["positions"] = dict(self._positions(where, record.get("positions")))
            if self._is_whole(section, where, values, record):
                self._add(section, key, values)

    def listed(self, section: str, given: Any) -> list[Values]:
        """Return the events or next steps that the text shows."""
        kept = []
        for key, record in self._each(section, given):
            where = f"{section}.{key}"
            values = self._fields(section, where, record)
            if self._is_whole(section, where, values, record):
                kept.append(_suggested(values))
        return kept

    def place(self, given: Any) -> Values:
        """Return where it took place, if the text names it."""
        record = {"name": given} if isinstance(given, str) else given
        name = _line(record.get("name")) if isinstance(record, Mapping) else ""
        if not name:
            return {}
        if not self._content.has_phrase(name):
            self._refuse(f'place: the text does not hold "{short(name)}"')
            return {}
        return _suggested({"name": name, **self._fields("place", "place", record)})

    def prose(self, where: str, text: str) -> str:
        """Return prose with its references to records that are there, and without others."""

        def written(match: re.Match[str]) -> str:
            target = match[1].partition("#")[0]
            key = SOURCE if target == SOURCE else self._any(target)
            if not key:
                self._refuse(f"{where}: [^{short(match[1])}] is not a record that was kept")
            return f"{match[0][: match[0].index('[')]}[^{key}]" if key else ""

        return _MARK.sub(written, text)

    def _any(self, target: str) -> str:
        keys = (self._keys.get((section, target), "") for section in NUMBERED)
        return next(filter(None, keys), "")

    def _each(self, section: str, given: Any) -> Iterator[tuple[str, Values]]:
        """Yield the records of a map or a list with their keys; a text is just a name."""
        if isinstance(given, list):
            prefix = NUMBERED.get(section, "")
            given = {f"{prefix}{number}": one for number, one in enumerate(given, 1)}
        if given and not isinstance(given, Mapping):
            self._refuse(f"{section}: not a map of records")
        for key, record in given.items() if isinstance(given, Mapping) else ():
            if isinstance(record, str) and section in _NAME:
                record = {_NAME[section]: record}
            if isinstance(record, Mapping):
                yield key, dict(record)
            else:
                self._refuse(f"{section}.{key}: not a record")

    def _add(self, section: str, key: str, values: Values) -> None:
        records = self.sections.setdefault(section, {})
        own = f"{NUMBERED[section]}{len(records) + 1}"
        self._keys[section, key] = own
        records[own] = _suggested(values)

    def _known_as(self, section: str, name: str) -> tuple[str, Values]:
        """Return the key and values of the store's record with this name or alias."""
        slug = self._by_name(section).get(fold(name), "")
        return slug, dict(self._known[section][slug]) if slug else {}

    def _by_name(self, section: str) -> Mapping[str, str]:
        """Return the keys of the store's records by their folded names; earlier ones count."""
        if section not in self._names:
            found = self._names[section] = {}
            for slug, values in self._known.get(section, {}).items():
                for name in (values.get(_NAME[section], slug), slug, *values.get("aliases", ())):
                    found.setdefault(fold(name), slug)
        return self._names[section]

    def _is_named(self, section: str, name: str, known: Values) -> bool:
        if section == "issues":
            return bool(name) and not any(self._content.doubts(name))
        names = (name, known.get("name", ""), *known.get("aliases", ()))
        return any(self._content.has_phrase(one) for one in names if one)

    def _fields(self, section: str, where: str, record: Values) -> Values:
        """Return the fields of a record that the text can show, but for its name and positions."""
        model = _RECORDS[section].model_fields
        fields = {info.alias or name for name, info in model.items()} - {_NAME.get(section)}
        values = {}
        for key, value in record.items():
            if key not in fields and key != _NAME.get(section):
                self._refuse(f'{where}: unknown key "{short(key)}"')
            elif key in fields and key != "positions" and value not in (None, "", []):
                kept = self._field(section, f"{where}.{key}", key, value)
                if kept not in (None, "", []):
                    values[key] = kept
        return values

    def _field(self, section: str, where: str, key: str, value: Any) -> Any:
        if key in _NOT_TAKEN:
            self._refuse(f"{where}: not taken from a proposal")
            return None
        if key in ("support", "quotes", "parties", "attested_by", "issues", "aliases"):
            return self._items(where, key, value)
        text = _line(value) if key not in _PROSE else value if isinstance(value, str) else ""
        if key in ("issue", "by", "party", "who") or (key == "to" and section == "proposals"):
            return self._name(where, key, text)
        if key in _DATES:
            return self._shown(where, text, self._content.has_date(text))
        if key in ("verb", "via", "to") or (section, key) == ("people", "role"):
            return self._shown(where, text, self._content.has_phrase(text))
        if key in _PROSE:
            doubts = list(dict.fromkeys(self._content.doubts(text)))
            if doubts:
                self._refuse(f"{where}: the text does not hold {short(', '.join(doubts), 120)}")
                return None
            return self.prose(where, text)
        return text

    def _shown(self, where: str, text: str, holds: bool) -> str:
        """Return a text if the article holds it; refuse it otherwise."""
        if not holds:
            self._refuse(f'{where}: the text does not hold "{short(text)}"')
        return text if holds else ""

    def _name(self, where: str, key: str, name: str) -> str:
        """Return the key of a record that a field names; empty if it is not there."""
        sections = {"issue": ("issues",), "who": ("people", "parties")}.get(key, ("parties",))
        for section in sections:
            slug = self._keys.get((section, name)) or self._known_as(section, name)[0]
            if slug and self._is_there(section, slug):
                return slug
        self._refuse(f'{where}: "{short(name)}" is not among the {" and ".join(sections)} kept')
        return ""

    def _is_there(self, section: str, slug: str) -> bool:
        return slug in self.sections.get(section, {}) or f"{section}.{slug}" in self._shared

    def _items(self, where: str, key: str, value: Any) -> list[str]:
        """Return the items of a list that are there."""
        kept = []
        for one in value if isinstance(value, list) else [value]:
            text = _line(one)
            if key == "support":
                found = self._shown(where, text, self._has_place(text))
            elif key == "aliases":
                found = self._shown(where, text, self._content.has_phrase(text))
            elif key == "quotes":
                own = self._keys.get(("quotes", text), "")
                found = self._shown(where, text, bool(own)) and own
            else:
                found = self._name(where, {"issues": "issue"}.get(key, key), text)
            if found:
                kept.append(found)
        return list(dict.fromkeys(kept))

    def _has_place(self, text: str) -> bool:
        match = _PLACE.fullmatch(text)
        last = int(match[2] or match[1]) if match else 0
        return text == SOURCE or (
            match is not None and int(match[1]) <= last <= self._content.paragraphs
        )

    def _positions(self, where: str, given: Any) -> Iterator[tuple[str, Values]]:
        for key, record in self._each("positions", given):
            party = self._name(f"{where}.positions.{key}", "by", key)
            values = self._fields("positions", f"{where}.positions.{key}", record)
            if party and (not record.get("text") or values.get("text")):
                yield party, _suggested(values)

    def _is_whole(self, section: str, where: str, values: Values, given: Values) -> bool:
        """Whether a record still states what it stated: all it needs, with every party."""
        needed = [
            info.alias or name
            for name, info in _RECORDS[section].model_fields.items()
            if info.is_required()
        ]
        lists = (key for key in ("parties", "attested_by") if isinstance(given.get(key), list))
        less = [key for key in lists if len(values.get(key, ())) < len(given[key])]
        empty = [key for key in needed if not values.get(key) and key != "attested_by"]
        if section == "agreements":
            values.setdefault("attested_by", [])
        for key in dict.fromkeys((*empty, *less)):
            self._refuse(f"{where}: left out, as its {key} cannot be kept")
            return False
        return True


def _suggested(values: Values) -> Values:
    """Return a record all of whose values are suggestions."""
    rest = {key: one for key, one in values.items() if key != "suggested"}
    return {**rest, "suggested": list(rest)} if rest else rest


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def lines_of(value: Any) -> Sequence[str]:
    """Return the texts of a list; a single one stands for a list of one."""
    every = value if isinstance(value, list) else [value]
    return [line for one in every if (line := _line(one))]
