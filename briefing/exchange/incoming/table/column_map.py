"""The map of a table: a file of TOML that says which columns make which fields of a brief.

rest = "pa_x"                     # the key of `extra` that takes all other columns

[split.Part]                      # a column with several names in one cell
by = [";", "\\n"]
longest = 100                     # of one name; a cell with a longer one has no names

[values.Stage]                    # what the codes of a column mean
Cea = "Ceasefire"

[brief]
id = "pa-x-{AgtId}"               # text with columns; empty where one of them is
tags = ["{Con}", "{Status}"]      # a list; for `summary`, its paragraphs

[[agreements]]                    # one record a row, where its fields are given
issue = "{Stage}"                 # a name: the issue is made
parties = "{Part}"
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import UsageError
from briefing.model import brief
from briefing.model.any_record import AnyRecord
from briefing.text.names import did_you_mean

COLUMN = re.compile(r"\{([^{}]+)\}")
"""A column in a template."""
SECTIONS: Mapping[str, type[AnyRecord]] = {
    "parties": brief.Party, "people": brief.Person, "sources": brief.Source,
    "issues": brief.Issue, "agreements": brief.Agreement, "proposals": brief.Proposal,
    "quotes": brief.Quote, "timeline": brief.Event, "next": brief.NextStep,
}  # fmt: skip
"""The records that rows can make."""
_SHIPPED = Path(__file__).parents[1] / "maps"
_OWN_KEYS = ("rest", "delimiter", "split", "values", "brief")
_NOT_MAPPED = frozenset(("brief", "extra", "suggested", "disagreements", *SECTIONS))
_ALIASES = {
    "headline": "title", "name": "title", "day": "date", "text": "summary",
    "description": "summary", "abstract": "summary", "language": "lang", "location": "place",
    "author": "authors", "keywords": "tags",
}  # fmt: skip
_SPLIT = re.compile(r"[;|]")


class CellNames(NamedTuple):
    """How a cell with several names is divided."""

    by: tuple[str, ...] = (";", "|")
    """The separator of names."""
    longest: int = 120
    """The most characters of a name; a cell with a longer one is not a list of names."""

    def of(self, cell: str) -> list[str]:
        """Return the names in a cell."""
        parts = re.split("|".join(map(re.escape, self.by)), cell) if self.by else [cell]
        names = [" ".join(part.split()) for part in parts if part.strip()]
        return [] if any(len(name) > self.longest for name in names) else names


class RecordMap(NamedTuple):
    """What a row says of one record."""

    section: str
    """A key of `SECTIONS`."""
    fields: Mapping[str, tuple[str, ...]]
    """Templates by field."""
    only: Mapping[str, str] = {}
    """Cells by column of the rows that make the record; all rows without any."""

    @property
    def columns(self) -> set[str]:
        """The columns that its templates name."""
        templates = (one for each in self.fields.values() for one in each)
        return {column for one in templates for column in COLUMN.findall(one)}


class ColumnMap(NamedTuple):
    """What a map says; templates are texts with `{Column}`."""

    brief: Mapping[str, tuple[str, ...]]
    """Templates by field of the brief; most fields have one."""
    records: tuple[RecordMap, ...] = ()
    """The records that a row makes."""
    split: Mapping[str, CellNames] = {}
    """How the cells of a column are divided into names."""
    values: Mapping[str, Mapping[str, str]] = {}
    """What the codes of a column mean."""
    rest: str = "csv"
    """The key of `extra` for what no template names."""
    delimiter: str = ""
    """The separator of cells; empty to detect it from the first line."""

    def check_columns(self, columns: Iterable[str]) -> None:
        """Check that a table has the columns of the map.

        Raises:
            UsageError: it lacks one.
        """
        known = list(columns)
        of_records = (name for one in self.records for name in (*sorted(one.columns), *one.only))
        named = (*sorted(RecordMap("", self.brief).columns), *of_records, *self.split, *self.values)
        for name in named:
            if name not in known:
                near = did_you_mean(name, known) or f"; it has {', '.join(known[:8])}"
                raise UsageError(f'the table has no column "{name}" of the map{near}')


def load_map(name: str) -> ColumnMap:
    """Return a map by the name of one that is shipped, or the path of a file.

    Raises:
        UsageError: there is no such map, or it is not valid.
    """
    shipped = {path.stem: path for path in _SHIPPED.glob("*.toml")}
    path = shipped.get(name, Path(name))
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        known = f"the shipped maps are {', '.join(sorted(shipped))}"
        raise UsageError(f"{name}: {(error.strerror or str(error)).lower()}; {known}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{name}: not valid TOML ({error})") from None
    return _Checked(name, data).map()


def default_map(columns: Iterable[str]) -> ColumnMap:
    """Return the map of a table with columns called like fields of a brief.

    Raises:
        UsageError: no column is a title, a date or a summary.
    """
    fields: dict[str, tuple[str, ...]] = {}
    for column in columns:
        name = re.sub(r"[\s-]+", "_", column.strip().lower())
        name = name if name in brief.Brief.model_fields else _ALIASES.get(name, name)
        if name in brief.Brief.model_fields and name not in {*_NOT_MAPPED, *fields}:
            fields[name] = (f"{{{column}}}",)
    if lacking := [name for name in ("title", "date", "summary") if name not in fields]:
        raise UsageError(
            f"no column is called {' or '.join(lacking)}; name the columns to use with --map"
        )
    return ColumnMap(fields)


class _Checked:
    """A map as it was read, with what must hold of it."""

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self._name = name
        self._data = data

    def map(self) -> ColumnMap:
        data = self._data
        self._require(data, (*_OWN_KEYS, *SECTIONS), "the map")
        fields = dict(self._fields(data.get("brief", {}), brief.Brief, "[brief]"))
        for field in ("title", "date", "summary"):
            if field not in fields:
                raise UsageError(f"{self._name}: [brief] needs {field}")
        return ColumnMap(
            fields,
            tuple(self._records()),
            {column: self._names(column, one) for column, one in self._tables("split")},
            {
                column: self._texts(one, f"[values.{column}]")
                for column, one in self._tables("values")
            },
            self._text("rest", "csv"),
            self._text("delimiter", ""),
        )

    def _require(self, given: Iterable[str], known: Iterable[str], where: str) -> None:
        names = list(known)
        for key in given:
            if key not in names:
                near = did_you_mean(key, names) or f"; it can have {', '.join(names)}"
                raise UsageError(f'{self._name}: {where} has an unknown key "{key}"{near}')

    def _text(self, key: str, default: str) -> str:
        value = self._data.get(key, default)
        if not isinstance(value, str):
            raise UsageError(f"{self._name}: {key} must be a text")
        return value

    def _tables(self, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for column, one in self._table(self._data.get(key, {}), f"[{key}]").items():
            yield column, self._table(one, f"[{key}.{column}]")

    def _table(self, value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise UsageError(f"{self._name}: {where} must be a table")
        return value

    def _records(self) -> Iterator[RecordMap]:
        for section, record in SECTIONS.items():
            given, where = self._data.get(section, []), f"[[{section}]]"
            for one in given if isinstance(given, list) else [given]:
                fields = dict(self._table(one, where))
                only = self._texts(fields.pop("only", {}), f"{where} only")
                yield RecordMap(section, dict(self._fields(fields, record, where)), only)

    def _fields(
        self, given: Any, record: type[AnyRecord], where: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        known = {info.alias or name for name, info in record.model_fields.items()}
        if record is brief.Brief:
            known -= _NOT_MAPPED
        else:
            known = (known | {"key"}) - {"extra", "suggested"}
        table = self._table(given, where)
        self._require(table, sorted(known), where)
        for key, value in table.items():
            texts = value if isinstance(value, list) else [value]
            if not all(isinstance(one, str) for one in texts):
                raise UsageError(f"{self._name}: {where} {key} must be a text or a list of texts")
            yield key, tuple(texts)

    def _names(self, column: str, given: Mapping[str, Any]) -> CellNames:
        self._require(given, CellNames._fields, f"[split.{column}]")
        by, longest = given.get("by", [";"]), given.get("longest", CellNames().longest)
        texts = [by] if isinstance(by, str) else by
        if not isinstance(texts, list) or not all(isinstance(one, str) and one for one in texts):
            raise UsageError(f"{self._name}: [split.{column}] by must be a list of texts")
        if not isinstance(longest, int) or longest < 1:
            raise UsageError(f"{self._name}: [split.{column}] longest must be a number from 1 up")
        return CellNames(tuple(texts), longest)

    def _texts(self, given: Any, where: str) -> Mapping[str, str]:
        table = self._table(given, where)
        if not all(isinstance(one, str) for one in table.values()):
            raise UsageError(f"{self._name}: {where} must hold texts")
        return table
