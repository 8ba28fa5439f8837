"""A screen whose keys come from the command table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input

from briefing.commands import Keys, Where, key_name, live
from briefing.lay import Line, Span
from briefing.page.footer import footer_row
from briefing.page.reading import ASCII, UNICODE
from briefing.terminal import lifecycle
from briefing.ui.chrome import Bar
from briefing.ui.options import Options
from briefing.ui.prompt import Prompt

if TYPE_CHECKING:
    from briefing.library import Library


_TYPING: Line = (
    Span("Enter", "strong"), Span(" keep  "), Span("Esc", "strong"), Span(" leave  "),
    Span("Up", "strong"), Span(" earlier"),
)  # fmt: skip
"""The footer while a line is being typed, when no other key is live."""


class Keyed(Screen[Any]):
    """Looks keys up in the table, shows the live ones at the foot, and lists them all.

    A command `scroll.top` is done by the method `action_scroll_top` of the screen.
    """

    note: var[str] = var("", init=False)
    """A message in the footer, until the next key."""
    progress: var[str] = var("", init=False)
    """How far the catalogue is; empty when it is up to date."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`."""
        super().__init__()
        self.library = library
        self.options = options
        self.signs = ASCII if options.ascii_only else UNICODE
        self._asking = False
        self.keys = Keys(options.commands())
        self.set_class(options.ascii_only, "-ascii")

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "any"

    def intercept(self, key: str) -> bool:
        """Whether the screen takes a key before the table is asked."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Look the key up in the table and do what it says, unless it is being typed."""
        if isinstance(self.focused, Input):
            return
        event.stop()
        event.prevent_default()
        if self.app.screen is not self:
            # It was typed for the screen that the key before it has just opened.
            self.app.screen.post_message(events.Key(event.key, event.character))
            return
        self.take_key(key_name(event.key, event.character))

    def take_key(self, key: str) -> None:
        """Do what a key says, by its name in the table."""
        if self.intercept(key):
            return
        command = self.keys.press(key, self.place)
        self.note = self._pending_note()
        if command is not None:
            self.do(command.action)

    def do(self, action: str) -> None:
        """Do what a command stands for, if this screen can."""
        method = getattr(self, f"action_{action}", None)
        if method is None:
            self.note = "that is not for this screen"
        else:
            method()

    def _pending_note(self) -> str:
        """Return what may follow a sequence that has begun."""
        following = self.keys.following(self.place)
        return "  ".join(f"{key} {command.title}" for key, command in following)

    def watch_note(self) -> None:
        """Show the message, or the keys again."""
        self.draw_footer()

    def watch_progress(self) -> None:
        """Show how far the catalogue is."""
        self.draw_footer()

    def draw_footer(self) -> None:
        """Show the live keys, or the message."""
        commands = live(self.keys.commands, self.place)
        if self._asking:
            self.query_one("#footer", Bar).lines = (_TYPING,)
            return
        row = footer_row(commands, self.size.width, self.note or self.progress)
        self.query_one("#footer", Bar).lines = (row,)

    # --- asking for a line ------------------------------------------------------------------------

    def ask(self, label: str, text: str = "", earlier: Sequence[str] = ()) -> None:
        """Ask for a line above the footer; its messages carry the `label`."""
        if not self._asking:
            self._asking = True
            self.mount(Prompt(label, text, earlier), before="#footer")
            self.draw_footer()

    def close_prompt(self) -> None:
        """Take the line away and give the keyboard back."""
        self._asking = False
        self.query_one(Prompt).remove()
        self.give_keyboard_back()
        self.draw_footer()

    def give_keyboard_back(self) -> None:
        """Focus what had the keyboard before."""

    # --- what every screen can do ----------------------------------------------------------------

    def _choose_command(self, title: str, *, only_live: bool) -> None:
        from briefing.ui.chooser import Chooser, choices_of

        commands = live(self.keys.commands, self.place)
        choices = choices_of(commands if only_live else self.keys.commands)
        chooser = Chooser(title, choices, None if only_live else self.library_to_choose_from)
        self.app.push_screen(chooser, self.take_choice)

    @property
    def library_to_choose_from(self) -> "Library | None":
        """The library whose briefs are offered beside the commands, where one can be opened."""
        return None

    def take_choice(self, choice: str | None) -> None:
        """Do what was chosen: a command by its id."""
        kind, _, rest = (choice or "").partition(":")
        if kind == "command":
            command = next(command for command in self.keys.commands if command.id == rest)
            if command.live_in(self.place):
                self.do(command.action)
            else:
                self.note = f"{command.title} is not for this screen"

    def action_commands(self) -> None:
        """List every command and brief."""
        self._choose_command("Commands", only_live=False)

    def action_help(self) -> None:
        """Show the keys that are live here."""
        self._choose_command("Help", only_live=True)

    def action_quit(self) -> None:
        """End the reader."""
        self.app.exit(0)

    action_end = action_quit

    def action_leave(self) -> None:
        """Go back one step."""
        self.do("back")

    def action_mouse(self) -> None:
        """Take mouse events, or leave them to the terminal."""
        taken = self.app.switch_mouse()  # type: ignore[attr-defined]
        self.note = "the mouse is taken" if taken else "the mouse is left to the terminal"

    def action_redraw(self) -> None:
        """Draw the screen anew."""
        self.app.redraw()  # type: ignore[attr-defined]

    def action_suspend(self) -> None:
        """Give the shell back until it says to go on."""
        if not lifecycle.suspend(self.app):
            self.note = "there is no shell to go back to"
