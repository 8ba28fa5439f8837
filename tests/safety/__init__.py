"""Nothing breaks it, nothing gets through it, nothing is lost: the project's safety tests.

By default each does a bounded share of its work; `HYPOTHESIS_PROFILE=deep` asks for all of it.
"""

import os

from tests.tools.waiting import PATIENCE

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
"""Whether all of the work is wanted, which takes hours."""


def share(quick: int, deep: int) -> int:
    """Return how often something is to be done: `quick` by default, `deep` where all is wanted."""
    return deep if DEEP else quick


def promised(seconds: float) -> float:
    """Return how long to wait for what is promised within `seconds`.

    A machine that is shared keeps no promises: only a deep run, which has one to itself, is held to
    them.
    """
    return seconds if DEEP else PATIENCE
