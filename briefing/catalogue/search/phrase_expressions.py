"""Phrases: which of their words are rare in a catalogue, and the records that may have them.

For a phrase of frequent words FTS5 visits nearly every record. The records with its rarest words
are found instead, and compared with the phrase.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from copy import copy
from math import inf

from briefing.catalogue.search.candidates import Pace
from briefing.catalogue.search.plan import MOST_ENDINGS, words_of_records
from briefing.catalogue.search.vocabulary import Vocabulary
from briefing.catalogue.storage import columns
from briefing.query.nodes import Node, Or, WordRow, Words

_SAMPLE = """
SELECT count(*), min(rowid)
FROM (SELECT rowid FROM rec WHERE rec MATCH ? ORDER BY rowid DESC LIMIT ?)
"""
_SINCE = "SELECT count(*) FROM (SELECT 1 FROM brief WHERE number >= ? LIMIT ?)"
_RECORDS, _BRIEFS = 256, 512  # that are looked at for a frequency

_SHORT_PHRASE = 3  # words of a phrase that may end in several ways
_BEGUN = 4  # letters of a word being typed that is one of a phrase
_FEW = 3  # words of a phrase that are looked for in the full-text table
_VISITED = 3_000  # words looked up in records for a phrase at once; some milliseconds
_MUCH = 3  # times more frequent than the rarest word of a row: not what a person looks for


class Phrases:
    """The phrases of a query over one catalogue; the frequencies of their words are kept."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._frequencies: dict[Words, float] = {}
        self._anchors: dict[WordRow, tuple[int, ...]] = {}

    def on(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> "Phrases":
        """Return the same phrases, asked for over `connection`."""
        phrases = copy(self)
        phrases._connection, phrases._vocabulary = connection, vocabulary
        return phrases

    def anchors(self, row: WordRow) -> tuple[int, ...]:
        """Return the places of a row of words that a text is shown for, the rarest first.

        Words much more frequent in the catalogue than the rarest, such as “and”, are left out.
        """
        if row not in self._anchors:
            frequencies = [sum(map(self._frequency, ways)) for ways in row.places]
            least = min(frequencies)
            order = sorted(range(len(frequencies)), key=frequencies.__getitem__)
            self._anchors[row] = tuple(
                place for place in order if frequencies[place] <= _MUCH * least
            )
        return self._anchors[row]

    def begun(self, phrase: Words) -> str:
        """Return an expression for records that may hold a phrase with its last word unfinished."""
        endings = self._vocabulary.endings(phrase.words[-1])
        last = [" OR ".join(f'"{word}"' for word in endings)] if endings else []
        expression = self._rarest_of(phrase.words[:-1], *(f"({ways})" for ways in last))
        if phrase.field:
            expression = f"{{{phrase.field}}} : ({expression})"
        named = (f'"{each}"' for each in self._vocabulary.name_tokens(phrase))
        return " OR ".join((f"({expression})", *named))

    def searchable(self, phrase: Words) -> Words:
        """Return a phrase as it is searched for: with its last word whole, or as a prefix.

        Each word with the prefix takes a query of its own, so a word with few letters, or at the
        end of a long phrase, is taken as whole.
        """
        last = phrase.words[-1]
        may_go_on = phrase.prefix and len(last) >= _BEGUN and len(phrase.words) <= _SHORT_PHRASE
        endings = self._vocabulary.endings(last) if may_go_on else None
        return phrase._replace(prefix=endings is not None and len(endings) <= MOST_ENDINGS)

    def pace(self, root: Node, row: WordRow) -> Pace | None:
        """Return the pace of a search for the phrases of `root` alone, made of a `row` of words."""
        ways = root.parts if isinstance(root, Or) else (root,)
        phrases = [each for way in ways if isinstance(way, Words) for each in self._each(way)]
        # A long word is likely to be rare; asked first, it ends the search for the rarest early.
        places = sorted(row.places, key=lambda ways: -max(len(word) for word in ways[0].words))
        words = tuple(filter(None, map(self._whole, places)))
        if not (phrases and words):
            return None
        records = _VISITED // (len(phrases) * len(places)) + 1
        is_exact = all(len(way.words) <= _FEW for way in ways if isinstance(way, Words))
        return Pace(tuple(phrases), words, records, is_exact)

    def _each(self, phrase: Words) -> Iterator[str]:
        """Yield an expression for each way in which a phrase may end, and each name that it is."""
        last = phrase.words[-1]
        endings = self._vocabulary.endings(last) if phrase.prefix else None
        for ending in (last,) if endings is None else endings:
            whole = phrase._replace(words=(*phrase.words[:-1], ending), prefix=False)
            if len(whole.words) > _FEW:
                rarest = self._rarest_of(whole.words)
                yield f"{{{whole.field}}} : ({rarest})" if whole.field else rarest
            elif (expression := words_of_records(whole, self._vocabulary, ())) is not None:
                yield expression
        named = self._vocabulary.name_tokens(phrase)
        if named and phrase.field and (expression := self._expression(phrase)) is not None:
            yield expression
        elif named:
            yield from (f'"{each}"' for each in named)

    def _rarest_of(self, words: Sequence[str], *others: str) -> str:
        """Return an expression for the records with the rarest of some words, and `others`."""
        rarest = sorted(dict.fromkeys(words), key=lambda word: self._frequency(Words((word,))))
        return " AND ".join((*(f'"{word}"' for word in rarest[:_FEW]), *others))

    def _whole(self, ways: tuple[Words, ...]) -> str:
        """Return an expression for the records that have a word, whole; nothing for a prefix."""
        if any(word.prefix for word in ways):
            return ""
        return " OR ".join(filter(None, map(self._expression, ways)))

    def _expression(self, words: Words) -> str | None:
        return words_of_records(words, self._vocabulary)

    def _frequency(self, word: Words) -> float:
        """Return about how many records a brief have a word, from the newest that do.

        Infinite for a short prefix, of which the words are too many.
        """
        if word not in self._frequencies:
            is_begun = word.prefix and len(word.words[-1]) < _BEGUN
            expression = None if is_begun else self._expression(word)
            self._frequencies[word] = inf if expression is None else self._measured(expression)
        return self._frequencies[word]

    def _measured(self, expression: str) -> float:
        count, last = self._connection.execute(_SAMPLE, (expression, _RECORDS)).fetchone()
        since = columns.brief_of(last) if count == _RECORDS else 0
        (briefs,) = self._connection.execute(_SINCE, (since, _BRIEFS)).fetchone()
        return float(count / max(briefs, 1))
