"""One finding of `briefing doctor`."""

from typing import NamedTuple


class Fact(NamedTuple):
    """What was found, what it means, and what to do.

    `private` and `details` may hold the person's texts, names and paths; a bug report leaves them
    out, and the other fields never hold any.
    """

    group: str
    """The part of the report it belongs to."""
    name: str
    """The subject."""
    value: str
    """The finding."""
    meaning: str = ""
    """What the finding means for the reader; empty where the value says it."""
    problem: str = ""
    """What is wrong with it, and the remedy; empty if nothing is."""
    private: str = ""
    """The path or name that was found, shown before the value."""
    details: tuple[str, ...] = ()
    """The problem in full, with paths and texts; shown in place of `problem`."""

    def reported(self) -> dict[str, str]:
        """Return it for a bug report."""
        return {name: getattr(self, name) for name in self._fields[:5]}
