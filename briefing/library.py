"""The facade for screens and commands: list rows, and a brief with everything known about it.

A thin room over `store` (files) and `catalogue` (what is in them), without a terminal.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.values import has_changed
from briefing.errors import BriefingError, NotFound, QueryError, UnreadableError
from briefing.paths import require_folder
from briefing.query import EVERYTHING, Query
from briefing.store.store import Store
from briefing.text.clean import clean
from briefing.text.ranges import Highlighter, no_highlight
from briefing.view.signs import UNICODE, Signs

if TYPE_CHECKING:
    from briefing.catalogue.index.changes import Changes
    from briefing.catalogue.search.session import SearchSession
    from briefing.loader.problems import Problem
    from briefing.model.brief import Brief
    from briefing.process import Process
    from briefing.store.checked_brief import StoredFile
    from briefing.store.files import Stamp
    from briefing.user.state import State
    from briefing.view.board import Board
    from briefing.view.board.board_ref import BoardRef
    from briefing.view.brief.brief_view import BriefView


def _never() -> bool:
    return False


class Library:
    """A store with its catalogue."""

    def __init__(
        self,
        folder: Path,
        *,
        cache: Path | None = None,
        catalogue: Catalogue | None = None,
        state: "State | None" = None,
        saved: Mapping[str, str] | None = None,
    ) -> None:
        """Open the folder; files are read only when they are asked for.

        `catalogue` is the store's if it has been opened already; `state` keeps what the person
        does, `saved` are the person's named searches.

        Raises:
            StoreError: `folder` is not a folder that can be read.
        """
        self.folder = folder
        """The store's folder."""
        require_folder(folder)
        self.store = Store(folder)
        """The files; the models are imported when the first one is read, not while starting."""
        self.catalogue = catalogue or Catalogue.open(folder, cache=cache)
        """What is in them."""
        self.state = state
        """What the person did; None where nothing is to be kept."""
        self.saved = dict(saved or {})
        """Searches by name."""
        self._is_ready = False
        self._marks: Mapping[str, frozenset[str]] | None = None
        self._marked_at: int | None = None
        self._searches: tuple[str, ...] | None = None
        self._process: tuple[tuple[str, object], Process] | None = None

    def close(self) -> None:
        """Let go of the files; what was marked is saved already."""
        self.catalogue.close()
        if self.state is not None:
            self.state.close()

    def rows(self, numbers: Sequence[int]) -> Sequence[ListRow]:
        """Return what the catalogue knows of the briefs with these numbers, in their order."""
        return self.catalogue.rows(numbers)

    def row(self, number: int) -> ListRow | None:
        """Return what the catalogue knows of one brief."""
        rows = self.catalogue.rows([number])
        return rows[0] if rows else None

    # --- what the person did ---------------------------------------------------------------------

    @property
    def marks(self) -> Mapping[str, frozenset[str]]:
        """The briefs by what was done to them, as `State.marks` tells."""
        if self.state is None:
            return {}
        marks = self._marks
        if marks is None:
            if self._marked_at is None:
                # Before they are read: what is marked between is found at the next look.
                self._marked_at = self.state.version
            marks = self._marks = self.state.marks()
        return marks

    def reload_marks(self) -> None:
        """Ask for the marks anew, as something was marked; this may wait for another process."""
        if self.state is not None:
            self._marks = self.state.marks()

    def others_have_marked(self) -> bool:
        """Whether another process has marked something since this was asked last: `reload_marks`.

        Asking is cheap and never waits.
        """
        if self.state is None or self._marked_at is None:
            return False
        before, self._marked_at = self._marked_at, self.state.version
        return before != self._marked_at

    def sums(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """Return by number the SHA-256 of the files of briefs, which `mark_of` compares."""
        return self.catalogue.sums(numbers) if self.state is not None else {}

    def mark_of(self, brief: str, sha256: str = "") -> str:
        """Return the sign before a brief in the list, whose file has a SHA-256.

        The first that holds: `~` changed since it was read, `*` starred, `•` not read yet; or a
        space.
        """
        if has_changed(self.marks, brief, sha256):
            return "~"
        if brief in self.marks.get("starred", ()):
            return "*"
        unread = self.state is not None and brief not in self.marks.get("read", ())
        return "•" if unread else " "

    def has_changed(self, brief: str) -> bool:
        """Whether the file of a brief that was read holds something else now."""
        number = self.catalogue.number_of(brief)
        sums = self.sums([number]) if number is not None else {}
        return any(has_changed(self.marks, brief, sha256) for sha256 in sums.values())

    def tags_of(self, brief: str) -> tuple[str, ...]:
        """Return the person's own tags on a brief, in order."""
        return self.state.tags([brief]).get(brief, ()) if self.state is not None else ()

    def mark_read(self, brief: str) -> None:
        """Mark a brief as read as its file is now, and keep that for `since_read`."""
        row = self.catalogue.row_of(brief)
        if row is None or self.state is None:
            return
        from hashlib import sha256

        from briefing.store.files import MAX_BRIEF, read

        try:
            data = read(self.folder, row.path, MAX_BRIEF)
            digest = sha256(data).hexdigest()
        except UnreadableError:
            # Seen all the same; there is nothing to compare with later.
            data, digest = None, self.store.load(row.path).sha256
        self.state.set_read({brief: digest}, text=data)

    def since_read(self, brief: str) -> "Board":
        """Return what has changed in a brief since it was read last.

        Raises:
            NotFound: it was not read before, or what was read then can no longer be compared.
        """
        from dataclasses import replace

        from briefing.loader.load import load
        from briefing.process import versions, whole
        from briefing.store.files import MAX_BRIEF, read
        from briefing.view.board import versions_board

        row = self.catalogue.row_of(brief)
        before = self.state.last_read(brief) if self.state is not None else None
        if row is None or before is None:
            raise NotFound("you have not read this brief before")
        # Both without the store's shared records: those may have changed for other reasons.
        try:
            now = read(self.folder, row.path, MAX_BRIEF)
        except UnreadableError as error:
            raise NotFound(f"{row.path}: {error.message}") from None
        old, new = load(before, row.path).brief, load(now, row.path).brief
        if old is None or new is None:
            raise NotFound("cannot compare with what you read: the file has problems")
        board = versions_board("", brief, versions(whole(old), whole(new)))
        superseded = f" ({row.superseded})" if row.superseded else ""
        return replace(board, title=f"{row.title}{superseded}: since you read it")

    def ids(self, query: Query = EVERYTHING) -> Sequence[int]:
        """Return the numbers of the briefs that answer `query`, in its order."""
        return self.catalogue.ids(query, marks=self.marks if query.root is not None else {})

    def find(self, text: str) -> "SearchSession":
        """Return a search for `text`, which may still be being typed; nothing fetched yet.

        Raises:
            QueryError: `text` cannot be understood.
        """
        from briefing.catalogue.search.session import find

        return find(self.catalogue, text, saved=self.saved, marks=self.marks, typing=True)

    def searches(self) -> tuple[str, ...]:
        """Return the searches of before, the newest first; those that were known last."""
        if self._searches is None:
            self._searches = self.state.searches() if self.state is not None else ()
        return self._searches

    def remember_search(self, text: str) -> None:
        """Keep a search for another time; this may wait for another process."""
        if self.state is not None:
            self.state.add_search(text)
            self._searches = self.state.searches()

    def saved_counts(self) -> list[tuple[str, int]]:
        """Return each saved search by name with the number of briefs it finds."""
        from briefing.model.dates import today
        from briefing.query.parser import parse

        counts = []
        for name in self.saved:
            try:
                query = parse(f"saved:{name}", today=today(), saved=self.saved)
                counts.append((name, self.catalogue.count(query)))
            except QueryError:
                pass  # the settings are checked, and told about, where they are read
        return counts

    def process(self, slug: str) -> "Process":
        """Return a process with all its rounds, as the catalogue holds it now."""
        from briefing.catalogue.processes import load_process

        known = (slug, self.catalogue.generation)
        if self._process is None or self._process[0] != known:
            self._process = (known, load_process(self.catalogue, slug))
        return self._process[1]

    def board(self, table: "BoardRef") -> "Board":
        """Return the board that `table` names.

        Raises:
            NotFound: there is nothing to compare the round with.
        """
        from briefing.catalogue.processes import load_whole
        from briefing.view.board.board_ref import board_of

        if table.kind == "since":
            return self.since_read(table.brief)
        return board_of(
            self.process(table.process), table, self.catalogue.verdicts,
            lambda name: load_whole(self.catalogue, self.folder, name),
        )  # fmt: skip

    def why_unreadable(self, row: ListRow) -> str:
        """Return that a file cannot be read and its first error, in a line; empty for a brief."""
        from briefing.catalogue.processes import why_unreadable

        return why_unreadable(self.folder, row)

    def column_of(self, table: "BoardRef") -> int:
        """Return the column of a table's round on the board of its process; 0 for none."""
        try:
            return self.process(table.process).column(table.brief)
        except NotFound:
            return 0

    def refresh(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> "Changes":
        """Bring the catalogue up to date with the files."""
        from briefing.catalogue.index.refresh import refresh

        return refresh(self.catalogue, self.store, progress=progress, cancelled=cancelled)

    def get_ready(self) -> None:
        """Do once what reading and searching take: the first time is to be as quick as any."""
        if self._is_ready:
            return
        self._is_ready = True
        self.store.get_ready()
        self.searches()
        try:
            finding = self.find("a")
            finding.fetch(1)
            finding.count()
        except BriefingError:
            pass  # it is told when somebody asks

    def stamp(self, path: str) -> "Stamp | None":
        """Return the stamp that a file of the store has now; None where it cannot be read."""
        from briefing.store.files import stamp_of

        try:
            return stamp_of(self.folder, path)
        except UnreadableError:
            return None

    def view(
        self,
        row: ListRow,
        *,
        signs: Signs = UNICODE,
        lit: Highlighter = no_highlight,
        cancelled: Callable[[], bool] = _never,
    ) -> "BriefView":
        """Return the brief that `row` stands for with its problems, archives and quote checks.

        It reads files and compares texts, which may take seconds: for a worker thread, of which
        several may ask at once. Each file is looked at once. What is `cancelled` between two quotes
        is answered as by `kept_view`.
        """
        checked = self.store.checked(row.path)
        if not checked.judge(cancelled):
            return self.kept_view(row, signs=signs, lit=lit)
        reading = self._reading(row, checked.file, checked.problems, signs, lit)
        if reading.broken:
            return reading
        return reading._replace(findings=checked.findings, archives=checked.archives)

    reading = view

    def kept_view(
        self, row: ListRow, *, signs: Signs = UNICODE, lit: Highlighter = no_highlight
    ) -> "BriefView":
        """Return the brief that `row` stands for with the verdicts that the catalogue keeps.

        No archive is read and no text compared, so that a brief can be shown before `view` has
        checked it. A file that is not what the catalogue read comes without verdicts. It reads the
        file: for a worker thread, as `view`.
        """
        file = self.store.open(row.path)
        reading = self._reading(row, file, file.loaded.problems, signs, lit)
        if reading.broken:
            return reading
        kept = self.catalogue.verdicts_of_file(row.path, file.loaded.sha256)
        return reading._replace(findings=kept)

    def _reading(
        self,
        row: ListRow,
        file: "StoredFile",
        problems: "tuple[Problem, ...]",
        signs: Signs,
        lit: Highlighter,
    ) -> "BriefView":
        """Return the brief of a file with its own problems and those beside the other briefs."""
        from briefing.loader.problems import in_order
        from briefing.view.brief.brief_view import BriefView

        others = self.catalogue.beside(row.path)
        if others is not None:
            problems = in_order((*problems, *file.beside(others)))
        brief = file.loaded.brief
        if brief is None:
            return BriefView(
                _broken(row), problems=problems, signs=signs, broken=True,
                notes=self._notes(row.id), tags=self.tags_of(row.id), replaced_by=row.replaced_by,
            )  # fmt: skip
        return BriefView(
            brief, meta=file.loaded.meta, signs=signs, lit=lit, rounds=_rounds(row, brief),
            # Errors of the shared file come first: they are why names are missing in the brief.
            problems=(*file.shared.errors, *problems), notes=self._notes(brief.id),
            tags=self.tags_of(brief.id), replaced_by=row.replaced_by,
        )  # fmt: skip

    def _notes(self, brief: str) -> Mapping[str, str]:
        return self.state.notes([brief]).get(brief, {}) if self.state is not None else {}


def _rounds(row: ListRow, brief: "Brief") -> int | None:
    """Return how many rounds to tell beside the brief's, whose file may be newer than the row."""
    if row.rounds is None or brief.round is None:
        return row.rounds
    return max(row.rounds, brief.round) if brief.round else None


def _broken(row: ListRow) -> "Brief":
    """Return a brief to show the problems of a file in that is none."""
    from briefing.model.brief import ForeignBrief

    title = clean(row.path, line=True)
    return ForeignBrief.model_construct(id=row.id, title=title, date=row.date, summary="")
