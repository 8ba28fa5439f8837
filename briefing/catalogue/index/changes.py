"""The result of an index refresh."""

from typing import NamedTuple


class Changes(NamedTuple):
    """What a run of the indexer found."""

    added: int
    """Files that are new."""
    changed: int
    """Files that hold something new, or rest on something that changed."""
    removed: int
    """Files that are gone."""
    unchanged: int
    """Files that were left as they are."""
