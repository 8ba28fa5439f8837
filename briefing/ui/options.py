"""Options for opening the reader."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

from briefing.commands import Command, with_counts, with_keys
from briefing.ui.palette import palette_of
from briefing.user.restricted import permitted
from briefing.user.settings.theme_file import UserTheme

_WRITING = frozenset(("edit", "confirm", "unconfirm", "speaker", "drop"))
"""The ids of the commands that change files of the store."""


class Options(NamedTuple):
    """How the reader is to be opened."""

    theme: str = "terminal"
    """The name of a palette."""
    own_themes: Mapping[str, UserTheme] = MappingProxyType({})
    """The themes of the person's file by name."""
    ascii_only: bool = False
    """Whether no signs but those of ASCII may be drawn."""
    mouse: bool = False
    """Whether to take mouse events."""
    open: str = ""
    """The id of the brief to begin with, or its file within the store."""
    restricted: bool = False
    """Whether commands that lead out of the reader are forbidden."""
    whole_widgets: bool = False
    """Whether to draw with Textual's own driver, for terminals that ours draws wrongly on."""
    list_name: str = "briefs"
    """What the list is called; the sample briefs are called so."""
    read_after: float = 2.0
    """Seconds that a brief is open before it counts as read."""
    refresh: float = 0.5
    """Seconds between two scans for changed files, more where a scan takes long; 0 for never."""
    letters: bool = False
    """Whether letters beyond ASCII are drawn even then, as the locale can show them."""
    citation: str = ""
    """The form of a copied quotation; empty for the default."""
    warnings: Sequence[str] = ()
    """Problems of the settings."""
    settings: Path | None = None
    """The settings file, which may not exist; None where there can be none."""
    keys: Mapping[str, Sequence[str]] = MappingProxyType({})
    """Keys of commands in place of the defaults, by command."""

    stores: Mapping[str, str] = MappingProxyType({})
    """The folders of the stores in the settings, by name."""
    switch: Callable[[str], object] | None = None
    """Called with the name of the store to open after this one; None where there is no other."""
    is_mirror: bool = False
    """Whether the folder mirrors a shared store, and is only read."""
    notice: Callable[[], str] = lambda: ""
    """Returns what the footer says beside the keys for as long as it holds: since when the server
    of a shared store is lost."""
    counts: bool = False
    """Whether digits are counts."""

    opener: str = ""
    """The program that opens addresses, with its options; empty for the system's."""
    hyperlinks: bool = False
    """Whether addresses are sent to the terminal as hyperlinks."""
    welcome: bool = False
    """Whether to begin with the card of the first start."""
    loaded: Callable[[], object] = lambda: None
    """Called in a thread, once all modules are loaded that most sessions need."""

    @property
    def palette(self) -> Mapping[str, str]:
        """The colours of the roles."""
        return palette_of(self.theme, self.own_themes)

    def commands(self) -> tuple[Command, ...]:
        """Return the command table with this reader's keys and without what is forbidden."""
        table = with_keys(self.keys)
        if self.counts:
            table = with_counts(table, self.keys)
        if self.is_mirror:
            table = tuple(command for command in table if command.id not in _WRITING)
        return permitted(table) if self.restricted else table


@runtime_checkable
class HasOptions(Protocol):
    """An app that knows how it was opened."""

    options: Options
    """How the reader was opened."""
