"""Every text of the corpus of hostile texts, somewhere in a brief, through every format."""

import json
import re
from collections.abc import Iterator

import pytest

from briefing.exchange.outgoing.tables.record_tables import TABLES
from briefing.library import Library
from briefing.text.clean import clean
from tests.exchange.outgoing.conftest import opened, outgoing, written
from tests.exchange.outgoing.test_html import KNOWN, Page
from tests.exchange.outgoing.test_markdown import PARSER, footnotes
from tests.exchange.outgoing.test_standards import events
from tests.exchange.outgoing.test_tables import rows
from tests.safety.briefs import rotations, taken, write

_OF_MARKDOWN = (
    "p|h[1-6]|ul|ol|li|strong|em|code|pre|a|sup|section|hr|br|table|thead|tbody|tr|th|td|blockquote"
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("crowd") / "store"
    write(folder, rotations(taken(), 6))
    yield from opened(folder, tmp_path_factory.mktemp("cache"))


def test_json_of_all_kinds_is_json_and_safe_for_a_terminal(crowd: Library) -> None:
    for form in ("json", "annotations", "csl", "schemaorg"):
        text = written(form, outgoing(crowd))
        assert json.loads(text)
        assert clean(text) == text
    assert len(written("jsonl", outgoing(crowd)).splitlines()) == 6


def test_a_page_is_well_formed_and_its_links_are_whole(crowd: Library) -> None:
    page = Page(written("html", outgoing(crowd, process="talks")))
    assert {tag for tag, _ in page.elements} <= KNOWN
    places = page.values("id")
    assert len(places) == len(set(places))
    for href in page.values("href"):
        assert re.match(r"(?:https?|ftp|mailto|doi|urn):|#", href, re.IGNORECASE)
        assert not href.startswith("#") or href[1:] in places


def test_markdown_becomes_no_element_that_markdown_does_not_have(crowd: Library) -> None:
    text = written("markdown", outgoing(crowd, process="talks"))
    html = PARSER.render(text)
    assert not re.search(rf"<(?!/?(?:{_OF_MARKDOWN})\b)[a-z!]", html, re.IGNORECASE)
    cited, defined = footnotes(text)
    assert set(defined) <= set(cited)


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_a_formula_in_any_table(crowd: Library, table: str) -> None:
    for excel in (False, True):
        text = written("csv", outgoing(crowd, table=table, excel=excel))
        for row in rows(text.removeprefix("\ufeff")):
            assert None not in row.values()
            assert not [cell for cell in row.values() if cell.startswith(tuple("=+-@\t\r"))]


def test_a_calendar_has_as_many_events_as_were_written(crowd: Library) -> None:
    text = written("ics", outgoing(crowd))
    assert len(events(text)) == text.count("BEGIN:VEVENT\r\n") > 6
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
