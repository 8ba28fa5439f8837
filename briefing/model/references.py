"""References between records: slugs, citations of paragraphs, and `[^q1]` in prose."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

SLUG = r"[a-z0-9][a-z0-9-]*"
"""The key of a record, as a regular expression."""

NUMBERED = {"agreements": "a", "disagreements": "d", "proposals": "pr", "quotes": "q"}
"""The prefix of the keys of records that are written as a list instead of a map: `a1`, `a2`, …"""

_NUMBER = "[1-9][0-9]{0,5}"
_CITED = rf"({SLUG})(?:#p({_NUMBER})(?:-({_NUMBER}))?)?"
_CHARACTERS = rf"({SLUG})@([0-9]{{1,9}})-([0-9]{{1,9}})"
_TARGET = rf"(?:{SLUG}#)?{SLUG}"
_MARK = r"\[\^([\w#-]{1,200})\]"
_HIDING = r"[`\\<\t]|~~~|\]\(|\]:| {4}"
"""What may be the notation of code, a comment, an escape, an address or a definition."""


class Target(NamedTuple):
    """The target of a reference: a record, a place in a source, or an address."""

    record: str = ""
    """The key of a record: `q1`, `d1/russia`, `summary/2`."""
    brief: str = ""
    """The id of the brief that has the record; empty for the one that refers to it."""
    source: str = ""
    """The slug of a source, instead of a record."""
    paragraphs: tuple[int, int] | None = None
    """The first and the last paragraph of the source's text, from 1; None for all of it."""
    characters: tuple[int, int] | None = None
    """The first character of the source's text, from 0, and one past the last."""
    url: str = ""
    """An address, instead of all the others."""

    @classmethod
    def parse(cls, text: str, sources: Container[str] = ()) -> "Target":
        """Return the target of any text; `name#p5` is a paragraph if `name` is in `sources`."""
        if "://" in text:
            return cls(url=text)
        if match := re.fullmatch(_CHARACTERS, text):
            place = cls(source=match[1], characters=(int(match[2]), int(match[3])))
        else:
            place = _cited(text) or cls()
        if place.source in sources:
            return place
        source, at, _ = text.partition("@")
        if at and source in sources:
            return cls(source=source)  # a link may end in anything
        brief, sign, record = text.partition("#")
        return cls(record, brief) if brief and sign else cls(text)

    @classmethod
    def place(cls, text: str) -> "Target":
        """Return the place in a source that `article`, `article#p5` or `article#p5-6` names.

        Raises:
            ValueError: it is none of the three, or the paragraphs run backwards.
        """
        place = _cited(text)
        if place is None:
            raise ValueError(
                f'"{text}" is not a place in a source; write it as article, article#p5 or '
                "article#p5-6"
            )
        if place.paragraphs and place.paragraphs[1] < place.paragraphs[0]:
            raise ValueError(f'"{text}" runs backwards; write the lower number first')
        return place

    def __str__(self) -> str:
        """The reference as written; characters as `article@120-180`, which briefs do not allow."""
        if self.source and self.characters is not None:
            return f"{self.source}@{self.characters[0]}-{self.characters[1]}"
        if self.source and self.paragraphs is not None:
            first, last = self.paragraphs
            return f"{self.source}#p{first}" + (f"-{last}" if last != first else "")
        written = f"{self.brief}#{self.record}" if self.brief else self.record
        return self.url or self.source or written


def _cited(text: str) -> Target | None:
    match = re.fullmatch(_CITED, text)
    if match is None:
        return None
    source, first, last = match.groups()
    paragraphs = (int(first), int(last or first)) if first else None
    return Target(source=source, paragraphs=paragraphs)


def is_target(text: str) -> bool:
    """Whether `text` can refer to a record: `q1`, `other-brief#q3`."""
    return re.fullmatch(_TARGET, text) is not None


def marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, target) for each `[^target]` outside code, in characters."""
    return (mark for mark in written_marks(prose) if is_target(mark[2]))


def written_marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of `prose`, also those whose target cannot be a key: `[^Q1]`.

    A `[^1]` whose footnote is in the prose is not one.
    """
    if "[^" not in prose:
        return
    if re.search(_HIDING, prose):
        from briefing.text.markdown_parser import references  # a search reads no prose

        for start, end, label in references(prose):
            if re.fullmatch(_MARK, f"[^{label}]"):
                yield start, end, label
    else:
        for match in re.finditer(_MARK, prose):
            yield match.start(), match.end(), match[1]
