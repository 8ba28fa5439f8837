"""`--format`: lines of one's own form, and no way from a form to anything else."""

from pathlib import Path

import pytest

from briefing.cli.commands.read.list import FIELDS as OF_BRIEF
from briefing.cli.commands.read.search import FIELDS as OF_RECORD
from tests.cli.conftest import Command
from tests.conftest import SAMPLES

SECOND = "istanbul-2025-06-02"


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("{date} {title}", "2025-06-02 Istanbul, second round: a prisoner swap, no ceasefire"),
        (r"{id}\t{round}/{rounds}\t{place}", f"{SECOND}\t2/3\tIstanbul"),
        (r"{id}\n  {process}", f"{SECOND}\n  ru-ua-istanbul-2025"),
        ("{parties}", "United States, Ukraine, Russia"),
        ("[{superseded_by} ][TLP {handling}]", "TLP clear"),
        ("<{superseded_by}>", "<>"),
        (r"\{id\} \[{id}\]", f"{{id}} [{SECOND}]"),
        ("{agreements}+ {disagreements}- {problems}", "3+ 3- 0"),
        (r"\\t{id}", rf"\t{SECOND}"),
        ("100 %s %(id)s $id", "100 %s %(id)s $id"),
        ("", ""),
    ],
)
def test_a_brief_is_listed_in_a_form(briefing: Command, form: str, line: str) -> None:
    answer = briefing("list", "-s", SAMPLES, f"id:{SECOND}", "--format", form)
    assert (answer.status, answer.out) == (0, f"{line}\n")


def test_the_fields_are_those_of_json(briefing: Command) -> None:
    for words, fields in ((["list"], OF_BRIEF), (["search", "speaker:umerov"], OF_RECORD)):
        rows = briefing(*words, "-s", SAMPLES, "--json").json
        names = {name for row in rows for name in row} - {"spans", "where", "phrase"}
        assert names == set(fields)
        for name in fields:
            lines = briefing(*words, "-s", SAMPLES, "--format", f"<{{{name}}}>").lines
            assert lines == [f"<{_word(row[name])}>" for row in rows]


def _word(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else " ".join(str(value).split())


def test_records_are_found_in_a_form(briefing: Command) -> None:
    found = briefing("search", "-s", SAMPLES, "kind:quote", f"id:{SECOND}", "--format",
                     "{brief}#{record} {who} [{verdict}]")  # fmt: skip
    assert f"{SECOND}#q1 Rustem Umerov verbatim" in found.lines
    # A title has no speaker.
    title = briefing("search", "-s", SAMPLES, "title:second", "--format", "[{who}: ]{record}")
    assert title.lines == ["title"]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{date} {titel}", 'character 8: unknown field {titel}; did you mean "title"?'),
        (r"\t\t{nix}", "character 5: unknown field {nix}"),
        ("{}", "character 1: unknown field {}; fields are id, title, "),
        ("{title.__class__}", "character 1: unknown field {title.__class__}"),
        ("{title[0]}", "character 1: unknown field {title[0]}"),
        ("{title!r}", "character 1: unknown field {title!r}"),
        ("{title:>1000000000}", "character 1: unknown field {title:>1000000000}"),
        ("{0}", "character 1: unknown field {0}"),
        ("{title", 'a single "{" at character 1; write \\{'),
        ("a}", 'a single "}" at character 2; write \\}'),
        ("[{title}", 'a "[" without "]"'),
    ],
)
@pytest.mark.parametrize("command", [["list"], ["search", "peace"]])
def test_a_wrong_form_is_located(
    briefing: Command, command: list[str], form: str, message: str
) -> None:
    answer = briefing(*command, "-s", SAMPLES, "--format", form)
    assert (answer.status, answer.out) == (2, "")
    expected = message.replace("id, title, ", "") if command != ["list"] else message
    assert f"argument --format: {expected}" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("other", ["--json", "--jsonl"])
def test_a_form_and_json_exclude_each_other(briefing: Command, other: str) -> None:
    assert briefing("list", "-s", SAMPLES, "--format", "{id}", other).status == 2


def test_hostile_values_stay_in_their_line(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        'title: "T\\tx\\e]0;owned\\a {id} [x]"\ndate: 2025-01-02\nsummary: S.\n'
    )
    answer = briefing("list", "-s", tmp_path, "--format", "{title}|{id}")
    assert answer.out.count("\n") == 1
    assert "\x1b" not in answer.out
    assert answer.out.endswith(" {id} [x]|a\n")


def test_nothing_found_prints_nothing(briefing: Command) -> None:
    answer = briefing("list", "-s", SAMPLES, "xyzzy", "--format", "{id}")
    assert (answer.status, answer.out) == (1, "")
