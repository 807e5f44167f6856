"""However a run ends: one message, no traceback, the right status; the other notes are checked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from factcheck import corpus, fix
from factcheck.cli import main
from factcheck.document import Document
from factcheck.languages.schema.language import Language
from factcheck.reporters import places

FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
FORMS = ["rich", "text", "json", "jsonl", "sarif", "junit", "github", "html", "markdown"]


@pytest.fixture
def place(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("kept")))
    for name in ("facts", "n"):
        (tmp_path / name).mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "n" / "a.en.md").write_text(BAD, "utf-8")
    return tmp_path


def run(place: Path, *arguments: str, environment: Mapping[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    given = {**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})}
    command = [sys.executable, "-m", "factcheck", *arguments]
    return subprocess.run(command, cwd=place, env=given, check=False, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options})


def shell(place: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    """A command of the shell, in which `factcheck` is this one."""
    script = f'factcheck() {{ "{sys.executable}" -m factcheck "$@"; }}\n{command}'
    return subprocess.run(["bash", "-c", script], cwd=place, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, check=False)


def message(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line that a run wrote to standard error."""
    [line] = done.stderr.decode().splitlines()
    return line


def ended(*arguments: str) -> int:
    """The status of a run in this process."""
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en"])
    assert isinstance(left.value.code, int)
    return left.value.code


FAULTS = [ValueError, TypeError, KeyError, RuntimeError, RecursionError, MemoryError, AssertionError, EOFError, StopIteration]
FAULTS += [NotImplementedError, ZeroDivisionError, OSError, PermissionError]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("where", ["check.find_run_facts", "check.check_files", "check.find_run_notes", "screen.Screen.make_option"])
def test_a_fault_of_the_run_is_told_in_one_line(
    place: Path, fault: type[Exception], where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault("\x1b")

    monkeypatch.chdir(place)
    monkeypatch.setattr(f"factcheck.cli.{where}", fail)
    assert ended("check", "n") == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("the run failed") and "\x1b" not in line


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "fault", [ValueError("x"), RecursionError(), MemoryError(), KeyError("\x1b"), RuntimeError("a\nb"), OSError(5, "x"), EOFError()]
)
def test_a_fault_in_one_note_leaves_the_others(place: Path, fault: Exception, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "n" / "b.en.md").write_text(BAD, "utf-8")
    parse = corpus.parse

    def fail(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
        if path.endswith("a.en.md"):
            raise fault
        return parse(data, path, languages)

    monkeypatch.chdir(place)
    monkeypatch.setattr(corpus, "parse", fail)
    assert ended("check", "n", "--format", form, "-o", "out") == 2
    told = (place / "out").read_text("utf-8")
    assert "a.en.md" in told and "b.en.md" in told and "24.22" in told and "\x1b" not in told


@pytest.mark.parametrize("form", FORMS)
def test_a_fault_in_the_report_on_one_note_leaves_the_others(place: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "n" / "b.en.md").write_text(BAD, "utf-8")
    made = places.Places.__init__

    def fail(self: places.Places, document: Document) -> None:
        if document.path == "n/a.en.md":
            raise ValueError("x")
        made(self, document)

    monkeypatch.chdir(place)
    monkeypatch.setattr(places.Places, "__init__", fail)
    assert ended("check", "n", "--format", form, "-o", "out") == 2
    told = (place / "out").read_text("utf-8")
    assert "b.en.md" in told and "24.22" in told and "a.en.md" in told


@pytest.mark.parametrize("fault", [ValueError("x"), RecursionError(), MemoryError(), KeyError("\x1b")])
def test_a_fault_in_the_correction_of_one_note_leaves_the_others(
    place: Path, fault: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "n" / "b.en.md").write_text(BAD, "utf-8")
    write = fix.rewrite

    def fail(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
        if path.endswith("a.en.md"):
            raise fault
        return write(data, path, edits)

    monkeypatch.chdir(place)
    monkeypatch.setattr(fix, "rewrite", fail)
    assert ended("check", "n", "--fix") == 2
    told = capsys.readouterr()
    assert "n/a.en.md: failed" in told.out and told.err == "n/b.en.md: 1 correction made\n"
    assert (place / "n" / "a.en.md").read_text("utf-8") == BAD and "22.24" in (place / "n" / "b.en.md").read_text("utf-8")


SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
MOMENTS = {
    "while the registry is loaded": "factcheck.cli.check.find_run_facts",
    "while notes are looked for": "factcheck.cli.check.find_run_notes",
    "while notes are checked": "factcheck.cli.check.check_files",
    "while a report is written": "factcheck.cli.check.write_reports",
    "while outputs are looked at": "factcheck.cli.check._check_outputs",
}


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize(("moment", "number"), [(moment, SIGNALS[at % 3]) for at, moment in enumerate([*MOMENTS, *MOMENTS][:8])])
def test_a_signal_ends_a_run(place: Path, number: signal.Signals, moment: str) -> None:
    module, _, name = MOMENTS[moment].rpartition(".")
    code = (
        f"import os, {module}\nfrom factcheck.cli import main\n"
        f"def fail(*a, **k): os.kill(os.getpid(), {int(number)})\n{module}.{name} = fail\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code, "check", "n", "-o", "out.txt"], cwd=place, capture_output=True, check=False)
    assert (done.returncode, message(done)) == (128 + number, "interrupted; no file was left half-written")
    assert sorted(path.name for path in place.iterdir()) == ["facts", "n"]


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_a_file_is_written_takes_it_back(place: Path, number: signal.Signals) -> None:
    code = (
        "import os, factcheck.files.atomic_write\nfrom factcheck.cli import main\n"
        f"os.fsync = lambda *a: os.kill(os.getpid(), {int(number)})\nmain()"
    )
    for arguments in (["--fix"], ["-o", "out.txt"], ["--write-baseline", "out.json"]):
        done = subprocess.run([sys.executable, "-c", code, "check", "n", *arguments], cwd=place, capture_output=True, check=False)
        assert (done.returncode, message(done)) == (128 + number, "interrupted; no file was left half-written")
        assert sorted(str(path.relative_to(place)) for path in place.rglob("*.*")) == ["facts/a.yaml", "n/a.en.md"]
        assert (place / "n" / "a.en.md").read_text("utf-8") == BAD


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("share", range(0, 100, 11))
def test_an_interruption_at_any_moment(place: Path, share: int) -> None:
    for number in range(30):
        (place / "n" / f"{number}.en.md").write_text(BAD * 20, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "check", "n", "-o", "out.txt", "--no-gitignore"],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    wanted = 80_000_000 + share * 8_000_000  # nanoseconds of work, after Python itself has begun
    while process.poll() is None and _worked(process.pid) < wanted:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode in (130, -signal.SIGINT, 1), told
    assert b"Traceback" not in told and len(told.splitlines()) <= 1
    assert (process.returncode == 1) == (place / "out.txt").exists()
    assert {path.name for path in place.iterdir()} <= {"facts", "n", "out.txt"}


def _worked(process: int) -> int:
    """How long a process has worked, in nanoseconds."""
    try:
        fields = Path(f"/proc/{process}/schedstat").read_text("utf-8").split()
    except OSError:
        return sys.maxsize
    return int(fields[0])


CLOSED = [
    ("factcheck check n >&-", 2, "standard output is closed"),
    ("factcheck check n --format json >&-", 2, "standard output is closed"),
    ("factcheck check n --diff >&-", 2, "standard output is closed"),
    ("factcheck rules >&-", 2, "standard output is closed"),
    ("factcheck facts list >&-", 2, "standard output is closed"),
    ("factcheck --version >&-", 2, "standard output is closed"),
    ("factcheck --help >&-", 2, "standard output is closed"),
    ("factcheck read n/a.en.md >&-", 2, "standard output is closed"),
    ("factcheck check n -o out.txt >&-", 1, ""),
    ("factcheck check n -o out.txt >&- <&-", 1, ""),
    ("factcheck check n 2>&-", 1, ""),
    ("factcheck check nowhere 2>&-", 2, ""),
    ("factcheck check n >&- 2>&- <&-", 2, ""),
    ("factcheck check n --fix 2>&-", 0, ""),
    ("for name in {1..30}; do cp n/a.en.md n/$name.en.md; done; factcheck check n -o out.txt 2>&-", 1, ""),
    ("for name in {1..30}; do cp n/a.en.md n/$name.en.md; done; factcheck check n -o out.txt 2>&- >&- <&-", 1, ""),
    ("factcheck check n >/dev/full", 2, "no space is left"),
    ("factcheck check n --format json >/dev/full", 2, "no space is left"),
    ("factcheck check n --format rich >/dev/full", 2, "no space is left"),
    ("factcheck check n --format html >/dev/full", 2, "no space is left"),
    ("factcheck check n --diff >/dev/full", 2, "no space is left"),
    ("factcheck check n -o /dev/full", 2, "no space is left"),
    ("factcheck report n -o /dev/full", 2, "no space is left"),
    ("factcheck report n -o - >/dev/full", 2, "no space is left"),
    ("factcheck rules >/dev/full", 2, "no space is left"),
    ("factcheck facts show enveloppe >/dev/full", 2, "no space is left"),
    ("factcheck read n/a.en.md --format json >/dev/full", 2, "no space is left"),
    ("factcheck --help >/dev/full", 2, "no space is left"),
    ("factcheck check n 2>/dev/full", 1, ""),
    ("factcheck check nowhere --format json 2>/dev/full >/dev/null", 2, ""),
]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize(("command", "status", "said"), CLOSED)
def test_closed_streams_and_full_disks(place: Path, command: str, status: int, said: str) -> None:
    done = shell(place, command)
    assert done.returncode == status and b"Traceback" not in done.stderr and b"Exception" not in done.stderr
    assert said in (message(done) if said else "") and (said or not done.stderr.strip())


PIPES = [
    "check n",
    "check n --format json",
    "check n --format html",
    "check n --diff",
    "rules",
    "rules amount-mismatch",
    "facts list",
    "--help",
]
PIPES += [
    "check --help",
    "facts schema",
    "read n/a.en.md",
    "read n/a.en.md --format json",
    "check n -o -",
    "report n -o -",
    "check n --explain",
]


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
@pytest.mark.parametrize("command", PIPES)
def test_a_pipe_that_nobody_reads(place: Path, command: str) -> None:
    (place / "n" / "a.en.md").write_text(BAD * 20, "utf-8")
    analysis, writing = os.pipe()
    os.close(analysis)
    done = run(place, *command.split(), stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr.replace(b"-: 1 document\n", b"")) == (128 + 13, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    "command", ["rules --ui fr", "check n --ui fr", "check n --format json", "read n/a.en.md --ui fr", "check n --format rich --ui fr"]
)
def test_standard_output_is_utf_8_whatever_the_terminal_says(place: Path, encoding: str, command: str) -> None:
    (place / "n" / "é.en.md").write_text(f"« É » 北 — {BAD}", "utf-8")
    done = run(place, *command.split(), environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    plain = run(place, *command.split())
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr
    assert done.stdout == plain.stdout and done.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_messages_of_failure_are_shown_as_far_as_the_terminal_can(place: Path, encoding: str) -> None:
    done = run(place, "check", "é北.md", "--ui", "fr", "--format", "json", environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 2 and b"Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="names are bytes")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [b"latin\xe9.en.md", b"\xff\xfe.en.md", b"a\xed\xa0\x80.en.md", b"caf\xc3.en.md", b"\x80.en.md"])
def test_names_that_are_no_text(
    place: Path, name: bytes, form: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(place)
    (place / "n" / "a.en.md").unlink()
    with open(b"n/" + name, "w", encoding="utf-8") as file:
        file.write(BAD)
    assert ended("check", "n", "--format", form, "-o", "out") == 1
    told = (place / "out").read_bytes().decode("utf-8")
    assert "24.22" in told
    if form == "sarif":
        uri = json.loads(told)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert os.fsencode(urllib.parse.unquote(uri, errors="surrogateescape")) == b"n/" + name
    assert ended("check", "n", "--format", form) == 1
    shown = capfdbinary.readouterr()
    assert shown.err == b"" and b"24.22" in shown.out and shown.out.decode("utf-8")
    assert ended("report", "n", "-o", "out.html") == 0
    assert ended("check", "n", "--fix") == 0


ARGUMENTS = [
    ("check", "n", "--facts", "\udce9"),
    ("check", "n", "--baseline", "\udcff"),
    ("check", "\udce9.md"),
    ("check", "n", "--select", "\udce9"),
    ("check", "n", "--as-of", "\udce9"),
    ("check", "n", "--format", "\x1b[31m"),
    ("check", "n\n\x1b[31m.md"),
    ("check", "n", "--use", "\x1b]0;x\x07"),
    ("facts", "show", "\x1b[31m"),
    ("rules", "\x1b[31m\udce9"),
    ("check", "n", "-o", "nowhere/\x1b[31m.txt"),
    ("check", "n", "-o", ""),
    ("check", ""),
    ("annotate", "n/a.en.md", "-o", "\x1b.docx"),
    ("read", "\x1b[31m.md"),
    ("read", "n"),
    ("check", "n", "--as-of", "2020-02-31"),
    ("check", "n", "--today", "0000-00-00"),
    ("check", "x" * 5000),
    ("check", "/".join(["x"] * 3000)),
    ("check", "n", "--include", "[" * 5000),
    ("check", "n", "--pair", "n", "n/a.en.md"),
]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes")
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=range(len(ARGUMENTS)))
def test_odd_arguments_are_told(
    place: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    assert ended(*arguments) == 2
    told = "".join(capfd.readouterr())
    assert told and "Traceback" not in told and "\x1b" not in told and "please report" not in told and "the run failed" not in told


@pytest.mark.parametrize("library", ["click", "yaml", "rich", "jinja2", "ahocorasick", "rapidfuzz", "markdown_it"])
def test_a_library_that_is_missing_is_told_in_one_line(place: Path, library: str) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; from factcheck.__main__ import main; main()"
    command = [sys.executable, "-c", code, "check", "n", "--format", "rich", "--format", "html", "-o", "out.html"]
    environment = {**os.environ, "FACTCHECK_NO_CACHE": "1"}
    done = subprocess.run(command, cwd=place, capture_output=True, check=False, env=environment)
    assert done.returncode in (1, 2) and b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    assert done.returncode == 1 or library in (done.stdout + done.stderr).decode()


def test_a_folder_that_is_gone(place: Path) -> None:
    done = shell(place, "mkdir gone; cd gone; rmdir ../gone; factcheck check ../n --facts ../facts")
    assert done.returncode == 2 and b"Traceback" not in done.stderr and message(done)


def test_numbers_beyond_all_measure(place: Path) -> None:
    for number, text in enumerate(
        [f"It gave ${'9' * 1_000_000} million.", f"{'1' * 999_999}.5 % of keepers", f"In {'2' * 10**6}, it met."]
    ):
        (place / "n" / f"{number}.en.md").write_text(f"{text}\n\n{BAD}", "utf-8")
    done = run(place, "check", "n", "--format", "json")
    told = json.loads(done.stdout)
    assert b"Traceback" not in done.stderr
    found = [each["path"] for each in (*told["documents"], *told["failures"])]
    assert sorted(found) == [*(f"n/{number}.en.md" for number in (0, 1, 2)), "n/a.en.md"]
    assert all(document["findings"] for document in told["documents"]) and told["documents"][-1]["path"] == "n/a.en.md"
