"""Choosing the speaker of a quote among the people and parties of the brief and the store."""

from collections.abc import Callable, Sequence

from briefing.store.edits.suggestions import Speaker
from briefing.text.clean import clean
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.ui.screens.chooser import Choice, Chooser
from briefing.user.editing.candidate_speakers import (
    CandidateSpeaker,
    as_speaker,
    new_speaker,
    speakers_of,
)

_NEW = "new:"


def choose_speaker_of(
    screen: ReadingScreen, quote: str, chosen: Callable[[Speaker], object]
) -> None:
    """Have the speaker of a quote chosen by typing; the last row is a new person."""
    reading, row, library = screen.reading, screen.current_row, screen.library
    if reading is None or row is None:
        return

    def offer(candidates: Sequence[CandidateSpeaker]) -> None:
        choices = [Choice(one.slug, "", one.name, group=one.group) for one in candidates]
        chooser = Chooser(f"Who says {quote}?", choices, last=_new_person)
        screen.open_screen(chooser, _taker(screen, candidates, chosen))

    def candidates() -> list[CandidateSpeaker]:
        shared = library.store.shared_of(row.path)
        return speakers_of(reading.brief, shared, library.catalogue)

    screen.await_result(candidates, offer)


def _taker(
    screen: ReadingScreen,
    candidates: Sequence[CandidateSpeaker],
    chosen: Callable[[Speaker], object],
) -> Callable[[str | None], None]:
    """Return the callback for an answer: a slug, or a new name, asked for if it is empty."""
    by_slug = {one.slug: one for one in candidates}

    def take(answer: str | None) -> None:
        if answer is None:
            return
        if not answer.startswith(_NEW):
            chosen(as_speaker(by_slug[answer]))
        elif name := answer.removeprefix(_NEW).strip():
            chosen(new_speaker(name, list(by_slug)))
        else:
            label = "name of the person: "
            screen.asking.ask_line(
                label, lambda name: take(f"{_NEW}{name}" if name.strip() else None)
            )

    return take


def _new_person(typed: str) -> Choice:
    """Return the last row: a person of the name that was typed."""
    name = " ".join(clean(typed, line=True).split())
    return Choice(f"{_NEW}{name}", "", f"new person {name}".strip() + " …" * (not name))
