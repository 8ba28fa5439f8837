"""Quote checks for briefs that have errors.

A wrong date must not hide that an archived text is missing, or that a quotation does not stand in
its source. Of each record only the fields that the evidence rests on are taken, and only where no
error touches them: a report must still be true once the errors are mended.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from briefing.checks import resolution
from briefing.loader.load import MAX_PROBLEMS, Loaded
from briefing.loader.plain_values import fields
from briefing.loader.syntax import Fault, Record
from briefing.model.brief import Agreement, Brief, Proposal, Quote, Shared, Source
from briefing.store.shared_records import merge_shared

_SURE = frozenset(
    ("archive-missing", "archive-outside", "archive-changed", "archive-unreadable", "no-archive",
     "quote-altered", "quote-not-found", "quote-ambiguous", "quote-elsewhere", "unknown-paragraph")
)  # fmt: skip
"""Codes of faults that do not depend on the rest of the brief."""


class _Part(NamedTuple):
    """The part of a record that the evidence rests on."""

    model: type[BaseModel]
    """The kind of record."""
    vital: tuple[str, ...]
    """The fields that the evidence rests on."""
    rest: Mapping[str, Any]
    """Placeholders for the other required fields."""


_PARTS = {
    "sources": _Part(Source, ("archive", "sha256"), {"kind": "other"}),
    "quotes": _Part(Quote, ("text", "from", "kind", "prefix", "suffix"), {"who": "x"}),
    "agreements": _Part(
        Agreement, ("support",), {"issue": "x", "text": "x", "parties": (), "attested_by": ()}
    ),
    "proposals": _Part(Proposal, ("support",), {"issue": "x", "by": "x", "text": "x"}),
}


def check_partially(
    loaded: Loaded, shared: Shared, used: Mapping[str, Mapping[str, object]]
) -> Brief:
    """Return a brief with those records of a broken one that its evidence rests on and are valid.

    `shared` are the records that all briefs can use, `used` those of them that this one names.
    """
    root, touched = loaded.places.root, _touched(loaded)
    found: dict[str, dict[str, BaseModel]] = {name: {} for name in _PARTS}
    # With more errors than are reported, an unreported one may touch anything.
    if isinstance(root, Record) and len(loaded.problems) < MAX_PROBLEMS:
        found = {name: dict(_whole(root, name, part, touched)) for name, part in _PARTS.items()}
        written = {key for key, _ in resolution.records_of(root, "sources").items()}
        if written != found["sources"].keys():
            # The words may stand in a source that could not be taken.
            found["quotes"] = {}
    brief = Brief.model_construct(id="", title="", date="", summary="", **found)  # type: ignore[arg-type]
    return merge_shared(brief, shared, used)


def sure(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield those of the faults of a salvaged brief that hold for the real one."""
    return (fault for fault in faults if fault.code in _SURE)


_Touched = Mapping[str, Collection[str]]
"""The names of values with an error in or below them, by the path of their parent; an empty name
for an error of the parent itself."""


def _touched(loaded: Loaded) -> _Touched:
    found: dict[str, set[str]] = defaultdict(set)
    for problem in loaded.problems:
        if problem.severity == "error":
            where = problem.where
            found[where].add("")
            while where:
                where, _, part = where.rpartition(".")
                found[where].add(part)
    return found


def _whole(
    root: Record, section: str, part: _Part, touched: _Touched
) -> Iterator[tuple[str, BaseModel]]:
    """Yield the records of one map whose vital fields no error touches."""
    if "" in touched.get("", ()) or "" in touched.get(section, ()):
        return
    known = {field.alias or name for name, field in part.model.model_fields.items()}
    harmless = known - set(part.vital)  # an unknown key may be a vital one, mistyped
    for place, (key, node) in enumerate(resolution.records_of(root, section).items(), 1):
        paths = (f"{section}.{key}", f"{section}.{place}")  # a list's records have both
        wrong = {name for path in paths for name in touched.get(path, ())}
        if not isinstance(node, Record) or wrong - harmless:
            continue
        values = fields(node)
        vital = {field: values[field] for field in part.vital if field in values}
        try:
            yield key, part.model.model_validate({**part.rest, **vital})
        except ValidationError:
            continue
