"""`briefing publish`: what has changed in a folder, into a shared store."""

from argparse import Namespace
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path

from briefing.cli import output
from briefing.cli.catalogue_args import open_catalogue
from briefing.cli.options import Parser, folder_of
from briefing.cli.sharing.mirrors import progress_notes
from briefing.cli.store_arg import open_store
from briefing.errors import BriefingError, UsageError
from briefing.shared.folder.comparison import PublishPlan
from briefing.shared.folder.record import address_of
from briefing.shared.publish import Published, PublishJob, PublishTerms, publish
from briefing.shared.server.address import Address, parse_address

_NAMED = 20
"""Files that are named one by one."""


def configure_publish(parser: Parser) -> None:
    """Add the options of `briefing publish`."""
    parser.add_argument(
        "--to", metavar="ADDRESS", default="",
        help="postgresql://HOST/DATABASE or a service of libpq, with #NAME for a store that is "
        "not called briefs; by default where the folder was published to or pulled from",
    )  # fmt: skip
    parser.add_argument("--why", metavar="TEXT", default="", help="what the log says of it")
    parser.add_argument(
        "--not-before",
        metavar="TIME",
        default="",
        help="an embargo: until then, as in 2026-03-01T09:00, only writers see what is published",
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="publish over what others have changed since; their versions stay in the log",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be published, and publish nothing"
    )


def run_publish(args: Namespace) -> int:
    """Check a folder and publish what has changed; return 1 if something is refused."""
    folder = folder_of(args)
    address = address_for(folder, args.to)
    terms = PublishTerms(args.why, embargo(args.not_before))
    args.no_refresh = False
    with closing(open_catalogue(args, folder)) as catalogue:
        job = PublishJob(address, open_store(folder), catalogue, terms, args.replace)
        progress = progress_notes("publishing")
        published = publish(job, dry_run=args.dry_run, progress=progress)
    if published.plan.refused:
        return refused(published.plan)
    for change in published.plan.changes if args.dry_run else ():
        output.write_line(f"{change.kind} {change.path}")
    output.note(_done(published, dry_run=args.dry_run))
    return 0


def address_for(folder: Path, text: str) -> Address:
    """Return the address of the store that a folder belongs to, or that `text` names.

    Raises:
        UsageError: the folder belongs to none, and none is named.
    """
    if not text and not (text := address_of(folder)):
        raise UsageError(
            f"{folder} was never pulled or published; name its shared store: "
            "briefing publish --to ADDRESS, or briefing pull ADDRESS FOLDER"
        )
    return parse_address(text, service=True)


def embargo(text: str) -> str:
    """Return the end of an embargo in ISO 8601 with its time zone; empty for none.

    Raises:
        UsageError: it is not a time.
    """
    if not text:
        return ""
    try:
        return datetime.fromisoformat(text).astimezone().isoformat()
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is not a time; write it as in 2026-03-01T09:00") from None


def refused(plan: PublishPlan) -> int:
    """Report why nothing was published, and return the exit status."""
    for reason in plan.refused[:_NAMED]:
        output.note(reason)
    if len(plan.refused) > _NAMED:
        output.note(f"and {len(plan.refused) - _NAMED:,} more")
    raise BriefingError("nothing was published")


def _done(published: Published, *, dry_run: bool) -> str:
    plan = published.plan
    counts = Counter(change.kind for change in plan.changes)
    kinds = [f"{counts[kind]:,} {kind}" for kind in ("new", "changed", "marked", "removed")]
    parts = [part for part in kinds if not part.startswith("0 ")]
    verb = "would publish" if dry_run else "published"
    said = f"{verb} {', '.join(parts)}" if parts else "nothing to publish"
    if plan.behind:
        said += f"; {len(plan.behind):,} changed by others: see briefing pull"
    return said
