"""Candidates for the word being typed: commands, options, their values, or files."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.cli.completion.known_words import Suggestion, Taken, taken_by
from briefing.cli.table import COMMANDS
from briefing.user.settings import THEMES, load
from briefing.user.settings.theme_file import load_themes

_BY_OPTION = {
    "--party": "party", "--process": "process", "--theme": "theme", "--from": "brief",
    "--open": "record",
}  # fmt: skip
"""What the value of an option is, where its name in the help does not say it."""
_BY_VALUE = {
    "STORE": "store", "ID": "brief", "ID[#RECORD]": "record", "BRIEF": "brief", "ID@N": "brief",
    "A": "round", "B": "brief", "C": "brief", "SLUG": "issue", "QUERY": "query",
    "FILE": "files", "PATH": "files", "ARTICLE": "files", "FILE|DIR": "files",
    "FILE|FOLDER": "files", "DIR": "folders", "ADDRESS FOLDER": "folders",
}  # fmt: skip
"""What a value is, by its name in the help."""
_BY_COMMAND = {"process": "round", "matrix": "round", "who": "who"}
"""What the word of a command is that the help calls NAME."""
_MARKS = ("read", "unread", "star", "unstar")


class Offer(NamedTuple):
    """The candidates for one position."""

    words: Sequence[Suggestion] = ()
    """Words, the best first."""
    also: str = ""
    """`files` or `folders` if those are candidates too, else empty."""
    before: str = ""
    """The text before each candidate: an option and its `=`."""


class _Typed(NamedTuple):
    """What a command line has before the word that is typed."""

    words: tuple[str, ...] = ()
    """Words that are neither options nor their values."""
    store: str | None = None
    """The value of `--store`."""
    option: Taken | None = None
    """The option whose value is being typed."""
    ended: bool = False
    """Whether `--` ended the options."""


def offer(before: Sequence[str], begun: str) -> Offer:
    """Return the candidates for `begun` after the words `before`, without the program's name."""
    outer = _read(before, taken_by(""), until_word=True)
    if not outer.words:
        return _outside(outer, begun)
    command, *rest = outer.words
    if command == "help":
        return Offer(_commands(begun))
    if command not in COMMANDS:
        return _outside(outer, begun)
    taken = taken_by(command)
    typed = _read(rest, taken)
    store = typed.store or outer.store
    if typed.option is not None:
        return _value(_kind(command, typed.option), typed.option, begun, store)
    if begun.startswith("-") and not typed.ended:
        return _option(command, taken, begun, store)
    return _word(command, taken, typed._replace(store=store), begun)


def _read(words: Sequence[str], taken: Sequence[Taken], *, until_word: bool = False) -> _Typed:
    """Return what `words` are; with `until_word` all after the first that is not an option."""
    by_name = {name: each for each in taken for name in each.names}
    plain: list[str] = []
    store, waiting, ended = None, None, False
    for place, word in enumerate(words):
        if waiting is not None:
            store = word if "--store" in waiting.names else store
            waiting = None
        elif ended or word == "-" or not word.startswith("-"):
            if until_word:
                return _Typed(tuple(words[place:]), store)
            plain.append(word)
        elif word == "--":
            ended = True
        else:
            name, joint, value = word.partition("=")
            option = by_name.get(name)
            if joint and name == "--store":
                store = value
            waiting = option if option and option.arity != "0" and not joint else None
    return _Typed(tuple(plain), store, waiting, ended)


def _outside(typed: _Typed, begun: str) -> Offer:
    """Return the candidates before a command is typed."""
    if typed.option is not None:
        return _value(_kind("", typed.option), typed.option, begun, typed.store)
    if begun.startswith("-"):
        return _option("", taken_by(""), begun, typed.store)
    if typed.words or typed.store:
        return Offer(_commands(begun) if not typed.words else ())
    return Offer([*_commands(begun), *_store_names(begun)], "folders")


def _commands(begun: str) -> list[Suggestion]:
    rows = [Suggestion(entry.name, entry.summary) for entry in COMMANDS.values()]
    return [row for row in rows if row.text.startswith(begun)]


def _option(command: str, taken: Sequence[Taken], begun: str, store: str | None) -> Offer:
    """Return the options that begin as typed, or after `--name=` the values of one."""
    name, joint, value = begun.partition("=")
    if joint:
        option = next((each for each in taken if name in each.names and each.arity != "0"), None)
        if option is None:
            return Offer()
        return _value(_kind(command, option), option, value, store)._replace(before=f"{name}=")
    # The long name says what it is; the short one is offered where it is typed.
    names = (
        Suggestion(name, each.help)
        for each in taken
        for name in each.names
        if name.startswith(begun) and (name.startswith("--") or begun != "-" or len(each.names) < 2)
    )
    words = list(names)
    if not begun.startswith("--") and any(each.value == "QUERY" for each in taken):
        words += _from_store("query", begun, store) if len(begun) > 1 else []
    return Offer(words)


def _word(command: str, taken: Sequence[Taken], typed: _Typed, begun: str) -> Offer:
    """Return what the next word of a command may be."""
    places = [each for each in taken if not each.names]
    place = len(typed.words)
    if not places or (place >= len(places) and places[-1].arity not in ("*", "+")):
        return Offer()
    word = places[min(place, len(places) - 1)]
    kind = _kind(command, word)
    if command == "state" and place:
        kind = "files" if typed.words[0] != "mark" else "mark" if place == 1 else "query"
    return _value(kind, word, begun, typed.store)


def _kind(command: str, word: Taken) -> str:
    """Return what a value is; empty where it may be anything."""
    if word.choices:
        return "choice"
    for name in word.names:
        if name in _BY_OPTION:
            return _BY_OPTION[name]
    if word.value == "NAME" and not word.names:
        return _BY_COMMAND.get(command, "")
    return _BY_VALUE.get(word.value, "")


def _value(kind: str, word: Taken, begun: str, store: str | None) -> Offer:
    fixed = {"choice": word.choices, "mark": _MARKS}
    if kind in fixed:
        return Offer(_beginning(fixed[kind], begun))
    if kind == "theme":
        return Offer(_beginning(_themes(), begun))
    if kind == "store":
        return Offer(_store_names(begun), "folders")
    if kind in ("", "files", "folders"):
        return Offer((), kind)
    return Offer(_from_store(kind, begun, store))


def _beginning(words: Iterable[str], begun: str) -> list[Suggestion]:
    return [Suggestion(word) for word in words if word.startswith(begun)]


def _themes() -> tuple[str, ...]:
    """Return the names of the themes, the person's own last."""
    path = load().path
    return (*THEMES, *(load_themes(path).themes if path is not None else ()))


def _store_names(begun: str) -> list[Suggestion]:
    stores = load().settings.stores
    return [Suggestion(name, folder) for name, folder in stores.items() if name.startswith(begun)]


def _from_store(kind: str, begun: str, store: str | None) -> list[Suggestion]:
    # Imported here: commands and options need no catalogue, which takes half of the time.
    from briefing.cli.completion.store_values import values_of

    return values_of(kind, begun, store)
