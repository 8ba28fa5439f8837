"""`briefing doctor` and `briefing keys`."""

import os
import platform
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from briefing import __version__
from briefing.cli import output
from briefing.cli.options import add_json
from briefing.cli.store_arg import find_store
from briefing.errors import BriefingError
from briefing.store.store import Store

_LIBRARIES = ("textual", "rich", "pydantic", "PyYAML", "platformdirs", "rapidfuzz", "wcwidth")


class Fact(NamedTuple):
    """One thing that was looked at."""

    group: str
    """The part of the report it stands in."""
    name: str
    """What it is."""
    value: str
    """What was found."""
    problem: str = ""
    """What is wrong with it and what to do; empty if nothing is."""


def configure_doctor(parser: ArgumentParser) -> None:
    """Add the options of `briefing doctor`."""
    add_json(parser)


def run_doctor(args: Namespace) -> int:
    """Print what machine, terminal and store can do; return 1 if something is wrong."""
    facts = [*_versions(), *_terminal(), *_folders(), *_store(args.store)]
    if args.json or args.jsonl:
        output.write_values((fact._asdict() for fact in facts), args)
    else:
        _write(facts)
    return 1 if any(fact.problem for fact in facts) else 0


def _write(facts: list[Fact]) -> None:
    group = ""
    for fact in facts:
        if fact.group != group:
            if group:
                output.write_line()
            output.write_line(fact.group)
            group = fact.group
        output.write_line(f"  {fact.name:<14}{fact.value}")
        if fact.problem:
            output.write_line(f"  {'':<14}! {fact.problem}")


def _versions() -> Iterator[Fact]:
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    yield Fact("versions", "briefing", __version__)
    yield Fact("versions", "Python", f"{platform.python_version()} ({sys.executable})")
    yield Fact("versions", "system", platform.platform())
    problem = ""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        problem = "no full-text search (FTS5); install a Python whose SQLite includes it"
    finally:
        connection.close()
    yield Fact("versions", "SQLite", sqlite3.sqlite_version, problem)
    for name in _LIBRARIES:
        try:
            yield Fact("versions", name, version(name))
        except PackageNotFoundError:
            yield Fact("versions", name, "missing", "reinstall briefing")


def _terminal() -> Iterator[Fact]:
    from briefing.terminal.environment import TRUE_COLOUR, abilities

    able = abilities()
    term = os.environ.get("TERM", "")
    problem = "no full-screen mode: only plain lists are printed; set TERM" if able.dumb else ""
    yield Fact("terminal", "TERM", term or "(not set)", problem)
    colours = {0: "none", TRUE_COLOUR: "all"}.get(able.colours, str(able.colours))
    wish = " (NO_COLOR is set)" if os.environ.get("NO_COLOR") else ""
    yield Fact("terminal", "colours", colours + wish)
    yield Fact("terminal", "encoding", output.encoding())
    yield Fact("terminal", "signs", "ASCII only" if able.ascii else "all")
    yield Fact("terminal", "size", _size())
    tty = [name for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)) if _tty(number)]
    yield Fact("terminal", "terminal is", ", ".join(tty) or "none of stdin, stdout and stderr")
    yield Fact("terminal", "reached by", "SSH" if able.remote else "this machine")
    yield Fact("terminal", "clipboard", _clipboard(able.tmux))


def _tty(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _size() -> str:
    for descriptor in (1, 2, 0):
        try:
            size = os.get_terminal_size(descriptor)
        except OSError:
            continue
        return f"{size.columns} × {size.lines}"
    return "unknown"


def _clipboard(tmux: bool) -> str:
    """Return the ways in which a copy is tried."""
    ways = ["tmux load-buffer -w"] if tmux and shutil.which("tmux") else []
    ways.append("OSC 52")
    return ", ".join(
        [*ways, *(name for name in ("wl-copy", "xclip", "pbcopy") if shutil.which(name))]
    )


def _folders() -> Iterator[Fact]:
    from briefing.paths import cache_folder
    from briefing.user.settings import load
    from briefing.user.state import state_path

    loaded = load()
    there = loaded.path is not None and loaded.path.is_file()
    told = f"{loaded.path}{'' if there else ' (none yet)'}"
    yield Fact("folders", "settings", told, "; ".join(loaded.warnings))
    for name, path in (("state", state_path()), ("catalogue", cache_folder())):
        yield Fact("folders", name, str(path or "nowhere"), _unwritable(name, path))


def _unwritable(name: str, path: Path | None) -> str:
    """Return what is wrong with the place of a file that the reader writes."""
    lost = "marks are not saved" if name == "state" else "it is rebuilt each time"
    if path is None:
        return f"no home folder: {lost}; set HOME"
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    return "" if os.access(existing, os.W_OK) else f"{existing} is not writable: {lost}"


def _store(named: str | None) -> Iterator[Fact]:
    from briefing.catalogue import Catalogue

    try:
        where = find_store(named)
        store = Store(where.folder)
        scan = store.scan()
    except BriefingError as error:
        yield Fact("store", "folder", named or "", str(error))
        return
    yield Fact("store", "folder", f"{where.folder} ({where.origin})")
    broken = len(scan.problems)
    told = f"{output.quantity(broken, 'entry', 'entries')} cannot be briefs; see briefing check"
    yield Fact("store", "files", f"{len(scan.stamps):,}", told if broken else "")
    with closing(Catalogue.open(where.folder)) as catalogue:
        known = catalogue.count()
        yield Fact("store", "catalogue", f"{known:,} files known")
        faulty = _faulty(catalogue) + bool(store.shared_errors)
    told = f"{output.quantity(faulty, 'file has', 'files have')} errors; see briefing check"
    yield Fact("store", "errors", f"{faulty:,}", told if faulty else "")


def _faulty(catalogue: Any) -> int:
    from briefing.cli.query_args import read_query

    return len(catalogue.ids(read_query(["has:problem"])))


def configure_keys(parser: ArgumentParser) -> None:
    """Add the options of `briefing keys`."""
    add_json(parser)


def run_keys(args: Namespace) -> int:
    """Print every key with its command, as the settings have them."""
    from briefing.commands import with_keys
    from briefing.user.settings import load_settings

    commands = with_keys(load_settings().keys)
    if args.json or args.jsonl:
        told = (
            {
                "id": command.id, "keys": list(command.keys), "title": command.title,
                "help": command.help, "where": list(command.where), "group": command.group,
            }
            for command in commands
        )  # fmt: skip
        output.write_values(told, args)
        return 0
    for group in dict.fromkeys(command.group for command in commands):
        output.write_line(group)
        output.write_columns(
            [
                (" ", ", ".join(command.keys), command.id, command.help)
                for command in commands
                if command.group == group
            ]
        )
    return 0
