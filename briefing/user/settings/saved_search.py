"""Saving a search under a name in the settings file; the rest of the file stays as it is."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import BriefingError
from briefing.store.files.safe_write import ChangedMeanwhile, replace_file, temporary_file
from briefing.user.settings.toml_file import MAX_BYTES, open_regular
from briefing.user.settings.toml_places import TomlPlace, end_of_value, toml_places

NAME = re.compile(r"\w[\w-]*")
"""What a saved search may be called: one word, so that `saved:NAME` is."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TABLE = "saved"


class SettingsText(NamedTuple):
    """The settings file as it was read, to be written again."""

    path: Path
    """The file itself, which may not exist; not a link to it."""
    data: bytes | None
    """Its contents; None where there is no file."""

    @property
    def text(self) -> str:
        """Its contents as text, a byte order mark with it."""
        return (self.data or b"").decode("utf-8")

    @property
    def saved(self) -> Mapping[str, Any]:
        """The saved searches in it, by name."""
        table = tomllib.loads(self.text.removeprefix("\ufeff")).get(_TABLE, {})
        return table if isinstance(table, dict) else {}


def read_settings(path: Path) -> SettingsText:
    """Read the settings file to change it.

    Raises:
        BriefingError: it cannot be read, or is not TOML.
    """
    path = path.resolve()
    try:
        with open(path, "rb", opener=open_regular) as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return SettingsText(path, None)
    except OSError as error:
        raise BriefingError(f"{path.name}: {error.strerror or error}") from None
    read = SettingsText(path, data)
    try:
        if len(data) > MAX_BYTES:
            raise BriefingError(f"{path.name}: larger than {MAX_BYTES:,} bytes")
        _ = read.saved
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BriefingError(f"{path.name}: {error}; fix that first") from None
    return read


def save_search(settings: SettingsText, name: str, query: str) -> None:
    """Write a search into the settings file, in place of one of the same name.

    Raises:
        BriefingError: the file has changed since `settings` were read, or cannot be written.
    """
    path, before = settings.path, settings.data
    after = with_saved(settings.text, name, query).encode("utf-8")
    try:
        if before is not None:
            replace_file(path, before, after)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = temporary_file(path, after, 0o600)
        try:
            path.hardlink_to(temporary)  # refused where the file is there meanwhile
        finally:
            temporary.unlink()
    except (FileExistsError, ChangedMeanwhile):
        raise BriefingError(f"{path.name} changed in the meantime; try again") from None
    except OSError as error:
        raise BriefingError(f"{path.name}: {error.strerror or error}") from None


def with_saved(text: str, name: str, query: str) -> str:
    """Return the settings `text`, valid TOML, with a saved search, all else as it was.

    Raises:
        BriefingError: `saved` is not a table, so that nothing can be added to it.
    """
    bare = text.removeprefix("\ufeff")
    table = tomllib.loads(bare)
    saved = table.get(_TABLE, {})
    if not isinstance(saved, dict):
        raise BriefingError("saved is not a table of searches in the settings; write [saved]")
    changed = _changed(bare, name, _quoted(query), is_new=name not in saved)
    expected = {**table, _TABLE: {**saved, name: query}}
    try:
        fits = tomllib.loads(changed) == expected
    except tomllib.TOMLDecodeError:
        fits = False
    if not fits:
        raise BriefingError("[saved] in the settings is written so that nothing can be added to it")
    return text[: len(text) - len(bare)] + changed


def _changed(text: str, name: str, value: str, *, is_new: bool) -> str:
    places = toml_places(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    key = name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    if not is_new and (_TABLE, name) in places:
        start = _offset(text, places[_TABLE, name].value)
        return text[:start] + value + text[end_of_value(text, start) :]
    entries = [entry for path, entry in places.items() if path[:1] == (_TABLE,) and len(path) == 2]
    head = places.get((_TABLE,))
    if head is not None and text[_offset(text, head.value)] == "{":
        return _in_braces(text, _offset(text, head.value) + 1, f"{key} = {value}")
    if entries:
        start = _offset(text, max(entry.value for entry in entries))
        lead = "" if head is not None else f"{_TABLE}."
        return _after_line(text, end_of_value(text, start), f"{lead}{key} = {value}", newline)
    if head is not None:
        return _after_line(text, _offset(text, head.value), f"{key} = {value}", newline)
    gap = "" if not text else newline if text.endswith("\n") else 2 * newline
    return f"{text}{gap}[{_TABLE}]{newline}{key} = {value}{newline}"


def _in_braces(text: str, start: int, entry: str) -> str:
    is_empty = text[start:].lstrip().startswith("}")
    return f"{text[:start]} {entry}{' ' if is_empty else ','}{text[start:]}"


def _after_line(text: str, start: int, entry: str, newline: str) -> str:
    """Return `text` with a line after the one that `start` is in."""
    end = text.find("\n", start) + 1
    if not end:
        return f"{text}{newline}{entry}{newline}"
    return f"{text[:end]}{entry}{newline}{text[end:]}"


def _offset(text: str, place: TomlPlace) -> int:
    start = 0
    for _ in range(place.line - 1):
        start = text.index("\n", start) + 1
    return start + place.column - 1


def _quoted(query: str) -> str:
    """Return a text as TOML writes it, as far as possible without escapes."""
    if '"' in query and "'" not in query and "\\" not in query:
        return f"'{query}'"
    return json.dumps(query, ensure_ascii=False)
