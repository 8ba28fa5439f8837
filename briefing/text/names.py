"""Suggestions of the nearest existing name for a misspelt one."""

from collections.abc import Callable, Collection, Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` that `name` was probably meant to be, or an empty string."""
    # Alike in seven parts of ten: below that, "agrees" would be told to mean "rejects", and "usa"
    # "russia". Loaded here: only needed after a mistake.
    from difflib import get_close_matches

    found = get_close_matches(name.casefold()[:200], list(names), n=1, cutoff=0.7)
    return found[0] if found else ""


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean "list"?`, to end a sentence with, or nothing without a near name."""
    found = nearest(name, names)
    return f'; did you mean "{found}"?' if found else ""


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
