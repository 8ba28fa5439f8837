"""Markdown prose as rows: the subset of Markdown that briefs use, parsed in one pass.

Headings, lists, quotations, tables, code, emphasis, links and `[^q1]` references. Nothing here
looks back or nests, so its cost is proportional to the text's length whatever the text is; that is
why it is not a Markdown library (those that were measured take seconds for 100 kB of `[`).
"""

import re
from collections.abc import Callable, Iterator
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

Named = Callable[[str], str]
"""Tells how a reference is shown: `q1` -> `"1`."""


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
    """Yield the lines outside of code, an empty one at the end, and each stretch of code whole."""
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
        return Block("heading", _without_closing(match[1]))
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


def _without_closing(heading: str) -> str:
    """Return the text of a heading without the number signs that may close it.

    Without a pattern, which would look at a long run of spaces again and again.
    """
    open_ended = heading.rstrip("#")
    return open_ended.rstrip(" \t") if open_ended.endswith((" ", "\t")) else heading


def inline(text: str, role: str = "plain", named: Named = str) -> Iterator[Span]:
    """Yield the spans of one block's text."""
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Span(text[at : match.start()], role)
        yield _span(match, role, named)
        at = match.end()
    if at < len(text):
        yield Span(text[at:], role)


def _span(match: re.Match[str], role: str, named: Named) -> Span:
    found = match[0]
    if match["mark"]:
        return Span(named(found[2:-1]), "mark", Target.parse(found[2:-1]))
    if match["code"]:
        return Span(found[1:-1], "code")
    if match["strong"]:
        return Span(found[2:-2], "strong")
    if match["em"]:
        return Span(found[1:-1], "emphasis")
    if match["auto"]:
        return Span(found[1:-1], "mark", Target(url=found[1:-1]))
    if match["link"]:
        label, _, address = found.lstrip("!")[1:-1].partition("](")
        address = address.split(" ")[0]
        return Span(label or address, "mark", Target.parse(address))
    return Span(found[1:], role)


def lay_block(
    block: Block,
    width: int,
    *,
    role: str = "plain",
    named: Named = str,
    lit: Highlighter = no_highlight,
) -> list[Line]:
    """Return the rows of one block in `width` cells."""
    if block.kind == "rule":
        return [(Span("─" * min(width, 20), "muted"),)]
    if block.kind == "code":
        return [
            line
            for raw in block.text.split("\n")
            for line in flow([Span(raw.expandtabs(4), "code")], width, lit=lit)
        ]
    if block.kind == "heading":
        return flow(inline(block.text, "heading", named), width, lit=lit)
    if block.kind == "quote":
        bar = (Span("│ ", "muted"),)
        return flow(inline(block.text, "quote", named), width, first=bar, rest=bar, lit=lit)
    lead = " " * block.indent + (block.bullet + " " if block.bullet else "")
    first, rest = (Span(lead),) if lead else (), (Span(" " * len(lead)),) if lead else ()
    return flow(inline(block.text, role, named), width, first=first, rest=rest, lit=lit)
