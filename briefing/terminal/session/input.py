"""The input thread: reads keys from a terminal and survives everything else."""

import codecs
import os
import select
from collections.abc import Callable
from itertools import chain
from threading import Thread, current_thread

from textual.message import Message

from briefing.terminal.driver import textual_private
from briefing.terminal.session.input_guard import InputGuard

_TICK = 0.02
_TICKS = 100
"""Ticks after the last byte; by then the parser has given up on a lone escape."""


class Input:
    """Reads a terminal, and passes on keys, pastes, mouse events and answers."""

    def __init__(
        self,
        descriptor: int,
        receive: Callable[[Message], None],
        ended: Callable[[], object],
        debug: bool = False,
    ) -> None:
        """`receive` gets each event, `ended` is called at a hang-up; both in the input thread."""
        self._descriptor = descriptor
        self._receive = receive
        self._ended = ended
        self._parser = textual_private.parser(debug)
        self._guard = InputGuard()
        # A byte that is not UTF-8 is an unknown key, not the end of the program.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._wake, self._waker = os.pipe()
        self._thread = Thread(target=self._run, name="terminal-input", daemon=True)

    def start(self) -> None:
        """Start reading."""
        self._thread.start()

    def stop(self) -> None:
        """Stop reading; return when the thread has ended."""
        try:
            os.write(self._waker, b"\0")
        except BrokenPipeError:
            pass  # it has ended by itself, as the terminal is gone
        if current_thread() is not self._thread:
            self._thread.join()
        os.close(self._waker)

    def _run(self) -> None:
        stopped = False
        try:
            stopped = self._read_until_stopped()
        finally:
            os.close(self._wake)
            if not stopped:
                self._ended()

    def _read_until_stopped(self) -> bool:
        """Read; return whether reading was stopped, or else the terminal is gone.

        The guard is given the seconds in which nothing came, not those in which this thread was
        kept from reading what had: on a busy machine, halves of a sequence would be taken for keys.
        """
        ticks, silence = _TICKS, 0.0
        while True:
            wait = _TICK if ticks else None
            ready = select.select([self._descriptor, self._wake], [], [], wait)[0]
            if self._wake in ready:
                return True
            if self._descriptor in ready:
                try:
                    data = os.read(self._descriptor, 4096)
                except OSError:
                    data = b""
                if not data:
                    return False
                ticks = _TICKS
                text = self._guard.feed(self._decode(data), silence)
            else:
                ticks = max(ticks - 1, 0)
                silence += _TICK
                text = self._guard.tick(silence)
            for event in chain(self._parser.feed(text) if text else (), self._parser.tick()):
                self._receive(event)
