"""The command table has no clash, and every command has its action and its help."""

import pytest
from textual.geometry import Size

from briefing.commands import COMMANDS, Keys, clashes, key_name, live, useful, with_keys
from briefing.ui.main.screen import MainScreen
from briefing.ui.options import Options
from briefing.ui.screens.board_host import make_board
from briefing.ui.screens.board_screen import BoardScreen
from briefing.ui.trail import Trail
from briefing.view.board.board_ref import BoardRef
from tests.ui.fakes import indexed


def test_ids_are_unique():
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_no_two_commands_have_the_same_key_in_one_place():
    assert [str(clash) for clash in clashes(COMMANDS)] == []


def test_a_key_of_two_commands_is_reported():
    clash = clashes(with_keys({"zoom": ["j"]}))
    assert [str(c) for c in clash] == ['the key "j" is assigned to both move.down and zoom']


def test_a_key_that_begins_a_sequence_is_reported():
    assert clashes(with_keys({"zoom": ["g"]}))


@pytest.fixture(scope="module")
def actions():
    """Return what each command does, by the places that have screens of their own."""
    library = indexed()
    made = make_board(library, BoardRef("process", "ru-ua-istanbul-2025"), Size(80, 24))
    assert not isinstance(made, str)
    reading = MainScreen(library, Options()).actions
    board = BoardScreen(library, made, Options(), Trail()).actions
    return {"list": reading, "pane": reading, "board": board}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_an_action_and_a_sentence_of_help(actions, command):
    places = [place for place in actions if command.live_in(place)]
    assert places
    assert all(callable(actions[place][command.id]) for place in places)
    assert command.help.endswith(".")
    assert not command.title.endswith(".")


def _pressed(keys, key):
    command = keys.press(key, "list")
    return command.id if command is not None else ""


def test_a_sequence_is_pressed_key_by_key():
    keys = Keys()
    assert _pressed(keys, "g") == ""
    assert keys.pending
    assert _pressed(keys, "g") == "scroll.top"
    assert not keys.pending


def test_escape_drops_the_beginning_of_a_sequence():
    keys = Keys()
    keys.press("g", "list")
    assert _pressed(keys, "Esc") == ""
    assert _pressed(keys, "j") == "move.down"


def test_what_may_follow_is_known():
    keys = Keys()
    keys.press("g", "pane")
    following = [(key, command.id) for key, command in keys.following("pane")]
    begun = [(c, key.split()) for c in COMMANDS for key in c.keys if c.live_in("pane")]
    assert following == [(key[1], c.id) for c, key in begun if key[0] == "g" and len(key) > 1]
    assert ("g", "scroll.top") in following


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"), ("ctrl+d", "\x04", "^d"), ("enter", "\r", "Enter"), ("G", "G", "G"),
        ("pagedown", None, "PgDn"), ("question_mark", "?", "?"), ("о", "о", "j"), ("ф", "ф", "a"),
    ],
)  # fmt: skip
def test_a_key_has_one_name_whatever_the_keyboard_layout(key, character, name):
    assert key_name(key, character) == name


@pytest.mark.parametrize(("typed", "command"), [(".", "search"), (",", "help"), ("/", "search")])
def test_signs_of_a_cyrillic_keyboard_do_what_the_same_key_does_elsewhere(typed, command):
    assert _pressed(Keys(), typed) == command


def test_a_sign_that_is_bound_is_what_it_is():
    keys = Keys(with_keys({"zoom": ["."], "star": ["g ,"]}))
    assert _pressed(keys, ".") == ""  # zoom is not for the list
    assert _pressed(keys, ",") == ""


@pytest.mark.parametrize(
    ("character", "name"), [("ظ", "/"), ("؟", "?"), ("э", "'"), ("Х", "{"), ("Ъ", "}")]
)
def test_signs_of_other_keyboards_are_those_of_the_same_key(character, name):
    assert key_name(character, character) == name


def test_what_has_nothing_to_act_on_is_left_out():
    def names(*lacking):
        return {c.id for c in useful(live(COMMANDS, "list"), lacking) if c.footer}

    everything = names()
    assert everything - names("process") == {"process", "matrix", "moved"}
    assert names("briefs", "brief", "process") == {"end", "commands"}
