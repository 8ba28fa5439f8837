"""`briefing process`, `diff` and `matrix` on the sample briefs and on small stores."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli.main import run
from briefing.cli.printing import board_output
from briefing.cli.printing.board_output import board_lines
from briefing.exchange.outgoing.markdown.board_markdown import markdown
from briefing.exchange.outgoing.tables.csv_table import csv_cells, guarded
from briefing.exchange.outgoing.values.process_data import (
    MATRIX_COLUMNS,
    matrix_data,
    standing_data,
)
from briefing.model.rows import Names, Row
from briefing.process import Matrix, Round
from briefing.text.width import cells
from briefing.view.board import Board, BoardRow, Cell, listed
from tests.tools.process_from_briefs import of_rows

FIRST, SECOND, THIRD = "istanbul-2025-05-16", "istanbul-2025-06-02", "istanbul-2025-07-23"
THREADS = {
    "prisoners": ["agreed", "agreed", "claimed by Russia"],
    "bodies": ["not raised", "claimed by Ukraine", "claimed by Russia"],
    "ceasefire": ["disputed", "disputed", "disputed"],
    "level": ["proposed", "mentioned", "proposed"],
    "children": ["not raised", "disputed", "not raised"],
}


class Said:
    """What a command wrote, and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    def json(self) -> Any:
        return json.loads(self.out)

    def csv(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


@pytest.fixture
def briefing(samples: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command line on the sample briefs, or on the store that it names itself."""

    def act(*words: str) -> Said:
        store = () if "-s" in words else ("-s", str(samples))
        status = run([*words, *store])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return act


# --- process ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ru-ua-istanbul-2025", SECOND, "istanbul", "Istanbul 2025"])
def test_a_process_is_found_by_slug_by_a_brief_and_by_words(briefing: Any, name: str) -> None:
    data = briefing("process", name, "--json").json()
    assert data["process"] == "ru-ua-istanbul-2025"
    assert [item["brief"] for item in data["rounds"]] == [FIRST, SECOND, THIRD]


def test_the_json_has_the_state_of_each_issue_in_each_round(briefing: Any) -> None:
    issues = {item["issue"]: item for item in briefing("process", "--json").json()["issues"]}
    for issue, thread in THREADS.items():
        assert [cell["label"] for cell in issues[issue]["rounds"]] == thread
    bodies = issues["bodies"]["rounds"][1]
    assert bodies["state"] == "claimed"
    assert bodies["attested_by"] == ["ukraine"]
    assert bodies["amounts"] == ["6,000 bodies each"]
    assert bodies["records"] == [f"{SECOND}#a2"]
    assert issues["children"]["rounds"][2]["last_seen"] == SECOND


def test_the_matrix_names_the_versions_that_it_leaves_out_in_json_too() -> None:
    newer = Round("new", 1, supersedes="one")
    data = matrix_data(Matrix(of_rows("talks", [Round("one", 1), newer], ())))
    assert [item["brief"] for item in data["replaced"]] == ["one"]


def test_claimed_amounts_are_apart_from_agreed_ones() -> None:
    fish = Row("one", "a1", "agreement", ("fish",), attested_by=("a",), amount="600 t")
    nets = fish._replace(key="a2", attested_by=("a", "b"), amount="2 nets")
    for rows, agreed, claimed in (
        ([fish, nets], ["2 nets"], ["a: 600 t"]),
        ([fish], ["600 t"], []),
    ):
        cell = of_rows("talks", [Round("one")], rows).cell("fish", 0)
        data = standing_data(cell, Names())
        assert (data["amounts"], data["claimed_amounts"]) == (agreed, claimed)


def test_the_csv_has_the_state_of_each_issue_in_each_round(briefing: Any) -> None:
    rows = briefing("process", "--csv").csv()
    for issue, thread in THREADS.items():
        assert [row["label"] for row in rows if row["issue"] == issue] == thread


def test_jsonl_gives_an_issue_a_line(briefing: Any) -> None:
    lines = briefing("process", "--jsonl").out.splitlines()
    assert {json.loads(line)["issue"] for line in lines} >= set(THREADS)


def test_the_text_shows_every_state_within_the_width(briefing: Any) -> None:
    answer = briefing("process")
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert max(map(cells, lines)) <= 80
    bodies = next(line for line in lines if line.startswith("Return of the bodies"))
    assert bodies.split("  ")[-1].strip() == "? claimed by"
    assert "(last seen in" in answer.out


def test_promises_are_held_against_later_rounds(briefing: Any) -> None:
    promises = {item["record"]: item for item in briefing("process", "--promises", "--json").json()}
    bodies = promises[f"{SECOND}#a2"]
    assert bodies["amount"] == "6,000 bodies each"
    assert [cell["label"] for cell in bodies["later"]] == ["claimed by Russia"]
    assert [cell["restated"]["record"] for cell in bodies["later"]] == [f"{THIRD}#a2"]
    assert promises[f"{SECOND}#next/1"]["later"][0]["restated"] is None
    assert promises[f"{SECOND}#next/1"]["issues"] == ["next-round"]
    rows = briefing("process", "--promises", "--csv").csv()
    (row,) = [row for row in rows if row["record"] == f"{SECOND}#a2"]
    assert (row["round"], row["amount"]) == ("2", "6,000 bodies each")
    assert row["since"] == "round 3: claimed by Russia"
    assert f"{THIRD}#a2" in row["records_since"].split()
    assert "no later round yet" in briefing("process", "--promises").out


def test_the_timeline_runs_through_all_rounds(briefing: Any) -> None:
    rows = briefing("process", "--timeline", "--json").json()
    rounds = [row for row in rows if row["what"] == "round"]
    assert [(row["date"], row["records"]) for row in rounds] == [
        ("2025-05-16", [f"{FIRST}#summary"]), ("2025-06-02", [f"{SECOND}#summary"]),
        ("2025-07-23", [f"{THIRD}#summary"]),
    ]  # fmt: skip
    table = briefing("process", "--timeline", "--csv").csv()
    assert [row["date"] for row in table] == [row["date"] for row in rows]
    assert rows[-1]["what"] == "expected"
    assert "First direct talks" in briefing("process", "--timeline").out


def test_an_unknown_process_is_named_with_the_nearest(briefing: Any) -> None:
    answer = briefing("process", "ru-ua-istanbul-2026")
    assert answer.status == 1
    assert answer.out == ""
    assert 'did you mean "ru-ua-istanbul-2025"?' in answer.err


def test_without_a_near_name_the_known_processes_are_listed(briefing: Any) -> None:
    for command in ("process", "matrix"):
        answer = briefing(command, "nonsense")
        assert answer.status == 1
        assert 'unknown process "nonsense"; there is ru-ua-istanbul-2025' in answer.err


def test_a_line_has_dates_as_written_and_the_verdict_on_each_quote(briefing: Any) -> None:
    for command, name in (("who", "medinsky"), ("issue", "ceasefire")):
        rows = briefing(command, name, "--csv").csv()
        values = briefing(command, name, "--json").json()
        assert [row["text"] for row in rows] == [value["text"] for value in values]
        found = {
            (row["date"], row["round"], row["brief"], row["record"], row["verdict"])
            for row in rows
            if row["kind"] == "quote"
        }
        assert ("2025-06-02", "2", SECOND, "q5", "verbatim") in found
        assert {value["verdict"] for value in values if value["kind"] != "quote"} <= {None}
    assert "✓ “certain parts" in briefing("issue", "ceasefire").out
    assert "stated by: Ukraine; not by: Russia" in briefing("issue", "bodies", "--width", "160").out


def test_briefs_of_different_talks_are_compared_with_a_word_about_it(
    briefing: Any, tmp_path: Path
) -> None:
    offer = [{"issue": "fish", "by": "a", "text": "Fish less."}]
    parties, issues = {"a": {"name": "Aland"}}, {"fish": "Fisheries"}
    brief(tmp_path, "one", process="talks-one", round=2)
    brief(tmp_path, "two", process="talks-two", round=1, date="2025-02-01",
          parties=parties, issues=issues, proposals=offer)  # fmt: skip
    answer = briefing("diff", "one", "two", "-s", str(tmp_path))
    assert answer.status == 0
    assert "the briefs belong to different processes: talks-one and talks-two" in answer.err
    # Neither the number of a round nor the names of one process say anything in the other.
    assert "Fisheries: new, proposed" in answer.out
    board = briefing("diff", "one", "two", "-s", str(tmp_path), "--markdown").out
    assert board.startswith("## what moved from 1 January 2025 to 1 February 2025")


# --- matrix -------------------------------------------------------------------------------------


def entry(data: dict[str, Any], party: str, issue: str) -> dict[str, Any]:
    return next(
        item for item in data["positions"] if (item["party"], item["issue"]) == (party, issue)
    )


def test_the_matrix_gives_the_latest_stance_with_its_age(briefing: Any) -> None:
    data = briefing("matrix", SECOND, "--json").json()
    children = entry(data, "ukraine", "children")
    assert (children["stance"], children["brief"], children["age"]) == ("demands", SECOND, 1)
    settlement = entry(data, "russia", "settlement")
    assert (settlement["stance"], settlement["unreported_in"]) == ("proposes", THIRD)
    assert entry(data, "ukraine", "settlement")["stance"] == "unreported"
    assert entry(data, "russia", "ceasefire")["records"][:2] == [
        f"{THIRD}#d1/russia", f"{THIRD}#pr2",
    ]  # fmt: skip


def test_the_matrix_as_csv_and_text_distinguishes_unreported_from_nothing(briefing: Any) -> None:
    rows = briefing("matrix", "istanbul", "--csv").csv()
    assert {row["stance"] for row in rows} >= {"unreported", "proposes", "demands"}
    assert briefing("matrix", "istanbul", "--jsonl").out.count("\n") == len(rows)
    shown = briefing("matrix", "istanbul").out
    assert re.search(r"^[^-].*> proposes +r2$", shown, re.MULTILINE)
    assert "unreported in round 3" in " ".join(briefing("matrix", "--markdown").out.split())
    assert max(map(cells, shown.splitlines())) <= 80


def test_the_matrix_as_values_gives_the_status_of_each_record() -> None:
    done = Row("one", "a1", "agreement", ("fish",), attested_by=("a",), status="carried-out")
    rows = [done, done._replace(key="a2", status="broken"), done._replace(key="a3", status="")]
    matrix = Matrix(of_rows("talks", [Round("one", 1)], rows))
    (found,) = matrix_data(matrix)["positions"]
    assert found["status"] is None
    assert found["statuses"] == {"one#a1": "carried-out", "one#a2": "broken"}
    row = csv_cells(MATRIX_COLUMNS, found)
    assert row[-1] == "one#a1: carried-out; one#a2: broken"
    assert len(row) == len(MATRIX_COLUMNS)


def test_the_matrix_as_markdown_is_one_table(briefing: Any) -> None:
    lines = briefing("matrix", "istanbul", "--markdown").out.splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 4
    assert len({line.count(" | ") for line in table}) == 1


def test_the_matrix_may_be_in_signs_and_turned(briefing: Any) -> None:
    lines = briefing("matrix", "--compact").out.splitlines()
    assert lines[2:5] == [
        "Party   Prisone. Bodies   Children Ceasefi. Settlem. Level    Round",
        "Ukraine ¿        ¿        !1       +        ∅        >        >1",
        'Russia  ?        ?        -1       >        >1       "2       "',
    ]
    turned = briefing("matrix", "--compact", "--transpose").out.splitlines()
    assert turned[2:4] == [
        "Issue                                               Ukraine Russia",
        "Exchange of prisoners of war                        ¿       ?",
    ]
    words = briefing("matrix", "--transpose", "--markdown").out.splitlines()
    assert words[2] == "| Issue | Ukraine | Russia |"
    assert briefing("matrix", "--compact", "--json").json() == briefing("matrix", "--json").json()


def test_only_one_process_need_not_be_named(briefing: Any, tmp_path: Path) -> None:
    assert briefing("matrix").out == briefing("matrix", "istanbul").out
    assert briefing("process", "--timeline").out == briefing("process", SECOND, "--timeline").out
    store = ("-s", str(tmp_path))
    (tmp_path / "a.yaml").write_text("title: A\ndate: 2025-01-01\nsummary: S.\n")
    said = briefing("matrix", *store)
    assert (said.status, said.out) == (1, "")
    assert said.err == ("briefing: there is none in this store; set the key process in a brief\n")
    for name in ("b", "c"):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: A\ndate: 2025-01-01\nsummary: S.\nprocess: talks-{name}\n"
        )
    for words in (["matrix"], ["process", "--promises"], ["process", "--timeline"]):
        said = briefing(*words, *store)
        assert (said.status, said.out) == (2, "")
        assert said.err == ("briefing: there are several processes; name one of talks-b, talks-c\n")


@pytest.mark.parametrize("columns", ["40", "120", "200"])
def test_tables_follow_columns_and_the_width_asked_for(
    briefing: Any, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    asked = briefing("process", "--width", columns).out
    monkeypatch.setenv("COLUMNS", columns)
    assert briefing("process").out == asked
    longest = max(map(cells, asked.splitlines()))
    assert int(columns) - 40 < longest <= int(columns)
    monkeypatch.setenv("COLUMNS", "60")
    assert briefing("process", "--width", columns).out == asked


@pytest.mark.parametrize("columns", ["", "0", "-5", "x", "²", "9" * 5000])
def test_columns_that_are_no_width_are_ignored(
    briefing: Any, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    usual = briefing("process", "--width", "80").out
    monkeypatch.setenv("COLUMNS", columns)
    assert briefing("process").out == usual


def test_a_table_that_becomes_a_list_says_so_and_names_the_width_of_a_table(briefing: Any) -> None:
    said = briefing("process", "--width", "40")
    assert "  round 1, 16 May 2025: + agreed" in said.out
    assert said.err == (
        "briefing: 40 columns are too few for a table, so this is a list; use --width 76\n"
    )
    for width, is_list in (("75", True), ("76", False)):
        said = briefing("process", "--width", width)
        assert ("--width" in said.err, "-----" in said.out) == (is_list, not is_list)
    assert briefing("process", "--width", "40", "--json").err == ""


def test_the_changes_of_position_of_a_process_in_every_form(briefing: Any) -> None:
    records = briefing("process", "--shifts", "--json").json()
    assert [(one["party"], one["issue"]) for one in records] == [
        ("ukraine", "prisoners"), ("ukraine", "bodies"), ("russia", "prisoners"),
        ("russia", "bodies"),
    ]  # fmt: skip
    ends = [[one[end][key] for end in ("before", "after") for key in ("stance", "round")]
            for one in records]  # fmt: skip
    assert ends == [
        ["agrees", 2, "said to agree", 3], ["claims", 2, "said to agree", 3],
        ["agrees", 2, "claims", 3], ["said to agree", 2, "claims", 3],
    ]  # fmt: skip
    rows = briefing("process", "istanbul", "--shifts", "--csv").csv()
    assert [
        [row["before"], row["round_before"], row["after"], row["round_after"]] for row in rows
    ] == [[str(each) for each in one] for one in ends]
    assert rows[1]["records_after"] == f"{THIRD}#a2"
    text = briefing("process", "--shifts", "--width", "100").out
    assert re.search(r"^Ukraine +Exchange of .*\+ agrees +r2 +¿ said to agree +r3$", text, re.M)
    assert briefing("process", "--shifts", "--markdown").out.count("\n| ") == 6


def test_a_line_can_be_narrowed_to_one_issue(briefing: Any) -> None:
    every = briefing("who", "ukraine", "--json").json()
    found = briefing("who", "ukraine", "--issue", "ceasefire", "--json").json()
    assert found == [one for one in every if "ceasefire" in one["issues"]]
    assert 0 < len(found) < len(every)
    said = briefing("who", "Kyiv", "--issue", "the level of leaders")
    assert said.out.startswith("Ukraine on A meeting at the level of leaders\n")
    assert briefing("who", "umerov", "--issue", "level", "--csv").csv()[0]["issues"] == "level"
    assert briefing("who", "trump", "--issue", "bodies").status == 1
    said = briefing("who", "ukraine", "--issue", "ceasefyre")
    assert (said.status, said.err) == (
        1, 'briefing: no issue named "ceasefyre"; did you mean "Ceasefire"? '
        "briefing issue lists all names\n",
    )  # fmt: skip
    said = briefing("who", "Rustem", "Umerov", "level", "of", "leaders")
    assert said.err == (
        'briefing: no party or person named "Rustem Umerov level of leaders"; for one issue: '
        "briefing who Rustem Umerov --issue 'level of leaders'\n"
    )


def test_without_a_name_the_names_are_listed(briefing: Any, tmp_path: Path) -> None:
    names = briefing("who", "--csv").csv()
    assert [tuple(row.values()) for row in names] == [
        ("ukraine", "Ukraine", "party", "3"), ("russia", "Russia", "party", "3"),
        ("us", "United States", "party", "1"), ("trump", "Donald Trump", "person", "1"),
        ("umerov", "Rustem Umerov", "person", "3"),
        ("medinsky", "Vladimir Medinsky", "person", "3"),
    ]  # fmt: skip
    issues = briefing("issue", "--process", "istanbul", "--json").json()
    assert [one["slug"] for one in issues] == [
        "prisoners", "bodies", "children", "ceasefire", "settlement", "level", "next-round",
    ]  # fmt: skip
    assert issues[1] == {
        "slug": "bodies", "name": "Return of the bodies of killed soldiers", "kind": "issue",
        "briefs": 2,
    }  # fmt: skip
    for row in (*names, *issues):
        command = "issue" if row["kind"] == "issue" else "who"
        assert briefing(command, row["slug"]).err in ("", "briefing: no records\n")
    (tmp_path / "a.yaml").write_text(
        "title: A\ndate: 2025-01-01\nsummary: S.\nhandling: amber\nissues: {x: X}\n"
    )
    said = briefing("who", "-s", str(tmp_path))
    assert (said.status, said.err) == (1, "briefing: no brief names a party or a person\n")
    said = briefing("issue", "-s", str(tmp_path))
    assert "TLP:AMBER" in said.out
    assert briefing("issue", "-s", str(tmp_path), "--json").json()[0]["handling"] == "amber"


# --- diff ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [
    ("1", "3"), ("istanbul", "1", "3"), ("ru-ua-istanbul-2025", FIRST, THIRD), (SECOND, "1", "3"),
    ("istanbul", FIRST, "3"), (FIRST, "3"), ("1", f"{THIRD}.yaml"),
])  # fmt: skip
def test_rounds_may_be_given_by_their_numbers(briefing: Any, words: tuple[str, ...]) -> None:
    for form in ("--json", "--side"):
        assert briefing("diff", *words, form).out == briefing("diff", FIRST, THIRD, form).out


@pytest.mark.parametrize(("words", "status", "says"), [
    (("1", "4"), 1, "ru-ua-istanbul-2025 has no round 4; it has 1, 2, 3"),
    (("istanbul", "0", "9" * 5000), 1, "ru-ua-istanbul-2025 has no round 0; it has 1, 2, 3"),
    (("vienna", "1", "2"), 1, 'unknown process "vienna"; there is ru-ua-istanbul-2025'),
    (("1", "x"), 1, 'unknown brief "x"; see briefing list'),
    (("istanbul", "1", "²"), 1, 'unknown brief "²"; see briefing list'),
    ((FIRST,), 2, "arguments are required: B; see briefing diff --help"),
])  # fmt: skip
def test_a_round_that_there_is_not_is_answered_with_those_that_there_are(
    briefing: Any, words: tuple[str, ...], status: int, says: str
) -> None:
    said = briefing("diff", *words)
    assert (said.status, said.out) == (status, "")
    assert said.err.endswith(f"{says}\n")


def test_a_number_means_a_round_only_where_no_brief_has_that_name(
    briefing: Any, tmp_path: Path
) -> None:
    for name, process, number in (("1", "a", 7), ("x", "a", 8), ("y", "b", 7), ("z", "b", 9)):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: Brief {name}\ndate: 2025-01-0{number}\nsummary: S.\nprocess: talks-{process}\n"
            f"round: {number}\n"
        )
    store = ("-s", str(tmp_path))

    def ends(*words: str) -> list[str]:
        data = briefing("diff", *words, "--json", *store).json()
        return [data["before"]["brief"], data["after"]["brief"]]

    assert ends("1", "x") == ["1", "x"]
    assert ends("1", "8") == ["1", "x"]
    assert ends("talks-b", "7", "9") == ["y", "z"]
    assert ends("z", "7") == ["z", "y"]
    said = briefing("diff", "7", "9", *store)
    assert (said.status, said.err) == (
        2, "briefing: there are several processes; name one of talks-b, talks-a\n",
    )  # fmt: skip
    said = briefing("diff", "talks-a", "x", "y", *store)
    assert (said.status, said.err) == (1, "briefing: y is not a round of talks-a\n")
    (tmp_path / "z2.yaml").write_text(
        "title: Again\ndate: 2025-01-09\nsummary: S.\nprocess: talks-b\nround: 9\nsupersedes: z\n"
    )
    assert ends("talks-b", "7", "9") == ["y", "z2"]


def test_a_difference_names_what_is_new_what_is_claimed_and_which_offer_changed(
    briefing: Any,
) -> None:
    changed = {
        item["issue"]: item for item in briefing("diff", FIRST, SECOND, "--json").json()["changes"]
    }
    assert [move["kind"] for move in changed["bodies"]["moves"]] == ["new"]
    assert changed["bodies"]["after"]["label"] == "claimed by Ukraine"
    assert [move["kind"] for move in changed["children"]["moves"]] == ["new"]
    assert changed["children"]["after"]["state"] == "disputed"
    ceasefire = changed["ceasefire"]
    assert ceasefire["before"]["state"] == ceasefire["after"]["state"] == "disputed"
    offer = ceasefire["moves"][0]
    assert (offer["kind"], offer["party"]) == ("position", "russia")
    assert "two to three days" in offer["after"]


def test_a_difference_as_text_says_the_same_in_words(briefing: Any) -> None:
    out = briefing("diff", FIRST, SECOND).out
    assert "Return of the bodies of killed soldiers: new, claimed by Ukraine; not by: Russia" in out
    assert "Children Ukraine says were forcibly moved to Russia: new, disputed" in out
    assert "Ceasefire: still disputed\n  ~ Russia: position changed\n" in out
    assert max(map(cells, out.splitlines())) <= 80


def test_a_brief_does_not_differ_from_itself(briefing: Any) -> None:
    answer = briefing("diff", SECOND, SECOND)
    assert answer.status == 0
    assert answer.out.splitlines()[-1] == "nothing moved"
    assert briefing("diff", SECOND, SECOND, "--words", "--json").json()["edits"] == []


def test_a_difference_has_a_row_for_each_move_in_csv_and_markdown(briefing: Any) -> None:
    rows = briefing("diff", SECOND, THIRD, "--csv").csv()
    silent = [row for row in rows if row["kind"] == "silent"]
    assert [row["issue"] for row in silent] == ["children"]
    assert silent[0]["records_before"].startswith(f"{SECOND}#d2")
    table = briefing("diff", SECOND, THIRD, "--markdown").out
    assert (
        "| Return of the bodies of killed soldiers: claimed by Russia; not by: Ukraine; was claimed"
        in table
    )
    assert table.count("\n| ") == len(rows) + 2


def test_two_briefs_are_shown_side_by_side(briefing: Any) -> None:
    sections = briefing("diff", FIRST, SECOND, "--side", "--json").json()["sections"]
    bodies = next(item for item in sections if item["issue"] == "bodies")
    assert (bodies["before"], bodies["after"]) == ("not raised", "claimed by Ukraine")
    assert bodies["records_after"] == [f"{SECOND}#a2"]
    assert briefing("diff", FIRST, SECOND, "--side", "--csv").csv()[0]["section"] == "Summary"


def test_an_unknown_brief_is_named(briefing: Any) -> None:
    answer = briefing("diff", FIRST, "istanbul-2025-12-31")
    assert answer.status == 1
    assert "istanbul-2025-12-31" in answer.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("who", "xyzzy"), 'no party or person named "xyzzy"; briefing who lists all names'),
        (("issue", "xyzzy"), 'no issue named "xyzzy"; briefing issue lists all names'),
        (
            ("who", "umerow"),
            'no party or person named "umerow"; did you mean "umerov"? '
            "briefing who lists all names",
        ),
        (
            ("who", "medinski", "--issue", "level"),
            'no party or person named "medinski"; did you mean "medinsky"? '
            "briefing who lists all names",
        ),
        (
            ("issue", "prisonners"),
            'no issue named "prisonners"; did you mean "prisoners"? briefing issue lists all names',
        ),
        (
            ("issue", "leadres"),
            'no issue named "leadres"; did you mean "A meeting at the level of leaders"? '
            "briefing issue lists all names",
        ),
        (
            ("who", "russia", "--issue", "xyzzy"),
            'no issue named "xyzzy"; briefing issue lists all names',
        ),
    ],
)
def test_who_or_what_is_unknown_is_answered_with_the_nearest_and_where_they_are(
    briefing: Any, words: tuple[str, ...], message: str
) -> None:
    answer = briefing(*words)
    assert (answer.status, answer.out, answer.err) == (1, "", f"briefing: {message}\n")


@pytest.mark.parametrize(
    "words", [["process", "bad"], ["matrix", "bad"], ["diff", "bad", "one"], ["diff", "one", "bad"]]
)
def test_a_file_with_errors_is_not_compared_as_if_it_said_nothing(
    briefing: Any, tmp_path: Path, words: list[str]
) -> None:
    brief(tmp_path, "one", process="talks")
    (tmp_path / "bad.yaml").write_text("title: [\n")
    answer = briefing(*words, "-s", str(tmp_path))
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("briefing: bad.yaml cannot be read: line 2, column 1: ")


# --- small stores -------------------------------------------------------------------------------


def brief(folder: Path, name: str, **more: Any) -> None:
    data = {"title": name, "date": "2025-01-01", "summary": "They met.", **more}
    (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def test_a_difference_says_in_one_line_which_of_several_agreements_it_is_about(
    briefing: Any, tmp_path: Path
) -> None:
    long = "Nets are \u202ecounted " + "once more " * 20
    texts = {"a1": long, "a2": "Boats stay."}
    for number, status in ((1, "agreed"), (2, "signed")):
        agreements = {
            key: {
                "issue": "fish", "text": text, "parties": ["a", "b"], "attested_by": ["a", "b"],
                "status": status,
            }
            for key, text in texts.items()
        }  # fmt: skip
        brief(tmp_path, f"r{number}", process="talks", round=number, agreements=agreements,
              date=f"2025-0{number}-01", issues={"fish": "Fisheries"},
              parties={"a": {"name": "Aland"}, "b": {"name": "Borduria"}})  # fmt: skip
    answer = briefing("diff", "r1", "r2", "-s", str(tmp_path)).out
    first, second = (line for line in answer.splitlines() if "status changed" in line)
    assert first.startswith("  ~ status changed: Nets are")
    assert first.endswith("…")
    assert second == "  ~ status changed: Boats stay."
    assert max(map(cells, answer.splitlines())) <= 80
    assert "\u202e" not in answer
    (change,) = briefing("diff", "r1", "r2", "-s", str(tmp_path), "--json").json()["changes"]
    assert [move["about"] for move in change["moves"]][1:] == ["Boats stay."]
    rows = briefing("diff", "r1", "r2", "-s", str(tmp_path), "--csv").csv()
    assert rows[1]["about"] == "Boats stay."


def test_two_versions_of_a_brief_are_compared_word_by_word(briefing: Any, tmp_path: Path) -> None:
    brief(tmp_path, "draft-one", process="talks", round=1)
    brief(tmp_path, "final-one", process="talks", round=1, supersedes="draft-one",
          summary="They met briefly.")  # fmt: skip
    store = ("-s", str(tmp_path))
    edits = briefing("diff", "draft-one", "final-one", *store, "--json").json()["edits"]
    assert [edit["record"] for edit in edits] == ["head", "summary"]
    assert [edit["records"][0] for edit in edits] == ["draft-one#summary"] * 2
    assert (
        "“title …”: before “draft-one” · now “final-one”"
        in briefing("diff", "draft-one", "final-one", *store).out
    )
    assert (
        "“They …”: before “met.” · now “met briefly.”"
        in briefing("diff", "draft-one", "final-one", *store).out
    )
    rounds = briefing("process", "talks", *store, "--json").json()
    assert [item["brief"] for item in rounds["rounds"]] == ["final-one"]
    assert [item["brief"] for item in rounds["replaced"]] == ["draft-one"]


def test_versions_are_the_same_only_if_nothing_in_them_differs(
    briefing: Any, tmp_path: Path
) -> None:
    people = {"ann": {"name": "Ann", "role": "Envoy"}}
    answer = {"who": "ann", "text": "会谈有建设性", "original": "One."}
    wire = {"kind": "news", "title": "Wire", "url": "https://a.example"}
    same = {"title": "Talks", "process": "talks", "round": 1}
    brief(tmp_path, "one", **same, people=people, quotes={"q1": answer}, sources={"wire": wire})
    brief(tmp_path, "two", **same, people=people, quotes={"q1": answer}, sources={"wire": wire},
          supersedes="one")  # fmt: skip
    people["ann"]["role"] = "Minister"
    brief(tmp_path, "three", **same, people=people, supersedes="two",
          quotes={"q1": {**answer, "original": "Two.", "text": "会谈很有建设性"}},
          sources={"wire": {**wire, "url": "https://b.example"}})  # fmt: skip
    store = ("-s", str(tmp_path))
    message = ["from one to two, word by word", "", "the same, word by word"]
    assert briefing("diff", "one", "two", *store).out.splitlines() == message
    message[0] = f"## {message[0]}"
    assert briefing("diff", "one", "two", *store, "--markdown").out.splitlines() == message
    assert briefing("diff", "one", "two", *store, "--csv").out == "record,words,records\n"
    rows = briefing("diff", "two", "three", *store, "--csv").csv()
    assert [row["record"] for row in rows] == ["q1", "wire", "people/ann"]
    assert rows[0]["words"] == "“会谈 …”: now adds “很”; “original …”: before “One.” · now “Two.”"


def test_data_say_of_which_words_a_verdict_is(briefing: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il a dit : nous ne céderons pas.\n", encoding="utf-8")
    quote = {"who": "f", "text": "We will not yield.", "original": "nous ne céderons pas",
             "issues": ["land"]}  # fmt: skip
    brief(tmp_path, "one", parties={"f": {"name": "France"}}, issues={"land": "Land"},
          sources={"a": {"kind": "news", "archive": "a.txt"}}, quotes=[quote])  # fmt: skip
    for asked in (("who", "France"), ("issue", "land")):
        (value,) = briefing(*asked, "-s", str(tmp_path), "--json").json()
        (row,) = briefing(*asked, "-s", str(tmp_path), "--csv").csv()
        assert (value["verdict"], value["of"]) == ("verbatim", "original")
        assert (row["verdict"], row["of"]) == ("verbatim", "original")


@pytest.mark.parametrize("asked", ["--promises", "--timeline"])
def test_promises_and_timeline_need_the_name_of_a_process(
    briefing: Any, tmp_path: Path, asked: str
) -> None:
    for name in ("one", "two"):
        brief(tmp_path, name, process=f"talks-{name}")
    answer = briefing("process", asked, "-s", str(tmp_path))
    assert (answer.status, answer.out) == (2, "")
    assert "name one of talks-" in answer.err
    assert briefing("process", "talks-one", asked, "-s", str(tmp_path)).status == 0


def test_two_files_with_one_id_are_compared_by_their_paths(briefing: Any, tmp_path: Path) -> None:
    brief(tmp_path, "one", summary="They met.")
    brief(tmp_path, "stray", id="one", summary="They parted.")
    brief(tmp_path, "two", summary="They met again.")
    store = ("-s", str(tmp_path))
    answer = briefing("diff", "one.json", "stray.json", *store).out
    assert answer.startswith("from one.json to stray.json, word by word\n")
    assert "“They …”: before “met.” · now “parted.”" in answer
    assert briefing("diff", "one.json", "stray.json", "--side", *store).status == 2
    answer = briefing("diff", "stray.json", "two", "--words", *store).out
    assert "“They …”: before “parted.” · now “met again.”" in answer


@pytest.mark.parametrize("form", ["--json", "--markdown"])
def test_rounds_named_by_their_files_are_those_of_the_process(briefing: Any, form: str) -> None:
    by_id = briefing("diff", SECOND, THIRD, form)
    assert briefing("diff", f"{SECOND}.yaml", f"{THIRD}.yaml", form).out == by_id.out


def test_superseded_records_are_left_out_with_a_note(briefing: Any, tmp_path: Path) -> None:
    parties, issues = {"a": {"name": "Aland"}}, {"fish": "Fish"}
    claim = {"issue": "fish", "text": "Fish less.", "parties": ["a"], "attested_by": ["a"]}
    brief(tmp_path, "one", process="talks", round=1, parties=parties, issues=issues,
          agreements=[claim])  # fmt: skip
    brief(tmp_path, "one-b", process="talks", round=1, supersedes="one")
    store = ("-s", str(tmp_path))
    for asked in (("who", "Aland"), ("issue", "fish")):
        answer = briefing(*asked, *store, "--json")
        assert (answer.status, answer.json()) == (1, [])
        assert "not shown, superseded by a later version: one\n" in answer.err


def test_briefs_of_no_common_process_can_be_compared(briefing: Any, tmp_path: Path) -> None:
    parties = {"a": {"name": "Aland"}}
    offer = {"issue": "fish", "by": "a", "text": "Fish less."}
    brief(tmp_path, "one", parties=parties, issues={"fish": "Fish"}, proposals=[offer])
    brief(tmp_path, "two", process="other")
    changed = briefing("diff", "one", "two", "-s", str(tmp_path), "--json").json()["changes"]
    assert [move["kind"] for move in changed[0]["moves"]] == ["silent"]


def test_without_a_name_a_store_of_several_processes_lists_them(
    briefing: Any, tmp_path: Path
) -> None:
    brief(tmp_path, "one", process="alpha")
    brief(tmp_path, "two", process="beta", date="2025-02-01")
    brief(tmp_path, "three")
    store = ("-s", str(tmp_path))
    assert [row["process"] for row in briefing("process", *store, "--json").json()] == [
        "beta", "alpha",
    ]  # fmt: skip
    assert briefing("process", *store, "--csv").csv()[0]["first"] == "2025-02-01"
    assert "alpha" in briefing("process", *store).out
    assert "| alpha |" in briefing("process", *store, "--markdown").out
    assert briefing("process", "three", *store).status == 1


def test_a_store_without_processes_says_so(briefing: Any, tmp_path: Path) -> None:
    brief(tmp_path, "one")
    answer = briefing("process", "-s", str(tmp_path))
    assert answer.status == 1
    assert "no brief in this store belongs to a process" in answer.err


def test_a_file_that_cannot_be_read_says_so_and_where_instead_of_being_compared(
    briefing: Any, tmp_path: Path
) -> None:
    brief(tmp_path, "one", process="talks", round=1)
    (tmp_path / "two.yaml").write_text("# two\n\ntitle: [2\n", encoding="utf-8")
    (tmp_path / "talks.yaml").write_text("summary: {a: b}\n", encoding="utf-8")
    store = ("-s", str(tmp_path))
    for words in (
        ("process", "two"), ("process", "two", "--timeline"), ("matrix", "two.yaml"),
        ("diff", "one", "two"), ("diff", "two", "one", "--side"), ("diff", "one", "two", "--words"),
    ):  # fmt: skip
        answer = briefing(*words, *store)
        assert (answer.status, answer.out) == (1, "")
        assert "two.yaml cannot be read: line 3, column 8: a list starts here" in answer.err
        assert "\n" not in answer.err.strip()
    answer = briefing("diff", "one", "talks", *store)
    assert "talks.yaml cannot be read: line 1, column 1: title: is missing" in answer.err
    assert briefing("process", "talks", *store).status == 0
    brief(tmp_path, "apart")
    assert "apart does not belong to a process" in briefing("process", "apart", *store).err


INCOMPLETE = """\
title: Two
date: 2025-02-01
process: talks
round: 2
summary: They met again.
issues: {fish: Fish, cod: Cod}
parties: {a: {name: Alpha}}
proposals:
  p1: {issue: fish, by: a, text: Share it.}
  p2: {issue: cod, by: a, text: "Leave it.}
"""


@pytest.mark.parametrize(
    "words",
    [("process", "talks"), ("process", "talks", "--promises"), ("process", "talks", "--timeline"),
     ("matrix", "talks"), ("diff", "one", "two"), ("diff", "one", "two", "--side"),
     ("diff", "one", "two", "--words"), ("who", "a"), ("issue", "fish"), ("search", "share"),
     ("list",), ("list", "process:talks")],
)  # fmt: skip
def test_of_a_file_that_is_not_whole_the_rest_is_shown_and_what_is_missing_is_said(
    briefing: Any, tmp_path: Path, words: tuple[str, ...]
) -> None:
    brief(tmp_path, "one", process="talks", round=1)
    (tmp_path / "two.yaml").write_text(INCOMPLETE, encoding="utf-8")
    missing = "missing here because of errors: two.yaml (proposals.p2)"
    answer = briefing(*words, "-s", str(tmp_path))
    assert answer.status == 0
    assert missing in answer.err
    assert "two" in answer.out.casefold() or "Share it" in answer.out
    data = json.dumps(json.loads(briefing(*words, "-s", str(tmp_path), "--json").out))
    if words[0] == "list":
        assert '"missing": ["proposals.p2"]' in data
    elif data != "[]":
        assert '"missing": {"two.yaml": ["proposals.p2"]}' in data
    if words[0] not in ("list", "search"):
        text = briefing(*words, "-s", str(tmp_path), "--markdown").out
        assert "missing here because of errors: two.yaml (proposals.p2)" in text


def test_a_file_of_an_unknown_process_may_be_missing_on_every_board(
    briefing: Any, tmp_path: Path
) -> None:
    brief(tmp_path, "one", process="talks", round=1)
    brief(tmp_path, "two", process="other", round=1)
    (tmp_path / "three.yaml").write_text("title: [\n", encoding="utf-8")
    (tmp_path / "four.yaml").write_text(INCOMPLETE.replace("talks", "other"), encoding="utf-8")
    said = briefing("process", "talks", "-s", str(tmp_path)).err
    assert "three.yaml (all of it)" in said
    assert "four.yaml" not in said


def test_formulas_do_not_reach_a_spreadsheet(briefing: Any, tmp_path: Path) -> None:
    offer = {"issue": "fish", "by": "a", "text": "=HYPERLINK(1)"}
    brief(tmp_path, "one", process="talks", issues={"fish": "@SUM(1)"},
          parties={"a": {"name": "+1"}}, proposals=[offer])  # fmt: skip
    brief(tmp_path, "two", process="talks", date="2025-02-01")
    store = ("-s", str(tmp_path), "--csv")
    assert briefing("process", "talks", *store).csv()[0]["title"] == "'@SUM(1)"
    assert briefing("matrix", "talks", *store).csv()[0]["text"] == "'=HYPERLINK(1)"
    assert briefing("diff", "one", "two", *store).csv()[0]["before"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert guarded(f"a{cell}") == f"a{cell}"


# --- boards as text -----------------------------------------------------------------------------


def board(columns: int, rows: int, words: str = "some words") -> Board:
    cell = Cell(words, "plain", (("b", "a1"),), "○", "o", detail="and more to say about it")
    made = [BoardRow(Cell(f"row {n}"), (cell,) * columns) for n in range(rows)]
    return listed("Title", "Corner", [f"column {n}" for n in range(columns)], made, "a note")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("size", [(1, 3), (3, 2), (9, 2), (40, 3), (0, 0)])
def test_a_board_keeps_within_any_width(width: int, size: tuple[int, int]) -> None:
    lines = list(board_lines(board(*size), width))
    assert max(map(cells, lines)) <= width
    assert lines[0] == "Title"
    assert lines[-1] == "a note"


def test_a_board_too_wide_for_a_table_is_turned_or_becomes_a_list() -> None:
    turned = list(board_lines(board(9, 2), 80))
    assert [line.split()[0] for line in turned if line.startswith("column")] == ["column"] * 9
    as_list = "\n".join(board_lines(board(40, 3), 30))
    assert "row 2\n  column 0: ○ some words" in as_list


def test_a_table_is_worked_out_twice_once_to_measure_it_and_once_to_write_it() -> None:
    asked: Counter[tuple[int, int]] = Counter()
    small = board(3, 4)

    def at(row: int, column: int) -> Cell:
        asked[row, column] += 1
        return small.at(row, column)

    assert [*board_lines(replace(small, at=at), 120)] == [*board_lines(small, 120)]
    assert len(asked) == small.width * small.height
    assert set(asked.values()) == {2}


def test_a_table_of_thousands_begins_before_all_of_it_is_worked_out() -> None:
    asked = set[int]()

    def at(row: int, column: int) -> Cell:
        asked.add(row)
        return Cell("short" if row < 2500 else "a longer text, which wraps in the column")

    heads = tuple(Cell(f"row {n}") for n in range(3000))
    lines = board_lines(Board("Title", "", (Cell("column"),), heads, at), 24)
    first = [next(lines) for _ in range(5)]
    assert first[4] == "row 0     short"
    assert max(asked) < 1000
    rest = list(lines)
    assert max(map(cells, rest)) <= 24
    assert " ".join(rest).count("wraps") == 500


@given(st.text(st.sampled_from("ab cd…é文\u00a0\u00ad\u03a2\ufe0f\u0301-")), st.integers(20, 40))
def test_words_alone_are_laid_out_as_any_cell(text: str, width: int) -> None:
    made = Board("", "", (Cell("c"),), (Cell(text), Cell("h")), lambda row, column: Cell(text))
    lines = list(board_lines(made, width))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(board_output, "is_narrow", lambda text: False)
        assert list(board_lines(made, width)) == lines


def test_a_board_breaks_no_word_for_which_there_is_room() -> None:
    dates = ("14 September 2021", "about December 2023", "8 February 2020")
    heads = [Cell(f"round {n}", detail=date) for n, date in enumerate(dates)]
    issues = [Cell("Intergovernmental commission"), Cell("Acknowledgement " * 4)]
    message = Cell("disputed", glyph="-", ascii="-", detail="Unconditional release of all of them.")
    made = Board("Title", "Issue", tuple(heads), tuple(issues), lambda row, column: message)
    for shown in (made, made.transposed()):
        words = " ".join(list(board_lines(shown, 80))[2:]).split()
        for word in ("September", "December", "February", "Intergovernmental", "Acknowledgement",
                     "Unconditional"):  # fmt: skip
            assert word in words


def test_a_board_is_written_in_ascii_where_nothing_else_can_be_shown() -> None:
    assert all(line.isascii() for line in board_lines(board(2, 2), 80, glyphs=False))


def test_hostile_words_break_neither_text_nor_markdown() -> None:
    words = "a|b`c`\x1b]0;x\x07 <i>[z](y)\nnew"
    lines = [*board_lines(board(1, 1, words), 60), *markdown(board(1, 1, words))]
    assert not any(ord(c) < 32 or ord(c) == 127 for line in lines for c in line)
    row = next(line for line in lines if line.startswith("| row 0"))
    assert r"a\|b\`c\`" in row
    assert r"\<i\>\[z\](y) new" in row
