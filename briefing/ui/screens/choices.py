"""Choices to offer: commands, queries, parts of a brief, and names and rounds of a process."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.commands import Command
from briefing.model import dates
from briefing.model.rows import Names
from briefing.process import Process
from briefing.query.assist.help import syntax_help
from briefing.text.clean import clean
from briefing.text.width import cut
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.screens.chooser import KEYS_WIDTH, WIDEST, Choice, Chooser
from briefing.view.brief.panes import PANES
from briefing.view.document import OutlineEntry
from briefing.view.signs import Signs

SAVED = "Saved searches"
"""The heading over them."""
_GROUPS = [
    "Reading", "Moving", "Panes", "Searching", "Comparing", "Keeping", "Confirming", "Program",
]  # fmt: skip


def choices_of(commands: Iterable[Command]) -> list[Choice]:
    """Return commands as choices, group by group."""
    return [
        Choice(
            f"command:{c.id}",
            " ".join(key.replace(" ", "") for key in c.keys),
            c.title,
            c.help,
            c.group,
        )
        for c in sorted(commands, key=lambda c: _GROUPS.index(c.group))
    ]


def query_choices() -> list[Choice]:
    """Return every way of writing a query as a choice, with a query to try."""
    return [Choice(f"query:{query}", query, "", meaning, "Searching: query syntax for / and f")
            for query, meaning in syntax_help()]  # fmt: skip


def saved_choices(saved: Mapping[str, str]) -> list[Choice]:
    """Return saved searches, by name, as choices: to search with each, and to filter the list."""
    return [
        Choice(f"{kind}:saved:{name}", keys, f"saved:{name}", clean(query, line=True), SAVED)
        for name, query in saved.items()
        for kind, keys in (("query", "/"), ("filter", "f"))
    ]


def outline_choices(entries: Sequence[OutlineEntry], width: int, signs: Signs) -> list[Choice]:
    """Return headings and records as choices under their panes, each in a row of `width` cells."""
    room = max(20, min(width, WIDEST) - KEYS_WIDTH - 5)
    choices = []
    for entry in entries:
        begun = "  " * min(entry.level, 4) + entry.title[: 8 * room]
        title = cut(clean(begun, line=True), room, ellipsis=signs.ellipsis)
        choices.append(Choice(entry.key, entry.label, title, group=PANES[entry.pane - 1].name))
    return choices


def choose_speaker(
    screen: CommandScreen, names: Callable[[], Names], chosen: Callable[[str], object]
) -> None:
    """Have one of `names`, which are read in the background, chosen by its slug."""

    def offer(names: Names) -> None:
        choices = [
            Choice(slug, "", name, group=group)
            for by_slug, group in ((names.parties, "Parties"), (names.people, "People"))
            for slug, name in sorted(by_slug.items(), key=lambda item: item[1])
        ]
        nothing = "this brief names no party or person"
        _choose(screen, "Which party or person?", choices, chosen, nothing)

    screen.await_result(names, offer)


def choose_issue(
    screen: CommandScreen,
    process: str,
    chosen: Callable[[str], object],
    among: Sequence[str] = (),
) -> None:
    """Have an issue of a process, or one `among` some, chosen by its slug; a single one is taken.

    The process is read in the background.
    """

    def offer(read: Process) -> None:
        choices = [Choice(slug, "", read.names.issue(slug)) for slug in among or read.issues]
        _choose(screen, "Which issue?", choices, chosen, "this process has no issues")

    if len(among) == 1:
        chosen(among[0])
    else:
        screen.await_result(lambda: screen.library.boards.process(process), offer)


def choose_round(
    screen: CommandScreen, process: str, brief: str, chosen: Callable[[str], object]
) -> None:
    """Have a round of a process chosen, by its brief, to compare `brief` with.

    The process is read in the background.
    """

    def offer(read: Process) -> None:
        here = next((item.name for item in read.rounds if item.brief == brief), brief)
        choices = [
            Choice(item.brief, item.name, dates.readable(item.date), item.title)
            for item in read.rounds
            if item.brief != brief
        ]
        title = f"Compare {here} with which round?"
        _choose(screen, title, choices, chosen, "no other round to compare with")

    screen.await_result(lambda: screen.library.boards.process(process), offer)


def _choose(
    screen: CommandScreen,
    title: str,
    choices: Sequence[Choice],
    chosen: Callable[[str], object],
    nothing: str,
) -> None:
    """Have one of `choices` chosen, or note that there is `nothing` to choose from."""
    if choices:
        screen.open_screen(Chooser(title, choices), lambda id: chosen(id) if id else None)
    else:
        screen.note = nothing
