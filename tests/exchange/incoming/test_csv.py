"""Tables as briefs, with a map and without."""

from pathlib import Path

import pytest

from briefing.errors import BriefingError, UsageError
from briefing.exchange.incoming.import_item import ImportItem, KnownNames
from briefing.exchange.incoming.readers import reader_of
from briefing.exchange.incoming.table.column_map import load_map
from briefing.model.brief import Party, Shared

PLAIN = "Title,Date,Text,Tags,Weather\nRound one,2 June 2025,They met.,a; b,rain\n"


def read(text: str, map_name: str = "", known: KnownNames | None = None) -> list[ImportItem]:
    """Return the items of a table."""
    items = list(reader_of("csv", map_name)(text.encode(), "table.csv", known or KnownNames()))
    assert all(isinstance(one, ImportItem) for one in items)
    return [one for one in items if isinstance(one, ImportItem)]


@pytest.fixture
def quotes(tmp_path: Path) -> str:
    """Return the path of a map for a table of quotations, several rows a brief."""
    path = tmp_path / "quotes.toml"
    path.write_text(
        '[brief]\nid = "{meeting}"\ntitle = "{what}"\ndate = "{day}"\n'
        'summary = ["{what}", "{more}"]\n'
        '[[quotes]]\nwho = "{speaker}"\ntext = "{words}"\nsaid_on = "{day}"\n'
        '[[agreements]]\nissue = "{issue}"\ntext = "{deal}"\nparties = "{sides}"\n'
        'attested_by = "{sides}"\n[split.sides]\nby = [" and "]\nlongest = 20\n'
    )
    return str(path)


def test_columns_called_like_fields_need_no_map() -> None:
    (item,) = read(PLAIN)
    assert item.key == "2025-06-02-round-one"
    assert item.values == {
        "title": "Round one", "date": "2025-06-02", "summary": "They met.", "tags": ["a", "b"],
        "extra": {"imported": "CSV", "csv": {"Date": "2 June 2025", "Weather": "rain"}},
    }  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_first_line_shows_what_stands_between_cells(delimiter: str) -> None:
    (item,) = read(f"title{delimiter}date{delimiter}summary\nA{delimiter}2025{delimiter}B\n")
    assert item.values["summary"] == "B"


def test_rows_of_one_id_are_one_brief(quotes: str) -> None:
    (item,) = read(
        "meeting,what,day,more,speaker,words,issue,deal,sides\n"
        "M 1,Talks,2025-06-02,Long.,Ana Ruiz,We met,Truce,A pause,North and South\n"
        "M 1,Talks,2025-06-02,Long.,Bo Li,So did we,Truce,,North and South\n"
        "M 1,Other talks,2025-06-02,Long.,Ana Ruiz,,,,\n",
        quotes,
    )
    assert item.key == "m-1"
    assert item.values["title"] == "Talks"
    assert item.values["summary"] == "Talks\n\nLong."
    assert item.values["quotes"] == {
        "q1": {"who": "ana-ruiz", "text": "We met", "said_on": "2025-06-02"},
        "q2": {"who": "bo-li", "text": "So did we", "said_on": "2025-06-02"},
    }
    assert item.values["people"] == {"ana-ruiz": {"name": "Ana Ruiz"}, "bo-li": {"name": "Bo Li"}}
    assert item.values["agreements"] == {
        "a1": {"issue": "truce", "text": "A pause", "parties": ["north", "south"],
               "attested_by": ["north", "south"]}
    }  # fmt: skip
    rows = item.values["extra"]["csv"]
    assert rows["2"] == {"meeting": "M 1", "speaker": "Bo Li", "issue": "Truce",
                         "sides": "North and South"}  # fmt: skip
    assert rows["3"] == {
        "meeting": "M 1", "what": "Other talks", "more": "Long.", "speaker": "Ana Ruiz",
    }  # fmt: skip


def test_a_cell_with_a_long_name_names_nobody(quotes: str) -> None:
    (item,) = read(
        "meeting,what,day,more,speaker,words,issue,deal,sides\n"
        "1,Talks,2025,,,,Truce,A pause,North and the undersigned of the other side\n",
        quotes,
    )
    assert "agreements" not in item.values
    assert "parties" not in item.values
    assert item.values["extra"]["csv"]["sides"] == "North and the undersigned of the other side"
    assert item.values["extra"]["csv"]["deal"] == "A pause"


def test_ids_that_differ_in_their_signs_are_two_briefs(quotes: str) -> None:
    items = read("meeting,what,day,more,speaker,words,issue,deal,sides\n"
                 "M 1,A,2025,,,,,,\nm-1,B,2025,,,,,,\nM.1,C,2025,,,,,,\n", quotes)  # fmt: skip
    assert [one.key for one in items] == ["m-1", "m-1-2", "m-1-3"]


def test_odd_columns_and_rows_lose_nothing() -> None:
    (item,) = read("title,date,summary,x,x,,\nA,2025,B,1,2,3,4,5\n\n,,,,,,\n")
    assert item.values["extra"]["csv"] == {
        "x": "1", "x-2": "2", "column-6": "3", "column-7": "4", "column-8": "5",
    }  # fmt: skip


def test_cells_may_hold_lines_and_marks() -> None:
    (item,) = read('title,date,summary\nA,2025,"one\ntwo\n\nthree [^q1]\u2028four"\n')
    assert item.values["summary"] == "one\\\ntwo\n\nthree \\[^q1]\nfour"
    (item,) = read("title,date,summary\nA,2025,a\x07b\x00\n")
    assert item.lost == ("line 2, column summary: 2 control characters replaced",)


def test_a_loss_says_the_line_and_the_column(quotes: str) -> None:
    (item,) = read(
        "meeting,what,more,day,speaker,words,issue,deal,sides,x\x02y\n"
        'm,A,B,2025,Ann,"One\ntwo",,,,\nm,A,B,2025,Ann,"Th\x07ree\nfour",,,,z\x01\x00\n', quotes
    )  # fmt: skip
    assert item.lost == (
        "line 1, the name of a column: 1 control characters replaced",
        "line 4, column words: 1 control characters replaced",
        "line 4, column x␂y: 2 control characters replaced",
    )


def test_a_date_that_may_be_two_is_not_guessed() -> None:
    assert read("title,date,summary\nA,03/04/2025,B\n")[0].values["date"] == "03/04/2025"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"), ("\n\n", "empty"), ("title,date\nA,2025\n", "no column is called summary"),
        ('title,date,summary\n"A,2025,B\n', "not valid CSV"),
    ],
)  # fmt: skip
def test_what_is_not_a_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(BriefingError, match=message):
        read(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[brief", "not valid TOML"), ("[breif]\n", 'did you mean "brief"'),
        ('[brief]\ntitel = "a"\n', 'did you mean "title"'), ("[brief]\n", "needs title"),
        ('[brief]\ntitle = 3\n', "must be a text"), ("brief = 3\n", "must be a table"),
        ('[brief]\ntitle="{A}"\ndate="{B}"\nsummary="{C}"\n[[quotes]]\nwhom="{A}"\n', "unknown"),
        ('[brief]\ntitle="{A}"\ndate="{B}"\nsummary="{Z}"\n', 'no column "Z"'),
        ('[brief]\ntitle="{A}"\ndate="{B}"\nsummary="{C}"\n[split.A]\nby=[""]\n', "list of texts"),
        ('[brief]\ntitle="{A}"\ndate="{B}"\nsummary="{C}"\n[split.A]\nlongest=0\n', "from 1 up"),
        ('[brief]\ntitle="{A}"\ndate="{B}"\nsummary="{C}"\n[values.A]\nx=1\n', "must hold texts"),
    ],
)  # fmt: skip
def test_a_map_with_a_fault_is_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        read("A,B,C\na,2025,c\n", str(tmp_path / "m.toml"))


def test_a_map_that_is_not_there_names_those_that_are_shipped(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the shipped maps are pa-x"):
        load_map(str(tmp_path / "none.toml"))


PA_X = """\
Con,Contp,PPName,AgtId,Agt,Dat,Status,Stage,Part,ThrdPart,OthAgr,Ce
Norland,Territory,Norland process,12,"The pact ",2018-03-26,Multiparty signed/agreed,Cea,"Norland
South Republic ",OSCE,,3
Norland,Territory,Norland process,13,Other,2018-03-27,Unilateral document,Oth,"Not signed, but the \
document says that it was produced by the following parties, of which there are many",,,0
"""


def test_the_map_of_pa_x() -> None:
    known = KnownNames(Shared(parties={"north": Party(name="Norland")}))
    pact, other = read(PA_X, "pa-x", known)
    assert pact.key == "pa-x-12"
    assert pact.values["process"] == "norland-process"
    assert pact.values["tags"] == ["Norland", "Multiparty signed/agreed", "Ceasefire and related"]
    assert pact.values["agreements"]["a1"] == {
        "issue": "ceasefire-and-related", "text": "The pact",
        "parties": ["north", "south-republic"], "attested_by": ["north", "south-republic"],
        "support": ["document"],
    }  # fmt: skip
    assert pact.values["parties"] == {
        "osce": {"name": "OSCE", "role": "mediator"}, "south-republic": {"name": "South Republic"},
    }  # fmt: skip
    assert pact.values["extra"]["pa_x"] == {
        "Contp": "Territory", "PPName": "Norland process", "Stage": "Cea", "Ce": "3",
    }  # fmt: skip
    assert "agreements" not in other.values
    assert "Not signed, but the document says" in other.values["summary"]
