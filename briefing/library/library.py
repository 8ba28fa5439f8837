"""The facade for screens and commands: list rows, searches, and a brief with its quote checks.

A thin layer over `store` (files) and `catalogue` (their contents), without a terminal. What loads
the models or the parser of queries is imported on use: the first screen comes before that.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.values import has_changed
from briefing.errors import BriefingError, QueryError
from briefing.paths import require_folder
from briefing.query import EVERYTHING, Query
from briefing.store.store import Store
from briefing.user.brief_marks import BriefMarks
from briefing.user.state import State
from briefing.view.signs import UNICODE, Signs

if TYPE_CHECKING:
    from briefing.catalogue.index.changes import Changes
    from briefing.catalogue.search.pages import Cursor
    from briefing.catalogue.search.session import SearchSession
    from briefing.library.board_source import BoardSource
    from briefing.library.brief_views import BriefViews
    from briefing.query.assist.completion import Values
    from briefing.store.files import Stamp
    from briefing.view.brief.brief_view import BriefView


class Library:
    """A store with its catalogue."""

    _is_ready = False
    has_unconfirmed = False
    """Whether a brief had values that are only suggested when the files were last read."""
    _searches: tuple[str, ...] | None = None
    _values: "tuple[object, Mapping[str, Values]] | None" = None
    _boards: "BoardSource | None" = None
    _views: "BriefViews | None" = None

    def __init__(
        self,
        folder: Path,
        *,
        cache: Path | None = None,
        catalogue: Catalogue | None = None,
        state: State | None = None,
        saved: Mapping[str, str] | None = None,
        ignore: Sequence[str] = (),
    ) -> None:
        """Open the folder with its `catalogue`, if that is open already; read no file yet.

        `ignore`: as in `Store`.

        Raises:
            StoreError: `folder` is not a folder that can be read.
        """
        require_folder(folder)
        self.folder = folder
        """The store's folder."""
        self.store = Store(folder, ignore=ignore)
        """The files."""
        self.catalogue = catalogue or Catalogue.open(folder, cache=cache)
        """Their contents."""
        self.state = state
        """The person's marks, tags and notes; None where none are saved."""
        self.saved = dict(saved or {})
        """The person's saved searches by name."""
        self.own = BriefMarks(self.store, self.catalogue, state)
        """The person's marks, as the list shows them."""

    @property
    def boards(self) -> "BoardSource":
        """Its boards, such as the issues of a process by round."""
        if self._boards is None:
            from briefing.library.board_source import BoardSource

            self._boards = BoardSource(self.folder, self.catalogue, self.state)
        return self._boards

    def close(self) -> None:
        """Close the files; all marks are saved already."""
        self.catalogue.close()
        if self.state is not None:
            self.state.close()

    def rows(self, numbers: Sequence[int]) -> Sequence[ListRow]:
        """Return the catalogue's rows of the briefs with these numbers, in their order."""
        return self.catalogue.rows(numbers)

    def row(self, number: int) -> ListRow | None:
        """Return the catalogue's row of one brief."""
        return next(iter(self.catalogue.rows([number])), None)

    @property
    def marks(self) -> Mapping[str, frozenset[str]]:
        """The person's marks, as `State.marks`."""
        return self.own.marks

    def sums(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """Return by number the SHA-256 of the files of briefs, for `BriefMarks.of`."""
        return self.catalogue.sums(numbers) if self.state is not None else {}

    def has_changed(self, brief: str) -> bool:
        """Whether the file of a brief has changed since it was read."""
        number = self.catalogue.number_of(brief)
        sums = self.sums([number]) if number is not None else {}
        return any(has_changed(self.marks, brief, sha256) for sha256 in sums.values())

    def ids(self, query: Query = EVERYTHING) -> Sequence[int]:
        """Return the numbers of the briefs that answer `query`, in its order."""
        if query.root is None:
            return self.catalogue.ids(query)
        numbers: Sequence[int] = self._cursor(query).briefs()
        return numbers[: query.limit]

    def _cursor(self, query: Query, *, hasty: bool = False) -> "Cursor":
        """Return a search for `query` among the records and the person's notes."""
        marks = self.marks
        if not self.own.notes:
            return self.catalogue.cursor(query, marks=marks, hasty=hasty)
        from briefing.user.note_search import NotedCursor

        return NotedCursor(self.catalogue, query, self.own.notes, marks, hasty=hasty)

    def find(
        self,
        text: str,
        *,
        typing: bool = True,
        goes_on: bool = False,
        within: str = "",
        saved: Mapping[str, str] | None = None,
    ) -> "SearchSession":
        """Return a search for `text`, nothing fetched yet; `typing` takes it as unfinished.

        With `goes_on` it is finished, but its last word may be the beginning of one.
        `within` is the id of the only brief to search; empty for all. `saved` stands in place of
        the person's saved searches.

        Raises:
            QueryError: `text` cannot be understood.
        """
        from briefing.catalogue.search.session import find

        session = find(
            self.catalogue, text, saved=self.saved if saved is None else saved, marks=self.marks,
            typing=typing, goes_on=goes_on, within=within,
        )  # fmt: skip
        if self.state is None:
            self._refuse_notes(session.query)
        elif self.own.notes:
            session.cursor = self._cursor(session.query, hasty=typing)
        return session

    @staticmethod
    def _refuse_notes(query: Query) -> None:
        from briefing.query.nodes import FieldFilter, leaves

        for leaf in leaves(query.root):
            if isinstance(leaf, FieldFilter) and leaf.name == "note":
                raise QueryError("note: finds nothing: no notes are kept in this mode", leaf.column)

    def alternatives(self, query: Query) -> str:
        """Return what would find something where `query` does not; this may take 50 ms."""
        return ", ".join(map(str, self.catalogue.alternatives(query, marks=self.marks)))

    def searches(self) -> tuple[str, ...]:
        """Return the earlier searches as last read, the newest first."""
        if self._searches is None:
            self._searches = self.state.searches() if self.state is not None else ()
        return self._searches

    def remember_search(self, text: str) -> None:
        """Save a search in the history; this may wait for another process."""
        if self.state is not None:
            self.state.add_search(text)
            self._searches = self.state.searches()

    def query_values(self) -> "Mapping[str, Values]":
        """Return the values of fields in this store, read again when it has changed."""
        key = (self.catalogue.generation, tuple(self.saved), frozenset(self.marks))
        if self._values is None or self._values[0] != key:
            from briefing.user.query_values import query_values

            self._values = (key, query_values(self.catalogue, self.marks, self.saved))
        return self._values[1]

    def require_savable(self, name: str, text: str) -> None:
        """Require that `saved:name` can be used if it stands for `text`.

        Raises:
            QueryError: `text` cannot be understood, or refers to itself by `name`.
        """
        self.find(f"saved:{name}", typing=False, saved={**self.saved, name: text})

    def saved_counts(self) -> list[tuple[str, int]]:
        """Return the name of each saved search with the number of briefs it finds."""
        counts = []
        for name in tuple(self.saved):
            try:
                query = self.find(f"saved:{name}", typing=False).query
                counts.append((name, len(self.ids(query))))
            except QueryError:
                pass  # reported where the settings are read
        return counts

    def refresh(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> "Changes":
        """Bring the catalogue up to date with the files."""
        from briefing.catalogue.index.refresh import refresh

        changes = refresh(self.catalogue, self.store, progress=progress, cancelled=cancelled)
        self.own.renumber()
        self.has_unconfirmed = self.catalogue.has_unconfirmed()
        return changes

    def get_ready(self) -> bool:
        """Load models and plan a query, so that the first use is not slow.

        Returns:
            Whether that was still to be done.
        """
        if self._is_ready:
            return False
        self._is_ready = True
        self.store.get_ready()
        self.searches()
        try:
            session = self.find("a")
            session.fetch(1)
            session.count()
        except BriefingError:
            pass  # reported by the next search
        return True

    def stamp(self, path: str) -> "Stamp | None":
        """Return the present stamp of a file of the store; None where it cannot be read."""
        return self.store.stamp(path)

    @property
    def views(self) -> "BriefViews":
        """Its briefs, as they are shown."""
        if self._views is None:
            from briefing.library.brief_views import BriefViews

            self._views = BriefViews(self.store, self.catalogue, self.state, self.own)
        return self._views

    def view(
        self,
        row: ListRow,
        *,
        signs: Signs = UNICODE,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> "BriefView":
        """Return the brief of `row` as `BriefViews.checked`: with its quotes checked."""
        return self.views.checked(row, signs, cancelled)

    def kept_view(self, row: ListRow, *, signs: Signs = UNICODE) -> "BriefView":
        """Return the brief of `row` as `BriefViews.kept`: with the quote checks that are kept."""
        return self.views.kept(row, signs)

    def first_unconfirmed(self, numbers: Sequence[int], steps: int) -> tuple[ListRow, str] | None:
        """Return the first of some briefs with suggestions, and its first (or last) item; reads."""
        having = set(self.ids(self.find("is:unconfirmed", typing=False).query))
        rows = self.rows([number for number in numbers if number in having])
        return self.views.first_unconfirmed(rows, steps)
