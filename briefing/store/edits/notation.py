"""Values as they are written in YAML and JSON."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeGuard

from briefing.store.edits.change import Value

# Also within brackets: no comma, no colon before a space, no sign that means something there.
_PLAIN = re.compile(r"[^\W_](?:[\w.+/#-]|[ ](?![ #-]))*")
_NOTHING = frozenset(("null", "Null", "NULL", "~"))
_KEY = re.compile(r"[A-Za-z0-9][\w-]*")
_BREAKS = re.compile("[\x7f\x85\u2028\u2029\ufeff]")  # which YAML takes for the ends of lines


class Writing(NamedTuple):
    """How a file is written."""

    is_json: bool
    """Whether it is JSON; otherwise YAML."""
    newline: str = "\n"
    """The end of its lines."""
    on_lines: bool = True
    """Whether indentation ends a record there; otherwise a bracket."""

    def text(self, text: str, style: str = "") -> str:
        """Return a text on one line; in the quotation marks of `style`, if there is a choice."""
        if not self.is_json:
            if not style and _PLAIN.fullmatch(text) and text[-1] != " " and text not in _NOTHING:
                return text
            if style == "'" and text.isprintable() and not _BREAKS.search(text):
                return "'" + text.replace("'", "''") + "'"
        quoted = json.dumps(text, ensure_ascii=False)
        return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)

    def key(self, key: str) -> str:
        """Return a key, without its colon."""
        return self.text(key) if self.is_json or not _KEY.fullmatch(key) else key

    def value(self, value: Value) -> str:
        """Return a value on one line."""
        if value is None:
            return "null"
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            inner = ", ".join(f"{self.key(key)}: {self.value(one)}" for key, one in value.items())
            return f"{{{inner}}}"
        return f"[{', '.join(map(self.text, value))}]"

    def entry(self, key: str, value: Value, indent: str) -> str:
        """Return a key with its value; a map of records has a line for each of them."""
        if self.on_lines and not self.is_json and is_map_of_records(value):
            below = f"{indent}  "
            lines = (self.entry(name, one, below) for name, one in value.items())
            return f"{self.key(key)}:" + "".join(f"{self.newline}{below}{line}" for line in lines)
        return f"{self.key(key)}: {self.value(value)}"


def is_map_of_records(value: Value) -> TypeGuard[Mapping[str, Value]]:
    """Whether a value is a record of nothing but records, such as `people`."""
    if not isinstance(value, Mapping) or not value:
        return False
    return all(isinstance(one, Mapping) for one in value.values())
