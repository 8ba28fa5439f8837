"""Saving the present search or filter under a name in the settings: `:save NAME`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.library import Library
from briefing.text.clean import clean
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.screens.choices import SAVED
from briefing.ui.screens.chooser import Choice, Chooser
from briefing.user.settings.saved_search import NAME, SettingsText, read_settings, save_search

_COMMAND = "save"
_HOW = "save NAME"
_NAMING = "a name is one word of letters, digits, - and _"

Present = Callable[[], Sequence[tuple[str, str]]]
"""Returns what can be saved: what each is, `filter` or `search`, and its text."""


class SearchSaving:
    """Saves the current search or filter under a name."""

    def __init__(self, screen: CommandScreen, library: Library, present: Present) -> None:
        """Save for `screen` what is `present`, to be used in `library` at once."""
        self._screen = screen
        self._library = library
        self._present = present

    def choices(self, typed: str = "") -> list[Choice]:
        """Return choices to save under the name in `typed`, `save NAME`; or how to, without it."""
        command, _, name = typed.strip().partition(" ")
        if typed and (command != _COMMAND or not name):
            return []
        if self._screen.options.restricted and not typed:
            return []
        name = name.strip()
        title = f"{_COMMAND} {clean(name, line=True)}" if name else _HOW
        nothing = [("", "")] if name else []
        return [
            Choice(
                f"{_COMMAND}:{index} {name}", "", title, f"the {kind} {text}" if text else "", SAVED
            )
            for index, (kind, text) in enumerate(self._present() or nothing)
        ]

    def save(self, choice: str) -> None:
        """Save what was chosen: its index, and the name, which is asked for if there is none."""
        index, _, name = choice.partition(" ")
        present = self._present()
        if self._screen.options.restricted:
            self._screen.note = "searches are not saved in this mode"
        elif not present:
            self._screen.note = "nothing to save; search with / or filter with f first"
        elif name:
            self._save(name, present[int(index)][1])
        else:
            text = present[int(index)][1]
            self._screen.asking.ask_line(
                "save as: ", lambda line: self._save(line, text), verb="save"
            )

    def _save(self, name: str, text: str) -> None:
        screen, path, name = self._screen, self._screen.options.settings, name.strip()
        if not NAME.fullmatch(name):
            shown = clean(name, line=True)
            screen.note = f'"{shown}" cannot be a name; {_NAMING}' if shown else _NAMING
        elif path is None:
            screen.note = "there is no settings file to save in: no home folder"
        else:
            screen.await_result(
                lambda: self._checked(path, name, text), lambda read: self._ask(read, name, text)
            )

    def _checked(self, path: Path, name: str, text: str) -> SettingsText:
        self._library.require_savable(name, text)
        return read_settings(path)

    def _ask(self, settings: SettingsText, name: str, text: str) -> None:
        """Have it confirmed that another search of the name is replaced; else save at once."""
        before = settings.saved.get(name, text)
        if before == text:
            self._write(settings, name, text)
            return
        choices = [
            Choice("replace", "", "replace it", clean(f"by {text}", line=True)),
            Choice("keep", "", "keep it", clean(str(before), line=True)),
        ]
        chooser = Chooser(f"saved:{name} is taken", choices)
        self._screen.open_screen(
            chooser,
            lambda choice: self._write(settings, name, text) if choice == "replace" else None,
        )

    def _write(self, settings: SettingsText, name: str, text: str) -> None:
        def saved(_done: None) -> None:
            self._library.saved[name] = text
            where = clean(settings.path.name, line=True)
            self._screen.note = f"saved as saved:{name} in {where}"

        self._screen.await_result(lambda: save_search(settings, name, text), saved)
