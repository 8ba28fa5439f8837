"""The comparison budget of one brief, a bound on the work of checking its quotations.

Its unit is a character searched, not time, because a verdict must not depend on the load of the
machine. Other work is converted into characters. Every function that takes a budget raises
`SpentError` once it is exhausted.
"""

MAX_COMPARED = 40_000_000_000
"""Characters searched for the quotations of one brief: some twenty seconds at worst.

A brief of 200 quotations without `from`, none of which is in its twenty texts of 200 kB, takes a
third; with `from`, a hundredth.
"""
MAX_NAMES = 15_000_000
"""Names compared near the quotations of one brief: a few seconds. A budget of its own, because a
verdict must not depend on how many people a brief names."""
PER_PLACE = 10_000
"""The cost of a closer look at one place."""
PER_WORD = 1000
"""The cost of one occurrence of a word that votes for the start of a quotation."""
PER_TEXT = 50_000
"""The cost of starting on another archived text."""
PER_LETTER = 1000
"""The cost of a character in a word-by-word comparison."""
PER_FOLDED = 50
"""The cost of a character that is folded, skipped to the next start of a word, or searched for
omissions."""


class SpentError(Exception):
    """The comparison budget of this brief is exhausted."""


class Budget:
    """The remaining comparison budget of one brief."""

    def __init__(self, left: int | None = None) -> None:
        self.left = MAX_COMPARED if left is None else left
        """The rest, in characters; negative once exhausted."""

    def take(self, count: int) -> None:
        """Spend a number of characters.

        Raises:
            SpentError: fewer are left; from then on every call fails.
        """
        self.left = self.left - count if count <= self.left else -1
        if self.left < 0:
            raise SpentError
