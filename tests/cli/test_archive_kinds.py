"""`briefing archive` of what is not plain text, and on a disk that takes nothing."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from briefing.loader.syntax.file_kinds import REMEDIES, kind_of
from tests.cli.conftest import Command


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "<x/>")
    return packed.getvalue()


KINDS = {
    "a.djvu": (b"AT&TFORM\0\0\0\0DJVU", "a PDF file"),
    "a.docm": (zipped("[Content_Types].xml", "word/main.xml"), "a word processor file"),
    "a.xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "a word processor file"),
    "a.epub": (zipped("mimetype", "META-INF/container.xml"), "an e-book"),
    "a.zip": (zipped("a.txt"), "an office document or ZIP archive"),
    "a.doc": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "a word processor file"),
    "a.rtf": (rb"{\rtf1\ansi They met.}", "a rich text file (RTF)"),
    "a.ps": (b"%!PS-Adobe-3.0\n", "a PostScript file"),
    "a.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
    "a.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture"),
    "a.gif": (b"GIF89a\x01\0\x01\0", "a picture"),
    "a.webp": (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture"),
    "a.tiff": (b"II*\0\x08\0\0\0", "a picture"),
    "a.bmp": (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "a picture"),
    "a.heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "a picture"),
    "a.mp4": (b"\0\0\0\x18ftypmp42\0\0\0\0", "a video or sound recording"),
    "a.wav": (b"RIFF\x24\0\0\0WAVEfmt ", "a video or sound recording"),
    "a.mp3": (b"ID3\x04\0\0\0\0\0\x23", "a sound recording"),
    "a.gz": (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "a compressed file"),
    "a.db": (b"SQLite format 3\0\x10\0", "a database or program"),
}
READ = {
    "a.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF file"),
    "late.pdf": (b"\r\n%PDF-1.4\n", "a PDF file"),
    "a.docx": (zipped("[Content_Types].xml", "word/document.xml"), "a word processor file"),
    "a.html": (b"<!DOCTYPE html>\n<html><p>They met.", "a web page (HTML)"),
    "b.html": (b"\xef\xbb\xbf<HTML lang=en>\n<p>They met.", "a web page (HTML)"),
    "c.html": (b"<!-- saved from url=(0014)about -->\n<html >x", "a web page (HTML)"),
    "a.xhtml": (b'<?xml version="1.0"?>\n<!doctype html SYSTEM>\n', "a web page (HTML)"),
    "a.mhtml": (b"From: <Saved by Blink>\nContent-Type: multipart/related\n", "a web page (HTML)"),
}
"""What was refused once, and is read now."""


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_text_is_named_with_the_remedy(briefing: Command, one: Path, name: str) -> None:
    (one / "meeting.yaml").write_text(
        "title: A\ndate: 2025-01-02\nsummary: B\nsources:\n  article: {kind: news}\n"
    )
    data, kind = KINDS[name]
    file = one.parent / name
    file.write_bytes(data)
    answer = briefing("archive", "-s", one, "meeting", "article", file)
    assert answer.status == 2
    assert f"{file} is {kind}, not plain text; {REMEDIES[kind]}" in answer.err
    assert "Latin-1" not in answer.err
    assert not (one / "sources").exists()


@pytest.mark.parametrize("name", READ)
def test_what_is_read_is_told_by_its_first_bytes(name: str) -> None:
    data, kind = READ[name]
    assert kind_of(data) == kind


def test_a_large_recording_is_named_by_its_kind_not_by_its_size(
    briefing: Command, one: Path
) -> None:
    (one / "meeting.yaml").write_text(
        "title: A\ndate: 2025-01-02\nsummary: B\nsources:\n  article: {kind: news}\n"
    )
    file = one.parent / "a.mp3"
    file.write_bytes(b"ID3\x04" + bytes(5_000_000))
    answer = briefing("archive", "-s", one, "meeting", "article", file)
    assert "is a sound recording" in answer.err


@pytest.mark.parametrize(
    "text",
    ["A file that begins with %PDF-1.7 is a PDF.", "They said <html> is a language.",
     "<titles of nobility were discussed>", "PK, the chair, spoke.", "GIF, they said", "BMW met",
     "ID card 3", "Rar!", "title: A meeting\n---\n", "From: the delegation\nTo: the press\n",
     "<i>They</i> met.", "II. The second part", "{rtf}", "# A meeting\n<div>x</div>"],
)  # fmt: skip
def test_plain_text_is_plain_text(text: str) -> None:
    assert kind_of(text.encode()) == ""


def test_an_archive_that_is_not_text_is_named_by_check(briefing: Command, one: Path) -> None:
    (one / "a.txt").write_bytes(READ["a.pdf"][0])
    (one / "meeting.yaml").write_text(
        "title: A\ndate: 2025-01-02\nsummary: B\nsources:\n  s: {kind: news, archive: a.txt}\n"
    )
    answer = briefing("check", one)
    assert "the file is a PDF file, not plain text; extract its text first" in answer.out


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG])
@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_file_that_cannot_be_written_is_named(
    briefing: Command, one: Path, monkeypatch: pytest.MonkeyPatch, reason: int, fails_at: int
) -> None:
    brief = one / "meeting.yaml"
    brief.write_text("title: A\ndate: 2025-01-02\nsummary: B\nsources:\n  article: {kind: news}\n")
    (one.parent / "a.txt").write_text("They met.")
    calls = []

    def fsync(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) == fails_at:
            raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(os, "fsync", fsync)
    answer = briefing("archive", "-s", one, "meeting", "article", one.parent / "a.txt")
    assert answer.status == 1
    written = one / "sources" / "meeting-article.txt" if fails_at == 1 else brief
    assert f"{written} cannot be written: {os.strerror(reason)}; nothing was" in answer.err
    assert not list(one.rglob("*.txt"))
