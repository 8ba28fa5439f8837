"""The command table: every key with its action and its help, defined once.

The dispatcher, the footer, the help, the command list, the settings and the README read this table.
A key is written as people write it: `j`, `^d`, `Enter`, `PgDn`; a sequence is `g g`.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

Where = Literal["list", "pane", "board", "any"]
"""Where a command is live: in the list of briefs, in the panes of one, on a board, or anywhere."""

PLACES: tuple[Where, ...] = ("list", "pane", "board")
"""Every place."""


class Command(NamedTuple):
    """A command of the reader."""

    id: str
    """Its stable name in the settings."""
    keys: tuple[str, ...]
    """Default keys; each may be a sequence, with spaces between its keys."""
    title: str
    """Two or three words for the footer and the command list."""
    help: str
    """What it does, in a sentence."""
    where: tuple[Where, ...] = ("any",)
    """The places in which it is live."""
    group: str = "Reading"
    """Its part of the help."""
    footer: int = 0
    """Its rank in the footer, from 1; 0 for never shown."""

    def live_in(self, place: Where) -> bool:
        """Whether it is live in `place`."""
        return "any" in self.where or place in self.where


COMMANDS: tuple[Command, ...] = (
    Command("move.down", ("j", "Down"), "down", "Next row or record.", group="Moving"),
    Command("move.up", ("k", "Up"), "up", "Previous row or record.", group="Moving"),
    Command("move.left", ("h", "Left"), "left", "Pane or column to the left.", group="Moving"),
    Command("move.right", ("l", "Right"), "right", "Pane or column to the right.", group="Moving"),
    Command("scroll.top", ("g g", "Home"), "top", "First row.", group="Moving"),
    Command("scroll.bottom", ("G", "End"), "bottom", "Last row.", group="Moving"),
    Command("scroll.down", ("^d",), "half down", "Scroll down half a screen.", group="Moving"),
    Command("scroll.up", ("^u",), "half up", "Scroll up half a screen.", group="Moving"),
    Command("scroll.page-down", ("Space", "^f", "PgDn"), "page down", "Scroll down one screen.", group="Moving"),
    Command("scroll.page-up", ("^b", "PgUp"), "page up", "Scroll up one screen.", group="Moving"),
    Command("record.next", ("}",), "next record", "Next record or position, however tall this one is.", ("pane",), "Moving"),
    Command("record.previous", ("{",), "previous record", "Previous record or position.", ("pane",), "Moving"),
    Command("mark.set", ("m",), "set mark", "Set a mark here, named by the letter pressed next.", group="Moving"),
    Command("mark.go", ("'",), "go to mark", "Go to the mark named by the letter pressed next, or with ' back to where you were.", group="Moving"),
    Command("open", ("Enter",), "open", "Open the item under the cursor: a brief, a record, a quote's place in its source.", group="Reading", footer=1),
    Command("back", ("Esc",), "back", "Go back one step.", ("pane", "board"), footer=7),
    Command("forget", ("Esc",), "forget search", "Clear the search and show all briefs.", ("list",), "Searching"),
    Command("leave", ("q",), "back", "Go back one step.", ("pane", "board")),
    Command("end", ("q",), "quit", "Quit the reader.", ("list",), footer=6),
    Command("brief.next", ("J",), "next brief", "Show the next brief; on a board, the next round, issue, speaker or process.", ("list", "pane", "board"), footer=10),
    Command("brief.previous", ("K",), "previous brief", "Show the previous brief; on a board, the previous round, issue, speaker or process.", ("list", "pane", "board")),
    Command("brief.unread", ("R",), "next unread", "Show the next unread brief of the list; after the last, the first.", ("list", "pane")),
    Command("pane.next", ("Tab",), "next pane", "Next pane.", ("list", "pane"), "Panes"),
    Command("pane.previous", ("Shift+Tab",), "previous pane", "Previous pane.", ("list", "pane"), "Panes"),
    Command("pane.list", ("0",), "list", "Go to the list of briefs.", ("list", "pane"), "Panes"),
    Command("pane.1", ("1",), "Summary", "Show the summary of the brief; with counts = true in the settings, digits are counts and this is g 1.", ("list", "pane"), "Panes"),
    Command("pane.2", ("2",), "Agreements", "Show the agreements of the brief.", ("list", "pane"), "Panes"),
    Command("pane.3", ("3",), "Disagreements", "Show the disagreements of the brief.", ("list", "pane"), "Panes"),
    Command("pane.4", ("4",), "Quotes", "Show the quotes of the brief.", ("list", "pane"), "Panes"),
    Command("pane.5", ("5",), "Sources", "Show the sources of the brief.", ("list", "pane"), "Panes"),
    Command("outline", ("g o",), "outline", "List the headings and records of the brief; type to filter, Enter goes there.", ("pane",), "Panes"),
    Command("zoom", ("z",), "zoom", "Zoom the pane to the whole screen, or back; on a board, show the whole text of the cell.", ("pane", "board"), "Panes", footer=8),
    Command("hints", (";",), "references", "Label each visible reference with a letter; press the letter to follow it.", ("pane",), footer=6),
    Command("search", ("/",), "search", "Search all briefs as you type, or with / again the brief that is read; Enter opens the hit. On a board, find a cell as you type.", ("list", "pane", "board"), "Searching", footer=2),
    Command("hit.next", ("n",), "next hit", "Next hit, continuing into the next brief.", ("list", "pane", "board"), "Searching"),
    Command("hit.previous", ("N",), "previous hit", "Previous hit, continuing into the previous brief.", ("list", "pane", "board"), "Searching"),
    Command("search.word", ("*",), "search word", "Search for a word under the cursor.", ("list", "pane"), "Searching"),
    Command("filter", ("f",), "filter", "Filter the list by a query as you type.", ("list", "pane"), "Searching", footer=7),
    Command("filter.clear", ("F",), "all briefs", "Clear the filter and show all briefs.", ("list", "pane"), "Searching"),
    Command("process", ("p",), "process", "Show where each issue stands, round by round.", ("list", "pane", "board"), "Comparing", footer=3),
    Command("matrix", ("x",), "matrix", "Show which party holds which position on each issue; again, in signs in place of words, or back.", ("list", "pane", "board"), "Comparing", footer=4),
    Command("transpose", ("t",), "transpose", "Turn the matrix: issues for rows and parties for columns, or back.", ("board",), "Comparing", footer=11),
    Command("moved", ("d",), "moved", "Show what moved since the previous round.", ("list", "pane", "board"), "Comparing", footer=5),
    Command("shifts", ("S",), "shifts", "Show each party's changes of position over the whole process.", ("list", "pane", "board"), "Comparing"),
    Command("since", ("D",), "since read", "Show what changed in the brief since you last read it; the list marks such briefs with ~.", ("list", "pane"), "Comparing"),
    Command("beside", ("=",), "side by side", "Show this round and the previous one side by side, by issue.", ("list", "pane", "board"), "Comparing"),
    Command("who", ("w",), "who", "Show what a party or person held, did and said, round by round.", ("list", "pane", "board"), "Comparing"),
    Command("issue", ("i",), "issue", "Show everything on an issue by date; on the board of a speaker, narrow it to the issue.", ("list", "pane", "board"), "Comparing"),
    Command("compare", ("g r",), "compare with", "Choose the round to compare with.", ("list", "pane", "board"), "Comparing"),
    Command("timeline", ("T",), "timeline", "Show the dated events of the process in order.", ("list", "pane", "board"), "Comparing"),
    Command("promises", ("P",), "promises", "Show what was promised, and what later rounds say about it.", ("list", "pane", "board"), "Comparing"),
    Command("mark.read", ("r",), "read", "Mark the brief as read or unread; if it has changed since, mark this version as read.", ("list", "pane"), "Keeping"),
    Command("mark.all", ("A",), "all read", "Mark every brief in the list as read; u undoes it.", ("list", "pane"), "Keeping"),
    Command("star", ("s",), "star", "Star or unstar the brief.", ("list", "pane"), "Keeping"),
    Command("tag", ("t",), "tag", "Add a tag to the brief, or remove one that it has.", ("list", "pane"), "Keeping"),
    Command("note", ("a",), "note", "Write a note on the item under the cursor.", ("list", "pane"), "Keeping"),
    Command("notes", ("g n",), "notes", "List your notes, the latest first; Enter goes to the brief or record of a note.", ("list", "pane", "board"), "Keeping"),
    Command("undo", ("u",), "undo", "Undo the last mark, or the last answer to a suggestion.", ("list", "pane"), "Keeping"),
    Command("redo", ("U",), "redo", "Redo what was undone.", ("list", "pane"), "Keeping"),
    Command("select", ("v",), "select", "Select several briefs or records with the keys that move; y copies them, | pipes them, Esc cancels.", ("list", "pane"), "Keeping"),
    Command("pipe", ("|",), "pipe", "Pipe the record or selection, or from the list the brief, or the board to a command; no shell is started.", ("list", "pane", "board"), "Keeping"),
    Command("copy.item", ("y y",), "copy", "Copy the item under the cursor, without the line breaks of the screen.", ("list", "pane", "board"), "Keeping"),
    Command("copy.quote", ("y q",), "copy quote", "Copy the quote with its speaker and source, or the paragraph with its reference.", ("pane",), "Keeping"),
    Command("copy.brief", ("y b",), "copy brief", "Copy the whole brief as text, or the whole board.", ("list", "pane", "board"), "Keeping"),
    Command("copy.address", ("y u",), "copy address", "Copy the URLs of the sources under the cursor.", ("pane",), "Keeping"),
    Command("export", ("o",), "export", "Export the brief as text, or the board as a Markdown table, to a new file.", ("list", "pane", "board"), "Keeping"),
    Command("edit", ("e",), "edit", "Edit the brief's file in $VISUAL or $EDITOR; vi, nano, emacs and the like open at the record or problem.", ("list", "pane"), "Keeping"),
    Command("confirm", ("c",), "confirm", "Confirm the suggestion under the cursor, and go to the next one.", ("pane",), "Confirming", footer=1),
    Command("unconfirm", ("C",), "take back", "Turn the confirmed value under the cursor back into a suggestion.", ("pane",), "Confirming"),
    Command("suggestion.next", (".",), "next suggestion", "Next suggestion that is not confirmed, continuing into the next brief.", ("list", "pane"), "Confirming", footer=1),
    Command("suggestion.previous", (",",), "previous suggestion", "Previous suggestion that is not confirmed, continuing into the previous brief.", ("list", "pane"), "Confirming"),
    Command("speaker", ("W",), "speaker", "Name another speaker of the quote: one of the brief or the store, or a new person.", ("pane",), "Confirming", footer=1),
    Command("drop", ("X",), "drop", "Drop the suggested record under the cursor from the file; u puts it back.", ("pane",), "Confirming", footer=1),
    Command("history.back", ("[",), "back in history", "Go back to the previous location.", ("list", "pane", "board")),
    Command("history.forward", ("]",), "forward in history", "Go forward to the next location.", ("list", "pane", "board")),
    Command("commands", (":", "^p"), "commands", "List all commands, saved searches and briefs by title; type to filter, Enter to choose.", group="Program", footer=20),
    Command("store", ("g s",), "switch store", "Switch to another of the stores in the settings.", group="Program"),
    Command("help", ("?",), "help", "Show the keys available here; type to search them.", group="Program"),
    Command("mouse", ("M",), "mouse", "Handle mouse events, or leave them to the terminal.", group="Program"),
    Command("redraw", ("^l",), "redraw", "Redraw the screen.", group="Program"),
    Command("suspend", ("^z",), "suspend", "Suspend the reader and return to the shell; fg resumes it.", group="Program"),
    Command("quit", ("Q",), "quit", "Quit the reader.", group="Program"),
)  # fmt: skip
"""Every command, in the order of the help."""


_FIXED = {
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", "insert": "Insert", "delete": "Delete",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip
NAMES = {
    **_FIXED,
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space",
    "backspace": "Backspace", "ctrl+@": "^@", "ctrl+backslash": "^\\",
    "ctrl+right_square_bracket": "^]", "ctrl+circumflex_accent": "^^", "ctrl+underscore": "^_",
    **{f"{kind.lower()}+{key}": f"{kind}+{name}"
       for kind in ("Ctrl", "Shift", "Ctrl+Shift") for key, name in _FIXED.items()},
    # What a terminal sends for a function key with Shift is that of another one, since the VT220.
    **{f"f{number + 12}": f"Shift+F{number}" for number in range(1, 13)},
}  # fmt: skip
"""Key names of the terminal library -> those of this program."""
_CONTROLS = frozenset(f"^{letter}" for letter in "abcdefgjklnopqrstuvwxyz")


def key_name(key: str, character: str | None) -> str:
    """Return the name (`^d`, `G`) of the terminal library's `key`, which types `character`."""
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+") and len(key) == 6:
        return f"^{key[5]}"
    if character and character.isprintable():
        return LAYOUTS.get(character, character)
    return key


def is_key(name: str) -> bool:
    """Whether `name` is that of a key that terminals send."""
    is_letter = len(name) == 1 and name.isprintable() and not name.isspace()
    return is_letter or name in _CONTROLS or name in _KEY_NAMES


_KEY_NAMES = frozenset(NAMES.values())
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_UPPER = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_LAYOUTS = (
    ("йцукенгшщзхъфывапролджэячсмитьбю.", _LATIN),  # Russian
    ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,", _UPPER),
    ("йцукенгшщзхїфівапролджєячсмитьбю.", _LATIN),  # Ukrainian
    ("ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,", _UPPER),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),  # Greek
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    ("קראטוןםפשדגכעיחלךזסבהנמצת", "ertyuiopasdfghjklzxcvbnm,"),  # Hebrew
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ؟", "qwertyuiop[]asdfghjkl;'zxcvnm,./?"),  # Arabic
)
LAYOUTS = {
    letter: latin
    for letters, keys in _LAYOUTS
    for letter, latin in zip(letters, keys, strict=True)
    if not letter.isascii()
}
"""Letters of other alphabets -> the letter that the same key types on a Latin keyboard."""


ELSEWHERE = {".": "/", ",": "?"}
"""Signs of a Cyrillic keyboard -> what the same key types on a Latin one, where they do nothing."""


class Clash(NamedTuple):
    """Two commands with the same key in the same place."""

    key: str
    """The key or sequence."""
    first: str
    """The id of the earlier one in the table."""
    second: str
    """The id of the later one."""

    def __str__(self) -> str:
        """Return the clash as a sentence."""
        return f'the key "{self.key}" is assigned to both {self.first} and {self.second}'


def with_keys(keys: Mapping[str, Sequence[str]]) -> tuple[Command, ...]:
    """Return the table with the keys of the commands in `keys` replaced."""
    return tuple(
        command._replace(keys=tuple(keys[command.id])) if command.id in keys else command
        for command in COMMANDS
    )


def clashes(commands: Iterable[Command]) -> list[Clash]:
    """Return the pairs of commands in which a key of one is that of the other, or begins it."""
    pairs: list[Clash] = []
    taken = [(tuple(key.split()), command) for command in commands for key in command.keys]
    for index, (key, command) in enumerate(taken):
        for other_key, other in taken[index + 1 :]:
            short = min(len(key), len(other_key))
            if key[:short] == other_key[:short] and any(
                command.live_in(place) and other.live_in(place) for place in PLACES
            ):
                longer = key if len(key) > len(other_key) else other_key
                pairs.append(Clash(" ".join(longer), command.id, other.id))
    return pairs


def with_counts(commands: Iterable[Command], chosen: Container[str] = ()) -> tuple[Command, ...]:
    """Return the commands with digits free for counts: the panes are then `g 0` to `g 5`.

    Keys of the commands in `chosen` stay: a digit that somebody has chosen is not a count.
    """
    return tuple(
        command
        if command.id in chosen
        else command._replace(
            keys=tuple(f"g {key}" if key in _DIGITS else key for key in command.keys)
        )
        for command in commands
    )


_DIGITS = frozenset("0123456789")
_MOST = 99_999


class Keys:
    """Turns key presses into commands: sequences have no time-out; Esc cancels one."""

    def __init__(self, commands: Sequence[Command] = COMMANDS, *, counts: bool = False) -> None:
        """Use the keys of `commands`; with `counts`, digits before a key are its count."""
        self.commands = tuple(commands)
        bound = {
            key for c in self.commands for keys in c.keys for key in keys.split()
            if not _is_sign(c, key)
        }  # fmt: skip
        self._elsewhere = {key: other for key, other in ELSEWHERE.items() if key not in bound}
        self.pending: tuple[str, ...] = ()
        """The keys of an unfinished sequence."""
        self.digits = ""
        """The count that is being typed."""
        self.count = 0
        """The count of the last command; 0 for none."""
        self._has_counts = counts
        self.has_suggestions = False
        """Whether there are suggestions to go to; without, signs of a Cyrillic keyboard do not."""
        self._sequences = [(tuple(keys.split()), c) for c in self.commands for keys in c.keys]

    def press(self, key: str, place: Where) -> Command | None:
        """Return the command that `key` completes in `place`, or None; update `pending`."""
        if not self.pending and self.completed(key, place) is None:
            key = self._elsewhere.get(key, key)
        if self._has_counts and self._takes_digit(key, place):
            return None
        command = self.completed(key, place)
        is_cancelled = self.pending and key == "Esc"
        self.pending = () if command or is_cancelled else (*self.pending, key)
        if not self.following(place):
            self.pending = ()
        self.count = int(self.digits or 0)
        if not self.pending:
            self.digits = ""
        return command

    def _takes_digit(self, key: str, place: Where) -> bool:
        """Whether a key belongs to the count before a command; Esc takes the count back."""
        if self.digits and key == "Esc" and not self.pending:
            self.digits = ""
            return True
        is_digit = key in _DIGITS and not self.pending and (key != "0" or bool(self.digits))
        if is_digit and self.completed(key, place) is None:
            self.digits = str(min(int(self.digits + key), _MOST))
            return True
        return False

    def begins(self, name: str, key: str) -> bool:
        """Whether a sequence of the command `name` begins with `key`."""
        return any(keys[0] == key for keys, command in self._sequences if command.id == name)

    def completed(self, key: str, place: Where) -> Command | None:
        """Return the command that `key` would complete in `place`; nothing is pressed."""
        if self.pending and key == "Esc":
            return None
        pressed = (*self.pending, key)
        found = (c for keys, c in self._sequences if keys == pressed and c.live_in(place))
        return next((c for c in found if self.has_suggestions or not _is_sign(c, key)), None)

    def named(self, pressed: tuple[str, ...]) -> Command | None:
        """Return the command with these keys, wherever it is live."""
        return next((c for keys, c in self._sequences if keys == pressed), None)

    def following(self, place: Where) -> list[tuple[str, Command]]:
        """Return the keys that may follow the pending ones, each with its command."""
        size = len(self.pending)
        return [
            (keys[size], command)
            for keys, command in self._sequences
            if 0 < size < len(keys) and keys[:size] == self.pending and command.live_in(place)
        ]


def _is_sign(command: Command, key: str) -> bool:
    """Whether a key leads to suggestions, and to something else on a Cyrillic keyboard."""
    return key in ELSEWHERE and command.id.startswith("suggestion.")


Lacking = Literal[
    "briefs", "brief", "process", "unconfirmed", "suggestion", "confirmed", "quote", "filter", "search",
    "narrowed", "done", "undone", "behind", "ahead",
    "stores",
]  # fmt: skip
"""What a command needs and may be missing: any brief in the store, one under the cursor, one that
belongs to a process, one with suggestions that are not confirmed; under the cursor of a pane a
suggestion, one that was confirmed, or a quote; a filter of the list, a search, one of the two; something done that can be
undone, or undone that can be redone; a location behind or ahead; another store in the settings."""

_NEEDS: Mapping[Lacking, frozenset[str]] = {
    "briefs": frozenset(("search", "filter", "suggestion.next")),
    "unconfirmed": frozenset(
        ("confirm", "suggestion.next", "suggestion.previous", "speaker", "drop")
    ),
    "suggestion": frozenset(("confirm", "drop")),
    "confirmed": frozenset(("unconfirm",)),
    "quote": frozenset(("speaker",)),
    "filter": frozenset(("filter.clear",)),
    "search": frozenset(("hit.next", "hit.previous")),
    "narrowed": frozenset(("forget",)),
    "done": frozenset(("undo",)),
    "undone": frozenset(("redo",)),
    "behind": frozenset(("history.back",)),
    "ahead": frozenset(("history.forward",)),
    "stores": frozenset(("store",)),
    "brief": frozenset(("open", "brief.next", "brief.previous")),
    "process": frozenset(
        (
            "process",
            "matrix",
            "moved",
            "beside",
            "timeline",
            "promises",
            "issue",
            "compare",
            "shifts",
        )
    ),
}


def useful(commands: Iterable[Command], lacking: Iterable[Lacking]) -> list[Command]:
    """Return the commands that can do without everything `lacking`."""
    without = frozenset[str]().union(*(_NEEDS[each] for each in lacking))
    return [command for command in commands if command.id not in without]


def live(commands: Iterable[Command], place: Where) -> list[Command]:
    """Return the commands that are live in `place` and have a key."""
    return [command for command in commands if command.keys and command.live_in(place)]
