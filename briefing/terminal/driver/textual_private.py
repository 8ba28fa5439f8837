"""Everything that this package uses of Textual's private interface.

A test asserts that each of these names is there, so that a new Textual cannot take one away
unnoticed, and that no other module uses any.
"""

from typing import TYPE_CHECKING, Any

# Textual is loaded by whoever runs an app: a session is guarded from before that.
if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser
    from textual.app import App
    from textual.driver import Driver


def parser(debug: bool = False) -> "XTermParser":
    """Return what makes events of the characters that a terminal sends."""
    from textual._xterm_parser import XTermParser

    return XTermParser(debug)


def driver_of(app: "App[Any]") -> "Driver | None":
    """Return the driver of an app, or None where it is not running."""
    return app._driver


def crash_of(app: "App[Any]") -> Exception | None:
    """Return what ended an app that has run, or None if nothing was raised."""
    return app._exception


def crash(app: "App[Any]", error: BaseException) -> None:
    """End the app as if one of its message handlers had raised `error`; in its own thread only."""
    app._handle_exception(error)  # type: ignore[arg-type]  # what a thread raised may be any kind
