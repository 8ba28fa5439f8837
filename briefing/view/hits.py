"""Rows of search results: the location of a hit, and its snippet with highlights."""

from collections.abc import Iterable, Sequence

from briefing.catalogue.search_results import Hit, Totals
from briefing.model.rows import Names, Row
from briefing.model.suggested import SUGGESTED
from briefing.text.width import cells, cut
from briefing.view.signs import Signs
from briefing.view.spans import (
    Line,
    Span,
    cut_line,
    flow,
    handling_role,
    highlight,
    justify,
    width_of,
)

_KINDS = {"position": "disagreement", "next": "next step"}
_MOST_NAMED = 3


def group_row(hit: Hit, width: int, signs: Signs) -> Line:
    """Return the row over the hits of one brief: its date and title, and its sharing label.

    That the brief is superseded stands in place of the label where room is short.
    """
    left = (Span(f"{hit.date[:10]:<10}", "here"), Span("  "), Span(hit.title or hit.brief))
    right: Line = ()
    if hit.sharing_label:
        right = (Span(hit.sharing_label, handling_role(hit.handling)),)
    if hit.superseded:
        long, short = Span(hit.superseded, "warn"), Span("superseded", "warn")
        gap = (Span("  "),) if right else ()
        fits = width_of(left) + 2 + width_of((long, *gap, *right)) <= width
        both = (long if fits else short, *gap, *right)
        right = both if width - 2 - width_of(both) >= width // 3 else (short,)
    return justify(left, right, width)


def hit_rows(hit: Hit, width: int, signs: Signs, *, most: int = 2) -> list[Line]:
    """Return who speaks in a hit, what record it is, and its excerpt.

    These take `most` rows of at most `width` cells.
    """
    label, skipped = _hit_label(hit, width, signs), len(name_before(hit))
    excerpt = Span(hit.excerpt[skipped:].replace("\n", " ").replace("\t", " "))
    lit = [(low - skipped, high - skipped) for low, high in hit.spans if low >= skipped]
    spans = highlight([excerpt], lambda _: lit)
    shown = [span._replace(text=span.text.replace("[^", "[")) for span in spans]
    if hit.row is not None and hit.row.is_quoted:
        shown = [Span(signs.open), *shown, Span(signs.close)]
    rows = flow([*label, *shown], width, first=(Span("  "),), rest=(Span("    "),))
    if len(rows) > most:
        rows = [*rows[: most - 1], _cut_short(rows[most - 1], width, signs)]
    return rows


def _cut_short(row: Line, width: int, signs: Signs) -> Line:
    """Return a row with a sign that its text goes on."""
    last = row[-1]._replace(text=row[-1].text.rstrip())
    return cut_line((*row[:-1], last, Span(f" {signs.ellipsis}")), width, ellipsis=signs.ellipsis)


def _hit_label(hit: Hit, width: int, signs: Signs) -> Line:
    """Return what stands before the excerpt, in two thirds of the width."""
    label = record_label(hit, signs)
    skipped = len(name_before(hit))
    if label and skipped:
        lit = [(low, high) for low, high in hit.spans if high <= len(label[0].text)]
        label = (*highlight(label[:1], lambda _: lit), *label[1:])
    return (*cut_line(label, max(2 * width // 3, 20), ellipsis=signs.ellipsis), Span(": "))


def name_before(hit: Hit) -> str:
    """Return the beginning of the excerpt that names the speaker or party, as the label does."""
    who = _name(hit.row, hit.names) if hit.row is not None else ""
    ends = (": ", " · ") if who and not hit.where else ()
    return next((who + end for end in ends if hit.excerpt.startswith(who + end)), "")


def record_label(hit: Hit, signs: Signs | None = None) -> Line:
    """Return who speaks in a hit, what record it is, who states it, and the verdict."""
    key = "" if hit.key == hit.kind else hit.key.removeprefix(f"{hit.kind}/")
    if hit.row is None:  # a note, perhaps on the whole brief
        return _joined([_what(hit.kind, key if key != "title" and signs is not None else "")])
    return row_label(hit.row, hit.names, hit.verdict, key=key, signs=signs)


def row_label(
    row: Row, names: Names, verdict: str = "", *, key: str = "", signs: Signs | None = None
) -> Line:
    """Return who speaks, of which party, what record it is, who states it, and the verdict.

    Without `signs` the verdict is a word alone; without `key` the record is only of its kind.
    """
    stance = [Span(row.stance, "stance")] if row.stance else []
    what = _what(row.kind, key)
    who = _who(row, names)
    (who or what).extend([Span(f" {SUGGESTED}", "warn")] if row.suggested else [])
    return _joined([who, stance, what, _parties(row, names), _verdict(verdict, signs)])


def _joined(parts: Iterable[list[Span]]) -> Line:
    joined: list[Span] = []
    for part in filter(None, parts):
        joined += [Span(", "), *part] if joined else part
    return tuple(joined)


def _name(row: Row, names: Names) -> str:
    return names.person(row.person) if row.person else row.party and names.party(row.party)


def _who(row: Row, names: Names) -> list[Span]:
    name = _name(row, names)
    if not name:
        return []
    party = f" ({names.party_in_short(row.party)})" if row.person and row.party else ""
    return [Span(name, "party"), *([Span(party, "muted")] if party else [])]


def _what(kind: str, key: str) -> list[Span]:
    shown = [Span(_KINDS.get(kind, kind), "muted")]
    return [*shown, Span(" "), Span(key, "mark")] if key else shown


def _parties(row: Row, names: Names) -> list[Span]:
    """Return who states an agreement, or the parties of a disagreement."""
    slugs = {"agreement": row.attested_by, "disagreement": row.parties}.get(row.kind, ())
    shown = list(map(names.party_in_short, slugs))
    more = len(shown) - _MOST_NAMED
    listed = ", ".join(shown[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    lead = "stated by " if row.kind == "agreement" else "between "
    return [Span(lead, "muted"), Span(listed, "party")] if listed else []


def _verdict(verdict: str, signs: Signs | None) -> list[Span]:
    if not verdict or signs is None:
        return [Span(verdict)] if verdict else []
    from briefing.evidence.verdicts import Verdict  # loads what a search does without

    known = Verdict(verdict)
    return [Span(f"{known.ascii if signs.plain else known.glyph} {known.word}", known.tone)]


def parting_row(width: int, signs: Signs) -> Line:
    """Return the row between hits with the words side by side and the others."""
    dash = "-" if signs.plain else "─"
    label = f"{dash * 2} {OTHERS} "
    return (Span(label + dash * max(0, width - len(label)), "muted"),)


OTHERS = "other hits"
"""What stands between hits with the words side by side and the others."""


def tally(at: int, totals: Totals | None, *, partial: bool = False) -> str:
    """Return `3/41 in 12 briefs`, or `nothing found` for no hit; what is not counted is left out.

    `partial` adds that there may be more: not everything has been looked at yet.
    """
    text = f"{at}" if at else "nothing found"
    if at and totals is not None:
        more = "" if totals.exact else "+"
        text += f"/{totals.hits:,}{more} in {totals.briefs:,}{more} brief"
        text += "s" * (totals.briefs != 1)
    return f"{text} so far" if partial else text


def caret_rows(
    message: str, column: int, lead: int, width: int, *, below: bool = True
) -> tuple[Line, ...]:
    """Return rows with a sign at a column (from 1) of a prompt after `lead`, and a message.

    The message stands after the sign, else before it, else in rows of its own; the sign stands in
    the row next to the prompt: the first if the rows stand `below` that, else the last.
    """
    at = min(lead + max(0, column - 1), width - 1)
    size = cells(message)
    if at + 2 + size <= width:
        return ((Span(" " * at), Span(f"^ {message}", "warn")),)
    if size < at:
        return ((Span(" " * (at - 1 - size)), Span(f"{message} ^", "warn")),)
    sign: Line = (Span(" " * at), Span("^", "warn"))
    rows = flow([Span(message, "warn")], width)
    return (sign, *rows) if below else (*rows, sign)


def is_value(texts: Sequence[str]) -> bool:
    """Whether the completions are values of a field, and not the names of fields."""
    return bool(texts) and not texts[0].endswith(":")


def offered_rows(texts: Sequence[str], width: int, most: int) -> tuple[Line, ...]:
    """Return completions in columns, in at most `most` rows; the last says how many are left."""
    size = min(max(map(cells, texts)) + 2, width)
    columns = max(1, (width + 2) // size)
    room = columns * most
    shown = list(texts[: room if len(texts) <= room else room - 1])
    if (more := len(texts) - len(shown)) > 0:
        shown.append(f"+{more:,}")
    padded = [text + " " * (size - cells(text)) for text in shown]
    rows = (padded[at : at + columns] for at in range(0, len(padded), columns))
    return tuple((Span(cut("".join(row).rstrip(), width), "mark"),) for row in rows)
