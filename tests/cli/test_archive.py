import errno
import hashlib
import os
from pathlib import Path

import pytest

from briefing.cli.writing.source_archive import SourceEntry
from briefing.errors import BriefingError
from briefing.store.store import Store
from tests.cli.conftest import BRIEF, Command

SOURCES = """\
sources:   # what it rests on
  article:
    # the headline, as printed
    kind: news   # not an opinion
    title: >-
      A long
      headline
  other: {kind: statement}  # from the ministry
# the end
"""
TEXT = "First paragraph.\n\nSecond: “quoted”.\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def sourced(one: Path) -> Path:
    (one / "meeting.yaml").write_text(BRIEF + SOURCES)
    (one.parent / "article.txt").write_text(TEXT, "utf-8")
    return one


def test_the_text_is_kept_and_the_brief_says_so(briefing: Command, sourced: Path) -> None:
    answer = briefing(
        "archive", "-s", sourced, "meeting", "article", sourced.parent / "article.txt"
    )
    assert answer.status == 0
    assert (sourced / "sources/meeting-article.txt").read_text("utf-8") == TEXT
    assert (sourced / "meeting.yaml").read_text() == BRIEF + SOURCES.replace(
        "    title: >-\n",
        f"    archive: sources/meeting-article.txt\n    sha256: {DIGEST}\n    title: >-\n",
    )
    brief = Store(sourced).load("meeting.yaml").brief
    assert brief is not None
    assert brief.sources["article"].sha256 == DIGEST


def test_a_source_in_braces(briefing: Command, sourced: Path) -> None:
    briefing("archive", "-s", sourced, "meeting", "other", sourced.parent / "article.txt")
    added = f"archive: sources/meeting-other.txt, sha256: {DIGEST}, "
    expected = BRIEF + SOURCES.replace("{kind: st", f"{{{added}kind: st")
    assert (sourced / "meeting.yaml").read_text() == expected


def test_an_archive_is_never_replaced(briefing: Command, sourced: Path) -> None:
    words = ("archive", "-s", sourced, "meeting", "article", sourced.parent / "article.txt")
    briefing(*words)
    before = (sourced / "meeting.yaml").read_bytes()
    answer = briefing(*words)
    assert answer.status == 1
    assert "already has an archive, which is never replaced" in answer.err
    assert (sourced / "meeting.yaml").read_bytes() == before


def test_a_name_that_is_taken_is_refused(briefing: Command, sourced: Path) -> None:
    (sourced / "sources").mkdir()
    (sourced / "sources/meeting-article.txt").write_text("another text")
    before = (sourced / "meeting.yaml").read_bytes()
    words = ("archive", "-s", sourced, "meeting", "article", sourced.parent / "article.txt")
    answer = briefing(*words)
    assert answer.status == 1
    assert "already exists with a different text; choose another name with --as" in answer.err
    assert (sourced / "sources/meeting-article.txt").read_text() == "another text"
    assert (sourced / "meeting.yaml").read_bytes() == before
    assert briefing(*words, "--as", "sources/second.txt").status == 0


@pytest.mark.parametrize(
    "name", ["article.txt", "/etc/x.txt", "sources/../x.txt", "sources/a.yaml", "sources/a b.txt"]
)
def test_archives_stay_in_their_folder(briefing: Command, sourced: Path, name: str) -> None:
    file = sourced.parent / "article.txt"
    answer = briefing("archive", "-s", sourced, "meeting", "article", file, "--as", name)
    assert answer.status == 2
    assert not (sourced / "sources").exists()


def test_of_a_file_with_errors_it_is_said_that_it_has_some(
    briefing: Command, sourced: Path
) -> None:
    (sourced / "bad.yaml").write_text("title: X\n  date: [\n")
    answer = briefing(
        "archive", "-s", sourced, "bad.yaml", "article", sourced.parent / "article.txt"
    )
    assert answer.status == 1
    assert "bad.yaml is not a valid brief; run briefing check to see why" in answer.err


def test_a_text_that_is_not_there(briefing: Command, sourced: Path) -> None:
    answer = briefing("archive", "-s", sourced, "meeting", "article", "no-such.txt")
    assert answer.status == 2
    message = "no-such.txt: No such file or directory; name a text file, or - for stdin"
    assert message in answer.err


@pytest.mark.parametrize(
    ("brief", "source", "message"),
    [
        ("meting", "article", 'unknown brief "meting"; did you mean "meeting"?'),
        ("meeting", "artcle", 'has no source "artcle"; did you mean "article"?'),
    ],
)
def test_wrong_names(
    briefing: Command, sourced: Path, brief: str, source: str, message: str
) -> None:
    answer = briefing("archive", "-s", sourced, brief, source, sourced.parent / "article.txt")
    assert answer.status == 1
    assert message in answer.err


@pytest.mark.parametrize("data", [b"", b" \n", b"caf\xe9", b"\xff\xfea\x00"])
def test_texts_that_cannot_be_archived(briefing: Command, sourced: Path, data: bytes) -> None:
    file = sourced.parent / "bad.txt"
    file.write_bytes(data)
    answer = briefing("archive", "-s", sourced, "meeting", "article", file)
    assert answer.status == 2
    assert str(file) in answer.err


def test_a_shared_source_is_edited_in_the_shared_file(briefing: Command, sourced: Path) -> None:
    (sourced / "store.yaml").write_text("sources:\n  wire:\n    kind: news\n")
    path = sourced / "meeting.yaml"
    path.write_text(path.read_text() + "timeline:\n- {date: 2025, text: x, support: [wire]}\n")
    answer = briefing("archive", "-s", sourced, "meeting", "wire", sourced.parent / "article.txt")
    assert answer.status == 0, answer.err
    assert (sourced / "store.yaml").read_text() == (
        f"sources:\n  wire:\n    archive: sources/meeting-wire.txt\n    sha256: {DIGEST}\n"
        "    kind: news\n"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"sources": {"s": {"kind": "news"}}}'),
        ("a.md", "---\nsources:\n  s:\n    kind: news\n    title: x\n---\nbody\n"),
        ("a.yaml", "\ufeffsources:\r\n  s:\r\n    kind: news\r\n    title: ü\r\n"),
        ("a.yaml", "sources: {s: {kind: news, title: 'x: {'}}\n"),
        ("a.yaml", "sources:\n  s: {\n    kind: news\n  }\n"),
    ],
)
def test_every_notation_can_be_edited(path: str, text: str) -> None:
    after = SourceEntry(path, "s", text.encode()).with_archive("sources/x.txt", "0" * 64).decode()
    assert "sources/x.txt" in after
    start = next(i for i, (a, b) in enumerate(zip(text, after, strict=False)) if a != b)
    added = len(after) - len(text)
    assert any(
        text == after[:begin] + after[begin + added :] for begin in range(start - 6, start + 1)
    )


def test_a_source_that_is_no_record_is_left_alone() -> None:
    with pytest.raises(BriefingError, match="is not a record"):
        SourceEntry("a.yaml", "s", b"sources:\n  s: text\n").with_archive("sources/x.txt", "0" * 64)


def test_of_two_briefs_with_one_id_none_is_written_to(briefing: Command, sourced: Path) -> None:
    (sourced / "again.yaml").write_text(f"id: meeting\n{BRIEF}{SOURCES}")
    words = ("article", sourced.parent / "article.txt", "-s", sourced)
    answer = briefing("archive", "meeting", *words)
    assert answer.status == 2
    assert "2 files have the id meeting: again.yaml, meeting.yaml; name one file" in answer.err
    assert briefing("archive", "meeting.yaml", *words).out.startswith("meeting.yaml: ")
    assert (sourced / "again.yaml").read_text() == f"id: meeting\n{BRIEF}{SOURCES}"


def test_a_brief_that_is_a_link_stays_one(briefing: Command, sourced: Path) -> None:
    (sourced / "2025").mkdir()
    (sourced / "meeting.yaml").rename(sourced / "2025" / "first.txt")
    (sourced / "2025" / "first.txt").chmod(0o640)
    (sourced / "meeting.yaml").symlink_to("2025/first.txt")
    text = sourced.parent / "article.txt"
    answer = briefing("archive", "-s", sourced, "meeting.yaml", "article", text)
    assert answer.status == 0
    assert (sourced / "meeting.yaml").is_symlink()
    assert DIGEST in (sourced / "2025" / "first.txt").read_text()
    assert (sourced / "2025" / "first.txt").stat().st_mode & 0o777 == 0o640


def test_nothing_is_kept_outside_of_the_store(briefing: Command, sourced: Path) -> None:
    elsewhere = sourced.parent / "elsewhere"
    elsewhere.mkdir()
    (sourced / "sources").symlink_to(elsewhere)
    text = sourced.parent / "article.txt"
    answer = briefing("archive", "-s", sourced, "meeting", "article", text)
    assert answer.status == 1
    assert "leads outside the store" in answer.err
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_full_disk_leaves_nothing_behind(
    briefing: Command, sourced: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, links: bool
) -> None:
    written = 0

    def fsync(_descriptor: int) -> None:
        nonlocal written
        written += 1
        if written == fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")

    def no_links(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    before = (sourced / "meeting.yaml").read_bytes()
    monkeypatch.setattr(os, "fsync", fsync)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    text = sourced.parent / "article.txt"
    answer = briefing("archive", "-s", sourced, "meeting", "article", text)
    done = links and fails_at == 3
    assert (answer.status == 0) == done
    kept = {path.name for path in sourced.rglob("*") if path.is_file()}
    assert kept == {"meeting.yaml", *(["meeting-article.txt"] if done else [])}
    assert ((sourced / "meeting.yaml").read_bytes() == before) != done
