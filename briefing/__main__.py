"""`python -m briefing`, and the console script `briefing`."""

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit status; an interrupt ends it without a traceback."""
    # Modules are full of objects that stay: looking for cycles among them takes a tenth of a start.
    gc.set_threshold(20_000)
    if "--restricted" in sys.argv[1:]:
        _main_restricted()
    return _main()


def _main() -> int:
    try:
        from briefing.cli.main import run

        status = run(sys.argv[1:])
        # The process ends: looking for cycles in all it holds would take a while for nothing.
        gc.freeze()
        return status
    except KeyboardInterrupt:
        return _die_of_interrupt()


def _main_restricted() -> None:
    """Do the same, and end the process whatever comes of it, with faults told in one line.

    If it ended by itself, Python would offer a prompt where PYTHONINSPECT is set.
    """
    from functools import partial

    from briefing.paths import state_folder
    from briefing.terminal.session.restore import tell_crash_briefly

    sys.excepthook = partial(tell_crash_briefly, state_folder())
    status = 1
    try:
        status = _main()
    finally:
        error = sys.exception()
        if error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        os._exit(status)


def _die_of_interrupt() -> int:
    """End by SIGINT itself: only then does a shell's loop around this command end as well."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)
    return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
