"""`briefing index`: the catalogue, refreshed, rebuilt or measured."""

from argparse import ArgumentParser, Namespace
from contextlib import closing

from briefing.catalogue import Catalogue
from briefing.catalogue.index.refresh import refresh
from briefing.cli import output
from briefing.cli.catalogue_args import progress_line
from briefing.cli.options import folder_of
from briefing.cli.store_arg import open_store


def configure_index(parser: ArgumentParser) -> None:
    """Add the options of `briefing index`."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rebuild", action="store_true", help="rebuild it, reading every file")
    what.add_argument("--stats", action="store_true", help="print how much the catalogue contains")
    what.add_argument("--path", action="store_true", help="print where the catalogue is stored")


def run_index(args: Namespace) -> int:
    """Bring the catalogue up to date and print what has changed, or print its size or path."""
    folder = folder_of(args)
    with closing(Catalogue.open(folder)) as catalogue:
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
            changes = refresh(catalogue, open_store(folder), progress=progress_line())._asdict()
            parts = [f"{count:,} {name}" for name, count in changes.items() if count]
            output.write_line(", ".join(parts) or "no briefs")
            if catalogue.database.path is None:
                output.note("the cache folder is not writable; the catalogue was not saved")
    return 0
