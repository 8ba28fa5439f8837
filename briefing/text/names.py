"""Suggestions of the nearest existing name for a misspelt one."""

from collections.abc import Callable, Collection, Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` that `name` was probably meant to be, or an empty string."""
    from difflib import get_close_matches  # here, because it is needed only after a mistake

    # Below 0.7, "rejects" would be suggested for "agrees", and "russia" for "usa".
    matches = get_close_matches(name.casefold()[:200], list(names), n=1, cutoff=0.7)
    return matches[0] if matches else ""


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean "list"?` as the end of a sentence, or nothing without a near name."""
    near = nearest(name, names)
    return f'; did you mean "{near}"?' if near else ""


MAX_COMPARED = 10_000
"""Names compared for one file; comparing them is the slowest part of a message."""
_LEAST = 10  # the cost of a call of `names`, in names
_LONGEST = 100  # characters of a name that gets a suggestion


class Suggestions:
    """Suggestions for one file, up to a number of comparisons."""

    def __init__(self) -> None:
        self._left = MAX_COMPARED

    def near(self, name: str, names: Callable[[], Collection[str]]) -> str:
        """Return `; did you mean "…"?` with the nearest of `names()`, or nothing."""
        if self._left <= 0 or len(name) > _LONGEST:
            return ""
        choices = names()
        self._left -= max(_LEAST, len(choices))
        return did_you_mean(name, choices) if self._left >= 0 else ""
