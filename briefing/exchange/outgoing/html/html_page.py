"""One page of HTML that needs no other file, loads nothing and runs nothing."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from briefing.catalogue import ListRow
from briefing.catalogue.values import sharing_label
from briefing.exchange.outgoing.boards import boards_of
from briefing.exchange.outgoing.html.board_html import board_html
from briefing.exchange.outgoing.html.brief_html import brief_html
from briefing.exchange.outgoing.html.html_text import PageLinks, element, escape
from briefing.exchange.outgoing.html.page_style import STYLE, printed_mark
from briefing.exchange.outgoing.walk import Outgoing
from briefing.view.board import Board
from briefing.view.brief.brief_view import BriefView


def html_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield a page of the boards of the process, each brief, and the archived texts."""
    links = PageLinks([row.id for row in outgoing.rows])
    boards = tuple(boards_of(outgoing))
    yield from page_of(outgoing, links, outgoing.views(), boards=boards)


def page_of(
    outgoing: Outgoing,
    links: PageLinks,
    views: Iterable[BriefView],
    *,
    boards: Sequence[Board] = (),
    home: str = "",
) -> Iterator[str]:
    """Yield a page of boards and briefs; `home` is the address of a site's first page, if any."""
    rows = outgoing.rows
    is_one = len(rows) == 1 and not boards
    title = _titled(rows[0]) if is_one else outgoing.title
    yield from head(title, outgoing.basis.handling)
    yield contents(outgoing, boards, links, home)
    yield '<main id="contents">\n'
    if not is_one:
        yield element("h1", escape(title)) + "\n"
        for caution in outgoing.basis.cautions:
            yield element("p", escape(caution), class_="mark") + "\n"
    for number, board in enumerate(boards):
        section = board_html(board, links, 2)
        yield element("section", section, id=f"board-{number}") + "\n"
    for view in views:
        yield brief_html(view, links, 1 if is_one else 2) + "\n"
    yield "</main>\n"
    yield from foot(outgoing.origin, outgoing.basis.cautions)
    yield END


END = "</body>\n</html>\n"
"""The end of every page."""


def head(title: str, handling: str, *, script: str = "") -> Iterator[str]:
    """Yield what comes before the contents of a page; `script` is the only one that may run."""
    mark = sharing_label(handling)
    style = STYLE + printed_mark(mark)
    allowed = f"default-src 'none'; style-src {digest(style)}"
    allowed += f"; script-src {digest(script)}" if script else ""
    named = f"{mark} {title}".strip()
    yield "<!DOCTYPE html>\n"
    yield '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    policy = f"{allowed}; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
    yield f"<title>{escape(named)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#contents">Skip to the contents</a>\n'


def digest(text: str) -> str:
    """Return the source expression by which a policy allows an inline text (CSP level 3)."""
    value = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{value}'"


def contents(outgoing: Outgoing, boards: Iterable[Board], links: PageLinks, home: str) -> str:
    """Return the navigation of a page: the way home, its boards and its briefs."""
    items = [element("a", "All briefs", href=home)] if home else []
    items += [
        element("a", escape(board.title), href=f"#board-{number}")
        for number, board in enumerate(boards)
    ]
    if len(outgoing.rows) > 1:
        items += [
            links.link(
                escape(" ".join(filter(None, (row.date, row.sharing_label, _titled(row))))), row.id
            )
            for row in outgoing.rows
        ]
    if not items:
        return ""
    listed = element("ul", "\n".join(element("li", item) for item in items))
    return element("nav", listed, aria_label="Contents") + "\n"


def _titled(row: ListRow) -> str:
    return f"{row.title} ({row.standing})" if row.standing else row.title


def foot(origin: str, cautions: Iterable[str]) -> Iterator[str]:
    """Yield what comes after the contents of a page, but for the end of the document."""
    marks = "".join(element("p", escape(caution), class_="mark") for caution in cautions)
    yield f"<footer>{marks}{element('p', escape(origin), class_='facts')}</footer>\n"
