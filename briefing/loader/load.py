"""The loader: the bytes of one file -> a brief, or all its problems with line and column."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from briefing.errors import UnreadableError
from briefing.loader import MAX_BRIEF, messages
from briefing.loader.foreign import NEVER_CLOSED, Foreign, is_ours, unclosed
from briefing.loader.identity import slug_of, stem_of
from briefing.loader.places import Locator, located
from briefing.loader.plain_values import fields, reading
from briefing.loader.problems import Problem, read_failure
from briefing.loader.salvage import Salvaged, salvage
from briefing.loader.salvage_shared import salvage_shared
from briefing.loader.syntax import Fault, Parsed, Record, Scalar, notation_of, parse, recovered
from briefing.model.brief import Brief, Shared
from briefing.text.clean import clean

__all__ = ["Loaded", "LoadedShared", "Locator", "load", "load_shared", "located", "stem_of"]

M = TypeVar("M", bound=BaseModel)

MAX_PROBLEMS = 200
"""The most problems reported for one file; enough to fix before checking again."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The content of one file."""

    path: str
    """The path as given to `load`."""
    brief: Brief | None
    """The brief, without what `missing` names; None if nothing of it can be read."""
    problems: tuple[Problem, ...]
    """The problems, by position."""
    meta: tuple[tuple[str, str], ...]
    """Keys of a foreign file that briefs do not have, with their values; cleaned."""
    foreign: bool
    """Whether the file was written for another program."""
    places: Locator
    """The positions of its values."""
    sha256: str
    """The SHA-256 checksum of the bytes, in hexadecimal digits."""
    whole: bool = True
    """Whether the file itself has no error; then nothing is missing."""
    missing: tuple[str, ...] = ()
    """The dotted paths of the records and fields left out because of an error; an empty path for
    an unknown part of the file."""
    recovered: bool = False
    """Whether the tree of `places` was made around an error of syntax."""


@dataclass(frozen=True, slots=True)
class LoadedShared:
    """The content of `store.yaml`."""

    shared: Shared
    """The shared records, without those that have an error."""
    problems: tuple[Problem, ...]
    """The problems, by position."""
    places: Locator
    """The positions of its values; without a tree where reading had to stop."""
    missing: tuple[str, ...] = ()
    """The dotted paths of the records left out because of an error; an empty path for an unknown
    part of the file."""


def load(data: bytes, path: str) -> Loaded:
    """Return the content of `data`, the bytes of the file `path`; never raises for bad content."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        parsed = _parsed(data, path)
    except UnreadableError as error:
        return unreadable(path, error, digest)
    if parsed.body is not None:
        foreign = _foreign(parsed, path, digest)
        if foreign is not None:
            return foreign
        parsed = _with_body(parsed)
    places = Locator(parsed.text, parsed.root)
    faults = list(parsed.faults)
    brief = _brief(parsed, path, faults)
    whole = Loaded(path, brief, _problems(path, places, faults), (), False, places, digest)
    return whole if brief is not None else _with_errors(whole, parsed)


def unreadable(path: str, error: UnreadableError, digest: str = "") -> Loaded:
    """Return a file that cannot be read; `digest` is the SHA-256 checksum of its bytes."""
    problems, places = (read_failure(path, error),), Locator("", None)
    return Loaded(path, None, problems, (), False, places, digest, whole=False, missing=("",))


def load_shared(data: bytes, path: str) -> LoadedShared:
    """Return the content of `data`, the bytes of a `store.yaml`; never raises for bad content."""
    try:
        parsed = _parsed(data, path)
    except UnreadableError as error:
        unread = (read_failure(path, error),)
        return LoadedShared(Shared(), unread, Locator("", None), missing=("",))
    faults = list(parsed.faults)
    shared, missing = None, set[str]()
    if isinstance(parsed.root, Record):
        shared = _validated(Shared, fields(parsed.root), parsed, faults)
    elif parsed.root is not None and not _is_nothing(parsed):
        faults.append(_NOT_A_RECORD._replace(offset=parsed.root.start))
    places = Locator(parsed.text, parsed.root)
    if shared is None and faults:
        shared, missing = salvage_shared(parsed, notation_of(path))
    problems = _problems(path, places, faults)
    return LoadedShared(shared or Shared(), problems, places, tuple(sorted(missing)))


def _parsed(data: bytes, path: str) -> Parsed:
    if len(data) > MAX_BRIEF:
        raise UnreadableError("the file is larger than 1 MiB; split the brief", "too-large")
    return parse(data, notation_of(path))


_NOT_A_RECORD = Fault(0, "bad-type", 'not a brief; write it as "key: value" lines')
_EMPTY = Fault(0, "empty", "the file is empty; write at least title, date and summary")


def _is_nothing(parsed: Parsed) -> bool:
    return isinstance(parsed.root, Scalar) and parsed.root.text is None


def _brief(parsed: Parsed, path: str, faults: list[Fault]) -> Brief | None:
    root = parsed.root
    if not isinstance(root, Record):
        if not any(fault.severity == "error" for fault in faults):
            nothing = root is None or _is_nothing(parsed)
            at = 0 if root is None else root.start
            faults.append(_EMPTY if nothing else _NOT_A_RECORD._replace(offset=at))
        return None
    values = fields(root)
    if path.endswith(".json"):
        values.pop("$schema", None)
    if "id" not in values:
        values["id"] = _id(path, root, faults)
    return _validated(Brief, values, parsed, faults)


def _with_errors(loaded: Loaded, parsed: Parsed) -> Loaded:
    """Return a file with errors as far as it can be read."""
    places, stops = loaded.places, parsed.root is None
    if stops:
        parsed = _with_body(recovered(parsed, notation_of(loaded.path)))
        places = Locator(parsed.text, parsed.root)
    brief, missing = _salvaged(parsed, loaded.path) or (None, ("",))
    return replace(
        loaded, brief=brief, places=places, whole=False, missing=missing, recovered=stops
    )


def _salvaged(parsed: Parsed, path: str) -> Salvaged | None:
    if not isinstance(parsed.root, Record):
        return None
    stem = stem_of(path)
    fallback = {
        "id": slug_of(stem), "title": clean(stem, line=True) or path, "date": "", "summary": "",
        "handling": "red",  # it was to be confined, and it is not known how far
    }  # fmt: skip
    values = {"id": fallback["id"], **fields(parsed.root)}
    values.pop("$schema", None)
    return salvage(values, parsed, fallback)


def _id(path: str, root: Record, faults: list[Fault]) -> str:
    stem = stem_of(path)
    slug = slug_of(stem)
    if slug != stem:
        message = f'file name "{stem}" is not a valid id; add id: {slug}'
        faults.append(Fault(root.start, "bad-name", message, "id"))
    return slug


def _validated(
    model: type[M], values: dict[str, Any], parsed: Parsed, faults: list[Fault]
) -> M | None:
    try:
        valid = model.model_validate(values, context=reading(values))
    except ValidationError as error:
        reported = {fault.offset for fault in faults if fault.severity == "error"}
        more = messages.explain(error, model, parsed)
        faults.extend(fault for fault in more if fault.offset not in reported)
        return None
    return None if any(fault.severity == "error" for fault in faults) else valid


def _problems(path: str, places: Locator, faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Return the faults as problems by position: `MAX_PROBLEMS`, and one that counts the rest."""
    ordered = sorted(faults, key=lambda fault: fault.offset or 0)
    problems = [places.problem(path, fault) for fault in ordered[:MAX_PROBLEMS]]
    if len(ordered) > MAX_PROBLEMS:
        rest = ordered[MAX_PROBLEMS]
        message = f"{len(ordered) - MAX_PROBLEMS:,} more problems from here on; fix the first ones"
        problems.append(places.problem(path, Fault(rest.offset, "more-problems", message)))
    return tuple(problems)


def _foreign(parsed: Parsed, path: str, digest: str) -> Loaded | None:
    """Return a foreign file, or a brief with unclosed front matter; None for any other brief."""
    front = unclosed(parsed)
    if front is not None and is_ours(front):
        places = Locator(parsed.text, None)
        problems = _problems(path, places, (*parsed.faults, NEVER_CLOSED))
        return Loaded(path, None, problems, (), False, places, digest, False, ("",))
    foreign = Foreign(parsed, path)
    if is_ours(foreign.front):
        return None
    brief, places = foreign.brief(), Locator(parsed.text, foreign.front)
    problems = _problems(path, places, foreign.faults)
    return Loaded(path, brief, problems, tuple(foreign.meta), True, places, digest)


def _with_body(parsed: Parsed) -> Parsed:
    root, body = parsed.root, parsed.body
    if not isinstance(root, Record) or body is None or body.text is None:
        return parsed
    if "summary" in root.values:
        message = "the summary is given both here and in the body below; keep one"
        fault = Fault(root.keys["summary"], "duplicate-key", message, "summary")
        return replace(parsed, faults=(*parsed.faults, fault), body=None)
    keys = {**root.keys, "summary": body.start}
    values = {**root.values, "summary": body}
    return replace(parsed, root=Record(root.start, keys, values), body=None)
