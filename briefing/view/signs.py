"""The signs next to the words, in Unicode and in ASCII."""

from typing import NamedTuple


class Signs(NamedTuple):
    """The signs beside the words; each is one cell wide and only repeats what a word says."""

    agreed: str = "+"
    """An agreement."""
    disputed: str = "-"
    """A disagreement."""
    proposed: str = ">"
    """A proposal."""
    quoted: str = '"'
    """A quotation."""
    problem: str = "!"
    """A problem of the file."""
    unread: str = "•"
    """A brief that has not been read."""
    changed: str = "~"
    """A brief that has changed since it was read."""
    starred: str = "*"
    """A brief that is starred."""
    noted: str = "n"
    """A brief with a note."""
    paragraph: str = "¶"
    """Before the number of a paragraph."""
    dot: str = "·"
    """Between the parts of a line."""
    open: str = "“"
    """Before quoted words."""
    close: str = "”"
    """After quoted words."""
    ellipsis: str = "…"
    """At the end of a cut text."""
    plain: bool = False
    """Whether only ASCII is shown."""


UNICODE = Signs()
"""For terminals that show UTF-8."""
ASCII = Signs(unread="o", paragraph="p", dot="|", open='"', close='"', ellipsis="~", plain=True)
"""For all others."""
