"""A `store.yaml` in a sub-folder serves that folder and those below."""

from pathlib import Path

import pytest

from briefing.store.files import Ignore, below
from briefing.store.store import Store

HEAD = "title: Talks\ndate: 2025-07-23\nsummary: They met.\n"
AGREED = HEAD + "agreements: {{a1: {{issue: {}, text: t, parties: {}, attested_by: {}}}}}\n"


def store_of(folder: Path, texts: dict[str, str]) -> Store:
    """Write files into a folder and open it."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Store(folder)


def errors(store: Store, *paths: str) -> list[str]:
    """Return the errors of a store, or of some of its files, as lines without their codes."""
    return [str(one) for one in store.check(paths) if one.severity == "error"]


def names(store: Store, path: str) -> dict[str, str]:
    """Return the parties of a brief by slug."""
    brief = store.load(path).brief
    assert brief is not None
    return {slug: party.name for slug, party in brief.parties.items()}


def test_it_serves_its_folder_and_those_below_and_no_other(tmp_path: Path) -> None:
    brief = AGREED.format("fuel", "iran", "iran")
    store = store_of(
        tmp_path,
        {
            "iran/store.yaml": "parties: {iran: Iran}\nissues: {fuel: Fuel}\n",
            "iran/a.yaml": brief, "iran/deep/b.yaml": brief, "other/c.yaml": brief,
            "d.yaml": brief,
        },
    )  # fmt: skip
    assert errors(store, "iran/a.yaml", "iran/deep/b.yaml") == []
    assert names(store, "iran/deep/b.yaml") == {"iran": "Iran"}
    for path in ("d.yaml", "other/c.yaml"):
        assert [line.split(": ")[2] for line in errors(store, path)] == [
            "agreements.a1.issue", "agreements.a1.parties", "agreements.a1.attested_by",
        ]  # fmt: skip
        assert names(store, path) == {}


def test_it_adds_to_those_above(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {
            "store.yaml": "parties: {iran: {name: Iran, aliases: [IRI]}, oman: Oman}\n"
                          "people: {anna: {name: Anna, party: iran}}\n",
            "x/store.yaml": "parties: {iran: {name: Iran, country: IR, aliases: [Tehran]}}\n"
                            "issues: {fuel: Fuel}\n",
            "x/y/store.yaml": "people: {omid: {name: Omid, party: oman}}\n"
                              "issues: {rods: {title: Rods, part_of: fuel}}\n",
            "x/y/a.yaml": AGREED.format("rods", "iran", "oman")
                          + "quotes: [{who: omid, text: t}, {who: anna, text: u}]\n",
        },
    )  # fmt: skip
    assert errors(store) == []
    brief = store.load("x/y/a.yaml").brief
    assert brief is not None
    assert brief.parties["iran"].country == "IR"
    assert brief.parties["iran"].aliases == ("IRI", "Tehran")
    assert (list(brief.people), list(brief.issues)) == (["omid", "anna"], ["rods", "fuel"])


@pytest.mark.parametrize(
    ("upper", "lower", "where", "said"),
    [
        ("parties: {iran: Iran}", "parties: {iran: Persia}", "1:17: error: parties.iran.name",
         'is "Iran" in store.yaml:1:17'),
        ("parties:\n  iran: {name: Iran, kind: state}", "parties: {iran: {name: Iran, kind: bloc}}",
         "1:36: error: parties.iran.kind", 'is "state" in store.yaml:2:28'),
        ("people: {a: {name: Anna, party: x}}\nparties: {x: X, y: Y}",
         "people: {a: {name: Anna, party: y}}", "1:33: error: people.a.party",
         'is "x" in store.yaml:1:33'),
        ("issues: {fuel: Fuel}", "issues: {fuel: {title: Oil}}", "1:24: error: issues.fuel.title",
         'is "Fuel" in store.yaml:1:16'),
        ("processes: {p: Talks}", "processes: {p: {title: Talking}}",
         "1:24: error: processes.p.title", 'is "Talks" in store.yaml:1:16'),
        ("sources: {s: {kind: news}}", "sources: {s: {kind: document}}",
         "1:21: error: sources.s.kind", 'is "news" in store.yaml:1:21'),
    ],
)  # fmt: skip
def test_it_may_not_contradict_one_above(
    tmp_path: Path, upper: str, lower: str, where: str, said: str
) -> None:
    store = store_of(tmp_path, {"store.yaml": upper, "x/store.yaml": lower, "x/a.yaml": HEAD})
    (line,) = errors(store)
    assert line == (
        f"x/store.yaml:{where}: {said}, which holds here too; say the same, or use another key "
        "[contradiction]"
    )
    assert errors(store, "x/store.yaml") == [line]
    assert errors(store, "store.yaml") == []


def test_the_upper_one_is_used_where_they_contradict_each_other(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {
            "store.yaml": "parties: {iran: Iran}\n",
            "x/store.yaml": "parties: {iran: {name: Persia, country: IR}}\nissues: {fuel: Fuel}\n",
            "x/a.yaml": AGREED.format("fuel", "iran", "iran"),
        },
    )
    brief = store.load("x/a.yaml").brief
    assert brief is not None
    assert brief.parties["iran"].country == "IR"
    assert names(store, "x/a.yaml") == {"iran": "Iran"}


def test_it_may_say_the_same_and_two_neighbours_may_differ(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {
            "store.yaml": "parties: {iran: {name: Iran, kind: state}}\n",
            "x/store.yaml": "parties: {iran: {name: Iran, kind: state}, z: Z1}\n",
            "y/store.yaml": "parties: {iran: Iran, z: Z2}\n", "a.yaml": HEAD,
        },
    )  # fmt: skip
    assert errors(store) == []


def test_a_lower_one_can_name_records_of_the_one_above(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {
            "store.yaml": "parties: {iran: Iran}\n", "a.yaml": HEAD,
            "x/store.yaml": "people: {a: {name: Anna, party: iran}, b: {name: B, party: irna}}\n",
        },
    )  # fmt: skip
    (line,) = errors(store)
    assert line.startswith('x/store.yaml:1:60: error: people.b.party: unknown party "irna"; did')


def test_a_broken_one_says_so_and_no_name_is_unknown_because_of_it(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {"x/store.yaml": "parties: [", "x/a.yaml": AGREED.format("i", "p", "p"), "b.yaml": HEAD},
    )
    assert [line.partition(":")[0] for line in errors(store)] == ["x/store.yaml"]
    assert [one.path for one in store.open("x/a.yaml").shared.errors] == ["x/store.yaml"]
    assert store.open("b.yaml").shared.errors == ()


def test_archives_of_a_nested_source_are_checked(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {
            "x/store.yaml": "sources: {s: {kind: news, archive: x/gone.txt}}\n",
            "x/a.yaml": HEAD + "quotes: [{who: p, text: t, from: s}]\nparties: {p: P}\n",
        },
    )
    (line,) = errors(store)
    assert line.startswith("x/store.yaml:1:36: error: sources.s.archive: the archive x/gone.txt")


def test_a_nested_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    store = store_of(tmp_path, {"shop/store.yaml": "name: Shop\nport: 80\n", "shop/a.yaml": HEAD})
    assert errors(store) == []
    assert [one.code for one in store.check() if one.path == "shop/store.yaml"] == ["not-a-brief"]


def test_a_change_is_seen(tmp_path: Path) -> None:
    store = store_of(tmp_path, {"x/a.yaml": AGREED.format("fuel", "iran", "iran")})
    assert len(errors(store)) == 3
    store_of(tmp_path, {"x/store.yaml": "parties: {iran: Iran}\nissues: {fuel: Fuel}\n"})
    assert errors(store) == []
    store_of(tmp_path, {"store.yaml": "parties: {iran: Persia}\n"})
    assert len(errors(store)) == 1
    (tmp_path / "x/store.yaml").unlink()
    assert [line.split(": ")[2] for line in errors(store)] == ["agreements.a1.issue"]


@pytest.mark.parametrize(
    ("pattern", "left_out"),
    [
        ("notes.md", {"x/notes.md", "x/y/notes.md"}), ("/notes.md", {"x/notes.md"}),
        ("y/", {"x/y/notes.md", "x/y/b.md"}), ("y/*.md", {"x/y/notes.md", "x/y/b.md"}),
        ("**/b.md", {"x/b.md", "x/y/b.md"}), ("*", {"x/notes.md", "x/b.md", "x/y/"}),
        ("# notes.md", set()), ("x/notes.md", set()), ("/", set()),
    ],
)  # fmt: skip
def test_patterns_are_relative_to_their_folder(
    tmp_path: Path, pattern: str, left_out: set[str]
) -> None:
    texts = ["notes.md", "b.md", "x/notes.md", "x/b.md", "x/y/notes.md", "x/y/b.md", "y/b.md"]
    store = store_of(tmp_path, dict.fromkeys(texts, "x\n"))
    store_of(tmp_path, {"x/store.yaml": f"ignore: ['{pattern}']\n"})
    kept = {stamp.path for stamp in store.scan().stamps}
    gone = {path for path in texts if path in left_out or ("x/y/" in left_out and "x/y" in path)}
    assert kept == set(texts) - gone
    for path in texts:
        assert bool(store.open(path).why_not) == (path in gone)


def test_the_lower_pattern_decides(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        {
            "store.yaml": "ignore: ['*.draft.md']\n", "a.draft.md": "x", "x/a.draft.md": "x",
            "x/b.draft.md": "x", "x/store.yaml": "ignore: ['!a.draft.md']\n",
            "x/z/store.yaml": "ignore: ['a.draft.md']\n", "x/z/a.draft.md": "x",
        },
    )  # fmt: skip
    scan = store.scan()
    assert [stamp.path for stamp in scan.stamps] == ["x/a.draft.md"]
    assert scan.patterns == ("*.draft.md", "!/x/**/a.draft.md", "/x/z/**/a.draft.md")
    # With the patterns at hand, a look need not read a file to see the same.
    again = Store(tmp_path)
    assert again.look(scan.patterns) == again.look(scan.patterns)
    assert again.look(scan.patterns).files == len(scan.stamps) + len(scan.shared)


@pytest.mark.parametrize("folder", ["x", "a b", "[draft]", "st*r", "wh?t", "back\\slash", "é"])
def test_a_pattern_below_any_folder_fits_there(folder: str) -> None:
    ignore = Ignore([below(folder, "a.md"), below(folder, "/top.md"), below(folder, "sub/")])
    assert ignore.file(f"{folder}/a.md")
    assert ignore.file(f"{folder}/deep/a.md")
    assert ignore.file(f"{folder}/top.md")
    assert not ignore.file(f"{folder}/deep/top.md")
    assert ignore.folder(f"{folder}/deep/sub")
    assert not ignore.file("a.md")
    assert not ignore.file("other/a.md")
