"""Rows of search results: the location of a hit, and its snippet with highlights."""

from typing import TYPE_CHECKING

from briefing.text.width import cells, cut
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, cut_line, highlight, justify, width_of

if TYPE_CHECKING:
    from briefing.catalogue import Hit, Totals

_KINDS = {"position": "disagreement", "next": "next step", "unknown": "unknown"}


def hit_rows(hit: "Hit", width: int, signs: Signs, *, first_of_brief: bool = True) -> list[Line]:
    """Return a hit in two rows of at most `width` cells: its brief and record; the excerpt."""
    kind = _KINDS.get(hit.kind, hit.kind)
    title = hit.title or hit.brief
    left = (
        Span(f"{hit.date[:10]:<10}", "here"),
        Span("  "),
        Span(title, "plain" if first_of_brief else "muted"),
    )
    right: Line = (Span(kind, "muted"),)
    if hit.key != hit.kind:
        right += (Span(" "), Span(hit.key, "mark"))
    head = justify(left, _with_standing(hit, left, right, width), width)
    excerpt = highlight(
        [Span(hit.excerpt.replace("\n", " ").replace("\t", " "))], lambda _: hit.spans
    )
    shown = (span._replace(text=span.text.replace("[^", "[")) for span in excerpt)
    return [head, cut_line((Span("    "), *shown), width, ellipsis=signs.ellipsis)]


def _with_standing(hit: "Hit", left: Line, right: Line, width: int) -> Line:
    """Return `right` after the word that the brief is superseded, as long as there is room for."""
    if not hit.superseded:
        return right
    long, short = Span(f"{hit.superseded}  ", "warn"), Span("superseded ", "warn")
    fits = width_of(left) + 2 + width_of((long, *right)) <= width
    row = (long, *right) if fits else (short, *right)
    return row if width - 2 - width_of(row) >= width // 3 else (short,)


def tally(at: int, totals: "Totals | None", *, partial: bool = False) -> str:
    """Return `3/41 in 12 briefs`, or `nothing found` for no hit; what is not counted is left out.

    `partial` adds that there may be more: files were still being read.
    """
    told = f"{at}" if at else "nothing found"
    if at and totals is not None:
        more = "" if totals.exact else "+"
        told += f"/{totals.hits:,}{more} in {totals.briefs:,}{more} brief"
        told += "s" * (totals.briefs != 1)
    return f"{told} so far" if partial else told


def caret(message: str, column: int, lead: int, width: int) -> Line:
    """Return a row that points at a column of the prompt and says what is wrong there.

    What is wrong stands after the sign or, where there is more room, before it; cut if need be, but
    the sign is always seen.
    """
    at = min(lead + max(0, column - 1), width - 1)
    if at + 2 + cells(message) > width and at > width - at:
        told = cut(message, at - 1)
        return (Span(" " * (at - 1 - cells(told))), Span(f"{told} ^", "warn"))
    return cut_line((Span(" " * at), Span(f"^ {message}", "warn")), width)
