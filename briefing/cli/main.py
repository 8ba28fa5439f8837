"""Dispatch from command-line words to the function that runs them."""

from __future__ import annotations

from briefing.cli import output
from briefing.cli.table import COMMANDS, Subcommand, overview
from briefing.errors import BriefingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

_VALUED = ("-s", "--store", "--open", "--theme")


def run(argv: list[str]) -> int:
    """Do what the words after `briefing` ask for, and return the exit status.

    What a person can mend is said in one line on stderr. KeyboardInterrupt passes through.
    """
    output.prepare()
    try:
        status = _dispatched(argv)
        return output.finish() or status
    except BrokenPipeError:
        return output.abandon()
    except BriefingError as error:
        output.finish()
        output.note(_told(error))
        return _status(error)
    except OSError as error:
        output.abandon()
        # "[Errno 28]" tells nobody anything.
        what = error.strerror or str(error)
        output.note(f"{error.filename}: {what}" if error.filename else what)
        return 1


def _dispatched(argv: list[str]) -> int:
    try:
        return dispatch(argv)
    except SystemExit as end:  # argparse's, after --help
        return end.code if isinstance(end.code, int) else 2


def _told(error: BriefingError) -> str:
    """Return what is wrong, and where in the query."""
    from briefing.errors import QueryError

    return f"column {error.column}: {error}" if isinstance(error, QueryError) else str(error)


def _known(name: str) -> None:
    """Refuse to explain what there is not."""
    if name not in COMMANDS and not name.startswith("-"):
        from briefing.errors import UsageError
        from briefing.text.names import did_you_mean

        near = did_you_mean(name, COMMANDS)
        raise UsageError(f'unknown command "{name}"{near or "; see briefing --help"}')


def _status(error: BriefingError) -> int:
    from briefing.errors import QueryError, SettingsError, StoreError, UsageError

    if isinstance(error, StoreError):
        return 3
    return 2 if isinstance(error, UsageError | QueryError | SettingsError) else 1


def dispatch(argv: list[str]) -> int:
    """Print the overview, run a subcommand, or open the reader."""
    if argv[:1] in (["-h"], ["--help"]) or argv == ["help"]:
        output.write_raw(overview())
        return 0
    if argv[:1] in (["-V"], ["--version"]):
        from briefing import __version__

        output.write_raw(f"briefing {__version__}\n")
        return 0
    if argv[:1] == ["help"]:
        _known(argv[1])
        argv = [*argv[1:], "--help"]
    position = _first_word(argv)
    if position is not None and argv[position] in COMMANDS:
        return _run(COMMANDS[argv[position]], argv[:position] + argv[position + 1 :])
    from briefing.cli.commands.open_reader import run_opening

    return run_opening(argv)


def _first_word(argv: list[str]) -> int | None:
    """Return where the first word stands that is neither an option nor an option's value."""
    position = 0
    while position < len(argv):
        if argv[position] in _VALUED:
            position += 2
        elif argv[position].startswith("-") and argv[position] != "-":
            position += 1
        else:
            return position
    return None


def _run(entry: Subcommand, arguments: list[str]) -> int:
    from importlib import import_module

    from briefing.cli.options import parser_of

    module = import_module(f"briefing.cli.commands.{entry.module}")
    parser = parser_of(entry)
    getattr(module, f"configure_{entry.function}")(parser)
    run: Callable[[Namespace], int] = getattr(module, f"run_{entry.function}")
    return run(parser.parse_args(arguments))
