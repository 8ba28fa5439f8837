"""Messages for validation errors, by the type and location that pydantic gives to each."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Node, Parsed, Record, Scalar, find
from briefing.model import brief
from briefing.model.any_record import AnyRecord
from briefing.text.names import Suggestions

Loc = tuple[int | str, ...]
"""The location of an error: field names, keys of records, indexes of lists."""

_RECORDS: Mapping[str, type[BaseModel]] = {
    "parties": brief.Party, "people": brief.Person, "sources": brief.Source,
    "issues": brief.Issue, "agreements": brief.Agreement, "disagreements": brief.Disagreement,
    "proposals": brief.Proposal, "quotes": brief.Quote, "timeline": brief.Event,
    "next": brief.NextStep, "processes": brief.NamedProcess,
}  # fmt: skip
_NOUNS: Mapping[type[BaseModel], str] = {
    brief.Brief: "a brief", brief.ForeignBrief: "a brief", brief.Shared: "store.yaml",
    brief.Location: "a place", brief.Party: "a party", brief.Person: "a person",
    brief.Source: "a source", brief.Issue: "an issue", brief.Agreement: "an agreement",
    brief.Disagreement: "a disagreement", brief.Position: "a position",
    brief.Proposal: "a proposal", brief.Quote: "a quote", brief.Event: "an event",
    brief.NextStep: "a next step", brief.NamedProcess: "a process",
}  # fmt: skip
_PLACE = 100  # characters of a place in a source
_SHOWN = 40  # characters of a value that a remedy repeats
_NEEDS_QUOTES = re.compile(r"""^[\s"'&*!|>%@`?#-]|[\[\]{}]|:(?:\s|$)|\s#""")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[ \t]+(#p[0-9]+(?:-[0-9]+)?)\s*")
_RARE = frozenset(AnyRecord.model_fields)  # known to programs rather than to people
_MAX_FIELDS = 12  # fields that a message lists; more are of no help


def explain(error: ValidationError, top: type[BaseModel], parsed: Parsed) -> Iterator[Fault]:
    """Yield a fault for each error of validating the content of a file as a model `top`."""
    root, suggestions = parsed.root, Suggestions()
    for one in error.errors(include_url=False):
        loc = one["loc"]
        record, field = owner(loc, top)
        word = _WORDS.get(one["type"], _other)
        code, message = word(_Case(loc, one, record, field, suggestions, _after(parsed, loc)))
        at_key = loc[-1:] == ("[key]",)
        path = loc[:-1] if at_key else loc
        if code == "missing" and find(root, where(loc))[0] is not None:
            code, message = "empty", message.replace("missing", "empty", 1)
        node = find(root, where(path))[0] if code == "bad-type" else None
        offset = node.start if node else _offset(root, path, at_key or code == "unknown-key")
        yield Fault(offset, code, message, where(path))


def where(loc: Loc) -> str:
    """Return the dotted path of a value; items are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)


def _after(parsed: Parsed, loc: Loc) -> str:
    node, _ = find(parsed.root, where(loc))
    if not isinstance(node, Scalar):
        return ""
    return parsed.text[node.end : node.end + _PLACE].partition("\n")[0]


def _offset(root: Node | None, loc: Loc, at_key: bool) -> int:
    if at_key:
        owner, at = find(root, where(loc[:-1]))
        return owner.keys.get(str(loc[-1]), at) if isinstance(owner, Record) else at
    return find(root, where(loc))[1]


def owner(loc: Loc, top: type[BaseModel]) -> tuple[type[BaseModel], str]:
    """Return the model of the record that holds `loc`, and the field in it."""
    record, rest = top, [str(part) for part in loc]
    if len(rest) > 2 and rest[0] in _RECORDS:
        record, rest = _RECORDS[rest[0]], rest[2:]
        if len(rest) > 2 and rest[0] == "positions":
            record, rest = brief.Position, rest[2:]
    elif len(rest) > 1 and rest[0] == "place":
        record, rest = brief.Location, rest[1:]
    return record, rest[0] if rest else ""


@dataclass(frozen=True, slots=True)
class _Case:
    """One error of pydantic, with its model and field."""

    loc: Loc
    error: Any
    record: type[BaseModel]
    field: str
    suggestions: Suggestions
    after: str

    @property
    def value(self) -> Any:
        return self.error["input"]

    def entry(self) -> type[BaseModel] | None:
        """Return the model of the value, if it should be a whole record."""
        if len(self.loc) == 2 and self.loc[0] in _RECORDS:
            return _RECORDS[str(self.loc[0])]
        if len(self.loc) == 4 and self.loc[2] == "positions":
            return brief.Position
        return brief.Location if self.loc == ("place",) else None


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a record"
    return "a list" if isinstance(value, list | tuple) else "text"


def _unknown_key(case: _Case) -> tuple[str, str]:
    key = str(case.loc[-1])
    keys = [info.alias or name for name, info in case.record.model_fields.items()]
    near = case.suggestions.near(key, lambda: keys) or _longer_or_shorter(key, keys)
    if not near and case.value is None:
        near = " without a value; if it is part of the text above, put quotes around the whole text"
    elif not near and len(usual := [one for one in keys if one not in _RARE]) <= _MAX_FIELDS:
        near = f"; {_NOUNS[case.record]} can have {', '.join(usual)}"
    return "unknown-key", f'unknown key "{short(key)}"' + (near or "; delete it")


def _longer_or_shorter(key: str, keys: Sequence[str]) -> str:
    """Return a remedy with the key that `key` begins, or that begins it, if it is one alone."""
    word = key.lower()
    alike = [one for one in keys if one.startswith(word) or word.startswith(one)]
    return f'; did you mean "{alike[0]}"?' if len(alike) == 1 and len(word) > 2 else ""


def _info(record: type[BaseModel], field: str) -> FieldInfo | None:
    fields = record.model_fields.items()
    return next((info for name, info in fields if field in (name, info.alias)), None)


def _meaning(case: _Case) -> str:
    info = _info(case.record, case.field)
    meaning = (info.description or "").split(". ")[0].rstrip(".") if info else ""
    return f": {meaning[:1].lower()}{meaning[1:]}" if meaning else ""


_NOTHING = ("empty", "is empty; give it a value or delete the key")


def _text(case: _Case) -> tuple[str, str]:
    return (
        _NOTHING
        if case.value is None
        else ("bad-type", f"expected text, found {_kind(case.value)}")
    )


def _entry(case: _Case) -> tuple[str, str]:
    record = case.entry()
    if record is None:
        return _by_name(case)
    needs = _required(record)
    if case.value is None:
        return "empty", f"is empty; {_NOUNS[record]} needs {_and(needs)}"
    if isinstance(case.value, str) and len(needs) == 1:
        remedy = _record_with(record, case.value)
        return "bad-type", f"expected a record, found text; write {remedy}"
    return "bad-type", f"expected a record with {_and(needs)}, found {_kind(case.value)}"


def _by_name(case: _Case) -> tuple[str, str]:
    if case.value is None:
        return _NOTHING
    record = brief.Position if case.field == "positions" else _RECORDS.get(case.field)
    noun = _NOUNS[record] if record else "a record"
    return "bad-type", f"expected {noun} by name, found {_kind(case.value)}; write name: {{…}}"


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _list(case: _Case) -> tuple[str, str]:
    if case.value is None:
        return _NOTHING
    if not isinstance(case.value, str):
        return "bad-type", f"expected a list, found {_kind(case.value)}"
    record = _RECORDS.get(case.field) if case.record in (brief.Brief, brief.ForeignBrief) else None
    if record is None:
        remedy = _as_list(case.value, several=case.field != "unknown", after=case.after)
        return "bad-type", f"expected a list, found text; write {remedy}"
    needs = _required(record)
    if len(needs) > 1:
        return "bad-type", f"expected a list of records with {_and(needs)}, found text"
    return "bad-type", f"expected a list, found text; write [{_record_with(record, case.value)}]"


def choices(record: type[BaseModel], field: str) -> tuple[str, ...]:
    """Return the allowed words of a field, which is a Literal, or a Literal or None."""
    info = _info(record, field)
    annotation = info.annotation if info else None
    forms = (annotation, *get_args(annotation))
    return next((get_args(form) for form in forms if get_origin(form) is Literal), ())


def _choice(case: _Case) -> tuple[str, str]:
    if case.field == "brief" and case.record is brief.Brief:
        return "bad-value", f'"{short(str(case.value))}" is not a known version; write brief: 1'
    if case.value is None:
        return _NOTHING
    words = choices(case.record, case.field)
    expected = f"{', '.join(words[:-1])} or {words[-1]}"
    if not isinstance(case.value, str):
        return "bad-type", f"expected text, found {_kind(case.value)}; write {expected}"
    near = case.suggestions.near(case.value.lower(), lambda: words)
    remedy = near or f"; write {expected}"
    return "bad-choice", f'"{short(case.value)}" is not allowed here{remedy}'


def _number(case: _Case) -> tuple[str, str]:
    if not isinstance(case.value, str | int | float):
        return "bad-type", f"expected a whole number such as 2, found {_kind(case.value)}"
    return "bad-value", f'"{short(str(case.value))}" is not a whole number; write digits, such as 2'


def _range(case: _Case) -> tuple[str, str]:
    return "bad-value", f'"{short(str(case.value))}" is out of range; use 0 to 1,000,000'


def _objection(case: _Case) -> tuple[str, str]:
    """Return the message of a validator of the model, long values cut, under its code."""
    message = str(case.error["msg"])
    if isinstance(case.value, str) and len(case.value) > 60:
        message = message.replace(case.value, short(case.value))
    return case.error["type"], message


def _empty(case: _Case) -> tuple[str, str]:
    required = case.field in _required(case.record)
    return ("empty", f"is empty{_meaning(case)}") if required else _NOTHING


def _other(case: _Case) -> tuple[str, str]:
    return "bad-value", f'"{short(str(case.value))}" is not valid ({case.error["msg"]})'


# Suggested replacements for an invalid value, themselves valid.


def _record_with(record: type[BaseModel], value: str) -> str:
    """Return a record with `value` for its only required field: `{name: Ann}`."""
    (needed,) = _required(record)
    words = _allowed(record, needed)
    if not words or value in words:
        return f"{{{needed}: {_quoted(value)}}}"
    usual, rest = _EXAMPLES[record]
    if record is brief.Source and _ADDRESS.fullmatch(value):
        rest = "url"
    return f"{{{needed}: {usual}, {rest}: {_quoted(value)}}}, or another {needed}"


_EXAMPLES = {brief.Source: ("news", "title"), brief.Position: ("demands", "text")}
"""For a record whose required field has few values: a value, and the field for any other text."""


def _as_list(value: str, *, several: bool, after: str = "") -> str:
    """Return a text as a list: `[a, b]`; with `several`, commas separate items.

    `after` is the rest of its line in the file; a paragraph after a space, there a comment, is
    appended again.
    """
    paragraph = _PARAGRAPH.fullmatch(after)
    return f"[{_quoted(value + (paragraph[1] if paragraph else ''), comma=several)}]"


def _quoted(value: str, *, comma: bool = False) -> str:
    """Return a text, shortened, for use inside brackets; with `comma`, that needs no quotes."""
    shown = short(value, _SHOWN)
    if not _NEEDS_QUOTES.search(shown) and (comma or "," not in shown):
        return shown
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _required(record: type[BaseModel]) -> list[str]:
    """Return the required fields of a record."""
    return [name for name, info in record.model_fields.items() if info.is_required()]


def _allowed(record: type[BaseModel], field: str) -> Sequence[str]:
    """Return the allowed values of a field, if they are few."""
    annotation = record.model_fields[field].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


_WORDS: Mapping[str, Callable[[_Case], tuple[str, str]]] = {
    "extra_forbidden": _unknown_key,
    "missing": lambda case: ("missing", f"is missing{_meaning(case)}"),
    "string_type": _text,
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _entry),
    **dict.fromkeys(("tuple_type", "list_type"), _list),
    "literal_error": _choice,
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), _number),
    **dict.fromkeys(("int_parsing_size", "greater_than_equal", "less_than_equal"), _range),
    "empty": _empty,
    **dict.fromkeys(("bad-name", "bad-date", "bad-value"), _objection),
}
