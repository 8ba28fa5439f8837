"""Opening an address in a program of the person's own machine."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from briefing.terminal.hyperlinks import is_web_address

_PATIENCE = 1.5
"""Seconds within which a failing opener usually fails; a browser may run for hours."""


_OTHERS = {"mailto": "a mail address", "tel": "a telephone number"}
"""What addresses of other schemes are; the browser is not the program for them."""


def not_of_the_web(address: str) -> str:
    """Return why an address is not opened that is not of the web."""
    what = _OTHERS.get(address.partition(":")[0].lower(), "")
    return f"{what}; only addresses of http and https are opened".removeprefix("; ")


def opener_for(address: str, named: str, *, restricted: bool) -> tuple[list[str], str]:
    """Return the command that opens an address, or why it is not opened; `named` as in `opener_of`.

    In `restricted` mode none is.
    """
    if not is_web_address(address):
        return [], not_of_the_web(address)
    if restricted:
        return [], "in restricted mode nothing is opened"
    return opener_of(named)


def opener_of(named: str, environ: Mapping[str, str] | None = None) -> tuple[list[str], str]:
    """Return the command that opens addresses, or why there is none.

    `named` is the program of the settings. Without one it is the system's, unless the person sits
    at another machine.
    """
    environ = os.environ if environ is None else environ
    if named:
        try:
            words = shlex.split(named)
        except ValueError as error:
            return [], f"opener in the settings cannot be read: {error}"
        found = bool(words) and shutil.which(words[0]) is not None
        return (words, "") if found else ([], f"opener in the settings: no program {named}")
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return [], "nothing is opened over SSH, unless opener in the settings names a program"
    if sys.platform == "darwin":
        return ["open"], ""
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return [], "there is no desktop here; opener in the settings may name a program"
    if shutil.which("xdg-open") is None:
        return [], "there is no xdg-open; opener in the settings may name a program"
    return ["xdg-open"], ""


def open_address(address: str, command: list[str]) -> str:
    """Start `command` with an address of the web; return a sentence on how it went.

    No shell is involved, and the program has no terminal. Waits for it a moment.
    """
    if not is_web_address(address):
        return "not opened: only addresses of http and https are"
    try:
        process = subprocess.Popen(
            [*command, address], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        status = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        status = 0
    except (OSError, ValueError) as error:
        return f"not opened: {command[0]}: {getattr(error, 'strerror', None) or error}"
    return f"not opened: {command[0]} failed ({status})" if status else f"opened by {command[0]}"
