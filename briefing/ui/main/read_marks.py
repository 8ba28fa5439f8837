"""Marking actions: read marks, stars, tags and notes, with undo and redo."""

from collections.abc import Callable, Sequence
from itertools import chain

from briefing.commands import Lacking
from briefing.query.assist.completion import Values, candidate
from briefing.text.clean import clean
from briefing.text.width import cut
from briefing.ui.input.actions import Actions
from briefing.ui.input.key_gate import Alarm
from briefing.ui.main.confirming.edits_made import EditsMade
from briefing.ui.main.navigation import Navigation
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.user.editing.edit_history import missing_steps
from briefing.user.mark_changes import (
    mark_all_read,
    toggle_read,
    toggle_star,
    toggle_tag,
    write_note,
)
from briefing.user.state import State, Step


class ReadMarks:
    """Saves marks at once; every step can be undone.

    Writing may have to wait for another process, so it is done in the background, in order.
    """

    def __init__(self, screen: ReadingScreen, navigation: Navigation) -> None:
        """Mark briefs of `screen`; `navigation` leads to unread ones."""
        self._screen = screen
        self._navigation = navigation
        self._library = screen.library
        self._alarm: Alarm | None = None
        self.actions: Actions = {
            "brief.unread": self.go_to_unread,
            "mark.read": self._marking(self.mark_read),
            "mark.all": self._marking(self.mark_all),
            "star": self._marking(self.star),
            "undo": self.undo,
            "redo": self.redo,
            "tag": self._marking(self.ask_tag),
            "note": self._marking(self.ask_note),
        }
        """Actions of its commands."""
        self.edits: EditsMade | None = None
        """The edits of files, which the same keys undo and redo."""

    def undo(self) -> None:
        """Undo the last mark, or the last edit of a file if that came later."""
        if self.edits is None or not self.edits.step("undone"):
            self._step("undone", "nothing to undo", State.undo)

    def redo(self) -> None:
        """Redo the step undone last."""
        if self.edits is None or not self.edits.step("redone"):
            self._step("redone", "nothing to redo", State.redo)

    def lacking(self) -> tuple[Lacking, ...]:
        """Return what commands would miss that undo and redo."""
        history = self.edits.history if self.edits is not None else None
        return missing_steps(self._library.state, history)

    def _marking(self, mark: Callable[[str, State], None]) -> Callable[[], None]:
        """Return an action that calls `mark` with the current brief's id, or reports a reason."""

        def act() -> None:
            row, state = self._screen.current_row, self._library.state
            if row is None:
                self._screen.note = "no brief to mark"
            elif state is None:
                self._screen.note = "marks are not saved in this mode"
            else:
                if self.edits is not None:
                    self.edits.history.is_latest = False
                mark(row.id, state)

        return act

    def _do(self, change: Callable[[], str]) -> None:
        """Change marks in the background; `change` returns the message about it."""

        def changed() -> str:
            message, state = change(), self._library.state
            self._library.own.reload()
            return state.warning if state is not None and state.warning else message

        self._screen.background.run(changed, self._report)

    def _report(self, message: str) -> None:
        self._screen.show_marks()
        self._screen.brief.show_again()
        self._screen.note = message

    def mark_read(self, brief: str, state: State) -> None:
        """Mark the brief as read, or as unread unless it has changed since it was read."""

        def change() -> str:
            library = self._library
            changed = library.has_changed(brief)
            return toggle_read(state, library.own, brief, has_changed=changed)

        self._do(change)

    def star(self, brief: str, state: State) -> None:
        """Star or unstar the brief."""

        self._do(lambda: toggle_star(state, brief))

    def mark_all(self, _brief: str, _state: State) -> None:
        """Mark every brief in the list as read, as one step."""
        numbers = self._screen.list.numbers

        apart = f" {self._screen.signs.dot} "
        self._do(lambda: mark_all_read(self._library.own, numbers, apart))

    def _step(self, word: str, nothing: str, take: Callable[[State], Step | None]) -> None:
        """Undo or redo: the step that `take` returns is reported after `word`."""
        state = self._library.state

        def change() -> str:
            step = take(state) if state is not None else None
            if step is None:
                return nothing
            return f"{word}: {step.label} {self._screen.signs.dot} {self._named(step.briefs)}"

        self._do(change)

    def _named(self, briefs: Sequence[str]) -> str:
        """Return the title of one brief, cut to fit the footer, or the number of several."""
        if len(briefs) != 1:
            return f"{len(briefs):,} briefs"
        row = self._library.catalogue.row_of(briefs[0])
        title = row.title if row is not None and row.title else clean(briefs[0], line=True)
        return cut(title, max(16, self._screen.size.width // 2))

    # --- the next one ----------------------------------------------------------------------------

    def go_to_unread(self) -> None:
        """Go to the next unread brief of the list; after the last one, to the first."""
        briefs, is_unread = self._screen.list, self._library.own.is_unread
        numbers, here = briefs.numbers, briefs.cursor
        around = chain(range(here + 1, len(numbers)), range(here))
        index = next((index for index in around if is_unread(numbers[index])), None)
        if self._library.state is None:
            self._screen.note = "marks are not saved in this mode"
        elif index is None:
            is_last = briefs.number is not None and is_unread(briefs.number)
            self._screen.note = (
                "no other unread brief" if is_last else "no unread brief in the list"
            )
        else:
            if index < here:
                self._screen.note = "the first unread brief again"
            self._show(index)

    def _show(self, index: int) -> None:
        if self._screen.pane:
            self._navigation.show_listed(index)
        else:
            self._screen.list.cursor = index

    # --- tags and notes --------------------------------------------------------------------------

    # The brief is fixed when the prompt opens: the files may change while the user types.

    def ask_tag(self, brief: str, state: State) -> None:
        """Add a tag to the brief, or remove one that it has."""

        def tags() -> tuple[tuple[str, ...], list[str], list[str]]:
            marks = self._library.marks
            others = (mark.removeprefix("tag:") for mark in marks if mark.startswith("tag:"))
            of_authors = list(self._library.query_values()["tag"].texts)
            return self._library.own.tags_of(brief), sorted(others), of_authors

        def ask(tags: tuple[tuple[str, ...], list[str], list[str]]) -> None:
            on_it, others, of_authors = tags
            listed = cut(clean(", ".join(on_it), line=True), self._screen.size.width // 3)
            label = f"tag (has {listed}): " if listed else "tag: "
            # Its own tags come first: typed again, they are removed.
            earlier = list(dict.fromkeys([*on_it, *others]))
            self._screen.asking.ask_line(
                label, lambda text: self._tag(brief, state, text), earlier=earlier, verb="tag",
                values=Values(candidate(tag) for tag in (*earlier, *of_authors)),
            )  # fmt: skip

        self._screen.await_result(tags, ask)

    def ask_note(self, brief: str, state: State) -> None:
        """Write a note on the record under the cursor; an empty one removes it."""
        key = self._screen.current_key
        label = f"note on {self._hung_on(key)}: "
        self._screen.await_result(
            lambda: state.notes([brief]).get(brief, {}).get(key, ""),
            lambda note: self._screen.asking.ask_line(
                label,
                lambda text: self._note(brief, state, key, (note, text)),
                text=note,
                verb="save",
            ),
        )

    def _hung_on(self, key: str) -> str:
        """Return what a note will hang on: `q2 (John Kerry)`, `a1`, `the brief`."""
        reading = self._screen.reading
        quote = reading.brief.quotes.get(key) if reading is not None else None
        speaker = reading.speaker(quote.who)[0] if reading is not None and quote else ""
        name = cut(clean(speaker, line=True), self._screen.size.width // 4)
        return f"{key} ({name})" if name else key or "the brief"

    def _tag(self, brief: str, state: State, text: str) -> None:
        if tag := text.strip():
            self._do(lambda: toggle_tag(state, self._library.own, brief, tag))

    def _note(self, brief: str, state: State, key: str, edit: tuple[str, str]) -> None:
        """Save a note without losing one that another reader has written meanwhile."""
        before, after = edit[0], edit[1].strip()
        self._do(lambda: write_note(state, brief, key, before, after))

    # --- read by reading -------------------------------------------------------------------------

    def begin_to_read(self) -> None:
        """Count the brief as read when it has been open for a while."""
        if self._alarm is not None:
            self._alarm.stop()
        shown = self._screen.brief.number
        if self._screen.pane and self._library.state is not None and shown is not None:
            self._alarm = self._screen.set_timer(
                self._screen.options.read_after, lambda: self._has_read(shown)
            )

    def _has_read(self, number: int) -> None:
        row, state = self._library.row(number), self._library.state
        if (
            self._screen.brief.number != number
            or not self._screen.pane
            or state is None
            or row is None
        ):
            return

        def change() -> bool:
            if row.id in state.read([row.id]):
                return False
            self._library.own.mark_read(row.id)
            self._library.own.reload()
            return True

        def changed(is_new: bool) -> None:
            if is_new:
                self._screen.show_marks()

        self._screen.background.run(change, changed)
