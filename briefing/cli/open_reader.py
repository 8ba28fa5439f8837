"""`briefing [STORE]`: the reader, or a plain list where no reader can be shown."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue import Catalogue
from briefing.cli import output
from briefing.cli.store_arg import (
    ChosenStore,
    find_store,
    is_shared,
    named_store,
    note_unlisted,
    open_store,
    path_within,
    store_around,
)
from briefing.cli.table import COMMANDS, overview
from briefing.errors import StoreError, UsageError
from briefing.library import Library
from briefing.paths import host_folder, require_current_folder
from briefing.store.file_names import BRIEF_SUFFIXES, SHARED_NAMES, is_brief
from briefing.terminal.environment import abilities, shows_utf8
from briefing.terminal.hyperlinks import takes_hyperlinks
from briefing.terminal.session.preflight import preflight, terminal_as_stdin
from briefing.text.names import did_you_mean
from briefing.ui.options import Options
from briefing.ui.start import run_reader
from briefing.user.restricted import describe
from briefing.user.settings import THEMES, LoadedSettings, Settings, load
from briefing.user.settings.theme_file import UserTheme, load_themes
from briefing.user.state import State
from briefing.user.state.first_start import is_first_start

_MAX_STDIN = 1024 * 1024
"""The most bytes of a brief on stdin."""


class Opening(NamedTuple):
    """The command line of the reader."""

    folder: str | None = None
    """The store, or a single brief; `-` for stdin."""
    store: str | None = None
    """The store by `-s`."""
    open: str = ""
    """The id of the first brief, or its file within the store."""
    theme: str | None = None
    ascii: bool | None = None
    mouse: bool | None = None
    restricted: bool = False
    linear: bool = False
    help: bool = False


def arguments(argv: list[str]) -> Opening:
    """Return the command line of the reader from the words after `briefing`.

    Raises:
        UsageError: they cannot be parsed.
    """
    # Nearly always it is a folder or nothing; importing argparse takes as long as a screenful.
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
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--restricted", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    known, rest = parser.parse_known_args(argv)
    if rest and known.folder and not Path(known.folder).exists():
        raise _neither(known.folder)
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return Opening(**vars(known))


def run_reader_command(argv: list[str]) -> int:
    """Open the reader, and return its exit status."""
    args = arguments(argv)
    if args.help:
        output.write_raw(overview())
        if args.restricted:
            output.write_raw(f"\nin restricted mode:\n{describe()}\n")
        return 0
    if args.folder is not None and args.store is not None:
        raise UsageError("STORE is given twice; omit -s")
    name = args.store if args.folder is None else args.folder
    if name == "-" and not args.restricted:
        with _stdin_store() as folder:
            return _open(ChosenStore(folder, "argument"), args)
    is_folder = name and (Path(name).is_dir() or is_shared(name))
    if name and not is_folder and (args.restricted or named_store(name) is None):
        return _open_file(name, args)
    while True:
        chosen = find_store(name, restricted=args.restricted, lenient=True)
        switched: list[str] = []
        status = _open(chosen, args, switched.append)
        if not switched:
            return status
        name, args = switched[-1], args._replace(open="")


def _open_file(name: str, args: Opening) -> int:
    """Open the reader on a single brief; if there is none, suggest what the word could mean."""
    path = Path(name)
    if path.is_file() and not args.restricted:
        # By its file: its id may differ from its name, or be that of a second file as well.
        folder = store_around(path)
        inside = path_within(folder, name)
        if reason := _why_no_brief(folder, inside):
            raise UsageError(f"{name} is not a brief: {reason}")
        chosen = ChosenStore(folder, "argument")
        return _open(chosen, args._replace(open=args.open or inside))
    if not path.is_absolute():
        require_current_folder()
    if os.sep in name or path.exists():
        raise StoreError(f"{name} is not a folder; give the folder of your briefs")
    raise _neither(name)


def _neither(name: str) -> UsageError:
    near = did_you_mean(name, COMMANDS) or "; see briefing --help"
    return UsageError(f'"{name}" is neither a command nor a folder{near}')


def _why_no_brief(folder: Path, inside: str) -> str:
    """Return why a file of a store is not a brief, without reading any other; empty for a brief."""
    name = inside.rpartition("/")[2]
    if name in SHARED_NAMES:
        return "it holds what the briefs of its folder share; open the folder"
    if not is_brief(inside):
        return f"briefs are {', '.join(BRIEF_SUFFIXES)} files; open the folder of your briefs"
    return open_store(folder).open(inside).why_not


def _open(chosen: ChosenStore, args: Opening, switch: Callable[[str], object] | None = None) -> int:
    """Open the reader on a store; `switch` is called with the name of one to open after it."""
    folder = chosen.folder
    loaded = LoadedSettings(Settings(), {}, (), None) if args.restricted else load()
    linear = "of --linear" if args.linear else _why_linear(loaded)
    if not linear and (reason := preflight(restricted=args.restricted)):
        return _list(folder, reason)
    if chosen.warning:
        loaded = loaded._replace(warnings=(*loaded.warnings, chosen.warning))
    for warning in loaded.warnings:
        output.note(warning)
    options = _options(loaded, args)._replace(
        switch=switch,
        open=_first_brief(folder, args.open),
        list_name="sample briefs" if chosen.origin == "samples" else "briefs",
    )
    library = _library(folder, loaded.settings, restricted=args.restricted)
    if trouble := library.catalogue.host_trouble:
        options = options._replace(warnings=(*options.warnings, trouble))
    if linear and "-" in (args.folder, args.store) and os.isatty(1):
        terminal_as_stdin()  # the pipe held the brief, and commands come from the person
    with _followed(chosen.address, marks=not args.restricted) as notice:
        options = options._replace(notice=notice, is_mirror=bool(chosen.address))
        status = _run(library, options, linear)
    note_unlisted(library.store)
    return status


def _run(library: Library, options: Options, linear: str) -> int:
    """Open the reader, with a screen or without, and return its exit status."""
    if linear:
        from briefing.cli.open_linear import run_linear_reader  # most people want a screen

        return run_linear_reader(library, options, linear)
    return run_reader(library, options._replace(welcome=options.welcome and is_first_start()))


def _library(folder: Path, settings: Settings, *, restricted: bool) -> Library:
    # A visitor of a shared account leaves nothing behind.
    state = None if restricted else State(folder)
    catalogue = Catalogue.open(folder, host=host_folder(restricted=restricted))
    return Library(
        folder, catalogue=catalogue, state=state, saved=settings.saved, ignore=settings.ignore
    )


def _why_linear(loaded: LoadedSettings) -> str:
    """Return what in the settings turns the linear mode on; empty where it is off."""
    if not loaded.settings.linear:
        return ""
    return f"{loaded.place('linear')} says so"


def _followed(address: str, *, marks: bool) -> AbstractContextManager[Callable[[], str]]:
    """Keep the mirror of a shared store, and the marks on it, current while the reader is open.

    Yields its notice for the footer.
    """
    if not address:
        return nullcontext(lambda: "")
    mirrors = import_module("briefing.cli.sharing.mirrors")
    following: AbstractContextManager[Callable[[], str]] = mirrors.followed(address, marks=marks)
    return following


def _options(loaded: LoadedSettings, args: Opening) -> Options:
    """Return how the reader is to be opened, by the settings and the command line."""
    given = {name: getattr(args, name) for name in ("theme", "ascii", "mouse")}
    settings = loaded.settings._replace(**{k: v for k, v in given.items() if v is not None})
    able = abilities()
    theme, own = theme_of(settings, loaded.path)
    return Options(
        theme=theme,
        own_themes=own,
        ascii_only=able.ascii if settings.ascii is None else settings.ascii,
        mouse=not able.remote if settings.mouse is None else settings.mouse,
        restricted=args.restricted,
        read_after=settings.read_after,
        refresh=settings.refresh,
        citation=settings.citation,
        letters=shows_utf8(),
        settings=loaded.path,
        keys=settings.keys,
        counts=settings.counts,
        opener=settings.opener,
        hyperlinks=takes_hyperlinks(),
        welcome=settings.welcome and not args.restricted,
        stores=settings.stores,
        warnings=_for_the_footer(loaded),
    )


def _for_the_footer(loaded: LoadedSettings) -> tuple[str, ...]:
    """Return the footer's note on wrong settings; the details go to stderr."""
    if len(loaded.warnings) > 1:
        return (f"{len(loaded.warnings)} problems in the settings; see briefing config check",)
    path = loaded.path
    return tuple(w.replace(str(path), path.name, 1) if path else w for w in loaded.warnings)


def _first_brief(folder: Path, word: str) -> str:
    """Return the brief to open first, by id or file within the store, with a record of it."""
    name, sign, record = word.partition("#")
    path = Path(name)
    if (not path.is_absolute() and (folder / path).is_file()) or not path.is_file():
        return word
    return (path_within(folder, name) or name) + sign + record


def theme_of(settings: Settings, path: Path | None) -> tuple[str, Mapping[str, UserTheme]]:
    """Return the name of the theme, and the person's own themes if it is one of them.

    Raises:
        UsageError: there is no such theme.
    """
    theme = settings.theme or "terminal"
    if theme in THEMES:
        return theme, {}
    own = load_themes(path).themes if path is not None else {}
    if theme not in own:
        names = (*THEMES, *own)
        near = did_you_mean(theme, names)
        raise UsageError(f'unknown theme "{theme}"{near}; choose from {", ".join(names)}')
    return theme, own


def _list(folder: Path, reason: str) -> int:
    """Print the list, as there is no terminal for the reader."""
    from argparse import Namespace

    from briefing.cli.commands.read.list import run_list

    hint = "briefing show ID prints one"
    if os.isatty(0) and os.isatty(1):
        hint = "briefing --linear reads them line by line"
    output.note(f"{reason}: listing the briefs instead; {hint}")
    return run_list(
        Namespace(
            query=[],
            sort="",
            limit=None,
            form="text",
            line=None,
            no_refresh=False,
            store=str(folder),
        )
    )


@contextmanager
def _stdin_store() -> Iterator[Path]:
    """Yield a temporary store with the brief on stdin."""
    # Imported here: it takes as long as the first screen, and few people need it.
    import tempfile

    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("- reads a brief from a pipe, as in: … | briefing -")
    data = sys.stdin.buffer.read(_MAX_STDIN + 1)
    if len(data) > _MAX_STDIN:
        raise UsageError("stdin is larger than 1 MiB; a brief is smaller")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:4]
    suffix = ".md" if start.startswith((b"---", b"# ")) else ".yaml"
    if start.startswith(b"{"):
        suffix = ".json"
    with tempfile.TemporaryDirectory(prefix="briefing-") as name:
        Path(name, f"stdin{suffix}").write_bytes(data)
        yield Path(name)
