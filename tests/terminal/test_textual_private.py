"""What Textual does not promise is still there, and used in one place alone."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.driver import Driver

import briefing
from briefing.terminal.driver import driver, textual_private

USED = {"_xterm_parser", "_exception", "_handle_exception", "_driver"}
"""What `textual_private` uses."""
PROMISED = {"_asdict", "_field_defaults", "_make", "_replace"}
"""What Python's documentation promises of named tuples, underscores or not."""


def test_the_parser_turns_characters_into_keys() -> None:
    parser = textual_private.parser()
    found = [*parser.feed("a"), *parser.tick()]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["a"]


async def test_an_app_tells_and_takes_a_crash_and_has_a_driver() -> None:
    app: App[None] = App()
    assert textual_private.crash_of(app) is None
    assert callable(app._handle_exception)
    assert textual_private.driver_of(app) is None
    async with app.run_test():
        assert isinstance(textual_private.driver_of(app), Driver)


def test_private_names_are_used_nowhere_else() -> None:
    root = Path(briefing.__file__).parent
    trees = {path: _tree(path) for path in root.rglob("*.py")}
    ours = {name for tree in trees.values() for name in _defined(tree)}
    assert not ours & USED
    foreign = {path: _used(tree) - ours - PROMISED for path, tree in trees.items()}
    assert foreign.pop(Path(textual_private.__file__)) == USED
    textual = _private(App) | _private(Driver) | USED
    assert not {path: used & textual for path, used in foreign.items() if used & textual}


async def test_the_driver_does_without_what_its_base_does_not_promise() -> None:
    app: App[None] = App()
    async with app.run_test():
        base = textual_private.driver_of(app)
        assert base is not None
        names = {name for name in vars(base) if name.startswith("_")}
    assert {"_app", "_loop", "_mouse", "_size", "_debug", "_auto_restart"} <= names
    source = _tree(Path(driver.__file__))
    assert not (_used(source) | set(_defined(source))) & (names | _private(Driver))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _private(kind: type[Any]) -> set[str]:
    return {name for name in dir(kind) if name.startswith("_") and not name.startswith("__")}


def _used(tree: ast.Module) -> set[str]:
    """Return the private names that a module asks some object or some package for."""
    names = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {*(node.module or "").split("."), *(each.name for each in node.names)}
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def _defined(tree: ast.Module) -> Iterator[str]:
    """Yield the private names that a module gives to something of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
