"""The files of a new draft: the archived text, the original beside it, and the brief."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from briefing.drafting.article import Article
from briefing.drafting.article.originals import archived_bytes, original_suffix
from briefing.drafting.draft import Draft
from briefing.drafting.names.person_slugs import slug_of
from briefing.errors import BriefingError, system_reason
from briefing.store.files import MAX_ARCHIVE
from briefing.store.new_files.new_file import alike, create, free_stem, names_in
from briefing.store.store import Store

_MOST_WORDS = 6  # of a title in the name of a file


class NewDraft(NamedTuple):
    """The names of what a draft writes, all within the store."""

    id: str
    path: str
    """The brief's file."""
    archive: str
    """The archived text."""
    original: str
    """The article as it was; empty where the archived text differs in white space only."""


def already_drafted(store: Store, sha256: str) -> str:
    """Return the archive that has a text already, and the brief that names it; or nothing."""
    for stamp in store.scan().stamps:
        brief = store.load(stamp.path).brief
        for source in brief.sources.values() if brief is not None else ():
            if source.sha256 == sha256 and source.archive:
                return f"{source.archive}, for the brief {stamp.path}"
    return ""


def new_draft(
    store: Store, article: Article, wanted: str, given: Mapping[str, Any], last: Mapping[str, Any]
) -> NewDraft:
    """Return free names for a draft; `wanted` is the brief's path, if the person chose one."""
    if wanted:
        stem = PurePosixPath(wanted).stem
        own = slug_of(stem) or "draft"
        path = wanted
    else:
        words = slug_of(str(given.get("title") or article.title or "draft")).split("-")
        number = given.get("round") or last.get("round")
        process = given.get("process") or last.get("process")
        first = f"{process}-{number}" if process and number else "-".join(words[:_MOST_WORDS])
        taken = names_in(store.folder)
        own = free_stem(first or "draft", lambda name: _is_free(name, taken))
        path = f"{own}.yaml"
    texts = names_in(store.folder / "sources")
    stem = free_stem(f"{own}-article", lambda name: _is_free(name, texts))
    suffix = original_suffix(article)
    return NewDraft(own, path, f"sources/{stem}.txt", f"sources/{stem}{suffix}" if suffix else "")


def _is_free(stem: str, taken: Any) -> bool:
    own = alike(stem)
    return not any(name.partition(".")[0] == own for name in taken)


def write_draft(
    store: Store, new: NewDraft, article: Article, found: Draft, *, archives: bool
) -> None:
    """Write the files of a draft, all of them or none.

    Raises:
        BriefingError: the text is too long, a name is taken meanwhile, or the system refuses.
    """
    text = archived_bytes(article)
    if archives and len(text) > MAX_ARCHIVE:
        raise BriefingError(
            "the text is larger than 4 MiB; draft from the part that matters, or use --no-archive"
        )
    files = {new.archive: text, new.original: article.original} if archives else {}
    files = {name: data for name, data in files.items() if name} | {new.path: found.text.encode()}
    with ExitStack() as undo:
        for name, data in files.items():
            path = store.folder / name
            _create(path, data)
            undo.callback(path.unlink, missing_ok=True)
        undo.pop_all()


def _create(path: Path, data: bytes) -> None:
    try:
        create(path, data)
    except FileExistsError:
        raise BriefingError(f"{path} exists, and is never replaced; try again") from None
    except OSError as error:
        reason = system_reason(error)
        raise BriefingError(f"{path} cannot be written: {reason}; nothing was changed") from None
