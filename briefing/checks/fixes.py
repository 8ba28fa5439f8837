"""Fixes of a file: for each problem that has one right answer, the change of its text.

Nothing else of the file is touched: comments, order and layout stay byte for byte. Quoted words,
archives and checksums are evidence, and never changed.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pydantic import BaseModel

from briefing.checks import resolution
from briefing.checks.slips import is_slip
from briefing.loader import messages
from briefing.loader.foreign_dates import read as read_date
from briefing.loader.problems import Problem, short
from briefing.loader.syntax import Node, Record, Scalar, find
from briefing.model.references import SLUG

_PLAIN = re.compile(r"[A-Za-z0-9][\w+.#-]*")  # needs no quotation marks, also in brackets
_SLUG = re.compile(SLUG)
_LINE_VALUE = re.compile(r"""([ \t]*(?:- +)*[\w$-]+:[ \t]+)([^\s"'|>#].*?)[ \t]*\r?""")
_JOINED = re.compile(r"[ \t]{2}[\w-]+:(?:\s|$)")  # the line below, after a lost line end
_QUOTED = "quotation marks are around the whole text"
_LIKE = 0.7  # as in `text.names`
_LONGEST = 200  # characters of a name that is compared with others


class Fix(NamedTuple):
    """One change of a text."""

    start: int
    """Its first character, from 0."""
    end: int
    """The end, exclusive, of the replaced text."""
    text: str
    """What takes its place."""
    where: str
    """The dotted path of the value; empty for an error of syntax."""
    says: str
    """What is done, for people: `"acepts" is now "accepts"`."""


class Faulty(NamedTuple):
    """A file with its problems."""

    text: str
    """The decoded text."""
    root: Node | None
    """Its syntax tree."""
    problems: tuple[Problem, ...]
    """Its problems."""
    top: type[BaseModel]
    """The model of the whole file."""
    notation: str
    """`yaml` or `json`."""
    shared: resolution.SharedNames
    """The names that the shared records define."""

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(one.severity == "error" for one in self.problems)

    @property
    def stops(self) -> tuple[int, int] | None:
        """Line and column at which reading had to stop; None for a file read to its end."""
        at = [(one.line, one.column) for one in self.problems if one.code == "syntax"]
        return at[0] if at else None


def fixes(file: Faulty) -> list[Fix]:
    """Return the fixes of the problems that have one right answer, by place, none overlapping."""
    found: list[Fix] = []
    starts = [0, *(match.end() for match in re.finditer("\n", file.text))]
    for problem in file.problems:
        offset = starts[problem.line - 1] + problem.column - 1
        fixer = _FIXERS.get(problem.code)
        if fixer is not None and problem.severity == "error":
            found += fixer(file, problem, offset)
    ordered = sorted(dict.fromkeys(found))
    return [one for n, one in enumerate(ordered) if not n or one.start >= ordered[n - 1].end]


def _near(name: str, names: Collection[str], *, end: bool = True) -> str:
    """Return the one of `names` of which a name is a slip; empty if another is near, too."""
    typed = name.casefold()[:_LONGEST]
    alike = get_close_matches(typed, names, n=2, cutoff=_LIKE)
    return alike[0] if len(alike) == 1 and is_slip(typed, alike[0], end=end) else ""


def _replaced(file: Faulty, node: Scalar, text: str, where: str) -> Iterator[Fix]:
    """Yield the fix that puts a text in the place of a value, in the value's own notation."""
    if node.text is None or node.style in ("|", ">", "raw"):
        return
    if "\n" in file.text[node.start : node.end]:
        return
    if node.style == "json":
        written = json.dumps(text, ensure_ascii=False)
    elif node.style:
        written = f"{node.style}{text}{node.style}"
    else:
        written = text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    says = f'"{short(node.text, 40)}" is now "{text}"'
    yield Fix(node.start, node.end, written, where, says)


def _renamed(file: Faulty, owner: Node | None, key: str, new: str, where: str) -> Iterator[Fix]:
    """Yield the fix that gives a key another name."""
    if not isinstance(owner, Record) or new in owner.keys:
        return
    start = owner.keys[key]
    start += file.text[start : start + 1] in ("'", '"')
    if file.text.startswith(key, start):
        says = f'the key "{short(key, 40)}" is now "{new}"'
        yield Fix(start, start + len(key), new, where, says)


def _choice(file: Faulty, problem: Problem, _offset: int) -> Iterator[Fix]:
    node, _ = find(file.root, problem.where)
    record, field = messages.owner(tuple(problem.where.split(".")), file.top)
    if isinstance(node, Scalar) and node.text and field:
        choices = messages.choices(record, field)
        word = node.text.strip().lower().replace("_", "-").replace(" ", "-")
        if new := word if word in choices else _near(word, choices):
            yield from _replaced(file, node, new, problem.where)


def _unknown_key(file: Faulty, problem: Problem, _offset: int) -> Iterator[Fix]:
    parts = tuple(problem.where.split("."))
    owner, _ = find(file.root, ".".join(parts[:-1]))
    record, key = messages.owner(parts, file.top)
    if not isinstance(owner, Record) or key not in owner.keys or key != parts[-1]:
        return
    value = owner.values[key]
    if isinstance(value, Scalar) and value.text is None:
        yield from _part_of_text(file, owner, key, problem.where)
        return
    names = [info.alias or name for name, info in record.model_fields.items()]
    if new := _near(key, [name for name in names if name not in owner.keys]):
        yield from _renamed(file, owner, key, new, problem.where)


def _part_of_text(file: Faulty, owner: Record, key: str, where: str) -> Iterator[Fix]:
    """Yield the fix for `{text: one, two}`: the keys without a value belong to the text before."""
    keys = list(owner.keys)
    first = last = keys.index(key)
    while first and _is_bare(owner, keys[first - 1]):
        first -= 1
    while last + 1 < len(keys) and _is_bare(owner, keys[last + 1]):
        last += 1
    before = owner.values[keys[first - 1]] if first else None
    end = owner.keys[keys[last]] + len(keys[last])
    if not isinstance(before, Scalar) or before.style or before.text is None:
        return
    text = file.text[before.start : end]
    if not {*'\n:"{}'} & {*text} and file.text[before.end : before.end + 1] == ",":
        where = f"{where.rpartition('.')[0]}.{keys[first - 1]}".removeprefix(".")
        if keys[first - 1] in _LISTS:
            yield Fix(before.start, end, f"[{text}]", where, "brackets are around the list")
            return
        written = json.dumps(text, ensure_ascii=False)
        yield Fix(before.start, end, written, where, _QUOTED)


def _is_bare(owner: Record, key: str) -> bool:
    value = owner.values[key]
    return isinstance(value, Scalar) and value.text is None and not value.style


def _list(file: Faulty, problem: Problem, _offset: int) -> Iterator[Fix]:
    """Yield the fix for a list of names without brackets: `iran, russia`."""
    node, _ = find(file.root, problem.where)
    field = problem.where.rpartition(".")[2]
    if not isinstance(node, Scalar) or not node.text or node.style not in ("", "json"):
        return
    parts = [part.strip() for part in node.text.split(",")]
    if field not in _LISTS or len(parts) < 2 or not all(map(_PART.fullmatch, parts)):
        return
    inner = ", ".join(map(json.dumps, parts) if node.style else parts)
    says = f'"{short(node.text, 40)}" is now a list'
    yield Fix(node.start, node.end, f"[{inner}]", problem.where, says)


_LISTS = frozenset(
    ("parties", "attested_by", "members", "issues", "quotes", "support", "tags", "suggested")
)
"""Lists of names: in others a comma may belong to the text."""
_PART = re.compile(r"[^\W_][\w#. -]{0,99}")


def _unknown_id(file: Faulty, problem: Problem, offset: int) -> Iterator[Fix]:
    """Yield the fix for the name of a record that is not defined, where one defined is near."""
    names = resolution.names_for(problem.where, file.root, file.shared)
    node, _ = find(file.root, problem.where)
    above, _, last = problem.where.rpartition(".")
    owner, _ = find(file.root, above)
    if above.endswith(".positions") and isinstance(owner, Record):
        if new := _near(last, names, end=False):
            yield from _renamed(file, owner, last, new, problem.where)
    elif isinstance(node, Scalar) and node.text and node.start == offset:
        name, sign, rest = node.text.partition("#")
        if _SLUG.fullmatch(name) and (new := _near(name, names, end=False)):
            yield from _replaced(file, node, f"{new}{sign}{rest}", problem.where)


def _date(file: Faulty, problem: Problem, _offset: int) -> Iterator[Fix]:
    """Yield the fix for a date in another form that can only be one day: `2 June 2025`."""
    node, _ = find(file.root, problem.where)
    if isinstance(node, Scalar) and node.text and not problem.where.endswith("updated"):
        try:
            new = read_date(node.text)
        except ValueError:
            return
        yield from _replaced(file, node, new, problem.where)


def _syntax(file: Faulty, problem: Problem, offset: int) -> Iterator[Fix]:
    """Yield the fix for a text that needs quotation marks: the rest of its line has them then."""
    if file.notation != "yaml":
        return
    start = file.text.rfind("\n", 0, offset) + 1
    end = file.text.find("\n", offset)
    line = _LINE_VALUE.fullmatch(file.text[start : end if end >= 0 else len(file.text)])
    if line is None or " #" in line[2] or not _is_text(line[2]):
        return
    if _goes_on(file.text, start + len(line[1]) - len(line[1].lstrip(" -")), end):
        return
    written = json.dumps(line[2], ensure_ascii=False)
    yield Fix(start + line.start(2), start + line.end(2), written, "", _QUOTED)


def _is_text(value: str) -> bool:
    """Whether a value can only be a text: no list or record, whole, damaged or run together."""
    if "{" in value or "}" in value or value[0] == ":" or _JOINED.search(value):
        return False
    if value[0] != "[":
        return value[:2] not in ("- ", "? ")
    inner, _, rest = value[1:].partition("]")
    return not {",", "["} & {*inner} and bool(rest.strip()) and rest.strip()[0] not in ",]"


def _goes_on(text: str, key: int, end: int) -> bool:
    """Whether the line below is indented more than the key at `key`: the value goes on there."""
    indent = key - (text.rfind("\n", 0, key) + 1)
    for line in text[end:].split("\n", 20)[1:21] if end >= 0 else ():
        if line.strip() and line.strip()[0] != "#":
            return len(line) - len(line.lstrip(" ")) > indent
    return False


_FIXERS: Mapping[str, Callable[[Faulty, Problem, int], Iterator[Fix]]] = {
    "bad-choice": _choice, "unknown-key": _unknown_key, "bad-type": _list,
    "unknown-id": _unknown_id, "bad-date": _date, "syntax": _syntax,
}  # fmt: skip
