"""Capabilities of the user's terminal, as far as the environment shows them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from briefing.terminal.screen.terminfo import MANY_COLOURS, named_colours

TRUE_COLOUR = MANY_COLOURS
"""The number of colours of a terminal that takes red, green and blue."""

_SIMPLE = ("vt", "linux", "cons", "sun", "wy", "ansi", "cygwin")
"""Families of terminals whose fonts lack most signs beyond ASCII."""

COERCED = ("C.UTF-8", "C.utf8")
"""What PEP 538 sets `LC_CTYPE` to; a bare `UTF-8` is also what Terminal.app sets."""


class Abilities(NamedTuple):
    """The characters and sequences that may be sent to this terminal."""

    colours: int
    """How many: 0 (also by the person's wish), 8, 16, 256 or `TRUE_COLOUR`."""
    ascii: bool
    """Whether only ASCII is sure to be shown correctly."""
    dumb: bool
    """Whether it cannot place text on a screen at all."""
    remote: bool
    """Whether it is reached over SSH."""
    tmux: bool
    """Whether the program runs inside tmux."""


def abilities(environ: Mapping[str, str] | None = None, encoding: str | None = None) -> Abilities:
    """Return the abilities of this process's terminal; `encoding` is by default that of stdout."""
    environ = os.environ if environ is None else environ
    encoding = _encoding() if encoding is None else encoding
    term = environ.get("TERM", "")
    return Abilities(
        colours=_colours(environ, term),
        ascii=not shows_utf8(environ, encoding) or term.startswith(_SIMPLE),
        dumb=is_dumb(term),
        remote=bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")),
        tmux=bool(environ.get("TMUX")),
    )


def shows_utf8(environ: Mapping[str, str] | None = None, encoding: str | None = None) -> bool:
    """Whether text beyond ASCII arrives intact, by locale and `encoding`.

    Python's streams take UTF-8 where the locale is C, POSIX or not installed (PEP 538, PEP 540), so
    the person's own variables count as well, unless those of Python ask for a charset.
    """
    environ = _environ_of_person() if environ is None else environ
    encoding = _encoding() if encoding is None else encoding
    if environ.get("PYTHONUTF8") == "1" or environ.get("PYTHONIOENCODING", "").partition(":")[0]:
        return is_utf8(encoding)
    return is_utf8(encoding) and not _names_another(_locale(environ))


def _environ_of_person() -> Mapping[str, str]:
    """Return the environment with the `LC_CTYPE` that the process was started with.

    Python replaces one whose locale is not installed (PEP 538).
    """
    if os.environ.get("LC_CTYPE") not in COERCED:
        return os.environ
    try:
        started_with = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return os.environ  # as on macOS: `_locale` has to guess
    own = dict(each.split(b"=", 1) for each in started_with if b"=" in each)
    return {**os.environ, "LC_CTYPE": os.fsdecode(own.get(b"LC_CTYPE", b""))}


def _locale(environ: Mapping[str, str]) -> str:
    """Return the name of the locale for characters, without PEP 538's change."""
    every, characters, language = (environ.get(n, "") for n in ("LC_ALL", "LC_CTYPE", "LANG"))
    if not every and characters in COERCED and _names_another(language):
        return language  # PEP 538 sets LC_CTYPE where that locale is C or not installed
    return every or characters or language


def _names_another(locale: str) -> bool:
    name, _, codeset = locale.partition("@")[0].partition(".")
    return bool(codeset and not is_utf8(codeset)) or (name in ("C", "POSIX") and not codeset)


def is_dumb(term: str) -> bool:
    """Whether a terminal of this `TERM` cannot place text on a screen."""
    return term in ("", "dumb", "unknown", "network", "emacs")


def is_utf8(encoding: str) -> bool:
    """Whether this is a name of UTF-8, compared as C libraries do: by its letters and digits."""
    return "".join(filter(str.isalnum, encoding)).lower() == "utf8"


def takes_true_colour(environ: Mapping[str, str]) -> bool:
    """Whether `COLORTERM` says so and may be believed.

    GNU screen hands on the variable of the terminal that it was started in, and takes the numbers
    of red, green and blue for blinking and the like (up to 4.9).
    """
    named = environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    return named and not environ.get("STY")


def _encoding() -> str:
    return getattr(sys.__stdout__ or sys.__stderr__, "encoding", None) or "ascii"


def _colours(environ: Mapping[str, str], term: str) -> int:
    # no-color.org: an empty variable counts as unset.
    if environ.get("NO_COLOR") or is_dumb(term):
        return 0
    if takes_true_colour(environ) and not term.endswith(("-m", "-mono")):
        return TRUE_COLOUR
    return named_colours(term)
