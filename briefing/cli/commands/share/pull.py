"""`briefing pull`: a shared store into a folder, once or for as long as it runs."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from briefing.cli import output
from briefing.cli.commands.share.publish import address_for
from briefing.cli.options import Parser, folder_of
from briefing.cli.sharing.mirrors import progress_notes
from briefing.errors import StoreError, UsageError
from briefing.shared.folder.record import address_of
from briefing.shared.follow import Follower, update
from briefing.shared.pull import Pulled
from briefing.shared.server.address import Address, parse_address


def configure_pull(parser: Parser) -> None:
    """Add the words of `briefing pull`."""
    parser.add_argument(
        "words", metavar="ADDRESS FOLDER", nargs="*",
        help="the shared store, as for publish --to, and the folder; a folder that was pulled "
        "before remembers its store",
    )  # fmt: skip
    parser.add_argument(
        "--follow",
        action="store_true",
        help="keep pulling until interrupted: changes arrive within two seconds",
    )


def run_pull(args: Namespace) -> int:
    """Bring a folder up to its store; return 1 if files were kept that another has changed."""
    address, folder = _named(args)
    if (known := address_of(folder)) and parse_address(known) != address:
        raise UsageError(f"{folder} was pulled from {known}; pull {address.shown} into another")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}") from None
    if not args.follow:
        pulled = update(address, folder, progress=progress_notes("pulling"))
        output.note(_done(pulled))
        return 1 if pulled.kept else 0
    follower = Follower(
        address, folder, on_pull=lambda pulled: output.note(_done(pulled)), on_trouble=_report
    )
    with suppress(KeyboardInterrupt):
        follower.run()
    return 0


def _named(args: Namespace) -> tuple[Address, Path]:
    words = list(args.words)
    if len(words) > 2:
        raise UsageError("too many words; see briefing pull --help")
    if len(words) == 2:
        return parse_address(words[0], service=True), Path(words[1])
    folder = Path(words[0]) if words else folder_of(args)
    if words and not folder.is_dir():
        raise UsageError(f"into which folder? write briefing pull {words[0]} FOLDER")
    return address_for(folder, ""), folder


def _report(trouble: str) -> None:
    output.note(trouble or "the server is back")


def _done(pulled: Pulled) -> str:
    for reason in pulled.kept:
        output.note(reason)
    parts = [f"{pulled.written:,} written"] if pulled.written else []
    parts += [f"{pulled.removed:,} removed"] if pulled.removed else []
    return f"pulled: {', '.join(parts)}" if parts else "pulled: nothing new"
