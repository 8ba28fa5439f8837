"""Problems of a file: position, severity, code, message with remedy."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from briefing.errors import UnreadableError
from briefing.text.clean import clean

Severity = Literal["error", "warning", "note"]

CODES = {
    # the bytes
    "unreadable": "the file cannot be read: permissions, a failing disk, a lost mount",
    "vanished": "the file does not exist, or no longer exists",
    "not-a-file": "not a regular file: a folder, a pipe, a device, a socket",
    "not-a-brief": "a file that is left out: by a pattern, its name, its keys, or as an archive",
    "linked-folder": "a symbolic link to a folder, which is not followed, or to nothing",
    "outside": "a path or symbolic link that leads outside the store",
    "changing": "the file changed while it was being read; it will be read again",
    "too-large": "more bytes, values or text than the limit allows",
    "too-deep": "more than 32 levels of nesting",
    "encoding": "not UTF-8",
    "control-character": "a control character, raw or escaped",
    # the notation
    "syntax": "not valid YAML or JSON; reported where parsing stopped",
    "duplicate-key": "the same key defined twice in one record",
    "anchor": "a YAML anchor (&name), which briefs do not support",
    "alias": "a YAML alias (*name), which briefs do not support",
    "tag": "a YAML tag (!name), which briefs do not support",
    "merge-key": "a YAML merge key (<<), which briefs do not support",
    "document": "a second YAML document in the file",
    "bad-key": "a key that is not plain text",
    "comment": "text cut off by a # that was probably meant to be part of it",
    "front-matter": "Markdown front matter that is not closed or not valid YAML, TOML or JSON",
    # the record
    "unknown-key": "a key that the format does not have",
    "missing": "a required key is missing",
    "empty": "a value is empty",
    "bad-type": "a value of the wrong type: text, list or record",
    "bad-choice": "not one of the allowed values",
    "bad-date": "not a valid date or timestamp",
    "bad-name": "a name with characters that are not allowed in names",
    "bad-value": "a value that is not valid for another reason",
    "more-problems": "more problems than are listed",
    # the references
    "unknown-id": "a party, person, issue, source, quote or brief that is not defined",
    "unknown-reference": "a [^reference] in prose to a record that does not exist",
    "ambiguous-name": "two records with the same name, so that a reference is ambiguous",
    "unknown-paragraph": "a paragraph number beyond the end of the archived text",
    "contradiction": "a record of store.yaml that contradicts the store.yaml of a folder above",
    "duplicate-id": "two briefs with the same id",
    "duplicate-round": "two briefs for the same round of a process, neither superseding the other",
    "name-clash": "file names that differ only in case or Unicode normalisation",
    # the evidence
    "archive-missing": "the archived text is missing",
    "archive-outside": "the archive's path leads outside the store",
    "archive-changed": "the archived text does not match the SHA-256 checksum in the brief",
    "archive-unreadable": "the archived text is unreadable, too large or not UTF-8",
    "no-archive": "a source without an archived text",
    "quote-altered": "the archived text differs from the quote in words, capitals or punctuation",
    "quote-not-found": "the archived text contains nothing like the quote",
    "quote-ambiguous": "the words occur in several places, and nothing says which is meant",
    "quote-elsewhere": "the words are in a different paragraph from the one cited",
    "quote-unchecked": "a quote in a final brief that could not be checked",
    "quote-marks": "a quote's text is wrapped in quotation marks",
    "quote-unused": "a quote that nothing refers to and that names no issue",
    "speaker": "the speaker is not named near the words",
    "no-support": "an agreement without a supporting source or quote",
    "figure": "a figure in prose that appears in none of the paragraphs it cites",
    "suggested": "a value that a program proposed and no person has confirmed",
    "unwritten": "a summary that still has to be written",
    "uncited": "a sentence in a final summary without a reference",
}
"""The meaning of each code in brackets; it never changes."""


class Problem(NamedTuple):
    """One problem of one file."""

    path: str
    """The file: relative to the store, or as given. Not cleaned."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    severity: Severity
    """A brief with an error cannot be relied on; a warning is worth a look; a note is neither."""
    code: str
    """A key of `CODES`."""
    where: str
    """The path of the value, `agreements.a2.issue`; items are counted from 1. May be empty."""
    message: str
    """The problem and its remedy."""

    def __str__(self) -> str:
        """One line for people and editors, safe for a terminal."""
        place = f"{self.path}:{self.line}:{self.column}: {self.severity}: "
        where = f"{self.where}: " if self.where else ""
        return clean(f"{place}{where}{self.message} [{self.code}]", line=True)


def read_failure(path: str, error: UnreadableError) -> Problem:
    """Return the problem of a file that cannot be read."""
    return Problem(path, error.line, error.column, "error", error.code, "", error.message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by path, line and column."""
    return tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column, one.code)))


def short(text: str, limit: int = 60) -> str:
    """Return `text` on one line, cut to `limit` characters: for quoting a value in a message."""
    flat = " ".join(text[: limit * 4].split())
    return flat if len(flat) <= limit and len(text) <= limit * 4 else flat[: limit - 1] + "…"
