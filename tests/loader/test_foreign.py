"""Markdown of other programs: its title, its date, and what its front matter says."""

import pytest

from briefing.loader.load import Loaded, load
from briefing.model.brief import ForeignBrief


def foreign(text: str, path: str = "note.md") -> Loaded:
    loaded = load(text.encode(), path)
    assert isinstance(loaded.brief, ForeignBrief)
    assert all(problem.severity == "warning" for problem in loaded.problems)
    return loaded


def title_of(text: str, path: str = "note.md") -> str:
    brief = foreign(text, path).brief
    assert brief is not None
    return brief.title


def date_of(text: str, path: str = "note.md") -> str:
    brief = foreign(text, path).brief
    assert isinstance(brief, ForeignBrief)
    return brief.date


# --- titles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [a]\n---\n```sh\n# install first\n```\n\n# Second round\n\nThey met.\n",
        "<!--\n# Draft, do not use\n-->\n# Second round\n\nThey met.\n",
        "# **Second** round {#anchor}\n", "Second round\n============\n\nThey met.\n",
        "# [Second](http://a.example/) `round`\n", "Text.\n\nSecond\nround\n---\n",
        "~~~\n# no\n```\n# no\n~~~\n## Second round ##\n", "    # code\n\n# Second round\n",
        "> # Quoted\n\n- # In a list\n\n# Second round\n", "# <a name='x'></a>Second round\n",
        "# Second round[^1]\n\n[^1]: A note.\n", "# ![](logo.png)\n\n# Second round {.class}\n",
        "# Second &#114;ound\n", "Second *round*\n===\n",
        "# <!-- hidden --> Second round\n", "#\n\n# Second _round_\n",
        "#hashtag\n\n# Second round\n",
        "# [[Notes/round|Second round]]\n", "\\# no\n\n# ***Second*** round\n",
        "```\n# no\n``` # no\n```\n# Second round\n", "<!-- a\n\n# no -->\n\n# Second round\n",
        "# Second&nbsp;round\n", "Second round\n===\nPart two\n---\n", "# ~~~Second round~~~\n",
    ],
)  # fmt: skip
def test_the_first_heading_is_the_title_as_text(text: str) -> None:
    assert title_of(text).strip("~ \\").replace("\u00a0", " ") == "Second round"


@pytest.mark.parametrize(
    "text",
    [
        "#hashtag only\n", "text\n\n---\n\nmore\n", "> # quoted\n", "```\n# never closed\n",
        "<!-- # a -->\n", "    # code\n", "| a |\n|---|\n", "", "\\# escaped\n", "- # item\n",
        f"# {'x' * 501}\n",
    ],
)  # fmt: skip
def test_without_a_heading_the_name_is_the_title(text: str) -> None:
    assert title_of(text) == "note"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("_posts/2025-06-02-second-round.md", "second-round"), ("2025-06-02.md", "2025-06-02"),
        ("2025-06-02-second-round/index.md", "second-round"),
        ("20250602 Second round.md", "Second round"),
        ("20250602T1200 Talks.md", "Talks"), ("202506021200.md", "202506021200"),
        ("2025-06-02 Monday.md", "2025-06-02 Monday"),
        ("daily.journal.2025.06.02.md", "daily.journal"),
        ("2025/06/02.md", "02"), ("2025/06/02-talks.md", "talks"), ("1200-2000.md", "1200-2000"),
        ("2025-06-02 Зустріч.md", "Зустріч"), ("plan.md", "plan"), ("index.md", "index"),
    ],
)  # fmt: skip
def test_a_title_from_the_name_leaves_the_date_out_if_words_remain(path: str, title: str) -> None:
    assert title_of("text", path) == title


# --- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2025-06-02", "2025-6-2", "2025/06/02", "2025/6/2", "2025.06.02", "02.06.2025", "2.6.2025",
        "2 June 2025", "June 2, 2025", "Jun 2 2025", "2nd of June 2025", "2-Jun-2025",
        "2025 June 2",
        "Monday, 2 June 2025", "Mon, 02 Jun 2025 10:00:00 GMT", "Mon, 2 Jun 2025 10:00:00 +0300",
        "02 Jun 2025 10:00 EST", "Mon Jun  2 10:00:00 2025", "Mon Jun 2 10:00:00 UTC 2025",
        "20250602",
        "20250602T1200", "20250602T120000Z", "202506021200", "20250602120000", "1748822400",
        "1748822400000", "'[[2025-06-02]]'", "[[2025-06-02]]", "'[[daily/2025-06-02|Monday]]'",
        "[2025-06-02]", "2025-06-02T10:00:00+03:00", "2025-06-02 10:00", "'<2025-06-02 Mon>'",
        "2. Juni 2025", "Montag, 2. Juni 2025", "2 juin 2025", "lundi, 2 juin 2025",
        "2 июня 2025 г.",
        "2 червня 2025 року", "2 июн 2025", "2 JUNE 2025, 10:00",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    loaded = foreign(f"---\ntitle: x\ndate: {written}\n---\n")
    assert loaded.brief is not None
    assert (loaded.brief.date, loaded.problems) == ("2025-06-02", ())
    assert all(key == "date" for key, _ in loaded.meta)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("13/06/2025", "2025-06-13"), ("06/13/2025", "2025-06-13"), ("06/06/2025", "2025-06-06"),
        ("2025/06", "2025-06"), ("June 2025", "2025-06"), ("März 2025", "2025-03"),
        ("2025", "2025"),
        ("2025-06-01/2025-06-03", "2025-06-01/2025-06-03"), ("2025-05~", "2025-05~"),
        ("1er août 2025", "2025-08-01"), ("31 декабря 2024", "2024-12-31"), ("2025-6", "2025-06"),
    ],
)  # fmt: skip
def test_other_dates_are_read(written: str, date: str) -> None:
    assert date_of(f"---\ntitle: x\ndate: {written}\n---\n") == date


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("02/06/2025", "may be 2 June or 6 February (use 2025-06-02)"),
        ("1-2-2025", "may be 1 February or 2 January (use 2025-06-02)"),
        ("2025-02-30", "is not a day in the calendar (use 2025-06-02)"),
        ("31.06.2025", "is not a day in the calendar (use 2025-06-02)"),
        ("30 February 2025", "is not a day in the calendar (use 2025-06-02)"),
        ("soon", "is not a recognised date (use 2025-06-02)"),
        ("2 Marvels 2025", "is not a recognised date (use 2025-06-02)"),
        ("6/13/25", "is not a recognised date (use 2025-06-02)"),
        ("after June 2025", "is not a recognised date (use 2025-06-02)"),
        ("12345678901234567890", "is not a recognised date (use 2025-06-02)"),
        ("[2025-06-02, 2025-06-03]", "is not a recognised date (use 2025-06-02)"),
        ("9" * 5000, "is not a recognised date (use 2025-06-02)"),
    ],
)  # fmt: skip
def test_what_may_be_no_day_or_another_is_a_warning(written: str, message: str) -> None:
    loaded = foreign(f"---\ntitle: x\ndate: {written}\n---\n")
    assert loaded.brief is not None
    assert loaded.brief.date == ""
    assert [(p.line, p.code, p.message) for p in loaded.problems] == [
        (3, "bad-date", f"{message}; the brief is listed undated")
    ]
    assert [key for key, _ in loaded.meta] == ["date"]


@pytest.mark.parametrize(
    "key",
    ["date", "Date", "DATE", "created", "Created", "published", "pubDate", "pubdate", "publishDate",
     "publish_date", "publish-date", "lastmod", "updated", "modified", "Modified"],
)  # fmt: skip
def test_a_date_may_have_another_key(key: str) -> None:
    assert date_of(f"---\ntitle: x\n{key}: 2025-06-02\n---\n") == "2025-06-02"
    assert date_of(f'+++\ntitle = "x"\n{key} = 2025-06-02\n+++\n') == "2025-06-02"
    assert date_of(f'{{"title": "x", "{key}": "2025-06-02"}}\n') == "2025-06-02"


@pytest.mark.parametrize(
    ("front", "path", "date"),
    [
        ("lastmod: 2025-07-01\ndate: 2025-06-02", "n.md", "2025-06-02"),
        ("updated: 2025-07-01\ncreated: 2025-06-02", "n.md", "2025-06-02"),
        ("lastmod: 2025-07-01", "2025-06-02-x.md", "2025-06-02"),
        ("created: 2025-06-02", "2025-06-05-x.md", "2025-06-02"),
        ("date: soon", "2025-06-02-x.md", "2025-06-02"),
        ("published: true", "2025-06-02-x.md", "2025-06-02"),
        ("published: false\nlastmod: 2025-06-02", "n.md", "2025-06-02"),
        ("created: 1748822400000\nupdated: 1750000000000", "n.md", "2025-06-02"),
    ],
)
def test_the_better_date_counts(front: str, path: str, date: str) -> None:
    assert date_of(f"---\ntitle: x\n{front}\n---\n", path) == date


def test_the_other_dates_are_kept_as_metadata() -> None:
    loaded = foreign("---\ntitle: x\ndate: 2025-06-02\ncreated: 2025-05-01\nlastmod: today\n---\n")
    assert loaded.meta == (("created", "2025-05-01"), ("lastmod", "today"))
    assert loaded.problems == ()


@pytest.mark.parametrize(
    "path",
    [
        "2025-06-02-second-round.md", "2025-06-02.md", "_posts/2025-06-02-x.md",
        "2025-06-02-x/index.md",
        "a/2025-06-02/_index.md", "20250602 title.md", "20250602.md", "20250602T1200 title.md",
        "202506021200 title.md", "20250602120000.md", "daily.journal.2025.06.02.md",
        "2025.06.02.md",
        "2025/06/02.md", "notes/2025/06/02.md", "2025/06/02-title.md", "2025/06/02/index.md",
        "2025-06-02 Monday.md", "2025_06_02.md", "2025-06-02_x.md", "2025-06-02T10-00 x.md",
    ],
)  # fmt: skip
def test_a_name_may_hold_the_date(path: str) -> None:
    assert date_of("They met.", path) == "2025-06-02"
    loaded = foreign("---\ntags: [a]\n---\nThey met.", path)
    assert loaded.problems == ()


@pytest.mark.parametrize(
    "path",
    [
        "1200-2000.md", "20251301.md", "12345678.md", "2025-06-02x.md", "2025-06-021.md",
        "2025-06.md",
        "report-2025-06-02.md", "index.md", "18991231.md", "2025-06.02.md", "a.2025.06.02.b.md",
        "2025/note.md", "02.md", "06/02.md", "2025-06-02/note.md", "x2025-06-02.md",
    ],
)  # fmt: skip
def test_other_numbers_in_a_name_are_no_date(path: str) -> None:
    loaded = foreign("They met.", path)
    assert date_of("They met.", path) == ""
    assert loaded.problems == ()


@pytest.mark.parametrize("path", ["2025-99-99-x.md", "2025-02-30.md", "2025/13/02.md"])
def test_an_impossible_day_in_a_name_is_a_warning(path: str) -> None:
    loaded = foreign("They met.", path)
    assert [(p.line, p.code, p.where) for p in loaded.problems] == [(1, "bad-date", "date")]
    assert "not a day in the calendar; the brief is listed undated" in loaded.problems[0].message


# --- front matter -------------------------------------------------------------------------------


def test_front_matter_of_hugo_in_toml() -> None:
    loaded = foreign(
        '+++\ntitle = "Second round" # working title\ndate = 2025-06-02T10:00:00+03:00\n'
        'tags = [\n  "talks",\n  "istanbul",\n]\n'
        '[params]\n  author = "A. Writer"\n+++\n\nThey met.\n'
    )
    brief = loaded.brief
    assert isinstance(brief, ForeignBrief)
    assert (brief.title, brief.date, brief.tags) == (
        "Second round", "2025-06-02", ("talks", "istanbul"),
    )  # fmt: skip
    assert ("params.author", "A. Writer") in loaded.meta
    assert brief.summary == "They met."
    assert loaded.problems == ()


def test_front_matter_of_zola_in_toml() -> None:
    loaded = foreign(
        "+++\ntitle = 'Third round'\ndate = 2025-07-23\ndescription = '''\nTwo lines\nof text'''\n"
        '[taxonomies]\ntags = ["x"]\n+++\n\nThey met.\n'
    )
    brief = loaded.brief
    assert isinstance(brief, ForeignBrief)
    assert (brief.title, brief.date, brief.bottom_line, brief.tags) == (
        "Third round", "2025-07-23", "Two lines\nof text", ("x",),
    )  # fmt: skip


def test_front_matter_in_json() -> None:
    loaded = foreign('{\n  "title": "Fourth round",\n  "date": "2025-08-01"\n}\n\nThey met.\n')
    brief = loaded.brief
    assert isinstance(brief, ForeignBrief)
    assert (brief.title, brief.date, brief.summary) == ("Fourth round", "2025-08-01", "They met.")
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "notation"),
    [
        ('+++\ntitle = "Talks"\ndate = 2025-06-02\nx = = 1\n+++\nText', 4, "TOML"),
        ("+++\ntitle: Talks\ndate: 2025-06-02\n+++\nText", 2, "TOML"),
        ('+++\ntitle = "Talks"\ntitle = "More"\ndate = 2025-06-02\n+++\nText', 3, "TOML"),
        ('{\n  "title": "Talks",\n  "date": "2025-06-02",\n}\nText', 3, "JSON"),
        ('{\n  "title": "Talks"\n  "date": "2025-06-02"\n}\nText', 3, "JSON"),
        ('---json\n{\n"title": "Talks",\n"date": "2025-06-02",\n}\n---\nText', 4, "JSON"),
        ('---\ntitle: Talks\ndate: 2025-06-02\nurl: @x\n---\nText', 4, "YAML"),
    ],
)  # fmt: skip
def test_what_is_not_valid_is_read_line_by_line(text: str, line: int, notation: str) -> None:
    loaded = foreign(text)
    brief = loaded.brief
    assert isinstance(brief, ForeignBrief)
    assert (brief.title, brief.date, brief.summary) == ("Talks", "2025-06-02", "Text")
    assert [(problem.line, problem.code) for problem in loaded.problems] == [(line, "front-matter")]
    assert f"the front matter is not valid {notation}, so it was" in loaded.problems[0].message


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u2800", " \u2060 "])
@pytest.mark.parametrize("key", ["title", "tags", "abstract", "authors"])
def test_a_value_of_which_nothing_is_seen_is_left_out(blank: str, key: str) -> None:
    text = f'---\ndate: 2025-01-01\nname: x\n{key}: "{blank}"\n---\nThey met.\n'
    loaded = load(text.encode(), "talks.md")
    assert loaded.foreign
    assert loaded.brief is not None
    assert loaded.brief.title == "talks"
    assert blank not in loaded.brief.tags
