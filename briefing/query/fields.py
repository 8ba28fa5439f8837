"""The query fields and syntax forms, for the parser, the help and the README."""

from typing import NamedTuple


class FieldHelp(NamedTuple):
    """One field of the query language."""

    name: str
    """The name before the colon."""
    asks: str
    """`text`, `record`, `brief` or `answer`: the object of the field."""
    help: str
    """What it finds, in one line."""
    example: str
    """A query to copy."""
    aliases: tuple[str, ...] = ()
    """Other names for it."""
    kinds: tuple[str, ...] = ()
    """For a text field: the kinds of records it searches."""
    values: tuple[str, ...] = ()
    """The permitted values, if they are few."""


class SyntaxHelp(NamedTuple):
    """One form of query syntax other than a field."""

    example: str
    """What it looks like."""
    help: str
    """What it finds, in one line."""


FORMS: tuple[SyntaxHelp, ...] = (
    SyntaxHelp("ceasefire", "the word, in any record; case, accents and punctuation are ignored"),
    SyntaxHelp("ceasefire medinsky", "both words anywhere in one brief (AND and && are optional)"),
    SyntaxHelp(
        '"level of leaders"', "this phrase, within one record; “…”, «…», „…“ and 「…」 work too"
    ),
    SyntaxHelp('"level of lead*"', "a phrase whose last word starts with this"),
    SyntaxHelp(
        "istan*",
        "words that start with this; implied for the last word, unless a mark or space "
        "follows or it stands in quotation marks",
    ),
    SyntaxHelp("6000", "a number, written 6000, 6,000, 6.000 or 6 000; years only as written"),
    SyntaxHelp("停火", "in scripts without spaces between words: the text anywhere"),
    SyntaxHelp(
        "ceasefire OR truce",
        "either word; || works too; lower-case or is a plain word, and so is OR among words in "
        "capitals",
    ),
    SyntaxHelp("-ceasefire", "briefs without the word; NOT, ~ and ! mean the same"),
    SyntaxHelp(
        "-verdict:altered",
        "briefs without such a record; together with words or record fields, "
        "records that do not match",
    ),
    SyntaxHelp("(truce OR ceasefire) -bodies", "grouping with parentheses"),
    SyntaxHelp("/pris[a-z]+ of war/i", "a regular expression; i ignores case"),
    SyntaxHelp("agreed:(bodies OR prisoners)", "several values for one field"),
    SyntaxHelp("quote:/peace|truce/", "a regular expression in one field"),
)
"""The query syntax other than fields, in the order of the help."""

_STANCES = (
    "proposes", "demands", "supports", "accepts", "conditional", "rejects", "disputes",
    "unreported",
)  # fmt: skip
_VERDICTS = (
    "verbatim", "typography", "omissions", "altered", "not found", "ambiguous", "no archive",
    "not compared", "paraphrase",
)  # fmt: skip
_BRIEF_STATUSES = ("draft", "final", "superseded")
_RECORD_STATUSES = (
    "in-principle", "agreed", "signed", "partly-carried-out", "carried-out", "broken",
    "open", "narrowing", "resolved", "shelved",
    "pending", "received", "accepted", "rejected", "withdrawn",
)  # fmt: skip
MARKS = ("unread", "read", "starred", "changed")
"""Values of `is:` that depend on the state of the user."""
_HAS = (
    "agreement", "disagreement", "proposal", "quote", "source", "timeline", "archive", "process",
    "place", "problem", "note",
)  # fmt: skip

FIELDS: tuple[FieldHelp, ...] = (
    FieldHelp("party", "record", "records of a party, by slug, name or alias, and the titles of "
              "briefs it takes part in", "party:Kyiv"),
    FieldHelp("speaker", "record", "quotes by a person, or by a party as such",
              "speaker:medinsky", ("who",)),
    FieldHelp("issue", "record", "records about an issue, by slug or title",
              "issue:ceasefire", ("topic",)),
    FieldHelp("stance", "record", "positions with this stance", "stance:rejects", (), (), _STANCES),
    FieldHelp("verdict", "record", "quotes with this verdict",
              'verdict:"not found"', (), (), _VERDICTS),
    FieldHelp("status", "record", "agreements, disagreements, proposals or briefs with this status",
              "status:open", (), (), (*_BRIEF_STATUSES, *_RECORD_STATUSES)),
    FieldHelp("kind", "record", "records of this kind", "kind:quote", (), (),
              ("title", "summary", "agreement", "disagreement", "position", "proposal", "quote",
               "timeline", "next", "unknown", "source", "note")),
    FieldHelp("agreed", "text", "words in agreements", "agreed:bodies", (), ("agreement",)),
    FieldHelp("disputed", "text", "words in disagreements and their positions",
              "disputed:children", (), ("disagreement", "position")),
    FieldHelp("proposed", "text", "words in proposals", "proposed:pause", (), ("proposal",)),
    FieldHelp("quote", "text", "words in quotes", 'quote:"level of leaders"', (), ("quote",)),
    FieldHelp("summary", "text", "words in summaries", "summary:prisoner", (), ("summary",)),
    FieldHelp("source", "text", "words in sources: their titles and archived texts",
              "source:commission", (), ("source",)),
    FieldHelp("title", "text", "words in the title of a brief", "title:istanbul", ("headline",),
              ("title",)),
    FieldHelp("timeline", "text", "words in timelines", "timeline:restart", (), ("timeline",)),
    FieldHelp("next", "text", "words in what comes next", "next:meeting", (), ("next",)),
    FieldHelp("unknown", "text", "words in what the sources leave open", "unknown:when", (),
              ("unknown",)),
    FieldHelp("process", "brief", "rounds of a process", "process:ru-ua-istanbul-2025"),
    FieldHelp("place", "brief", "briefs from a place, by name or country code", "place:istanbul"),
    FieldHelp("tag", "brief", "briefs with a tag, the author's or yours", "tag:humanitarian"),
    FieldHelp("note", "brief", "words in your notes, and the briefs they are on", "note:tape"),
    FieldHelp("id", "brief", "one brief, or those whose id starts with this", "id:istanbul*"),
    FieldHelp("path", "brief", "briefs whose file path contains this", "path:2025/", ("file",)),
    FieldHelp("date", "brief", 'briefs by date: 2026, 2026-03, >2026-03-14, <=2026, 3d, '
              '"a week ago", yesterday, monday, "last month", "march 2026", a range a..b',
              'date:2026-01..2026-03 date:"3 days ago"..'),
    FieldHelp("since", "brief", "briefs from a day on; write days as for date:",
              "since:monday"),
    FieldHelp("until", "brief", "briefs up to and including a day", "until:2025-06-02"),
    FieldHelp("after", "brief", "briefs after a day", "after:2025-06"),
    FieldHelp("before", "brief", "briefs before a day", "before:2025"),
    FieldHelp("round", "brief", "rounds by number", "round:2 round:1..3 round:>2"),
    FieldHelp("is", "brief", "your marks on a brief (changed: since you read it), its "
              "status, and whether a value is only suggested (unconfirmed)", "is:unread", (), (),
              (*MARKS, *_BRIEF_STATUSES, "broken", "unconfirmed")),
    FieldHelp("has", "brief", "briefs that contain this; the plural works too",
              "has:note", (), (), _HAS),
    FieldHelp("saved", "brief", "a saved search, by its name in the settings", "saved:mine"),
    FieldHelp("sort", "answer", "sort order: -date or newest, date or oldest, title or headline, "
              "party, relevance", "sort:title"),
    FieldHelp("limit", "answer", "the most results to show", "limit:20"),
)  # fmt: skip
"""Every field, in the order of the help."""

BY_NAME: dict[str, FieldHelp] = {
    name: field for field in FIELDS for name in (field.name, *field.aliases)
}
"""Every field by each of its names."""

TEXT_KINDS: dict[str, tuple[str, ...]] = {
    field.name: field.kinds for field in FIELDS if field.asks == "text"
}
"""The kinds of records that each text field searches."""

RECORD_FIELDS = frozenset(field.name for field in FIELDS if field.asks == "record")
"""The names of fields that apply to records."""

BRIEF_STATUSES = frozenset(_BRIEF_STATUSES)
"""The values of `status:` that apply to briefs."""
