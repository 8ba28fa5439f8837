"""What reading each of some files takes, told by a process of its own.

`python -m tests.safety.measured WHAT` reads the files of a sort, or those in a folder. Each file is
told on a line of JSON, so that the last line tells which file ended the process.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from briefing.loader.load import Loaded, load
from briefing.store.store import Store
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES
from tests.safety import hostile_files

SORTS: dict[str, dict[str, tuple[str, Any]]] = {
    "yaml": hostile_files.YAML,
    "json": hostile_files.JSON,
    "md": hostile_files.MARKDOWN,
    "encoding": hostile_files.ENCODINGS,
}
"""Every table of files by the ending their names get; those with encodings are YAML."""


def bytes_of(content: str | bytes) -> bytes:
    """Return what stands in a file."""
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content


def ending_of(sort: str) -> str:
    """Return the ending of the names of files of a sort."""
    return "yaml" if sort == "encoding" else sort


def _status(name: str) -> int:
    """Return a figure of this process, in KiB."""
    told = Path("/proc/self/status").read_text()
    return int(told.partition(f"{name}:")[2].split()[0])


def _laid(loaded: Loaded) -> float:
    """Lay all panes out, and return the seconds of the slowest."""
    slowest = 0.0
    if loaded.brief is not None:
        reading = BriefView(loaded.brief, meta=loaded.meta, problems=loaded.problems)
        for pane in PANES:
            begun = time.process_time()
            pane.view(reading, 80)
            slowest = max(slowest, time.process_time() - begun)
    return slowest


def _measured(name: str, read: Any, before: int) -> dict[str, Any]:
    """Return what one file is, and what it took: seconds of this process, and MiB at most."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    begun = time.process_time()
    loaded: Loaded = read()
    seconds = time.process_time() - begun
    mebibytes = (_status("VmHWM") - before) / 1024
    return {
        "name": name, "seconds": seconds, "mebibytes": mebibytes, "laid": _laid(loaded),
        "brief": loaded.brief is not None,
        "problems": [(one.line, one.column, one.code, str(one)) for one in loaded.problems],
    }  # fmt: skip


def _reads(what: str) -> dict[str, Any]:
    """Return what reads each file: of a sort, or of a folder."""
    if what not in SORTS:
        store = Store(Path(what))
        return {
            path.name: lambda path=path: store.load(path.name) for path in Path(what).glob("*.yaml")
        }
    ending = f"f.{ending_of(what)}"
    return {
        name: partial(load, bytes_of(content), ending) for name, (_, content) in SORTS[what].items()
    }


def main(what: str) -> None:
    """Read each file of a sort, or in a folder, and tell what it took."""
    for name in ("f.yaml", "f.json", "f.md"):  # so that all modules are loaded
        _laid(load(b'{"title": "x", "date": "2025-01-02", "summary": "*x*"}', name))
    load(b"title: [", "f.yaml")
    before = _status("VmRSS")
    for name, read in _reads(what).items():
        print(json.dumps(_measured(name, read, before)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
