"""The nearest spelling of a word among the words of a store."""

import json
import sqlite3
from collections.abc import Iterator

from briefing.query.terms import words
from briefing.text.names import nearest

_SHORTEST = 4  # letters; shorter words have too many neighbours
_LONGEST = 30
_SAMPLE = 300  # words that give the letters of a language
_COMPARED = 800  # words with the same beginning
_TRIED = 20  # spellings that are counted
_COUNTED = 1_000  # briefs with each


def nearest_word(connection: sqlite3.Connection, word: str) -> str:
    """Return the most frequent word that is one slip from `word`, else the most alike; or nothing.

    One slip is a letter too many, missing, exchanged or changed (Norvig, How to Write a Spelling
    Corrector).
    """
    if not _SHORTEST <= len(word) <= _LONGEST or words(word) != [word] or word.isdigit():
        return ""
    slips = json.dumps(sorted(set(_slips(word, _letters(connection, word))) - {word}))
    found = connection.execute(
        "SELECT word FROM word WHERE word IN (SELECT value FROM json_each(?))",
        (slips,),
    )
    counts = {each: briefs_with(connection, each) for (each,) in found.fetchmany(_TRIED)}
    counts |= dict.fromkeys(_words_of_names(connection, slips), 1)
    best = max(counts, key=lambda each: (counts[each], each), default="")
    if best and counts[best]:
        return best
    near = nearest(word, _alike(connection, word))
    return near if near and briefs_with(connection, near) else ""


def _words_of_names(connection: sqlite3.Connection, slips: str) -> set[str]:
    """Return those of `slips`, as JSON, that are words of names."""
    rows = connection.execute(
        "SELECT DISTINCT word FROM name_word WHERE word IN (SELECT value FROM json_each(?))",
        (slips,),
    )
    return {word for (word,) in rows}


def briefs_with(connection: sqlite3.Connection, word: str) -> int:
    """Count up to 1,000 briefs with a word: the table of words keeps words of removed briefs."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM doc WHERE doc MATCH ? LIMIT ?)",
        (f'"{word}"', _COUNTED),
    ).fetchone()
    return int(row[0])


def _letters(connection: sqlite3.Connection, word: str) -> str:
    """Return the letters of words that sort near `word`: those of its script."""
    rows = connection.execute(
        "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?",
        (word[0], word[0] + chr(0x10FFFF), _SAMPLE),
    )
    return "".join(sorted({letter for (each,) in rows for letter in each} | set(word)))


def _slips(word: str, letters: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in letters)


def _alike(connection: sqlite3.Connection, word: str) -> list[str]:
    """Return words with the same beginning and about as long, which may be two slips away."""
    rows = connection.execute(
        "SELECT word FROM word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ? "
        "LIMIT ?",
        (word[:2], word[:2] + chr(0x10FFFF), len(word) - 2, len(word) + 2, _COMPARED),
    )
    return [each for (each,) in rows if each != word]
