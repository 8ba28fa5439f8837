"""Commands that answer well, late, too much, wrongly or never; none outlives the program."""

import os
import shlex
import sys
from pathlib import Path
from threading import enumerate as enumerate_threads
from time import monotonic

import pytest

from briefing.drafting.assist.assistant import answer_of
from briefing.errors import BriefingError, UsageError


def python(code: str) -> str:
    """Return the command line that runs some Python."""
    return shlex.join([sys.executable, "-c", code])


def ended(pid: int) -> bool:
    """Whether a process ends within ten seconds; a signal takes a moment to arrive."""
    deadline = monotonic() + 10
    while monotonic() < deadline:
        if _is_over(pid):
            return True
        os.sched_yield()
    return False


def _is_over(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_command_gets_all_and_its_answer_comes_back() -> None:
    request = "é" * 200_000  # more than a pipe holds, both ways
    assert answer_of("cat", request).decode() == request


def test_a_command_need_not_read_what_it_is_given() -> None:
    assert answer_of("echo done", "x" * 1_000_000) == b"done\n"


def test_no_shell_reads_the_line(tmp_path: Path) -> None:
    assert answer_of(f"echo $HOME '; touch {tmp_path}/x' `id` > y", "") == (
        f"$HOME ; touch {tmp_path}/x `id` > y\n".encode()
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("", "names no command"), ("  ", "names no command"), ("'a", "is not closed"),
        ("/no/such/command", "no such file"), ("/tmp", "permission denied"), ("a\0b", "cannot be"),
    ],
)  # fmt: skip
def test_what_cannot_be_started(command: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        answer_of(command, "")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("false", "false exited with status 1; its answer was not taken"),
        (python("import os; print('{}', flush=True); os.kill(os.getpid(), 9)"), "by signal 9"),
        (python("raise SystemExit(3)"), "exited with status 3"),
    ],
)
def test_the_answer_of_a_command_that_fails_is_not_taken(command: str, message: str) -> None:
    with pytest.raises(BriefingError, match=message):
        answer_of(command, "")


def test_a_command_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.drafting.assist.assistant.MAX_ANSWER", 100_000)
    with pytest.raises(BriefingError, match="yes wrote more than 100,000 bytes and was ended"):
        answer_of("yes", "")


@pytest.mark.parametrize("code", ["sleep 600", "echo {}; sleep 600", "trap '' TERM HUP; sleep 600"])
def test_a_command_that_hangs_is_ended(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.drafting.assist.assistant.SECONDS", 0.3)
    with pytest.raises(BriefingError, match="took too long and was ended"):
        answer_of(shlex.join(["sh", "-c", code]), "")


def test_what_a_command_leaves_behind_is_ended_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    script = f"sleep 600 >/dev/null & echo $! > {pids}; echo done"
    assert answer_of(shlex.join(["sh", "-c", script]), "") == b"done\n"
    assert ended(int(pids.read_text()))
    script = f"sleep 600 & echo $! > {pids}; wait"
    monkeypatch.setattr("briefing.drafting.assist.assistant.SECONDS", 0.5)
    with pytest.raises(BriefingError, match="took too long"):
        answer_of(shlex.join(["sh", "-c", script]), "")
    assert ended(int(pids.read_text()))


def test_no_pipe_stays_open() -> None:
    def opened() -> int:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    before = opened()
    for command in ("true", "false", "echo x"):
        try:
            answer_of(command, "request")
        except BriefingError:
            pass
    for thread in enumerate_threads():
        if thread.daemon:
            thread.join(10)
    assert opened() == before
