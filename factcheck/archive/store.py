"""Keep the results of an archive in a folder: a file and a manifest for each partition, each written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from factcheck.archive.model import Result, Summary
from factcheck.errors import DocumentError, Place, Problem, UsageError, find_reason
from factcheck.files.atomic_write import replace_file
from factcheck.runtime.regular_file import read_regular

VERSION = 1
FORMATS = ("parquet", "jsonl")
# Readers of folders of Parquet files pass over names that begin so.
_INDEX, _MANIFESTS = "_archive.json", "_manifests"
_LARGEST = 1_000_000_000


class Store:
    """The folder of an archive; `run` says of what it is the archive, `form` in which format its results are."""

    def __init__(self, folder: Path, form: str, run: Mapping[str, Any]) -> None:
        self.folder, self._form, self._run = folder, form, run

    def open(self, force: bool) -> None:
        """Make the folder, or take up that of an earlier run. Raises UsageError for one that has anything else, or cannot be written."""
        try:
            found = os.listdir(self.folder) if os.path.lexists(self.folder) else []
            if found and not force:
                self._refuse_other()
            (self.folder / _MANIFESTS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(Problem(Place(str(self.folder)), "output-unwritable", {"reason": find_reason(error, writing=True)})) from None

    def _refuse_other(self) -> None:
        index = load_index(self.folder)
        if index is None:
            raise UsageError(Problem(Place(str(self.folder)), "archive-out-foreign"))
        if index.get("run") != self._run or index.get("format") != self._form:
            raise UsageError(Problem(Place(str(self.folder)), "archive-out-other"))

    def find(self, part: str) -> Summary | None:
        """Return the totals of a partition that is done; None where it is not, or its results are no longer what was written."""
        manifest = _load_json(self._manifest(part))
        with suppress(KeyError, TypeError, ValueError, OSError):
            if manifest and manifest["version"] == VERSION:
                data = read_regular(self._file(part), _LARGEST)
                if sha256(data).hexdigest() == manifest["sha256"]:
                    return Summary.from_data(manifest["summary"])
        return None

    def add(self, part: str, result: Result) -> None:
        """Write the results of a partition, then its manifest. Raises UsageError."""
        data = _to_parquet(result) if self._form == "parquet" else _to_lines(result)
        digest = {"version": VERSION, "file": self._file(part).name, "sha256": sha256(data).hexdigest()}
        self._write(self._file(part), data)
        self._write_json(self._manifest(part), {**digest, "summary": result.summary.to_data()})

    def write_index(self, day: str, parts: Sequence[str], summary: Summary | None = None) -> None:
        """Write of what the folder is the archive, and with the totals, that it is complete."""
        totals = {"complete": True, "summary": summary.to_data()} if summary else {"complete": False}
        files = [self._file(part).name for part in parts]
        self._write_json(
            self.folder / _INDEX, {"version": VERSION, "run": self._run, "format": self._form, "day": day, "files": files, **totals}
        )

    def remove_others(self, parts: Collection[str]) -> None:
        """Remove the results of partitions that are no longer those of the archive."""
        kept = {self._manifest(part) for part in parts} | {self._file(part) for part in parts}
        for form in FORMATS:
            for path in [*self.folder.glob(f"part-*.{form}"), *(self.folder / _MANIFESTS).glob("part-*.json")]:
                if path not in kept:
                    with suppress(OSError):
                        path.unlink()

    def _file(self, part: str) -> Path:
        return self.folder / f"part-{part}.{self._form}"

    def _manifest(self, part: str) -> Path:
        return self.folder / _MANIFESTS / f"part-{part}.json"

    def _write_json(self, path: Path, data: Mapping[str, Any]) -> None:
        self._write(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))

    def _write(self, path: Path, data: bytes) -> None:
        try:
            replace_file(path, data)
        except DocumentError as error:
            raise UsageError(*error.problems) from None


def load_index(folder: Path) -> dict[str, Any] | None:
    """Return of what a folder is the archive; None where it is none."""
    return _load_json(folder / _INDEX)


def _load_json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(read_regular(path, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _to_lines(result: Result) -> bytes:
    return "".join(f"{row.report}\n" for row in result.rows).encode("utf-8", "backslashreplace")


def _to_parquet(result: Result) -> bytes:
    """Return a Parquet file with a row for each document."""
    import pyarrow
    import pyarrow.parquet

    text, number = pyarrow.string(), pyarrow.int32()
    kinds = {"path": text, "language": text, "as_of": text, "errors": number, "warnings": number, "notes": number}
    schema = pyarrow.schema({**kinds, "message": text, "report": text})
    rows = [{name: getattr(row, name) for name in schema.names} for row in result.rows]
    stream = BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema), stream, compression="zstd")
    return stream.getvalue()
