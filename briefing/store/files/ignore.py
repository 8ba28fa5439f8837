"""Which files of a store are not briefs by their names: patterns as git has them, and defaults.

The rules of `gitignore(5)`: `*`, `?` and `[a-z]` stay within a name, `**` stands for any folders; a
pattern with a `/` before its end starts at the top of the store, any other fits names at any depth;
one that ends in `/` fits folders only; `!` takes back; of several that fit, the last one decides;
nothing is taken back inside a folder that is left out.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

MAX_PATTERNS = 500
"""Patterns that count, the last ones first: each file is compared with each."""
_LONGEST = 1000  # characters of a pattern

# Patterns are texts here, which `re` compiles and keeps at their first use: a start uses none.
_FOLDERS = frozenset(("node_modules", "bower_components", "site-packages", "__pycache__"))
_DOCUMENTS = (
    # A word that may begin the title of a brief (Security Council) needs a name of its own.
    r"(?:readme|changelog|code[_-]of[_-]conduct).*"
    r"|licen[cs]e(?:[-_.].*)?"
    r"|(?:contributing|security)(?:[-_.][a-z]{2}(?:[-_][a-z]{2,4})?)?\..*"
    r"|(?:package|package-lock|composer|bower|tsconfig|jsconfig|lerna|renovate|vercel|now"
    r"|firebase|angular|nx|turbo|deno|manifest)\.json"
    r"|tsconfig\..*\.json"
    r"|(?:mkdocs|_config|_toc|_quarto|hugo|docker-compose|compose|pnpm-lock|pnpm-workspace"
    r"|pubspec|netlify|codecov|antora|book)(?:\..*)?\.ya?ml"
)
"""Names, in small letters, of documents about a folder and of settings of other programs."""


def below(folder: str, pattern: str) -> str:
    """Return the pattern of a file in `folder`, whose top is that folder, for the whole store."""
    body = pattern.rstrip().removeprefix("!")
    if not folder or not body.strip("/") or body.startswith("#"):
        return pattern
    sign = "!" if pattern.startswith("!") else ""
    inner = body.removeprefix("/")
    anywhere = "" if "/" in body.rstrip("/") else "**/"
    return f"{sign}/{re.sub(_SPELT, _ESCAPED, folder)}/{anywhere}{inner}"


_SPELT = r"[\\*?\[]"
_ESCAPED = r"\\\g<0>"


class _Pattern(NamedTuple):
    text: str
    negated: bool
    folders_only: bool
    parts: tuple[re.Pattern[str] | None, ...]
    """One for each name of a path; None for `**`."""


class Ignore:
    """What a store leaves out, by the patterns of its settings."""

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        """Take patterns in order of precedence; lines that are not patterns are skipped."""
        self.patterns = tuple(patterns)
        """The patterns."""
        read = [one for text in self.patterns[-MAX_PATTERNS:] if (one := _parsed(text))]
        self._for_folders = read[::-1]
        self._for_files = [one for one in read[::-1] if not one.folders_only]

    def file(self, path: str) -> str:
        """Return the pattern that leaves out a file, by its own name alone; empty if none."""
        # Mostly there are none, and this is asked for each file of a store.
        found = self._last(self._for_files, path) if self._for_files else None
        return "" if found is None or found.negated else found.text

    def folder(self, path: str) -> str:
        """Return the pattern that leaves out a folder with all that is in it; empty if none."""
        if found := self._last(self._for_folders, path):
            return "" if found.negated else found.text
        name = path.rpartition("/")[2]
        return f"{name}/" if name.lower() in _FOLDERS else ""

    def rule(self, path: str) -> str:
        """Return the pattern that leaves out a file, by its name or a folder above it."""
        parts = path.split("/")
        above = ("/".join(parts[:end]) for end in range(1, len(parts)))
        return next(filter(None, map(self.folder, above)), "") or self.file(path)

    def is_document(self, path: str) -> bool:
        """Whether a file has the name of a document about its folder, or of settings.

        Such a file is a brief only if it clearly is one.
        """
        if not re.fullmatch(_DOCUMENTS, path.rpartition("/")[2].lower()):
            return False
        return self._last(self._for_files, path) is None

    @staticmethod
    def _last(patterns: list[_Pattern], path: str) -> _Pattern | None:
        names = _composed(path).split("/")
        return next((one for one in patterns if _fits(one.parts, names)), None)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _parsed(text: str) -> _Pattern | None:
    """Return a pattern; None for an empty line, a comment or one that is too long."""
    line = _composed(text.rstrip())
    negated = line.startswith("!")
    body = line.removeprefix("!") if negated else line
    folders_only = body.endswith("/")
    names = body.strip("/").split("/") if not body.startswith("#") else [""]
    if not any(names) or len(body) > _LONGEST:
        return None
    parts = [None if name == "**" else _name_pattern(name) for name in names if name]
    if len(names) == 1 and not body.startswith("/"):
        parts.insert(0, None)
    if parts[-1] is None:
        parts.append(_name_pattern("*"))  # what is in the folder, not the folder
    return _Pattern(text, negated, folders_only, tuple(parts))


_SPECIAL = r"[\[\]\\^&~|]"
_TOKEN = r"(\*+)|(\?)|(\[[!^]?\]?[^\]/]*\])|\\(.)|(.)"


def _name_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for one name of a path."""
    pieces = [""]
    for star, one, group, escaped, other in re.findall(_TOKEN, name, re.DOTALL):
        if star:
            pieces.append("")
        elif one:
            pieces[-1] += "."
        elif group:
            pieces[-1] += _group(group)
        else:
            pieces[-1] += re.escape(escaped or other)
    first, *middle, last = pieces if len(pieces) > 1 else (*pieces, "")
    # Atomic, as the first place that fits is as good as any later: never more than quadratic.
    inner = "".join(f"(?>.*?{piece})" for piece in middle if piece)
    rest = f"{inner}.*{last}" if len(pieces) > 1 else ""
    return re.compile(f"{first}{rest}", re.DOTALL)


def _group(written: str) -> str:
    inner = written[1:-1]
    start = "^" if inner[:1] in ("!", "^") else ""
    inner = inner[len(start) :]
    escaped = re.sub(_SPECIAL, r"\\\g<0>", inner)
    pattern = f"[{start}{escaped}]"
    try:
        re.compile(pattern)
    except re.error:  # [z-a] fits nothing
        return "(?!)"
    return pattern


def _fits(parts: tuple[re.Pattern[str] | None, ...], names: list[str]) -> bool:
    """Whether a pattern fits a path; the usual greedy way back to the last `**`."""
    part = name = back = 0
    star = -1
    while name < len(names):
        here = parts[part] if part < len(parts) else _NOTHING
        if here is None:
            star, back, part = part, name, part + 1
        elif here.fullmatch(names[name]):
            part, name = part + 1, name + 1
        elif star >= 0:
            back += 1
            part, name = star + 1, back
        else:
            return False
    return part == len(parts)


_NOTHING = re.compile("(?!)")
