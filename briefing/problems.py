"""What is wrong with a file, where, and what to do about it."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from briefing.errors import UnreadableError
from briefing.text import clean

Severity = Literal["error", "warning"]

CODES = {
    # the bytes
    "unreadable": "the file cannot be read: permissions, a failing disk, a file that went away",
    "vanished": "the file is not there, or not any more",
    "not-a-file": "something that is no ordinary file: a folder, a pipe, a device, a socket",
    "outside": "a path or a link that leads out of the store",
    "changing": "the file was being written while it was read; it is read again",
    "too-large": "more bytes, nodes or text than the limit",
    "too-deep": "more than 32 levels inside one another",
    "encoding": "not UTF-8",
    "control-character": "a character that terminals obey, raw or by escape",
    # the notation
    "syntax": "not YAML or not JSON: the place where reading stopped",
    "duplicate-key": "one key written twice in the same place",
    "anchor": "a YAML anchor (&name); briefs repeat or cite instead",
    "alias": "a YAML alias (*name); briefs repeat or cite instead",
    "tag": "a YAML tag (!name); every value is text",
    "merge-key": "a YAML merge key (<<); briefs repeat instead",
    "document": "a second YAML document in the file",
    "bad-key": "a key that is not a plain text",
    "comment": "a text that ends at a # which looks like a part of it",
    "front-matter": "Markdown front matter that is not closed or not YAML",
    # the record
    "unknown-key": "a key that the format does not have",
    "missing": "a required key that is not there",
    "empty": "a value that says nothing",
    "bad-type": "a text where a list or a record belongs, or the other way round",
    "bad-choice": "a value that is none of those the format allows",
    "bad-date": "a date or moment that is none",
    "bad-name": "a name with characters that names cannot have",
    "bad-value": "another value that cannot be taken",
    "more-problems": "the file has more problems than are listed",
    # the references
    "unknown-id": "a party, person, issue, source, quote or brief that nobody has",
    "unknown-reference": "a [^reference] in prose that leads to nothing",
    "ambiguous-name": "one name of two records where a reference could mean either",
    "unknown-paragraph": "a paragraph that the archived text does not have",
    "duplicate-id": "two briefs with one id",
    "duplicate-round": "one round of one process twice, and none supersedes the other",
    "name-clash": "file names that differ only in case or in Unicode composition",
    # the evidence
    "archive-missing": "the archived text is not there",
    "archive-outside": "the archive's path leads out of the store",
    "archive-changed": "the archived text is not the one whose SHA-256 the brief holds",
    "archive-unreadable": "the archived text cannot be read, is too large, or is not UTF-8",
    "no-archive": "a source without an archived text",
    "quote-altered": "the archived text has other words, capitals or marks than the quote",
    "quote-not-found": "the archived text has nothing like the quote",
    "quote-ambiguous": "the words stand in several places, and nothing decides",
    "quote-elsewhere": "the words stand in another paragraph than the one cited",
    "quote-unchecked": "a quote of a final brief that could not be checked",
    "quote-marks": "a quote's text that stands in quotation marks as a whole",
    "quote-unused": "a quote that no record, prose or issue uses",
    "speaker": "the speaker is not named near the words",
    "no-support": "an agreement that no source or quote supports",
    "figure": "a figure in the prose that stands in none of the paragraphs it cites",
    "uncited": "a sentence of a final summary that cites nothing",
}
"""What each code in brackets means; codes never change their meaning."""


class Problem(NamedTuple):
    """One thing that is wrong with one file."""

    path: str
    """The file, as it was named: relative to the store, or as given. Not cleaned."""
    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    severity: Severity
    """A brief with an error cannot be relied on; a warning is worth a look."""
    code: str
    """A key of `CODES`."""
    where: str
    """The value, as `agreements.a2.issue`; items of lists are counted from 1. May be empty."""
    message: str
    """What is wrong, and the remedy."""

    def __str__(self) -> str:
        """One line for people and editors, safe for a terminal."""
        place = f"{self.path}:{self.line}:{self.column}: {self.severity}: "
        where = f"{self.where}: " if self.where else ""
        return clean(f"{place}{where}{self.message} [{self.code}]", line=True)


def unread(path: str, error: UnreadableError) -> Problem:
    """Return what is told of a file that cannot be read."""
    return Problem(path, error.line, error.column, "error", error.code, "", error.message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by path, line and column."""
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line, problem.column, problem.code


def short(text: str, limit: int = 60) -> str:
    """Return `text` on one line, cut to `limit` characters: for quoting a value in a message."""
    flat = " ".join(text[: limit * 4].split())
    return flat if len(flat) <= limit and len(text) <= limit * 4 else flat[: limit - 1] + "…"
