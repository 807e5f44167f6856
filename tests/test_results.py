"""Results kept from run to run: the same to the byte as those of a check, whatever is changed, broken or planted."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from factcheck import corpus
from factcheck.checker import load_facts
from factcheck.cli import main
from factcheck.findings import Report
from factcheck.reporters import REPORTERS
from factcheck.results import kept, store
from factcheck.results.report_data import decode_reports, encode_reports
from factcheck.results.store import ResultStore, open_results
from factcheck.runtime import cache
from factcheck.runtime.codec import CodecError
from factcheck.settings import Settings

ROOT = Path(__file__).parent.parent
FACTS = """entities:
  fund: {kind: programme, en: Lighthouse Fund, fr: Fonds des phares}
facts:
  money: {about: fund, amount: 22.24 million CAD, cues: {en: [Budget 2019], fr: [budget de 2019]}, source: Budget 2019}
  keepers: {about: fund, count: 41 keepers, cues: {en: [keepers], fr: [gardiens]}}
"""
EN = """---
date: 2020-01-15
---
# Lighthouses

Budget 2019 gave the Lighthouse Fund $24.22 million. The Lighthouse Fund pays 14 keepers.

It will pay $3 million to the Coast Guard Office (CGO) on March 3, 2019.
"""
FR = """---
date: 2020-01-15
---
# Phares

Le budget de 2019 a donné 24,22 millions de dollars au Fonds des phares. Le Fonds des phares paie 41 gardiens.
"""
UNDATED = "The Lighthouse Fund pays 41 keepers. It will open on March 3, 2019.\n\nThe Lighthouse Fund will close on May 3, 2030.\n"
WAIVERS = "- {rule: amount-mismatch, fact: money, quote: $24.22 million, path: n/a.en.md, who: A. Roy, why: draft, until: 2031-01-01}\n"
DAY = ("--today", "2026-11-01")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a pair of notes, an undated one, a page and a file that cannot be read; its own cache; the code counts as settled."""
    monkeypatch.delenv("FACTCHECK_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "is_code_unchanged", lambda: True)
    monkeypatch.setattr(store, "is_code_unchanged", lambda: True)
    folder = tmp_path / "project"
    for name in ("n", "facts"):
        (folder / name).mkdir(parents=True)
    files = {"a.en.md": EN, "a.fr.md": FR, "b.en.md": UNDATED, "c.en.html": f"<h1>Page</h1><p>{UNDATED}</p>", "d.en.docx": "no archive"}
    for name, text in files.items():
        (folder / "n" / name).write_text(text, "utf-8")
    (folder / "facts" / "facts.yaml").write_text(FACTS, "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line, and gives its exit status and what it wrote."""

    def run_in_process(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["check", *arguments, "--ui", "en", "--no-gitignore"])
        told = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, told.out, told.err

    return run_in_process


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the notes that were checked, and not found among the results."""
    names: list[str] = []
    check = corpus._Checking.check

    def noted(self: corpus._Checking, path: Path) -> object:
        names.append(path.name)
        return check(self, path)

    monkeypatch.setattr(corpus._Checking, "check", noted)
    return names


def database() -> Path:
    """The database of results."""
    [found] = Path(os.environ["XDG_CACHE_HOME"]).rglob("results-*.db")
    return found


@pytest.mark.parametrize("form", REPORTERS)
@pytest.mark.parametrize("more", [(), ("--explain",), ("--confidence", "possible", "--statistics")], ids=["plain", "explain", "possible"])
def test_the_same_bytes_with_and_without(place: Path, run: Run, checked: list[str], form: str, more: tuple[str, ...]) -> None:
    arguments = ("n", "--format", form, *DAY, *more)
    without = run(*arguments, "--no-cache")
    assert sorted(checked) == ["a.en.md", "b.en.md", "c.en.html", "d.en.docx"]
    assert run(*arguments) == without
    checked.clear()
    assert run(*arguments) == without
    assert checked == ["d.en.docx"], "a failure is not kept"


def test_the_documents_of_the_project(place: Path, run: Run, checked: list[str]) -> None:
    shutil.copytree(ROOT / "documents", place / "documents")
    shutil.copytree(ROOT / "facts", place / "facts", dirs_exist_ok=True)
    for form in ("json", "html"):
        arguments = ("documents", "--format", form, "--explain", "--confidence", "possible", *DAY)
        without = run(*arguments, "--no-cache")
        assert run(*arguments) == without
        checked.clear()
        assert run(*arguments) == without and not checked


def append(path: str, text: str = "\n") -> Callable[[], object]:
    def change() -> None:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)

    return change


def replace(path: str, old: str, new: str) -> Callable[[], object]:
    def change() -> None:
        text = Path(path).read_text("utf-8")
        assert old in text
        Path(path).write_text(text.replace(old, new), "utf-8")

    return change


def write(path: str, text: str) -> Callable[[], object]:
    return lambda: Path(path).write_text(text, "utf-8")


CHANGES = {
    "a figure of a note": (replace("n/a.en.md", "24.22", "22.24"), ["a.en.md"]),
    "a figure of its other version": (replace("n/a.fr.md", "24,22", "22,24"), ["a.en.md"]),
    "the other version is gone": (lambda: Path("n/a.fr.md").unlink(), ["a.en.md"]),
    "another note": (write("n/e.en.md", EN), ["e.en.md"]),
    "a note becomes a version": (write("n/b.fr.md", FR), ["b.en.md"]),
    "the date of a note": (replace("n/a.en.md", "2020-01-15", "2018-01-15"), ["a.en.md"]),
    "a suppression": (append("n/b.en.md", "\n<!-- factcheck: ignore-file tense-mismatch -->\n"), ["b.en.md"]),
    "a value of the registry": (replace("facts/facts.yaml", "22.24", "24.22"), ["a.en.md", "b.en.md", "c.en.html"]),
    "a line of the registry": (replace("facts/facts.yaml", "facts:", "\nfacts:"), ["a.en.md", "b.en.md", "c.en.html"]),
    "another fact file": (write("facts/more.yaml", "facts: {boats: {count: 3 boats}}\n"), ["a.en.md", "b.en.md", "c.en.html"]),
    "a severity": (write("factcheck.toml", '[severity]\namount-mismatch = "note"\n'), ["a.en.md", "b.en.md", "c.en.html"]),
    "a severity of a folder": (
        write("factcheck.toml", '[[folders]]\npath = "n"\nseverity = {amount-mismatch = "off"}\n'),
        ["a.en.md", "b.en.md", "c.en.html"],
    ),
    "rules": (write("factcheck.toml", 'ignore = ["amount-*"]\n'), ["a.en.md", "b.en.md", "c.en.html"]),
    "confidence": (write("factcheck.toml", 'confidence = "certain"\n'), ["a.en.md", "b.en.md", "c.en.html"]),
    "a waiver": (write("waivers.yaml", WAIVERS), []),
    "nothing": (lambda: None, []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_anything_is_seen(place: Path, run: Run, checked: list[str], change: str) -> None:
    do, again = CHANGES[change]
    run("n", *DAY)
    do()
    checked.clear()
    after = run("n", "--format", "json", *DAY)
    assert sorted(each for each in checked if each != "d.en.docx") == again
    assert after == run("n", "--format", "json", *DAY, "--no-cache")


def test_waivers_and_baselines_apply_to_what_is_kept(place: Path, run: Run, checked: list[str]) -> None:
    run("n", *DAY)
    assert run("n", *DAY, "--write-baseline", "known.json")[0] == 2
    checked.clear()
    for text in (None, WAIVERS, WAIVERS.replace("a.en.md", "b.en.md"), WAIVERS.replace("2031", "2021")):
        Path("waivers.yaml").write_text(text or "[]\n", "utf-8")
        for more in ((), ("--baseline", "known.json")):
            found = run("n", "--format", "json", *DAY, *more)
            assert set(checked) <= {"d.en.docx"}
            assert found == run("n", "--format", "json", *DAY, *more, "--no-cache")
            checked.clear()


def test_a_table_from_which_a_fact_is_derived_is_seen(place: Path, run: Run, checked: list[str]) -> None:
    (place / "facts" / "tables").mkdir()
    table = place / "facts" / "tables" / "a.csv"
    table.write_text("YEAR,VALUE\n2019,22.24\n", "utf-8")
    derived = "amount: {from: tables/a.csv, column: VALUE, unit: million CAD}"
    replace("facts/facts.yaml", "amount: 22.24 million CAD", derived)()
    run("n", *DAY)
    checked.clear()
    before = run("n", "--format", "json", *DAY)
    assert checked == ["d.en.docx"] and before == run("n", "--format", "json", *DAY, "--no-cache")
    for value in ("24.22", "22.24"):
        table.write_text(f"YEAR,VALUE\n2019,{value}\n", "utf-8")
        found = run("n", "--format", "json", *DAY)
        assert found == run("n", "--format", "json", *DAY, "--no-cache") and (found == before) is (value == "22.24")


@pytest.mark.parametrize("option", [("--as-of", "2031-01-01"), ("--select", "tense-*"), ("--explain",), ("--use", "canada")])
def test_an_option_is_seen(place: Path, run: Run, checked: list[str], option: tuple[str, ...]) -> None:
    run("n", *DAY)
    checked.clear()
    found = run("n", "--format", "json", *DAY, *option)
    assert len(checked) == 4
    assert found == run("n", "--format", "json", *DAY, *option, "--no-cache")


def test_only_notes_without_a_date_depend_on_the_day(place: Path, run: Run, checked: list[str]) -> None:
    run("n", "--today", "2026-11-01")
    checked.clear()
    found = run("n", "--format", "json", "--today", "2031-11-01")
    assert sorted(checked) == ["b.en.md", "c.en.html", "d.en.docx"]
    assert found == run("n", "--format", "json", "--today", "2031-11-01", "--no-cache")


def test_a_path_is_part_of_a_result(place: Path, run: Run, checked: list[str]) -> None:
    run("n", *DAY)
    (place / "n" / "a.en.md").rename(place / "n" / "x.en.md")
    checked.clear()
    assert run("n", "--format", "json", *DAY) == run("n", "--format", "json", *DAY, "--no-cache")
    assert "x.en.md" in checked


def test_corrections_are_those_of_a_check(place: Path, run: Run) -> None:
    run("n", *DAY)
    shutil.copytree(place / "n", place / "m")
    difference = run("n", *DAY, "--diff")
    assert difference == run("n", *DAY, "--diff", "--no-cache")
    first = run("n", *DAY, "--fix")
    shutil.move(place / "n", place / "k")
    shutil.move(place / "m", place / "n")
    assert first == run("n", *DAY, "--fix", "--no-cache")
    assert (place / "n" / "a.en.md").read_bytes() == (place / "k" / "a.en.md").read_bytes() != EN.encode()


def spoil(path: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement, values)
    connection.close()


def with_flipped_bytes(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for row, data in connection.execute("select rowid, data from results").fetchall():
            connection.execute("update results set data = ? where rowid = ?", (data[:-1] + bytes([data[-1] ^ 1]), row))
    connection.close()


def with_exchanged_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("select rowid, data from results").fetchall()
        for (row, _), (_, data) in zip(rows, rows[1:] + rows[:1], strict=True):
            connection.execute("update results set data = ? where rowid = ?", (data, row))
    connection.close()


SPOILT = {
    "flipped bytes": with_flipped_bytes,
    "exchanged rows": with_exchanged_rows,
    "other days": lambda path: spoil(path, "update results set day = 0"),
    "texts": lambda path: spoil(path, "update results set data = 'text'"),
    "nothing": lambda path: spoil(path, "update results set data = x''"),
    "numbers": lambda path: spoil(path, "update results set data = 7, used = 'x'"),
    "another table": lambda path: spoil(path, "alter table results rename to others"),
    "another column": lambda path: spoil(path, "alter table results rename column data to payload"),
    "a view": lambda path: [
        spoil(path, "alter table results rename to others"),
        spoil(path, "create view results as select * from others"),
    ],
    "no database": lambda path: path.write_bytes(b"no database" * 1000),
    "an empty file": lambda path: path.write_bytes(b""),
    "a cut file": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "noise": lambda path: path.write_bytes(path.read_bytes()[:2000] + os.urandom(4000) + path.read_bytes()[6000:]),
    "a folder": lambda path: [path.unlink(), path.mkdir()],
    "a pipe": lambda path: [path.unlink(), os.mkfifo(path)],
    "a link": lambda path: [path.rename(path.with_name("elsewhere")), path.symlink_to(path.with_name("elsewhere"))],
    "open to others": lambda path: path.chmod(0o666),
}


@pytest.mark.skipif(os.name != "posix", reason="needs pipes and modes")
@pytest.mark.parametrize("fault", SPOILT)
def test_a_broken_or_planted_database_changes_nothing(place: Path, run: Run, fault: str) -> None:
    without = run("n", "--format", "json", *DAY, "--no-cache")
    assert run("n", "--format", "json", *DAY) == without
    SPOILT[fault](database())
    for _ in range(3):
        assert run("n", "--format", "json", *DAY) == without


def test_a_broken_database_is_made_anew(place: Path, run: Run, checked: list[str]) -> None:
    run("n", *DAY)
    database().write_bytes(b"no database" * 1000)
    run("n", *DAY)
    run("n", *DAY)
    checked.clear()
    run("n", *DAY)
    assert checked == ["d.en.docx"]


def test_a_copied_cache_is_never_opened(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("n", *DAY)
    theirs = Path(os.environ["XDG_CACHE_HOME"])
    shutil.copytree(theirs, place / "copy")
    copied = next((place / "copy").rglob("results-*.db"))
    copied.write_bytes(b"no database, which would be removed if it was opened")
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "copy"))
    found = open_results()
    assert found is not None and found._path != copied


@pytest.mark.parametrize("where", ["_connect", "_make_file"])
@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"), OSError(28, "full"), OSError(30, "read-only")])
def test_a_full_or_closed_disk_changes_nothing(
    place: Path, run: Run, error: Exception, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = run("n", "--format", "json", *DAY, "--no-cache")
    calls = []

    def fail(*given: object, **_: object) -> None:
        calls.append(given)
        raise error

    monkeypatch.setattr(ResultStore, where, fail)
    assert run("n", "--format", "json", *DAY) == without and calls


def test_without_a_home(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    without = run("n", "--format", "json", *DAY, "--no-cache")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "")
    assert run("n", "--format", "json", *DAY) == without


def test_two_runs_at_once(place: Path) -> None:
    command = [sys.executable, "-m", "factcheck", "check", "n", "--format", "json", "--no-gitignore", *DAY]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place) for _ in range(4)]
    found = [each.communicate() for each in runs]
    assert len(set(found)) == 1 and {each.returncode for each in runs} == {2}


UNREAD = ("analyze", "checker", "linking", "mentions", "statements", "names", "rules", "detectors")


def test_an_unchanged_note_imports_no_reading(place: Path) -> None:
    code = "import sys\nfrom factcheck.cli import main\ntry:\n main()\nfinally:\n print(*sorted(sys.modules), file=sys.stderr)"
    command = [sys.executable, "-c", code, "check", "n/b.en.md", *DAY]
    for _ in range(2):
        with_store = (
            "import factcheck.results.store as s, factcheck.runtime.cache as c\ns.is_code_unchanged = c.is_code_unchanged = lambda: True\n"
        )
        command[2] = with_store + code.replace("main()", "main(sys.argv[1:])")
        done = subprocess.run(command, capture_output=True, text=True, cwd=place, check=False)
    assert done.returncode == 0, done.stderr
    modules = done.stderr.split()
    assert "factcheck.results.store" in modules
    assert [each for each in modules for room in UNREAD if each == f"factcheck.{room}" or each.startswith(f"factcheck.{room}.")] == []


KEY = b"k" * 32


@pytest.fixture
def results(place: Path) -> ResultStore:
    """An empty store."""
    found = open_results()
    assert found is not None
    return found


def test_a_result_of_a_day(results: ResultStore) -> None:
    results.add(KEY, 700, b"then")
    results.add(b"always", 0, b"ever")
    results.close()
    assert [results.find(KEY, day) for day in (699, 700, 701)] == [None, b"then", None]
    assert [results.find(b"always", day) for day in (1, 700)] == [b"ever", b"ever"]
    assert results.has(KEY, 700) and not results.has(KEY, 701) and not results.has(b"other", 700)


def test_the_last_used_results_stay(results: ResultStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 10_000)
    monkeypatch.setattr(store, "_FREE", 1_000)
    for number in range(9):
        monkeypatch.setattr(store, "_now", lambda number=number: number)
        results.add(bytes([number]), 0, bytes(1_000))
        results.close()
    monkeypatch.setattr(store, "_now", lambda: 20)
    assert results.find(bytes([2]), 0) is not None
    results.close()
    for number in range(30, 34):
        monkeypatch.setattr(store, "_now", lambda number=number: number)
        results.add(bytes([number]), 0, bytes(1_000))
        results.close()
    kept_numbers = [number for number in range(40) if results.has(bytes([number]), 0)]
    assert 2 in kept_numbers and 0 not in kept_numbers and 1 not in kept_numbers and 33 in kept_numbers
    with sqlite3.connect(results._path) as connection:
        assert connection.execute("select sum(size) from results").fetchone()[0] <= 10_000


def test_the_database_of_an_earlier_version_goes(results: ResultStore) -> None:
    earlier = results._path.with_name("results-0123456789abcdef.db")
    earlier.write_bytes(b"")
    results.add(KEY, 0, b"data")
    results.close()
    assert results._path.exists() and not earlier.exists() and os.stat(results._path).st_mode & 0o777 == 0o600


def test_what_changed_during_the_run_is_not_kept(results: ResultStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "is_code_unchanged", lambda: False)
    results.add(KEY, 0, b"data")
    results.close()
    assert results.find(KEY, 0) is None


def test_another_library_is_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    before = kept._identify_libraries()
    assert before == kept._identify_libraries()
    os.utime(folder, (1, 1))
    assert before != kept._identify_libraries()


@pytest.mark.parametrize("data", [b"", b"x", b"x\x9c\x01", bytes(100), zlib.compress(b"[[1]]"), zlib.compress(b"{")])
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode_reports(data)


def test_a_report_survives(place: Path) -> None:
    day = date(2026, 11, 1)
    checked = corpus.check_files(sorted((place / "n").glob("*.md")), load_facts(place / "facts"), Settings(day, explain=True))
    found = [each for each in checked if isinstance(each, Report)]
    data = encode_reports(found)
    assert encode_reports(decode_reports(data)) == data
    for before, after in zip(found, decode_reports(data), strict=True):
        assert repr(before.findings) == repr(after.findings) and repr(before.traces) == repr(after.traces)
        assert before.document is not None and after.document is not None
        assert (before.document.text, before.document.blocks, before.document.map) == (
            after.document.text,
            after.document.blocks,
            after.document.map,
        )
        assert after.document.language is before.document.language
