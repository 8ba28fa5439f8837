"""`briefing doctor`: what this machine, its terminal and the store are capable of."""

import platform
import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version

from briefing import __version__
from briefing.cli import output
from briefing.cli.diagnosis.fact import Fact
from briefing.cli.diagnosis.store_facts import folder_facts, store_facts
from briefing.cli.diagnosis.terminal_facts import terminal_facts
from briefing.cli.options import add_json

_LIBRARIES = ("textual", "rich", "pydantic", "PyYAML", "platformdirs", "rapidfuzz", "wcwidth")


def configure_doctor(parser: ArgumentParser) -> None:
    """Add the options of `briefing doctor`."""
    add_json(parser)


def run_doctor(args: Namespace) -> int:
    """Print what machine, terminal and store are capable of; return 1 if there is a problem."""
    facts = [*_versions(), *terminal_facts(), *folder_facts(), *store_facts(args.store)]
    if args.form != "text":
        output.write_json((fact.reported() for fact in facts), args.form)
    else:
        _write(facts)
    return 1 if any(fact.problem for fact in facts) else 0


def _write(facts: list[Fact]) -> None:
    """Write the facts by group: each finding, and below it its meaning and the remedy."""
    group = ""
    for fact in facts:
        if fact.group != group:
            if group:
                output.write_line()
            output.write_line(fact.group)
            group = fact.group
        found = ": ".join(filter(None, (fact.private, fact.value)))
        output.write_line(f"  {fact.name:<14}{found}")
        if fact.meaning:
            output.write_line(f"  {'':<14}{fact.meaning}")
        for problem in fact.details or filter(None, [fact.problem]):
            output.write_line(f"  {'':<14}! {problem}")


def _versions() -> Iterator[Fact]:
    yield Fact("versions", "briefing", __version__)
    yield Fact("versions", "Python", platform.python_version(), private=sys.executable)
    yield Fact("versions", "system", platform.platform())
    problem = ""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        except sqlite3.OperationalError:
            problem = "no full-text search (FTS5); install a Python whose SQLite includes it"
    yield Fact("versions", "SQLite", sqlite3.sqlite_version, problem=problem)
    for name in _LIBRARIES:
        try:
            yield Fact("versions", name, version(name))
        except PackageNotFoundError:
            yield Fact("versions", name, "missing", problem="reinstall briefing")
