"""One brief to be: what a format's module makes of one record of a foreign file."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from briefing.loader.identity import slug_of
from briefing.model.any_record import AnyRecord
from briefing.model.brief import Shared
from briefing.store.new_files.new_file import free_stem
from briefing.text.clean import clean
from briefing.text.fold import fold

Values = dict[str, Any]
"""Values by key, as a file has them: texts, lists and records."""

MAX_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is imported."""
MAX_DEPTH = 20
"""Levels of a value that stay lists and records; deeper ones become one text of JSON."""
_LONGEST_KEY = 100  # characters: with `-2.yaml` it fits every file system
_SPACE = re.compile(r"\s+")


class ImportItem(NamedTuple):
    """A brief to be, and what became of its source's fields."""

    key: str
    """The same slug whenever the same record is imported; by default the brief's id."""
    values: Values
    """The values of the brief, without `id`."""
    lost: tuple[str, ...] = ()
    """What could not be kept, a line each, with the field it stood in."""
    remarks: tuple[str, ...] = ()
    """Lines for a comment at the end of the file."""
    foreign: str = ""
    """Markdown to be kept as it is, because it cannot be a brief: it has no date."""


class Refused(NamedTuple):
    """A record that cannot be a brief."""

    where: str
    """The file, with the line or the number of the record."""
    reason: str
    """Why, and what to do."""


class KnownNames:
    """The parties and people that a store has already, by their names."""

    def __init__(self, shared: Shared | None = None) -> None:
        """Take the names in the shared records of a store."""
        shared = shared or Shared()
        self._parties = dict(_by_name(shared.parties))
        self._people = dict(_by_name(shared.people))

    def party(self, name: str) -> str:
        """Return the slug of the shared party with this name or alias; empty without one."""
        return self._parties.get(fold(name), "")

    def person(self, name: str) -> str:
        """Return the slug of the shared person with this name or alias; empty without one."""
        return self._people.get(fold(name), "")


def _by_name(records: Mapping[str, AnyRecord]) -> Iterator[tuple[str, str]]:
    # A later name replaces an earlier one: names count more than aliases, first records most.
    backwards = list(records.items())[::-1]
    for slug, record in backwards:
        yield from ((fold(one), slug) for one in (*getattr(record, "aliases", ()), slug))
    for slug, record in backwards:
        yield fold(getattr(record, "name", slug)), slug


Reader = Callable[[bytes, str, KnownNames], Iterator[ImportItem | Refused]]
"""Reads the bytes of a file of this name; raises `BriefingError` where it is not of the format."""


def key_of(*words: str) -> str:
    """Return a slug for some words; one that would be too long ends in a checksum."""
    slug = slug_of(" ".join(words))
    if len(slug) <= _LONGEST_KEY:
        return slug
    digest = hashlib.sha256(slug.encode()).hexdigest()[:8]
    return f"{slug[: _LONGEST_KEY - 9].rstrip('-')}-{digest}"


def flat(value: Any) -> str:
    """Return a text on one line, without blanks at its ends; nothing for what is not text."""
    return _SPACE.sub(" ", value).strip() if isinstance(value, str) else ""


def tidied(values: Mapping[str, Any], lost: list[str]) -> Values:
    """Return values with texts as briefs may hold them; add to `lost` what was replaced.

    Line ends become newlines. Control characters and lone surrogates, which no brief may hold,
    become visible marks, which is a loss.
    """
    return {key: _tidy(one, key, lost) for key, one in _keyed(values, "a key", lost)}


def _tidy(value: Any, where: str, lost: list[str]) -> Any:
    if isinstance(value, Mapping):
        keyed = _keyed(value, where, lost)
        return {key: _tidy(one, f"{where}.{key}", lost) for key, one in keyed}
    if isinstance(value, list | tuple):
        return [_tidy(one, f"{where}.{n}", lost) for n, one in enumerate(value, 1)]
    return tidy_text(value, where, lost) if isinstance(value, str) else value


def _keyed(values: Mapping[str, Any], where: str, lost: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a record under keys that a file may have, each once."""
    seen: set[str] = set()
    for key, value in values.items():
        name = tidy_text(key, where, lost)
        name = free_stem(name if name.strip() else "unnamed", lambda one: one not in seen)
        seen.add(name)
        yield name, value


def tidy_text(text: str, where: str, lost: list[str]) -> str:
    """Return a text as `tidied` does; `where` begins the line of a loss."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n")
    safe = clean(plain)
    if safe != plain and any(map(_is_lost, plain, safe)):
        count = sum(map(_is_lost, plain, safe))
        lost.append(f"{clean(where, line=True)}: {count} control characters replaced")
    return safe


def _is_lost(before: str, after: str) -> bool:
    return before != after and not before.isspace()
