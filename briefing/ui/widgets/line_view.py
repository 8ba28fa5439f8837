"""A view of rows of spans that draws only visible rows."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import Reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.terminal.driver.fillers import filled
from briefing.text.clean import clean, plain_ascii
from briefing.ui.options import HasOptions
from briefing.view.spans import Line, Span, cut_line, width_of

STEPS = {
    "down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 10, "pageup": -10, "tab": 1,
    "shift+tab": -1,
}  # fmt: skip
"""Rows that a key moves a view's cursor by while the letters go into a line."""


class LineView(ScrollView, can_focus=True):
    """Rows of spans, with a cursor in the column left of them.

    A subclass says how many rows there are (`row_count`), what each is (`row`) and whether the
    cursor stands on it (`marked`). All movement is without animation.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How large all rows are. No view is larger for it, so the screen is not laid out again."""
    ascii_only: var[bool] = var(False)
    """Whether no signs but those of ASCII may be drawn."""
    letters: var[bool] = var(False)
    """Whether letters beyond ASCII are drawn even then."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles: dict[tuple[str, bool, bool], Style] = {}

    def on_mount(self) -> None:
        """Draw as the app's options say."""
        app = self.app
        assert isinstance(app, HasOptions)
        self.ascii_only = app.options.ascii_only
        self.letters = app.options.letters

    def watch_virtual_size(self) -> None:
        """Stay among the rows where there are fewer of them."""
        self.scroll_y = self.scroll_y

    def row_count(self) -> int:
        """Return how many rows there are."""
        return 0

    def row(self, number: int) -> Line:
        """Return the spans of row `number`, from 0."""
        return ()

    def marked(self, number: int) -> bool:
        """Whether the cursor stands on row `number`."""
        return False

    def under_cursor(self, number: int) -> bool:
        """Whether spans of role `here` in row `number` are to be shown as under the cursor."""
        return False

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        number = y + self.scroll_offset.y
        width = self.size.width
        base = self.style_of("plain")
        if number >= self.row_count():
            return Strip.blank(width, base)
        mark = (">" if self.ascii_only else "▌") if self.marked(number) else " "
        segments = [Segment(mark, self.style_of("cursor" if mark != " " else "plain"))]
        under = self.under_cursor(number)
        line = cut_line(self.row(number), width - 1, ellipsis="~" if self.ascii_only else "…")
        segments += [Segment(*self._drawn(span, under)) for span in line]
        missing = width - 1 - width_of(line)
        if missing > 0:
            segments.append(Segment(" " * missing, base))
        return Strip(segments, width)

    def _drawn(self, span: Span, under: bool) -> tuple[str, Style]:
        # Whatever was forgotten on the way here: a terminal obeys nothing that a document says.
        text = span.text if span.text.isprintable() else clean(span.text, line=True)
        if self.ascii_only and not text.isascii():
            text = plain_ascii(text, letters=self.letters)
        return filled(text), self.style_of(span.role, span.hit, under and span.role == "here")

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
        """Make `top` the first row in sight, as far as there are rows."""
        limit = max(0, self.row_count() - self.size.height)
        self.scroll_to(y=max(0, min(top, limit)), animate=False, immediate=True, force=True)

    @property
    def share(self) -> str:
        """How much of the rows lies above the lower edge: `62%`; empty if all are in sight."""
        count, height = self.row_count(), self.size.height
        if count <= height or not height:
            return ""
        return f"{min(100, (self.scroll_offset.y + height) * 100 // count)}%"
