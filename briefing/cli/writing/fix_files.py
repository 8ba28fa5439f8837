"""`briefing check --fix`: fixes the errors with one right answer, and reports each change."""

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefing.checks.mending import Mended
from briefing.cli import output
from briefing.cli.store_arg import open_store
from briefing.errors import BriefingError, UnreadableError
from briefing.store import files
from briefing.store.files import Ignore, Scan
from briefing.store.files.safe_write import replace_file
from briefing.store.mended_file import mended_file
from briefing.store.store import Store
from briefing.text.clean import clean


def write_fixes(parts: Mapping[Path, Sequence[str]], *, quiet: bool) -> None:
    """Mend the files of stores and print a line for each fix; with `quiet`, on stderr."""
    for folder, paths in parts.items():
        store = open_store(folder)
        for path, before, mended in _mended(store, paths):
            try:
                replace_file(Path(files.inside_of(folder, path)), before, mended.data)
            except (BriefingError, UnreadableError, OSError) as error:
                output.note(f"{os.path.normpath(folder / path)}: not fixed: {_reason(error)}")
                continue
            for line in _lines(folder, path, mended):
                (output.note if quiet else output.write_line)(line)


def write_diff(parts: Mapping[Path, Sequence[str]]) -> bool:
    """Print as a unified diff what `write_fixes` would change; return whether that is anything."""
    found = False
    for folder, paths in parts.items():
        for path, before, mended in _mended(open_store(folder), paths):
            found = True
            name = os.path.normpath(folder / path)
            old, new = map(_text_lines, (before, mended.data))
            output.write_lines(difflib.unified_diff(old, new, name, name, lineterm=""))
    return found


def _text_lines(data: bytes) -> Sequence[str]:
    # Not `str.splitlines`, for which a line also ends at U+2028 and the like.
    return [line.decode("utf-8") for line in data.splitlines()]


def _mended(store: Store, paths: Sequence[str]) -> Iterator[tuple[str, bytes, Mended]]:
    """Yield each file that can be mended: its path, its bytes, and the file mended."""
    scan = store.scan()
    ignore = Ignore((*store.ignored, *scan.patterns))
    for path in _in_order(store, scan, paths):
        try:
            before, mended = mended_file(store.folder, path, ignore)
        except UnreadableError:
            continue  # `check` reports it
        if mended.mends:
            yield path, before, mended


def _in_order(store: Store, scan: Scan, paths: Sequence[str]) -> Sequence[str]:
    """Return the files to mend: shared records first, because briefs are judged by them."""
    shared = [name for name in files.SHARED_NAMES if (store.folder / name).is_file()]
    shared += [stamp.path for stamp in scan.shared]
    every = [*shared, *(stamp.path for stamp in scan.stamps)]
    asked = frozenset(paths or every)
    return [path for path in every if path in asked]


def _lines(folder: Path, path: str, mended: Mended) -> Iterator[str]:
    name = os.path.normpath(folder / path)
    for mend in mended.mends:
        where = f"{mend.fix.where}: " if mend.fix.where else ""
        line = f"{name}:{mend.line}:{mend.column}: fixed: {where}{mend.fix.says}"
        yield clean(line, line=True)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(getattr(error, "message", error))
