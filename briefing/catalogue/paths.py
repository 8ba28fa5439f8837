"""File names as table values: SQLite stores Unicode, a file name may be any bytes.

Python gives a byte that is no UTF-8 as a lone surrogate. In the tables it is a private character
from the last block of Unicode, which no name has in practice.
"""

_SHIFT = 0x10FF00 - 0xDC00
_TO_TABLE = {code: code + _SHIFT for code in range(0xDC80, 0xDD00)}
_FROM_TABLE = {stored: code for code, stored in _TO_TABLE.items()}


def stored(path: str) -> str:
    """Return `path` as the tables hold it."""
    return path if path.isascii() else path.translate(_TO_TABLE)


def actual(path: str) -> str:
    """Return the path of the file that the tables hold as `path`."""
    return path if path.isascii() else path.translate(_FROM_TABLE)
