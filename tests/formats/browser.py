"""A real browser for the tests of pages: what a reader does there, done by a script that is run on a copy of the page."""

import atexit
import fcntl
import json
import os
import re
import select
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PATIENCE

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")

_TOOLS = """
(async () => {
  const shown = (all) => [...document.querySelectorAll(all)].filter((one) => one.checkVisibility()).map((one) => one.id);
  const set = (id, value) => {
    const field = document.getElementById(id);
    if (field.type === "checkbox") field.checked = value; else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const pause = () => new Promise((go) => setTimeout(go, 50));
  try { return await (async () => { %s })(); } catch (error) { return String(error); }
})()
"""


def _command(profile: Path, *arguments: str) -> list[str]:
    assert BROWSER
    return [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *arguments]


def chromium(*arguments: str, folder: Path) -> str:
    """Run a browser of its own for one page, and return what it prints."""
    done = subprocess.run(
        _command(folder / "profile", *arguments), capture_output=True, check=False, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class _Browser:
    """A browser that stays, for one page after the other; it is spoken to by pipes, in the Chrome DevTools Protocol."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="keta-browser-", ignore_cleanup_errors=True)
        heard, self._out = os.pipe()
        self._in, said = os.pipe()
        # It reads from descriptor 3 and writes to 4; high numbers first, so that neither is in the way of the other.
        high = [fcntl.fcntl(one, fcntl.F_DUPFD, 100) for one in (heard, said)]

        def connect() -> None:
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process = subprocess.Popen(
            _command(Path(self._profile.name), "--remote-debugging-pipe"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(3, 4),
            preexec_fn=connect,  # noqa: PLW1509 - no threads here
        )
        for one in (heard, said, *high):
            os.close(one)
        self._number, self._seen = 0, b""

    def tell(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        sent = json.dumps(command | ({"sessionId": session} if session else {})).encode() + b"\0"
        while sent:
            sent = sent[os.write(self._out, sent) :]
        answer = self.until(lambda message: message.get("id") == self._number)
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def until(self, wanted: Any) -> dict[str, Any]:
        """Return the first message of which `wanted` is true. A dialog is never wanted."""
        end = time.monotonic() + PATIENCE
        while True:
            while b"\0" not in self._seen:
                ready, _, _ = select.select([self._in], [], [], max(0, end - time.monotonic()))
                more = os.read(self._in, 1 << 20) if ready else b""
                assert more, "the browser says nothing"
                self._seen += more
            line, _, self._seen = self._seen.partition(b"\0")
            message: dict[str, Any] = json.loads(line)
            assert message.get("method") != "Page.javascriptDialogOpening", message
            if wanted(message):
                return message

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._profile.cleanup()


@cache
def _browser() -> _Browser:
    """Return the one browser of this run: to start one takes far longer than to look at a page."""
    browser = _Browser()
    atexit.register(browser.close)
    return browser


def act(page: str, doing: str, folder: Path, size: tuple[int, int] = (800, 600), *, dark: bool = False) -> Any:
    """Do something on a page and return what it tells: `act(page, "return document.title;", tmp_path)`.

    The window has the size in pixels, and the reader prefers the light or the dark, and nothing that moves.
    """
    free = re.sub(r"<meta http-equiv=[^>]*>", "", page)  # without the page's own policy, which would keep harm out
    copy = folder / "copy.html"
    copy.write_text(free, encoding="utf-8")
    browser = _browser()
    target = browser.tell("Target.createTarget", url="about:blank")["targetId"]
    session = browser.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    try:
        width, height = size
        browser.tell(
            "Emulation.setDeviceMetricsOverride", session, width=width, height=height, deviceScaleFactor=1, mobile=False
        )
        wishes = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        browser.tell("Emulation.setEmulatedMedia", session, features=features)
        browser.tell("Page.enable", session)
        browser.tell("Page.navigate", session, url=copy.as_uri())
        browser.until(lambda message: message.get("method") == "Page.loadEventFired")
        told = browser.tell(
            "Runtime.evaluate", session, expression=_TOOLS % doing, awaitPromise=True, returnByValue=True
        )
    finally:
        browser.tell("Target.closeTarget", targetId=target)
    assert "exceptionDetails" not in told, told
    return told["result"].get("value")


def width(page: str, folder: Path, pixels: int) -> int:
    """Return how wide a page becomes in a window of so many pixels."""
    found: int = act(page, "return document.documentElement.scrollWidth;", folder, (pixels, 800))
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
