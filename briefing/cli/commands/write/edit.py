"""`briefing edit`: a brief's file in the person's editor, checked when it is left."""

import os
import signal
from argparse import ArgumentParser, Namespace
from pathlib import Path

from briefing.cli import output
from briefing.cli.options import own_folder_of, whole_number
from briefing.cli.store_arg import open_store
from briefing.cli.writing.named_files import file_named
from briefing.cli.writing.prompts import answer_to
from briefing.errors import BriefingError, UnreadableError, UsageError
from briefing.loader.problems import Problem
from briefing.store.files import inside_of, read
from briefing.store.files.safe_write import replace_file
from briefing.store.store import Store
from briefing.text.numbers import quantity
from briefing.user.editing.editor import (
    editor_command,
    editor_of,
    record_place,
    require_terminal,
    run_editor,
    waiting_hint,
)
from briefing.user.editing.safety_copies import keep_copy

_INTERRUPTED = 128 + signal.SIGINT


def configure_edit(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing edit`."""
    parser.add_argument(
        "id", metavar="ID[#RECORD]", help="a brief by id or file, or one of its records"
    )
    parser.add_argument("--at", type=whole_number, metavar="LINE", help="begin at this line")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-y", "--yes", action="store_true",
                       help="ask nothing: keep what was written, with its errors")  # fmt: skip
    group.add_argument("--put-back", action="store_true",
                       help="ask nothing: put back what was there if there are errors")  # fmt: skip


def run_edit(args: Namespace) -> int:
    """Edit one file; return 1 if it is left with errors, or was restored."""
    word, _, record = args.id.partition("#")
    if not word:
        raise UsageError(f'"{args.id}" is not a brief; give ID or ID#RECORD, see briefing list')
    store = open_store(own_folder_of(args))
    path = file_named(store, word)
    require_terminal(editor_of(os.environ), path)
    place = (args.at, 1) if args.at else None
    if record and place is None:
        place = record_place(store.load(path), record)
        if place is None:
            output.note(f"{path} has no record {record}; opened at its first line")
    answers = "k" if args.yes else "p" if args.put_back else ""
    return _Editing(store, path, answers).run(place)


def edit_new(path: str, store: str | None, *, yes: bool) -> int:
    """Edit a brief that was just written, as `run_edit`; with `yes`, ask nothing."""
    return run_edit(Namespace(id=path, store=store, at=None, yes=yes, put_back=False))


class _Editing:
    """One file in the editor: opened, checked, and kept or put back."""

    def __init__(self, store: Store, path: str, answer: str) -> None:
        self._store, self._path, self._answer = store, path, answer
        try:
            self._file = Path(inside_of(store.folder, path))
            self._before = read(store.folder, path)
        except UnreadableError as error:
            raise BriefingError(f"{path}: {error.message}") from None
        self._status = self._file.stat()

    def run(self, place: tuple[int, int] | None) -> int:
        """Open the editor until the file has no error or is left as it is; return the status."""
        kept = keep_copy(self._file.name, self._before)
        while True:
            status, seconds = self._open(place, kept)
            after = self._file.read_bytes() if self._file.is_file() else b""
            if after == self._before:
                kept.unlink(missing_ok=True)
                return self._untouched(status, seconds)
            if status or not after.strip():
                why = f"the editor exited with status {status}" if status else "the file was empty"
                return self._put_back(after, f"{why}, so what was there is put back", kept)
            faults = self._faults()
            for fault in faults:
                output.write_line(str(fault))
            answer = self._ask(faults[0].line) if faults else ""
            if answer != "e":
                return self._end(answer, after, len(faults), kept)
            place = faults[0].line, faults[0].column

    def _open(self, place: tuple[int, int] | None, kept: Path) -> tuple[int, float]:
        """Run the editor; return its exit status, and how long it took in seconds."""
        try:
            return run_editor(editor_command(editor_of(os.environ), self._file, place))
        except BriefingError:
            if self._file.read_bytes() == self._before:
                kept.unlink(missing_ok=True)
            raise

    def _end(self, answer: str, after: bytes, errors: int, kept: Path) -> int:
        if answer == "p":
            return self._put_back(after, "what was there is put back", kept)
        if not errors:
            kept.unlink(missing_ok=True)
            output.note(f"{self._path}: saved, no errors")
            return 0
        said = f"kept with {quantity(errors, 'error')}"
        output.note(f"{self._path}: {said}; the text before is in {kept}")
        return 1 if answer else _INTERRUPTED

    def _untouched(self, status: int, seconds: float) -> int:
        """Leave an unchanged file as it was, with its time."""
        if self._file.stat().st_mtime_ns != self._status.st_mtime_ns:
            times = self._status.st_atime_ns, self._status.st_mtime_ns
            os.utime(self._file, ns=times)
        hint = waiting_hint(editor_of(os.environ), seconds) if not status else ""
        output.note(hint or f"{self._path}: unchanged")
        return 1 if status else 0

    def _put_back(self, after: bytes, said: str, kept: Path) -> int:
        typed = f"; what was typed is in {keep_copy(self._file.name, after)}" if after else ""
        if self._file.is_file():
            replace_file(self._file, after, self._before)
        else:
            self._file.write_bytes(self._before)
        os.utime(self._file, ns=(self._status.st_atime_ns, self._status.st_mtime_ns))
        kept.unlink(missing_ok=True)
        output.note(f"{self._path}: {said}{typed}")
        return 1

    def _faults(self) -> list[Problem]:
        """Return the errors of the file as it is now, each named as from here."""
        shown = os.path.normpath(self._store.folder / self._path)
        problems = self._store.checked(self._path).problems
        return [one._replace(path=shown) for one in problems if one.severity == "error"]

    def _ask(self, line: int) -> str:
        """Return `e`, `k` or `p`; an empty text after Ctrl+C or at the end of input."""
        question = f"Edit again at line {line}, keep as it is, put back what was there? [E/k/p]"
        while not self._answer:
            try:
                answer = answer_to(question)
            except KeyboardInterrupt:
                return ""
            if answer is None:
                return ""
            if (letter := answer[:1].lower() or "e") in ("e", "k", "p", "<"):
                return "e" if letter == "<" else letter
        return self._answer
