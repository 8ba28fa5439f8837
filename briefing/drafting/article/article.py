"""An article as it was read: its text, and what it says of itself."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "markdown", "html", "pdf", "docx"]
"""The forms of files that are read."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article; every text in it is cleaned."""

    text: str
    """What is archived: the paragraphs, one blank line between two, and a newline at the end."""
    paragraphs: tuple[str, ...]
    """The paragraphs in order, counted from 1 in references; no blank lines in them."""
    title: str
    """The title on one line; empty if the file has none."""
    date: str
    """The day of publication, `2025-06-02`; empty unless the file names an absolute date."""
    publisher: str
    """The name of the publisher; empty if the file does not say."""
    url: str
    """The address, http or https; empty if the file does not say."""
    lang: str
    """The language as a BCP 47 tag: as the file says, else by its words; empty if unknown."""
    kind: Kind
    """The form of the file, by its bytes."""
    original: bytes
    """The bytes of the file."""
    left_out: tuple[str, ...]
    """The paragraphs of the file that were not kept, in order."""
