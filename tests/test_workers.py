"""Work that other processes do ahead: the same results, in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TODAY, registry

from factcheck import corpus
from factcheck.cli import main
from factcheck.corpus import check_files
from factcheck.document import Document
from factcheck.findings import Report
from factcheck.runtime import workers as ahead
from factcheck.runtime.workers import WorkerLost, WorkerPool
from factcheck.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks")
FACTS = "facts:\n  grant: {amount: 500 CAD, cues: {en: [grant], fr: [subvention]}}\n"


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_count_cores", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)


def files(folder: Path, count: int = 40, size: int = 6_000) -> list[Path]:
    found = [folder / f"{number:03}.md" for number in range(count)]
    for number, path in enumerate(found):
        path.write_text("a" * (size + number), "utf-8")
    return found


def where(path: Path) -> tuple[str, int, int]:
    return path.name, path.stat().st_size, os.getpid()


def failing(path: Path) -> tuple[str, int, int]:
    if path.name == "003.md":
        raise ValueError
    return where(path)


def dying(path: Path) -> tuple[str, int, int]:
    if path.name == "003.md":
        os._exit(1)
    return where(path)


def stubborn(path: Path) -> Callable[[], None]:
    return lambda: None


def taken(work: Callable[[Path], tuple[str, int, int]], paths: list[Path]) -> list[tuple[str, int, int] | None]:
    with WorkerPool(work, paths) as done:
        return [done.get_result(path) for path in paths]


def test_two_other_processes_do_the_work(tmp_path: Path) -> None:
    found = taken(where, files(tmp_path))
    assert [each and each[:2] for each in found] == [(f"{number:03}.md", 6_000 + number) for number in range(40)]
    assert len({each[2] for each in found if each} - {os.getpid()}) == 2


def test_results_wait_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_ROOM", 4_000)
    assert None not in taken(where, files(tmp_path))


def test_what_fails_is_left_to_the_caller(tmp_path: Path) -> None:
    found = taken(failing, files(tmp_path))
    assert [number for number, each in enumerate(found) if each is None] == [3]


def taken_or_lost(work: Callable[[Path], object], paths: list[Path]) -> list[object]:
    found: list[object] = []
    with WorkerPool(work, paths) as done:
        for path in paths:
            try:
                found.append(done.get_result(path))
            except WorkerLost:
                found.append("lost")
    return found


def test_a_file_on_which_processes_end_costs_no_other(tmp_path: Path) -> None:
    found = taken_or_lost(dying, files(tmp_path))
    assert [number for number, each in enumerate(found) if each in (None, "lost")] == [3] and found[3] == "lost"


def test_a_process_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "killed"

    def killed_once(path: Path) -> tuple[str, int, int]:
        if path.name == "003.md" and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return where(path)

    found = taken_or_lost(killed_once, files(tmp_path))
    assert mark.exists() and None not in found and "lost" not in found


def test_files_that_all_end_their_process_end_the_processes(tmp_path: Path) -> None:
    def dying_always(path: Path) -> None:
        os._exit(1)

    found = taken_or_lost(dying_always, files(tmp_path))
    assert set(found) <= {None, "lost"} and found.count("lost") >= 10


def test_the_number_of_processes_is_that_of_the_jobs(tmp_path: Path) -> None:
    with WorkerPool(where, paths := files(tmp_path, 60), jobs=3) as done:
        found = [done.get_result(path) for path in paths]
    assert len({each[2] for each in found if each} - {os.getpid()}) == 3


def test_large_files_are_given_out_first(tmp_path: Path) -> None:
    paths = files(tmp_path)
    paths[-1].write_text("a" * 400_000, "utf-8")
    with WorkerPool(where, paths) as done:
        assert done.get_result(paths[0]) is not None and paths[-1] not in done._waiting
        assert [done.get_result(path) is not None for path in paths[1:]] == [True] * 39


def test_processes_that_are_no_forks_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_find_method", lambda: "spawn")
    found = taken(where, files(tmp_path))
    assert [each and each[0] for each in found] == [f"{number:03}.md" for number in range(40)]
    assert len({each[2] for each in found if each} - {os.getpid()}) == 2


def test_work_that_no_other_process_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_find_method", lambda: "spawn")
    assert taken(lambda path: where(path), files(tmp_path)) == [None] * 40


def test_results_that_no_pipe_takes_are_left_to_the_caller(tmp_path: Path) -> None:
    with WorkerPool(stubborn, paths := files(tmp_path)) as done:
        assert [done.get_result(path) for path in paths] == [None] * 40


@pytest.mark.parametrize(("count", "size"), [(1, 300_000), (10, 6_000)])
def test_little_work_is_not_worth_a_process(count: int, size: int, tmp_path: Path) -> None:
    assert taken(where, files(tmp_path, count, size)) == [None] * count


def test_one_core_does_the_work_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_count_cores", lambda: 1)
    assert taken(where, files(tmp_path)) == [None] * 40


def test_a_system_that_refuses_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refuse)
    assert taken(where, files(tmp_path)) == [None] * 40


def test_the_same_reports_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Path] = []
    for number in range(24):
        for code, text in (("en", f"The grant is ${number + 490}.\n\n"), ("fr", f"La subvention est de {number + 491} $.\n\n")):
            path = tmp_path / code / f"note-{number % 12}.{'md' if number < 12 else 'txt'}"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text + "Nothing else is said, and none of it counts.\n\n" * 120, "utf-8")
            found.append(path)
    found[7].write_bytes(b"\xff\xfe\x00")
    found.append(tmp_path / "absent.md")
    facts = registry(tmp_path, FACTS)

    def told() -> list[object]:
        given = list(check_files(sorted(found), facts, Settings(TODAY)))
        return [
            (each.path, [(one.rule, one.start, one.expected) for one in each.findings]) if isinstance(each, Report) else each
            for each in given
        ]

    several = told()
    monkeypatch.setattr(ahead, "_count_cores", lambda: 1)
    assert several == told()


def test_an_interrupt_ends_all_processes(tmp_path: Path) -> None:
    files(tmp_path)
    registry(tmp_path, FACTS)
    code = """
import os, signal
from factcheck.runtime import workers as ahead
from factcheck.cli import main
take = ahead.WorkerPool.get_result
ahead._count_cores = lambda: 2
ahead.WorkerPool.get_result = lambda self, path: os.kill(os.getpid(), signal.SIGINT) if path.name == "005.md" else take(self, path)
main()
"""
    command = [sys.executable, "-c", code, "check", str(tmp_path), "--facts", str(tmp_path / "facts"), "--no-gitignore"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    told = run.communicate(timeout=20)
    assert (run.returncode, told[1].splitlines()) == (130, [b"interrupted; no file was left half-written"])
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


def test_a_note_on_which_processes_are_killed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parent, together = os.getpid(), corpus._check_together
    for path in files(tmp_path):
        path.write_text("The grant is $XX million.\n\n" + "Nothing else is said.\n\n" * 300, "utf-8")
    registry(tmp_path, FACTS)

    def killed(document: Document, *others: object) -> object:
        if document.path.endswith("007.md") and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return together(document, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(corpus, "_check_together", killed)
    outputs = []
    for jobs in ("2", "1"):
        with pytest.raises(SystemExit) as left:
            main(["check", str(tmp_path), "--facts", str(tmp_path / "facts"), "--no-gitignore", "--no-cache", "--jobs", jobs, "--ui", "en"])
        outputs.append(capsys.readouterr().out.splitlines())
        assert left.value.code == (2 if jobs == "2" else 1)
    several, one = outputs
    [failed] = [line for line in several if "007.md" in line]
    assert failed.startswith(f"{tmp_path / '007.md'}: failed: the process that read it ended twice")
    assert [line for line in several if ".md:" in line and line != failed] == [
        line for line in one if ".md:" in line and "007.md" not in line
    ]
