"""A proposal -> the values of a brief, of which the article's text holds all; and what was refused.

Nothing is taken on trust: quotations must stand in the archived text, names and figures in the
article, keys in the format. What is left is a suggestion, each value by itself, for a person to
confirm.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from briefing.drafting.article import Article
from briefing.drafting.assist.article_content import ArticleContent, pieces
from briefing.drafting.assist.grounded_records import GroundedRecords, Known, Values, lines_of
from briefing.drafting.assist.proposal import ProposedBrief
from briefing.drafting.assist.request import TAKEN
from briefing.loader.load import load
from briefing.loader.problems import short
from briefing.store.new_files.brief_text import brief_text

_MOST_PASSES = 8
_PROSE = ("title", "bottom_line", "summary")


class Grounded(NamedTuple):
    """What is kept of a proposal."""

    values: Values
    """The values of the brief, without what the program knows itself: id, source, status."""
    refused: tuple[str, ...]
    """What was refused, and why, a line each."""


def grounded(
    proposal: ProposedBrief,
    article: Article,
    known: Known,
    shared: frozenset[str],
    said: Iterable[str] = (),
) -> Grounded:
    """Return what the article shows of a proposal; `known` and `shared` as `GroundedRecords`.

    `said` is what the person says of the article, such as its date.
    """
    given, content = proposal.values, ArticleContent(article, said)
    unknown = (f"{short(key)}: not taken from a proposal" for key in given if key not in TAKEN)
    refused = [*proposal.complaints, *unknown]
    records = GroundedRecords(content, known, shared, refused.append)
    _take(records, given)
    values: Values = {"place": records.place(given.get("place")), **records.sections}
    for section in ("timeline", "next"):
        values[section] = records.listed(section, given.get(section))
    values |= _texts(given, content, records, refused)
    values["date"] = _date(given.get("date"), content, refused)
    return Grounded(*_valid({key: one for key, one in values.items() if one}, refused))


def _take(records: GroundedRecords, given: Mapping[str, Any]) -> None:
    """Take the records of a proposal, those first that others name."""
    for section in ("parties", "people", "issues"):
        records.take_named(section, given.get(section))
    records.take_quotes(given.get("quotes"))
    for section in ("agreements", "disagreements", "proposals"):
        records.take(section, given.get(section))


def _date(date: Any, content: ArticleContent, refused: list[str]) -> str:
    """Return the day of the brief if the text names it; empty if not."""
    if not isinstance(date, str) or content.has_date(date):
        return date if isinstance(date, str) else ""
    refused.append(f'date: the text does not hold "{short(date)}"')
    return ""


def _texts(
    given: Mapping[str, Any], content: ArticleContent, records: GroundedRecords, refused: list[str]
) -> Values:
    """Return the prose of the brief, less the sentences that hold what the text does not."""
    values: Values = {}
    for key in _PROSE:
        if isinstance(text := given.get(key), str):
            values[key] = _kept(key, text, content, records, refused)
    for key in ("unknown", "tags"):
        lines = (_kept(key, one, content, records, refused) for one in lines_of(given.get(key)))
        values[key] = list(filter(None, lines))
    return values


def _kept(
    key: str, text: str, content: ArticleContent, records: GroundedRecords, refused: list[str]
) -> str:
    """Return prose less each sentence with a doubt; the lines that are left keep their order."""
    kept = []
    for line in text.split("\n"):
        good = []
        for piece in pieces(line):
            if doubts := list(dict.fromkeys(content.doubts(piece))):
                said = short(", ".join(doubts), 120)
                refused.append(f'{key}: the text does not hold {said}: "{short(piece.strip())}"')
            else:
                good.append(piece)
        kept.append("".join(good).rstrip())
    return records.prose(key, "\n".join(kept)).strip()


def _valid(values: Values, refused: list[str]) -> tuple[Values, tuple[str, ...]]:
    """Return values without those that the format refuses."""
    frame: Values = {
        "id": "draft",
        "title": "T",
        "date": "2000",
        "summary": "S.",
        "status": "draft",
    }
    frame |= {"sources": {"article": {"kind": "news"}}}
    for _ in range(_MOST_PASSES):
        loaded = load(brief_text({**frame, **values}).encode(), "draft.yaml")
        if loaded.whole:
            return values, tuple(refused)
        errors = [one for one in loaded.problems if one.severity == "error"]
        refused += (f"{one.where}: {one.message}" for one in errors)
        for path in loaded.missing:
            _drop(values, path.split("."))
        for section in ("timeline", "next", "unknown", "tags"):
            if section in values:
                values[section] = [one for one in values[section] if one is not None]
    return {}, (*refused, "nothing of the answer is valid")


def _drop(values: Any, steps: list[str]) -> None:
    """Remove the value at a path, in which items of lists are counted from 1."""
    for step in steps[:-1]:
        values = values.get(step) if isinstance(values, dict) else None  # no lists but at the end
    if isinstance(values, dict):
        values.pop(steps[-1], None)
    elif isinstance(values, list) and steps[-1].isdigit() and int(steps[-1]) <= len(values):
        values[int(steps[-1]) - 1] = None  # its place, so that those after it keep theirs
