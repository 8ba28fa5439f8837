"""The bytes of a saved page -> its text, by what it says of its encoding."""

import codecs
import email
import email.policy
import re
from typing import NamedTuple

from briefing.errors import UnreadableError

_HEAD = 8_192
_META = re.compile(
    rb"""<meta\s[^>]{0,500}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I
)
_XML = re.compile(rb"""^\s{0,99}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# As browsers read them (WHATWG, Encoding, section 4.2): old pages name a part of what they hold.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "utf-16": "utf-8",
    "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-32": "utf-8",
}  # fmt: skip
_MULTIPART = (b"From: <Saved by ", b"MIME-Version:", b"Content-Type: multipart/related")


class Page(NamedTuple):
    """A page as text."""

    text: str
    """Its markup."""
    url: str
    """The address it was saved from; empty if only the page itself may say."""


def decode_page(data: bytes) -> Page:
    """Return a saved page, also one saved with its pictures as a single file (MHTML).

    Raises:
        UnreadableError: it names no encoding, and is not UTF-8; or one that is not known.
    """
    if data.startswith(_MULTIPART):
        return _from_multipart(data)
    return Page(_decoded(data, ""), "")


def _decoded(data: bytes, charset: str) -> str:
    """Return the text of a page; `charset` is the encoding that its container names, or empty."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    match = _META.search(data, 0, _HEAD) or _XML.match(data)
    named = charset or (match[1].decode("ascii", "replace") if match else "")
    if not named:
        return _as_utf8(data)
    try:
        name = codecs.lookup(named).name
        return data.decode(_MEANT.get(name, name), "replace")
    except LookupError:
        message = (
            f'the page names the encoding "{named[:40]}", which is not known; save it as UTF-8'
        )
        raise UnreadableError(message, "encoding") from None


def _as_utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        byte = f"byte 0x{data[error.start]:02X} is not UTF-8"
        message = f"{byte}, and the page names no other encoding; save it as UTF-8"
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise UnreadableError(message, "encoding", line, column) from None


def _from_multipart(data: bytes) -> Page:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            page = body if isinstance(body, bytes) else b""
            address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return Page(_decoded(page, part.get_content_charset() or ""), str(address or ""))
    raise UnreadableError("holds no web page; save the page as HTML", "encoding")
