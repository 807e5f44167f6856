"""A list of known findings covers the notes that it names, and those that took the place of one that is gone; odd lists are refused."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.baseline import Baseline, is_baseline
from factcheck.cli import main
from factcheck.errors import UsageError

FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("facts", "n", "sub"):
        (tmp_path / name).mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "n" / "2019.en.md").write_text(BAD, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check", "n", "--write-baseline", "known.json") == 0
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en", "--today", "2024-01-15"])
    assert isinstance(left.value.code, int)
    return left.value.code


def known(*paths: str) -> int:
    return run("check", *(paths or ("n",)), "--baseline", "known.json")


def test_the_note_itself_is_covered(place: Path) -> None:
    assert known() == known("n/2019.en.md") == known(str(place / "n" / "2019.en.md")) == known("./n") == known("sub/../n") == 0


COPIES: list[tuple[str, Callable[[Path], object]]] = [
    ("n/2020.en.md", lambda note: None),
    ("sub/2019.en.md", lambda note: None),
    ("n/copy of 2019.en.md", lambda note: None),
    ("n/2020.en.md", lambda note: note.write_text("The keepers met.\n", "utf-8")),
    ("n/2020.en.md", lambda note: note.write_text("", "utf-8")),
    ("n/2020.en.md", lambda note: note.chmod(0)),
    ("n/2020.en.md", lambda note: note.write_bytes(b"\xff\xfe\xfd")),
    ("n/2020.en.md", lambda note: (note.unlink(), note.mkdir())),
    ("n/2019.en.txt", lambda note: None),
    ("n/2019.EN.md", lambda note: None),
]


@pytest.mark.parametrize(("copy", "change"), COPIES)
def test_a_copy_of_a_known_note_is_not_covered(place: Path, copy: str, change: Callable[[Path], object]) -> None:
    (place / copy).write_text(BAD, "utf-8")
    change(place / "n" / "2019.en.md")
    assert known(copy) == 1


@pytest.mark.parametrize("new", ["n/2020.en.md", "sub/2019.en.md", "2019.en.md", "n/a.en.txt", "sub/new/a.en.md"])
def test_a_note_that_was_moved_is_covered_once(place: Path, new: str) -> None:
    (place / new).parent.mkdir(exist_ok=True)
    (place / "n" / "2019.en.md").rename(place / new)
    assert known(new) == 0
    (place / "n" / "z.en.md").write_text(BAD, "utf-8")
    assert known(new, "n/z.en.md") == 1


def test_a_second_equal_finding_is_new(place: Path) -> None:
    (place / "n" / "2019.en.md").write_text(f"{BAD}\n{BAD}", "utf-8")
    assert known() == 1


def test_the_list_holds_from_another_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "n" / "2020.en.md").write_text(BAD, "utf-8")
    monkeypatch.chdir(place / "sub")
    given = ["--facts", "../facts", "--baseline", "../known.json"]
    assert run("check", "../n/2019.en.md", *given) == 0
    assert run("check", "../n/2020.en.md", *given) == 1
    assert run("check", "../n/2019.en.md", "../n/2020.en.md", *given) == 1


def test_what_is_gone_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n" / "2019.en.md").write_text("The keepers met.\n", "utf-8")
    assert known() == 0
    assert "1 finding of known.json did not occur again" in capsys.readouterr().err


def entry(**changed: object) -> dict[str, object]:
    return {"path": "n/2019.en.md", "rule": "amount-mismatch", "fact": "enveloppe", "quote": "x", "around": "_", "count": 1, **changed}


ODD = [
    "",
    "[]",
    "{}",
    "null",
    "1",
    "{",
    "\0",
    "nan",
    '{"findings": 1}',
    '{"findings": {}}',
    '{"findings": [1]}',
    '{"findings": [[]]}',
    '{"findings": [{}]}',
    json.dumps({"findings": [entry(path=1)]}),
    json.dumps({"findings": [entry(path=None)]}),
    json.dumps({"findings": [entry(rule=[])]}),
    json.dumps({"findings": [entry(quote={})]}),
    json.dumps({"findings": [entry(count="1")]}),
    json.dumps({"findings": [entry(count=0)]}),
    json.dumps({"findings": [entry(count=-1)]}),
    json.dumps({"findings": [entry(count=True)]}),
    json.dumps({"findings": [entry(count=1.5)]}),
    json.dumps({"findings": [entry(count=10**9)]}),
    json.dumps({"findings": [entry(count=600_000), entry(count=600_000)]}),
    json.dumps({"findings": [entry()]}).replace('"count": 1', '"count": Infinity'),
    json.dumps({"findings": [entry()]}).replace('"count": 1', '"count": 1' + "0" * 1_000_000),
    "[" * 100_000,
    '{"findings": ' * 100_000,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_lists_are_refused(place: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "known.json").write_text(text, "utf-8")
    with pytest.raises(UsageError):
        Baseline.load(place / "known.json")
    assert not is_baseline(place / "known.json")
    assert known() == 2
    [line] = capsys.readouterr().err.splitlines()
    assert re.match(r"known\.json(?::1:\d+)?: this is not a list of known findings", line) and len(line) < 500


@pytest.mark.parametrize("data", [b"\xff\xfe", b'{"findings": ["\xe9"]}', b"\x80"])
def test_lists_in_another_encoding_are_refused(place: Path, data: bytes) -> None:
    (place / "known.json").write_bytes(data)
    assert known() == 2


@pytest.mark.skipif(os.name != "posix", reason="names are bytes")
def test_a_name_that_is_no_text_is_listed_and_known_again(place: Path) -> None:
    note = os.fsencode(place / "n") + b"/\xe9\x1b\n.en.md"
    with open(note, "w", encoding="utf-8") as file:
        file.write(BAD)
    assert known() == 1
    assert run("check", "n", "--write-baseline", "known.json") == 0
    assert b"\x1b" not in (place / "known.json").read_bytes()
    assert known() == 0
