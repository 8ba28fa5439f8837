"""The catalogue of a store, the interface for the rest of the program."""

import sqlite3
from array import array
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.catalogue import briefs, used_names
from briefing.catalogue.storage.columns import decode_path, encode_path
from briefing.catalogue.storage.database import Database
from briefing.catalogue.storage.host import HostCatalogue, HostTables
from briefing.catalogue.storage.sqlite import FAULTS, is_locked
from briefing.catalogue.values import Gap, Headline, ListRow, Marks, ProcessRow, UsedName
from briefing.errors import BriefingError, NotFound
from briefing.model.rows import Names, Row
from briefing.paths import cache_folder, host_folder
from briefing.query import EVERYTHING, Query
from briefing.text.clean import clean
from briefing.text.names import did_you_mean

if TYPE_CHECKING:
    from briefing.catalogue.search.pages import Cursor
    from briefing.catalogue.suggest.alternatives import Alternative
    from briefing.checks.cross_brief import BriefSummary
    from briefing.evidence import QuoteCheck
    from briefing.loader.syntax import Fault

Result = TypeVar("Result")
_NO_MARKS: Marks = {}
_NEAR = 1000  # latest briefs that an unknown id is compared with


class Catalogue:
    """The contents of a store, in a file of the person's cache folder, or else in memory.

    Any thread may ask. A damaged catalogue is replaced by an empty one, which sets `fresh`, and
    answers with nothing until the next refresh.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        """The tables; for the indexer."""
        self.fresh = False
        """Whether the tables were found damaged and emptied since this was last set to False."""
        self.host_tables: HostTables | None = None
        """Which tables the host's catalogue had at the last refresh; for the indexer."""
        self.refill: Callable[[], object] | None = None
        """Fills emptied tables, so that a question is answered all the same; called once, and
        whenever another process has replaced them. Without it the next refresh fills them."""

    @classmethod
    def open(
        cls, folder: Path, *, cache: Path | None = None, host: Path | None = None
    ) -> "Catalogue":
        """Return the catalogue of the store in `folder`; never raises because of a bad cache.

        That is the host's in the folder `host`, or else the person's own in the folder `cache`. If
        neither is given, both are where the system has them.
        """
        if cache is None and host is None:
            host = host_folder()
        shared = HostCatalogue(host, folder) if host is not None else None
        return cls(Database(folder, cache if cache is not None else cache_folder(), shared))

    def close(self) -> None:
        """Close the file; a later question opens it again."""
        self.database.close()

    @property
    def host_trouble(self) -> str:
        """Why the host's catalogue is not used, in one line; empty if it is, or does not exist."""
        host = self.database.host
        trouble = clean(host.trouble, line=True) if host is not None else ""
        return f"not used: the host's catalogue, as {trouble}" if trouble else ""

    def count(self) -> int:
        """Return how many briefs there are, files with errors included."""
        return self._number("SELECT count(*) FROM brief") or 0

    def ids(self, query: Query = EVERYTHING, *, sort: str = "") -> "array[int]":
        """Return the numbers of the briefs that answer `query`, up to its `limit:`.

        The order is `sort`, else that of the query, else newest first; briefs of one day are in
        the order of their rounds, then of their ids.
        """
        order = sort or query.sort or "-date"
        if query.root is None:
            numbers = self.ask(lambda c: briefs.all_numbers(c, order, query.limit), array("q"))
        else:
            numbers = self.cursor(query, sort=order).briefs()
        return numbers[: query.limit]

    def record_texts(self, records: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
        """Return the texts of records by brief number and key; missing records are left out."""
        asked = list(records)
        return self.ask(lambda c: briefs.record_texts(c, asked), {})

    def in_order(self, numbers: Iterable[int], sort: str) -> "array[int]":
        """Return the numbers of some briefs in one of the orders of `SORTS`."""
        some = list(numbers)
        return self.ask(lambda c: briefs.numbers_of(c, some, sort), array("q"))

    def rows(self, numbers: Sequence[int]) -> tuple[ListRow, ...]:
        """Return the rows of the briefs with these numbers, in order, without missing ones."""
        return self.ask(lambda c: briefs.rows(c, numbers), ())

    def headlines(self, numbers: Sequence[int]) -> list[Headline | ListRow]:
        """Return headlines as `rows`, but the row of a brief with problems or superseded."""
        return self.ask(lambda c: briefs.headlines(c, numbers), [])

    def sums(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the SHA-256 of the files of the briefs with these numbers, where it is known."""
        return self.ask(lambda c: briefs.sums(c, numbers), {})

    def row_of(self, name: str) -> ListRow | None:
        """Return the row of the brief with this id, or in the file of this path."""
        number = self.number_named(name)
        return next(iter(self.rows([number])), None) if number is not None else None

    def require(self, name: str) -> ListRow:
        """Return the row of the brief with this id, or in the file of this path.

        Raises:
            NotFound: there is none; the text suggests others.
        """
        row = self.row_of(name)
        if row is None:
            ids = [each.id for each in self.rows(self.ids(Query(limit=_NEAR)))]
            begun = [brief_id for brief_id in ids if name and brief_id.startswith(name)]
            more = f" and {len(begun) - 3} more" if len(begun) > 3 else ""
            near = f"; did you mean {', '.join(begun[:3])}{more}?" if len(begun) > 1 else ""
            near = near or did_you_mean(name, begun or ids) or "; see briefing list"
            raise NotFound(f'unknown brief "{name}"{near}')
        return row

    def number_named(self, name: str) -> int | None:
        """Return the number of the brief with this id, or in the file of this path."""
        number = self.number_of(name)
        return self.number_at(name) if number is None else number

    def number_of(self, brief_id: str) -> int | None:
        """Return the number of the brief with this id; of several, the first by path."""
        return self.ask(lambda c: briefs.number_of(c, brief_id), None)

    def numbered(self, ids: Iterable[str]) -> list[tuple[str, int]]:
        """Return the briefs with one of these ids, each with its number, in no order."""
        asked = list(dict.fromkeys(ids))
        return self.ask(lambda c: briefs.numbered(c, asked), [])

    def paths_of(self, brief_id: str) -> tuple[str, ...]:
        """Return the files that have an id: more than one is a mistake; the first counts."""
        sql = "SELECT path FROM brief WHERE id = ? ORDER BY title = '', path"
        return self.ask(
            lambda c: tuple(decode_path(path) for (path,) in c.execute(sql, (brief_id,))), ()
        )

    def number_at(self, path: str) -> int | None:
        """Return the number of the brief in the file `path` of the store."""
        sql = "SELECT number FROM file WHERE path = ? AND number IS NOT NULL"  # an archive has none
        return self._number(sql, encode_path(path))

    def _number(self, sql: str, *values: str) -> int | None:
        return self.ask(lambda c: briefs.number(c, sql, *values), None)

    def cursor(
        self, query: Query, *, sort: str = "", marks: Marks = _NO_MARKS, hasty: bool = False
    ) -> "Cursor":
        """Return a search for `query` that is planned once, for its pages and its count.

        `hasty`: as in `Cursor`.
        """
        # Here, as a list is on screen before anything is searched.
        from briefing.catalogue.search.pages import Cursor

        return Cursor(self.ask, query, marks, sort, hasty=hasty)

    def alternatives(self, query: Query, *, marks: Marks = _NO_MARKS) -> "tuple[Alternative, ...]":
        """Return counts for the parts of a query that finds nothing, and what would find something.

        This takes up to 50 ms of the processor.
        """
        # Here, as it is asked only after a query that finds nothing.
        from briefing.catalogue.suggest.alternatives import alternatives

        return self.ask(lambda c: alternatives(c, query, marks), ())

    def faults_across(self, summary: "BriefSummary") -> "Sequence[Fault]":
        """Return the faults of a brief in the light of the others; see `cross_checks`."""
        # Here, as the rules need the models.
        from briefing.catalogue.index.cross_checks import faults_across

        return self.ask(lambda c: faults_across(c, summary), ())

    def records(
        self, *, process: str = "", issue: str = "", party: str = "", person: str = ""
    ) -> tuple[tuple[ListRow, Row], ...]:
        """Return records with their briefs, oldest first, in reading order; no paragraphs.

        All slugs that are given must hold: the brief's process, an issue of the record, a party it
        is by or among whose parties it counts, the person quoted.
        """
        # Here and in `slugs`: a list does without the terms of queries.
        from briefing.catalogue.timelines import find

        return self.ask(lambda c: find(c, process, issue, party, person), ())

    def verdicts(self, brief_id: str) -> "Mapping[str, QuoteCheck]":
        """Return the kept checks of the quotes of a brief, by the quote's key."""
        return self._checks(lambda c: briefs.number_of(c, brief_id))

    def verdicts_of_file(self, path: str, sha256: str) -> "Mapping[str, QuoteCheck]":
        """Return the kept checks of the quotes of a file; none unless it had this SHA-256."""
        return self._checks(lambda c: briefs.number_of_file(c, path, sha256))

    def _checks(
        self, number_in: Callable[[sqlite3.Connection], int | None]
    ) -> "Mapping[str, QuoteCheck]":
        # Here, as a list needs no evidence.
        from briefing.catalogue.kept_checks import of_brief

        def question(connection: sqlite3.Connection) -> "Mapping[str, QuoteCheck]":
            number = number_in(connection)
            return of_brief(connection, number) if number is not None else {}

        return self.ask(question, {})

    def rounds(self, process: str) -> tuple[ListRow, ...]:
        """Return the briefs of a process, oldest first."""
        return self.ask(lambda c: briefs.rounds(c, process), ())

    def handlings(self, process: str = "") -> tuple[str, ...]:
        """Return the handling marks of all briefs, or of those of a process, each once."""
        return self.ask(lambda c: briefs.handlings(c, process), ())

    def incomplete(self, process: str = "") -> tuple[Gap, ...]:
        """Return the files that could not be read whole: all, or those that concern a process."""
        return self.ask(lambda c: briefs.incomplete(c, process), ())

    def count_incomplete(self) -> int:
        """Return how many files could not be read whole."""
        return self.ask(briefs.count_incomplete, 0)

    def has_unconfirmed(self) -> bool:
        """Whether a brief has values that a program proposed and no person has confirmed."""
        return self.ask(briefs.has_unconfirmed, False)

    def processes(self) -> tuple[ProcessRow, ...]:
        """Return every process, the one with the latest brief first."""
        return self.ask(briefs.processes, ())

    def names(self, process: str = "", among: Container[int] | None = None) -> Names:
        """Return how slugs are shown: as the latest brief of a process has it, or any brief.

        With `among`, only those briefs of the process are asked, by their numbers.
        """
        return self.ask(lambda c: used_names.names(c, process, among), Names())

    def named(self, kind: str, process: str = "") -> tuple[UsedName, ...]:
        """Return the parties, people or issues that briefs name: all, or those of a process."""
        return self.ask(lambda c: used_names.used_names(c, kind, process), ())

    def slugs(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the slugs of `kind` (party, person or issue) that a name or alias means."""
        from briefing.catalogue.search.resolve import slugs_named  # here, as in `records`

        return self.ask(lambda c: slugs_named(c, kind, name), ())

    def nearest(self, kind: str, name: str) -> str:
        """Return the name of `kind` in the store that is nearest to `name`, or nothing."""
        return self.ask(lambda c: used_names.nearest_name(c, kind, name), "")

    @property
    def generation(self) -> int:
        """A number that grows with every change of the tables."""
        return self.ask(briefs.generation, 0)

    def statistics(self) -> Mapping[str, int]:
        """Return the counts of files, briefs, records, processes, names and bytes."""
        return self.ask(briefs.statistics, {})

    def ask(self, question: Callable[[sqlite3.Connection], Result], nothing: Result) -> Result:
        """Return the answer to a question to the tables.

        It is `nothing` where they could not be read and `refill` is not set.

        Raises:
            BriefingError: another process has been writing for too long.
        """
        try:
            with self.guard(), self.database.reading() as connection:
                return question(connection)
        except UnicodeEncodeError:
            return nothing  # the question holds half a character, and no stored text does
        except FAULTS as error:
            if is_locked(error):
                message = "the catalogue is locked by another process; try again"
                raise BriefingError(message) from None
            # Closed by another thread, which has just turned to another file.
            was_closed = isinstance(error, sqlite3.ProgrammingError)
            if not was_closed and not self._refilled(error):
                return nothing
        return self.ask(question, nothing)

    def _refilled(self, error: Exception) -> bool:
        """Turn to tables that can be read, and fill them; return whether they were filled."""
        was_replaced = self.database.mend(error)
        self.fresh = True
        if self.database.pointer is not None:
            return True  # the host's is never empty
        refill = self.refill
        if not was_replaced:
            self.refill = None
        if refill is not None:
            refill()
        return refill is not None

    def guard(self) -> AbstractContextManager[object]:
        """Return the lock to hold while a connection that all threads share is used."""
        return self.database.lock if self.database.path is None else nullcontext()
