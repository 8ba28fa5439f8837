"""The reader with Textual's own driver: `python -m tests.benchmarks.stock [ARGUMENTS…]`."""

import sys

from briefing.library import Library
from briefing.ui import start
from briefing.ui.options import Options


def main() -> int:
    """Run the reader's command line, drawing whole widgets as Textual does by itself."""
    from briefing.cli.main import run

    open_reader = start.run_reader

    def with_own_driver(library: Library, options: Options | None = None) -> int:
        return open_reader(library, (options or Options())._replace(whole_widgets=True))

    vars(start)["run_reader"] = with_own_driver
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
