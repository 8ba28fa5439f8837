import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

BRIEF = "istanbul-2025-06-02"


def test_prints_the_whole_brief(briefing: Command, store: Path) -> None:
    answer = briefing("show", "-s", store, BRIEF)
    assert answer.status == 0
    for part in (
        "Istanbul, second round", "1 Summary", "6,000", "Rustem Umerov", "verbatim",
        "unreported", "5 Sources 1",
        "can be resolved only at the level of leaders",
    ):  # fmt: skip
        assert part in answer.out
    assert max(map(len, answer.lines)) <= 80


def test_prints_one_record(briefing: Command, store: Path) -> None:
    answer = briefing("show", "-s", store, f"{BRIEF}#q1")
    assert "can be resolved only at the level of leaders" in answer.out
    assert "Medinsky" not in answer.out


def test_an_archived_text_is_no_brief(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("Hello there.")
    (tmp_path / "a.yaml").write_text(
        "title: T\ndate: 2025-06-02\nsummary: S\nsources: {s: {kind: news, archive: text.md}}\n"
    )
    answer = briefing("show", "-s", tmp_path, "text.md")
    assert answer.status == 1
    assert 'unknown brief "text.md"' in answer.err


def test_the_width_can_be_chosen(briefing: Command, store: Path) -> None:
    answer = briefing("show", "-s", store, BRIEF, "--width", "50")
    assert max(map(len, answer.lines)) <= 50


def test_ascii_is_all_that_is_drawn(briefing: Command, store: Path) -> None:
    lines = briefing("show", "-s", store, f"{BRIEF}#q3", "--ascii").out
    assert "p7" in lines
    assert not set(lines) & set("¶·“”│✓≈")


def test_json_is_the_brief_and_what_was_found_out(briefing: Command, store: Path) -> None:
    value = briefing("show", "-s", store, BRIEF, "--json").json
    assert value["id"] == BRIEF
    assert value["quotes"]["q1"]["from"] == "article#p5"
    assert value["verdicts"]["q6"]["verdict"] == "typography"
    assert value["problems"] == []


@pytest.mark.parametrize(
    ("record", "section", "field"),
    [
        ("a2", "agreements", "text"), ("d1", "disagreements", "question"),
        ("d1/russia", "positions", "stance"), ("pr1", "proposals", "by"),
        ("q1", "quotes", "verdict"), ("next/1", "next", "text"),
        ("article", "sources", "archive"), ("umerov", "people", "name"), ("us", "parties", "role"),
        ("summary", "summary", "text"), ("timeline/1", "timeline", "date"),
        ("unknown/1", "unknown", "text"), ("bodies", "issues", "title"),
    ],
)  # fmt: skip
def test_every_record_can_be_had_as_json(
    briefing: Command, store: Path, record: str, section: str, field: str
) -> None:
    value = briefing("show", "-s", store, f"{BRIEF}#{record}", "--json").json
    assert (value["brief"], value["record"], value["section"]) == (BRIEF, record, section)
    assert value[field]


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_the_nearest_name_is_proposed(briefing: Command, store: Path, form: list[str]) -> None:
    answer = briefing("show", "-s", store, "istanbul-2025-06-20", *form)
    assert answer.status == 1
    assert 'did you mean "istanbul-2025-06-02"?' in answer.err
    answer = briefing("show", "-s", store, f"{BRIEF}#artcle", *form)
    assert answer.status == 1
    assert f'{BRIEF} has no record "artcle"; did you mean "article"?' in answer.err


def test_without_a_near_record_the_command_that_prints_all_is_named(
    briefing: Command, store: Path
) -> None:
    answer = briefing("show", "-s", store, f"{BRIEF}#zz", "--json")
    assert answer.status == 1
    assert f'has no record "zz"; see briefing show {BRIEF}' in answer.err


def test_a_position_is_shown_under_its_question(briefing: Command, store: Path) -> None:
    message = " ".join(briefing("show", "-s", store, f"{BRIEF}#d1/russia").out.split())
    assert message.startswith("- [d1] Ceasefire terms · open What should a ceasefire look like")
    assert "Russia proposes A pause of two to three days" in message
    assert "Ukraine" not in message
    value = briefing("show", "-s", store, f"{BRIEF}#d1/russia", "--json").json
    assert (value["issue"], value["party"], value["stance"]) == ("ceasefire", "russia", "proposes")
    assert value["question"].startswith("What should a ceasefire")


@pytest.mark.parametrize("record", ["d1/egypt", "summary/99"])
def test_a_missing_part_of_a_record_is_reported_whatever_its_handling(
    briefing: Command, store: Path, record: str
) -> None:
    path = store / f"{BRIEF}.yaml"
    text = path.read_text(encoding="utf-8").replace("handling: clear", "handling: red")
    path.write_text(text, encoding="utf-8")
    answer = briefing("show", "-s", store, f"{BRIEF}#{record}")
    assert (answer.status, answer.out) == (1, "")
    assert f'no record "{record}"' in answer.err


def test_a_broken_file_shows_its_problems(briefing: Command, one: Path) -> None:
    (one / "broken.yaml").write_text("title: [")
    answer = briefing("show", "-s", one, "broken")
    assert answer.status == 1
    assert "line" in answer.out


def test_people_and_parties_can_be_shown_too(briefing: Command, store: Path) -> None:
    answer = briefing("show", "-s", store, f"{BRIEF}#medinsky")
    assert answer.status == 0
    assert "name: Vladimir Medinsky" in answer.lines


@pytest.mark.parametrize("handling", ["clear", "green", "amber", "red"])
def test_the_handling_mark_is_printed_with_the_brief(
    briefing: Command, one: Path, handling: str
) -> None:
    with (one / "meeting.yaml").open("a") as file:
        file.write(f"handling: {handling}\n")
    whole, record = (
        briefing("show", "-s", one, "meeting"),
        briefing("show", "-s", one, "meeting#summary"),
    )
    assert whole.lines[0] == f"TLP:{handling.upper()} A meeting"
    assert ("TLP:" in record.out) == (handling != "clear")


@pytest.mark.parametrize(
    ("locale", "sign"), [("C", "="), ("C.UTF-8", "✓"), ("de_DE.ISO-8859-1", "=")]
)
def test_signs_follow_the_locale(
    briefing: Command, store: Path, monkeypatch: pytest.MonkeyPatch, locale: str, sign: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert briefing("show", "-s", store, f"{BRIEF}#q1").out.startswith(f"{sign} ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "istanbul",
            "; did you mean istanbul-2025-07-23, istanbul-2025-06-02, istanbul-2025-05-16?",
        ),
        ("istanbul-2025-05", '; did you mean "istanbul-2025-05-16"?'),
        ("nothing", "; see briefing list"),
    ],
)
def test_a_name_that_no_brief_has_is_answered_with_those_that_begin_so(
    briefing: Command, store: Path, name: str, message: str
) -> None:
    answer = briefing("show", "-s", store, name)
    assert (answer.status, answer.out) == (1, "")
    assert message in answer.err


def test_every_record_that_a_search_names_can_be_shown(briefing: Command, store: Path) -> None:
    found = briefing("search", "-s", store, "the OR prisoners OR umerov", "-n", "200", "--jsonl")
    records = [json.loads(line) for line in found.lines]
    assert {"title", "source", "position", "unknown"} <= {record["kind"] for record in records}
    for record in records:
        name = f"{record['brief']}#{record['record']}"
        assert briefing("show", "-s", store, name).status == 0, name
        assert briefing("show", "-s", store, name, "--json").json["record"] == record["record"]


def test_a_duplicate_id_is_reported_and_each_file_can_be_named_by_its_path(
    briefing: Command, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            f"id: twice\ntitle: In {name}\ndate: 2025-06-02\nsummary: S.\n"
        )
    answer = briefing("show", "twice", "-s", str(tmp_path))
    assert "In a" in answer.out
    assert "2 files have the id twice: a.yaml, b.yaml; using the first" in answer.err
    other = briefing("show", "b.yaml", "-s", str(tmp_path))
    assert "In b" in other.out
    assert "2 files" not in other.err


def test_a_brief_is_named_by_its_file_from_wherever_one_is(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `check` prints it, an editor completes it, or from a folder within the store."""
    within, link = tmp_path / "store" / "nile", tmp_path / "link"
    within.mkdir(parents=True)
    link.symlink_to(tmp_path / "store")
    for number in (1, 2):
        (within / f"r{number}.yaml").write_text(
            f"id: n{number}\ntitle: Round {number}\nprocess: nile\nround: {number}\n"
            "date: 2025-06-02\nsummary: S.\n"
        )
    monkeypatch.chdir(within)
    store = ("-s", tmp_path / "store")
    words = ("n1", "nile/r1.yaml", "r1.yaml", "./r1.yaml", "../nile/r1.yaml", within / "r1.yaml",
             link / "nile" / "r1.yaml")  # fmt: skip
    for word in words:
        assert briefing("show", f"{word}#title", "--json", *store).json["brief"] == "n1", word
        ends = briefing("diff", word, within / "r2.yaml", "--json", *store).json
        assert (ends["before"]["brief"], ends["after"]["brief"]) == ("n1", "n2"), word
        for command in ("process", "matrix"):
            assert briefing(command, word, "--json", *store).json["process"] == "nile", word
    assert briefing("show", "r1.yaml", "-s", link).status == 0
    for word in ("r3.yaml", "..", ".", "/", tmp_path / "elsewhere.yaml"):
        assert briefing("show", word, *store).status == 1, word
