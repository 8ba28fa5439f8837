"""The Textual app: its themes and its first screen."""

from collections.abc import Mapping

from textual.driver import Driver
from textual.theme import Theme

from briefing.library import Library
from briefing.terminal.environment import abilities
from briefing.terminal.session import lifecycle
from briefing.ui.input.ordered_keys import OrderedInputApp
from briefing.ui.main.screen import MainScreen
from briefing.ui.options import Options
from briefing.ui.palette import ROLES, is_on_terminal, marks_hits, palette_of
from briefing.ui.theme_watch import ThemesChanged


class BriefingApp(OrderedInputApp):
    """The reader."""

    CSS_PATH = "briefing.tcss"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "briefing"

    ALLOW_SELECT = False
    """Rows cannot be selected, and Textual fails on a click at a widget just removed."""

    def __init__(
        self,
        library: Library,
        options: Options | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """Read `library`, drawing through `driver_class`."""
        options = options or Options()
        on_terminal = is_on_terminal(options.palette)
        super().__init__(options, driver_class=driver_class, ansi_color=on_terminal)
        self.library = library
        self.animation_level = "none"
        self._reloads = 0
        self._wear(options.palette)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return a colour for each role, for themes without one."""
        return ROLES["terminal"]

    def on_mount(self) -> None:
        """Show the list."""
        lifecycle.settle(self)
        self.push_screen(MainScreen(self.library, self.options))

    def on_themes_changed(self, message: ThemesChanged) -> None:
        """Draw in the colours that the person's theme now has; without it, as before."""
        own = message.themes.themes
        if self.options.theme in own:
            self._wear(palette_of(self.options.theme, own))

    def _wear(self, palette: Mapping[str, str]) -> None:
        """Draw in the colours of `palette`."""
        # Textual takes notice of a theme with another name only.
        self._reloads += 1
        theme = _theme(f"briefing-{self.options.theme}-{self._reloads}", palette)
        self.register_theme(theme)
        self.theme = theme.name
        self.ansi_color = is_on_terminal(palette)
        self.set_class(not abilities().colours or not marks_hits(palette), "-colourless")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy the selected part of the line being typed; a visitor's clipboard is left alone."""
        if not self.options.restricted:
            super().copy_to_clipboard(text)


def _theme(name: str, palette: Mapping[str, str]) -> Theme:
    """Return Textual's theme with the colours of `palette`."""
    return Theme(
        name=name,
        primary=palette["role-heading"],
        secondary=palette["role-party"],
        warning=palette["role-warn"],
        error=palette["role-bad"],
        success=palette["role-good"],
        accent=palette["role-mark"],
        foreground=palette["role-text"],
        background=palette["role-back"],
        surface=palette["role-back"],
        panel=palette["role-back"],
        boost=palette["role-back"],
        dark=palette["role-back"] != "#ffffff",
        variables=dict(palette),
        ansi=is_on_terminal(palette),
    )
