"""Settings, state, catalogue and store as `briefing doctor` finds them."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from briefing.catalogue import Catalogue
from briefing.cli.catalogue_args import read_query
from briefing.cli.diagnosis.fact import Fact
from briefing.cli.store_arg import find_store, open_store
from briefing.errors import BriefingError
from briefing.paths import cache_folder
from briefing.text.numbers import quantity
from briefing.user.settings import load
from briefing.user.state import state_path


def folder_facts() -> Iterator[Fact]:
    """Yield where the program keeps settings, state and catalogue, and whether it can."""
    loaded = load()
    exists = loaded.path is not None and loaded.path.is_file()
    value, meaning = ("found", "") if exists else ("none yet", "the defaults are used")
    problem = ""
    if loaded.warnings:
        wrong = quantity(len(loaded.warnings), "problem", "problems")
        problem = f"{wrong} in the settings; see briefing config check"
    where = str(loaded.path or "")
    yield Fact("folders", "settings", value, meaning, problem, where, loaded.warnings)
    yield _writable(
        "state", state_path(), "read marks, stars, tags and notes", "marks are not saved"
    )
    meaning = "the index of what the store holds; it can be deleted"
    yield _writable("catalogue", cache_folder(), meaning, "it is rebuilt each time")


def _writable(name: str, path: Path | None, meaning: str, consequence: str) -> Fact:
    """Return where the reader writes something, with the problem if it cannot."""
    if path is None:
        problem = f"no home folder: {consequence}; set HOME"
        return Fact("folders", name, "nowhere", meaning, problem)
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    value = "there" if existing == path else "not made yet"
    if os.access(existing, os.W_OK):
        return Fact("folders", name, value, meaning, private=str(path))
    problem = f"not writable: {consequence}; change its owner or mode"
    details = (f"{existing} is not writable: {consequence}; change its owner or mode",)
    return Fact("folders", name, value, meaning, problem, str(path), details)


def store_facts(name: str | None) -> Iterator[Fact]:
    """Yield the state of the store called `name`, by default the one that would be opened."""
    try:
        chosen = find_store(name)
        store = open_store(chosen.folder)
        scan = store.scan()
    except BriefingError as error:
        problem = "it cannot be read; give the folder of your briefs"
        yield Fact("store", "folder", "none", "", problem, name or "", (str(error),))
        return
    yield Fact("store", "folder", "found", private=f"{chosen.folder} ({chosen.origin})")
    irregular = quantity(len(scan.problems), "entry", "entries")
    problem = f"{irregular} cannot be briefs; see briefing check" if scan.problems else ""
    yield Fact("store", "files", f"{len(scan.stamps):,}", problem=problem)
    with closing(Catalogue.open(chosen.folder)) as catalogue:
        known = catalogue.count()
        meaning = "" if known else "the first list or search fills it"
        yield Fact("store", "catalogue", f"{known:,} files known", meaning)
        yield from _shared(catalogue)
        faulty = len(catalogue.ids(read_query(["has:problem"]))) + bool(store.shared_errors)
    files = quantity(faulty, "file has", "files have")
    problem = f"{files} errors; see briefing check" if faulty else ""
    yield Fact("store", "errors", f"{faulty:,}", problem=problem)


def _shared(catalogue: Catalogue) -> Iterator[Fact]:
    host, pointer = catalogue.database.host, catalogue.database.pointer
    if host is None or not (pointer or host.trouble):
        return
    value = "not in use"
    if pointer is not None:
        ago = max(0, time.time() - pointer.seen)
        value = f"in use, looked after {ago:,.0f} s ago"
    trouble = catalogue.host_trouble
    problem = "the host's catalogue is not used; your own is" if trouble else ""
    details = (trouble,) if trouble else ()
    meaning = "one catalogue for all readers of this host"
    yield Fact("store", "shared", value, meaning, problem, str(host.folder), details)
