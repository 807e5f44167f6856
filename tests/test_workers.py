"""Work that other processes do ahead: the same results, in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TODAY, registry

from factcheck.corpus import check_files
from factcheck.findings import Report
from factcheck.runtime import workers as ahead
from factcheck.runtime.workers import WorkerPool
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


@pytest.mark.parametrize("work", [failing, dying])
def test_what_fails_is_left_to_the_caller(work: Callable[[Path], tuple[str, int, int]], tmp_path: Path) -> None:
    found = taken(work, files(tmp_path))
    assert found[3] is None
    assert all(each is None or each[0] == f"{number:03}.md" for number, each in enumerate(found))
    assert sum(each is None for each in found) <= 2


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
