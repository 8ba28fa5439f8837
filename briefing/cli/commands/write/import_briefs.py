"""`briefing import`: other programs' files as briefs, without losing or overwriting anything."""

import os
import re
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.cli.catalogue_args import open_catalogue
from briefing.cli.options import add_json
from briefing.cli.store_arg import find_store, open_store, own_folder, path_within
from briefing.cli.writing.named_files import read_input
from briefing.errors import BriefingError, UnreadableError, UsageError
from briefing.exchange.incoming.existing_briefs import ExistingBriefs
from briefing.exchange.incoming.import_item import MAX_FILE, ImportItem, KnownNames, Reader, Refused
from briefing.exchange.incoming.importing import STATES, Importer, ImportOutcome
from briefing.exchange.incoming.readers import FORMATS, reader_of
from briefing.model.references import SLUG
from briefing.store.files import inside_of
from briefing.text.numbers import quantity

_AS_IT_SHOULD_BE = frozenset(("new", "updated", "copied", "unchanged"))


def configure_import(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing import`."""
    formats = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    parser.add_argument("kind", metavar="FORMAT", choices=tuple(FORMATS), help=formats)
    parser.add_argument("file", metavar="FILE", nargs="+", help="files to import; - for stdin")
    parser.add_argument(
        "--into", metavar="DIR", default="", help="the folder of the store for new briefs"
    )
    parser.add_argument(
        "--process", metavar="NAME", default="", help="make the briefs rounds of this process"
    )
    parser.add_argument(
        "--map", metavar="FILE", default="",
        help="which columns of a table make which fields, in TOML; or pa-x, which is shipped",
    )  # fmt: skip
    parser.add_argument(
        "--on-conflict", choices=("skip", "update", "copy"), default="skip",
        help="what to do with what has changed at its source: leave the brief (skip, the default), "
        "replace it unless it was edited here (update), or add a second one (copy)",
    )  # fmt: skip
    parser.add_argument("-n", "--dry-run", action="store_true", help="report, and write nothing")
    add_json(parser)
    parser.set_defaults(no_refresh=False)


def run_import(args: Namespace) -> int:
    """Import files; return 1 if anything was lost, left out or could not be read."""
    _check(args)
    reader = reader_of(args.kind, args.map)
    chosen = find_store(args.store, own=not args.dry_run)
    outcomes = []
    for outcome in _taken(args, own_folder(chosen), reader):
        outcomes.append(outcome)
        if args.form == "text":
            _write(outcome)
    if args.form == "json":
        output.write_json({**_totals(outcomes), "items": list(map(_data, outcomes))})
    elif args.form == "jsonl":
        output.write_json(map(_data, outcomes), "jsonl")
    _note(outcomes, args.dry_run)
    fine = all(one.state in _AS_IT_SHOULD_BE and not one.lost for one in outcomes)
    return 0 if outcomes and fine else 1


def _check(args: Namespace) -> None:
    if args.process and not re.fullmatch(SLUG, args.process):
        raise UsageError(
            f'"{args.process}" is not a valid name; use lower-case letters, digits and "-"'
        )
    if args.map and args.kind != "csv":
        raise UsageError(f"--map is for csv, not for {args.kind}")


def _taken(args: Namespace, folder: Path, reader: Reader) -> Iterator[ImportOutcome]:
    """Import the records of the files, and yield the outcome of each."""
    into = _folder_within(folder, args.into)
    store = open_store(folder)
    known = KnownNames(store.shared_of(f"{into}/new.yaml" if into else "new.yaml"))
    kind = args.kind.removesuffix("l")  # a brief a line is the same brief
    with closing(open_catalogue(args, folder)) as catalogue:
        existing = ExistingBriefs(store, catalogue, into)
        importer = Importer(store, existing, kind, args.on_conflict, dry_run=args.dry_run)
        for item in _items(args.file, reader, known):
            yield importer.take(_in_process(item, args.process))


def _folder_within(folder: Path, word: str) -> str:
    """Return the path within the store of a folder, named from the store or from here."""
    if not word:
        return ""
    path = path_within(folder, word)
    if not path:
        is_top = Path(word).resolve() == folder.resolve()
        path = "." if is_top else os.path.normpath(word)  # which leads out if it is absolute
    try:
        inside_of(folder, path)
    except UnreadableError:
        raise UsageError(
            f"{word} is not in the store {folder}; name a folder of the store"
        ) from None
    return "" if path == "." else path


def _items(
    names: Sequence[str], reader: Reader, known: KnownNames
) -> Iterator[ImportItem | Refused]:
    """Yield the records of files; one that cannot be read hides no other."""
    for name in names:
        try:
            yield from reader(_bytes(name), name, known)
        except UsageError:
            raise
        except BriefingError as error:
            yield Refused(name, str(error))


def _bytes(name: str) -> bytes:
    try:
        data = read_input(name, MAX_FILE)
    except OSError as error:
        raise BriefingError(f"{name}: {(error.strerror or str(error)).lower()}") from None
    if len(data) > MAX_FILE:
        raise BriefingError(f"{name}: larger than 64 MiB; import it in parts")
    return data


def _in_process(item: ImportItem | Refused, process: str) -> ImportItem | Refused:
    """Return an item as a round of a process; another one that it names goes under `extra`."""
    if isinstance(item, Refused) or not process or item.values.get("process") == process:
        return item
    if item.foreign:
        return item  # it has no fields of a brief
    values = {**item.values, "process": process}
    if before := item.values.get("process"):
        extra = item.values.get("extra")
        values["extra"] = {**(extra if isinstance(extra, dict) else {}), "process": before}
    return item._replace(values=values)


def _write(outcome: ImportOutcome) -> None:
    """Print the outcome for an item, and on stderr what was lost or moved elsewhere."""
    output.write_line(f"{outcome.state:<11}{outcome.path or outcome.id}  {outcome.title}".rstrip())
    where = outcome.path or outcome.id
    for line in outcome.lost:
        output.note(f"{where}: lost: {line}")
    for line in outcome.kept:
        output.note(f"{where}: {line}")
    if outcome.reason:
        known = outcome.reason.startswith(f"{where}:")
        output.note(outcome.reason if known else f"{where}: {outcome.reason}")


def _totals(outcomes: Sequence[ImportOutcome]) -> dict[str, Any]:
    states = Counter(one.state for one in outcomes)
    lost = sum(len(one.lost) for one in outcomes)
    return {"records": len(outcomes), **{state: states[state] for state in STATES}, "lost": lost}


def _note(outcomes: Sequence[ImportOutcome], dry_run: bool) -> None:
    """Note the outcomes on stderr with their counts, which add up to the records."""
    totals = _totals(outcomes)
    counts = [f"{totals[state]:,} {state}" for state in STATES if totals[state]]
    lost = f"; {quantity(totals['lost'], 'value')} lost" if totals["lost"] else ""
    dry = "; nothing was written" if dry_run else ""
    records = quantity(totals["records"], "record")
    output.note(f"{records}: {', '.join(counts)}{lost}{dry}" if counts else "no records")


def _data(outcome: ImportOutcome) -> dict[str, Any]:
    return {**outcome._asdict(), "lost": list(outcome.lost), "kept": list(outcome.kept)}
