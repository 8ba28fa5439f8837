"""Markdown prose as rows: the subset of Markdown that briefs use, parsed in one pass.

Headings, lists, quotations, tables, code, emphasis, links and `[^q1]` references. Nothing here
backtracks or nests, so the cost is proportional to the length of any text. That is why it is not a
Markdown library: those that were measured take seconds for 100 kB of `[`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.references import SLUG, Target
from briefing.text.ranges import Highlighter, no_highlight
from briefing.view.spans import Line, Span, flow

_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_ITEM = re.compile(r"([ \t]{0,12})([-*+]|\d{1,9}[.)])[ \t]+(.*)")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]*\1){2,40}[ \t]*")
_INLINE = re.compile(
    rf"(?P<mark>\[\^(?:{SLUG}#)?{SLUG}\])"
    r"|(?P<code>`[^`\n]{1,500}`)"
    r"|(?P<strong>\*\*[^*\n]{1,500}\*\*|__[^_\n]{1,500}__)"
    r"|(?P<em>(?<![\w*])\*[^*\s][^*\n]{0,500}\*(?![\w*])|(?<![\w_])_[^_\s][^_\n]{0,500}_(?![\w_]))"
    r"|(?P<link>!?\[[^\[\]\n]{0,500}\]\([^()\s]{1,1000}(?: \"[^\"\n]{0,200}\")?\))"
    r"|(?P<auto><https?://[^<>\s]{1,1000}>)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, row of a table or quotation."""

    kind: str
    """`text`, `heading`, `item`, `row`, `quote`, `code` or `rule`."""
    text: str
    """Its own text, newlines within it kept only in code."""
    indent: int = 0
    """Cells to the left."""
    bullet: str = ""
    """Of an item: `•` or `3.`."""


_PARAGRAPH = Block("text", "")


def blocks(prose: str) -> Iterator[Block]:
    """Yield the blocks of Markdown prose in order."""
    begun, pending = _PARAGRAPH, list[str]()
    for piece in _pieces(prose):
        opened = piece if isinstance(piece, Block) else _opened(piece)
        if opened and opened.kind == begun.kind == "quote":
            pending.append(opened.text)
            continue
        if pending and (opened or not piece):
            yield Block(begun.kind, " ".join(pending), begun.indent, begun.bullet)
            begun, pending = _PARAGRAPH, []
        if opened and opened.kind in ("heading", "rule", "code"):
            yield opened
        elif opened:
            begun, pending = opened, [opened.text]
        elif isinstance(piece, str) and piece:
            pending.append(piece.strip())


def _pieces(prose: str) -> Iterator[str | Block]:
    """Yield the lines outside of code, an empty one at the end, and each block of code whole."""
    code: list[str] | None = None
    for line in [*prose.split("\n"), ""]:
        if line.lstrip().startswith(("```", "~~~")):
            if code is not None:
                yield Block("code", "\n".join(code))
            code = [] if code is None else None
        elif code is not None:
            code.append(line)
        else:
            yield line.rstrip()
    if code:
        yield Block("code", "\n".join(code))


def _opened(line: str) -> Block | None:
    """Return the block that `line` opens, if it opens one."""
    if match := _HEADING.fullmatch(line):
        # Number signs may close it. A pattern would look at a long run of spaces again and again.
        text = match[1].rstrip("#")
        closed = text.endswith((" ", "\t"))
        return Block("heading", text.rstrip(" \t") if closed else match[1])
    if _RULE.fullmatch(line):
        return Block("rule", "")
    if match := _ITEM.fullmatch(line):
        bullet = match[2] if match[2][0].isdigit() else "•"
        return Block("item", match[3], min(8, len(match[1].expandtabs(4))), bullet)
    if line.lstrip().startswith("|"):
        return Block("row", line.strip())  # as it was typed, which is how its columns stand
    if line.lstrip().startswith(">"):
        return Block("quote", line.lstrip()[1:].strip())
    return None


def inline(text: str, role: str = "plain") -> Iterator[Span]:
    """Yield the spans of one block's text; a reference `[^q1]` is shown as `[q1]`."""
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Span(text[at : match.start()], role)
        yield _span(match, role)
        at = match.end()
    if at < len(text):
        yield Span(text[at:], role)


def _span(match: re.Match[str], role: str) -> Span:
    text = match[0]
    inner = text[1:-1]
    if match["mark"]:
        return Span(f"[{text[2:-1]}]", "mark", Target.parse(text[2:-1]))
    if match["code"]:
        return Span(inner, "code")
    if match["strong"]:
        return Span(text[2:-2], "strong")
    if match["em"]:
        return Span(inner, "emphasis")
    if match["auto"]:
        return Span(inner, "mark", Target(url=inner))
    if match["link"]:
        label, _, address = text.lstrip("!")[1:-1].partition("](")
        address = address.split(" ")[0]
        return Span(label or address, "mark", Target.parse(address))
    return Span(text[1:], role)


def block_rows(block: Block, width: int, *, highlighter: Highlighter = no_highlight) -> list[Line]:
    """Return the rows of one block in `width` cells."""
    if block.kind == "rule":
        return [(Span("─" * min(width, 20), "muted"),)]
    if block.kind == "code":
        lines = ([Span(line.expandtabs(4), "code")] for line in block.text.split("\n"))
        return [row for line in lines for row in flow(line, width, highlighter=highlighter)]
    lead = " " * block.indent + (block.bullet + " " if block.bullet else "")
    first: Line = (Span(lead),) if lead else ()
    rest: Line = (Span(" " * len(lead)),) if lead else ()
    if block.kind == "quote":
        first = rest = (Span("│ ", "muted"),)
    role = block.kind if block.kind in ("heading", "quote") else "plain"
    spans = inline(block.text, role)
    return flow(spans, width, first=first, rest=rest, highlighter=highlighter)
