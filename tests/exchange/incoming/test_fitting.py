"""Any values become a brief without errors, and nothing of them is dropped."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.exchange.incoming.fitting import Fitted, fitted
from briefing.exchange.incoming.import_item import ImportItem, tidied
from briefing.model.brief import Brief
from briefing.store.store import Store
from tests.exchange.incoming.test_samples import texts_of

BASE = {"title": "T", "date": "2025-06-02", "summary": "S."}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store without briefs."""
    return Store(tmp_path_factory.mktemp("store"))


def fit(store: Store, **values: Any) -> Fitted:
    """Return some values as a brief."""
    item = ImportItem("key", {**BASE, **values})
    return fitted(item, lambda data: store.supposed("key.yaml", data))


@pytest.mark.parametrize(
    ("values", "left", "extra"),
    [
        ({"round": "x"}, {}, {"round": "x"}),
        ({"place": {"country": "TR"}}, {}, {"place": {"country": "TR"}}),
        ({"place": {"name": "A", "country": "xx"}},
         {"place": {"name": "A", "extra": {"country": "xx"}}}, None),
        ({"a.b": "c"}, {}, {"a.b": "c"}),
        ({"quotes": [{"text": "a"}]}, {"quotes": {}}, {"quotes.q1": {"text": "a"}}),
        ({"timeline": [{"text": "a"}, {"date": "2025", "text": "b"}, {"date": "x", "text": "c"}]},
         {"timeline": [{"date": "2025", "text": "b"}]},
         {"timeline.1": {"text": "a"}, "timeline.3": {"date": "x", "text": "c"}}),
        ({"sources": {"s": {"kind": "news", "url": "javascript:alert(1)"}}},
         {"sources": {"s": {"kind": "news", "extra": {"url": "javascript:alert(1)"}}}}, None),
        ({"sources": {"s": {"kind": "news", "archive": "../x", "sha256": "a" * 64}}},
         {"sources": {"s": {"kind": "news", "extra": {"archive": "../x", "sha256": "a" * 64}}}},
         None),
        ({"tags": ["a", ["b"], "c"]}, {"tags": ["a", "c"]}, {"tags.2": ["b"]}),
        ({"extra": ["text"], "x": "y"}, {}, {"extra": ["text"], "x": "y"}),
        ({"extra": {"x": "1"}, "x": "y"}, {}, {"x": "1", "x-2": "y"}),
        ({"summary": "a [^b] `[^c]`"}, {"summary": "a \\[^b] `[^c]`"}, None),
    ],
)  # fmt: skip
def test_what_is_not_valid_is_kept_beside(
    store: Store, values: dict[str, Any], left: dict[str, Any], extra: dict[str, Any] | None
) -> None:
    wanted = {**BASE, **left} | ({"extra": extra} if extra else {})
    done = fit(store, **values)
    assert done.values == wanted
    assert done.moved


@pytest.mark.parametrize(
    "values",
    [{"title": ""}, {"date": "soon"}, {"summary": None}, {"title": ["a"]}, {"summary": {"a": "b"}},
     {"extra": {"a": "b" * 1_100_000}}, {"tags": ["a"] * 30_000}],
)  # fmt: skip
def test_what_no_brief_can_be_without_is_refused(store: Store, values: dict[str, Any]) -> None:
    with pytest.raises(BriefingError):
        fit(store, **values)


def test_a_party_that_is_not_defined_costs_the_record_and_a_place_its_item(store: Store) -> None:
    agreement = {"issue": "i", "text": "a", "parties": ["p", "q"], "attested_by": ["p"]}
    values = {
        "parties": {"p": {"name": "P"}}, "issues": {"i": {"title": "I"}},
        "sources": {"s": {"kind": "news"}},
        "agreements": {
            "a1": agreement, "a2": {**agreement, "parties": ["p"], "support": ["s", "t"]},
        },
        "disagreements": {"d1": {"issue": "i", "question": "?", "positions": {
            "p": {"stance": "rejects"}, "q": {"stance": "rejects"}, "r": {"text": "maybe"}}}},
    }  # fmt: skip
    done = fit(store, **values).values
    assert done["extra"] == {"agreements.a1": agreement}
    assert done["agreements"]["a2"]["support"] == ["s"]
    assert done["agreements"]["a2"]["extra"] == {"support.2": "t"}
    assert done["disagreements"]["d1"]["positions"] == {"p": {"stance": "rejects"}}
    assert done["disagreements"]["d1"]["extra"] == {
        "positions.q": {"stance": "rejects"}, "positions.r": {"text": "maybe"},
    }  # fmt: skip


SCALARS = st.sampled_from(["", "a", "x y", "2025", "q1", "[^q1]", "[^zz]", "p", "i", None, "draft"])
FIELDS = [info.alias or name for name, info in Brief.model_fields.items() if name != "id"]
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["p", "q1", "text", "issue", "name", "by", "A b"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([*FIELDS, "odd", "a.b", ""]), VALUES, max_size=5))
def test_no_value_is_dropped_and_the_brief_is_valid(store: Store, values: dict[str, Any]) -> None:
    given_values = tidied({**BASE, **values}, [])
    try:
        done = fit(store, **given_values)
    except BriefingError:
        assert values.keys() & BASE.keys()
        return
    assert not [one for one in done.checked.problems if one.severity == "error"]
    before = sorted(one.replace("\\", "") for one in texts_of(given_values))
    assert sorted(one.replace("\\", "") for one in texts_of(done.values)) == before
