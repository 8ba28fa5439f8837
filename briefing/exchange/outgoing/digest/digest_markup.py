"""A digest as Markdown and as a page of HTML."""

from collections.abc import Iterator
from functools import partial

from briefing.exchange.outgoing.digest.news import News, NewsBrief, NewsIssue
from briefing.exchange.outgoing.html.html_page import END, foot, head
from briefing.exchange.outgoing.html.html_text import element, escape
from briefing.exchange.outgoing.markdown.markdown_notation import escaped
from briefing.exchange.outgoing.reading_entries import ReadingEntry, about, cautions
from briefing.view.markdown import inline
from briefing.view.spans import plain


def digest_markdown(news: News, title: str, origin: str) -> Iterator[str]:
    """Yield the lines of a digest in Markdown."""
    for caution in news.basis.cautions:
        yield f"**{escaped(caution)}**"
        yield ""
    yield f"# {escaped(title)}"
    for brief in news.briefs:
        yield ""
        yield from _markdown(brief)
    yield ""
    yield escaped(origin)


def _markdown(brief: NewsBrief) -> Iterator[str]:
    view = brief.view
    yield f"## {escaped(view.brief.title)}"
    for caution in cautions(view):
        yield ""
        yield f"**{escaped(caution)}**"
    yield ""
    yield escaped(" · ".join(about(view)))
    if view.brief.bottom_line:
        yield ""
        yield escaped(plain(inline(view.brief.bottom_line)))
    if heading := _moved(brief):
        yield ""
        yield f"### {escaped(heading)}"
        yield ""
        for issue in brief.moved:
            yield f"- **{escaped(issue.title)}**: {escaped(issue.stands)}"
            yield from (f"  - {escaped(line)}" for line in _moves(issue))
    for name, entries in brief.records:
        yield ""
        yield f"### {name}"
        yield ""
        for entry in entries:
            yield from _items(entry)


def _items(entry: ReadingEntry, indent: str = "") -> Iterator[str]:
    yield f"{indent}- {escaped(_said(entry))}"
    for part in entry.parts:
        yield from _items(part, f"{indent}  ")


def digest_html(news: News, title: str, origin: str) -> Iterator[str]:
    """Yield the lines of a digest as a page that loads nothing."""
    yield from map(str.rstrip, head(title, news.basis.handling))
    yield '<main id="contents">'
    yield element("h1", escape(title))
    for caution in news.basis.cautions:
        yield element("p", escape(caution), class_="mark")
    for brief in news.briefs:
        yield element("article", "\n".join(_html(brief)), class_="brief",
                      lang=brief.view.brief.lang or "")  # fmt: skip
    yield "</main>"
    yield from map(str.rstrip, foot(origin, news.basis.cautions))
    yield END.rstrip()


def _html(brief: NewsBrief) -> Iterator[str]:
    view, english = brief.view, partial(element, lang="en")
    yield element("h2", escape(view.brief.title), dir="auto")
    for caution in cautions(view):
        yield element("p", escape(caution), class_="mark")
    yield english("p", escape(" · ".join(about(view))), class_="facts")
    if view.brief.bottom_line:
        yield element("p", escape(plain(inline(view.brief.bottom_line))), dir="auto")
    if heading := _moved(brief):
        yield english("h3", escape(heading))
        items = [
            element("strong", escape(issue.title)) + f": {escape(issue.stands)}" + _list(
                map(escape, _moves(issue))
            )
            for issue in brief.moved
        ]  # fmt: skip
        yield _list(items)
    for name, entries in brief.records:
        yield english("h3", name)
        yield _list(map(_html_item, entries))


def _html_item(entry: ReadingEntry) -> str:
    parts = _list(map(_html_item, entry.parts)) if entry.parts else ""
    return f"{escape(_said(entry))}{parts}"


def _list(items: "Iterator[str] | list[str]") -> str:
    listed = "\n".join(element("li", item, dir="auto") for item in items)
    return element("ul", listed) if listed else ""


def _moved(brief: NewsBrief) -> str:
    """Return the heading over what moved; empty without an earlier round."""
    if not brief.since:
        return ""
    return f"Moved since {brief.since}" if brief.moved else f"Nothing moved since {brief.since}"


def _moves(issue: NewsIssue) -> Iterator[str]:
    for move in issue.moves:
        words = (f"was: {move.before}" if move.before else "",
                 f"now: {move.after}" if move.after else "")  # fmt: skip
        yield "; ".join([move.what, *filter(None, words)])


def _said(entry: ReadingEntry) -> str:
    """Return a record in one line, with whose word it rests on and what is only suggested."""
    key = f"[{entry.key}] " if entry.is_record else ""
    said = ": ".join(filter(None, (entry.title, plain(inline(entry.prose)))))
    facts = "; ".join((*entry.facts, *entry.asides))
    return key + " — ".join(filter(None, (said, facts)))
