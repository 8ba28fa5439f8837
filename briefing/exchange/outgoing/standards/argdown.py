"""Briefs as Argdown: questions and agreements as statements, positions and quotes as arguments.

A position supports or attacks its question only where its stance says so. Source of the notation:
the Argdown syntax of version 1.7.
"""

import re
from collections.abc import Iterator

from briefing.exchange.outgoing.reading_entries import ReadingEntry, sections
from briefing.exchange.outgoing.values.json_text import json_text
from briefing.exchange.outgoing.walk import Outgoing
from briefing.text.clean import clean
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import inline
from briefing.view.spans import plain

_SIGNS = re.compile(r"[\\`*_\[\]<>#@{}:|]|/(?=[/*])|=(?==)")
_NAMES = re.compile(r"[\[\]<>\s\\{}]+")
_FOR = ("supports", "accepts")
_AGAINST = ("rejects", "disputes")
_SHOWN = ("Agreements", "Disagreements", "Proposals", "Quotes")


def argdown_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield a document: a heading a brief, and below it one a section."""
    marks = " ".join(outgoing.basis.cautions)
    title = " ".join(filter(None, (marks, outgoing.title)))
    yield f"===\ntitle: {_yaml(title)}\n===\n\n"
    for view in outgoing.views():
        for line in _brief(view):
            yield f"{line}\n"
    yield f"// {_line(outgoing.origin)}\n"


def _yaml(text: str) -> str:
    """Return text as a scalar of YAML; three equals signs would end what YAML is read from."""
    return json_text(_line(text)).replace("=", "\\u003d")


def _line(text: str) -> str:
    return " ".join(clean(text, line=True).split())


def escaped_argdown(text: str) -> str:
    """Return text, in one line, that is no notation of Argdown."""
    return _SIGNS.sub(r"\\\g<0>", _line(text))


def _brief(view: BriefView) -> Iterator[str]:
    head = " ".join([*view.cautions, view.brief.title])
    yield f"# {escaped_argdown(head)}"
    yield ""
    entries = {section.title: section.entries for section in sections(view)}
    quotes = {entry.key: entry for entry in entries.get("Quotes", ())}
    cited: set[str] = set()
    for title in _SHOWN:
        for entry in entries.get(title, ()):
            if title != "Quotes" or entry.key not in cited:
                yield from _statement(view, entry, quotes, cited)
                yield ""


def _statement(
    view: BriefView, entry: ReadingEntry, quotes: dict[str, ReadingEntry], cited: set[str]
) -> Iterator[str]:
    """Yield a statement with its quotes as arguments for it, and positions on it."""
    yield f"[{_name(view, entry.key)}]: {_said(view, entry)}"
    yield from _quotes(view, entry, quotes, cited, "  ")
    free = []
    for part in entry.parts:
        stance = view.brief.disagreements[entry.key].positions[part.key.partition("/")[2]].stance
        if stance not in (*_FOR, *_AGAINST):
            free.append(part)
            continue
        sign = "+" if stance in _FOR else "-"
        yield f"  {sign} <{_name(view, part.key)}>: {_said(view, part)}"
        yield from _quotes(view, part, quotes, cited, "    ")
    for part in free:
        yield ""
        yield f"[{_name(view, part.key)}]: {_said(view, part)}"
        yield from _quotes(view, part, quotes, cited, "  ")


def _quotes(
    view: BriefView, entry: ReadingEntry, quotes: dict[str, ReadingEntry], cited: set[str],
    indent: str,
) -> Iterator[str]:  # fmt: skip
    for key in entry.quotes:
        if key in quotes:
            cited.add(key)
            yield f"{indent}+ <{_name(view, key)}>: {_said(view, quotes[key])}"


def _name(view: BriefView, key: str) -> str:
    return _NAMES.sub("_", f"{view.brief.id}#{key}")


def _said(view: BriefView, entry: ReadingEntry) -> str:
    """Return what a record says, with its facts, doubts and the marks of its brief."""
    words = entry.words if entry.is_paraphrase or not entry.words else f"“{entry.words}”"
    text = ": ".join(filter(None, (entry.title, words or plain(inline(entry.prose)))))
    more = "; ".join([*entry.facts, *entry.asides, *([entry.note] if entry.note else [])])
    return escaped_argdown(" ".join(filter(None, (*view.cautions, text, f"({more})" * bool(more)))))
