"""`briefing --linear`: the reader in lines."""

import os
from functools import partial

from briefing.cli import output
from briefing.library import Library
from briefing.linear.line_input import LineInput
from briefing.linear.linear_context import LinearOptions
from briefing.linear.linear_reader import line_width, run_linear
from briefing.query.assist.completion import complete
from briefing.terminal.session.preflight import clean_environment
from briefing.text.clean import plain_ascii
from briefing.ui.options import Options
from briefing.view.signs import ASCII, UNICODE


def run_linear_reader(library: Library, options: Options, reason: str) -> int:
    """Read the library in lines, and return the exit status; `reason` is why it is so."""
    output.write_raw("")  # which says where it cannot be written
    if options.restricted:
        clean_environment(os.environ, restricted=True)
    linear = LinearOptions(
        reason=reason, restricted=options.restricted, open=options.open,
        list_name=options.list_name, read_after=options.read_after, refresh=options.refresh,
        citation=options.citation, commands=options.commands(), settings=options.settings,
        stores=options.stores, switch=options.switch, warnings=options.warnings,
        notice=options.notice, opener=options.opener,
    )  # fmt: skip
    earlier = [f"/{text}" for text in reversed(library.searches())]
    answers = LineInput(partial(completed, library), earlier)
    encode = partial(plain_ascii, letters=options.letters) if options.ascii_only else str
    signs = ASCII if options.ascii_only else UNICODE
    return run_linear(library, linear, answers, line_width, encode, signs)


def completed(library: Library, line: str, cursor: int) -> tuple[int, tuple[str, ...]]:
    """Return what the value or field before the cursor may become, as in the lines of a search.

    The signs of the command that searches stand before its query without a space.
    """
    lead = len(line) - len(line.lstrip("/"))
    found = complete(line[lead:], cursor - lead, library.query_values())
    return lead + found.start, found.texts
