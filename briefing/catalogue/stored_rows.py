"""Conversion between records and table rows: which columns make up a row."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.evidence import Finding
    from briefing.records import Row

Ask = Callable[[Callable[[sqlite3.Connection], Any], Any], Any]
"""Puts a question to the tables; its second argument is the answer where they are damaged."""

COLUMNS = (
    "key, kind, issues, party, person, parties, attested_by, stance, status, text, amount, date, "
    "quotes, support"
)
"""What `row` is made of."""
CHECK = (
    "verdict, of_original, place_source, place_start, place_end, place_paragraph, "
    "place_paragraph_end"
)
"""What `check` is made of."""
LISTED = "(kind NOT IN ('title', 'source') OR (kind = 'source' AND instr(key, '#') = 0))"
"""Holds for records that are rows: titles and paragraphs of sources are kept for searching only."""

REPLACING = (
    "FROM brief AS later WHERE later.supersedes = brief.id AND later.supersedes != '' "
    "AND later.id != brief.id"
)
"""The briefs that say they replace a row of `brief`, for a selection from them."""

REPLACED_BY = f"(SELECT coalesce(min(later.id), '') {REPLACING})"
"""The id of the brief that says it replaces a row of `brief`, of several the first, or empty."""


def placeholders(count: int) -> str:
    """Return the question marks of that many values in a statement: `?,?,?`."""
    return ",".join("?" * count)


def row(brief: str, values: Sequence[Any]) -> "Row":
    """Return the row that `COLUMNS` of a record of the brief with this id hold."""
    # Loaded here: a list or a search needs no rows.
    from briefing.records import Row

    key, kind, issues, party, person, parties, attested, stance, status = values[:9]
    text, amount, date, quotes, support = values[9:]
    return Row(
        brief, key, kind, tuple(issues.split()), party, person, tuple(parties.split()),
        tuple(attested.split()), stance, status, text, amount, date, tuple(quotes.split()),
        tuple(support.split()),
    )  # fmt: skip


def check(values: Sequence[Any]) -> "Finding":
    """Return what is kept of the check of a quote, from its `CHECK`.

    Of the place the parts are not kept: it stands for all of them.
    """
    # Loaded here: the verdicts come with what finds them.
    from briefing.evidence import Finding, Place, Span, Verdict

    verdict, of_original, source, start, end, first, last = values
    place = Place(source, start, end, first, last, (Span(start, end),)) if source else None
    return Finding(Verdict(verdict), place, of_original=bool(of_original))
