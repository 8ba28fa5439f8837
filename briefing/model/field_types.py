"""Field types of a brief for pydantic: their pattern, and the messages for invalid values."""

import re
from collections.abc import Callable
from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefing.model import dates
from briefing.model.references import NUMBERED, SLUG, Target
from briefing.text.clean import clean, is_blank

_DAY = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?[~?]{0,2}"
_LANG = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"


def _error(code: LiteralString, text: str, message: str) -> PydanticCustomError:
    # The message is passed as a value, because pydantic would treat braces in it as a template.
    return PydanticCustomError(code if text else "empty", "{message}", {"message": message})


def checked(code: LiteralString, check: Callable[[str], object]) -> AfterValidator:
    """Return a validator that reports a ValueError of `check` under `code`."""

    def validate(text: str) -> str:
        try:
            check(text)
        except ValueError as error:
            raise _error(code, text, str(error)) from None
        return text

    return AfterValidator(validate)


def _pattern(pattern: str, says: str, code: LiteralString = "bad-value") -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _error(code, text, f'"{text}" is not {says}')
        return text

    return AfterValidator(check)


def _schema_pattern(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


def _filled(text: str) -> str:
    if is_blank(text):
        raise _error("empty", text, "is empty; give it a value or delete the key")
    return text


_ADDRESS = r"(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^\s/].*|(?:[Dd][Oo][Ii]|[Uu][Rr][Nn]):\S.*"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9]{1,5}(?:/|$))")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::[0-9]{1,5})?(?:/.*)?")


def _check_address(text: str) -> None:
    if re.fullmatch(_ADDRESS, text, re.DOTALL):
        return
    if _DOI.fullmatch(text):
        remedy = f"write doi:{text}"
    elif _HOST.fullmatch(text.removeprefix("//")):
        remedy = f"write https://{text.removeprefix('//')}"
    elif _SCHEME.match(text):
        remedy = "use http, https, ftp, doi or urn; the path of an archived text belongs in archive"
    else:
        remedy = "write it as https://a.example/page"
    raise ValueError(f'"{text}" is not an address that a source may have; {remedy}')


MAX_SHORT = 8
"""The most characters of a short name, as used for column heads."""


def _check_short(text: str) -> None:
    if len(text) > MAX_SHORT:
        raise ValueError(f'"{text}" has {len(text)} characters; shorten it to {MAX_SHORT} at most')
    if not text.isprintable():
        raise ValueError("a short name must be in one line; delete the line breaks and tabs")


_SLUG_SAYS = 'a valid name; use lower-case letters, digits and "-", as in next-round'
_LANG_SAYS = "a language code; write it as en, uk or zh-Hans"
_COUNTRY_SAYS = "a country code; write two capital letters, such as TR"
_RATING_SAYS = "an Admiralty rating; write a letter A-F and a digit 1-6, such as B2"
_SHA256_SAYS = "a SHA-256 checksum; write 64 lower-case hexadecimal digits"

PlainText = Annotated[str, AfterValidator(clean)]
Text = Annotated[
    str,
    AfterValidator(clean),
    AfterValidator(_filled),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
ShortName = Annotated[
    str,
    AfterValidator(clean),
    AfterValidator(_filled),
    checked("bad-value", _check_short),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_SHORT}),
]
Slug = Annotated[str, _pattern(SLUG, _SLUG_SAYS, "bad-name"), _schema_pattern(SLUG)]
RecordRef = Annotated[
    str,
    _pattern(rf"(?:{SLUG}#)?{SLUG}", "a reference to a record; write q3 or other-brief#q3"),
    _schema_pattern(rf"(?:{SLUG}#)?{SLUG}"),
]
Place = Annotated[
    str,
    checked("bad-value", Target.place),
    _schema_pattern(rf"{SLUG}(?:#p[1-9][0-9]*(?:-[1-9][0-9]*)?)?"),
]
Date = Annotated[str, checked("bad-date", dates.parse), _schema_pattern(rf"{_DAY}(?:/{_DAY})?")]
Moment = Annotated[
    str,
    checked("bad-date", dates.check_moment),
    _schema_pattern(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
        r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
    ),
]
Language = Annotated[str, _pattern(_LANG, _LANG_SAYS), _schema_pattern(_LANG)]
Country = Annotated[str, _pattern("[A-Z]{2}", _COUNTRY_SAYS), _schema_pattern("[A-Z]{2}")]
Address = Annotated[
    str,
    AfterValidator(clean),
    AfterValidator(_filled),
    checked("bad-value", _check_address),
    _schema_pattern(_ADDRESS),
]
Rating = Annotated[str, _pattern("[A-F][1-6]", _RATING_SAYS), _schema_pattern("[A-F][1-6]")]
Sha256 = Annotated[str, _pattern("[0-9a-f]{64}", _SHA256_SAYS), _schema_pattern("[0-9a-f]{64}")]


def numbered(section: str) -> BeforeValidator:
    """Return a validator that turns a list of records into a map with the keys of `NUMBERED`."""
    prefix = NUMBERED[section]

    def number(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return {f"{prefix}{n}": item for n, item in enumerate(value, 1)}
        return value

    return BeforeValidator(number)


def short_for(field: str) -> BeforeValidator:
    """Return a validator that turns a bare text into a record with that `field` alone."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


# A text with a comma is rather a list whose brackets were forgotten: that is reported.
TEXT_AS_LIST = BeforeValidator(
    lambda value: (value,) if isinstance(value, str) and "," not in value else value
)
"""Turns a single text into a list of one."""
RECORD_AS_LIST = BeforeValidator(lambda value: (value,) if isinstance(value, dict) else value)
"""Turns a single record into a list of one."""


def _all_clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {clean(key, line=True): _all_clean(one) for key, one in value.items()}
    if isinstance(value, list):
        return tuple(map(_all_clean, value))
    return clean(value) if isinstance(value, str) else value


CLEANED = AfterValidator(_all_clean)
"""Cleans every text of a value that is not interpreted, at any depth."""


def version(value: Any) -> Any:
    """Turn the version of the format into a number: every scalar of a file is text."""
    return 1 if value == "1" else value


def lines(value: Any) -> Any:
    """Turn a text into a list of its lines that are not blank."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if line.strip()]
    return value
