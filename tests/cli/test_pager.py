"""Answers that are longer than the screen, at a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ketacli.cli import _pager
from tests.conftest import PATIENCE, ROOT, sparing
from tests.stores import full

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = "kept.txt"


class Shown(NamedTuple):
    """What a terminal saw of keta."""

    code: int
    screen: str


class Terminal:
    """keta, the only program at a terminal of its own."""

    def __init__(self, arguments: list[str], folder: Path, environment: dict[str, str], size: tuple[int, int]) -> None:
        self.process, self.terminal = pty.fork()
        if not self.process:  # pragma: no cover - keta takes this process over
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "ketacli", *arguments], environment)
        self.seen = b""

    def until(self, wanted: bytes) -> None:
        """Read until something is on the screen."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.seen:
            assert self._more(end), f"waited in vain for {wanted!r}: {self.seen!r}"

    def press(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.terminal, keys)

    def end(self) -> Shown:
        """Wait for the end and return what was shown."""
        end = time.monotonic() + PATIENCE
        try:
            while self._more(end):
                pass
            code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        finally:
            os.close(self.terminal)
        return Shown(code, self.seen.decode().replace("\r\n", "\n"))

    def _more(self, end: float) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            os.kill(self.process, signal.SIGKILL)
            raise AssertionError(f"nothing happens: {self.seen!r}")
        try:
            more = os.read(self.terminal, 65_536)
        except OSError:  # Linux: the other end is closed
            return False
        self.seen += more
        return bool(more)


@pytest.fixture
def path(kept):
    return kept("full", full)


@pytest.fixture
def at(tmp_path, path):
    """Run keta at a terminal: `at("claims", PAGER="cat -n", size=(24, 80))`."""

    def runner(*arguments: str, size: tuple[int, int] = (24, 80), **changes: str) -> Terminal:
        unset = ("COLUMNS", "LINES", "LESS", "LV", "PAGER", "KETA_PAGER")
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        environment = {
            **kept,
            "KETA_STORE": str(path),
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            **changes,
        }
        return Terminal(list(arguments), tmp_path, environment, size)

    return runner


@pytest.fixture
def plain(keta, path):
    """Return what keta prints into a pipe."""
    return lambda *arguments: keta(*arguments, "--format", "table", "--store", path).out


KEEP = f"cat > {_KEPT}"


@pytest.mark.parametrize(
    "arguments",
    sparing(
        [("claims",), ("topics",), ("contradictions",), ("show", "remission-85-percent"), ("summary",), ("compare",)],
        ("claims",),
    ),
    ids=lambda arguments: arguments[0],
)
def test_what_is_longer_than_the_screen_goes_to_the_pager(at, plain, tmp_path, arguments):
    assert at(*arguments, PAGER=KEEP, size=(5, 80)).end() == (0, "")
    assert (tmp_path / _KEPT).read_text(encoding="utf-8") == plain(*arguments)


@pytest.mark.slow
def test_a_plot_goes_to_the_pager(at, keta, path, tmp_path):
    assert at("plot", "timing", PAGER=KEEP, size=(5, 80)).end() == (0, "")
    assert (tmp_path / _KEPT).read_text(encoding="utf-8") == keta("plot", "timing", "--store", path).out


def test_what_fits_the_screen_does_not(at, plain, tmp_path):
    out = plain("claims")
    lines = out.count("\n")
    assert at("claims", PAGER=KEEP, size=(lines + 1, 80)).end() == (0, out)
    assert not (tmp_path / _KEPT).exists()
    assert at("claims", PAGER=KEEP, size=(lines, 80)).end() == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("claims", "--no-pager"), {}),
        (("claims",), {"KETA_PAGER": ""}),
        (("claims",), {"KETA_PAGER": "cat"}),
        (("claims",), {"TERM": "dumb"}),
        (("claims",), {"TERM": ""}),
        (("claims",), {"TERM": "unknown"}),
        (("topics", "--format", "plain"), {}),
        (("topics", "--json"), {}),
        (("topics", "--format", "markdown"), {}),
        (("claims", "--help"), {}),
        (("schema",), {}),
    ],
    ids=str,
)
def test_no_pager_where_none_is_wanted(at, tmp_path, arguments, environment):
    shown = at(*arguments, PAGER=KEEP, size=(5, 80), **environment).end()
    assert shown.code == 0
    assert shown.screen != ""
    assert not (tmp_path / _KEPT).exists()


@pytest.mark.slow
@pytest.mark.parametrize("pager", ["", " ", "cat"])
def test_an_empty_pager_is_none(at, plain, pager):
    assert at("claims", PAGER=pager, size=(5, 80)).end() == (0, plain("claims"))


@pytest.mark.slow
def test_the_pager_of_keta_goes_before_that_of_all(at, tmp_path):
    assert at("claims", KETA_PAGER=KEEP, PAGER="cat > other.txt", size=(5, 80)).end() == (0, "")
    assert [(tmp_path / name).exists() for name in (_KEPT, "other.txt")] == [True, False]


@pytest.mark.slow
@pytest.mark.parametrize("pager", ["no-such-pager", "./folder", "no-such-pager -R | cat -n; exit 127"])
def test_where_the_pager_cannot_be_started_the_answer_is_printed(at, plain, tmp_path, pager):
    (tmp_path / "folder").mkdir()
    code, screen = at("claims", PAGER=pager, size=(5, 80)).end()
    assert (code, screen[-len(plain("claims")) :]) == (0, plain("claims"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["KILL", "TERM", "SEGV"])
@pytest.mark.parametrize("pager", ["kill -s {} $$", "sh -c 'kill -s {} $$'; exit $?"], ids=["shell", "program"])
def test_where_the_pager_is_killed_the_answer_is_printed(at, plain, name, pager):
    code, screen = at("claims", PAGER=pager.format(name), size=(5, 80)).end()
    assert (code, screen[-len(plain("claims")) :]) == (0, plain("claims"))


@pytest.mark.parametrize("name", ["INT", "PIPE"])
def test_a_pager_that_is_left_by_such_a_signal_has_been_read(name):
    assert _pager.show(b"text\n", f"kill -s {name} $$")


def test_without_a_shell_the_answer_is_printed(monkeypatch):
    def refuse(*_, **__):
        raise OSError

    monkeypatch.setattr("subprocess.Popen", refuse)
    assert _pager.show(b"text\n", "less") is False


def test_without_less_the_answer_is_printed(monkeypatch):
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.delenv("KETA_PAGER", raising=False)
    monkeypatch.setattr("ketacli.cli._pager.which", lambda _: None)
    assert _pager.program() is None


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_width_is_that_of_the_terminal(at, tmp_path, unbuffered):
    at("claims", PAGER=KEEP, PYTHONUNBUFFERED=unbuffered, size=(5, 50)).end()
    widths = [len(line) for line in (tmp_path / _KEPT).read_text(encoding="utf-8").splitlines()]
    assert 40 < max(widths) <= 50


@pytest.mark.slow
def test_colours_go_to_the_pager_and_less_is_told_so(at, tmp_path):
    seen = f'{KEEP}; echo "$LESS" "$LV"'
    options = f"FRX{_pager._PROMPT}"  # noqa: SLF001 - what `less` is told to say on its last line
    assert at("claims", PAGER=seen, NO_COLOR="", size=(5, 80)).end() == (0, f"{options} -c\n")
    assert "\x1b[1m" in (tmp_path / _KEPT).read_text(encoding="utf-8")
    assert at("claims", PAGER=seen, LESS="-i", size=(5, 80)).end() == (0, "-R -i -c\n")


@pytest.mark.slow
def test_leaving_the_pager_early_is_no_error(at):
    for pager in ("true", "head -1 >/dev/null", "exit 3"):
        assert at("claims", PAGER=pager, size=(5, 80)).end() == (0, "")


@pytest.mark.slow
def test_the_exit_code_is_that_of_the_answer(at):
    terminal = at("show", "remission-85-percent", "nosuch", PAGER="head -1", size=(5, 80))
    code, screen = terminal.end()
    assert (code, screen.splitlines()[0]) == (1, "error: No claim, source, contradiction or topic `nosuch`")


@pytest.mark.slow
def test_control_c_is_the_pagers(at):
    pager = "trap 'echo heard' INT; cat >/dev/null; echo reading; read -r _ </dev/tty; echo done"
    terminal = at("claims", PAGER=pager, size=(5, 80))
    terminal.until(b"reading")
    terminal.press(b"\x03")
    terminal.until(b"heard")
    terminal.press(b"\n")
    code, screen = terminal.end()
    assert code == 0
    assert "Traceback" not in screen


@pytest.mark.slow
def test_a_pager_that_control_c_ends_ends_the_answer_quietly(at):
    terminal = at("claims", PAGER="cat >/dev/null; echo reading; exec sleep 600", size=(5, 80))
    terminal.until(b"reading")
    terminal.press(b"\x03")
    assert terminal.end() == (0, "reading\n^C")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")
def test_less_is_the_pager_where_none_is_named(at):
    terminal = at("claims", size=(6, 80))
    terminal.until(b"q: quit")
    terminal.press(b"q")
    code, screen = terminal.end()
    assert (code, "Traceback" in screen) == (0, False)
    assert "\rClaims\x1b[m\n5 claims" in screen
    assert "works-during-sleep" not in screen


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")
@pytest.mark.parametrize("options", ["-i", "", "FX", "-Pmore", "-R", "-X -Pmore$"])
def test_less_shows_colours_as_colours_whatever_its_options(at, options):
    terminal = at("claims", LESS=options, NO_COLOR="", size=(6, 80))
    terminal.until(b"\x1b[1m")
    terminal.press(b"q")
    code, screen = terminal.end()
    assert (code, "ESC" in screen) == (0, False)


def test_control_c_is_ketas_again_after_the_pager():
    before = signal.getsignal(signal.SIGINT)
    assert _pager.show(b"text\n", "cat >/dev/null")
    assert signal.getsignal(signal.SIGINT) is before
