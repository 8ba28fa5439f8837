"""Processes from a catalogue, by slug, by words of it, or by one of their briefs."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.process_records import ProcessRecords
from briefing.errors import BriefingError, NotFound, UnreadableError, UsageError
from briefing.loader.problems import read_failure
from briefing.model.rows import Row
from briefing.process.diff import Edit, versions, whole
from briefing.process.index import Process
from briefing.process.rounds import Round, standing_rounds
from briefing.store.files import MAX_BRIEF, read
from briefing.text.clean import clean
from briefing.text.names import did_you_mean

if TYPE_CHECKING:
    from briefing.loader.load import Loaded


def find_process(catalogue: Catalogue, name: str, folder: Path | None = None) -> str:
    """Return the slug of the process that `name` refers to.

    It may be the slug, the id of a brief of it, or words that only one slug and title have. With
    the store's `folder` the error of a broken file is given.

    Raises:
        NotFound: no process or several match, or the brief belongs to none.
        BriefingError: it is a file that is not a valid brief.
    """
    processes = catalogue.processes()
    slugs = [item.slug for item in processes]
    if name in slugs:
        return name
    row = catalogue.row_of(name)
    if row is not None and row.process:
        return row.process
    if row is not None:
        if folder is not None:
            require_readable(folder, row)
        raise NotFound(f"{name} does not belong to a process; set its key process")
    parts = name.casefold().replace("-", " ").split()
    named = {item.slug: f"{item.slug} {item.title} {item.short}".casefold() for item in processes}
    meant = [slug for slug in slugs if parts and all(part in named[slug] for part in parts)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise NotFound(f'"{name}" is ambiguous; use one of {", ".join(meant[:5])}')
    near = did_you_mean(name, slugs) or f"; there {_are(slugs)}"
    raise NotFound(f'unknown process "{name}"{near}')


def only_process(catalogue: Catalogue) -> str:
    """Return the slug of the only process of a store.

    Raises:
        UsageError: there are several.
        NotFound: there is none.
    """
    slugs = [item.slug for item in catalogue.processes()]
    if len(slugs) > 1:
        raise UsageError(f"there are several processes; name one of {', '.join(slugs[:5])}")
    if not slugs:
        raise NotFound(f"there {_are(slugs)}")
    return slugs[0]


def _are(slugs: Sequence[str]) -> str:
    """Return the end of a sentence: `are a, b, c and 5 more`."""
    if not slugs:
        return "is none in this store; set the key process in a brief"
    return f"{'is' if len(slugs) == 1 else 'are'} {_listed(slugs)}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"{', '.join(names[:5])}{more}"


def load_process(catalogue: Catalogue, slug: str) -> Process:
    """Load a process with all its rounds; its records are read on demand."""
    rows = catalogue.rounds(slug)
    return _process(catalogue, slug, rows, [round_of_row(row) for row in rows])


def last_round(catalogue: Catalogue, slug: str) -> str:
    """Return the id of the last round of a process, in its current version."""
    rounds, _ = standing_rounds(map(round_of_row, catalogue.rounds(slug)))
    return rounds[-1].brief if rounds else ""


def round_numbered(catalogue: Catalogue, slug: str, number: int) -> str:
    """Return the id of the current round of a process that has a number.

    Raises:
        NotFound: there is none.
    """
    rounds, _ = standing_rounds(map(round_of_row, catalogue.rounds(slug)))
    for item in rounds:
        if item.number == number:
            return item.brief
    numbers = [str(item.number) for item in rounds if item.number is not None]
    has = f"it has {_listed(numbers)}" if numbers else "its rounds have no numbers; name two briefs"
    raise NotFound(f"{slug} has no round {number}; {has}")


def load_pair(catalogue: Catalogue, *rows: ListRow) -> tuple[Process, Round, Round]:
    """Return a process in which two briefs can be compared, and the two.

    It is their own if both are rounds of it that stand, and else one of these two alone.
    """
    earlier, later = (round_of_row(row) for row in rows)
    if rows[0].process and rows[0].process == rows[1].process:
        listed = catalogue.rounds(rows[0].process)
        process = _process(catalogue, rows[0].process, listed, list(map(round_of_row, listed)))
        if {earlier.brief, later.brief} <= {item.brief for item in process.rounds} and (
            _are_followed(listed, rows)
        ):
            return process, earlier, later
    # The numbers and names of one process say nothing in another.
    apart = rows[0].process != rows[1].process
    alone = [
        Round(
            item.brief,
            None if apart else item.number,
            item.date,
            item.title,
            "draft" if item.status == "draft" else "",
        )
        for item in (earlier, later)
    ]
    slug = "" if apart else rows[0].process
    return _process(catalogue, slug, rows, alone), earlier, later


def _are_followed(listed: Iterable[ListRow], rows: Iterable[ListRow]) -> bool:
    """Whether a process follows these files, and not others with their ids."""
    followed: dict[str, int] = {}
    for row in listed:
        followed.setdefault(row.id, row.number)
    return all(followed.get(row.id) == row.number for row in rows)


def _process(
    catalogue: Catalogue, slug: str, rows: Sequence[ListRow], rounds: Sequence[Round]
) -> Process:
    return Process(slug, rounds, ProcessRecords(catalogue.ask, rows), catalogue.names(slug))


def load_whole(catalogue: Catalogue, folder: Path, name: str) -> Sequence[Row]:
    """Return all records of the brief `name`, or those that the catalogue keeps of it.

    The latter are all there is where its file has been broken or removed since. The store's shared
    records are left out: a brief that no longer names one of them does not take it back.
    """
    row = catalogue.row_of(name)
    if row is None:
        return ()
    try:
        brief = _load(folder, row.path).brief
    except UnreadableError:
        brief = None
    return ProcessRecords(catalogue.ask, [row]).of_brief(row.id) if brief is None else whole(brief)


def edits_since(folder: Path, path: str, before: bytes) -> Sequence[Edit]:
    """Return how the brief in the file `path` differs from its earlier version `before`.

    Both without the store's shared records: those may have changed for other reasons.

    Raises:
        NotFound: one of them is not a valid brief.
    """
    try:
        new = _load(folder, path).brief
    except UnreadableError as error:
        raise NotFound(f"{path}: {error.message}") from None
    old = _load(folder, path, before).brief
    if old is None or new is None:
        raise NotFound("cannot compare with what you read: the file has problems")
    return versions(whole(old), whole(new))


def _load(folder: Path, path: str, data: bytes | None = None) -> "Loaded":
    """Load a file of a store, or `data` in its place."""
    # Here, as a process is shown without the models.
    from briefing.loader.load import load

    return load(read(folder, path, MAX_BRIEF) if data is None else data, path)


def why_unreadable(folder: Path, row: ListRow) -> str:
    """Return why a file of the store is not a brief, in one line; empty for a brief."""
    if not row.is_broken:
        return ""
    try:
        problems = _load(folder, row.path).problems
    except UnreadableError as error:
        problems = (read_failure(row.path, error),)
    first = next((problem for problem in problems if problem.severity == "error"), None)
    if first is None:
        return clean(f"{row.path} was not readable; it has changed since", line=True)
    what = f"{first.where}: {first.message}" if first.where else first.message
    place = f"line {first.line}, column {first.column}"
    return clean(f"{row.path} cannot be read: {place}: {what}", line=True)


def require_readable(folder: Path, *rows: ListRow) -> None:
    """Raise a BriefingError that says why if a file is not a brief."""
    for row in rows:
        if why := why_unreadable(folder, row):
            raise BriefingError(why)


def replaced_among(catalogue: Catalogue, rows: Iterable[ListRow]) -> tuple[str, ...]:
    """Return the ids of those of `rows` that a later version replaces, in order."""
    # In the whole process: a later version that is not among `rows` replaces them too.
    listed = {row.id: row for row in rows}
    replaced: set[str] = set()
    for slug in {row.process for row in listed.values()}:
        alone = [row for row in listed.values() if row.process == slug]
        rounds = map(round_of_row, catalogue.rounds(slug) if slug else alone)
        replaced.update(item.brief for item in standing_rounds(rounds)[1])
    return tuple(name for name in listed if name in replaced)


def round_of_row(row: ListRow) -> Round:
    """Return a list row as a round of its process."""
    return Round(row.id, row.round, row.date, row.title, row.status, row.supersedes)
