"""References between records: slugs, citations of paragraphs, and `[^q1]` in prose.

Imports nothing of this package.
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    pass

SLUG = r"[a-z0-9][a-z0-9-]*"
"""What the name of a record looks like, as a regular expression."""

NUMBERED = {"agreements": "a", "disagreements": "d", "proposals": "pr", "quotes": "q"}
"""What the names of records begin with where a map is written as a list: `a1`, `a2`, …"""

_CITE = rf"({SLUG})(?:#p([1-9][0-9]{{0,5}})(?:-([1-9][0-9]{{0,5}}))?)?"
_PLACE = (
    rf"({SLUG})(?:#p([1-9][0-9]{{0,8}})(?:-([1-9][0-9]{{0,8}}))?|@([0-9]{{1,9}})-([0-9]{{1,9}}))?"
)
_TARGET = rf"(?:{SLUG}#)?{SLUG}"
_FENCE = r"^[^\S\n]*(?:```|~~~)[^\n]*"  # of many lines


# Compiled when prose is read for marks, which those who only search do not wait for.
@cache
def _mark() -> re.Pattern[str]:
    # Code and escaped signs are matched first, so that nothing in them is taken for a mark. A span
    # of code ends with its paragraph or item, as it does where prose is laid out (see `markdown`).
    return re.compile(
        r"\\[!-/:-@\[-`{-~]"
        r"|`(?:[^`\n]|\n(?![ \t]*(?:\n|[-*+#>]|\d{1,9}[.)]))){1,500}+`"
        r"|\[\^([\w#-]{1,200})\]"
    )


class Cite(NamedTuple):
    """A place in a source: all of it, or a run of paragraphs."""

    source: str
    """The source's slug."""
    first: int | None = None
    """The first paragraph, counted from 1; None for the whole source."""
    last: int | None = None
    """The last paragraph, the same as `first` for a single one."""

    @property
    def paragraphs(self) -> str:
        """The paragraphs as people write them: `¶5`, `¶5–6`, or nothing."""
        if self.first is None:
            return ""
        return f"¶{self.first}" if self.last == self.first else f"¶{self.first}–{self.last}"


def parse_cite(text: str) -> Cite:
    """Return the place that `source`, `source#p5` or `source#p5-6` names.

    Raises:
        ValueError: it is none of the three, or the paragraphs run backwards.
    """
    match = re.fullmatch(_CITE, text)
    if match is None:
        raise ValueError(
            f'"{text}" is not a place in a source; write it as article, article#p5 or article#p5-6'
        )
    first = int(match[2]) if match[2] else None
    last = int(match[3]) if match[3] else first
    if first is not None and last is not None and last < first:
        raise ValueError(f'"{text}" runs backwards; write the lower number first')
    return Cite(match[1], first, last)


class Target(NamedTuple):
    """What a reference leads to: a record, a place in a source, or an address."""

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
        """Return what a text refers to in a brief with these `sources`; any text is a reference.

        `name#p5` is a paragraph where `name` is a source, and else a record of a brief.
        """
        if "://" in text:
            return cls(url=text)
        place = _place(text)
        if place is not None and place.source in sources:
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
            ValueError: it is none of the three.
        """
        place = _place(text)
        if place is None:
            raise ValueError(f'"{text}" is not a place in a source')
        return place

    def among(self, sources: Container[str]) -> "Target":
        """Return what it refers to in a brief with these `sources`, as `parse` does."""
        return Target.parse(str(self), sources)

    def __str__(self) -> str:
        """The reference as it is written; characters as `article@120-180`, which briefs do not."""
        if self.source and self.characters is not None:
            return f"{self.source}@{self.characters[0]}-{self.characters[1]}"
        if self.source and self.paragraphs is not None:
            first, last = self.paragraphs
            return f"{self.source}#p{first}" + (f"-{last}" if last != first else "")
        written = f"{self.brief}#{self.record}" if self.brief else self.record
        return self.url or self.source or written


def _place(text: str) -> Target | None:
    """Return the place in a source that a text is written like."""
    match = re.fullmatch(_PLACE, text)
    if match is None:
        return None
    source, first, last, start, end = match.groups()
    if first is not None:
        return Target(source=source, paragraphs=(int(first), int(last or first)))
    if start is not None:
        return Target(source=source, characters=(int(start), int(end)))
    return Target(source=source)


def marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, target) for each `[^target]` in Markdown prose, in characters.

    What stands in code or after a backslash is no mark.
    """
    return (mark for mark in written_marks(prose) if re.fullmatch(_TARGET, mark[2]))


def written_marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of `prose` and what is written like one but can name no record: `[^Q1]`."""
    if "[^" not in prose:
        return
    for begin, stop in _outside_code(prose):
        for match in _mark().finditer(prose, begin, stop):
            if match[1]:
                yield match.start(), match.end(), match[1]


def _outside_code(prose: str) -> Iterator[tuple[int, int]]:
    """Yield where the stretches of prose outside fenced code begin and end."""
    begin, fenced = 0, False
    for fence in re.finditer(_FENCE, prose, re.MULTILINE):
        if not fenced:
            yield begin, fence.start()
        begin, fenced = fence.end(), not fenced
    if not fenced:
        yield begin, len(prose)
