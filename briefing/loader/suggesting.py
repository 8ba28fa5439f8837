"""The nearest name for one that is wrong, within bounds that no file can exceed."""

from collections.abc import Collection

from briefing.names import did_you_mean

MAX_COMPARED = 10_000
"""Names compared for one file: comparing is the dearest step of telling what is wrong."""


class Suggestions:
    """Proposes names for one file, until the comparing has cost enough."""

    def __init__(self) -> None:
        self._left = MAX_COMPARED

    def near(self, name: str, names: Collection[str]) -> str:
        """Return `; did you mean "…"?` with the name that comes nearest, or nothing."""
        self._left -= len(names)
        if self._left < 0 or len(name) > 100:
            return ""
        return did_you_mean(name, names)
