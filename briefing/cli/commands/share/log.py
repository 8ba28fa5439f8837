"""`briefing log` and `briefing restore`: the versions of a brief, and an earlier one again."""

import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from briefing.catalogue import Catalogue
from briefing.catalogue.index.refresh import refresh
from briefing.cli import output
from briefing.cli.commands.share.publish import address_for, refused
from briefing.cli.options import Parser, add_json, folder_of, whole_number
from briefing.cli.store_arg import open_store
from briefing.errors import UsageError
from briefing.shared.folder.placing import Placer
from briefing.shared.history import LoggedVersion, log, numbered, version_bytes
from briefing.shared.publish import PublishJob, PublishTerms, publish

_LIMIT = 50


def configure_log(parser: Parser) -> None:
    """Add the words of `briefing log`."""
    parser.add_argument(
        "brief", metavar="ID", nargs="?", default="",
        help="a brief, or the path of a file; without one, the latest versions of the store",
    )  # fmt: skip
    parser.add_argument(
        "-n", "--limit", type=whole_number, default=_LIMIT, metavar="N",
        help=f"at most N versions (default: {_LIMIT})",
    )  # fmt: skip
    add_json(parser)


def run_log(args: Namespace) -> int:
    """Print versions, the latest first; return 1 if there are none."""
    folder = folder_of(args)
    found = log(address_for(folder, ""), args.brief, args.limit)
    if args.form in ("json", "jsonl"):
        output.write_json(map(_data, found), args.form)
    elif found:
        output.write_columns(list(map(_cells, found)))
    else:
        output.note("no versions yet")
    return 0 if found else 1


def _named(version: LoggedVersion) -> str:
    return f"{version.brief or version.path}@{version.number}"


def _data(version: LoggedVersion) -> dict[str, Any]:
    return {
        "version": _named(version), "path": version.path, "brief": version.brief or None,
        "number": version.number, "author": version.author, "at": version.at.isoformat(),
        "why": version.why, "handling": version.handling, "size": version.size,
        "sha256": version.sha256.hex() if version.sha256 else None,
        "not_before": version.not_before.isoformat() if version.not_before else None,
    }  # fmt: skip


def _cells(version: LoggedVersion) -> tuple[str, ...]:
    said = " · ".join(_remarks(version))
    at = version.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return _named(version), at, version.author, version.handling, said


def _remarks(version: LoggedVersion) -> Iterator[str]:
    if version.sha256 is None:
        yield "removed"
    if version.not_before:
        until = version.not_before.astimezone()
        yield f"not before {until:%Y-%m-%d %H:%M}"
    if version.why:
        yield version.why


def _now() -> int:
    """Return the time in microseconds since 1970."""
    return time.time_ns() // 1000


def configure_restore(parser: Parser) -> None:
    """Add the words of `briefing restore`."""
    parser.add_argument("version", metavar="ID@N", help="an earlier version, as briefing log names")
    parser.add_argument("--why", metavar="TEXT", default="", help="what the log says of it")


def run_restore(args: Namespace) -> int:
    """Publish an earlier version again, and put it into the folder; return 1 if it is refused."""
    found = numbered(args.version)
    if found is None:
        raise UsageError(f"which version? write {args.version}@3 for the third; see briefing log")
    folder = folder_of(args)
    address = address_for(folder, "")
    path, data = version_bytes(address, *found)
    target, placer = folder / path, Placer(folder)
    before = target.read_bytes() if target.is_file() else None
    placer.put(path, data, _now())
    store = open_store(folder)
    with closing(Catalogue.open(folder)) as catalogue:
        refresh(catalogue, store)
        terms = PublishTerms(args.why or f"restored {args.version}")
        published = publish(PublishJob(address, store, catalogue, terms, only=path))
    if published.plan.refused:
        if before is None:
            placer.remove(path)
        else:
            placer.put(path, before, _now())
        return refused(published.plan)
    output.note(f"restored {args.version}" if published.done else "it is the current version")
    return 0
