"""Briefs as they are shown, with their problems and quote checks."""

from collections.abc import Callable, Iterable

from briefing.catalogue import Catalogue, ListRow
from briefing.loader.problems import Problem, in_order
from briefing.model.brief import Brief
from briefing.model.suggested import unconfirmed
from briefing.store.checked_brief import StoredFile
from briefing.store.store import Store
from briefing.user.brief_marks import BriefMarks
from briefing.user.state import State
from briefing.view.brief.brief_view import BriefView
from briefing.view.signs import UNICODE, Signs


class BriefViews:
    """Reads the briefs of a store for their readers; call it from worker threads."""

    def __init__(
        self, store: Store, catalogue: Catalogue, state: State | None, own: BriefMarks
    ) -> None:
        """Read the files of `store`; notes are in `state`, if any, and tags in `own`."""
        self._store, self._catalogue, self._state, self._own = store, catalogue, state, own

    def checked(
        self,
        row: ListRow,
        signs: Signs = UNICODE,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> BriefView:
        """Return the brief of `row` with its problems, archives and quote checks.

        It reads files, each once, and compares texts, which may take seconds. If it is `cancelled`
        between two quotes, the result is that of `kept`.
        """
        checked = self._store.checked(row.path)
        if not checked.judge(cancelled):
            return self.kept(row, signs)
        view = self._view(row, checked.file, checked.problems, signs)
        if view.broken:
            return view
        return view._replace(checks=checked.findings, archives=checked.archives)

    def kept(self, row: ListRow, signs: Signs = UNICODE) -> BriefView:
        """Return the brief of `row` with the quote checks that the catalogue keeps.

        It reads the file, but no archive, and compares nothing, so that a brief can be shown before
        it is checked. A file that has changed since the refresh comes without checks.
        """
        file = self._store.open(row.path)
        view = self._view(row, file, file.loaded.problems, signs)
        if view.broken:
            return view
        kept = self._catalogue.verdicts_of_file(row.path, file.loaded.sha256)
        return view._replace(checks=kept)

    def first_unconfirmed(self, rows: Iterable[ListRow], steps: int) -> tuple[ListRow, str] | None:
        """Return the first of some briefs with suggestions, and its first (or last) item."""
        for row in rows:
            view = self.kept(row)
            if not view.broken and (stops := unconfirmed(view.brief)):
                return row, stops[0 if steps > 0 else -1].item
        return None

    def _view(
        self, row: ListRow, file: StoredFile, problems: tuple[Problem, ...], signs: Signs
    ) -> BriefView:
        """Return the brief of a file with its problems, alone and against the other briefs."""
        across = self._catalogue.faults_across(file.summary)
        problems = in_order((*problems, *file.problems(across)))
        brief = file.loaded.brief
        if brief is None:
            view = BriefView(file.placeholder(row.id, row.date), problems=problems, broken=True)
        else:
            # Errors of the shared file come first: they are why names are missing in the brief.
            problems = (*file.shared.errors, *problems)
            if file.loaded.foreign:  # which may have its path in the id, beside others
                brief = brief.model_copy(update={"id": row.id})
            view = BriefView(
                brief, meta=file.loaded.meta, problems=problems, rounds=_rounds(row, brief),
                missing=file.loaded.missing,
            )  # fmt: skip
        notes = self._state.notes([view.brief.id]) if self._state is not None else {}
        return view._replace(
            signs=signs, notes=notes.get(view.brief.id, {}),
            tags=self._own.tags_of(view.brief.id), replaced_by=row.replaced_by,
        )  # fmt: skip


def _rounds(row: ListRow, brief: Brief) -> int | None:
    """Return the number of rounds to show beside the brief's, as its file may be newer than `row`.

    None without a process, and for a round 0.
    """
    if row.rounds is None or brief.round is None:
        return row.rounds
    return max(row.rounds, brief.round) if brief.round else None
