"""What holds for every format: marks go along, drafts stay, identifiers never change."""

import json
import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from briefing.exchange.outgoing.formats import FORMATS
from briefing.library import Library
from tests.conftest import SAMPLES
from tests.exchange.outgoing.conftest import SECRET, brief, opened, outgoing, store, written

FORMS = tuple(FORMATS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["one", "two"])
def test_no_word_of_a_confined_brief_leaves_without_its_mark(
    confined: Library, form: str, name: str
) -> None:
    text = written(form, outgoing(confined, name))
    colour = {"one": "amber+strict", "two": "red"}[name]
    assert SECRET in text
    assert colour in text.lower()


@pytest.mark.parametrize("form", FORMS)
def test_each_brief_of_several_has_its_own_mark(confined: Library, form: str) -> None:
    text = written(form, outgoing(confined, "one", "two")).lower()
    assert "amber+strict" in text
    assert "red" in text.replace("shared", "").replace("required", "")


@pytest.mark.parametrize("form", FORMS)
def test_a_superseded_brief_says_so(confined: Library, form: str) -> None:
    text = written(form, outgoing(confined, "old"))
    assert "superseded" in text
    assert "two" in text


@pytest.mark.parametrize("form", FORMS)
def test_what_is_suggested_says_so(confined: Library, form: str) -> None:
    text = written(form, outgoing(confined, "draft"))
    assert "draft" in text.lower()
    if form not in ("csl", "ics"):  # which have no quotes
        assert "suggested" in text


@pytest.mark.parametrize("form", FORMS)
def test_the_records_keep_their_identifiers_when_others_come_before_them(
    tmp_path: Path, form: str
) -> None:
    data = brief("One", SECRET)
    quote = {"who": "anna", "text": "earlier"}
    more = {"quotes": {"q0": quote, **data["quotes"]}, "title": "Another title"}
    more["next"] = [{"text": "Sooner", "date": "2025-02"}, *data["next"]]
    texts = []
    for name, content in (("a", data), ("b", data | more)):
        (tmp_path / name).mkdir()
        store(tmp_path / name, {"one": content})
        for library in opened(tmp_path / name, tmp_path / f"{name}.cache"):
            texts.append(written(form, outgoing(library)))
    # The names of the records that were there before are all there still.
    before, after = (set(_identifiers(form, text)) for text in texts)
    assert before
    assert before <= after


def _identifiers(form: str, text: str) -> list[str]:
    """Return what names records in an export."""
    patterns = {
        "markdown": r"\[\^(one-[\w.-]+)\]", "json": r'"(q1|a1|d1|p1)": ', "jsonl": r'"(q1|a1)": ',
        "csv": r"^one,(\w+)", "html": r'id="(one\.[\w.-]+)"', "annotations": r'"id": "(urn:[^"]+)"',
        "csl": r'"id": "([^"]+)"', "schemaorg": r'"@id": "(urn:[^"]+)"',
        "argdown": r"[\[<](one#[^\]>]+)[\]>]", "ics": r"^UID:(.+)$",
    }  # fmt: skip
    return re.findall(patterns[form], text.replace("\r", ""), re.MULTILINE)


@pytest.mark.parametrize("form", FORMS)
def test_a_process_is_exported_with_all_its_rounds(istanbul: Library, form: str) -> None:
    export = outgoing(istanbul, process="ru-ua-istanbul-2025")
    text = written(form, export)
    assert all(row.id in text for row in export.rows)
    assert written(form, export) == text


def test_json_is_the_brief_again(istanbul: Library, tmp_path: Path) -> None:
    """The keys of the file read back as the same brief, shared names and all."""
    copy = copytree(SAMPLES, tmp_path / "copy")
    values = [json.loads(line) for line in written("jsonl", outgoing(istanbul)).splitlines()]
    for path in copy.glob("*.yaml"):
        path.unlink()
    for value in values:
        (copy / f"{value['id']}.json").write_text(json.dumps(kept(value)), encoding="utf-8")
    for library in opened(copy, tmp_path / "cache"):
        again = outgoing(library)
        for before, after in zip(outgoing(istanbul).views(), again.views(), strict=True):
            assert before.brief == after.brief
            assert before.checks == after.checks
        lines = written("jsonl", again).splitlines()
        assert [kept(json.loads(line)) for line in lines] == list(map(kept, values))


def kept(value: dict[str, Any]) -> dict[str, Any]:
    """Return what an exported brief has of its file, without what was found about it."""
    return {key: value[key] for key in value if key not in ("verdicts", "problems", "meta")}


@pytest.mark.parametrize("name", ["one", "draft"])
def test_json_keeps_suggestions_and_marks(confined: Library, tmp_path: Path, name: str) -> None:
    value = json.loads(written("json", outgoing(confined, name, is_single=True)))
    (view,) = outgoing(confined, name).views()
    folder = store(tmp_path, {name: kept(value)}, f"Head\n\nmy {SECRET}\n")
    for library in opened(folder, tmp_path / "cache"):
        (again,) = outgoing(library).views()
        assert again.brief == view.brief


def test_notes_leave_only_with_the_state_that_has_them(confined: Library) -> None:
    for form in FORMS:
        assert "own_notes" not in written(form, outgoing(confined, "one"))
    export = outgoing(confined, "one")
    assert replace(export, rows=()).origin.startswith("From the store")


def _units(form: str, text: str) -> list[str]:
    """Return the parts of an export that programs and people pass on by themselves."""
    if form == "csv":
        return text.splitlines()[1:]
    if form == "jsonl":
        return text.splitlines()
    if form == "annotations":
        return [json.dumps(item) for item in json.loads(text)["first"]["items"]]
    if form == "csl":
        return [json.dumps(item) for item in json.loads(text)]
    if form == "schemaorg":
        parts = [part for report in json.loads(text)["@graph"] for part in report["hasPart"]]
        return [json.dumps(part) for part in parts]
    if form == "argdown":
        return re.findall(r"^.*[\[<]one#.*$", text, re.MULTILINE)
    if form == "ics":
        return text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    if form == "html":
        return re.findall(r'<article class="brief".*?</article>', text, re.DOTALL)
    if form == "markdown":
        return [text, *re.findall(r"^\[\^.*$", text, re.MULTILINE)]
    return [text]


@pytest.mark.parametrize("form", FORMS)
def test_each_part_that_is_passed_on_by_itself_carries_the_mark(
    confined: Library, form: str
) -> None:
    units = _units(form, written(form, outgoing(confined, "one")))
    assert any(SECRET in unit for unit in units)
    for unit in units:
        assert "amber+strict" in unit.lower().replace("\\", ""), unit
