"""Keys while quotations are checked: `python -m tests.benchmarks checking [--json]`.

Every check of a brief's quotations is made to take five seconds; keys are to be answered meanwhile
as if nothing were under way.
"""

import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator

from tests.benchmarks.reader import milliseconds
from tests.benchmarks.report import Figure, Plan
from tests.benchmarks.start import PROGRAM, READY, ROOT, run
from tests.tools.big_stores import write_store
from tests.tools.meter import clean_environment
from tests.tools.terminal import Terminal

_BRIEFS = 100
_RUNS = 5
_MOST = 50
"""Milliseconds within which a key is to be answered."""
_KEYS = {"j": "j", "J": "J", "/": "/", "x": "x in the search", "escape": "Esc", "q": "q"}
_SLOW = """
import sys, time
from briefing.store.checked_brief import CheckedBrief
judge = CheckedBrief.judge
def slow(checked, *cancelled):
    time.sleep(5)
    return judge(checked, *cancelled)
CheckedBrief.judge = slow
from briefing.__main__ import main
sys.exit(main())
"""


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure keys with every check slowed down, and beside it as it is."""
    env = clean_environment(plan.folder)
    env["PYTHONPATH"] = str(ROOT)
    store = plan.folder / f"store-{_BRIEFS}"
    write_store(store, _BRIEFS)
    run([*PROGRAM, "index", "-s", str(store)], env)
    slow = _answers((sys.executable, "-c", _SLOW, str(store)), env)
    plain = _answers((*PROGRAM, str(store)), env)
    for key, name in _KEYS.items():
        yield Figure(
            f"{name}, while a check takes 5 s", slow[key], most=_MOST,
            beside={"without": plain[key]},
        )  # fmt: skip


def _answers(command: tuple[str, ...], env: dict[str, str]) -> dict[str, float]:
    """Return the median milliseconds that each key takes, pressed after a brief was opened."""
    answers: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(_RUNS):
        terminal = Terminal(command, env=env)
        try:
            terminal.wait_for(READY)
            milliseconds(terminal, "enter")
            for key in _KEYS:
                answers[key].append(milliseconds(terminal, key))
            terminal.press("Q")
            terminal.end()
        finally:
            terminal.close()
    return {key: statistics.median(times) for key, times in answers.items()}
