"""A brief with everything known about it, and the display names of its parts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefing.catalogue.values import sharing_label, standing
from briefing.loader.problems import Problem
from briefing.model.references import Target
from briefing.model.rows import whose_word
from briefing.text.ranges import Highlighter, no_highlight
from briefing.view.signs import UNICODE, Signs

if TYPE_CHECKING:  # Both take time to load, which the first screen does not wait for.
    from briefing.evidence import Archive, QuoteCheck
    from briefing.model.brief import Agreement, Brief


class BriefView(NamedTuple):
    """A brief as it is shown to one person."""

    brief: "Brief"
    """With the store's shared parties, people, sources and issues in it."""
    checks: Mapping[str, "QuoteCheck"] = MappingProxyType({})
    """The checks of its quotes, by the quote's key."""
    archives: Mapping[str, "Archive"] = MappingProxyType({})
    """The archived texts, by source."""
    meta: tuple[tuple[str, str], ...] = ()
    """Keys of foreign front matter that the format does not know."""
    problems: tuple[Problem, ...] = ()
    """The problems of the file."""
    lists_problems: bool = True
    """Whether they are listed, each with its place in the file, or only counted."""
    broken: bool = False
    """Whether the file could not be read as a brief, so that only its problems are known."""
    missing: tuple[str, ...] = ()
    """The dotted paths of what an error keeps from being read; an empty one for an unknown part."""
    rounds: int | None = None
    """How many rounds the process has."""
    signs: Signs = UNICODE
    """The signs to use."""
    highlighter: Highlighter = no_highlight
    """Finds what to highlight in texts."""
    sought: Highlighter = no_highlight
    """Finds the highlighted words that a search goes to first; none if any will do."""
    notes: Mapping[str, str] = MappingProxyType({})
    """The person's own notes, by record; those on the whole brief under the empty key."""
    tags: tuple[str, ...] = ()
    """The person's own tags on the brief."""
    replaced_by: str = ""
    """The id of the brief that supersedes it."""
    chosen: Target | None = None
    """The place in a source that was asked for."""

    @property
    def standing(self) -> str:
        """The words for a superseded brief or a draft; empty for a current one."""
        return standing(self.replaced_by, self.brief.status or "")

    @property
    def sharing_label(self) -> str:
        """The Traffic Light Protocol's mark, where it restricts sharing."""
        return sharing_label(self.brief.handling or "")

    @property
    def cautions(self) -> list[str]:
        """The restriction on sharing and `standing`, which go with each record passed on alone."""
        return [caution for caution in (self.sharing_label, self.standing) if caution]

    def dotted(self, *parts: str | None) -> str:
        """Return the non-empty parts in one line, with dots between them."""
        return f" {self.signs.dot} ".join(filter(None, parts))

    def party(self, slug: str) -> str:
        """Return the name of a party, or its slug where it has none."""
        party = self.brief.parties.get(slug)
        return party.name if party else slug

    def issue(self, slug: str) -> str:
        """Return the title of an issue, or its slug where it has none."""
        issue = self.brief.issues.get(slug)
        return issue.title if issue else slug

    def speaker(self, slug: str | None) -> tuple[str, str]:
        """Return the name of the speaker, and of the party spoken for (empty for a party)."""
        if slug is None:
            return "speaker not named", ""
        person = self.brief.people.get(slug)
        if person is None:
            return self.party(slug), ""
        return person.name, self.party(person.party) if person.party else ""

    def whose_word(self, agreement: "Agreement") -> str:
        """Return which parties state an agreement, and which of its parties do not."""
        dot = f" {self.signs.dot}"
        return whose_word(agreement.parties, agreement.attested_by, self.party_in_short, dot)

    def party_in_short(self, slug: str) -> str:
        """Return the party's short name, or its name."""
        party = self.brief.parties.get(slug)
        return (party.short if party else None) or self.party(slug)


def in_words(names: Sequence[str]) -> str:
    """Return `A`, `A and B`, or `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def verdict_counts(view: BriefView) -> str:
    """Return `5 verbatim, 1 typography`, most frequent first; empty without quotes."""
    counted = Counter(check.says for check in view.checks.values()).most_common()
    return ", ".join(f"{count} {verdict}" for verdict, count in counted)
