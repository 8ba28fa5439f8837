"""An article and the answer of a program -> a draft of which every value is a suggestion."""

from dataclasses import replace

from briefing.drafting.article import Article
from briefing.drafting.assist.article_content import ArticleContent
from briefing.drafting.assist.grounded_records import Values
from briefing.drafting.assist.grounding import grounded
from briefing.drafting.assist.proposal import proposal_of
from briefing.drafting.draft import Draft, DraftContext, draft
from briefing.drafting.quote_records import QuoteRecord
from briefing.errors import BriefingError
from briefing.evidence import TextRange

_NAMED = ("parties", "people", "issues")
_OF_BRIEF = ("title", "date", "place", "tags", "bottom_line", "summary", "unknown")
"""What of the brief itself a program may propose."""
_ORDER = (
    "brief", "id", "title", "process", "round", "date", "place", "lang", "status", "tags",
    "suggested", "bottom_line", "summary", "parties", "people", "issues", "sources",
    "agreements", "disagreements", "proposals", "quotes", "timeline", "next", "unknown",
)  # fmt: skip


def assisted_draft(article: Article, context: DraftContext, answer: bytes) -> Draft:
    """Return the draft that is left of an answer; what was refused is in its `refused`.

    Id, process, source and status are those of any draft of the article.

    Raises:
        BriefingError: the answer holds no JSON object, or nothing that the article shows.
    """
    base = draft(article, context)
    said = map(str, context.given.values())
    kept, refused = grounded(proposal_of(answer), article, context.known, context.shared, said)
    if not kept.keys() - {"title", "date", "tags"}:
        detail = f" ({refused[0]})" if refused else ""
        raise BriefingError(f"the article shows nothing of the answer{detail}; nothing was written")
    values = {key: one for key, one in base.values.items() if key not in (*_NAMED, "quotes")}
    proposed = {key: one for key, one in kept.items() if key not in context.given}
    values |= proposed
    for section in _NAMED:
        values[section] = {**_handed_on(context, section), **kept.get(section, {})}
    open_keys = [*base.values.get("suggested", ()), *(key for key in _OF_BRIEF if key in proposed)]
    values["suggested"] = list(dict.fromkeys(open_keys))
    ordered = {key: values[key] for key in _ORDER if values.get(key)}
    quotes = _quotes(article, kept.get("quotes", {}))
    undated = base.is_undated and "date" not in proposed
    return Draft(ordered, quotes, (), is_undated=undated, refused=refused)


def _handed_on(context: DraftContext, section: str) -> Values:
    last = context.last.get(section, {})
    return {key: one for key, one in last.items() if f"{section}.{key}" not in context.shared}


def _quotes(article: Article, records: Values) -> tuple[QuoteRecord, ...]:
    """Return the quotes with their places in the text."""
    content = ArticleContent(replace(article, original=b""))
    made = []
    for key, values in records.items():
        check = content.quote(values["text"], values.get("from", ""))
        places = (check.place, *check.candidates) if check else ()
        place = next((TextRange(one.start, one.end) for one in places if one), TextRange(0, 0))
        made.append(QuoteRecord(key, values, (), "proposed", "", place, None))
    return tuple(made)
