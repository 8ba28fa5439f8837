"""JSON -> tree: strict, with positions; numbers, true and false stay as written."""

import re
from json import JSONDecodeError

# The C function of the decoder: the documented ones give no positions, and Python is far slower.
from json.decoder import scanstring  # type: ignore[attr-defined]

from briefing.loader.syntax.decoding import describe, is_unsafe
from briefing.loader.syntax.tree import Fault, Node, Scalar
from briefing.loader.syntax.tree_builder import Builder, Stop

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?!\w)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u([0-9A-Fa-f]{4})|(.))"
)
_NAMED = {"b": "\b", "f": "\f", "r": "\r"}


class JsonReader(Builder):
    """Reads one text into a tree and faults."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._at = 0

    def read(self) -> None:
        """Read the whole text; never raises."""
        try:
            root = self._all()
            if self._sign():
                self.stop(self._at, "unexpected text after the end of the brief; delete it")
            self.root = root
        except Stop:
            pass

    def read_first(self) -> int:
        """Read the value at the start of the text, and return its end; 0 if it is not valid."""
        try:
            self.root = self._all()
        except Stop:
            return 0
        return self._at

    def _all(self) -> Node:
        """Return the value of the whole text; iterative, so nesting cannot exhaust the stack."""
        while True:
            node = self._one()
            while node is not None:
                if not self.levels:
                    return node
                self.levels[-1].add(node)
                node = self._next()

    def _one(self) -> Node | None:
        """Return the value that starts here, or None for an object or array in progress."""
        sign, start = self._sign(), self._at
        if sign == '"':
            return Scalar(self._string(), start, self._at, "json")
        if sign == "{" or sign == "[":
            return self._open(start, sign == "{")
        match = _WORD.match(self.text, start)
        if match is None:
            no_value = sign in ("", ",", "]", "}", ":")
            message = "expected a value here" if no_value else "text needs double quotes in JSON"
            self.stop(start, message)
        self.count(start)
        self._at = match.end()
        return Scalar(None if match[0] == "null" else match[0], start, self._at, "json")

    def _open(self, start: int, record: bool) -> Node | None:
        self.open(start, record)
        self._at += 1
        if self._sign() == ("}" if record else "]"):
            self._at += 1
            return self.levels.pop().node(self._at)
        if record:
            self._key()
        return None

    def _next(self) -> Node | None:
        """Skip a comma, or return the value that a closing bracket completes."""
        level, sign = self.levels[-1], self._sign()
        close = "}" if level.record else "]"
        if sign == close:
            self._at += 1
            return self.levels.pop().node(self._at)
        if sign != ",":
            self.stop(self._at, f'"," or "{close}" is missing before this')
        comma = self._at
        self._at += 1
        if self._sign() == close:
            self.stop(comma, f'trailing "," before "{close}"; delete it')
        if level.record:
            self._key()
        return None

    def _key(self) -> None:
        if self._sign() != '"':
            self.stop(self._at, "expected a key in double quotes here")
        start = self._at
        key = self._string()
        if self._sign() != ":":
            self.stop(self._at, '":" is missing after the key')
        self._at += 1
        self.key(key, start)

    def _string(self) -> str:
        start = self._at
        self.count(start)
        try:
            text, self._at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            raise self._unread(error, start) from None
        if "\\" in self.text[start : self._at]:
            self._check_escapes(start)
            text = _SURROGATE.sub("\ufffd", text)
        return str(text)

    def _check_escapes(self, start: int) -> None:
        for match in _ESCAPE.finditer(self.text, start, self._at):
            if not match[1] and not match[2]:
                continue  # a whole character in two escapes
            character = chr(int(match[1], 16)) if match[1] else _NAMED.get(match[2], " ")
            if _SURROGATE.match(character):
                what = "half a character (a lone surrogate)"
            elif is_unsafe(character):
                what = f"the control character {describe(character)}"
            else:
                continue
            self.fault(match.start(), "control-character", f"{match[0]} is {what}; delete it")

    def _sign(self) -> str:
        """Skip white space, and return the next character, or an empty string at the end."""
        match = _SPACE.match(self.text, self._at)
        self._at = match.end() if match else self._at
        return self.text[self._at : self._at + 1]

    def _unread(self, error: JSONDecodeError, start: int) -> Stop:
        at, message = error.pos, 'unknown escape; write "\\\\" for a backslash'
        if "Unterminated" in error.msg:
            at, message = start, 'the text that starts here is never closed; end it with "'
        elif "control character" in error.msg:
            message = "text cannot contain a line break or tab in JSON; write \\n or \\t"
        self.faults.append(Fault(at, "syntax", message))
        return Stop()
