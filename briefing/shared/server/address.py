"""The address of a shared store: libpq's, and after `#` the store's name in that database."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from briefing.errors import UsageError
from briefing.text.clean import clean

DEFAULT = "briefs"
"""The name of a store that is not named."""

_SCHEMES = ("postgresql://", "postgres://")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_SECRETS = ("password", "sslpassword")
_SECRET = re.compile(r"\b(?:ssl)?password\s*=", re.IGNORECASE)
_REFUSED = (
    "the address holds a password, which others can read in the list of processes and in the "
    "history of the shell; change it, and put the new one into ~/.pgpass or a service file"
)


class Address(NamedTuple):
    """Where a shared store is, without any secret."""

    conninfo: str
    """What libpq connects by: a URL, or `service=NAME`."""
    name: str = DEFAULT
    """The store's name in the database."""

    def __str__(self) -> str:
        """Return the address as it can be typed again."""
        return self.conninfo if self.name == DEFAULT else f"{self.conninfo}#{self.name}"

    @property
    def shown(self) -> str:
        """The address for messages: safe for a terminal, on one line."""
        return clean(str(self), line=True)


def is_address(text: str) -> bool:
    """Whether a word that names a store is an address, and not a folder or a name."""
    return text.startswith((*_SCHEMES, "service="))


def parse_address(text: str, *, service: bool = False) -> Address:
    """Return the address that `text` is; with `service`, a bare word is the name of a service.

    Raises:
        UsageError: it is none, or it holds a password. The message does not repeat it.
    """
    conninfo, _, name = text.partition("#")
    if _holds_secret(conninfo):
        raise UsageError(_REFUSED)
    if service and re.fullmatch(r"[\w.-]+", conninfo):
        conninfo = f"service={conninfo}"
    if not is_address(conninfo):
        raise UsageError(
            "not the address of a shared store: write postgresql://HOST/DATABASE or service=NAME"
        )
    if name and not _NAME.fullmatch(name):
        raise UsageError(
            f'"{clean(name, line=True)}" cannot be the name of a store: use a to z, 0 to 9 and -'
        )
    return Address(conninfo, name or DEFAULT)


def _holds_secret(conninfo: str) -> bool:
    if not conninfo.startswith(_SCHEMES):
        return bool(_SECRET.search(conninfo))
    # The user's part ends at the last @ before the path; libpq takes several hosts, urlsplit does
    # not, so that only the part before them is looked at.
    authority = re.split(r"[/?]", conninfo.partition("://")[2], maxsplit=1)[0]
    user, at, _ = authority.rpartition("@")
    if at and ":" in user:
        return True
    # A password may hold / and ?, unescaped against the rules.
    if re.match(r"[^/?@]*:(?!\d*(?:[/?,]|$))[^@]*@", conninfo.partition("://")[2]):
        return True
    query = parse_qsl(urlsplit(conninfo.replace("[", "").replace("]", "")).query)
    return any(key.lower() in _SECRETS for key, _ in query)
