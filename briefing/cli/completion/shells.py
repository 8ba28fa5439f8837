"""The hidden command `briefing __complete SHELL …`, which the scripts of the shells ask.

    briefing __complete zsh WORD…             the words after the program, the last being typed
    briefing __complete fish WORD…            the same
    briefing __complete bash LINE WORDBREAKS  the line up to the cursor, and $COMP_WORDBREAKS

It prints `files`, `folders` or an empty line: what the shell is to offer besides; then a word a
line, for zsh and fish with a tab and what it means. For bash each is ready to be inserted: quoted
for the shell, without what stands before the last word break. Reports nothing: what cannot be
completed has no words.
"""

import re
import shlex
from collections.abc import Sequence

from briefing.cli import output
from briefing.cli.completion.complete import Offer, offer
from briefing.text.clean import clean

_SPECIAL = re.compile(r"([^\w@%+=:,./#-])")
"""What bash would read as more than itself, outside of quotation marks."""


def run_complete(argv: Sequence[str]) -> int:
    """Print the candidates for the last word; return 1 for an unknown shell."""
    shell, *rest = argv or ("",)
    if shell == "bash" and len(rest) == 2:
        _write_bash(*rest)
    elif shell in ("zsh", "fish") and rest:
        *before, begun = rest
        found = offer(before, begun.lstrip("\"'"))
        _write(found, [f"{_line(found.before + w.text)}\t{_line(w.about)}" for w in found.words])
    else:
        return 1
    return 0


def _write_bash(line: str, breaks: str) -> None:
    words, quote = split_line(line)
    found = offer(words[1:-1], words[-1])
    texts = [found.before + _line(word.text) for word in found.words]
    if quote:
        # Within quotation marks what is special cannot simply be quoted: such words are left out.
        _write(found, [text for text in texts if not _SPECIAL.search(text.replace(" ", ""))])
        return
    breaking = set(breaks) - set(" \t\n\"'")
    typed = words[-1]
    cut = 1 + max((place for place, sign in enumerate(typed) if sign in breaking), default=-1)
    _write(
        found, [_SPECIAL.sub(r"\\\1", text[cut:]) for text in texts if typed[:cut] == text[:cut]]
    )


def split_line(line: str) -> tuple[list[str], str]:
    """Return the words of a line as a shell has them, the last as typed so far; and an open quote.

    After a blank the last word is empty.
    """
    for quote in ("", '"', "'"):
        try:
            # A letter for what is yet to come: it keeps an empty word, or one that ends in \.
            words = shlex.split(f"{line}x{quote}")
        except ValueError:
            continue
        return [*words[:-1], words[-1][:-1]], quote
    return [line], '"'


def _write(found: Offer, lines: Sequence[str]) -> None:
    output.write_raw("".join(f"{line}\n" for line in (found.also, *dict.fromkeys(lines))))


def _line(text: str) -> str:
    return clean(text, line=True)
