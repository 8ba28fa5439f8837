"""Unsupported prose: figures in none of the passages cited, and sentences without a reference.

A figure is written in digits; in the passages it may be in words. Of a figure with several
readings, one must occur.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from briefing.evidence.verdicts import TextRange
from briefing.model.references import marks
from briefing.text.numbers import Number, digits_in, numbers_in

_NOT_PROSE = re.compile(
    r"\[\^[^\]\s]{1,200}\]|`[^`\n]{1,500}`|\]\([^()\s]{1,1000}\)|<?https?://\S+|^[ \t]*\d+[.)]\s",
    re.MULTILINE,
)
_FEW = 1000  # numbers


def figures_missing(
    prose: str, cited: Iterable[str], numbers: Callable[[str], Set[str]] | None = None
) -> tuple[Number, ...]:
    """Return the figures of Markdown prose that are in none of the `cited` passages, in order.

    References, code, URLs and list numbers are skipped. Dates are figures too: include those of the
    brief in `cited` if the prose may mention them. `numbers` replaces `numbers_in`, for passages
    that many texts cite.
    """
    few: set[str] = set()
    many: list[Set[str]] = []  # their union for each text would cost more than the look-ups
    for passage in cited:
        in_passage = (numbers or numbers_in)(passage)
        if len(in_passage) > _FEW:
            many.append(in_passage)
        else:
            few |= in_passage
    blanked = _NOT_PROSE.sub(lambda match: " " * len(match[0]), prose)
    return tuple(
        one
        for one in digits_in(blanked)
        if not one.readings & few and not any(one.readings & some for some in many)
    )


_LEAD = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}(?:[ \t]|$)|(?:[-*_][ \t]*){3,}$|[=-]+[ \t]*$)")
_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")
_END = re.compile(
    r"(?:[.!?…]+[\"'”’»)\]*_]{0,4}(?:[ \t]?\[\^[^\]\s]{1,200}\])*(?=\s)|[。！？]+[”」』]?)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"'’])(?:(?:\w\.)*\w|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Sen|Rep|Gov|Amb|St|No|vs|cf|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca|etc)\Z"
)
_LONGEST_ABBREVIATION = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose, excluding headings and code."""

    span: TextRange
    """Its span including references, in characters of the prose."""
    cites: tuple[str, ...]
    """Its references, in order: `q1` for `[^q1]`."""


def sentences(prose: str) -> tuple[Sentence, ...]:
    """Return the sentences of Markdown prose, in order; an item of a list ends a sentence."""
    return tuple(
        Sentence(span, tuple(target for _, _, target in marks(prose[span.start : span.end])))
        for start, stop in _blocks(prose)
        for span in _split(prose, start, stop)
    )


def uncited_sentences(prose: str) -> tuple[Sentence, ...]:
    """Return the sentences of Markdown prose without a reference."""
    return tuple(sentence for sentence in sentences(prose) if not sentence.cites)


def _blocks(prose: str) -> Iterator[tuple[int, int]]:
    begin = end = position = 0
    fence = ""
    for line in prose.splitlines(keepends=True):
        start, position = position, position + len(line)
        text = line.strip()
        before, fence = fence, _fence_after(text.lstrip("> \t"), fence)
        lead = _LEAD.match(line)
        lead_end = lead.end() if lead else 0
        ends = not text or before or fence or _HEADING.match(line)
        if (ends or line[:lead_end].strip()) and begin < end:
            yield begin, end
            begin = end
        if not ends:
            if begin == end:
                begin = start + lead_end
            end = position
    if begin < end:
        yield begin, end


def _fence_after(text: str, fence: str) -> str:
    """Return the fence of code that is open after a line, empty for none; `fence` was before it.

    As CommonMark has it, its like ends it, at least as long and alone on its line.
    """
    if fence:
        return "" if len(text) >= len(fence) and not text.strip(fence[0]) else fence
    opened = _FENCE.fullmatch(text)
    return (opened[1] or opened[2]) if opened else ""


def _split(prose: str, start: int, stop: int) -> Iterator[TextRange]:
    begin = start
    for match in _END.finditer(prose, start, stop):
        if _ends(prose, match, stop):
            yield from _trimmed(prose, begin, match.end())
            begin = match.end()
    yield from _trimmed(prose, begin, stop)


def _ends(prose: str, match: re.Match[str], stop: int) -> bool:
    start, end = match.span()
    if match[0][0] in "。！？":
        return True
    if match[0] == "." and _ABBREVIATED.search(
        prose[max(0, start - _LONGEST_ABBREVIATION) : start]
    ):
        return False
    following = prose[end : min(stop, end + 24)].lstrip(" \t\n\"'“‘«([*_")
    return not following[:1].islower()


def _trimmed(prose: str, begin: int, end: int) -> Iterator[TextRange]:
    text = prose[begin:end]
    bare = text.strip()
    if any(map(str.isalpha, bare)):
        begin += len(text) - len(text.lstrip())
        yield TextRange(begin, begin + len(bare))
