"""The linear mode: one command after another, until it ends."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import NoReturn

from briefing.commands import COMMANDS
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.linear.actions.board_steps import BoardSteps
from briefing.linear.actions.brief_steps import BriefSteps
from briefing.linear.actions.hand_on import HandOn
from briefing.linear.actions.mark_steps import MarkSteps
from briefing.linear.actions.program_steps import ProgramSteps
from briefing.linear.actions.search_steps import SearchSteps
from briefing.linear.actions.suggestion_steps import SuggestionSteps
from briefing.linear.console import Answers, Console
from briefing.linear.desk import Action, Desk, LinearOptions, Reading
from briefing.linear.facts.part import capital
from briefing.linear.list_place import ListPlace
from briefing.linear.spoken_help import in_lines
from briefing.linear.typed_line import Typed, typed_command
from briefing.text.numbers import quantity
from briefing.view.signs import UNICODE, Signs

_MARKING = frozenset(("mark.read", "mark.all", "star", "tag", "note"))
"""Commands after which `u` takes a mark back, and not an edit of a file."""
_MANY = 200
"""Briefs from which reading the files is reported."""
_HELP = {
    "list": "Help: a number opens a brief; / searches, p process, q quits, ? commands.",
    "pane": "Help: 1 to 5 read panes, j the next record, Enter follows; q back, ? commands.",
    "board": "Help: a number reads a row, l and h its cells; Enter opens, q back, ? commands.",
}
"""The line of help on coming to a place for the first time."""


class LinearReader:
    """Reads commands, and does them."""

    def __init__(
        self,
        library: Library,
        options: LinearOptions,
        console: Console,
        *,
        signs: Signs = UNICODE,
        now: Callable[[], float] = monotonic,
    ) -> None:
        """Read `library`; `now` returns a time in seconds."""
        table = options.commands or COMMANDS
        options = options._replace(commands=in_lines(table))
        self.desk = Desk(library, options, console, self._list, signs)
        self._now, self._looked = now, now()
        self._helped: set[str] = set()
        self._noticed = ""
        briefs = self.briefs
        self._steps = BriefSteps(self.desk, briefs)
        self._search = SearchSteps(self.desk, briefs, self._steps)
        self._marks = MarkSteps(self.desk, briefs, now)
        self._boards = BoardSteps(self.desk)
        self._hand_on = HandOn(self.desk, self._has_edited)
        self._suggestions = SuggestionSteps(self.desk, briefs, self._steps, self._has_edited)
        self._program = ProgramSteps(
            self.desk, self.do, self._search.search_for, self._search.present
        )

    def _list(self, desk: Desk) -> Reading:
        self.briefs = ListPlace(desk, lambda row, _key: self._steps.place_of(row))
        return self.briefs

    briefs: ListPlace
    """The list."""

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does here: what the place has to say comes first."""
        shared: dict[str, Action] = {}
        for part in (
            self._steps, self._search, self._marks, self._boards, self._hand_on,
            self._suggestions, self._program,
        ):  # fmt: skip
            shared |= part.actions
        undo, redo = shared["undo"], shared["redo"]
        shared["undo"] = lambda typed: self._suggestions.step("undone") or undo(typed)
        shared["redo"] = lambda typed: self._suggestions.step("redone") or redo(typed)
        return {**shared, **self.desk.place.actions}

    # --- the loop --------------------------------------------------------------------------------

    def run(self) -> None:
        """Read from the first line to the last."""
        desk = self.desk
        why = f"Linear mode is on because {desk.options.reason}."
        desk.say(f"{why} q or Ctrl+D ends it, ? lists commands.")
        for warning in desk.options.warnings:
            desk.say(f"Warning: {warning}")
        self._refresh(report=False)
        self._begin()
        while not desk.is_over:
            try:
                self._help_once()
                self._marks.count_as_read()
                line = desk.console.command(f"{desk.place.prompt()}> ")
                self._marks.count_as_read()
                self._look_again()
                self.take(line)
            except KeyboardInterrupt:
                desk.say("Stopped; q or Ctrl+D ends the mode.")
            except EOFError:
                desk.is_over = True
            except BriefingError as error:
                desk.say(f"Error: {error}")

    def _begin(self) -> None:
        name, _, record = self.desk.options.open.partition("#")
        number = self.desk.library.catalogue.number_named(name) if name else None
        if name and number is None:
            self.desk.say(f"Error: there is no brief {name}.")
        row = self.desk.library.row(number) if number is not None else None
        if row is None:
            self.briefs.begin()
            return
        self.briefs.cursor = self.briefs.index_of(number)
        place = self._steps.place_of(row)
        self.desk.enter(place)
        if record and not place.land(record):
            self.desk.say(f"Error: there is no record {record}.")

    def _help_once(self) -> None:
        where = self.desk.place.where
        if where not in self._helped:
            self._helped.add(where)
            self.desk.say(_HELP[where])

    def take(self, line: str) -> None:
        """Do what was typed: a command, or the number or name of what to go to."""
        desk, text = self.desk, line.strip()
        # In a brief, digits are panes; 0 is the list anywhere.
        is_number = text.isdecimal() and desk.place.where != "pane" and bool(text.strip("0"))
        if is_number and desk.place.take(text):
            return
        typed = typed_command(line, desk.options.commands, desk.place.where)
        if typed is not None:
            self.do(typed)
        elif not desk.place.take(text) and not self._open_named(text):
            desk.say(self._unknown(text))

    def _open_named(self, text: str) -> bool:
        """Open the brief with an id, or the record `brief#q1`; return whether there is one."""
        name, _, record = text.partition("#")
        row = self.desk.library.catalogue.row_of(name)
        if row is None:
            return False
        place = self._steps.place_of(row)
        if not record:
            self.desk.enter(place)
            return True
        self.desk.leave()
        self.desk.place = place
        self.desk.say(*place.title())
        if not place.land(record):
            self.desk.say(f"There is no record {record}.")
        return True

    def _unknown(self, text: str) -> str:
        elsewhere = typed_command(text, self.desk.options.commands, "any")
        for where in ("list", "pane", "board"):
            elsewhere = elsewhere or typed_command(text, self.desk.options.commands, where)
        if elsewhere is not None:
            return f"{capital(elsewhere.command.title)} is not available here; ? lists what is."
        return f"There is no command {text}; ? lists them, / searches."

    def do(self, typed: Typed) -> None:
        """Do a command."""
        action = self.actions().get(typed.command.id)
        if action is None:
            self.desk.say(f"{capital(typed.command.title)} is not available here.")
        else:
            action(typed)
            if typed.command.id in _MARKING:
                self._suggestions.history.is_latest = False

    def _has_edited(self) -> None:
        """Read the files again after one was edited here, without a notice."""
        self._refresh(report=False)
        if self.desk.place is not self.briefs:
            self.desk.place.renew()

    # --- the files -------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Look whether files have changed, unless that was asked a moment ago."""
        every, notice = self.desk.options.refresh, self.desk.options.notice()
        if notice != self._noticed:
            self._noticed = notice
            self.desk.say(f"Notice: {notice or 'it is over.'}")
        if every and self._now() - self._looked >= every:
            self._refresh(report=True)

    def _refresh(self, *, report: bool) -> None:
        library, desk = self.desk.library, self.desk

        def progress(done: int, total: int) -> None:
            if total > _MANY and done in (0, total):
                desk.say(f"Reading files: {done:,} of {total:,}")

        changes = library.refresh(progress, lambda: False)
        if library.own.others_have_marked():
            library.own.reload()
        self._looked = self._now()
        if not report:
            self.briefs.renew()
        elif changes.added or changes.changed or changes.removed:
            before = set(self.briefs.numbers)
            self.briefs.renew()
            self.briefs.new |= set(self.briefs.numbers) - before
            said = [
                quantity(count, "brief") + f" {word}"
                for count, word in (
                    (changes.added, "new"), (changes.changed, "changed"), (changes.removed, "gone")
                )
                if count
            ]  # fmt: skip
            desk.say(f"Notice: {', '.join(said)}.")
            if desk.place is not self.briefs:
                desk.place.renew()


def run_linear(
    library: Library,
    options: LinearOptions,
    answers: Answers,
    width: Callable[[], int | None],
    encode: Callable[[str], str],
    signs: Signs,
) -> int:
    """Read `library` in lines until the end of input, and return the exit status."""
    try:
        with _signals(restricted=options.restricted):
            LinearReader(
                library, options, Console(sys.stdout, answers, width, encode), signs=signs
            ).run()
    finally:
        library.close()
    return 0


@contextmanager
def _signals(*, restricted: bool) -> Iterator[None]:
    """Let signals that end the process restore the terminal; a visitor cannot suspend it."""

    def end(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    numbers = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, end) for number in numbers}
    if restricted:
        for number in (signal.SIGTSTP, signal.SIGQUIT):
            before[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def line_width() -> int | None:
    """Return the cells of a line of the terminal; None where lines are not broken, as in a pipe."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80
