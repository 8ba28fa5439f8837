"""From a brief to the boards of its process, and from one board to another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefing.errors import NotFound
from briefing.linear.board_place import BoardPlace
from briefing.linear.console import LinearChoice
from briefing.linear.facts.part import capital
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.typed_line import Typed
from briefing.model import dates
from briefing.model.rows import flatten
from briefing.view.board.board_ref import OF_PROCESS, BoardRef, Kind


class BoardCommands:
    """Opens boards from any place."""

    def __init__(self, context: LinearContext) -> None:
        """Open boards over the places of `context`."""
        self._context, self._library = context, context.library

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        return {
            **{kind: self._opening(kind) for kind in OF_PROCESS},
            "who": self.who,
            "issue": self.issue,
            "compare": self.compare,
            "notes": lambda typed: self.notes(),
        }

    @property
    def names(self) -> Mapping[str, Callable[[], Sequence[LinearChoice]]]:
        """What may stand after its commands, by their id."""
        return {"who": self._speakers, "issue": self._issues, "compare": self._rounds}

    def _opening(self, kind: Kind) -> Action:
        return lambda typed: self.open(kind)

    def open(self, kind: Kind, name: str = "", other: str = "") -> None:
        """Open a board of the current brief's process.

        `name` is the speaker or the issue that it is of, `other` the round to compare with.
        """
        row = self._context.place.row
        process = self._process()
        if row is None and not process:
            self._context.say("There is no brief to compare.")
        elif not process and kind != "since":
            why = self._library.boards.why_unreadable(row) if row is not None else ""
            self._context.say(capital(why or "this brief does not belong to a process") + ".")
        else:
            brief = row.id if row is not None else ""
            self._show(BoardRef(kind, process, brief, name, other=other))

    def _process(self) -> str:
        """Return the process of the board or the brief that is read."""
        place = self._context.place
        if isinstance(place, BoardPlace):
            return place.ref.process
        return place.row.process if place.row is not None else ""

    def _show(self, ref: BoardRef) -> None:
        place = self._context.place
        if isinstance(place, BoardPlace) and place.ref.names == ref.names:
            place.begin()
            return
        try:
            self._context.enter(BoardPlace(self._context, ref))
        except NotFound as problem:
            self._context.say(capital(str(problem)) + ".")

    def notes(self) -> None:
        """Read the person's notes."""
        if self._library.state is None:
            self._context.say("Notes are not saved in this mode.")
        else:
            self._show(BoardRef("notes", ""))

    # --- one of several --------------------------------------------------------------------------

    def _chosen(
        self, title: str, choices: Sequence[LinearChoice], argument: str, nothing: str
    ) -> str | None:
        """Return the choice that was typed with the command, or is made now."""
        if not choices:
            self._context.say(nothing)
            return None
        return self._context.console.choose(title, choices, argument)

    def compare(self, typed: Typed) -> None:
        """Compare the round with one that is chosen."""
        process, row = self._process(), self._context.place.row
        if not process or row is None:
            self.open("moved")  # which says why not
            return
        rounds = self._library.boards.process(process).rounds
        here = next((each.name for each in rounds if each.brief == row.id), row.id)
        chosen = self._chosen(
            f"Rounds to compare {here} with",
            self._rounds(),
            typed.argument,
            "There is no other round.",
        )
        if chosen is not None:
            place = self._context.place
            beside = isinstance(place, BoardPlace) and place.ref.kind == "beside"
            self.open("beside" if beside else "moved", other=chosen)

    def _rounds(self) -> list[LinearChoice]:
        process, row = self._process(), self._context.place.row
        if not process or row is None:
            return []
        return [
            LinearChoice(each.brief, f"{each.name}, {dates.readable(each.date)}, {each.title}")
            for each in self._library.boards.process(process).rounds
            if each.brief != row.id
        ]

    def issue(self, typed: Typed) -> None:
        """Read everything on an issue: that of the current record, or one that is chosen."""
        process = self._process()
        if not process:
            self.open("issue")  # which says why not
            return
        here = () if typed.argument else self._issues_here()
        choices = self._issues(here)
        chosen: str | None = here[0] if len(here) == 1 else None
        if chosen is None:
            chosen = self._chosen("Issues", choices, typed.argument, "This process has no issues.")
        place = self._context.place
        if chosen is None:
            return
        if isinstance(place, BoardPlace) and place.ref.kind == "who" and not place.ref.issue:
            self._show(replace(place.ref, issue=chosen, line=0, column=0))
        else:
            self.open("issue", chosen)

    def _issues(self, slugs: Sequence[str] = ()) -> list[LinearChoice]:
        """Return issues of the process to choose from, by default all."""
        if not (process := self._process()):
            return []
        read = self._library.boards.process(process)
        return [LinearChoice(slug, read.names.issue(slug)) for slug in slugs or read.issues]

    def _issues_here(self) -> tuple[str, ...]:
        place = self._context.place
        if isinstance(place, BoardPlace):
            return place.board.issues_at(*place.cell) if place.size else ()
        if place.view is None or not place.key:
            return ()
        return next((row.issues for row in flatten(place.view.brief) if row.key == place.key), ())

    def who(self, typed: Typed) -> None:
        """Read the line of the current speaker, or of one that is chosen."""
        here = "" if typed.argument else self._speaker_here()
        if here:
            self.open("who", here)
            return
        nothing = "No party or person is named here."
        choices = self._speakers()
        chosen = self._chosen("Parties and people", choices, typed.argument, nothing)
        if chosen is not None:
            self.open("who", chosen)

    def _speakers(self) -> list[LinearChoice]:
        place = self._context.place
        if isinstance(place, BoardPlace) and place.ref.process:
            names = self._library.boards.process(place.ref.process).names
        else:
            names = self._library.catalogue.names(self._process())
        return [
            LinearChoice(slug, f"{name}, {kind}")
            for by_slug, kind in ((names.parties, "party"), (names.people, "person"))
            for slug, name in sorted(by_slug.items(), key=lambda item: item[1])
        ]

    def _speaker_here(self) -> str:
        place = self._context.place
        if isinstance(place, BoardPlace):
            return place.board.speaker_at(*place.cell) if place.size else ""
        quote = place.view.brief.quotes.get(place.key) if place.view is not None else None
        return (quote.who or "") if quote is not None else ""
