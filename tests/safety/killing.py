"""A process that forks others, to be killed while they index or mark; see test_kills.

It has imported all they need, so that a trial takes milliseconds. Each line of its standard input
is a trial, answered with a line: how the child ended. Under `strace`, which kills whoever makes a
call for the `LAST`th time, a child first makes it in vain so often that the wanted one is the last.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.library import Library
from briefing.user.state import State
from tests.safety.looking import look, mark

LAST = 300
"""More often than this none of the calls is made: not by a child, nor by their parent."""

_NOWHERE: int = os.open(os.devnull, os.O_WRONLY)

CALLS: dict[str, Callable[[], object]] = {
    "pwrite64": lambda: os.pwrite(_NOWHERE, b"", 0),
    "write": lambda: os.write(_NOWHERE, b""),
    "fdatasync": lambda: os.fdatasync(_NOWHERE),
    "unlink": lambda: os.unlink("/none/such"),  # noqa: PTH108
    "rename": lambda: os.rename("/none/such", "/none/other"),  # noqa: PTH104
    "utimensat": lambda: os.utime("/none/such"),
}
"""What changes a file on disk, and how it is called in vain."""


class Killer:
    """The forking process, as a test uses it."""

    def __init__(self, store: Path, *, at_calls: bool = False) -> None:
        """Start it for a store; with `at_calls` below strace."""
        command = [sys.executable, "-m", "tests.safety.killing", str(store)]
        if at_calls:
            inject = f"inject={','.join(CALLS)}:signal=KILL:when={LAST}"
            traced = ["-e", f"trace={','.join(CALLS)}", "-e", inject]
            command = ["strace", "-f", "-qq", "-o", os.devnull, *traced, *command]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def kills(self, what: str, folder: Path, **when: Any) -> bool:
        """Do one of `WORK` in a folder, and return whether it was killed before it was done.

        `call` and `at` say at which call, `seconds` after what time.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"what": what, "folder": str(folder), **when}) + "\n")
        stdin.flush()
        ended = int(stdout.readline())
        assert ended in (0, -signal.SIGKILL)
        return ended != 0

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0


def told(folder: Path) -> set[str]:
    """Return the names of the briefs that were acknowledged as marked in a folder."""
    path = folder / "told"
    return set(path.read_text().split()) if path.exists() else set()


def _tell(folder: Path, name: str) -> None:
    with (folder / "told").open("a") as out:
        out.write(f"{name}\n")


def _index(store: Path, folder: Path) -> None:
    look(store, folder)


def _index_for_ever(store: Path, folder: Path) -> None:
    library = Library(store, cache=folder)
    while True:
        library.refresh(lambda done, total: None, lambda: False)
        library.catalogue.database.begin_anew()


def _mark(store: Path, folder: Path) -> None:
    if mark(store, folder / "state.db", "during"):
        _tell(folder, "during")


def _mark_for_ever(store: Path, folder: Path) -> None:
    state = State(store, path=folder / "state.db")
    while True:
        name = f"{os.getpid()}-{time.monotonic_ns()}"
        state.set_read({name: "x"}, texts={name: os.urandom(2_000)})
        state.set_tag(name, "mine")
        if not state.warning:
            _tell(folder, name)


WORK = {
    "index": _index, "index for ever": _index_for_ever, "mark": _mark,
    "mark for ever": _mark_for_ever,
}  # fmt: skip
"""What a child does, in a store and a folder for catalogue or state."""


def _child(store: Path, trial: dict[str, Any]) -> None:
    """Do one trial, and end this process whatever comes of it."""
    status = 1
    try:
        for _ in range(LAST - trial["at"] if "call" in trial else 0):
            with suppress(OSError):
                CALLS[trial["call"]]()
        WORK[trial["what"]](store, Path(trial["folder"]))
        status = 0
    finally:
        os._exit(status)


def _serve(store: Path) -> None:
    scratch = Path(tempfile.mkdtemp())
    look(store, scratch)
    mark(store, scratch / "state.db", "x")
    shutil.rmtree(scratch)
    for line in sys.stdin:
        trial = json.loads(line)
        child = os.fork()
        if not child:
            _child(store, trial)
        if "seconds" in trial:
            time.sleep(trial["seconds"])
            os.kill(child, signal.SIGKILL)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        # By another call than those that are counted.
        os.writev(1, [f"{ended}\n".encode()])


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
