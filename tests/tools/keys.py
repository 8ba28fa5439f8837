"""What a terminal sends for a key."""

import re

_NAMES = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "insert": "\x1b[2~", "delete": "\x1b[3~", "enter": "\r", "escape": "\x1b", "tab": "\t",
    "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
}  # fmt: skip


def key_bytes(key: str) -> bytes:
    """Return what an xterm sends for `key`: a name, `ctrl+x`, `alt+x`, or the text itself."""
    if key in _NAMES:
        return _NAMES[key].encode()
    if match := re.fullmatch(r"ctrl\+([a-z\[\]\\^_@])", key):
        return bytes([ord(match[1].upper()) ^ 0x40])
    if key.startswith("alt+"):
        return b"\x1b" + key_bytes(key[4:])
    return key.encode("utf-8", "surrogateescape")
