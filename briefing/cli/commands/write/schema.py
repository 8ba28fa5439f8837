"""`briefing schema`: the format as JSON Schema."""

from argparse import ArgumentParser, Namespace

from briefing.cli import output
from briefing.loader.schema import schema


def configure_schema(parser: ArgumentParser) -> None:
    """Add the options of `briefing schema`: none of its own."""


def run_schema(args: Namespace) -> int:
    """Print the format as a JSON Schema."""
    output.write_json(schema())
    return 0
