"""The keys of the settings: of existing commands, in the table's notation, without conflicts."""

from collections.abc import Mapping
from typing import Any

from briefing.commands import COMMANDS, clashes, with_keys
from briefing.text.clean import clean
from briefing.text.names import did_you_mean
from briefing.user.settings.key_notation import NOTATION_HELP, UnknownKeyError, read_sequence
from briefing.user.settings.toml_file import SettingProblem

Keys = dict[str, tuple[str, ...]]


def read_keys(table: Mapping[str, Any]) -> tuple[Keys, list[SettingProblem]]:
    """Return the valid keys of the table `[keys]`, by command, and a problem for each other one."""
    ids = [command.id for command in COMMANDS]
    valid: Keys = {}
    problems: list[SettingProblem] = []
    paths: dict[str, tuple[str, ...]] = {}
    for path, keys in _flat(table, ("keys",)):
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
