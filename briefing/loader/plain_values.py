"""A syntax tree -> plain values for the models."""

from typing import Any

from briefing.loader.syntax import Items, Node, Record, Scalar
from briefing.model import brief

KEYED = frozenset(
    ("parties", "people", "sources", "issues", "agreements", "disagreements", "proposals",
     "quotes", "positions")
)  # fmt: skip
"""Fields that hold records by name: their keys are data, not fields."""
_FIELDS = frozenset(
    info.alias or name
    for record in (
        brief.Brief, brief.Shared, brief.Location, brief.Party, brief.Person, brief.Source,
        brief.Issue, brief.Agreement, brief.Disagreement, brief.Position, brief.Proposal,
        brief.Quote, brief.Event, brief.NextStep,
    )
    for name, info in record.model_fields.items()
)  # fmt: skip
"""Every key that the format has anywhere."""


def fields(record: Record) -> dict[str, Any]:
    """Return the fields of a record by key; a field with nothing in it counts as left out.

    Not so a key that no record has: in `{text: to sign, if they withdraw}`, half a sentence is one.
    """
    found: dict[str, Any] = {}
    for key, node in record.values.items():
        if isinstance(node, Scalar):
            if node.text is not None or key not in _FIELDS:
                found[key] = node.text
        elif isinstance(node, Items):
            found[key] = [_value(item) for item in node.values]
        elif key in KEYED:
            found[key] = {name: _value(item) for name, item in node.values.items()}
        else:
            found[key] = fields(node)
    return found


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Record):
        return fields(node)
    return [_value(item) for item in node.values]


def as_text(node: Node) -> str:
    """Return any value on one line, for showing what another program wrote."""
    if isinstance(node, Scalar):
        return node.text or ""
    if isinstance(node, Items):
        return ", ".join(as_text(item) for item in node.values)
    return "; ".join(f"{key}: {as_text(item)}" for key, item in node.values.items())
