"""What Textual does not promise is still there, and used in one place alone."""

from pathlib import Path

from textual import events
from textual.app import App

import briefing
from briefing.terminal import textual_private

PRIVATE = ("_xterm_parser", "XTermParser", "_exception", "_handle_exception")


def test_the_parser_turns_characters_into_keys() -> None:
    parser = textual_private.parser()
    found = [*parser.feed("a"), *parser.tick()]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["a"]


async def test_an_app_tells_and_takes_a_crash() -> None:
    app: App[None] = App()
    assert textual_private.crash_of(app) is None
    assert callable(app._handle_exception)


def test_private_names_are_used_nowhere_else() -> None:
    root = Path(briefing.__file__).parent
    for path in root.rglob("*.py"):
        if path.name != "textual_private.py":
            text = path.read_text("utf-8").replace("format_exception", "")
            assert not [name for name in PRIVATE if name in text], path
