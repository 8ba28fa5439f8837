"""Suggestions for misspelt names, with bounded work."""

from collections.abc import Callable, Collection

from briefing.names import did_you_mean

MAX_COMPARED = 10_000
"""Names compared for one file: comparing is the dearest step of telling what is wrong."""
_LEAST = 10  # what asking for names counts as, however few they are: they have to be gathered
_LONGEST = 100  # characters of a wrong name; nobody meant a longer one


class Suggestions:
    """Proposes names for one file, until the comparing has cost enough."""

    def __init__(self) -> None:
        self._left = MAX_COMPARED

    def near(self, name: str, names: Callable[[], Collection[str]]) -> str:
        """Return `; did you mean "…"?` with the name that comes nearest, or nothing.

        `names` is only asked for the names there are while they will be compared.
        """
        if self._left <= 0 or len(name) > _LONGEST:
            return ""
        choices = names()
        self._left -= max(_LEAST, len(choices))
        return did_you_mean(name, choices) if self._left >= 0 else ""
