"""A small app with a list and bordered panes, to be run in a pty with either driver.

python -m tests.terminal.demo cells|textual|adopted
"""

import os
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from briefing.terminal.driver.driver import CellDriver
from briefing.terminal.screen.grid import PLAIN, Canvas
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import capabilities_of
from briefing.terminal.session.modes import Handover, enter
from briefing.terminal.session.restore import remember

WORDS = ("talks", "会谈", "cease-fire", "“quoted”", "naïve", "—", "prisoners", "соглашение", "협상")


def text(number: int) -> str:
    """Return some text that belongs to a number."""
    return "\n\n".join(
        " ".join(
            WORDS[(number * 7 + line * 3 + word * (line + 1)) % len(WORDS)] for word in range(14)
        )
        for line in range(12)
    )


class Help(ModalScreen[None]):
    """A box over the screen."""

    CSS = "Help { align: center middle; } #box { width: 40; height: 10; border: round $accent; }"
    BINDINGS = [Binding("escape,question_mark", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        yield Static(Content("j k move\n/ search\n? help"), id="box")


class Demo(App[None]):
    """A list, three panes and an input."""

    CSS = """
    /* Scrollbars that come and go with the layout never come to rest in Textual at some sizes. */
    OptionList, VerticalScroll { overflow-y: scroll; }
    OptionList { width: 34; border: solid $primary; }
    VerticalScroll { border: solid $secondary; height: 1fr; }
    VerticalScroll:focus { border: heavy $accent; }
    Input { dock: bottom; height: 1; border: none; }
    """
    BINDINGS = [
        Binding("j", "move(1)", "Down"),
        Binding("k", "move(-1)", "Up"),
        Binding("question_mark", "help", "Help"),
        Binding("slash", "search", "Search"),
        Binding("ctrl+l", "redraw", "Redraw"),
        Binding("ctrl+z", "suspend_process", "Suspend"),
        Binding("q", "quit", "Quit"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*(Content(f"{n:4d} {text(n)[:24]}") for n in range(200)), id="list")
            with VerticalScroll(id="one"):
                yield Static(id="first")
            with VerticalScroll(id="two"):
                yield Static(id="second")
        search = Input(placeholder="search", id="search", select_on_focus=False)
        search.cursor_blink = False
        yield search

    def on_mount(self) -> None:
        self.query_one("#list").focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#first", Static).update(Content(text(event.option_index)))
        self.query_one("#second", Static).update(Content(text(event.option_index + 5)))

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#second", Static).update(Content(event.value * 30))

    def on_input_submitted(self) -> None:
        self.query_one("#list").focus()

    def action_move(self, by: int) -> None:
        log = os.environ.get("DEMO_LOG")
        if log:
            with Path(log).open("a") as file:
                file.write(".")
        choices = self.query_one(OptionList)
        choices.highlighted = max(0, min(199, (choices.highlighted or 0) + by))

    def action_help(self) -> None:
        self.push_screen(Help())

    def action_search(self) -> None:
        self.query_one("#search").focus()

    def action_redraw(self) -> None:
        if isinstance(self._driver, CellDriver):
            self._driver.redraw()


def painted_before() -> type[CellDriver]:
    """Paint a screen as a program may do before it imports Textual, and return its driver."""
    before = remember(0)
    assert before is not None
    before.make_raw()
    capabilities = capabilities_of(os.environ["TERM"], plain_newline=True)
    canvas = Canvas(*os.get_terminal_size())
    canvas.put(0, 0, "painted before", [PLAIN] * 14)
    text, shown = paint(KnownScreen.unknown(0, 0), canvas.snapshot(), capabilities)
    os.write(2, (enter(capabilities) + text).encode())
    return CellDriver.adopt(Handover(shown, before))


if __name__ == "__main__":
    kind = sys.argv[1]
    driver = {"cells": lambda: CellDriver, "textual": lambda: None, "adopted": painted_before}[kind]
    Demo(driver_class=driver()).run(mouse=False)
