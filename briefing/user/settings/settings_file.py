"""Reading the settings: the file, the environment, and what in them is invalid."""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.paths import config_folder
from briefing.text.clean import clean
from briefing.text.names import did_you_mean
from briefing.user.settings.setting_kinds import KINDS, Settings, folder_of

if TYPE_CHECKING:  # it imports tomllib, which is for those who have a file
    from briefing.user.settings.toml_places import TomlEntry, TomlPlace

FILE = "config.toml"
"""The settings' file name, in the configuration folder."""

MAX_BYTES = 262_144
"""The largest settings file."""


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
    text: str = ""
    """The file as it was read."""

    def place(self, *path: str) -> str:
        """Return where a value was set, as messages name it: file, line and column, or variable."""
        origin = self.origins.get(path[0], path[0])
        if origin != str(self.path):
            return origin
        from briefing.user.settings.toml_places import entry_of, toml_places  # for a message

        entry = entry_of(toml_places(self.text), path)
        return f"{origin}, {entry.value}" if entry is not None else origin


class SettingProblem(NamedTuple):
    """Something in the settings that cannot be used."""

    path: tuple[str, ...]
    """The keys that lead to it."""
    text: str
    """What is wrong with it, and the remedy."""
    is_key: bool = False
    """Whether its key is wrong, and not its value."""
    item: int | None = None
    """Which text of the value is wrong, from 0; None for all of it."""


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
    text, table, warnings = _read(path) if path is not None else ("", {}, [])
    values, problems = _validated(table)
    origins = dict.fromkeys(values, str(path))
    warnings += _located(problems, text, str(path))
    for name, kind in KINDS.items():
        if word := environ.get(variable := f"BRIEFING_{name.upper()}"):
            valid, problems = _validated({name: kind.read_word(word)})
            values |= valid
            origins |= dict.fromkeys(valid, f"${variable}")
            warnings += [f"${variable}: {problem.text}" for problem in problems]
    return LoadedSettings(Settings(**values), origins, tuple(warnings), path, text)


def _located(problems: list[SettingProblem], text: str, file: str) -> list[str]:
    """Return the problems in a file as sentences with line and column."""
    if not problems:
        return []
    from briefing.user.settings.toml_places import entry_of, toml_places  # for messages

    places = toml_places(text)
    sentences = []
    for problem in problems:
        entry = entry_of(places, problem.path)
        where = f"{file}, {_place(problem, entry, places)}" if entry is not None else file
        sentences.append(f"{where}: {problem.text}")
    return sentences


def _place(
    problem: SettingProblem, entry: "TomlEntry", places: Mapping[tuple[str, ...], "TomlEntry"]
) -> "TomlPlace":
    """Return where a problem is: in `entry`, which stands for the table of what is in one line."""
    if problem.path not in places:
        return entry.value
    if problem.item is not None:
        return entry.items[problem.item]
    return entry.key if problem.is_key else entry.value


def _read(path: Path) -> tuple[str, dict[str, Any], list[str]]:
    """Return the file's text, its table, and a warning if it cannot be used."""
    try:
        with open(path, "rb", opener=open_regular) as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "", {}, []
    except OSError as error:
        return "", {}, [f"{path}: {error.strerror or error}; using the defaults"]
    if len(data) > MAX_BYTES:
        return "", {}, [f"{path}: larger than {MAX_BYTES:,} bytes; using the defaults"]
    import tomllib  # only for those who have a file

    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text), []
    except UnicodeDecodeError:
        return "", {}, [f"{path}: not UTF-8; save it as UTF-8; using the defaults"]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return "", {}, [f"{path}: {error}; using the defaults until it is fixed"]


def open_regular(path: str, flags: int) -> int:
    """Open a regular file; a pipe or a device, which may never end, is refused: OSError."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not a regular file")


def _validated(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[SettingProblem]]:
    """Return the valid values, and a problem for each other one."""
    values: dict[str, Any] = {}
    problems: list[SettingProblem] = []
    for name, value in table.items():
        if name not in Settings._fields:
            near = did_you_mean(name, Settings._fields)
            problems.append(
                SettingProblem((name,), f'unknown setting "{clean(name)}"{near}', is_key=True)
            )
        elif name not in KINDS:
            values[name], wrong = _TABLES[name](value)
            problems += wrong
        elif (valid := KINDS[name].valid(value)) is not None:
            values[name] = valid
        else:
            problems.append(SettingProblem((name,), KINDS[name].problem(name, value)))
    return values, problems


Keys = dict[str, tuple[str, ...]]


def _keys(value: Any) -> tuple[Keys, list[SettingProblem]]:
    """Return the valid keys: of existing commands, and without conflicts."""
    if not isinstance(value, dict):
        return {}, [SettingProblem(("keys",), "keys must be a table of commands; write [keys]")]
    from briefing.commands import COMMANDS  # only for those who set keys

    ids = [command.id for command in COMMANDS]
    valid: Keys = {}
    problems: list[SettingProblem] = []
    paths: dict[str, tuple[str, ...]] = {}
    for path, keys in _flat(value, ("keys",)):
        name = ".".join(path[1:])
        paths[name] = path
        listed = [keys] if isinstance(keys, str) else keys
        if name not in ids:
            message = f'keys: unknown command "{clean(name)}"{did_you_mean(name, ids)}'
            problems.append(SettingProblem(path, message, is_key=True))
        elif not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            message = f"keys: {name} takes a key or a list of keys, in quotes"
            problems.append(SettingProblem(path, message))
        else:
            read, wrong = _read_keys(path, name, listed)
            problems += wrong
            if read or not wrong:
                valid[name] = read
    return valid, problems + _resolve_clashes(valid, paths)


def _read_keys(
    path: tuple[str, ...], name: str, listed: list[str]
) -> tuple[tuple[str, ...], list[SettingProblem]]:
    """Return the keys of a command in the notation of the command table."""
    from briefing.user.settings.key_notation import NOTATION_HELP, UnknownKeyError, read_sequence

    keys: list[str] = []
    problems: list[SettingProblem] = []
    for item, text in enumerate(listed):
        try:
            keys += filter(None, [read_sequence(text)])
        except UnknownKeyError as error:
            shown = clean(text, line=True)
            message = f'keys: {name}: "{shown}": {error}; {NOTATION_HELP}'
            problems.append(SettingProblem(path, message, item=item))
    return tuple(dict.fromkeys(keys)), problems


def _resolve_clashes(valid: Keys, paths: Mapping[str, tuple[str, ...]]) -> list[SettingProblem]:
    """Take the keys away that conflict with others, all seen together: two may be swapped."""
    from briefing.commands import clashes, with_keys

    problems: list[SettingProblem] = []
    while clash := clashes(with_keys(valid)):
        changed = [name for name in (clash[0].second, clash[0].first) if name in valid]
        if not changed:
            break
        message = f"keys: {clash[0]}; {changed[0]} keeps its default keys"
        problems.append(SettingProblem(paths[changed[0]], message))
        del valid[changed[0]]
    return problems


def _flat(table: Mapping[str, Any], before: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """Return the items of nested tables by path: unquoted `pane.next` nests in TOML."""
    items: list[tuple[tuple[str, ...], Any]] = []
    for name, value in table.items():
        path = (*before, name)
        items += _flat(value, path) if isinstance(value, dict) else [(path, value)]
    return items


def _saved(value: Any) -> tuple[dict[str, str], list[SettingProblem]]:
    if not isinstance(value, dict):
        return {}, [SettingProblem(("saved",), "saved must be a table of searches; write [saved]")]
    valid: dict[str, str] = {}
    problems: list[SettingProblem] = []
    for name, text in value.items():
        if isinstance(text, str):
            valid[clean(name, line=True)] = clean(text, line=True)
        else:
            message = f"saved: {clean(name)} takes a search in quotes"
            problems.append(SettingProblem(("saved", name), message))
    return valid, problems


def _stores(value: Any) -> tuple[dict[str, str], list[SettingProblem]]:
    if not isinstance(value, dict):
        return {}, [
            SettingProblem(("stores",), "stores must be a table of folders; write [stores]")
        ]
    valid: dict[str, str] = {}
    problems: list[SettingProblem] = []
    for name, folder in value.items():
        if not name or name.startswith("-") or "/" in name:
            message = f'stores: "{clean(name)}" cannot be a name; leave out / and a leading -'
            problems.append(SettingProblem(("stores", name), message, is_key=True))
        elif folder and folder_of(folder):
            valid[clean(name, line=True)] = folder
        else:
            message = f"stores: {clean(name)} takes a folder in quotes"
            problems.append(SettingProblem(("stores", name), message))
    return valid, problems


_TABLES: Mapping[str, Callable[[Any], tuple[dict[str, Any], list[SettingProblem]]]] = {
    "keys": _keys, "saved": _saved, "stores": _stores,
}  # fmt: skip
"""What reads each setting that is a table."""
