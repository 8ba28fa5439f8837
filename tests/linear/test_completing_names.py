"""Names that Tab completes in the linear mode."""

from io import StringIO

import pytest

from briefing.library import Library
from briefing.linear.console import Console
from briefing.linear.linear_context import LinearOptions
from briefing.linear.linear_reader import LinearReader
from tests.linear.reading import Script, answer


def completed(library: Library, *lines: str) -> list[str]:
    """Return what Tab makes of the last of these lines, after the others were typed."""
    *before, text = lines
    script = Script(before)
    reader = LinearReader(library, LinearOptions("of --linear"), Console(StringIO(), script))
    reader.run()
    start, found = reader.completed(text, len(text))
    return [text[:start] + each for each in found]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["w ukr"], ["w Ukraine, party"]),
        (["who Rustem"], ["who Rustem Umerov, person"]),
        (["w umer"], ["w Rustem Umerov, person"]),  # the only one with such a word
        (["2", "w umer"], ["w Rustem Umerov, person"]),
        (["p", "w russ"], ["w Russia, party"]),
        (["w xyzzy"], []),
        (["w"], []),  # a command by itself
        (["umer"], []),
        (["j ukr"], []),
    ],
)
def test_tab_completes_names_after_a_command(
    istanbul: Library, lines: list[str], found: list[str]
) -> None:
    assert completed(istanbul, *lines) == found


def test_tab_lists_every_name_and_issue_and_round(istanbul: Library) -> None:
    everyone = completed(istanbul, "w ")
    assert {"w Ukraine, party", "w Rustem Umerov, person"} <= set(everyone)
    for line in everyone[:3]:
        assert not answer(istanbul, line)[0].startswith(("No choice", "Parties and people"))
    issues = completed(istanbul, "2", "i ")
    assert len(issues) == 7
    assert not answer(istanbul, "2", issues[0])[0].startswith(("No choice", "Issues"))
    assert len(completed(istanbul, "2", "g r ")) == 2


def test_tab_completes_a_choice(istanbul: Library) -> None:
    script = Script(["w"])
    LinearReader(istanbul, LinearOptions("of --linear"), Console(StringIO(), script)).run()
    assert script.prompts[-1] == "Choice: "
    assert script.complete is not None
    assert script.complete("umer", 4) == (0, ["Rustem Umerov, person"])
    assert script.complete("is:un", 5) == (0, [])
