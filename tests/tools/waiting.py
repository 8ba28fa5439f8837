"""Waiting for a condition: the only wait of the tests, beside those that read a terminal."""

import asyncio
import select
import time
from collections.abc import Callable

PATIENCE = 20.0
"""Seconds after which a wait gives up; generous, because tests share the machine."""


def until(
    holds: Callable[[], bool],
    what: object = "a condition",
    patience: float = PATIENCE,
    meanwhile: Callable[[float], object] = lambda wait: select.select([], [], [], wait),
) -> None:
    """Wait until `holds()`; raise `AssertionError` with `what` after `patience` seconds.

    `meanwhile` is called between two looks, with the seconds that it may take.
    """
    limit = time.monotonic() + patience
    while not holds():
        if time.monotonic() > limit:
            message = what() if callable(what) else what
            raise AssertionError(f"waited {patience:.0f} s for {message}")
        meanwhile(0.01)


async def until_async(
    holds: Callable[[], bool], what: object = "a condition", patience: float = PATIENCE
) -> None:
    """Wait until `holds()` as `until` does, letting the event loop run meanwhile."""
    limit = time.monotonic() + patience
    while not holds():
        if time.monotonic() > limit:
            raise AssertionError(f"waited {patience:.0f} s for {what}")
        await asyncio.sleep(0.005)
