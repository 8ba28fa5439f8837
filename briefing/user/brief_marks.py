"""A person's marks on the briefs of a catalogue: what the list shows of them, and mass marking."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.values import OwnMarks, has_changed
from briefing.store.store import Store
from briefing.user.state import Note, State

MOST_TEXTS = 1000
"""The most briefs marked as read at once whose texts are kept for later comparison."""


class BriefMarks:
    """The marks of one person on the briefs of one store.

    They are held in memory, and read again after a change, which may wait for another process.
    """

    def __init__(self, store: Store, catalogue: Catalogue, state: State | None) -> None:
        """Hold the marks in `state` on the briefs of `catalogue`; None where none are kept."""
        self._store, self._catalogue, self._state = store, catalogue, state
        self._marks: Mapping[str, frozenset[str]] | None = None
        self._tags: Mapping[str, tuple[str, ...]] = {}
        self.notes: tuple[Note, ...] = ()
        """The notes, the one written last first, as read with the marks."""
        self._read_numbers: tuple[int, frozenset[int]] | None = None
        self._counted: tuple[Sequence[int], frozenset[int], int] | None = None
        self._marked_at: int | None = None

    @property
    def marks(self) -> Mapping[str, frozenset[str]]:
        """The marks, as `State.marks`."""
        if self._state is None:
            return {}
        if self._marks is None:
            if self._marked_at is None:
                # Before they are read: a mark set in between is noticed by the next check.
                self._marked_at = self._state.version
            self.reload()
        return self._marks or {}

    def reload(self) -> None:
        """Read the marks again after a change; this may wait for another process."""
        if self._state is not None:
            self._tags, self.notes = self._state.tags(), self._state.all_notes()
            self._marks = self._state.marks()
            self.renumber(anyway=True)

    def others_have_marked(self) -> bool:
        """Whether another process has changed marks since the last call; cheap, never waits."""
        if self._state is None or self._marked_at is None:
            return False
        before, self._marked_at = self._marked_at, self._state.version
        return before != self._marked_at

    # --- what is read ----------------------------------------------------------------------------

    def renumber(self, *, anyway: bool = False) -> None:
        """Look up the numbers of the briefs that are read, if the catalogue has changed."""
        if self._state is None or self._marks is None:
            return
        generation = self._catalogue.generation
        if anyway or self._read_numbers is None or self._read_numbers[0] != generation:
            found = self._catalogue.numbered(self._marks.get("read", ()))
            self._read_numbers = generation, frozenset(number for _, number in found)

    @property
    def _numbers_read(self) -> frozenset[int]:
        _ = self.marks
        return self._read_numbers[1] if self._read_numbers is not None else frozenset()

    def is_unread(self, number: int) -> bool:
        """Whether the brief with this number of the catalogue is unread; without state, each is.

        It is as of the last reading of marks and files.
        """
        return number not in self._numbers_read

    def unread_among(self, numbers: Sequence[int]) -> int:
        """Return how many of some briefs are unread; 0 where no marks are kept.

        The last answer is kept: the list asks whenever it is drawn.
        """
        if self._state is None:
            return 0
        read_ones, counted = self._numbers_read, self._counted
        if counted is None or counted[0] is not numbers or counted[1] is not read_ones:
            count = len(numbers) - sum(map(read_ones.__contains__, numbers))
            counted = self._counted = numbers, read_ones, count
        return counted[2]

    def unread(self) -> int:
        """Return how many briefs of the store are unread; 0 where no marks are kept."""
        return self._catalogue.count() - len(self._numbers_read) if self._state is not None else 0

    # --- what the list shows ---------------------------------------------------------------------

    def of(self, brief: str, sha256: str = "") -> OwnMarks | None:
        """Return the marks on a brief with the SHA-256 of its file; None where none are kept."""
        if self._state is None:
            return None
        marks = self.marks
        return OwnMarks(
            is_unread=brief not in marks.get("read", ()),
            has_changed=has_changed(marks, brief, sha256),
            is_starred=brief in marks.get("starred", ()),
            is_noted=brief in marks.get("noted", ()),
            tags=self._tags.get(brief, ()),
        )

    def tags_of(self, brief: str) -> tuple[str, ...]:
        """Return the person's own tags on a brief, in order; as saved, not as held in memory."""
        return self._state.tags([brief]).get(brief, ()) if self._state is not None else ()

    # --- marking as read -------------------------------------------------------------------------

    def mark_read(self, brief: str) -> None:
        """Mark a brief as read in its present version, which is kept to be compared with later."""
        row = self._catalogue.row_of(brief)
        if row is None or self._state is None:
            return
        digest, text = self._store.version(row.path)
        self._state.set_read({brief: digest}, texts={brief: text} if text is not None else {})

    def mark_all_read(self, numbers: Sequence[int]) -> int:
        """Mark as read, in one step, those of some briefs that are unread or have changed.

        Return how many. The texts of the first 1,000 are kept to be compared with later.
        """
        if self._state is None:
            return 0
        rows = self._not_seen(numbers)
        sums = self._catalogue.sums([row.number for row in rows])
        digests = {row.id: sums.get(row.number, "") for row in rows}
        texts = {}
        for row in islice(rows, MOST_TEXTS):
            digests[row.id], text = self._store.version(row.path)
            if text is not None:
                texts[row.id] = text
        if digests:
            self._state.set_read(digests, texts=texts)
        return len(digests)

    def _not_seen(self, numbers: Sequence[int]) -> list[ListRow]:
        """Return the rows of those briefs that are unread, or have changed since they were read."""
        marks, sums = self.marks, self._catalogue.sums(numbers)
        return [
            row
            for row in self._catalogue.rows(numbers)
            if row.id not in marks.get("read", ())
            or has_changed(marks, row.id, sums.get(row.number, ""))
        ]

    def mark_unread(self, briefs: Iterable[str]) -> int:
        """Remove, in one step, the read marks of those of some briefs that have one; count them."""
        if self._state is None:
            return 0
        read_ones = list(self._state.read(briefs))
        if read_ones:
            self._state.set_unread(read_ones)
        return len(read_ones)

    def star(self, briefs: Iterable[str], on: bool) -> int:
        """Star or unstar, in one step, those of some briefs that are not so yet; count them."""
        if self._state is None:
            return 0
        ids = list(dict.fromkeys(briefs))
        starred = {brief for brief, records in self._state.starred(ids).items() if "" in records}
        others = [brief for brief in ids if (brief in starred) != on]
        if others:
            self._state.set_stars(others, on)
        return len(others)
