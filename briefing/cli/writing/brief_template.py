"""The part of a new brief that is not written yet: the format as comments, ready to be used."""

from collections.abc import Mapping, Sequence
from typing import Any

BEGIN = "## What follows is"
"""How the part begins."""
_HEAD = f"""\
{BEGIN} the rest of the format. Lines with "##" explain; take the "# " away from others.
# bottom_line: What came of it, in one sentence.
# tags: [example]
# handling: green
"""
_PARTIES = """
## Who negotiates; keys such as "{north}" are yours to choose, and mean the same in every brief.
# parties:
#   {north}: {{name: Nordland, kind: state, role: party}}
#   {south}: {{name: Sudland, kind: state, role: party}}
"""
_PEOPLE = """
## Who speaks, with the party and the role as of this brief.
# people:
#   {person}: {{name: Eva Berg, party: {north}, role: minister}}
"""
_ISSUES = """
## What it is about; the same key in the next round of the process is the same thread.
# issues:
#   {issue}: Fishing in the strait
"""
_SECTIONS = {"parties": _PARTIES, "people": _PEOPLE, "issues": _ISSUES}
_REST = """
## What it rests on. With the text stored, quotes can be checked: briefing archive {id} article FILE
# sources:
#   article:
#     kind: news
#     title: The headline of the article
#     publisher: The newspaper
#     url: https://example.org/article

## attested_by: those who say that it exists. Two make an agreement, one makes a claim.
# agreements:
#   a1:
#     issue: {issue}
#     text: What was agreed.
#     parties: [{parties}]
#     attested_by: [{north}]
#     support: [article]

## stance: proposes, demands, supports, accepts, conditional, rejects, disputes or unreported.
# disagreements:
#   d1:
#     issue: {issue}
#     question: What is disputed?
#     positions:
#       {north}: {{stance: demands, text: What it demands.}}
{other}
# proposals:
#   pr1: {{issue: {issue}, by: {north}, text: What was offered.{to}}}

## The words alone, without their quotation marks; article#p3 is the third paragraph of the text.
# quotes:
#   q1: {{who: {person}, text: the words as they were said, kind: partial, from: article}}

# timeline:
# - {{date: {date}, text: What happened.}}

# next:
# - {{text: What comes next.}}

# unknown:
# - What the sources do not say.
"""


def template(values: Mapping[str, Any], shared: Mapping[str, Sequence[str]], brief_id: str) -> str:
    """Return the rest of a new brief as comments.

    Its examples use the parties, people and issues that the brief has, or those of the store by
    section, `shared`. Without the comment signs, all of it is a valid brief.
    """
    has = {key: [*values.get(key, ()), *shared.get(key, ())] for key in _SECTIONS}
    north, *others = has["parties"] or ("nordland", "sudland")
    south = others[0] if others else ""
    names = {
        "id": brief_id, "date": values["date"], "north": north, "south": south,
        "person": (has["people"] or ["berg"])[0], "issue": (has["issues"] or ["strait"])[0],
        "parties": f"{north}, {south}" if south else north,
        "other": f"#       {south}: {{stance: unreported}}\n" if south else "",
        "to": f", to: {south}" if south else "",
    }  # fmt: skip
    missing = [text for key, text in _SECTIONS.items() if not has[key]]
    return "\n" + "".join([_HEAD, *missing, _REST]).format(**names)
