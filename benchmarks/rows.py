"""The rows of the benchmark: each measures one thing, and yields its ratio with the bound that it should keep."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from collection import note, notes, registry
from forms import turned, web, word
from measure import Cost, measure, measure_in_turn
from peers import commands

FACTCHECK = [sys.executable, "-m", "factcheck"]
# Times that a short command is run, and one that takes seconds.
SHORT, LONG = 11, 1


@dataclass(frozen=True)
class Row:
    """A line of the table: `value` is a ratio (None: not available, `text` says why), `bound` the most or, where `least`, the least."""

    name: str
    value: float | None
    bound: float
    text: str = ""
    least: bool = False


@dataclass
class Bench:
    """The place and the inputs of a run. `data` is a folder of real notes (None: generated ones); `long` measures the largest sizes."""

    work: Path
    data: Path | None = None
    long: bool = False
    options: str = field(init=False)

    def __post_init__(self) -> None:
        os.environ["XDG_CACHE_HOME"] = str(self.work / "cache")
        self.options = subprocess.run([*FACTCHECK, "check", "--help"], capture_output=True, text=True, check=True).stdout
        self.facts = registry(self.work / "facts", 30)

    @cached_property
    def corpus(self) -> Path:
        """The notes on which throughput is measured."""
        return self.data or notes(self.work / "corpus", 2_000_000)

    def has(self, option: str) -> bool:
        """Whether `check` has an option."""
        return option in self.options

    def check(self, *paths: Path, facts: Path | None = None, kept: bool = False, jobs: int = 0, form: str = "text") -> list[str]:
        """The command that checks some paths; without `kept`, no result of an earlier run is used."""
        command = [*FACTCHECK, "check", *map(str, paths), "--facts", str(facts or self.facts), "--today", "2026-11-01"]
        command += ["--no-gitignore", "--format", form]
        command += ["--no-cache"] if self.has("--no-cache") and not kept else []
        return command + (["--jobs", str(jobs)] if jobs and self.has("--jobs") else [])


def _describe(ours: Cost, theirs: Cost | None = None) -> str:
    text = f"{ours.wall:.2f} s, cpu {ours.cpu:.2f} s, {ours.memory:.0f} MB"
    return text + (f"; against {theirs.wall:.2f} s, cpu {theirs.cpu:.2f} s, {theirs.memory:.0f} MB" if theirs else "")


def one_note(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """One note of 8 KB against 30 facts, whole process: with no result kept, and again."""
    path = bench.work / "one.fr.md"
    path.write_text(note("fr", 8_000, 1), "utf-8")
    ours = {"factcheck": bench.check(path), "again": bench.check(path, kept=True)}
    measure(ours["again"])
    costs = measure_in_turn({**ours, **commands(peers, [path])}, SHORT)
    for name, bound in (("proselint", 0.9), ("codespell", 1.1), ("typos", float("inf"))):
        if name in costs:
            yield Row(f"one note / {name}", costs["factcheck"].cpu / costs[name].cpu, bound, _describe(costs["factcheck"], costs[name]))
    if not bench.has("--no-cache"):
        yield Row("the same note again / codespell", None, 0.8, "no results are kept")
    elif "codespell" in costs:
        yield Row("the same note again / codespell", costs["again"].cpu / costs["codespell"].cpu, 0.8, _describe(costs["again"]))


def first_run(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """A run with an empty cache against a later one."""
    path, cache = bench.work / "first.en.md", bench.work / "empty"
    path.write_text(note("en", 8_000, 3), "utf-8")
    first, later = [], []
    for _ in range(5):
        shutil.rmtree(cache, ignore_errors=True)
        first.append(measure(bench.check(path), env={"XDG_CACHE_HOME": str(cache)}))
        later.append(measure(bench.check(path)))
    ours, other = sorted(first, key=lambda each: each.cpu)[2], sorted(later, key=lambda each: each.cpu)[2]
    yield Row("first run / later run", ours.cpu / other.cpu, 1.3, _describe(ours, other))


def unchanged(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """2,000 notes: three of them that changed, as a hook is given them, and all of them again with nothing changed."""
    folder = notes(bench.work / "many", 3_000_000, 1_500)
    some = sorted(folder.iterdir())[::700][:3]
    costs = measure_in_turn({"factcheck": bench.check(*some), **commands(peers, some)}, 5)
    if "proselint" in costs:
        ratio = costs["factcheck"].cpu / costs["proselint"].cpu
        yield Row("hook: 3 notes of 2,000 / proselint", ratio, 0.9, _describe(costs["factcheck"], costs["proselint"]))
    if not bench.has("--no-cache"):
        yield Row("2,000 notes, nothing changed / first run", None, 0.04, "no results are kept")
        return
    first, again = (measure(bench.check(folder, kept=True)) for _ in range(2))
    yield Row("2,000 notes, nothing changed / first run", again.cpu / first.cpu, 0.04, _describe(again, first))


def throughput(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """Many notes, nothing kept: processor time, which is that of one core."""
    ours = measure(bench.check(bench.corpus, jobs=1))
    for name, command in commands(peers, [bench.corpus]).items():
        theirs = measure(command)
        bound = 2.0 if name == "proselint" else 0.0
        yield Row(f"throughput on one core / {name}", theirs.cpu / ours.cpu, bound, _describe(ours, theirs), least=True)


def many_facts(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """10,000 facts against 30, both warm."""
    folder, many = notes(bench.work / "few", 400_000), registry(bench.work / "registry", 10_000)
    measure(bench.check(folder, facts=many))
    few, lots = measure(bench.check(folder), 3), measure(bench.check(folder, facts=many), 3)
    yield Row("10,000 facts / 30 facts", lots.cpu / few.cpu, 1.2, _describe(lots, few))


def growth(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """Ten times the text, as one note and as many: time, and memory by MB."""
    makers: dict[str, Callable[[str], bytes]] = {"md": str.encode, "txt": str.encode, "html": web, "docx": word}
    small, large = (500_000, 5_000_000) if bench.long else (100_000, 1_000_000)
    for form, make in makers.items():
        costs = []
        for size in (small, large):
            path = bench.work / f"long-{size}.fr.{form}"
            path.write_bytes(make(note("fr", size, 2)))
            costs.append(measure(bench.check(path)))
        yield from _grow(f"{large / 1e6:g} MB as one note ({form})", costs, (large - small) / 1e6)
    sizes = [measure(bench.check(notes(bench.work / f"as-many-{size}", size))) for size in (small, large)]
    yield from _grow(f"{large / 1e6:g} MB as notes of 8 KB", sizes, (large - small) / 1e6)


def _grow(name: str, costs: Sequence[Cost], size: float) -> Iterator[Row]:
    small, large = costs
    yield Row(f"{name} / a tenth of it", large.cpu / small.cpu, 11.5, _describe(large, small))
    yield Row(f"{name}, MB of memory by MB", (large.memory - small.memory) / size, 20.0)


def formats(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """The same notes as web pages, Word files and PDF against Markdown."""
    folder = notes(bench.work / "forms", 200_000)
    plain = measure(bench.check(folder))
    for form in ("html", "docx", "pdf"):
        costs = measure(bench.check(turned(folder, form, bench.work / f"forms-{form}")))
        yield Row(f"notes as {form} / as Markdown", costs.cpu / plain.cpu, float("inf"), _describe(costs, plain))


def printing(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """A note with thousands of findings, printed as on a terminal, against the same note with nothing printed."""
    path = bench.work / "findings.en.md"
    path.write_text("The office opened on 31 February 2021.\n\n" * 5_000, "utf-8")
    shown, quiet = measure(bench.check(path, form="rich")), measure([*bench.check(path), "--quiet"])
    yield Row("5,000 findings printed / found", (shown.cpu - quiet.cpu) / quiet.cpu, 1.0, _describe(shown, quiet))


def cores(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """Two processes against one, and whether they report the same, also with the results of an earlier run."""
    if not bench.has("--jobs") or len(os.sched_getaffinity(0)) < 2:
        yield Row("two cores / one", None, 1.8, "no --jobs, or one core", least=True)
        return
    one, two = (measure(bench.check(bench.corpus, jobs=jobs)) for jobs in (1, 2))
    yield Row("two cores / one", one.wall / two.wall, 1.8, _describe(two, one), least=True)
    runs = [bench.check(bench.corpus, jobs=1), bench.check(bench.corpus, jobs=2), bench.check(bench.corpus, jobs=2, kept=True)]
    reports = {subprocess.run([*words, "--format", "json"], capture_output=True, check=False).stdout for words in [*runs, runs[-1]]}
    yield Row("same report, whatever the cache and processes", float(len(reports) == 1), 1.0, least=True)


def archive(bench: Bench, peers: dict[str, Path]) -> Iterator[Row]:
    """The same notes on a local cluster of two workers against two processes, and whether the reports are equal."""
    if importlib.util.find_spec("distributed") is None:
        yield Row("archive on two workers / check", None, 0.9, "the extra cluster is not installed", least=True)
        return
    out, plain = bench.work / "archive", bench.work / "check.jsonl"
    command = [*FACTCHECK, "archive", str(bench.corpus), "--facts", str(bench.facts), "--today", "2026-11-01", "--no-gitignore"]
    ours = measure([*command, "--format", "jsonl", "-o", str(out), "-q", "--partition", "50"])
    theirs = measure([*bench.check(bench.corpus, jobs=2, form="jsonl"), "-o", str(plain)])
    yield Row("archive on two workers / check", theirs.wall / ours.wall, 0.9, _describe(ours, theirs), least=True)
    kept = sorted(line for path in out.glob("part-*.jsonl") for line in path.read_text("utf-8").splitlines())
    whole = sorted(line for line in plain.read_text("utf-8").splitlines() if not line.startswith('{"summary"'))
    yield Row("archive reports as check does", float(kept == whole), 1.0, f"{len(kept)} documents", least=True)


ROWS = (one_note, first_run, unchanged, throughput, many_facts, formats, printing, cores, archive, growth)
