"""`briefing keys`: every key and command of the reader."""

from argparse import ArgumentParser, Namespace

from briefing.cli import output
from briefing.cli.options import add_json
from briefing.commands import with_counts, with_keys
from briefing.user.settings import load


def configure_keys(parser: ArgumentParser) -> None:
    """Add the options of `briefing keys`."""
    add_json(parser)


def run_keys(args: Namespace) -> int:
    """Print every key with its command, as the settings have them."""
    settings = load().settings
    commands = with_keys(settings.keys)
    if settings.counts:
        commands = with_counts(commands, settings.keys)
    if args.form != "text":
        fields = ("id", "keys", "title", "help", "where", "group")
        output.write_json(({f: getattr(c, f) for f in fields} for c in commands), args.form)
        return 0
    for group in dict.fromkeys(command.group for command in commands):
        output.write_line(group)
        output.write_columns(
            [(" ", ", ".join(c.keys), c.id, c.help) for c in commands if c.group == group]
        )
    return 0
