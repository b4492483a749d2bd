"""Opening the store that a command asks, with a bar on a terminal where that takes long."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ketacli.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

    from ketacli.store import Store


def opened(path: str | None) -> Store:
    """Return the store at `path`, or the default one; a long compilation shows how far it is on a terminal's standard error."""
    with bar("Compiling the store") as show:
        return open_store(path, progress=show)


@contextmanager
def bar(text: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what shows on a terminal's standard error how much of long work is done; None where there is no terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    drawn = _Bar(text)
    try:
        yield drawn.show
    finally:
        drawn.stop()


class _Bar:
    """A bar that is drawn, and its library imported, when there is something to show."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._drawn: tuple[Progress, TaskID] | None = None

    def stop(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._drawn[0].stop()

    def show(self, done: int, total: int) -> None:
        """Show how much of the work is done."""
        if self._drawn is None:
            from rich.console import Console
            from rich.progress import Progress

            # Drawn when there is something new: a thread that draws could be cut in half where work is shared out.
            progress = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
            self._drawn = (progress, progress.add_task(self._text))
            progress.start()
        progress, task = self._drawn
        progress.update(task, completed=done / total, total=1, refresh=True)
