"""Speed and memory of factcheck beside proselint and codespell, in one run: ratios, since seconds depend on the machine."""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import factcheck

sys.path.insert(0, str(Path(__file__).resolve().parent))
from collection import note, notes, registry
from forms import pages, turned

BIN = Path(sys.executable).parent


def seconds(command: list[str], times: int = 1) -> float:
    """The median of the wall-clock time of a command, in seconds. Raises RuntimeError where it fails."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        taken.append(time.perf_counter() - start)
        if run.returncode not in (0, 1, 65):
            raise RuntimeError(f"{command[0]} left with {run.returncode}: {run.stderr.decode()[-500:]}")
    return statistics.median(taken)


def peak(command: list[str]) -> float:
    """The peak memory of a command, in MB."""
    code = (
        "import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=-3); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    return int(run.stdout) / (1024 if resource.RUSAGE_SELF == 0 and sys.platform != "darwin" else 1024 * 1024)


def checker(path: Path, facts: Path) -> list[str]:
    """The command that checks a path."""
    return [str(BIN / "factcheck"), "check", str(path), "--facts", str(facts), "--today", "2026-11-01", "--format", "text"]


def peers(path: Path) -> dict[str, list[str]]:
    """The commands of the other tools on a path; those that are not installed are left out."""
    known = {"proselint": ["check", str(path)], "codespell": [str(path)]}
    return {name: [str(BIN / name), *words] for name, words in known.items() if (BIN / name).exists()}


def row(what: str, value: str, told: str = "") -> None:
    """Print a line of the table."""
    print(f"{what:<46} {value:>14}  {told}", flush=True)


def startup(work: Path, facts: Path) -> None:
    """One note of 8 KB against 30 facts, whole process."""
    path = work / "one.fr.md"
    path.write_text(note("fr", 8_000, 1), "utf-8")
    ours = seconds(checker(path, facts), 21)
    row("one note of 8 KB, 30 facts", f"{ours * 1000:.0f} ms")
    for name, command in peers(path).items():
        theirs = seconds(command, 21)
        row(f"  {name}", f"{theirs * 1000:.0f} ms", f"factcheck takes {ours / theirs:.2f} times as long")


def throughput(work: Path, facts: Path) -> None:
    """Notes of 8 KB, 5 MB in all."""
    folder = notes(work / "five", 5_000_000)
    ours = seconds(checker(folder, facts))
    row("5 MB of notes", f"{5 / ours:.2f} MB/s", f"peak memory {peak(checker(folder, facts)):.0f} MB")
    for name, command in peers(folder).items():
        theirs = seconds(command)
        row(f"  {name}", f"{5 / theirs:.2f} MB/s", f"factcheck takes {ours / theirs:.2f} times as long")


def read_alone(work: Path, facts: Path) -> None:
    """Notes of 8 KB, 1 MB in all, read without a registry, on one core: figures, dates, names, verbs, tense."""
    folder = notes(work / "alone", 1_000_000)
    texts = [path.read_text("utf-8") for path in sorted(folder.iterdir())]
    factcheck.read(texts[0], "fr")
    taken = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            factcheck.read(text, "fr")
        taken.append(time.process_time() - start)
    ours = min(taken)
    row("1 MB of notes, read alone on one core", f"{1 / ours:.2f} MB/s")
    for name, command in peers(folder).items():
        theirs = seconds(command)
        row(f"  {name}, checking them", f"{1 / theirs:.2f} MB/s", f"reading takes {ours / theirs:.2f} times as long")


def formats(work: Path, facts: Path) -> None:
    """The same 0.4 MB of notes as Markdown, HTML, Word and PDF."""
    folder = notes(work / "forms", 400_000)
    count = sum(len(pages(path.read_text("utf-8"))) for path in folder.iterdir())
    text = seconds(checker(folder, facts), 3)
    row("0.4 MB of notes as Markdown", f"{0.4 / text:.2f} MB/s")
    for form in ("html", "docx", "pdf"):
        taken = seconds(checker(turned(folder, form, work / f"forms-{form}"), facts), 3)
        told = f"{text / taken:.2f} of the throughput of Markdown"
        if form == "pdf":
            told += f", {count / taken:.0f} pages/s; {count / analysis(work / 'forms-pdf'):.0f} pages/s to read them alone"
        row(f"  as {form}", f"{0.4 / taken:.2f} MB/s", told)


def analysis(folder: Path) -> float:
    """The time to read the files of a folder, without checking them, in seconds."""
    from factcheck.formats import read
    from factcheck.languages.load import all_languages

    tables = all_languages()
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        read(path, tables)
    return time.perf_counter() - start


def growth(work: Path, facts: Path) -> None:
    """The time of ten times the text, as many notes and as one note."""
    before = 0.0
    for size in (500_000, 5_000_000, 50_000_000):
        taken = seconds(checker(notes(work / f"size-{size}", size), facts))
        row(f"{size / 1e6:g} MB as notes of 8 KB", f"{taken:.1f} s", f"{taken / before:.1f} times the line above" if before else "")
        before = taken
    before = 0.0
    for size in (500_000, 5_000_000):
        path = work / f"one-{size}.fr.md"
        path.write_text(note("fr", size, 2), "utf-8")
        taken = seconds(checker(path, facts))
        told = f"{taken / before:.1f} times the line above, " if before else ""
        row(f"{size / 1e6:g} MB as one note", f"{taken:.1f} s", f"{told}peak memory {peak(checker(path, facts)):.0f} MB")
        before = taken


def many_facts(work: Path, facts: Path) -> None:
    """Ten thousand facts against thirty, on the same notes."""
    folder = work / "five" if (work / "five").exists() else notes(work / "five", 5_000_000)
    many = registry(work / "many", 10_000)
    first = seconds(checker(folder, many))
    few, lots = seconds(checker(folder, facts)), seconds(checker(folder, many))
    row("5 MB of notes, 10,000 facts", f"{lots:.2f} s", f"{lots / few:.2f} times 30 facts; {first:.2f} s the first time")


def main() -> None:
    """Run the benchmarks, or those that are named."""
    measures = (startup, read_alone, throughput, formats, many_facts, growth)
    compileall.compile_dir(str(Path(factcheck.__file__).parent), quiet=2)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        facts = registry(work / "facts", 30)
        for measure in measures:
            if measure.__name__ in (sys.argv[1:] or [each.__name__ for each in measures]):
                measure(work, facts)


if __name__ == "__main__":
    main()
