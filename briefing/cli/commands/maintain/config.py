"""`briefing config`: the settings, shown and checked."""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.cli.options import add_forms
from briefing.errors import BriefingError, QueryError, UsageError
from briefing.model.dates import today
from briefing.paths import require_folder
from briefing.query.parser import parse
from briefing.user.settings import HELP, KINDS, LoadedSettings, Settings, load, settings_path
from briefing.user.settings.theme_file import load_themes


def configure_config(parser: ArgumentParser) -> None:
    """Add the words of `briefing config`."""
    parser.add_argument(
        "what", choices=("show", "path", "check", "init", "schema"), nargs="?", default="show",
        type=lambda text: "check" if text == "validate" else text,  # what it was called first
        help="show: effective values and their origin; path: the file; check: check it; init: "
        "write a file that explains every setting; schema: JSON Schema for editors",
    )  # fmt: skip
    add_forms(parser, json="show as a JSON object", jsonl="show as one JSON object on one line")


def run_config(args: Namespace) -> int:
    """Show, check or create the settings; return 1 if `check` finds a problem."""
    if args.what == "path":
        output.write_line(str(_path()))
    elif args.what == "init":
        _init(_path())
    elif args.what == "schema":
        output.write_json(schema())
    elif args.what == "check":
        return _check(load())
    else:
        _show(load(), args.form)
    return 0


def _path() -> Path:
    path = settings_path()
    if path is None:
        raise BriefingError("no home folder for the settings; set BRIEFING_CONFIG")
    return path


def _show(loaded: LoadedSettings, form: str) -> None:
    rows = [
        (name, value, loaded.origins.get(name, "default"))
        for name, value in loaded.settings._asdict().items()
    ]
    if form == "text":
        output.write_columns([(name, "=", _toml(v), f"# {origin}") for name, v, origin in rows])
    else:
        plain = [(name, v if name in KINDS else dict(v), origin) for name, v, origin in rows]
        values = {name: {"value": value, "origin": origin} for name, value, origin in plain}
        output.write_json(values, form)
    for warning in loaded.warnings:
        output.note(warning)


def _toml(value: Any) -> str:
    """Return a value as TOML writes it."""
    if value is None:
        return "unset"
    if hasattr(value, "items"):
        pairs = (f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)


def _check(loaded: LoadedSettings) -> int:
    themes = load_themes(loaded.path).warnings if loaded.path is not None else ()
    problems = list(dict.fromkeys((*loaded.warnings, *themes, *_rejected(loaded))))
    output.write_lines(problems)
    if not problems:
        exists = loaded.path is not None and loaded.path.is_file()
        missing = "no settings file; create one with briefing config init"
        output.note(f"no problems in {loaded.path}" if exists else missing)
    return 1 if problems else 0


def _rejected(loaded: LoadedSettings) -> Iterator[str]:
    """Yield the settings that name a missing folder, or a search that cannot be parsed."""
    folders: dict[tuple[str, ...], str] = {("store",): loaded.settings.store}
    folders |= {("stores", name): folder for name, folder in loaded.settings.stores.items()}
    for path, folder in folders.items():
        try:
            if folder:
                require_folder(Path(folder).expanduser())
        except BriefingError as error:
            yield f"{loaded.place(*path)}: {'.'.join(path)}: {error}"
    saved = loaded.settings.saved
    for name, text in saved.items():
        try:
            faults: tuple[str, ...] = parse(text, today=today(), saved=saved).hints
        except QueryError as error:
            faults = (f"{error.message} (column {error.column})",)
        for fault in faults:
            yield f"{loaded.place('saved', name)}: saved: {name}: {fault}"


def _init(path: Path) -> None:
    """Write a settings file that explains every setting and changes none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        raise UsageError(f"{path} already exists; see briefing config show") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(template())
    output.note(f"wrote {path}")


def template() -> str:
    """Return a settings file with every setting explained in a comment, and none set."""
    lines = ["# Settings of briefing; uncomment a line to change a setting.", ""]
    # Tables last: what follows one belongs to it.
    for name, default in sorted(
        Settings._field_defaults.items(), key=lambda one: one[0] not in KINDS
    ):
        example = "true" if default is None else _toml(default)
        lines += [f"# {HELP[name]}", f"#{name} = {example}" if name in KINDS else f"#[{name}]", ""]
    return "\n".join(lines)


def schema() -> dict[str, Any]:
    """Return a JSON Schema of the settings file."""
    types: dict[str, dict[str, Any]] = {
        "keys": {"type": "object", "additionalProperties": {"type": ["string", "array"]}},
        "saved": {"type": "object", "additionalProperties": {"type": "string"}},
        "stores": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    for name, kind in KINDS.items():
        types[name] = {"type": kind.json_type}
        if kind.names:
            types[name]["enum"] = ["", *kind.names]
    if (path := settings_path()) is not None:
        types["theme"]["enum"] += load_themes(path).themes
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of briefing",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {**types[name], "description": HELP[name]} for name in HELP},
    }
