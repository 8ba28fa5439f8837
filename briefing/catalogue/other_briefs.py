"""One brief of the catalogue beside all the others, by the rules of `checks.cross_brief`."""

import sqlite3
from collections.abc import Sequence

from briefing.catalogue.columns import Ask, decode_path
from briefing.checks.cross_brief import BriefSummary, conflicts, faults_of
from briefing.loader.syntax import Fault

_SAME = (
    "SELECT 1 FROM brief "
    "WHERE number = ? AND id = ? AND process = ? AND round IS ? AND supersedes = ?"
)


class OtherBriefs:
    """A brief of the store, and the others."""

    def __init__(self, ask: Ask, number: int) -> None:
        self._ask, self._number = ask, number

    def faults(self, summary: "BriefSummary") -> Sequence["Fault"]:
        """Return the faults of the brief, summarised as its file is now.

        None where the tables have another id, round or brief to replace, until the next refresh.
        """
        return tuple(self._ask(lambda connection: self._faults(connection, summary), ()))

    def _faults(self, connection: sqlite3.Connection, summary: "BriefSummary") -> Sequence["Fault"]:
        values = (self._number, summary.id, summary.process, summary.round, summary.supersedes)
        if connection.execute(_SAME, values).fetchone() is None:
            return ()
        return tuple(
            faults_of(connection, summary, conflicts(connection, self._number), decode_path)
        )
