"""The linear mode: one command after another, until it ends."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import NoReturn

from briefing.catalogue.index.changes import Changes
from briefing.commands import COMMANDS, PLACES, Lacking
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.linear.actions.board_commands import BoardCommands
from briefing.linear.actions.bookmark_commands import BookmarkCommands
from briefing.linear.actions.brief_commands import BriefCommands
from briefing.linear.actions.mark_commands import MarkCommands
from briefing.linear.actions.program_commands import ProgramCommands
from briefing.linear.actions.search_commands import SearchCommands
from briefing.linear.actions.suggestion_commands import SuggestionCommands
from briefing.linear.actions.text_output import TextOutput
from briefing.linear.console import Answers, Console, begun
from briefing.linear.facts.part import capital
from briefing.linear.linear_context import Action, LinearContext, LinearOptions, PartByPart
from briefing.linear.list_place import ListPlace
from briefing.linear.spoken_help import NOT_HERE, in_lines
from briefing.linear.typed_line import Typed, typed_command
from briefing.text.numbers import quantity
from briefing.user.editing.edit_history import missing_steps
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
    """The loop of the linear mode: reads typed commands, and does them."""

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
        self._on_screen = tuple(command for command in table if command.id in NOT_HERE)
        options = options._replace(commands=in_lines(table))
        self.context = LinearContext(library, options, console, self._list, signs)
        self._now, self._looked = now, now()
        self._helped: set[str] = set()
        self._noticed = ""
        briefs = self.briefs
        self._brief_commands = BriefCommands(self.context, briefs)
        self._bookmarks = BookmarkCommands(self.context, self._brief_commands)
        self._search = SearchCommands(self.context, briefs, self._brief_commands)
        self._marks = MarkCommands(self.context, briefs, now)
        self._boards = BoardCommands(self.context)
        self._text_output = TextOutput(self.context, self._has_edited)
        self._suggestions = SuggestionCommands(
            self.context, briefs, self._brief_commands, self._has_edited
        )
        self._program = ProgramCommands(
            self.context, self.do, self._search.search_for, self._search.present, self._lacking
        )

    def _lacking(self) -> tuple[Lacking, ...]:
        ways: tuple[tuple[Lacking, Sequence[object]], ...] = (
            ("behind", self.context.behind), ("ahead", self.context.ahead),
        )  # fmt: skip
        steps = missing_steps(self.context.library.state, self._suggestions.history)
        return (*steps, *(name for name, places in ways if not places))

    def _list(self, context: LinearContext) -> PartByPart:
        self.briefs = ListPlace(context, lambda row: self._brief_commands.place_of(row))
        return self.briefs

    briefs: ListPlace
    """The list."""

    def actions(self) -> Mapping[str, Action]:
        """Return the action of each command here; those of the place come first."""
        shared: dict[str, Action] = {}
        for part in (
            self._brief_commands, self._bookmarks, self._search, self._marks, self._boards,
            self._text_output, self._suggestions, self._program,
        ):  # fmt: skip
            shared |= part.actions
        undo, redo = shared["undo"], shared["redo"]
        shared["undo"] = lambda typed: self._suggestions.step("undone") or undo(typed)
        shared["redo"] = lambda typed: self._suggestions.step("redone") or redo(typed)
        return {**shared, **self.context.place.actions}

    # --- the loop --------------------------------------------------------------------------------

    def run(self) -> None:
        """Read from the first line to the last."""
        context = self.context
        why = f"Linear mode is on because {context.options.reason}."
        context.say(f"{why} q or Ctrl+D ends it, ? lists commands.")
        for warning in context.options.warnings:
            context.say(f"Warning: {warning}")
        self._refresh(report=False)
        self._begin()
        while not context.is_over:
            try:
                self._help_once()
                self._say_notice()
                self._marks.count_as_read()
                line = context.console.command(f"{context.place.prompt()}> ", self.completed)
                self._marks.count_as_read()
                self._look_again()
                self.take(line)
            except KeyboardInterrupt:
                context.say("Stopped; q or Ctrl+D ends the mode.")
            except EOFError:
                context.is_over = True
            except BriefingError as error:
                context.say(f"Error: {error}")

    def _begin(self) -> None:
        name, _, record = self.context.options.open.partition("#")
        number = self.context.library.catalogue.number_named(name) if name else None
        if name and number is None:
            self.context.say(f"Error: there is no brief {name}.")
        row = self.context.library.row(number) if number is not None else None
        if row is None:
            self.briefs.begin()
            return
        self.briefs.cursor = self.briefs.index_of(number)
        place = self._brief_commands.place_of(row)
        self.context.enter(place)
        if record and not place.land(record):
            self.context.say(f"Error: there is no record {record}.")

    def _help_once(self) -> None:
        where = self.context.place.where
        if where not in self._helped:
            self._helped.add(where)
            self.context.say(_HELP[where])

    def take(self, line: str) -> None:
        """Execute a typed line: a command, or the number or name of a place to go to."""
        context, text = self.context, line.strip()
        if text == "0":
            self._brief_commands.show_list()
            return
        # In a brief, digits are panes.
        is_number = text.isdecimal() and context.place.where != "pane"
        if is_number and context.place.take(text):
            return
        typed = typed_command(line, context.options.commands, context.place.where)
        if typed is not None:
            self.do(typed)
        elif not context.place.take(text) and not self._open_named(text):
            context.say(self._unknown(text))

    def completed(self, line: str, _cursor: int) -> tuple[int, Sequence[str]]:
        """Return what a name that is typed after a command may become, and where it begins."""
        typed = typed_command(line, self.context.options.commands, self.context.place.where)
        names = self._boards.names.get(typed.command.id) if typed is not None else None
        if typed is None or names is None or not (typed.argument or line[-1:].isspace()):
            return 0, ()
        start = line.rfind(typed.argument) if typed.argument else len(line)
        return start, begun(names(), typed.argument)

    def _open_named(self, text: str) -> bool:
        """Open the brief with an id, or the record `brief#q1`; return whether there is one."""
        name, _, record = text.partition("#")
        row = self.context.library.catalogue.row_of(name)
        if row is None:
            return False
        place = self._brief_commands.place_of(row)
        if not record:
            self.context.enter(place)
            return True
        if not place.enter_at(record):
            self.context.say(f"There is no record {record}.")
        return True

    def _unknown(self, text: str) -> str:
        for table in (self.context.options.commands, self._on_screen):
            for where in PLACES:
                if (typed := typed_command(text, table, where)) is not None:
                    instead = NOT_HERE.get(typed.command.id, "? lists what is")
                    return f"{capital(typed.command.title)} is not available here; {instead}."
        return f"There is no command {text}; ? lists them, / searches."

    def do(self, typed: Typed) -> None:
        """Do a command."""
        action = self.actions().get(typed.command.id)
        if action is None:
            self.context.say(f"{capital(typed.command.title)} is not available here.")
        else:
            action(typed)
            if typed.command.id in _MARKING:
                self._suggestions.history.is_latest = False

    def _has_edited(self) -> None:
        """Read the files again after one was edited here, without a notice."""
        self._refresh(report=False)
        if self.context.place is not self.briefs:
            self.context.place.renew()

    # --- the files -------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Check the files for changes, unless that was done a moment ago."""
        self._say_notice()
        every = self.context.options.refresh
        if every and self._now() - self._looked >= every:
            self._refresh(report=True)

    def _say_notice(self) -> None:
        """Say the notice that the full screen shows in its footer, once per change."""
        notice = self.context.options.notice()
        if notice != self._noticed:
            self._noticed = notice
            self.context.say(f"Notice: {notice or 'it is over.'}")

    def _refresh(self, *, report: bool) -> None:
        library, context = self.context.library, self.context

        def progress(done: int, total: int) -> None:
            if total > _MANY and done in (0, total):
                context.say(f"Reading files: {done:,} of {total:,}")

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
            context.say(f"Notice: {_in_words(changes)}.")
            if context.place is not self.briefs:
                context.place.renew()


def _in_words(changes: Changes) -> str:
    """Return the numbers of new, changed and removed briefs: `2 briefs new, 1 brief changed`."""
    counts = ((changes.added, "new"), (changes.changed, "changed"), (changes.removed, "gone"))
    return ", ".join(f"{quantity(count, 'brief')} {word}" for count, word in counts if count)


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
