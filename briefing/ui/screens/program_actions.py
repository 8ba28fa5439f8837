"""What every screen with commands can do: list them, end the reader, serve the terminal."""

from collections.abc import Callable
from pathlib import Path

from briefing.library import Library
from briefing.terminal.session import lifecycle
from briefing.text.clean import clean
from briefing.ui.input.actions import Actions
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.screens.choices import choices_of, query_choices, saved_choices
from briefing.ui.screens.chooser import Choice, Chooser
from briefing.ui.screens.saving import SearchSaving


def _resolved(folder: str) -> Path:
    return Path(folder).expanduser().resolve()


class ProgramActions:
    """Lists the commands and executes the chosen one; ends, suspends and redraws the reader."""

    def __init__(
        self,
        screen: CommandScreen,
        library: Library | None = None,
        saving: SearchSaving | None = None,
        **chosen: Callable[[str], object],
    ) -> None:
        """Serve `screen`, and offer the briefs and saved searches of `library` beside commands.

        `saving` offers to save another search. `chosen` takes what else can be chosen, by its kind:
        a `query`, a `brief`.
        """
        self._screen = screen
        self._library = library
        self._saving = saving
        self._chosen = {"command": self._do, **chosen}
        if saving is not None:
            self._chosen["save"] = saving.save
        self.actions: Actions = {
            "commands": lambda: self._choose("Commands", only_live=False),
            "help": lambda: self._choose("Help", only_live=True),
            "quit": self.end,
            "end": self.end,
            "leave": lambda: self._screen.do("back"),
            "store": self.choose_store,
            "mouse": self.switch_mouse,
            "redraw": lambda: self._screen.ordered_app.redraw(),
            "suspend": self.suspend,
        }
        """Actions of its commands."""

    def _choose(self, title: str, *, only_live: bool) -> None:
        commands = self._screen.keys.commands
        living = self._screen.live_commands()
        choices = choices_of(living if only_live else commands)
        if only_live and any(command.id == "filter" for command in living):
            choices += query_choices()
        library = None if only_live else self._library
        if library is not None:
            choices += saved_choices(library.saved)
        if only_live or self._saving is None:
            chooser = Chooser(title, choices, library)
        else:
            choices += self._saving.choices()
            chooser = Chooser(title, choices, library, self._saving.choices)
        self._screen.open_screen(chooser, self.take_choice)

    def take_choice(self, choice: str | None) -> None:
        """Do what was chosen: `command:zoom`, or what else the screen offers."""
        kind, _, rest = (choice or "").partition(":")
        if kind in self._chosen:
            self._chosen[kind](rest)

    def _do(self, name: str) -> None:
        command = next(each for each in self._screen.keys.commands if each.id == name)
        if command.live_in(self._screen.place):
            self._screen.do(name)
        else:
            self._screen.note = f"{command.title} is not available here"

    def end(self) -> None:
        """Quit the reader."""
        self._screen.app.exit(0)

    def choose_store(self) -> None:
        """Have one of the stores in the settings chosen, and open it in place of this one."""
        stores = self._screen.options.stores
        if not stores or self._screen.options.switch is None:
            self._screen.note = "no other store; name some under [stores] in the settings"
            return
        folder, mark = self._screen.library.folder, f" {self._screen.signs.dot} open now"

        def choices() -> list[Choice]:
            # A folder may lie on a file system that does not answer.
            here = folder.resolve()
            marks = {name: mark * (_resolved(path) == here) for name, path in stores.items()}
            return [
                Choice(name, "", name, f"{clean(path, line=True)}{marks[name]}")
                for name, path in stores.items()
            ]

        self._screen.await_result(choices, self._offer_stores)

    def _offer_stores(self, choices: list[Choice]) -> None:
        self._screen.open_screen(Chooser("Which store?", choices), self._look_at_store)

    def _look_at_store(self, name: str | None) -> None:
        if name is not None:
            folder = self._screen.options.stores[name]
            self._screen.await_result(
                lambda: _resolved(folder).is_dir(), lambda is_there: self._switch(name, is_there)
            )

    def _switch(self, name: str, is_there: bool) -> None:
        options = self._screen.options
        if not is_there:
            folder = clean(options.stores[name], line=True)
            self._screen.note = f'the store "{name}" is not a folder: {folder}'
        elif options.switch is not None:
            options.switch(name)
            self.end()

    def switch_mouse(self) -> None:
        """Handle mouse events, or leave them to the terminal."""
        taken = self._screen.ordered_app.switch_mouse()
        self._screen.note = "mouse on" if taken else "mouse off: left to the terminal"

    def suspend(self) -> None:
        """Suspend the reader until the shell resumes it."""
        if not lifecycle.suspend(self._screen.app):
            self._screen.note = "no shell to return to"
