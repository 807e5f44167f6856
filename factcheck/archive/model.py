"""The data of an archive: its files, its partitions, and the result of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.errors import Problem
from factcheck.facts.schema import Registry
from factcheck.runtime.digest import compute_digest
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.waivers.apply import Waivers


@record
class Input:
    """A file of an archive.

    `name` is its path in reports, `location` its path where it is read: an absolute one, or that in the file system of `url` (empty: the local
    one). `size` are its bytes, `stamp` is what changes when it does: its time, or the tag of its storage.
    """

    name: str
    location: str
    size: int
    stamp: str
    url: str = ""


@record
class Item:
    """A note with its other versions, or the problems that were met when it was listed."""

    source: Input
    others: tuple[Input, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """The bytes that are read for it."""
        return self.source.size + sum(each.size for each in self.others)


@record
class Partition:
    """Some notes that are checked by one worker, one after the other."""

    items: tuple[Item, ...]

    def make_id(self, run: bytes) -> str:
        """Return the digest of its files and of the run: another one where any of them has changed."""
        parts = (repr((item.source, item.others, item.problems)).encode("utf-8", "surrogatepass") for item in self.items)
        return compute_digest((run, *parts)).hex()[:20]


@record
class Job:
    """What every worker needs: it is shipped once. `tool` is the digest of the code that sends it, `code` the language of messages."""

    registry: Registry
    settings: Settings
    waivers: Waivers | None
    code: str
    tool: str


@dataclass
class Summary:
    """The totals of a part of an archive: findings by rule and severity, those that are sure by severity, and what could not be read."""

    documents: int = 0
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Summary) -> None:
        """Add the totals of another part."""
        self.documents += other.documents
        self.rules.update(other.rules)
        self.sure.update(other.sure)
        self.unread.extend(other.unread)

    def to_data(self) -> dict[str, Any]:
        """Return the totals as data."""
        rules = [{"rule": rule, "severity": level, "count": count} for (rule, level), count in sorted(self.rules.items())]
        unread = [{"path": path, "message": message} for path, message in self.unread]
        return {"documents": self.documents, "findings": rules, "sure": dict(sorted(self.sure.items())), "unread": unread}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Summary:
        """Return the totals that data hold. Raises KeyError, TypeError or ValueError for other data."""
        rules = Counter({(str(each["rule"]), str(each["severity"])): int(each["count"]) for each in data["findings"]})
        sure = Counter({str(level): int(count) for level, count in data["sure"].items()})
        return cls(int(data["documents"]), rules, sure, [(str(each["path"]), str(each["message"])) for each in data["unread"]])


@record
class Row:
    """The report on a document, as a line of JSON, beside what is asked of it most often; `message` says why it could not be read."""

    path: str
    language: str
    as_of: str
    errors: int
    warnings: int
    notes: int
    message: str
    report: str


@record
class Result:
    """The reports on the notes of a partition, in their order, and their totals."""

    rows: tuple[Row, ...]
    summary: Summary


def join_results(results: Iterable[Result]) -> Result:
    """Return one result of several."""
    rows: list[Row] = []
    summary = Summary()
    for each in results:
        rows += each.rows
        summary.add(each.summary)
    return Result(tuple(rows), summary)
