"""Suggestions confirmed in the reader, key by key."""

import re
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.cli.main import run
from briefing.store.store import Store
from briefing.ui.main.reading_screen import item_key
from briefing.ui.screens.search_screen import SearchScreen
from tests.conftest import SAMPLES
from tests.tools.pictures import hold_to_picture
from tests.ui.conftest import Reader, screen_of, seen, settled, whole_screen

DRAFT = Path(__file__).parents[1] / "drafts" / "istanbul-2-article.yaml"
PICTURES = Path(__file__).parent / "pictures" / "confirming"
MOST_KEYS = 25
SUGGESTED = r"\n *suggested: \[[^\]]*\][^\n]*|, suggested: \[[^\]]*\]"
NOTED = r"(?m)^ +# ¶.*\n"  # how a draft found a speaker


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Return a store with the draft of an article and two short ones."""
    folder = tmp_path / "drafts"
    (folder / "sources").mkdir(parents=True)
    shutil.copy(DRAFT, folder)
    shutil.copy(SAMPLES / "sources" / "istanbul-2-article.txt", folder / "sources")
    for number in (1, 2):
        (folder / f"short-{number}.yaml").write_text(SHORT.format(n=number), encoding="utf-8")
    return folder


SHORT = """\
title: Short {n}
date: 2025-01-0{n}
summary: They spoke.
status: draft
people: {{anna: {{name: Anna Berg}}}}
quotes:
- {{who: anna, text: Words., suggested: [who]}}   # the only one
- {{who: anna, text: More words.}}
"""


def text_of(folder: Path, name: str = "istanbul-2-article") -> str:
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


def changed(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("---", "+++")]


def at(pilot: Pilot[int]) -> str:
    return item_key(screen_of(pilot))


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """Return a store with the draft that `briefing draft` makes of the article."""
    folder = tmp_path / "drafted"
    folder.mkdir()
    article = SAMPLES / "sources" / "istanbul-2-article.txt"
    file = folder / "istanbul-2-article.yaml"
    words = ["draft", article, "--date", "2025-06-02", "-s", folder, "-o", file]
    assert run(list(map(str, words))) == 0
    return folder


@pytest.mark.parametrize("store", ["drafts", "drafted"])
async def test_the_founding_article_is_confirmed_in_few_keys(
    reader: Reader, store: str, request: pytest.FixtureRequest
):
    folder: Path = request.getfixturevalue(store)
    before, keys = text_of(folder), 1
    async with reader((80, 24), folder) as pilot:
        await pilot.press("full_stop")
        assert at(pilot) == "suggested/the brief"
        while screen_of(pilot).confirming.stops:
            if at(pilot).startswith("q"):
                await pilot.press("enter")  # the words in the source, before each quote
                keys += 1
            await pilot.press("c")
            keys += 1
        assert "nothing is left to confirm in this brief" in seen(pilot)
        if store == "drafts":
            hold_to_picture(whole_screen(pilot), PICTURES / "confirmed-80x24.txt")
    assert keys <= MOST_KEYS
    after = text_of(folder)
    assert after == re.sub(NOTED, "", re.sub(SUGGESTED, "", before))
    brief = Store(folder).load("istanbul-2-article.yaml").brief
    assert brief is not None
    assert [quote.who for quote in brief.quotes.values()] == ["umerov"] * 2 + ["medinsky"] * 4


async def test_it_is_taken_back_undone_and_done_again(reader: Reader, drafts: Path):
    before = text_of(drafts)
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("4", "c", "c")
        assert at(pilot) == "q3"
        hold_to_picture(whole_screen(pilot), PICTURES / "quotes-80x24.txt")
        assert len(changed(before, text_of(drafts))) == 2
        await pilot.press("u")
        assert at(pilot) == "q2"
        assert "undone: q2 confirmed" in seen(pilot)
        await pilot.press("U", "u", "u")
        assert text_of(drafts) == before
        await pilot.press("c", "k", "C")
        assert text_of(drafts) == before
        await pilot.press("c", "c", "k", "k", "C")
        assert at(pilot) == "q1"
        assert "suggested: [who, verb]" in text_of(drafts).partition("q2:")[0].partition("q1:")[2]
        await pilot.press("C")
        assert "this is a suggestion; c confirms it" in seen(pilot)
        await pilot.press("2", "u", "u", "u", "u")
        assert "nothing to undo" in seen(pilot)


async def test_what_was_confirmed_before_goes_back_in_a_draft(reader: Reader, drafts: Path):
    before = text_of(drafts, "short-2")
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("j", "4", "G")
        assert "unconfirm" in [one.id for one in screen_of(pilot).live_commands()]
        await pilot.press("C")
        await settled(pilot)
        assert changed(before, text_of(drafts, "short-2")) == [
            "-- {who: anna, text: More words.}",
            "+- {who: anna, text: More words., suggested: [who]}",
        ]
        await pilot.press("c", "u", "u")
        await settled(pilot)
        assert text_of(drafts, "short-2") == before


async def test_a_source_shows_the_words_the_name_and_the_verb(reader: Reader, drafts: Path):
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("4", "j", "j", "j", "j", "enter")
        note = "q5 suggested by “Medinsky”, “said”; c confirms, W another speaker"
        assert note in seen(pilot)
        pane = screen_of(pilot).record_pane(5)
        marked = [s for line in pane.page.lines for s in line if s.role in ("strong", "chosen")]
        texts = [(span.role, span.text) for span in marked]
        assert ("strong", "Medinsky") in texts
        assert ("strong", "said") in texts
        hold_to_picture(whole_screen(pilot), PICTURES / "source-80x24.txt")
        await pilot.press("c")
        assert at(pilot) == "q6"


async def test_another_speaker_is_chosen_by_typing(reader: Reader, drafts: Path):
    before = text_of(drafts)
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("4", "W")
        hold_to_picture(whole_screen(pilot), PICTURES / "speaker-80x24.txt")
        await pilot.press(*"medin", "enter")
        after = text_of(drafts)
        assert changed(before, after) == [
            "-    who: umerov", "+    who: medinsky",
            "-    suggested: [who, verb]          # \"Umerov, who said …\" in ¶5",
            "+    suggested: [verb]          # \"Umerov, who said …\" in ¶5",
        ]  # fmt: skip
        await pilot.press("u")
        assert text_of(drafts) == before
        await pilot.press("W", *"Kaja Kallas", "enter")
        assert "  kallas: {name: Kaja Kallas}\n" in text_of(drafts)
        await pilot.press("u", "W", "end", "up", "up", "escape")
        assert text_of(drafts) == before
        await pilot.press("W", *"anna", "enter")  # of another brief
        assert "  anna: {name: Anna Berg}\n" in text_of(drafts)


async def test_what_is_dropped_and_what_is_not(reader: Reader, drafts: Path):
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("4", "X")
        assert "summary still names it; change that first" in seen(pilot)
        await pilot.press("full_stop", "comma", "comma")
        assert at(pilot) == "suggested/people.trump"
        before = text_of(drafts)
        await pilot.press("X")
        assert "people.trump dropped" in seen(pilot)
        assert len(changed(before, text_of(drafts))) == 1
        await pilot.press("u")
        assert text_of(drafts) == before
    (drafts / "istanbul-2-article.yaml").write_text(before.replace("[^q4]", ""), encoding="utf-8")
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("4", "j", "j", "j", "X")
        assert at(pilot) == "q5"
        assert "q4:" not in text_of(drafts)
        await pilot.press("u")
        assert at(pilot) == "q4"


async def test_from_brief_to_brief_and_round_again(reader: Reader, drafts: Path):
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("j", "full_stop")
        screen = screen_of(pilot)
        assert (screen.brief.path, at(pilot)) == ("short-2.yaml", "q1")
        await pilot.press("full_stop")
        assert screen.brief.path == "short-1.yaml"
        await pilot.press("c", "full_stop")
        assert (screen.brief.path, at(pilot)) == ("istanbul-2-article.yaml", "suggested/the brief")
        await pilot.press("comma")
        assert screen.brief.path == "short-2.yaml"
    assert text_of(drafts, "short-1") == SHORT.format(n=1).replace(", suggested: [who]", "")


async def test_a_file_that_changed_meanwhile_is_not_written_to(reader: Reader, drafts: Path):
    async with reader((80, 24), drafts) as pilot:
        await pilot.press("4")
        mine = text_of(drafts).replace("make a show", "make a scene")
        (drafts / "istanbul-2-article.yaml").write_text(mine, encoding="utf-8")
        await pilot.press("c")
        assert "nothing was written: the file has changed meanwhile" in seen(pilot)
        assert text_of(drafts) == mine
        assert "make a scene" in seen(pilot)
        await pilot.press("c")
        confirmed = text_of(drafts)
        assert len(changed(mine, confirmed)) == 1
        (drafts / "istanbul-2-article.yaml").write_text(f"{confirmed}# mine\n", encoding="utf-8")
        await pilot.press("u")
        assert "not undone: the file has changed since" in seen(pilot)
        assert text_of(drafts) == f"{confirmed}# mine\n"
        await pilot.press("u")
        assert "nothing to undo" in seen(pilot)


@pytest.mark.parametrize("key", ["c", "C", "W", "X"])
async def test_restricted_nothing_is_written(reader: Reader, drafts: Path, key: str):
    before = text_of(drafts)
    async with reader((80, 24), drafts, restricted=True) as pilot:
        await pilot.press("4", key, "enter")
        assert text_of(drafts) == before
        await pilot.press("full_stop")


async def test_the_keys_are_shown_only_where_there_is_something_to_confirm(
    reader: Reader, drafts: Path
):
    async with reader((160, 50), drafts) as pilot:
        await pilot.press("4")
        assert "c confirm  . next suggestion  W speaker  X drop" in seen(pilot).splitlines()[-1]
        hold_to_picture(whole_screen(pilot), PICTURES / "brief-160x50.txt")
        # Elsewhere in the brief there is no quote to name another speaker of.
        for keys, offered in (("1", ""), ("g g", ""), ("4", "c confirm  W speaker  X drop")):
            await pilot.press(*keys.split())
            foot = seen(pilot).splitlines()[-1]
            assert ". next suggestion" in foot
            assert all((each in foot) == (each in offered) for each in ("W speaker", "X drop"))
    async with reader((160, 50)) as pilot:
        await pilot.press("4")
        assert "confirm" not in seen(pilot).splitlines()[-1]
        for key, says in (
            ("c", "nothing in this brief is unconfirmed"),
            ("X", "nothing in this brief is unconfirmed"),
            ("W", "the speaker of this quote is confirmed; e edits the file"),
            ("C", "nothing was confirmed here since the reader was opened"),
        ):
            await pilot.press(key)
            assert says in seen(pilot)


async def test_the_list_counts_them(reader: Reader, drafts: Path):
    async with reader((80, 24), drafts) as pilot:
        hold_to_picture(whole_screen(pilot), PICTURES / "list-80x24.txt")


async def test_the_sign_of_a_cyrillic_keyboard_searches_where_nothing_is_suggested(
    reader: Reader,
):
    async with reader((80, 24)) as pilot:
        await pilot.press("full_stop")
        assert isinstance(pilot.app.screen, SearchScreen)


def test_there_are_no_pictures_of_nothing():
    used = {
        "quotes-80x24",
        "confirmed-80x24",
        "source-80x24",
        "speaker-80x24",
        "brief-160x50",
        "list-80x24",
    }
    assert {path.stem for path in PICTURES.glob("*.txt")} == used


@pytest.mark.parametrize("ascii_only", [True])
async def test_in_ascii_too(reader: Reader, drafts: Path, ascii_only: bool):
    async with reader((80, 24), drafts, ascii_only=ascii_only) as pilot:
        await pilot.press("4", "y", "q")
        await settled(pilot)
        assert "? suggested" in seen(pilot)
        assert seen(pilot).isascii()
