"""The rows above the panes: head and tabs."""

from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.head import head_line, quote_counts, title_line
from briefing.view.brief.panes import PANES
from briefing.view.spans import Line, Span, justify, width_of


def head_rows(
    reading: BriefView, width: int, height: int, *, quotes: bool = False
) -> tuple[Line, ...]:
    """Return the head of a brief: its title, and below or beside it what else is known.

    In one row that is the date and round, or with `quotes` how its quotations were found; of a
    brief that does not stand, first of all that.
    """
    title = title_line(reading, width)
    if height > 1:
        return title, head_line(reading, width)
    number = f"round {reading.brief.round}" if reading.brief.round is not None else ""
    date = reading.brief.date
    dot = f" {reading.signs.dot} "
    dated = dot.join(filter(None, (date, number)))
    told = Span((quotes and quote_counts(reading)) or dated, "muted")
    return (justify(title, _beside_title(reading, title, told, width), width),)


def _beside_title(reading: BriefView, title: Line, told: Span, width: int) -> Line:
    """Return `told` after the word that a brief does not stand, which goes first without room."""
    right: Line = (told,)
    if standing := reading.standing:
        dot = f" {reading.signs.dot} "
        long, short = Span(standing, "warn"), Span(standing.partition(" ")[0], "warn")
        least = max(width // 3, min(width_of(title), width * 2 // 5))
        choices: tuple[Line, ...] = ((long, Span(dot, "muted"), told), (long,), (short,))
        right = next((one for one in choices if least + 2 + width_of(one) <= width), (short,))
    return right


def tab_row(reading: BriefView | None, current: int, width: int, share: str) -> Line:
    """Return the numbered tabs of a narrow screen, the current one reversed, and how far it is."""
    names = [pane.title(reading) for pane in PANES]
    room = width - (len(share) + 2 if share else 0)
    if sum(map(len, names)) + 2 * len(names) > room:
        names = [_short(name, number == current) for number, name in enumerate(names, 1)]
    if sum(map(len, names)) + 2 * len(names) > room:
        names = [
            name if number == current else name.split()[0] for number, name in enumerate(names, 1)
        ]
    spans: list[Span] = []
    for number, name in enumerate(names, 1):
        spans += [Span(f" {name} ", "strong" if number == current else "muted")]
    fits = share and width_of(tuple(spans)) <= room
    return justify(tuple(spans), (Span(share, "muted"),) if fits else (), width)


def _short(name: str, whole: bool) -> str:
    """Return a tab's title with its word cut to four letters, unless it is the current one."""
    if whole:
        return name
    number, word, *count = name.split()
    return " ".join([number, word[:4], *count])
