"""Quotations that are kept of saved pages: `python -m tests.benchmarks pages [--json]`.

Real pages, and articles of a corpus, each put into one of many shapes of pages; with the extra
`web` and without it. Those of three words and more count, and must stand in the text word for word.
"""

import re
import tarfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import pytest

from briefing.drafting.article import read_article
from briefing.drafting.article.html import readable
from tests.benchmarks.report import Figure, Plan, SkippedError
from tests.tools.page_shapes import FOREIGN, shapes
from tests.tools.shared_texts import SHARED

_QUOTED = re.compile(r"[“\"«]\s?([^“”\"«»]{8,600}?)\s?[”\"»]")
_CORPUS = "data/polnear-train-dev.tar.xz"
_LEAST = 99.0
_WORDS = 3


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure the share of quotations kept, with the extra and without."""
    pages = [*_real(), *_shaped()]
    if not pages:
        raise SkippedError(f"{_CORPUS} is not beside this checkout")
    ways = [("without the extra web", False)]
    if readable.is_installed():
        ways.insert(0, ("with the extra web", True))
    for name, installed in ways:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(readable, "is_installed", lambda installed=installed: installed)
            kept, all_of_them, foreign = _counted(pages)
        yield Figure(
            f"quotations kept, {name}", 100 * kept / all_of_them, unit="%", least=_LEAST,
            beside={"kept": kept, "of": all_of_them, "pages": len(pages), "with more": foreign},
        )  # fmt: skip


def _counted(pages: Sequence[tuple[bytes, Sequence[str]]]) -> tuple[int, int, int]:
    """Return how many quotations are kept, of how many, and how many pages keep too much."""
    kept = all_of_them = foreign = 0
    for page, quoted in pages:
        text = " ".join(read_article(page, "page.html").text.split())
        kept += sum(one in text for one in quoted)
        all_of_them += len(quoted)
        foreign += FOREIGN in text
    return kept, all_of_them, foreign


def _quotations(texts: Sequence[str]) -> list[str]:
    found = (" ".join(one.split()) for text in texts for one in _QUOTED.findall(text))
    return [one for one in found if len(one.split()) >= _WORDS]


def _real() -> Iterator[tuple[bytes, list[str]]]:
    """Yield the sample pages; all that stands between the first and last kept paragraph counts."""
    for path in sorted(Path(SHARED / "data/samples").glob("*.html")):
        data = path.read_bytes()
        kept = read_article(data, path.name).paragraphs
        whole = read_article(data, path.name, whole=True).paragraphs
        yield data, _quotations(whole[whole.index(kept[1]) : whole.index(kept[-1]) + 1])


def _shaped() -> Iterator[tuple[bytes, list[str]]]:
    """Yield pages with the articles of the corpus, in all shapes in turn."""
    if not (SHARED / _CORPUS).exists():
        return
    names = cycle(shapes("", [""] * 4))
    with tarfile.open(SHARED / _CORPUS) as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith(".txt") else None
            texts = re.split(r"\n\s*\n", file.read().decode()) if file else []
            title, *rest = [text.strip() for text in texts if text.strip()] or [""]
            if len(rest) >= 4:
                body = shapes(title, rest)[next(names)]
                page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
                yield page.encode(), _quotations(rest)
