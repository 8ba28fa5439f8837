"""The input guard: bounds what arrives from a terminal before it is parsed.

A paste or an answer that never ends would swallow all keys, and a sequence without a meaning would
be parsed again as keys, one for each character.
"""

import re

PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"
MOST_PASTED = 1 << 16
"""Characters of a paste that are kept; the rest of it is dropped."""
PATIENCE = 1.0
"""Seconds of silence after which a paste or an answer that has not ended is taken to have ended."""

_ENDLESS = r"\x1b\[[0-?]{128}"
"""More parameters than any key, click or answer has; sequences are those of ECMA-48 5.4."""
_PRIVATE = r"\x1b\[(?:[>=]|\?[013-9])"
"""How the answers to queries of an earlier program begin, and the reports that it switched on, but
no key. (The answer to this program's own query begins with `?2026`.)"""
_ANSWER = re.compile(r"\x1b\[(?:\d+c|[03]n|(?:[34689]|48);[\d;]*t|\d+;\d\$y)")
"""Such answers without a prefix of their own: the terminal's kind, state and size, a mode."""
_GUARDED = rf"\x1b\[200~|\x1b\]\d+;|{_PRIVATE}|{_ENDLESS}"
_BEGIN = re.compile(rf"{_GUARDED}|\x1b[P_^X](?=[^\x1b])")
_CUT = re.compile(r"\x1b(?:\[[0-?]*|\]\d{0,9})?\Z")
"""The first part of a beginning, perhaps, at the end of a read."""
_CUT_BEGIN = re.compile(_GUARDED)
_TOGETHER = 0.1
"""Seconds within which two reads may hold the two parts; typing them takes longer."""
_STRING_END = re.compile(r"\x07|\x1b\\")
_SEQUENCE_END = re.compile(r"[ -/]*[@-~]|(?=[^ -?])")
"""The end of a sequence of parameters, or a character that cannot be in one."""


class InputGuard:
    """Filters input before it is parsed; times are in seconds, of any clock."""

    def __init__(self) -> None:
        self._inside = ""
        self._kept = 0
        self._tail = ""
        self._cut = ""
        self._heard = 0.0

    def feed(self, text: str, now: float) -> str:
        """Return the part of `text`, read at `now`, that may be parsed.

        Pastes are cut; strings, overlong sequences and answers to other programs are dropped.
        """
        passed = self.tick(now)
        if now - self._heard > _TOGETHER:
            self._cut = ""
        self._heard = now
        text, self._tail = self._tail + text, ""
        while text:
            if self._inside:
                some, text = self._within(text)
            else:
                some, text = self._outside(text)
            passed += some
        return passed

    def tick(self, now: float) -> str:
        """Return the end of a paste that has been silent for too long, or an empty string."""
        if not self._inside or now - self._heard < PATIENCE:
            return ""
        pasting = self._inside == PASTE_BEGIN
        self._inside = self._tail = ""
        return PASTE_END if pasting else ""

    def _outside(self, text: str) -> tuple[str, str]:
        # A beginning in the read before has been passed on: an escape may be a key.
        cut, whole = len(self._cut), self._cut + text
        begin = _CUT_BEGIN.match(whole) or _BEGIN.search(whole, cut)
        if begin is None:
            cut_off = _CUT.search(whole)
            self._cut = cut_off[0] if cut_off else ""
            return _ANSWER.sub("", text), ""
        self._inside, self._kept, self._cut = begin[0], 0, ""
        end = begin.end() if begin[0] == PASTE_BEGIN else max(begin.start(), cut)
        return _ANSWER.sub("", whole[cut:end]), whole[begin.end() :]

    def _within(self, text: str) -> tuple[str, str]:
        if self._inside == PASTE_BEGIN:
            start, end = text.find(PASTE_END), len(PASTE_END)
        else:
            is_sequence = self._inside.startswith("\x1b[")
            match = (_SEQUENCE_END if is_sequence else _STRING_END).search(text)
            start, end = (match.start(), len(match[0])) if match else (-1, 0)
        if start < 0:
            # An end may be cut in two by the read.
            hold = text.rfind("\x1b", max(len(text) - len(PASTE_END) + 1, 0))
            text, self._tail = (text[:hold], text[hold:]) if hold >= 0 else (text, "")
            return self._keep(text), ""
        kept = self._keep(text[:start])
        if self._inside == PASTE_BEGIN:
            kept += PASTE_END
        self._inside = ""
        return kept, text[start + end :]

    def _keep(self, text: str) -> str:
        if self._inside != PASTE_BEGIN:
            return ""
        text = text[: MOST_PASTED - self._kept]
        self._kept += len(text)
        return text
