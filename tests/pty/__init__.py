"""The program in a pseudo-terminal: started, pressed, resized, signalled, and looked at.

`Terminal` is what tests use; the `terminal` fixture of `conftest` starts one and ends it again.
"""

from tests.pty.emulator import Emulator
from tests.pty.keys import key_bytes
from tests.pty.terminal import PROGRAM, Ended, Terminal, environment

__all__ = ["PROGRAM", "Emulator", "Ended", "Terminal", "environment", "key_bytes"]
