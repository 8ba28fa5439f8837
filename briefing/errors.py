"""The tree of exceptions raised on purpose.

* BriefingError            the person at the keyboard can do something about it
  - StoreError             the store cannot be read at all (exit status 3)
  - UsageError             the command line asks for something that cannot be (exit status 2)
  - NotFound               no brief, record, party or process of that name (exit status 1)
  - QueryError             a search cannot be understood: what is wrong, and at which column
  - SettingsError          the settings file cannot be used
  - UnreadableError        one file cannot be read as text: where, what, and the remedy
"""


class BriefingError(Exception):
    """Something that the person can mend; its text says where, what, and how."""


class StoreError(BriefingError):
    """The folder of briefs cannot be read at all."""


class UsageError(BriefingError):
    """The command line asks for something that cannot be done."""


class NotFound(BriefingError):
    """Nothing has the name that was asked for; the text proposes the nearest."""


class QueryError(BriefingError):
    """A search that cannot be understood."""

    def __init__(self, message: str, column: int) -> None:
        """Keep `message` and the `column` (characters, from 1) that it speaks of."""
        super().__init__(message)
        self.message = message
        self.column = column


class SettingsError(BriefingError):
    """The settings file cannot be used."""


class UnreadableError(BriefingError):
    """The bytes of one file cannot be had as text."""

    def __init__(self, message: str, code: str, line: int = 1, column: int = 1) -> None:
        """Keep the `message`, its stable `code` and the place (characters, from 1)."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.line = line
        self.column = column
