"""What can be read of shared records with errors: all records but those at fault."""

from typing import Any

from pydantic import ValidationError

from briefing.loader.plain_values import KEYED, fields
from briefing.loader.problems import short
from briefing.loader.salvage import DESCRIBES
from briefing.loader.syntax import Notation, Parsed, Record, recovered
from briefing.model.brief import Shared
from briefing.text.clean import clean


def salvage_shared(parsed: Parsed, notation: Notation) -> tuple[Shared, set[str]]:
    """Return the valid records of a shared file, and the dotted paths of those left out.

    An empty path stands for an unknown part of the file.
    """
    missing: set[str] = set()
    if parsed.root is None:
        parsed = recovered(parsed, notation)
        missing.add("")
    if not isinstance(parsed.root, Record):
        return Shared(), {""}
    values = fields(parsed.root)
    wrong = [fault.where for fault in parsed.faults if fault.severity == "error"]
    for where in (*wrong, parsed.stopped or ""):
        section, *key = where.split(".")[:2]
        holder = values.get(section)
        if section and key and isinstance(holder, dict):
            holder.pop(key[0], None)
        elif section:
            values.pop(section, None)
        if section:
            missing.add(".".join((section, *key)))
    shared = _valid_records(values, missing)
    return shared, {short(clean(path, line=True)) for path in missing}


def _valid_records(values: dict[str, Any], missing: set[str]) -> Shared:
    """Return the valid records; add the paths of the others to `missing`."""
    valid: dict[str, Any] = {}
    for section, records in values.items():
        if section not in Shared.model_fields:
            missing.add(section)
        elif section in KEYED and isinstance(records, dict):
            found = (_valid_record(section, key, one, missing) for key, one in records.items())
            valid[section] = {key: value for one in found for key, value in one.items()}
        else:
            try:
                valid[section] = getattr(Shared.model_validate({section: records}), section)
            except ValidationError:
                missing.add(section)
    return Shared.model_construct(**valid)


def _valid_record(section: str, key: str, record: Any, missing: set[str]) -> dict[str, Any]:
    """Return a record by its key, less the fields at fault that only describe it; else nothing."""
    try:
        return dict(getattr(Shared.model_validate({section: {key: record}}), section))
    except ValidationError as error:
        fields = {str(one["loc"][2]) for one in error.errors() if len(one["loc"]) > 2}
        whole = not fields or not fields <= set(DESCRIBES.get(section, ()))
    if whole or not isinstance(record, dict):
        missing.add(f"{section}.{key}")
        return {}
    missing.update(f"{section}.{key}.{field}" for field in fields)
    rest = {name: value for name, value in record.items() if name not in fields}
    return _valid_record(section, key, rest, missing)
