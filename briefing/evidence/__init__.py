"""Quote checks: a quotation and archived texts in, a verdict and a place out; pure."""

from briefing.evidence.archive import MAX_SEARCHED, Archive, paragraphs, searched
from briefing.evidence.budget import MAX_COMPARED, Budget
from briefing.evidence.differing import differing
from briefing.evidence.figures import figures_missing
from briefing.evidence.findings import (
    NO_ARCHIVE,
    PARAPHRASE,
    Change,
    Finding,
    Place,
    Span,
    SpeakerCheck,
    Verdict,
)
from briefing.evidence.judging import judge
from briefing.evidence.sentences import sentences, uncited_sentences
from briefing.evidence.speakers import Speakers

__all__ = [
    "MAX_COMPARED",
    "MAX_SEARCHED",
    "NO_ARCHIVE",
    "PARAPHRASE",
    "Archive",
    "Budget",
    "Change",
    "Finding",
    "Place",
    "Span",
    "SpeakerCheck",
    "Speakers",
    "Verdict",
    "differing",
    "figures_missing",
    "judge",
    "paragraphs",
    "searched",
    "sentences",
    "uncited_sentences",
]
