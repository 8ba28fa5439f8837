"""The questions about the suggestions of one brief, one record after the other."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue import ListRow
from briefing.cli import output
from briefing.cli.writing.prompts import answer_to
from briefing.errors import BriefingError
from briefing.evidence import QuoteCheck
from briefing.library import Library
from briefing.model.brief import Brief
from briefing.model.suggested import Unconfirmed, unconfirmed
from briefing.store.edits import Change, FileEdit, restore, write
from briefing.store.edits.suggestions import confirm, drop, edit_of, name_speaker
from briefing.text.numbers import quantity
from briefing.user.editing.candidate_speakers import CandidateSpeaker, chosen_speaker, speakers_of
from briefing.user.editing.editor import editor_command, editor_of, record_place, run_editor
from briefing.view.brief.brief_view import BriefView
from briefing.view.document import document
from briefing.view.signs import Signs
from briefing.view.spans import Span, flow

_HELP = """\
y  confirm this record
n  it is wrong: drop the record
w  another speaker
e  edit the file in your editor
s  skip it for now
u  undo the last answer
q  quit; the rest stays as it is
?  this help"""
_WIDEST = 100


class ReviewCounts(NamedTuple):
    """What came of a review."""

    confirmed: int = 0
    """How many records were confirmed."""
    dropped: int = 0
    """How many were dropped."""
    left: int = 0
    """How many still have suggestions."""
    briefs: int = 0
    """How many briefs have some."""
    has_quit: bool = False
    """Whether the person has ended it."""

    def __str__(self) -> str:
        """One line: `confirmed 5, dropped 1; 2 left in 1 brief`."""
        dropped = f", dropped {self.dropped:,}" if self.dropped else ""
        where = f" in {quantity(self.briefs, 'brief')}" if self.briefs else ""
        return f"confirmed {self.confirmed:,}{dropped}; {self.left or 'none':} left{where}"


class _Answer(NamedTuple):
    """An answer that can be undone."""

    record: Unconfirmed
    edit: FileEdit | None
    """The edit of the file; None for a record that was skipped."""
    is_drop: bool = False


class ReviewSession:
    """Asks about one brief; every answer is written at once."""

    def __init__(self, library: Library, row: ListRow, signs: Signs) -> None:
        """Ask about the brief of `row`."""
        self._library, self._row, self._signs = library, row, signs
        self._answers: list[_Answer] = []
        self._has_quit = False
        self._shown: tuple[Unconfirmed, Brief] | None = None

    def run(self, counts: ReviewCounts) -> ReviewCounts:
        """Ask until nothing is left, and return `counts` with what came of it."""
        total = len(self._left(self._view()))
        while not self._has_quit:
            view = self._view()
            skipped = {one.record.path for one in self._answers if one.edit is None}
            waiting = [one for one in self._left(view) if one.path not in skipped]
            if not waiting:
                break
            if (waiting[0], view.brief) != self._shown:  # not again after a word of help
                self._show(view, waiting[0])
                self._shown = waiting[0], view.brief
            number = total - len(waiting) + 1
            self._ask(view, waiting[0], f"({max(number, 1)}/{total})")
        return self._counted(counts)

    def _view(self) -> BriefView:
        return self._library.view(self._row, signs=self._signs)

    @staticmethod
    def _left(view: BriefView) -> Sequence[Unconfirmed]:
        return () if view.broken else unconfirmed(view.brief)

    def _counted(self, counts: ReviewCounts) -> ReviewCounts:
        left = len(self._left(self._view()))
        written = [one for one in self._answers if one.edit is not None]
        dropped = sum(one.is_drop for one in written)
        return ReviewCounts(
            counts.confirmed + len(written) - dropped, counts.dropped + dropped,
            counts.left + left, counts.briefs + bool(left), counts.has_quit or self._has_quit,
        )  # fmt: skip

    # --- what is asked about ---------------------------------------------------------------------

    def _show(self, view: BriefView, one: Unconfirmed) -> None:
        width = min(output.width(), _WIDEST)
        output.write_line()
        output.write_line(f"{view.brief.id}: {one.name}")
        key = one.item.partition("/")[0] if one.section == "disagreements" else one.item
        for line in document(view._replace(lists_problems=False), width, key):
            output.write_spans((span.text, span.role) for span in line)
        for row in _paragraph(view, view.checks.get(one.item), width):
            output.write_line(row)

    def _ask(self, view: BriefView, one: Unconfirmed, place: str) -> None:
        question = f"{place} confirm {', '.join(one.keys)} of {one.name}? [y,n,w,e,s,u,q,?]"
        try:
            answer = answer_to(question)
        except KeyboardInterrupt:
            answer = None
        try:
            self._take("q" if answer is None else answer[:1], view, one)
        except BriefingError as error:
            output.note(str(error))

    def _take(self, answer: str, view: BriefView, one: Unconfirmed) -> None:
        if answer == "y":
            self._write(view, one, confirm(one, view.brief))
        elif answer == "n":
            self._write(view, one, drop(one.path), is_drop=True)
        elif answer == "w":
            self._name_speaker(view, one)
        elif answer == "e":
            self._edit(one)
        elif answer == "s":
            self._answers.append(_Answer(one, None))
        elif answer == "u":
            self._undo()
        elif answer == "q":
            self._has_quit = True
        else:
            output.write_text(f"{_HELP}\n")

    # --- the answers -----------------------------------------------------------------------------

    def _write(
        self, view: BriefView, one: Unconfirmed, changes: Sequence[Change], *, is_drop: bool = False
    ) -> None:
        edit = edit_of(self._library.store, self._row.path, one.path, changes, view.brief)
        write(self._library.folder, edit)
        self._answers.append(_Answer(one, edit, is_drop))

    def _name_speaker(self, view: BriefView, one: Unconfirmed) -> None:
        if one.section != "quotes":
            output.note(f"{one.name} has no speaker; w is for quotes")
            return
        store = self._library.store
        candidates = speakers_of(
            view.brief, store.shared_of(self._row.path), self._library.catalogue
        )
        output.write_lines(_listed(candidates))
        typed = answer_to("speaker (number, name or slug; a new name adds a person):")
        if typed:
            speaker = chosen_speaker(typed, candidates)
            self._write(view, one, name_speaker(one.item, view.brief, speaker))

    def _edit(self, one: Unconfirmed) -> None:
        place = record_place(self._library.store.load(self._row.path), one.item)
        file = Path(self._library.folder, self._row.path)
        command = editor_command(editor_of(os.environ), file, place)
        run_editor(command)

    def _undo(self) -> None:
        if not self._answers:
            output.note("nothing to undo")
            return
        last = self._answers[-1]
        if last.edit is not None:
            restore(self._library.folder, last.edit)
        self._answers.pop()


def _paragraph(view: BriefView, check: QuoteCheck | None, width: int) -> Iterator[str]:
    """Yield the paragraph of the archived text that a quote was found in."""
    place = check.place if check is not None else None
    archive = view.archives.get(place.source) if place is not None else None
    if place is None or archive is None:
        return
    span = archive.paragraphs[place.paragraph - 1]
    lead = (Span(f"  {view.signs.paragraph}{place.paragraph} "),)
    for line in flow([Span(archive.text[span.start : span.end])], width, first=lead,
                     rest=(Span("     "),)):  # fmt: skip
        yield "".join(part.text for part in line)


def _listed(candidates: Sequence[CandidateSpeaker]) -> Iterator[str]:
    for number, one in enumerate(candidates, 1):
        yield f"{number:>3}  {one.name}" + (f" ({one.slug})" if one.slug != one.name else "")
