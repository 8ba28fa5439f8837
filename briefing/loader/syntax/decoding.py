"""Decoding: the bytes of a file -> text, with faults for all that is not clean UTF-8."""

import re
from itertools import islice

from briefing.errors import UnreadableError
from briefing.loader.syntax.file_kinds import REMEDIES, kind_of
from briefing.loader.syntax.tree import Fault

MAX_FAULTS = 100
"""Faults of one kind reported for one file."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\r(?!\n)")
_NAMES = {
    0x00: "NUL", 0x07: "bell", 0x08: "backspace", 0x0B: "vertical tab", 0x0C: "form feed",
    0x0D: "carriage return", 0x1B: "escape", 0x7F: "delete",
}  # fmt: skip


def decode(data: bytes) -> str:
    """Return the text of `data`, without its byte order mark.

    Raises:
        UnreadableError: not UTF-8; it has the probable encoding, and the position.
    """
    try:
        return _decoded(data)
    except UnreadableError:
        if kind := kind_of(data):
            message = f"the file is {kind}, not plain text; {REMEDIES[kind]}"
            raise UnreadableError(message, "encoding") from None
        raise


def _decoded(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise UnreadableError(f"the file is {name}; save it as UTF-8", "encoding")
    if data[:4].count(0) >= 2 or (len(data) > 1 and data[0] == 0 != data[1]):
        raise UnreadableError("the file looks like UTF-16 or UTF-32; save it as UTF-8", "encoding")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(data, error) from None


def _undecodable(data: bytes, error: UnicodeDecodeError) -> UnreadableError:
    before = data[: error.start].decode("utf-8")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    if error.end == len(data) and error.reason == "unexpected end of data":
        message = "the file ends in the middle of a character; it may be truncated: save it again"
    else:
        message = (
            f"byte 0x{data[error.start]:02X} is not UTF-8; the file looks like Latin-1 or another "
            "8-bit encoding; save it as UTF-8"
        )
    return UnreadableError(message, "encoding", line, column)


def is_unsafe(text: str) -> bool:
    """Whether `text` holds a character that briefs refuse."""
    return _UNSAFE.search(text) is not None


def describe(character: str) -> str:
    """Return the name of a control character for messages: `U+001B (escape)`."""
    code = ord(character)
    name = _NAMES.get(code, "")
    if 0x80 <= code < 0xA0 and (meant := bytes((code,)).decode("cp1252", "ignore")):
        name = f"{meant} in Windows-1252"
    return f"U+{code:04X}" + (f" ({name})" if name else "")


def make_safe(text: str) -> tuple[str, list[Fault]]:
    """Return `text` with refused characters replaced by U+FFFD, and a fault for each."""
    if not is_unsafe(text):
        return text, []
    faults = []
    if "\r" in text and "\n" not in text:
        message = "lines end in bare carriage returns; save the file with LF or CRLF line endings"
        faults.append(Fault(text.index("\r"), "control-character", message))
        text = text.replace("\r", "\n")
    for match in islice(_UNSAFE.finditer(text), MAX_FAULTS):
        message = f"control character {describe(match[0])} is not allowed; delete it, or write the "
        message += "character that was meant"
        faults.append(Fault(match.start(), "control-character", message))
    return _UNSAFE.sub("\ufffd", text), faults
