"""Rows of search results: the location of a hit, and its snippet with highlights."""

from briefing.catalogue import Hit, Totals
from briefing.text.width import cells, cut
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, cut_line, handling_role, highlight, justify, width_of

_KINDS = {"position": "disagreement", "next": "next step", "unknown": "unknown"}


def hit_rows(hit: Hit, width: int, signs: Signs, *, first_of_brief: bool = True) -> list[Line]:
    """Return a hit in two rows of at most `width` cells: its brief and record; the snippet.

    That the brief is superseded goes before the record, and in place of it where room is short.
    """
    title = Span(hit.title or hit.brief, "plain" if first_of_brief else "muted")
    left = (Span(f"{hit.date[:10]:<10}", "here"), Span("  "), title)
    right: Line = (Span(_KINDS.get(hit.kind, hit.kind), "muted"),)
    if hit.key not in (hit.kind, "title"):
        right += (Span(" "), Span(hit.key, "mark"))
    if hit.confines:
        right = (Span(f"{hit.confines}  ", handling_role(hit.handling)), *right)
    if hit.superseded:
        long, short = Span(f"{hit.superseded}  ", "warn"), Span("superseded ", "warn")
        fits = width_of(left) + 2 + width_of((long, *right)) <= width
        both = (long if fits else short, *right)
        right = both if width - 2 - width_of(both) >= width // 3 else (short,)
    excerpt = Span(hit.excerpt.replace("\n", " ").replace("\t", " "))
    spans = highlight([excerpt], lambda _: hit.spans)
    shown = (span._replace(text=span.text.replace("[^", "[")) for span in spans)
    second = cut_line((Span("    "), *shown), width, ellipsis=signs.ellipsis)
    return [justify(left, right, width), second]


def tally(at: int, totals: Totals | None, *, partial: bool = False) -> str:
    """Return `3/41 in 12 briefs`, or `nothing found` for no hit; what is not counted is left out.

    `partial` adds that there may be more: files were still being read.
    """
    text = f"{at}" if at else "nothing found"
    if at and totals is not None:
        more = "" if totals.exact else "+"
        text += f"/{totals.hits:,}{more} in {totals.briefs:,}{more} brief"
        text += "s" * (totals.briefs != 1)
    return f"{text} so far" if partial else text


def caret(message: str, column: int, lead: int, width: int) -> Line:
    """Return a row with a sign under a column (from 1) of a prompt after `lead`, and a message.

    The message stands after the sign or, where there is more room, before it; it is cut if need be,
    the sign never.
    """
    at = min(lead + max(0, column - 1), width - 1)
    if at + 2 + cells(message) > width and at > width - at:
        shown = cut(message, at - 1)
        return (Span(" " * (at - 1 - cells(shown))), Span(f"{shown} ^", "warn"))
    return cut_line((Span(" " * at), Span(f"^ {message}", "warn")), width)
