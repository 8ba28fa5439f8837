"""`--format`: a line for each brief or record, in a form of the person's own."""

import argparse
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from briefing.cli import output
from briefing.model.citation_form import FormError, Part, filled_as_is, parsed
from briefing.text.clean import clean

_SIGNS = {"t": "\t", "n": "\n"}
"""The letters after a backslash that mean a tab and a newline."""


def add_format(group: Any, fields: Collection[str], example: str) -> None:
    """Add `--format` to a parser, or to a group of one; `fields` are those it may have."""

    def line_form(text: str) -> list[Part]:
        try:
            return parsed(text, fields, _SIGNS)
        except FormError as error:
            where = f"character {error.at}: " if error.at else ""
            raise argparse.ArgumentTypeError(f"{where}{error}") from None

    group.add_argument(
        "--format",
        dest="line",
        type=line_form,
        metavar="FORM",
        help=f"write a line each in this form, such as '{example}': fields as --json names them, "
        f"[ ] around what is left out where a field is empty, \\t and \\n; the fields are "
        f"{', '.join(fields)}",
    )


def write_forms(form: list[Part], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write each row as a line in a form."""
    for row in rows:
        values = {name: clean(_written(value), line=True) for name, value in row.items()}
        output.write_text(filled_as_is(form, values) + "\n")


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
