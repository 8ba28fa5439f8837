"""User settings: one TOML file, an environment variable for each plain setting, and their help.

Whatever the file holds, the program starts: an invalid value is reported in a warning, and the
default is used. The command line overrides the environment, and the environment the file.
"""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from briefing.paths import config_folder
from briefing.text.clean import clean
from briefing.text.names import did_you_mean

FILE = "config.toml"
"""The settings' file name, in the configuration folder."""

MAX_BYTES = 262_144
"""The largest settings file."""

_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """The settings in effect; `HELP` explains each."""

    store: str = ""
    theme: str = ""
    ascii: bool | None = None
    mouse: bool | None = None
    read_after: float = 2.0
    refresh: float = 0.5
    keys: Mapping[str, tuple[str, ...]] = _EMPTY
    saved: Mapping[str, str] = _EMPTY
    ignore: tuple[str, ...] = ()


HELP: Mapping[str, str] = {
    "store": "The folder of briefs to open when none is given; `~` is the home folder.",
    "theme": "The colour theme; empty to choose by what the terminal can show.",
    "ascii": "Draw with ASCII characters only; unset to choose by the terminal's encoding.",
    "mouse": "Handle mouse events; unset to handle them except over SSH.",
    "read_after": "Seconds a brief must be open before it counts as read; 0 for immediately.",
    "refresh": "Seconds between checks for changed files, longer if a check is slow; 0 for never.",
    "keys": 'Keys by command, as in `"pane.next" = ["Tab", "n"]`; see `briefing keys`.',
    "saved": 'Saved searches, as in `open = "status:open"`; use one as `saved:open`.',
    "ignore": 'Files that are no briefs: a list of patterns as in .gitignore, `["drafts/**"]`.',
}
"""The meaning of each setting, in a sentence."""


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and "\0" not in value else None


def _folder(value: Any) -> str | None:
    folder = _text(value)
    try:
        Path(folder or "").expanduser()
    except RuntimeError:  # the home folder of an unknown user
        return None
    return folder


def _name(value: Any) -> str | None:
    name = _text(value)
    return clean(name, line=True) if name else name


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _seconds(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 86_400 else None


def _number_word(word: str) -> float | str:
    try:
        return float(word)
    except ValueError:
        return word


def _patterns(value: Any) -> tuple[str, ...] | None:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return None
    return tuple(clean(line, line=True) for line in lines)


class Kind(NamedTuple):
    """The values of a plain setting."""

    description: str
    """What a warning says is expected."""
    json_type: str
    """The type in JSON Schema."""
    accept: Callable[[Any], Any]
    """Returns a value as it is stored, or None if it is invalid."""
    read_word: Callable[[str], Any] = str
    """Returns the value of an environment variable, or the word itself if it cannot be parsed."""


_FLAG_WORDS = dict.fromkeys(("1", "true", "yes", "on"), True)
_FLAG_WORDS |= dict.fromkeys(("0", "false", "no", "off"), False)
_FLAGS = Kind("true or false", "boolean", _flag, lambda w: _FLAG_WORDS.get(w.lower(), w))
_DURATION = Kind("a number of seconds", "number", _seconds, _number_word)

KINDS: Mapping[str, Kind] = {
    "store": Kind("a folder in quotes", "string", _folder),
    "theme": Kind("a name in quotes", "string", _name),
    "ascii": _FLAGS,
    "mouse": _FLAGS,
    "read_after": _DURATION,
    "refresh": _DURATION,
    "ignore": Kind("a list of patterns in quotes", "array", _patterns),
}
"""The kind of each setting that is not a table."""


class LoadedSettings(NamedTuple):
    """Settings, the origin of each, and what could not be used."""

    settings: Settings
    """The settings in effect."""
    origins: Mapping[str, str]
    """The file or environment variable of each setting that is not the default."""
    warnings: tuple[str, ...]
    """The problems, each in a sentence that names the place and the remedy."""
    path: Path | None
    """The path of the file, which may not exist; None without a home folder."""


def settings_path(environ: Mapping[str, str] | None = None) -> Path | None:
    """Return the settings file: `$BRIEFING_CONFIG`, or in the configuration folder."""
    name = (os.environ if environ is None else environ).get("BRIEFING_CONFIG")
    if name:
        return Path(name)
    folder = config_folder()
    return folder / FILE if folder else None


def load(environ: Mapping[str, str] | None = None) -> LoadedSettings:
    """Read the settings file and the environment; invalid contents never raise."""
    environ = os.environ if environ is None else environ
    path = settings_path(environ)
    table, warnings = _read(path) if path is not None else ({}, [])
    sources = [(table, str(path))]
    for name, kind in KINDS.items():
        if word := environ.get(variable := f"BRIEFING_{name.upper()}"):
            sources.append(({name: kind.read_word(word)}, f"${variable}"))
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for source, origin in sources:
        valid, problems = _validated(source)
        values |= valid
        origins |= dict.fromkeys(valid, origin)
        warnings += [f"{origin}: {problem}" for problem in problems]
    return LoadedSettings(Settings(**values), origins, tuple(warnings), path)


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the file's table, and a warning if it cannot be used."""
    try:
        with open(path, "rb", opener=_open_regular) as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path}: {error.strerror or error}; using the defaults"]
    if len(data) > MAX_BYTES:
        return {}, [f"{path}: larger than {MAX_BYTES:,} bytes; using the defaults"]
    import tomllib  # only for those who have a file

    try:
        return tomllib.loads(data.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        return {}, [f"{path}: not UTF-8; save it as UTF-8; using the defaults"]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, [f"{path}: {error}; using the defaults until it is fixed"]


def _open_regular(path: str, flags: int) -> int:
    """Open a regular file; a pipe or a device, which may never end, is refused."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not a regular file")


def _validated(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the valid values, and a warning for each other one."""
    values: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in table.items():
        if name not in Settings._fields:
            near = did_you_mean(name, Settings._fields)
            warnings.append(f'unknown setting "{name}"{near}')
        elif name not in KINDS:
            values[name], problems = (_keys if name == "keys" else _saved)(value)
            warnings += problems
        elif (valid := KINDS[name].accept(value)) is not None:
            values[name] = valid
        else:
            expected = KINDS[name].description
            warnings.append(f"{name} takes {expected}, not {value!r}; using the default")
    return values, warnings


def _keys(value: Any) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the valid keys: of existing commands, and without conflicts."""
    if not isinstance(value, dict):
        return {}, ["keys must be a table of commands; write [keys]"]
    from briefing.commands import COMMANDS, clashes, with_keys  # only for those who set keys

    ids = [command.id for command in COMMANDS]
    valid: dict[str, tuple[str, ...]] = {}
    warnings: list[str] = []
    for name, keys in _flat(value):
        listed = [keys] if isinstance(keys, str) else keys
        if name not in ids:
            warnings.append(f'keys: unknown command "{name}"{did_you_mean(name, ids)}')
        elif not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            warnings.append(f"keys: {name} takes a key or a list of keys, in quotes")
        else:
            cleaned = (clean(" ".join(key.split()), line=True) for key in listed)
            valid[name] = tuple(key for key in cleaned if key)
    # All together first: two commands may have swapped keys.
    while clash := clashes(with_keys(valid)):
        changed = [name for name in (clash[0].second, clash[0].first) if name in valid]
        if not changed:
            break
        warnings.append(f"keys: {clash[0]}; {changed[0]} keeps its default keys")
        del valid[changed[0]]
    return valid, warnings


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Return the items of nested tables under dotted names: unquoted `pane.next` nests in TOML."""
    items: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            items += _flat(value, f"{before}{name}.")
        else:
            items.append((before + name, value))
    return items


def _saved(value: Any) -> tuple[dict[str, str], list[str]]:
    if not isinstance(value, dict):
        return {}, ["saved must be a table of searches; write [saved]"]
    valid: dict[str, str] = {}
    warnings: list[str] = []
    for name, text in value.items():
        if isinstance(text, str):
            valid[clean(name, line=True)] = clean(text, line=True)
        else:
            warnings.append(f"saved: {name} takes a search in quotes")
    return valid, warnings
