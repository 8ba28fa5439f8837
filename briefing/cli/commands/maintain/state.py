"""`briefing state`: what the person did with briefs, marked and moved."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from briefing.catalogue import Catalogue
from briefing.cli import output
from briefing.cli.catalogue_args import open_catalogue, read_query, search_of
from briefing.cli.options import Parser, add_refresh, folder_of
from briefing.cli.store_arg import open_store
from briefing.errors import BriefingError, UsageError
from briefing.text.numbers import quantity
from briefing.user.brief_marks import BriefMarks
from briefing.user.state import State, state_path

_MAX = 256 * 1024 * 1024
"""The most characters read from stdin."""
_MARKS = ("read", "unread", "star", "unstar")


def configure_state(parser: Parser) -> None:
    """Add the words of `briefing state`."""
    parser.add_argument(
        "what", choices=("mark", "path", "export", "import", "sync"),
        metavar="mark|path|export|import|sync",
        help="mark: mark briefs; path: print the path; export: write JSON; import: merge what is "
        "newer; sync: bring the marks here and elsewhere together",
    )  # fmt: skip
    parser.add_argument(
        "words", metavar="WORD", nargs="*", default=[],
        help="mark: read, unread, star or unstar, and a query as for briefing list; "
        "import: the file (default: stdin); sync: the address of a shared store (default: the one "
        "that the folder comes from)",
    )  # fmt: skip
    parser.takes_query = True
    parser.add_argument(
        "--all", action="store_true",
        help="mark: every brief of the store; export: the state of all stores, not only this one",
    )  # fmt: skip
    parser.add_argument(
        "--here", action="store_true", help="import into this store, for example after it moved"
    )
    parser.add_argument(
        "--through", metavar="FILE|FOLDER",
        help="sync: a file, or a folder with a file for each machine, that you sync yourself; by "
        "default the shared store that the folder comes from",
    )  # fmt: skip
    add_refresh(parser)


def run_state(args: Namespace) -> int:
    """Mark briefs, print the path of the state, export it, or merge an exported one."""
    if args.what == "mark":
        return _mark(args)
    if len(args.words) > (args.what in ("import", "sync")):
        raise UsageError(f"too many words after {args.what}; see briefing state --help")
    if args.what == "path":
        path = state_path()
        if path is None:
            raise BriefingError("no home folder for the state; set BRIEFING_STATE")
        output.write_line(str(path))
        return 0
    if args.what == "sync":
        module = import_module("briefing.cli.sharing.mark_sync")  # asks the shared store
        status: int = module.sync_state(args)
        return status
    with closing(State(folder_of(args))) as state:
        if args.what == "import":
            return _import(state, args)
        output.write_json({"format": 1, "facts": state.export(everything=args.all)})
        if state.warning:
            # What could not be read is missing: this is not a backup.
            output.note(state.warning)
        return 1 if state.warning else 0


# --- marking -------------------------------------------------------------------------------------


def _mark(args: Namespace) -> int:
    """Mark the briefs that answer a query; return 1 if there are none."""
    mark, *words = args.words or [""]
    if mark not in _MARKS:
        raise UsageError(f"mark needs one of {', '.join(_MARKS)}, and then a query")
    if args.all == any(map(str.strip, words)):
        raise UsageError(
            "--all means every brief: omit it or the query" if args.all
            else f"which briefs? write a query, as in mark {mark} until:2025-06, or --all"
        )  # fmt: skip
    query, folder = read_query(words), folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue, closing(State(folder)) as state:
        found = search_of(catalogue, folder, query).briefs() if words else catalogue.ids()
        numbers = found[: query.limit]
        own = BriefMarks(open_store(folder), catalogue, state)
        count = _marked(own, catalogue, mark, numbers)
        if state.warning:
            raise BriefingError(state.warning)
    if not len(numbers):
        output.note("no brief matches")
        return 1
    left = len(numbers) - count
    others = f"; {left:,} already {'was' if left == 1 else 'were'}" if left else ""
    output.note(f"{_DONE[mark]}: {quantity(count, 'brief')}{others}")
    return 0


_DONE = {
    "read": "marked as read", "unread": "marked as unread", "star": "starred",
    "unstar": "unstarred",
}  # fmt: skip


def _marked(own: BriefMarks, catalogue: Catalogue, mark: str, numbers: Sequence[int]) -> int:
    """Mark briefs by their numbers, and return how many were not marked so before."""
    if mark == "read":
        return own.mark_all_read(numbers)
    ids = [row.id for row in catalogue.rows(numbers)]
    return own.mark_unread(ids) if mark == "unread" else own.star(ids, mark == "star")


# --- moving it -----------------------------------------------------------------------------------


def _import(state: State, args: Namespace) -> int:
    name = args.words[0] if args.words else None
    source = name or "stdin"
    facts = _facts(name, source)
    try:
        count = state.merge(facts, into_store=args.here)
    except ValueError as error:
        raise UsageError(f"{source}: {error}") from None
    if state.warning:
        raise BriefingError(state.warning)
    output.note(f"imported {quantity(count, 'fact')} of {len(facts):,}")
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
