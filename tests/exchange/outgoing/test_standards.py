"""Each standard's format, read by a program or schema of that standard."""

import json
import os
import re
import shutil
import subprocess
import warnings
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from icalendar import Calendar

from briefing.exchange.outgoing.standards.argdown import escaped_argdown
from briefing.exchange.outgoing.standards.calendar_text import _folded, _property
from briefing.library import Library
from tests.exchange.outgoing.conftest import (
    HOSTILE,
    SECRET,
    brief,
    opened,
    outgoing,
    store,
    written,
)

TWO = "istanbul-2025-06-02"


def events(text: str) -> list[Any]:
    return [part for part in Calendar.from_ical(text).walk() if part.name == "VEVENT"]


def test_a_calendar_has_the_days_of_a_brief(istanbul: Library) -> None:
    found = {str(one["UID"]): one for one in events(written("ics", outgoing(istanbul, TWO)))}
    meeting = found[f"{TWO}.date@briefing"]
    assert meeting["DTSTART"].dt == date(2025, 6, 2)
    assert meeting["DTEND"].dt == date(2025, 6, 3)
    assert str(meeting["SUMMARY"]) == "Istanbul, second round: a prisoner swap, no ceasefire"
    assert str(meeting["LOCATION"]) == "Istanbul"
    offer = found[f"{TWO}.pr1@briefing"]
    assert (offer["DTSTART"].dt, offer["DTEND"].dt) == (date(2025, 6, 1), date(2025, 7, 1))
    assert str(offer["SUMMARY"]).endswith("A further round of talks (June 2025)")
    assert all(one["DTSTART"].params["VALUE"] == "DATE" for one in found.values())


def test_a_calendar_carries_marks_and_whose_word(confined: Library) -> None:
    found = events(written("ics", outgoing(confined, "one", "old")))
    for one in found:
        assert str(one["SUMMARY"]).startswith(("TLP:AMBER+STRICT ", "TLP:RED superseded by two "))
        assert str(one["CLASS"]) == "CONFIDENTIAL"
    due = next(one for one in found if str(one["UID"]) == "one.a1@briefing")
    assert f"stated by: Alpha {SECRET}; not by: Beta" in str(due["DESCRIPTION"])


def test_lines_of_a_calendar_are_short_and_nothing_ends_them_but_crlf(hostile: Library) -> None:
    text = written("ics", outgoing(hostile))
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not any("\n" in line or "\r" in line for line in lines)
    assert len(events(text)) == text.count("BEGIN:VEVENT\r\n") == 4
    (meeting,) = (one for one in events(text) if str(one["UID"]) == "bad.date@briefing")
    assert str(meeting["SUMMARY"]) == f"Bad {HOSTILE}"


@given(st.text(st.sampled_from('aé中😀,;:\\"\r\n\tENDVCAR '), max_size=120))
@examples(max_examples=80)
def test_any_text_is_read_again(text: str) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", _property("SUMMARY", text), "END:VEVENT"]
    written_text = "".join(map(_folded, [*lines, "END:VCALENDAR"]))
    assert all(len(line.encode()) <= 75 for line in written_text.split("\r\n"))
    (event,) = events(written_text)
    expected = text.replace("\r\n", " \n").replace("\r", "\n")
    assert str(event["SUMMARY"]) == expected


def test_steps_keep_their_names_when_their_dates_and_places_change(tmp_path: Path) -> None:
    first, again = {"text": "Meet", "date": "2025-04"}, {"text": "Meet", "date": "2025-05"}
    other = {"text": "Talk", "date": "2025-03"}
    names = []
    for number, steps in enumerate(([first, again], [other, first, again | {"date": "2025-09"}])):
        folder = tmp_path / str(number)
        folder.mkdir()
        store(folder, {"one": brief("One", "x", next=steps)}, "Head\n\nmy x\n")
        for library in opened(folder, tmp_path / f"{number}.cache"):
            names.append({str(one["UID"]) for one in events(written("ics", outgoing(library)))})
    assert names[0] < names[1]
    assert len(names[1] - names[0]) == 1


@pytest.mark.parametrize(
    ("when", "first", "days"),
    [("2025-02-03", "2025-02-03", 1), ("2025", "2025-01-01", 365), ("2024-02~", "2024-02-01", 29),
     ("2025-06-01/2025-06-03", "2025-06-01", 3), ("9999-12-31", "9999-12-31", None)],
)  # fmt: skip
def test_dates_of_all_kinds(tmp_path: Path, when: str, first: str, days: int | None) -> None:
    store(tmp_path, {"one": brief("One", "x", date=when, next=[], proposals={}, agreements={},
                                  bottom_line="x", summary="x")}, "x\n")  # fmt: skip
    for library in opened(tmp_path, tmp_path / "cache"):
        (event,) = events(written("ics", outgoing(library)))
    start = date.fromisoformat(first)
    assert event["DTSTART"].dt == start
    assert (
        event.get("DTEND") is None
        if days is None
        else (event["DTEND"].dt == start + timedelta(days=days))
    )


def cited(items: list[dict[str, Any]]) -> list[str]:
    """Return the entries that a citation processor makes of sources, in the Harvard style."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the processor's own about fields that it does not use
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatters.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in bibliography.bibliography()]


def test_a_citation_processor_makes_entries_of_the_sources(istanbul: Library) -> None:
    items = json.loads(written("csl", outgoing(istanbul)))
    entries = cited(items)
    assert len(entries) == len(items) == len({item["id"] for item in items})
    assert any("Russia and Ukraine Agree to New Prisoner Exchange" in entry for entry in entries)


def test_sources_have_dates_marks_and_stable_names(confined: Library, hostile: Library) -> None:
    (item,) = json.loads(written("csl", outgoing(confined, "one")))
    assert item == {
        "id": "one#art", "type": "article-newspaper", "title": f"Paper {SECRET}",
        "container-title": SECRET, "issued": {"date-parts": [[2025, 1, 2]]},
        "URL": "https://a.example/x?a=1&b=2", "archive_location": "sources/art.txt",
        "note": f"TLP:AMBER+STRICT; brief: One {SECRET}",
    }  # fmt: skip
    items = json.loads(written("csl", outgoing(hostile)))
    assert HOSTILE.split()[0] in cited(items)[0]


BODY = {
    "type": "object", "required": ["type", "purpose", "value"],
    "properties": {
        "type": {"const": "TextualBody"}, "format": {"const": "text/plain"},
        "purpose": {"enum": ["describing", "commenting", "tagging"]},
        "language": {"type": "string"}, "value": {"type": "string", "minLength": 1},
    },
    "additionalProperties": False,
}  # fmt: skip
SELECTOR = {
    "oneOf": [
        {"required": ["exact"], "additionalProperties": False, "properties": {
            "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1},
            "prefix": {"type": "string"}, "suffix": {"type": "string"}}},
        {"required": ["start", "end"], "additionalProperties": False, "properties": {
            "type": {"const": "TextPositionSelector"},
            "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}}},
    ],
}  # fmt: skip
TARGET = {
    "type": "object", "required": ["type", "source"], "additionalProperties": False,
    "properties": {
        "type": {"const": "SpecificResource"}, "source": {"pattern": r"^\w+:\S+$"},
        "selector": {"type": "array", "items": SELECTOR, "minItems": 1},
        "state": {"required": ["type", "cached"], "properties": {"type": {"const": "TimeState"}}},
    },
}  # fmt: skip
ANNOTATION = {
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"pattern": r"^urn:briefing:[^#\s]+#\S+$"}, "type": {"const": "Annotation"},
        "motivation": {"const": "describing"}, "modified": {"format": "date-time"},
        "body": {"type": "array", "items": BODY, "minItems": 1},
        "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET}]},
    },
}  # fmt: skip
PAGE = {
    "required": ["id", "type", "items", "startIndex"],
    "properties": {
        "type": {"const": "AnnotationPage"}, "items": {"type": "array", "items": ANNOTATION},
    },
}  # fmt: skip
ANNOTATIONS = {
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationCollection"}, "total": {"type": "integer", "minimum": 0},
        "first": PAGE,
    },
}  # fmt: skip
"""The part of the Web Annotation Data Model (sections 3 to 5) that is used, as a schema."""


@pytest.mark.parametrize("name", ["istanbul", "confined", "hostile"])
def test_annotations_have_the_form_of_the_model(name: str, request: pytest.FixtureRequest) -> None:
    value = json.loads(written("annotations", outgoing(request.getfixturevalue(name))))
    jsonschema.validate(value, ANNOTATIONS)
    items = value["first"]["items"]
    assert value["total"] == len(items) == len({item["id"] for item in items}) > 0


def test_a_quote_is_annotated_where_it_stands(istanbul: Library) -> None:
    value = json.loads(written("annotations", outgoing(istanbul, TWO)))
    (item,) = (one for one in value["first"]["items"] if one["id"].endswith("#q1"))
    quote, position = item["target"]["selector"]
    (view,) = outgoing(istanbul, TWO).views()
    text = view.archives["article"].text
    assert quote["exact"] == "can be resolved only at the level of leaders"
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert item["body"][0]["value"].startswith("Rustem Umerov (Ukraine) said: “can be resolved")


def test_every_annotation_carries_the_mark_as_a_tag(confined: Library) -> None:
    value = json.loads(written("annotations", outgoing(confined, "one")))
    for item in value["first"]["items"]:
        tags = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
        assert tags[0] == "TLP:AMBER+STRICT"


def test_every_thing_of_schema_org_is_marked_and_says_who_claims_it(confined: Library) -> None:
    (report,) = json.loads(written("schemaorg", outgoing(confined, "old")))["@graph"]
    for part in (report, *report["hasPart"]):
        assert part["conditionsOfAccess"] == "TLP:RED"
        assert part["creativeWorkStatus"] == "superseded by two"
    claim = next(part for part in report["hasPart"] if part["identifier"] == "old#a1")
    assert [one["identifier"] for one in claim["author"]] == ["a"]
    ids = [part["@id"] for part in report["hasPart"]]
    assert len(ids) == len(set(ids)) == 7


def test_what_is_suggested_is_no_fact_in_any_standard(confined: Library) -> None:
    export = outgoing(confined, "draft")
    (report,) = json.loads(written("schemaorg", export))["@graph"]
    quote = next(part for part in report["hasPart"] if part["@type"] == "Quotation")
    assert quote["creator"]["name"] == "Anna zither (suggested)"
    assert quote["disambiguatingDescription"] == "suggested, not confirmed: who"
    assert "Anna zither (suggested)" in written("argdown", export)


ARGDOWN = """
const core = require(process.argv[1]);
const app = new core.ArgdownApplication();
app.addPlugin(new core.ParserPlugin(), "parse-input");
app.addPlugin(new core.ModelPlugin(), "build-model");
const input = require("fs").readFileSync(0, "utf8");
const made = app.run({input, process: ["parse-input", "build-model"],
  parser: {throwExceptions: false}, logLevel: "error"});
const texts = Object.values(made.statements || {}).map(one => one.members.map(each => each.text));
console.log(JSON.stringify({
  errors: [...(made.lexerErrors || []), ...(made.parserErrors || [])].map(one => one.message),
  statements: Object.keys(made.statements || {}), arguments: Object.keys(made.arguments || {}),
  relations: (made.relations || []).map(
    one => [one.relationType, one.from.title, one.to.title]), texts}));
"""


def argdown(text: str) -> dict[str, Any]:
    """Return what Argdown's own parser reads; skip the test without it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    named = os.environ.get("ARGDOWN_CORE", "")
    if not named and npm:
        done = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        named = f"{done.stdout.strip()}/@argdown/core"
    if node is None or not Path(named).is_dir():
        pytest.skip("needs @argdown/core (npm install -g @argdown/core, or $ARGDOWN_CORE)")
    done = subprocess.run(
        [node, "-e", ARGDOWN, named], input=text, capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_argdown_reads_questions_positions_and_quotes(istanbul: Library) -> None:
    found = argdown(written("argdown", outgoing(istanbul, TWO)))
    assert found["errors"] == []
    assert {f"{TWO}#d2", f"{TWO}#d2/ukraine", f"{TWO}#a1"} <= set(found["statements"])
    assert ["attack", f"{TWO}#d2/russia", f"{TWO}#d2"] in found["relations"]
    assert ["support", f"{TWO}#q3", f"{TWO}#d2/russia"] in found["relations"]


def test_hostile_text_is_read_by_argdown_as_text(hostile: Library) -> None:
    found = argdown(written("argdown", outgoing(hostile)))
    assert found["errors"] == []
    assert found["statements"] == ["bad#a1", "bad#d1", "bad#d1/a", "bad#p1"]
    assert found["arguments"] == ["bad#q1", "bad#d1/b"]
    text = " ".join(text for texts in found["texts"] for text in texts)
    assert "</script><script>alert(1)</script>" in text
    assert "[x](javascript:alert(1))" in text


def test_no_sign_of_argdown_is_left_bare() -> None:
    text = escaped_argdown(HOSTILE)
    assert not re.search(r"(?<!\\)[`*_\[\]<>#@{}:|]", text)
    assert "\n" not in escaped_argdown("a\nb\r\nc")
