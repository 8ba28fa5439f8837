"""Dispatch from command-line words to the function that runs them."""

from importlib import import_module

from briefing import __version__
from briefing.cli import output
from briefing.cli.table import COMMANDS, Subcommand, module_of, overview
from briefing.errors import BriefingError, QueryError, UsageError
from briefing.text.names import did_you_mean

_VALUED = ("-s", "--store", "--open", "--theme")


def run(argv: list[str]) -> int:
    """Run the words after `briefing`, and return the exit status.

    What the person can mend is reported in one line on stderr. KeyboardInterrupt passes through.
    """
    output.prepare()
    try:
        try:
            status = dispatch(argv)
        except SystemExit as end:  # argparse's, after --help
            status = end.code if isinstance(end.code, int) else 2
        return output.finish() or status
    except BrokenPipeError:
        return output.abandon()
    except BriefingError as error:
        return _report(error)
    except OSError as error:
        from briefing.paths import require_current_folder

        try:
            require_current_folder()  # which any relative path needs
        except BriefingError as gone:
            return _report(gone)
        output.abandon()
        # Without "[Errno 28]".
        what = error.strerror or str(error)
        output.note(f"{error.filename}: {what}" if error.filename else what)
        return 1


def _report(error: BriefingError) -> int:
    output.finish()
    where = f"column {error.column}: " if isinstance(error, QueryError) else ""
    output.note(f"{where}{error}")
    return error.exit_status


def dispatch(argv: list[str]) -> int:
    """Print the overview, run a subcommand, or open the reader."""
    if argv[:1] in (["-h"], ["--help"]) or argv == ["help"]:
        output.write_raw(overview())
        return 0
    if argv[:1] in (["-V"], ["--version"]):
        output.write_raw(f"briefing {__version__}\n")
        return 0
    if argv[:1] == ["__complete"]:
        completed: int = import_module("briefing.cli.completion.shells").run_complete(argv[1:])
        return completed
    if argv[:1] == ["help"]:
        _check_topic(argv[1])
        argv = [*argv[1:], "--help"]
    position = _first_word(argv)
    if position is not None and argv[position] in COMMANDS:
        return _run(COMMANDS[argv[position]], argv[:position] + argv[position + 1 :])
    from briefing.cli.open_reader import run_reader_command

    return run_reader_command(argv)


def _check_topic(name: str) -> None:
    if name not in COMMANDS and not name.startswith("-"):
        near = did_you_mean(name, COMMANDS)
        raise UsageError(f'unknown command "{name}"{near or "; see briefing --help"}')


def _first_word(argv: list[str]) -> int | None:
    """Return the index of the first word that is neither an option nor an option's value."""
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
    from briefing.cli.options import parser_of

    module = import_module(module_of(entry))
    parser = parser_of(entry)
    getattr(module, f"configure_{entry.name}")(parser)
    status: int = getattr(module, f"run_{entry.name}")(parser.parse_args(arguments))
    return status
