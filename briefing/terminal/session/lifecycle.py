"""The end of a session: by key, signal, crash or a lost terminal.

Whatever ends it, the terminal is restored, the exit status names the cause, and no process stays
behind. Handlers are set with `signal.signal`, because they must run while the event loop is
blocked; a backstop thread ends the process when nothing else does.
"""

import io
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from briefing.terminal.driver import textual_private
from briefing.terminal.session import preflight, restore
from briefing.text.clean import clean

if TYPE_CHECKING:
    import asyncio

    from textual.app import App

PATIENCE = 3.0
"""Seconds that the interface has to end after a signal, before the process is ended without it."""
PATIENCE_GONE = 0.8
"""The same after the terminal was closed."""
ANSWERED = 0.3
"""Seconds after which a signal should have been answered by its handler."""

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
_END, _LEAVE = b"q", b"x"
"""Messages to the backstop thread; other bytes are the numbers of signals."""
_session: "_Session | None" = None


def guard(
    make_app: "Callable[[], App[Any]]",
    *,
    mouse: bool,
    restricted: bool = False,
    on_crash: restore.CrashHook = restore.tell_crash,
) -> int:
    """Run the app that `make_app` returns and return its exit status: 128 + n after signal n.

    An exception of the app is raised again once the terminal is restored, for `on_crash` to report.
    `make_app` may import Textual. Call `preflight.preflight` first.
    """
    global _session
    session = _session = _Session(restricted)
    hook, sys.excepthook = sys.excepthook, on_crash
    try:
        with session.watching():
            status = session.run(make_app, mouse)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except RuntimeError:
        if session.status is None:
            raise
        # Where a class was being made, Python 3.11 hides SystemExit behind an error of its own.
        status = session.status
    finally:
        _session = None
        session.close()
    sys.excepthook = hook  # after a crash it stays
    return status


def settle(app: "App[Any]") -> None:
    """Take over the signals that Textual's driver has set; call it when `app` is mounted."""
    if _session is not None:
        _session.settle(app)


def suspend(app: "App[Any]") -> bool:
    """Stop the job until the shell continues it; return False where that cannot or may not be."""
    if _session is None or _session.restricted or not _can_be_continued():
        return False
    with _session.away(app):
        # The whole group, or a shell whose job is a wrapper (uv run, sudo) waits for ever.
        os.killpg(os.getpgrp(), signal.SIGSTOP)
    return True


@contextmanager
def lent(app: "App[Any]") -> Iterator[None]:
    """Lend the terminal to another program, such as an editor; its Ctrl+C is not ours."""
    with app.suspend() if _session is None else _session.away(app):
        yield


class _Session:
    def __init__(self, restricted: bool) -> None:
        self.restricted = restricted
        self.before = preflight.before or restore.remember(0)
        self.status: int | None = None
        """The exit status, once the session must end; None while it may go on."""
        self._app: App[Any] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._away = False
        self._wake, self._call = os.pipe()
        os.set_blocking(self._call, False)
        self._watch = threading.Thread(target=self._stand_by, name="backstop", daemon=True)

    def run(self, make_app: "Callable[[], App[Any]]", mouse: bool) -> int:
        app = make_app()
        # Imported here: `make_app` shows the first screen, for which Rich is slow and not needed.
        from rich.console import Console

        # Textual's own tracebacks hold local variables, and so the text of briefs, uncleaned.
        report = io.StringIO()
        app.error_console = Console(file=report, width=100, no_color=True)
        app.run(mouse=mouse)
        if self.status is not None:
            return self.status
        error = textual_private.crash_of(app)
        if error is not None:
            raise error
        sys.stderr.write(clean(report.getvalue()))
        return 1 if report.getvalue() else app.return_code or 0

    def settle(self, app: "App[Any]") -> None:
        import asyncio

        self._app, self._loop = app, asyncio.get_running_loop()
        self._take_signals()

    def _take_signals(self) -> None:
        """Take over signals from the driver, which sets them at each start and may hold a lock."""
        signal.signal(signal.SIGTSTP, signal.SIG_IGN if self.restricted else self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Handle signals and watch the terminal inside the block; restore it at the end."""
        numbers = [n for n in _ENDING if signal.getsignal(n) != signal.SIG_IGN]
        others = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
        before = {number: signal.getsignal(number) for number in (*numbers, *others)}
        for number in numbers:
            signal.signal(number, self._on_end)
        if self.restricted:
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        hook, threading.excepthook = threading.excepthook, self._on_thread_crash
        self._watch.start()
        heard = signal.set_wakeup_fd(self._call, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(heard)
            if self.before is not None and self.before.is_changed:
                self.before.restore()
            preflight.after()
            if self.status == 128 + signal.SIGHUP:
                preflight.silence()
            threading.excepthook = hook
            for number, handler in before.items():
                # None stands for a handler that Python did not set and cannot set again.
                signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def close(self) -> None:
        """End the backstop thread, unless it must end the process."""
        if self.status is None:
            os.write(self._call, _END)
            self._watch.join()
            os.close(self._wake)
            os.close(self._call)

    @contextmanager
    def away(self, app: "App[Any]") -> Iterator[None]:
        """Leave the terminal to others inside the block."""
        self._away = True
        try:
            with app.suspend():
                yield
        finally:
            self._take_signals()
            self._away = False

    def leave(self, status: int) -> bool:
        """Ask the app to end with `status`; return whether there was one to ask."""
        if self.status is not None:
            return True
        self.status = status
        os.write(self._call, _LEAVE)
        return self._app is not None and self._ask(partial(self._app.exit, return_code=status))

    def _ask(self, function: Callable[[], object]) -> bool:
        if self._loop is None:
            return False
        try:
            self._loop.call_soon_threadsafe(function)
        except RuntimeError:
            return False  # it has ended already
        return True

    def _on_end(self, number: int, frame: FrameType | None) -> None:
        if self._away and number in (signal.SIGINT, signal.SIGQUIT):
            return  # meant for the program that has the terminal
        if not self.leave(128 + number):
            raise SystemExit(128 + number)

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        app = self._app
        if self.status is None and not self._away and app is not None:
            self._ask(partial(suspend, app))

    def _on_continue(self, number: int, frame: FrameType | None) -> None:
        # The kernel sends it after a hang-up too.
        if self.status is None and not self._away:
            self._ask(self._begin_again)

    def _begin_again(self) -> None:
        """Set the terminal up again: other programs may have changed anything meanwhile."""
        if self._app is not None and self.status is None:
            with self.away(self._app):
                pass

    def _on_thread_crash(self, crash: threading.ExceptHookArgs) -> None:
        """End the session: a thread that died reads no keys or writes no screens."""
        if self.status is not None:
            return  # what a thread meets in a session that is being taken down is no crash
        if isinstance(crash.exc_value, OSError):
            self.leave(128 + signal.SIGHUP)
        elif crash.exc_value is not None and self._app is not None:
            self._ask(partial(textual_private.crash, self._app, crash.exc_value))

    def _stand_by(self) -> None:
        """Wait for the end of the session or of the terminal; end the process if need be."""
        poller = select.poll()
        poller.register(self._wake, select.POLLIN)
        poller.register(0, 0)
        gone = False
        while self.status is None:
            events = dict(poller.poll())
            if self._wake in events:
                messages = os.read(self._wake, 64)
                if _END in messages:
                    return
                self._answer(messages)
            elif events[0] & select.POLLNVAL:
                poller.unregister(0)
            else:
                gone = True
                self.leave(128 + signal.SIGHUP)
        gone = gone or self.status == 128 + signal.SIGHUP
        threading.Event().wait(PATIENCE_GONE if gone else PATIENCE)
        if self.before is not None:
            # Also after SIGHUP: it can be sent while the terminal is still there.
            self.before.restore()
        os._exit(self.status)

    def _answer(self, numbers: bytes) -> None:
        """Wake the main thread for signals that the system has given to another thread."""
        self._ask(lambda: None)
        ending = [n for n in numbers if n in _ENDING]
        if self._away:
            ending = [n for n in ending if n not in (signal.SIGINT, signal.SIGQUIT)]
        if ending:
            threading.Event().wait(ANSWERED)
            self.leave(128 + ending[0])


def _can_be_continued() -> bool:
    """Whether a shell could continue this process's group: it is not orphaned (POSIX).

    The first ancestor outside the group must belong to the same session.
    """
    group, session, pid = os.getpgrp(), os.getsid(0), os.getppid()
    try:
        while pid > 1 and os.getpgid(pid) == group:
            pid = _parent(pid)
        return pid > 1 and os.getsid(pid) == session
    except (OSError, ValueError, IndexError):
        return False


def _parent(pid: int) -> int:
    if sys.platform == "linux":
        return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[1])
    import subprocess  # a twelfth of the first screen's time, for one query on other systems

    done = subprocess.run(["ps", "-o", "ppid=", "-p", str(pid)], capture_output=True, check=False)
    return int(done.stdout)
