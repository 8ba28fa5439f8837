"""A quotation and archived texts in, a verdict and a place out; pure, reads no files.

`judge` tries the verdicts in order: verbatim, typography, omissions (`match`, `omissions`), then
the `nearest` passage. Imports `model`, `text` and `errors`.
"""

from briefing.evidence.archive import MAX_SEARCHED, Archive, searched
from briefing.evidence.budget import MAX_COMPARED, Budget
from briefing.evidence.judgement import judge
from briefing.evidence.nearest.differences import differing
from briefing.evidence.paragraph_marks import paragraphs
from briefing.evidence.speakers import Speakers
from briefing.evidence.unsupported import figures_missing, sentences, uncited_sentences
from briefing.evidence.verdicts import (
    NO_ARCHIVE,
    PARAPHRASE,
    DiffRun,
    Place,
    QuoteCheck,
    SpeakerCheck,
    TextRange,
    Verdict,
)

__all__ = [
    "MAX_COMPARED", "MAX_SEARCHED", "NO_ARCHIVE", "PARAPHRASE", "Archive", "Budget", "DiffRun",
    "Place", "QuoteCheck", "SpeakerCheck", "Speakers", "TextRange", "Verdict", "differing",
    "figures_missing", "judge", "paragraphs", "searched", "sentences", "uncited_sentences",
]  # fmt: skip
