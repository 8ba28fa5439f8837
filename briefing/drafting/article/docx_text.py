"""Articles in .docx files: WordprocessingML (ISO/IEC 29500-1), read without its styles.

Nothing of the file is trusted: its sizes are counted before and while it is unpacked, its XML may
define nothing, and its depth costs nothing.
"""

import io
import re
import zipfile
import zlib
from typing import NamedTuple
from xml.parsers import expat

from briefing.drafting.article.article import Article
from briefing.drafting.article.paragraphs import tidy
from briefing.drafting.article.plain_text import title_of, without_facts
from briefing.errors import UnreadableError

MAX_PART = 32 * 1024 * 1024
"""The most bytes of one part of the file, unpacked."""
MAX_PARTS = 20_000
"""The most parts of a file."""
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_EDGES = re.compile(r"word/(?:header|footer)\d{0,3}\.xml")
_TITLE_STYLES = ("title", "titel", "titre", "heading1", "heading 1", "berschrift1", "titre1")
_JUNK = re.compile(r"microsoft word|document\d*|untitled|\.docx?$|^dokument", re.IGNORECASE)
_SHORT_ROW = 200
_PIECE = 65_536
# What is not text of its own: deleted or moved away, or the same again for older programs.
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class _Part(NamedTuple):
    """The paragraphs of one part, and which of them is a title by its style."""

    paragraphs: list[str]
    title: str


class _Reader:
    """Reads one part: its events come in order, and nothing is kept but text."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.title = ""
        self._text: list[str] = []
        self._waiting: list[list[str]] = []  # of paragraphs around a text box
        self._skipping = 0
        self._in_text = False
        self._style = ""
        self._rows: list[int] = []  # where the paragraphs of each open row begin
        self._separator = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition("}")[2]
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name == "p":
            self._waiting.append(self._text)
            self._text, self._style = [], ""
        elif name in _SIGNS:
            self._text.append(_SIGNS[name])
        elif name == "t":
            self._in_text = True
        elif name == "pStyle":
            self._style = _value(attributes).lower()
        elif name == "tr":
            self._rows.append(len(self.paragraphs))
        elif name in ("footnote", "endnote"):
            kind = next((value for key, value in attributes.items() if key.endswith("}type")), "")
            self._separator = "eparator" in kind or kind == "continuationNotice"

    def end(self, name: str) -> None:
        name = name.rpartition("}")[2]
        if self._skipping:
            self._skipping -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._waiting:
            lines = [
                "\t".join(map(tidy, line.split("\t"))) for line in "".join(self._text).split("\n")
            ]
            text = "\n".join(line for line in lines if line.strip())
            if text.strip() and not self._separator:
                self.paragraphs.append(text.strip("\n"))
                if not self.title and self._style.endswith(_TITLE_STYLES):
                    self.title = text.replace("\n", " ")
            self._text = self._waiting.pop()
        elif name == "tr" and self._rows:
            self._join_row(self._rows.pop())

    def text(self, data: str) -> None:
        if self._in_text and not self._skipping:
            self._text.append(data)

    def _join_row(self, begin: int) -> None:
        """Make one paragraph of a short row."""
        cells = self.paragraphs[begin:]
        if len(cells) > 1 and sum(map(len, cells)) <= _SHORT_ROW:
            self.paragraphs[begin:] = ["\t".join(cell.replace("\n", " ") for cell in cells)]


def _value(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith("}val")), "")


def is_docx(data: bytes) -> bool:
    """Whether this is a .docx file: a ZIP file that names its part with the text."""
    return data.startswith(b"PK\x03\x04") and _BODY.encode() in data


def docx_article(data: bytes, *, whole: bool = False) -> Article:
    """Return the article of a .docx file; its head and foot lines only with `whole`.

    Raises:
        UnreadableError: it is damaged, too large when unpacked, or its XML is not safe.
    """
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise _faulty(f"it has more than {MAX_PARTS:,} parts; save it again")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            body = _read(package, _BODY)
            notes = [_read(package, name).paragraphs for name in _NOTES if name in names]
            edges = [_read(package, name).paragraphs for name in names if _EDGES.fullmatch(name)]
            named = _core_title(package) if "docProps/core.xml" in names else ""
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError,
            UnicodeDecodeError, OSError) as error:  # fmt: skip
        raise _faulty(f"it is damaged or locked with a password ({error}); save it again") from None
    paragraphs = [*body.paragraphs, *(one for part in notes for one in part)]
    around = [one for part in edges for one in part]
    paragraphs += around if whole else []
    title = body.title or title_of(paragraphs) or ("" if _JUNK.search(named) else named)
    return without_facts(paragraphs, title, "docx", data, () if whole else around)


def _read(package: zipfile.ZipFile, name: str) -> _Part:
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_definitions
    read = 0
    with package.open(name) as part:
        # Each piece is as long as all before it: what never ends is looked at again with each.
        while piece := part.read(max(_PIECE, read)):
            read += len(piece)
            if read > MAX_PART:
                message = f"{name} in it has more than {MAX_PART >> 20} MiB unpacked"
                raise _faulty(f"{message}; save the part that the brief cites")
            _feed(parser, piece, name)
    _feed(parser, b"", name)
    return _Part(reader.paragraphs, reader.title)


def _feed(parser: expat.XMLParserType, piece: bytes, name: str) -> None:
    try:
        parser.Parse(piece, not piece)
    except expat.ExpatError as error:
        where = f"{name}:{error.lineno}:{error.offset + 1}"
        reason = expat.ErrorString(error.code)
        raise _faulty(f"it is damaged at {where}: {reason}; save it again") from None


def _faulty(message: str) -> UnreadableError:
    return UnreadableError(f"is a .docx file that cannot be read: {message}", "docx")


def _refuse_definitions(name: str, *_: object) -> None:
    message = f'defines a document type, "{name[:40]}", which no word processor does'
    raise _faulty(f"its XML {message}; save it again")


def _core_title(package: zipfile.ZipFile) -> str:
    """Return the title in the properties of a file."""
    found: list[str] = []
    open_names: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _: open_names.append(name)
    parser.EndElementHandler = lambda _: open_names.pop()
    parser.CharacterDataHandler = lambda text: (
        found.append(text) if open_names[-1].endswith("/dc/elements/1.1/}title") else None
    )
    parser.StartDoctypeDeclHandler = _refuse_definitions
    with package.open("docProps/core.xml") as part:
        _feed(parser, part.read(_PIECE), "docProps/core.xml")
    return tidy("".join(found))
