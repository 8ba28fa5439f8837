"""Stores of odd names, archives and nested shared records: pulled, they are as published."""

import json
import os
import unicodedata
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from briefing.store.store import Store
from tests.shared.conftest import SharedStore, brief, tree
from tests.shared.server import Server

pytest.importorskip("psycopg", reason="needs the extra postgres")

PLAIN = (
    "a b", " leads", "trails ", "Zürich", unicodedata.normalize("NFD", "Zürich"), "é", "e\u0301",
    "😀", "👩\u200d🚀", "-rf", "--help", "Case", "case", "CASE", "#", "#1", "a#b", "dot.", "a..b",
    "a:b", "%41", "it's", '"', "*", "[x]", "a?b", "CON", "日本", "ﬁ", "İ", "x" * 240, "ü" * 118,
    "日" * 78, "$HOME", "`id`", "{}", "@7", "a,b", "a;b", "a=b", "(1)", "&", "!", "|",
)  # fmt: skip
"""Names that a brief can give of its archive, without an ending."""
NAMES = st.one_of(
    st.sampled_from(PLAIN),
    st.sampled_from(
        ("a\nb", "\n", "a\rb", "a\tb", "\x1b[31m", "\x7f", "\u202e", "\u200b", "\u2028", "\\",
         "\\n", "a\\udce9", os.fsdecode(b"caf\xe9"), os.fsdecode(b"\xff\xfe"), "\ue000", "\ufeff")
    ),
    st.text(
        st.characters(exclude_characters="/\0.~", exclude_categories=["Cs"]), min_size=1,
        max_size=20,
    ),
)  # fmt: skip
FOLDERS = st.lists(NAMES, max_size=3).map(tuple)
MARKS = st.sampled_from(("", "clear", "green", "amber+strict", "red"))


class OddBrief(NamedTuple):
    """A brief to write."""

    suffix: str
    mark: str
    rests_on: int
    """The archive, counted around; below 0 for none."""


def composed(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part) for part in path)


BRIEFS = st.dictionaries(
    st.tuples(FOLDERS, NAMES),
    st.builds(
        OddBrief, st.sampled_from((".md", ".yaml", ".json", ".YML")), MARKS, st.integers(-1, 3)
    ),
    max_size=6,
)
ARCHIVES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3).map(tuple),
        st.sampled_from(("", ".txt", ".yaml", ".md")),
        st.text(max_size=40).map(str.encode),
    ),
    max_size=4,
    unique_by=lambda archive: composed(archive[0]),
)


def sources(archive: str) -> str:
    """Return the sources of a brief with an archive, named as people type it."""
    return f"sources: {{s: {{kind: news, archive: {json.dumps(archive, ensure_ascii=False)}}}}}\n"


def write_archives(folder: Path, archives: list[tuple[tuple[str, ...], str, bytes]]) -> list[str]:
    """Write archives, and return their paths, composed."""
    paths = []
    for number, (parts, suffix, data) in enumerate(archives):
        above = folder / f"archives-{number}" / Path(*parts[:-1])
        above.mkdir(parents=True)
        (above / f"{parts[-1]}{suffix}").write_bytes(b"x" + data)
        paths.append("/".join((f"archives-{number}", *composed(parts))) + suffix)
    return paths


def write_store(
    folder: Path, briefs: Mapping[tuple[tuple[str, ...], str], OddBrief], archives: list[str]
) -> None:
    for number, ((folders, name), odd) in enumerate(briefs.items()):
        place = folder.joinpath(*(f"f{each}" for each in folders))
        place.mkdir(parents=True, exist_ok=True)
        text = brief(f"T{number}", odd.mark, id=f"b-{number}")
        if archives and odd.rests_on >= 0:
            text += sources(archives[odd.rests_on % len(archives)])
        if odd.suffix == ".md":
            text = f"---\n{text}---\n"
        elif odd.suffix == ".json":
            text = f'{{"title": "T", "date": "2025", "summary": "s", "id": "b-{number}"}}'
        (place / f"{name}{odd.suffix}").write_text(text)


def write_shared(folder: Path, archives: list[str]) -> None:
    """Write shared records into the folders of briefs; each archive is named by one at least."""
    own = [place for place in sorted(folder.rglob("f*")) if place.is_dir()]
    for number, place in enumerate([folder, *own]):
        text = f"issues: {{i-{number}: I}}\nparties: {{p-{number}: {{name: P}}}}\n"
        named = archives if number == 0 else archives[number : number + 1]
        text += "sources:\n" * bool(named) + "".join(
            f"  s-{number}-{nth}: {{kind: news, archive: {json.dumps(each, ensure_ascii=False)}}}\n"
            for nth, each in enumerate(named)
        )
        (place / "store.yaml").write_text(text)


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in Store(folder).check()]


@settings(
    max_examples=max(5, settings().max_examples // 40), deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(briefs=BRIEFS, archives=ARCHIVES, gone=st.integers(0, 5))
def test_stores_with_odd_names_come_back_byte_for_byte(
    server: Server, tmp_path_factory: pytest.TempPathFactory, briefs, archives, gone: int
):
    folder, pulled = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b")
    paths = write_archives(folder, archives)
    write_store(folder, briefs, paths)
    write_shared(folder, paths)
    there = tree(folder)
    with closing(SharedStore(server)) as shared:
        refused = shared.publish(folder).plan.refused
        event("refused" if refused else "published")
        if refused:
            assert any(problem.severity == "error" for problem in Store(folder).check())
            return
        shared.pull(pulled)
        assert tree(pulled) == there
        assert problems(pulled) == problems(folder)
        assert shared.publish(folder).done == shared.publish(pulled, "ben").done == 0
        assert shared.pull(pulled) == (0, 0, ())
        for path in sorted(path for path in there if not path.startswith("archives-"))[:gone]:
            (folder / path).unlink()
        shared.publish(folder)
        shared.pull(pulled)
    left = {path for path in tree(pulled) if not path.startswith("archives-")}
    assert left == {path for path in tree(folder) if not path.startswith("archives-")}
    assert problems(pulled) == problems(folder)
