"""Tiny .docx and PDF files, made here so that none is committed."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
    "</cp:coreProperties>"
)


def docx_part(kind: str, inner: str) -> str:
    """Return the XML of one part: `document`, `footnotes`, `hdr`."""
    body = f"<w:body>{inner}</w:body>" if kind == "document" else inner
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {_W}>{body}</w:{kind}>'


def docx_paragraph(text: str, style: str = "") -> str:
    """Return the XML of one paragraph."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx_file(
    body: str, *, notes: str = "", header: str = "", title: str = "", **parts: str
) -> bytes:
    """Return a .docx file with this XML in its body, notes and header."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", docx_part("document", body))
        if notes:
            package.writestr("word/footnotes.xml", docx_part("footnotes", notes))
        if header:
            package.writestr("word/header1.xml", docx_part("hdr", header))
        if title:
            package.writestr("docProps/core.xml", _CORE.format(escape(title)))
        for name, text in parts.items():
            package.writestr(name, text)
    return packed.getvalue()


Placed = tuple[str, float, float, float]
"""A line of a page: text, size in points, and its place from the left and the foot in points."""


def lines_down(*lines: str, top: float = 700, left: float = 72, size: float = 11) -> list[Placed]:
    """Return lines one under another; an empty one makes a gap."""
    return [
        (line, size, left, top - number * size * 1.2) for number, line in enumerate(lines) if line
    ]


def pdf_file(pages: Sequence[Sequence[Placed]], title: str = "") -> bytes:
    """Return a PDF file with these lines on pages of 612 by 792 points."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 "
               "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        shown = (
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for text, size, x, y in page
        )
        stream = "\n".join(shown)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    return _file(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[str]) -> bytes:
    out, starts = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R "
    return out + f"{tail}/Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
