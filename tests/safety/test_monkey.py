"""Whatever is pressed in restricted mode, no program is started and no file written but its own."""

import random
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start
from tests.safety import share
from tests.tools.terminal import Terminal

EVENTS = share(2_000, 100_000)

_CALLS = (
    "execve,execveat,connect,bind,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,"
    "linkat,symlink,symlinkat,mknod,mknodat,unlink,unlinkat,truncate,chmod,fchmodat"
)
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')

KEYS = (
    *"hjklGgnNJKzpxdDTPwW=fF/*;:?[]mMrstauUyeoiv!|~#$%&'()+,-.<>@^_`{}0123456789ABCEHILORSVXYZ",
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "shift+tab", "space", "backspace", "delete", "insert", "f1", "f2", "f3", "f4", "f5",
    *(f"ctrl+{letter}" for letter in "abcdefghijklmnoprstuvwxyz"), "ctrl+\\", "ctrl+]", "ctrl+_",
    "alt+x", "alt+s", "umerov", "party:ukraine", "停火", "\x1b[200~!sh\r\x1b[201~",
)  # fmt: skip
"""What is pressed: everything but the keys that end the reader."""


def _pressed(terminal: Terminal, chance: random.Random) -> None:
    """Press a key, click or drag, or give the window another size."""
    kind = chance.randrange(20)
    if kind < 16:
        terminal.press(chance.choice(KEYS))
    elif kind < 19:
        at = f"{chance.randrange(1, 120)};{chance.randrange(1, 40)}"
        button = chance.choice((0, 0, 1, 2, 4, 16, 32, 64, 65))
        terminal.send(f"\x1b[<{button};{at}M\x1b[<{button};{at}m".encode())
    else:
        terminal.resize(chance.randrange(1, 50), chance.randrange(1, 140))


def _outside(log: Path, own: tuple[str, ...]) -> list[str]:
    """Return the calls that changed a file, or tried to, other than below `own`."""
    found = []
    for line in log.read_text("utf-8", "replace").splitlines():
        call = line.partition(" ")[2].strip()
        name = call.partition("(")[0]
        reads = name in ("open", "openat") and not _WRITES.search(call)
        if reads or call.startswith("<..."):  # the end of a call whose beginning stands above
            continue
        paths = _PATH.findall(call)
        if name.startswith("exec") or not paths or not all(path.startswith(own) for path in paths):
            found.append(call)
    return found


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_whatever_is_pressed_nothing_gets_out(start: Start, tmp_path: Path) -> None:
    chance = random.Random(7)
    log = tmp_path / "calls"
    strace = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", f"trace={_CALLS}", "-e", "signal=none")
    program = (sys.executable, "-m", "briefing", "--restricted")
    terminal = start(
        str(SAMPLES), "--mouse", command=(*strace, "-o", str(log), *program),
        environ={"PYTHONDONTWRITEBYTECODE": "1"}, rows=40, columns=120,
    )  # fmt: skip
    terminal.wait_for(*ROUNDS)
    for number in range(EVENTS):
        _pressed(terminal, chance)
        if number % 10 == 0:
            # Now and then long enough for all that was pressed: what has not been answered waits.
            terminal.settle(0.005 if number % 100 else 0.3)
        assert terminal.process.poll() is None, terminal.text
    terminal.resize(40, 120)
    terminal.press("escape", "escape", "escape", "escape", "escape", "0", "Q")
    assert terminal.end() == 0, terminal.text
    assert terminal.restored
    own = (f"{tmp_path}/home/cache", "/dev/null", "/dev/tty", "/dev/pts/")
    first, *others = _outside(log, own)
    assert first.startswith("execve(")
    assert others == []
