"""`briefing doctor`: what this machine, its terminal and the store are capable of."""

import os
import platform
import shutil
import sqlite3
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from briefing import __version__
from briefing.catalogue import Catalogue
from briefing.cli import output
from briefing.cli.catalogue_args import read_query
from briefing.cli.options import add_json
from briefing.cli.store_arg import find_store, open_store
from briefing.errors import BriefingError
from briefing.paths import cache_folder
from briefing.terminal.environment import TRUE_COLOUR, abilities
from briefing.text.numbers import quantity
from briefing.user.settings import load
from briefing.user.state import state_path

_LIBRARIES = ("textual", "rich", "pydantic", "PyYAML", "platformdirs", "rapidfuzz", "wcwidth")


class Fact(NamedTuple):
    """One line of the report."""

    group: str
    """The part of the report it belongs to."""
    name: str
    """The subject."""
    value: str
    """The finding."""
    problem: str = ""
    """What is wrong with it, and the remedy; empty if nothing is."""


def configure_doctor(parser: ArgumentParser) -> None:
    """Add the options of `briefing doctor`."""
    add_json(parser)


def run_doctor(args: Namespace) -> int:
    """Print what machine, terminal and store are capable of; return 1 if there is a problem."""
    facts = [*_versions(), *_terminal(), *_folders(), *_store(args.store)]
    if args.form != "text":
        output.write_json((fact._asdict() for fact in facts), args.form)
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
    yield Fact("versions", "briefing", __version__)
    yield Fact("versions", "Python", f"{platform.python_version()} ({sys.executable})")
    yield Fact("versions", "system", platform.platform())
    problem = ""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        except sqlite3.OperationalError:
            problem = "no full-text search (FTS5); install a Python whose SQLite includes it"
    yield Fact("versions", "SQLite", sqlite3.sqlite_version, problem)
    for name in _LIBRARIES:
        try:
            yield Fact("versions", name, version(name))
        except PackageNotFoundError:
            yield Fact("versions", name, "missing", "reinstall briefing")


def _terminal() -> Iterator[Fact]:
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
    tty = [name for number, name in enumerate(("stdin", "stdout", "stderr")) if os.isatty(number)]
    yield Fact("terminal", "terminal is", ", ".join(tty) or "none of stdin, stdout and stderr")
    yield Fact("terminal", "reached by", "SSH" if able.remote else "this machine")
    # In the order in which a copy is tried.
    clipboards = ["tmux load-buffer -w"] if able.tmux and shutil.which("tmux") else []
    clipboards += ["OSC 52", *filter(shutil.which, ("wl-copy", "xclip", "pbcopy"))]
    yield Fact("terminal", "clipboard", ", ".join(clipboards))


def _size() -> str:
    for descriptor in (1, 2, 0):
        try:
            size = os.get_terminal_size(descriptor)
        except OSError:
            continue
        return f"{size.columns} × {size.lines}"
    return "unknown"


def _folders() -> Iterator[Fact]:
    loaded = load()
    exists = loaded.path is not None and loaded.path.is_file()
    name = f"{loaded.path}{'' if exists else ' (none yet)'}"
    yield Fact("folders", "settings", name, "; ".join(loaded.warnings))
    yield _writable("state", state_path(), "marks are not saved")
    yield _writable("catalogue", cache_folder(), "it is rebuilt each time")


def _writable(name: str, path: Path | None, consequence: str) -> Fact:
    """Return where the reader writes something, with the problem if it cannot."""
    if path is None:
        return Fact("folders", name, "nowhere", f"no home folder: {consequence}; set HOME")
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    problem = "" if os.access(existing, os.W_OK) else f"{existing} is not writable: {consequence}"
    return Fact("folders", name, str(path), problem)


def _store(name: str | None) -> Iterator[Fact]:
    try:
        chosen = find_store(name)
        store = open_store(chosen.folder)
        scan = store.scan()
    except BriefingError as error:
        yield Fact("store", "folder", name or "", str(error))
        return
    yield Fact("store", "folder", f"{chosen.folder} ({chosen.origin})")
    irregular = quantity(len(scan.problems), "entry", "entries")
    problem = f"{irregular} cannot be briefs; see briefing check" if scan.problems else ""
    yield Fact("store", "files", f"{len(scan.stamps):,}", problem)
    with closing(Catalogue.open(chosen.folder)) as catalogue:
        yield Fact("store", "catalogue", f"{catalogue.count():,} files known")
        yield from _shared(catalogue)
        faulty = len(catalogue.ids(read_query(["has:problem"]))) + bool(store.shared_errors)
    files = quantity(faulty, "file has", "files have")
    problem = f"{files} errors; see briefing check" if faulty else ""
    yield Fact("store", "errors", f"{faulty:,}", problem)


def _shared(catalogue: Catalogue) -> Iterator[Fact]:
    host, pointer = catalogue.database.host, catalogue.database.pointer
    if host is None or not (pointer or host.trouble):
        return
    value = "not in use"
    if pointer is not None:
        ago = max(0, time.time() - pointer.seen)
        value = f"in use, looked after {ago:,.0f} s ago"
    yield Fact("store", "shared", f"{host.folder}: {value}", catalogue.host_trouble)
