"""Capabilities of the user's terminal, as far as the environment shows them."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

TRUE_COLOUR = 1 << 24
"""The number of colours of a terminal that takes red, green and blue."""

_SIMPLE = ("vt", "linux", "cons", "sun", "wy", "ansi", "cygwin")
"""Families of terminals whose fonts lack most signs beyond ASCII."""

_WITHOUT_COLOUR = ("vt", "wy", "sun")


class Abilities(NamedTuple):
    """The characters and sequences that may be sent to this terminal."""

    colours: int
    """How many: 0 (also by the person's wish), 16, 256 or `TRUE_COLOUR`."""
    ascii: bool
    """Whether only ASCII is sure to be shown correctly."""
    dumb: bool
    """Whether it cannot place text on a screen at all."""
    remote: bool
    """Whether it is reached over SSH."""
    tmux: bool
    """Whether tmux stands in between."""


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

    Python's streams take UTF-8 where the locale is C or POSIX (PEP 538, PEP 540), so the locale
    counts as well, unless Python's own variables are set.
    """
    environ = os.environ if environ is None else environ
    encoding = _encoding() if encoding is None else encoding
    if environ.get("PYTHONIOENCODING") or environ.get("PYTHONUTF8"):
        return is_utf8(encoding)
    return is_utf8(encoding) and not _names_another(_locale(environ))


def _locale(environ: Mapping[str, str]) -> str:
    """Return the locale of characters before PEP 538's change."""
    every, characters, language = (environ.get(n, "") for n in ("LC_ALL", "LC_CTYPE", "LANG"))
    if not every and characters == "C.UTF-8" and language in ("C", "POSIX"):
        return language  # PEP 538 sets LC_CTYPE where that is the locale
    return every or characters or language


def _names_another(locale: str) -> bool:
    codeset = locale.partition(".")[2].partition("@")[0]
    return locale in ("C", "POSIX") or bool(codeset and not is_utf8(codeset))


def is_dumb(term: str) -> bool:
    """Whether a terminal of this `TERM` cannot place text on a screen."""
    return term in ("", "dumb", "unknown", "network", "emacs")


def is_utf8(encoding: str) -> bool:
    """Whether this is a name of UTF-8."""
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")


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
    if environ.get("NO_COLOR") or is_dumb(term) or term.endswith(("-m", "-mono")):
        return 0
    if takes_true_colour(environ) or "direct" in term:
        return TRUE_COLOUR
    if "256" in term or term.startswith(("alacritty", "foot", "kitty", "xterm-kitty", "wezterm")):
        return 256
    return 0 if term.startswith(_WITHOUT_COLOUR) else 16
