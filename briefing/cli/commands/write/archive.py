"""`briefing archive`: store a source's text inside the store and record it in the brief.

The brief's file is edited as text, at the place of the source, so that comments and layout stay.
"""

import re
from argparse import ArgumentParser, Namespace
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from briefing.cli import output
from briefing.cli.options import own_folder_of
from briefing.cli.store_arg import open_store
from briefing.cli.writing.article_text import (
    add_article_options,
    article_of,
    report_left_out,
    write_numbered,
)
from briefing.cli.writing.named_files import file_named
from briefing.cli.writing.source_archive import (
    SourceEntry,
    archived_text,
    digest_of,
    entry_of,
    free_name,
    write_archive,
)
from briefing.drafting.article import Article
from briefing.drafting.article.originals import archived_bytes, original_suffix
from briefing.errors import BriefingError, NotFound, UsageError
from briefing.evidence.paragraph_marks import paragraphs
from briefing.store.files import MAX_ARCHIVE
from briefing.store.store import Store
from briefing.text.clean import clean
from briefing.text.names import did_you_mean

_NAME = re.compile(r"sources/[A-Za-z0-9][A-Za-z0-9._/-]*\.txt")
_MOST_COMPARED = 5_000
"""Paragraphs of two texts that are compared one by one."""


def configure_archive(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing archive`."""
    kinds = "a text in UTF-8, a Markdown, saved HTML, PDF or .docx file; - for stdin"
    parser.add_argument("brief", metavar="BRIEF", help="the brief, by id or file in the store")
    parser.add_argument("source", metavar="SOURCE", help="the name of the source in the brief")
    parser.add_argument("file", metavar="FILE", help=kinds)
    parser.add_argument("--as", dest="name", metavar="sources/NAME.txt", help="name of the archive")
    add_article_options(parser)
    replace = "pin the new text in place of the archive that the source has; the old one stays"
    parser.add_argument("--replace", action="store_true", help=replace)


def run_archive(args: Namespace) -> int:
    """Store a text, and its original, under `sources/`, and write path and SHA-256 to the brief."""
    store = open_store(own_folder_of(args))
    path = file_named(store, args.brief)
    entry = entry_of(store, _file_of_source(store, path, args.source), args.source)
    article, called = article_of(args, args.file)
    text = archived_bytes(article)
    if len(text) > MAX_ARCHIVE:
        raise UsageError(f"{called} is larger than 4 MiB; archive the part that the brief cites")
    before = entry.archive if args.replace else ""
    old = archived_text(store, before) if before else None
    if old == text:
        output.note(f"{before} has this text already; nothing was changed")
        return 0
    name = _name_of(store, path, args, is_new=bool(before))
    after = entry.with_archive(name, digest_of(text), replace=args.replace)
    suffix = original_suffix(article)
    original = {str(PurePosixPath(name).with_suffix(suffix)): article.original} if suffix else {}
    write_archive(store, entry, after, {name: text, **original})
    if before:
        _report_change(entry, name, before, old, text)
    return _report(store, path, entry, name, [*original], article)


def _name_of(store: Store, path: str, args: Namespace, *, is_new: bool) -> str:
    """Return the path of the archive: as the person says, else by the brief and the source."""
    stem = f"{Path(path).name.partition('.')[0]}-{args.source}"
    name: str = args.name or (free_name(store, stem) if is_new else f"sources/{stem}.txt")
    if not _NAME.fullmatch(name) or ".." in name:
        raise UsageError(f'"{name}" is not a valid archive name; use sources/NAME.txt')
    return name


def _report(
    store: Store, path: str, entry: SourceEntry, name: str, originals: list[str], article: Article
) -> int:
    """Write the stored text by paragraph; report what was left out, and the problems."""
    output.write_line(f"{entry.path}: sources.{entry.source}: archive: {name}")
    write_numbered(article.paragraphs)
    for original in originals:
        output.note(f"the file itself is kept as {original}")
    report_left_out(article)
    for problem in store.checked(path).problems:
        if problem.severity == "error":
            output.note(str(problem))
    return 0


def _report_change(
    entry: SourceEntry, name: str, before: str, old: bytes | None, text: bytes
) -> None:
    """Report that a pinned text was replaced, and which of its paragraphs differ."""
    output.note(f"sources.{entry.source}: {name} takes the place of {before}")
    if old is None:
        output.note(f"{before} cannot be read; the texts were not compared")
        return
    output.note(f"{before} stays as it is; delete it if no other brief names it")
    one, other = _paragraphs(old), _paragraphs(text)
    if len(one) + len(other) > _MOST_COMPARED:
        output.note(f"{len(one):,} paragraphs before, {len(other):,} now; not compared one by one")
        return
    for tag, start, end, begin, stop in SequenceMatcher(None, one, other, False).get_opcodes():
        if tag != "equal":
            for number in range(start, end):
                output.note(f"- p{number + 1}: {one[number]}")
            for number in range(begin, stop):
                output.note(f"+ p{number + 1}: {other[number]}")


def _paragraphs(data: bytes) -> list[str]:
    text = clean(data.decode("utf-8", "replace"))
    return [text[span.start : span.end] for span in paragraphs(text)]


def _file_of_source(store: Store, path: str, source: str) -> str:
    """Return the file in which the source is defined: the brief's, or the shared one."""
    loaded = store.load(path)
    if loaded.places.has(f"sources.{source}"):
        return path
    files = store.open(path).shared
    for one in files.chain:
        if source in one.loaded.shared.sources:
            return one.path
    shared = files.records.sources
    if loaded.brief is None or not loaded.whole:
        raise BriefingError(f"{path} is not a valid brief; run briefing check to see why")
    near = did_you_mean(source, [*loaded.brief.sources, *shared])
    near = near or "; add it there first, with its kind and title"
    raise NotFound(f'{path} has no source "{source}"{near}')
