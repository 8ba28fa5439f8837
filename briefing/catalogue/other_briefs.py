"""One brief of the catalogue beside all the others, by the rules of `checks.across`."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.catalogue.columns import Ask, decode_path, encode_path

if TYPE_CHECKING:
    from briefing.checks.across import BriefSummary
    from briefing.loader.syntax import Fault

_ACROSS = "SELECT number FROM across JOIN file USING (number) WHERE path = ?"
_SAME = (
    "SELECT 1 FROM brief "
    "WHERE number = ? AND id = ? AND process = ? AND round IS ? AND supersedes = ?"
)


class OtherBriefs:
    """A brief of the store, and the others."""

    def __init__(self, ask: Ask, number: int) -> None:
        self._ask, self._number = ask, number

    def faults(self, summary: "BriefSummary") -> Sequence["Fault"]:
        """Return what is wrong with the brief, of which `summary` tells what its file says now.

        Nothing where the tables have another id, round or brief to replace: they will soon know.
        """
        return tuple(self._ask(lambda connection: self._faults(connection, summary), ()))

    def _faults(self, connection: sqlite3.Connection, summary: "BriefSummary") -> Sequence["Fault"]:
        from briefing.checks.across import conflicts, faults_of

        values = (self._number, summary.id, summary.process, summary.round, summary.supersedes)
        if connection.execute(_SAME, values).fetchone() is None:
            return ()
        return tuple(
            faults_of(connection, summary, conflicts(connection, self._number), decode_path)
        )


def across_at(connection: sqlite3.Connection, path: str) -> int | None:
    """Return the number of the brief in a file if it has errors in the light of the others."""
    row = connection.execute(_ACROSS, (encode_path(path),)).fetchone()
    return None if row is None else int(row[0])
