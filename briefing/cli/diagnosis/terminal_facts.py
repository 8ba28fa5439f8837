"""The terminal as `briefing doctor` finds it: colours, characters, widths, clipboard, tmux, SSH."""

import locale
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping

from briefing.cli import output
from briefing.cli.diagnosis.fact import Fact
from briefing.terminal.clipboard import LIMIT
from briefing.terminal.environment import COERCED, TRUE_COLOUR, Abilities, abilities, shows_utf8
from briefing.terminal.hyperlinks import takes_hyperlinks
from briefing.terminal.opener import opener_of
from briefing.terminal.session.width_probe import measure
from briefing.text.width import cells
from briefing.ui.breakpoints import WIDE

_SAMPLES = {
    "Chinese": "中", "accent": "e\u0301", "Hindi": "नि", "emoji": "🤝", "skin tone": "👍🏽",
    "flag": "🇺🇦", "heart": "\u2764\ufe0f",
}  # fmt: skip
"""A cluster of each kind whose width terminals dispute, and two that they do not."""

_UNICODE_REMEDY = "set LANG to a locale that ends in .UTF-8 (locale -a lists them)"


def terminal_facts(environ: Mapping[str, str] | None = None) -> Iterator[Fact]:
    """Yield the facts about this process's terminal."""
    environ = os.environ if environ is None else environ
    able = abilities(environ)
    term = environ.get("TERM", "")
    problem = "no full-screen mode: only plain lists are printed; set TERM" if able.dumb else ""
    meaning = "" if able.dumb else "the reader can draw a screen"
    yield Fact("terminal", "TERM", term or "(not set)", meaning, problem)
    yield _colours(able, environ)
    yield _encoding(able)
    yield _locale(environ)
    yield _widths()
    yield _size()
    yield _streams()
    yield _clipboard(able, environ)
    yield _tmux(able)
    yield _ssh(able)
    yield _links(environ)


def _colours(able: Abilities, environ: Mapping[str, str]) -> Fact:
    if environ.get("NO_COLOR"):
        return Fact(
            "terminal", "colours", "none (NO_COLOR is set)", "all is said in words and signs"
        )
    found, meaning = {
        0: ("none", "all is said in words and signs"),
        8: ("8", "bright colours are drawn in bold; for more, set TERM to a name that says so, "
                 "such as xterm-256color"),
        16: ("16", "the theme terminal is exact; others are drawn in the nearest colours"),
        256: ("256", "every theme is drawn in the nearest of 256; if your terminal has all, set "
                     "COLORTERM=truecolor"),
        TRUE_COLOUR: ("all", "every theme is exact"),
    }[able.colours]  # fmt: skip
    return Fact("terminal", "colours", found, meaning)


def _encoding(able: Abilities) -> Fact:
    if not able.ascii:
        return Fact("terminal", "Unicode", output.encoding(), "all letters and signs are drawn")
    utf8 = "utf" in output.encoding().lower()
    remedy = "" if utf8 and shows_utf8() else _UNICODE_REMEDY
    meaning = "signs are ASCII; letters that the locale lacks lose accents or become ?"
    return Fact("terminal", "Unicode", f"{output.encoding()}, ASCII signs", meaning, remedy)


def _locale(environ: Mapping[str, str]) -> Fact:
    """Return which variable decides on characters, and whether its locale is installed."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    chosen = next((name for name in names if environ.get(name)), "")
    if chosen == "LC_CTYPE" and environ[chosen] in COERCED and environ.get("LANG"):
        chosen = "LANG"  # Python sets LC_CTYPE where that locale is not installed
    if not chosen:
        return Fact("terminal", "locale", "not set", "the encoding decides on characters")
    value = f"{environ[chosen]} (from {chosen})"
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, environ[chosen])
    except (locale.Error, ValueError):
        return Fact("terminal", "locale", value, "not installed here: programs fall back on C",
                    f"install it, or set {chosen} to one that locale -a lists")  # fmt: skip
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return Fact("terminal", "locale", value, "installed")


def _widths() -> Fact:
    """Return how wide the terminal draws clusters in dispute, asked of the terminal itself."""
    measured = measure(list(_SAMPLES.values()))
    if measured is None:
        return Fact("terminal", "widths", "not measured", "the terminal did not answer, or there "
                    "is none; columns are kept in line where widths are in dispute")  # fmt: skip
    other = [
        f"{name} {found} for {cells(text)}"
        for (name, text), found in zip(_SAMPLES.items(), measured, strict=True)
        if found != cells(text)
    ]
    if not other:
        return Fact("terminal", "widths", "as the reader takes them", "columns line up")
    meaning = "blanks follow such words, or the next column is placed anew"
    return Fact(
        "terminal", "widths", f"others than the reader's: {', '.join(other)} cells", meaning
    )


def _size() -> Fact:
    for descriptor in (1, 2, 0):
        try:
            columns, lines = os.get_terminal_size(descriptor)
        except OSError:
            continue
        meaning = "list and brief side by side" if columns >= WIDE else "list or brief, by turns"
        return Fact("terminal", "size", f"{columns} × {lines}", meaning)
    return Fact("terminal", "size", "unknown", "80 × 24 is assumed")


def _streams() -> Fact:
    names = ("stdin", "stdout", "stderr")
    tty = ", ".join(name for number, name in enumerate(names) if os.isatty(number))
    meaning = "" if os.isatty(1) else "without stdout the reader prints a list"
    return Fact("terminal", "terminal is", tty or "none of stdin, stdout and stderr", meaning)


def _clipboard(able: Abilities, environ: Mapping[str, str]) -> Fact:
    # In the order in which a copy is tried.
    ways = ["tmux load-buffer -w"] if able.tmux and shutil.which("tmux") else []
    ways += ["OSC 52"]
    meaning = f"up to {LIMIT:,} bytes reach your own machine if the terminal lets programs copy"
    problem = ""
    if environ.get("STY"):
        problem = "GNU screen drops what is copied; use tmux, or export to a file"
    elif environ.get("TERM_PROGRAM") == "Apple_Terminal":
        problem = "Terminal.app drops what is copied; use iTerm2 or another, or export to a file"
    elif environ.get("TERM", "").startswith(("linux", "vt")):
        problem = "a console has no clipboard; export to a file"
    return Fact("terminal", "clipboard", ", then ".join(ways), meaning, problem)


def _tmux(able: Abilities) -> Fact:
    if not able.tmux:
        return Fact("terminal", "tmux", "not in between")
    version, option = _ask("tmux", "-V"), _ask("tmux", "show-options", "-sv", "set-clipboard")
    if not version:
        return Fact("terminal", "tmux", "in between, but does not answer", "copies use OSC 52")
    problem = ""
    if option == "off":
        problem = "copies stay within tmux; put set -s set-clipboard on into ~/.tmux.conf"
    value = f"{version.removeprefix('tmux ')}, set-clipboard {option or 'unknown'}"
    return Fact("terminal", "tmux", value, "copies go through a buffer of tmux", problem)


def _ask(*words: str) -> str:
    """Return the first line that a program prints within a second, or nothing."""
    try:
        done = subprocess.run(words, capture_output=True, timeout=1.0, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").partition("\n")[0].strip()


def _ssh(able: Abilities) -> Fact:
    if not able.remote:
        return Fact("terminal", "SSH", "no: this machine", "mouse events are handled")
    return Fact("terminal", "SSH", "yes", "the mouse is left to your terminal (--mouse takes it)")


def _links(environ: Mapping[str, str]) -> Fact:
    """Return whether hyperlinks are sent, and whether the system opens addresses."""
    sent = takes_hyperlinks(environ)
    value = "sent as hyperlinks" if sent else "plain: the terminal is not known to take hyperlinks"
    command, why_not = opener_of("", environ)
    meaning = f"{command[0]} opens them" if command else why_not
    return Fact("terminal", "links", value, meaning)
