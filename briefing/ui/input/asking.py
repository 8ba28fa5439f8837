"""Asking for a line above the footer of a screen, one at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.screen import Screen

from briefing.query.assist.completion import Values, complete_line
from briefing.ui.input.ordered_keys import Typed
from briefing.ui.input.prompt import Prompt, Question
from briefing.view.hits import is_value, offered_rows
from briefing.view.spans import Line


class Asking:
    """The line that is typed on a screen, and what is said about it in place of the footer."""

    def __init__(
        self,
        screen: Screen[Any],
        opened: Callable[[], None],
        closed: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        """Ask above the footer of `screen`.

        `opened` is called when the line can be typed in, `closed` when it is taken away, and
        `changed` when the footer is to be drawn.
        """
        self._screen, self._opened, self._closed = screen, opened, closed
        self._changed = changed
        self._prompt: Prompt | None = None
        self._complaint: tuple[Line, ...] = ()

    @property
    def is_asking(self) -> bool:
        """Whether a line is being typed."""
        return self._prompt is not None

    @property
    def takes_keys(self) -> bool:
        """Whether keys can be handed over: not while the line opens."""
        return self._prompt is None or self._prompt.is_open

    @property
    def complaint(self) -> tuple[Line, ...]:
        """What is wrong with the line, or what Tab completes, in place of the footer."""
        return self._complaint

    @complaint.setter
    def complaint(self, rows: tuple[Line, ...]) -> None:
        if rows != self._complaint:
            self._complaint = rows
            self._changed()

    @property
    def rows(self) -> tuple[Line, ...]:
        """The footer while a line is typed: the complaint, or the keys; empty without a line."""
        if self._prompt is None:
            return ()
        return self._complaint or (self._prompt.question.keys,)

    def press(self, event: Typed) -> None:
        """Hand a key to the line."""
        if self._prompt is not None:
            self._prompt.press(event)

    def ask(self, question: Question) -> None:
        """Ask for a line, unless one is being typed."""
        if self._prompt is None:
            self._prompt = Prompt(question, self._opened)
            self._screen.mount(self._prompt, before="#footer")
            self._changed()

    def close(self) -> None:
        """Take the line away and give the keyboard back."""
        if self._prompt is not None:
            self._prompt.remove()
            self._prompt, self._complaint = None, ()
            self._closed()
            self._changed()

    def offer(self, texts: Sequence[str]) -> None:
        """Show in the footer what Tab completes, unless something else is said there."""
        if texts and (not self._complaint or is_value(texts)):
            self.complaint = offered_rows(texts, self._screen.size.width, 1)

    def offer_again(self) -> None:
        """Offer completions of the line again, now that more candidates are known."""
        if self._prompt is not None and self._prompt.is_open:
            self._prompt.offer()

    def ask_line(
        self,
        label: str,
        accepted: Callable[[str], object],
        *,
        text: str = "",
        earlier: Sequence[str] = (),
        verb: str = "keep",
        values: Values | None = None,
    ) -> None:
        """Ask for a line that is taken away before `accepted` has it; Esc leaves.

        Tab completes it to one of `values`.
        """

        def typed(_line: str) -> None:
            self.complaint = ()

        def accept(line: str) -> None:
            self.close()
            accepted(line)

        question = Question(
            label, accept, self.close, typed, text, earlier, verb,
            complete=lambda line, cursor: complete_line(line, cursor, values or Values()),
            offered=self.offer, completes=values is not None and bool(values.texts),
        )  # fmt: skip
        self.ask(question)
