"""The comparison budget of one brief, a bound on the work of checking its quotations.

It is counted in characters looked through, never in time: a verdict must not depend on how busy a
machine is. What is dearer than looking at a character is counted as so many of them.
"""

MAX_COMPARED = 40_000_000_000
"""Characters looked through for the quotations of one brief: some twenty seconds at the worst.

A brief of 200 quotations that each stand nowhere in twenty texts of 200 kB, and name none of them,
takes a third; one that says where its quotations stand, a hundredth.
"""
MAX_NAMES = 15_000_000
"""Names of people or parties compared near the quotations of one brief: a few seconds. It is not
taken from the other: a verdict must not depend on how many people a brief names.
"""
PER_PLACE = 10_000
"""The cost of a closer look at one place."""
PER_WORD = 1000
"""The cost of one occurrence of a word that votes for the start of a quotation."""
PER_TEXT = 50_000
"""The cost of starting on another archived text."""
PER_LETTER = 1000
"""The cost of a character in a word-by-word comparison."""
PER_FOLDED = 50
"""What a character counts as that is folded, passed over in search of a word's beginning, or looked
through for omissions."""


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
