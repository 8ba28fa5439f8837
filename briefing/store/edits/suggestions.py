"""Suggestions confirmed, taken back, answered otherwise or dropped: edits of a brief's file.

What a record says is changed in the file that holds it, its brief's or one of shared records. An
edit that would give the brief an error which it has not had is refused.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.loader.problems import Problem
from briefing.loader.syntax import Items, find
from briefing.model.references import NUMBERED
from briefing.model.suggested import Unconfirmed
from briefing.store.edits.change import Change, EditRefused, Put, Remove, Value
from briefing.store.edits.edited_file import FileEdit, changed_file
from briefing.store.files.safe_write import ChangedMeanwhile
from briefing.store.store import Store

if TYPE_CHECKING:  # both take time to load, which the reader's start does not wait for
    from briefing.model.brief import Brief
    from briefing.store.checked_brief import StoredFile


class Speaker(NamedTuple):
    """Who is said to have spoken."""

    slug: str
    """The slug of a person or party."""
    name: str = ""
    """The name of one that the brief does not have yet; empty for one that it has."""
    party: str = ""
    """The party that such a person speaks for."""
    section: Literal["people", "parties"] = "people"
    """What the brief gets: a person or a party."""


def confirm(one: Unconfirmed, brief: "Brief") -> Sequence[Change]:
    """Return the changes that confirm all suggested values of a record.

    Raises:
        EditRefused: a speaker is to be confirmed who is not named.
    """
    quote = brief.quotes.get(one.item) if one.section == "quotes" else None
    if quote is not None and quote.who is None:
        raise EditRefused(f"{one.item} has no speaker to confirm; choose one")
    return [Remove(_key(one.path, "suggested"))]


def take_back(one: Unconfirmed) -> Sequence[Change]:
    """Return the changes that make values of a record suggestions again."""
    return [Put(_key(one.path, "suggested"), list(one.keys))]


def confirmed_quote(brief: "Brief", key: str) -> Unconfirmed | None:
    """Return what a draft suggests of a quote in which it is confirmed; None for anything else."""
    quote = brief.quotes.get(key)
    if quote is None or quote.who is None or quote.suggested or brief.status != "draft":
        return None
    given = ("who", *(name for name in ("verb", "via") if getattr(quote, name)))
    return Unconfirmed(f"quotes.{key}", key, given)


def name_speaker(quote: str, brief: "Brief", speaker: Speaker) -> Sequence[Change]:
    """Return the changes that name the speaker of a quote, who is confirmed by that."""
    changes: list[Change] = []
    if speaker.name:
        person: dict[str, Value] = {"name": speaker.name}
        if speaker.party:
            person["party"] = speaker.party
        changes.append(Put(f"{speaker.section}.{speaker.slug}", person))
    changes.append(Put(f"quotes.{quote}.who", speaker.slug, after=""))
    left = [key for key in brief.quotes[quote].suggested if key != "who"]
    where = f"quotes.{quote}.suggested"
    if len(left) < len(brief.quotes[quote].suggested):
        changes.append(Put(where, left) if left else Remove(where))
    return changes


def drop(record: str) -> Sequence[Change]:
    """Return the changes that remove the record at a dotted path.

    Raises:
        EditRefused: it is the brief itself.
    """
    if not record:
        raise EditRefused("the brief itself cannot be dropped")
    return [Remove(record)]


def _key(path: str, key: str) -> str:
    return f"{path}.{key}".removeprefix(".")


# --- the file -----------------------------------------------------------------------------------


def edit_of(
    store: Store, path: str, record: str, changes: Sequence[Change], shown: "Brief | None" = None
) -> FileEdit:
    """Return the edit that makes `changes` to the record at a dotted path; nothing is written.

    `path` is the file of its brief, and `shown` the brief as the person has seen it.

    Raises:
        ChangedMeanwhile: the file says something else by now.
        EditRefused: the changes cannot be made, or would leave the brief with a new error.
    """
    file = store.open(path)
    loaded = file.loaded
    if loaded.brief is None or loaded.foreign:
        raise EditRefused(f"{path} is not a brief of this format; edit it by hand")
    if shown is not None and loaded.brief != shown.model_copy(update={"id": loaded.brief.id}):
        raise ChangedMeanwhile(f"nothing was written: the file has changed meanwhile ({path})")
    if Remove(record) in changes:
        _require_no_other_number(file, record)
    owner = _owner(file, record)
    known = loaded.sha256 if owner == path else ""
    answered = (record or "date",) if _is_answer(changes) else ()
    edit = changed_file(store.folder, owner, changes, sha256=known, answered=answered)
    if owner == path:
        _require_no_new_error(store, file, edit)
    return edit


def _is_answer(changes: Sequence[Change]) -> bool:
    """Whether changes answer a suggestion, so that what a draft noted of it is past."""
    return any(isinstance(one, Remove) or one.where.endswith(".who") for one in changes)


def _owner(file: "StoredFile", record: str) -> str:
    """Return the path of the file that holds a record: the brief's, or a shared one."""
    if not record or file.loaded.places.has(record):
        return file.loaded.path
    holders = (path for path, places in file.shared.places if path and places.has(record))
    return next(holders, file.loaded.path)


def _require_no_new_error(store: Store, file: "StoredFile", edit: FileEdit) -> None:
    after = store.supposed(edit.path, edit.after).file
    before = {one.message for one in file.loaded.problems if one.severity == "error"}
    for problem in after.loaded.problems:
        if problem.severity == "error" and problem.message not in before:
            raise EditRefused(_why(problem))


def _why(problem: Problem) -> str:
    if problem.code in ("unknown-id", "unknown-reference"):
        return f"{problem.where} still names it; change that first"
    return f"that would be an error: {problem.where}: {problem.message}"


def _require_no_other_number(file: "StoredFile", record: str) -> None:
    """Require that no record of a list gets another number, by which others may name it."""
    section, _, key = record.partition(".")
    node, _ = find(file.loaded.places.root, section)
    if section not in NUMBERED or not isinstance(node, Items) or "." in key:
        return
    if key != f"{NUMBERED[section]}{len(node.values)}":
        raise EditRefused(f"{key} is one of a list, and those after it would be renumbered")
