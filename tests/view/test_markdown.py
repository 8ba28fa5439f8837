"""Markdown prose is laid out block by block, whatever it holds."""

import re
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.text.markdown_parser import MAX_SIGNS, parse
from briefing.view.markdown import block_rows, blocks, inline
from briefing.view.spans import plain, width_of


def laid(prose, width=30):
    return [plain(line) for block in blocks(prose) for line in block_rows(block, width)]


def roles(prose):
    """Return the text and the role of each span that is not plain."""
    spans = [span for block in blocks(prose) for span in block.spans]
    return [(span.text, span.role) for span in spans if span.role != "plain"]


def kinds(prose):
    return [block.kind for block in blocks(prose)]


def test_paragraphs_headings_lists_and_quotations():
    prose = "# Head\none\ntwo\n\n- a\n- b\n  goes on\n\n3. third\n\n> said\n> so\n\n---\n"
    assert laid(prose) == [
        "Head",
        "one two",
        "• a",
        "• b goes on",
        "3. third",
        "│ said so",
        "─" * 20,
    ]


def test_code_keeps_its_lines():
    assert laid("```\n a  b\nc\n```") == [" a  b", "c"]


def test_code_ends_the_paragraph_before_it():
    assert laid("before\n```\ncode\n```\nafter") == ["before", "code", "after"]
    assert laid("before\n```\nnever closed")[:2] == ["before", "never closed"]


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        ("```Both sides``` signed.\n\nafter", ["Both sides signed.", "after"]),
        ("```\n~~~\n```\n\n## After", ["~~~", "After"]),
        ("````md\n```js\nx = 1\n```\n````", ["```js", "x = 1", "```"]),
        ("> ```sh\n> first\n> second\n> ```", ["│ first", "│ second"]),
        ("~~~\n```\n~~~\nafter", ["```", "after"]),
        ("~~~ a `b` ~~~\nx\n~~~\nafter", ["x", "after"]),
        ("```\nx\n``` not closed\ny\n```", ["x", "``` not closed", "y"]),
        ("```\nx\n`````  \nafter", ["x", "after"]),
        ("`````\nx\n```\ny\n`````", ["x", "```", "y"]),
        ("   ```\n   x\n   ```\nafter", ["x", "after"]),
        ("text\n    ```\n    y", ["text ``` y"]),
        ("- item\n  ```\n  code\n  ```\n- next", ["• item", "  code", "• next"]),
        ("1. ~~~\n   a\n   ~~~\n\n   b", ["1. a", "   b"]),
        ("``\nx\n``", ["x"]),
        ("```\n\na\n\n\nb\n```", ["", "a", "", "", "b"]),
        ("~~~\nx", ["x"]),
        ("> ```\n> x\nafter", ["│ x", "after"]),
        ("````\nx\n~~~~\n````\nafter", ["x", "~~~~", "after"]),
        ("```js\r\nx\r\n```\r\nafter", ["x", "after"]),
        ("    indented\n      more\n\nafter", ["indented", "  more", "after"]),
    ],
)
def test_a_fence_ends_with_its_like(prose, rows):
    assert laid(prose, 60) == rows


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        ("Signed by:  \nA. One  \nB. Two\\\nC. Three",
         ["Signed by:", "A. One", "B. Two", "C. Three"]),
        ("a<br>b<br/>c<BR />d", ["a", "b", "c", "d"]),
        ("*a*<br>*b*", ["a", "b"]),
        ("`<br>` and ``a`` `<br/>`", ["<br> and a <br/>"]),
        ("*a*&lt;br&gt;*b* \\<br>", ["a<br>b <br>"]),
        ("one\ntwo \nthree", ["one two three"]),
        ("- a  \n  b", ["• a", "  b"]),
        ("> a\\\n> b", ["│ a", "│ b"]),
        ("1. a\n   - b\n     1. c", ["1. a", "   • b", "     1. c"]),
        ("- a\n\n  b\n- c", ["• a", "  b", "• c"]),
        ("* a\n+ b\n- c", ["• a", "• b", "• c"]),
        ("7) a\n8) b", ["7) a", "8) b"]),
        ("- \n- a", ["• ", "• a"]),
        ("- - a", ["• • a"]),
        ("- > a\n  > - b", ["• │ a", "  │ • b"]),
        ("- [ ] a\n- [x] b", ["• [ ] a", "• [x] b"]),
        ("> We agree:\n>\n> - on a swap\n> - on talks\n>\n> > inner",
         ["│ We agree:", "│ • on a swap", "│ • on talks", "│ │ inner"]),
        ("> a\n\n> b", ["│ a", "│ b"]),
        ("> a\nlazy", ["│ a lazy"]),
        ("> # Head\n> text", ["│ Head", "│ text"]),
        ("Part two\n--------\n\nMore\n====\nx", ["Part two", "More", "x"]),
        ("a\n***\nb", ["a", "─" * 20, "b"]),
        ("Text[^1] and[^b].\n\n[^1]: One.\n[^b]: Two.",
         ["Text[1] and[b].", "[1]: One.", "[b]: Two."]),
        ("x[^n]\n\n[^n]: One.\n\n    Two.", ["x[n]", "[n]: One.", "    Two."]),
        ("See [the text][1].\n\n[1]: http://a.example/x", ["See the text.", "[1]: http://a.example/x"]),
        ("a\n\n[Doc]: <b c> 'The title'\n[Doc]: d", ["a", "[Doc]: <b c> 'The title'", "[Doc]: d"]),
    ],
)  # fmt: skip
def test_blocks_stand_on_rows_of_their_own(prose, rows):
    assert laid(prose, 60) == rows


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        ("> [!quote] Statement\n> We agree.", ["│ Quote: Statement", "│ We agree."]),
        ("> [!NOTE]\n> We agree.", ["│ Note", "│ We agree."]),
        ("> [!warning]- Folded **title**\n> x", ["│ Warning: Folded title", "│ x"]),
        ("> [!tip]+\n> x", ["│ Tip", "│ x"]),
        ("> [!info]", ["│ Info"]),
        ("> [!quote] A\n> > [!cite] B\n> > c", ["│ Quote: A", "│ │ Cite: B", "│ │ c"]),
        ("[!quote] not in a quotation", ["[!quote] not in a quotation"]),
        ("> [quote] x", ["│ [quote] x"]),
    ],
)
def test_a_callout_is_a_quotation_with_a_head(prose, rows):
    assert laid(prose, 60) == rows


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        ("They met. <!-- ask A. about this -->", ["They met."]),
        ("<!--\n# Draft\n\nmore\n-->\n# Head\n", ["Head"]),
        ("<!-- a --> They **met**.", ["They met."]),
        ("a\n<!-- b\nc --> d *e*", ["a", "d e"]),
        ("- a <!-- x -->\n- <!-- y --> b", ["• a", "• b"]),
        ("> <!-- x -->\n> a", ["│ a"]),
        ("a <!-- x\ny --> b", ["a b"]),
        ("<!-- a --><!-- b -->\nc", ["c"]),
        ("<!-->\nc", ["c"]),
        ("# <!-- x --> Head <!-- y -->", ["Head"]),
        ("<!-- never closed\n\nb", ["<!-- never closed", "b"]),
        ("`<!-- code -->` x", ["<!-- code --> x"]),
        ("```\n<!-- code -->\n```", ["<!-- code -->"]),
        ("    <!-- code -->", ["<!-- code -->"]),
        (r"\<!-- escaped -->", ["<!-- escaped -->"]),
        ("<div>\n**x** <b>y</b>\n</div>", ["<div> x <b>y</b> </div>"]),
        ("<details><summary>S</summary>\n\ntext\n</details>",
         ["<details><summary>S</summary>", "text </details>"]),
        ("a < b > c <- d", ["a < b > c <- d"]),
        ("<?php x ?> <![CDATA[y]]>", ["<?php x ?> <![CDATA[y]]>"]),
    ],
)  # fmt: skip
def test_comments_are_not_shown_and_other_html_is_text(prose, rows):
    assert [re.sub(" +", " ", row).rstrip() for row in laid(prose, 60)] == rows


def test_a_table_stands_in_columns():
    prose = "Votes:\n\n| party | votes |\n|-------|-------|\n| [^a]  | 12    |\n\nEnd."
    assert kinds(prose) == ["text", "row", "row", "text"]
    assert laid(prose, 40) == [
        "Votes:",
        "party  votes",
        "─────  ─────",
        "[a]    12",
        "End.",
    ]
    assert [str(span.target) for span in blocks(prose)[2].spans if span.target] == ["a"]


@pytest.mark.parametrize(
    ("prose", "width", "rows"),
    [
        ("Party | Position\n--- | ---\nAlpha | yes\nBeta | no", 30,
         ["Party  Position", "─────  ────────", "Alpha  yes", "Beta   no"]),
        ("a|b\n:-:|-:\nc", 30, ["a  b", "─  ─", "c"]),
        ("a|b\n-|-\n1|2|3|four", 30, ["a  b", "─  ─────────", "1  2 |3|four"]),
        (r"a|b" "\n-|-\n" r"x\|y|`z\|w`", 30, ["a    b", "───  ───", "x|y  z|w"]),
        ("> a|b\n> -|-\n> 1|2", 30, ["│ a  b", "│ ─  ─", "│ 1  2"]),
        ("- |a|b|\n  |-|-|\n  |1|2|", 30, ["• a  b", "  ─  ─", "  1  2"]),
        ("党|立場\n-|-\n甲|賛成", 30, ["党  立場", "──  ────", "甲  賛成"]),
        ("a|b\n-|-\none two three|four five six", 16,
         ["a        b", "───────  ───────", "one two  four", "three    five", "         six"]),
        ("alpha|beta|gamma\n-|-|-\none|two|three", 10,
         ["alpha |", "beta |", "gamma", "one | two", "| three"]),
        ("a|b\n-|-\n1<br>2|**3**", 30, ["a    b", "───  ─", "1 2  3"]),
        ("not | a table", 30, ["not | a table"]),
    ],
)  # fmt: skip
def test_a_table_has_all_its_cells(prose, width, rows):
    assert [row.rstrip() for row in laid(prose, width)] == rows


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("a **b** c", ["plain", "strong", "plain"]),
        ("*a* `b`", ["emphasis", "plain", "code"]),
        ("snake_case_name 2*3*4", ["plain"]),
        ("[^q1]", ["mark"]),
        ("[site](https://e.org/x)", ["mark"]),
        ("<https://e.org>", ["mark"]),
        (r"\*not\*", ["plain"]),
        ("***both***", ["strong"]),
        ("*a **b** c*", ["emphasis", "strong", "emphasis"]),
        ("``a`b``", ["code"]),
        ("&amp; &#1055; &nope;", ["plain"]),
        ("a * b * c", ["plain"]),
        ("__b__ _e_", ["strong", "plain", "emphasis"]),
    ],
)
def test_inline_notation(text, roles):
    assert [span.role for span in inline(text)] == roles


@pytest.mark.parametrize(
    ("text", "shown", "target"),
    [
        ("[Istanbul](https://e.org/wiki/Istanbul_(city))", "Istanbul", "https://e.org/wiki/Istanbul_(city)"),
        ("[a](<https://e.org/x y>)", "a", "https://e.org/x y"),
        ("[a](https://e.org/ü 'title')", "a", "https://e.org/ü"),
        ("[a *b* `c`](https://e.org)", "a b c", "https://e.org"),
        ("[a [b] c](https://e.org)", "a [b] c", "https://e.org"),
        ("[](https://e.org)", "https://e.org", "https://e.org"),
        ("![A map](https://e.org/map.png)", "A map", "https://e.org/map.png"),
        ("![](map.png)", "map.png", "map.png"),
        ("**[a](https://e.org)**", "a", "https://e.org"),
        ("<mailto:a@e.org>", "mailto:a@e.org", "mailto:a@e.org"),
        ("[a](doi:10.1/x)", "a", "doi:10.1/x"),
        ("[a](brief#q3)", "a", "brief#q3"),
        ("[a](https://бріф.example/)", "a", "https://бріф.example/"),
        ("[a](\nhttps://e.org\n)", "a", "https://e.org"),
    ],
)  # fmt: skip
def test_a_link_shows_its_label_and_leads_to_its_address(text, shown, target):
    marked = [span for span in inline(text) if span.role == "mark"]
    assert "".join(span.text for span in marked) == shown == plain(inline(text))
    assert {str(span.target) for span in marked} == {target}


def test_a_picture_in_a_link_leads_to_the_picture():
    assert [str(span.target) for span in inline("[![alt](a.png)](https://e.org)")] == ["a.png"]


@pytest.mark.parametrize(
    "prose",
    [
        "so [^other-brief#q3].", "**[^other-brief#q3]**", "# Head [^other-brief#q3]",
        "| a |\n|---|\n| [^other-brief#q3] |", "> [^other-brief#q3]", "- a\n  - [^other-brief#q3]",
        "*a [^other-brief#q3] b*", "a [^other-brief#q3](b)", "a [^other-brief#q3][b]",
        "x\n\n[^n]: [^other-brief#q3]",
        "a `code` [^other-brief#q3]", "```\nx\n```\n[^other-brief#q3]", "[[^other-brief#q3]]",
    ],
)  # fmt: skip
def test_a_reference_leads_to_its_record_and_is_shown_in_brackets(prose):
    spans = [span for block in blocks(prose) for span in block.spans if span.target]
    assert ("[other-brief#q3]", "other-brief#q3") in [(one.text, str(one.target)) for one in spans]


def test_a_footnote_is_no_reference_and_what_is_no_name_is_text():
    assert roles("x[^1]\n\n[^1]: One.") == [("[1]", "mark")]
    assert not any(span.target for block in blocks("x[^1]\n\n[^1]: One.") for span in block.spans)
    assert laid("x [^Q1] [^] [^a b]") == ["x [^Q1] [^] [^a b]"]


@given(st.text(alphabet="ab *_`[]()^#->\n\\1.|:<!&;=~", max_size=200), st.integers(8, 60))
def test_any_text_is_laid_out_within_its_width(prose, width):
    for block in blocks(prose):
        for line in block_rows(block, width):
            assert width_of(line) <= max(width, 12)


SIGNS = [
    "\n", "\n\n", "# ", "- ", "> ", "    ", "1. ", "```\n", "~~~", "|", "\n|-|-|\n", "*", "**", "_",
    "`", "[", "](", ")", "![", "[^q1]", "[^1]: ", "[^1]", "[x]: ", "<b>", "<br>", "\\", "&amp;",
    "---", "===", "\t", "\r\n", "[!note] ", "<", ">", "'", '"', "!", "^",
]  # fmt: skip


@given(st.lists(st.sampled_from([*SIGNS, *SIGNS[:2], "w"]), max_size=60), st.integers(20, 200))
def test_no_word_of_a_text_is_lost(parts, width):
    words = iter(range(1000, 9999))
    # A fence ends its line, since what follows on it names a language.
    prose = "".join(f" w{next(words)} " if part == "w" else part for part in parts)
    prose = re.sub(r"^((?:[ \t>]|- |1\. )*(?:```+|~~~+)).*$", r"\1", prose, flags=re.MULTILINE)
    expected = re.findall(r"w\d{4}", prose)
    shown = re.sub(r"\s|[│•]", "", "".join(laid(prose, width)))
    addresses = "".join(
        str(span.target or "") for block in blocks(prose) for line in block.lines for span in line
    )
    titles = re.findall(r"\]\([^)]*\)|\]:[^\n]*\n?[^\n]*", prose)  # of a link: notation
    for word in expected:
        assert word in shown or word in addresses or any(word in title for title in titles)


PLAIN = ["\n", "\n\n", "\n", "# ", "- ", "    ", "1. ", "*", "**", "_", "`", "[", "](", ")", "![",
         "[^q1]", "\\", "&amp;", "\t", "\r\n", "--", "==", "<", "w", "two words"]  # fmt: skip


@given(st.lists(st.sampled_from(PLAIN), max_size=40))
def test_a_text_is_laid_out_alike_before_signs_that_need_all_rules(parts):
    prose = "".join(parts)
    assume("```" not in prose)  # an open fence would hold what follows
    assert laid(prose + "\n\n\n\\|") == [*laid(prose), "|"]


def test_what_follows_many_signs_is_shown_as_it_is_written():
    rows = laid("*a* [^q1]\n" * 3000 + "\n**end** of it", 40)
    assert rows[0].startswith("a [q1] a [q1]")
    assert rows[-1] == "**end** of it"
    assert len(re.findall(r"\bq1\b", " ".join(rows))) == 3000


@pytest.mark.parametrize("sign", ["> ", "- ", "1. ", "[^a]: ", "> - "])
def test_what_is_nested_too_deep_is_text(sign):
    row = "".join(laid(sign * 200 + "word", 5000))
    assert row.endswith("word")


HOSTILE = [
    "[", "*a ", "_", "> ", "- ", "![[", "a <!--", "&", "\\", "\n[a]: x", "[a](", "[^a]", "[^",
    "\n[^a]: x",
    "a<b ", "**a", "*a_ ", "```\n", "a\n=\n", "# a\n", "1. a\n", "|a|b|\n|-|-|\n", "> a\nb\n",
    "[a]: <x> 'y'\n", "[a]: x '", "[[]", "[a [",
    "<![CDATA[", "<a b='", "[a](<", '[a](x "',
    "<!--\n",
    "a|",
    "[a]\n", "a  \n", "> - ", "-\n", "<", "]", "`a ", "<?", "![a](", "[^a]: ", "***a ",
    "\t", "<http:",
]  # fmt: skip


def calls(prose):
    """Return how many functions laying out a text calls."""
    count = 0

    def counted(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        laid(prose, 80)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("sign", HOSTILE)
def test_the_work_grows_with_the_text_and_not_faster(sign):
    laid("*warm* <b>")
    few, many = (calls("x " + sign * number) for number in (300, 1200))
    assert many < 5 * few


@pytest.mark.parametrize("sign", HOSTILE)
def test_of_a_huge_text_a_part_is_parsed(sign):
    document = parse(sign * (1_000_000 // len(sign)))
    assert len(document.tokens) <= 6 * MAX_SIGNS
    assert sum(len(token.children or ()) for token in document.tokens) < 3 * MAX_SIGNS
