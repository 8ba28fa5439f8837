"""Briefs as one Markdown document: headings, lists, and footnotes at its end."""

from collections.abc import Iterator
from functools import partial

from briefing.exchange.outgoing.boards import boards_of
from briefing.exchange.outgoing.markdown.board_markdown import markdown
from briefing.exchange.outgoing.markdown.footnotes import Footnotes
from briefing.exchange.outgoing.markdown.markdown_notation import (
    Label,
    escaped,
    inline_markdown,
    prose_markdown,
)
from briefing.exchange.outgoing.reading_entries import (
    ReadingEntry,
    about,
    cautions,
    names,
    sections,
)
from briefing.exchange.outgoing.walk import SUGGESTED, Outgoing
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView


def markdown_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield the lines of a document: boards of the process, each brief, footnotes, the origin."""
    notes = Footnotes(row.id for row in outgoing.rows)
    for caution in outgoing.basis.cautions:
        yield f"**{escaped(caution)}**\n\n"
    for board in boards_of(outgoing):
        for line in markdown(board):
            yield f"{line}\n"
        yield "\n"
    for view in outgoing.views():
        for line in _brief(view, notes):
            yield f"{line}\n"
    for line in notes.lines():
        yield f"{line}\n"
    yield f"\n{escaped(outgoing.origin)}\n"


def _brief(view: BriefView, notes: Footnotes) -> Iterator[str]:
    brief, label = view.brief, partial(notes.of, view.brief.id)
    yield f"# {escaped(brief.title)}"
    yield ""
    for caution in cautions(view):
        yield f"**{escaped(caution)}**"
        yield ""
    yield escaped(" · ".join(about(view)))
    yield ""
    if brief.bottom_line:
        mark = SUGGESTED if "bottom_line" in brief.suggested else ""
        yield f"**Bottom line{escaped(mark)}.** {inline_markdown(brief.bottom_line, label)}"
        yield ""
    yield from _summary(view, notes, label)
    for section in sections(view):
        yield f"## {section.title}"
        yield ""
        for entry in section.entries:
            notes.define(brief.id, entry, view.cautions)
            yield from _entry(entry, label)
        yield ""
    for kind, listed in names(view):
        yield f"{kind}: {escaped(listed)}"
        yield ""
    if note := view.notes.get(""):
        yield f"My note: {escaped(note)}"
        yield ""


def _summary(view: BriefView, notes: Footnotes, label: Label) -> Iterator[str]:
    brief = view.brief
    if brief.summary.strip():
        yield f"## Summary{escaped(SUGGESTED) if 'summary' in brief.suggested else ''}"
        yield ""
        yield from prose_markdown(brief.summary, label, partial(notes.of_own, brief.id))
        yield ""


def _entry(entry: ReadingEntry, label: Label, indent: str = "") -> Iterator[str]:
    """Yield a record as an item of a list, with its positions as items below it."""
    key = f"\\[{entry.key}\\] " if entry.is_record else ""
    title = f"**{key}{escaped(entry.title)}**" if key or entry.title else ""
    words = escaped(entry.words if entry.is_paraphrase else f"“{entry.words}”")
    prose = " ".join(inline_markdown(entry.prose, label).split("\n")) if entry.prose else ""
    said = [words, prose] if entry.words else [prose]
    facts = "; ".join(map(escaped, entry.facts))
    parts = [": ".join(filter(None, (title, " ".join(filter(None, said))))), facts]
    parts += [f"<{entry.address}>" if _is_plain(entry.address) else escaped(entry.address)]
    cited = _cited(entry, label)
    yield f"{indent}- {' — '.join(filter(None, parts))}{cited}"
    for aside in entry.asides:
        yield f"{indent}  - {escaped(aside)}"
    if entry.note:
        yield f"{indent}  - My note: {escaped(entry.note)}"
    for part in entry.parts:
        yield from _entry(part, label, f"{indent}  ")


def _cited(entry: ReadingEntry, label: Label) -> str:
    """Return the places and quotes that a record rests on: ` ¶5[^a-article] [^a-q1]`."""
    places = [f"{escaped(one.label)}{label(Target(source=one.source))}" for one in entry.cited]
    quotes = [label(Target.parse(quote)) for quote in entry.quotes]
    return "".join(f" {one}" for one in (*places, *quotes))


def _is_plain(address: str) -> bool:
    """Whether an address can stand between angle brackets."""
    return address.startswith(("https://", "http://")) and not set(address) & set("<> \t\n\\")
