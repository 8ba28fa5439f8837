"""Tokens that encode fields of records and briefs in the full-text tables."""

from collections.abc import Callable
from operator import itemgetter

from briefing.catalogue.search.resolve import Bearers
from briefing.catalogue.storage.schema import RECORD_COLUMNS, Values
from briefing.query.fields import BRIEF_STATUSES
from briefing.query.nodes import FieldFilter
from briefing.query.terms import token

Slugs = Callable[[FieldFilter, str], frozenset[str]]
"""Returns the slugs of one kind of name (`party`, `person`, `issue`) that a field's value means."""

ALL = token("all")
"""The token of every record and every brief."""


_FIELDS = (
    "kind", "party", "person", "parties", "attested_by", "issues", "stance", "status", "verdict",
)  # fmt: skip
_fields = itemgetter(*map(RECORD_COLUMNS.index, _FIELDS))


def record_marks(row: Values) -> str:
    """Return the tokens of a record, from its columns (`schema.RECORD_COLUMNS`)."""
    kind, party, person, parties, attested, issues, stance, status, verdict = _fields(row)
    tokens = [ALL, token("kind", kind)]
    named = {party, *parties.split(), *attested.split()} - {""}
    tokens += [token("party", slug) for slug in sorted(named)]
    tokens += [token("issue", issue) for issue in issues.split()]
    if kind == "quote":
        tokens.append(token("speaker", person) if person else token("said", party))
    if stance:
        tokens.append(token("stance", stance))
    if status:
        tokens.append(token("status", status))
    if verdict:
        tokens.append(token("verdict", verdict))
    return " ".join(tokens)


def brief_marks(process: str, status: str) -> str:
    """Return the tokens of a brief itself."""
    tokens = [ALL]
    if process:
        tokens.append(token("process", process))
    if status:
        tokens.append(token("status", status))
    return " ".join(tokens)


def name_tokens(named: Bearers) -> tuple[str, ...]:
    """Return the tokens of records by these people or of these parties; each has one of them."""
    people = (token("speaker", slug) for slug in sorted(named.people))
    return (*people, *(token("party", slug) for slug in sorted(named.parties)))


SUPERSEDED = "superseded"
"""The status that a brief also has where another one says so."""

MARK_OF = frozenset(("read", "starred"))
"""Values of `is:` that are the person's own marks, under the same name."""


def tokens_of(field: FieldFilter, slugs: Slugs) -> tuple[str, ...] | None:
    """Return the tokens one of which is there if `field` holds; None if none are known."""
    if field.name == "party":
        return tuple(token("party", slug) for slug in sorted(slugs(field, "party")))
    if field.name == "issue":
        return tuple(token("issue", slug) for slug in sorted(slugs(field, "issue")))
    if field.name == "speaker":
        people = [token("speaker", slug) for slug in sorted(slugs(field, "person"))]
        return (*people, *(token("said", slug) for slug in sorted(slugs(field, "party"))))
    if field.name in ("kind", "stance", "status", "verdict"):
        return (token(field.name, field.value),)
    if field.name == "process" and field.how != "matches":
        return (token("process", field.value),)
    if field.name == "is" and field.value in BRIEF_STATUSES and field.value != SUPERSEDED:
        return (token("status", field.value),)
    return None
