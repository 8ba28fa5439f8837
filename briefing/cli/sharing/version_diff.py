"""`briefing diff ID@3 ID`: two versions of a brief of a shared store, word by word."""

from argparse import Namespace
from contextlib import closing
from functools import partial
from pathlib import Path

from briefing.catalogue.processes import require_readable
from briefing.cli.catalogue_args import brief_named, open_catalogue
from briefing.cli.commands.share.publish import address_for
from briefing.cli.printing.record_output import write_records
from briefing.errors import NotFound
from briefing.exchange.outgoing.tables.csv_table import board_rows
from briefing.exchange.outgoing.values import process_data as data
from briefing.loader.load import load
from briefing.model.rows import Row
from briefing.process import versions, whole
from briefing.shared.history import numbered, version_bytes
from briefing.store.files import read
from briefing.view.board import versions_board


def diff_versions(args: Namespace, folder: Path) -> bool:
    """Write what differs between two briefs, one at least of which is a version `ID@N`.

    Returns False where neither is.

    Raises:
        NotFound: there is no such version or brief, or it is not a valid brief.
        BriefingError: the server cannot be reached.
    """
    names = (args.before, args.after)
    if not any(map(numbered, names)):
        return False
    before, after = (_records(args, folder, name) for name in names)
    edits = versions(before, after)
    values = list(map(data.edit_data, edits))
    board = versions_board(*names, edits)
    write_records(
        args.form, values, lambda: board, ("record", "words", "records"),
        rows=board_rows(board), width=args.width,
        whole=partial(dict, before=names[0], after=names[1], edits=values),
    )  # fmt: skip
    return True


def _records(args: Namespace, folder: Path, name: str) -> tuple[Row, ...]:
    """Return all records of a version, or of a brief of the folder."""
    if (version := numbered(name)) is not None:
        path, content = version_bytes(address_for(folder, ""), *version)
    else:
        with closing(open_catalogue(args, folder)) as catalogue:
            row = catalogue.require(brief_named(catalogue, folder, name))
            require_readable(folder, row)
        path, content = row.path, read(folder, row.path)
    brief = load(content, path).brief
    if brief is None:
        raise NotFound(f"{name} is not a valid brief, so that it cannot be compared")
    return whole(brief)
