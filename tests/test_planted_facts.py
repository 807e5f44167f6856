"""`factcheck facts set` on a thousand planted statements, in four formats and two languages: what is rewritten, and that nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from planted import FACTS, KEPT, KEPT_ALONE, NEUTRAL, PLANTED, write_note
from test_cli import note, run

from factcheck.formats import read as read_document
from factcheck.languages.load import all_languages

# Notes of a format, and statements of a note.
NOTES, STATEMENTS = 25, 10
SHARE = 0.98


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path


def make_paragraphs(pick: random.Random, language: str) -> list[tuple[str, str]]:
    """Return the paragraphs of a note: as they are, and as they should be after all facts changed."""
    planted = [(text.replace("[", "").replace("]", ""), text) for text in pick.sample(sorted(PLANTED[language]), STATEMENTS)]
    changed = [(plain, replace_marked(text, PLANTED[language][text][1])) for plain, text in planted]
    same = [(text, text) for text in (*pick.sample(KEPT[language], 2), *pick.sample(NEUTRAL[language], 3))]
    found = [*changed, *same]
    pick.shuffle(found)
    return found


def replace_marked(text: str, new: str) -> str:
    before, _, rest = text.partition("[")
    return before + new + rest.partition("]")[2]


def read_text(path: Path) -> list[str]:
    return [line for line in read_document(path, all_languages()).text.split("\n") if line.strip()]


@pytest.mark.parametrize("suffix", ["md", "docx", "odt", "html"])
def test_planted_statements(suffix: str, place: Path) -> None:
    pick = random.Random(f"planted {suffix}")
    notes: dict[Path, list[tuple[str, str]]] = {}
    for number in range(NOTES):
        language = ("en", "fr")[number % 2]
        path = place / "documents" / f"n{number}.{language}.{suffix}"
        notes[path] = make_paragraphs(pick, language)
        write_note(path, [text for text, _ in notes[path]])
    changes = {fact: new for texts in PLANTED.values() for fact, _, new in texts.values()}
    for fact, value in changes.items():
        assert run("facts", "set", fact, value, "--write") in (0, 1)
    missed, planted = [], 0
    for path, paragraphs in notes.items():
        for (before, after), found in zip(paragraphs, read_text(path), strict=True):
            planted += before != after
            if found != after:
                assert found == before, "changed otherwise than it should be"
                missed.append(before)
    assert planted == NOTES * STATEMENTS
    assert len(missed) <= planted * (1 - SHARE), missed


def test_the_rest_of_a_file_stays_byte_for_byte(place: Path) -> None:
    path = place / "documents" / "a.en.md"
    make: Callable[[str], str] = (
        "---\ntitle: x\n---\n\n#  Wharves \n\n*Budget 2021* gave the Wharf Program {}.  \r\n\n<!-- kept -->\n\n|a|b|\n|-|-|\n|1|2|\n".format
    )
    path.write_bytes(make("$41.5 million").encode())
    assert run("facts", "set", "budget", "47.25 million CAD", "--write") == 0
    assert path.read_bytes() == make("$47.25 million").encode()


@pytest.mark.parametrize(("language", "text"), [(code, text) for code in KEPT for text in (*KEPT[code], *KEPT_ALONE[code], *NEUTRAL[code])])
def test_no_other_place_is_touched(language: str, text: str, place: Path) -> None:
    path = note(place, text + "\n", f"a.{language}.md")
    for fact, _, value in {each[0]: each for each in PLANTED[language].values()}.values():
        assert run("facts", "set", fact, value, "--write") in (0, 1)
    assert path.read_text("utf-8") == text + "\n"
