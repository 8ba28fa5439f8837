"""An item -> a brief without errors; what is not valid moves to the `extra` of its record.

The text is loaded as any file is, and each error costs the smallest part that can be spared: an
item of a list, a field, or the record that cannot be without it. So no module of a format repeats
the rules of the format.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, NamedTuple

from briefing.errors import BriefingError
from briefing.exchange.incoming.import_item import ImportItem, Values
from briefing.loader.problems import Problem
from briefing.model.references import NUMBERED, written_marks
from briefing.store.checked_brief import CheckedBrief
from briefing.store.new_files.brief_text import brief_text

Check = Callable[[bytes], CheckedBrief]
"""Reads the bytes of a file that is not there yet, as the store would."""

_MOST_PASSES = 12  # a value that moves can make another one invalid, but hardly more often
_NEEDED = {
    "": ("title", "date", "summary"), "place": ("name",), "parties": ("name",),
    "people": ("name",), "sources": ("kind",), "issues": ("title",),
    "agreements": ("issue", "text", "parties", "attested_by"),
    "disagreements": ("issue", "question", "positions"), "positions": ("stance",),
    "proposals": ("issue", "by", "text"), "quotes": ("who", "text"),
    "timeline": ("date", "text"), "next": ("text",),
}  # fmt: skip
"""The fields without which a record cannot be, by section; under "" those of the brief."""
_OF_ARCHIVES = ("archive-missing", "archive-outside", "archive-unreadable", "archive-changed")
_OF_EVIDENCE = frozenset(("quote-altered", "quote-not-found", "suggested"))
"""Codes of errors that belong to a brief as it is, and are for its writer to mend."""


class Fitted(NamedTuple):
    """A brief that can be written."""

    values: Values
    """The values of the file, without `id`."""
    moved: tuple[str, ...]
    """What has no place in a brief and was kept under `extra`, a line each."""
    checked: CheckedBrief
    """The file as the store will read it."""


def fitted(item: ImportItem, check: Check) -> Fitted:
    """Return the item as a brief without errors in its notation, its values and its names.

    Raises:
        BriefingError: it has no valid title, date or summary, or is too large for a brief.
    """
    values, moved = _numbered(item.values), list[str]()
    problem: Problem | None = None
    for _ in range(_MOST_PASSES):
        checked = check(brief_text({"id": item.key, **values}).encode())
        errors = [one for one in checked.problems if _is_ours(one)]
        if not errors:
            return Fitted(values, tuple(moved), checked)
        sources = checked.file.shared.records.sources
        # Backwards, so that the places of the items of a list hold.
        for problem in reversed(errors):
            moved += _mended(values, problem, sources)
    raise BriefingError(_said(errors[0]))


def _is_ours(problem: Problem) -> bool:
    return problem.severity == "error" and problem.code not in _OF_EVIDENCE


def _said(problem: Problem) -> str:
    return f"{problem.where}: {problem.message}" if problem.where else problem.message


def _numbered(values: Values) -> Values:
    """Return a copy in which every record has the place that problems give it."""
    copy: Values = _copied(values)
    for section in ("timeline", "next"):
        if isinstance(record := copy.get(section), dict):
            copy[section] = [record]
    if "extra" in copy and not isinstance(copy["extra"], dict):
        copy["extra"] = {"extra": copy["extra"]}
    for section, prefix in NUMBERED.items():
        if isinstance(records := copy.get(section), list):
            copy[section] = {f"{prefix}{n}": one for n, one in enumerate(records, 1)}
    return copy


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list | tuple) else value


def _mended(values: Values, problem: Problem, sources: Container[str]) -> Iterator[str]:
    """Change the values to remove a problem; yield the line that reports it."""
    steps = list(_steps(values, problem.where))
    if problem.code == "unknown-reference":
        _unlink(values, steps, sources)
        yield f"{_said(problem)}; written as text"
        return
    record = next(steps[:n] for n in (4, 2, 1, 0) if _section(steps[:n]) is not None)
    field = (
        "archive" if problem.code in _OF_ARCHIVES else "".join(map(str, steps[len(record) :][:1]))
    )
    if field in _NEEDED[_section(record) or ""] or not field:
        if not record:
            raise BriefingError(_said(problem))
        owner, cost = record[:-2] if len(record) == 4 else [], record
    elif len(steps) > len(record) + 1 and isinstance(_at(values, steps[:-1]), list):
        owner, cost = record, steps
    else:
        owner, cost = record, [*record, field]
    if _keep(values, owner, cost):
        if field == "archive":
            _keep(values, owner, [*record, "sha256"])
        yield f"{_said(problem)}; kept under extra"


def _keep(values: Values, owner: Sequence[Any], cost: Sequence[Any]) -> bool:
    """Move the value at the path `cost` to the `extra` of its `owner`; return whether it was."""
    holder, key = _at(values, cost[:-1]), cost[-1]
    if not _has(holder, key):
        return False  # it has moved with what was around it
    value = holder.pop(key)
    record = _at(values, owner)
    given = record.get("extra", {})
    extra = record["extra"] = dict(given) if isinstance(given, dict) else {"extra": given}
    name = ".".join(str(one + 1 if isinstance(one, int) else one) for one in cost[len(owner) :])
    numbers = (f"{name}-{n}" for n in range(2, len(extra) + 3))
    extra[next(one for one in (name, *numbers) if one not in extra)] = value
    return True


def _steps(values: Any, where: str) -> Iterator[Any]:
    """Yield the keys and indexes of a dotted path, in which items are counted from 1."""
    while where:
        if isinstance(values, list):
            number, _, where = where.partition(".")
            step: Any = int(number) - 1 if number.isdigit() else number
        else:
            # The longest key first: one that is not of the format may have dots.
            keys = sorted(values, key=len, reverse=True) if isinstance(values, dict) else ()
            step = next((key for key in keys if f"{where}.".startswith(f"{key}.")), None)
            step = where.partition(".")[0] if step is None else step
            where = where[len(step) + 1 :]
        yield step
        values = _at(values, [step])


def _section(steps: Sequence[Any]) -> str | None:
    """Return the section of the record at a path, "" for the brief; None if it is not a record."""
    if len(steps) == 2 and steps[0] in _NEEDED and steps[0] != "place":
        return str(steps[0])
    if len(steps) == 4 and steps[0] == "disagreements" and steps[2] == "positions":
        return "positions"
    return "place" if list(steps) == ["place"] else None if steps else ""


def _at(values: Any, steps: Sequence[Any]) -> Any:
    for step in steps:
        values = values[step] if _has(values, step) else None
    return values


def _has(holder: Any, key: Any) -> bool:
    if isinstance(holder, list):
        return isinstance(key, int) and 0 <= key < len(holder)
    return isinstance(holder, dict) and key in holder


def _unlink(values: Values, steps: Sequence[Any], sources: Container[str]) -> None:
    """Write the references of a prose field that lead nowhere as plain text."""
    holder = _at(values, steps[:-1])
    sections = [values.get(one) for one in (*NUMBERED, "sources")]
    own = {key for one in sections if isinstance(one, dict) for key in one}
    text = holder[steps[-1]]
    holder[steps[-1]] = without_marks(text, lambda target: target in own or target in sources)


def without_marks(text: str, is_defined: Callable[[str], bool] = lambda _: False) -> str:
    """Return prose in which each `[^target]` that is not defined is plain text."""
    parts, at = [], 0
    for start, end, target in written_marks(text):
        if not is_defined(target):
            parts += [text[at:start], "\\", text[start:end]]
            at = end
    return "".join([*parts, text[at:]])
