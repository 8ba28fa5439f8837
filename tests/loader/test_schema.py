"""The published schema: sound by the standard's own validator, and of one mind with the loader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from briefing.loader.load import load
from briefing.loader.plain_values import fields
from briefing.loader.schema import schema
from briefing.loader.syntax import Record, parse
from briefing.model.brief import Brief

VALIDATOR = Draft7Validator(schema())


def faults(text: str) -> list[str]:
    """Return what the schema says of a brief in YAML, by path."""
    root = parse(text.encode(), "yaml").root
    assert isinstance(root, Record)
    return [".".join(map(str, one.path)) for one in VALIDATOR.iter_errors(fields(root))]


def with_line(text: str) -> str:
    """Return a whole brief with some lines, in the place of those of the same key."""
    key = text.split(":")[0]
    return "".join(line for line in HEAD.splitlines(True) if not line.startswith(key)) + text


HEAD = "title: Talks\ndate: 2025-07-23\nsummary: They met.\n"


def test_the_schema_is_sound() -> None:
    Draft7Validator.check_schema(schema())


def test_the_schema_uses_nothing_newer_than_draft_7() -> None:
    text = str(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert not any(
        word in text for word in ("$defs", "prefixItems", "unevaluated", "dependentSchemas")
    )


def test_every_field_says_what_it_is() -> None:
    made = schema()
    records = {"brief": made, **made["definitions"]}
    for name, record in records.items():
        assert record["description"], name
        for key, value in record["properties"].items():
            assert value.get("description"), f"{name}.{key}"


def test_every_field_of_a_brief_is_there() -> None:
    names = {info.alias or name for name, info in Brief.model_fields.items()}
    assert set(schema()["properties"]) == names | {"$schema"}


def test_the_sample_briefs_are_sound(samples: Path) -> None:
    for path in samples.glob("istanbul-*.yaml"):
        assert faults(path.read_text(encoding="utf-8")) == []


def _core(value: Any) -> Any:
    """Return what an editor's YAML makes of plain scalars: whole numbers are numbers."""
    if isinstance(value, dict):
        return {key: _core(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_core(item) for item in value]
    return int(value) if isinstance(value, str) and value.isdigit() else value


def test_what_editors_take_for_numbers_is_sound() -> None:
    root = parse(f"{HEAD}brief: 1\nround: 2\ntags: [1984]\n".encode(), "yaml").root
    assert isinstance(root, Record)
    values = _core(fields(root)) | {"date": 2025, "status": None, "tags": None, "parties": None}
    assert list(VALIDATOR.iter_errors(values)) == []


SOUND = [
    "issues: {swap: Swap, level: {title: Level}}",
    "quotes:\n  - {who: a, text: x, from: s#p1-2}",
    "agreements: [{issue: i, text: x, parties: [a], attested_by: [a]}]",
    "disagreements: {d1: {issue: i, question: x, positions: {a: {stance: rejects}}}}",
    "date: 2025-05~/2025-06-03",
    "updated: 2025-06-02 18:30:00.5+03:00",
    "updated: 2025-06-02T18:30:00Z\nlang: zh-Hans\nround: 0\nplace: {name: Istanbul, country: TR}",
]
UNSOUND = {
    "titel_page: x": "",
    "parties: {A B: {name: x}}": "parties",
    "quotes: {q1: {who: a}}": "quotes",
    "status: finale": "status",
    "timeline: [{text: x}]": "timeline",
    "lang: english language": "lang",
    "date: yesterday": "date",
    "updated: 2025-06-02T18:30Z": "updated",
    "updated: 2025-06-02": "updated",
    "round: two": "round",
    "round: -1": "round",
    "brief: 2": "brief",
    "place: [Istanbul]": "place",
    "issues: {a: {title: x, name: y}}": "issues.a",
    "disagreements: {d1: {issue: i, question: x, positions: {a: {stance: no}}}}": "disagreements",
}


@pytest.mark.parametrize("text", SOUND)
def test_what_the_loader_takes_is_sound(text: str) -> None:
    brief = with_line(text)
    assert load(brief.encode(), "a.yaml").problems == ()
    assert faults(brief) == []


@pytest.mark.parametrize(("text", "where"), UNSOUND.items())
def test_what_the_loader_refuses_is_not(text: str, where: str) -> None:
    brief = with_line(text)
    assert load(brief.encode(), "a.yaml").problems != ()
    assert faults(brief) == [where]


def _patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (item for key, item in value.items() if key == "pattern")
        for item in value.values():
            yield from _patterns(item)
    elif isinstance(value, list):
        for item in value:
            yield from _patterns(item)


def test_patterns_are_anchored_and_plain() -> None:
    for pattern in _patterns(schema()):
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert "(?P" not in pattern
        assert "\\d" not in pattern


def test_reading_the_schema_does_not_change_it() -> None:
    schema()["properties"].clear()
    assert schema()["properties"]


def test_a_schema_beside_the_briefs_is_no_brief(tmp_path: Path) -> None:
    from briefing.store.files import scan

    (tmp_path / ".brief.schema.json").write_text("{}")
    assert scan(Path(tmp_path)).stamps == ()
