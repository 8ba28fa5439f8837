"""What may go to a terminal: everything else came from a document."""

import re

from tests.safety.corpus import is_control

_ALLOWED = re.compile(
    r"\x1b\[\??[0-9;]*[ABCDGHJKLMSTXbdm]"  # moving, erasing, shifting, repeating, colours
    r"|\x1b\[(?:[0-9]+;[0-9]+)?r"  # the region that is shifted
    r"|\x1b\[\?(?:1049|7;25|7|25|2004|2026|1002;1006|100[0-6]|101[56]|2048)[hl]"
    r"|\x1b\[\?2026\$p|\x1b\[6n"  # the two questions
    r"|\x1b\]22;[a-z-]+\x07"  # the shape of the mouse pointer
    r"|\x1bM|\x1b\\|\x1b\[<u"
    r"|[\n\r\b\x18]"
)
_MODE = re.compile(rb"\x1b\[\?1049h")


def forbidden(raw: bytes) -> list[str]:
    """Return what a reader sent that it never means to send, with some of what follows."""
    text = raw.decode("utf-8", "backslashreplace")
    found: list[str] = []
    rest = _ALLOWED.sub(lambda match: "\n", text)
    for index, character in enumerate(rest):
        if character != "\n" and is_control(character):
            found.append(rest[index : index + 20])
    return found


def begun(raw: bytes) -> bool:
    """Whether a reader has been seen at all."""
    return _MODE.search(raw) is not None
