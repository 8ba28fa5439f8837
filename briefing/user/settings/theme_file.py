"""A person's own colour themes: tables of `themes.toml`, beside the settings.

```
[evening]
base = "dark"            # what is not named is as in this theme
heading = "#ffb000"
```
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from briefing.text.clean import clean
from briefing.text.names import did_you_mean
from briefing.user.settings.setting_kinds import THEMES
from briefing.user.settings.toml_file import SettingProblem, located, read_toml

THEMES_FILE = "themes.toml"
"""The file's name, in the folder of the settings."""

ROLE_HELP: Mapping[str, str] = {
    "text": "text", "back": "the background", "title": "titles", "heading": "headings, the cursor",
    "muted": "labels and hints", "party": "parties", "mark": "marks beside records",
    "good": "agreed, confirmed, added", "warn": "partly, unclear, warnings",
    "bad": "disputed, failed, removed", "line": "lines between panes", "hit": "hits of a search",
    "hit-back": "the background of hits",
}  # fmt: skip
"""What may be coloured, and what each role is for."""

COLOUR_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""The names of the terminal's eight colours, in its order."""
_ANSI = frozenset(("default", *COLOUR_NAMES, *(f"bright_{name}" for name in COLOUR_NAMES)))
_HEX = "#[0-9a-fA-F]{6}"
_NAME = "[A-Za-z][A-Za-z0-9_-]{0,31}"


class UserTheme(NamedTuple):
    """One theme of the file."""

    base: str
    """The built-in theme that has the colours of the other roles."""
    colours: Mapping[str, str]
    """`#rrggbb` or, on the terminal's own colours, `ansi_red` and the like; by role."""


class UserThemes(NamedTuple):
    """What the file holds."""

    themes: Mapping[str, UserTheme]
    """The themes by name."""
    warnings: tuple[str, ...]
    """The problems, each in a sentence that names the place and the remedy."""


def themes_path(settings: Path) -> Path:
    """Return the file of themes that belongs to a settings file."""
    return settings.with_name(THEMES_FILE)


def load_themes(settings: Path) -> UserThemes:
    """Read the themes beside a settings file; invalid contents never raise."""
    path = themes_path(settings)
    text, table, warnings = read_toml(path)
    themes: dict[str, UserTheme] = {}
    problems: list[SettingProblem] = []
    for name, value in table.items():
        if fault := _fault_of_name(name, value):
            problems.append(SettingProblem((name,), fault, is_key=True))
        else:
            themes[name], wrong = _theme(name, value)
            problems += wrong
    return UserThemes(themes, (*warnings, *located(problems, text, str(path))))


def _fault_of_name(name: str, value: Any) -> str:
    shown = clean(name, line=True)
    if not isinstance(value, dict):
        return f'"{shown}" must be a table of colours; write [{shown}] above it'
    if name in THEMES:
        return f'"{name}" is the name of a built-in theme; choose another'
    if not re.fullmatch(_NAME, name):
        return f'"{shown}" cannot be a name; use a letter, then letters, digits, - and _'
    return ""


def _theme(name: str, table: Mapping[str, Any]) -> tuple[UserTheme, list[SettingProblem]]:
    """Return the theme that a table describes, without its invalid parts."""
    base, problems = table.get("base", "terminal"), list[SettingProblem]()
    if base not in THEMES:
        near = did_you_mean(clean(str(base), line=True), THEMES)
        message = f"{name}: base is none of {', '.join(THEMES)}{near}; using terminal"
        problems.append(SettingProblem((name, "base"), message))
        base = "terminal"
    colours: dict[str, str] = {}
    for role, value in table.items():
        if role == "base":
            continue
        if role not in ROLE_HELP:
            near = did_you_mean(role, ROLE_HELP)
            message = f'{name}: unknown role "{clean(role, line=True)}"{near}; there are '
            message += f"base, {', '.join(ROLE_HELP)}"
            problems.append(SettingProblem((name, role), message, is_key=True))
        elif (colour := _colour(value, base)) is not None:
            colours[role] = colour
        else:
            problems.append(SettingProblem((name, role), f"{name}: {role} {_wanted(base)}"))
    return UserTheme(base, colours), problems


def _colour(value: Any, base: str) -> str | None:
    if not isinstance(value, str):
        return None
    if re.fullmatch(_HEX, value):
        return value.lower()
    return f"ansi_{value}" if base in ON_TERMINAL and value in _ANSI else None


ON_TERMINAL = ("terminal", "mono")
"""The themes in the terminal's own colours."""


def _wanted(base: str) -> str:
    named = ' or a name such as "bright_red"' if base in ON_TERMINAL else ""
    return f'takes a colour as "#ff8700"{named}; using that of {base}'
