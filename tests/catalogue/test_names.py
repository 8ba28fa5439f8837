"""Names and aliases of people and parties are words of the records that they speak or stand in."""

from datetime import date
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.database import Database
from briefing.query.parser import parse
from briefing.store.store import Store
from tests.tools.small_stores import write_brief

SHARED = """
parties:
  ir: {name: Iran, aliases: [Islamic Republic, ایران]}
  us: {name: United States, aliases: [America]}
  ru: {name: Russia}
people:
  lavrov: {name: Сергей Лавров, aliases: [Sergei Lavrov], party: ru}
  zarif: {name: Javad Zarif, aliases: [محمدجواد ظریف], party: ir}
  wang: {name: 王毅, aliases: [Wang Yi]}
issues: {arms: Arms}
"""
BRIEF = {
    "title": "Vienna", "date": "2015-07-14", "summary": "A deal.",
    "agreements": [
        {"issue": "arms", "text": "Arms stay.", "parties": ["us", "ru"], "attested_by": ["us"]}
    ],
    "disagreements": [
        {"issue": "arms", "question": "When?", "positions": {"ir": {"stance": "demands"}}}
    ],
    "quotes": [
        {"who": "lavrov", "text": "Проигравших нет"},
        {"who": "zarif", "text": "ما توافق کردیم"},
        {"who": "wang", "text": "协议已经达成"},
        {"who": "us", "text": "Sergei is right"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("names")
    (folder / "store.yaml").write_text(SHARED, encoding="utf-8")
    write_brief(folder, "vienna", BRIEF)
    made = Catalogue(Database(folder, None))
    refresh.refresh(made, Store(folder))
    return made


def found(catalogue: Catalogue, text: str, *, typing: bool = False, sort: str = "") -> list[str]:
    query = parse(text, today=date(2026, 1, 1), typing=typing)
    return [hit.key for hit in catalogue.cursor(query, sort=sort).fetch(50)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("lavrov", ["q1"]),
        ("Лавров", ["q1"]),
        ("sergei", ["q1", "q4"]),
        ("wang yi", ["q3"]),
        ('"wang yi"', ["q3"]),
        ('"yi wang"', []),
        ("王毅", ["q3"]),
        ("王", ["q3"]),
        ("ظریف", ["q2"]),
        ("lavr*", ["q1"]),
        ("lavrov нет", ["q1"]),
        ("lavrov -нет", []),
        ("lavrov deal", ["summary", "q1"]),
        ("iran", ["title", "d1", "d1/ir", "q2"]),
        ('"islamic republic"', ["title", "d1", "d1/ir", "q2"]),
        ("america", ["title", "a1", "q4"]),
        ("america arms", ["a1"]),
        ("quote:lavrov", ["q1"]),
        ("agreed:america", ["a1"]),
        ("agreed:lavrov", []),
        ("quote:iran", ["q2"]),
        ("lavrov OR america", ["title", "a1", "q1", "q4"]),
        ("kind:quote america", ["q4"]),
        ("lavrova", []),
        ("avrov", []),
        ("sergei zarif", ["q1", "q2", "q4"]),
        ("сер* лав*", ["q1"]),
        ("нет lavrov speaker:lavrov", ["q1"]),
    ],
)
def test_a_name_finds_the_records_of_who_bears_it(
    catalogue: Catalogue, text: str, keys: list[str]
) -> None:
    assert found(catalogue, text) == keys
    assert sorted(found(catalogue, text, sort="relevance")) == sorted(keys)
    query = parse(text, today=date(2026, 1, 1))
    assert catalogue.cursor(query).totals().hits == len(keys)
    assert len(catalogue.ids(query)) == bool(keys)


def test_a_name_is_found_as_it_is_typed(catalogue: Catalogue) -> None:
    for length in range(3, len("lavrov") + 1):
        assert "q1" in found(catalogue, "lavrov"[:length], typing=True)


def test_a_few_letters_are_no_name(catalogue: Catalogue) -> None:
    assert found(catalogue, "am", typing=True) == []
    assert found(catalogue, "ame", typing=True) == ["title", "a1", "q4"]


def test_an_excerpt_without_the_name_begins_with_who_spoke(catalogue: Catalogue) -> None:
    query = parse("wang yi", today=date(2026, 1, 1))
    (hit,) = catalogue.cursor(query).fetch(5)
    assert (hit.excerpt, hit.spans) == ("王毅: 协议已经达成", ())


def test_what_very_many_are_named_is_no_name(tmp_path: Path) -> None:
    people = {f"p{n}": {"name": f"Delegate {n}"} for n in range(100)}
    quotes = [{"who": f"p{n}", "text": "Yes"} for n in range(100)]
    for quote in quotes:
        quote["text"] = "No"
    write_brief(
        tmp_path, "many",
        {"title": "Many", "date": "2025", "summary": "x", "people": people,
         "quotes": [*quotes, {"who": "p7", "text": "a delegate spoke"}]},
    )  # fmt: skip
    made = Catalogue(Database(tmp_path, None))
    refresh.refresh(made, Store(tmp_path))
    assert len(found(made, "delegate")) == 50  # their headings, as before
    assert len(found(made, '"delegate 7"')) == 2


def test_a_name_that_is_gone_finds_nothing(tmp_path: Path) -> None:
    brief = {"title": "One", "date": "2025", "summary": "x", "quotes": [{"who": "p", "text": "y"}]}
    write_brief(tmp_path, "one", {**brief, "people": {"p": {"name": "Li", "aliases": ["Lee"]}}})
    made = Catalogue(Database(tmp_path, None))
    refresh.refresh(made, Store(tmp_path))
    assert found(made, "lee") == ["q1"]
    write_brief(tmp_path, "one", {**brief, "people": {"p": {"name": "Li", "aliases": ["Leigh"]}}})
    refresh.refresh(made, Store(tmp_path))
    assert (found(made, "lee"), found(made, "leigh")) == ([], ["q1"])
