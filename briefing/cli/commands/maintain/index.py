"""`briefing index`: the catalogue, refreshed, rebuilt or measured; or made for a whole host."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from briefing.catalogue import Catalogue
from briefing.catalogue.host_index import HostIndex, watch
from briefing.catalogue.index.refresh import refresh
from briefing.cli import output
from briefing.cli.catalogue_args import progress_line
from briefing.cli.options import folder_of
from briefing.cli.store_arg import open_store
from briefing.errors import UsageError
from briefing.paths import cache_folder


def configure_index(parser: ArgumentParser) -> None:
    """Add the options of `briefing index`."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rebuild", action="store_true", help="rebuild it, reading every file")
    what.add_argument("--stats", action="store_true", help="print how much the catalogue contains")
    what.add_argument("--path", action="store_true", help="print where the catalogue is stored")
    parser.add_argument(
        "--shared", metavar="DIR", help="make it in DIR, for all readers of this host"
    )
    parser.add_argument(
        "--watch", action="store_true", help="with --shared: keep it up to date until stopped"
    )


def run_index(args: Namespace) -> int:
    """Bring the catalogue up to date and print what has changed, or print its size or path.

    Raises:
        UsageError: the options do not go together.
    """
    folder = folder_of(args)
    if args.shared is not None:
        return _make_shared(args, folder)
    if args.watch:
        raise UsageError("--watch needs --shared DIR: a person's own catalogue follows by itself")
    # What is to be rebuilt is the person's own: the host's belongs to another account.
    cache = cache_folder() if args.rebuild else None
    with closing(Catalogue.open(folder, cache=cache)) as catalogue:
        path = str(catalogue.database.path or "in memory")
        if args.path:
            output.write_line(path)
        elif args.stats:
            counts = catalogue.statistics()
            rows = [(name, f"{count:,}") for name, count in counts.items()]
            output.write_columns([*rows, ("path", path)])
        else:
            if args.rebuild:
                catalogue.database.begin_anew()
            changes = refresh(catalogue, open_store(folder), progress=progress_line())
            output.write_line(str(changes))
            if catalogue.database.path is None:
                output.note("the cache folder is not writable; the catalogue was not saved")
    return 0


def _make_shared(args: Namespace, folder: Path) -> int:
    if args.stats or args.path or not args.shared:
        raise UsageError("--shared DIR makes a catalogue for all readers; omit --stats and --path")
    index = HostIndex(open_store(folder), Path(args.shared), progress_line())
    with index.locked():
        if args.rebuild:
            index.rebuild()
        if args.watch:
            watch(index, lambda result: output.write_line(str(result)))
        output.write_line(str(index.round()))
    return 0
