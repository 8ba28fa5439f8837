"""The words of records in the cells of a board: one line, without notation."""

from briefing.model import dates
from briefing.model.rows import Row
from briefing.model.suggested import SUGGESTED
from briefing.process.standing import CLOSED
from briefing.view.board.board import Verdicts
from briefing.view.markdown import inline, without_references

_OUTCOMES = (
    "partly-carried-out", "carried-out", "broken", "accepted", "rejected", "withdrawn", *CLOSED,
)  # fmt: skip
_WITH_TERMS = ("agreement", "disagreement", "proposal")


def said(row: Row) -> str:
    """Return the words of a record in one line, quoted ones in quotation marks.

    A source without a title is called by its slug. What is only suggested says so.
    """
    if row.is_quoted:
        return f"“{' '.join(row.text.split())}”{doubt(row)}"
    return (unmarked(row.text) or (row.key if row.kind == "source" else "")) + doubt(row)


def doubt(row: Row) -> str:
    """Return the mark after a record that no person has confirmed, after a space, or nothing."""
    return f" ({SUGGESTED})" if row.suggested else ""


def judged(row: Row, verdicts: Verdicts) -> str:
    """Return the words of a record in one line, a quote's after the sign of its verdict.

    A verdict on the original, whose words are not shown, says so after them.
    """
    check = verdicts(row.brief).get(row.key)
    if check is None:
        return said(row)
    return f"{check.verdict.glyph} {said(row)}" + (f" ({check.says})" if check.of_original else "")


def terms(row: Row) -> str:
    """Return the figure, the date and the status of a record, unless that is `open`."""
    if row.kind not in _WITH_TERMS:
        return ""
    date = dates.readable(row.date) if row.date else ""
    due = f"due {date}" if date and row.kind == "agreement" else date
    status = "" if row.status == "open" else row.status
    return "; ".join(filter(None, (row.amount, due, status)))


def outcome(status: str) -> str:
    """Return the outcome of an agreement, offer or question, as it follows its words."""
    return f" ({status})" if status in _OUTCOMES else ""


def unmarked(prose: str) -> str:
    """Return prose in one line without its notation and its references."""
    line = " ".join(prose.split())
    bare = without_references(line)
    if bare is None:
        spans = inline(line)
        # Only bare references go: an address is shown as it is.
        kept = (span for span in spans if not span.is_bare or (span.target and span.target.url))
        bare = "".join(span.text for span in kept)
    for sign in ".,;:":
        bare = bare.replace(f" {sign}", sign)
    return " ".join(bare.split())
