"""Work on the chunks of a file, shared out over the processors where there are many chunks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ketacli.store.chunks import Chunk
from ketacli.store.parsing import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

T = TypeVar("T")

MANY = 4_000
"""From how many chunks on processes are worth starting: two take as long to start as one takes to read 400 claims."""

_BATCH = 400
_FIRST = 4
"""How many chunks are done before processes start."""
_BEAT = 500
"""After how many chunks progress is reported."""
_MOST = 8
"""The most processes: more would wait for the one that takes in their results."""


Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


def part(progress: Progress | None, before: int, size: int, whole: int) -> Progress | None:
    """Return the progress of a part, passed on as progress of the whole; `before` is what was done before the part."""
    if progress is None:
        return None
    return lambda done, of: progress(before + size * done // of, whole)


def map_chunks(
    work: Callable[[File, Chunk], T],
    file: File,
    chunks: Sequence[Chunk],
    progress: Progress | None = None,
) -> Iterator[T]:
    """Yield what `work` returns for each chunk, in order; on Linux several processes work on many chunks.

    `work` is a function of a module, and is given each chunk as a file of its own, so that places in its result mean nothing.
    `progress`, if given, is called where there are many chunks.
    """
    if len(chunks) < MANY:
        yield from _alone(work, file, chunks)
        return
    processors = _processors()
    done = _together(work, file, chunks, processors) if processors > 1 else _alone(work, file, chunks)
    for number, result in enumerate(done):
        if progress and number % _BEAT == 0:
            progress(number, len(chunks))
        yield result


def _processors() -> int:
    """Return how many processes may work: one where forking is unsafe, as beside threads, or unavailable."""
    if sys.platform != "linux":
        return 1
    import multiprocessing
    import threading

    if threading.active_count() > 1 or multiprocessing.current_process().daemon:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _alone(work: Callable[[File, Chunk], T], file: File, chunks: Sequence[Chunk]) -> Iterator[T]:
    return (work(file, chunk) for chunk in chunks)


def _together(work: Callable[[File, Chunk], T], file: File, chunks: Sequence[Chunk], processors: int) -> Iterator[T]:
    """Yield the results from other processes; where none can be started, or one is killed, this one does the rest."""
    from concurrent.futures.process import BrokenProcessPool

    done = _FIRST
    yield from _alone(work, file, chunks[:done])  # loads here what the work needs, once for all processes
    try:
        for results in _batches(work, file, chunks[done:], processors):
            yield from results
            done += len(results)
    except (OSError, BrokenProcessPool):
        yield from _alone(work, file, chunks[done:])


def _batches(
    work: Callable[[File, Chunk], T], file: File, chunks: Sequence[Chunk], processors: int
) -> Iterator[list[T]]:
    """Yield the results in batches, of which only a few are under way at a time, so that memory stays flat."""
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processors, get_context("fork"), initializer=_end_with_parent) as pool:
        waiting: deque[Future[list[T]]] = deque()
        for start in range(0, len(chunks), _BATCH):
            batch = chunks[start : start + _BATCH]
            texts = [(chunk.kind, file.text[chunk.start : chunk.end], chunk.is_item) for chunk in batch]
            waiting.append(pool.submit(_batch, work, file.name, texts))
            if len(waiting) > 2 * processors:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batch(work: Callable[[File, Chunk], T], name: str, texts: list[tuple[str, str, bool]]) -> list[T]:
    return [work(File(name, text, "", []), Chunk(kind, 0, len(text), is_item=is_item)) for kind, text, is_item in texts]


def _end_with_parent() -> None:
    """End this process when its parent has ended: a parent that is killed cannot say so."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
        os._exit(1)  # pragma: no cover - ends at once, without writing that it was reached

    Thread(target=watch, daemon=True).start()
