"""What Russian and Ukrainian have in common: endings of verbs, and of names in other cases."""

from briefing.drafting.words.lexicon import listed

NAME_ENDINGS = listed("а у ом ым им е ой ою ого его ому ему і ою єю ю я ем єм ем єві ові їм ім")
"""Endings of last names in other cases than the nominative: `Пескова`, `Лавровым`."""


def with_endings(stems: str, endings: str) -> str:
    """Return each stem with each ending, parted by blanks."""
    return " ".join(stem + ending for stem in stems.split() for ending in endings.split())
