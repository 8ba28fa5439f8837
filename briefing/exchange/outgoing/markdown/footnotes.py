"""Footnotes over several briefs: one for each cited record, under a label that never changes."""

from collections.abc import Iterable, Iterator

from briefing.exchange.outgoing.markdown.markdown_notation import escaped
from briefing.exchange.outgoing.reading_entries import ReadingEntry
from briefing.model.references import Target
from briefing.view.markdown import inline
from briefing.view.spans import plain

_MOST = 300  # characters of a text in a footnote


class Footnotes:
    """The footnotes of one document."""

    def __init__(self, briefs: Iterable[str]) -> None:
        """Write a document of these briefs."""
        self._briefs = frozenset(briefs)
        self._cited: dict[tuple[str, str], str] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        self._own: list[str] = []

    def define(self, brief: str, entry: ReadingEntry, cautions: Iterable[str]) -> None:
        """Say what the footnote of a record is, if the record is cited."""
        self._texts[brief, entry.key] = _text(f"{brief}#{entry.key}", entry, cautions)

    def of(self, brief: str, target: Target) -> str:
        """Return the footnote for what a brief refers to: `[^vienna-2014-q1]`."""
        key = target.record or target.source
        return f"[^{self._label(target.brief or brief, key)}]"

    def of_own(self, brief: str, name: str) -> str:
        """Return the footnote for one that the prose of a brief defines itself."""
        return f"[^{brief}.note-{name}]"

    def _label(self, brief: str, key: str) -> str:
        """Return `brief-key`, or `brief.key` where that is the label of another record."""
        label = self._cited.get((brief, key))
        if label is None:
            label = f"{brief}-{key}"
            if self._labels.setdefault(label, (brief, key)) != (brief, key):
                label = f"{brief}.{key}"
            self._cited[brief, key] = label
        return label

    def lines(self) -> Iterator[str]:
        """Yield the definition of each footnote, in the order of the first references."""
        for (brief, key), label in self._cited.items():
            text = self._texts.get((brief, key))
            if text is None:
                where = "" if brief in self._briefs else ", which is not part of this export"
                text = escaped(f"{brief}#{key}{where}")
            yield f"[^{label}]: {text}"


def _text(ref: str, entry: ReadingEntry, cautions: Iterable[str]) -> str:
    words = entry.words if entry.is_paraphrase or not entry.words else f"“{entry.words}”"
    said = words or plain(inline(entry.prose))
    short = said if len(said) <= _MOST else f"{said[:_MOST].rstrip()}…{'”' if words else ''}"
    places: dict[str, list[str]] = {}
    for one in entry.cited:
        places.setdefault(one.name, []).append(one.label)
    cited = (" ".join(filter(None, (name, *labels))) for name, labels in places.items())
    asides = (aside for aside in entry.asides if aside.startswith("?"))
    facts = "; ".join([*entry.facts, *cited, *filter(None, [entry.address]), *asides])
    head = ": ".join(filter(None, (entry.title, " ".join(short.split()))))
    said = " — ".join(filter(None, (head, facts)))
    return escaped(" · ".join([*cautions, said, ref]))
