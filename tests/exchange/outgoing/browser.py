"""A headless Chromium and axe-core for tests, where this machine has them."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
_SECONDS = 120
_AXE = """
<script>{axe}</script><script>
axe.run().then(found => {{
  const made = document.createElement("pre");
  made.id = "axe";
  made.textContent = JSON.stringify(found.violations.map(one => [one.id, one.impact,
    one.nodes.map(node => node.html)]));
  document.body.append(made);
}});
</script></body>"""


def chromium(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run Chromium on a page; skip the test without one."""
    if not CHROMIUM:
        pytest.skip("needs chromium (the Debian package)")
    profile = page.parent / "profile"
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        f"--user-data-dir={profile}", *options, page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)


def axe_source() -> str:
    """Return axe-core; skip the test where `npm root -g` or $AXE_CORE has none."""
    named = os.environ.get("AXE_CORE", "")
    npm = shutil.which("npm")
    if not named and npm:
        done = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        named = f"{done.stdout.strip()}/axe-core/axe.min.js"
    if not named or not Path(named).is_file():
        pytest.skip("needs axe-core (npm install -g axe-core, or its file in $AXE_CORE)")
    return Path(named).read_text(encoding="utf-8")


def violations(page: str, folder: Path, *options: str) -> list[Any]:
    """Return what axe-core finds on a page, whose own policy would not let it run."""
    free = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", page)
    assert free != page
    file = folder / "axe.html"
    script = _AXE.format(axe=axe_source())
    file.write_text(free.replace("</body>", script), encoding="utf-8")
    done = chromium(file, "--virtual-time-budget=20000", "--dump-dom", *options)
    found = re.search(r'<pre id="axe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-500:]
    return list(json.loads(unescape(found[1])))
