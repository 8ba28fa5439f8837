"""Preconditions for importing Textual: open files, the environment, the terminal.

Textual reads its switches when it is imported, writes to stderr and reads from stdin, whatever
these are; so they are put in order first.
"""

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress

from briefing.terminal.environment import TRUE_COLOUR, abilities, is_dumb, takes_true_colour
from briefing.terminal.session.restore import Before, remember

_QUIET = {
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    # A change waits for others for one frame: a sixtieth of a second is felt while typing, and
    # screens that are overtaken are not sent anyway.
    "TEXTUAL_FPS": "240",
    # Reporting every key as an escape sequence breaks input methods.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
}
_COLOUR_SYSTEMS = {256: "256", TRUE_COLOUR: "truecolor"}
"""What Textual calls so many colours; fewer are `standard`, and the driver makes do with them."""
_MISLEADING = (
    "COLUMNS", "LINES", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "UNICODE_VERSION",
)  # fmt: skip
_ALLOWED = frozenset(
    {"TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE", "TZ", "HOME", "USER", "LOGNAME",
     "SSH_CONNECTION", "SSH_TTY", "TMUX", "ESCDELAY"}
)  # fmt: skip

before: Before | None = None
"""The terminal's attributes before `preflight`."""


def clean_environment(environ: MutableMapping[str, str], *, restricted: bool = False) -> None:
    """Remove the variables that steer Textual or Rich, and set the reader's own.

    With `restricted`, only those on terminal, language and home are kept: none that names a
    program, a module or a file to load.
    """
    if not takes_true_colour(environ):
        environ.pop("COLORTERM", None)
    for name in list(environ):
        steering = name.startswith("TEXTUAL") or name in _MISLEADING
        allowed = name in _ALLOWED or name.startswith(("LC_", "XDG_"))
        if steering or (restricted and not allowed):
            del environ[name]
    if not environ.get("NO_COLOR", "-"):
        del environ["NO_COLOR"]  # empty means unset (no-color.org), but not to Textual
    system = _COLOUR_SYSTEMS.get(abilities(environ).colours, "standard")
    environ.update(_QUIET, TEXTUAL_COLOR_SYSTEM=system)


def preflight(*, restricted: bool = False) -> str:
    """Make stdin and, until `after`, stderr the terminal; return why that fails, or nothing."""
    global before, _stderr
    if is_dumb(os.environ.get("TERM", "")):
        return f'the terminal type "{os.environ.get("TERM", "")}" has no full-screen mode'
    if not os.isatty(1):
        return "stdout is not a terminal"
    if not os.isatty(0) and not terminal_as_stdin():
        return "no terminal to read keys from"
    if not os.isatty(2):
        with suppress(OSError):  # it may be closed
            _stderr = os.dup(2)
        os.dup2(1, 2)
    _open_streams()
    clean_environment(os.environ, restricted=restricted)
    before = remember(0)
    return ""


def after() -> None:
    """Restore stderr."""
    global _stderr
    if _stderr is not None:
        os.dup2(_stderr, 2)
        os.close(_stderr)
        _stderr = None


def silence() -> None:
    """Drop all further output: flushing to a closed terminal would fail at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


_stderr: int | None = None
"""A copy of stderr while it is not the terminal."""


def terminal_as_stdin() -> bool:
    """Make the terminal standard input, and return whether there is one."""
    for name in ("/dev/tty", os.ttyname(1)):
        try:
            terminal = os.open(name, os.O_RDWR | os.O_NOCTTY)
        except OSError:
            continue
        os.dup2(terminal, 0)
        if terminal != 0:
            os.close(terminal)
        return True
    return False


def _open_streams() -> None:
    """Give Python streams that were closed when it started."""
    if sys.__stdin__ is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
        sys.__stdin__ = sys.stdin  # type: ignore[misc]
    if sys.__stderr__ is None:
        sys.stderr = open(2, "w", closefd=False, errors="backslashreplace")  # noqa: SIM115
        sys.__stderr__ = sys.stderr  # type: ignore[misc]
