"""`briefing state sync`: the marks of a person here and elsewhere brought together."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from briefing.cli import output
from briefing.cli.options import folder_of
from briefing.errors import BriefingError, UsageError
from briefing.shared.folder.record import address_of
from briefing.shared.marks.file_marks import sync_through
from briefing.shared.marks.server_marks import SyncedMarks, sync_marks
from briefing.shared.server.address import parse_address
from briefing.text.numbers import quantity
from briefing.user.state import State


def sync_state(args: Namespace) -> int:
    """Sync through the shared store that the folder comes from, or through a file or folder."""
    folder = folder_of(args)
    if args.words and args.through:
        raise UsageError("an address, or --through a file or folder: not both")
    with closing(State(folder)) as state:
        if state.warning:
            raise BriefingError(state.warning)
        done = _synced(folder, args.through, *args.words, state=state)
    output.note(
        f"{quantity(done.taken, 'mark')} new here, {done.sent:,} sent"
        if any(done) else "the marks are the same on both sides"
    )  # fmt: skip
    return 0


def _synced(
    folder: Path, through: str | None, address: str = "", *, state: State
) -> SyncedMarks:  # fmt: skip
    if through:
        return sync_through(Path(through).expanduser(), state)
    if not (address := address or address_of(folder)):
        raise UsageError(
            f"{folder} does not come from a shared store; name one, or a file or folder with "
            "--through"
        )
    return sync_marks(parse_address(address, service=True), state)
