"""Output of what is read: text to copy, an exported file, a pipe to a command, the editor."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from briefing.errors import BriefingError
from briefing.exchange.outgoing.markdown.board_markdown import briefs_of, markdown
from briefing.exchange.outgoing.new_files import write_export
from briefing.exchange.outgoing.origin_line import origin_of
from briefing.linear.actions.handing_over import hand_over
from briefing.linear.board_place import BoardPlace
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.pane_place import PanePlace
from briefing.linear.typed_line import Typed
from briefing.terminal.command_words import how_ended, words_of_command
from briefing.user.editing.editor import (
    editor_command,
    editor_of,
    place_of,
    takes_line,
    waiting_hint,
)
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.copy_text import (
    addresses,
    brief_text,
    citation,
    items_text,
    marked_id,
    named,
)


class TextOutput:
    """Prints text to copy between two lines that mark its beginning and its end.

    Within tmux, which asks the terminal itself, it is copied.
    """

    def __init__(self, context: LinearContext, has_edited: Callable[[], object]) -> None:
        """Output what is read at `context`; `has_edited` is called after an editor has ended."""
        self._context, self._has_edited = context, has_edited

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        return {
            "copy.item": self._item,
            "copy.quote": self._quote,
            "copy.brief": self._brief,
            "copy.address": self._address,
            "export": self._export,
            "pipe": self._pipe,
            "edit": lambda typed: self._edit(),
        }

    def _hand(self, text: str, what: str, nothing: str) -> None:
        if not text:
            self._context.say(nothing)
        else:
            hand_over(self._context, text, what)

    # --- what there is to hand on ----------------------------------------------------------------

    def _text(self, times: int = 1) -> tuple[str, str]:
        """Return the text of what the cursor is on, some records from there on, and its name."""
        place = self._context.place
        if isinstance(place, PanePlace):
            keys = [part.key for part in place.parts[place.cursor : place.cursor + times]]
            keys = [key for key in keys if key]
            what = named(place.view, keys[0]) if len(keys) == 1 else f"{len(keys):,} records"
            return items_text(place.view, place.pane, keys), what
        if isinstance(place, BoardPlace):
            return "\n".join(place.here_lines()), "the row" if place.column < 0 else "the cell"
        row = place.row
        if row is None:
            return "", ""
        confined = f"{row.sharing_label} " if row.sharing_label else ""
        standing = f" ({row.standing})" if row.standing else ""
        return f"{confined}{row.date} {row.title}{standing}", f"the title of {row.id}"

    def _view(self) -> BriefView | None:
        """Return the brief that is open, or that the cursor is on, whole."""
        place = self._context.place
        if place.view is not None or place.row is None:
            return place.view
        return self._context.library.view(place.row, signs=self._context.signs)

    def _whole(self) -> tuple[str, str, str]:
        """Return the brief or board as a document, its name, and a file name for it."""
        place, folder = self._context.place, self._context.library.folder
        if isinstance(place, BoardPlace):
            text = "\n".join(markdown(place.board, origin_of(briefs_of(place.board), folder)))
            names = filter(None, (place.ref.process, place.ref.kind, place.ref.name))
            return f"{text}\n", "the board", f"{'-'.join(names)}.md"
        view = self._view()
        if view is None:
            return "", "", ""
        origin = origin_of([marked_id(view)], folder)
        return brief_text(view, origin), f"the brief {view.brief.id}", f"{view.brief.id}.txt"

    # --- the commands ----------------------------------------------------------------------------

    def _item(self, typed: Typed) -> None:
        self._hand(*self._text(typed.times), "There is nothing to copy.")

    def _quote(self, _typed: Typed) -> None:
        view, key = self._context.place.view, self._context.place.key
        text = citation(view, key, self._context.options.citation) if view is not None else ""
        what = named(view, key) if view is not None else ""
        self._hand(text, what, "There is no quote or source paragraph here.")

    def _brief(self, _typed: Typed) -> None:
        text, what, _ = self._whole()
        self._hand(text, what, "There is no brief to copy.")

    def _address(self, _typed: Typed) -> None:
        view = self._context.place.view
        urls = addresses(view, self._context.place.key) if view is not None else []
        self._hand("\n".join(urls), "the addresses", "No source here has an address.")

    def _export(self, typed: Typed) -> None:
        """Write the brief as text, or the board as a Markdown table, to a new file."""
        text, what, proposed = self._whole()
        if not text:
            self._context.say("There is no brief to export.")
            return
        name = (typed.argument or self._context.console.ask("Write to", proposed) or "").strip()
        if not name:
            return
        store = self._context.library.store
        try:
            path = Path(name).expanduser()
            if os.path.lexists(path):
                raise BriefingError(f"{name} already exists; choose another name")
            if store.would_read(path.absolute()):
                raise BriefingError(f"the store would read {name} as a brief; end it in .txt")
            size = write_export(path, [text], store)
        except (OSError, RuntimeError) as error:
            raise BriefingError(f"{name}: {getattr(error, 'strerror', None) or error}") from None
        self._context.say(f"Wrote {what} to {path}: {size:,} bytes.")

    def _pipe(self, typed: Typed) -> None:
        """Give a record, or from the list the brief, or a board to a command on the terminal."""
        is_record = isinstance(self._context.place, PanePlace)
        text, what = self._text(typed.times) if is_record else self._whole()[:2]
        if not text:
            self._context.say("There is nothing to pipe.")
            return
        line = typed.argument or self._context.console.ask(f"Pipe {what} to") or ""
        words, problem = words_of_command(line)
        if problem or not words:
            self._context.say(*([f"{problem}."] if problem else []))
            return
        self._context.say(run_on_terminal(words, f"{text.rstrip()}\n", self._context.console.flush))

    def _edit(self) -> None:
        """Edit the file of the brief; the editor has the terminal until it ends."""
        place, library = self._context.place, self._context.library
        row, editor = place.row, editor_of(os.environ)
        if row is None:
            self._context.say("There is no brief to edit.")
            return
        at = None
        if takes_line(editor):
            at = place_of(library.store.load(row.path), place.view, place.key)
        command = editor_command(editor, Path(library.folder, row.path).absolute(), at)
        before, begun = library.stamp(row.path), monotonic()
        said = run_on_terminal(command, None, self._context.console.flush)
        hint = (
            waiting_hint(editor, monotonic() - begun) if library.stamp(row.path) == before else ""
        )
        self._context.say(said, *([f"{hint}."] if hint else []))
        self._has_edited()


def run_on_terminal(words: list[str], text: str | None, flush: Callable[[], object]) -> str:
    """Run a command on the terminal, and return what came of it.

    `text` is its standard input; with None it reads what the terminal sends.
    """
    flush()
    try:
        done = subprocess.run(words, input=text and text.encode(), check=False)
    except OSError as error:
        return f"{words[0]}: {error.strerror or 'cannot be started'}."
    return f"{words[0]} {how_ended(done.returncode)}."
