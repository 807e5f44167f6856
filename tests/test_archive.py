"""Archives: the same reports as `check`, each once, whatever happens to the workers; what is done is not done again."""

from __future__ import annotations

import json
import os
import signal
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import registry
from test_cli import run

pytest.importorskip("distributed", reason="the extra cluster is not installed: no archives")
fsspec = pytest.importorskip("fsspec", reason="the extra cluster is not installed: no archives")
pytest.importorskip("pyarrow", reason="the extra cluster is not installed: no archives")

from factcheck.archive import cluster, work  # noqa: E402
from factcheck.archive.files import list_remote  # noqa: E402
from factcheck.archive.model import Item, Job, Partition, Result  # noqa: E402
from factcheck.archive.partitions import cut_partitions  # noqa: E402
from factcheck.archive.versions import list_local_items, list_remote_items  # noqa: E402
from factcheck.findings import Report  # noqa: E402
from factcheck.settings import Settings  # noqa: E402
from factcheck.signoff.digests import digest_code  # noqa: E402

FACTS = """
entities:
  fund: {kind: programme, en: {name: Lantern Fund}, fr: {name: Fonds des lanternes}}
facts:
  sum: {about: fund, amount: 14 million CAD, cues: {en: [budget], fr: [budget]}}
"""
NOTES = 24
TODAY = "2026-03-01"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a registry, and notes in pairs of versions, of which some contradict it or one another."""
    monkeypatch.chdir(tmp_path)
    registry(tmp_path, FACTS)
    for number in range(NOTES // 2):
        folder = tmp_path / "notes" / f"{number % 3}"
        folder.mkdir(parents=True, exist_ok=True)
        amount, other = (15 if number % 4 == 0 else 14), (16 if number % 5 == 0 else 14)
        (folder / f"n{number}.en.md").write_text(f"# Note {number}\n\nThe budget of the Lantern Fund is ${amount} million.\n", "utf-8")
        (folder / f"n{number}.fr.md").write_text(f"# Note {number}\n\nLe budget du Fonds des lanternes est de {other} M$.\n", "utf-8")
    return tmp_path


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Makes the local cluster one of threads, and gives the numbers of notes of the partitions that it works on."""
    worked: list[int] = []
    plain, check = cluster.open_cluster, work.check_partition

    def count(partition: Partition, job: Job) -> Result:
        worked.append(len(partition.items))
        return check(partition, job)

    monkeypatch.setattr(cluster, "open_cluster", lambda address, workers: plain(address, workers, processes=False))
    monkeypatch.setattr(cluster, "check_partition", count)
    return worked


def archive(*words: str) -> int:
    return run("archive", *words, "--facts", "facts", "--today", TODAY, "--partition", "6", "-q")


def lines(folder: str = "out") -> list[str]:
    return sorted(line for path in Path(folder).glob("part-*.jsonl") for line in path.read_text("utf-8").splitlines())


def checked(capsys: pytest.CaptureFixture[str], *paths: str) -> list[str]:
    """The reports of `check`, without its summary."""
    capsys.readouterr()
    run("check", *paths, "--facts", "facts", "--today", TODAY, "--format", "jsonl")
    return sorted(line for line in capsys.readouterr().out.splitlines() if not line.startswith('{"summary"'))


def test_reports_are_those_of_check(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    assert archive("notes", "-o", "out", "--format", "jsonl") == 1
    assert lines() == checked(capsys, "notes")
    assert len(in_process) > 1
    assert sum(in_process) == NOTES


def test_what_is_done_is_not_done_again(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    archive("notes", "-o", "out", "--format", "jsonl")
    whole = in_process.copy()
    archive("notes", "-o", "out", "--format", "jsonl")
    assert in_process == whole
    Path("notes/1/n4.en.md").write_text("The budget of the Lantern Fund is $19 million.\n", "utf-8")
    archive("notes", "-o", "out", "--format", "jsonl")
    assert 0 < sum(in_process) - sum(whole) < NOTES
    assert lines() == checked(capsys, "notes")


@pytest.mark.parametrize("broken", ["part-*.jsonl", "_manifests/part-*.json"])
def test_a_broken_result_is_made_again(in_process: list[int], broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    archive("notes", "-o", "out", "--format", "jsonl")
    first = sorted(Path("out").glob(broken))[0]
    first.write_bytes(first.read_bytes()[:-9])
    before = len(in_process)
    archive("notes", "-o", "out", "--format", "jsonl")
    assert len(in_process) == before + 1
    assert lines() == checked(capsys, "notes")


def test_another_value_of_a_fact_makes_all_again(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    archive("notes", "-o", "out", "--format", "jsonl")
    Path("facts/facts.yaml").write_text(FACTS.replace("14 million", "15 million"), "utf-8")
    archive("notes", "-o", "out", "--format", "jsonl")
    assert sum(in_process) == 2 * NOTES
    assert lines() == checked(capsys, "notes")


def test_parquet_has_the_same_reports(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow.parquet

    archive("notes", "-o", "out")
    table = pyarrow.parquet.read_table("out")
    assert sorted(table["report"].to_pylist()) == checked(capsys, "notes")
    assert sum(table["errors"].to_pylist()) == sum(
        finding["severity"] == "error" for line in table["report"].to_pylist() for finding in json.loads(line)["findings"]
    )


def test_a_document_that_cannot_be_read_costs_its_own_report(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes/0/broken.docx").write_bytes(b"PK\x03\x04 no archive")
    assert archive("notes", "-o", "out", "--format", "jsonl") == 2
    assert "broken.docx: " in capsys.readouterr().err
    assert lines() == checked(capsys, "notes")


def test_a_bug_in_one_note_costs_its_own_report(in_process: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = work.check_versions

    def fail(documents: Any, *rest: Any) -> tuple[Report, ...]:
        if documents[0].path.endswith("n7.en.md"):
            raise RecursionError("too deep")
        return plain(documents, *rest)

    monkeypatch.setattr(work, "check_versions", fail)
    assert archive("notes", "-o", "out", "--format", "jsonl") == 2
    found = [json.loads(line) for line in lines()]
    assert len(found) == NOTES
    assert [each["failure"]["path"] for each in found if "failure" in each] == ["notes/1/n7.en.md"]


def test_notes_in_a_zip_file(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("all.zip", "w") as packed:
        for path in sorted(Path("notes").rglob("*.md")):
            packed.write(path)
    assert archive("zip://notes::all.zip", "-o", "out", "--format", "jsonl") == 1, capsys.readouterr().err
    assert [line.replace("all.zip/notes", "notes") for line in lines()] == checked(capsys, "notes")


def test_notes_in_memory_are_compared_with_declared_versions(in_process: list[int]) -> None:
    storage = fsspec.filesystem("memory")
    storage.pipe("/store/first.md", b"---\npair: second.md\nlang: en\n---\n\nThe hall has 24 lamps, and opened in 2019.\n")
    storage.pipe("/store/second.md", b"---\nlang: fr\n---\n\nLa salle compte 25 lampes et a ouvert en 2019.\n")
    items = list(list_remote_items(list_remote("memory://store")))
    assert [[other.name for other in item.others] for item in items] == [["memory:///store/second.md"], ["memory:///store/first.md"]]
    archive("memory://store", "-o", "out", "--format", "jsonl")
    assert all(json.loads(line)["findings"] for line in lines())


class _Deadly:
    """Ends the process of a worker that reports on some note: always, or once."""

    def __init__(self, name: str, marker: Path | None = None) -> None:
        self._name, self._marker = name, marker

    def apply(self, report: Report) -> Report:
        if report.path.endswith(self._name) and not (self._marker and self._marker.exists()):
            if self._marker:
                self._marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return report


def check_on_two_workers(deadly: _Deadly) -> Iterator[Result]:
    from factcheck.checker import load_facts

    job = Job(load_facts(Path("facts")), Settings(date.fromisoformat(TODAY)), deadly, "en", digest_code())  # type: ignore[arg-type]
    items: list[Item] = list(list_local_items(sorted(Path("notes").rglob("*.md"))))
    with cluster.open_cluster(None, 2) as client:
        for _, result in cluster.check_on_cluster(client, list(cut_partitions(items, 6)), job, "test"):
            yield result


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marker = tmp_path / "killed"
    found = [row.report for result in check_on_two_workers(_Deadly("n7.en.md", marker)) for row in result.rows]
    assert marker.exists()
    assert sorted(found) == checked(capsys, *map(str, sorted(Path("notes").rglob("*.md"))))


def test_a_note_that_ends_every_worker_costs_its_own_report(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row for result in check_on_two_workers(_Deadly("n7.en.md")) for row in result.rows]
    assert len(rows) == NOTES
    assert [row.path for row in rows if row.message] == ["notes/1/n7.en.md"]
    whole = checked(capsys, *map(str, sorted(Path("notes").rglob("*.md"))))
    assert {row.report for row in rows if not row.message} < set(whole)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("missing", "missing: "),
        ("notes/*.odp", "notes/*.odp: "),
        ("zip://::cut.zip", "cannot be listed"),
        ("zip://::absent.zip", "cannot be listed"),
        ("memory://nowhere", "cannot be listed"),
        ("strange://x", "cannot be listed"),
    ],
)
def test_a_source_that_cannot_be_listed(source: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("cut.zip", "w") as packed:
        packed.writestr("n.en.md", "Lamps. " * 500)
    Path("cut.zip").write_bytes(Path("cut.zip").read_bytes()[:-40])
    assert archive(source, "-o", "out") == 2
    assert words in " ".join(capsys.readouterr().err.split())


def test_a_folder_with_anything_else_is_left_as_it_is(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine", "utf-8")
    assert archive("notes", "-o", "out") == 2
    assert "--force" in capsys.readouterr().err
    assert [path.name for path in Path("out").iterdir()] == ["mine.txt"]


def test_the_archive_of_another_registry_is_not_replaced(in_process: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    archive("notes", "-o", "out", "--format", "jsonl")
    before = lines()
    Path("other").mkdir()
    Path("other/facts.yaml").write_text(FACTS.replace("14", "18"), "utf-8")
    capsys.readouterr()
    assert run("archive", "notes", "--facts", "other", "-o", "out", "--format", "jsonl") == 2
    assert "--force" in capsys.readouterr().err
    assert lines() == before


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cluster, "_WAIT", 1)
    assert archive("notes", "-o", "out", "--cluster", "tcp://127.0.0.1:9") == 2
    assert "tcp://127.0.0.1:9" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["0", "-1", "two", "²", "99999999"])
def test_numbers_of_workers(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive("notes", "-o", "out", f"--workers={value}") == 2
    assert "--workers" in capsys.readouterr().err
