"""Files that are no briefs: archives, documents, settings and data of other programs, patterns."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.catalogue.index import refresh
from briefing.store.files import Ignore
from briefing.store.store import Store
from tests.tools.indexed_store import refreshed

HEAD = "title: Talks\ndate: 2025-07-23\nsummary: They met.\n"
NOTE = "# A note\n\nThey met.\n"


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        put(folder, name, text)


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def listed(folder: Path, *, ignore: tuple[str, ...] = ()) -> list[str]:
    catalogue = refreshed(folder)
    refresh.refresh(catalogue, Store(folder, ignore=ignore))
    rows = catalogue.rows(catalogue.ids())
    return sorted(row.path for row in rows)


def noted(folder: Path) -> dict[str, str]:
    problems = Store(folder).check()
    assert not [one for one in problems if one.severity == "error"]
    return {one.path: one.message for one in problems if one.code == "not-a-brief"}


# --- archives -----------------------------------------------------------------------------------


def naming(*archives: str) -> str:
    sources = {f"s{n}": {"kind": "news", "archive": name} for n, name in enumerate(archives)}
    return f"{HEAD}sources: {json.dumps(sources)}\n"


@pytest.mark.parametrize(
    ("archive", "text"),
    [
        ("sources/article.md", NOTE),
        ("article.md", "---\ntitle: Clipped\ntags: [a]\n---\nText.\n"),
        ("deep/er/article.MD", NOTE),
        ("sources/data.json", '{"title": "A", "date": "2025", "summary": "x"}'),
        ("sources/feed.yaml", "title: [broken\n"),
        ("sources/record.yml", HEAD),
        ("cafe\u0301/e\u0301tude.md", NOTE),
        ("статья.md", NOTE),
        ("記事.md", NOTE),
        ("a b.md", NOTE),
        ("README.md", HEAD),
    ],
)
def test_what_a_brief_names_as_its_archive_is_no_brief(
    tmp_path: Path, archive: str, text: str
) -> None:
    put(tmp_path, archive, text)
    put(tmp_path, "b.yaml", naming(archive))
    assert listed(tmp_path) == ["b.yaml"]
    assert noted(tmp_path)[archive] == ("not a brief: b.yaml names it as the archive of a source")


@pytest.mark.parametrize("written", ["./a.md", "sources/../a.md", "caf\u00e9.md", "link.md"])
def test_an_archive_is_known_however_its_path_is_written(tmp_path: Path, written: str) -> None:
    (tmp_path / "sources").mkdir()
    put(tmp_path, "cafe\u0301.md" if "caf" in written else "a.md", NOTE)
    if written == "link.md":
        (tmp_path / "link.md").symlink_to("a.md")
    put(tmp_path, "b.yaml", naming(written))
    assert listed(tmp_path) == ["b.yaml"]
    assert len(noted(tmp_path)) == 1


def test_an_archive_of_the_shared_records_is_no_brief(tmp_path: Path) -> None:
    put(tmp_path, "a.md", NOTE)
    put(tmp_path, "store.yaml", "sources: {s: {kind: news, archive: a.md}}\n")
    put(tmp_path, "b.yaml", HEAD)
    assert listed(tmp_path) == ["b.yaml"]
    assert "store.yaml names it" in noted(tmp_path)["a.md"]


def test_a_brief_does_not_hide_itself(tmp_path: Path) -> None:
    put(tmp_path, "b.yaml", naming("b.yaml"))
    assert listed(tmp_path) == ["b.yaml"]


def test_an_archive_comes_and_goes_with_what_names_it(tmp_path: Path) -> None:
    put(tmp_path, "a.md", NOTE)
    put(tmp_path, "b.yaml", HEAD)
    catalogue, store = refreshed(tmp_path), Store(tmp_path)

    def paths() -> list[str]:
        refresh.refresh(catalogue, store)
        again = refresh.refresh(catalogue, store)
        assert again == refresh.Changes(0, 0, 0, len(list(tmp_path.iterdir())))
        rows = sorted(row.path for row in catalogue.rows(catalogue.ids()))
        assert rows == listed(tmp_path)
        return rows

    steps = [
        (naming("a.md"), ["b.yaml"]), (HEAD + "lang: en\n", ["a.md", "b.yaml"]),
        (naming("./a.md"), ["b.yaml"]),
    ]  # fmt: skip
    assert paths() == ["a.md", "b.yaml"]
    for text, expected in steps:
        put(tmp_path, "b.yaml", text)
        assert paths() == expected
    put(tmp_path, "a.md", NOTE + "More.\n")
    assert paths() == ["b.yaml"]
    put(tmp_path, "c.yaml", naming("a.md"))
    assert paths() == ["b.yaml", "c.yaml"]
    (tmp_path / "b.yaml").unlink()
    assert paths() == ["c.yaml"]
    (tmp_path / "c.yaml").unlink()
    assert paths() == ["a.md"]


def test_two_files_that_name_each_other_are_both_archives(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", naming("b.yaml"))
    put(tmp_path, "b.yaml", naming("a.yaml"))
    put(tmp_path, "c.yaml", HEAD)
    assert listed(tmp_path) == ["c.yaml"]
    assert set(noted(tmp_path)) == {"a.yaml", "b.yaml"}


# --- documents, settings, data ------------------------------------------------------------------

DOCUMENTS = [
    "README.md", "readme.md", "Readme.de.md", "README_zh-CN.md", "deep/README.MD", "CHANGELOG.md",
    "changelog-2.x.md", "LICENSE.md", "LICENSE-MIT.md", "licence.md", "CONTRIBUTING.md",
    "contributing.fr.md", "CODE_OF_CONDUCT.md", "code-of-conduct.md", "SECURITY.md",
    "security.pt-br.md",
]  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_about_a_folder_is_no_brief_unless_it_is_one(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, NOTE)
    assert listed(tmp_path) == []
    assert "document about its folder" in noted(tmp_path)[name]
    put(tmp_path, name, "---\nbrief: 1\nid: a\ntitle: A\ndate: 2025-01-02\n---\nThey met.\n")
    assert listed(tmp_path) == [name]
    assert noted(tmp_path) == {}


@pytest.mark.parametrize(
    "name",
    ["security-council-2025.md", "Security Council.md", "contributing-nations.md", "licensing.md",
     "read.md", "the-readme.md", "securities.md", "change.md", "package.md", "index.md"],
)  # fmt: skip
def test_an_ordinary_name_is_a_brief(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, NOTE)
    assert listed(tmp_path) == [name]


OTHERS = {
    "package.json": '{"name": "x", "title": "A", "version": "1"}',
    "package-lock.json": '{"lockfileVersion": 3}',
    "tsconfig.json": '{ // comments\n  "compilerOptions": {} }',
    "mkdocs.yml": "site_name: A\ntheme: {name: material}\nx: !!python/name:a.b.c\n",
    "_config.yml": "title: My site\nlang: en\n",
    "docker-compose.yml": "x: &a {b: c}\nservices: {d: {<<: *a}}\n",
    "docker-compose.prod.yaml": "services: {}\n",
    "_data/members.yml": "- name: A\n- name: B\n",
    "data.json": "[1, 2, 3]",
    "geo.json": '{"type": "FeatureCollection", "features": []}',
    "values.yaml": "replicas: 2\nimage: {{ .Values.image }}\n",
    "conda.yaml": "channels: [a]\ndependencies: [b]\n",
    "k8s.yaml": "apiVersion: v1\n---\napiVersion: v2\n",
    "openapi.yaml": "openapi: 3.1.0\ninfo: {}\npaths: {}\n",
    "i18n/de.json": '{"hello": "Hallo"}',
}


@pytest.mark.parametrize("name", OTHERS)
def test_files_of_other_programs_are_no_briefs_and_no_errors(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, OTHERS[name])
    put(tmp_path, "b.yaml", HEAD)
    assert listed(tmp_path) == ["b.yaml"]
    assert set(noted(tmp_path)) == {name}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "title: A\n"), ("a.yaml", "Title: A\nDate: 2025\n"), ("a.json", '{"date": "x"}'),
        ("a.yaml", "title: [unclosed\n"), ("a.json", '{"title": "A", "date": '),
        ("a.json", "["), ("a.json", "{"),
        ("a.yaml", "["), ("a.yaml", ""), ("a.yaml", "# only a comment\n"),
        ("a.yaml", "\ttitle: A\n"),
        ("a.yaml", "parties: {}\n"),
        ("package.json", '{"title": "A", "date": "x", "summary": "B"}'),
    ],
)  # fmt: skip
def test_a_bad_brief_is_still_an_error(tmp_path: Path, name: str, text: str) -> None:
    put(tmp_path, name, text)
    assert {one.severity for one in Store(tmp_path).check()} == {"error"}
    assert listed(tmp_path) == [name]


def test_a_file_becomes_a_brief_with_its_first_key(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "name: A\n")
    catalogue, store = refreshed(tmp_path), Store(tmp_path)
    assert list(catalogue.ids()) == []
    put(tmp_path, "a.yaml", HEAD)
    assert refresh.refresh(catalogue, store) == refresh.Changes(0, 1, 0, 0)
    assert len(catalogue.ids()) == 1
    put(tmp_path, "a.yaml", "name: A\n")
    refresh.refresh(catalogue, store)
    assert list(catalogue.ids()) == []
    assert refresh.refresh(catalogue, store) == refresh.Changes(0, 0, 0, 1)


# --- patterns -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patterns", "path", "left_out"),
    [
        ("drafts/**", "drafts/a.md", True), ("drafts/**", "drafts/b/a.md", True),
        ("drafts/**", "x/drafts/a.md", False), ("drafts/", "x/drafts/b/a.md", True),
        ("drafts", "drafts/a.md", True), ("*.tmp.md", "a/b.tmp.md", True),
        ("*.tmp.md", "a/tmp.md", False), ("/a.md", "a.md", True), ("/a.md", "b/a.md", False),
        ("a/*.md", "a/b.md", True), ("a/*.md", "a/b/c.md", False),
        ("**/old/*.md", "old/a.md", True),
        ("**/old/*.md", "b/c/old/a.md", True), ("a/**/z.md", "a/z.md", True),
        ("a/**/z.md", "a/b/c/z.md", True), ("?.md", "é.md", True), ("?.md", "ab.md", False),
        ("[a-c].md", "b.md", True), ("[!a-c].md", "b.md", False), ("[]a].md", "].md", True),
        ("[z-a].md", "b.md", False), ("caf\u00e9.md", "cafe\u0301.md", True),
        ("cafe\u0301/", "caf\u00e9/a.md", True), ("Notes.md", "notes.md", False),
        ("\\#a.md", "#a.md", True), ("#a.md", "#a.md", False), ("\\!a.md", "!a.md", True),
        ("*.md\n!keep.md", "keep.md", False), ("*.md\n!keep.md", "a/b.md", True),
        ("!keep.md\n*.md", "keep.md", True), ("a/\n!a/b.md", "a/b.md", True), ("  ", "a.md", False),
        ("/", "a.md", False), ("**", "a.md", True), ("переговоры/**", "переговоры/а.md", True),
        ("a b.md", "a b.md", True), ("a.md  ", "a.md", True), ("a+(b).md", "a+(b).md", True),
        ("", "web/node_modules/x/a.json", True), ("!node_modules/", "node_modules/a.md", False),
        ("", "__PYCACHE__/a.json", True),
    ],
)  # fmt: skip
def test_patterns_are_those_of_git(patterns: str, path: str, left_out: bool) -> None:
    assert bool(Ignore(patterns.splitlines()).rule(path)) == left_out


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    for name in ("drafts/a.yaml", "b.yaml", "c.tmp.md", "keep/d.tmp.md", "node_modules/e/f.yaml"):
        put(tmp_path, name, HEAD.replace("Talks", name) if name.endswith("yaml") else NOTE)
    return iter([tmp_path])


@pytest.mark.parametrize(
    "written",
    ['ignore: ["drafts/**", "*.tmp.md", "!keep/*"]',
     "ignore: |\n  drafts/**\n  *.tmp.md\n  !keep/*",
     'ignore:\n- drafts/\n- "*.tmp.md"\n- "!d.tmp.md"\n'],
)  # fmt: skip
def test_patterns_of_the_shared_file(tree: Iterator[Path], written: str) -> None:
    folder = next(tree)
    put(folder, "store.yaml", written)
    assert listed(folder) == ["b.yaml", "keep/d.tmp.md"]
    found = noted(folder)
    assert {"c.tmp.md", "node_modules"} < set(found)
    assert found["node_modules"] == 'not a brief: left out by the pattern "node_modules/"'


def test_patterns_of_the_settings_and_what_the_shared_file_takes_back(
    tree: Iterator[Path],
) -> None:
    folder = next(tree)
    assert listed(folder, ignore=("*.md", "drafts/")) == ["b.yaml"]
    put(folder, "store.yaml", "ignore: ['!c.tmp.md']\n")
    assert listed(folder, ignore=("*.md", "drafts/")) == ["b.yaml", "c.tmp.md"]


def test_a_changed_pattern_takes_effect_at_once(tree: Iterator[Path]) -> None:
    folder = next(tree)
    catalogue, store = refreshed(folder), Store(folder)
    for text, count in (("ignore: '*.md'\n", 2), ("ignore: drafts/\n", 3), ("", 4)):
        put(folder, "store.yaml", text)
        refresh.refresh(catalogue, store)
        assert len(catalogue.ids()) == count
        assert refresh.refresh(catalogue, store).changed == 0


def test_an_error_of_the_shared_file_leaves_the_patterns(tree: Iterator[Path]) -> None:
    folder = next(tree)
    put(folder, "store.yaml", "ignore: [drafts/]\nparties: {X: {}}\n")
    assert "drafts/a.yaml" not in listed(folder)


def test_hostile_patterns_take_no_long(tmp_path: Path) -> None:
    patterns = ["*a" * 400 + "b", "/".join(["**", "a*"] * 200), "[" * 900, "(a+)+$", "*" * 900]
    ignore = Ignore(patterns * 200)
    path = "/".join(["a" * 200] * 10)
    for _ in range(3):
        assert ignore.rule(f"{path}.md") in ("", *patterns)
