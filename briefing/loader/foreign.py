"""Foreign Markdown: a file written for another program -> a brief with title, date and summary.

A brief is recognised by front matter with a key that only briefs have: `brief`, `bottom_line`,
`handling`, `supersedes`, `agreements`, `disagreements`, `proposals`; `process` with `round`; or
`parties`, `people`, `sources`, `issues`, `quotes` as records by key. All other Markdown is
foreign: nothing in it is an error, its unknown keys are kept as metadata.
"""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from briefing.loader.identity import own_id, stem_of
from briefing.loader.plain_values import as_text
from briefing.loader.syntax import Fault, Items, Node, Parsed, Record, Scalar, front_matter
from briefing.model import dates
from briefing.model.brief import ForeignBrief
from briefing.text.clean import clean

_OURS = frozenset(
    ("brief", "bottom_line", "handling", "supersedes", "agreements", "disagreements", "proposals")
)
_OURS_AS_RECORDS = ("parties", "people", "sources", "issues", "quotes")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)
_LONGEST_HEADING = 500
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*", re.DOTALL)
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
    if parsed.front is not None or not front_matter.is_open(parsed.text):
        return None
    start = front_matter.lenient(parsed.text, 4, min(len(parsed.text), 500))
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
                message = "the front matter is not valid YAML, so it was read line by line"
                reworded = f"{message}: {fault.message}"
                self.faults[n] = fault._replace(code="front-matter", message=reworded)
        return front_matter.lenient(text, *front)

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
        bottom_line = next((key for key in _BOTTOM_LINES if _text(self.front.values.get(key))), "")
        for key, node in self.front.values.items():
            name = key.lower()
            if name == "date":
                taken["date"] = self._date(node)
            elif name in ("title", "id") or key == bottom_line or (name in _TEXTS and _text(node)):
                taken[_TEXTS.get(name, "bottom_line" if key == bottom_line else name)] = _text(node)
            elif name in _LISTS and _LISTS[name] not in taken:
                taken[_LISTS[name]] = _texts(node)
            elif as_text(node).strip():
                self.meta.append((clean(key, line=True), clean(as_text(node), line=True)))
        yield from self._named(taken)
        if "date" not in taken and self._parsed.front is not None:
            message = "is missing; the brief is listed undated"
            self.faults.append(Fault(self.front.start, "missing", message, "date", "warning"))
        yield from ((key, value) for key, value in taken.items() if value)
        yield "summary", self._parsed.body.text or "" if self._parsed.body else ""

    def _named(self, taken: dict[str, Any]) -> Iterator[tuple[str, str]]:
        stem = stem_of(self._path)
        given = clean(taken.pop("title", ""), line=True)
        titles = (given, self._heading(), clean(stem, line=True))
        # Stripped of every kind of space: the model refuses a title that has only those.
        yield "title", next((one.strip() for one in titles if one.strip()), "untitled")
        yield "id", own_id(self._path, taken.pop("id", ""))

    def _heading(self) -> str:
        start = self._parsed.body.start if self._parsed.body else 0
        # Stripped here: a pattern for that would take quadratic time on a run of spaces.
        matches = _HEADING.finditer(self._parsed.text, start)
        titles = (match[1].rstrip(" \t#") for match in matches)
        return next((one for one in titles if one.strip() and len(one) <= _LONGEST_HEADING), "")

    def _date(self, node: Node) -> str:
        written = _text(node).strip()
        if not written:
            at, message = (
                self.front.keys.get("date", node.start),
                "is empty; the brief is listed undated",
            )
            self.faults.append(Fault(at, "empty", message, "date", "warning"))
            return ""
        for text in (written, _DAY.sub(r"\1", written)):
            try:
                dates.parse(text)
            except ValueError:
                continue
            if text != written:
                self.meta.append(("date", clean(written, line=True)))
            return text
        self.meta.append(("date", clean(written, line=True)))
        message = "is not a recognised date (use 2025-06-02); the brief is listed undated"
        self.faults.append(Fault(node.start, "bad-date", message, "date", "warning"))
        return ""


def _text(node: Node | None) -> str:
    return node.text or "" if isinstance(node, Scalar) else ""


def _texts(node: Node) -> list[str]:
    written = node.values if isinstance(node, Items) else ()
    parts = list(map(as_text, written)) or as_text(node).split(",")
    return [part.strip() for part in parts if part.strip()]
