"""Numbers with or without thousands separators: 6000, 6,000, 6 000."""

from collections.abc import Iterator, Sequence

_YEARS = range(1900, 2101)
"""Numbers that are hardly ever written with such a sign, and asked for all the time."""


def otherwise(words: Sequence[str]) -> tuple[str, ...] | None:
    """Return words with their numbers in the other notation; None without such a number.

    A thousands separator splits words: `6,000` is two of them.
    """
    for other in (tuple(_joined(words)), tuple(_parted(words))):
        if other != tuple(words):
            return other
    return None


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Yield words with thousands joined: `6 000` as `6000`."""
    at = 0
    while at < len(words):
        end = at + 1
        if _is_number(words[at]) and len(words[at]) <= 3:
            while end < len(words) and len(words[end]) == 3 and _is_digits(words[end]):
                end += 1
        joined = "".join(words[at:end])
        if end == at + 1 or _is_year(joined):
            yield from words[at:end]
        else:
            yield joined
        at = end


def _parted(words: Sequence[str]) -> Iterator[str]:
    """Yield words with thousands separated: `6000` as `6 000`."""
    for word in words:
        if not _is_number(word) or len(word) < 4 or _is_year(word):
            yield word
            continue
        first = len(word) % 3 or 3
        yield word[:first]
        yield from (word[place : place + 3] for place in range(first, len(word), 3))


def _is_year(word: str) -> bool:
    return len(word) == 4 and int(word) in _YEARS


def _is_digits(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _is_number(word: str) -> bool:
    return _is_digits(word) and not word.startswith("0")
