"""Running the command that proposes a brief: no shell, limits of time and output, no orphans."""

import os
import selectors
import shlex
import signal
import subprocess
from threading import Thread
from time import monotonic
from typing import IO

from briefing.errors import BriefingError, UsageError
from briefing.text.clean import clean

SECONDS = 600.0
"""The longest that a command may take."""
MAX_ANSWER = 4 * 1024 * 1024
"""Bytes of the longest answer."""
_CHUNK = 65_536


def answer_of(command: str, request: str) -> bytes:
    """Return what a command writes to standard output; `request` is on its standard input.

    It runs in a session of its own, which is ended with all that it started, whatever happens. Its
    standard error is that of the program.

    Raises:
        UsageError: the line names no command, or one that cannot be started.
        BriefingError: it failed, took too long or wrote too much.
    """
    words = _words(command)
    name = clean(words[0], line=True)
    process = _started(words, name, request)
    try:
        data = _read(process, name)
        status = process.wait(timeout=max(1.0, SECONDS))
    except subprocess.TimeoutExpired:
        raise BriefingError(f"{name} closed its output and did not end; it was ended") from None
    finally:
        _end(process)
    if status:
        how = f"was ended by signal {-status}" if status < 0 else f"exited with status {status}"
        raise BriefingError(f"{name} {how}; its answer was not taken")
    return data


def _started(words: list[str], name: str, request: str) -> "subprocess.Popen[bytes]":
    """Return a command that has been started and is being given the request."""
    try:
        process = subprocess.Popen(
            words, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be started"
        raise UsageError(f"--assist {name}: {reason.lower()}") from None
    # A thread, as neither end may wait for the other; it ends with the pipe.
    Thread(target=_feed, args=(process.stdin, request.encode()), daemon=True).start()
    return process


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError:
        raise UsageError("--assist: a quotation mark is not closed") from None
    if not words:
        raise UsageError("--assist names no command")
    return words


def _feed(pipe: IO[bytes], data: bytes) -> None:
    left = memoryview(data)
    try:
        with pipe:
            while left:
                left = left[pipe.write(left) :]
    except OSError:
        pass  # it does not read all of its input, as it may


def _read(process: "subprocess.Popen[bytes]", name: str) -> bytes:
    """Return all that a command writes until it closes its output."""
    deadline = monotonic() + SECONDS
    pipe = process.stdout
    assert pipe is not None
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while True:
            if not waiting.select(max(0.0, deadline - monotonic())):
                raise BriefingError(f"{name} took too long and was ended; nothing was written")
            part = os.read(pipe.fileno(), _CHUNK)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > MAX_ANSWER:
                raise BriefingError(f"{name} wrote more than {MAX_ANSWER:,} bytes and was ended")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a command and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass  # all of them have ended
    process.wait()
    if process.stdout is not None:
        process.stdout.close()  # the other pipe is its thread's, which may still be writing
