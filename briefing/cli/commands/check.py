"""`briefing check` and `briefing schema`."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.cli import output
from briefing.cli.brief_data import finding_data, problem_data, selectors
from briefing.cli.store_arg import find_store
from briefing.errors import UsageError
from briefing.store.files import SHARED_NAMES, scan
from briefing.store.store import Store

if TYPE_CHECKING:
    from briefing.evidence import Archive, QuoteCheck
    from briefing.loader.problems import Problem
    from briefing.model.brief import Brief


def configure_check(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing check`."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help="stores, folders in them or single files; by default the whole store",
    )
    parser.add_argument(
        "--format", choices=("text", "json", "jsonl", "github"), default="text",
        help="text: path:line:column, for editors; github: GitHub Actions annotations",
    )  # fmt: skip
    parser.add_argument(
        "--json", dest="format", action="store_const", const="json", help="same as --format json"
    )
    parser.add_argument(
        "--jsonl", dest="format", action="store_const", const="jsonl", help="same as --format jsonl"
    )
    parser.add_argument("--quotes", action="store_true", help="list the verdict on every quote")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--codes", action="store_true", help="list what the codes mean, and exit")


class _Part(NamedTuple):
    """Some files of one store."""

    folder: Path
    """The store, as it was written."""
    paths: tuple[str, ...]
    """The files within it; none means all of them."""


def run_check(args: Namespace) -> int:
    """Print what is wrong with briefs; return 1 if there are errors."""
    if args.codes:
        from briefing.loader.problems import CODES

        output.write_columns(list(CODES.items()))
        return 0
    parts = _parts(args)
    if args.quotes:
        return _quotes(parts, args)
    problems = [problem for part in parts for problem in _problems(part)]
    _write_problems(problems, args.format)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if args.format == "text":
        # What was named, not its store, of which nothing more is told.
        _tell(args.path or [str(part.folder) for part in parts], errors, warnings)
    return 1 if errors or (warnings and args.strict) else 0


def _tell(where: Sequence[str], errors: int, warnings: int) -> None:
    counts = [output.quantity(errors, "error")] if errors else []
    counts += [output.quantity(warnings, "warning")] if warnings else []
    output.note(f"{' and '.join(counts) or 'no problems'} in {', '.join(where)}")


def _parts(args: Namespace) -> list[_Part]:
    """Return the stores, and files of stores, that the words name.

    Raises:
        UsageError: there is nothing of a name, or a file lies outside the store that was named.
    """
    if not args.path:
        return [_Part(find_store(args.store).folder, ())]
    parts: dict[Path, list[tuple[str, ...]]] = {}
    for word in args.path:
        if word == "-":
            raise UsageError("check does not read from a pipe; name a store or a brief")
        path = Path(word)
        if not os.path.lexists(path):
            raise UsageError(f"{word} does not exist; name a store or a brief")
        folder = Path(args.store) if args.store else _store_of(path)
        try:
            inside = Path(os.path.abspath(path)).relative_to(os.path.abspath(folder))  # noqa: PTH100
        except ValueError:
            raise UsageError(f"{word} is not in the store {folder}; omit -s") from None
        found = _files(folder, inside, word)
        parts.setdefault(folder, []).append(found)
    return [
        _Part(folder, () if () in found else tuple(chain.from_iterable(found)))
        for folder, found in parts.items()
    ]


def _files(folder: Path, inside: Path, word: str) -> tuple[str, ...]:
    """Return the files that a path within a store stands for; none for the store itself.

    What only looks like a brief, and a folder that cannot be read, are among them.

    Raises:
        UsageError: it is a folder in which there are none.
    """
    if inside == Path():
        return ()
    if not (folder / inside).is_dir():
        return (inside.as_posix(),)
    whole, scanned = inside.as_posix(), scan(folder)
    paths = [stamp.path for stamp in scanned.stamps]
    paths += [problem.path for problem in scanned.problems]
    found = tuple(path for path in paths if f"{path}/".startswith(f"{whole}/"))
    if not found:
        raise UsageError(f"{word} contains no briefs")
    return found


def _store_of(path: Path) -> Path:
    """Return the nearest folder with a `store.yaml` that is `path` or above it.

    Without one it is the folder itself, or the one that a file lies in.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100
    own = path.is_dir()
    for folder in (full, *full.parents)[not own :]:
        if any((folder / name).is_file() for name in SHARED_NAMES):
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
    return path if own else path.parent


def _problems(part: _Part) -> "Iterator[Problem]":
    """Yield the problems of some files with paths that an editor finds from here."""
    for problem in Store(part.folder).check(part.paths):
        yield problem._replace(path=_from_here(part, problem.path))


def _from_here(part: _Part, path: str) -> str:
    return os.path.normpath(os.path.join(part.folder, path))  # noqa: PTH118


def _write_problems(problems: "Sequence[Problem]", form: str) -> None:
    if form == "json":
        output.write_json(map(problem_data, problems))
    elif form == "jsonl":
        output.write_jsonl(map(problem_data, problems))
    else:
        for problem in problems:
            output.write_line(_annotation(problem) if form == "github" else str(problem))


def _annotation(problem: "Problem") -> str:
    """Return a problem as a workflow command of GitHub's actions."""
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    where = f"{problem.where}: " if problem.where else ""
    return f"::{problem.severity} {told}::{_escaped(where + problem.message)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _quotes(parts: Sequence[_Part], args: Namespace) -> int:
    """Print the verdict on every quote; return 1 if one is altered or not found."""
    quotes = [one for part in parts for one in _findings(Store(part.folder), part, args.format)]
    values = [value for value, _ in quotes]
    if args.format == "json":
        output.write_json(values)
    elif args.format == "jsonl":
        output.write_jsonl(values)
    elif values:
        output.write_columns(values)
    else:
        output.note("no quotes to check")
    return 1 if any(finding.verdict.is_fault for _, finding in quotes) else 0


def _findings(store: Store, part: _Part, form: str) -> "Iterator[tuple[Any, QuoteCheck]]":
    """Yield each quote of some files as it is printed, with its check; no archive is held on to."""
    for path in part.paths or [stamp.path for stamp in store.scan().stamps]:
        checked = store.checked(path)
        brief = checked.file.loaded.brief
        if brief is None:
            continue
        for key, finding in checked.findings.items():
            if form in ("json", "jsonl"):
                yield _quote_values(brief, key, finding, checked.archives), finding
            else:
                yield _quote_cells(brief, key, finding), finding


def _quote_values(
    brief: "Brief", key: str, finding: "QuoteCheck", archives: "Mapping[str, Archive]"
) -> dict[str, Any]:
    """Return a quote with its verdict and, where it was found, the place as W3C selectors."""
    values = _quote_data(brief, key, finding)
    if finding.place is not None:
        values["selector"] = selectors(finding.place, archives[finding.place.source])
    return values


def _quote_data(brief: "Brief", key: str, finding: "QuoteCheck") -> dict[str, Any]:
    return {
        "brief": brief.id,
        "quote": key,
        "speaker": _speaker(brief, key),
        **finding_data(finding),
    }


def _quote_cells(brief: "Brief", key: str, finding: "QuoteCheck") -> tuple[str, ...]:
    place = finding.place
    where = f"{place.source}#p{place.paragraph}" if place else ""
    return f"{brief.id}#{key}", finding.says, _speaker(brief, key), where


def _speaker(brief: "Brief", key: str) -> str:
    who = brief.quotes[key].who
    known = brief.people.get(who) or brief.parties.get(who)
    return known.name if known else who


def configure_schema(parser: ArgumentParser) -> None:
    """Add the options of `briefing schema`: none of its own."""


def run_schema(args: Namespace) -> int:
    """Print the format as a JSON Schema."""
    from briefing.loader.schema import schema

    output.write_json(schema())
    return 0
