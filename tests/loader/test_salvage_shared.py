"""An error in shared records costs the record in which it stands, and nothing else."""

import pytest

from briefing.loader.load import load_shared

TEXT = """\
parties:
  iran: {name: Iran, kind: state}
  oman: Oman
people:
  anna: {name: Anna, party: oman}
  omid: {name: Omid, party: iran}
sources:
  day: {kind: news}
issues: {fuel: Fuel, rods: Rods}
processes: {talks: The talks}
ignore: [a.md]
"""
ALL = {
    "parties.iran", "parties.oman", "people.anna", "people.omid", "sources.day", "issues.fuel",
    "issues.rods", "processes.talks", "ignore.a.md",
}  # fmt: skip


def records(text: str) -> tuple[set[str], set[str]]:
    """Return the records of a shared file, and the paths of those that are missing."""
    loaded = load_shared(text.encode(), "store.yaml")
    shared = loaded.shared
    sections = ("parties", "people", "sources", "issues", "processes")
    found = {f"{section}.{key}" for section in sections for key in getattr(shared, section)}
    assert bool(loaded.missing) == any(one.severity == "error" for one in loaded.problems)
    return found | {f"ignore.{pattern}" for pattern in shared.ignore}, set(loaded.missing)


def test_nothing_is_missing_of_a_valid_file() -> None:
    assert records(TEXT) == (ALL, set())


@pytest.mark.parametrize(
    ("before", "after", "lost", "missing"),
    [
        ("kind: state", "kind: sate", set(), {"parties.iran.kind"}),
        ("{name: Iran", "{nam: Iran", {"parties.iran"}, {"parties.iran"}),
        ("oman: Oman", "oman: [Oman]", {"parties.oman"}, {"parties.oman"}),
        ("party: oman", "part: oman", {"people.anna"}, {"people.anna"}),
        ("kind: news", "kind: gossip", {"sources.day"}, {"sources.day"}),
        ("fuel: Fuel", "Fuel: Fuel", {"issues.fuel"}, {"issues.Fuel"}),
        ("issues:", "issue:", {"issues.fuel", "issues.rods"}, {"issue"}),
        ("talks: The talks", "talks: {x: y}", {"processes.talks"}, {"processes.talks"}),
        ("[a.md]", "{a: b}", {"ignore.a.md"}, {"ignore"}),
        ("name: Omid", "name: *omid", {"people.omid"}, {"people.omid"}),
        # errors of syntax
        ("name: Iran,", "name: @Iran,", {"parties.iran"}, {"parties.iran", ""}),
        ("  oman: Oman", "  oman: Oman: x", {"parties.oman"}, {"parties.oman", ""}),
    ],
)
def test_an_error_costs_its_own_record(
    before: str, after: str, lost: set[str], missing: set[str]
) -> None:
    assert before in TEXT
    assert records(TEXT.replace(before, after, 1)) == (ALL - lost, missing)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"- a\n", b"[", b"x" * 1_100_000])
def test_of_a_file_that_cannot_be_read_nothing_is_known(data: bytes) -> None:
    loaded = load_shared(data, "store.yaml")
    assert loaded.problems
    assert not loaded.shared.parties
    assert loaded.missing == ("",)
