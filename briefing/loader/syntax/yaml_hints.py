"""Probable causes and remedies for libyaml's syntax errors."""

import re
from collections.abc import Callable

from yaml import MarkedYAMLError

_QUOTE_IT = "put quotes around the whole text"
# Before the first value: empty lines, comments, directives, the first `---`, spaces.
_BEFORE = re.compile(r"(?:[ \t]*(?:[#%].*|---[ \t]*)?\n)*[ \t]*")
_TAB = "tab in the indentation; use spaces"


def explain(text: str, error: MarkedYAMLError) -> tuple[int, str]:
    """Return the offset to point at, and what is probably wrong with its remedy."""
    problem = f"{error.context or ''}: {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index if mark else 0, len(text))
    context = min(error.context_mark.index if error.context_mark else offset, len(text))
    for phrase, hint in _HINTS:
        if phrase in problem:
            return hint(text, offset, context)
    return offset, f"not valid YAML ({error.problem or error.context})"


def _at(text: str, offset: int) -> str:
    return text[offset : offset + 1]


def _colon(text: str, offset: int, _context: int) -> tuple[int, str]:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    if ":" in line:
        return offset, f'text that contains ": " needs quotes; {_QUOTE_IT}'
    return (offset, "unexpected key: the text above continues here; check the indentation")


def _no_token(text: str, offset: int, _context: int) -> tuple[int, str]:
    sign = _at(text, offset)
    if sign == "\t":
        return offset, _TAB
    return offset, f'text cannot start with "{sign}"; {_QUOTE_IT}'


def _after_quote(text: str, offset: int) -> str:
    """Return the hint for text after a closed quotation on its line, if there is any."""
    before, sign = text[:offset].rstrip(" ")[-1:], _at(text, offset)
    if sign in ("", "\n"):
        return ""
    if before == "'":
        return "the text ends at this apostrophe; double it ('') inside single quotes"
    if before == '"':
        return 'the text ends at this quotation mark; write \\" inside double quotes'
    return ""


def _unmatched(text: str, offset: int) -> str:
    sign = _at(text, offset)
    return f'unmatched "{sign}"; delete it' if sign and sign in "]}" else ""


def _key(text: str, offset: int, _context: int) -> tuple[int, str]:
    if unmatched := _unmatched(text, offset):
        return offset, unmatched
    hint = "this does not fit the lines above; check the indentation of the line"
    return _after_bracket(text, offset, _after_quote(text, offset) or hint)


def _item(text: str, offset: int, _context: int) -> tuple[int, str]:
    hint = 'expected another item of the list above; start it with "- ", or check its indentation'
    return _after_bracket(text, offset, hint)


def _after_bracket(text: str, offset: int, hint: str) -> tuple[int, str]:
    """Return the hint for text that starts with a bracket, if one closes just before `offset`."""
    start = _bracket_before(text, offset)
    if start < 0:
        return offset, hint
    return start, f'text that starts with "{_at(text, start)}" needs quotes; {_QUOTE_IT}'


def _bracket_before(text: str, offset: int) -> int:
    """Return the start of the bracket that closes just before `offset`, on the same line, or -1."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset].rstrip(" ")
    opening = {"]": "[", "}": "{"}.get(line[-1:], "")
    if not opening or _at(text, offset) in ("", "\n"):
        return -1
    end = text.rfind(line[-1], 0, offset)
    depth = 0
    for at in range(end, end - len(line), -1):
        depth += (text[at] == line[-1]) - (text[at] == opening)
        if not depth:
            return at
    return -1


def _flow(close: str, name: str) -> "_Hint":
    def hint(text: str, offset: int, context: int) -> tuple[int, str]:
        before, _, comment = text[context:].partition("\n")[0].partition(" #")
        if close in comment and close not in before:
            return context, (
                f'{name} starts here and is never closed: "#" after a space starts a comment; '
                "delete the space, or put quotes around the text"
            )
        if offset >= len(text.rstrip()) or _at(text, offset) == ":":
            return context, f'{name} starts here and is never closed; end it with "{close}"'
        wrong = _after_quote(text, offset)
        return offset, wrong or (
            f'{name} needs "," or "{close}" before this; text with such characters needs quotes'
        )

    return hint


def _no_value(text: str, offset: int, context: int) -> tuple[int, str]:
    if offset >= len(text.rstrip()):
        return offset, 'unexpected end of file: a "[" or "{" is never closed; close it'
    return offset, f'expected a value before "{_at(text, offset)}"'


def _block(text: str, offset: int, context: int) -> tuple[int, str]:
    if _at(text, offset) == "\t":
        return offset, _TAB
    sign = _at(text, context)
    return context, f'text after "{sign}" must start on the next line; move it or {_QUOTE_IT}'


def _ended(text: str, offset: int, _context: int) -> tuple[int, str]:
    if unmatched := _unmatched(text, offset):
        return offset, unmatched
    before = _BEFORE.match(text)
    begins = before.end() if before else 0
    column = offset - text.rfind("\n", 0, offset)
    indented = column < begins - text.rfind("\n", 0, begins)
    if indented and _at(text, begins) not in "[{" and "\n..." not in text[begins:offset]:
        return begins, "this is indented more than the lines below; delete the spaces before it"
    return offset, "unexpected text after the end of the brief; delete it"


def _here(message: str) -> "_Hint":
    return lambda _text, offset, _context: (offset, message)


def _at_start(message: str) -> "_Hint":
    return lambda text, _offset, context: (context, message.replace("{}", _at(text, context)))


_Hint = Callable[[str, int, int], tuple[int, str]]  # text, offset, start of the context
_first_sign = _at_start(f'text cannot start with "{{}}"; {_QUOTE_IT}')
_unclosed = _at_start("the text that starts with {} here is never closed; end it with {}")
_escape = _here('unknown escape in double quotes; write "\\\\", or use single quotes')
_directive = _at_start(f'a line cannot start with "%"; {_QUOTE_IT}')
_HINTS: tuple[tuple[str, _Hint], ...] = (
    ("mapping values are not allowed", _colon),
    ("block sequence entries are not", _here(
        f'a list must start on its own line; if "-" is part of a text, {_QUOTE_IT}')),
    ("mapping keys are not allowed", _here(f'text cannot start with "? "; {_QUOTE_IT}')),
    ("cannot start any token", _no_token),
    ("scanning an alias", _first_sign),
    ("scanning an anchor", _first_sign),
    ("parsing a tag", _first_sign),
    ("scanning a tag", _first_sign),
    ("undefined tag handle", _first_sign),
    ("parsing a block mapping", _key),
    ("expected '-' indicator", _item),
    ("expected ',' or ']'", _flow("]", "a list")),
    ("expected ',' or '}'", _flow("}", "a record in braces")),
    ("quoted scalar: found unexpected end", _unclosed),
    ("document indicator", _unclosed),
    ("unknown escape character", _escape),
    ("expected hexdecimal", _escape),
    ("Unicode character escape", _here("this escape is not a valid character; delete it")),
    ("did not find expected node content", _no_value),
    ("scanning a block scalar", _block),
    ("expected ':'", _at_start(
        'expected "key: value"; add the ":", or check the indentation of the line')),
    ("tab character", _here(_TAB)),
    ("<document start>", _ended),
    ("incompatible YAML", _here("unsupported YAML version; delete the line")),
    ("scanning a directive", _directive),
    ("scanning a %", _directive),
)  # fmt: skip
