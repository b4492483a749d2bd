"""Opening the store that a command asks, with a bar on a terminal where that takes long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ketacli.store import open_store

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from rich.progress import Progress, TaskID

    from ketacli.store import Store


def opened(path: str | None) -> Store:
    """Return the store at `path`, or the default one; a long compilation shows how far it is on a terminal's standard error."""
    if sys.stderr is None or not sys.stderr.isatty():
        return open_store(path)
    with _Bar() as bar:
        return open_store(path, progress=bar.show)


class _Bar:
    """A bar that is drawn, and its library imported, when there is something to show."""

    def __init__(self) -> None:
        self._drawn: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._drawn[0].stop()

    def show(self, done: int, total: int) -> None:
        """Show how many of the pieces of a file have been read."""
        if self._drawn is None:
            from rich.console import Console
            from rich.progress import Progress

            progress = Progress(console=Console(stderr=True), transient=True)
            self._drawn = (progress, progress.add_task("Compiling the store"))
            progress.start()
        progress, task = self._drawn
        progress.update(task, completed=done, total=total)
