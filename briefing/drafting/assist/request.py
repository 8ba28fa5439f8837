"""What a program is given that proposes a brief: instructions, a schema, the numbered article."""

import json
from typing import Any

from briefing.drafting.article import Article
from briefing.drafting.draft import numbered_text
from briefing.loader.schema import schema

TAKEN = (
    "title", "date", "place", "tags", "bottom_line", "summary", "parties", "people", "issues",
    "agreements", "disagreements", "proposals", "quotes", "timeline", "next", "unknown",
)  # fmt: skip
"""The keys of a brief that an answer may have; the person or the program itself knows the rest."""

_INSTRUCTIONS = """\
You read one article on a negotiation and propose a structured brief of it.

Answer with one JSON object that is valid by the schema below, and with nothing else.

- Use the article alone. Nothing that you know besides, no name, no figure and no date that it does
  not hold: whatever the text does not show is thrown away.
- quotes: the words exactly as they stand, without the quotation marks around them; "from" is
  "article#pN" with the number of their paragraph; no paraphrases.
- people and parties: the names as the article writes them, by keys in lower case such as "umerov".
- agreements: "attested_by" names only the parties that the article reports as stating that the
  agreement exists; one side's claim is attested by that side alone.
- positions: "unreported" where the article is silent on a party; guess no stance.
- "support" is a list of places such as "article#p3"; in prose, [^a1] refers to a record.
- A person checks every value. What you leave out costs nothing; what you make up costs trust.

"""


def request_text(article: Article) -> str:
    """Return what a program is given: the same for the same article, and nothing of the store."""
    written = json.dumps(answer_schema(), ensure_ascii=False, separators=(",", ":"))
    return (
        f"{_INSTRUCTIONS}JSON Schema:\n\n{written}\n\n"
        f"Article, by paragraphs:\n\n{numbered_text(article)}"
    )


def answer_schema() -> dict[str, Any]:
    """Return the schema of a brief with the keys of `TAKEN` alone."""
    made = schema()
    properties = {key: made["properties"][key] for key in TAKEN}
    definitions = made["definitions"]
    for record in definitions.values():
        for key in ("suggested", "extra", "archive", "sha256"):
            record.get("properties", {}).pop(key, None)
    used = {name: one for name, one in definitions.items() if name != "Source"}
    return {
        "$schema": made["$schema"], "type": "object", "properties": properties,
        "required": ["title", "summary"], "additionalProperties": False, "definitions": used,
    }  # fmt: skip
