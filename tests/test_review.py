"""A review writes what a person decided, all of it or nothing, and asks only on a terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import report
from test_waivers import FACTS, WAIVER, place, run

from factcheck.errors import Place, UsageError
from factcheck.findings import Edit, Finding, Waiver
from factcheck.review.decisions import Decision, Item, can_fix_together
from factcheck.rules import RULES
from factcheck.waivers.append import append_waivers
from factcheck.waivers.load import parse_waivers

pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
__all__ = ["place"]
ROOT = Path(__file__).parent.parent
PATIENCE = 20
IDS = [rule.id for rule in RULES]
NOTE = """Budget 2019 gave the Lighthouse Fund $24.22 million.

In brief, Budget 2019 gave the Lighthouse Fund $22.42 million, said the harbour master.

Later, Budget 2019 gave the Lighthouse Fund $2.224 million.
"""


def take_terminal() -> None:
    """Make standard input the terminal that sends the signals."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A run of `factcheck review` on a terminal of 80 columns."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        words = [sys.executable, "-m", "factcheck", "review", *arguments, "--today", "2024-01-15"]
        known = {key: value for key, value in os.environ.items() if key not in ("EDITOR", "VISUAL")}
        env = {**known, "COLUMNS": "80", "TERM": "xterm", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment}
        self._run = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True, preexec_fn=take_terminal
        )
        os.close(slave)
        self.shown = ""

    def wait_for(self, words: str) -> str:
        """What is shown up to some words, which are then behind."""
        while words not in self.shown:
            piece = self._read()
            assert piece, self.shown
            self.shown += piece
        seen, _, self.shown = self.shown.partition(words)
        return seen + words

    def _read(self) -> str:
        if not select.select([self._master], [], [], PATIENCE)[0]:
            return ""
        try:
            text = os.read(self._master, 65536).decode("utf-8", "replace")
        except OSError:
            return ""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r\n", "\n").replace("\u00a0", " ")

    def answer(self, words: str, keys: str) -> str:
        """Press keys when some words are shown; return what was shown before."""
        seen = self.wait_for(words)
        for _ in range(PATIENCE * 100):  # what is typed before the program listens to single keys is lost
            if not termios.tcgetattr(self._master)[3] & termios.ICANON:
                break
            time.sleep(0.01)
        os.write(self._master, keys.encode())
        return seen

    def leave(self) -> int:
        """The exit status, when the run has ended."""
        while piece := self._read():
            self.shown += piece
        os.close(self._master)
        return self._run.wait(PATIENCE)


@pytest.fixture
def home(place: Path) -> Iterator[Path]:
    (place / "n" / "2019.en.md").write_text(NOTE, "utf-8")
    yield place


def texts(home: Path) -> tuple[str, bool]:
    return (home / "n" / "2019.en.md").read_text("utf-8"), (home / "waivers.yaml").exists()


LAST = "[q] to the end"
TERMS = [("Who waives it: ", "A. Keeper\r"), ("Why: ", "As published: “so”\r"), ("Until (YYYY-MM-DD): ", "2024-06-30\r")]


def waive(terminal: Terminal, key: str = "w") -> None:
    terminal.answer(LAST, key)
    for question, answer in TERMS:
        terminal.answer(question, answer)


def test_it_corrects_waives_and_skips(home: Path) -> None:
    terminal = Terminal("n", "--ui", "en")
    assert "should be $22.24 million" in terminal.answer(LAST, "a")
    waive(terminal)
    terminal.answer(LAST, "s")
    assert "1 correction, 1 waiver, 1 finding left as it is" in terminal.answer("write nothing", "y")
    assert terminal.leave() == 1
    assert "saved: 1 correction, 1 waiver" in terminal.shown
    assert texts(home) == (NOTE.replace("$24.22", "$22.24"), True)
    (waiver,) = yaml.safe_load((home / "waivers.yaml").read_text("utf-8"))
    assert waiver["who"] == "A. Keeper" and waiver["why"] == "As published: “so”" and waiver["until"] == date(2024, 6, 30)
    assert (waiver["path"], waiver["quote"]) == ("n/2019.en.md", "$22.42 million")
    assert run("check", "n", "--fail-on", "error") == 1
    (home / "n" / "2019.en.md").write_text(NOTE.replace("$24.22", "$22.24").replace("$2.224", "$22.24"), "utf-8")
    assert run("check", "n") == 0


def test_a_waiver_has_the_words_of_the_corrected_note(home: Path) -> None:
    (home / "n" / "2019.en.md").write_text("Budget 2019 gave the Lighthouse Fund $24.22 million and not $22.42 million.\n", "utf-8")
    terminal = Terminal("n", "--ui", "en")
    terminal.answer(LAST, "a")
    waive(terminal)
    terminal.answer("write nothing", "y")
    assert terminal.leave() == 0
    assert run("check", "n") == 0
    assert "22.24 million and not" in (home / "waivers.yaml").read_text("utf-8")


def test_a_decision_can_be_taken_back(home: Path) -> None:
    terminal = Terminal("n", "--ui", "en")
    terminal.answer(LAST, "a")
    terminal.answer(LAST, "b")
    assert "decided: correction accepted" in terminal.answer(LAST, "s")
    terminal.answer(LAST, "q")
    assert "0 corrections, 0 waivers, 3 findings" in terminal.answer("[q] quit", "b")
    assert "2/3" in terminal.answer(LAST, "q")
    terminal.answer("[q] quit", "q")
    assert terminal.leave() == 2 and "nothing was written" in terminal.shown
    assert texts(home) == (NOTE, False)


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 2)], ids=["interrupt", "end of input"])
@pytest.mark.parametrize("asking", [False, True], ids=["at a finding", "at a question"])
def test_an_end_before_the_end_writes_nothing(home: Path, key: str, code: int, asking: bool) -> None:
    terminal = Terminal("n", "--ui", "en")
    terminal.answer(LAST, "a")
    terminal.answer(LAST, "w" if asking else key)
    if asking:
        terminal.answer(TERMS[0][0], key)
    assert terminal.leave() == code
    assert "nothing was written" in terminal.shown and "Traceback" not in terminal.shown
    assert texts(home) == (NOTE, False)


def test_a_note_changed_in_between_is_left_as_it_is(home: Path) -> None:
    terminal = Terminal("n", "--ui", "en")
    terminal.answer(LAST, "a")
    waive(terminal)
    terminal.answer(LAST, "q")
    (home / "n" / "2019.en.md").write_text("The keepers met.\n", "utf-8")
    terminal.answer("write nothing", "y")
    assert terminal.leave() == 2
    assert "the file changed" in " ".join(terminal.shown.split())
    assert texts(home) == ("The keepers met.\n", False)


def test_no_note_is_corrected_where_the_waivers_cannot_be_written(home: Path) -> None:
    terminal = Terminal("n", "--ui", "en")
    terminal.answer(LAST, "a")
    waive(terminal)
    terminal.answer(LAST, "q")
    (home / "waivers.yaml").write_text("- {rule: nothing}\n", "utf-8")
    terminal.answer("write nothing", "y")
    assert terminal.leave() == 2
    assert "waivers.yaml:1" in terminal.shown
    assert texts(home)[0] == NOTE and (home / "waivers.yaml").read_text("utf-8") == "- {rule: nothing}\n"


def test_a_fact_is_shown_or_opened(home: Path) -> None:
    terminal = Terminal("n", "--ui", "en")
    terminal.answer(LAST, "o")
    assert "facts/a.yaml:2" in (shown := terminal.answer(LAST, "q")) and "22.24 million CAD" in shown
    terminal.answer("[q] quit", "q")
    assert terminal.leave() == 2
    editor = home / "editor.sh"
    editor.write_text('#!/bin/sh\necho "$@" > opened.txt\n', "utf-8")
    editor.chmod(0o755)
    terminal = Terminal("n", "--ui", "en", EDITOR=str(editor))
    terminal.answer(LAST, "o")
    assert "run the review again" in terminal.answer(LAST, "q")
    terminal.answer("[q] quit", "q")
    terminal.leave()
    assert (home / "opened.txt").read_text("utf-8").split() == ["+2", str(home / "facts" / "a.yaml")]


def test_in_french(home: Path) -> None:
    terminal = Terminal("n", "--ui", "fr")
    assert "accepter la correction" in (shown := terminal.answer("[f] aller à la fin", "a"))
    assert all(len(line) <= 80 for line in shown.splitlines())
    terminal.answer("[f] aller à la fin", "f")
    terminal.answer("ne rien écrire", "e")
    assert terminal.leave() == 1 and "enregistré" in terminal.shown
    assert texts(home) == (NOTE.replace("$24.22", "$22.24"), False)


def test_nothing_to_review(home: Path) -> None:
    (home / "n" / "2019.en.md").write_text("The keepers met.\n", "utf-8")
    terminal = Terminal("n", "--ui", "en")
    assert terminal.leave() == 0 and "nothing to review" in terminal.shown


def test_it_needs_a_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("review", "n") == 2
    assert "review needs a terminal" in capsys.readouterr().err
    assert FACTS in (home / "facts" / "a.yaml").read_text("utf-8")


ENTRY = "- rule: amount-mismatch\n  quote: $1\n  who: A\n  why: b\n  until: 2024-01-01\n"
BRACKETS = '[{"rule": "amount-mismatch", "quote": "$1", "who": "A", "why": "b", "until": "2024-01-01"}'
LAYOUTS = [
    "",
    "# Ours\n",
    ENTRY,
    ENTRY.rstrip(),
    f"# Ours\n---\n{ENTRY}\n# The end",
    "".join(f"    {line}\n" for line in ENTRY.splitlines()),
    ENTRY.replace("\n", "\r\n"),
    "[]",
    "[ ]\n",
    f"{BRACKETS}]",
    f"{BRACKETS},]\n",
    f"{BRACKETS} # the last\n]\n# end\n",
]


def make_waivers(*changes: dict[str, str]) -> Sequence[Waiver]:
    day = date(2024, 6, 30)
    return [Waiver(place=Place("w"), until=day, **{k: v for k, v in {**WAIVER, **each}.items() if k != "until"}) for each in changes]


@pytest.mark.parametrize("text", LAYOUTS)
def test_waivers_are_added_and_the_file_stays_as_it_is(text: str) -> None:
    odd = {"why": "« a »: b # c", "who": "yes", "quote": "- 12:30", "before": "'x'\\"}
    new = append_waivers(text, make_waivers({}, odd), "w", IDS)
    found = parse_waivers(new, "w", IDS)
    assert len(found) == len(parse_waivers(text, "w", IDS)) + 2
    assert [getattr(found[-1], key) for key in odd] == list(odd.values())
    kept = [line.strip(" ,]") for line in text.splitlines() if line.strip(" ,[]")]
    assert all(line in new for line in kept) and (new.count("\r\n") == new.count("\n") or "\r\n" not in text)
    assert parse_waivers(append_waivers(new, make_waivers({}), "w", IDS), "w", IDS)


@pytest.mark.parametrize("text", [f"{ENTRY}...\n", f"{ENTRY}  before: |\n    x\n    \n"])
def test_a_layout_that_cannot_take_more_is_refused_or_kept(text: str) -> None:
    try:
        new = append_waivers(text, make_waivers({}), "w", IDS)
    except UsageError as error:
        assert [each.key for each in error.problems] == ["waivers-append"]
    else:
        assert new.startswith(text)
        assert parse_waivers(new, "w", IDS)[0].before == parse_waivers(text, "w", IDS)[0].before


def test_of_two_corrections_that_overlap_one_is_accepted(tmp_path: Path) -> None:
    told = report(tmp_path, "The harbour has 24 boats.\n")
    items = [Item(told, Finding(16, 24, "x", edit=Edit(16, 24, text, safe=True))) for text in ("25 boats", "26 boats", "25 boats")]
    items[0].decide(Decision.FIX)
    assert not can_fix_together(items[1], items) and can_fix_together(items[2], items)
    items[0].decide(Decision.SKIP)
    assert can_fix_together(items[1], items)
