"""A person's TOML file: read with care, its problems located by line and column."""

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # it imports tomllib, which is for those who have a file
    from briefing.user.settings.toml_places import TomlEntry, TomlPlace

MAX_BYTES = 262_144
"""The largest file."""


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


def located(problems: list[SettingProblem], text: str, file: str) -> list[str]:
    """Return the problems in a file as sentences with line and column."""
    places = places_of(problems, text, file) if problems else []
    return [f"{place}: {each.text}" for place, each in zip(places, problems, strict=True)]


def places_of(problems: Sequence[SettingProblem], text: str, file: str) -> list[str]:
    """Return where problems are: file, line and column, or the file alone if not in it."""
    from briefing.user.settings.toml_places import entry_of, toml_places  # for messages

    places = toml_places(text)
    entries = [entry_of(places, each.path) for each in problems]
    return [
        file if entry is None else f"{file}, {_place(problem, entry, places)}"
        for problem, entry in zip(problems, entries, strict=True)
    ]


def _place(
    problem: SettingProblem, entry: "TomlEntry", places: Mapping[tuple[str, ...], "TomlEntry"]
) -> "TomlPlace":
    """Return where a problem is: in `entry`, which stands for the table of what is in one line."""
    if problem.path not in places:
        return entry.value
    if problem.item is not None:
        return entry.items[problem.item]
    return entry.key if problem.is_key else entry.value


def read_toml(path: Path) -> tuple[str, dict[str, Any], list[str]]:
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
