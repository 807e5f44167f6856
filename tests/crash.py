"""Kills the correction of notes, at random moments and at each call of the system while a note is written, and looks at what is left.

`python tests/crash.py [--random N] [--calls N] [--trace]` for each format: N random moments (default 200), N calls of Python's `os` spread over
a write (default all of them), and with `--trace` each system call of a write, stopped by strace. Exits with 1 at the first thing that is half
written, lost or exposed, or left over after the next run.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from office import paragraph, word

FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million."
FILL = [f"Keeper number {letter} lives by the sea and likes the light." for letter in "abcdefgh" * 20]
MODE = 0o600
# The system call that marks the end of a write.
_MARK = "getppid"
OS_CALLS = "open stat fstat lstat fchmod fchown listxattr getxattr setxattr fsync replace unlink close umask scandir".split()


def word_note() -> bytes:
    """A Word file."""
    return word("".join(paragraph(text) for text in [BAD, *FILL]))


def odt_note() -> bytes:
    """An ODT file."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(f"<text:p>{text}</text:p>" for text in [BAD, *FILL])
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:text="{space}text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr(zipfile.ZipInfo("content.xml"), content)
    return stream.getvalue()


NOTES: dict[str, Callable[[], bytes]] = {
    "md": lambda: "\n\n".join([BAD, *FILL]).encode(),
    "txt": lambda: "\n\n".join([BAD, *FILL]).encode(),
    "html": lambda: ("<!doctype html><html><body>" + "".join(f"<p>{text}</p>" for text in [BAD, *FILL]) + "</body></html>").encode(),
    "docx": word_note,
    "odt": odt_note,
}


class Trial:
    """A folder with one note, whose correction is killed again and again."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.folder, self.old = folder, NOTES[suffix]()
        self.note = folder / "notes" / f"note.en.{suffix}"
        (folder / "facts").mkdir(parents=True)
        (folder / "facts" / "a.yaml").write_text(FACTS, "utf-8")
        self.note.parent.mkdir()
        self.restore()
        self.fix()
        self.new = self.note.read_bytes()
        assert self.new != self.old, "nothing was corrected"
        self.restore()

    def restore(self) -> None:
        """Put the uncorrected note in its place."""
        with suppress(FileNotFoundError):
            self.note.unlink()
        self.note.write_bytes(self.old)
        self.note.chmod(MODE)

    def command(self) -> list[str]:
        """The arguments of a run."""
        return ["check", str(self.note.parent), "--facts", str(self.folder / "facts"), "--fix", "--no-gitignore"]

    def start(self, prepare: Callable[[], None] = lambda: None) -> int:
        """Begin a run in a process of its own; its number."""
        process = os.fork()
        if process:
            return process
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            prepare()
            from factcheck.cli import main

            main(self.command())
        except SystemExit as left:
            os._exit(left.code if isinstance(left.code, int) else 1)
        finally:
            os._exit(70)

    def fix(self) -> None:
        """A run that nothing stops."""
        _, status = os.waitpid(self.start(), 0)
        assert os.waitstatus_to_exitcode(status) in (0, 1), status

    def look(self, where: str) -> None:
        """Fail where the note is neither the old nor the new one, or where anything else may be read by more than those who read the note."""
        data = self.note.read_bytes()
        assert data in (self.old, self.new), f"{where}: the note is half written"
        for path in self.note.parent.iterdir():
            found = path.lstat()
            assert stat.S_IMODE(found.st_mode) & ~MODE == 0, f"{where}: {path.name} is exposed ({found.st_mode:o})"
            assert found.st_uid == self.note.stat().st_uid, f"{where}: {path.name} belongs to another"
            assert path == self.note or path.suffix == ".part", f"{where}: {path.name} was made"

    def follow(self, where: str) -> None:
        """Fail where the next run leaves anything but the corrected note."""
        self.look(where)
        self.fix()
        left = [path.name for path in self.note.parent.iterdir()]
        assert left == [self.note.name], f"{where}: left over: {left}"
        assert self.note.read_bytes() == self.new, f"{where}: the next run does not correct the note"
        self.restore()


def at_random(trial: Trial, count: int, chance: random.Random) -> int:
    """Kill runs at random moments; how many were killed before they ended."""
    started = time.monotonic()
    trial.fix()
    whole = time.monotonic() - started
    trial.restore()
    killed = 0
    for number in range(count):
        process = trial.start()
        time.sleep(chance.uniform(0, 0.95 * whole))
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        killed += os.WIFSIGNALED(status)
        trial.follow(f"{trial.note.name}, random moment {number}")
    return killed


def at_calls(trial: Trial, most: int | None) -> int:
    """Kill runs before and after calls of `os` while the note is written; how many were killed."""
    count = _calls(trial)
    wanted = list(range(2 * count))
    if most is not None and most < len(wanted):
        wanted = [wanted[at * len(wanted) // most] for at in range(most)]
    for number in wanted:
        process = trial.start(lambda number=number: _kill_at(number))  # type: ignore[misc]
        _, status = os.waitpid(process, 0)
        assert os.WIFSIGNALED(status), f"{trial.note.name}, call {number}: not reached"
        trial.follow(f"{trial.note.name}, call {number}")
    return len(wanted)


def _calls(trial: Trial) -> int:
    """How many calls of `os` a write takes."""
    reader, writer = os.pipe()
    process = trial.start(lambda: _count_to(writer))
    os.close(writer)
    os.waitpid(process, 0)
    with open(reader, "rb") as pipe:
        count = len(pipe.read())
    trial.restore()
    assert count > 10, f"{trial.note.name}: a write of {count} calls"
    return count


def _count_to(pipe: int) -> None:
    write = os.write
    _wrap(lambda: write(pipe, b"."), lambda: None)


def _kill_at(number: int) -> None:
    """Have this process killed before call N / 2 of a write where N is even, else after it."""
    left = [number // 2]

    def step(after: bool) -> None:
        if left[0] == 0 and bool(number % 2) == after:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= after

    _wrap(lambda: step(False), lambda: step(True))


def _wrap(before: Callable[[], object], after: Callable[[], object]) -> None:
    """Have something done before and after each call of `os`, from the moment when a note begins to be written."""
    from factcheck import fix

    write = fix.replace_file

    def begin(*given: object, **options: object) -> None:
        calls = {name: getattr(os, name) for name in OS_CALLS}
        for name, call in calls.items():
            setattr(os, name, _watched(call, before, after))
        write(*given, **options)  # type: ignore[arg-type]
        for name, call in calls.items():
            setattr(os, name, call)

    fix.replace_file = begin


def _watched(call: Callable[..., object], before: Callable[[], object], after: Callable[[], object]) -> Callable[..., object]:
    def run(*given: object, **options: object) -> object:
        before()
        try:
            return call(*given, **options)
        finally:
            after()

    return run


def at_system_calls(trial: Trial) -> int:
    """Kill runs at each system call of a write, by strace; how many were killed."""
    seen: Counter[str] = Counter()
    names = _system_calls(trial)
    for name in names:
        seen[name] += 1
        status = _strace(trial, "-o", os.devnull, "-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={seen[name]}")
        assert os.WIFSIGNALED(status), f"{trial.note.name}, {name} {seen[name]}: not reached"
        trial.follow(f"{trial.note.name}, {name} {seen[name]}")
    return len(names)


def _system_calls(trial: Trial) -> list[str]:
    """The names of the system calls of a write, in their order."""
    log = trial.folder / "trace"
    _strace(trial, "-o", str(log))
    trial.restore()
    names = re.findall(r"^(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE)
    assert names.count(_MARK) >= 1, "the end of the write was not seen"
    found = names[: names.index(_MARK)]
    assert len(found) > 20, f"{trial.note.name}: a write of {len(found)} system calls"
    return found


def _strace(trial: Trial, *options: str) -> int:
    """Run a correction under strace from the beginning of the write on; how it ended."""
    process = trial.start(_stop_before_write)
    os.waitpid(process, os.WUNTRACED)
    command = ["strace", "-qq", *options, "-p", str(process)]
    tracer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while tracer.poll() is None and not _traced(process):
        time.sleep(0.001)
    os.kill(process, signal.SIGCONT)
    _, status = os.waitpid(process, 0)
    tracer.wait()
    return status


def _stop_before_write() -> None:
    from factcheck import fix

    write = fix.replace_file

    def begin(*given: object, **options: object) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)
        write(*given, **options)  # type: ignore[arg-type]
        os.getppid()

    fix.replace_file = begin


def _traced(process: int) -> bool:
    with suppress(OSError):
        return "TracerPid:\t0\n" not in Path(f"/proc/{process}/status").read_text()
    return True


def main() -> None:
    """Run the trials of every format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=200)
    parser.add_argument("--calls", type=int)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    if given.trace and shutil.which("strace") is None:
        sys.exit("--trace needs strace")
    chance, total = random.Random(given.seed), 0
    import factcheck.cli.check  # noqa: F401 (loaded once, for all processes)

    for suffix in NOTES:
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(Path(folder), suffix)
            counts = [at_calls(trial, given.calls), at_random(trial, given.random, chance)]
            counts += [at_system_calls(trial)] if given.trace else []
            total += sum(counts)
            print(
                f"{suffix}: killed {counts[0]} at calls, {counts[1]} at random" + (f", {counts[2]} at system calls" if given.trace else "")
            )
    print(f"{total} kills, nothing half written, lost, exposed or left over")


if __name__ == "__main__":
    main()
