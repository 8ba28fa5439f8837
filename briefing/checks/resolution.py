"""Name resolution in one file: undefined and ambiguous names, cycles, names of the shared file.

Works on the syntax tree, so that the names of a brief with other errors are checked too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Items, Node, Record, Scalar, origins
from briefing.model.references import NUMBERED, SLUG, written_marks
from briefing.text.names import Suggestions

SHARED = ("parties", "people", "sources", "issues")
"""The maps that `store.yaml` can hold."""
MARKED = (*NUMBERED, "sources")
"""The maps whose records `[^name]` in prose can refer to."""

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
_KINDS = {
    "parties": ("party", ("parties",)), "sources": ("source", ("sources",)),
    "issues": ("issue", ("issues",)), "quotes": ("quote", ("quotes",)),
    "speakers": ("speaker", ("people", "parties")), "places": ("source", ("sources",)),
}  # fmt: skip
"""The noun for each kind, and the maps that can define it."""
_PARENTS = {"issues": "part_of", "sources": "translation_of"}
"""The field of each map that names another record of it; following it must not lead back."""
_SHOWN = 5  # keys of a cycle that a message lists
MAX_MARKS = 100
"""The most invalid references reported for one text."""
_SLUG = re.compile(SLUG)


class ExternalRef(NamedTuple):
    """A reference to a record of another brief."""

    offset: int
    """Its offset in the file, in characters."""
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
    """The result of resolving the names in one file."""

    faults: list[Fault] = field(default_factory=list)
    """Names that are not defined, or ambiguous, and cycles."""
    external: list[ExternalRef] = field(default_factory=list)
    """References to records of other briefs, not resolved yet."""
    shared: dict[str, dict[str, None]] = field(
        default_factory=lambda: {section: {} for section in SHARED}
    )
    """Names defined only in the shared file, by map, in order of first use."""


SharedNames = Mapping[str, Mapping[str, object] | None]
"""The names of the shared records by map; None if the file is too damaged to know."""


def shared_names(root: Node | None, *, broken: bool) -> SharedNames:
    """Return the names that a shared file defines, by map; `broken` if it has errors."""
    if not isinstance(root, Record):
        return {section: None if broken else {} for section in SHARED}
    return {section: records_of(root, section) for section in SHARED}


def resolve(text: str, root: Node | None, shared: SharedNames, *, alone: bool = False) -> NamesUsed:
    """Resolve the names used in a file; `alone` for the shared file itself."""
    names = NamesUsed()
    if isinstance(root, Record):
        _Resolver(text, root, shared, names).run(SHARED if alone else tuple(_FIELDS))
    return names


def records_of(root: Record, section: str) -> Mapping[str, Node]:
    """Return the records of one map of a brief by key, also where it is written as a list."""
    node = root.values.get(section)
    if isinstance(node, Record):
        return node.values
    if not isinstance(node, Items):
        return {}
    prefix = NUMBERED.get(section, "")
    return {f"{prefix}{number}": item for number, item in enumerate(node.values, 1)}


def names_for(where: str, root: Node | None, shared: SharedNames) -> list[str]:
    """Return the names that the value, or the key of a position, at a dotted path can be."""
    section, *rest = where.split(".")
    if rest[1:2] == ["positions"]:
        kind = _FIELDS["positions"].get(rest[3], "") if len(rest) > 3 else "parties"
    else:
        kind = _FIELDS.get(section, {}).get(rest[1], "") if len(rest) > 1 else ""
    _, sections = _KINDS.get(kind, ("", ()))
    own = (records_of(root, one) for one in sections) if isinstance(root, Record) else ()
    return [*dict.fromkeys(chain(*own, *(shared.get(one) or () for one in sections)))]


class _Resolver:
    def __init__(self, text: str, root: Record, shared: SharedNames, names: NamesUsed) -> None:
        self._text = text
        self._root = root
        self._names = names
        self._own = {section: records_of(root, section) for section in (*NUMBERED, *SHARED)}
        self._shared = shared
        self._suggestions = Suggestions()

    def run(self, sections: Iterable[str]) -> None:
        """Check the names in the records of some maps, and in the prose of the brief."""
        for section in sections:
            for key, record in records_of(self._root, section).items():
                self._record(record, _FIELDS.get(section, {}), f"{section}.{key}")
        if "timeline" in sections:
            for key in ("bottom_line", "summary", "unknown"):
                self._value(self._root.values.get(key), "prose", key)
        self._names.faults += _cycles(self._own)
        self._names.faults += _ambiguous(self._root, self._own, ("people", "parties"), "who: {}")
        self._names.faults += _ambiguous(self._root, self._own, MARKED, "[^{}]")

    def _record(self, record: Node, fields: Mapping[str, str], where: str) -> None:
        for key, value in record.values.items() if isinstance(record, Record) else ():
            kind = fields.get(key)
            if kind == "positions":
                self._positions(value, f"{where}.positions")
            elif kind is not None:
                self._value(value, kind, f"{where}.{key}")

    def _positions(self, positions: Node, where: str) -> None:
        if not isinstance(positions, Record):
            return
        for party, position in positions.values.items():
            self._name(party, "parties", positions.keys[party], f"{where}.{party}")
            self._record(position, _FIELDS["positions"], f"{where}.{party}")

    def _value(self, value: Node | None, kind: str, where: str) -> None:
        if isinstance(value, Items):
            for number, item in enumerate(value.values, 1):
                if isinstance(item, Scalar):
                    self._value(item, kind, f"{where}.{number}")
        elif not isinstance(value, Scalar) or value.text is None:
            return
        elif kind == "prose":
            if "[^" in value.text:
                self._prose(value, value.text, where)
        elif kind == "quotes":
            self._quote(value.text, value.start, where)
        else:
            self._name(value.text, kind, value.start, where)

    def _name(self, name: str, kind: str, offset: int, where: str) -> None:
        if kind == "places":
            name = name.partition("#")[0]
        _, sections = _KINDS[kind]
        if any(name in self._own[section] for section in sections):
            return
        for section in sections:
            shared = self._shared.get(section)
            if shared is None:
                return  # the shared file has an error of its own; it may hold the name
            if name in shared:
                self._names.shared[section][name] = None
                return
        self._unknown(name, kind, offset, where)

    def _unknown(self, name: str, kind: str, offset: int, where: str) -> None:
        if not _SLUG.fullmatch(name):
            return  # the model has reported it
        noun, sections = _KINDS[kind]

        def choices() -> list[str]:
            maps = (*(self._own[one] for one in sections), *map(self._shared.get, sections))
            return [choice for names in maps for choice in names or ()]

        near = self._suggestions.near(name, choices) or f"; add it to {' or '.join(sections)}"
        message = f'unknown {noun} "{short(name)}"{near}'
        self._names.faults.append(Fault(offset, "unknown-id", message, where))

    def _quote(self, name: str, offset: int, where: str) -> None:
        brief, sign, record = name.partition("#")
        if sign:
            self._names.external.append(ExternalRef(offset, where, brief, record, "unknown-id"))
        elif name not in self._own["quotes"]:
            self._unknown(name, "quotes", offset, where)

    def _prose(self, scalar: Scalar, text: str, where: str) -> None:
        invalid = (mark for mark in written_marks(text) if not self._is_defined(mark[2]))
        marks = list(islice(invalid, MAX_MARKS))
        # Offsets are computed only for what is reported: they cost more than the check.
        offsets = origins(self._text, scalar, [start for start, _, _ in marks]) if marks else ()
        for offset, (_, _, target) in zip(offsets, marks, strict=True):
            brief, sign, record = target.partition("#")
            if sign:
                reference = ExternalRef(offset, where, brief, record, "unknown-reference")
                self._names.external.append(reference)
            else:
                self._dangling(target, offset, where)

    def _is_defined(self, target: str) -> bool:
        """Whether a reference resolves to a record of this brief or a source of the shared file."""
        if any(target in self._own[section] for section in MARKED):
            return True
        if target in (self._shared["sources"] or ()):
            self._names.shared["sources"][target] = None
            return True
        return False

    def _dangling(self, target: str, offset: int, where: str) -> None:
        def choices() -> list[str]:
            return [choice for section in MARKED for choice in self._own[section]]

        near = self._suggestions.near(target, choices) or "; add the record or delete the reference"
        message = f"[^{short(target)}] is not a record of this brief{near}"
        self._names.faults.append(Fault(offset, "unknown-reference", message, where))


_Sections = Mapping[str, Mapping[str, Node]]  # the records of a file: by map, then by key


def _cycles(own: _Sections) -> Iterator[Fault]:
    """Yield each cycle once, at the first of its records."""
    for section, name in _PARENTS.items():
        parents = {key: value for key, one in own[section].items() if (value := _named(one, name))}
        order = {key: number for number, key in enumerate(parents)}
        seen: set[str] = set()
        for key in parents:
            path: list[str] = []
            while key in parents and key not in seen:
                seen.add(key)
                path.append(key)
                key = parents[key].text or ""
            if key in path:
                cycle = path[path.index(key) :]
                first = min(cycle, key=order.__getitem__)
                at = cycle.index(first)
                message = _cycle_message(name, [*cycle[at:], *cycle[:at]])
                where = f"{section}.{first}.{name}"
                yield Fault(parents[first].start, "bad-value", message, where)
    for key, record in own["quotes"].items():
        same = _named(record, "same_as")
        if same is not None and same.text == key:
            message = "a quote cannot be the same as itself; name another quote"
            yield Fault(same.start, "bad-value", message, f"quotes.{key}.same_as")


def _named(record: Node, name: str) -> Scalar | None:
    value = record.values.get(name) if isinstance(record, Record) else None
    return value if isinstance(value, Scalar) and value.text else None


def _cycle_message(name: str, cycle: list[str]) -> str:
    if len(cycle) == 1:
        return f"{name} cannot name its own record; name another"
    keys = [short(key, 40) for key in cycle]
    shown = keys if len(keys) <= _SHOWN else [*keys[: _SHOWN - 1], "…"]
    return f"refers back to {keys[0]}: {' → '.join([*shown, keys[0]])}; remove one {name}"


def _ambiguous(
    root: Record, own: _Sections, sections: Iterable[str], notation: str
) -> Iterator[Fault]:
    """Yield names that a reference cannot tell apart; once valid, so only warnings."""
    holders: dict[str, str] = {}
    for section in sections:
        for key, record in own[section].items():
            holder = holders.setdefault(key, section)
            if holder != section:
                name, node = short(key, 40), root.values[section]
                message = (
                    f'"{name}" is also in {holder}, so {notation.format(name)} is ambiguous; '
                    "rename one of them"
                )
                offset = node.keys[key] if isinstance(node, Record) else record.start
                yield Fault(offset, "ambiguous-name", message, f"{section}.{key}", "warning")
