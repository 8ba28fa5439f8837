"""The Textual app: its themes and its first screen."""

from textual.driver import Driver
from textual.theme import Theme

from briefing.library import Library
from briefing.terminal.environment import abilities
from briefing.terminal.session import lifecycle
from briefing.ui.input.ordered_keys import OrderedInputApp
from briefing.ui.main.screen import MainScreen
from briefing.ui.options import Options
from briefing.ui.palette import ROLES


class BriefingApp(OrderedInputApp):
    """The reader."""

    CSS_PATH = "briefing.tcss"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "briefing"

    ALLOW_SELECT = False
    """Rows cannot be selected, and Textual falls over where a click hits what has just gone."""

    def __init__(
        self,
        library: Library,
        options: Options | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """Read `library`, drawing through `driver_class`."""
        options = options or Options()
        super().__init__(options, driver_class=driver_class, ansi_color=options.theme == "terminal")
        self.library = library
        self.animation_level = "none"
        for name in ROLES:
            self.register_theme(_theme(name))
        self.theme = f"briefing-{self.options.theme}"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return a colour for each role, for themes without one."""
        return ROLES["terminal"]

    def on_mount(self) -> None:
        """Show the list."""
        lifecycle.settle(self)
        self.set_class(not abilities().colours, "-colourless")
        self.push_screen(MainScreen(self.library, self.options))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a line that is typed; a visitor's clipboard is left alone."""
        if not self.options.restricted:
            super().copy_to_clipboard(text)


def _theme(name: str) -> Theme:
    """Return the theme called `name`, which must be a key of `ROLES`."""
    roles = ROLES[name]
    return Theme(
        name=f"briefing-{name}",
        primary=roles["role-heading"],
        secondary=roles["role-party"],
        warning=roles["role-warn"],
        error=roles["role-bad"],
        success=roles["role-good"],
        accent=roles["role-mark"],
        foreground=roles["role-text"],
        background=roles["role-back"],
        surface=roles["role-back"],
        panel=roles["role-back"],
        boost=roles["role-back"],
        dark=name != "light",
        variables=roles,
        ansi=name == "terminal",
    )
