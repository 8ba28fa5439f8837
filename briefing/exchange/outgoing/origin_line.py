"""The line that says where an export is from."""

from collections.abc import Sequence
from pathlib import Path

from briefing.model.dates import readable, today
from briefing.text.clean import clean
from briefing.view.brief.brief_view import in_words

_MOST_NAMED = 12  # briefs behind an export


def origin_of(briefs: Sequence[str], folder: Path) -> str:
    """Return `From a and b in the store “briefs”, exported 30 November 2026.`

    It follows the links of `folder`: for a worker thread.
    """
    named = list(briefs[:_MOST_NAMED])
    if more := len(briefs) - len(named):
        named.append(f"{more:,} more")
    lead = f"From {in_words(named)} in the" if named else "From the"
    store = clean(folder.resolve().name, line=True)
    return f"{lead} store “{store}”, exported {readable(today().isoformat())}."
