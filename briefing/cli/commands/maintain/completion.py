"""`briefing completion`: the script that completes `briefing` in a shell."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from briefing.cli import completion, output

SCRIPTS = {"bash": "briefing.bash", "zsh": "_briefing", "fish": "briefing.fish"}
"""The files by shell, as the wheel installs them."""


def configure_completion(parser: ArgumentParser) -> None:
    """Add the word of `briefing completion`."""
    parser.add_argument(
        "shell", choices=SCRIPTS, help="the shell; the script begins with where it goes"
    )


def run_completion(args: Namespace) -> int:
    """Print the script of a shell."""
    folder = Path(completion.__file__).parent / "scripts"
    output.write_raw((folder / SCRIPTS[args.shell]).read_text(encoding="utf-8"))
    return 0
