"""What the files of a store are called."""

BRIEF_SUFFIXES = (".yaml", ".yml", ".json", ".md")
"""Endings of the names of briefs, in small letters or capitals."""
SHARED_NAMES = ("store.yaml", "store.yml")
"""Names of the files of shared records, each for its folder and those below."""

_SUFFIXES = (*BRIEF_SUFFIXES, *(suffix.upper() for suffix in BRIEF_SUFFIXES))


def is_brief(path: str) -> bool:
    """Whether a file is named like a brief."""
    return path.endswith(_SUFFIXES)


def is_shared(path: str) -> bool:
    """Whether a file is named like one of shared records."""
    return path.rpartition("/")[2] in SHARED_NAMES
