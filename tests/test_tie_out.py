"""`factcheck coverage`: every figure, date and name is in one class, and so is every digit of a note."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import registry
from hypothesis import given
from hypothesis import strategies as st
from test_cli import note, run

from factcheck.analyze import analyze
from factcheck.checker import list_findings, load_facts
from factcheck.coverage import classify_claims
from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.formats import parse, read
from factcheck.languages.load import all_languages
from factcheck.settings import Settings
from factcheck.tie_out.model import OUTSIDE, NoteTieOut
from factcheck.tie_out.note import tie_out_document

ROOT = Path(__file__).parent.parent
SETTINGS = Settings(date(2024, 1, 15))
FACTS = """
entities:
  quai: {kind: programme, fr: {name: Programme des quais, acronym: PDQ}, en: {name: Wharf Program, acronym: WHP}}
facts:
  budget: {about: quai, amount: 41.5 million CAD, over: 4 years, cues: {fr: [budget de 2021], en: [Budget 2021]}, source: Budget}
  demandes: {about: quai, count: 1240 applications, cues: {fr: [demandes], en: [applications]}}
  ancien: {about: quai, percent: 35 %, cues: {fr: [réparations], en: [repairs]}, valid: {until: 2020-12-31}, source: Report}
"""
EMPTY = Registry()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    registry(tmp_path, FACTS)
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def tie_out(text: str, known: Registry, name: str = "n.en.md") -> NoteTieOut:
    return tie_out_document(parse(text.encode(), name, all_languages()), known, SETTINGS)


CASES = [
    ("en", "The WHP received 1,240 applications.", [("WHP", "verified", ""), ("1,240", "verified", "")]),
    ("en", "The WHP received 1,420 applications.", [("WHP", "verified", ""), ("1,420", "contradicted", "")]),
    (
        "en",
        "Budget 2021 gave the Wharf Program $41.5 million over four years.",
        [
            *[("2021", "uncovered", ""), ("Wharf Program", "verified", "")],
            *[("$41.5 million", "verified", ""), ("four years", "verified", "")],
        ],
    ),
    (
        "fr",
        "Le budget de 2021 accorde 41,5 millions de dollars sur quatre ans au Programme des quais.",
        [
            *[("2021", "uncovered", ""), ("41,5 millions de dollars", "verified", "")],
            *[("quatre ans", "verified", ""), ("Programme des quais", "verified", "")],
        ],
    ),
    ("en", "The harbour has 52 boats.", [("52", "uncovered", "")]),
    ("en", "See page 5 and section 31.", [("5", "ignored", "reference"), ("31", "ignored", "reference")]),
    ("en", "It follows guideline 4.2.18 closely.", [("4.2.18", "ignored", "reference")]),
    ("fr", "La version 2.0.11 du guide suit.", [("2.0.11", "ignored", "reference")]),
    ("en", "It cost 3.200.000 in all.", [("3.200.000", "uncovered", "")]),
    ("en", "She said: “we saw 52 boats leave the old harbour.”", [("52", "ignored", "quotation")]),
    ("fr", "Elle dit : « nous avons vu 52 bateaux quitter le port. »", [("52", "ignored", "quotation")]),
    ("en", "Write to jo7@example.org.", [("jo7@example.org", "ignored", "address")]),
    ("en", "Call 613-555-0142.", [("613-555-0142", "uncovered", "")]),
    ("en", "<!-- factcheck: ignore -->\n\nThe harbour has 52 boats.", [("52", "ignored", "suppressed")]),
    ("en", "It spent $22.24mil.", [("22.24", "unread", "")]),
    ("en", "---\nversion: 12\n---\n\nA note.", [("12", "ignored", OUTSIDE)]),
    ("en", "---\ndate: 2021-03-30\n---\n\nA note.", [("2021-03-30", "ignored", OUTSIDE)]),
    ("en", "1. Boats\n2. Sails\n", [("1", "ignored", OUTSIDE), ("2", "ignored", OUTSIDE)]),
    ("en", "Run:\n\n```\nmake -j 8\n```\n", [("8", "ignored", OUTSIDE)]),
    ("en", "See [the table](tables/12.html).", [("12", "ignored", OUTSIDE)]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES, ids=[text for _, text, _ in CASES])
def test_classes(language: str, text: str, wanted: list[tuple[str, str, str]], place: Path) -> None:
    found = tie_out(text, load_facts(place / "facts"), f"n.{language}.md")
    assert [(claim.spot.quote, str(claim.outcome), claim.reason) for claim in found.claims] == wanted


def assert_each_digit_has_one_class(document: Document, known: Registry) -> None:
    """Each run of digits of the text shares characters with exactly one claim, and each of the file with exactly one place."""
    analysis = analyze(document, known, SETTINGS.today)
    spans = [(claim.start, claim.end) for claim in classify_claims(analysis, list_findings(analysis, SETTINGS))]
    for found in re.finditer(r"\d+", document.text):
        assert sum(start < found.end() and found.start() < end for start, end in spans) == 1, (document.path, found)
    claims = [(claim.spot.start, claim.spot.end) for claim in tie_out_document(document, known, SETTINGS).claims]
    for found in re.finditer(r"\d+", document.source):
        touching = [span for span in claims if span[0] < found.end() and found.start() < span[1]]
        assert len(touching) == 1, (document.path, document.source[max(found.start() - 40, 0) : found.end() + 40], touching)


@pytest.mark.parametrize("path", sorted((ROOT / "documents").iterdir()), ids=lambda path: path.name)
def test_each_digit_of_our_documents_has_one_class(path: Path) -> None:
    assert_each_digit_has_one_class(read(path, all_languages()), load_facts(ROOT / "facts"))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")]), ids=lambda path: path.name)
def test_each_digit_of_our_pages_has_one_class(path: Path) -> None:
    assert_each_digit_has_one_class(read(path, all_languages()), load_facts(ROOT / "facts"))


PIECES = st.sampled_from(
    [
        *[
            "12",
            "3.4",
            "1,240",
            "$5",
            " million",
            "%",
            "2021",
            "-22",
            "March 3, ",
            "mars ",
            "er ",
            "p. 7",
            "no 9",
            "4.2.18",
            "v2",
            "10:30",
            "x²",
        ],
        *[
            "²",
            "½",
            "٣",
            "https://a.org/12",
            "a1@b.org",
            "613-555-0142",
            "“",
            "”",
            "« ",
            " »",
            "`7`",
            "<!-- 8 -->",
            "[5](6.html)",
            "\n\n# ",
        ],
        *[
            "\n\n- ",
            "\n\n1. ",
            "\n\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n\n",
            "\n",
            " ",
            ", ",
            ". ",
            "Wharf Program ",
            "WHP ",
            "over ",
            "sur ",
            "&#49;",
        ],
    ]
)


@given(pieces=st.lists(PIECES, max_size=30), language=st.sampled_from(["en", "fr"]))
def test_each_digit_of_any_text_has_one_class(pieces: list[str], language: str) -> None:
    assert_each_digit_has_one_class(parse("".join(pieces).encode(), f"n.{language}.md", all_languages()), EMPTY)


@given(text=st.text(alphabet="0123456789.,-/%$ ()ab\n°:×’“”", max_size=60), language=st.sampled_from(["en", "fr"]))
def test_each_digit_of_any_characters_has_one_class(text: str, language: str) -> None:
    assert_each_digit_has_one_class(parse(text.encode(), f"n.{language}.txt", all_languages()), EMPTY)


def coverage(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the JSON on standard output."""
    capsys.readouterr()
    status = run("coverage", "documents", "--today", "2024-01-15", "--format", "json", *arguments)
    return status, json.loads(capsys.readouterr().out)


def test_the_gaps_of_the_registry(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The WHP received 1,240 applications, of which it read 12.\n")
    status, data = coverage(capsys)
    assert status == 0
    assert data["facts"] == {"unstated": ["budget", "ancien"], "unsourced": ["demandes"], "expired": ["ancien"]}
    assert data["documents"][0]["facts"] == ["demandes"]
    assert data["documents"][0]["coverage"] == {"verified": 2, "contradicted": 0, "uncovered": 1, "ignored": 0, "unread": 0}
    assert data["documents"][0]["percent"] == data["summary"]["percent"] == 66.6
    assert [(each["quote"], each["class"]) for each in data["documents"][0]["places"]][-1] == ("12", "uncovered")


@pytest.mark.parametrize(("least", "status"), [("66", 0), ("66.6", 0), ("67", 1), ("100", 1), ("0", 0)])
def test_fail_under(least: str, status: int, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The WHP received 1,240 applications, of which it read 12.\n")
    assert coverage(capsys, "--fail-under", least)[0] == status


@pytest.mark.parametrize("value", ["nan", "101", "-1", "many", ""])
def test_a_wrong_percentage(value: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("coverage", "documents", f"--fail-under={value}") == 2
    told = capsys.readouterr()
    assert "is not a value of --fail-under; write a number from 0 to 100" in told.err and not told.out


def test_an_unknown_class(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("coverage", "documents", "--list", "unred") == 2
    assert "“unred” is not a class (did you mean “unread”?)" in capsys.readouterr().err


def test_a_broken_note_stops_no_other(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The WHP received 1,240 applications.\n")
    note(place, b"\x00\x01\x02PK\x03\x04" * 50, "b.md")
    status, data = coverage(capsys)
    assert status == 2 and len(data["documents"]) == len(data["failures"]) == 1


@pytest.mark.parametrize(("language", "words"), [("en", "no fact covers it"), ("fr", "aucun fait n’en traite")])
def test_the_list_of_places(language: str, words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The WHP received 1,240 applications, of which it read 12 on a long morning in the old office beside the harbour.\n")
    assert run("coverage", "documents", "--list", "uncovered,unread", "--ui", language, "--today", "2024-01-15") == 0
    out = capsys.readouterr().out
    assert words in out and "1:55" in out and "1,240”" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_note_that_is_not_there_has_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("coverage", "nope.md") == 2
    found = capsys.readouterr()
    assert found.out == "" and "nope.md" in found.err
