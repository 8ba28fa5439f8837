"""The signs next to the words, in Unicode and in ASCII."""

from typing import NamedTuple


class Signs(NamedTuple):
    """The signs beside the words; every one is a cell wide, and none says what no word says."""

    agreed: str = "+"
    """An agreement."""
    disputed: str = "-"
    """A disagreement."""
    proposed: str = ">"
    """A proposal."""
    quoted: str = '"'
    """A quotation."""
    problem: str = "!"
    """Something wrong with the file."""
    paragraph: str = "¶"
    """Before the number of a paragraph."""
    dot: str = "·"
    """Between the parts of a line."""
    open: str = "“"
    """Before quoted words."""
    close: str = "”"
    """After quoted words."""
    ellipsis: str = "…"
    """Where something was cut."""
    plain: bool = False
    """Whether only ASCII is shown."""


UNICODE = Signs()
"""For terminals that show UTF-8."""
ASCII = Signs(paragraph="p", dot="|", open='"', close='"', ellipsis="~", plain=True)
"""For all others."""
