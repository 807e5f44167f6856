"""Give the partitions of an archive to the workers of a dask cluster, and take their results; what a worker that ended had is done again."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from distributed import Client, LocalCluster, WorkerPlugin, as_completed, get_worker
from distributed.scheduler import KilledWorker

from factcheck import __version__
from factcheck.archive.files import describe_error
from factcheck.archive.model import Job, Partition, Result, join_results
from factcheck.archive.work import check_partition, describe_lost
from factcheck.errors import Place, Problem, UsageError
from factcheck.signoff.digests import digest_code

# Partitions that are given out for each core, so that no worker waits for the next one, and the seconds to wait for a cluster.
_TASKS, _WAIT = 3, 20
_LOCAL = "127.0.0.1"


class JobPlugin(WorkerPlugin):  # type: ignore[misc]
    """Takes a job to every worker once, also to those that start later in the place of others."""

    def __init__(self, job: Job, name: str) -> None:
        self.job, self.name = job, name


class OtherCode(Exception):
    """A worker has another factcheck than the run."""


def work_on_worker(partition: Partition, name: str) -> Result:
    """Return the result of a partition, in the process of a worker."""
    job: Job = get_worker().plugins[name].job
    if job.tool != digest_code():
        raise OtherCode(__version__)
    return check_partition(partition, job)


@contextmanager
def open_cluster(address: str | None, workers: int, *, processes: bool = True) -> Iterator[Any]:
    """Give the client of a cluster: the one at an address, or a local one of so many workers. Raises UsageError where there is none."""
    with ExitStack() as stack:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            found = address or stack.enter_context(_start_local(workers, processes))
            client = stack.enter_context(Client(found, timeout=_WAIT, set_as_default=False))
        except Exception as error:
            key = "archive-no-cluster" if address else "archive-not-started"
            raise UsageError(Problem(Place(address or ""), key, {"reason": describe_error(error)})) from None
        yield client


def _start_local(workers: int, processes: bool) -> Any:
    """Return a cluster that listens on this machine only."""
    place = {"host": _LOCAL} if processes else {}
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        dashboard_address=f"{_LOCAL}:0",
        silence_logs=logging.CRITICAL,
        **place,
    )


def check_on_cluster(client: Any, partitions: Sequence[Partition], job: Job, name: str) -> Iterator[tuple[Partition, Result]]:
    """Yield each partition with its result, as they are done. Raises UsageError where the cluster fails."""
    if not partitions:
        return
    client.register_plugin(JobPlugin(job, name), name=name)
    try:
        yield from _Run(client, partitions, job, name).work()
    finally:
        with suppress(Exception):  # a cluster that is gone has nothing to forget
            client.unregister_worker_plugin(name)


class _Run:
    """The partitions that wait, those that are out, and those during which the workers ended, which are done note by note, alone."""

    def __init__(self, client: Any, partitions: Sequence[Partition], job: Job, name: str) -> None:
        self._client, self._job, self._name = client, job, name
        self._waiting, self._suspects = deque(partitions), deque[Partition]()
        self._out: dict[Any, Partition] = {}
        self._done = as_completed(loop=client.loop)

    def work(self) -> Iterator[tuple[Partition, Result]]:
        """Yield each partition with its result."""
        self._fill()
        while self._out:
            future = next(self._done)
            partition = self._out.pop(future.key)
            error = self._find_error(future)
            if isinstance(error, KilledWorker):
                self._suspects.append(partition)
            elif error:
                raise error
            else:
                yield partition, future.result()
            future.release()
            self._fill()
        while self._suspects:
            partition = self._suspects.popleft()
            yield partition, self._work_alone(partition)

    def _fill(self) -> None:
        """Give out partitions, as many as keep the workers busy."""
        room = _TASKS * max(1, sum(self._client.nthreads().values())) if self._waiting else 0
        while self._waiting and len(self._out) < room:
            partition = self._waiting.popleft()
            future = self._submit(partition)
            self._out[future.key] = partition
            self._done.add(future)

    def _submit(self, partition: Partition) -> Any:
        return self._client.submit(work_on_worker, partition, self._name, pure=False)

    def _find_error(self, future: Any) -> Exception | None:
        """Return why a partition has no result; None where it has."""
        if future.status == "finished":
            return None
        if future.cancelled():
            return UsageError(Problem(Place(""), "archive-cluster-lost"))
        error: Exception = future.exception()
        if type(error) is KilledWorker:
            return error
        if isinstance(error, OtherCode):
            return UsageError(Problem(Place(""), "archive-other-code", {"found": str(error), "known": __version__}))
        return UsageError(Problem(Place(""), "archive-worker-failed", {"reason": describe_error(error)}))

    def _work_alone(self, partition: Partition) -> Result:
        """Return the result of a partition whose notes are checked one at a time, so that it shows on which one the workers end."""
        results = []
        for item in partition.items:
            future = self._submit(Partition((item,)))
            next(as_completed([future], loop=self._client.loop))
            error = self._find_error(future)
            if error and not isinstance(error, KilledWorker):
                raise error
            results.append(describe_lost(item, self._job) if error else future.result())
        return join_results(results)
