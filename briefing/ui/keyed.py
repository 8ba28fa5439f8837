"""A screen whose keys come from the command table."""

from typing import TYPE_CHECKING, Any

from textual import events
from textual.reactive import var

from briefing.commands import Keys, Where, key_name, live
from briefing.lay import Line
from briefing.page.footer import footer_row
from briefing.page.signs import ASCII, UNICODE
from briefing.terminal import lifecycle
from briefing.text import clean
from briefing.ui.chrome import Bar
from briefing.ui.options import Options
from briefing.ui.prompt import Prompt, Question
from briefing.ui.typeahead import TakesKeys, Typed

if TYPE_CHECKING:
    from briefing.library import Library


class Keyed(TakesKeys[Any]):
    """Looks keys up in the table, shows the live ones at the foot, and lists them all.

    A command `scroll.top` is done by the method `action_scroll_top` of the screen.
    """

    note: var[str] = var("", init=False)
    """A message in the footer, until the next key."""
    complaint: var[Line] = var((), init=False)
    """What is wrong with the line being typed, in place of the footer."""
    progress: var[str] = var("", init=False)
    """How far the catalogue is; empty when it is up to date."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`."""
        super().__init__()
        self.library = library
        self.options = options
        self.signs = ASCII if options.ascii_only else UNICODE
        self._prompt: Prompt | None = None
        self.keys = Keys(options.commands())
        self.set_class(options.ascii_only, "-ascii")

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "any"

    def intercept(self, key: str) -> bool:
        """Whether the screen takes a key before the table is asked."""
        return False

    def takes_key(self, event: Typed) -> bool:
        """Whether the next key can be handed over: not while a line opens."""
        return super().takes_key(event) and (self._prompt is None or self._prompt.is_open)

    def tell_trouble(self, trouble: str) -> None:
        """Say in the footer why what was asked for could not be done."""
        self.note = trouble

    @property
    def takes_text(self) -> bool:
        """Whether a line is being typed."""
        return self._prompt is not None

    def press(self, event: Typed) -> None:
        """Look the key up in the table and do what it says, unless a line is being typed."""
        if self._prompt is not None:
            self._prompt.press(event)
        elif isinstance(event, events.Key):
            self.take_key(key_name(event.key, event.character))

    def take_key(self, key: str) -> None:
        """Do what a key says, by its name in the table."""
        if self.intercept(key):
            return
        pressed = (*self.keys.pending, key)
        command = self.keys.press(key, self.place)
        note = self._pending_note()
        # Set once: the footer is drawn for each note, and a broken terminal sends many such keys.
        self.note = note if note or command is not None else self._why_nothing(pressed)
        if command is not None:
            self.do(command.action)

    def _why_nothing(self, pressed: tuple[str, ...]) -> str:
        """Return why keys do nothing here; nothing for Esc, which drops what has begun."""
        if pressed[-1] == "Esc":
            return ""
        if pressed[-1] == "^c":
            # It ends other programs.
            return f"{self._key_of('quit')} ends the reader"
        if (command := self.keys.named(pressed)) is not None:
            return f"{command.title} is not for this screen"
        keys = clean(" ".join(pressed), line=True)
        return f"{keys} does nothing; {self._key_of('help')} lists the keys"

    def _key_of(self, name: str) -> str:
        """Return the first key of a command."""
        return next((c.keys[0] for c in self.keys.commands if c.id == name and c.keys), name)

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

    def watch_complaint(self) -> None:
        """Say what is wrong, or show the keys again."""
        self.draw_footer()

    def watch_progress(self) -> None:
        """Show how far the catalogue is."""
        self.draw_footer()

    def draw_footer(self) -> None:
        """Show the live keys, or the message."""
        if self._prompt is not None:
            self.query_one("#footer", Bar).lines = (self.complaint or self._prompt.question.keys,)
            return
        commands = live(self.keys.commands, self.place)
        note = self.note or self.progress
        row = footer_row(commands, self.size.width, note, ascii_only=self.signs.plain)
        self.query_one("#footer", Bar).lines = (row,)

    # --- asking for a line ------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Ask for a line above the footer."""
        if self._prompt is None:
            self._prompt = Prompt(question, self.go_on)
            self.mount(self._prompt, before="#footer")
            self.draw_footer()

    def close_prompt(self) -> None:
        """Take the line away and give the keyboard back."""
        if self._prompt is not None:
            self._prompt.remove()
            self._prompt = None
            self.give_keyboard_back()
            self.draw_footer()

    def give_keyboard_back(self) -> None:
        """Focus what had the keyboard before."""

    # --- what every screen can do ----------------------------------------------------------------

    def _choose_command(self, title: str, *, only_live: bool) -> None:
        from briefing.ui.chooser import Chooser, choices_of, query_choices, saved_choices

        commands = live(self.keys.commands, self.place)
        choices = choices_of(commands if only_live else self.keys.commands)
        if only_live and any(command.id == "filter" for command in commands):
            choices += query_choices()
        library = None if only_live else self.library_to_choose_from
        if library is not None:
            choices += saved_choices(library.saved)
        chooser = Chooser(title, choices, library)
        self.open_screen(chooser, self.take_choice)

    @property
    def library_to_choose_from(self) -> "Library | None":
        """The library whose briefs and saved searches are offered, where one can be opened."""
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
        """List every command, saved search and brief."""
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
        taken = self.reader.switch_mouse()
        self.note = "the mouse is taken" if taken else "the mouse is left to the terminal"

    def action_redraw(self) -> None:
        """Draw the screen anew."""
        self.reader.redraw()

    def action_suspend(self) -> None:
        """Give the shell back until it says to go on."""
        if not lifecycle.suspend(self.app):
            self.note = "there is no shell to go back to"
