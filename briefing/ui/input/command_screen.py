"""A screen whose keys come from the command table."""

from collections.abc import Callable, Collection, Sequence

from textual import events
from textual.reactive import var

from briefing.commands import Command, Keys, Lacking, Where, key_name, live, useful
from briefing.library import Library
from briefing.text.clean import clean
from briefing.ui.input.actions import Actions
from briefing.ui.input.asking import Asking
from briefing.ui.input.ordered_keys import OrderedInputScreen, Typed
from briefing.ui.options import Options
from briefing.ui.widgets.bar import Bar
from briefing.view.footer import footer_row
from briefing.view.signs import ASCII, UNICODE


class CommandScreen(OrderedInputScreen[object]):
    """Looks keys up in the table, shows the live ones at the foot, and executes their commands.

    A subclass joins the `actions` of its parts.
    """

    note: var[str] = var("", init=False)
    """A message in the footer, until the next key."""
    progress: var[str] = var("", init=False)
    """How far the catalogue is; empty when it is up to date."""

    def __init__(self, library: Library, options: Options) -> None:
        """Read `library`."""
        super().__init__()
        self.library = library
        self.options = options
        self.signs = ASCII if options.ascii_only else UNICODE
        self.keys = Keys(options.commands(), counts=options.counts)
        self.actions: Actions = {}
        """What commands do, by their ids; others are not for this screen."""
        self.asking = Asking(self, self.drain_keys, self.give_keyboard_back, self.draw_footer)
        """The line that is typed above the footer."""
        self.next_key: Callable[[str], object] | None = None
        """Receives the next key in place of its command; Esc cancels."""
        self.lacking: Callable[[], Collection[Lacking]] = tuple
        """Returns what commands would miss here."""

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "any"

    # --- keys ------------------------------------------------------------------------------------

    def takes_key(self, event: Typed) -> bool:
        """Whether the next key can be handed over: not while a line opens."""
        return super().takes_key(event) and self.asking.takes_keys

    @property
    def takes_text(self) -> bool:
        """Whether a line is being typed."""
        return self.asking.is_asking

    def press(self, event: Typed) -> None:
        """Execute the key's command, unless a line is being typed."""
        if self.asking.is_asking:
            self.asking.press(event)
        elif isinstance(event, events.Key):
            self.take_key(key_name(event.key, event.character))

    def take_key(self, key: str) -> None:
        """Execute the command of a key, by the key's name in the table."""
        if self.next_key is not None:
            take, self.next_key, self.note = self.next_key, None, ""
            if key != "Esc":
                take(key)
            return
        self.keys.has_suggestions = self.library.has_unconfirmed
        pressed = (*self.keys.pending, key)
        command = self.keys.press(key, self.place)
        note = "  ".join(f"{key} {c.title}" for key, c in self.keys.following(self.place))
        note = note or self.keys.digits
        # Set once: the footer is drawn for each note, and a broken terminal sends many such keys.
        self.note = note if note or command is not None else _why_nothing(self.keys, pressed)
        if command is not None:
            self.do(command.id)

    def do(self, name: str) -> None:
        """Execute a command by its id, if this screen has an action for it."""
        action = self.actions.get(name)
        if action is None:
            self.note = "not available here"
        else:
            action()

    def live_commands(self) -> Sequence[Command]:
        """Return the commands that are live now, have a key, and something to act on."""
        lacking: list[Lacking] = [*self.lacking()]
        lacking += [] if self.options.stores and self.options.switch is not None else ["stores"]
        return useful(live(self.keys.commands, self.place), lacking)

    # --- the footer ------------------------------------------------------------------------------

    def report_trouble(self, trouble: str) -> None:
        """Report in the footer why a request failed."""
        self.note = trouble

    def draw_footer(self) -> None:
        """Show the live keys, or in their place a message or the keys of the prompt."""
        rows = self.asking.rows
        if not rows:
            commands, note = self.live_commands(), self.note or self.progress
            width, ascii_only = self.app.size.width, self.options.ascii_only
            notice = self.options.notice()
            row = footer_row(commands, width, note, ascii_only=ascii_only, notice=notice)
            rows = (row,)
        for footer in self.query("#footer").results(Bar):  # none while the screen is taken down
            footer.lines = rows
            footer.styles.height = len(rows)

    watch_note = watch_progress = draw_footer

    def give_keyboard_back(self) -> None:
        """Focus what had the keyboard before."""


def _why_nothing(keys: Keys, pressed: tuple[str, ...]) -> str:
    """Return why keys do nothing here; empty for Esc, which cancels an unfinished command."""
    if pressed[-1] == "Esc":
        return ""
    if pressed[-1] == "^c":
        # It ends other programs.
        return f"{_key_of(keys, 'quit')} quits the reader"
    if (command := keys.named(pressed)) is not None:
        return f"{command.title} is not available here"
    typed = clean(" ".join(pressed), line=True)
    return f"{typed} is not bound; {_key_of(keys, 'help')} lists the keys"


def _key_of(keys: Keys, name: str) -> str:
    return next((c.keys[0] for c in keys.commands if c.id == name and c.keys), name)
