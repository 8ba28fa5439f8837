"""Articles with labelled quotations: PolNeAR (brat's files) and German Wikinews (JSON).

Quotations of three words or more count, found by their marks alone; a label belongs to one if what
it marks as said covers four fifths of it; who speaks and who relays it are labels of one quotation.
Lines are split at newlines only: labels count U+2028.
"""

import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from briefing.evidence.verdicts import TextRange
from tests.tools.shared_texts import SHARED

ENGLISH = SHARED / "data" / "polnear-train-dev.tar.xz"
GERMAN = SHARED / "data" / "german-quotes.tar.xz"
_LEAST_WORDS = 3
_COVERED = 0.8
_MARKED = re.compile(r"“([^“”\n]*)”|\"([^\"\n]*)\"")
_HELD_BACK = 5  # every fifth German article is held back


class Label(NamedTuple):
    """Who is labelled as the source of words, and by what cue."""

    source: tuple[TextRange, ...]
    cue: tuple[TextRange, ...]


class LabelledQuotation(NamedTuple):
    """One quotation with its labels; none for one that is not labelled as said."""

    start: int
    end: int
    labels: tuple[Label, ...]


class LabelledArticle(NamedTuple):
    """One article."""

    text: str
    quotations: tuple[LabelledQuotation, ...]
    name: str = ""
    """The name of its file."""


def paragraphs_of(text: str) -> list[TextRange]:
    """Return the lines of a text that are not blank: each is a paragraph in these corpora."""
    found, at = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            found.append(TextRange(start, start + len(bare)))
        at += len(line) + 1
    return found


def english(part: str, path: Path = ENGLISH) -> list[LabelledArticle]:
    """Return the articles of `train` or `dev`."""
    texts: dict[str, str] = {}
    labels: dict[str, str] = {}
    with tarfile.open(path) as tar:
        for member in tar:
            inside = PurePosixPath(member.name)
            file = tar.extractfile(member) if member.isfile() and part in inside.parts else None
            if file is not None and inside.suffix in (".txt", ".ann"):
                kept = texts if inside.suffix == ".txt" else labels
                kept[inside.stem] = file.read().decode()
    own: dict[str, list[tuple[tuple[TextRange, ...], Label]]] = defaultdict(list)
    for name, label in labels.items():
        own[name if name in texts else name.rpartition("_")[0]] += _attributions(label)
    return [LabelledArticle(text, _matched(text, own[name]), name) for name, text in texts.items()]


def _attributions(label: str) -> Iterator[tuple[tuple[TextRange, ...], Label]]:
    spans: dict[str, tuple[TextRange, ...]] = {}
    for line in label.split("\n"):
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 1:
            pieces = parts[1].partition(" ")[2].split(";")
            spans[parts[0]] = tuple(TextRange(*map(int, piece.split())) for piece in pieces)
    for line in label.split("\n"):
        parts = line.split("\t")
        if line.startswith("E") and len(parts) > 1:
            roles: dict[str, tuple[TextRange, ...]] = defaultdict(tuple)
            for word in parts[1].split():
                role, _, name = word.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(name, ())
            yield roles["Content"], Label(roles["Source"], roles["Cue"])


def _matched(
    text: str, own: list[tuple[tuple[TextRange, ...], Label]]
) -> tuple[LabelledQuotation, ...]:
    found = []
    for match in _MARKED.finditer(text):
        start, end = match.span(1 if match[1] is not None else 2)
        if len(text[start:end].split()) >= _LEAST_WORDS:
            labels = [label for said, label in own if _covers(said, start, end)]
            found.append(LabelledQuotation(start, end, tuple(labels)))
    return tuple(found)


def _covers(said: tuple[TextRange, ...], start: int, end: int) -> bool:
    covered = sum(
        max(0, min(end, one.end) - max(start, one.start))
        for one in {(one.start, one.end): one for one in said}.values()
    )
    return bool(said) and covered >= _COVERED * (end - start)


def german(part: str, path: Path = GERMAN) -> list[LabelledArticle]:
    """Return the articles of `train`, or of `dev`: every fifth."""
    found = []
    with tarfile.open(path) as tar:
        members = sorted((m for m in tar if m.name.endswith(".json")), key=lambda m: m.name)
        for index, member in enumerate(members):
            file = tar.extractfile(member)
            if file is not None and (index % _HELD_BACK == 0) == (part == "dev"):
                found.append(_german_article(json.loads(file.read())))
    return found


def _german_article(values: dict[str, object]) -> LabelledArticle:
    text = str(values["text"])
    found: dict[tuple[int, int], tuple[Label, ...]] = {}
    annotations = values["annotations"]
    assert isinstance(annotations, list)
    for one in annotations:
        start, end = one["quote"][0]  # the first part of it
        is_long = len(text[start:end].split()) >= _LEAST_WORDS
        if one["type"] == "Direct" and one["speaker"] and is_long:
            spans = [tuple(TextRange(*span) for span in one[key]) for key in ("speaker", "cue")]
            label = Label(spans[0], spans[1])
            found[start, end] = (*found.get((start, end), ()), label)
    quotations = (LabelledQuotation(*span, labels) for span, labels in found.items())
    return LabelledArticle(text, tuple(quotations))
