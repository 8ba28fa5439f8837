"""Markdown prose as rows: CommonMark with tables and footnotes, references `[^q1]`, callouts.

5 kB of dense prose take 1.6 ms when they are first laid out, of which parsing is 1, and 0.25 ms
after that; see `text.markdown_parser` for the bounds. Nothing of a text is left out but its
comments and notation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.model.references import Target, is_target
from briefing.text.ranges import Highlighter, no_highlight
from briefing.text.wrap import fitting, longest_word, shared
from briefing.view.spans import Line, Span, columns, flow, plain, width_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = re.compile(r"[\n*_\\`\[<&]")
_REFERENCE = re.compile(r"\[\^([^\[\]\s]{1,200})\]")
_CALLOUT = re.compile(r"\[!(\w[\w-]{0,40})\][+-]?[ \t]*")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ROLES = {"em": "emphasis", "strong": "strong"}
_LEAD = 12
"""Cells that what stands before a block takes at most: of deeper ones, the innermost."""
_MOST_LINES = 5000  # of a text that is not parsed
_LEAST = 4  # cells of a column
_GAP = 2  # cells between columns


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list, row of a table, note, or block of code."""

    kind: str
    """`text`, `quote`, `heading`, `item`, `row`, `note`, `code` or `rule`."""
    lines: tuple[Line, ...] = ()
    """Its text, parted where the line is broken on purpose; of a row, each cell."""
    first: Line = ()
    """What stands before its first row: a bullet, the bars of quotations, `[1]: ` of a note."""
    rest: Line = ()
    """What stands before its other rows; as many cells."""
    widths: tuple[tuple[int, int], ...] = ()
    """Of a row: the cells of the widest text and of the longest word in each column."""
    is_head: bool = False
    """Whether it is the first row of a table, below which a rule is drawn."""
    level: int = 0
    """Of a heading, from 1; 0 for anything else."""

    @property
    def spans(self) -> Line:
        """Its text in one line."""
        return _joined(self.lines)


def inline(text: str, role: str = "plain") -> Line:
    """Return the spans of a text without blocks; a reference `[^q1]` is shown as `[q1]`."""
    if not _SIGNS.search(text):
        return (Span(text, role),) if text else ()
    from briefing.text.markdown_parser import parse_inline  # most texts have no signs

    return _joined(_lines(parse_inline(text), role))


def without_references(text: str) -> str | None:
    """Return a text without blocks, and without its `[^q1]`; None if it has other notation."""
    bare = _REFERENCE.sub(lambda mark: "" if is_target(mark[1]) else mark[0], text)
    return None if _SIGNS.search(bare) else bare


@lru_cache(maxsize=8)
def blocks(prose: str) -> tuple[Block, ...]:
    """Return the blocks of Markdown prose in order."""
    if not prose.strip():
        return ()
    from briefing.text.markdown_parser import parse

    document = parse(prose)
    laid = _Blocks(document.notes)
    for token in document.tokens:
        laid.add(token)
    links = (Block("note", (_definition(*one),)) for one in document.definitions)
    return (*laid.blocks, *links, *_unparsed(document.rest))


def _unparsed(text: str) -> Iterator[Block]:
    """Yield what the parser leaves of a long text as one block, line by line as far as it goes."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    lines[_MOST_LINES:] = [" ".join(lines[_MOST_LINES:])] if lines[_MOST_LINES:] else []
    if lines:
        yield Block("text", tuple((Span(line),) for line in lines))


def _definition(written: str, address: str) -> Line:
    label, _, rest = written.partition("]:")
    return (Span(f"{label}]: "), Span(rest.strip(), "mark", _target(address)))


class _Blocks:
    """The blocks of a text, made token by token."""

    def __init__(self, notes: Set[str]) -> None:
        self.blocks: list[Block] = []
        self._notes = notes
        self._within: list[
            list[Span]
        ] = []  # of each container: before the next row, and the others
        self._kinds: list[str] = []
        self._heading = 0
        self._rows: list[list[Line]] = []

    def add(self, token: "Token") -> None:
        """Add the next token."""
        match token.type:
            case "blockquote_open":
                self._open("quote", "│ ", "│ ", "muted")
            case "list_item_open":
                bullet = f"{token.info}{token.markup}" if token.info else "•"
                self._open("item", f"{bullet} ", " " * (len(bullet) + 1))
            case "footnote_reference_open":
                label = f"[{token.meta['label']}]: "
                self._open("note", label, " " * min(len(label), 4))
            case "blockquote_close" | "list_item_close" | "footnote_reference_close":
                self._close()
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1:]) if token.nesting > 0 else 0
            case "inline":
                self._text(token)
            case "fence" | "code_block":
                lines = token.content.removesuffix("\n").split("\n")
                self._put("code", tuple((Span(line.expandtabs(4), "code"),) for line in lines))
            case "hr":
                self._put("rule", ())
            case "tr_open":
                self._rows.append([])
            case "table_close":
                self._table()

    def _open(self, kind: str, first: str, rest: str, role: str = "plain") -> None:
        self._kinds.append(kind)
        self._within.append([Span(first, role), Span(rest, role)])

    def _close(self) -> None:
        first, rest = self._within[-1]
        if first != rest:
            self._put("text", ((),))  # an item with nothing in it
        self._within.pop()
        self._kinds.pop()

    def _put(self, kind: str, lines: tuple[Line, ...]) -> None:
        first = tuple(span for span, _ in self._within)
        rest = tuple(span for _, span in self._within)
        if kind == "text":
            pairs = zip(self._kinds, self._within, strict=True)
            begun = [kind for kind, pair in pairs if pair[0] != pair[1]]
            kind = begun[-1] if begun else "quote" if "quote" in self._kinds else kind
        for pair in self._within:
            pair[0] = pair[1]
        self.blocks.append(Block(kind, lines, first, rest, level=self._heading))

    def _text(self, token: "Token") -> None:
        children = token.children or []
        role = "heading" if self._heading else "quote" if "quote" in self._kinds else "plain"
        if self._rows:
            self._rows[-1].append(_joined(_lines(children, role, self._notes)))
            return
        is_callout = self._kinds[-1:] == ["quote"] and _head_callout(children)
        first, *others = _lines(children, role, self._notes) or ((),)
        if is_callout:
            first = tuple(span._replace(role="strong") for span in first)
        self._put("heading" if self._heading else "text", (first, *others))

    def _table(self) -> None:
        table = list(zip(*self._rows, strict=True))
        widths = tuple(
            (max(map(width_of, cells)), max(longest_word(plain(cell)) for cell in cells))
            for cells in table
        )
        for number, row in enumerate(self._rows):
            self._put("row", tuple(row))
            self.blocks[-1] = replace(self.blocks[-1], widths=widths, is_head=number == 0)
        self._rows = []


def _head_callout(children: "Sequence[Token]") -> bool:
    """Turn the `[!note] Title` of a callout, if it is one, into a line `Note: Title`."""
    callout = _CALLOUT.match(children[0].content) if children else None
    if callout is None:
        return False
    kind, title = callout[1].capitalize(), children[0].content[callout.end() :]
    end = next((n for n, token in enumerate(children) if token.type == "softbreak"), len(children))
    children[0].content = f"{kind}: {title}" if title or end > 1 else kind
    for token in children[end : end + 1]:
        token.type = "hardbreak"
    return True


def _lines(tokens: "Iterable[Token]", role: str, notes: Set[str] = frozenset()) -> tuple[Line, ...]:
    """Return the lines of inline tokens; only a hard break begins another."""
    lines = _Lines(role, notes)
    for token in tokens:
        lines.add(token)
    return lines.done()


class _Lines:
    """The lines of a block, made token by token."""

    def __init__(self, role: str, notes: Set[str]) -> None:
        self._notes = notes
        self._lines: list[list[Span]] = [[]]
        self._parts: list[str] = []  # of the span that is being made: joined once, not each time
        self._begun: tuple[str, Target | None] = (role, None)
        self._roles = [role]
        self._targets: list[tuple[Target, int]] = []

    def add(self, token: "Token") -> None:
        """Add the next token."""
        if token.type == "text":
            self._add(token.content, self._roles[-1])
            return
        kind, _, edge = token.type.rpartition("_")
        if kind in _ROLES:
            self._roles = [*self._roles, _ROLES[kind]] if edge == "open" else self._roles[:-1]
        elif kind == "link":
            self._link(token)
        elif token.type == "hardbreak" or (kind == "html" and _BREAK.fullmatch(token.content)):
            self._end()
            self._lines.append([])
        elif token.type == "softbreak":
            self._add(" ", self._roles[-1])
        elif token.type == "footnote_ref":
            self._reference(token.meta["label"])
        elif not (kind == "html" and token.content.startswith("<!--")):
            role = "code" if token.type == "code_inline" else self._roles[-1]
            self._add(token.content, role)

    def done(self) -> tuple[Line, ...]:
        """Return the lines."""
        self._end()
        for line in self._lines:
            if line and line[0].role != "code":
                line[0] = line[0]._replace(text=line[0].text.lstrip())  # of what follows a comment
        return tuple(map(tuple, self._lines))

    def _link(self, token: "Token") -> None:
        self._end()
        spans = self._lines[-1]
        if token.nesting > 0:
            self._targets.append((_target(str(token.attrs.get("href", ""))), len(spans)))
        else:
            target, before = self._targets.pop()
            if len(spans) <= before and str(target):
                spans.append(Span(str(target), "mark", target))

    def _reference(self, label: str) -> None:
        if label in self._notes:
            self._add(f"[{label}]", "mark")
        elif is_target(label):
            self._end()
            self._lines[-1].append(Span(f"[{label}]", "mark", Target.parse(label)))
        else:
            self._add(f"[^{label}]", self._roles[-1])

    def _add(self, text: str, role: str) -> None:
        begun = ("mark", self._targets[-1][0]) if self._targets else (role, None)
        if begun != self._begun:
            self._end()
            self._begun = begun
        self._parts.append(text)

    def _end(self) -> None:
        if text := "".join(self._parts):
            self._lines[-1].append(Span(text, *self._begun))
        self._parts = []


def _joined(lines: Sequence[Line]) -> Line:
    """Return lines as one."""
    first, *others = lines or ((),)
    return (*first, *(span for line in others for span in (Span(" "), *line)))


def _target(address: str) -> Target:
    return Target(url=address) if _SCHEME.match(address) else Target.parse(address)


def block_rows(block: Block, width: int, *, highlighter: Highlighter = no_highlight) -> list[Line]:
    """Return the rows of one block in `width` cells."""
    first, rest = _fitted(block.first, width), _fitted(block.rest, width)
    if block.kind == "rule":
        return [(*first, Span("─" * min(width - width_of(first), 20), "muted"))]
    if block.kind == "row":
        return _table_rows(block, width, first, rest, highlighter)
    rows: list[Line] = []
    for line in block.lines:
        rows += flow(line, width, first=rest if rows else first, rest=rest, highlighter=highlighter)
    return rows


def _fitted(lead: Line, width: int) -> Line:
    """Return the innermost part of what stands before a row that leaves room for the row."""
    while lead and width_of(lead) > min(_LEAD, width // 2):
        lead = lead[1:]
    return lead


def _table_rows(
    block: Block, width: int, first: Line, lead: Line, highlighter: Highlighter
) -> list[Line]:
    """Return a row of a table in columns; where they have no room, its cells one after another."""
    ideal, words = zip(*block.widths, strict=True)
    room = width - width_of(lead) - _GAP * (len(ideal) - 1)
    least = fitting(words, room, _LEAST)
    if sum(map(min, ideal, least)) > room:
        spans = [span for cell in block.lines for span in (Span(" | ", "muted"), *cell)]
        return flow(spans[1:], width, first=first, rest=lead, highlighter=highlighter)
    sizes = [max(size, 1) for size in shared(ideal, least, room, room)]
    cells = [
        flow(cell, size, highlighter=highlighter)
        for cell, size in zip(block.lines, sizes, strict=True)
    ]
    rows = columns(cells, sizes, _GAP)
    if block.is_head:
        rows.append(
            tuple(Span(text, "muted") for size in sizes for text in ("─" * size, "  "))[:-1]
        )
    return [(lead if number else first) + row for number, row in enumerate(rows)]
