"""Following the person's own theme while it is edited."""

from textual.message import Message

from briefing.ui.options import Options
from briefing.user.settings.theme_file import UserThemes, load_themes, themes_path


class ThemesChanged(Message):
    """The file of themes has changed."""

    def __init__(self, themes: UserThemes) -> None:
        """Report the current contents."""
        super().__init__()
        self.themes = themes


class ThemeWatch:
    """Reads the file of themes again when it has changed, if one of them is in use."""

    def __init__(self, options: Options) -> None:
        """Watch for the theme that the reader was opened with."""
        in_use = options.theme in options.own_themes
        self._settings = options.settings if in_use else None
        self._stamp: tuple[int, ...] = ()
        self._seen = UserThemes(options.own_themes, ())

    def changed(self) -> UserThemes | None:
        """Return what the file holds if that is new. Reads files."""
        if self._settings is None:
            return None
        try:
            found = themes_path(self._settings).stat()
        except OSError:
            return None
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        before, self._seen = self._seen, load_themes(self._settings)
        return self._seen if self._seen != before else None
