"""What the screens are made of: no class is so large that nobody can read it."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

from briefing import ui
from briefing.ui.input.actions import Actions, action_table

MOST = 60
"""Methods of ours over the whole line of a class's bases; properties are methods."""


def _classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(ui.__path__, "briefing.ui."):
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and value.__module__ == module.name:
                yield value


def _methods(each: type) -> list[str]:
    """Return the methods of a class and of its bases, as far as they are ours."""
    ours = [base for base in each.__mro__ if base.__module__.startswith("briefing.")]
    return [
        f"{base.__name__}.{name}"
        for base in ours
        for name, value in vars(base).items()
        if inspect.isfunction(value) or isinstance(value, property | classmethod | staticmethod)
        if not name.startswith("_default_")  # which Textual makes of a reactive's default
    ]


@pytest.mark.parametrize("each", sorted(_classes(), key=str), ids=str)
def test_a_class_can_be_read(each: type) -> None:
    assert len(_methods(each)) <= MOST


def _part(*names: str) -> Actions:
    return {name: lambda: None for name in names}


def test_no_command_is_done_by_two_objects() -> None:
    assert set(action_table(_part("star"), _part("zoom", "open"))) == {"star", "zoom", "open"}
    with pytest.raises(ValueError, match="done twice: star"):
        action_table(_part("star", "zoom"), _part("open", "star"))
