# ruff: noqa: E501  (a table reads best in few lines)
"""Restricted mode under a real OpenSSH server on loopback: every way out that was thought of."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start
from tests.safety import share
from tests.safety.sshd import Server, missing, serving
from tests.tools.terminal import Terminal

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")

TYPED = b"echo pwn$((40+2))\r"
"""What is typed after each attempt, in case there is a shell now."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server for all attempts."""
    with serving(tmp_path_factory.mktemp("server"), SAMPLES) as running:
        yield running


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Return a file that is there once something got out."""
    return tmp_path / "trap"


def written(server: Server) -> set[str]:
    """Return the files that sessions have written, other than the catalogue of the store."""
    paths = (path for path in server.home.rglob("*") if path.is_file())
    return {
        str(path) for path in paths if path.parent != server.home / ".cache" / "briefing"
    }  # fmt: skip


def held(server: Server, terminal: Terminal, trap: Path) -> None:
    """Hold an attempt to what restricted mode promises."""
    reader = [line for line in server.programs() if "--restricted" not in line]
    assert reader == []
    assert "pwn42" not in terminal.text
    assert ">>>" not in terminal.text
    assert not trap.exists()
    assert not written(server)
    assert b"\x1b]52;" not in terminal.raw


# Keys ------------------------------------------------------------------------------------------

KEYS: dict[str, tuple[str, ...]] = {
    "suspend": ("ctrl+z",), "interrupt": ("ctrl+c", "ctrl+c", "ctrl+c"), "quit signal": ("ctrl+\\",),
    "end of input": ("ctrl+d", "ctrl+d"), "telnet's escape": ("ctrl+]",), "flow": ("ctrl+s", "ctrl+q"),
    "edit": ("e",), "edit in a pane": ("4", "e"), "export": ("o", "TRAP", "enter"),
    "export a board": ("p", "o", "TRAP", "enter", "escape"), "note": ("a", "x", "enter"),
    "tag": ("t", "x", "enter"), "star": ("s",), "read": ("r",), "undo": ("u", "U"), "since": ("D",),
    "copy": ("y", "y"), "copy the brief": ("y", "b"), "copy a quote": ("4", "y", "q"),
    "copy addresses": ("5", "y", "u"), "copy what is typed": ("/", "x", "ctrl+a", "ctrl+c", "ctrl+x", "escape"),
    "shell of vi and less": ("!", "sh", "enter"), "pipe of less": ("|", "sh", "enter"),
    "command of vi": (":", "!sh", "enter", "escape"), "open of vi": (":", "e /etc/passwd", "enter", "escape"),
    "command by name": (":", "edit", "enter", "escape"), "export by name": (":", "export", "enter", "escape"),
    "suspend by name": (":", "suspend", "enter", "escape"), "picture by name": ("ctrl+p", "screenshot", "enter", "escape"),
    "editor of less": ("v",), "address of a source": ("5", "enter", "escape"),
    "hint on an address": ("5", ";", "a", "escape"), "action in a search": ("/", "[@click=app.screenshot]x", "enter", "escape"),
    "query of a file": ("f", "saved:../../etc/passwd", "enter", "escape", "F"),
    "pasted": ("\x1b[200~!sh\r:!sh\r\x1b[201~",), "pasted suspend": ("\x1b[200~\x1a\x03\x1c\x1b[201~",),
    "mouse": ("M", "\x1b[<0;40;12M\x1b[<0;40;12m", "\x1b[<2;40;12M\x1b[<2;40;12m", "M"),
    "dragged": ("M", "\x1b[<0;2;3M\x1b[<32;60;12M\x1b[<0;60;12m", "ctrl+c", "M"),
    "devtools": ("f12", "ctrl+\\", "f1"), "kitty's keys": ("\x1b[122;5u\x1b[99;5u",),
    "answers": ("\x1b[1;1R\x1b[?62c\x1b]52;c;QQ==\x07\x1bP1+r544e=78\x1b\\",),
    "home": ("~", "enter"), "emacs": ("alt+x", "shell", "enter", "escape"),
}  # fmt: skip
"""What is pressed, by what it would do elsewhere; TRAP stands for a file."""


_BEHIND = 120.0
"""Seconds by which a reader may be behind so many keys on a busy machine; it obeys them all."""


def test_no_key_leads_out(server: Server, start: Start, trap: Path) -> None:
    terminal = start(command=server.client("-tt"), rows=40, columns=120)
    terminal.wait_for(*ROUNDS)
    for name, attempt in KEYS.items():
        for key in attempt:
            terminal.press(key.replace("TRAP", str(trap)))
            terminal.settle(0.02)
        assert terminal.process.poll() is None, name
        terminal.send(TYPED)
        terminal.settle(0.05)
        held(server, terminal, trap)
        for keys in (("escape",), ("escape",), ("escape", "0")):
            terminal.press(*keys)
            terminal.settle(0.02)
    terminal.press("Q")
    assert terminal.end(_BEHIND) == 0, terminal.text
    assert not terminal.left_on


# Commands and what a client may ask for ----------------------------------------------------------

COMMANDS = (
    "sh", "bash -i", "touch TRAP", "scp -f /etc/passwd", "scp -t /tmp", "rsync --server . /",
    "git-upload-pack /", "list; touch TRAP", "help --restricted", "$(touch TRAP)", "`touch TRAP`",
    "python3 -c 'open(\"TRAP\", \"w\")'",
)  # fmt: skip
"""What is asked for in place of the reader."""


@pytest.mark.parametrize("terminal", [True, False], ids=["with a terminal", "without"])
def test_no_command_is_run_instead(
    server: Server, start: Start, trap: Path, terminal: bool
) -> None:
    for command in COMMANDS[:: share(3 if terminal else 1, 1)]:
        word = command.replace("TRAP", str(trap))
        session = start(*server.client("-tt" if terminal else "-T"), word, command=())
        session.wait_for(*ROUNDS)
        if terminal:
            session.press("Q")
        assert session.end() == 0
        held(server, session, trap)


def test_no_file_is_transferred(server: Server, trap: Path) -> None:
    done = subprocess.run(
        [*server.client("-s"), "sftp"], input=b"\0\0\0\5\1\0\0\0\3", capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert b"third round" in done.stdout
    assert not trap.exists()


FORWARDS = (
    ("-W", "127.0.0.1:{port}"), ("-N", "-R", "127.0.0.1:0:127.0.0.1:{port}"),
    ("-N", "-R", "{folder}/socket:127.0.0.1:{port}"), ("-w", "0:0"),
)  # fmt: skip


@pytest.mark.parametrize("words", FORWARDS, ids=lambda words: words[-2])
def test_nothing_is_forwarded(server: Server, words: tuple[str, ...]) -> None:
    told = [word.format(port=server.port, folder=server.folder) for word in words]
    done = subprocess.run(
        server.client("-o", "ExitOnForwardFailure=yes", *told), stdin=subprocess.DEVNULL,
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert b"SSH-2.0" not in done.stdout
    assert done.returncode == 255
    assert not (server.folder / "socket").exists()


# The environment ---------------------------------------------------------------------------------

TERMS = (
    "$(touch TRAP)", "`touch TRAP`", '"; touch TRAP; "', "'; touch TRAP; '", "x\ntouch TRAP",
    "dumb", "", "../../../../etc/passwd", "xterm; touch TRAP", "-S touch", "xterm LD_PRELOAD=x",
)  # fmt: skip
"""Kinds of terminals that a client may claim to have."""


def test_no_kind_of_terminal_runs_anything(server: Server, start: Start, trap: Path) -> None:
    for term in TERMS:
        session = start(
            command=server.client("-tt"), environ={"TERM": term.replace("TRAP", str(trap))}
        )
        session.wait_for(*ROUNDS)
        session.settle(0.1)
        if session.left_on:
            session.press("Q")
        assert session.end() == 0
        held(server, session, trap)


def test_no_variable_leads_out(server: Server, start: Start, trap: Path, tmp_path: Path) -> None:
    (tmp_path / "usercustomize.py").write_text(f"open({str(trap)!r}, 'w')\n")
    (tmp_path / "sitecustomize.py").write_text(f"open({str(trap)!r}, 'w')\n")
    (tmp_path / "config.toml").write_text('[keys]\nsuspend = "x"\nedit = "e"\n')
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.yaml").write_text("title: Own\ndate: 2025-01-01\nsummary: x\n")
    does = f"touch {trap}"
    environ = {
        **dict.fromkeys(("EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL", "LESSOPEN"), does),
        **dict.fromkeys(("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE"), str(tmp_path)),
        "PYTHONSTARTUP": str(tmp_path / "usercustomize.py"), "PYTHONINSPECT": "1",
        "PYTHONBREAKPOINT": "os.system", "PYTHONWARNINGS": "error", "PYTHONPYCACHEPREFIX": str(trap),
        "ENV": str(tmp_path / "config.toml"), "BASH_ENV": str(tmp_path / "config.toml"),
        "TERMINFO": str(tmp_path), "TEXTUAL_DRIVER": "nowhere:None", "TEXTUAL_LOG": str(trap),
        "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL": "devtools", "TEXTUAL_PRESS": "ctrl+q", "BRIEFING_STORE": str(tmp_path / "own"),
        "BRIEFING_CONFIG": str(tmp_path / "config.toml"), "BRIEFING_STATE": str(trap),
        "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(trap), "XDG_CACHE_HOME": str(trap),
        "TMUX": f"{trap},1,1", "SSH_ORIGINAL_COMMAND": does,
    }  # fmt: skip
    sent = "SendEnv=" + " ".join(environ)
    session = start(command=server.client("-tt", "-o", sent), environ=environ)
    session.wait_for(*ROUNDS)
    session.press("e", "s", "ctrl+z", "x")
    session.settle(0.3)
    held(server, session, trap)
    session.press("escape", "0", "Q")
    assert session.end() == 0
    held(server, session, trap)
    assert "Own" not in session.text


def test_there_are_many_attempts() -> None:
    assert len(KEYS) + len(COMMANDS) + len(FORWARDS) + len(TERMS) >= 60
