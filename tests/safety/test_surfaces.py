"""Nothing that a brief says reaches a terminal as anything but visible text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.main import run
from briefing.loader.load import load, load_shared
from briefing.loader.problems import Problem
from briefing.text.clean import clean
from tests.safety import briefs, share
from tests.safety.conftest import EVERY
from tests.safety.corpus import ALL, SURROGATES, controls_in

Capture = pytest.CaptureFixture[str]


def test_the_corpus_is_large_and_without_repeats() -> None:
    assert len(set(ALL)) == len(ALL) >= 500
    assert len(briefs.taken()) > 200
    assert len(briefs.refused()) > 200


# A brief's own words ---------------------------------------------------------------------------


def test_every_text_in_every_field_is_the_same_text_cleaned() -> None:
    for value in briefs.rotations(briefs.taken(), share(40, EVERY)):
        loaded = load(json.dumps(value).encode(), f"{value['id']}.json")
        assert loaded.brief is not None
        kept = loaded.brief.model_dump(mode="json", by_alias=True)
        for key in ("title", "summary", "bottom_line", "authors", "tags", "unknown", "next"):
            wanted, found = briefs.texts_in(value[key]), briefs.texts_in(kept[key])
            assert [clean(text) for text in wanted] == found
        assert all(clean(text) == text for text in briefs.texts_in(kept))


@pytest.mark.parametrize("name", ["b.json", "b.yaml", "b.md", "store.yaml"])
def test_what_is_refused_is_told_at_a_place_and_safely(name: str) -> None:
    for text in ALL:
        for problem in _problems_of(text, name):
            told = str(problem)
            assert not controls_in(told)
            assert "\n" not in told
            assert problem.line >= 1
            assert problem.column >= 1


def _problems_of(text: str, name: str) -> Iterator[Problem]:
    quoted = json.dumps(text)
    raw = text.encode("utf-8", "surrogatepass")
    front = b"---\n%s\n---\n%s" if name.endswith("md") else b"%s\n%s"
    for data in (
        f'{{"title": {quoted}, "date": "2025-01-02", "summary": {quoted}}}'.encode(),
        front % (b"title: " + raw, b"summary: |\n  " + raw),
        front % (raw, raw),
        b"title: x\n" + raw + b": y\n",
    ):
        if name == "store.yaml":
            yield from load_shared(data, name).problems
        else:
            loaded = load(data, name)
            assert loaded.brief is not None or loaded.problems
            yield from loaded.problems


_PLACES = (
    "id", "date", "process", "round", "status", "lang", "updated", "supersedes", "handling",
    "brief", "place", "authors", "parties", "people", "sources", "issues", "agreements",
    "disagreements", "proposals", "quotes", "timeline", "next",
)  # fmt: skip


def test_what_is_no_date_name_or_choice_is_told_safely() -> None:
    for text in briefs.taken():
        whole: dict[str, Any] = dict.fromkeys(_PLACES, text) | {"title": "x", "summary": "x"}
        inside = {
            "title": "x", "date": "2025-01-02", "summary": f"x [^{text}]", text: text,
            "parties": {text: {"name": "x", "kind": text, "country": text}},
            "people": {"p": {"name": "x", "party": text, text: text}},
            "sources": {"s": {"kind": text, "published": text, "sha256": text, "rating": text}},
            "agreements": [{"issue": text, "text": "x", "parties": [text], "attested_by": [text]}],
            "disagreements": {text: {"issue": text, "question": "x", "positions": {text: text}}},
            "quotes": [{"who": text, "text": "x", "from": text, "kind": text, "same_as": text}],
        }  # fmt: skip
        for value in (whole, inside):
            loaded = load(json.dumps(value).encode(), f"{text}.json")
            assert loaded.problems
            assert not any(controls_in(str(problem)) for problem in loaded.problems)


# Commands --------------------------------------------------------------------------------------

COMMANDS = (
    ("list",), ("list", "--json"), ("list", "--sort", "title"), ("search", "x"),
    ("search", "--json", "x"), ("search", "--jsonl", "a"), ("check",), ("check", "--json"),
    ("check", "--format", "github"), ("process",), ("process", "talks"),
    ("process", "talks", "--json"), ("matrix", "talks"), ("matrix", "talks", "--json"),
    ("who", "a"), ("who", "p"), ("issue", "i"), ("issue", "j", "--json"),
    ("diff", "b000", "b001"), ("diff", "b001", "b002", "--json"), ("index", "--stats"),
    ("index", "--rebuild"), ("doctor",), ("show", "shared"), ("show", "shared", "--json"),
    ("show", "shared#q7"), ("show", "shared", "--ascii", "--width", "20"), ("keys",),
    ("config", "show"), ("state", "export"),
)  # fmt: skip


def _run(capsys: Capture, *words: str | Path) -> tuple[int, str]:
    status = run([str(word) for word in words])
    out, err = capsys.readouterr()
    assert not controls_in(out), (words, controls_in(out))
    assert not controls_in(err), (words, controls_in(err))
    assert "Traceback" not in err
    assert out or err
    return status, out


@pytest.mark.usefixtures("cached")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_writes_a_control_character(
    hostile: Path, capsys: Capture, words: tuple[str, ...]
) -> None:
    stored = () if words[0] in ("keys", "config") else ("-s", hostile)
    status, _ = _run(capsys, *words, *stored)
    assert status in ((1,) if words[0] == "check" else (0, 1) if words[0] == "doctor" else (0,))


@pytest.mark.usefixtures("cached")
def test_every_brief_can_be_shown(hostile: Path, capsys: Capture) -> None:
    _run(capsys, "index", "-s", hostile)
    for path in sorted(hostile.glob("*.*")):
        if path.stem not in ("store", "shared"):
            for extra in ((), ("--json",), ("--ascii",)):
                _run(capsys, "show", path.stem, *extra, "--no-refresh", "-s", hostile)


@pytest.mark.usefixtures("cached")
def test_json_reads_back_exactly(hostile: Path, capsys: Capture) -> None:
    _run(capsys, "index", "-s", hostile)
    for value in briefs.rotations(briefs.taken(), share(15, EVERY)):
        _, out = _run(capsys, "show", value["id"], "--json", "--no-refresh", "-s", hostile)
        assert clean(out) == out
        kept = json.loads(out)
        for key in ("title", "summary", "bottom_line", "authors", "tags", "unknown", "place"):
            wanted = [clean(text) for text in briefs.texts_in(value[key])]
            assert briefs.texts_in(kept[key]) == wanted


def test_file_names_are_shown_safely(named: Path, capsys: Capture) -> None:
    for words in (("list",), ("check",), ("check", "--json"), ("list", "--json"), ("search", "x")):
        _run(capsys, *words, "-s", named)


@pytest.mark.usefixtures("cached")
def test_every_argument_is_safe(hostile: Path, capsys: Capture, tmp_path: Path) -> None:
    _run(capsys, "index", "-s", hostile)
    for text in (*SURROGATES, *ALL[:: share(40, 1)]):
        word = text.replace("\0", "0")
        for command in ("list", "search", "show", "who", "issue", "process", "matrix"):
            _run_any(capsys, command, word, "--no-refresh", "-s", str(hostile))
        _run_any(capsys, "diff", word, word, "--no-refresh", "-s", str(hostile))
        _run_any(capsys, "list", "-s", f"{tmp_path}/{word}")
        _run_any(capsys, "check", f"{tmp_path}/{word}")
        _run_any(capsys, f"--theme={word}", str(tmp_path))
        _run_any(capsys, "archive", word, word, word, "-s", str(hostile))


def _run_any(capsys: Capture, *words: str) -> None:
    """Run a command that may also write nothing at all."""
    status = run(list(words))
    out, err = capsys.readouterr()
    assert status in (0, 1, 2, 3), words
    assert not controls_in(out), (words, controls_in(out))
    assert not controls_in(err), (words, controls_in(err))


@pytest.mark.parametrize(
    "variable", ["BRIEFING_STORE", "BRIEFING_CONFIG", "BRIEFING_STATE", "BRIEFING_THEME",
                 "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME", "TERM", "LANG"],
)  # fmt: skip
def test_the_environment_is_shown_safely(
    variable: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (*SURROGATES, *ALL[:: share(40, 1)]):
        try:
            monkeypatch.setenv(variable, f"{tmp_path}/{text}".replace("\0", "0"))
        except UnicodeEncodeError:
            continue
        for command in (("doctor",), ("config", "show"), ("config", "path"), ("state", "path")):
            _run_any(capsys, *command)
        _run_any(capsys, "list")


def test_settings_are_shown_safely(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("BRIEFING_CONFIG", str(path))
    for text in ALL[:: share(4, 1)]:
        quoted = json.dumps(text.encode("utf-8", "replace").decode())
        lines = (f"theme = {quoted}", f"{quoted} = 1", f"[saved]\n{quoted} = {quoted}")
        keys = (f"[keys]\n{quoted} = {quoted}", f"[keys]\nquit = [{quoted}]")
        for line in (*lines, *keys, text):
            path.write_bytes(line.encode("utf-8", "surrogatepass"))
            _run_any(capsys, "config", "show")
            _run_any(capsys, "config", "validate")


def test_marks_and_notes_are_kept_and_shown_safely(capsys: Capture, tmp_path: Path) -> None:
    from briefing.user.state import State

    state = State(tmp_path)
    for number, text in enumerate(ALL[:: share(4, 1)]):
        state.set_note(f"b{number}", text)
        state.set_tag(f"b{number}", text)
        state.add_search(text)
    notes = state.notes()
    state.close()
    assert notes == {f"b{n}": {"": clean(text)} for n, text in enumerate(ALL[:: share(4, 1)])}
    status, out = _run(capsys, "state", "export", "-s", tmp_path)
    assert status == 0
    assert clean(out) == out
    facts = json.loads(out)["facts"]
    told = {fact["brief"]: fact["value"] for fact in facts if fact["kind"] == "note"}
    assert told == {brief: text[""] for brief, text in notes.items()}
