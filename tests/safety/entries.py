"""What can stand where a brief is looked for, other than a brief."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = "title: A good one\ndate: 2025-01-02\nsummary: It is read.\n"


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        before = Path.cwd()
        os.chdir(path.parent)  # the path of a socket may not be long
        try:
            one.bind(path.name)
        finally:
            os.chdir(before)


def _device(path: Path) -> None:
    _node(path, 0o20600, os.makedev(1, 5))  # /dev/zero, which never ends


def _disk(path: Path) -> None:
    _node(path, 0o60600, os.makedev(7, 0))


def _node(path: Path, mode: int, device: int) -> None:
    try:
        os.mknod(path, mode, device)
    except PermissionError:
        pytest.skip("only root can make a device")


DEVICES = (_device, _disk)
"""What makes an entry that only root can make, and nobody may leave behind."""


def _through_a_folder(path: Path) -> None:
    (path.parent / "way").symlink_to("/etc")
    path.symlink_to("way/passwd")


def _chain(path: Path) -> None:
    """Make a link to a link, and so on: more of them than a system follows."""
    for number in range(60):
        (path.parent / f"link{number}").symlink_to(f"link{number + 1}")
    path.symlink_to("link0")


def _link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.parent / "p")
    path.symlink_to("p")


def _giant(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "not-a-file"),
    "a socket": (_socket, "not-a-file"),
    "a device": (_device, "not-a-file"),
    "a disk": (_disk, "not-a-file"),
    "a folder": (Path.mkdir, "not-a-file"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "outside"),
    "a link to a terminal": (lambda path: path.symlink_to("/dev/tty"), "outside"),
    "a link out": (lambda path: path.symlink_to("/etc/passwd"), "outside"),
    "a link up": (lambda path: path.symlink_to("../../secret.yaml"), "outside"),
    "a link through a folder": (_through_a_folder, "outside"),
    "a link to a process": (lambda path: path.symlink_to("/proc/self/environ"), "outside"),
    "a chain of links": (_chain, "unreadable"),
    "a link to nothing": (lambda path: path.symlink_to("nothing.yaml"), "unreadable"),
    "a link to itself": (lambda path: path.symlink_to(path.name), ""),
    "a link to the store": (lambda path: path.symlink_to("."), ""),
    "a link to a pipe": (_link_to_a_pipe, ""),
    "an empty file": (Path.touch, "empty"),
    "a sparse giant": (_giant, "too-large"),
    "zeroes": (lambda path: path.write_bytes(bytes(4096)), ""),
    "only a mark": (lambda path: path.write_bytes(b"\xef\xbb\xbf"), "empty"),
    "UTF-16": (lambda path: path.write_bytes(GOOD.encode("utf-16")), "encoding"),
    "UTF-32": (lambda path: path.write_bytes(GOOD.encode("utf-32")), "encoding"),
    "Latin-1": (lambda path: path.write_bytes("title: é".encode("latin-1")), "encoding"),
    "EBCDIC": (lambda path: path.write_bytes(GOOD.encode("cp037")), ""),
    "half a character": (lambda path: path.write_bytes("title: é".encode()[:-1]), "encoding"),
    "gzip": (lambda path: path.write_bytes(b"\x1f\x8b\x08\x00" + bytes(range(256))), ""),
}
"""What can stand where a brief is looked for, and the code of what is told about it, if one."""
