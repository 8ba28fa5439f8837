from briefing.commands import COMMANDS
from briefing.user.restricted import KEPT, OFF, describe, permitted


def test_only_what_has_been_thought_about_is_kept() -> None:
    ids = {command.id for command in permitted(COMMANDS)}
    assert ids == KEPT
    assert "suspend" not in ids


def test_no_kept_command_writes_or_starts_anything() -> None:
    words = ("edit", "export", "save", "copy", "shell", "pipe", "browser", "suspend", "note", "tag")
    for command in permitted(COMMANDS):
        assert not any(word in command.id for word in words)


def test_every_name_is_explained_in_one_line() -> None:
    assert len(describe().splitlines()) == len(OFF)
    assert max(map(len, describe().splitlines())) <= 100
