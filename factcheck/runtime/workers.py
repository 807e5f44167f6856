"""Work on files that other processes do ahead of its turn, where there is enough of it and the machine has the cores.

Each process gets its files over a pipe of its own. So it is known on which file a process ended, which an executor of the standard library does
not say: it gives up all work when one of its processes is killed. A pipe also asks nothing of the system that a sandbox may refuse, as the
executor's semaphores do. The processes are forks, so that nothing that was loaded is loaded again, or new ones where a fork is not safe.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from factcheck.runtime.regex import save_patterns

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

# Bytes of files, in all, from which it is worth it: below, the processes save less than they take to start and to build their own tables.
WORTH = 200_000
# Bytes of the files that are under way, or whose results wait for their turn, for each process.
_ROOM = 1_000_000
# Files that a process is given at once: the one that it works on, and the next.
_ASSIGNED = 2
# A file with more than this part of the work of a process is given out first, so that it does not end long after the others.
_LARGE = 8
# Processes that may end on one file, and those that are started in the place of others in all.
_TRIES, _REPLACED = 2, 20
_Done = TypeVar("_Done")


class WorkerLost(Exception):
    """A process ended while it worked on a file: it was killed, ran out of memory, or crashed in a library."""


@dataclass(eq=False)
class _Worker:
    """A process, the pipe to it, the files that it was given and has not answered for, and whether it has begun."""

    process: BaseProcess
    pipe: Connection
    assigned: deque[Path] = field(default_factory=deque)
    is_ready: bool = False


class WorkerPool(Generic[_Done]):
    """The results of some work on files, to be taken in the order of the files.

    `worth` are the bytes from which processes are started, `jobs` is their number (0: as many as there are cores). `prepare` is called before, to
    load what all of them need.
    """

    def __init__(
        self,
        work: Callable[[Path], _Done],
        files: Iterable[Path],
        worth: int = WORTH,
        jobs: int = 0,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        self._work = work
        self._sizes = {path: _size(path) for path in files}
        self._waiting: deque[Path] = deque()
        self._done: dict[Path, _Done | WorkerLost | None] = {}
        self._lost: dict[Path, int] = {}
        self._workers: list[_Worker] = []
        count = min(jobs or _count_cores(), len(self._sizes))
        self._room = _ROOM * count
        self._replaced = 0
        if count > 1 and sum(self._sizes.values()) >= worth:
            self._waiting, self._large = self._order(count)
            if prepare:
                prepare()
            gc.freeze()  # the collector of a fork would copy all that was loaded
            while len(self._workers) < count and self._start():
                pass

    def _order(self, count: int) -> tuple[deque[Path], frozenset[Path]]:
        """Return the files in the order in which they are given out, and those among them that are large."""
        share = sum(self._sizes.values()) / (count * _LARGE)
        large = sorted((path for path, size in self._sizes.items() if size > share), key=lambda path: -self._sizes[path])
        return deque(dict.fromkeys((*large, *self._sizes))), frozenset(large)

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
        """Return the result of the work on a file; None where no other process did it. Raises WorkerLost where the processes ended on it."""
        while path in self._sizes and path not in self._done and self._dispatch():
            self._collect()
        if path in self._done:
            self._room += self._cost(path)
        found = self._done.pop(path, None)
        if isinstance(found, WorkerLost):
            raise found
        return found

    def _cost(self, path: Path) -> int:
        """Return the room that a file takes while its result waits; the few large ones are not counted."""
        return 0 if path in self._large else min(self._sizes[path], _ROOM)

    def _dispatch(self) -> bool:
        """Tell the processes of files, as far as there is room; whether any is at work."""
        for depth in range(_ASSIGNED):
            for worker in self._workers:
                if len(worker.assigned) <= depth and self._waiting and self._cost(self._waiting[0]) <= self._room:
                    path = self._waiting.popleft()
                    self._room -= self._cost(path)
                    worker.assigned.append(path)
                    with suppress(OSError):
                        worker.pipe.send(path)
        return any(worker.assigned for worker in self._workers)

    def _collect(self) -> None:
        """Wait for the answer of a process; one that has ended is replaced."""
        from multiprocessing.connection import wait

        ready = wait([worker.pipe for worker in self._workers])
        for worker in [each for each in self._workers if each.pipe in ready]:
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if worker.is_ready:
                self._done[worker.assigned.popleft()] = answer
            worker.is_ready = True

    def _replace(self, worker: _Worker) -> None:
        """Start another process in the place of one that has ended, and give out again what that one had not done."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if worker.is_ready and worker.assigned:
            lost = worker.assigned[0]
            self._lost[lost] = self._lost.get(lost, 0) + 1
            if self._lost[lost] >= _TRIES:
                self._done[worker.assigned.popleft()] = WorkerLost()
        self._replaced += 1
        if worker.is_ready and self._replaced <= _REPLACED:
            self._start()
        if self._workers:
            self._room += sum(map(self._cost, worker.assigned))
            self._waiting.extendleft(reversed(worker.assigned))
        else:
            self._done |= {path: WorkerLost() if path in self._lost else None for path in worker.assigned}

    def _start(self) -> bool:
        """Start a process, and return whether the system allows it."""
        with suppress(Exception):  # a system that refuses processes, or work that cannot be sent to one
            from multiprocessing import current_process, get_context

            if current_process().daemon:
                return False
            context: Any = get_context(_find_method())
            ours, theirs = context.Pipe()
            inherited = [ours, *(worker.pipe for worker in self._workers)] if _find_method() == "fork" else []
            process = context.Process(target=_serve, args=(self._work, theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))
            return True
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _find_method() -> str:
    """Return how a process is started: as a fork where that is safe, else as a new one."""
    import threading

    is_safe = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    return "fork" if is_safe else "spawn"


def _serve(work: Callable[[Path], Any], pipe: Connection, others: Iterable[Connection]) -> None:
    """Answer for each file that is sent, until the pipe is closed; with None where the work fails."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for other in others:
        other.close()
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            path = pipe.recv()
            answer = None
            with suppress(Exception):  # the caller meets it at its turn
                answer = work(path)
            _send(pipe, answer)
    save_patterns()


def _send(pipe: Connection, answer: Any) -> None:
    """Send an answer, or that there is none where no pipe takes it. Raises OSError where nobody listens any more."""
    try:
        pipe.send(answer)
    except OSError:
        raise
    except Exception:
        pipe.send(None)
