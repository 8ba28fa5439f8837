"""The bytes of one file to a brief or its problems: exact messages, foreign files, hostile ones."""

import json
import random
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.loader.load import MAX_PROBLEMS, Loaded, load, load_shared
from briefing.loader.problems import CODES
from briefing.loader.syntax import Fault
from briefing.model.brief import ForeignBrief
from briefing.store.store import Store
from briefing.text.clean import clean
from tests.tools.shared_texts import shared_file

BAD = Path(__file__).parents[1] / "briefs" / "bad"
DAMAGED = sorted(path.name.removesuffix(".expected") for path in BAD.glob("*.expected"))
HEAD = "title: Talks\ndate: 2025-07-23\nsummary: They met.\n"


def messages(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def load_text(text: str, path: str = "talks.yaml") -> Loaded:
    return load(text.encode(), path)


# --- short names --------------------------------------------------------------------------------

TOO_LONG = '"Enrichment" has 10 characters; shorten it to 8 at most [bad-value]'


@pytest.mark.parametrize(("short", "says"), [
    ("Enrichment", TOO_LONG),
    ('"two\\nrows"', "a short name must be in one line; delete the line breaks and tabs"
                    " [bad-value]"),
    ('""', "is empty; give it a value or delete the key [empty]"),
    ("[US]", "expected text, found a list [bad-type]"),
])  # fmt: skip
def test_a_short_name_that_fits_no_column_is_refused_and_costs_nothing_else(
    short: str, says: str
) -> None:
    for section, record in (("parties", "name"), ("issues", "title")):
        loaded = load_text(f"{HEAD}{section}: {{x: {{{record}: Name, short: {short}}}}}\n")
        (message,) = messages(loaded)
        assert message.endswith(f"{section}.x.short: {says}")
        assert loaded.missing == (f"{section}.x.short",)
        assert loaded.brief is not None
        assert str(getattr(loaded.brief, section)["x"].short) == "None"


@pytest.mark.parametrize("short", ["U", "US & EU", "12345678", "伊朗核问题谈判组", "ΕΕ"])
def test_a_short_name_may_have_eight_characters_of_any_script(short: str) -> None:
    loaded = load_text(f"{HEAD}parties: {{x: {{name: Name, short: '{short}'}}}}\n")
    assert not loaded.problems
    assert loaded.brief is not None
    assert loaded.brief.parties["x"].short == short


@pytest.mark.parametrize(("processes", "title", "short"), [
    ("{vienna: Talks of Vienna}", "Talks of Vienna", None),
    ("{vienna: {title: Talks of Vienna, short: Vienna}}", "Talks of Vienna", "Vienna"),
])  # fmt: skip
def test_the_shared_file_names_processes(processes: str, title: str, short: str | None) -> None:
    loaded = load_shared(f"processes: {processes}\n".encode(), "store.yaml")
    assert not loaded.problems
    process = loaded.shared.processes["vienna"]
    assert (process.title, process.short) == (title, short)


@pytest.mark.parametrize(("processes", "says"), [
    ("{vienna: {short: Vienna}}", "processes.vienna.title: is missing: the title to display"),
    ("{vienna: {title: V, round: 1}}",
     'processes.vienna.round: unknown key "round"; a process can have title, short'),
    ("{vienna: [a]}", "processes.vienna: expected a record with title, found a list"),
])  # fmt: skip
def test_a_process_that_cannot_be_read_is_reported_alone(processes: str, says: str) -> None:
    loaded = load_shared(f"issues: {{a: A}}\nprocesses: {processes}\n".encode(), "store.yaml")
    (problem,) = loaded.problems
    assert says in str(problem)
    assert (list(loaded.shared.issues), loaded.shared.processes) == (["a"], {})


# --- remedies -----------------------------------------------------------------------------------

BEGINS = 'text that starts with "[" needs quotes; put quotes around the whole text [syntax]'


@pytest.mark.parametrize(("lines", "says"), [
    ("bottom_line: [^a1] was agreed\n", f"4:14: error: {BEGINS}"),
    ("unknown:\n  - [^a1] whether it holds\n", f"5:5: error: {BEGINS}"),
    ("unknown:\n  - x\n  - [[^a1], [^a2]] whether it holds\n", f"6:5: error: {BEGINS}"),
    ("bottom_line: {a1} was agreed\n", f"4:14: error: {BEGINS.replace('[', '{', 1)}"),
    ("place: {name: Istanbul}\n  date: x\n", "check the indentation of the line [syntax]"),
])  # fmt: skip
def test_a_text_that_begins_with_a_bracket_is_told_to_need_quotes(lines: str, says: str) -> None:
    (message,) = messages(load_text(HEAD + lines))
    assert says in message


@pytest.mark.parametrize(("lines", "remedy"), [
    ("sources: {bbc: https://bbc.co.uk/news}\n", "{kind: news, url: https://bbc.co.uk/news}"),
    ("sources: {un: Report of the UN}\n", "{kind: news, title: Report of the UN}"),
    ("sources: {un: document}\n", "{kind: document}"),
    ("next: Go on\n", "[{text: Go on}]"),
    ("unknown: whether x, and y\n", '["whether x, and y"]'),
    ("tags: a, b\n", "[a, b]"),
])  # fmt: skip
def test_a_remedy_can_be_taken_as_it_is_written(lines: str, remedy: str) -> None:
    (message,) = messages(load_text(HEAD + lines))
    told = message.partition("; write ")[2].removesuffix(" [bad-type]")
    assert told.partition(", or another")[0] == remedy
    key = lines.partition(":")[0]
    whole = f"{key}: {remedy}\n" if remedy[0] == "[" or key == "place" else (
        f"{key}: {{x: {remedy}}}\n"
    )  # fmt: skip
    assert messages(load_text(HEAD + whole)) == []


def test_a_position_that_is_a_text_is_shown_with_a_stance_and_its_words() -> None:
    dispute = "disagreements: {d1: {issue: x, question: Q?, positions: {u: wants peace}}}\n"
    (message,) = messages(load_text(HEAD + dispute))
    assert "write {stance: demands, text: wants peace}, or another stance" in message


def test_a_paragraph_after_a_space_is_kept_in_the_list_that_is_proposed() -> None:
    record = "agreements: {a1: {issue: x, text: T, parties: [u], attested_by: [u],\n"
    told = messages(load_text(f"{HEAD}{record}support: art #p1\n}}}}\n"))
    assert any("a comment after a space; write art#p1 [comment]" in message for message in told)
    told = messages(load_text(f"{HEAD}tags: art  #p1-3 \n"))
    assert any("a comment after a space; write art#p1-3 [comment]" in message for message in told)
    assert messages(load_text(f"{HEAD}tags: art # the article\n")) == []


# --- what damaged files are told ----------------------------------------------------------------


def test_there_are_enough_damaged_files() -> None:
    assert len(DAMAGED) >= 40


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """Return what is told of each damaged file."""
    lines: dict[str, list[str]] = {}
    for problem in Store(BAD).check():
        lines.setdefault(problem.path, []).append(str(problem))
    return lines


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_told_exactly(name: str, told: dict[str, list[str]]) -> None:
    expected = (BAD / f"{name}.expected").read_text(encoding="utf-8")
    assert "\n".join(told.get(name, ())) + "\n" == expected


def test_every_damaged_file_has_its_expected_messages() -> None:
    found = {path.name for path in BAD.iterdir() if path.suffix in (".yaml", ".json", ".md")}
    assert found == set(DAMAGED)


def test_every_code_is_documented_and_most_are_seen_in_damaged_files() -> None:
    seen = {problem.code for problem in Store(BAD).check()}
    assert seen <= CODES.keys()
    elsewhere = {"unreadable", "vanished", "not-a-file", "outside", "changing", "too-large",
                 "more-problems", "name-clash", "linked-folder", "not-a-brief",
                 "suggested", "contradiction"}  # fmt: skip
    assert CODES.keys() - seen == elsewhere


@pytest.mark.parametrize(
    "url",
    ["http://a.example", "https://a.example/x?y#z", "HTTPS://A.EXAMPLE/", "ftp://a.example/x",
     "doi:10.1000/182", "urn:isbn:0451450523", "https://бріф.example/стаття", "https://[::1]/",
     "DOI:10.1/x", "http://user@a.example:8080/"],
)  # fmt: skip
def test_a_source_may_have_an_address(url: str) -> None:
    loaded = load_text(f"{HEAD}sources: {{s: {{kind: news, url: '{url}'}}}}\n")
    assert loaded.brief is not None
    assert loaded.brief.sources["s"].url == url


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        *((url, "use http, https, ftp, doi or urn;") for url in (
            "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example",
            "tel:+380441234567", "gopher://a.example/", "magnet:?xt=urn:x", "about:blank", "ssh://a/b",
            "vbscript:x", "x-apple:y", "https:", "http:/a.example", "C:\\\\texts\\\\a.txt", "ftps://a.example",
            "https://", "JavaScript:x", "tg://resolve?domain=x", "view-source:https://a.example/",
        )),
        ("www.a.example/x", "write https://www.a.example/x"),
        ("a.example", "write https://a.example"),
        ("//a.example/x", "write https://a.example/x"),
        ("a.example:8080/x", "write https://a.example:8080/x"),
        ("10.1000/182", "write doi:10.1000/182"),
        ("sources/a b.txt", "write it as https://a.example/page"),
        ("see page 4", "write it as https://a.example/page"),
    ],
)  # fmt: skip
def test_another_scheme_is_an_error_at_its_place(url: str, remedy: str) -> None:
    loaded = load_text(f'{HEAD}sources:\n  s:\n    kind: news\n    url: "{url}"\n')
    (problem,) = loaded.problems
    where = (problem.line, problem.column, problem.severity, problem.code, problem.where)
    assert where == (HEAD.count("\n") + 4, 10, "error", "bad-value", "sources.s.url")
    assert f"is not an address that a source may have; {remedy}" in problem.message


# --- our own files ------------------------------------------------------------------------------


def test_the_id_is_the_stem_of_the_file() -> None:
    loaded = load_text(HEAD, "deep/round-3.yaml")
    assert loaded.brief is not None
    assert loaded.brief.id == "round-3"
    assert loaded.problems == ()


def test_an_id_that_is_given_counts() -> None:
    loaded = load_text(HEAD + "id: other\n", "Über uns.yaml")
    assert loaded.brief is not None
    assert loaded.brief.id == "other"


def test_lists_of_records_are_numbered() -> None:
    text = HEAD + "quotes:\n  - {who: a, text: x}\n  - {who: b, text: y}\n"
    loaded = load_text(text)
    assert loaded.brief is not None
    assert list(loaded.brief.quotes) == ["q1", "q2"]
    assert loaded.places.at("quotes.q2") == (6, 5)


def test_json_says_the_same_as_yaml() -> None:
    as_json = {"title": "Talks", "date": "2025-07-23", "summary": "They met.", "$schema": "x"}
    loaded = load(json.dumps(as_json).encode(), "talks.json")
    assert loaded.problems == ()
    assert loaded.brief == load_text(HEAD).brief


def test_the_body_of_our_own_markdown_is_the_summary() -> None:
    text = "---\nbrief: 1\ntitle: Talks\ndate: 2025-07-23\n---\n\nThey met.\n\n- «Twice»\n"
    loaded = load_text(text, "talks.md")
    assert loaded.problems == ()
    assert not loaded.foreign
    assert loaded.brief is not None
    assert loaded.brief.summary == "They met.\n\n- «Twice»"
    fault = Fault(None, "uncited", "", "summary", within=13)
    assert loaded.places.problem("talks.md", fault)[1:3] == (9, 3)


@pytest.mark.parametrize(
    "front",
    [
        "brief: 1",
        "bottom_line: x",
        "agreements: []",
        "parties: {a: {name: A}}",
        "process: p\nround: 1",
    ],
)
def test_front_matter_with_our_keys_is_ours(front: str) -> None:
    text = f"---\ntitle: Talks\n{front}\ndate: 2025-07-23\n---\nThey met.\n"
    loaded = load_text(text, "talks.md")
    assert not loaded.foreign
    assert loaded.problems == ()


def test_values_are_cleaned_one_character_for_one() -> None:
    loaded = load_text('title: "a\u202eb\\u2028c"\ndate: 2025\nsummary: x\n')
    assert loaded.brief is not None
    assert loaded.brief.title == "a\u2426b\nc"


def test_the_sum_is_that_of_the_bytes() -> None:
    known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert load(b"", "x.yaml").sha256 == known


def test_a_file_over_a_mebibyte_is_refused() -> None:
    limit = 1024 * 1024
    assert load((HEAD + "#").encode().ljust(limit, b"x"), "a.yaml").problems == ()
    told = load((HEAD + "#").encode().ljust(limit + 1, b"x"), "a.yaml").problems
    assert [problem.code for problem in told] == ["too-large"]


def test_a_file_with_countless_problems_tells_the_first() -> None:
    loaded = load_text(HEAD + "".join(f"key{n}: x\n" for n in range(5000)))
    assert len(loaded.problems) == MAX_PROBLEMS + 1
    assert messages(loaded)[-1] == (
        "talks.yaml:204:1: error: 4,800 more problems from here on; fix the first ones "
        "[more-problems]"
    )


def test_a_long_value_is_cut_in_the_message() -> None:
    loaded = load_text(
        f"title: Talks\ndate: {'9' * 5000}\nsummary: x\nparties: {{{'a' * 900}: [x]}}\n"
    )
    assert len(loaded.problems) == 2
    assert max(map(len, messages(loaded))) < 1200


def test_a_message_is_safe_for_a_terminal() -> None:
    loaded = load_text(HEAD + 'status: "\u202efinal"\n', "\x1b[31m\n.yaml")
    assert all(is_clean(line) and "\n" not in line for line in messages(loaded))


def is_clean(text: str) -> bool:
    """Whether cleaning would change nothing."""
    return clean(text) == text


# --- the shared file ----------------------------------------------------------------------------


def test_whole_records_of_a_damaged_shared_file_are_kept() -> None:
    loaded = load_shared(b"parties:\n  a: {name: A}\n  b: {nam: B}\nissues: x\n", "store.yaml")
    assert list(loaded.shared.parties) == ["a"]
    assert [problem.where for problem in loaded.problems] == [
        "parties.b.name", "parties.b.nam", "issues",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "parties:\n"])
def test_an_empty_shared_file_is_fine(text: str) -> None:
    assert load_shared(text.encode(), "store.yaml").problems == ()


@pytest.mark.parametrize("data", [b"- a\n", b"parties: [", b"\xff", b"x"])
def test_a_shared_file_that_is_none_is_told(data: bytes) -> None:
    assert load_shared(data, "store.yaml").problems


# --- foreign files ------------------------------------------------------------------------------


def foreign(text: str, path: str = "note.md") -> Loaded:
    loaded = load_text(text, path)
    assert loaded.foreign
    assert isinstance(loaded.brief, ForeignBrief)
    assert all(problem.severity == "warning" for problem in loaded.problems)
    return loaded


def test_a_foreign_file_has_title_date_bottom_line_summary_and_metadata() -> None:
    loaded = foreign(
        "---\ntitle: 'Talks: day one'\ndate: 1995-02-07\nabstract: They met.\nurl: http://x/\n"
        "tags: [climate, un]\nauthor: A. Nother\nweight: 10\nparams: {a: [1, 2]}\nlang: en\n---\n"
        "# Working group\n\nText [^1].\n"
    )
    brief = loaded.brief
    assert brief is not None
    assert (brief.id, brief.title, brief.date) == ("note", "Talks: day one", "1995-02-07")
    assert (brief.bottom_line, brief.lang) == ("They met.", "en")
    assert brief.summary == "# Working group\n\nText [^1]."
    assert (brief.tags, brief.authors) == (("climate", "un"), ("A. Nother",))
    assert loaded.meta == (("url", "http://x/"), ("weight", "10"), ("params", "a: 1, 2"))
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Given\n---\n# Heading\n", "Given"),
        ("---\ntitle:\n---\nText\n\n## Heading ##\n", "Heading"),
        ("# Heading\n", "Heading"),
        (f"# {'x' * 501}\n#\n# ##\n# Heading #1\n", "Heading #1"),
        ("just text\n", "some file"),
        ("", "some file"),
    ],
)
def test_the_title_is_the_key_or_the_first_heading_or_the_name(text: str, title: str) -> None:
    brief = foreign(text, "deep/some file.md").brief
    assert brief is not None
    assert brief.title == title


@pytest.mark.parametrize(
    ("written", "date", "told"),
    [
        ("2024-05-01", "2024-05-01", []),
        ("2024-05", "2024-05", []),
        ("2024-05-01T10:00:00+02:00", "2024-05-01", []),
        ("2024-05-01 10:00", "2024-05-01", []),
        ("", "", ["empty"]),
        ("May 1st", "", ["bad-date"]),
        ("2024-13-01", "", ["bad-date"]),
        ("[2024]", "2024", []),
    ],
)
def test_a_foreign_date_is_read_or_warned_of(written: str, date: str, told: list[str]) -> None:
    loaded = foreign(f"---\ntitle: x\ndate: {written}\n---\n")
    assert loaded.brief is not None
    assert loaded.brief.date == date
    assert [problem.code for problem in loaded.problems] == told


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("enb12636e", "enb12636e"),
        ("Über uns", "uber-uns"),
        ("2024-05-01 -- Talks_(1)", "2024-05-01-talks-1"),
        ("переговори", "brief-"),
        ("talks переговори", "talks-"),
        ("...", "brief-"),
    ],
)
def test_a_foreign_file_has_an_id_from_its_name(name: str, slug: str) -> None:
    brief = foreign("x", f"{name}.md").brief
    assert brief is not None
    assert brief.id.startswith(slug)
    assert len(brief.id) == (len(slug) + 8 if slug.endswith("-") else len(slug))


def test_two_names_without_latin_letters_have_two_ids() -> None:
    ids = {brief.id for name in ("один", "два") if (brief := foreign("x", f"{name}.md").brief)}
    assert len(ids) == 2


@pytest.mark.parametrize(("given_id", "slug"), [("enb1", "enb1"), ("ENB 1", "enb-1"), ("", "note")])
def test_an_id_in_foreign_front_matter_counts(given_id: str, slug: str) -> None:
    brief = foreign(f"---\ntitle: x\ndate: 2024\nid: {given_id}\n---\n").brief
    assert brief is not None
    assert brief.id == slug


def test_control_characters_in_a_foreign_body_are_marks_and_a_warning() -> None:
    loaded = foreign("---\ntitle: x\ndate: 2024\n---\na\x1b[31m\x91b\n")
    assert loaded.brief is not None
    assert loaded.brief.summary == "a\u241b[31m\ufffdb"
    assert [(problem.line, problem.column) for problem in loaded.problems] == [(5, 2), (5, 7)]


def test_foreign_front_matter_that_is_no_yaml_still_opens() -> None:
    loaded = foreign('---\ntitle: Talks: "day" one\ndate: 2024-05-01\nurl: @x\n---\nText\n')
    assert loaded.brief is not None
    assert (loaded.brief.title, loaded.brief.date) == ('Talks: "day" one', "2024-05-01")
    assert loaded.meta == (("url", "@x"),)
    assert [problem.code for problem in loaded.problems] == ["front-matter"]


def test_anchors_tags_and_repeated_keys_in_foreign_front_matter_are_warnings() -> None:
    loaded = foreign("---\ntitle: &t x\ndate: !d 2024\ntitle: y\n---\n")
    assert [problem.code for problem in loaded.problems] == ["anchor", "tag", "duplicate-key"]


def test_a_foreign_value_that_no_brief_has_is_metadata() -> None:
    loaded = foreign("---\ntitle: x\ndate: 2024\nlang: English (UK)\n---\n")
    assert loaded.brief is not None
    assert loaded.brief.lang is None
    assert loaded.meta == (("lang", "English (UK)"),)
    assert [problem.code for problem in loaded.problems] == ["bad-value"]


def test_a_foreign_file_in_another_encoding_is_refused() -> None:
    loaded = load(b"caf\xe9", "a.md")
    assert not loaded.whole
    assert [problem.code for problem in loaded.problems] == ["encoding"]


def test_real_bulletins_open() -> None:
    with tarfile.open(shared_file("data/enb-sample.tar.xz")) as archive:
        names = [member for member in archive.getmembers() if member.name.endswith(".md")]
        loaded = [
            foreign(file.read().decode(), Path(member.name).name)
            for member in names
            if (file := archive.extractfile(member))
        ]
    assert len(loaded) == 159
    briefs = [one.brief for one in loaded if one.brief]
    assert len({brief.id for brief in briefs}) == 159
    assert all(
        brief.title and is_clean(brief.title) and is_clean(brief.summary) for brief in briefs
    )
    undated = sum(not brief.date for brief in briefs)
    assert undated == sum(p.where == "date" for one in loaded for p in one.problems)
    assert undated > 0


# --- hostile files ------------------------------------------------------------------------------

M = 1024 * 1024 - 100
HOSTILE = {
    "brackets": "[" * M,
    "keys": "".join(f"k{n}: v\n" for n in range(90_000)),
    "one key again": "a: 1\n" * (M // 5),
    "controls": "\x01" * M,
    "escapes": HEAD + 'tags: ["' + "\\e" * (M // 2 - 100) + '"]',
    "wrong marks": f"title: t\ndate: 2025\nsummary: |\n  {'[^q1] ' * ((M - 60) // 6)}",
    "wrong marks in quotes": f"title: t\ndate: 2025\nsummary: 'it''s {'[^q1] ' * ((M - 60) // 6)}'",
    "unknown names": HEAD
    + "people:\n"
    + "".join(f"  p{n}: {{name: x, party: y{n}}}\n" for n in range(3000)),
    "backslashes": '"' + "\\" * M,
    "blank lines": "\n" * M,
    "documents": "---\n" * (M // 4),
    "never closed": "{a: [" * (M // 5),
    "long key": "a" * M + ": b",
    "colons": ": " * (M // 2),
    "tags": "! " * (M // 2),
    "separators": "\u2028" * (M // 3),
}


@pytest.mark.parametrize("notation", ["yaml", "json", "md"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_answered(text: str, notation: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{notation}").write_text(text, encoding="utf-8")
    loaded = Store(tmp_path).load(f"a.{notation}")
    assert loaded.brief is not None or loaded.problems


_SIGNS = (
    b": ~- ~\n~  ~'~\"~[~]~{~}~#~&a ~*a~!x ~>~|~%~@~\t~<<: ~,~? ~\x00~\x1b~\xff~\xc3~\r~---\n~[^q9]"
    b"~\xe2\x80\xa8~\xd0\xb6~null"
)
SIGNS = (b"~", *_SIGNS.split(b"~"))
"""What notations and hostile people care about."""


def changed(data: bytes, numbers: list[int]) -> bytes:
    """Return `data` with a few pieces cut, doubled, or replaced by what notations care about."""
    chance = random.Random(str(numbers))
    for number in numbers:
        at = number % (len(data) + 1)
        kind = chance.randrange(4)
        piece = data[at : at + chance.randrange(40)]
        if kind == 0:
            data = data[:at] + chance.choice(SIGNS) + data[at:]
        elif kind == 1:
            data = data[:at] + data[at + len(piece) :]
        elif kind == 2:
            data = data[:at] + piece + data[at:]
        else:
            data = data[:at] + chance.choice(SIGNS) + data[at + 1 :]
    return data


GOOD = [
    path.read_bytes() for path in sorted((Path(__file__).parents[2] / "briefs").glob("i*.yaml"))
]


def holds(loaded: Loaded, data: bytes) -> None:
    """Check what must be so whatever the file."""
    assert loaded.brief is not None or any(one.severity == "error" for one in loaded.problems)
    lines = data.decode("utf-8", "replace").replace("\r", "\n").split("\n")
    for problem in loaded.problems:
        assert problem.code in CODES
        assert 1 <= problem.line <= len(lines)
        assert problem.column >= 1
        assert is_clean(str(problem))
    if loaded.brief is not None:
        assert is_clean(loaded.brief.title)
        assert is_clean(loaded.brief.summary)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "agreements: {a1: {issue: i, text: They sign, if he leaves, parties: []}}",
            "if he leaves",
        ),
        ("parties: {a: {name: Alpha, Beta and Gamma}}", "Beta and Gamma"),
        ("place: {name: Istanbul, Turkey}", "Turkey"),
        ("timeline: [{date: 2025, text: They met, then left}]", "then left"),
        ("agrements:", "agrements"),
        ("place: {nmae: }", "nmae"),
    ],
)
def test_half_a_sentence_after_a_comma_is_no_key(text: str, key: str) -> None:
    loaded = load_text(HEAD + text + "\n")
    assert not loaded.whole
    said = [one.message for one in loaded.problems if one.code == "unknown-key"]
    assert len(said) == 1
    assert said[0].startswith(f'unknown key "{key}"')
    assert "did you mean" in said[0] or "quotes around the whole text" in said[0]


def test_a_key_of_the_format_with_nothing_behind_it_counts_as_left_out() -> None:
    assert load_text(HEAD + "tags:\nplace:\nround: ~\n").brief is not None


_SPACES = st.text(" \t\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\x1c\x85a", max_size=4)


@given(_SPACES, _SPACES, _SPACES)
def test_spaces_of_any_kind_are_no_title(front: str, heading: str, name: str) -> None:
    for text in (f"# {heading}\n\ntext\n", f"---\ntitle: '{front}'\n---\n# {heading}\n"):
        loaded = load(text.encode(), f"{name}.md")
        assert loaded.brief is None or loaded.brief.title.strip()
        holds(loaded, text.encode())


@given(
    st.sampled_from(GOOD),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=6),
    st.sampled_from(["a.yaml", "a.json", "a.md"]),
)
def test_a_damaged_brief_is_a_brief_or_has_problems(
    good: bytes, numbers: list[int], path: str
) -> None:
    data = changed(good, numbers)
    holds(load(data, path), data)


@given(st.binary(max_size=300), st.sampled_from(["a.yaml", "a.json", "a.md", "store.yaml"]))
def test_any_bytes_are_a_brief_or_have_problems(data: bytes, path: str) -> None:
    holds(load(data, path), data)
    load_shared(data, path)


@given(st.text("abc:-?[]{},#&*!|>'\"%@`\\ \n\t~<^q1.é𝕏", max_size=80))
def test_any_mixture_of_signs_is_a_brief_or_has_problems(text: str) -> None:
    for path in ("a.yaml", "a.json", "a.md"):
        holds(load(text.encode(), path), text.encode())
        framed = f"---\ntitle: x\n{text}\n---\n{text}"
        holds(load(framed.encode(), path), framed.encode())


# --- shorthands ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("place: Vienna", "place: {name: Vienna}"),
        ("place: 'Oslo, Norway'", "place: {name: 'Oslo, Norway'}"),
        ("parties: {iran: Iran}", "parties: {iran: {name: Iran}}"),
        ("people: {a: Anna}", "people: {a: {name: Anna}}"),
        ("issues: {a: Fish}", "issues: {a: {title: Fish}}"),
        ("tags: fish", "tags: [fish]"),
        ("authors: Anna Alpha", "authors: [Anna Alpha]"),
        ("unknown: Who comes.", "unknown: [Who comes.]"),
        ("next: {text: A round.}", "next: [{text: A round.}]"),
        ("timeline: {date: 2025, text: A round.}", "timeline: [{date: 2025, text: A round.}]"),
        (
            "parties: {a: Alpha}\nissues: {i: Fish}\nagreements: {a1: {issue: i, text: T, "
            "parties: a, attested_by: a}}",
            "parties: {a: {name: Alpha}}\nissues: {i: {title: Fish}}\nagreements: {a1: {issue: i, "
            "text: T, parties: [a], attested_by: [a]}}",
        ),
    ],
)
def test_a_shorthand_means_what_it_stands_for(short: str, whole: str) -> None:
    brief, same = load_text(f"{HEAD}{short}\n").brief, load_text(f"{HEAD}{whole}\n").brief
    assert brief is not None
    assert brief == same


def test_a_name_in_a_shorthand_is_resolved_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        f"{HEAD}parties: {{a: Alpha}}\nissues: {{i: Fish}}\n"
        "agreements: {a1: {issue: i, text: T, parties: b, attested_by: a}}\n"
    )
    (problem,) = (one for one in Store(tmp_path).check() if one.severity == "error")
    assert problem.where == "agreements.a1.parties"
    assert 'unknown party "b"' in problem.message


@pytest.mark.parametrize("blank", ["\u200b", " \u2060\ufeff", "\u3164", "\u2800", "\u200b\u200d"])
def test_a_text_of_which_nothing_is_seen_is_empty(blank: str) -> None:
    names = f"issues: {{j: '{blank}'}}\nparties: {{a: {{name: '{blank}'}}}}\n"
    loaded = load_text(HEAD + names)
    assert {(one.code, one.where) for one in loaded.problems} == {
        ("empty", "parties.a.name"), ("empty", "issues.j.title"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["می‌باشند", "👨‍👩‍👧", "a\u200b", "x", "🏽"])
def test_a_text_with_zero_width_characters_in_it_is_not_empty(text: str) -> None:
    assert not load_text(f"{HEAD}issues: {{j: '{text}'}}\n").problems
