"""Opening the reader: the first screen before slow imports, then the app."""

import gc
from functools import partial
from typing import TYPE_CHECKING

from briefing.library import Library
from briefing.paths import state_folder
from briefing.terminal.environment import abilities
from briefing.terminal.session import lifecycle, restore
from briefing.ui.first_screen import FirstScreen, show_first
from briefing.ui.options import Options

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp


def run_reader(library: Library, options: Options | None = None) -> int:
    """Open the reader and return its exit status; see `preflight` for what must come before."""
    # What is loaded stays. A full search for cycles through it would hold up one key in a hundred
    # for as long as two keystrokes of a search take at 100,000 briefs.
    options = (options or Options())._replace(loaded=gc.freeze)
    try:
        return lifecycle.guard(
            lambda: _make_app(library, options),
            mouse=options.mouse,
            restricted=options.restricted,
            on_crash=_on_crash(restricted=options.restricted),
        )
    finally:
        library.close()


def _on_crash(*, restricted: bool) -> restore.CrashHook:
    """Return what reports a crash: to a visitor of a shared account, in one line."""
    return partial(restore.tell_crash_briefly, state_folder()) if restricted else restore.tell_crash


def _make_app(library: Library, options: Options) -> "BriefingApp":
    own = library.own
    _ = own.marks  # read here: the first row drawn would read them on the event loop
    look = FirstScreen(options, abilities().colours, own.of, library.sums, own.unread())
    handover = None if options.whole_widgets else show_first(library.catalogue, look)
    gc.set_threshold(20_000)
    from briefing.terminal.driver.driver import CellDriver
    from briefing.ui.app import BriefingApp

    if options.whole_widgets:
        return BriefingApp(library, options)
    driver = CellDriver.adopt(handover) if handover is not None else CellDriver
    return BriefingApp(library, options, driver)
