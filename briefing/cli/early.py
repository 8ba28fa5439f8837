"""What a search begins before anything else is imported: looking whether files have changed.

On a large store that takes longer than all else, and other processes do it meanwhile.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from briefing.indexer.unchanged import Ahead

_begun: "dict[str, Ahead]" = {}


def begin(arguments: list[str]) -> None:
    """Begin the walk of the store that `arguments` or the environment name, if one is named."""
    folder = _named(arguments) or os.environ.get("BRIEFING_STORE", "")
    wanted = not {"--no-refresh", "-h", "--help"} & set(arguments)
    if wanted and folder and os.path.isdir(folder):  # noqa: PTH112
        from briefing.indexer.unchanged import Ahead

        _begun[folder] = Ahead(folder)


def _named(arguments: list[str]) -> str:
    for place, word in enumerate(arguments):
        if word in ("-s", "--store"):
            return "".join(arguments[place + 1 : place + 2])
        if word.startswith("--store="):
            return word[8:]
    return ""


def walk_of(folder: "Path") -> "Ahead":
    """Return the walk of a store: the one that was begun, or a new one."""
    from briefing.indexer.unchanged import Ahead

    return _begun.pop(str(folder), None) or Ahead(folder)
