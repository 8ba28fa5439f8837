"""What a file is that is not plain text, by its first bytes, and how to get the text out of it.

Signatures as in the `magic` files of file(1), and, for HTML, the WHATWG's MIME Sniffing Standard
(section 7.1).
"""

import re

_OFFICE, _PAGE = "a word processor file", "a web page (HTML)"
_SOUND, _VIDEO = "a sound recording", "a video or sound recording"
_PICTURE, _PACKED = "a picture", "a compressed file"

REMEDIES = {
    "a PDF file": "extract its text first: pdftotext -layout FILE.pdf FILE.txt",
    "a PostScript file": "extract its text first: ps2ascii FILE.ps FILE.txt",
    "an e-book": "save its text first, for example: pandoc -t plain FILE -o FILE.txt",
    "a rich text file (RTF)": "save it as plain text (UTF-8) in the program that opens it",
    _OFFICE: "save it as plain text (UTF-8) in the program that opens it, or: "
    "pandoc -t plain FILE -o FILE.txt",
    "an office document or ZIP archive": "unpack it, or save the document as plain text (UTF-8)",
    _PAGE: "save the text of the page: copy it from the browser, or: "
    "pandoc -t plain FILE.html -o FILE.txt",
    _PICTURE: "archive its text: type it, or recognise it (tesseract FILE out) and correct it",
    _SOUND: "archive a transcript of it",
    _VIDEO: "archive a transcript of it",
    _PACKED: "unpack it first",
    "a database or program": "archive the text that the brief cites",
}
"""How to get text out of each kind of file that `kind_of` returns, as the end of a sentence."""

_ZIPPED = {
    b"application/epub+zip": "an e-book",
    b"application/vnd.oasis.opendocument": _OFFICE,
    b"word/": _OFFICE,
    b"xl/": _OFFICE,
    b"ppt/": _OFFICE,
}
_STARTS = {
    b"%!PS": "a PostScript file",
    b"{\\rtf": "a rich text file (RTF)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OFFICE,
    b"\x89PNG\r\n\x1a\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"\0\0\x01\0": _PICTURE,
    b"8BPS": _PICTURE,
    b"AT&TFORM": "a PDF file",
    b"\xff\x0a": _PICTURE,
    b"\0\0\0\x0cJXL ": _PICTURE,
    b"\0\0\0\x0cjP  ": _PICTURE,
    b"From: <Saved by ": _PAGE,
    b"ID3": _SOUND,
    b"\xff\xfb": _SOUND,
    b"\xff\xf3": _SOUND,
    b"fLaC": _SOUND,
    b"OggS": _VIDEO,
    b"\x1aE\xdf\xa3": _VIDEO,
    b"\x1f\x8b": _PACKED,
    b"BZh": _PACKED,
    b"\xfd7zXZ\0": _PACKED,
    b"7z\xbc\xaf\x27\x1c": _PACKED,
    b"Rar!\x1a\x07": _PACKED,
    b"\x28\xb5\x2f\xfd": _PACKED,
    b"\x7fELF": "a database or program",
    b"SQLite format 3\0": "a database or program",
}
_HEAD = 4096
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|iframe|table|div|article)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes) -> str:
    """Return what a file with these first bytes is, a key of `REMEDIES`; empty for text.

    Encodings of text are not told apart here: `decode` names them.
    """
    head = data[:_HEAD]
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return "a PDF file"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        inside = (kind for name, kind in _ZIPPED.items() if name in head)
        return next(inside, "an office document or ZIP archive")
    if head.startswith(b"RIFF"):
        return _PICTURE if head[8:12] == b"WEBP" else _VIDEO
    if head[4:8] == b"ftyp":
        return _PICTURE if head[8:12] in (b"avif", b"heic", b"heix", b"mif1") else _VIDEO
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return _PICTURE
    if head[60:68] == b"BOOKMOBI":
        return "an e-book"
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return kind
    return _PAGE if _HTML.match(head) else ""
