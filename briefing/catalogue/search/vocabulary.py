"""The words, names and slugs that a query uses, looked up once each in one catalogue."""

import sqlite3
from copy import copy

from briefing.catalogue.search.field_tokens import name_tokens, tokens_of
from briefing.catalogue.search.resolve import Bearers, named_by, slugs_of
from briefing.query.nodes import FieldFilter, Words

_MOST_ENDINGS = 64  # words of one prefix that are looked for one by one


class Vocabulary:
    """What the words and fields of a query mean in a catalogue; everything found is kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._slugs: dict[tuple[FieldFilter, str], frozenset[str]] = {}
        self._endings: dict[str, tuple[str, ...] | None] = {}
        self._named: dict[Words, Bearers] = {}

    def on(self, connection: sqlite3.Connection) -> "Vocabulary":
        """Return the same vocabulary, which looks up over `connection` what it does not know."""
        vocabulary = copy(self)
        vocabulary._connection = connection
        return vocabulary

    def slugs(self, field: FieldFilter, kind: str) -> frozenset[str]:
        """Return the slugs of one kind of name (`party`, `person`, `issue`) that a field means."""
        slugs = self._slugs.get((field, kind))
        if slugs is None:
            slugs = self._slugs[field, kind] = slugs_of(self._connection, field, kind)
        return slugs

    def tokens(self, field: FieldFilter) -> tuple[str, ...] | None:
        """Return the tokens one of which is there if the field holds; None if none are known."""
        return tokens_of(field, self.slugs)

    def endings(self, prefix: str) -> tuple[str, ...] | None:
        """Return words with `prefix`, some perhaps of no brief any more; None if they are many."""
        if prefix not in self._endings:
            rows = self._connection.execute(
                "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?",
                (prefix, prefix + chr(0x10FFFF), _MOST_ENDINGS + 1),
            ).fetchall()
            words = tuple(word for (word,) in rows)
            self._endings[prefix] = None if len(words) > _MOST_ENDINGS else words
        return self._endings[prefix]

    def named(self, words: Words) -> Bearers:
        """Return the people and parties with a name or alias that has the words side by side."""
        if words not in self._named:
            self._named[words] = named_by(self._connection, words)
        return self._named[words]

    def name_tokens(self, words: Words) -> tuple[str, ...]:
        """Return the tokens of the records that have the words as a name; none for most words."""
        return name_tokens(self.named(words))
