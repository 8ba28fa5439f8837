"""The search screen: hits as you type, newest first, each with a snippet."""

from collections.abc import Mapping, Sequence
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from briefing.catalogue.search.session import SearchSession
from briefing.catalogue.search_results import Totals
from briefing.errors import BriefingError, QueryError
from briefing.library import Library
from briefing.query.assist.completion import Completion, Values, complete
from briefing.query.assist.help import hint
from briefing.text.clean import clean
from briefing.text.numbers import quantity
from briefing.ui.input.ordered_keys import OrderedInputScreen, Typed, key_of
from briefing.ui.input.prompt import COMPLETING, Prompt, Question
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.hit_list import HitList
from briefing.ui.widgets.line_view import STEPS, LineView, click
from briefing.view.hits import caret_rows, is_value, offered_rows, tally
from briefing.view.spans import Line, Span, justify, message_rows

_LABEL = "/"
WITHIN = "/ in this brief: "
"""The label of a search within one brief."""
_NARROWER = "/ this brief only"
_WIDER = "Backspace all briefs"
_NO_BRIEF = "/ begins a regular expression; open a brief to search it alone"
_HINT: Line = (Span('words, "phrases", party: speaker: issue: quote: date: …'),)
"""The hint for an empty line."""
_OFFERED, _BESIDE_HITS = 6, 2  # rows of what Tab completes, where the screen is free, and not


class SearchScreen(OrderedInputScreen[SearchSession | None]):
    """Searches the whole store as you type.

    It closes with the search, at the hit that was chosen, or with None.
    """

    def __init__(
        self, library: Library, text: str = "", *, brief: str = "", ascii_only: bool = False
    ) -> None:
        """Begin with `text`; `brief` is the id of the one that is read, empty for none."""
        super().__init__()
        self.library = library
        self._text = text
        self._brief = brief
        self._within = ""
        self._values: Mapping[str, Values] = {}
        self._plain = ascii_only

    def compose(self) -> ComposeResult:
        """Lay out the count, the hits, the errors of the query, and the input line."""
        yield Bar(id="search-title")
        yield HitList()
        yield Bar(id="search-note")
        earlier = self.library.searches()
        leave = partial(self.answer, None)
        question = Question(
            _LABEL, self._accepted, leave, self._ask, self._text, earlier,
            complete=self._complete, offered=self._offer_texts,
        )  # fmt: skip
        yield Prompt(question, self.drain_keys)

    @property
    def hits(self) -> HitList:
        """The list of hits."""
        return self.query_one(HitList)

    def on_mount(self) -> None:
        """Show the saved searches, or what the first text finds."""
        if not self.is_attached:
            return  # the reader is ending
        self._ask(self._text)
        self.background.run(self.library.query_values, self._take_values)

    def _take_values(self, values: Mapping[str, Values]) -> None:
        self._values = values
        if self.query(Prompt):
            self.query_one(Prompt).offer()

    def _complete(self, text: str, cursor: int) -> Completion:
        return complete(text, cursor, self._values)

    def _offer_texts(self, texts: Sequence[str]) -> None:
        """Show above the line what Tab completes, unless something else is said there."""
        note, session = self.query_one("#search-note", Bar), self.hits.session
        if texts and (not note.lines or is_value(texts)):
            most = _OFFERED if session is None or not session.hits else _BESIDE_HITS
            self._note(offered_rows(texts, self.size.width, most))

    def _warn(self, warning: str) -> None:
        """Show a warning above the line, or with an empty one nothing."""
        self._note(message_rows(warning, "warn", self.size.width))

    def _note(self, rows: Sequence[Line]) -> None:
        note = self.query_one("#search-note", Bar)
        note.lines = tuple(rows)
        note.styles.height = max(1, len(rows))

    def _ask(self, text: str) -> None:
        """Show what `text` finds; a query with an error leaves the last hits."""
        if not text.strip():
            self.hits.show_session(None)
            self._draw_title()
            self._hint(_HINT)
            if not self._within:
                self.background.run(self.library.saved_counts, self._offer)
            return
        try:
            session = self.library.find(text, within=self._within)
            session.partial = self.ordered_app.is_reading_files
            session.fetch(self.size.height)
            counted = session.count()
        except QueryError as error:
            lead, width = len(self._label), self.size.width
            self._note(caret_rows(error.message, error.column, lead, width, below=False))
            return
        self._warn(hint(session.query, found=bool(session.hits)))
        self.hits.show_session(session)
        self._draw_title()
        self.call_after_refresh(self.ordered_app.show_at_once)
        if not session.hits:
            self._suggest(session)
        if not counted:
            # After the hits are drawn: counting would take the processor from that.
            self.call_after_refresh(self._count, session)

    def _offer(self, counts: Sequence[tuple[str, int]]) -> None:
        spans: list[Span] = []
        for name, count in counts:
            spans += [Span("  "), Span(f"saved:{name}", "mark"), Span(f" {count:,}", "muted")]
        if spans and self.query(Prompt) and not self.query_one(Prompt).text.strip():
            self._hint(tuple(spans[1:]))

    def _hint(self, hint: Line) -> None:
        """Show what can be typed in the empty line, and what narrows or widens the search."""
        more = _WIDER if self._within else _NARROWER if self._brief else ""
        spans = (Span(more, "muted"), Span("   "), *hint) if more else hint
        self._note((spans,))

    @property
    def _label(self) -> str:
        return WITHIN if self._within else _LABEL

    def _search_in(self, brief: str) -> None:
        """Search a brief only, or with an empty id all of them."""
        self._within = brief
        self.query_one(Prompt).show_label(self._label)
        self._ask("")

    def _takes_as_place(self, key: str) -> bool:
        """Narrow the search by / in the empty line, widen it by Backspace; return whether done."""
        if self.query_one(Prompt).text:
            return False
        narrows = key == "slash" and bool(self._brief) and not self._within
        if narrows or (key == "backspace" and self._within):
            self._search_in(self._brief if narrows else "")
            return True
        return False

    @work(thread=True, exclusive=True, group="suggest")
    def _suggest(self, session: SearchSession) -> None:
        worker = get_current_worker()
        try:
            everywhere = self.library.find(session.text) if session.within else session
            near = _elsewhere(everywhere.cursor.totals(lambda: worker.is_cancelled))
            near = near or self.library.alternatives(everywhere.query)
        except BriefingError:
            return  # the search itself says what is wrong
        if near and not worker.is_cancelled:
            self.app.call_from_thread(self._suggested, session, near)

    def _suggested(self, session: SearchSession, near: str) -> None:
        if self.query(HitList) and self.hits.session is session:
            said = "; ".join(filter(None, (near, hint(session.query, found=False))))
            self._warn(said)

    @work(thread=True, exclusive=True, group="count")
    def _count(self, session: SearchSession) -> None:
        worker = get_current_worker()
        try:
            totals = session.cursor.totals(cancelled=lambda: worker.is_cancelled)
        except BriefingError as error:
            if not worker.is_cancelled:
                trouble = f"not counted: {clean(str(error), line=True)}"
                self.app.call_from_thread(self.report_trouble, trouble)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._counted, session, totals)

    def report_trouble(self, trouble: str) -> None:
        """Report above the line why a request failed."""
        if self.query("#search-note"):
            self._warn(trouble)

    def _counted(self, session: SearchSession, totals: Totals) -> None:
        session.totals = totals
        self._draw_title()

    def _draw_title(self) -> None:
        if not self.query(HitList):
            return  # it has been left since this was asked for
        session = self.hits.session
        place = ""
        if session is not None:
            at = self.hits.cursor + 1 if session.hits else 0
            place = tally(at, session.totals, partial=session.so_far)
        left: Line = (Span(" Search", "title"), Span("   Enter opens, Esc cancels", "muted"))
        if session is not None and session.gaps:
            files = quantity(session.gaps, "file")
            left = (*left[:1], Span(f"   {files} not read whole: hits may be missing", "warn"))
        row = justify(left, (Span(place, "strong"),) if place else (), self.size.width)
        self.query_one("#search-title", Bar).lines = (row,)

    def files_were_read(self) -> None:
        """Repeat a search that began too early, unless the cursor has moved among its hits."""
        session = self.hits.session
        if session is not None and session.partial and not self.hits.cursor:
            self._ask(session.text)

    def on_resize(self) -> None:
        """Draw the rows around the hits for another width."""
        self._draw_title()

    def _accepted(self, text: str) -> None:
        session = self.hits.session
        if session is None or not session.hits:
            # What was typed stays, with what is wrong with it; Esc leaves.
            if not text.strip():
                self.answer(None)
            return
        session.at = self.hits.cursor
        self.background.run(lambda: self.library.remember_search(text), lambda _done: None)
        self.answer(session)

    @on(LineView.Clicked)
    def _was_clicked(self, event: LineView.Clicked) -> None:
        if click(event.view, event.x, event.y):
            self._accepted(self.query_one(Prompt).text)
        self._draw_title()

    def press(self, event: Typed) -> None:
        """Move in the list, or type."""
        key = key_of(event)
        if self._takes_as_place(key):
            return
        completes = key in COMPLETING and self.query_one(Prompt).can_complete
        if key in STEPS and not completes and not (key in ("up", "down") and self._recalls):
            self.hits.move(STEPS[key])
            self._draw_title()
        else:
            self.query_one(Prompt).press(event)
            if key == "slash" and not self._brief and self.query_one(Prompt).text == "/":
                self.report_trouble(_NO_BRIEF)

    @property
    def _recalls(self) -> bool:
        """Whether ↑ and ↓ go through the searches of before: from a line that finds nothing on."""
        session = self.hits.session
        return session is None or not session.hits or self.query_one(Prompt).is_recalling


def _elsewhere(totals: Totals) -> str:
    """Return how much other briefs have where the one that is searched has nothing."""
    return f"in all briefs: {tally(1, totals).partition('/')[2]}" if totals.hits else ""
