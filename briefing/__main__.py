"""`python -m briefing`, and the console script `briefing`."""

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit status; an interrupt leaves no traceback."""
    # Modules are full of objects that stay: looking for cycles among them takes a tenth of a start.
    # The reader, in which a long look would be felt, lowers this once something is on the screen.
    gc.set_threshold(100_000)
    if "--restricted" in sys.argv[1:]:
        _main_restricted()
    return _main()


def _main() -> int:
    try:
        from briefing.cli.main import run

        status = run(sys.argv[1:])
        _end_with_threads(status)
        # The process ends: a last search for cycles would take time for nothing.
        gc.freeze()
        return status
    except KeyboardInterrupt:
        import signal

        # Only a process that dies of SIGINT ends a shell's loop around it as well.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
        return 128 + signal.SIGINT


def _end_with_threads(status: int) -> None:
    """End the process at once if threads are at work, for which nobody waits.

    Python's own end would free the connection under one that is inside SQLite, and crash.
    """
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except (OSError, ValueError):
                pass  # who read it has gone, or it is closed
        os._exit(status)


def _main_restricted() -> None:
    """Run the command line, report a crash in one line, and end the process in any case.

    A process that ended by itself would open a Python prompt where PYTHONINSPECT is set.
    """
    from briefing.paths import state_folder
    from briefing.terminal.session.restore import tell_crash_briefly

    folder = state_folder()
    sys.excepthook = lambda *crash: tell_crash_briefly(folder, *crash)
    status = 1
    try:
        status = _main()
    finally:
        error = sys.exception()
        if error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
