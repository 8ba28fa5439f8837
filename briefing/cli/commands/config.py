"""`briefing config`: the settings file, the effective values and their origin."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.errors import BriefingError, QueryError, UsageError
from briefing.user.settings import KINDS, LoadedSettings, Settings, help_of, load, settings_path


def configure_config(parser: ArgumentParser) -> None:
    """Add the words of `briefing config`."""
    parser.add_argument(
        "what", choices=("show", "path", "validate", "init", "schema"), nargs="?", default="show",
        help="show: effective values and their origin; path: the file; validate: check it; "
        "init: write a file that explains every setting; schema: JSON Schema for editors",
    )  # fmt: skip
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="show as a JSON object")
    group.add_argument("--jsonl", action="store_true", help="show as one JSON object on one line")


def run_config(args: Namespace) -> int:
    """Do what the word says; return 1 if `validate` finds something wrong."""
    if args.what == "path":
        output.write_line(str(_path()))
        return 0
    if args.what == "init":
        return _init(_path())
    if args.what == "schema":
        output.write_json(schema())
        return 0
    loaded = load()
    return _validate(loaded) if args.what == "validate" else _show(loaded, args)


def _path() -> Path:
    path = settings_path()
    if path is None:
        raise BriefingError("no home folder for the settings; set BRIEFING_CONFIG")
    return path


def _show(loaded: LoadedSettings, args: Namespace) -> int:
    values = loaded.settings._asdict()
    if args.json or args.jsonl:
        told = {
            name: {"value": _plain(value), "origin": loaded.origins.get(name, "default")}
            for name, value in values.items()
        }
        output.write_values(told, args)
    else:
        output.write_columns(
            [
                (name, "=", _toml(value), f"# {loaded.origins.get(name, 'default')}")
                for name, value in values.items()
            ]
        )
    for warning in loaded.warnings:
        output.note(warning)
    return 0


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value


def _toml(value: Any) -> str:
    """Return a value as TOML writes it."""
    import json

    if value is None:
        return "unset"
    if isinstance(value, bool | float):
        return json.dumps(value)
    if hasattr(value, "items"):
        pairs = (f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)


def _validate(loaded: LoadedSettings) -> int:
    told = [*loaded.warnings, *_refused(loaded), *_bad_searches(loaded.settings)]
    for line in told:
        output.write_line(line)
    if not told:
        there = loaded.path is not None and loaded.path.is_file()
        none = "no settings file; create one with briefing config init"
        output.note(f"no problems in {loaded.path}" if there else none)
    return 1 if told else 0


def _refused(loaded: LoadedSettings) -> list[str]:
    """Return what the reader would not open with: a theme or a store that there is not."""
    from briefing.cli.commands.open_reader import theme_of
    from briefing.cli.store_arg import require_settled

    told = []
    for name, check in (("theme", theme_of), ("store", require_settled)):
        try:
            check(loaded.settings)
        except BriefingError as error:
            told.append(f"{loaded.origins.get(name, name)}: {name}: {error}")
    return told


def _bad_searches(settings: Settings) -> list[str]:
    """Return what is wrong with saved searches."""
    from briefing.model.dates import today
    from briefing.query.parser import parse

    told = []
    for name, text in settings.saved.items():
        try:
            parse(text, today=today(), saved=settings.saved)
        except QueryError as error:
            told.append(f"saved: {name}: {error.message} (column {error.column})")
    return told


def _init(path: Path) -> int:
    """Write a settings file in which every setting is explained and none is changed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        raise UsageError(f"{path} already exists; see briefing config show") from None
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(template())
    output.note(f"wrote {path}")
    return 0


def template() -> str:
    """Return a settings file with every setting explained in a comment, and none set."""
    lines = ["# Settings of briefing; uncomment a line to change a setting.", ""]
    tables: list[str] = []
    for name, help_text in help_of().items():
        default = Settings._field_defaults[name]
        if hasattr(default, "items"):
            tables += [f"# {help_text}", f"#[{name}]", ""]
        else:
            shown = "true" if default is None else _toml(default)
            lines += [f"# {help_text}", f"#{name} = {shown}", ""]
    return "\n".join([*lines, *tables])


def schema() -> dict[str, Any]:
    """Return a JSON Schema of the settings file."""
    from briefing.ui.palette import ROLES

    types: dict[str, dict[str, Any]] = {
        "keys": {"type": "object", "additionalProperties": {"type": ["string", "array"]}},
        "saved": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    types |= {name: {"type": kind.json_type} for name, kind in KINDS.items()}
    types["theme"]["enum"] = ["", *ROLES]
    helps = help_of()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of briefing",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {**types[name], "description": helps[name]} for name in Settings._fields
        },
    }
