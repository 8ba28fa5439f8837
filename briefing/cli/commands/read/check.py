"""`briefing check`: the problems of briefs."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.cli.store_arg import absolute, find_store, open_store, own_folder, store_around
from briefing.cli.writing.fix_files import write_diff, write_fixes
from briefing.errors import UsageError
from briefing.evidence import QuoteCheck
from briefing.exchange.outgoing.values.brief_data import finding_data, selectors
from briefing.loader.problems import CODES, Problem
from briefing.paths import require_current_folder
from briefing.store.store import Store
from briefing.text.numbers import quantity


def configure_check(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing check`."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help="stores, folders in them or single files; by default the whole store",
    )
    parser.add_argument(
        "--format", dest="form", choices=("text", "json", "jsonl", "github"), default="text",
        help="text: path:line:column, for editors; github: GitHub Actions annotations",
    )  # fmt: skip
    for form in ("json", "jsonl"):
        parser.add_argument(
            f"--{form}", dest="form", action="store_const", const=form,
            help=f"same as --format {form}",
        )  # fmt: skip
    parser.add_argument("--quotes", action="store_true", help="list the verdict on every quote")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument(
        "--fix", action="store_true",
        help="first fix the errors that have one right answer; comments, order and layout stay",
    )  # fmt: skip
    parser.add_argument(
        "--diff", "--dry-run", dest="diff", action="store_true",
        help="print what --fix would change as a unified diff; write nothing",
    )  # fmt: skip
    parser.add_argument("--codes", action="store_true", help="list what the codes mean, and exit")


def run_check(args: Namespace) -> int:
    """Print the problems of briefs; return 1 if there are errors."""
    if args.codes:
        output.write_columns(list(CODES.items()))
        return 0
    parts = _parts(args)
    if args.diff:
        return int(write_diff(parts))
    if args.fix:
        write_fixes(parts, quiet=args.form != "text")
    if args.quotes:
        return _write_quotes(parts, args.form)
    problems = [
        # With a path that an editor finds from the current folder.
        problem._replace(path=os.path.normpath(folder / problem.path))
        for folder, paths in parts.items()
        for problem in open_store(folder).check(paths)
    ]
    if args.form in ("json", "jsonl"):
        output.write_json((problem._asdict() for problem in problems), args.form)
    for problem in problems if args.form in ("text", "github") else ():
        output.write_line(_annotation(problem) if args.form == "github" else str(problem))
    if args.form == "text":
        output.note(f"{_counts(problems)} in {', '.join(args.path or map(str, parts))}")
    severities = {problem.severity for problem in problems}
    return 1 if "error" in severities or ("warning" in severities and args.strict) else 0


def _counts(problems: Sequence[Problem]) -> str:
    """Return `2 errors and 1 warning`; `no problems` for none."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    counts = [quantity(errors, "error")] if errors else []
    counts += [quantity(warnings, "warning")] if warnings else []
    notes = len(problems) - errors - warnings
    counts += [f"{quantity(notes, 'file')} left out"] if notes else []
    return " and ".join(counts) or "no problems"


def _parts(args: Namespace) -> dict[Path, tuple[str, ...]]:
    """Return the stores that the words name, each with the files to check; none for all."""
    if not args.path:
        chosen = find_store(args.store)
        return {own_folder(chosen) if args.fix else chosen.folder: ()}
    parts: dict[Path, list[tuple[str, ...]]] = {}
    for word in args.path:
        if word == "-":
            raise UsageError("check does not read from a pipe; name a store or a brief")
        path = Path(word)
        if not path.is_absolute():
            require_current_folder()
        if not os.path.lexists(path):
            raise UsageError(f"{word} does not exist; name a store or a brief")
        folder = Path(args.store) if args.store else store_around(path)
        if not absolute(path).is_relative_to(absolute(folder)):
            raise UsageError(f"{word} is not in the store {folder}; omit -s")
        inside = absolute(path).relative_to(absolute(folder))
        parts.setdefault(folder, []).append(_files(folder, inside, word))
    return {
        folder: () if () in files else tuple(chain.from_iterable(files))
        for folder, files in parts.items()
    }


def _files(folder: Path, inside: Path, word: str) -> tuple[str, ...]:
    """Return the files at or below a path within a store, irregular ones and folders that cannot
    be read included; empty for the store itself.
    """
    if inside == Path():
        return ()
    if not (folder / inside).is_dir():
        return (inside.as_posix(),)
    scanned = open_store(folder).scan()
    noted = (one.path for one in (*scanned.problems, *scanned.ignored))
    paths = [*(stamp.path for stamp in (*scanned.stamps, *scanned.shared)), *noted]
    below = tuple(path for path in paths if Path(path).is_relative_to(inside))
    if not below:
        raise UsageError(f"{word} contains no briefs")
    return below


def _annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions."""
    path = _escaped(problem.path, ":,")
    place = f"file={path},line={problem.line},col={problem.column},title={problem.code}"
    where = f"{problem.where}: " if problem.where else ""
    level = "notice" if problem.severity == "note" else problem.severity
    return f"::{level} {place}::{_escaped(where + problem.message)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _write_quotes(parts: Mapping[Path, tuple[str, ...]], form: str) -> int:
    """Print the verdict on every quote; return 1 if one is altered or not found."""
    checks = [
        one for folder, paths in parts.items() for one in _checks(open_store(folder), paths, form)
    ]
    values = [value for value, _ in checks]
    if form in ("json", "jsonl"):
        output.write_json(values, form)
    elif values:
        output.write_columns(values)
    else:
        output.note("no quotes to check")
    return 1 if any(check.verdict.is_fault for _, check in checks) else 0


def _checks(store: Store, paths: Sequence[str], form: str) -> Iterator[tuple[Any, QuoteCheck]]:
    """Yield each quote of some files as it is printed, with its check; archives are not kept."""
    for path in paths or [stamp.path for stamp in store.scan().stamps]:
        checked = store.checked(path)
        brief = checked.file.loaded.brief
        if brief is None:
            continue
        for key, check in checked.findings.items():
            place, who = check.place, brief.quotes[key].who or ""
            record = brief.people.get(who) or brief.parties.get(who)
            speaker = record.name if record else who
            if form not in ("json", "jsonl"):
                where = f"{place.source}#p{place.paragraph}" if place else ""
                yield (f"{brief.id}#{key}", check.says, speaker, where), check
                continue
            head = {"brief": brief.id, "quote": key, "speaker": speaker}
            value: dict[str, Any] = {**head, **finding_data(check)}
            if place is not None:
                value["selector"] = selectors(place, checked.archives[place.source])
            yield value, check
