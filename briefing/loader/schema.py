"""The format as JSON Schema, as printed by `briefing schema`.

Generated from the models and then adapted to the loader: every scalar is text, so that `date: 2025`
equals `date: "2025"`; a key without a value counts as missing; the numbered maps may be lists. It
is draft 7, because editors support that.
"""

from collections.abc import Iterator
from typing import Any

from briefing.model.brief import Brief
from briefing.model.references import NUMBERED

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft of JSON Schema."""

_Schema = dict[str, Any]
_SCALAR = ["string", "number"]
_SPEAKERS: _Schema = {
    "if": {"properties": {"status": {"const": "draft"}}, "required": ["status"]},
    "else": {
        "properties": {
            "quotes": {
                "additionalProperties": {"required": ["who"]},
                "items": {"required": ["who"]},
            }
        }
    },
}
"""Only in a draft may a quote lack its speaker."""
_NAMED = ("parties", "people", "issues")  # of which a record may be just a name


def schema() -> _Schema:
    """Return the schema of a brief as plain values."""
    made = Brief.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    made["required"] = [key for key in made["required"] if key != "id"]  # the file's name has it
    for record in (made, *definitions.values()):
        _fit_record(record)
    quote = definitions["Quote"]
    quote["required"] = [key for key in quote["required"] if key != "who"]
    properties = made["properties"]
    for key in NUMBERED:
        properties[key] = _or_list(properties[key])
    for key in _NAMED:
        for name, record in properties[key]["patternProperties"].items():
            properties[key]["patternProperties"][name] = {"anyOf": [{"type": _SCALAR}, record]}
    properties["place"]["anyOf"].append({"type": _SCALAR})
    properties["brief"] = {"enum": [1, "1"], "description": properties["brief"]["description"]}
    properties["round"].pop("anyOf")
    properties["round"] |= {
        "type": ["integer", "string", "null"], "minimum": 0, "maximum": 1_000_000,
        "pattern": "^[0-9]+$",
    }  # fmt: skip
    properties["$schema"] = {"type": "string", "description": "The schema, for editors of JSON."}
    return (
        {"$schema": DRAFT, "title": "A negotiation brief, format 1"}
        | made
        | _SPEAKERS
        | {"definitions": definitions}
    )


def _fit_record(record: _Schema) -> None:
    record.pop("title", None)
    required = record.get("required", ())
    for key, value in record.get("properties", {}).items():
        for part in _parts(value):
            part.pop("title", None)
            part.pop("default", None)
            if part.get("type") == "string" and "enum" not in part:
                part["type"] = _SCALAR
            if "patternProperties" in part:
                part["additionalProperties"] = False
        if key not in required:
            _allow_nothing(value)
        if "items" in value:
            _allow_one(value)


def _parts(value: _Schema) -> Iterator[_Schema]:
    """Yield a schema and the schemas within it, except those in `definitions`."""
    yield value
    inner = [*value.get("anyOf", ()), *value.get("patternProperties", {}).values()]
    if isinstance(items := value.get("items"), dict):
        inner.append(items)
    for one in inner:
        yield from _parts(one)


def _allow_nothing(value: _Schema) -> None:
    if isinstance(kinds := value.get("type"), str | list):
        value["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
        if "enum" in value:
            value["enum"] = [*value["enum"], None]


def _allow_one(value: _Schema) -> None:
    """Allow one item in place of a list of one."""
    items = {key: value.pop(key) for key in ("type", "items")}
    value["anyOf"] = [items, items["items"]]


def _or_list(value: _Schema) -> _Schema:
    """Allow a list in place of a map; its records are then numbered."""
    record = next(iter(value["patternProperties"].values()))
    as_map = {key: value[key] for key in ("type", "patternProperties", "additionalProperties")}
    as_list = {"type": "array", "items": record}
    return {"description": value["description"], "anyOf": [as_map, as_list]}
