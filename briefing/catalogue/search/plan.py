"""Query plans: a query -> full-text expressions that find its candidate briefs.

An expression may match too much, never too little: candidates are looked at again by
`record_filter`, except where it is `exact`.
"""

from typing import NamedTuple

from briefing.catalogue.search.field_tokens import ALL
from briefing.catalogue.search.vocabulary import Vocabulary
from briefing.query.fields import RECORD_FIELDS, TEXT_KINDS
from briefing.query.nodes import And, FieldFilter, Node, Not, Or, Pattern, Words, leaves
from briefing.query.terms import token

NOTHING = token("nothing")
"""A token that no record has."""
_SHORT = 4  # letters; shorter prefixes have too many words to be gathered from the records' table
MOST_ENDINGS = 4
"""Ways to end a phrase that are each a question of their own."""
INDEXED = 4
"""Letters of a prefix that the table of whole briefs has an index for."""


class Plan(NamedTuple):
    """Full-text expressions for the candidates of a query."""

    briefs: str | None
    """An expression over whole briefs; None where it cannot narrow them."""
    exact: bool
    """Whether exactly the briefs that match it answer."""
    records: str | None
    """An expression over records that every hit answers; None where it cannot narrow them."""
    several: bool
    """Whether both expressions together say more than each."""
    hits: str | None
    """An expression over records that exactly the hits answer, where there is one."""
    begun: bool = False
    """Whether it is for a phrase whose last word is begun and may end in several ways: that over
    records is made of its rarest words, and what that finds is looked at."""


def plan_of(root: Node, vocabulary: Vocabulary) -> Plan:
    """Return the plan of a query."""
    briefs, exact = _over_briefs(root, vocabulary, asks_briefs(root))
    parts = leaves(root)
    texts = [leaf for leaf in parts if isinstance(leaf, Words | Pattern)]
    narrow = any(
        (isinstance(leaf, Words) and (len(leaf.words) > 1 or leaf.field))
        or (isinstance(leaf, FieldFilter) and leaf.name in RECORD_FIELDS)
        for leaf in parts
    )
    records = _over_records(root, vocabulary) if narrow else None
    fields = any(isinstance(leaf, FieldFilter) and leaf.name not in RECORD_FIELDS for leaf in parts)
    hits = words_of_records(root, vocabulary) if isinstance(root, Words) else None
    if isinstance(root, Words) and has_several_endings(root, vocabulary):
        return Plan(briefs, exact, records=None, several=False, hits=None, begun=True)
    return Plan(briefs, exact, records, len(texts) > 1 or fields, hits)


def has_several_endings(node: Words, vocabulary: Vocabulary) -> bool:
    """Whether FTS5 would have to look for a phrase with several ways to write its last word."""
    if not node.prefix or len(node.words) == 1:
        return False
    known = vocabulary.endings(node.words[-1])
    return known is None or len(known) > 1


def _quoted(tokens: tuple[str, ...], prefix: bool = False) -> str:
    return '"' + " ".join(tokens) + '"' + (" *" if prefix else "")


def _last(node: Words, vocabulary: Vocabulary) -> str:
    """Return an expression for the last word of `node`, which may be the beginning of one."""
    word = node.words[-1]
    # A prefix that no index has makes FTS5 gather all its matches before it gives the first.
    named = vocabulary.endings(word) if node.prefix and len(word) > INDEXED else None
    if named is None:
        return _quoted((word,), node.prefix)
    return _any(named, False) or ""


def _any(tokens: tuple[str, ...] | None, prefix: bool) -> str | None:
    if tokens is None:
        return None
    return _join("OR", [_quoted((each,), prefix) for each in tokens]) or _quoted((NOTHING,))


def _join(operator: str, parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return "(" + f" {operator} ".join(parts) + ")"


def _over_briefs(node: Node, vocabulary: Vocabulary, of_briefs: bool) -> tuple[str | None, bool]:
    """Return an expression that every brief answers for which `node` holds, and whether only
    those do.
    """
    if isinstance(node, Words):
        parts = [_quoted((word,)) for word in node.words[:-1]]
        parts.append(_last(node, vocabulary))
        named = [_quoted((each,)) for each in vocabulary.name_tokens(node)]
        exact = len(parts) == 1 and not node.field
        return _join("OR", [_join("AND", parts), *named]), exact
    if isinstance(node, FieldFilter):
        of_record = node.name in RECORD_FIELDS
        expression = _any(vocabulary.tokens(node), node.how == "begins" and not of_record)
        return expression, expression is not None and not of_record
    if isinstance(node, Not):
        inner, exact = _over_briefs(node.part, vocabulary, of_briefs)
        # Any record with the field keeps the brief out, and its token means that alone.
        exact |= of_briefs and isinstance(node.part, FieldFilter)
        if inner is None or not exact:
            return None, False
        return f"({_quoted((ALL,))} NOT {inner})", True
    if isinstance(node, And | Or):
        return _combined(node, [_over_briefs(part, vocabulary, of_briefs) for part in node.parts])
    return None, False


def _combined(node: And | Or, results: list[tuple[str | None, bool]]) -> tuple[str | None, bool]:
    parts = [part for part, _ in results if part is not None]
    exact = all(each for _, each in results)
    if isinstance(node, And):
        return _join("AND", parts) or None, exact
    return (_join("OR", parts), exact) if len(parts) == len(results) else (None, False)


def _over_records(node: Node, vocabulary: Vocabulary) -> str | None:
    """Return an expression that every record answers which is a hit of `node`."""
    if isinstance(node, Words):
        return words_of_records(node, vocabulary)
    if isinstance(node, FieldFilter):
        return _any(vocabulary.tokens(node), False) if node.name in RECORD_FIELDS else None
    if isinstance(node, Not):
        return _denied(node, vocabulary)
    if isinstance(node, Or):
        parts = [_over_records(part, vocabulary) for part in node.parts]
        given = [part for part in parts if part is not None]
        return _join("OR", given) if len(given) == len(parts) else None
    return _all_of(node, vocabulary) if isinstance(node, And) else None


def words_of_records(
    node: Words, vocabulary: Vocabulary, names: tuple[str, ...] | None = None
) -> str | None:
    """Return an expression for exactly the records with the words; None for a short prefix.

    They have them in their text or as the name of who speaks or of a party: `names` are the
    tokens of that, looked up unless given.
    """
    # FTS5 would take too long to gather its words.
    endings = vocabulary.endings(node.words[-1]) if node.prefix else None
    if endings is not None:
        phrases = [_quoted((*node.words[:-1], word)) for word in endings]
        expression = _join("OR", phrases) or _quoted((NOTHING,))
    elif node.prefix and len(node.words[-1]) < _SHORT:
        return None
    else:
        expression = _quoted(node.words, node.prefix)
    names = vocabulary.name_tokens(node) if names is None else names
    named = _join("OR", [_quoted((each,)) for each in names])
    if node.field:
        expression = f"{{{node.field}}} : {expression}"
        kinds = [_quoted((token("kind", kind),)) for kind in TEXT_KINDS[node.field]]
        named = named and f"({named} AND {_join('OR', kinds)})"
    return f"({expression} OR {named})" if named else expression


def _denied(node: Not, vocabulary: Vocabulary) -> str | None:
    if not isinstance(node.part, FieldFilter) or node.part.name not in RECORD_FIELDS:
        return None
    expression = _any(vocabulary.tokens(node.part), False)
    return None if expression is None else f"({_quoted((ALL,))} NOT {expression})"


def _all_of(node: And, vocabulary: Vocabulary) -> str | None:
    """Join what all hits share: one of the texts asked for, and each field of the record."""
    texts = [part for part in node.parts if has_text(part)]
    expressions = [_over_records(part, vocabulary) for part in texts]
    given = [part for part in expressions if part is not None]
    joined = [_join("OR", given)] if given and len(given) == len(expressions) else []
    for part in node.parts:
        expression = None if part in texts else _over_records(part, vocabulary)
        if expression is not None:
            joined.append(expression)
    return _join("AND", joined) or None


def asks_briefs(root: Node) -> bool:
    """Whether a query requires no text and no record, so that its negations exclude briefs."""
    return not (has_text(root) or has_record_field(root))


def has_text(node: Node) -> bool:
    """Whether `node` asks for text that is not denied."""
    if isinstance(node, And | Or):
        return any(map(has_text, node.parts))
    return isinstance(node, Words | Pattern)


def has_record_field(node: Node) -> bool:
    """Whether `node` asks for a field of the record that is not denied."""
    if isinstance(node, And | Or):
        return any(map(has_record_field, node.parts))
    return isinstance(node, FieldFilter) and node.name in RECORD_FIELDS
