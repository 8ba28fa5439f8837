"""One article in many shapes of web pages."""

from collections.abc import Mapping, Sequence
from html import escape

FOREIGN = "The weather in the mountains will “be very bad” for days, say those who have to know."
"""What the pages hold beside their article."""
_NAV = "<ul class=menu><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul>"
_RELATED = f"<div class=related><h3>Related</h3><ul><li><a href=/1>{FOREIGN}</a></li></ul></div>"
_COMMENTS = "<div id=comments>" + f"<div class=comment><p>{FOREIGN}</p></div>" * 30 + "</div>"


def shapes(title: str, texts: Sequence[str]) -> Mapping[str, str]:
    """Return the bodies of pages with an article of four paragraphs or more, by what is special."""
    head = f"<h1>{title}</h1>"
    all_p, first, rest = (_each("<p>", "</p>", part) for part in (texts, texts[:2], texts[2:]))
    divs = _each("<div>", "</div>", texts)
    spans = _each("<div><span><span>", "</span></span></div>", texts)
    rows = _each("<div class=row><p>", "</p></div><div class=ad>Advertisement</div>", texts)
    updates = _each("<article class=update><h3>10:00</h3><p>", "</p></article>", texts)
    links = _each("<p><a href=#>Here</a> it says: <a href=#>", "</a></p>", texts)
    box = f"<aside class=pullquote>{_each('<p>', '</p>', texts[2:3])}</aside>"
    after = _each("<p>", "</p>", texts[3:])
    return {
        "article": f"<nav>{_NAV}</nav><article>{head}{all_p}</article>{_RELATED}",
        "divs": f"<div class=a>{_NAV}</div><div class=b>{head}<div>{divs}</div></div>",
        "breaks in a table": f"<table><tr><td>{_NAV}<td><b>{title}</b><br><br>"
        + _each("", "<br><br>", texts),
        "single breaks": f"<div>{_NAV}</div><div class=story><h2>{title}</h2>"
        + _each("", "<br>", texts),
        "sections between advertisements": f"<article>{head}{rows}</article>",
        "a lead outside": f"<div class=hero>{head}{first}</div><div>By A. Writer</div>"
        f"<div class=body>{rest}</div>",
        "a quotation in a box": f"<article>{head}{first}{box}{after}</article>",
        "misleading names": "<div class='sidebar-layout comments-open'><form id=f>"
        f"<div class='promo ad'>{head}{all_p}</div></form></div>",
        "a list": f"<article>{head}<ul>{_each('<li>', '</li>', texts)}</ul></article>",
        "articles in an article": f"<div class=live>{head}{updates}</div>",
        "full of links": f"<div class=content>{head}{links}</div>",
        "spans": f"<div>{head}{spans}</div>{_COMMENTS}",
        "hidden by a script": f"<article>{head}{first}<div class=paywall style='display: none'>"
        f"{rest}</div></article>",
        "more comments than article": f"<div class=post>{head}{all_p}</div>{_COMMENTS}",
    }


def _each(start: str, end: str, texts: Sequence[str]) -> str:
    return "".join(f"{start}{escape(text, quote=False)}{end}" for text in texts)
