"""The rows of a table that make one brief."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.exchange.incoming.fitting import without_marks
from briefing.exchange.incoming.import_item import (
    ImportItem,
    KnownNames,
    Values,
    key_of,
    tidied,
    tidy_text,
)
from briefing.exchange.incoming.table.column_map import (
    COLUMN,
    SECTIONS,
    CellNames,
    ColumnMap,
    RecordMap,
)
from briefing.loader import foreign_dates
from briefing.model.references import NUMBERED

Row = Mapping[str, str]
"""The cells of a row by column, without blanks at their ends."""

_DATES = frozenset(("date", "published", "accessed", "due", "said_on"))
_LISTS = frozenset(
    ("tags", "authors", "unknown", "parties", "attested_by", "issues", "support", "quotes",
     "aliases", "members")
)  # fmt: skip
_NAMED = {
    "issue": "issues", "issues": "issues", "part_of": "issues", "parties": "parties",
    "attested_by": "parties", "by": "parties", "party": "parties", "who": "people",
}  # fmt: skip
"""Fields that name a record by its slug, and the map that has it."""
_SLUGS = frozenset(("id", "process", "supersedes", "key"))
_PROSE = frozenset(("summary", "bottom_line", "text", "note"))
_NAME_OF = {"issues": "title", "parties": "name", "people": "name"}
_LINE_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_KEYS = {**NUMBERED, "sources": "s"}


class RowBrief:
    """A brief that its rows fill."""

    def __init__(self, column_map: ColumnMap, first: Row, known: KnownNames) -> None:
        """Begin with the id in the `first` row; `known` has the records that the store shares."""
        self._map = column_map
        self._known = known
        self._values: Values = {}
        self._lefts: list[dict[str, str]] = []
        self._lost: list[str] = []
        self.id = self._text(column_map.brief.get("id", ()), first, set())
        """The id as the first row gives it; empty without one."""

    @property
    def key(self) -> str:
        """The slug for the brief."""
        given = (self.id,) if self.id else (self._values["date"], self._values["title"])
        return key_of(*map(str, given))

    def add(self, row: Row, line: int) -> None:
        """Add what a row says; what it says otherwise than the first row is left for `extra`.

        It begins at a line, from 1, which a loss names with its column.
        """
        for name, cell in row.items():
            if not self._lefts:
                tidy_text(name, "line 1, the name of a column", self._lost)
            tidy_text(cell, f"line {line}, column {name}", self._lost)
        used: set[str] = set()
        for field, templates in self._map.brief.items():
            columns: set[str] = set()
            value = self._value("brief", field, templates, row, columns)
            if field == "id":
                continue
            if field not in self._values:
                self._values[field] = value
            if self._values[field] == value:
                used |= columns
        for one in self._map.records:
            if all(row.get(column) == cell for column, cell in one.only.items()):
                used |= self._record(one, row)
        self._lefts.append({name: one for name, one in row.items() if one and name not in used})

    def item(self, key: str) -> ImportItem:
        """Return the brief."""
        lefts = [left for left in self._lefts if left]
        rest: Any = lefts[0] if len(self._lefts) == 1 and lefts else None
        if len(self._lefts) > 1:
            rest = {str(number): left for number, left in enumerate(self._lefts, 1) if left}
        extra = {"imported": "CSV", **({self._map.rest: rest} if rest else {})}
        values = {name: one for name, one in self._values.items() if one}
        return ImportItem(key, tidied({**values, "extra": extra}, []), tuple(self._lost))

    def _record(self, made: RecordMap, row: Row) -> set[str]:
        """Add the record that a row makes, if it gives all that one needs; return its columns."""
        used: set[str] = set()
        section, fields = made.section, made.fields
        record = {
            name: value
            for name, templates in fields.items()
            if (value := self._value(section, name, templates, row, used))
        }
        if not all(map(record.get, _needed(section))) or not any(map(row.get, made.columns)):
            return set()
        if section in _NAME_OF:
            self._add_named(section, record, fields, row)
        elif section in _KEYS:
            records = self._values.setdefault(section, {})
            records.setdefault(record.pop("key", f"{_KEYS[section]}{len(records) + 1}"), record)
        else:
            self._values.setdefault(section, []).append(record)
        return used

    def _add_named(
        self, section: str, record: Values, fields: Mapping[str, tuple[str, ...]], row: Row
    ) -> None:
        """Add a party, person or issue for each name of a cell, but none that there is already."""
        field = _NAME_OF[section]
        records = self._values.setdefault(section, {})
        for template in fields[field]:
            for name in self._names(template, row):
                slug = record.get("key") or self._known_slug(section, name) or key_of(name)
                fresh = {key: one for key, one in record.items() if key != "key"}
                records.setdefault(slug, {**fresh, field: name})

    def _known_slug(self, section: str, name: str) -> str:
        """Return the slug of a shared record by its name; empty without one."""
        if section == "people":
            return self._known.person(name) or self._known.party(name)
        return self._known.party(name) if section == "parties" else ""

    def _value(
        self, section: str, field: str, templates: Sequence[str], row: Row, used: set[str]
    ) -> Any:
        """Return the value of a field; add to `used` the columns that it holds as they are."""
        if field in _NAMED and section != "brief":
            names = [one for each in templates for one in self._names(each, row)]
            slugs = list(dict.fromkeys(self._slug(_NAMED[field], name) for name in names))
            return slugs if field in _LISTS else next(iter(slugs), "")
        if field in _LISTS:
            texts = [one for each in templates for one in self._pieces(each, row, used)]
            return list(dict.fromkeys(texts))
        if field in _SLUGS:
            text = self._text(templates, row, set())
            return key_of(text) if text else ""
        text = self._text(templates, row, used)
        if field in _DATES and text:
            return self._date(text, templates, used)
        if field not in _PROSE:
            return text
        # A line break of a cell is one that is seen, not one between two words.
        text = _LINE_END.sub(r"\\\n", text) if section == "brief" else text
        return without_marks(text)

    def _date(self, text: str, templates: Sequence[str], used: set[str]) -> str:
        try:
            day = foreign_dates.read(text)
        except ValueError:
            return text
        if day != text:
            used.difference_update(one for each in templates for one in COLUMN.findall(each))
        return day

    def _text(self, templates: Sequence[str], row: Row, used: set[str]) -> str:
        """Return the paragraphs without an empty column."""
        parts = []
        for template in templates:
            columns = COLUMN.findall(template)
            if all(map(row.get, columns)):
                parts.append(COLUMN.sub(lambda match: self._cell(match[1], row), template))
                used.update(one for one in columns if one not in self._map.values)
        return "\n\n".join(parts)

    def _cell(self, column: str, row: Row) -> str:
        return self._map.values.get(column, {}).get(row[column], row[column])

    def _pieces(self, template: str, row: Row, used: set[str]) -> list[str]:
        """Return the items of a list: those of a cell alone, or one text."""
        match = COLUMN.fullmatch(template)
        if match and match[1] in self._map.split:
            return self._map.split[match[1]].of(row.get(match[1], ""))
        text = self._text((template,), row, used)
        pieces = CellNames().of(text) if match and not self._map.values.get(match[1]) else []
        return pieces or ([text] if text else [])

    def _names(self, template: str, row: Row) -> list[str]:
        match = COLUMN.fullmatch(template)
        if match is None or match[1] in self._map.values:
            text = self._text((template,), row, set())
            return [text] if text else []
        return self._map.split.get(match[1], CellNames()).of(row.get(match[1], ""))

    def _slug(self, section: str, name: str) -> str:
        """Return the slug of a record by its name; the record is made if the store has none."""
        if slug := self._known_slug(section, name):
            return slug
        slug = key_of(name)
        self._values.setdefault(section, {}).setdefault(slug, {_NAME_OF[section]: name})
        return slug


def _needed(section: str) -> list[str]:
    """Return the keys that every record of a section has."""
    fields = SECTIONS[section].model_fields.items()
    return [info.alias or name for name, info in fields if info.is_required()]
