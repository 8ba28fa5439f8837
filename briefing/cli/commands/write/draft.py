"""`briefing draft`: an article -> its archived text and a draft brief with suggestions."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.cli import output
from briefing.cli.commands.write.edit import edit_new
from briefing.cli.options import whole_number
from briefing.cli.store_arg import find_store, open_store, own_folder, path_within
from briefing.cli.writing.article_text import (
    add_article_options,
    article_of,
    report_left_out,
)
from briefing.cli.writing.assistance import add_assistance, made_draft
from briefing.cli.writing.known_records import (
    handed_on,
    known_records,
    last_round,
    shared_keys,
    today,
)
from briefing.cli.writing.new_draft import NewDraft, already_drafted, new_draft, write_draft
from briefing.cli.writing.source_archive import digest_of
from briefing.drafting.article import Article
from briefing.drafting.article.originals import archived_bytes
from briefing.drafting.assist.request import request_text
from briefing.drafting.draft import MOST_QUOTES, Draft, DraftContext
from briefing.drafting.words.choosing import LANGUAGES
from briefing.errors import BriefingError, UsageError
from briefing.model.dates import parse
from briefing.store.store import Store
from briefing.text.numbers import quantity

_GIVEN = ("title", "date", "lang", "publisher", "url", "process", "round")


_TEXTS = {
    "lang": ("CODE", f"the article's language; rules for {', '.join(LANGUAGES)}"),
    "date": ("DATE", "when the meeting took place, such as 2025-06-02"),
    "title": ("TITLE", "the title of the brief"),
    "url": ("ADDRESS", "where the article was published"),
    "publisher": ("NAME", "who published it"),
    "process": ("NAME", "the process of which this is a round"),
    "from": ("BRIEF", "the last round: take over its process, parties, people and issues"),
}
_SWITCHES = {
    "record": 'an official record: paragraphs after "Name (Party):" are speech',
    "perhaps": "add weak guesses of speakers, as comments",
    "no-archive": "do not archive the text; its quotes cannot be checked then",
    "json": "write what was found as JSON",
}


def configure_draft(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing draft`."""
    kinds = "a text, Markdown, saved HTML, PDF or .docx file; - for stdin"
    parser.add_argument("article", metavar="ARTICLE", help=kinds)
    parser.add_argument("-o", dest="file", metavar="FILE", help="the new brief, in the store")
    for name, (metavar, text) in _TEXTS.items():
        parser.add_argument(f"--{name}", dest=f"{name}_", metavar=metavar, help=text)
    number = "the number of the round"
    parser.add_argument("--round", dest="round_", type=whole_number, metavar="N", help=number)
    for name, text in _SWITCHES.items():
        parser.add_argument(f"--{name}", action="store_true", help=text)
    add_article_options(parser)
    add_assistance(parser)
    edit = "then open the brief in your editor"
    parser.add_argument("-e", "--edit", action="store_true", help=edit)
    dry = "print the brief, and write no file"
    parser.add_argument("-n", "--dry-run", action="store_true", help=dry)


def run_draft(args: Namespace) -> int:
    """Draft a brief of an article, archive the article, and report the findings."""
    given = _given(args)
    article, name = article_of(args, args.article)
    if args.prompt:
        output.write_text(request_text(article))
        return 0
    chosen = find_store(args.store, own=not args.dry_run)
    store = open_store(own_folder(chosen))
    digest = digest_of(archived_bytes(article))
    if not args.dry_run and (before := already_drafted(store, digest)):
        raise BriefingError(f"{name} is archived already as {before}; nothing was written")
    last = handed_on(last_round(store, args.from_).brief) if args.from_ else {}
    wanted = _wanted(store, args.file)
    new = new_draft(store, article, wanted, given | {"process": given.get("process")}, last)
    found = made_draft(args, article, _context(store, new, given, last, digest, args))
    if not args.dry_run:
        write_draft(store, new, article, found, archives=not args.no_archive)
    _report(args, new, article, found)
    if args.dry_run:
        return 0
    if args.edit:
        return edit_new(new.path, args.store, yes=False)
    return _problems(store, new)


def _given(args: Namespace) -> dict[str, Any]:
    given = {key: getattr(args, f"{key}_") for key in _GIVEN}
    given = {key: value for key, value in given.items() if value not in (None, "")}
    if "date" in given:
        try:
            parse(given["date"])
        except ValueError as error:
            raise UsageError(f"--date {given['date']}: {error}") from None
    return given


def _wanted(store: Store, file: str | None) -> str:
    """Return the path within the store that `-o` names; empty without it."""
    if file is None:
        return ""
    path = path_within(store.folder, file)
    if not path or not path.endswith((".yaml", ".yml")):
        where = "in the store" if path else f"inside the store {store.folder}"
        raise UsageError(f"-o {file}: name a .yaml file {where}")
    if Path(file).exists():
        raise UsageError(f"-o {file}: the file exists, and is never replaced; name another one")
    return path


def _context(
    store: Store, new: NewDraft, given: dict[str, Any], last: dict[str, Any], digest: str,
    args: Namespace,
) -> DraftContext:  # fmt: skip
    archived = not args.no_archive
    return DraftContext(
        id=new.id, today=today(),
        archive=new.archive if archived else "", sha256=digest if archived else "",
        given=given, last=last, known=known_records(store, new.path),
        shared=shared_keys(store, new.path), is_record=args.record, with_weak=args.perhaps,
    )  # fmt: skip


def _report(args: Namespace, new: NewDraft, article: Article, found: Draft) -> None:
    if args.json:
        output.write_json(_as_json(new, article, found))
    elif args.dry_run:
        output.write_text(found.text)
    else:
        output.write_line(new.path)
    report_left_out(article)
    if found.is_cut:
        where = found.quotes[-1].values.get("from", "") if found.quotes else ""
        output.note(f"a draft has at most {MOST_QUOTES:,} quotes; those after {where} are left out")
    for line in found.refused:
        output.note(f"refused: {line}")
    with_speaker = sum("who" in one.values for one in found.quotes)
    grades = Counter(one.grade for one in found.quotes)
    read = f", {grades['pronoun']} of them by a pronoun" if grades["pronoun"] else ""
    output.note(
        f"{quantity(len(found.quotes), 'quotation')}, "
        f"{with_speaker} with a suggested speaker{read}; "
        f"{quantity(len(found.candidates), 'sentence')} that may be records"
    )


def _as_json(new: NewDraft, article: Article, found: Draft) -> dict[str, Any]:
    quotes = [
        {
            "key": one.key, **one.values, "rule": one.rule, "grade": one.grade,
            "start": one.place.start, "end": one.place.end,
            "mention": article.text[one.mention.start : one.mention.end] if one.mention else "",
        }
        for one in found.quotes
    ]  # fmt: skip
    rest = {key: value for key, value in found.values.items() if key != "quotes"}
    possible = [one._asdict() for one in found.candidates]
    return {
        "path": new.path, "brief": rest, "quotes": quotes, "candidates": possible,
        "refused": list(found.refused),
    }  # fmt: skip


def _problems(store: Store, new: NewDraft) -> int:
    errors = [one for one in store.checked(new.path).problems if one.severity == "error"]
    for problem in errors:
        output.note(str(problem))
    return int(bool(errors))
