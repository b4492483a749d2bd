"""Run a command and say how long it took, or how much memory it had: the whole process, output thrown away."""  # noqa: INP001

from __future__ import annotations

import fcntl
import os
import signal
import struct
import subprocess
import tempfile
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROWS, _COLUMNS = 40, 100
_TIME = Path("/usr/bin/time")


class Run(NamedTuple):
    """A run: wall time in seconds, peak memory in MiB, exit code; `code` is None where it was stopped."""

    seconds: float
    peak: float
    code: int | None


def run(  # noqa: PLR0913 - what a process has
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    limit: float,
    cwd: Path | None = None,
    stdin: Path | None = None,
    terminal: bool = False,
    memory: bool = False,
) -> Run:
    """Run a command to its end, or stop it after `limit` seconds.

    With `terminal`, all its streams are a terminal of 100 columns. With `memory`, GNU time looks at the memory, where it is
    installed, at the cost of a millisecond: what the system itself tells of a child is never less than its parent holds.
    """
    if memory and _TIME.is_file():
        with tempfile.NamedTemporaryFile() as said:
            words = (str(_TIME), "--quiet", "--format=%M", f"--output={said.name}", *argv)
            done = run(words, env=env, limit=limit, cwd=cwd, stdin=stdin, terminal=terminal)
            told = said.read().split()
            return done._replace(peak=int(told[-1]) / 1024) if told else done
    leader = follower = -1
    given = os.open(stdin or os.devnull, os.O_RDONLY)
    if terminal:
        env = {**env, "KETA_PAGER": ""}  # nobody is there to leave a pager
        leader, follower = os.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    streams = (follower, follower, follower) if terminal else (given, subprocess.DEVNULL, subprocess.DEVNULL)
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the commands of this benchmark
        argv, env=env, cwd=cwd, stdin=streams[0], stdout=streams[1], stderr=streams[2], start_new_session=True
    )
    if terminal:
        os.close(follower)
        threading.Thread(target=_drain, args=(leader,), daemon=True).start()
    timer = threading.Timer(limit, _stop, (process.pid,))
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(given)
    return Run(seconds, usage.ru_maxrss / 1024, None if seconds >= limit else process.returncode)


def _drain(leader: int) -> None:
    """Read a terminal until nobody writes to it any more."""
    try:
        while os.read(leader, 65536):
            pass
    except OSError:
        pass
    os.close(leader)


def _stop(pid: int) -> None:
    """Stop a process and what it started."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
