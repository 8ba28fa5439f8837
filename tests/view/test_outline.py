"""The outline of a brief: its headings, then its records with their titles."""

from textwrap import dedent

from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED
from briefing.view.brief.panes import pane_of, pane_view
from briefing.view.document import outline
from tests.ui.fakes import indexed

PROSE = """\
Before any heading.

## ADP

### Facilitated *groups*

- # In a list

Setext
------

> ## Quoted

    # code

## Last [^q1]
"""


def test_headings_come_in_order_with_their_levels():
    view = _sample()
    view = view._replace(brief=view.brief.model_copy(update={"summary": dedent(PROSE)}))
    headings = [(e.level, e.title) for e in outline(view) if e.key.startswith("summary/")]
    assert headings == [
        (1, "ADP"), (2, "Facilitated groups"), (0, "In a list"), (1, "Setext"), (1, "Quoted"),
        (1, "Last [q1]"),
    ]  # fmt: skip
    summary = pane_view(view, 1, UNWRAPPED)
    for entry in outline(view)[:6]:
        item = next(item for item in summary.items if item.key == entry.key)
        assert entry.title in "".join(span.text for span in summary.lines[item.first])


def test_every_record_is_there_once_where_its_pane_has_it():
    view = _sample()
    brief, entries = view.brief, outline(view)
    records = [entry for entry in entries if entry.pane > 1]
    assert [entry.key for entry in records] == [
        *brief.agreements, *brief.disagreements, *brief.proposals, *brief.quotes, *brief.sources,
    ]  # fmt: skip
    for entry in entries:
        assert pane_of(view, entry.key) == entry.pane
        keys = [item.key for item in pane_view(view, entry.pane, 80).items]
        assert any(key == entry.key or key.startswith(f"{entry.key}/") for key in keys)
        assert entry.title
        assert "\n" not in entry.title
    said = next(entry for entry in records if entry.key == "q1")
    assert said.title.startswith("Rustem Umerov: “can be resolved")
    assert said.label == "q1"


def test_sections_of_the_summary_are_headings_where_they_have_something():
    view = _sample()
    titles = {entry.title for entry in outline(view) if entry.pane == 1}
    assert {"Next", "Unknown", "Timeline"} <= titles
    bare = view.brief.model_copy(update={"next": (), "unknown": (), "timeline": ()})
    assert not [entry for entry in outline(view._replace(brief=bare)) if entry.pane == 1]


def _sample() -> BriefView:
    library = indexed()
    row = library.catalogue.row_of("istanbul-2025-06-02")
    assert row is not None
    return library.view(row)
