"""Markdown with the front matter of Hugo, Obsidian, Jekyll, Zettlr … -> a brief.

It is read as a store reads foreign Markdown; the keys that briefs do not have go under `extra`,
and the address becomes a source.
"""

from collections.abc import Iterator

from briefing.errors import BriefingError
from briefing.exchange.incoming.fitting import without_marks
from briefing.exchange.incoming.import_item import ImportItem, KnownNames, Refused, Values, key_of
from briefing.loader.load import Loaded, load
from briefing.model.brief import ForeignBrief
from briefing.store.new_files.brief_text import brief_text

_ADDRESSES = ("url", "link", "source", "canonicalurl", "canonical_url", "permalink")
_FIELDS = ("title", "date", "lang", "bottom_line", "summary")


def read_markdown(data: bytes, name: str, known: KnownNames) -> Iterator[ImportItem | Refused]:
    """Yield the one brief of a file.

    Raises:
        BriefingError: it cannot be read.
    """
    loaded = load(data, _file_name(name))
    brief = loaded.brief
    if brief is None or not loaded.whole:
        errors = (one for one in loaded.problems if one.severity == "error")
        first = next(errors, None)
        said = f"{name}:{first.line}:{first.column}: {first.message}" if first else name
        raise BriefingError(said)
    if not isinstance(brief, ForeignBrief):
        yield Refused(name, "a brief already; copy the file into the store")
        return
    lost = tuple(_lost(loaded))
    if brief.date:
        yield ImportItem(_key(brief.id), _values(brief, dict(loaded.meta)), lost)
    else:
        values = {"title": brief.title}
        yield ImportItem(
            _key(brief.id), values, lost, foreign=_text(loaded.places.text, brief.title)
        )


def _file_name(name: str) -> str:
    """Return a path whose stem gives the loader a date, an id and a title."""
    return name if name.lower().endswith(".md") else "note.md"


def _key(brief_id: str) -> str:
    return brief_id if len(brief_id) <= 200 else key_of(brief_id)


def _values(brief: ForeignBrief, meta: Values) -> Values:
    fields = {name: getattr(brief, name) for name in _FIELDS}
    fields["summary"] = without_marks(fields["summary"]) or fields["bottom_line"] or brief.title
    if fields["bottom_line"]:
        fields["bottom_line"] = without_marks(fields["bottom_line"])
    if fields["bottom_line"] == fields["summary"]:
        fields["bottom_line"] = None
    key = next((one for one in meta if one.lower() in _ADDRESSES and "://" in meta[one]), "")
    source = {"kind": "other", "title": brief.title, "url": meta.pop(key)} if key else None
    fields |= {
        "authors": list(brief.authors), "tags": list(brief.tags),
        "sources": {"page": source} if source else None, "extra": {"imported": "Markdown", **meta},
    }  # fmt: skip
    return {name: one for name, one in fields.items() if one}


def _text(text: str, title: str) -> str:
    """Return the text of a file, with front matter in any case."""
    if text.startswith(("---\n", "+++\n")):
        return text
    return f"---\n{brief_text({'title': title})}---\n\n{text}"


def _lost(loaded: Loaded) -> Iterator[str]:
    """Yield what of the file was not read as it is written."""
    codes = [problem.code for problem in loaded.problems]
    if count := codes.count("control-character"):
        yield f"{count} control characters replaced"
    for problem in loaded.problems:
        if problem.code in ("duplicate-key", "front-matter", "too-large"):
            yield f"{problem.line}:{problem.column}: {problem.message}"
