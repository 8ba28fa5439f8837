"""A digest as plain text for mail, in lines of at most 72 cells."""

from collections.abc import Iterator

from briefing.exchange.outgoing.digest.news import News, NewsBrief, NewsIssue
from briefing.exchange.outgoing.reading_entries import ReadingEntry, about, cautions
from briefing.text.clean import clean
from briefing.text.width import cells
from briefing.text.wrap import wrap_ranges
from briefing.view.markdown import inline
from briefing.view.spans import plain

_WIDTH = 72


def digest_text(news: News, title: str, origin: str) -> Iterator[str]:
    """Yield the lines of a digest."""
    for caution in news.basis.cautions:
        yield from _wrapped(caution)
    yield from _wrapped(title)
    for brief in news.briefs:
        yield ""
        yield from _brief(brief)
    yield ""
    yield from _wrapped(origin)


def _brief(brief: NewsBrief) -> Iterator[str]:
    view = brief.view
    yield "-" * _WIDTH
    for caution in cautions(view):
        yield from _wrapped(caution)
    yield from _wrapped(view.brief.title)
    yield from _wrapped(" · ".join(about(view)))
    if view.brief.bottom_line:
        yield ""
        yield from _wrapped(plain(inline(view.brief.bottom_line)))
    if brief.since:
        yield ""
        yield from _wrapped(f"Moved since {brief.since}:" if brief.moved else
                            f"Nothing moved since {brief.since}.")  # fmt: skip
        for issue in brief.moved:
            yield from _issue(issue)
    for name, entries in brief.records:
        yield ""
        yield f"{name}:"
        for entry in entries:
            yield from _entry(entry)


def _issue(issue: NewsIssue) -> Iterator[str]:
    yield from _wrapped(f"{issue.title}: {issue.stands}", "* ", "  ")
    for move in issue.moves:
        yield from _wrapped(move.what, f"    {move.sign} ", " " * 6)
        for label, text in (("was", move.before), ("now", move.after)):
            if text:
                yield from _wrapped(text, f"      {label}  ", " " * 11)


def _entry(entry: ReadingEntry, indent: str = "") -> Iterator[str]:
    key = f"[{entry.key}] " if entry.is_record else ""
    said = ": ".join(filter(None, (entry.title, plain(inline(entry.prose)))))
    yield from _wrapped(f"{key}{said}", f"{indent}* ", f"{indent}  ")
    for fact in filter(None, ("; ".join(entry.facts), *entry.asides)):
        yield from _wrapped(fact, f"{indent}    ", f"{indent}    ")
    for part in entry.parts:
        yield from _entry(part, f"{indent}    ")


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    safe = " ".join(clean(text, line=True).split())
    for number, (start, end) in enumerate(wrap_ranges(safe, _WIDTH - cells(rest))):
        yield (rest if number else first) + safe[start:end].rstrip()
