"""The installed program among pipes, files, terminals, locales and folders of every kind."""

import re
import signal
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start, leaves

# Files and terminals ---------------------------------------------------------------------------

BRIEF = "title: From a pipe\ndate: 2025-01-02\nsummary: It came through a pipe.\n"


@pytest.mark.parametrize("redirection", ["<&-", "</dev/null", "2>&-", "<&- 2>&-", "2>/dev/null"])
def test_files_that_are_closed_or_lead_elsewhere(reader: Start, redirection: str) -> None:
    terminal = reader(script=f'exec "$@" {redirection}')
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    leaves(terminal)


def test_a_brief_through_a_pipe(start: Start, tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(BRIEF)
    terminal = start("-", script=f'cat {tmp_path}/brief.yaml | "$@"')
    terminal.wait_for("From a pipe")
    terminal.press("enter")
    terminal.wait_for("It came through a pipe.")
    leaves(terminal)


def test_a_single_file(start: Start, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(BRIEF)
    terminal = start(str(tmp_path / "one.yaml"))
    terminal.wait_for("From a pipe")
    terminal.press("enter")
    terminal.wait_for("It came through a pipe.")
    leaves(terminal)


def test_into_a_pager(start: Start) -> None:
    terminal = start(str(SAMPLES), script='"$@" | cat')
    assert terminal.end() == 0
    assert all(title in terminal.text for title in ROUNDS)
    assert b"\x1b" not in terminal.raw


def test_a_pager_that_has_seen_enough(start: Start) -> None:
    terminal = start("list", "-s", str(SAMPLES), script='"$@" | head -n 1; echo; echo end')
    terminal.wait_for("end")
    assert "Traceback" not in terminal.text
    assert "Broken pipe" not in terminal.text


def test_into_a_file(start: Start, tmp_path: Path) -> None:
    terminal = start(str(SAMPLES), script=f'"$@" > {tmp_path}/list')
    assert terminal.end() == 0
    assert "second round" in (tmp_path / "list").read_text("utf-8")
    assert "stdout is not a terminal: listing the briefs instead" in " ".join(terminal.text.split())


def test_into_a_full_disk(start: Start) -> None:
    terminal = start("list", "-s", str(SAMPLES), script='"$@" > /dev/full')
    assert terminal.end() == 1
    assert "No space left on device" in terminal.text
    assert "Traceback" not in terminal.text


def test_with_nowhere_to_write(start: Start) -> None:
    terminal = start(str(SAMPLES), script='"$@" >&-')
    assert terminal.end() == 1
    assert "standard output is closed" in terminal.text


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_without_a_screen(start: Start, term: str) -> None:
    terminal = start(str(SAMPLES), environ={"TERM": term})
    assert terminal.end() == 0
    assert all(title in terminal.text for title in ROUNDS)
    assert b"\x1b" not in terminal.raw


_OLD = {1, 4, 7, 22, 24, 27}
"""SGR codes of the attributes that every terminal has: bold, underline and reverse."""
_EIGHT = _OLD | {*range(30, 38), 39, *range(40, 48), 49}


def codes_in(raw: bytes) -> set[int]:
    """Return the codes of all SGR sequences but resets."""
    found = re.findall(rb"\x1b\[([0-9;]*)m", raw)
    return {int(part) for each in found for part in each.split(b";") if part} - {0}


@pytest.mark.parametrize(
    ("term", "known"),
    [("vt100", _OLD), ("linux", _EIGHT), ("screen", _EIGHT), ("no-such-terminal", _EIGHT),
     ("../../etc/passwd", _EIGHT)],
)  # fmt: skip
def test_other_terminals(reader: Start, term: str, known: set[int]) -> None:
    terminal = reader(environ={"TERM": term, "BRIEFING_THEME": "dark" if "t" in term else ""})
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    terminal.press("?")
    terminal.wait_for("Moving")
    terminal.press("escape")
    terminal.wait_for("1 Summary")
    leaves(terminal)
    assert codes_in(bytes(terminal.raw)) <= known


def test_no_colour_means_none(reader: Start) -> None:
    terminal = reader(environ={"NO_COLOR": "1", "COLORTERM": "truecolor"})
    for key in ("enter", "2", "3", "4", "5", "?"):
        terminal.press(key)
        terminal.settle(0.15)
    numbers = codes_in(bytes(terminal.raw))
    assert numbers
    assert not {
        n for n in numbers if n in (38, 48) or 30 <= n % 100 <= 37 or 40 <= n <= 47 or n >= 90
    }


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C"},
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_a_locale_without_utf_8(reader: Start, environ: dict[str, str]) -> None:
    terminal = reader(environ=environ, columns=120)
    terminal.press("4")
    terminal.settle(0.3)
    assert bytes(terminal.raw).isascii()
    leaves(terminal)


@pytest.mark.parametrize(
    ("locale", "drawn"), [("C.UTF-8", "Nous ne céderons pas~"), ("C", "Nous ne cederons pas~")]
)
def test_ascii_leaves_the_letters_that_the_locale_can_show(
    start: Start, tmp_path: Path, locale: str, drawn: str
) -> None:
    brief = BRIEF.replace("It came through a pipe.", "Nous ne céderons pas…")
    (tmp_path / "one.yaml").write_text(brief, encoding="utf-8")
    terminal = start(str(tmp_path / "one.yaml"), "--ascii", environ={"LC_ALL": locale})
    terminal.wait_for("From a pipe")
    terminal.press("enter")
    terminal.wait_for(drawn)
    leaves(terminal)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 5), (0, 0), (1, 200), (200, 1)])
def test_windows_of_any_size(start: Start, rows: int, columns: int) -> None:
    terminal = start(str(SAMPLES), rows=24, columns=80)
    terminal.wait_for(*ROUNDS)
    terminal.resize(rows, columns)
    terminal.settle(0.3)
    terminal.resize(24, 80)
    terminal.wait_for(*ROUNDS)
    leaves(terminal)


def test_a_storm_of_resizes(reader: Start) -> None:
    terminal = reader()
    for number in range(200):
        terminal.resize(5 + number % 40, 20 + number % 150)
    terminal.resize(24, 80)
    terminal.wait_for(*ROUNDS)
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    leaves(terminal)


def test_sizes_in_the_environment_are_not_believed(reader: Start) -> None:
    leaves(reader(environ={"COLUMNS": "9999999", "LINES": "-5"}))


# Places to write -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": ""}, {"HOME": "/dev/null/none", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": ""},
        {"XDG_CACHE_HOME": "/dev/null/x", "XDG_STATE_HOME": "/dev/null/x"},
        {"XDG_CONFIG_HOME": "relative"},
    ],
)  # fmt: skip
def test_nowhere_to_keep_anything(reader: Start, environ: dict[str, str]) -> None:
    terminal = reader(environ=environ)
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    leaves(terminal)


def test_settings_that_cannot_be_read_are_told(reader: Start, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("theme = [")
    terminal = reader(environ={"BRIEFING_CONFIG": str(tmp_path / "config.toml")})
    leaves(terminal)
    # The terminal breaks the line wherever its last column is.
    told = "".join(terminal.text.split())
    assert "usingthedefaultsuntilitisfixed" in told


# Restricted ------------------------------------------------------------------------------------


def test_restricted_mode_opens_no_way_out(start: Start, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    traps = dict.fromkeys(
        ("EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL"), f"sh -c 'touch {trap}'"
    )
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.yaml").write_text(BRIEF)
    (tmp_path / "config.toml").write_text(f'store = "{own}"\n')
    terminal = start(
        "--restricted", str(SAMPLES),
        environ={**traps, "PYTHONINSPECT": "1", "BRIEFING_STORE": str(own),
                 "BRIEFING_CONFIG": str(tmp_path / "config.toml"),
                 "BRIEFING_STATE": str(tmp_path / "state.db"),
                 "TEXTUAL_DRIVER": "nowhere:Nothing", "TEXTUAL_LOG": str(trap)},
    )  # fmt: skip
    terminal.wait_for(*ROUNDS)
    terminal.settle(1.0)
    for key in ("ctrl+z", "e", "o", "s", "r", "!", "|", ":", "escape"):
        terminal.press(key)
        terminal.settle(0.2)
    terminal.signal(signal.SIGTSTP)
    terminal.settle(0.2)
    terminal.press("Q")
    assert terminal.end() == 0
    assert ">>>" not in terminal.text
    assert not trap.exists()
    assert not (tmp_path / "state.db").exists()


@pytest.mark.parametrize(
    ("words", "term"),
    [([str(SAMPLES)], "dumb"), (["/dev/null/none"], "xterm"), (["list"], "xterm")],
)
def test_restricted_mode_ends_without_a_prompt(start: Start, words: list[str], term: str) -> None:
    terminal = start("--restricted", *words, environ={"PYTHONINSPECT": "1", "TERM": term})
    terminal.send(b"print('pwn%d' % 42)\r")
    terminal.end()
    assert "pwn42" not in terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("words", [["list"], ["show", "x"], ["-"], ["config", "path"], ["keys"]])
def test_restricted_mode_has_no_other_commands(start: Start, words: list[str]) -> None:
    terminal = start("--restricted", *words)
    assert terminal.end() == 2
    assert terminal.text.startswith("briefing: ")
