"""Updating the catalogue in the background, and checking for changed files."""

from collections.abc import Callable
from enum import Enum
from time import monotonic
from typing import NamedTuple

from briefing.catalogue.index.changes import Changes
from briefing.errors import BriefingError
from briefing.text.clean import clean
from briefing.text.numbers import quantity
from briefing.ui.background import WorkerThreads
from briefing.ui.input.key_gate import Alarm
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.ui.polling import OpenFilePoll, PollSchedule, YieldToKeys
from briefing.ui.theme_watch import ThemesChanged, ThemeWatch
from briefing.user.settings.theme_file import THEMES_FILE, UserThemes

_SOON = 0.3
"""Seconds from the first screen to the first scan."""

_LONG = 200
"""Number of briefs above which the footer shows progress."""

_FAILED = "cannot check the files for changes: "


class RefreshResult(NamedTuple):
    """The result of a scan of the files."""

    changes: Changes
    """Changes to the catalogue."""
    taken: float
    """Seconds of the scan, without its pauses for keys."""
    generation: int
    """The catalogue's generation after it."""
    marked: bool = False
    """Whether another process has marked something since the last scan."""


class Phase(Enum):
    """The state of a refresher."""

    RESTING = "no scan is under way"
    SCANNING = "a scan is under way"
    SCANNING_TWICE = "a scan is under way, and another follows at once"


class Refresher:
    """Follows the files. What is on screen stays where it is."""

    def __init__(self, screen: ReadingScreen, threads: WorkerThreads) -> None:
        """Scan the files repeatedly in `threads`, as often as the screen's options say."""
        self._screen = screen
        self._threads = threads
        self._library = screen.library
        self._every = screen.options.refresh
        self._schedule = PollSchedule()
        self._themes = ThemeWatch(screen.options)
        self._alarm: Alarm | None = None
        self._trouble = ""
        self._notice = ""
        self._generation: int | None = None
        self._poll = OpenFilePoll(threads, self._library.stamp, self.files_may_have_changed)
        self.phase = Phase.RESTING
        """Whether a scan is under way."""

    def start(self) -> None:
        """Compare the files with the catalogue soon, and again from time to time.

        At once only where there is nothing to show yet: otherwise the first keys come first.
        """
        if self._library.catalogue.count():
            self._screen.set_timer(_SOON, self.refresh)
        else:
            self.refresh()
        self._poll_later()

    def files_may_have_changed(self) -> None:
        """Scan now, without waiting for the next scan."""
        if self.phase is not Phase.RESTING:
            self.phase = Phase.SCANNING_TWICE
            return
        if self._alarm is not None:
            self._alarm.stop()
        self.refresh()

    def refresh(self) -> None:
        """Scan for changes."""
        self.phase = Phase.SCANNING
        self._threads.run(self._scan, "update")

    # --- in the thread ---------------------------------------------------------------------------

    def _scan(self, is_cancelled: Callable[[], bool]) -> None:
        keys = YieldToKeys(lambda: self._screen.ordered_app.seconds_without_key, is_cancelled)
        begun = monotonic()

        def progress(done: int, total: int) -> None:
            if total > _LONG and not is_cancelled():
                text = f"reading {done:,} of {total:,} briefs" if done < total else ""
                self._threads.call_back(lambda: self.show_progress(text))

        try:
            changes = self._library.refresh(progress, keys)
            generation = self._library.catalogue.generation
        except BriefingError as error:
            trouble = error
            if not is_cancelled():
                self._threads.call_back(lambda: self.fail(trouble))
            return
        if is_cancelled():
            return
        taken = monotonic() - begun - keys.slept
        if (themes := self._themes.changed()) is not None:
            self._threads.call_back(lambda: self._report_themes(themes))
        if marked := self._library.own.others_have_marked():
            self._library.own.reload()
        result = RefreshResult(changes, taken, generation, marked)
        self._threads.call_back(lambda: self.finish(result))
        if self._library.get_ready():
            self._screen.options.loaded()

    # --- the result ------------------------------------------------------------------------------

    def show_progress(self, text: str) -> None:
        """Show progress, and the first briefs where the list is still empty."""
        self._report_progress(text)
        if not len(self._screen.list.numbers):
            self._screen.show_briefs()

    def _report_progress(self, text: str) -> None:
        self._screen.progress = text
        self._screen.ordered_app.is_reading_files = bool(text)

    def _report_themes(self, themes: UserThemes) -> None:
        """Apply the person's theme as it is now, and report its problems."""
        self._screen.post_message(ThemesChanged(themes))
        if themes.warnings:
            # The footer has no room for the folder.
            self._screen.note = f"{THEMES_FILE}{themes.warnings[0].partition(THEMES_FILE)[2]}"

    def finish(self, result: RefreshResult) -> None:
        """Show the changes, and schedule the next scan."""
        self._report_progress("")
        try:
            self._show(result)
            self._end_trouble()
        except BriefingError as error:
            self.fail(error)
        else:
            self._scan_later()

    def _show(self, result: RefreshResult) -> None:
        screen, keyboard = self._screen, self._screen.ordered_app
        untouched = not (
            screen.has_looked
            or keyboard.has_typed
            or screen.list.cursor
            or screen.pane
            or screen.options.open
        )
        screen.has_looked = True
        before, self._generation = self._generation, result.generation
        # Another program on the same store may have updated the catalogue.
        elsewhere = before not in (None, result.generation)
        changes = result.changes
        has_changed = bool(changes.added or changes.changed or changes.removed)
        self._schedule.learn(result.taken, has_changed=has_changed)
        if has_changed or elsewhere:
            self._show_changed(changes, untouched)
        elif not len(self._screen.list.numbers):
            self._screen.show_briefs()
        elif result.marked:
            # As after one's own marks, the filter is not applied again: nothing jumps away.
            self._screen.show_marks()
            self._screen.brief.show_again()

    def _show_changed(self, changes: Changes, untouched: bool) -> None:
        briefs = self._screen.list
        before = briefs.numbers
        self._screen.show_briefs()
        if untouched:
            # New briefs are what the reader was opened for.
            briefs.to_end(down=False)
        elif changes.added and changes.unchanged:
            self._screen.note = quantity(changes.added, "new brief")
            # A brief of another date has another number too; most of those have been read.
            come = frozenset(briefs.numbers).difference(before)
            briefs.new.update(filter(self._library.own.is_unread, come))
            self._screen.show_marks()
        self._show_again()

    def _show_again(self) -> None:
        screen = self._screen
        is_there = self._screen.brief.find_again(self._library.catalogue.number_at)
        if not is_there and (screen.pane or not screen.is_narrow):
            screen.note = f"{clean(self._screen.brief.path, line=True)} no longer exists"
        self._screen.brief.show_again()
        screen.ordered_app.files_were_read()

    def fail(self, error: BriefingError) -> None:
        """Report once why the files cannot be scanned, and retry later.

        What is on screen stays: a folder on another machine is away for a moment now and then.
        """
        self._report_progress("")
        if self._screen.nothing_yet:
            # Keys would wait for briefs that may never come.
            self._screen.has_looked = True
            try:
                self._screen.show_briefs()
            except BriefingError:
                pass  # reported below
        message = f"{_FAILED}{clean(str(error), line=True)}"
        if message != self._trouble:
            self._screen.note = self._trouble = message
        self._scan_later()

    def _end_trouble(self) -> None:
        if not self._trouble:
            return
        if self._screen.note == self._trouble:
            self._screen.note = ""
        self._trouble = ""
        self._screen.show_briefs()
        self._show_again()

    # --- the next scan ---------------------------------------------------------------------------

    def _scan_later(self) -> None:
        if (notice := self._screen.options.notice()) != self._notice:
            self._notice = notice
            self._screen.draw_footer()
        before, self.phase = self.phase, Phase.RESTING
        if before is Phase.SCANNING_TWICE:
            self.refresh()
        elif self._every > 0:
            seconds = self._schedule.until_next(self._every)
            self._alarm = self._screen.set_timer(seconds, self._scan_between_keys)

    def _scan_between_keys(self) -> None:
        """Scan the files once the keyboard rests, or when that has taken too long."""
        seconds = self._schedule.put_off(self._screen.ordered_app.seconds_without_key)
        if seconds is None:
            self.refresh()
        else:
            self._alarm = self._screen.set_timer(seconds, self._scan_between_keys)

    def _poll_later(self) -> None:
        if self._every > 0:
            self._screen.set_timer(self._every, self._poll_open_file)

    def _poll_open_file(self) -> None:
        """Check whether the open file has changed, where the next scan of all is far off."""
        if self._schedule.is_far and self.phase is Phase.RESTING:
            self._poll.ask(self._screen.brief.path)
        self._poll_later()
