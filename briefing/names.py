"""Suggestions of the nearest existing name for a misspelt one."""

from collections.abc import Iterable


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
