"""The kept checks of the quotes of a brief."""

import sqlite3

from briefing.catalogue.storage import columns
from briefing.catalogue.storage.sqlite import DamagedValue
from briefing.evidence import Place, QuoteCheck, TextRange, Verdict

_VERDICTS = frozenset(Verdict)
_CHECKS = """
SELECT key, verdict, of_original, place_source, place_start, place_end, place_paragraph,
place_paragraph_end FROM record WHERE number BETWEEN ? AND ? AND verdict != ''
"""


def of_brief(connection: sqlite3.Connection, number: int) -> dict[str, QuoteCheck]:
    """Return the checks of one brief's quotes, by key; a place is its only part.

    Raises:
        DamagedValue: a verdict is not one.
    """
    low = columns.record_number(number, 0)
    rows = connection.execute(_CHECKS, (low, low + columns.MAX_RECORDS)).fetchall()
    checks = {}
    for key, verdict, of_original, source, start, end, first, last in rows:
        place = Place(source, start, end, first, last, (TextRange(start, end),)) if source else None
        if verdict not in _VERDICTS:
            raise DamagedValue("a wrong value in record.verdict")
        checks[key] = QuoteCheck(Verdict(verdict), place, of_original=bool(of_original))
    return checks
