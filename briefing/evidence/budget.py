"""How much may be compared for the quotations of one brief, whatever it and its archives hold.

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
"""What looking closer at one place counts as."""
PER_WORD = 1000
"""What a place of a word counts as that votes for where a quotation would begin."""
PER_TEXT = 50_000
"""What beginning with one more archived text counts as."""
PER_LETTER = 1000
"""What a character counts as where words are told apart and compared one by one."""
PER_FOLDED = 50
"""What a character counts as that is folded, passed over in search of a word's beginning, or looked
through for omissions."""


class SpentError(Exception):
    """Nothing more may be compared for this brief."""


class Budget:
    """What may yet be compared for one brief."""

    def __init__(self, left: int | None = None) -> None:
        self.left = MAX_COMPARED if left is None else left
        """In characters; negative once it has ended."""

    def take(self, count: int) -> None:
        """Take so many characters.

        Raises:
            SpentError: there are not so many left; nor will there be for any smaller count.
        """
        self.left = self.left - count if count <= self.left else -1
        if self.left < 0:
            raise SpentError
