"""`briefing [STORE]`: the reader, or a plain list where no reader can be shown."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from briefing.cli import output
from briefing.cli.store_arg import find_store, path_within
from briefing.cli.table import COMMANDS, overview
from briefing.errors import StoreError, UsageError
from briefing.library import Library
from briefing.terminal.environment import abilities, shows_utf8
from briefing.terminal.session.preflight import preflight
from briefing.text.names import did_you_mean
from briefing.ui.options import Options
from briefing.ui.palette import ROLES
from briefing.ui.start import run_reader
from briefing.user.restricted import describe
from briefing.user.settings import LoadedSettings, Settings, load
from briefing.user.state import State

_MAX_STDIN = 1024 * 1024


class Opening(NamedTuple):
    """What the command line says about opening the reader."""

    folder: str | None = None
    """The store, or a single brief; `-` for stdin."""
    store: str | None = None
    """The store as `-s` names it."""
    open: str = ""
    """The id of the brief to begin with, or its file within the store."""
    theme: str | None = None
    ascii: bool | None = None
    mouse: bool | None = None
    restricted: bool = False
    help: bool = False


def arguments(argv: list[str]) -> Opening:
    """Return what the words after `briefing`, which name no subcommand, ask for.

    Raises:
        UsageError: they ask for nothing that there is.
    """
    # Nearly always it is a folder or nothing; what parses options takes as long as a screenful.
    if len(argv) <= 1 and not any(word.startswith("-") for word in argv):
        return Opening(argv[0] if argv else None)
    from briefing.cli.options import Parser, add_store

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
    return Opening(**vars(parser.parse_args(argv)))


def run_opening(argv: list[str]) -> int:
    """Open the reader, and return its exit status."""
    args = arguments(argv)
    if args.help:
        output.write_raw(overview())
        if args.restricted:
            output.write_raw(f"\nin restricted mode:\n{describe()}\n")
        return 0
    if args.folder is not None and args.store is not None:
        raise UsageError("STORE is given twice; omit -s")
    named = args.folder if args.folder is not None else args.store
    if named == "-" and not args.restricted:
        with _from_stdin() as folder:
            return _open(folder, args)
    if named is not None and not Path(named).is_dir():
        return _open_file(named, args)
    where = find_store(named, restricted=args.restricted)
    return _open(where.folder, args, samples=where.origin == "samples")


def _open_file(named: str, args: Opening) -> int:
    """Open the reader on a single brief, or say what the word could have been."""
    path = Path(named)
    if path.is_file() and not args.restricted:
        # By its file: its id may be another one than its name, or that of a second file as well.
        return _open(path.parent, args._replace(open=args.open or path.name))
    if os.sep in named or path.exists():
        raise StoreError(f"{named} is not a folder; give the folder of your briefs")
    near = did_you_mean(named, COMMANDS)
    raise UsageError(
        f'"{named}" is neither a command nor a folder{near or "; see briefing --help"}'
    )


def _open(folder: Path, args: Opening, *, samples: bool = False) -> int:
    reason = preflight(restricted=args.restricted)
    if reason:
        return _plain(folder, reason)
    return _run(folder, args, samples=samples)


def _run(folder: Path, args: Opening, *, samples: bool) -> int:
    loaded = LoadedSettings(Settings(), {}, (), None) if args.restricted else load()
    for warning in loaded.warnings:
        output.note(warning)
    settings = _settings(loaded.settings, args)
    options = _options(settings, args)._replace(
        open=_to_open(folder, args.open),
        list_name="sample briefs" if samples else "briefs",
        warnings=loaded.warnings,
    )
    # A visitor of a shared account leaves nothing behind.
    state = None if args.restricted else State(folder)
    return run_reader(Library(folder, state=state, saved=settings.saved), options)


def _to_open(folder: Path, word: str) -> str:
    """Return the brief to begin with, and a record of it, as the store knows it."""
    name, sign, record = word.partition("#")
    known = not os.path.isabs(name) and os.path.isfile(folder / name)  # noqa: PTH113, PTH117
    if known or not os.path.isfile(name):  # noqa: PTH113
        return word  # a file within the store, or an id
    return (path_within(folder, name) or name) + sign + record


def _options(settings: Settings, args: Opening) -> Options:
    """Return how the reader is opened.

    Raises:
        UsageError: there is no such theme.
    """
    theme = theme_of(settings)
    able = abilities()
    return Options(
        theme=theme,
        ascii_only=able.ascii if settings.ascii is None else settings.ascii,
        mouse=not able.remote if settings.mouse is None else settings.mouse,
        restricted=args.restricted,
        read_after=settings.read_after,
        refresh=settings.refresh,
        letters=shows_utf8(),
        keys=settings.keys,
    )


def theme_of(settings: Settings) -> str:
    """Return the name of the theme that the settings ask for.

    Raises:
        UsageError: there is no such theme.
    """
    theme = settings.theme or "terminal"
    if theme not in ROLES:
        near = did_you_mean(theme, ROLES)
        raise UsageError(f'unknown theme "{theme}"{near}; choose from {", ".join(ROLES)}')
    return theme


def _settings(settings: Settings, args: Opening) -> Settings:
    """Return the settings that hold, the command line's before all others."""
    given = {name: getattr(args, name) for name in ("theme", "ascii", "mouse")}
    return settings._replace(**{name: value for name, value in given.items() if value is not None})


def _plain(folder: Path, reason: str) -> int:
    """Print the list where there is no terminal for the reader."""
    from argparse import Namespace

    from briefing.cli.commands.list_show import run_list

    output.note(f"{reason}: listing the briefs instead; briefing show ID prints one")
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
        raise UsageError("- reads a brief from a pipe, as in: … | briefing -")
    data = sys.stdin.buffer.read(_MAX_STDIN + 1)
    if len(data) > _MAX_STDIN:
        raise UsageError("stdin is larger than 1 MiB; a brief is smaller")
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        (Path(folder) / f"stdin{_suffix(data)}").write_bytes(data)
        yield Path(folder)


def _suffix(data: bytes) -> str:
    """Return the ending that tells the notation of a brief without a name."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:4]
    if start.startswith(b"{"):
        return ".json"
    return ".md" if start.startswith((b"---", b"# ")) else ".yaml"
