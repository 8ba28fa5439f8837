"""A view of rows of spans that draws only visible rows."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive, reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.terminal.driver.fillers import filled
from briefing.terminal.hyperlinks import is_web_address
from briefing.text.clean import clean, plain_ascii
from briefing.ui.options import HasOptions
from briefing.view.spans import Line, Span, cut_line, width_of

STEPS = {
    "down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 10, "pageup": -10, "tab": 1,
    "shift+tab": -1,
}  # fmt: skip
"""Rows that a key moves a view's cursor by while the letters go into a line."""
WHEEL = 3
"""Rows that a step of the mouse wheel scrolls by."""


class LineView(ScrollView, can_focus=True):
    """Rows of spans, with a cursor in the column left of them.

    A subclass defines how many rows there are (`row_count`), what each is (`row`) and whether the
    cursor is on it (`marked`). All movement is without animation.
    """

    has_cursor = True
    """Whether the first column is kept for the cursor."""
    cursor_names: tuple[str, ...] = ("cursor",)
    """The attributes of a subclass that say where the cursor is."""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """The size of all rows; unlike Textual's, no change of it lays the screen out again."""
    selected_rows: reactive[range] = reactive(range(0))
    """The rows that are selected, beside the one of the cursor."""
    ascii_only: var[bool] = var(False)
    """Whether no signs but those of ASCII may be drawn."""
    letters: var[bool] = var(False)
    """Whether letters beyond ASCII are drawn even then."""
    hyperlinks: var[bool] = var(False)
    """Whether addresses are sent as hyperlinks of the terminal."""

    @dataclass
    class Clicked(Message):
        """The left mouse button was pressed and released on the view."""

        view: "LineView"
        """The view."""
        x: int
        """The column within it, from 0, that of the cursor included."""
        y: int
        """The row of its window, from 0; -1 for its border."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self.clicked: tuple[int, ...] | None = None
        """Where the last click put the cursor, as `place_at` has it."""

    def on_mount(self) -> None:
        """Read the app's options."""
        app = self.app
        assert isinstance(app, HasOptions)
        self.ascii_only = app.options.ascii_only
        self.letters = app.options.letters
        self.hyperlinks = app.options.hyperlinks

    def watch_virtual_size(self) -> None:
        """Stay within the rows when there are fewer."""
        self.scroll_y = self.scroll_y

    def row_count(self) -> int:
        """Return how many rows there are."""
        return 0

    def row(self, number: int) -> Line:
        """Return the spans of row `number`, from 0."""
        return ()

    def marked(self, number: int) -> bool:
        """Whether the cursor is on row `number`; spans of role `here` are then reversed."""
        return False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen begins what the cursor is on, for the terminal's own."""
        top = self.scroll_offset.y
        seen = range(top, min(top + self.size.height, self.row_count()))
        y = next((number - top for number in seen if self.marked(number)), 0)
        return self.content_region.offset + Offset(0, y)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        number = y + self.scroll_offset.y
        if number >= self.row_count():
            return Strip.blank(self.size.width, self.style_of("plain"))
        return self.strip(
            self.row(number), marked=self.marked(number), selected=number in self.selected_rows
        )

    def strip(self, line: Line, *, marked: bool, selected: bool = False) -> Strip:
        """Draw `line` over the whole width, after the column of the cursor if there is one."""
        width, base = self.size.width, self.style_of("plain")
        segments = []
        if self.has_cursor:
            signs = (">", "|") if self.ascii_only else ("▌", "▎")
            mark = signs[0] if marked else signs[1] if selected else " "
            style = self.style_of("cursor") if marked or selected else base
            segments.append(Segment(mark, style))
        room = width - len(segments)
        line = cut_line(line, room, ellipsis="~" if self.ascii_only else "…")
        segments += [Segment(*self._drawn(span, marked)) for span in line]
        if (missing := room - width_of(line)) > 0:
            segments.append(Segment(" " * missing, base))
        return Strip(segments, width)

    def _drawn(self, span: Span, under: bool) -> tuple[str, Style]:
        # The last check, whatever was not cleaned before: no text of a file may control a terminal.
        text = span.text if span.text.isprintable() else clean(span.text, line=True)
        if self.ascii_only and not text.isascii():
            text = plain_ascii(text, letters=self.letters)
        style = self.style_of(span.role, span.hit, under and span.role == "here")
        return filled(text), style + _link_of(span) if self.hyperlinks else style

    def style_of(self, role: str, hit: bool = False, under: bool = False) -> Style:
        """Return the style of a role."""
        key = (role, hit, under)
        style = self._styles.get(key)
        if style is None:
            part = self.screen.get_component_rich_style
            style = self.rich_style + part(f"line--{role}", partial=True)
            if hit:
                style += part("line--hit", partial=True)
            if under:
                style += Style(reverse=True)
            self._styles[key] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the styles of the last theme."""
        self._styles.clear()
        super().notify_style_update()

    # --- the mouse -------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Report a click with the left button."""
        event.stop()
        if event.button == 1:
            offset = event.get_content_offset(self)
            x, y = offset if offset is not None else (0, -1)
            self.post_message(self.Clicked(self, x, y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without animation, and keep the cursor in sight."""
        _scroll(self, event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back, in the same way."""
        _scroll(self, event, -WHEEL)

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return where the cursor would be at a place of the window; None for nowhere."""
        return None

    def follow_window(self, *, down: bool) -> None:
        """Move the cursor into sight after scrolling."""

    def fit_rows(self) -> None:
        """Make room for as many rows as there are now."""
        self.virtual_size = Size(self.size.width, self.row_count())

    @property
    def top(self) -> int:
        """The first row in sight."""
        return self.scroll_offset.y

    def reveal(self, first: int, last: int) -> None:
        """Scroll as little as it takes to have rows `first` to `last` (exclusive) in sight.

        Where they do not fit, the first ones are shown.
        """
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if last - first > height or first < top:
            top = first
        elif last > top + height:
            top = last - height
        self.jump(top)

    def jump(self, top: int) -> None:
        """Make `top` the first row in sight, or the nearest row possible."""
        limit = max(0, self.row_count() - self.size.height)
        self.scroll_to(y=max(0, min(top, limit)), animate=False, immediate=True, force=True)


def click(view: LineView, x: int, y: int) -> bool:
    """Put the cursor of a view on the item at a position in its window.

    Return whether an earlier click had put it there.
    """
    if not view.has_cursor:
        return False
    place = view.place_at(x, y) if y >= 0 else None
    cursor = tuple(getattr(view, name) for name in view.cursor_names)
    again = place is not None and place == view.clicked == cursor
    view.clicked = place
    if place is not None and place != cursor:
        for name, at in zip(view.cursor_names, place, strict=True):
            setattr(view, name, at)
    return again


def _link_of(span: Span) -> Style:
    """Return the hyperlink of a span that shows its own address, from scheme to host at least.

    One under other words would lead where it does not say.
    """
    address = span.target.url if span.target is not None else ""
    text = span.text.strip()
    is_its_own = text.count("/") >= 3 or text == address
    if is_its_own and address.startswith(text) and is_web_address(address):
        return Style(link=address)
    return Style.null()


def _scroll(view: LineView, event: events.MouseEvent, rows: int) -> None:
    event.stop()
    event.prevent_default()
    before = view.top
    view.jump(before + rows)
    if view.top != before:
        view.follow_window(down=rows > 0)
