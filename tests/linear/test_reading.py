"""The jobs of the README's first minute and each board, reading only what is printed."""

import re
from itertools import chain, repeat

import pytest

from briefing.library import Library
from briefing.text.fold import fold
from tests.linear.reading import answer, printed


def test_the_first_lines_say_that_the_mode_is_on_and_why_and_what_there_is(istanbul: Library):
    first, count, *briefs = printed(istanbul, [])
    assert first == "Linear mode is on because of --linear. q or Ctrl+D ends it, ? lists commands."
    assert count == "Briefs: 3 briefs, newest first"
    assert briefs[1] == (
        "Brief 2 of 3: TLP:CLEAR Istanbul, second round: a prisoner swap, no ceasefire, 2 June "
        "2025, round 2 of 3, 3 agreements, 3 disagreements, 6 quotes"
    )
    helped = printed(istanbul, ["1", "p"], helped=True)
    assert [line for line in helped if line.startswith("Help: ")] == [
        "Help: a number opens a brief; / searches, p process, q quits, ? commands.",
        "Help: 1 to 5 read panes, j the next record, Enter follows; q back, ? commands.",
        "Help: a number reads a row, l and h its cells; Enter opens, q back, ? commands.",
    ]


def test_j_and_k_move_through_the_list_and_enter_opens(istanbul: Library):
    assert answer(istanbul, "j")[0].startswith("Brief 2 of 3: ")
    assert answer(istanbul, "j", "k")[0].startswith("Brief 1 of 3: ")
    assert answer(istanbul, "k") == ["This is the first brief."]
    opened = answer(istanbul, "j", "")
    assert opened[0] == "Brief 2 of 3: Istanbul, second round: a prisoner swap, no ceasefire"
    assert "Pane 1, Summary" in opened
    assert opened == answer(istanbul, "2")


@pytest.mark.parametrize(
    ("digit", "heading", "first"),
    [
        ("1", "Pane 1, Summary", "Bottom line: The delegations agreed on"),
        ("2", "Pane 2, Agreements: 3", "Agreement 1 of 3, a1: Exchange of prisoners of war"),
        ("3", "Pane 3, Disagreements: 3, 4 proposals", "Disagreement 1 of 3, d1: Ceasefire"),
        ("4", "Pane 4, Quotes: 6, 5 verbatim, 1 typography", "Quote 1 of 6, q1, verbatim: Rustem"),
        ("5", "Pane 5, Sources: 1", "Source 1 of 1, article: "),
    ],
)
def test_digits_read_panes(istanbul: Library, digit: str, heading: str, first: str):
    lines = answer(istanbul, "2", digit)
    assert lines[0] == heading
    assert lines[1].startswith(first)


def test_0_is_the_list_and_big_j_the_next_brief_in_the_same_pane(istanbul: Library):
    assert answer(istanbul, "2", "0")[:2] == [
        "Briefs: 3 briefs, newest first", printed(istanbul, [])[3]
    ]  # fmt: skip
    lines = answer(istanbul, "2", "4", "J")
    assert lines[0].startswith("Brief 3 of 3: Istanbul, first round")
    assert "Pane 4, Quotes: 6, 6 no archive" in lines
    assert answer(istanbul, "2", "K")[0].startswith("Brief 1 of 3: ")


def test_enter_leads_from_a_quote_to_its_words_in_the_source_and_q_back(istanbul: Library):
    lines = answer(istanbul, "2", "q3", "")
    assert lines[0] == "Pane 5, Sources: 1"
    assert lines[1].startswith("Paragraph 7 of 11: However, Medinsky disputed")
    assert "Quoted as q3: “make a show”" in lines
    back = answer(istanbul, "2", "q3", "", "q")
    assert (
        back[0] == "Quote 3 of 6, q3, verbatim: Vladimir Medinsky, Russia, accusing: “make a show”"
    )


def test_enter_leads_from_an_agreement_to_its_support_by_choice(istanbul: Library):
    lines = answer(istanbul, "2", "a1", "", "2")
    assert lines[0] == "Pane 5, Sources: 1"
    assert lines[1].startswith("Paragraph 6 of 11: ")
    choices = answer(istanbul, "2", "a1", "")
    assert choices == ["References: 2 choices", "1: paragraph 3", "2: paragraph 6"]


def test_references_lead_to_records_and_to_other_briefs(istanbul: Library):
    assert answer(istanbul, "2", "bottom_line", ";", "a1")[0] == "Pane 2, Agreements: 3"
    lines = answer(istanbul, "1", "a2", "")
    assert lines[0] == "Brief: Istanbul, second round: a prisoner swap, no ceasefire"
    assert lines[1] == "Handling: TLP:CLEAR"
    assert lines[3].startswith("Agreement 2 of 3, a2: ")
    lines = answer(istanbul, "istanbul-2025-06-02#q6")
    assert any(line.startswith("Quote 6 of 6, q6, typography") for line in lines)


def test_search_reads_hits_and_n_goes_from_one_to_the_next_across_briefs(istanbul: Library):
    lines = answer(istanbul, "/level of leaders")
    assert lines[0] == "Search for level of leaders: 4 hits in 3 briefs"
    assert re.match(r"Hit 1 of 4, .*: .*level of leaders", lines[1], re.IGNORECASE)
    assert lines[2].startswith("In: Istanbul, ")
    opened = answer(istanbul, "/level of leaders", "1")
    assert opened[0].startswith("Hit 1 of 4, ")
    assert any(line.startswith("Found: level of leaders") for line in opened)
    walked = [answer(istanbul, "/level of leaders", *["n"] * n) for n in range(1, 6)]
    assert [lines[0].partition(",")[0] for lines in walked[:4]] == [
        "Hit 1 of 4", "Hit 2 of 4", "Hit 3 of 4", "Hit 4 of 4"
    ]  # fmt: skip
    assert walked[4] == ["This is the last hit."]
    assert answer(istanbul, "/level of leaders", "n", "n", "N") == walked[0]


def test_a_search_without_hits_says_what_would_find_something(istanbul: Library):
    lines = answer(istanbul, "/medinski")
    assert lines[0] == "Search for medinski: nothing found"
    assert lines[1].startswith("Hint: ")
    assert answer(istanbul, "/date:99")[0].startswith("Error at column ")


def test_a_second_slash_searches_the_open_brief_alone(istanbul: Library):
    lines = answer(istanbul, "2", "//ceasefire")
    assert lines[0].startswith("Search in istanbul-2025-06-02 for ceasefire: ")
    assert all("Istanbul, second round" in line for line in lines if line.startswith("In: "))


def test_a_filter_narrows_the_list_and_big_f_shows_all(istanbul: Library):
    lines = answer(istanbul, "f round:2")
    assert lines[:2] == ["Briefs: 1 brief, newest first", "Filter: round:2"]
    assert lines[2].startswith("Brief 1 of 1: TLP:CLEAR Istanbul, second round")
    assert answer(istanbul, "f round:2", "F")[0] == "Briefs: 3 briefs, newest first"
    assert answer(istanbul, "f", "round:2") == lines


@pytest.mark.parametrize(
    ("key", "title", "line"),
    [
        ("p", "ru-ua-istanbul-2025: where each issue stands",
         "Round 2, 2 June 2025: claimed by Ukraine; 6,000 bodies each"),
        ("x", "ru-ua-istanbul-2025: who holds what", "Party 1 of 2: Ukraine"),
        ("d", "ru-ua-istanbul-2025: what moved from round 1 to round 2", "What moved: reworded"),
        ("=", "istanbul-2025-05-16 and istanbul-2025-06-02", "Pair 1 of 48: Summary"),
        ("S", "ru-ua-istanbul-2025: changes of position",
         "Issue: Return of the bodies of killed soldiers"),
        ("T", "ru-ua-istanbul-2025: what happened when", "Text: Direct negotiations restart."),
        ("P", "ru-ua-istanbul-2025: what was promised, and what became of it", "Due: June 2025"),
        ("i ceasefire", "Ceasefire", "Entry 1 of 16: 16 May 2025"),
        ("w ukraine", "Ukraine", "Stance: agrees"),
    ],
)  # fmt: skip
def test_each_board_is_read_row_by_row(istanbul: Library, key: str, title: str, line: str):
    lines = answer(istanbul, "j", key)
    assert lines[0] == f"Board: {title}"
    if not any(one == line for one in lines):
        assert line in answer(istanbul, "j", key, "z")


def test_a_board_is_read_cell_by_cell_and_leads_to_its_records(istanbul: Library):
    cell = answer(istanbul, "p", "2", "l", "l")
    assert cell == [
        "Issue 2 of 7: Return of the bodies of killed soldiers",
        "Round 2, 2 June 2025: claimed by Ukraine; 6,000 bodies each",
    ]
    opened = answer(istanbul, "p", "2", "l", "l", "")
    assert opened[0] == "Brief: Istanbul, second round: a prisoner swap, no ceasefire"
    assert opened[3] == "Agreement 2 of 3, a2: Return of the bodies of killed soldiers"
    assert answer(istanbul, "p", "2", "l", "l", "", "q") == cell


def test_verdicts_stand_in_words_on_boards(istanbul: Library):
    lines = printed(istanbul, ["p", "x", "d", "S", "T", "P", "="])
    said = "\n".join(lines)
    assert "verbatim: “can be resolved only at the level of leaders”" in said
    assert "no archive: “we agreed that at least 1,200" in said
    assert not re.search("[✓≈≠✗○]", said)


def test_the_matrix_is_read_party_by_party_or_issue_by_issue(istanbul: Library):
    assert "Party 2 of 2: Russia" in answer(istanbul, "x")
    turned = answer(istanbul, "x", "t")
    assert "Issue 7 of 7: A further round of talks" in turned
    assert any(line.startswith("Ukraine: supports; Says it is ready") for line in turned)


def test_boards_lead_to_the_next_round_and_compare_with_any_other(istanbul: Library):
    title = "Board: ru-ua-istanbul-2025: what moved from round {} to round {}"
    assert answer(istanbul, "d")[0] == title.format(2, 3)
    assert answer(istanbul, "d", "K")[0] == title.format(1, 2)
    assert answer(istanbul, "d", "J") == ["There is no later round."]
    assert answer(istanbul, "g r")[:2] == [
        "Rounds to compare round 3 with: 2 choices",
        "1: round 1, 16 May 2025, Istanbul, first round: a thousand prisoners for a thousand",
    ]
    assert answer(istanbul, "gr", "1")[0] == title.format(1, 3)
    assert answer(istanbul, "3", "d") == [
        "This is the first round; there is no earlier one to compare."
    ]


def test_a_board_is_searched_cell_by_cell(istanbul: Library):
    lines = answer(istanbul, "p", "/6,000")
    assert lines[1].startswith("Round 2, 2 June 2025: claimed by Ukraine; 6,000 bodies")
    found = [answer(istanbul, "p", "/bodies", *["n"] * n)[0] for n in range(2)]
    assert found == ["Issue 2 of 7: Return of the bodies of killed soldiers"] * 2
    assert answer(istanbul, "p", "/bodies", "n")[1].startswith("Round 2, 2 June 2025: ")
    assert answer(istanbul, "p", "/bodies", "n", "N") == answer(istanbul, "p", "/bodies")
    assert answer(istanbul, "p", "/nowhere") == ["No cell contains nowhere."]


def test_the_outline_lists_headings_and_records(istanbul: Library):
    lines = answer(istanbul, "2", "go")
    assert (
        "4: Agreements, a1: Exchange of prisoners of war: A new exchange of prisoners of war."
        in lines
    )
    assert answer(istanbul, "2", "g o", "4")[0] == "Pane 2, Agreements: 3"
    assert answer(istanbul, "2", "go", "xyzzy") == ["No choice has the words xyzzy."]


def test_history_and_marks_lead_back(istanbul: Library):
    quote = answer(istanbul, "2", "q3")[1:]
    assert answer(istanbul, "2", "q3", "p", "[") == quote
    assert answer(istanbul, "2", "q3", "p", "[", "]")[0].startswith("Issue 1 of 7")
    assert answer(istanbul, "2", "q3", "m x", "0", "'x") == quote
    assert answer(istanbul, "]") == ["There is no later location in history."]
    assert answer(istanbul, "'y") == ["There is no mark y."]


def test_help_reads_the_live_keys_and_can_be_searched(istanbul: Library):
    lines = answer(istanbul, "?")
    assert "Command f or filter: List the briefs that a query finds." in lines
    for typed in ((), ("2",), ("p",)):
        said = "\n".join(answer(istanbul, *typed, "?"))
        assert not re.search("cursor|screen|press|as you type|scroll|label", said, re.IGNORECASE)
    assert not any("transpose" in line for line in lines)
    assert answer(istanbul, "? party:")[0].startswith("Query party:Kyiv: records of a party")
    assert any(line.startswith("Command t or transpose: ") for line in answer(istanbul, "p", "?"))


def test_commands_go_by_their_names_too(istanbul: Library):
    assert answer(istanbul, "process") == answer(istanbul, "p") == answer(istanbul, ":process")
    assert answer(istanbul, "search level of leaders") == answer(istanbul, "/level of leaders")
    assert answer(istanbul, "transpose") == ["Transpose is not available here; ? lists what is."]
    assert answer(istanbul, "nonsense") == [
        "There is no command nonsense; ? lists them, / searches."
    ]


def test_the_mode_ends_with_the_input_or_with_q(istanbul: Library):
    assert answer(istanbul, "q", "p") == []
    assert answer(istanbul, "p", "q")[0].startswith("Brief 1 of 3")
    assert answer(istanbul, "Q", "p") == []


def test_ctrl_c_leaves_a_question_and_not_the_mode(istanbul: Library):
    assert answer(istanbul, "w", "^C") == ["Left."]
    assert answer(istanbul, "^C") == ["Stopped; q or Ctrl+D ends the mode."]
    assert answer(istanbul, "w", "^C", "p")[0].startswith("Board: ")


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_longer_than_the_terminal_and_no_word_is_lost(istanbul: Library, width: int):
    typed = ["2", "z", "3", "4", "5", "q", "p", "x", "d", "=", "/ceasefire", "?"]
    narrow, whole = (printed(istanbul, typed, width=each, helped=True) for each in (width, None))
    assert " ".join(" ".join(narrow).split()) == " ".join(" ".join(whole).split())
    longer = [line for line in narrow if len(line) > width]
    assert all(" " not in line.strip() for line in longer), longer
    for line in narrow:
        assert line == line.rstrip()


def test_a_long_pane_is_read_in_portions(istanbul: Library):
    lines = answer(istanbul, "2", "=")
    assert re.match(r"Read to row \d+ of 48; more reads on\.", lines[-1])
    more = answer(istanbul, "2", "=", "more")
    assert more[0].startswith("Pair ")
    whole = answer(istanbul, "2", "=", "z")
    assert sum(line.startswith("Pair ") for line in whole) == 48
    assert not any("more reads on" in line for line in whole)


def test_a_record_is_read_with_its_positions_by_its_key(istanbul: Library):
    lines = answer(istanbul, "2", "d2")
    assert [line.partition(":")[0] for line in lines[1:]] == [
        "Disagreement 2 of 3, d2", "Question", "Kind", "Status", "Position 1 of 2, d2", "Support",
        "Position 2 of 2, d2", "Support",
    ]  # fmt: skip
    assert answer(istanbul, "2", "d2", "")[0] == "References: 4 choices"


def test_what_holds_for_a_while_is_noticed_once(istanbul: Library):
    said = chain(["", "the server is lost", "the server is lost", ""], repeat(""))
    lines = printed(istanbul, ["j", "k", "j", "k"], notice=lambda: next(said))
    assert [line for line in lines if line.startswith("Notice: ")] == [
        "Notice: the server is lost", "Notice: it is over."
    ]  # fmt: skip


def test_what_holds_at_the_start_is_said_before_the_first_command(istanbul: Library):
    lines = printed(istanbul, [], notice=lambda: "the server is lost")
    assert lines[-1] == "Notice: the server is lost"
    assert lines.count(lines[-1]) == 1
    assert not [line for line in printed(istanbul, ["j"]) if line.startswith("Notice")]


def test_nought_is_the_list_from_everywhere(istanbul: Library):
    for way in (["j"], ["2"], ["2", "4"], ["p"], ["x", "1"], ["/ceasefire"], ["/ceasefire", "3"]):
        assert answer(istanbul, *way, "0")[0].startswith("Briefs: 3 briefs"), way
        # The way back leads to where one was.
        assert answer(istanbul, *way, "0", "j")[0].startswith("Brief "), way


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (["9"], "There is no brief 9; the last is 3."),
        (["x", "99"], "There is no row 99; the last is 2."),
        (["/leaders", "1000"], "There is no hit 1,000; the last is 9."),
        (["f vienna", "1"], "There is no brief 1; there is none."),
    ],
)
def test_a_number_beyond_the_last_says_how_many_there_are(istanbul: Library, way, said):
    assert answer(istanbul, *way) == [said]


@pytest.mark.parametrize(
    "query", ["leaders", "ceasefire", "prisoners exchange", "/bod(y|ies)/", "medinsky"]
)
def test_what_is_read_of_a_hit_has_the_words_that_were_found(istanbul: Library, query: str) -> None:
    said = printed(istanbul, [f"/{query}", "1", *"n" * 30])
    begun = [at for at, line in enumerate(said) if line.startswith("Found: ")]
    assert len(begun) > 2
    for start, end in zip(begun, [*begun[1:], len(said)], strict=True):
        words = said[start].removeprefix("Found: ").split(", ")
        read = fold(" ".join(said[start + 1 : end]))
        assert any(fold(word) in read for word in words), said[start:end]


def test_a_hit_in_the_summary_is_read_in_the_paragraph_that_has_it(istanbul: Library) -> None:
    said = printed(istanbul, ["/medinsky leads", "1"])
    assert said[-1].startswith("Summary 1 of 3: ")
    assert printed(istanbul, ["/leaders", "1"])[-1].startswith("Bottom line: ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("v", "Select is not available here; 3yy copies three records, 3| pipes them."),
        ("mouse", "Mouse is not available here; there is no mouse here."),
        ("suspend", "Suspend is not available here; Ctrl+Z suspends."),
        ("yq", "Copy quote is not available here; ? lists what is."),
        ("V", "There is no command V; ? lists them, / searches."),
    ],
)
def test_what_only_the_full_screen_has_is_named(istanbul: Library, typed: str, said: str) -> None:
    assert answer(istanbul, typed) == [said]
