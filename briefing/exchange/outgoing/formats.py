"""The table of formats: what each is for, the ending of its files, and what writes it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefing.exchange.outgoing.html.html_page import html_export
from briefing.exchange.outgoing.markdown.brief_markdown import markdown_export
from briefing.exchange.outgoing.standards.annotations import annotations_export
from briefing.exchange.outgoing.standards.argdown import argdown_export
from briefing.exchange.outgoing.standards.calendar_text import ics_export
from briefing.exchange.outgoing.standards.csl import csl_export
from briefing.exchange.outgoing.standards.schemaorg import schemaorg_export
from briefing.exchange.outgoing.tables.record_tables import csv_export
from briefing.exchange.outgoing.values.json_export import json_export, jsonl_export
from briefing.exchange.outgoing.walk import Outgoing
from briefing.text.clean import clean


class ExportFormat(NamedTuple):
    """One format of exports."""

    purpose: str
    """What it is for, after `for `."""
    ending: str
    """The ending of its files, with the dot."""
    write: Callable[[Outgoing], Iterator[str]]
    """Yields the document in pieces."""
    has_crlf: bool = False
    """Whether its lines end in CR and LF, so that it cleans its texts itself."""

    def pieces(self, outgoing: Outgoing) -> Iterator[str]:
        """Yield the document in pieces, with nothing in it that a terminal might obey."""
        return self.write(outgoing) if self.has_crlf else map(clean, self.write(outgoing))


FORMATS = {
    "markdown": ExportFormat("notes, wikis, pandoc", ".md", markdown_export),
    "html": ExportFormat("browsers, mail and paper: one page", ".html", html_export),
    "json": ExportFormat("other programs, and to import again", ".json", json_export),
    "jsonl": ExportFormat("other programs, one brief a line", ".jsonl", jsonl_export),
    "csv": ExportFormat("spreadsheets: one table, see --table", ".csv", csv_export, has_crlf=True),
    "annotations": ExportFormat(
        "annotation tools: W3C JSON-LD", ".annotations.json", annotations_export
    ),
    "csl": ExportFormat("reference managers: sources as CSL-JSON", ".csl.json", csl_export),
    "schemaorg": ExportFormat("search engines and the web: JSON-LD", ".jsonld", schemaorg_export),
    "argdown": ExportFormat("maps of arguments", ".argdown", argdown_export),
    "ics": ExportFormat(
        "calendars: meetings, deadlines, next steps", ".ics", ics_export, has_crlf=True
    ),
}
"""Every format by its name."""
