"""The catalogue of a store, the interface for the rest of the program.

What searches is imported when something is searched: a list is on screen before that.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.catalogue import briefs
from briefing.catalogue.database import Database
from briefing.catalogue.values import Headline, HitPage, ListRow, Marks, ProcessRow
from briefing.errors import BriefingError
from briefing.paths import cache_folder
from briefing.query import EVERYTHING, Query
from briefing.sqlite import FAULTS, is_locked

if TYPE_CHECKING:
    from briefing.catalogue.other_briefs import OtherBriefs
    from briefing.catalogue.process_records import ProcessRecords
    from briefing.catalogue.search.pages import Cursor
    from briefing.evidence import QuoteCheck
    from briefing.model.rows import Names, Row

Result = TypeVar("Result")
_NO_MARKS: Marks = {}


class Catalogue:
    """What a store holds, kept in a file of the person's cache folder, or else in memory.

    Any thread may ask. A catalogue that turns out to be damaged is made anew and answers with
    nothing until the indexer has run; `fresh` tells so.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        """The tables; for the indexer."""
        self.fresh = False
        """Whether the tables were found damaged and emptied since this was last set to False."""
        self.refill: Callable[[], object] | None = None
        """What fills emptied tables again, so that a question is answered all the same; called
        once, and whenever another process has replaced them. Without it the answer is nothing, and
        the next look at the files fills them."""

    @classmethod
    def open(cls, folder: Path, *, cache: Path | None = None) -> "Catalogue":
        """Return the catalogue of the store in `folder`; never raises because of a bad cache."""
        return cls(Database(folder, cache if cache is not None else cache_folder()))

    def close(self) -> None:
        """Give back the file; a later question opens it again."""
        self.database.close()

    # --- briefs ---------------------------------------------------------------------------------

    def count(self, query: Query = EVERYTHING, *, marks: Marks = _NO_MARKS) -> int:
        """Return how many briefs answer `query`."""
        if query.root is None:
            return self.ask(briefs.count_all, 0)
        return len(self.ids(query, marks=marks))

    def ids(
        self,
        query: Query = EVERYTHING,
        *,
        sort: str = "",
        marks: Marks = _NO_MARKS,
        cancelled: Callable[[], bool] | None = None,
    ) -> "array[int]":
        """Return the numbers of the briefs that answer `query`, in order.

        The order is `sort`, else what the query says, else newest first; briefs of one day stand
        by round and then by id. `limit:` in the query holds. A cancelled search returns what it
        has found so far.
        """
        order = sort or query.sort or "-date"
        if query.root is None:
            found = self.ask(lambda c: briefs.all_numbers(c, order), array("q"))
        else:
            from briefing.catalogue.search.pages import SearchClock
            from briefing.catalogue.search.search import Search

            clock = SearchClock(cancelled)
            found = self.ask(
                lambda c: briefs.numbers_of(
                    c, clock.running(Search(c, query, marks).briefs()), order
                ),
                array("q"),
            )
        return found[: query.limit] if query.limit is not None else found

    def first(self, most: int) -> "tuple[int, array[int]]":
        """Return how many briefs there are, and the numbers of the newest `most` of them."""
        return self.ask(lambda c: briefs.first(c, most), (0, array("q")))

    def rows(self, wanted: Sequence[int]) -> tuple[ListRow, ...]:
        """Return what a list shows of the briefs with these numbers, in their order.

        A number that no brief has (any more) is left out.
        """
        return self.ask(lambda c: briefs.rows(c, wanted), ())

    def headlines(self, numbers: Sequence[int]) -> tuple[Headline, ...]:
        """Return the headlines of the briefs with these numbers, in their order; see `rows`."""
        return self.ask(lambda c: briefs.headlines(c, numbers), ())

    def sums(self, wanted: Sequence[int]) -> dict[int, str]:
        """Return the SHA-256 of the files of the briefs with these numbers, where it is known."""
        return self.ask(lambda c: briefs.sums(c, wanted), {})

    def row_of(self, brief_id: str) -> ListRow | None:
        """Return what a list shows of the brief with this id, or in the file of this path."""
        number = self.number_named(brief_id)
        return next(iter(self.rows([number])), None) if number is not None else None

    def number_named(self, name: str) -> int | None:
        """Return the number of the brief with this id, or in the file of this path."""
        number = self.number_of(name)
        return self.number_at(name) if number is None else number

    def number_of(self, brief_id: str) -> int | None:
        """Return the number of the brief with this id; of several, the first by path."""
        return self.ask(lambda c: briefs.number_of(c, brief_id), None)

    def paths_of(self, brief_id: str) -> tuple[str, ...]:
        """Return the files that have an id: more than one is a mistake; the first counts."""
        return self.ask(lambda c: briefs.paths_of(c, brief_id), ())

    def number_at(self, path: str) -> int | None:
        """Return the number of the brief in the file `path` of the store."""
        return self.ask(lambda c: briefs.number_at(c, path), None)

    # --- search ---------------------------------------------------------------------------------

    def search(
        self,
        query: Query,
        *,
        limit: int | None = None,
        offset: int = 0,
        sort: str = "",
        marks: Marks = _NO_MARKS,
        cancelled: Callable[[], bool] | None = None,
    ) -> HitPage:
        """Return the records that answer `query`, newest brief first unless it says otherwise.

        At most `limit` hits (else the query's own limit, else 50) from the one at `offset` on.
        Relevance ranks only the newest few thousand hits. It stops when `cancelled` says so,
        with what it has.
        """
        from briefing.catalogue.search.pages import SearchClock, page
        from briefing.catalogue.search.search import Search

        clock = SearchClock(cancelled)
        order = sort or query.sort or "-date"
        most = limit or query.limit or 50
        return self.ask(
            lambda c: page(
                c, Search(c, query, marks), sort=order, limit=most, offset=offset, clock=clock
            ),
            HitPage((), 0, 0),
        )

    def cursor(self, query: Query, *, marks: Marks = _NO_MARKS) -> "Cursor":
        """Return a search for `query` that is planned once, for its pages and its count."""
        from briefing.catalogue.search.pages import Cursor

        return Cursor(self.ask, query, marks)

    # --- problems -------------------------------------------------------------------------------

    def beside(self, path: str) -> "OtherBriefs | None":
        """Return the other briefs, for the checks between briefs of the one in the file `path`.

        None where nothing is wrong between them. That was found out when all files had been read:
        in the middle of a first run, every other brief would seem to be missing.
        """
        from briefing.catalogue.other_briefs import OtherBriefs, across_at

        number = self.ask(lambda c: across_at(c, path), None)
        return OtherBriefs(self.ask, number) if number is not None else None

    # --- records --------------------------------------------------------------------------------

    def records(
        self, *, process: str = "", issue: str = "", party: str = "", person: str = ""
    ) -> "tuple[tuple[ListRow, Row], ...]":
        """Return records with their briefs, oldest first, in the order in which they are read.

        All that is given must hold: slugs of the brief's process, of an issue the record is about,
        of a party it is by or among whose parties it counts, of the person quoted. Archived
        paragraphs are left out.
        """
        from briefing.catalogue import timelines

        return self.ask(lambda c: timelines.find(c, process, issue, party, person), ())

    def verdicts(self, brief_id: str) -> "Mapping[str, QuoteCheck]":
        """Return the verdict on each quote of a brief and its place, by the quote's key."""
        number = self.number_of(brief_id)
        if number is None:
            return {}
        from briefing.catalogue import timelines

        return self.ask(lambda c: timelines.verdicts(c, number), {})

    def verdicts_of_file(self, path: str, sha256: str) -> "Mapping[str, QuoteCheck]":
        """Return the verdicts on the quotes of a file; none unless it was read with this sum."""
        from briefing.catalogue import timelines

        return self.ask(lambda c: timelines.verdicts_of_file(c, path, sha256), {})

    def threads(self, briefs: Iterable[ListRow]) -> "ProcessRecords":
        """Return the records of `briefs`, which are read only as they are asked for."""
        from briefing.catalogue.process_records import ProcessRecords

        return ProcessRecords(self.ask, briefs)

    def rounds(self, process: str) -> tuple[ListRow, ...]:
        """Return the briefs of a process, oldest first."""
        return self.ask(lambda c: briefs.rounds(c, process), ())

    def processes(self) -> tuple[ProcessRow, ...]:
        """Return every process, the one with the latest brief first."""
        return self.ask(briefs.processes, ())

    def names(self, process: str = "") -> "Names":
        """Return how slugs are shown: in the briefs of one process, or in the whole store.

        Where briefs differ, the latest one of the process is followed.
        """
        from briefing.catalogue import timelines
        from briefing.model.rows import Names

        return self.ask(lambda c: timelines.names(c, process), Names())

    def slugs(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the slugs of `kind` (party, person or issue) that a name or alias means."""
        from briefing.catalogue import timelines

        return self.ask(lambda c: timelines.slugs(c, kind, name), ())

    def nearest(self, kind: str, name: str) -> str:
        """Return the known name of `kind` that `name` was probably meant to be, or nothing."""
        from briefing.catalogue import timelines

        return self.ask(lambda c: timelines.nearest_name(c, kind, name), "")

    # --- the file -------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """A number that grows with every change that the indexer writes."""
        return self.ask(briefs.generation, 0)

    def statistics(self) -> Mapping[str, int]:
        """Return how much the catalogue holds: files, briefs, records, processes, names, bytes."""
        return self.ask(briefs.statistics, {})

    def ask(self, question: Callable[[sqlite3.Connection], Result], nothing: Result) -> Result:
        """Return the answer to a question that the tables are asked directly.

        It is `nothing` where they could not be read, and nothing fills them again.

        Raises:
            BriefingError: another process has been writing for too long.
        """
        try:
            with self.guard(), self.database.reading() as connection:
                return question(connection)
        except UnicodeEncodeError:
            return nothing  # half a character was asked for, and all that is kept is whole
        except FAULTS as error:
            refill = self._mend(error)
        if refill is None:
            return nothing
        refill()
        return self.ask(question, nothing)

    def _mend(self, error: Exception) -> Callable[[], object] | None:
        """Turn to tables that can be asked; return what fills them, if anything does."""
        if is_locked(error):
            raise BriefingError("the catalogue is locked by another process; try again") from None
        if isinstance(error, sqlite3.ProgrammingError):
            return _nothing  # closed by another thread, which has just turned to another file
        was_replaced = self.database.mend(error)
        self.fresh = True
        refill = self.refill
        if not was_replaced:
            self.refill = None
        return refill

    def guard(self) -> AbstractContextManager[object]:
        """Return what to hold while the connection is used: a lock where all threads share it."""
        return self.database.lock if self.database.path is None else nullcontext()


def _nothing() -> None:
    """Fill nothing."""
