"""Circular references between records, and names that two records of one brief share.

Works on the tree of a file, as `naming` does, which asks for it.
"""

from collections.abc import Iterable, Iterator, Mapping

from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Node, Record, Scalar

Sections = Mapping[str, Mapping[str, Node]]
"""The records of a file: by map, then by name."""

_ABOVE = {"issues": "part_of", "sources": "translation_of"}
"""By map, the field that names the record above: no way up may lead back."""
_SHOWN = 5  # names of a circle that a message lists


def faults(root: Record, own: Sections, marked: Iterable[str]) -> Iterator[Fault]:
    """Yield faults; `marked` are the maps in which a `[^name]` reference is looked up."""
    for section, field in _ABOVE.items():
        yield from _circles(section, field, own[section])
    for key, record in own["quotes"].items():
        same = _named(record, "same_as")
        if same is not None and same.text == key:
            message = "a quote cannot be the same as itself; name another quote"
            yield Fault(same.start, "bad-value", message, f"quotes.{key}.same_as")
    yield from _shared_names(root, own, ("people", "parties"), "who: {}")
    yield from _shared_names(root, own, marked, "[^{}]")


def _named(record: Node, field: str) -> Scalar | None:
    value = record.values.get(field) if isinstance(record, Record) else None
    return value if isinstance(value, Scalar) and value.text else None


def _circles(section: str, field: str, records: Mapping[str, Node]) -> Iterator[Fault]:
    """Yield each cycle once, at the first of its records."""
    above = {key: value for key, record in records.items() if (value := _named(record, field))}
    order = {key: number for number, key in enumerate(above)}
    seen: set[str] = set()
    for first in above:
        way: dict[str, None] = {}
        key = first
        while key in above and key not in seen:
            seen.add(key)
            way[key] = None
            key = above[key].text or ""
        if key in way:
            names = list(way)
            circle = names[names.index(key) :]
            place = min(circle, key=order.__getitem__)
            yield _circle(section, field, circle, place, above[place].start)


def _circle(section: str, field: str, circle: list[str], place: str, offset: int) -> Fault:
    at = circle.index(place)
    names = [short(name, 40) for name in (*circle[at:], *circle[:at])]
    if len(names) == 1:
        message = f"{field} cannot name its own record; name another"
    else:
        shown = names if len(names) <= _SHOWN else [*names[: _SHOWN - 1], "…"]
        message = f"refers back to {names[0]}: {' → '.join([*shown, names[0]])}; remove one {field}"
    return Fault(offset, "bad-value", message, f"{section}.{place}.{field}")


def _shared_names(
    root: Record, own: Sections, sections: Iterable[str], used: str
) -> Iterator[Fault]:
    """Yield names defined in several maps that a reference cannot tell apart.

    A warning, because such briefs were valid before this check existed.
    """
    holders: dict[str, str] = {}
    for section in sections:
        for key, record in own[section].items():
            holder = holders.setdefault(key, section)
            if holder != section:
                name = short(key, 40)
                message = (
                    f'"{name}" is also in {holder}, so {used.format(name)} is ambiguous; '
                    "rename one of them"
                )
                node = root.values[section]
                offset = node.keys[key] if isinstance(node, Record) else record.start
                yield Fault(offset, "ambiguous-name", message, f"{section}.{key}", "warning")
