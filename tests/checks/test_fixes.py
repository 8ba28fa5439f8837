"""What `check --fix` mends: what has one right answer, and not a byte beside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.checks.fixes import Faulty
from briefing.checks.mending import Mended, mend
from briefing.loader.problems import Problem
from briefing.loader.syntax import Record, Scalar
from briefing.model.brief import Brief
from briefing.store.files import Ignore
from briefing.store.mended_file import mended_file

HEAD = "title: Talks  # the second\ndate: 2025-06-02\nsummary: They met.\n"
NAMES = "parties: {iran: Iran, oman: Oman}\nissues: {fuel: Fuel}\n"


def mended(folder: Path, text: str, name: str = "talks.yaml", **others: str) -> Mended:
    """Write a file, mend it, and return what it is then."""
    for other, content in {**others, name: text}.items():
        path = folder / other.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode())
    return mended_file(folder, name, Ignore())[1]


AGREED = "agreements:\n  a1: {issue: fuel, text: t, parties: [iran], attested_by: %s}\n"
DISPUTED = "disagreements:\n  d1:\n    issue: fuel\n    question: q\n    positions:\n      %s\n"
PAIRS = [
    # one allowed word is near
    ("status: drft\n", "status: draft\n"),
    ("status: 'Final'   # soon\n", "status: 'final'   # soon\n"),
    ("handling: Amber+Strict\n", "handling: amber+strict\n"),
    ('handling: "gren"\n', 'handling: "green"\n'),
    (NAMES + DISPUTED % "iran: {stance: acepts, text: 'x'}",
     NAMES + DISPUTED % "iran: {stance: accepts, text: 'x'}"),
    ("parties:\n  iran:\n    name: Iran\n    kind: armed_group\n",
     "parties:\n  iran:\n    name: Iran\n    kind: armed-group\n"),
    # one absent key is near
    ("tag: [a, b]\n", "tags: [a, b]\n"),
    ("'botom_line': x\n", "'bottom_line': x\n"),
    ("parties:\n  iran: {nam: Iran}\n", "parties:\n  iran: {name: Iran}\n"),
    ("place: {name: Vienna, contry: AT}\n", "place: {name: Vienna, country: AT}\n"),
    # one defined name is near
    (NAMES + AGREED % "[irna]", NAMES + AGREED % "[iran]"),
    (NAMES + AGREED % "'omann'", NAMES + AGREED % "'oman'"),
    (NAMES + DISPUTED % "irna: {stance: accepts}", NAMES + DISPUTED % "iran: {stance: accepts}"),
    (NAMES + "sources: {article: {kind: news}}\n" + AGREED % "iran, support: [artcle#p2-3]",
     NAMES + "sources: {article: {kind: news}}\n" + AGREED % "iran, support: [article#p2-3]"),
    # a list without brackets
    (NAMES + AGREED % "iran, oman", NAMES + AGREED % "[iran, oman]"),
    ("tags: talks, fuel\n", "tags: [talks, fuel]\n"),
    # a text without quotation marks
    ("bottom_line: Agreed: nothing\n", 'bottom_line: "Agreed: nothing"\n'),
    ("bottom_line: @home they said \"no\"\n", 'bottom_line: "@home they said \\"no\\""\n'),
    ("bottom_line: [^a1] stands\n", 'bottom_line: "[^a1] stands"\n'),
    ("timeline:\n- date: 2025\n  text: It ended: at last\n",
     'timeline:\n- date: 2025\n  text: "It ended: at last"\n'),
    (NAMES + "agreements:\n  a1: {issue: fuel, text: one, two, parties: iran, attested_by: iran}\n",
     NAMES + 'agreements:\n  a1: {issue: fuel, text: "one, two", parties: iran, '
     "attested_by: iran}\n"),
    ("next: [{text: a, b, c}]\n", 'next: [{text: "a, b, c"}]\n'),
    # a date in another form
    ("timeline: [{date: 2 June 2025, text: x}]\n", "timeline: [{date: 2025-06-02, text: x}]\n"),
    ("timeline: [{date: 2025/6/2, text: x}]\n", "timeline: [{date: 2025-06-02, text: x}]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_one_right_answer_is_written(tmp_path: Path, before: str, after: str) -> None:
    one = mended(tmp_path, HEAD + before)
    assert one.data.decode() == HEAD + after
    assert len(one.mends) == 1


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_other_byte_stays(tmp_path: Path, line_end: str, mark: str) -> None:
    before = "".join(
        pair[0] for pair in PAIRS if pair[0].startswith(("status: drft", "tag:", "timeline:\n"))
    )
    after = "".join(
        pair[1] for pair in PAIRS if pair[0].startswith(("status: drft", "tag:", "timeline:\n"))
    )
    layout = mark + "# ünïcode\n\n" + HEAD + "%s\n\n   # the end, without a line end"
    one = mended(tmp_path, (layout % before).replace("\n", line_end))
    assert one.data.decode() == (layout % after).replace("\n", line_end)
    assert len(one.mends) == 3


@pytest.mark.parametrize(
    "text",
    [
        "status: x\n", "colour: red\n", "titel: Other\n",  # the key is there already
        NAMES + AGREED % "[russia]",
        "parties: {iran-a: A, iran-b: B}\n" + AGREED % "[iran-c]",  # two are near
        "bottom_line: one: two\n  and more\n",  # where does it end?
        "bottom_line: one: two # three\n", "bottom_line: {one: two\n", "parties: [\n",
        "bottom_line: - x\n", "round: two\n", "timeline: [{date: 2/6/2025}]\n",
        "sources: {s: {kind: news, archive: gone.txt, sha256: " + "0" * 64 + "}}\n",
        # a record or list with a mistake in it is no text
        "people: \n  berg: {name: Berg, role: en}voy, aliases: [B]}\n",
        "people: \n  berg: {name: Berg}x\n", "people: \n  berg: : {name: Berg}\n",
        "people: \n  berg: name: Berg, role: envoy}\n", "tags: [a, b]c\n", "tags: [[a]b\n",
        "people: {berg: {name: Berg, role :envoy}}\n",
        "timeline: [{date: 2025-06-02, textThey met.\", support: []}]\n",
        # a lost line end: two values on a line
        "quotes:\n  q1:\n    text: We agre    verb: said\n",
        "bottom_line: They agree  date: 2025\n",
        "parties: {iran: {name: Iran, kind: sta\n te}}\n",
        # near, but another name or word
        "parties: {iraq: Iraq}\nissues: {fuel: Fuel}\n" + AGREED % "[iran]",
        "parties: {nigeria: N}\nissues: {fuel: Fuel}\n" + AGREED % "[niger]",
        "parties: {south-korea: K}\nissues: {fuel: Fuel}\n" + AGREED % "[north-korea]",
        "parties: {iceland: I}\nissues: {fuel: Fuel}\n" + AGREED % "[ireland]",
        "parties: {iraq: Iraq}\nissues: {fuel: Fuel}\n" + DISPUTED % "iran: {stance: accepts}",
        "people: {petrova: Petrova}\nquotes: [{who: petrov, text: They say}]\n",
        "people: {lee-21: Lee}\nquotes: [{who: lee-12, text: They say}]\n",
        NAMES + "quotes: {q1: {who: iran, text: x}}\n" + AGREED % "iran, quotes: [q10]",
        NAMES + "sources: {text-1: {kind: news}}\n" + AGREED % "iran, support: [text-12#p2]",
        NAMES + AGREED % "iran, status: unsigned", NAMES + AGREED % "iran, contested_by: oman",
        NAMES + "disagreements: {d1: {issue: fuel, question: q, status: unresolved}}\n",
        "handling: unclear\n", "handling: amber+\n",
        "process: The Talks\n", "quotes: [{who: iran, text: They say, from: artcle#p2}]\n",
        "place: [Vienna]\n", "unknown: {a: b}\n", "updated: 2 June 2025\n",
    ],
)  # fmt: skip
def test_what_has_several_answers_or_none_is_left_alone(tmp_path: Path, text: str) -> None:
    one = mended(tmp_path, HEAD + text)
    assert one.mends == ()
    assert one.data.decode() == HEAD + text


def test_one_fix_leads_to_the_next(tmp_path: Path) -> None:
    text = "bottom_line: a: b\nstatus: drft\nsumary: x: y\n"
    one = mended(tmp_path, HEAD.replace("summary: They met.\n", "") + text)
    assert one.data.decode().endswith('bottom_line: "a: b"\nstatus: draft\nsummary: "x: y"\n')
    assert [(mend.line, mend.fix.where) for mend in one.mends] == [
        (3, ""), (5, ""), (4, "status"), (5, "sumary"),
    ]  # fmt: skip


def test_names_of_shared_records_count_and_those_files_are_mended_too(tmp_path: Path) -> None:
    shared = "parties: {iran: {name: Iran, kind: sate}}\n"
    one = mended(tmp_path, HEAD + "issues: {fuel: Fuel}\n" + AGREED % "[irna]", store_yaml=shared)
    assert b"attested_by: [iran]" in one.data
    upper = mended_file(tmp_path, "store.yaml", Ignore())[1]
    assert upper.data == b"parties: {iran: {name: Iran, kind: state}}\n"
    lower = mended(tmp_path, "people: {a: {name: A, party: irna}}\n", "x/store.yaml")
    assert lower.data == b"people: {a: {name: A, party: iran}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"status": "drft"', '"status": "draft"'), ('"tag": ["x"]', '"tags": ["x"]'),
        ('"tags": "a, b"', '"tags": ["a", "b"]'),
        ('"timeline": [{"date": "2 June 2025", "text": "x"}]',
         '"timeline": [{"date": "2025-06-02", "text": "x"}]'),
    ],
)  # fmt: skip
def test_json_is_mended_in_its_own_notation(tmp_path: Path, before: str, after: str) -> None:
    text = '{"title": "T",\t"date": "2025", "summary": "s", %s}\n'
    assert mended(tmp_path, text % before, "talks.json").data.decode() == text % after


def test_front_matter_is_mended_and_the_body_stays(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: 2025\nbrief: 1\nstatus: %s\n---\n\nThey met: [x] *drft*.\n"
    assert mended(tmp_path, text % "drft", "talks.md").data.decode() == text % "draft"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.md", "---\nstatus: drft\ntag: x\n---\nForeign.\n"),
        ("package.json", '{"name": "x", "tag": 1}'),
        ("a.yaml", "key: drft\n"),
    ],
)
def test_files_of_other_programs_are_left_alone(tmp_path: Path, name: str, text: str) -> None:
    assert mended(tmp_path, text, name).mends == ()


@given(
    st.lists(
        st.sampled_from(
            [pair[0] for pair in PAIRS] + ["status: x\n", "a: [\n", "\tb\n", "c: &d e"]
        ),
        max_size=4,
    )
)
def test_mending_never_adds_an_error_and_ends(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    one = mended(folder, HEAD + "".join(parts))
    again = mended(folder, one.data.decode())
    assert again.mends == ()


def test_a_file_is_read_a_limited_number_of_times() -> None:
    parties = {
        f"p{n}": Record(n * 5, {"kind": n * 5}, {"kind": Scalar("sate", n * 5, n * 5 + 4, "")})
        for n in range(180)
    }
    root = Record(0, {"parties": 0}, {"parties": Record(0, dict.fromkeys(parties, 0), parties)})
    wrong = [Problem("", 1, 1, "error", "bad-choice", f"parties.{key}.kind", "") for key in parties]
    times = 0

    def read(data: bytes) -> Faulty:
        nonlocal times
        times += 1
        return Faulty("sate " * 180, root, (*wrong,), Brief, "yaml", {})  # nothing ever helps

    assert mend(b"sate " * 180, read).mends == ()
    assert 100 < times <= 121
