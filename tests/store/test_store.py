"""A folder of briefs: shared records, archives, what changed, and checks across files."""

import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from briefing.errors import StoreError
from briefing.evidence import Archive, Verdict
from briefing.loader.load import Loaded
from briefing.store import files
from briefing.store.archives import Unavailable
from briefing.store.store import Store
from tests.tools.shared_texts import shared_file

BAD = Path(__file__).parents[1] / "briefs" / "bad"
HEAD = "title: Talks\ndate: 2025-07-23\nsummary: They met.\n"
SHARED = """parties:
  ukraine: {name: Ukraine}
  russia: {name: Russia}
  unused: {name: Nobody}
people:
  umerov: {name: Rustem Umerov, party: ukraine}
issues:
  war: War
  truce: {title: Truce, part_of: war}
sources:
  original: {kind: news, archive: sources/a.txt}
  article: {kind: news, archive: sources/a.txt, translation_of: original}
"""
QUOTING = HEAD + "quotes: {q1: {who: umerov, text: well said, from: article, issues: [truce]}}\n"


def store_of(folder: Path, **texts: str) -> Store:
    """Write files into a folder; `a_yaml` is `a.yaml`, `deep__a_yaml` lies in `deep`."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Store(folder)


def codes(store: Store, *paths: str) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in store.check(paths)]


def replaced(path: Path, text: str) -> None:
    """Replace a file as editors do, by another of the same name."""
    beside = path.with_name(f".{path.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


# --- opening ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gone", "file"])
def test_what_is_no_folder_is_no_store(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="give the folder of your briefs"):
        Store(tmp_path / name)


def test_an_empty_folder_is_a_store(tmp_path: Path) -> None:
    assert Store(tmp_path).check() == ()


def test_the_sample_briefs_have_no_errors(samples: Path) -> None:
    told = Store(samples).check()
    assert [str(problem) for problem in told if problem.severity == "error"] == []
    assert {problem.code for problem in told} <= {"no-archive", "no-support"}


@pytest.mark.parametrize("where", ["the samples", "the example of the format"])
def test_the_founding_brief_checks_as_it_says(samples: Path, where: str) -> None:
    store = Store(samples if where == "the samples" else shared_file("example"))
    checked = store.checked("istanbul-2025-06-02.yaml")
    found = {
        key: (finding.verdict, finding.place and finding.place.paragraph)
        for key, finding in checked.findings.items()
    }
    assert found == {
        "q1": (Verdict.VERBATIM, 5),
        "q2": (Verdict.VERBATIM, 5),
        "q3": (Verdict.VERBATIM, 7),
        "q4": (Verdict.VERBATIM, 7),
        "q5": (Verdict.VERBATIM, 8),
        "q6": (Verdict.TYPOGRAPHY, 9),
    }
    assert [problem for problem in store.check() if problem.severity == "error"] == []


def test_damaged_files_do_not_hide_good_ones(tmp_path: Path, samples: Path) -> None:
    shutil.copytree(BAD, tmp_path / "bad")
    (tmp_path / "bad" / "store.yaml").unlink()
    for path in samples.iterdir():
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, tmp_path / path.name)
    store = Store(tmp_path)
    loaded = {stamp.path: store.load(stamp.path) for stamp in store.scan().stamps}
    for path in samples.glob("istanbul-*.yaml"):
        assert loaded[path.name].brief is not None
        assert [one for one in loaded[path.name].problems if one.severity == "error"] == []
    told = {problem.path for problem in store.check()}
    damaged = {f"bad/{path.name[:-9]}" for path in BAD.glob("*.expected")} - {"bad/store.yaml"}
    assert damaged - {"bad/uses-store.yaml"} <= told
    assert all(problem.line and problem.column for problem in store.check())


# --- shared records -----------------------------------------------------------------------------


def test_a_brief_has_the_shared_records_that_it_names_and_no_others(tmp_path: Path) -> None:
    store = store_of(tmp_path, store_yaml=SHARED, a_yaml=QUOTING)
    loaded = store.load("a.yaml")
    assert loaded.problems == ()
    brief = loaded.brief
    assert brief is not None
    assert list(brief.people) == ["umerov"]
    assert list(brief.parties) == ["ukraine"]  # the speaker's
    assert list(brief.issues) == ["truce", "war"]  # what the issue is a part of
    assert list(brief.sources) == ["article", "original"]  # what it translates


def test_a_record_of_the_brief_comes_before_a_shared_one(tmp_path: Path) -> None:
    own = QUOTING + "people: {umerov: {name: R. Umerov, party: russia}}\n"
    brief = store_of(tmp_path, store_yaml=SHARED, a_yaml=own).load("a.yaml").brief
    assert brief is not None
    assert brief.people["umerov"].name == "R. Umerov"
    assert list(brief.parties) == ["russia"]


def test_issues_that_belong_to_each_other_end(tmp_path: Path) -> None:
    shared = "issues:\n  a: {title: A, part_of: b}\n  b: {title: B, part_of: a}\n"
    text = HEAD + "parties: {p: {name: P}}\nproposals: [{issue: a, by: p, text: x}]\n"
    brief = store_of(tmp_path, store_yaml=shared, a_yaml=text).load("a.yaml").brief
    assert brief is not None
    assert list(brief.issues) == ["a", "b"]


def test_a_changed_shared_file_changes_the_briefs(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_yaml=QUOTING)
    assert len(store.load("a.yaml").problems) == 3
    replaced(tmp_path / "store.yaml", SHARED)
    assert store.load("a.yaml").problems == ()
    assert list(store.shared.parties) == ["ukraine", "russia", "unused"]
    (tmp_path / "store.yaml").unlink()
    assert len(store.load("a.yaml").problems) == 3


def test_a_shared_file_with_an_error_is_told_once(tmp_path: Path) -> None:
    store = store_of(tmp_path, store_yaml="parties: [", a_yaml=QUOTING, b_yaml=QUOTING)
    assert codes(store) == [("store.yaml", "syntax")]


def test_a_shared_file_that_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "store.yaml").mkdir()
    told = codes(store_of(tmp_path, a_yaml=QUOTING))
    assert told == [("store.yaml", "not-a-file")]


def test_a_shared_file_that_cannot_be_read_lets_briefs_be_kept(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_yaml=QUOTING, store_yaml="#" * (files.MAX_BRIEF + 1))
    first = store.load("a.yaml")
    assert [problem.code for problem in store.shared_errors] == ["too-large"]
    assert store.load("a.yaml") is first
    assert store.checked("a.yaml").problems is store.checked("a.yaml").problems
    replaced(tmp_path / "store.yaml", SHARED)
    sound = store.load("a.yaml")
    assert sound is not first
    (tmp_path / "store.yaml").unlink()
    (tmp_path / "store.yaml").mkdir()
    assert [problem.code for problem in store.shared_errors] == ["not-a-file"]
    assert store.load("a.yaml") is not sound


def test_a_shared_record_with_an_error_is_known_all_the_same(tmp_path: Path) -> None:
    shared = SHARED.replace("{name: Rustem Umerov,", "{nam: Rustem Umerov,")
    store = store_of(
        tmp_path, store_yaml=shared, a_yaml=QUOTING, sources__a_txt="Umerov: well said"
    )
    assert {path for path, _ in codes(store)} == {"store.yaml"}


def test_the_archive_of_a_shared_source_is_told_where_the_source_is(tmp_path: Path) -> None:
    store = store_of(tmp_path, store_yaml=SHARED, a_yaml=QUOTING, b_yaml=QUOTING)
    told = [str(problem) for problem in store.check() if problem.code == "archive-missing"]
    assert [line.split(": error: ")[0] for line in told] == ["store.yaml:11:35", "store.yaml:12:34"]


def test_the_archive_of_a_shared_source_that_nobody_names_is_told_too(tmp_path: Path) -> None:
    assert codes(store_of(tmp_path, store_yaml=SHARED)) == [("store.yaml", "archive-missing")] * 2


def test_the_shared_file_alone_can_be_checked(tmp_path: Path) -> None:
    shared = SHARED.replace("party: ukraine", "party: ukrane")
    store = store_of(tmp_path, store_yaml=shared, a_yaml=QUOTING)
    assert codes(store, "store.yaml")[0] == ("store.yaml", "unknown-id")
    assert {path for path, _ in codes(store, "store.yaml")} == {"store.yaml"}


# --- briefs -------------------------------------------------------------------------------------


def test_a_brief_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_yaml=HEAD)
    first = store.load("a.yaml")
    assert store.load("a.yaml") is first
    replaced(tmp_path / "a.yaml", HEAD.replace("Talks", "Other"))
    second = store.load("a.yaml")
    assert second.brief is not None
    assert second.brief.title == "Other"


def test_what_is_not_there_or_no_brief_is_told(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_txt="x")
    for path, code in (("b.yaml", "vanished"), ("a.txt", "not-a-file"), ("../b.yaml", "outside")):
        assert [problem.code for problem in store.load(path).problems] == [code]
        assert codes(store, path) == [(path, code)]


def test_a_brief_that_went_away_is_told_and_comes_back(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_yaml=HEAD)
    assert store.load("a.yaml").brief is not None
    (tmp_path / "a.yaml").unlink()
    assert store.load("a.yaml").brief is None
    replaced(tmp_path / "a.yaml", HEAD)
    assert store.load("a.yaml").brief is not None


def test_any_file_name_works(tmp_path: Path) -> None:
    name = os.fsdecode(b"\x1b[31m\xff\n.yaml")
    (tmp_path / name).write_text(HEAD + "id: a\n", encoding="utf-8")
    store = Store(tmp_path)
    brief = store.load(store.scan().stamps[0].path).brief
    assert brief is not None
    assert brief.id == "a"
    assert store.check() == ()


def test_many_threads_may_read_one_store(samples: Path) -> None:
    store = Store(samples)
    paths = [stamp.path for stamp in store.scan().stamps] * 30

    def title(path: str) -> str:
        loaded = store.load(path)
        assert loaded.brief is not None
        checked = store.checked(path)
        assert len(checked.findings) == len(loaded.brief.quotes)
        assert checked.problems is not None
        return loaded.brief.title

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(title, paths))) == 3


def test_threads_that_ask_first_at_once_share_what_is_read(samples: Path) -> None:
    store, together = Store(samples), Barrier(4)

    def load(_: int) -> Loaded:
        together.wait()
        return store.load("istanbul-2025-06-02.yaml")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(load, range(4)))
        again = list(pool.map(load, range(4)))
    assert len(set(map(id, again))) == 1


# --- archives -----------------------------------------------------------------------------------


def with_archive(
    folder: Path, data: bytes, sha256: str = ""
) -> tuple[Store, Archive | Unavailable]:
    """Return a store with one archive, and its text or why it cannot be had."""
    (folder / "a.txt").write_bytes(data)
    pinned = f", sha256: {sha256}" if sha256 else ""
    text = HEAD + f"sources: {{s: {{kind: news, archive: a.txt{pinned}}}}}\n"
    store = store_of(folder, a_yaml=text)
    return store, store.checked("a.yaml").sources["s"]


def test_an_archive_is_cleaned_one_character_for_one(tmp_path: Path) -> None:
    _, archive = with_archive(tmp_path, b"\xef\xbb\xbfa\r\nb\x1b[31m")
    assert isinstance(archive, Archive)
    assert archive.text == "a \nb\u241b[31m"


def test_an_archive_is_as_pinned(tmp_path: Path) -> None:
    data = "«Ні»\n".encode()
    _, archive = with_archive(tmp_path, data, hashlib.sha256(data).hexdigest())
    assert isinstance(archive, Archive)


def test_an_archive_that_changed_is_told_with_both_sums(tmp_path: Path) -> None:
    old, new = (hashlib.sha256(data).hexdigest() for data in (b"old", b"new"))
    store, problem = with_archive(tmp_path, b"new", old)
    assert isinstance(problem, Unavailable)
    assert problem.code == "archive-changed"
    assert old in problem.message
    assert new in problem.message
    assert codes(store) == [("a.yaml", "archive-changed")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"caf\xe9", "archive-unreadable"), (b"x" * (4 * 1024 * 1024 + 1), "archive-unreadable")],
)
def test_an_archive_that_is_no_text_or_too_large_is_told(
    tmp_path: Path, data: bytes, code: str
) -> None:
    store, problem = with_archive(tmp_path, data)
    assert isinstance(problem, Unavailable)
    assert codes(store) == [("a.yaml", code)]


def test_four_mebibytes_can_be_archived(tmp_path: Path) -> None:
    _, archive = with_archive(tmp_path, b"x" * (4 * 1024 * 1024))
    assert isinstance(archive, Archive)


def test_an_archive_is_kept_until_it_changes(tmp_path: Path) -> None:
    store, first = with_archive(tmp_path, b"one")
    assert store.checked("a.yaml").sources["s"] is first
    replaced(tmp_path / "a.txt", "two")
    second = store.checked("a.yaml").sources["s"]
    assert isinstance(second, Archive)
    assert second.text == "two"


def test_findings_and_problems_follow_the_archive(tmp_path: Path) -> None:
    store = store_of(
        tmp_path, store_yaml=SHARED, a_yaml=QUOTING, sources__a_txt="Umerov: well said"
    )
    checked = store.checked("a.yaml")
    assert checked.findings["q1"].verdict is Verdict.VERBATIM
    assert store.checked("a.yaml") is checked
    assert checked.problems == ()
    replaced(tmp_path / "sources" / "a.txt", "Something quite different was written here")
    checked = store.checked("a.yaml")
    assert checked.findings["q1"].verdict is Verdict.NOT_FOUND
    assert [problem.code for problem in checked.problems] == ["quote-not-found"]
    (tmp_path / "sources" / "a.txt").unlink()
    problems = store.checked("a.yaml").problems
    assert [problem.code for problem in problems] == ["archive-missing"] * 2


def test_a_source_without_archive_is_answered_with_a_problem(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_yaml=HEAD + "sources: {s: {kind: news}}\n")
    checked = store.checked("a.yaml")
    assert checked.archives == {}
    problem = checked.sources["s"]
    assert isinstance(problem, Unavailable)
    assert problem.code == "no-archive"


def test_an_archive_behind_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    store_folder = tmp_path / "store"
    store_folder.mkdir()
    (store_folder / "a.txt").symlink_to("../secret.txt")
    text = HEAD + "sources: {s: {kind: news, archive: a.txt}}\n"
    assert codes(store_of(store_folder, a_yaml=text)) == [("a.yaml", "archive-outside")]


# --- across files -------------------------------------------------------------------------------


def test_a_round_may_be_replaced(tmp_path: Path) -> None:
    round_3 = HEAD + "process: p\nround: 3\n"
    store = store_of(tmp_path, a_yaml=round_3, b_yaml=round_3 + "supersedes: a\n")
    assert codes(store) == []


def test_a_round_replaced_twice_is_there_twice(tmp_path: Path) -> None:
    round_3 = HEAD + "process: p\nround: 3\n"
    again = round_3 + "supersedes: a\n"
    store = store_of(tmp_path, a_yaml=round_3, b_yaml=again, c_yaml=again)
    assert codes(store) == [("b.yaml", "duplicate-round"), ("c.yaml", "duplicate-round")]


def test_a_chain_of_replacements_leaves_one(tmp_path: Path) -> None:
    round_3 = HEAD + "process: p\nround: 3\n"
    store = store_of(
        tmp_path, a_yaml=round_3, b_yaml=round_3 + "supersedes: a\n",
        c_yaml=round_3 + "supersedes: b\n",
    )  # fmt: skip
    assert codes(store) == []


def test_rounds_of_other_processes_and_briefs_without_round_are_no_twins(tmp_path: Path) -> None:
    store = store_of(
        tmp_path, a_yaml=HEAD + "process: p\nround: 3\n", b_yaml=HEAD + "process: q\nround: 3\n",
        c_yaml=HEAD + "process: p\n", d_yaml=HEAD + "process: p\n",
    )  # fmt: skip
    assert codes(store) == []


def test_one_name_in_two_folders_is_one_id(tmp_path: Path) -> None:
    store = store_of(tmp_path, a_yaml=HEAD, deep__a_yaml=HEAD)
    assert codes(store) == [("a.yaml", "duplicate-id"), ("deep/a.yaml", "duplicate-id")]
    assert codes(store, "deep/a.yaml") == [("deep/a.yaml", "duplicate-id")]


def test_records_of_other_briefs_can_be_named(tmp_path: Path) -> None:
    own = "parties: {a: {name: A}}\nissues: {i: I}\n"
    other = HEAD + own + "quotes: [{who: a, text: x, kind: paraphrase, issues: [i]}]\n"
    text = HEAD.replace("They met.", "'They met [^b#q1], [^b#q11].'") + own
    store = store_of(tmp_path, a_yaml=text, b_yaml=other)
    assert [str(problem) for problem in store.check()] == [
        'a.yaml:3:29: error: summary: b has no record "q11"; did you mean "q1"? [unknown-reference]'
    ]


def test_a_brief_with_errors_can_be_named_all_the_same(tmp_path: Path) -> None:
    text = HEAD.replace("They met.", "'They met [^b#q1] [^c#q9].'") + "supersedes: c\n"
    other = "titel: x\nquotes: [{who: a, text: x}]\n"
    store = store_of(tmp_path, a_yaml=text, b_yaml=other, c_yaml="title: [")
    assert not [path for path, _ in codes(store) if path == "a.yaml"]


def test_progress_counts_the_files(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    store_of(tmp_path, a_yaml=HEAD, b_yaml=HEAD).check(
        progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(1, 2), (2, 2)]


def test_problems_come_by_path_and_place(tmp_path: Path) -> None:
    wrong = HEAD + "status: x\nround: y\n"
    told = store_of(tmp_path, b_yaml=wrong, a_yaml=wrong, a__b_yaml=wrong).check()
    order = [(problem.path, problem.line, problem.column) for problem in told]
    assert order == sorted(order)
    assert len(order) == 8


def test_a_brief_that_describes_a_shared_party_keeps_what_is_shared_of_it(tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text(
        "parties:\n  norland:\n    {name: Kingdom of Norland, country: NO, role: party,"
        " aliases: [Oslo]}\n"
        "people:\n  ann: {name: Ann Ames, party: norland}\n"
        "issues:\n  water: {title: Water, part_of: rivers}\n  rivers: Rivers\n"
    )
    (tmp_path / "a.yaml").write_text(
        "title: A\ndate: 2025-06-02\nsummary: S.\n"
        "parties: {norland: {name: Norland, role: host, aliases: [The North]}}\n"
        "people: {ann: {name: Ann Ames, role: Envoy}}\nissues: {water: Water sharing}\n"
    )
    brief = Store(tmp_path).load("a.yaml").brief
    assert brief is not None
    party = brief.parties["norland"]
    assert (party.name, party.country, party.role) == ("Norland", "NO", "host")
    assert party.aliases == ("The North", "Oslo", "Kingdom of Norland")
    assert (brief.people["ann"].party, brief.people["ann"].role) == ("norland", "Envoy")
    assert (brief.issues["water"].title, brief.issues["water"].part_of) == (
        "Water sharing",
        "rivers",
    )
    assert brief.issues["rivers"].title == "Rivers"


def test_what_a_brief_puts_elsewhere_brings_nothing_that_it_was_a_part_of(tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text(
        "issues: {dams: {title: Dams, part_of: water}, water: {title: Water, part_of: rivers},"
        " rivers: Rivers}\n"
    )
    (tmp_path / "a.yaml").write_text(
        "title: A\ndate: 2025-06-02\nsummary: S.\nparties: {p: {name: P}}\n"
        "issues: {water: {title: Water, part_of: lakes}, lakes: Lakes}\n"
        "proposals: [{issue: dams, by: p, text: Fewer.}]\n"
    )
    brief = Store(tmp_path).load("a.yaml").brief
    assert brief is not None
    assert list(brief.issues) == ["water", "lakes", "dams"]


MIXED = "They met.\n\nThey spoke\nof bodies."


@pytest.mark.parametrize(
    ("archived", "found", "ends"),
    [
        (MIXED, MIXED.replace("\n", "\r\n"), "LF"),
        (MIXED.replace("\n", "\r\n"), MIXED, "CRLF"),
        (MIXED.replace("\n", "\r"), MIXED, "CR"),
        (MIXED, MIXED.replace("\n", "\r"), "LF"),
        ("Café\n", "Café\r\n", "LF"),
        ("\ufeffA\n", "\ufeffA\r\n", "LF"),
        ("\n", "\r\n", "LF"),
        ("مرحبا\n\nسلام\n", "مرحبا\r\n\r\nسلام\r\n", "LF"),
        (MIXED, MIXED.replace("\n", "\r\n", 1), "LF"),
        (MIXED.replace("\n", "\r\n"), MIXED.replace("\n", "\r\n", 2), "CRLF"),
        (MIXED, MIXED + "\n", ""),
        (MIXED, MIXED.replace("\n", "\r\n") + " ", ""),
        (MIXED, MIXED.replace("bodies", "Bodies").replace("\n", "\r\n"), ""),
    ],
)
def test_an_archive_that_differs_in_its_line_ends_only(
    tmp_path: Path, archived: str, found: str, ends: str
) -> None:
    digest = hashlib.sha256(archived.encode()).hexdigest()
    (tmp_path / "a.txt").write_bytes(found.encode())
    text = f"{HEAD}sources: {{s: {{kind: news, archive: a.txt, sha256: {digest}}}}}\n"
    (problem,) = [one for one in store_of(tmp_path, a_yaml=text).check() if "ch" in one.code]
    assert problem.code == "archive-changed"
    assert problem.severity == "error"
    assert ("in its line ends only" in problem.message) == bool(ends)
    assert not ends or f"it was archived with {ends};" in problem.message
