"""Articles in .docx and PDF files."""

import io
import sys
import zipfile

import pytest

from briefing.drafting.article import read_article
from briefing.drafting.article.pdf import pdf_article
from briefing.errors import UsageError
from tests.tools.office_files import (
    docx_file,
    docx_paragraph,
    lines_down,
    pdf_file,
)

P = docx_paragraph


def test_a_word_processor_file_is_its_paragraphs_and_notes() -> None:
    table = f"<w:tbl><w:tr><w:tc>{P('Side')}</w:tc><w:tc>{P('Sent')}</w:tc></w:tr></w:tbl>"
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{P("----")}</w:footnote>'
        f'<w:footnote w:id="1">{P("A note.")}</w:footnote>'
    )
    body = P("Harbour talks", "Title") + P("“We will\u00a0meet,” she said.") + P("  ") + table
    data = docx_file(body, notes=notes, header=P("Confidential"), title="Microsoft Word - a.doc")
    article = read_article(data, "renamed.txt")
    assert article.paragraphs == (
        "Harbour talks", "“We will\u00a0meet,” she said.", "Side\tSent", "A note.",
    )  # fmt: skip
    assert (article.kind, article.title, article.left_out) == (
        "docx", "Harbour talks", ("Confidential",),
    )  # fmt: skip
    whole = read_article(data, "a.docx", whole=True)
    assert whole.paragraphs[-1] == "Confidential"
    assert whole.left_out == ()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>3</w:t></w:r>", "one\ttwo\n3"),
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        ("<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>b</w:t></w:r></w:moveFrom>",
         "a"),
        ("<w:hyperlink><w:t>a</w:t></w:hyperlink><w:r><w:noBreakHyphen/></w:r>", "a\u2011"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>&#x2028;a&#x202e;</w:t></w:r>", "a␦"),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph(inner: str, expected: str) -> None:
    assert read_article(docx_file(f"<w:p>{inner}</w:p>"), "a").paragraphs == (expected,)


def test_a_text_box_is_read_once_and_not_inside_its_paragraph() -> None:
    box = f"<w:txbxContent>{P('In the box.')}</w:txbxContent>"
    inner = f"<w:r><w:t>Before </w:t>{box}<Fallback>{box}</Fallback><w:t>after.</w:t></w:r>"
    found = read_article(docx_file(f"<w:p>{inner}</w:p>"), "a").paragraphs
    assert found == ("In the box.", "Before after.")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def damaged(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (damaged("word/document.xml", BOMB), 'its XML defines a document type, "x"'),
        (
            damaged("word/document.xml", "<x><y></x>"),
            "damaged at word/document.xml:1:9: mismatched",
        ),
        (damaged("word/document.xml", "a" * 3_000_000), "damaged at word/document.xml:1:1"),
        (damaged("word/document.xml", f"<x>{'a' * 34_000_000}</x>"), "more than 32 MiB unpacked"),
        (docx_file(P("x"))[:-40], "is damaged or locked with a password"),
        (docx_file(""), "is empty: it holds no text"),
        (b"PK\x03\x04word/document.xml" + b"PK\x01\x02" * 20_001, "more than 20,000 parts"),
        (damaged("word/other.xml", "word/document.xml"), "a word processor file, not plain text"),
    ],
    ids=["entities", "crossed", "no-markup", "bomb", "truncated", "empty", "parts", "no-text"],
)
def test_hostile_word_processor_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=r"^a\.docx is ") as refused:
        read_article(data, "a.docx")
    assert message in str(refused.value)


def test_depth_costs_nothing() -> None:
    deep = "<w:x>" * 100_000 + P("Deep.") + "</w:x>" * 100_000
    assert read_article(docx_file(deep), "a").paragraphs == ("Deep.",)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read PDF files in this process: starting one takes long."""
    pytest.importorskip("pdfminer", reason='needs the extra: pip install "briefing[pdf]"')
    from briefing.drafting.article.pdf.extractor import extracted

    monkeypatch.setattr(pdf_article, "_extracted", extracted)


BODY = (
    "The delegations of Nordland and Sudland agreed on Tues-",
    "day to reopen the strait, said the well-",
    "known envoy Omar Lind. They “will meet again” soon.",
)
REST = lines_down("“We will open the strait,” said Berg, and the", "minister added that", top=600)


def paged() -> bytes:
    """Return a PDF file of three pages with running heads and page numbers."""
    edges = [[(f"Page {n} of 3", 9.0, 280.0, 30.0), ("The Gazette", 9.0, 72.0, 760.0)]
             for n in (1, 2, 3)]  # fmt: skip
    return pdf_file(
        [
            [("Harbour talks end", 20, 72, 700), *lines_down(*BODY, top=660), *REST, *edges[0]],
            [*lines_down("talks go on. Others are well-known.", top=700), *edges[1]],
            [*lines_down("2 June 2025", top=700), *edges[2]],
        ]
    )


def test_a_pdf_file_is_its_paragraphs_without_heads_and_hyphens(in_process: None) -> None:
    article = read_article(paged(), "renamed.txt")
    assert article.paragraphs == (
        "Harbour talks end",
        "The delegations of Nordland and Sudland agreed on Tuesday to reopen the strait, said the "
        "well-known envoy Omar Lind. They “will meet again” soon.",
        "“We will open the strait,” said Berg, and the minister added that talks go on. Others are "
        "well-known.",
        "2 June 2025",
    )
    assert article.left_out == (
        "The Gazette", "Page 1 of 3", "The Gazette", "Page 2 of 3", "The Gazette", "Page 3 of 3",
    )  # fmt: skip
    assert (article.kind, article.title, article.date) == (
        "pdf", "Harbour talks end", "2025-06-02",
    )  # fmt: skip
    whole = read_article(paged(), "a.pdf", whole=True)
    assert whole.left_out == ()
    assert "The Gazette" in whole.text


def test_a_title_among_running_heads_and_a_bullet_alone(in_process: None) -> None:
    text = lines_down("• ", "", "", "They met, and left.", top=600)
    first = [("The Strait", 24.0, 72.0, 740.0), *text]
    later = [[("The Strait", 9.0, 72.0, 760.0), *lines_down(f"They met on day {n}.", top=600)]
             for n in (1, 2, 3)]  # fmt: skip
    article = read_article(pdf_file([first, *later]), "a.pdf")
    assert article.paragraphs[:2] == ("The Strait", "• They met, and left.")
    assert article.left_out == ("The Strait",) * 3
    assert article.title == "The Strait"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF file that is damaged"),
        (pdf_file([[]]), "holds no text, only pictures of pages; recognise it (ocrmypdf"),
        (pdf_file([lines_down("(cid:1)(cid:2)(cid:3)")]), "which letters its signs are"),
        (paged()[:400], "is a PDF file that is damaged"),
    ],
    ids=["no-body", "no-text", "no-letters", "truncated"],
)
def test_pdf_files_that_cannot_be_read(in_process: None, data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_article(data, "a.pdf")
    assert message in str(refused.value)


def test_a_pdf_file_is_read_by_a_process_that_the_system_can_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("pdfminer", reason='needs the extra: pip install "briefing[pdf]"')
    assert read_article(paged(), "a.pdf").title == "Harbour talks end"
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UsageError, match="cannot be read; print it to a new PDF file"):
        read_article(paged(), "a.pdf")


def test_the_missing_extra_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_article, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r'^a is a PDF file; .* pip install "briefing\[pdf\]"$'):
        read_article(b"%PDF-1.7\n", "a")
