"""A syntax tree -> plain values for the models."""

from collections.abc import Mapping
from typing import Any

from briefing.loader.syntax import Items, Node, Record, Scalar
from briefing.model import brief

KEYED = frozenset(
    ("parties", "people", "sources", "issues", "agreements", "disagreements", "proposals",
     "quotes", "positions", "processes")
)  # fmt: skip
"""Fields that hold records by key: their keys are data, not fields."""
_FIELDS = frozenset(
    info.alias or name
    for record in (
        brief.Brief, brief.Shared, brief.Location, brief.Party, brief.Person, brief.Source,
        brief.Issue, brief.Agreement, brief.Disagreement, brief.Position, brief.Proposal,
        brief.Quote, brief.Event, brief.NextStep, brief.NamedProcess,
    )
    for name, info in record.model_fields.items()
)  # fmt: skip
"""Every field of the format."""


def fields(record: Record) -> dict[str, Any]:
    """Return the values of a record by key, without empty fields; other empty keys stay."""
    values: dict[str, Any] = {}
    for key, node in record.values.items():
        if key == "extra":
            values[key] = _uninterpreted(node)
        elif key in KEYED and isinstance(node, Record):
            values[key] = {name: _value(item) for name, item in node.values.items()}
        elif not (isinstance(node, Scalar) and node.text is None and key in _FIELDS):
            values[key] = _value(node)
    return values


def reading(values: Mapping[str, Any]) -> Mapping[str, bool]:
    """Return what the models must know of a whole brief to validate a part of it."""
    return {"draft": values.get("status") == "draft"}


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Record):
        return fields(node)
    return [_value(item) for item in node.values]


def _uninterpreted(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Record):
        return {key: _uninterpreted(value) for key, value in node.values.items()}
    return [_uninterpreted(item) for item in node.values]


def as_text(node: Node) -> str:
    """Return any value of a foreign file as one line of text."""
    if isinstance(node, Scalar):
        return node.text or ""
    if isinstance(node, Items):
        return ", ".join(as_text(item) for item in node.values)
    return "; ".join(f"{key}: {as_text(item)}" for key, item in node.values.items())
