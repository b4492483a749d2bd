"""A real browser for the tests of pages: what a reader does there, done by a script that is put into a copy of the page."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")

_TOOLS = """
const shown = (all) => [...document.querySelectorAll(all)].filter((one) => one.checkVisibility()).map((one) => one.id);
const set = (id, value) => {
  const field = document.getElementById(id);
  if (field.type === "checkbox") field.checked = value; else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const pause = () => new Promise((go) => setTimeout(go, 50));
(async () => {
  let told;
  try { told = await (async () => { %s })(); } catch (error) { told = String(error); }
  const out = document.createElement("pre");
  out.id = "told"; out.textContent = JSON.stringify(told);
  document.body.append(out);
})();
"""


def chromium(*arguments: str, folder: Path) -> str:
    assert BROWSER
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", *arguments],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def act(page: str, doing: str, folder: Path, *arguments: str) -> Any:
    """Do something on a page and return what it tells: `act(page, "return document.title;", tmp_path)`."""
    free = re.sub(r"<meta http-equiv=[^>]*>", "", page)  # the page's own policy would keep our script out
    copy = folder / "copy.html"
    copy.write_text(free.replace("</body>", f"<script>{_TOOLS % doing}</script></body>"), encoding="utf-8")
    out = chromium("--virtual-time-budget=5000", *arguments, "--dump-dom", copy.as_uri(), folder=folder)
    found = re.search(r'<pre id="told">(.*?)</pre>', out, re.DOTALL)
    assert found, out[-2000:]
    return json.loads(html.unescape(found[1]))


def width(page: str, folder: Path, pixels: int) -> int:
    """Return how wide a page becomes in a window of so many pixels."""
    doing = f"""
        const frame = document.createElement("iframe");
        frame.style.cssText = "width:{pixels}px;height:800px";
        const copy = document.documentElement.cloneNode(true);
        copy.querySelectorAll("script").forEach((one) => one.remove());
        frame.srcdoc = copy.outerHTML;
        document.body.append(frame);
        await new Promise((go) => frame.addEventListener("load", go));
        return frame.contentDocument.documentElement.scrollWidth;
    """
    found: int = act(page, doing, folder)
    return found


def printed(page: Path, folder: Path) -> str:
    """Return the text of a page as it is printed, with single blanks."""
    target = folder / "page.pdf"
    chromium(f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri(), folder=folder)
    assert target.read_bytes().startswith(b"%PDF")
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())
