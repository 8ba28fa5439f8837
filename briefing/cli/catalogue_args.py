"""The catalogue of a command's store, and the briefs and queries that its arguments name."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from shlex import join
from time import monotonic
from typing import TYPE_CHECKING

from briefing.catalogue import Basis, Catalogue, Gap, Marks
from briefing.catalogue.index.refresh import refresh
from briefing.cli.output import note
from briefing.cli.store_arg import note_unlisted, open_store, path_within
from briefing.errors import NotFound, QueryError
from briefing.model.dates import today
from briefing.query import EVERYTHING, Query
from briefing.query.nodes import FieldFilter, Leaf, Pattern, Words, leaves
from briefing.text.clean import clean
from briefing.text.fold import fold
from briefing.user.settings import load

if TYPE_CHECKING:
    from briefing.catalogue.search.pages import Cursor
    from briefing.user.state import Note

_INTERVAL = 2.0
"""Seconds between two notes on the progress of indexing."""
_PERSONAL = ("is", "has", "tag", "note", "kind")
"""Fields that may ask for what the person did."""


def open_catalogue(args: Namespace, folder: Path, *, unlisted: bool = False) -> Catalogue:
    """Return the catalogue of a store, brought up to date unless `--no-refresh` was given.

    With `unlisted`, say which folders were not read.
    """
    catalogue = Catalogue.open(folder)
    if not args.no_refresh:
        store = open_store(folder)
        refresh(catalogue, store, progress=progress_line())
        if unlisted:
            note_unlisted(store)
        catalogue.refill = lambda: refresh(catalogue, store, progress=progress_line())
    return catalogue


def progress_line() -> Callable[[int, int], None]:
    """Return a function that reports the progress of indexing on stderr every two seconds."""
    last = monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last > _INTERVAL and done < total:
            last = monotonic()
            note(f"indexing: {done:,} of {total:,} files")

    return progress


def note_gaps(gaps: Sequence[Gap]) -> None:
    """Note on stderr which files could not be read whole."""
    for caution in Basis(gaps=tuple(gaps)).cautions:
        note(f"{caution}; run briefing check to see why")


def brief_named(catalogue: Catalogue, folder: Path, word: str) -> str:
    """Return the catalogue's name of the brief that `word` means: its id, or its path in the store.

    A file may also be named from the current folder or from the root. An unknown word is returned
    unchanged. Of several files with one id the first is taken, with a note.
    """
    if catalogue.number_named(word) is None:
        inside = path_within(folder, word)
        if inside and catalogue.number_at(inside) is not None:
            return inside
    paths = catalogue.paths_of(word)
    if len(paths) > 1:
        note(f"{len(paths)} files have the id {word}: {', '.join(paths)}; using the first")
    return word


def read_query(arguments: Sequence[str]) -> Query:
    """Return the query that `arguments` are; without any it matches everything.

    The last word may be the beginning of one, as in the reader. What is read otherwise than it
    looks is noted.

    Raises:
        QueryError: they cannot be parsed.
    """
    arguments = [clean(argument, line=True) for argument in arguments]
    if not any(map(str.strip, arguments)):
        return EVERYTHING
    # Imported here: a list without a query would wait for it.
    from briefing.query.arguments import query_text
    from briefing.query.parser import parse

    saved = load().settings.saved if "saved:" in fold(" ".join(arguments)) else {}

    def is_valid(text: str) -> bool:
        try:
            parse(text, today=today(), saved=saved)
        except QueryError:
            return False
        return True

    text = query_text(arguments, is_valid)
    query = parse(text, today=today(), saved=saved, goes_on=True)
    for hint in query.hints:
        note(hint)
    return query


def matching_briefs(
    catalogue: Catalogue, folder: Path, query: Query, sort: str = ""
) -> Sequence[int]:
    """Return the numbers of the briefs that match a query, as many as its `limit:` allows."""
    if query.root is None:
        return catalogue.ids(query, sort=sort)  # which loads no search
    return search_of(catalogue, folder, query, sort).briefs()[: query.limit]


def note_nothing(catalogue: Catalogue, folder: Path, query: Query, said: str) -> None:
    """Note on stderr that nothing was found, as `said`, and what would find something."""
    # Imported here: it is not needed where something is found.
    from briefing.query.assist.help import lowercase_operator_hint

    fields = (leaf.name for leaf in leaves(query.root) if isinstance(leaf, FieldFilter))
    marks = _own(folder)[0] if any(name in _PERSONAL for name in fields) else {}
    near = ", ".join(map(str, catalogue.alternatives(query, marks=marks)))
    note("; ".join(filter(None, (said, lowercase_operator_hint(query), near))))


def check_folders(words: Sequence[str], command: str) -> None:
    """Note which words of a query are folders of briefs; a path is not searched for.

    Raises:
        NotFound: a word is the path of a folder.
    """
    for word in words:
        if "/" in word.strip("/") and _folder(word):
            raise NotFound(_is_folder(words, word, command))
        if _holds_briefs(word):
            note(_is_folder(words, word, command))


def note_folders(words: Sequence[str], command: str) -> None:
    """Note which words of a query that finds nothing are folders, except those noted before."""
    for word in words:
        if _folder(word) and not _holds_briefs(word):
            note(_is_folder(words, word, command))


def _folder(word: str) -> Path | None:
    """Return the folder that a word is the path of, if any."""
    try:
        return Path(word) if word.strip() and Path(word).is_dir() else None
    except OSError:
        return None  # too long for a path, or not ours to look at


def _holds_briefs(word: str) -> bool:
    folder = _folder(word)
    try:
        return folder is not None and any(
            file.suffix in (".yaml", ".yml") for file in folder.iterdir()
        )
    except OSError:
        return False


def _is_folder(words: Sequence[str], word: str, command: str) -> str:
    rest = [other for other in words if other != word]
    return f'"{word}" is a folder: {join(["briefing", command, "-s", word, *rest])}'


def search_of(catalogue: Catalogue, folder: Path, query: Query, sort: str = "") -> "Cursor":
    """Return a search for `query` in a store, among the records and the person's notes."""
    if not any(map(_is_personal, leaves(query.root))):
        return catalogue.cursor(query, sort=sort)
    marks, notes = _own(folder)
    if not notes:
        return catalogue.cursor(query, sort=sort, marks=marks)
    from briefing.user.note_search import NotedCursor

    return NotedCursor(catalogue, query, notes, marks, sort)


def _own(folder: Path) -> "tuple[Marks, Sequence[Note]]":
    """Return the person's marks and notes in a store; a search does not create their file."""
    # Imported here: a list without a query asks for nothing of it.
    from briefing.user.state import State, state_path

    path = state_path()
    if path is None or not path.exists():
        return {}, ()
    with closing(State(folder)) as state:
        return state.marks(), state.all_notes()


def _is_personal(leaf: Leaf) -> bool:
    """Whether a part of a query may ask for what the person did: words are sought in notes too."""
    if isinstance(leaf, FieldFilter):
        return leaf.name in _PERSONAL
    return isinstance(leaf, Words | Pattern) and not leaf.field
