"""Opening the reader: the first screen before slow imports, then the app."""

from typing import TYPE_CHECKING

from briefing.library import Library
from briefing.settings import settings_path
from briefing.terminal import kept, lifecycle
from briefing.terminal.abilities import abilities
from briefing.terminal.first import Look, next_first, show_first
from briefing.ui.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.ui.app import BriefingApp


def run_reader(library: Library, options: Options | None = None) -> int:
    """Open the reader and return its exit status; see `preflight` for what must come before."""
    options = options or Options()
    look = _look(library, options)
    following = None
    try:
        status = lifecycle.guard(
            lambda: _make_app(library, options, look),
            mouse=options.mouse,
            restricted=options.restricted,
        )
        # While another process writes, it would have to be waited for.
        if status == 0 and library.catalogue.database.is_sealed:
            following = next_first(library.catalogue, look)
    finally:
        library.close()
    if following is not None:
        # Only now are all files as the next start will find them.
        kept.keep(*following, _rests_on(library))
    return status


def _look(library: Library, options: Options) -> Look:
    return Look(
        options.theme,
        abilities().colours,
        options.ascii_only,
        options.list_name,
        options.commands(),
        library.mark_of,
        options.letters,
        library.sums,
    )


def _rests_on(library: Library) -> "list[Path]":
    """Return the files that the first screen is drawn from; none if it is not drawn from files."""
    catalogue = library.catalogue.database.path
    if catalogue is None:
        return []
    state = library.state.path if library.state is not None else None
    return [catalogue, *(path for path in (state, settings_path()) if path is not None)]


def _make_app(library: Library, options: Options, look: Look) -> "BriefingApp":
    """Paint the first screen, then import what is slow, and hand the terminal over to it."""
    if options.whole_widgets:
        from briefing.ui.app import BriefingApp

        return BriefingApp(library, options)
    handover = show_first(library.catalogue, look, _rests_on(library))
    from briefing.terminal.driver import CellDriver
    from briefing.ui.app import BriefingApp

    driver = CellDriver.adopt(handover) if handover is not None else CellDriver
    return BriefingApp(library, options, driver)
