"""`briefing [STORE]`: the reader, or a plain list where no reader can be shown."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefing.cli import output
from briefing.cli.options import Parser, add_store
from briefing.cli.table import COMMANDS, overview
from briefing.cli.where import find_store
from briefing.commands import COMMANDS as COMMAND_TABLE
from briefing.commands import clashes, with_keys
from briefing.errors import StoreError, UsageError
from briefing.names import did_you_mean
from briefing.settings import Settings, load

_MAX_STDIN = 1024 * 1024


def parser() -> ArgumentParser:
    """Return the parser of the words after `briefing` that name no subcommand."""
    parser = Parser(prog="briefing", add_help=False, allow_abbrev=False)
    parser.add_argument("folder", metavar="STORE", nargs="?")
    add_store(parser)
    parser.add_argument("--open", metavar="ID", default="")
    parser.add_argument("--theme", metavar="NAME")
    parser.add_argument("--ascii", action="store_true", default=None)
    parser.add_argument("--mouse", action="store_true", default=None)
    parser.add_argument("--no-mouse", dest="mouse", action="store_false")
    parser.add_argument("--restricted", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    return parser


def run_opening(argv: list[str]) -> int:
    """Open the reader, and return its exit status."""
    args = parser().parse_args(argv)
    if args.help:
        output.write_raw(overview())
        if args.restricted:
            from briefing.restricted import told

            output.write_raw(f"\nin restricted mode:\n{told()}\n")
        return 0
    if args.folder is not None and args.store is not None:
        raise UsageError("STORE is named twice; leave -s out")
    named = args.folder if args.folder is not None else args.store
    if named == "-" and not args.restricted:
        with _from_stdin() as folder:
            return _open(folder, args)
    if named is not None and not Path(named).is_dir():
        return _open_file(named, args)
    where = find_store(named, restricted=args.restricted)
    args.samples = where.origin == "samples"
    return _open(where.folder, args)


def _open_file(named: str, args: Namespace) -> int:
    """Open the reader on a single brief, or say what the word could have been."""
    path = Path(named)
    if path.is_file() and not args.restricted:
        args.open = args.open or path.name.partition(".")[0]
        return _open(path.parent, args)
    if os.sep in named or path.exists():
        raise StoreError(f"{named} is not a folder; name the folder of your briefs")
    near = did_you_mean(named, COMMANDS)
    raise UsageError(
        f'"{named}" is neither a command nor a folder{near or "; see briefing --help"}'
    )


def _open(folder: Path, args: Namespace) -> int:
    from briefing.terminal.preflight import preflight

    reason = preflight(restricted=args.restricted)
    if reason:
        return _plain(folder, reason)
    return _run(folder, _settings(args), args)


def _run(folder: Path, settings: Settings, args: Namespace) -> int:
    from briefing.library import Library
    from briefing.state import State
    from briefing.terminal.abilities import abilities
    from briefing.terminal.palette import ROLES
    from briefing.ui.options import Options
    from briefing.ui.start import run_reader

    theme = settings.theme or "terminal"
    if theme not in ROLES:
        near = did_you_mean(theme, ROLES)
        raise UsageError(f'no theme "{theme}"{near}; there are {", ".join(ROLES)}')
    able = abilities()
    options = Options(
        theme=theme,
        ascii_only=able.ascii if settings.ascii is None else settings.ascii,
        mouse=not able.remote if settings.mouse is None else settings.mouse,
        open=args.open,
        restricted=args.restricted,
        list_name="sample briefs" if getattr(args, "samples", False) else "briefs",
        read_after=settings.read_after,
        refresh=settings.refresh,
        keys=_keys(settings),
    )
    # A visitor of a shared account leaves nothing behind.
    state = None if args.restricted else State(folder)
    return run_reader(Library(folder, state=state, saved=settings.saved), options)


def _keys(settings: Settings) -> Mapping[str, Sequence[str]]:
    """Return the keys that the person has chosen; those that cannot be used are told and left."""
    known = {command.id for command in COMMAND_TABLE}
    for name in settings.keys.keys() - known:
        output.note(f'[keys]: no command "{name}"{did_you_mean(name, known)}; see briefing keys')
    keys = {name: keys for name, keys in settings.keys.items() if name in known}
    found = clashes(with_keys(keys)) if keys else []
    for clash in found:
        output.note(f"[keys]: {clash}; the default keys are used")
    return {} if found else keys


def _settings(args: Namespace) -> Settings:
    """Return the settings that hold, the command line's before all others."""
    settings = Settings()
    if not args.restricted:
        loaded = load()
        settings = loaded.settings
        for warning in loaded.warnings:
            output.note(warning)
    given = {name: getattr(args, name) for name in ("theme", "ascii", "mouse")}
    return settings._replace(**{name: value for name, value in given.items() if value is not None})


def _plain(folder: Path, reason: str) -> int:
    """Print the list where there is no terminal for the reader."""
    from briefing.cli.reading import run_list

    output.note(f"{reason}: this is the list; briefing show ID prints a brief")
    return run_list(
        Namespace(
            query=[], sort="", limit=None, json=False, jsonl=False, no_refresh=False,
            store=str(folder),
        )
    )  # fmt: skip


@contextmanager
def _from_stdin() -> Iterator[Path]:
    """Yield a store with the brief that stdin holds."""
    # Loaded here: it takes as long as the first screen, and hardly anybody needs it.
    import tempfile

    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("- reads a brief from a pipe; write: … | briefing -")
    data = sys.stdin.buffer.read(_MAX_STDIN + 1)
    if len(data) > _MAX_STDIN:
        raise UsageError("what stdin holds is over 1 MiB; that is no brief")
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        (Path(folder) / f"stdin{_suffix(data)}").write_bytes(data)
        yield Path(folder)


def _suffix(data: bytes) -> str:
    """Return the ending that tells the notation of a brief without a name."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:4]
    if start.startswith(b"{"):
        return ".json"
    return ".md" if start.startswith((b"---", b"# ")) else ".yaml"
