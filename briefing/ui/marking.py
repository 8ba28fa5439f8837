"""Marking actions: read marks, stars, tags and notes, with undo and redo."""

from functools import partial

from textual.timer import Timer

from briefing.text import clean
from briefing.ui.following import Following
from briefing.ui.prompt import Question
from briefing.width import cut


class Marking(Following):
    """Keeps what the reader did, at once and for good; every step can be taken back."""

    _reading_timer: Timer | None = None

    def _marked(self) -> str:
        """Return the id of the brief that a mark is for, or nothing, and say so."""
        row = self.current_row
        if row is None:
            self.note = "no brief to mark"
        elif self.library.state is None:
            self.note = "marks are not saved in this mode"
        else:
            return row.id
        return ""

    def _redraw_marks(self, note: str) -> None:
        state = self.library.state
        self.library.forget_marks()
        self.list.refresh()
        self.show_again()
        self.note = state.warning if state is not None and state.warning else note

    def action_mark_read(self) -> None:
        """Mark the brief as read, or as unread; one that has changed since is read as it is now."""
        brief = self._marked()
        state = self.library.state
        if not brief or state is None:
            return
        unread = brief not in state.read([brief]) or self.library.has_changed(brief)
        if unread:
            self.library.mark_read(brief)
        else:
            state.set_unread([brief])
        self._redraw_marks("marked as read" if unread else "marked as unread")

    def action_star(self) -> None:
        """Star the brief, or take the star away."""
        brief = self._marked()
        state = self.library.state
        if brief and state is not None:
            starred = bool(state.starred([brief]))
            state.set_star(brief, not starred)
            self._redraw_marks("unstarred" if starred else "starred")

    def action_undo(self) -> None:
        """Take back what was marked last."""
        done = self.library.state.undo() if self.library.state is not None else ""
        self._redraw_marks(f"undone: {done}" if done else "nothing to undo")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        done = self.library.state.redo() if self.library.state is not None else ""
        self._redraw_marks(f"redone: {done}" if done else "nothing to redo")

    # --- tags and notes --------------------------------------------------------------------------

    def action_tag(self) -> None:
        """Put a tag on the brief; one that it has is taken off."""
        brief = self._marked()
        if not brief:
            return
        on_it = self.library.tags_of(brief)
        others = (mark.removeprefix("tag:") for mark in self.library.marks if mark[:4] == "tag:")
        told = cut(clean(", ".join(on_it), line=True), self.size.width // 3)
        label = f"tag (has {told}): " if told else "tag: "
        # What is on it comes first: that is how it is taken off.
        earlier = list(dict.fromkeys([*on_it, *sorted(others)]))
        accepted = partial(self._tag, brief)
        self.ask(Question(label, accepted, self.close_prompt, earlier=earlier, verb="tag"))

    def action_note(self) -> None:
        """Write a note on what the cursor is on; an empty one takes it away."""
        brief = self._marked()
        state = self.library.state
        if brief and state is not None:
            key = self.current_key
            text = state.notes([brief]).get(brief, {}).get(key, "")
            accepted = partial(self._note, brief, key)
            self.ask(Question("note: ", accepted, self.close_prompt, text=text))

    # What was asked about is told by who asked: files may change while somebody types.

    def _tag(self, brief: str, text: str) -> None:
        self.close_prompt()
        state, tag = self.library.state, text.strip()
        if tag and state is not None:
            on_it = tag in self.library.tags_of(brief)
            state.set_tag(brief, tag, not on_it)
            self._redraw_marks(f"untagged {tag}" if on_it else f"tagged {tag}")

    def _note(self, brief: str, key: str, text: str) -> None:
        self.close_prompt()
        state = self.library.state
        if state is not None:
            state.set_note(brief, text.strip(), key)
            self._redraw_marks("note saved" if text.strip() else "note removed")

    # --- read by reading -------------------------------------------------------------------------

    def begin_to_read(self) -> None:
        """Count the brief as read when it has been open for a while."""
        if self._reading_timer is not None:
            self._reading_timer.stop()
        if self.pane and self.library.state is not None and self.shown is not None:
            shown = self.shown
            self._reading_timer = self.set_timer(self.read_after, lambda: self._has_read(shown))

    def _has_read(self, number: int) -> None:
        state, row = self.library.state, self.library.row(number)
        if self.shown != number or not self.pane or state is None or row is None:
            return
        if row.id not in state.read([row.id]):
            self.library.mark_read(row.id)
            self.library.forget_marks()
            self.list.refresh()
