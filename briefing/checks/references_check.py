"""Name resolution in one file: names used, names not defined, and names from the shared file.

Works on the tree of a file, so that a brief with other errors has its names checked too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from briefing.checks import relations
from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Items, Node, Record, Scalar, origins
from briefing.model.references import NUMBERED, SLUG, written_marks
from briefing.text.names import Suggestions

SHARED = ("parties", "people", "sources", "issues")
"""The maps that `store.yaml` can hold."""
MARKED = (*NUMBERED, "sources")
"""The maps whose records `[^name]` in prose can lead to."""

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "people": {"party": "parties"},
    "sources": {"translation_of": "sources"},
    "issues": {"part_of": "issues"},
    "agreements": {
        "issue": "issues", "parties": "parties", "attested_by": "parties", "support": "places",
        "quotes": "quotes", "text": "prose",
    },
    "disagreements": {"issue": "issues", "question": "prose", "positions": "positions"},
    "positions": {"support": "places", "quotes": "quotes", "text": "prose"},
    "proposals": {
        "issue": "issues", "by": "parties", "to": "parties", "support": "places",
        "quotes": "quotes", "text": "prose",
    },
    "quotes": {
        "who": "speakers", "from": "places", "issues": "issues", "same_as": "quotes",
        "note": "prose",
    },
    "timeline": {"support": "places", "text": "prose"},
    "next": {"text": "prose"},
}  # fmt: skip
"""What each field of each kind of record names: a map, or one of the kinds below."""
_ONE = {
    "parties": "party", "sources": "source", "issues": "issue", "quotes": "quote",
    "speakers": "speaker", "places": "source",
}  # fmt: skip
_ADD = {
    "parties": "add it to parties", "sources": "add it to sources", "issues": "add it to issues",
    "quotes": "add it to quotes", "speakers": "add it to people or parties",
    "places": "add it to sources",
}  # fmt: skip
MAX_MARKS = 100
"""The most invalid references reported for one text."""

_SECTION = {"places": "sources"}
_SLUG = re.compile(SLUG)


class ExternalRef(NamedTuple):
    """A reference to a record of another brief."""

    offset: int
    """Its offset, in characters from 0."""
    where: str
    """The path of the value that contains it."""
    brief: str
    """The id of the other brief."""
    record: str
    """The key of the record there."""
    code: str
    """The code to report if the record does not exist."""


@dataclass(slots=True)
class NamesUsed:
    """How the names in one file resolve."""

    faults: list[Fault] = field(default_factory=list)
    """Names that are not defined."""
    abroad: list[ExternalRef] = field(default_factory=list)
    """References to records of other briefs, yet to be resolved."""
    shared: dict[str, dict[str, None]] = field(
        default_factory=lambda: {section: {} for section in SHARED}
    )
    """Names defined only in the shared file, by map, in order of first use."""


Known = Mapping[str, Mapping[str, object] | None]
"""The names of the shared records by map; None if the file is too damaged to know."""


def known(root: Node | None, *, broken: bool) -> Known:
    """Return the names that a shared file defines, by map; `broken` if it has errors."""
    if not isinstance(root, Record):
        return {section: None if broken else {} for section in SHARED}
    return {section: dict(records(root, section)) for section in SHARED}


def check(text: str, root: Node | None, shared: Known, *, alone: bool = False) -> NamesUsed:
    """Resolve the names used in a file; `alone` for the shared file itself."""
    names = NamesUsed()
    if isinstance(root, Record):
        _Check(text, root, shared, names).run(SHARED if alone else tuple(_FIELDS))
    return names


def records(root: Record, section: str) -> Iterator[tuple[str, Node]]:
    """Yield the records of one map of a brief with their keys, numbered ones too."""
    return iter(_by_name(root, section).items())


def _by_name(root: Record, section: str) -> Mapping[str, Node]:
    node = root.values.get(section)
    if isinstance(node, Record):
        return node.values
    if not isinstance(node, Items):
        return {}
    prefix = NUMBERED.get(section, "")
    return {f"{prefix}{number}": item for number, item in enumerate(node.values, 1)}


class _Check:
    """One pass over the records of one file."""

    def __init__(self, text: str, root: Record, shared: Known, names: NamesUsed) -> None:
        self._text = text
        self._root = root
        self._names = names
        self._own = {section: _by_name(root, section) for section in (*NUMBERED, *SHARED)}
        self._shared = shared
        self._suggestions = Suggestions()

    def run(self, sections: tuple[str, ...]) -> None:
        """Check the names in the records of some maps, and in the brief's own prose."""
        for section in sections:
            fields = _FIELDS.get(section, {})
            if section in self._root.values:
                for key, record in records(self._root, section):
                    if isinstance(record, Record):
                        self._record(record, fields, section, key)
        if "timeline" in sections:
            self._brief()
        self._names.faults += relations.faults(self._root, self._own, MARKED)

    def _brief(self) -> None:
        values = self._root.values
        for key in ("bottom_line", "summary"):
            self._value(values.get(key), "prose", key)
        unknown = values.get("unknown")
        if isinstance(unknown, Items):
            self._value(unknown, "prose", "unknown")

    def _record(self, record: Record, fields: Mapping[str, str], *path: str) -> None:
        for key, value in record.values.items():
            kind = fields.get(key)
            if kind is None:
                continue
            if kind == "positions":
                self._positions(value, *path)
            else:
                self._value(value, kind, *path, key)

    def _positions(self, positions: Node, *path: str) -> None:
        if not isinstance(positions, Record):
            return
        for party, position in positions.values.items():
            where = (*path, "positions", party)
            self._name(party, "parties", positions.keys[party], where)
            if isinstance(position, Record):
                self._record(position, _FIELDS["positions"], *where)

    def _value(self, value: Node | None, kind: str, *path: str) -> None:
        if isinstance(value, Scalar):
            text = value.text
            if text is None:
                return
            if kind == "prose":
                if "[^" in text:
                    self._prose(value, text, path)
            elif kind == "quotes":
                self._quote(text, value.start, path)
            else:
                self._name(text, kind, value.start, path)
        elif isinstance(value, Items):
            for number, item in enumerate(value.values, 1):
                if isinstance(item, Scalar):
                    self._value(item, kind, *path, str(number))

    # --- names ----------------------------------------------------------------------------------

    def _name(self, name: str, kind: str, offset: int, path: tuple[str, ...]) -> None:
        if kind == "places":
            name = name.partition("#")[0]
        sections = ("people", "parties") if kind == "speakers" else (_SECTION.get(kind, kind),)
        for section in sections:
            if name in self._own[section]:
                return
        for section in sections:
            known = self._shared.get(section)
            if known is None:
                return  # the shared file has an error of its own; it may hold the name
            if name in known:
                self._names.shared[section][name] = None
                return
        if _is_slug(name):
            self._unknown(name, kind, sections, offset, path)

    def _unknown(
        self, name: str, kind: str, sections: tuple[str, ...], offset: int, path: tuple[str, ...]
    ) -> None:
        def choices() -> list[str]:
            held = (*(self._own[one] for one in sections), *map(self._shared.get, sections))
            return [choice for names in held for choice in names or ()]

        near = self._suggestions.near(name, choices) or f"; {_ADD[kind]}"
        message = f'unknown {_ONE[kind]} "{short(name)}"{near}'
        self._names.faults.append(Fault(offset, "unknown-id", message, ".".join(path)))

    def _quote(self, name: str, offset: int, path: tuple[str, ...]) -> None:
        brief, sign, record = name.partition("#")
        if sign:
            where = ".".join(path)
            self._names.abroad.append(ExternalRef(offset, where, brief, record, "unknown-id"))
        elif name not in self._own["quotes"] and _is_slug(name):
            self._unknown(name, "quotes", ("quotes",), offset, path)

    def _prose(self, scalar: Scalar, text: str, path: tuple[str, ...]) -> None:
        """Check the `[^name]` references of a text."""
        wrong = (mark for mark in written_marks(text) if not self._leads(mark[2]))
        found = list(islice(wrong, MAX_MARKS))
        # Where they stand is only worked out for what is reported: it costs more than the check.
        offsets = origins(self._text, scalar, [start for start, _, _ in found]) if found else ()
        for offset, (_, _, target) in zip(offsets, found, strict=True):
            brief, sign, record = target.partition("#")
            if sign:
                where = ".".join(path)
                self._names.abroad.append(
                    ExternalRef(offset, where, brief, record, "unknown-reference")
                )
            else:
                self._dangling(target, offset, path)

    def _leads(self, target: str) -> bool:
        """Whether a reference resolves to a record of this brief or a source of the shared file."""
        if any(target in self._own[section] for section in MARKED):
            return True
        if target in (self._shared["sources"] or ()):
            self._names.shared["sources"][target] = None
            return True
        return False

    def _dangling(self, target: str, offset: int, path: tuple[str, ...]) -> None:
        def choices() -> list[str]:
            return [choice for section in MARKED for choice in self._own[section]]

        near = self._suggestions.near(target, choices) or "; add the record or delete the reference"
        message = f"[^{short(target)}] is not a record of this brief{near}"
        self._names.faults.append(Fault(offset, "unknown-reference", message, ".".join(path)))


def _is_slug(name: str) -> bool:
    """Whether a name is a valid slug; if not, the model has already reported it."""
    return _SLUG.fullmatch(name) is not None
