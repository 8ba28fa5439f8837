"""Text and prose as Markdown that shows nothing but what was written."""

import re
from collections.abc import Callable, Iterable, Iterator

from briefing.model.references import Target
from briefing.text.clean import clean
from briefing.view.markdown import Block, blocks, inline
from briefing.view.spans import Line, Span, plain

_SIGNS = re.compile(r"[\\`*_\[\]<>|#~^$&{}@]")
_FIRST = re.compile(r"(\s*)([-+=]|\d{1,9}[.)])(?=\s|=|-|\+|$)")
_DEFINING = re.compile(r"\A(\[\^[^\]]+\]):")
_BAR = re.compile(r"(?<!\\)\|")
_TICKS = re.compile("`+")
_WRAPS = {"emphasis": "*", "strong": "**"}
_DEEPEST_HEADING = 6

Label = Callable[[Target], str]
"""Returns a reference to a record as a footnote: `[^vienna-2014-q1]`."""


def escaped(text: str) -> str:
    """Return text, in one line, that Markdown shows as it is, also at the start of a line."""
    safe = _SIGNS.sub(r"\\\g<0>", clean(text, line=True))
    first = _FIRST.match(safe)
    if first is None:
        return safe
    at = first.end() - 1
    return f"{safe[:at]}\\{safe[at:]}"


def inline_markdown(text: str, label: Label) -> str:
    """Return prose without blocks as one line of Markdown; what is notation there stays so."""
    return _spans(inline(text), label)


def prose_markdown(prose: str, label: Label, own_note: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of prose, its headings below the second level.

    `own_note` returns the footnote for the label of one that the prose defines itself.
    """
    before = ""
    for block in blocks(prose):
        is_joined = before == block.kind and block.kind in ("item", "row")
        if before and not is_joined:
            yield ""
        yield from _block(block, label, own_note)
        before = block.kind


def _block(block: Block, label: Label, own_note: Callable[[str], str]) -> Iterator[str]:
    first, rest = (_lead(line, own_note) for line in (block.first, block.rest))
    if block.kind == "rule":
        yield f"{first}***"
    elif block.kind == "row":
        cells = (_BAR.sub(r"\\|", _spans(cell, label, own_note)) for cell in block.lines)
        yield f"{first}| {' | '.join(cells)} |"
        if block.is_head:
            yield f"{rest}|{' --- |' * len(block.lines)}"
    elif block.kind == "code":
        yield from _code_block(block, first, rest)
    else:
        marks = "#" * min(block.level + 2, _DEEPEST_HEADING) + " " if block.level else ""
        lines = [_spans(line, label, own_note) for line in block.lines]
        for number, line in enumerate(lines):
            broken = "\\" if number + 1 < len(lines) and not marks else ""
            yield f"{rest if number else first}{marks}{line}{broken}"


def _lead(line: Line, own_note: Callable[[str], str]) -> str:
    """Return the notation before a row: that of quotations, items and notes."""
    parts = []
    for span in line:
        if span.text.startswith("["):
            parts.append(f"{own_note(span.text[1:-3])}: ")
        else:
            parts.append(span.text.replace("│", ">").replace("•", "-"))
    return "".join(parts)


def _code_block(block: Block, first: str, rest: str) -> Iterator[str]:
    lines = [clean(plain(line)) for line in block.lines]
    longest = max((len(run) for line in lines for run in _TICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{first}{fence}"
    for line in lines:
        yield f"{rest}{line}"
    yield f"{rest}{fence}"


def _spans(
    line: Iterable[Span], label: Label, own_note: Callable[[str], str] = lambda name: f"[{name}]"
) -> str:
    text = "".join(_span(span, label, own_note) for span in line)
    # At the beginning of a line it would be the definition of a footnote.
    text = _DEFINING.sub(r"\1\:", text)
    return text if text.startswith(("*", "`", "[", "\\")) else _guarded(text)


def _guarded(text: str) -> str:
    """Return a line whose beginning is not taken for the notation of a block."""
    first = _FIRST.match(text)
    return f"{text[: first.end() - 1]}\\{text[first.end() - 1 :]}" if first else text


def _span(span: Span, label: Label, own_note: Callable[[str], str]) -> str:
    text = clean(span.text, line=True)
    if span.target is not None and span.target.url:
        return _link(text, span.target.url)
    if span.target is not None:
        cited = label(span.target)
        return cited if span.is_bare else f"{_SIGNS.sub(_escape, text)}{cited}"
    if span.role == "code":
        return _code(text)
    if span.role == "mark" and text.startswith("[") and text.endswith("]"):
        return own_note(text[1:-1])
    shown, wrap = _SIGNS.sub(_escape, text), _WRAPS.get(span.role, "")
    inner = shown.strip()
    return shown.replace(inner, f"{wrap}{inner}{wrap}") if wrap and inner else shown


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _code(text: str) -> str:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _link(text: str, url: str) -> str:
    """Return a link, or its address alone as text where that is not one of the web."""
    safe = clean(url, line=True)
    if not re.match(r"(?:https?|ftp|mailto|doi|urn):", safe, re.IGNORECASE):
        return f"{_SIGNS.sub(_escape, text)} ({_SIGNS.sub(_escape, safe)})"
    place = re.sub(r"[\s<>()\\]", lambda one: f"%{ord(one[0]):02X}", safe)
    return f"[{_SIGNS.sub(_escape, text)}]({place})"
