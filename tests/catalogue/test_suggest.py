"""After a query that finds nothing: counts per word, the nearest spelling, what would find more."""

from datetime import date
from itertools import chain, repeat
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.database import Database
from briefing.catalogue.suggest import alternatives
from briefing.catalogue.suggest.spelling import nearest_word
from briefing.query.parser import parse
from briefing.store.store import Store
from tests.tools.small_stores import write_brief

PARTIES = {"ua": {"name": "Ukraine", "aliases": ["Kyiv"]}, "ru": {"name": "Russia"}}
PEOPLE = {"lavrov": {"name": "Сергей Лавров", "aliases": ["Sergei Lavrov"], "party": "ru"}}
FIRST = {
    "title": "Istanbul", "date": "2025-06-02", "summary": "The priority is the ceasefire talks.",
    "process": "istanbul-talks", "place": {"name": "Istanbul"},
    "parties": PARTIES, "people": PEOPLE, "issues": {"truce": "Ceasefire", "arms": "Arms"},
    "agreements": [
        {"issue": "truce", "text": "Centrifuges stop; соглашение достигнуто.",
         "parties": ["ua", "ru"], "attested_by": ["ua"]}
    ],
    "quotes": [{"who": "lavrov", "text": "We have dealt with real and substantial matters"}],
}  # fmt: skip
SECOND = {
    "title": "Ankara", "date": "2025-06-03",
    "summary": "A ceasefire, at last. A prison. Priorities, a priority, priorly.",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("suggest")
    write_brief(folder, "first", FIRST)
    write_brief(folder, "second", SECOND)
    made = Catalogue(Database(folder, None))
    refresh.refresh(made, Store(folder))
    return made


def near(catalogue: Catalogue, text: str, *, goes_on: bool = True) -> str:
    query = parse(text, today=date(2026, 1, 1), goes_on=goes_on)
    assert not catalogue.cursor(query).fetch(1)
    return ", ".join(map(str, catalogue.alternatives(query)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prioritty", "prioritty: 0, priority: 2"),
        ("piority", "piority: 0, priority: 2"),
        ("prioirty", "prioirty: 0, priority: 2"),
        ("cessefire", "cessefire: 0, ceasefire: 3"),
        ("saesefire", "saesefire: 0"),
        ("Prioritty talks", "Prioritty: 0, priority: 2, talks: 1"),
        ("centrifuge stop", "centrifuge: 0, centrifuge*: 1, stop: 1"),
        ("соглашенее", "соглашенее: 0, соглашение: 1"),
        ("lavrof", "lavrof: 0, lavrov: 1"),
        ("lawrow said", "lawrow: 0, said: 0"),
        ('"real and sbstantial"', '"real and sbstantial": 0, "real and substantial": 1'),
        ('"substantial real"', '"substantial real": 0, substantial real: 1'),
        ("quote:prioritty", "quote:prioritty: 0"),
        ("xy", "xy: 0"),
        ("99999", "99999: 0"),
        ("ceasefire -talks -last", "without -talks: 2, without -last: 1"),
        ("priority party:russia", "without party:russia: 2"),
        ("priority date:2020", "without date:2020: 2"),
        ("party:kyivv", "did you mean party:Kyiv (2)?"),
        ("who:lavrof", 'did you mean speaker:lavrov (1)?'),
        ("issue:cesefire", "did you mean issue:Ceasefire (1)?"),
        ("process:istanbul-talk", "did you mean process:istanbul-talks (1)?"),
        ("place:istambul", "did you mean place:Istanbul (1)?"),
        ("party:nobody", ""),
    ],
)  # fmt: skip
def test_what_would_find_something_is_said(catalogue: Catalogue, text: str, said: str) -> None:
    assert near(catalogue, text) == said


def test_a_long_sentence_names_its_rarest_words(catalogue: Catalogue) -> None:
    said = near(catalogue, "the ceasefire talks zebra quagga priority")
    assert said == "the: 1, talks: 1, zebra: 0, quagga: 0"


@pytest.mark.parametrize("word", ["停火", "a", "abc", "x" * 100, "12345", "ceasefire talks", ""])
def test_what_has_no_spelling_gets_none(catalogue: Catalogue, word: str) -> None:
    with catalogue.database.reading() as connection:
        assert nearest_word(connection, word) == ""


def test_words_of_briefs_that_are_gone_are_not_suggested(tmp_path: Path) -> None:
    write_brief(tmp_path, "one", {"title": "One", "date": "2025", "summary": "A quagga."})
    made = Catalogue(Database(tmp_path, None))
    refresh.refresh(made, Store(tmp_path))
    assert near(made, "quaga") == "quaga: 0, quagga: 1"
    write_brief(tmp_path, "one", {"title": "One", "date": "2025", "summary": "A zebra."})
    refresh.refresh(made, Store(tmp_path))
    assert near(made, "quaga") == "quaga: 0"


@pytest.mark.parametrize(
    ("in_time", "said"),
    [(2, "prioritty: 0"), (4, "prioritty: 0"), (5, "prioritty: 0, priority: 2")],
)
def test_what_is_found_before_the_time_is_up_is_returned(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, in_time: int, said: str
) -> None:
    times = chain(repeat(0.0, in_time), repeat(1e9))
    monkeypatch.setattr(alternatives, "thread_time", lambda: next(times))
    assert near(catalogue, "prioritty cessefire talks") == said


def test_of_many_words_only_the_rarest_are_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"prior{a}{b}{c}" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij"]
    people = {f"p{n}": {"name": f"{word} {n}"} for n, word in enumerate(words)}
    write_brief(
        tmp_path, "big",
        {"title": "Big", "date": "2025", "summary": " ".join(words), "people": people},
    )  # fmt: skip
    made = Catalogue(Database(tmp_path, None))
    refresh.refresh(made, Store(tmp_path))
    query = parse(" ".join(f"prioritty{n}x" for n in range(200)), today=date(2026, 1, 1))
    looked_up: list[str] = []

    def look_up(_connection: object, word: str) -> str:
        looked_up.append(word)
        return ""

    monkeypatch.setattr(alternatives, "nearest_word", look_up)
    made.alternatives(query)
    assert len(looked_up) == 4  # of 200 words only the rarest
