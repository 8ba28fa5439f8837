"""Help texts for the query language, generated from its tables."""

import textwrap
from collections.abc import Iterator

from briefing.query import Query
from briefing.query.arguments import RULE
from briefing.query.fields import FIELDS, FORMS, FieldHelp
from briefing.query.nodes import Words, leaves

COMMON: tuple[tuple[str, str], ...] = (
    ("ceasefire medinsky", "both words anywhere in one brief, in any case"),
    ('"level of leaders"', "this phrase, within one record"),
    ("istan*", "words that start with this"),
    ("ceasefire OR truce", "either word; ( ) group"),
    ("-ceasefire", "briefs without the word"),
    ("party:Kyiv", "records of a party, by slug, name or alias"),
    ("speaker:medinsky", "quotes by a person, or by a party as such"),
    ("issue:ceasefire", "records about an issue, by slug or title"),
    ("stance:rejects", "positions with this stance"),
    ("verdict:altered", "quotes with this verdict"),
    ("kind:agreement", "records of this kind"),
    ("date:2025-05..2025", "briefs by date; also since:monday, before:2025"),
    ("is:unread", "your marks, and the status of a brief: is:draft"),
    ("has:note", "briefs that contain this: has:problem, has:timeline"),
)
"""What most queries are made of, as (example, what it finds): a line each at 80 columns."""

_THE_REST = "All forms and fields: briefing search --help, or man briefing."

_HINT = '"{}" was searched for as a word; write {} for the operator'


def syntax_help() -> Iterator[tuple[str, str]]:
    """Yield every form of query as (example, what it finds), forms before fields."""
    for form in FORMS:
        yield form.example, form.help
    for field in FIELDS:
        yield field.example, field_help(field)


def field_help(field: FieldHelp) -> str:
    """Return what a field finds, with its permitted values and its aliases."""
    parts = [field.help]
    if field.values:
        parts.append(", ".join(field.values))
    if field.aliases:
        parts.append("also " + ", ".join(f"{name}:" for name in field.aliases))
    return "; ".join(parts)


def hint(query: Query, *, found: bool) -> str:
    """Return the hint shown with the hits of a query, or in place of them; empty for none."""
    return "; ".join(filter(None, (*query.hints, "" if found else lowercase_operator_hint(query))))


def lowercase_operator_hint(query: Query) -> str:
    """Return a hint about a lower-case operator that was searched for as a word; empty for none."""
    for leaf in leaves(query.root):
        if not isinstance(leaf, Words):
            continue
        if "or" in leaf.words[1:-1]:
            return _HINT.format("or", "OR")
        word, typed = leaf.words[0], query.text[leaf.column - 1 :][: len(leaf.words[0])]
        is_operator = leaf.words in (("or",), ("and",), ("not",)) and not typed.isupper()
        if is_operator and typed.lower() == word:
            return _HINT.format(word, word.upper())
    return ""


def page(width: int = 80, *, whole: bool = True) -> str:
    """Return the syntax help for the command line, wrapped to `width` cells.

    Unless it is the `whole`, it is what most queries are made of, and where the rest is.
    """
    width = max(width, 48)
    lead = " " * 24
    rows = []
    for example, help_text in syntax_help() if whole else COMMON:
        head = f"  {example:<22}" if len(example) <= 20 else f"  {example}\n{lead}"
        row = textwrap.indent(textwrap.fill(help_text, width - 24), lead)
        rows.append(row.replace(lead, head, 1))
    return "\n".join((*rows, "", textwrap.fill(RULE if whole else _THE_REST, width)))
