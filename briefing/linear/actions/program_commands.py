"""Help, the list of commands, saved searches, another store, and the end."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing.commands import Command, Lacking, live, useful
from briefing.errors import BriefingError
from briefing.linear.console import LinearChoice, matching
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.spoken_help import CLOSING_HELP, help_lines
from briefing.linear.typed_line import Typed, typed_command
from briefing.query.assist.help import syntax_help
from briefing.user.settings.saved_search import NAME, read_settings, save_search


class ProgramCommands:
    """Lists what can be done, and does what is chosen."""

    def __init__(
        self,
        context: LinearContext,
        do: Callable[[Typed], object],
        search: Callable[[str], object],
        present: Callable[[], Sequence[tuple[str, str]]],
        lacking: Callable[[], Sequence[Lacking]],
    ) -> None:
        """Do commands by `do`, and search by `search`.

        `present` returns what can be saved, `lacking` what commands would miss.
        """
        self._context, self._do, self._search, self._present = context, do, search, present
        self._lacking = lacking

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        return {
            "help": self.help,
            "commands": self.commands,
            "store": self.store,
            **dict.fromkeys(("quit", "end"), lambda typed: self.end()),
        }

    def end(self) -> None:
        """Let the mode end."""
        self._context.is_over = True

    def help(self, typed: Typed) -> None:
        """Read the commands that are live here, those with some words if any are typed."""
        words = typed.argument.casefold().split()
        lines = list(help_lines(self._living()))
        if words:
            lines += (f"Query {example}: {meaning}" for example, meaning in syntax_help())
            lines = [line for line in lines if all(word in line.casefold() for word in words)]
        said = lines or [f"No help has the words {typed.argument}."]
        self._context.say(*said, *CLOSING_HELP)

    def _living(self) -> list[Command]:
        options, place = self._context.options, self._context.place
        return useful(live(options.commands, place.where), self._lacking())

    def commands(self, typed: Typed) -> None:
        """Have a command, a saved search or a brief chosen by its words, and do it."""
        word, _, rest = typed.argument.partition(" ")
        if word == "save":
            self._save(rest.strip())
            return
        where, table = self._context.place.where, self._context.options.commands
        command = typed_command(typed.argument, table, where) if typed.argument else None
        if command is not None:
            self._do(command)
            return
        choices = list(self._choices())
        if typed.argument and not matching(choices, typed.argument):
            self._context.say(f"There is no command {typed.argument}.")
            return
        chosen = self._context.console.choose("Commands", choices, typed.argument)
        if chosen is not None:
            self._take(chosen)

    def _choices(self) -> Iterator[LinearChoice]:
        for command in self._living():
            yield LinearChoice(f"command:{command.id}", f"{command.title}: {command.help}")
        for name, query in self._context.library.saved.items():
            yield LinearChoice(f"query:saved:{name}", f"search saved:{name}: {query}")

    def _take(self, choice: str) -> None:
        kind, _, rest = choice.partition(":")
        if kind == "query":
            self._search(rest)
            return
        command = next(each for each in self._context.options.commands if each.id == rest)
        self._do(Typed(command))

    # --- saved searches --------------------------------------------------------------------------

    def _save(self, name: str) -> None:
        """Save the filter or the search that there is under a name in the settings."""
        path, present = self._context.options.settings, self._present()
        name = name or (self._context.console.ask("Save as") or "").strip()
        if not present or not name:
            self._context.say("There is nothing to save; search with / or filter with f first.")
        elif self._context.options.restricted or path is None:
            self._context.say("Searches are not saved in this mode.")
        elif not NAME.fullmatch(name):
            self._context.say(f"{name} cannot be a name: one word of letters, digits, - and _.")
        else:
            self._write(path, name, present[0][1])

    def _write(self, path: Path, name: str, text: str) -> None:
        library = self._context.library
        library.require_savable(name, text)
        settings = read_settings(path)
        before = settings.saved.get(name, text)
        if before != text:
            question = f"saved:{name} is {before}; replace it, yes or no"
            if (self._context.console.ask(question) or "").strip().casefold() not in ("y", "yes"):
                self._context.say("Kept.")
                return
        save_search(settings, name, text)
        library.saved[name] = text
        self._context.say(f"Saved as saved:{name}: {text}")

    # --- another store ---------------------------------------------------------------------------

    def store(self, typed: Typed) -> None:
        """Have one of the stores in the settings chosen, and open it in place of this one."""
        stores, switch = self._context.options.stores, self._context.options.switch
        if not stores or switch is None:
            self._context.say("There is no other store; name some under [stores] in the settings.")
            return
        choices = [LinearChoice(name, f"{name}, {path}") for name, path in stores.items()]
        chosen = self._context.console.choose("Stores", choices, typed.argument)
        if chosen is None:
            return
        if not Path(stores[chosen]).expanduser().is_dir():
            raise BriefingError(f"the store {chosen} is not a folder: {stores[chosen]}")
        switch(chosen)
        self.end()
