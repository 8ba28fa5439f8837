"""The base of all records of a brief: what every one of them can have."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict

from briefing.model.field_types import CLEANED, TEXT_AS_LIST, Text

T = TypeVar("T")
Several = Annotated[tuple[T, ...], TEXT_AS_LIST]
"""A list of texts; a single text is read as a list of one."""


# A plain dict, because pydantic copies it for each model, and a mapping proxy cannot be copied.
NONE: Mapping[str, Any] = {}
"""Nothing by slug."""


class Model(BaseModel):
    """Base of all records: frozen, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True
    )


class AnyRecord(Model):
    """What every record can have, and the brief itself."""

    suggested: Several[Text] = ()
    """Keys of it that a program proposed and no person has confirmed yet."""
    extra: Annotated[Mapping[str, Any], CLEANED] = NONE
    """What an import found no place for: kept and shown as metadata, never interpreted."""
