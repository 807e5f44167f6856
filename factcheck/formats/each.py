"""Read many notes, and do the same work on the document of each, in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from factcheck.document import Document
from factcheck.errors import DocumentError, Problem, make_failure
from factcheck.formats import read
from factcheck.languages.load import all_languages
from factcheck.runtime.workers import WORTH, WorkerPool

_Result = TypeVar("_Result")


def work_on_each(files: Sequence[Path | Problem], work: Callable[[Document], _Result], worth: int = WORTH) -> Iterator[_Result | Problem]:
    """Yield the result of some work on the document of each file, or the problem that prevented it, in their order; one never stops the others.

    `worth` are the bytes from which processes are started.
    """

    def work_on(path: Path) -> _Result:
        return work(read(path, all_languages()))

    with WorkerPool(work_on, [file for file in files if isinstance(file, Path)], worth) as pool:
        for file in files:
            if isinstance(file, Problem):
                yield file
                continue
            try:
                yield pool.get_result(file) or work_on(file)
            except DocumentError as error:
                yield from error.problems
            except Exception as error:  # a bug met in one note must not prevent the work on the others
                yield make_failure(str(file), error)
