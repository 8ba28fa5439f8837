"""The exceptions raised on purpose, each with its exit status."""


class BriefingError(Exception):
    """Something that the person can mend; its text says where, what, and how."""

    exit_status = 1


class StoreError(BriefingError):
    """The folder of briefs cannot be read."""

    exit_status = 3


class UsageError(BriefingError):
    """The command line asks for something impossible."""

    exit_status = 2


class NotFound(BriefingError):
    """An unknown name; the text suggests the nearest."""


class QueryError(BriefingError):
    """A search that cannot be parsed."""

    exit_status = 2

    def __init__(self, message: str, column: int) -> None:
        """Keep `message` and the `column` (characters, from 1) of the fault."""
        super().__init__(message)
        self.message = message
        self.column = column


class UnreadableError(BriefingError):
    """A file that cannot be read as text."""

    def __init__(self, message: str, code: str, line: int = 1, column: int = 1) -> None:
        """Keep the `message`, its stable `code` and the place (characters, from 1)."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.line = line
        self.column = column


def system_reason(error: OSError) -> str:
    """Return why the system refuses something, in its words: `Permission denied`."""
    return error.strerror or type(error).__name__


def cannot_be_read(error: OSError) -> str:
    """Return why the system refuses to read something, as the end of a sentence."""
    return f"cannot be read ({system_reason(error).lower()})"
