"""A small app under the guard, for the tests of how sessions end."""

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

from briefing.paths import state_folder
from briefing.terminal.screen.terminfo import capabilities_of
from briefing.terminal.session import lifecycle, preflight, restore
from briefing.terminal.session.modes import enter


def make(driver: str) -> Any:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    from briefing.terminal.driver.driver import CellDriver

    class Small(App[None]):
        BINDINGS = [
            ("q", "quit", "Quit"),
            ("c", "crash", "Crash"),
            ("b", "block", "Block"),
            ("z", "stop", "Stop"),
            ("t", "thread", "Crash in a thread"),
            ("e", "ending", "Crash in a thread while ending"),
        ]

        def compose(self) -> ComposeResult:
            yield Static("ready", id="text")

        def on_mount(self) -> None:
            lifecycle.settle(self)

        def action_crash(self) -> None:
            secret = "local value"
            raise ValueError(f"a title with \x1b]52;c;aGk=\x07 in it, {len(secret)}")

        def action_thread(self) -> None:
            Thread(target=self.action_crash).start()

        def action_ending(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            self.action_thread()

        def action_block(self) -> None:
            self.query_one("#text", Static).update("blocked")
            self.call_after_refresh(self.set_timer, 0.1, lambda: time.sleep(60))

        def action_stop(self) -> None:
            told = "stopped and continued" if lifecycle.suspend(self) else "cannot be stopped"
            self.query_one("#text", Static).update(told)

        def on_key(self, event: Any) -> None:
            if event.character == "x":
                self.query_one("#text", Static).update("key x")

    return Small(driver_class=CellDriver if driver == "cells" else None)


class Ending:
    """What is told its name while a class is made, and ends the process then."""

    def __set_name__(self, owner: type, name: str) -> None:
        os.kill(os.getpid(), signal.SIGTERM)


def end_while_a_class_is_made() -> Any:
    """Be sent a signal as if it came while Textual is imported, which makes many classes."""
    type("Late", (), {"ending": Ending()})


def crash_before_there_is_an_app() -> Any:
    """Make the terminal ready and show something, as the first screen does, and raise."""
    before = restore.remember(0)
    assert before is not None
    before.make_raw()
    os.write(2, enter(capabilities_of(os.environ["TERM"])).encode() + b"shown")
    raise ZeroDivisionError


if __name__ == "__main__":
    restricted = "restricted" in sys.argv
    if reason := preflight.preflight(restricted=restricted):
        sys.exit(f"no reader: {reason}")
    driver = "cells" if "cells" in sys.argv else "textual"
    begin: Callable[[], Any] = lambda: make(driver)  # noqa: E731
    if "ending" in sys.argv:
        begin = end_while_a_class_is_made
    elif "crashing" in sys.argv:
        begin = crash_before_there_is_an_app
    on_crash = partial(restore.tell_crash_briefly, state_folder())
    sys.exit(
        lifecycle.guard(
            begin,
            mouse=True,
            restricted=restricted,
            on_crash=on_crash if restricted else restore.tell_crash,
        )
    )
