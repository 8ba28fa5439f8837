"""`briefing state`: the location, export and import of read marks, stars, tags and notes."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.cli.store_arg import find_store
from briefing.errors import BriefingError, UsageError
from briefing.user.state import State, state_path

_MAX = 256 * 1024 * 1024


def configure_state(parser: ArgumentParser) -> None:
    """Add the words of `briefing state`."""
    parser.add_argument(
        "what", choices=("path", "export", "import"), metavar="path|export|import",
        help="path: print the path; export: write JSON; import: merge what is newer",
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", nargs="?", help="file to import (default: stdin)")
    parser.add_argument(
        "--all", action="store_true", help="export the state of all stores, not only this one"
    )
    parser.add_argument(
        "--here", action="store_true", help="import into this store, for example after it moved"
    )


def run_state(args: Namespace) -> int:
    """Print where the state is, write it, or take over another one."""
    if args.what == "path":
        path = state_path()
        if path is None:
            raise BriefingError("no home folder for the state; set BRIEFING_STATE")
        output.write_line(str(path))
        return 0
    state = State(find_store(args.store).folder)
    try:
        return _export(state, args) if args.what == "export" else _import(state, args)
    finally:
        state.close()


def _export(state: State, args: Namespace) -> int:
    facts = state.export(everything=args.all)
    output.write_json({"format": 1, "facts": facts})
    if state.warning:
        # What could not be read is not there: nobody should take this for a copy of it.
        output.note(state.warning)
    return 1 if state.warning else 0


def _import(state: State, args: Namespace) -> int:
    facts = _facts(args.file)
    try:
        count = state.merge(facts, here=args.here)
    except ValueError as error:
        raise UsageError(f"{args.file or 'stdin'}: {error}") from None
    if state.warning:
        raise BriefingError(state.warning)
    output.note(f"imported {output.quantity(count, 'fact')} of {len(facts):,}")
    return 0


def _facts(named: str | None) -> list[dict[str, Any]]:
    """Return the facts of an exported file."""
    where = named or "stdin"
    try:
        if named is None:
            text = sys.stdin.read(_MAX) if sys.stdin else ""
        else:
            text = Path(named).read_text("utf-8")
        value = json.loads(text)
    except OSError as error:
        raise UsageError(
            f"{where}: {error.strerror or error}; name a file written by briefing state export"
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(f"{where} was not written by briefing state export") from None
    facts = value.get("facts") if isinstance(value, dict) and value.get("format") == 1 else None
    if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
        raise UsageError(f"{where} was not written by briefing state export")
    return facts
