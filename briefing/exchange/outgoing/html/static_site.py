"""A static site: a first page with search, a page a brief, and a page a process with its boards.

It needs no server: every page works from a folder, and loads nothing from elsewhere.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from briefing.catalogue import ListRow
from briefing.errors import BriefingError
from briefing.exchange.outgoing.boards import boards_of
from briefing.exchange.outgoing.html.html_page import END, foot, head, page_of
from briefing.exchange.outgoing.html.html_text import PageLinks, element, escape
from briefing.exchange.outgoing.html.site_search import SCRIPT, search_html, words_of_brief
from briefing.exchange.outgoing.new_files import file_names, write_export
from briefing.exchange.outgoing.walk import Outgoing
from briefing.text.clean import clean

_HOME = "index.html"
_LIST = "files.json"
"""The files of a site, by which the next export knows what it may remove."""
_OURS = re.compile(r"(?:briefs|processes)/[^/\\]+\.html")


class _SitePage(NamedTuple):
    """One page of a site."""

    path: str
    """Its file within the site."""
    pieces: Iterator[str]
    """Its HTML."""


def write_site(outgoing: Outgoing, folder: Path, *, force: bool = False) -> int:
    """Write a site to a folder, and return how many pages it has.

    With `force` it takes the place of an earlier one, whose other pages are removed.

    Raises:
        BriefingError: there is something in the folder, without `force`.
    """
    folder.mkdir(exist_ok=True)
    if not force and any(folder.iterdir()):
        raise BriefingError(f"{clean(str(folder), line=True)} is not empty; -f overwrites it")
    before = _listed(folder)
    for name in ("briefs", "processes"):
        (folder / name).mkdir(exist_ok=True)
    site = _Site(outgoing)
    paths = []
    for page in site.pages():
        pieces = map(clean, page.pieces)
        write_export(folder / page.path, pieces, outgoing.library.store, force=force)
        paths.append(page.path)
    (folder / _LIST).write_text(json.dumps(paths, indent=1) + "\n", encoding="utf-8")
    for path in before - set(paths):
        (folder / path).unlink(missing_ok=True)
    return len(paths)


def _listed(folder: Path) -> set[str]:
    """Return the pages of the site that a folder holds."""
    try:
        paths = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    listed = paths if isinstance(paths, list) else []
    return {path for path in listed if isinstance(path, str) and _OURS.fullmatch(path)}


class _Site:
    """The pages of a site and the links between them."""

    def __init__(self, outgoing: Outgoing) -> None:
        rows = list({row.id: row for row in reversed(outgoing.rows)}.values())[::-1]
        self._outgoing = outgoing = replace(outgoing, rows=rows)  # of one id, the first
        slugs = list(dict.fromkeys(row.process for row in rows if row.process))
        ids = [row.id for row in rows]
        self._briefs = dict(zip(ids, file_names(ids, ".html"), strict=True))
        self._processes = dict(zip(slugs, file_names(slugs, ".html"), strict=True))
        self._words: list[str] = []

    def pages(self) -> Iterator[_SitePage]:
        """Yield every page; the first page comes last, as it holds the words of the others."""
        for row in self._outgoing.rows:
            yield _SitePage(f"briefs/{self._briefs[row.id]}", self._brief(row))
        for slug, name in self._processes.items():
            yield _SitePage(f"processes/{name}", self._process(slug))
        yield _SitePage(_HOME, self._home())

    def _brief(self, row: ListRow) -> Iterator[str]:
        alone = self._outgoing.of_one(row)
        views = [*alone.views()]
        self._words.append(" ".join(map(words_of_brief, views)))
        links = PageLinks([row.id], lambda brief: quote(self._briefs.get(brief, "")))
        yield from page_of(alone, links, views, home=f"../{_HOME}")

    def _process(self, slug: str) -> Iterator[str]:
        rounds = replace(self._outgoing, process=slug)

        def page(brief: str) -> str:
            return f"../briefs/{quote(self._briefs[brief])}" if brief in self._briefs else ""

        rounds = replace(rounds, rows=rounds.rounds(slug))
        links = PageLinks([], page)
        boards = tuple(boards_of(rounds))
        yield from page_of(rounds, links, (), boards=boards, home=f"../{_HOME}")

    def _home(self) -> Iterator[str]:
        outgoing, basis = self._outgoing, self._outgoing.basis
        yield from head(outgoing.title, basis.handling, script=SCRIPT)
        yield '<main id="contents">\n'
        yield element("h1", escape(outgoing.title)) + "\n"
        for caution in basis.cautions:
            yield element("p", escape(caution), class_="mark") + "\n"
        yield search_html(self._words)
        yield self._table()
        if self._processes:
            yield element("h2", "Processes") + "\n" + self._list_of_processes()
        yield "</main>\n"
        yield from foot(outgoing.origin, basis.cautions)
        yield f"<script>{SCRIPT}</script>\n{END}"

    def _table(self) -> str:
        heads = ("Date", "Brief", "Place", "Parties", "Mark")
        head_row = "".join(element("th", name, scope="col") for name in heads)
        rows = "\n".join(map(self._row, self._outgoing.rows))
        caption = element("caption", "The briefs", class_="unseen")
        table = f"{caption}<thead><tr>{head_row}</tr></thead>\n<tbody>{rows}</tbody>"
        return element(
            "div", element("table", table), class_="scroll", role="region", tabindex="0",
            aria_label="The briefs",
        )  # fmt: skip

    def _row(self, row: ListRow) -> str:
        title = element("a", escape(row.title), href=f"briefs/{quote(self._briefs[row.id])}")
        marks = " ".join(filter(None, (row.sharing_label, row.standing)))
        cells = (row.place, ", ".join(row.parties), marks)
        said = "".join(element("td", escape(cell)) for cell in cells)
        return element(
            "tr", f"<td>{escape(row.date)}</td>{element('th', title, scope='row')}{said}"
        )

    def _list_of_processes(self) -> str:
        names = self._outgoing.library.catalogue.names()
        items = (
            element(
                "li", element("a", escape(names.process(slug)), href=f"processes/{quote(name)}")
            )
            for slug, name in self._processes.items()
        )
        return element("ul", "\n".join(items)) + "\n"
