"""Work on files that other processes do ahead of its turn, where there is enough of it and the machine has the cores.

The processes are forks, so that nothing that was loaded is loaded again, and each gets its files over a pipe of its own, which asks
nothing of the system that a sandbox may refuse. What they could not do is left for the caller to do at its turn.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from factcheck.runtime.records import record
from factcheck.runtime.regex import save_patterns

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_PROCESSES = 2
# Bytes of files, in all, from which it is worth it: below, the processes save less than they take to start and to build their own tables.
WORTH = 200_000
# Bytes of the files that are under way, or whose results wait for their turn.
_ROOM = 1_000_000
# Files that a process is given at once: the one that it works on, and the next.
_ASSIGNED = 2
_Done = TypeVar("_Done")


@record(eq=False)
class _Worker:
    """A process, the pipe to it, and the files that it was given and has not answered for."""

    process: BaseProcess
    pipe: Connection
    assigned: deque[Path]


class WorkerPool(Generic[_Done]):
    """The results of some work on files, to be taken in the order of the files; `worth` are the bytes from which processes are started."""

    def __init__(self, work: Callable[[Path], _Done], files: Iterable[Path], worth: int = WORTH) -> None:
        self._sizes = {path: _size(path) for path in files}
        self._waiting = deque(self._sizes)
        self._room = _ROOM
        self._done: dict[Path, _Done | None] = {}
        is_worth = len(self._sizes) > 1 and sum(self._sizes.values()) >= worth
        self._workers = _start_workers(work, min(_PROCESSES, _count_cores())) if is_worth else []

    def __enter__(self) -> WorkerPool[_Done]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            if worker.assigned:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def get_result(self, path: Path) -> _Done | None:
        """Return the result of the work on a file; None where no other process did it."""
        while path in self._sizes and path not in self._done and self._dispatch():
            self._collect()
        if path in self._done:
            self._room += self._sizes[path]
        return self._done.pop(path, None)

    def _dispatch(self) -> bool:
        """Tell the processes of files, as far as there is room; whether any is at work."""
        for depth in range(_ASSIGNED):
            for worker in self._workers:
                if len(worker.assigned) <= depth and self._waiting and min(self._sizes[self._waiting[0]], _ROOM) <= self._room:
                    path = self._waiting.popleft()
                    self._room -= self._sizes[path]
                    worker.assigned.append(path)
                    with suppress(OSError):
                        worker.pipe.send(path)
        return any(worker.assigned for worker in self._workers)

    def _collect(self) -> None:
        """Wait for the answer of a process; of one that has ended, nothing more is expected."""
        from multiprocessing.connection import wait

        ready = wait([worker.pipe for worker in self._workers])
        for worker in [each for each in self._workers if each.pipe in ready]:
            try:
                self._done[worker.assigned[0]] = worker.pipe.recv()
                worker.assigned.popleft()
            except (EOFError, OSError):
                self._workers.remove(worker)
                self._done |= dict.fromkeys(worker.assigned)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_workers(work: Callable[[Path], Any], count: int) -> list[_Worker]:
    """Processes that do some work; none where one core, a system without forks, or another thread speaks against it."""
    import threading

    if count < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        return []
    workers: list[_Worker] = []
    with suppress(ImportError, OSError):
        from multiprocessing import current_process, get_context

        context = get_context("fork")
        while len(workers) < count and not current_process().daemon:
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(work, theirs, [ours, *(worker.pipe for worker in workers)]), daemon=True)
            process.start()
            theirs.close()
            workers.append(_Worker(process, ours, deque()))
    return workers


def _serve(work: Callable[[Path], Any], pipe: Connection, others: Iterable[Connection]) -> None:
    """Answer for each file that is sent, until the pipe is closed; with None where the work fails."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for other in others:
        other.close()
    with suppress(Exception):
        while True:
            path = pipe.recv()
            try:
                answer = work(path)
            except Exception:  # the caller meets it at its turn
                answer = None
            pipe.send(answer)
    save_patterns()
