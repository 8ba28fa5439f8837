"""Whether an item is new, known, changed at its source or changed here; and what is done then.

A file's mark has the checksum of what was written. Where the same would be written again, nothing
is done, whatever a person has changed since. Only a file that is still byte for byte what was
written is ever replaced, and only if that is asked for.
"""

from pathlib import Path
from typing import Literal, NamedTuple

from briefing.errors import BriefingError, system_reason
from briefing.exchange.incoming.existing_briefs import ExistingBriefs
from briefing.exchange.incoming.fitting import Fitted, fitted
from briefing.exchange.incoming.import_item import ImportItem, Refused, Values
from briefing.exchange.incoming.import_mark import ImportMark, is_as_written, mark_of, marked
from briefing.store.checked_brief import CheckedBrief
from briefing.store.files import inside_of, read
from briefing.store.files.safe_write import replace_file
from briefing.store.new_files.brief_text import brief_text, comment
from briefing.store.new_files.new_file import create
from briefing.store.store import Store

OnConflict = Literal["skip", "update", "copy"]
State = Literal["new", "updated", "copied", "unchanged", "skipped", "failed"]
STATES: tuple[State, ...] = ("new", "updated", "copied", "unchanged", "skipped", "failed")
"""What can become of an item, in the order of a summary."""
_ROUND = "round"
_ORDER = (
    "brief", "id", "title", "process", "round", "date", "place", "lang", "status", "handling",
    "authors", "updated", "supersedes", "tags", "suggested", "bottom_line", "summary", "parties",
    "people", "sources", "issues", "agreements", "disagreements", "proposals", "quotes",
    "timeline", "next", "unknown", "extra",
)  # fmt: skip
_WHY = (
    "given twice in this import, and not the same; take both with --on-conflict copy",
    "changed at the source; take it with --on-conflict update or copy",
    "another brief has this id; take it with --on-conflict copy",
)


class ImportOutcome(NamedTuple):
    """What became of one item."""

    state: State
    """What was done, or would be."""
    path: str
    """The file within the store; empty without one."""
    id: str
    """The id of the brief, or the key of the item."""
    title: str
    """Its title."""
    reason: str = ""
    """Why nothing was written, where that is not as it should be."""
    lost: tuple[str, ...] = ()
    """What of the item is in no file, a line each."""
    kept: tuple[str, ...] = ()
    """What had no place in a brief, and where it is now, a line each."""


class Importer:
    """Writes items to a store, one at a time."""

    def __init__(
        self,
        store: Store,
        existing: ExistingBriefs,
        kind: str,
        on_conflict: OnConflict,
        *,
        dry_run: bool,
    ) -> None:
        """Import into `store` from the format `kind`; with `dry_run` no file is written."""
        self._store = store
        self._existing = existing
        self._kind = kind
        self._on_conflict = on_conflict
        self._dry_run = dry_run
        self._taken: set[str] = set()

    def take(self, item: ImportItem | Refused) -> ImportOutcome:
        """Write the item as a brief if it is new, and report what was done."""
        if isinstance(item, Refused):
            return ImportOutcome("failed", "", item.where, item.where, item.reason)
        title = str(item.values.get("title") or item.key)
        failed = ImportOutcome("failed", "", item.key, title)
        path = self._existing.free_path(item.key, _ending(item))
        if not self._store.would_read(self._store.folder / path):
            return failed._replace(reason=f"{path} would be left out by the patterns of the store")
        try:
            fit = self._fitted(item, path)
            return self._placed(item, fit, failed)
        except BriefingError as error:
            return failed._replace(reason=str(error))
        except OSError as error:
            reason = system_reason(error)
            return failed._replace(reason=f"{path} cannot be written: {reason}")

    def _fitted(self, item: ImportItem, path: str) -> Fitted:
        """Return the item as a brief without errors; foreign Markdown has none."""
        if not item.foreign:
            return fitted(item, lambda data: self._store.supposed(path, data))
        said = "date: neither the front matter nor the name has one; kept as Markdown, undated"
        checked = self._store.supposed(path, item.foreign.encode())
        return Fitted(item.values, (said,), checked)

    def _placed(self, item: ImportItem, fit: Fitted, none: ImportOutcome) -> ImportOutcome:
        here = self._existing.marked(self._kind, item.key)
        apart = _without_round(fit.values)
        for path, mark in here:
            for values in (fit.values, apart):
                if self._mark(item, values, mark.id) == mark:
                    return none._replace(state="unchanged", path=path, id=mark.id)
        said = none._replace(lost=item.lost, kept=fit.moved)
        holder = self._existing.path_of_id(item.key)
        if not here and holder and self._is_same(holder, fit.checked):
            return none._replace(state="unchanged", path=holder)
        again = item.key in self._taken
        self._taken.add(item.key)
        if self._on_conflict == "update" and here and not again:
            return self._updated(item, fit, said)
        if self._on_conflict == "copy" or not (here or holder):
            return self._new(item, fit, said, "copied" if here or holder else "new")
        path = here[0][0] if here else holder
        reason = _WHY[0 if again else 1 if here else 2]
        return none._replace(state="skipped", path=path, reason=reason)

    def _mark(self, item: ImportItem, values: Values, brief_id: str) -> ImportMark | None:
        return mark_of(self._data(item, values, brief_id))

    def _data(self, item: ImportItem, values: Values, brief_id: str) -> bytes:
        """Return the bytes of the file of an item."""
        remarks = "\n" + comment(item.remarks) if item.remarks else ""
        every = {"brief": "1", "id": brief_id, **values}
        text = item.foreign or brief_text(dict(sorted(every.items(), key=_place))) + remarks
        return marked(text, self._kind, item.key, brief_id)

    def _is_same(self, path: str, checked: CheckedBrief) -> bool:
        """Whether a brief that was not imported says just what the item says."""
        own = self._store.load(path)
        return own.whole and own.brief == checked.file.loaded.brief

    def _new(
        self, item: ImportItem, fit: Fitted, said: ImportOutcome, state: State
    ) -> ImportOutcome:
        brief_id = self._existing.free_id(item.key)
        path = self._existing.free_path(brief_id, _ending(item))
        values, kept = self._with_own_round(fit.values, brief_id)
        data = self._data(item, values, brief_id)
        if not self._dry_run:
            create(self._existing.folder / path, data)
        mark = mark_of(data)
        if mark is not None:
            self._existing.add(path, mark, _round_of(values))

        return said._replace(state=state, path=path, id=brief_id, kept=(*said.kept, *kept))

    def _updated(self, item: ImportItem, fit: Fitted, said: ImportOutcome) -> ImportOutcome:
        """Replace the file of an item, if it is as it was written."""
        for path, mark in self._existing.marked(self._kind, item.key):
            before = read(self._existing.folder, path)
            if is_as_written(before):
                values, kept = self._with_own_round(fit.values, mark.id)
                if not self._dry_run:
                    after = self._data(item, values, mark.id)
                    # A link inside the store stays one.
                    replace_file(Path(inside_of(self._existing.folder, path)), before, after)
                return said._replace(
                    state="updated", path=path, id=mark.id, kept=(*said.kept, *kept)
                )
        reason = "changed at the source and edited here; take it with --on-conflict copy"
        return said._replace(
            state="skipped", path=path, id=mark.id, reason=reason, lost=(), kept=()
        )

    def _with_own_round(self, values: Values, own: str) -> tuple[Values, tuple[str, ...]]:
        """Return values without a round that another brief of the process is."""
        process, number = _round_of(values)
        other = self._existing.other_of_round(process, number, own)
        if not other or values.get("supersedes"):
            return values, ()
        said = f"round: {other} is round {number} of {process} already; kept under extra"
        return _without_round(values), (said,)


def _ending(item: ImportItem) -> str:
    return ".md" if item.foreign else ".yaml"


def _place(entry: tuple[str, object]) -> int:
    """Return the place of a key of a brief among the others, as people write them."""
    return _ORDER.index(entry[0]) if entry[0] in _ORDER else len(_ORDER)


def _round_of(values: Values) -> tuple[str, str]:
    """Return the process and the number of a round; empty texts for what there is not."""
    return str(values.get("process") or ""), str(values.get(_ROUND) or "")


def _without_round(values: Values) -> Values:
    """Return values with the round under `extra`."""
    if _ROUND not in values:
        return values
    rest = {key: one for key, one in values.items() if key != _ROUND}
    extra = values.get("extra", {})
    return {**rest, "extra": {**extra, _ROUND: values[_ROUND]}}
