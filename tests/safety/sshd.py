"""An OpenSSH server on loopback, set up as the README says, for one visitor."""

import getpass
import grp
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.tools.waiting import until

ROOT = Path(__file__).parents[2]
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_SEPARATION = Path("/run/sshd")
"""A folder without which a server of root does not start; it stays, as another may need it."""

_CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/visitor.pub
AuthenticationMethods publickey
StrictModes no
UsePAM no
PermitRootLogin yes
LogLevel ERROR
Subsystem sftp internal-sftp
AcceptEnv *
"""
"""What a careless server would allow: all that the README's lines do not forbid."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    folder: Path
    """Its own files, and the visitor's."""
    port: int
    pid: int

    @property
    def home(self) -> Path:
        """The only folder that a session may write to."""
        return self.folder / "home"

    def client(self, *options: str) -> tuple[str, ...]:
        """Return the words that open a session; a command may follow them."""
        return (
            "ssh", "-F", "none", "-i", str(self.folder / "visitor"), "-p", str(self.port),
            "-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
            "-o", f"UserKnownHostsFile={self.folder}/known", *options, "127.0.0.1",
        )  # fmt: skip

    def programs(self) -> list[str]:
        """Return the command lines of all processes that sessions have started."""
        return [line for line in map(_words_of, _below(self.pid)) if not line.startswith("sshd")]


def missing() -> str:
    """Return what a server needs and this machine has not, or an empty string."""
    if not (SSHD and shutil.which("ssh") and shutil.which("ssh-keygen")):
        return "OpenSSH's server, client and key generator are not all installed"
    if not Path("/proc/self/stat").exists():
        return "processes are found in /proc"
    return "" if os.geteuid() == 0 or _terminals_are_ready() else _NOT_READY


_NOT_READY = "terminals are not of the group tty here, and only root's server can give them to it"


def _terminals_are_ready() -> bool:
    """Whether the system gives a new terminal to the group that OpenSSH wants it to have."""
    pair = os.openpty()
    try:
        return os.fstat(pair[1]).st_gid == grp.getgrnam("tty").gr_gid
    except KeyError:
        return True  # without such a group OpenSSH takes the visitor's own
    finally:
        for descriptor in pair:
            os.close(descriptor)


@contextmanager
def serving(folder: Path, store: Path) -> Iterator[Server]:
    """Run a server whose visitor sees `store` in restricted mode and nothing else."""
    assert SSHD is not None
    for name in ("host", "visitor"):
        words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        subprocess.run(words, check=True)
    (folder / "home").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "sshd_config"
    config.write_text(_CONFIG.format(port=port, folder=folder) + _of_readme(folder, store))
    if os.getuid() == 0:
        _SEPARATION.mkdir(mode=0o755, exist_ok=True)
    subprocess.run([SSHD, "-t", "-f", str(config)], check=True)  # which says what is wrong with it
    process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Server(folder, port, process.pid)
    finally:
        for pid in _below(process.pid):
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(pid, signal.SIGKILL)
        process.kill()
        process.wait()


def _of_readme(folder: Path, store: Path) -> str:
    """Return the lines that the README tells to write, with this machine's places in them."""
    text = (ROOT / "README.md").read_text("utf-8")
    lines = text.partition("```\nPermitUser")[2].partition("```")[0]
    lines = f"PermitUser{lines}"
    launcher = folder / "launcher.py"
    # Python in isolated mode finds what is installed, and here that is to be this checkout.
    launcher.write_text(
        f"import runpy, sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "runpy.run_module('briefing', run_name='__main__', alter_sys=True)\n"
    )
    changes = {
        "User reader": f"User {getpass.getuser()}", "/nonexistent": str(folder / "home"),
        "/usr/local/bin/python3": sys.executable, "-m briefing": str(launcher),
        "/srv/briefs": shlex.quote(str(store)),
    }  # fmt: skip
    for old, new in changes.items():
        assert old in lines
        lines = lines.replace(old, new)
    return lines


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    def answers() -> bool:
        assert process.poll() is None
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0

    until(answers, "the server")


def _below(pid: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue  # it has just ended
        parents.setdefault(parent, []).append(int(entry.name))
    found, left = [], [pid]
    while left:
        children = parents.get(left.pop(), [])
        found += children
        left += children
    return found


def _words_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""
