"""How a key is written in the settings, and the spellings of other programs that mean the same.

A terminal sends characters, not keys: what it sends for two keys alike, or does not send at all, is
refused with the reason: otherwise a key that never comes would only look as if it did nothing.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.commands import LAYOUTS, NAMES, is_key

NOTATION_HELP = "write keys as j, G, ^d, Enter, F5 or Shift+Tab, and a sequence as g g"
"""The notation in a few words, for messages."""


class Notation(NamedTuple):
    """A way of writing a key."""

    example: str
    """Keys as they are to be written."""
    means: str
    """The keys meant."""
    others: tuple[str, ...] = ()
    """Other spellings of the example, which are accepted."""


NOTATION: tuple[Notation, ...] = (
    Notation("j", "a letter, figure or sign, as it is typed", ("<j>",)),
    Notation("G", "a capital letter", ("Shift+g", "S-g", "<S-g>")),
    Notation("^d", "Ctrl and a letter", ("Ctrl+d", "ctrl-d", "C-d", "<C-d>", "^D")),
    Notation("g g", "two keys, one after the other", ("gg", "<g><g>")),
    Notation("^x ^c", "the same with Ctrl", ("C-x C-c", "<C-x><C-c>", "Ctrl+x Ctrl+c")),
    Notation("Enter", "Enter", ("Return", "<CR>", "RET", "^m")),
    Notation("Esc", "Escape", ("Escape", "<Esc>", "^[")),
    Notation("Tab", "Tab", ("<Tab>", "^i")),
    Notation("Shift+Tab", "Tab with Shift", ("<S-Tab>", "Backtab", "BackTab", "S-Tab")),
    Notation("Space", "the space bar", ("<Space>", "SPC")),
    Notation("Backspace", "Backspace", ("<BS>", "^h")),
    Notation("Delete", "Delete", ("Del", "<Del>")),
    Notation("Insert", "Insert", ("Ins", "<Insert>")),
    Notation("PgDn", "Page down", ("PageDown", "<PageDown>", "page_down")),
    Notation("PgUp", "Page up", ("PageUp", "<PageUp>")),
    Notation("Home", "Home", ("<Home>",)),
    Notation("End", "End", ("<End>",)),
    Notation("Up", "an arrow: Up, Down, Left, Right", ("<Up>",)),
    Notation("Ctrl+Up", "Ctrl or Shift with an arrow, Home, End, PgUp, PgDn", ("C-Up", "<C-Up>")),
    Notation("F5", "a function key, F1 to F12", ("f5", "<F5>")),
)
"""Every way of writing a key."""


class UnknownKeyError(ValueError):
    """A key that is not one, or that terminals do not send; says why."""


_ALIASES: Mapping[str, str] = {
    "return": "Enter", "cr": "Enter", "ret": "Enter", "escape": "Esc", "backtab": "Shift+Tab",
    "spc": "Space", "spacebar": "Space", "bs": "Backspace", "del": "Delete", "ins": "Insert",
    "pagedown": "PgDn", "pageup": "PgUp", "pgdown": "PgDn", "next": "PgDn", "prior": "PgUp",
    "page_down": "PgDn", "page_up": "PgUp", "lt": "<", "bar": "|", "bslash": "\\",
}  # fmt: skip
_NAMED = {name.casefold(): name for name in NAMES.values()} | dict(_ALIASES)
_MODIFIERS = {
    "ctrl": "Ctrl", "control": "Ctrl", "c": "Ctrl", "shift": "Shift", "s": "Shift",
    "alt": "Alt", "meta": "Alt", "m": "Alt", "a": "Alt", "opt": "Alt", "option": "Alt",
    "super": "Super", "cmd": "Super", "command": "Super", "win": "Super", "d": "Super",
    "hyper": "Hyper",
}  # fmt: skip
_ORDER = ("Ctrl", "Alt", "Shift", "Super", "Hyper")
_MODIFIED = re.compile(rf"(?:(?:{'|'.join(_MODIFIERS)})[-+])+(?=.)", re.IGNORECASE)
_BRACKETED = re.compile(r"<[^<>\s]+>|.", re.DOTALL)
_SAME = {"i": "Tab", "m": "Enter", "h": "Backspace", "[": "Esc"}
"""Keys for which a terminal sends the same as for Ctrl and a letter."""
_CONTROLS = frozenset("abcdefghijklmnopqrstuvwxyz@\\]^_")


def read_sequence(text: str) -> str:
    """Return a key or a sequence of keys in the notation of the command table; empty for none.

    Raises:
        UnknownKeyError: a part of it is not a key that a terminal sends.
    """
    keys = [key for part in text.split() for key in _keys_of(part)]
    if "Esc" in keys[1:]:
        raise UnknownKeyError("Esc ends a sequence that has begun, so that no sequence has it")
    return " ".join(keys)


def _keys_of(part: str) -> list[str]:
    """Return the keys of a part without spaces: mostly one."""
    if len(part) > 1 and "<" in part and re.search(r"<[^<>\s]+>", part):
        return [_key(each) for each in _BRACKETED.findall(part)]
    if len(part) == 2 and part[0] != "^" and part.isprintable() and part.casefold() not in _NAMED:
        return [_key(letter) for letter in part]
    return [_key(part)]


def _key(text: str) -> str:
    """Return one key in the notation of the table."""
    inner = text[1:-1] if len(text) > 2 and text[0] == "<" and text[-1] == ">" else text
    modifiers, base = _parted(inner)
    name = _base(base, inner)
    if modifiers == {"Ctrl"} and len(name) == 1:
        return _control(name)
    if modifiers == {"Shift"} and len(name) == 1 and name.isalpha():
        return name.upper()
    if modifiers == {"Ctrl"} and name == "Space":
        return "^@"
    key = "+".join([*sorted(modifiers), name])
    if not is_key(key):
        raise UnknownKeyError(_not_sent(modifiers, name))
    return key


def _parted(text: str) -> tuple[set[str], str]:
    """Return the modifiers of a key, and the key without them."""
    if len(text) == 2 and text[0] == "^":
        return {"Ctrl"}, text[1]
    if match := _MODIFIED.match(text):
        words = re.split("[-+]", match[0])[:-1]
        return {_MODIFIERS[word.casefold()] for word in words}, text[match.end() :]
    return set(), text


def _base(base: str, whole: str) -> str:
    """Return the name of a key without modifiers."""
    if len(base) == 1 and base.isprintable():
        return LAYOUTS.get(base, base)
    name = _NAMED.get(base.casefold())
    if name is None and re.fullmatch(r"[fF]([1-9]|1[0-2])", base):
        name = base.upper()
    if name is None:
        raise UnknownKeyError(f"there is no key {_shown(base if base != whole else whole)}")
    return name


def _shown(text: str) -> str:
    return f'"{text[:40]}"' if text.isprintable() else "of this name"


def _control(letter: str) -> str:
    letter = letter.lower()
    if letter in _SAME:
        return _SAME[letter]
    if letter not in _CONTROLS:
        raise UnknownKeyError(_not_sent({"Ctrl"}, letter))
    return f"^{letter}"


def _not_sent(modifiers: set[str], name: str) -> str:
    """Return why a key with modifiers never comes."""
    key = "+".join([*sorted(modifiers, key=_ORDER.index), name])
    if modifiers == {"Alt"}:
        return f"terminals send {key} as Esc and then {name}"
    if modifiers == {"Shift"} and len(name) == 1:
        return f"write the sign that {key} types"
    return f"most terminals do not send {key}"
