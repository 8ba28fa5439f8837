"""Markdown -> the tokens of markdown-it-py: CommonMark with tables and footnotes, in bounded time.

The library takes 0.1 ms for 1 kB of prose and up to 15 ms for 1 kB of signs; so what follows the
first `MAX_SIGNS` signs of a text is not parsed, and its inline parser gets `PIECE` characters at a
time. Addresses are left as they are written. HTML is text, but for comments. Loading this module
takes 25 ms: import it where a text has signs.
"""

import re
from collections.abc import Callable, Iterator, Set
from functools import cache
from itertools import islice, pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

MAX_SIGNS = 8_000
"""Signs of notation, line ends among them, that are parsed in one text."""
PIECE = 10_000
"""Characters that the inline parser reads at once; emphasis and links end with them."""
_DEEPEST = 16  # levels; each quotation is one, each list two
_MOST_COLUMNS = 64
_MOST_CELLS = 10_000  # of one table
_SIGN = re.compile(r"[\n!#$%&*+:<=>@\[\\\]^_`{|}~-]")
_LABEL = re.compile(r"\[\^([^\[\]\s]{1,200})\]")
_PIPE = re.compile(r"(?<!\\)\|")
_RARE = re.compile(r"[|>]|\]:|```|~~~|[\r\n][ \t]*(?:=+|-+)[ \t]*(?:[\r\n]|\Z)")
"""Whether a text may need one of the rules that follow."""
_RARE_RULES = [
    "table",
    "blockquote",
    "html_block",
    "footnote_def",
    "reference",
    "fence",
    "lheading",
]
_LINE_END = re.compile(r"\r\n?|\n")
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]{0,200}\}$")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,500}\|)?([^\[\]|]{1,500})\]\]")

_BlockRule = Callable[[StateBlock, int, int, bool], bool]


class Document(NamedTuple):
    """A parsed text."""

    tokens: list[Token]
    """The tokens of its blocks; `[^q1]` is a token `footnote_ref` with `label` in its meta."""
    notes: Set[str]
    """The labels of the footnotes that it defines: `1` for `[^1]: A note.`"""
    definitions: tuple[tuple[str, str], ...]
    """The definitions of links: as written, `[label]: <address> "title"`, and the address."""
    rest: str
    """What was not parsed."""


def parse(prose: str) -> Document:
    """Return the blocks of a text, and the tokens of each."""
    text, rest = _parsed_part(prose)
    env: dict[str, Any] = {}
    tokens = _parser_for(text).parse(text, env)
    notes = frozenset(label[1:] for label in env.get("footnotes", {}).get("refs", ()))
    defined = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    lines = _LINE_END.split(text) if defined else []
    definitions = (
        (" ".join(" ".join(lines[slice(*one["map"])]).split()), one["href"])
        for one in sorted(defined, key=lambda one: one["map"])
    )
    return Document(tokens, notes, tuple(definitions), rest)


def parse_inline(text: str) -> list[Token]:
    """Return the tokens of a text without blocks."""
    part, rest = _parsed_part(text)
    children = _parser_for(part).parseInline(part)[0].children or []
    return [*children, Token("text", "", 0, content=rest)] if rest else children


def headings(prose: str) -> Iterator[str]:
    """Yield the headings of a text, not those in quotations and lists, without their notation."""
    text, tokens = _LINE_END.sub("\n", _parsed_part(prose)[0]), list[Token]()
    parser = _parser_for(text)
    parser.block.parse(text, parser, {}, tokens)
    for before, token in pairwise(tokens):
        if before.type == "heading_open" and before.level == 0:
            yield _heading_text(token.content)


def _heading_text(written: str) -> str:
    line = " ".join(written.split())  # the pattern would look at a run of spaces again and again
    parts = (
        token.content
        for token in parse_inline(_ATTRIBUTES.sub("", line))
        if token.type != "html_inline"
    )
    return " ".join(_WIKI_LINK.sub(r"\1", "".join(parts)).split())


def references(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) for each `[^label]` that is neither code nor a footnote's.

    Tokens have no positions. The signs of a token are in the text in their order, so each is looked
    for after the one before it.
    """
    document = parse(prose)
    starts = [0, *(match.end() for match in _LINE_END.finditer(prose))]
    at = 0
    for token in document.tokens:
        if token.map:
            at = max(at, starts[token.map[0]])
        label = token.meta.get("label") if token.type == "footnote_reference_open" else None
        written = [f"[^{label}]"] if label else _LABEL.findall(token.content)
        meant = {ref.meta["at"] for ref in token.children or () if ref.type == "footnote_ref"}
        if label:
            at = prose.index(written[0], at) + len(written[0])
            continue
        for match in _LABEL.finditer(token.content) if token.type == "inline" else ():
            start = prose.index(match[0], at)
            at = start + len(match[0])
            if match.start() in meant and match[1] not in document.notes:
                yield start, at, match[1]


def _parsed_part(text: str) -> tuple[str, str]:
    """Return the part of a text that is parsed, if possible whole lines, and the rest."""
    if len(text) <= MAX_SIGNS:
        return text, ""
    last = next(islice(_SIGN.finditer(text), MAX_SIGNS, None), None)
    if last is None:
        return text, ""
    cut = text.rfind("\n", 0, last.start()) + 1 or last.start()
    return text[:cut], text[cut:]


def _parser_for(text: str) -> MarkdownIt:
    """Return the parser without the rules that most prose has no signs for.

    The library tries each rule at each line, and looks for the end of a paragraph once for
    underlined headings and once more for the paragraph.
    """
    return _parser(bool(_RARE.search(text)))


@cache
def _parser(with_rare: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 4}).enable("table")
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    paragraph = ["paragraph", "reference"]
    rules = md.block.ruler
    rules.at("blockquote", _shallow(blockquote), {"alt": [*paragraph, "blockquote", "list"]})
    rules.at("list", _shallow(list_block), {"alt": [*paragraph, "blockquote"]})
    rules.before("reference", "footnote_def", _shallow(footnote_def), {"alt": paragraph})
    rules.at("table", _narrow(table), {"alt": paragraph})
    rules.at("html_block", _comment, {"alt": [*paragraph, "blockquote"]})
    md.inline.ruler.before("emphasis", "times", _times)
    md.inline.ruler.at("image", _image)
    md.inline.ruler.before("link", "footnote_ref", _reference)
    md.core.ruler.at("inline", _inline)
    if not with_rare:
        md.disable(_RARE_RULES)
    return md


def _shallow(rule: _BlockRule) -> _BlockRule:
    """Return the rule of a container for text that is not in too many; the library drops others."""

    def shallow(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < _DEEPEST and rule(state, start, end, silent)

    return shallow


def _narrow(rule: _BlockRule) -> _BlockRule:
    """Return the rule of tables for some columns and cells; what comes after them is a paragraph.

    The library fills short rows up to the number of columns.
    """

    def narrow(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
        last = min(end, start + 2 + _MOST_CELLS // columns)
        return columns <= _MOST_COLUMNS and rule(state, start, last, silent)

    return narrow


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Skip the lines of a comment; what stands behind it on its last line is not part of it."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("<!--", begin):
        return False
    close = state.src.find("-->", begin + 2, state.eMarks[end - 1])
    if close < 0:
        return False
    last, after = start, close + 3
    while state.eMarks[last] < after:
        last += 1
    text = state.src[after : state.eMarks[last]]
    if last == start and text.strip():
        return False  # a paragraph that begins with a comment
    if silent:
        return True
    if text.strip():
        state.bMarks[last] = after
        state.tShift[last] = state.sCount[last] = len(text) - len(text.lstrip())
    state.line = last if text.strip() else last + 1
    return True


def _times(state: StateInline, silent: bool) -> bool:
    """Leave the asterisk of `2*3*4` as it is."""
    around = state.src[max(state.pos - 1, 0) : state.pos + 2]
    if len(around) < 3 or around[1] != "*" or not (around[0] + around[2]).isdecimal():
        return False
    if not silent:
        state.append_pending("*")
    state.pos += 1
    return True


def _image(state: StateInline, silent: bool) -> bool:
    """Parse an image as a link to it."""
    if state.src[state.pos : state.pos + 2] != "![":
        return False
    state.pos += 1
    found = link(state, silent)
    state.pos -= not found
    return found


def _reference(state: StateInline, silent: bool) -> bool:
    match = _LABEL.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1], "at": match.start()}
    state.pos = match.end()
    return True


def _inline(state: StateCore) -> None:
    """Parse the text of each block in pieces, and all the cells of each row of a table."""
    _keep_cells(state)
    for block in state.tokens:
        if block.type != "inline":
            continue
        if not _SIGN.search(block.content):
            block.children = [Token("text", "", 0, content=block.content)]
            continue
        block.children = []
        for start, piece in _pieces(block.content):
            children: list[Token] = []
            state.md.inline.parse(piece, state.md, state.env, children)
            for token in children:
                if token.type == "footnote_ref":
                    token.meta["at"] += start
            block.children += children


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > PIECE:
        end = text.rfind(" ", start, start + PIECE) + 1 or start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _keep_cells(state: StateCore) -> None:
    """Add what stands in cells beyond the last column, which the library drops, to the last."""
    lines: list[str] = []
    row, cells = 0, list[Token]()
    for token in state.tokens:
        if token.type == "tr_open":
            row, cells = (token.map or [0])[0], []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "th_open":
            row = -1  # the row of heads has no others
        elif token.type == "tr_close" and row >= 0:
            lines = lines or state.src.split("\n")
            written = _PIPE.split(lines[row].lstrip(" \t>").removeprefix("|"))
            beyond = written[len(cells) :]
            if any(cell.strip() for cell in beyond):
                cells[-1].content += " |" + "|".join(beyond)
