"""`briefing state`: the location, export and import of read marks, stars, tags and notes."""

import json
import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.cli.options import folder_of
from briefing.errors import BriefingError, UsageError
from briefing.user.state import State, state_path

_MAX = 256 * 1024 * 1024
"""The most characters read from stdin."""


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
    """Print the path of the state, export it, or merge an exported one."""
    if args.what == "path":
        path = state_path()
        if path is None:
            raise BriefingError("no home folder for the state; set BRIEFING_STATE")
        output.write_line(str(path))
        return 0
    with closing(State(folder_of(args))) as state:
        if args.what == "import":
            return _import(state, args)
        output.write_json({"format": 1, "facts": state.export(everything=args.all)})
        if state.warning:
            # What could not be read is missing: this is not a backup.
            output.note(state.warning)
        return 1 if state.warning else 0


def _import(state: State, args: Namespace) -> int:
    source = args.file or "stdin"
    facts = _facts(args.file, source)
    try:
        count = state.merge(facts, into_store=args.here)
    except ValueError as error:
        raise UsageError(f"{source}: {error}") from None
    if state.warning:
        raise BriefingError(state.warning)
    output.note(f"imported {output.quantity(count, 'fact')} of {len(facts):,}")
    return 0


def _facts(name: str | None, source: str) -> list[dict[str, Any]]:
    """Return the facts of an exported file, or of stdin."""
    refusal = UsageError(f"{source} was not written by briefing state export")
    try:
        if name is None:
            text = sys.stdin.read(_MAX) if sys.stdin else ""
        else:
            text = Path(name).read_text("utf-8")
        value = json.loads(text)
    except OSError as error:
        raise UsageError(
            f"{source}: {error.strerror or error}; name a file written by briefing state export"
        ) from None
    except (ValueError, RecursionError):
        raise refusal from None
    facts = value.get("facts") if isinstance(value, dict) and value.get("format") == 1 else None
    if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
        raise refusal
    return facts
