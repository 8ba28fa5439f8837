"""The settings by name: what each means, and the values it takes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from briefing.text.clean import clean
from briefing.text.names import did_you_mean

THEMES = ("terminal", "dark", "light", "contrast", "mono", "okabe-ito")
"""The names of the colour themes; a person's own are in `theme_file`."""

_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """The settings in effect; `HELP` explains each."""

    store: str = ""
    theme: str = ""
    ascii: bool | None = None
    mouse: bool | None = None
    read_after: float = 2.0
    refresh: float = 0.5
    keys: Mapping[str, tuple[str, ...]] = _EMPTY
    saved: Mapping[str, str] = _EMPTY
    ignore: tuple[str, ...] = ()
    counts: bool = False
    stores: Mapping[str, str] = _EMPTY
    citation: str = ""
    linear: bool = False
    welcome: bool = True
    opener: str = ""


HELP: Mapping[str, str] = {
    "store": "The folder of briefs, or the address of a shared store, to open when none is given; "
    "`~` is the home folder.",
    "theme": "The colour theme; empty to choose by what the terminal can show.",
    "ascii": "Draw with ASCII characters only; unset to choose by the terminal's encoding.",
    "mouse": "Handle mouse events; unset to handle them except over SSH.",
    "read_after": "Seconds a brief must be open before it counts as read; 0 for immediately.",
    "refresh": "Seconds between checks for changed files, longer if a check is slow; 0 for never.",
    "keys": 'Keys by command, as in `"pane.next" = ["Tab", "n"]`; see `briefing keys`.',
    "saved": 'Saved searches, as in `open = "status:open"`; use one as `saved:open`, add one by '
    "`:save NAME`.",
    "ignore": 'Files that are not briefs: a list of patterns as in .gitignore, `["drafts/**"]`.',
    "counts": "Digits are counts, as in `5j` and `10G`; the panes are then `g 1` to `g 5`.",
    "stores": 'Stores by name, as in `iran = "~/briefs/iran"`; open one as `briefing -s iran`. The '
    "address of a shared store will do as well.",
    "citation": "The form of what `y q` copies: `{words}`, `{who}`, `{party}`, `{source}`, "
    "`{publisher}`, `{date}`, `{url}`, `{place}`, `{verdict}`, `{record}`, `{brief}`; a part in "
    "`[…]` is left out where a field in it is empty.",
    "linear": "Read in lines in place of a screen, for screen readers and slow links.",
    "welcome": "Begin the very first start with a card of the panes and a few keys.",
    "opener": "The program that opens addresses, such as `firefox`; empty for the system's, which "
    "is never started over SSH.",
}
"""The meaning of each setting, in a sentence."""


class Kind(NamedTuple):
    """The values of a plain setting."""

    description: str
    """What a warning says is expected."""
    json_type: str
    """The type in JSON Schema."""
    accept: Callable[[Any], Any]
    """Returns a value as it is stored, or None if it is invalid."""
    read_word: Callable[[str], Any] = str
    """Returns the value of an environment variable, or the word itself if it cannot be parsed."""
    fault: Callable[[str], str] = lambda _: ""
    """Returns why a text is not valid, or nothing."""
    names: tuple[str, ...] = ()
    """The allowed values besides an empty one; empty if any is allowed."""

    def problem(self, name: str, value: Any) -> str:
        """Return why the setting `name` cannot have `value`, in a sentence with the remedy."""
        if isinstance(value, str) and (fault := self.fault(value)):
            return f"{name}: {clean(fault, line=True)}; using the default"
        if not self.names or self.accept(value) is None:
            return f"{name} takes {self.description}, not {value!r}; using the default"
        word = clean(value, line=True)
        near = did_you_mean(word, self.names)
        return (
            f'{name}: unknown {name} "{word}"{near}; choose from {", ".join(self.names)}; '
            "using the default"
        )

    def valid(self, value: Any) -> Any:
        """Return the value as it is stored, or None if it is invalid."""
        accepted = self.accept(value)
        if isinstance(accepted, str) and self.fault(accepted):
            return None
        return None if accepted and self.names and accepted not in self.names else accepted


def folder_of(value: Any) -> str | None:
    """Return the path of a folder as it is written; None for what cannot be one."""
    folder = _text(value)
    try:
        Path(folder or "").expanduser()
    except RuntimeError:  # the home folder of an unknown user
        return None
    return folder


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and "\0" not in value else None


def _name(value: Any) -> str | None:
    name = _text(value)
    return clean(name, line=True) if name else name


def _fault_of_form(form: str) -> str:
    from briefing.model.citation_form import FormError, parsed  # only for those who set one

    try:
        parsed(form)
    except FormError as error:
        return str(error)
    return ""


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _seconds(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 86_400 else None


def _number_word(word: str) -> float | str:
    try:
        return float(word)
    except ValueError:
        return word


def _patterns(value: Any) -> tuple[str, ...] | None:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return None
    return tuple(clean(line, line=True) for line in lines)


_FLAG_WORDS = dict.fromkeys(("1", "true", "yes", "on"), True)
_FLAG_WORDS |= dict.fromkeys(("0", "false", "no", "off"), False)
_FLAGS = Kind("true or false", "boolean", _flag, lambda w: _FLAG_WORDS.get(w.lower(), w))
_DURATION = Kind("a number of seconds", "number", _seconds, _number_word)

KINDS: Mapping[str, Kind] = {
    "store": Kind("a folder in quotes", "string", folder_of),
    "theme": Kind("a name in quotes", "string", _name, names=THEMES),
    "ascii": _FLAGS,
    "mouse": _FLAGS,
    "read_after": _DURATION,
    "refresh": _DURATION,
    "counts": _FLAGS,
    "linear": _FLAGS,
    "welcome": _FLAGS,
    "opener": Kind("a program in quotes", "string", _name),
    "ignore": Kind("a list of patterns in quotes", "array", _patterns),
    "citation": Kind("a text with fields in quotes", "string", _name, fault=_fault_of_form),
}
"""The kind of each setting that is not a table."""
