"""The rows of the list, and the line above them."""

import pytest

from briefing.catalogue import ListRow
from briefing.catalogue.values import OwnMarks
from briefing.text.width import cells
from briefing.view.list_rows import ListSize, list_head, one_row, two_rows
from briefing.view.signs import ASCII, UNICODE
from briefing.view.spans import plain

ROW = ListRow(
    1, "geneva-2013", "geneva-2013.yaml", "Geneva: the interim deal", "2013-11-24", "2013-11-24",
    "", "jcpoa", 1, 4, (), 4, 1, 7, 2, 0, "", "", "", "",
)  # fmt: skip
ALL = OwnMarks(is_unread=True, is_starred=True, is_noted=True, tags=("iran", "watch"))


@pytest.mark.parametrize(
    ("own", "flags"),
    [
        (OwnMarks(), "    "),
        (OwnMarks(is_unread=True), "•   "),
        (OwnMarks(has_changed=True), "~   "),
        (OwnMarks(is_starred=True), " *  "),
        (OwnMarks(is_noted=True), "  n "),
        (OwnMarks(is_unread=True, is_starred=True), "•*  "),
        (OwnMarks(has_changed=True, is_starred=True, is_noted=True), "~*n "),
        (None, "  "),
    ],
)
def test_each_mark_has_a_column_of_its_own(own: OwnMarks | None, flags: str) -> None:
    for row in (plain(one_row(ROW, 76, UNICODE, own)), plain(two_rows(ROW, 48, UNICODE, own)[0])):
        assert row.startswith(f"{flags}2013-11-24  ")
    ascii_row = plain(one_row(ROW, 76, ASCII, own))
    assert ascii_row.startswith(f"{flags.replace('•', 'o')}2013-11-24  ")


def test_own_tags_stand_at_the_right_where_there_is_room() -> None:
    title, counts = "•*n 2013-11-24  Geneva: the interim deal", '+4 -1 "7'
    for width in (120, 79, 63):
        room = " " * (width - cells(title) - 21)
        assert plain(one_row(ROW, width, UNICODE, ALL)) == f"{title}{room}iran, watch  {counts}"
    assert plain(one_row(ROW, 62, UNICODE, ALL)) == f"{title}{' ' * 14}{counts}"
    assert plain(one_row(ROW, 39, UNICODE, ALL)) == f"•*n 2013-11-24  Geneva: the…   {counts}"
    first, second = two_rows(ROW, 48, UNICODE, ALL)
    assert plain(first) == '•*n 2013-11-24  round 1                 +4 -1 "7'
    assert plain(second) == "    Geneva: the interim deal         iran, watch"
    assert [plain(line) for line in two_rows(ROW, 40, UNICODE, ALL)] == [
        '•*n 2013-11-24  round 1         +4 -1 "7', "    Geneva: the interim deal",
    ]  # fmt: skip
    long = ROW._replace(title="Geneva: the interim deal, and two readings of it")
    assert [plain(line) for line in two_rows(long, 46, UNICODE, ALL)] == [
        '•*n 2013-11-24  round 1  iran, watch  +4 -1 "7',
        "    Geneva: the interim deal, and two reading…",
    ]


def test_the_short_name_of_a_process_stands_beside_its_round() -> None:
    row = ROW._replace(short_process="JCPOA")
    first, second = two_rows(row, 48, UNICODE, ALL)
    assert plain(first) == '•*n 2013-11-24  JCPOA round 1           +4 -1 "7'
    assert plain(second) == "    Geneva: the interim deal         iran, watch"
    # Where room is short the round alone is left; without a number, the process.
    assert plain(two_rows(row, 39, UNICODE, ALL)[0]) == '•*n 2013-11-24  JCPOA round 1  +4 -1 "7'
    assert plain(two_rows(row, 38, UNICODE, ALL)[0]) == '•*n 2013-11-24  round 1       +4 -1 "7'
    unnumbered = row._replace(round=None)
    assert plain(two_rows(unnumbered, 40, UNICODE)[0]) == '  2013-11-24  JCPOA             +4 -1 "7'
    wide = plain(one_row(row, 80, UNICODE, ALL))
    assert wide.endswith('  JCPOA r1  iran, watch  +4 -1 "7')
    assert plain(one_row(row, 70, UNICODE, ALL)) == plain(one_row(ROW, 70, UNICODE, ALL))
    bare = row._replace(agreements=0, disagreements=0, quotes=0)
    assert plain(one_row(bare, 60, UNICODE)).endswith("  JCPOA r1")
    assert "JCPOA" not in plain(one_row(ROW._replace(process="JCPOA"), 120, UNICODE))


@pytest.mark.parametrize("width", range(20, 81))
def test_no_row_is_wider_than_its_room(width: int) -> None:
    own = ALL._replace(tags=("停火", "a\u202eb\x1b[m"))
    for line in (one_row(ROW, width, UNICODE, own), *two_rows(ROW, width, UNICODE, own)):
        assert cells(plain(line)) <= width
        assert "\x1b" not in plain(line)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, "briefs · reading…"),
        (ListSize(3), "briefs · 3 · newest first"),
        (ListSize(1159, 12), "briefs · 1,159 · 12 unread · newest first"),
        (ListSize(161, 14, 2), "briefs · 161 · 2 new · 14 unread · newest first"),
        (ListSize(0), "briefs · 0 · newest first"),
    ],
)
def test_the_line_above_the_list_counts(size: ListSize | None, words: str) -> None:
    assert plain(list_head("briefs", size, 80, UNICODE, beside=False)) == f" {words}"
    chip = list_head("briefs", size, 80, UNICODE, "is:unread", beside=False)
    assert plain(chip) == f" {words}  [f is:unread]"
    assert cells(plain(list_head("briefs", size, 20, UNICODE, beside=False))) <= 20


def test_beside_a_brief_the_line_above_the_list_is_its_edge() -> None:
    size = ListSize(159, 12)
    line = list_head("briefs", size, 48, UNICODE, beside=True)
    assert plain(line) == "━━ 0 briefs · 159 · 12 unread · newest first ━━─"
    line = list_head("briefs", size, 38, UNICODE, beside=True, focused=False)
    assert plain(line) == "── 0 briefs · 159 · 12 unread ────────"
    line = list_head("briefs", size, 38, ASCII, "is:unread", beside=True)
    assert plain(line) == "== 0 briefs | 159  [f is:unread] ==---"


def test_a_brief_without_records_has_no_counts() -> None:
    prose = ROW._replace(agreements=0, disagreements=0, quotes=0, problems=0)
    assert (
        plain(one_row(prose, 40, UNICODE, None)).strip() == "2013-11-24  Geneva: the interim deal"
    )
    wrong = plain(one_row(prose._replace(problems=2), 60, UNICODE, None))
    assert wrong.endswith(" !2")
    assert "+0" not in wrong
