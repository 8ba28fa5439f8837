"""Short names for the heads of narrow columns, all of them distinct."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from briefing.text.fold import fold
from briefing.text.width import cells, cut

MAX_CELLS = 8
"""The most cells of a short name."""
_MINOR = frozenset((
    "a", "an", "the", "of", "on", "in", "at", "to", "for", "by", "from", "with", "and", "or", "as",
    "is", "are", "was", "were", "be", "been", "that", "which", "further", "other", "its", "their",
))  # fmt: skip
"""Words that say little; a name is not shortened to one of them."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_INITIALS = 5
"""The most letters of a slug that is taken for initials."""


def short_names(
    names: Mapping[str, str], given: Mapping[str, str], width: int = MAX_CELLS
) -> Mapping[str, str]:
    """Return a name of at most `width` cells for each slug of `names`, no two alike.

    The one in `given` comes first, then the name where it fits, then initials that are the slug, or
    the word of the name that the slug has, cut with a full stop. Those alike are told apart by a
    second word, or else by a number. `width` is at least 4.
    """
    words = {slug: _telling(slug, name) for slug, name in names.items()}
    short = {
        slug: _within(given.get(slug) or _shortened(slug, name, words[slug], width), width)
        for slug, name in names.items()
    }
    alike = [slug for slug in _alike(short) if slug not in given]
    times = Counter(fold(word) for slug in alike for word in words[slug])
    for slug in alike:
        short[slug] = _two_words(words[slug], times, width)
    return _numbered(short, given, width)


def _alike(short: Mapping[str, str]) -> list[str]:
    """Return the slugs of names that another one has too, whatever its case."""
    times = Counter(map(str.casefold, short.values()))
    return [slug for slug, text in short.items() if times[text.casefold()] > 1]


def _within(text: str, width: int) -> str:
    return cut(" ".join(text.split()), width, ellipsis=".")


def _shortened(slug: str, name: str, words: Sequence[str], width: int) -> str:
    if cells(name) <= width:
        return name
    initials = "".join(word[:1] for word in map(fold, _WORD.findall(name)) if word not in _MINOR)
    if slug.isalpha() and len(slug) <= _INITIALS and len(initials) > 1 and _begins(slug, initials):
        return slug.upper()
    return _capital(words[0])


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _begins(slug: str, initials: str) -> bool:
    return slug.startswith(initials) or initials.startswith(slug)


def _telling(slug: str, name: str) -> Sequence[str]:
    """Return the words of a name that tell most: first those of its slug, then the others."""
    words = [word for word in _WORD.findall(name) if fold(word) not in _MINOR] or [name]
    parts = slug.split("-")

    def place(word: str) -> int:
        folded = fold(word)
        return next((n for n, part in enumerate(parts) if _is_form(part, folded)), len(parts))

    return sorted(words, key=place)


def _is_form(part: str, word: str) -> bool:
    """Whether a part of a slug is a word or a form of it: `prisoner` of `prisoners`."""
    return len(part) > 2 and (word.startswith(part) or (len(word) > 3 and part.startswith(word)))


def _two_words(words: Sequence[str], times: Mapping[str, int], width: int) -> str:
    """Return the first word, and of the others the one that the fewest names have."""
    first, *rest = words
    if not rest:
        return _within(first, width)
    other = min(rest, key=lambda word: times[fold(word)])
    half = (width - 1) // 2
    room = min(cells(other), width - 1 - half)
    sign = " " if room < 3 else "."
    first = _capital(first)
    return f"{_head(first, width - 1 - room if room < 3 else half)}{sign}{_head(other, room)}"


def _head(word: str, width: int) -> str:
    return cut(word, width, ellipsis="")


def _numbered(short: Mapping[str, str], given: Mapping[str, str], width: int) -> Mapping[str, str]:
    """Return short names with numbers at the end of those that others have too."""
    twice = set(_alike(given))
    alike = [slug for slug in _alike(short) if slug not in given or slug in twice]
    numbered = {**short}
    taken = {short[slug].casefold() for slug in short.keys() - set(alike)}
    numbers: dict[str, Iterator[int]] = {}
    for slug in alike:
        text = short[slug].casefold()
        for number in numbers.setdefault(text, count(1)):
            end = str(number)
            numbered[slug] = _head(short[slug], width - len(end)).rstrip(" .") + end
            if numbered[slug].casefold() not in taken:
                break
        taken.add(numbered[slug].casefold())
    return numbered
