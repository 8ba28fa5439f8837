"""A new brief: its values from flags and the last round, its file name, and its text."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from briefing.cli.store_arg import path_within
from briefing.cli.writing.brief_template import template
from briefing.cli.writing.known_records import (
    LastRound,
    Records,
    handed_on,
    known_records,
    shared_keys,
    today,
    values_of,
)
from briefing.drafting.names.person_slugs import slug_of
from briefing.errors import BriefingError, UsageError, system_reason
from briefing.model import dates
from briefing.model.suggested import UNWRITTEN
from briefing.store.new_files.brief_text import brief_text
from briefing.store.new_files.new_file import alike, create, free_stem
from briefing.store.store import Store
from briefing.text.fold import fold

FIELDS = ("title", "date", "process", "round", "place", "parties", "lang", "file")
"""What is asked, in this order."""
_MOST_WORDS = 6  # of a title in the name of a file
_COUNTRY = re.compile(r"(.+),\s*([A-Z]{2})")
_DATED = re.compile(r"(.*?)-?\d{4}-\d{2}-\d{2}")
_SUMMARY = f"{UNWRITTEN}\n"
_KEY = "use lower-case letters, digits and -, as in {}"


class NewBrief:
    """What is known of a brief that is to be written; texts as a person types them."""

    def __init__(self, store: Store, given: Mapping[str, str], last: LastRound | None) -> None:
        self.store = store
        self.given = {key: value for key, value in given.items() if value}
        """What the person said, by field; `-` leaves a field empty."""
        self._last = last
        self._handed = handed_on(last.brief) if last else {}

    def value(self, field: str) -> str:
        """Return the text of a field: as given, else its default."""
        said = self.given.get(field)
        return ("" if said == "-" else said) if said is not None else self.default(field)

    def default(self, field: str) -> str:
        """Return what a field is if nothing is said; may be empty."""
        if field == "title":
            return self._title()
        if field == "date":
            return today()
        if field == "round":
            return str(self._next_round() or "")
        if field == "file":
            return self._free_file()
        if field == "lang":
            return (self._last.brief.lang or "") if self._last else ""
        return str(self._handed.get(field, "")) if field == "process" else ""

    def _title(self) -> str:
        process, number = self.value("process"), self.value("round")
        named = self.store.shared_of("").processes.get(process)
        name = named.title if named else process
        return f"{name}, round {number}" if name and number else ""

    def _next_round(self) -> int | None:
        """Return the round after the last one that no brief of the process is yet."""
        number = self._handed.get("round")
        if number is None or self.value("process") != self._handed.get("process"):
            return None
        taken = rounds_of(self.store, self._handed["process"])
        while number in taken:
            number += 1
        return int(number)

    def _free_file(self) -> str:
        """Return a free name, after that of the last round if there is one."""
        folder = str(PurePosixPath(self._last.path).parent) if self._last else "."
        lead = "" if folder == "." else f"{folder}/"
        process, number, date = map(self.value, ("process", "round", "date"))
        stem = "-".join(slug_of(self.value("title")).split("-")[:_MOST_WORDS])
        stem = f"{process}-{number}" if process and number else stem
        before = _DATED.fullmatch(PurePosixPath(self._last.path).stem) if self._last else None
        if before is not None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
            stem = f"{before[1]}-{date}".lstrip("-")
        taken = {alike(one) for one in ids_of(self.store)}
        return f"{lead}{free_stem(stem or 'brief', lambda name: alike(name) not in taken)}.yaml"

    def path(self) -> str:
        """Return the path of the new file within the store.

        Raises:
            UsageError: the name is not that of a new brief in the store.
        """
        said = self.given.get("file")
        if said is None:
            return self._free_file()
        path = (
            said if (self.store.folder / said).parent.is_dir() and not said.startswith("/") else ""
        )
        path = path_within(self.store.folder, said) or path
        if not path or ".." in path.split("/") or not path.endswith((".yaml", ".yml")):
            raise UsageError(f"{said}: name a .yaml file inside the store {self.store.folder}")
        if (self.store.folder / path).exists():
            raise UsageError(f"{said}: the file exists, and is never replaced; name another one")
        own = PurePosixPath(path).stem
        if alike(own) in map(alike, ids_of(self.store)):
            raise UsageError(f"{said}: a brief has the id {own} already; name another file")
        return path

    def text(self) -> str:
        """Return the whole text of the file."""
        path = self.path()
        values = self._values(path)
        visible = shared_keys(self.store, path)
        shared: dict[str, list[str]] = {"parties": [], "people": [], "issues": []}
        for name in sorted(visible):
            section, _, key = name.partition(".")
            shared[section].append(key)
        return brief_text(values) + template(values, shared, PurePosixPath(path).stem)

    def _values(self, path: str) -> dict[str, Any]:
        values: dict[str, Any] = {"title": self.value("title")}
        for field in ("process", "round", "date"):
            if text := self.value(field):
                values[field] = text
        if place := self.value("place"):
            parts = _COUNTRY.fullmatch(place)
            values["place"] = {"name": parts[1], "country": parts[2]} if parts else place
        if lang := self.value("lang"):
            values["lang"] = lang
        values |= {"status": "draft", "summary": _SUMMARY}
        records = self._records(path)
        return values | {section: records[section] for section in records if records[section]}

    def _records(self, path: str) -> Records:
        """Return the records of the last round that the new file needs, and the parties named."""
        visible = shared_keys(self.store, path)
        found: Records = {"parties": {}, "people": {}, "issues": {}}
        around = self.store.shared_of(self._last.path) if self._last else None
        here = self.store.shared_of(path)
        for section, records in found.items():
            # What the folder of the last round shares, too, as far as that of the file does not.
            shared = {key: values_of(one) for key, one in getattr(around, section, {}).items()}
            for key, record in {**shared, **self._handed.get(section, {})}.items():
                same = getattr(here, section).get(key)
                if same is None or values_of(same) != record:
                    records[key] = record
        known = known_records(self.store, path)["parties"]
        for name in filter(None, map(str.strip, self.value("parties").split(";"))):
            key = _party_key(name, {**known, **found["parties"]})
            if f"parties.{key}" not in visible:
                found["parties"].setdefault(key, known.get(key, {"name": name}))
        return found


def _party_key(name: str, known: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the key of the party with this name, or a free one."""
    for key, record in known.items():
        names = [key, record.get("name", ""), record.get("short", ""), *record.get("aliases", ())]
        if fold(name) in map(fold, filter(None, names)):
            return key
    return free_stem(slug_of(name) or "party", lambda one: one not in known)


def check_field(field: str, text: str, new: NewBrief) -> None:
    """Check what was said for a field.

    Raises:
        ValueError: it cannot stand in a brief; the text says why.
    """
    if not text or text == "-":
        if field in ("title", "date"):
            raise ValueError("is needed")
    elif field == "date":
        try:
            dates.parse(text)
        except ValueError as error:
            raise ValueError(str(error).removeprefix(f'"{text}" ')) from None
    elif field == "round":
        if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
            raise ValueError("is not a number from 1 up")
        if int(text) in rounds_of(new.store, new.value("process")):
            raise ValueError(f"is a round of {new.value('process')} that has a brief; name another")
    elif field == "process" and slug_of(text) != text:
        raise ValueError("is not a valid name; " + _KEY.format(slug_of(text) or "harbour"))
    elif field == "lang" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
        raise ValueError("is not a language code; write it as en, uk or zh-Hans")


def ids_of(store: Store) -> Sequence[str]:
    """Return the ids of the briefs of a store, and the stems of their files."""
    stamps = store.scan().stamps
    briefs = (store.load(stamp.path).brief for stamp in stamps)
    return [
        *(PurePosixPath(stamp.path).stem for stamp in stamps),
        *(brief.id for brief in briefs if brief is not None),
    ]


def rounds_of(store: Store, process: str) -> set[int]:
    """Return the rounds of a process that have a brief."""
    briefs = (store.load(stamp.path).brief for stamp in store.scan().stamps)
    found = (one.round for one in briefs if one is not None and one.process == process)
    return {number for number in found if number is not None}


def write_new(store: Store, path: str, text: str) -> None:
    """Write a new brief that passes every check; otherwise nothing.

    Raises:
        BriefingError: it has errors, the name is taken, or the system refuses.
    """
    place = store.folder / path
    try:
        create(place, text.encode())
    except FileExistsError:
        raise BriefingError(f"{place} exists, and is never replaced; name another file") from None
    except OSError as error:
        reason = system_reason(error)
        raise BriefingError(f"{place} cannot be written: {reason}; nothing was written") from None
    errors = [one for one in store.checked(path).problems if one.severity == "error"]
    if errors:
        place.unlink()
        raise BriefingError(f"{errors[0]}; nothing was written")
