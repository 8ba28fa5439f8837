"""Nothing breaks it, nothing gets through it, nothing is lost: the project's safety tests.

By default each does a bounded share of its work; `HYPOTHESIS_PROFILE=deep` asks for all of it.
"""

import os

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
"""Whether all of the work is wanted, which takes hours."""


def share(quick: int, deep: int) -> int:
    """Return how often something is to be done: `quick` by default, `deep` where all is wanted."""
    return deep if DEEP else quick
