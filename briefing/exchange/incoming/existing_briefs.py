"""The ids, file names and import marks that a store holds before an import."""

from collections import defaultdict
from pathlib import Path

from briefing.catalogue import Catalogue
from briefing.exchange.incoming.import_mark import HEAD, ImportMark, mark_of
from briefing.store.files.safe_read import read_head
from briefing.store.new_files.new_file import alike, free_stem, names_in
from briefing.store.store import Store


class ExistingBriefs:
    """The briefs of a store as an import meets them, with those that it adds on the way."""

    def __init__(self, store: Store, catalogue: Catalogue, into: str) -> None:
        """Look up ids in the `catalogue`; new files go `into` this folder of the store."""
        self._store = store
        self._catalogue = catalogue
        self._into = into
        self._marked: dict[tuple[str, str], list[tuple[str, ImportMark]]] | None = None
        self._ids: dict[str, str] = {}
        self._rounds: dict[tuple[str, str], str] = {}
        self._names = set(names_in(store.folder / into))

    @property
    def folder(self) -> Path:
        """The folder of the store."""
        return self._store.folder

    def marked(self, kind: str, key: str) -> list[tuple[str, ImportMark]]:
        """Return the files that were imported from a record, whatever they are called now."""
        if self._marked is None:
            self._marked = defaultdict(list)
            for stamp in self._store.scan().stamps:
                # A person may have moved a file, or given the brief another id.
                if mark := mark_of(read_head(self.folder, stamp.path, HEAD)):
                    self._marked[mark.format, mark.key].append((stamp.path, mark))
        return list(self._marked.get((kind, key), ()))

    def path_of_id(self, brief_id: str) -> str:
        """Return the file of the brief with an id; empty if the id is free."""
        return self._ids.get(brief_id) or next(iter(self._catalogue.paths_of(brief_id)), "")

    def other_of_round(self, process: str, number: str, own: str) -> str:
        """Return the id of another brief than `own` for the same round; empty without one."""
        if not process or not number:
            return ""
        found = self._rounds.get((process, number), own)
        if found != own:
            return found
        rows = self._catalogue.rounds(process)
        return next((one.id for one in rows if str(one.round) == number and one.id != own), "")

    def free_id(self, key: str) -> str:
        """Return the first of `key`, `key-2`, … that no brief has."""
        return free_stem(key, lambda stem: not self.path_of_id(stem))

    def free_path(self, stem: str, ending: str) -> str:
        """Return the path within the store of a new file for a brief with this id."""
        name = free_stem(stem, lambda one: alike(one + ending) not in self._names) + ending
        return f"{self._into}/{name}" if self._into else name

    def add(self, path: str, mark: ImportMark, round_of: tuple[str, str]) -> None:
        """Count a file as one of the store, also where it is only said to be written."""
        self._names.add(alike(path.rpartition("/")[2]))
        self._ids[mark.id] = path
        self._rounds.setdefault(round_of, mark.id)
        same = self.marked(mark.format, mark.key)
        assert self._marked is not None
        self._marked[mark.format, mark.key] = [*same, (path, mark)]
