"""`briefing archive` of pages, PDF and .docx files, and `show --numbered` of any of them."""

import hashlib
import io
from pathlib import Path

import pytest

from briefing.store.store import Store
from tests.cli.conftest import Answer, Command
from tests.tools.office_files import docx_file, docx_paragraph, lines_down, pdf_file

Snapshot = dict[str, bytes]

BRIEF = "title: A\ndate: 2025-01-02\nsummary: B\nsources:\n  page: {kind: news}  # as saved\n"
PAGE = (
    "<html lang=en><body><nav><a href=/>Home</a></nav><h1>Talks end</h1>"
    "<p>The minister said “we will meet again” and left, as she does when the talks are over.</p>"
    "<p>No one else spoke in the hours that followed, and the halls stood empty.</p>"
    "</body></html>"
)


def snapshot(folder: Path) -> Snapshot:
    """Return every file of a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def store_with_page(one: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("briefing.drafting.article.html.readable.is_installed", lambda: False)
    (one / "meeting.yaml").write_text(BRIEF, "utf-8")
    (one.parent / "page.html").write_text(PAGE, "utf-8")
    return one


def archive(briefing: Command, store: Path, file: str, *more: str) -> Answer:
    return briefing("archive", "-s", store, "meeting", "page", store.parent / file, *more)


def test_a_page_is_kept_with_its_text(briefing: Command, store_with_page: Path) -> None:
    answer = archive(briefing, store_with_page, "page.html")
    assert answer.status == 0
    assert answer.lines == [
        "meeting.yaml: sources.page: archive: sources/meeting-page.txt",
        "¶1  Talks end",
        "¶2  The minister said “we will meet again” and left, as she does when the talks are over.",
        "¶3  No one else spoke in the hours that followed, and the halls stood empty.",
    ]
    assert answer.err.splitlines() == [
        "briefing: the file itself is kept as sources/meeting-page.html",
        "briefing: left out 1 paragraph of the file; --whole keeps them:",
        "briefing: left out: Home",
        "briefing: the page was read without the extra web, which knows more pages: pip install "
        '"briefing[web]"',
    ]
    text = (store_with_page / "sources/meeting-page.txt").read_bytes()
    assert text.decode().split("\n\n")[0] == "Talks end"
    assert (store_with_page / "sources/meeting-page.html").read_text("utf-8") == PAGE
    digest = hashlib.sha256(text).hexdigest()
    expected = f"{{archive: sources/meeting-page.txt, sha256: {digest}, kind: news}}"
    brief = (store_with_page / "meeting.yaml").read_text("utf-8")
    assert brief == BRIEF.replace("{kind: news}", expected)


def files_of(name: str) -> bytes:
    return {
        "a.html": PAGE.encode(),
        "a.md": b"# Talks *end*\n\nShe said \xe2\x80\x9cno\xe2\x80\x9d.\n",
        "a.docx": docx_file(docx_paragraph("Talks end") + docx_paragraph("She said “no”.")),
        "a.pdf": pdf_file([lines_down("Talks end", "", "", "She said “no”.")]),
        "a.txt": "Talks end\nShe said “no”.\nHe said “yes”.\n".encode(),
    }[name]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a.html", ".html"), ("a.md", ".markdown"), ("a.docx", ".docx"), ("a.pdf", ".pdf"),
     ("a.txt", "")],
)  # fmt: skip
def test_the_file_itself_is_neither_a_brief_nor_an_archive(
    briefing: Command, store_with_page: Path, name: str, kept: str
) -> None:
    if name == "a.pdf":
        pytest.importorskip("pdfminer", reason='needs the extra: pip install "briefing[pdf]"')
    (store_with_page.parent / name).write_bytes(files_of(name))
    assert archive(briefing, store_with_page, name).status == 0
    files = {path.name for path in (store_with_page / "sources").iterdir()}
    assert files == {"meeting-page.txt", *([f"meeting-page{kept}"] if kept else [])}
    done = briefing("check", store_with_page)
    assert (done.status, done.out) == (0, "")
    assert [stamp.path for stamp in Store(store_with_page).scan().stamps] == ["meeting.yaml"]


def test_from_standard_input(
    briefing: Command, store_with_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    answer = briefing("archive", "-s", store_with_page, "meeting", "page", "-", "--whole")
    assert answer.lines[1] == "¶1  Home"
    assert "left out" not in answer.err


@pytest.mark.parametrize(("kind", "expected"), [("text", f"¶1  {PAGE}"), ("html", "¶1  Talks end")])
def test_what_the_file_is_can_be_said(
    briefing: Command, store_with_page: Path, kind: str, expected: str
) -> None:
    assert archive(briefing, store_with_page, "page.html", "--kind", kind).lines[1] == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "page.html is a PDF file"),
        (docx_file("")[:-30], "page.html is a .docx file that cannot be read"),
        (b"<html><meta charset=x-none><p>a", 'page.html:1:1: the page names the encoding "x-none"'),
        (b"a" * (32 * 1024 * 1024 + 1), "page.html is larger than 32 MiB"),
        (b"a" * (4 * 1024 * 1024 + 1), "page.html is larger than 4 MiB"),
    ],
    ids=["pdf", "docx", "charset", "large-file", "large-text"],
)
def test_nothing_is_written_of_what_cannot_be_read(
    briefing: Command, store_with_page: Path, data: bytes, message: str
) -> None:
    (store_with_page.parent / "page.html").write_bytes(data)
    before = snapshot(store_with_page)
    answer = archive(briefing, store_with_page, "page.html")
    assert answer.status == 2
    assert message in answer.err
    assert snapshot(store_with_page) == before


# --- replacing a pinned text --------------------------------------------------------------------


@pytest.fixture
def pinned(briefing: Command, store_with_page: Path) -> Snapshot:
    archive(briefing, store_with_page, "page.html")
    return snapshot(store_with_page)


def test_a_pinned_text_never_changes_silently(
    briefing: Command, store_with_page: Path, pinned: Snapshot
) -> None:
    answer = archive(briefing, store_with_page, "page.html", "--whole")
    assert answer.status == 1
    assert "already has an archive, which is never replaced unasked" in answer.err
    assert snapshot(store_with_page) == pinned


def test_the_same_text_again_changes_nothing(
    briefing: Command, store_with_page: Path, pinned: Snapshot
) -> None:
    answer = archive(briefing, store_with_page, "page.html", "--replace")
    assert answer.status == 0
    assert answer.err == (
        "briefing: sources/meeting-page.txt has this text already; nothing was changed\n"
    )
    assert snapshot(store_with_page) == pinned


def test_a_replaced_text_stays_and_the_difference_is_reported(
    briefing: Command, store_with_page: Path, pinned: Snapshot
) -> None:
    page = PAGE.replace("meet again", "meet soon")
    (store_with_page.parent / "page.html").write_text(page, "utf-8")
    answer = archive(briefing, store_with_page, "page.html", "--replace")
    assert answer.status == 0
    assert answer.lines[0] == "meeting.yaml: sources.page: archive: sources/meeting-page-2.txt"
    assert answer.err.splitlines()[:4] == [
        "briefing: sources.page: sources/meeting-page-2.txt takes the place of "
        "sources/meeting-page.txt",
        "briefing: sources/meeting-page.txt stays as it is; delete it if no other brief names it",
        "briefing: - p2: The minister said “we will meet again” and left, as she does when the "
        "talks are over.",
        "briefing: + p2: The minister said “we will meet soon” and left, as she does when the "
        "talks are over.",
    ]
    after = snapshot(store_with_page)
    assert {name: after[name] for name in pinned if name != "meeting.yaml"} == {
        name: data for name, data in pinned.items() if name != "meeting.yaml"
    }
    assert briefing("check", store_with_page).status == 0


def test_a_quote_that_the_new_text_lacks_is_reported(
    briefing: Command, store_with_page: Path, pinned: Snapshot
) -> None:
    path = store_with_page / "meeting.yaml"
    quote = "people: {berg: Eva Berg}\nquotes: {q1: {who: berg, text: we will meet again}}\n"
    path.write_text(path.read_text("utf-8") + quote, "utf-8")
    page = PAGE.replace("meet again", "part for ever")
    (store_with_page.parent / "page.html").write_text(page, "utf-8")
    answer = archive(briefing, store_with_page, "page.html", "--replace")
    assert "[quote-" in answer.err
    assert "meeting.yaml:" in answer.err


# --- show --numbered ----------------------------------------------------------------------------


def test_the_paragraphs_of_a_file_that_is_in_no_brief(
    briefing: Command, store_with_page: Path
) -> None:
    answer = briefing("show", "--numbered", store_with_page.parent / "page.html")
    stored = archive(briefing, store_with_page, "page.html")
    assert answer.lines == stored.lines[1:]
    assert "left out: Home" in answer.err


def test_what_is_left_out_more_than_once_is_reported_once(
    briefing: Command, store_with_page: Path
) -> None:
    page = store_with_page.parent / "page.html"
    page.write_text(PAGE.replace("<nav>", "<nav><p>Home</p><p>Home</p>"), "utf-8")
    told = briefing("show", "--numbered", page).err.splitlines()
    assert told[:2] == [
        "briefing: left out 3 paragraphs of the file; --whole keeps them:",
        "briefing: left out (3 times): Home",
    ]


def test_numbered_paragraphs_are_wrapped_to_a_width(
    briefing: Command, store_with_page: Path
) -> None:
    file = store_with_page.parent / "page.html"
    answer = briefing("show", "--numbered", file, "--width", "40", "--ascii")
    assert answer.lines[:4] == [
        "p1  Talks end",
        "p2  The minister said “we will meet",
        "    again” and left, as she does when",
        "    the talks are over.",
    ]


def test_numbered_paragraphs_as_json(briefing: Command, store_with_page: Path) -> None:
    found = briefing("show", "--numbered", store_with_page.parent / "page.html", "--json").json
    assert (found["kind"], found["title"], found["lang"]) == ("html", "Talks end", "en")
    assert found["paragraphs"][0] == {"number": 1, "text": "Talks end"}
    assert found["left_out"] == ["Home"]


def test_a_file_that_is_not_there(briefing: Command, store_with_page: Path) -> None:
    answer = briefing("show", "--numbered", "no-such.txt")
    assert answer.status == 2
    assert "no-such.txt: No such file or directory" in answer.err


def test_a_draft_reports_what_was_left_out_as_archive_does(
    briefing: Command, store_with_page: Path
) -> None:
    page = store_with_page.parent / "page.html"
    answer = briefing("draft", page, "-s", store_with_page, "-n")
    assert "briefing: left out: Home\n" in answer.err
    assert 'pip install "briefing[web]"' in answer.err
