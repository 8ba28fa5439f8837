"""Hyperlinks of the terminal (OSC 8): which terminals take them, and for which addresses.

A terminal that does not know the sequence may print it, so it is sent only where the environment
names one that does. Source: "Hyperlinks in terminal emulators", E. Koblinger.
"""

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

_MAX = 2_083
"""The most characters of an address: VTE takes no more."""
_WEB = r"https?://[!-~]+"
_PROGRAMS = frozenset(("iTerm.app", "WezTerm", "vscode", "ghostty", "mintty", "Hyper", "rio"))
_TERMS = ("xterm-kitty", "xterm-ghostty", "foot", "wezterm", "alacritty", "contour")
_TMUX, _VTE = (3, 4), 5_000
"""The first versions that take them."""


def is_web_address(address: str) -> bool:
    """Whether this is an address of http or https, in ASCII as such addresses are sent."""
    return len(address) <= _MAX and re.fullmatch(_WEB, address, re.IGNORECASE) is not None


def host_of(address: str) -> str:
    """Return the host that a browser would open, after any user name before an @; or nothing."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def takes_hyperlinks(environ: Mapping[str, str] | None = None, tty: str | None = None) -> bool:
    """Whether this process's terminal, `tty`, is known to take hyperlinks.

    Not under GNU screen, an old tmux or mosh, which runs programs on another terminal than the one
    that sshd named.
    """
    environ = os.environ if environ is None else environ
    if environ.get("STY"):
        return False
    remote = environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")
    if environ.get("TMUX"):
        named = environ.get("TERM_PROGRAM") == "tmux"
        return named and _version(environ.get("TERM_PROGRAM_VERSION", "")) >= _TMUX
    if remote and environ.get("SSH_TTY") != (_own_tty() if tty is None else tty):
        return False
    return (
        environ.get("TERM_PROGRAM") in _PROGRAMS
        or environ.get("TERM", "").startswith(_TERMS)
        or bool(environ.get("WT_SESSION"))
        or _number(environ.get("VTE_VERSION", "")) >= _VTE
    )


def _own_tty() -> str:
    for descriptor in (1, 2, 0):
        try:
            return os.ttyname(descriptor)
        except OSError:
            continue
    return ""


def _version(text: str) -> tuple[int, int]:
    found = re.match(r"(\d{1,4})\.(\d{1,4})", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _number(text: str) -> int:
    return int(text) if len(text) < 10 and text.isascii() and text.isdigit() else 0
