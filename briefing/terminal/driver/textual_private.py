"""The only uses of Textual's private interface; a test asserts that it has each of these names."""

from typing import TYPE_CHECKING, Any

# A session is guarded from before Textual is loaded.
if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser
    from textual.app import App
    from textual.driver import Driver


def parser(debug: bool = False) -> "XTermParser":
    """Return a parser from the characters that a terminal sends to events."""
    from textual._xterm_parser import XTermParser

    return XTermParser(debug)


def driver_of(app: "App[Any]") -> "Driver | None":
    """Return the driver of an app, or None where it is not running."""
    return app._driver


def crash_of(app: "App[Any]") -> Exception | None:
    """Return the exception that ended an app, or None if it ended without."""
    return app._exception


def crash(app: "App[Any]", error: BaseException) -> None:
    """End the app as if one of its message handlers had raised `error`; in its own thread only."""
    try:
        raise error
    except type(error):  # Textual's report is of the error that is being handled
        app._handle_exception(error)  # type: ignore[arg-type]  # a thread may raise any kind
