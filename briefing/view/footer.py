"""The footer row below the panes: the keys that are live."""

from collections.abc import Sequence

from briefing.commands import Command
from briefing.view.spans import Line, Span, justify, width_of

_SIGNS = {"Enter": "↵"}


def footer_row(
    commands: Sequence[Command], width: int, note: str = "", *, ascii_only: bool = False,
    notice: str = "",
) -> Line:  # fmt: skip
    """Return the live keys that fit in `width` cells, by their rank in the footer, and `?`.

    A `note` takes the place of the keys, a `notice` stands beside them. A key is shown whole or not
    at all.
    """
    help_: Line = (Span("?", "strong"), Span(" help"))
    if notice:
        help_ = (Span(notice, "warn"), Span("  "), *help_)
    if note:
        return justify((Span(note, "warn"),), help_, width)
    room = width - width_of(help_) - 2
    spans: list[Span] = []
    used = 0
    for command in sorted((c for c in commands if c.footer), key=lambda c: c.footer):
        key = command.keys[0] if ascii_only else _SIGNS.get(command.keys[0], command.keys[0])
        size = len(key) + len(command.title) + 1 + (2 if spans else 0)
        if used + size > room:
            continue
        spans += [Span("  ")] if spans else []
        spans += [Span(key, "strong"), Span(f" {command.title}")]
        used += size
    return justify(tuple(spans), help_, width)
