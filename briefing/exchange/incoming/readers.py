"""The formats that can be imported, and how each is read."""

from collections.abc import Mapping

from briefing.exchange.incoming.from_json import read_json_briefs, read_json_lines
from briefing.exchange.incoming.from_markdown import read_markdown
from briefing.exchange.incoming.import_item import Reader
from briefing.exchange.incoming.kite import read_kite
from briefing.exchange.incoming.table.column_map import load_map
from briefing.exchange.incoming.table.from_csv import csv_reader

FORMATS: Mapping[str, str] = {
    "kite": "a category file or a story of Kagi News, in JSON",
    "markdown": "front matter of Hugo, Obsidian, Jekyll, Zettlr …",
    "csv": "a table; --map names its columns",
    "json": "briefs as show --json and export json write them",
    "jsonl": "the same, a brief a line",
}
"""What each format is, by its name."""


def reader_of(kind: str, map_name: str = "") -> Reader:
    """Return the reader of a format; `map_name` is the map of a table.

    Raises:
        UsageError: there is no such map, or it is not valid.
    """
    if kind == "csv":
        return csv_reader(load_map(map_name) if map_name else None)
    return {
        "kite": read_kite, "markdown": read_markdown, "json": read_json_briefs,
        "jsonl": read_json_lines,
    }[kind]  # fmt: skip
