"""`briefing new`: a new brief from flags, the last round and answers; the format as comments."""

import os
import sys
from argparse import ArgumentParser, Namespace

from briefing.cli import output
from briefing.cli.commands.write.edit import edit_new
from briefing.cli.options import own_folder_of
from briefing.cli.store_arg import open_store
from briefing.cli.writing.brief_template import BEGIN
from briefing.cli.writing.known_records import last_round
from briefing.cli.writing.new_brief import FIELDS, NewBrief, check_field, write_new
from briefing.cli.writing.prompts import answer_to, show
from briefing.errors import BriefingError, UsageError

_TEXTS = {
    "title": ("TITLE", "the title of the brief"),
    "date": ("DATE", "when the meeting took place, such as 2025-06-02; today by default"),
    "process": ("NAME", "the process of which this is a round"),
    "round": ("N", "the number of the round"),
    "place": ("PLACE", 'where it took place, such as "Vienna" or "Vienna, AT"'),
    "lang": ("CODE", "the language of the brief"),
}
_ASKED = {
    "title": "Title", "date": "Date", "process": "Process, such as harbour-talks",
    "round": "Round", "place": "Place, such as Vienna, AT", "parties": "Parties, parted by ;",
    "lang": "Language", "file": "File",
}  # fmt: skip
_HOW = "Enter takes the value in brackets, - empties it, < goes back, Ctrl+C stops."


def configure_new(parser: ArgumentParser) -> None:
    """Add the options of `briefing new`."""
    parser.add_argument("-o", dest="file", metavar="FILE", help="the new file, in the store")
    for name, (metavar, text) in _TEXTS.items():
        parser.add_argument(f"--{name}", metavar=metavar, help=text)
    party = "a party, by name; may be given several times"
    parser.add_argument("--party", action="append", metavar="NAME", default=[], help=party)
    last = "the last round: take over its process, parties, people and issues; the round counts on"
    parser.add_argument("--from", dest="last", metavar="BRIEF", help=last)
    parser.add_argument("-e", "--edit", action="store_true", help="then open it in your editor")
    yes = "ask nothing, even at a terminal"
    parser.add_argument("-y", "--yes", action="store_true", help=yes)


def run_new(args: Namespace) -> int:
    """Write a new brief that passes every check; ask for what is missing at a terminal."""
    store = open_store(own_folder_of(args))
    last = last_round(store, args.last) if args.last else None
    given = {field: getattr(args, field, None) or "" for field in FIELDS if field != "parties"}
    new = NewBrief(store, {**given, "parties": "; ".join(args.party)}, last)
    if _asks(args):
        _ask(new)
    _check(new)
    path = new.path()
    write_new(store, path, new.text())
    output.write_line(os.path.normpath(store.folder / path))
    if not args.edit:
        return 0
    return edit_new(path, args.store, yes=args.yes)


def _asks(args: Namespace) -> bool:
    """Whether a person is there to answer."""
    streams = (sys.stdin, sys.stderr)
    return not args.yes and all(one is not None and one.isatty() for one in streams)


def _check(new: NewBrief) -> None:
    """Check every field.

    Raises:
        UsageError: one cannot stand in a brief.
    """
    for field in FIELDS:
        text = new.value(field) if field != "file" else ""
        try:
            check_field(field, text, new)
        except ValueError as error:
            named = f'--{field} "{text}"' if text else f"--{field}"
            raise UsageError(f"{named} {error}") from None


def _ask(new: NewBrief) -> None:
    """Ask for every field that was not given, then whether to write; `<` goes one back.

    Raises:
        BriefingError: the input ends, or the person says no.
        KeyboardInterrupt: Ctrl+C was typed.
    """
    fields = [field for field in FIELDS if field not in new.given]
    show(_HOW)
    at = 0
    while at <= len(fields):
        said = _question(new, fields[at]) if at < len(fields) else _last_question(new)
        at += 1 if said != "<" else -1 if at else 0


def _question(new: NewBrief, field: str) -> str:
    """Ask for one field until the answer is valid; return it."""
    default = new.value(field)
    shown = f" [{default}]" if default else ""
    while True:
        said = _answer(f"{_ASKED[field]}{shown}:")
        if said == "<":
            return said
        before = new.given.get(field)
        try:
            check_field(field, said or default, new)
            if said:
                new.given[field] = said
            if field == "file":
                new.path()
            return said
        except ValueError as error:
            show(f'"{said or default}" {error}')
        except UsageError as error:
            show(str(error))
        new.given.pop(field, None)
        if before is not None:
            new.given[field] = before


def _last_question(new: NewBrief) -> str:
    """Show the file, and ask whether to write it."""
    show("\n" + new.text().partition(f"\n{BEGIN}")[0])
    said = _answer(f"Write {new.path()}? [Y/n/<]")
    if said[:1].lower() == "n":
        raise BriefingError("nothing was written")
    return said


def _answer(question: str) -> str:
    said = answer_to(question)
    if said is None:
        raise BriefingError("the input ended; nothing was written")
    return said
