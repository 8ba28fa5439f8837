"""Reading the settings: the file, the environment, and what in them is invalid."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefing.paths import config_folder
from briefing.text.clean import clean
from briefing.text.names import did_you_mean
from briefing.user.settings.setting_kinds import KINDS, THEMES, Settings, folder_of
from briefing.user.settings.theme_file import load_themes
from briefing.user.settings.toml_file import SettingProblem, located, places_of, read_toml

FILE = "config.toml"
"""The settings' file name, in the configuration folder."""


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
        return places_of([SettingProblem(path, "")], self.text, origin)[0]


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
    text, table, warnings = read_toml(path) if path is not None else ("", {}, [])
    asked = (table.get("theme"), environ.get("BRIEFING_THEME"))
    own, wrong = _own_themes(path, asked)
    warnings += wrong
    values, problems = _validated(table, own)
    origins = dict.fromkeys(values, str(path))
    warnings += located(problems, text, str(path))
    for name, kind in KINDS.items():
        if word := environ.get(variable := f"BRIEFING_{name.upper()}"):
            valid, problems = _validated({name: kind.read_word(word)}, own)
            values |= valid
            origins |= dict.fromkeys(valid, f"${variable}")
            warnings += [f"${variable}: {problem.text}" for problem in problems]
    return LoadedSettings(Settings(**values), origins, tuple(warnings), path, text)


def _own_themes(path: Path | None, asked: Sequence[Any]) -> tuple[Sequence[str], list[str]]:
    """Return the names of the person's own themes if one is asked for, and their problems."""
    if path is None or all(not name or name in THEMES for name in asked):
        return (), []
    loaded = load_themes(path)
    return tuple(loaded.themes), list(loaded.warnings)


def _validated(
    table: Mapping[str, Any], own_themes: Sequence[str] = ()
) -> tuple[dict[str, Any], list[SettingProblem]]:
    """Return the valid values, and a problem for each other one."""
    values: dict[str, Any] = {}
    problems: list[SettingProblem] = []
    for name, value in table.items():
        if name not in Settings._fields:
            near = did_you_mean(name, Settings._fields)
            problems.append(
                SettingProblem((name,), f'unknown setting "{clean(name)}"{near}', is_key=True)
            )
        elif name in _TABLES and not isinstance(value, dict):
            message = f"{name} must be a table of {_TABLES[name].holds}; write [{name}]"
            problems.append(SettingProblem((name,), message))
        elif name in _TABLES:
            values[name], wrong = _TABLES[name].read(value)
            problems += wrong
        elif name == "theme" and value in own_themes:
            values[name] = value
        elif (valid := KINDS[name].valid(value)) is not None:
            values[name] = valid
        else:
            problems.append(SettingProblem((name,), KINDS[name].problem(name, value)))
    return values, problems


def _keys(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[SettingProblem]]:
    from briefing.user.settings.key_table import read_keys  # only for those who set keys

    return read_keys(table)


def _saved(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[SettingProblem]]:
    valid: dict[str, str] = {}
    problems: list[SettingProblem] = []
    for name, text in table.items():
        if isinstance(text, str):
            valid[clean(name, line=True)] = clean(text, line=True)
        else:
            message = f"saved: {clean(name)} takes a search in quotes"
            problems.append(SettingProblem(("saved", name), message))
    return valid, problems


def _stores(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[SettingProblem]]:
    valid: dict[str, str] = {}
    problems: list[SettingProblem] = []
    for name, folder in table.items():
        if not name or name.startswith("-") or "/" in name:
            message = f'stores: "{clean(name)}" cannot be a name; leave out / and a leading -'
            problems.append(SettingProblem(("stores", name), message, is_key=True))
        elif folder and folder_of(folder):
            valid[clean(name, line=True)] = folder
        else:
            message = f"stores: {clean(name)} takes a folder in quotes"
            problems.append(SettingProblem(("stores", name), message))
    return valid, problems


class _Table(NamedTuple):
    """A setting that is a table."""

    holds: str
    read: Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[SettingProblem]]]


_TABLES = {
    "keys": _Table("commands", _keys),
    "saved": _Table("searches", _saved),
    "stores": _Table("folders", _stores),
}
