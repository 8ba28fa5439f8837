"""User settings: one TOML file, an environment variable for each setting, and their meanings.

Whatever the file holds, the program starts: what cannot be used is told in a warning, and the
default stands in. The command line counts more than the environment, and that more than the file.
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
"""A larger file is no settings file."""

_NONE: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """What a person has settled; the docstring of each field is its help."""

    store: str = ""
    """The folder of briefs to open when none is given; `~` is the home folder."""
    theme: str = ""
    """The colour theme; empty to choose by what the terminal can show."""
    ascii: bool | None = None
    """Draw with ASCII characters only; unset to choose by the terminal's encoding."""
    mouse: bool | None = None
    """Handle mouse events; unset to handle them except over SSH."""
    read_after: float = 2.0
    """Seconds a brief must be open before it counts as read; 0 for immediately."""
    refresh: float = 0.5
    """Seconds between checks for changed files, longer if a check is slow; 0 for never."""
    keys: Mapping[str, tuple[str, ...]] = _NONE
    """Keys by command, as in `"pane.next" = ["Tab", "n"]`; see `briefing keys`."""
    saved: Mapping[str, str] = _NONE
    """Saved searches, as in `open = "status:open"`; use one as `saved:open`."""


def _as_text(value: Any) -> str | None:
    return value if isinstance(value, str) and "\0" not in value else None


def _as_folder(value: Any) -> str | None:
    folder = _as_text(value)
    # What still begins with "~" is in the home folder of somebody who is not known here.
    return None if folder and os.path.expanduser(folder)[:1] == "~" else folder  # noqa: PTH111


def _as_name(value: Any) -> str | None:
    name = _as_text(value)
    return clean(name, line=True) if name else name


def _as_flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _as_seconds(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and 0 <= value <= 86_400 else None


def _flag_word(word: str) -> bool | str:
    said = word.lower()
    yes = said in ("1", "true", "yes", "on")
    return yes if yes or said in ("0", "false", "no", "off") else word


def _number_word(word: str) -> float | str:
    try:
        return float(word)
    except ValueError:
        return word


class Kind(NamedTuple):
    """What the value of a plain setting can be."""

    says: str
    """How it is described to who wrote something else."""
    json_type: str
    """What JSON Schema calls it."""
    accept: Callable[[Any], Any]
    """Returns a value as it is kept, or None if it is of another kind."""
    read_word: Callable[[str], Any] = str
    """Returns the value that an environment variable holds, or the word if it holds none."""


_FLAG = Kind("true or false", "boolean", _as_flag, _flag_word)
_SECONDS = Kind("a number of seconds", "number", _as_seconds, _number_word)

KINDS: Mapping[str, Kind] = {
    "store": Kind("a folder in quotes", "string", _as_folder),
    "theme": Kind("a name in quotes", "string", _as_name),
    "ascii": _FLAG,
    "mouse": _FLAG,
    "read_after": _SECONDS,
    "refresh": _SECONDS,
}
"""The kind of each setting that is no table."""


class LoadedSettings(NamedTuple):
    """Settings, where each came from, and what could not be used."""

    settings: Settings
    """What holds."""
    origins: Mapping[str, str]
    """For each setting that is no default: the file, or the environment variable."""
    warnings: tuple[str, ...]
    """What is wrong, each in a sentence that names the place and the remedy."""
    path: Path | None
    """Where the file is looked for; None where the person has no home."""


def settings_path(environ: Mapping[str, str] | None = None) -> Path | None:
    """Return where the settings file is: `$BRIEFING_CONFIG`, or in the configuration folder."""
    named = (os.environ if environ is None else environ).get("BRIEFING_CONFIG")
    if named:
        return Path(named)
    folder = config_folder()
    return folder / FILE if folder else None


def load(environ: Mapping[str, str] | None = None) -> LoadedSettings:
    """Read the settings file and the environment; never raises because of what they hold."""
    environ = os.environ if environ is None else environ
    path = settings_path(environ)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    warnings: list[str] = []
    if path is not None:
        table, warning = _read(path)
        warnings += [warning] if warning else []
        taken, told = _take(table, str(path))
        values |= taken
        warnings += told
        origins |= dict.fromkeys(taken, str(path))
    for name in _from_environment(environ):
        variable = _variable(name)
        taken, told = _take({name: KINDS[name].read_word(environ[variable])}, f"${variable}")
        values |= taken
        warnings += told
        origins |= dict.fromkeys(taken, f"${variable}")
    return LoadedSettings(Settings(**values), origins, tuple(warnings), path)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that hold, without saying what is wrong with the file."""
    return load(environ).settings


def help_of() -> dict[str, str]:
    """Return what each setting means, from the docstrings under the fields."""
    import ast
    import inspect
    import textwrap

    body = ast.parse(textwrap.dedent(inspect.getsource(Settings))).body[0]
    assert isinstance(body, ast.ClassDef)
    helps: dict[str, str] = {}
    for item, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            assert isinstance(following, ast.Expr)
            helps[item.target.id] = " ".join(str(ast.literal_eval(following.value)).split())
    return helps


def _variable(name: str) -> str:
    return f"BRIEFING_{name.upper()}"


def _from_environment(environ: Mapping[str, str]) -> list[str]:
    return [name for name in KINDS if environ.get(_variable(name))]


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the file's table and, if it cannot be used, why."""
    try:
        with open(path, "rb", opener=_open_ordinary) as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"{path}: {error.strerror or error}; using the defaults"
    if len(data) > MAX_BYTES:
        return {}, f"{path}: larger than {MAX_BYTES:,} bytes; using the defaults"
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig")), ""
    except UnicodeDecodeError:
        return {}, f"{path}: not UTF-8; save it as UTF-8; using the defaults"
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, f"{path}: {error}; using the defaults until it is fixed"


def _open_ordinary(path: str, flags: int) -> int:
    """Open a file; a pipe or a device is refused, since reading one may never end."""
    # Without waiting: a pipe of that name would never answer.
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not a regular file")


def _take(table: Mapping[str, Any], origin: str) -> tuple[dict[str, Any], list[str]]:
    """Return the values that can be used, and a warning for each that cannot."""
    names = Settings._fields
    values: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in table.items():
        if name not in names:
            warnings.append(f'{origin}: unknown setting "{name}"{did_you_mean(name, names)}')
        elif name not in KINDS:
            values[name], told = (_take_keys if name == "keys" else _take_saved)(value, origin)
            warnings += told
        else:
            taken = KINDS[name].accept(value)
            if taken is None:
                says = f"{name} takes {KINDS[name].says}, not {value!r}"
                warnings.append(f"{origin}: {says}; using the default")
            else:
                values[name] = taken
    return values, warnings


def _take_keys(value: Any, origin: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the keys that can be used: of known commands, and not wanted twice."""
    if not isinstance(value, dict):
        return {}, [f"{origin}: keys must be a table of commands; write [keys]"]
    from briefing.commands import COMMANDS, clashes, with_keys

    ids = [command.id for command in COMMANDS]
    taken: dict[str, tuple[str, ...]] = {}
    warnings: list[str] = []
    for name, keys in _flat(value):
        listed = [keys] if isinstance(keys, str) else keys
        if name not in ids:
            warnings.append(f'{origin}: keys: unknown command "{name}"{did_you_mean(name, ids)}')
        elif not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            warnings.append(f"{origin}: keys: {name} takes a key or a list of keys, in quotes")
        else:
            kept = (clean(" ".join(key.split()), line=True) for key in listed)
            taken[name] = tuple(key for key in kept if key)
    # All together first: two commands may have changed places.
    while clash := clashes(with_keys(taken)):
        pair = (clash[0].second, clash[0].first)
        name = next((one for one in pair if one in taken), "")
        if not name:
            break
        warnings.append(f"{origin}: keys: {clash[0]}; {name} keeps its default keys")
        del taken[name]
    return taken, warnings


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Return the items of nested tables under dotted names: unquoted `pane.next` nests in TOML."""
    items: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            items += _flat(value, f"{before}{name}.")
        else:
            items.append((before + name, value))
    return items


def _take_saved(value: Any, origin: str) -> tuple[dict[str, str], list[str]]:
    if not isinstance(value, dict):
        return {}, [f"{origin}: saved must be a table of searches; write [saved]"]
    taken: dict[str, str] = {}
    warnings: list[str] = []
    for name, text in value.items():
        if isinstance(text, str):
            taken[clean(name, line=True)] = clean(text, line=True)
        else:
            warnings.append(f"{origin}: saved: {name} takes a search in quotes")
    return taken, warnings
