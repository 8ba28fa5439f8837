"""Foreign Markdown: a file written for another program -> a brief with title, date and summary.

A brief is recognised by front matter with a key that only briefs have: `brief`, `bottom_line`,
`handling`, `supersedes`, `agreements`, `disagreements`, `proposals`; `process` with `round`; or
`parties`, `people`, `sources`, `issues`, `quotes` as records by key. All other Markdown is
foreign: nothing in it is an error, its unknown keys are kept as metadata.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from briefing.loader import foreign_dates
from briefing.loader.foreign_dates import NamedDay
from briefing.loader.identity import own_id, stem_of
from briefing.loader.plain_values import as_text
from briefing.loader.syntax import Fault, Items, Node, Parsed, Record, Scalar, front_matter
from briefing.model.brief import ForeignBrief
from briefing.text.clean import clean, is_blank

_OURS = frozenset(
    ("brief", "bottom_line", "handling", "supersedes", "agreements", "disagreements", "proposals")
)
_OURS_AS_RECORDS = ("parties", "people", "sources", "issues", "quotes")
_MAYBE_HEADING = re.compile(r"^(?: {0,3}#|[ \t]*(?:=+|-+)[ \t]*\r?$)", re.MULTILINE)
_LONGEST_HEADING = 500
_CHANGES = foreign_dates.KEYS.index("lastmod")  # from here on, when a file was changed
_BOTTOM_LINES = ("abstract", "description", "summary")
_LISTS = {"tags": "tags", "keywords": "tags", "authors": "authors", "author": "authors"}
_TEXTS = {"lang": "lang", "language": "lang"}


def is_ours(front: Record) -> bool:
    """Whether the front matter is that of a brief."""
    values = front.values
    return (
        not _OURS.isdisjoint(values)
        or ("process" in values and "round" in values)
        or any(isinstance(values.get(key), Record) for key in _OURS_AS_RECORDS)
    )


NEVER_CLOSED = Fault(
    0, "front-matter", "the front matter is never closed; end it with --- on a line of its own"
)
"""The fault of front matter without a closing line."""


def unclosed(parsed: Parsed) -> Record | None:
    """Return the start of front matter without a closing line; None if there is none."""
    opened = front_matter.opening(parsed.text)
    if parsed.front is not None or not opened:
        return None
    start = front_matter.lenient(parsed.text, opened, min(len(parsed.text), 500))
    return start if start.values else None


class Foreign:
    """One foreign file: the fields of its brief, its metadata, and its faults."""

    def __init__(self, parsed: Parsed, path: str) -> None:
        self._parsed = parsed
        self._path = path
        self.meta: list[tuple[str, str]] = []
        """Keys that briefs do not have, with their values on one line; cleaned."""
        self.faults: list[Fault] = [fault._replace(severity="warning") for fault in parsed.faults]
        """The faults, all of them warnings."""
        self.front = self._front()
        """The front matter; empty if there is none."""

    def _front(self) -> Record:
        root, front, text = self._parsed.root, self._parsed.front, self._parsed.text
        if isinstance(root, Record):
            return root
        if front is None:
            if unclosed(self._parsed):
                self.faults.append(NEVER_CLOSED._replace(severity="warning"))
            return Record(0, {}, {})
        for n, fault in enumerate(self.faults):
            if fault.code in ("syntax", "too-deep", "too-large"):
                what = f"the front matter is not valid {front.notation}"
                message = f"{what}, so it was read line by line"
                reworded = f"{message}: {fault.message}"
                self.faults[n] = fault._replace(code="front-matter", message=reworded)
        return front_matter.lenient(text, front.start, front.end, front.notation)

    def brief(self) -> ForeignBrief:
        """Return the brief."""
        values = dict(self._fields())
        try:
            return ForeignBrief.model_validate(values)
        except ValidationError as error:
            for key in {str(one["loc"][0]) for one in error.errors(include_url=False)}:
                self._move_to_metadata(key, values)
            return ForeignBrief.model_validate(values)

    def _move_to_metadata(self, key: str, values: dict[str, Any]) -> None:
        value = values.pop(key)
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        self.meta.append((key, clean(shown, line=True)))
        offset = self.front.keys.get(key, 0)
        message = "is not valid in a brief; shown as metadata instead"
        self.faults.append(Fault(offset, "bad-value", message, key, "warning"))

    def _fields(self) -> Iterator[tuple[str, Any]]:
        taken: dict[str, Any] = {}
        written: dict[str, tuple[str, Node]] = {}
        bottom_line = next((key for key in _BOTTOM_LINES if _text(self.front.values.get(key))), "")
        for key, node in self._pairs():
            name = key.lower().removeprefix("taxonomies.")
            if (day := foreign_dates.key_of(name)) in foreign_dates.KEYS:
                written.setdefault(day, (key, node))
            elif name in ("title", "id") or key == bottom_line or (name in _TEXTS and _text(node)):
                taken[_TEXTS.get(name, "bottom_line" if key == bottom_line else name)] = _text(node)
            elif name in _LISTS and _LISTS[name] not in taken:
                taken[_LISTS[name]] = _texts(node)
            else:
                self._keep(key, as_text(node))
        named = foreign_dates.in_name(self._path.removesuffix(".md"))
        taken["date"] = self._date(written, named)
        yield from self._named(taken, named)
        yield from ((key, value) for key, value in taken.items() if value)
        yield "summary", self._parsed.body.text or "" if self._parsed.body else ""

    def _pairs(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys with their values, those in a table of TOML as `table.key`."""
        in_tables = self._parsed.front is not None and self._parsed.front.notation == "TOML"
        for key, node in self.front.values.items():
            if in_tables and isinstance(node, Record):
                yield from ((f"{key}.{name}", value) for name, value in node.values.items())
            else:
                yield key, node

    def _keep(self, key: str, text: str) -> None:
        """Keep a value as metadata."""
        if not is_blank(text):
            self.meta.append((clean(key, line=True), clean(text, line=True)))

    def _named(self, taken: dict[str, Any], day: NamedDay | None) -> Iterator[tuple[str, str]]:
        stem = stem_of(self._path)
        # The model refuses a title of which nothing is seen.
        title = taken.pop("title", "")
        title = title if not is_blank(title) else self._heading()
        named = (day.words if day else "") or stem
        seen = (clean(name, line=True).strip() for name in (title, named) if not is_blank(name))
        yield "title", next(seen, "untitled")
        yield "id", own_id(self._path, taken.pop("id", ""))

    def _heading(self) -> str:
        text = self._parsed.text[self._parsed.body.start :] if self._parsed.body else ""
        if not _MAYBE_HEADING.search(text):
            return ""
        from briefing.text.markdown_parser import headings  # few files have no title

        return next((one for one in headings(text) if 0 < len(one) <= _LONGEST_HEADING), "")

    def _date(self, written: Mapping[str, tuple[str, Node]], named: NamedDay | None) -> str:
        """Return the date by a key, else by the file's name, else the time of a change."""
        faults: list[Fault] = []
        found = self._by_key(written, foreign_dates.KEYS[:_CHANGES], faults)
        if not found and named is not None:
            found = named.date
            if not found:
                message = (
                    f'is "{named.written}" in the file name, which is not a day in the calendar'
                )
                faults.append(Fault(self.front.start, "bad-date", message, "date"))
        found = found or self._by_key(written, foreign_dates.KEYS[_CHANGES:], faults)
        if not found and not faults and self._parsed.front is not None:
            faults.append(Fault(self.front.start, "missing", "is missing", "date"))
        listed = f"under {found}" if found else "undated"
        for fault in faults:
            message = f"{fault.message}; the brief is listed {listed}"
            self.faults.append(fault._replace(message=message, severity="warning"))
        for name, (key, node) in written.items():
            if name != "date" or as_text(node).strip() != found:
                self._keep(key, as_text(node))
        return found

    def _by_key(
        self, written: Mapping[str, tuple[str, Node]], names: Iterable[str], faults: list[Fault]
    ) -> str:
        """Return the first date under one of some keys; add the faults of those before it."""
        for name in names:
            key, node = written.get(name, ("", None))
            text = as_text(_only(node)).strip() if node else ""
            try:
                if text:
                    return foreign_dates.read(text)
                if node and name == "date":
                    at = self.front.keys.get(key, node.start)
                    faults.append(Fault(at, "empty", "is empty", key))
            except ValueError as error:
                # `published: true` is not about a date.
                if node and (name == "date" or any(map(str.isdigit, text))):
                    faults.append(Fault(node.start, "bad-date", str(error), key))
        return ""


def _only(node: Node) -> Node:
    """Return the one item of a list, also of one within another (`[[2025-06-02]]`)."""
    while isinstance(node, Items) and len(node.values) == 1:
        node = node.values[0]
    return node


def _text(node: Node | None) -> str:
    return node.text or "" if isinstance(node, Scalar) else ""


def _texts(node: Node) -> list[str]:
    written = node.values if isinstance(node, Items) else ()
    parts = list(map(as_text, written)) or as_text(node).split(",")
    return [part.strip() for part in parts if not is_blank(part)]
