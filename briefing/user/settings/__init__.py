"""User settings: one TOML file, an environment variable for each plain setting, and their help.

Whatever the file holds, the program starts: an invalid value is reported in a warning with its
place, and the default is used. The command line overrides the environment, and the environment the
file.
"""

from briefing.user.settings.setting_kinds import HELP, KINDS, THEMES, Settings
from briefing.user.settings.settings_file import LoadedSettings, load, settings_path

__all__ = ["HELP", "KINDS", "THEMES", "LoadedSettings", "Settings", "load", "settings_path"]
