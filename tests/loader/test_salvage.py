"""An error costs the record in which it stands, and nothing else of the brief."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.loader import load as loader
from briefing.model.brief import Brief
from briefing.model.rows import flatten

TEXT = """\
title: Talks
date: 2025-06-02
process: talks
round: 2
summary: They met [^a1].
place: {name: Vienna, country: AT}
parties:
  ua: {name: Ukraine, country: UA}
  ru: {name: Russia}
people:
  umerov: {name: Rustem Umerov, party: ua}
sources:
  day: {kind: news, archive: day.txt, published: 2025-06-02}
issues:
  swap: Exchange of prisoners
  truce: Ceasefire
agreements:
  a1: {issue: swap, text: One for one., parties: [ua, ru], attested_by: [ua]}
  a2: {issue: truce, text: A pause., parties: [ua, ru], attested_by: [ua, ru], due: 2025-07}
disagreements:
  d1:
    issue: truce
    question: How long?
    positions:
      ua: {stance: demands, text: A month.}
      ru: {stance: rejects, text: Not now.}
proposals:
  pr1: {issue: truce, by: ru, text: Two days.}
quotes:
  q1: {who: umerov, text: It can be solved., from: day#p2, verb: said}
  q2: {who: ru, text: We are ready., kind: partial}
timeline:
- date: 2025-05-16
  text: The first round.
- date: 2025-06-02
  text: The second round.
next:
- text: A third round.
unknown: [Who comes., When.]
tags: [talks, prisoners]
"""
WHOLE = loader.load(TEXT.encode(), "talks.yaml").brief
_LISTS = json.loads(WHOLE.model_dump_json()) if WHOLE else {}


def load(text: str, path: str = "talks.yaml") -> loader.Loaded:
    loaded = loader.load(text.encode(), path)
    assert any(problem.severity == "error" for problem in loaded.problems)
    assert not loaded.whole
    return loaded


def records(brief: Brief | None) -> dict[str, Any]:
    """Return what a brief says, by the path of each record."""
    assert brief is not None
    values = json.loads(brief.model_dump_json(exclude={"id", "brief"}))
    flat: dict[str, Any] = {}
    for section, value in values.items():
        if section == "disagreements":
            for key, dispute in value.items():
                for party, position in dispute.pop("positions").items():
                    flat[f"{section}.{key}.positions.{party}"] = position
                flat[f"{section}.{key}"] = dispute
        elif isinstance(value, dict):
            flat |= {f"{section}.{key}": record for key, record in value.items()}
        elif isinstance(value, list):
            numbers = {str(item): n for n, item in enumerate(_LISTS.get(section, value), 1)}
            flat |= {f"{section}.{numbers.get(str(item), 99)}": item for item in value}
        else:
            flat[section] = value
    return flat


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ("stance: demands", "stance: acepts", {"disagreements.d1.positions.ua"}),
        ("stance: demands", "stanc: demands", {"disagreements.d1.positions.ua"}),
        ("question: How long?", "question:", {"disagreements.d1"}),
        ("attested_by: [ua]", "attested: [ua]", {"agreements.a1"}),
        ("a1: {issue: swap", "a1: {issue: Swap it", {"agreements.a1"}),
        ("due: 2025-07", "due: soon", {"agreements.a2.due"}),
        ("kind: partial", "kind: partal", {"quotes.q2"}),
        ("verb: said", "verb: [said]", {"quotes.q1.verb"}),
        ("who: umerov", "who: Mr Umerov", {"quotes.q1"}),
        ("country: UA", "country: Ukraine", {"parties.ua.country"}),
        ("name: Russia", "nam: Russia", {"parties.ru"}),
        ("archive: day.txt", "archive: [day.txt]", {"sources.day.archive"}),
        ("published: 2025-06-02", "published: soon", {"sources.day.published"}),
        ("place: {name: Vienna, country: AT}", "place: [Vienna]", {"place"}),
        ("country: AT", "country: Austria", {"place.country"}),
        ("round: 2", "round: two", {"round"}),
        ("process: talks", "process: The Talks", {"process"}),
        ("process: talks", "proces: talks", {"proces", "process"}),
        ("process: talks", "Prozess: talks", {"Prozess", "process"}),
        ("title: Talks", "titel: Talks", {"titel", "title"}),
        ("date: 2025-06-02", "date: next week", {"date"}),
        ("summary: They met [^a1].", "summary: [They, met]", {"summary"}),
        ("- date: 2025-05-16", "- date: May", {"timeline.1"}),
        ("- text: A third round.", "- texts: A third round.", {"next.1"}),
        ("[Who comes., When.]", "[Who comes., {x: y}]", {"unknown.2"}),
        ("proposals:", "proposal:", {"proposal"}),
        ("agreements:", "agreements: none\nagreement:", {"agreement", "agreements"}),
        ("  q2: {", "  q1: {", {"quotes.q1"}),
        ("title: Talks", "title: Talks\ntitle: Other", {"title"}),
        ("name: Russia", "name: &r Russia", {"parties.ru"}),
    ],
)
def test_an_error_costs_its_own_record(before: str, after: str, missing: set[str]) -> None:
    assert before in TEXT
    loaded = load(TEXT.replace(before, after, 1))
    assert set(loaded.missing) == missing
    left, whole = records(loaded.brief), records(WHOLE)
    lost = {path for path in whole if whole[path] != left.get(path)}
    assert lost <= {
        path
        for path in whole
        for part in missing
        if path == part
        or path.startswith(f"{part}.")
        or part.startswith(f"{path}.")
        or part.rstrip("s").startswith(path.partition(".")[0].rstrip("s"))
    }


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ("text: One for one.", "text: One: for one.", {"agreements.a1"}),
        ("text: One for one.", 'text: "One for one.', {"agreements.a1"}),
        ("question: How long?", "question: How: long?", {"disagreements.d1"}),
        ("    question: How long?", "   question: How long?", {"disagreements.d1"}),
        ("  text: The first round.", "   text: The first round.", {"timeline.1"}),
        ("text: Two days.}", "text: Two days.", {"proposals.pr1"}),
        ("tags: [talks, prisoners]", "tags: [talks, prisoners", {"tags"}),
        ("title: Talks", "title: Talks: the second round", {"title"}),
        ("summary: They met [^a1].", "summary: [^a1] They met.", {"summary"}),
        ("verb: said}", "verb: @said}", {"quotes.q1"}),
    ],
)
def test_an_error_of_syntax_costs_its_own_record(
    before: str, after: str, missing: set[str]
) -> None:
    loaded = load(TEXT.replace(before, after, 1))
    assert [problem.code for problem in loaded.problems] == ["syntax"]
    assert set(loaded.missing) == missing
    left, whole = records(loaded.brief), records(WHOLE)
    gone = {path for path in whole if path not in left or left[path] != whole[path]}
    assert {path for path in gone if not any(path.startswith(one) for one in missing)} == set()


@pytest.mark.parametrize("key", ["colour", "rounds", "p", "sources-of"])
def test_any_other_key_says_nothing_of_the_process(key: str) -> None:
    assert load(TEXT.replace("process: talks", f"{key}: talks")).missing == (key,)


@pytest.mark.parametrize("written", ["ambr", "[amber]", "TLP:RED", "secret"])
def test_a_mark_that_cannot_be_read_confines_most(written: str) -> None:
    loaded = load(TEXT.replace("round: 2", f"round: 2\nhandling: {written}"))
    assert loaded.brief is not None
    assert (loaded.brief.handling, loaded.missing) == ("red", ("handling",))


def test_several_errors_cost_their_records() -> None:
    text = TEXT.replace("One for one.", "One: for one.").replace("Two days.}", "Two: days.")
    loaded = load(text.replace("stance: rejects", "stance: no"))
    assert set(loaded.missing) == {
        "agreements.a1", "proposals.pr1", "disagreements.d1.positions.ru"
    }  # fmt: skip


def test_of_json_that_ends_early_what_stands_before_the_end_is_read() -> None:
    text = json.dumps(yaml.load(TEXT, yaml.BaseLoader), indent=1)
    loaded = load(text[: text.index('"q2"')], "talks.json")
    assert loaded.brief is not None
    assert "" in loaded.missing
    assert list(loaded.brief.quotes) == ["q1"]
    assert records(loaded.brief)["agreements.a2"] == records(WHOLE)["agreements.a2"]


def test_records_of_a_list_keep_their_numbers() -> None:
    text = """\
title: Talks
date: 2025
summary: They met.
agreements:
- issue: swap
  texts: One for one.
  parties: []
  attested_by: []
- issue: truce
  text: A pause.
  parties: []
  attested_by: []
"""
    loaded = load(text)
    assert loaded.brief is not None
    assert list(loaded.brief.agreements) == ["a2"]
    assert loaded.missing == ("agreements.a1",)
    broken = load(text.replace("  texts: One", "  text: One: two"))
    assert broken.brief is not None
    assert list(broken.brief.agreements) == ["a2"]


@pytest.mark.parametrize("text", ["", "title: [\n", "- a\n- b\n", "x", "{", "titel: x\ndat: y\n"])
def test_of_a_file_that_says_nothing_there_is_no_brief(text: str) -> None:
    loaded = load(text)
    assert loaded.brief is None
    assert loaded.missing == ("",)


_WRONG = st.sampled_from([None, "No such thing", [], {}, ["x", {"y": "z"}], {"x": "y"}, "", 17])


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return [path] + [
        each
        for key, one in (inner if isinstance(value, dict | list) else ())
        for each in _paths(one, (*path, key))
    ]


_VALUES = yaml.load(TEXT, yaml.BaseLoader)


@given(st.sampled_from(_paths(_VALUES)[1:]), _WRONG)
def test_whatever_is_damaged_all_other_records_stay(path: tuple[Any, ...], value: Any) -> None:
    values = json.loads(json.dumps(_VALUES))
    owner = values
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = value
    loaded = loader.load(json.dumps(values).encode(), "talks.json")
    if loaded.whole:
        return
    unit = [str(part + 1) if isinstance(part, int) else part for part in path]
    left, whole = records(loaded.brief), records(WHOLE)
    part = unit[:1] if unit[0] == "place" else unit[:2]
    others = {key for key in whole if key.split(".")[: len(part)] != part and key != unit[0]}
    section = unit[0] if len(unit) == 1 else None
    for key in others - {key for key in whole if key.split(".")[0] == section}:
        assert left.get(key) == whole[key]
    assert loaded.missing
    assert flatten(loaded.brief)  # type: ignore[arg-type]


def test_an_error_in_front_matter_costs_its_own_record_and_not_the_body() -> None:
    lines = TEXT.replace("text: One for one.", "text: One: for one.").split("\n")
    front = "\n".join(line for line in lines if not line.startswith("summary"))
    loaded = load(f"---\n{front}---\n\nThey met [^a1].\n", "talks.md")
    assert loaded.missing == ("agreements.a1",)
    left, whole = records(loaded.brief), records(WHOLE)
    assert {key for key in whole if left.get(key) != whole[key]} == {"agreements.a1"}
