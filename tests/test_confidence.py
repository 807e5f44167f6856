"""How sure a finding is: what is shown, counted, corrected and failed on."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from math import log
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from conftest import registry
from test_cli import run

from factcheck.checker import check_data
from factcheck.config import Config
from factcheck.findings import Finding, Report, Severity
from factcheck.fix import select_changes
from factcheck.linking import linker
from factcheck.linking.evidence.reach import Reach
from factcheck.linking.features import Group
from factcheck.linking.scorer import NAMES
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals, make_reporter
from factcheck.rules import RULES
from factcheck.rules.runner import with_rule, with_severity
from factcheck.settings import Settings
from factcheck.values.confidence import Confidence, grade, round_down

TODAY = date(2024, 1, 15)
FACTS = """
entities:
  quay: {kind: programme, fr: Programme des quais, en: Quay Program}
facts:
  cost: {about: quay, amount: 15 320 000 CAD, cues: {fr: [coûte], en: [costs]}, source: Budget}
"""
WRONG = {"en": "The Quay Program costs $15,230,000.\n", "fr": "Le Programme des quais coûte 15 230 000 $.\n"}
RIGHT = {"en": "The Quay Program costs $15,320,000.\n", "fr": "Le Programme des quais coûte 15 320 000 $.\n"}
CUE = NAMES[Group.FIGURES].index("cue_reach")
Weigh = Callable[[float], None]


@pytest.fixture
def weigh(monkeypatch: pytest.MonkeyPatch) -> Weigh:
    """Give every pair whose cue stands in the sentence a probability, of which the results that are kept do not know."""
    monkeypatch.setenv("FACTCHECK_NO_CACHE", "1")

    def use(probability: float) -> None:
        def score(vector: Sequence[float]) -> float:
            return log(probability / (1 - probability)) if vector[CUE] == Reach.SENTENCE else -9.0

        scores = dict.fromkeys(Group, SimpleNamespace(score=score))
        monkeypatch.setattr(linker, "load_weights", lambda: SimpleNamespace(first=scores, second=scores))

    return use


def checked(folder: Path, text: str, code: str = "en", **settings: object) -> Report:
    return check_data(text.encode(), f"a.{code}.md", registry(folder, FACTS), Settings(TODAY, **settings))  # type: ignore[arg-type]


def written(name: str, report: Report) -> str:
    stream, totals = io.StringIO(), Totals()
    made = make_reporter(name, stream, Messages("en"), Options(rules=RULES))
    totals.add(report)
    made.add_document(report)
    made.finish(totals)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.9999, Confidence.CERTAIN),
        (0.95, Confidence.CERTAIN),
        (0.9499, Confidence.LIKELY),
        (0.8, Confidence.LIKELY),
        (0.7999, Confidence.POSSIBLE),
        (0.5, Confidence.POSSIBLE),
    ],
)
def test_thresholds(probability: float, expected: Confidence) -> None:
    assert grade(probability) is expected


@pytest.mark.parametrize("hundredths", range(50, 100))
def test_a_probability_in_hundredths_stays(hundredths: int) -> None:
    assert round_down(hundredths / 100) == hundredths / 100


@pytest.mark.parametrize("probability", [0.9499, 0.7999, 0.99999])
def test_no_probability_is_shown_higher_than_it_is(probability: float) -> None:
    assert round_down(probability) <= probability and grade(round_down(probability)) is grade(probability)


@pytest.mark.parametrize("code", WRONG)
@pytest.mark.parametrize(
    ("probability", "confidence", "severity", "safe", "contradicted"),
    [
        (0.97, Confidence.CERTAIN, Severity.ERROR, True, 1),
        (0.86, Confidence.LIKELY, Severity.ERROR, False, 1),
        (0.62, Confidence.POSSIBLE, Severity.NOTE, False, 0),
    ],
)
def test_a_wrong_figure(
    probability: float, confidence: Confidence, severity: Severity, safe: bool, contradicted: int, code: str, weigh: Weigh, tmp_path: Path
) -> None:
    weigh(probability)
    report = checked(tmp_path, WRONG[code], code, confidence=Confidence.POSSIBLE)
    (found,) = [each for each in report.findings if each.rule == "amount-mismatch"]
    assert (found.confidence, found.severity, found.probability) == (confidence, severity, probability)
    assert found.edit is not None and found.edit.safe is safe
    assert (report.claims.contradicted, report.coverage.contradicted) == (contradicted, contradicted)


@pytest.mark.parametrize("code", RIGHT)
@pytest.mark.parametrize(("probability", "verified", "uncovered"), [(0.97, 1, 0), (0.86, 1, 0), (0.62, 0, 1)])
def test_a_right_figure_is_verified_where_its_link_is_sure(
    probability: float, verified: int, uncovered: int, code: str, weigh: Weigh, tmp_path: Path
) -> None:
    weigh(probability)
    report = checked(tmp_path, RIGHT[code], code)
    assert report.claims.verified == verified and report.coverage.uncovered == uncovered
    assert [found.rule for found in report.findings] == ["unverified-claim"] * uncovered


@pytest.mark.parametrize("least", Confidence)
@pytest.mark.parametrize("probability", [0.97, 0.86, 0.62])
def test_a_report_parts_findings_by_the_least_confidence(probability: float, least: Confidence, weigh: Weigh, tmp_path: Path) -> None:
    weigh(probability)
    report = checked(tmp_path, WRONG["en"], select=frozenset({"amount-mismatch"}), confidence=least)
    is_shown = list(Confidence).index(grade(probability)) >= list(Confidence).index(least)
    assert (len(report.findings), len(report.unsure)) == ((1, 0) if is_shown else (0, 1))
    assert len(report.all_findings) == 1
    assert bool(select_changes(report, unsafe=True)) is is_shown


@pytest.mark.parametrize(("name", "shown"), [("json", True), ("jsonl", True), ("html", True)])
def test_programs_and_the_page_have_every_finding(name: str, shown: bool, weigh: Weigh, tmp_path: Path) -> None:
    weigh(0.62)
    assert ("amount-mismatch" in written(name, checked(tmp_path, WRONG["en"]))) is shown


@pytest.mark.parametrize("name", ["rich", "text", "github", "markdown", "junit"])
def test_a_screen_has_possible_findings_on_request(name: str, weigh: Weigh, tmp_path: Path) -> None:
    weigh(0.62)
    assert "amount-mismatch" not in written(name, checked(tmp_path, WRONG["en"]))
    text = written(name, checked(tmp_path, WRONG["en"], confidence=Confidence.POSSIBLE))
    assert "amount-mismatch" in text and "possible" in text


@pytest.mark.parametrize(("probability", "words"), [(0.97, ""), (0.86, "likely"), (0.62, "possible")])
def test_a_terminal_says_what_is_not_certain(probability: float, words: str, weigh: Weigh, tmp_path: Path) -> None:
    weigh(probability)
    text = written("rich", checked(tmp_path, WRONG["en"], confidence=Confidence.POSSIBLE))
    line = next(line for line in text.splitlines() if "amount-mismatch" in line)
    assert line.split("amount-mismatch")[1].strip() == words


@pytest.mark.parametrize("name", ["rich", "text"])
def test_a_screen_says_how_many_findings_it_leaves_out(name: str, weigh: Weigh, tmp_path: Path) -> None:
    weigh(0.62)
    assert "1 less certain finding is neither shown nor counted" in written(name, checked(tmp_path, WRONG["en"]))
    weigh(0.97)
    assert "less certain" not in written(name, checked(tmp_path, WRONG["en"]))


@pytest.mark.parametrize("probability", [0.97, 0.86, 0.62])
def test_formats_for_programs_carry_the_confidence(probability: float, weigh: Weigh, tmp_path: Path) -> None:
    weigh(probability)
    report = checked(tmp_path, WRONG["en"], select=frozenset({"amount-mismatch"}), confidence=Confidence.POSSIBLE)
    confidence = str(grade(probability))
    (document,) = json.loads(written("json", report))["documents"]
    assert (document["findings"][0]["confidence"], document["findings"][0]["probability"]) == (confidence, probability)
    (result,) = json.loads(written("sarif", report))["runs"][0]["results"]
    assert result["properties"] == {"confidence": confidence} and result["rank"] == round(probability * 100)
    cases = ElementTree.fromstring(written("junit", report)).iter("failure")
    assert len(list(cases)) == (confidence != "possible")


def test_a_finding_without_a_link_has_no_probability(tmp_path: Path) -> None:
    report = checked(tmp_path, "The office opened on April 31, 2020.\n")
    (found,) = json.loads(written("json", report))["documents"][0]["findings"]
    assert found["confidence"] == "certain" and "probability" not in found


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.severity is not Severity.NOTE], ids=lambda rule: rule.id)
def test_a_possible_finding_of_any_rule_is_a_note_and_stays_one(rule: object) -> None:
    found = with_rule(Finding(0, 1, "x", confidence=Confidence.POSSIBLE), rule)  # type: ignore[arg-type]
    assert found.severity is Severity.NOTE and with_severity(found, "error").severity is Severity.NOTE


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    registry(tmp_path, FACTS)
    (tmp_path / "a.en.md").write_text(WRONG["en"], "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("probability", "options", "status"),
    [
        (0.97, [], 1),
        (0.86, [], 1),
        (0.86, ["--confidence", "certain"], 0),
        (0.62, [], 0),
        (0.62, ["--confidence", "possible"], 0),
        (0.62, ["--fail-on", "note", "--select", "amount-mismatch"], 0),
        (0.62, ["--fail-on", "error", "--confidence", "possible"], 0),
        (0.62, ["--fail-on", "note", "--confidence", "possible", "--select", "amount-mismatch"], 0),
        (0.62, ["--fail-on", "note"], 1),
    ],
)
def test_the_exit_status(probability: float, options: Sequence[str], status: int, weigh: Weigh, place: Path) -> None:
    weigh(probability)
    assert run("check", "a.en.md", *options) == status


@pytest.mark.parametrize(("level", "shown"), [("possible", True), ("likely", False), ("certain", False)])
def test_a_setting(level: str, shown: bool, weigh: Weigh, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weigh(0.62)
    (place / "factcheck.toml").write_text(f'confidence = "{level}"\n', "utf-8")
    run("check", "a.en.md")
    assert ("amount-mismatch" in capsys.readouterr().out) is shown
    run("check", "a.en.md", "--confidence", "possible")
    assert "amount-mismatch" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ui", "words"),
    [
        ("en", "factcheck.toml:1: “posible” is not a confidence (did you mean “possible”?)"),
        ("fr", "factcheck.toml:1: «\u00a0posible\u00a0» n’est pas un degré de certitude (vouliez-vous dire «\u00a0possible\u00a0»?)"),
    ],
)
def test_a_wrong_setting(ui: str, words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "factcheck.toml").write_text('confidence = "posible"\n', "utf-8")
    assert run("check", "a.en.md", "--ui", ui) == 2
    assert words in " ".join(capsys.readouterr().err.split(" \n")).replace("\n", " ")


@pytest.mark.parametrize("probability", [0.97, 0.86, 0.62])
def test_a_safe_correction_needs_certainty(probability: float, weigh: Weigh, place: Path) -> None:
    weigh(probability)
    run("check", "a.en.md", "--fix")
    expected = RIGHT if probability == 0.97 else WRONG
    assert (place / "a.en.md").read_text("utf-8") == expected["en"]


def test_a_possible_finding_is_corrected_on_request_only(weigh: Weigh, place: Path) -> None:
    weigh(0.62)
    run("check", "a.en.md", "--unsafe-fixes")
    assert (place / "a.en.md").read_text("utf-8") == WRONG["en"]
    run("check", "a.en.md", "--unsafe-fixes", "--confidence", "possible")
    assert (place / "a.en.md").read_text("utf-8") == RIGHT["en"]


def test_known_findings_are_left_out_whatever_their_confidence(weigh: Weigh, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weigh(0.62)
    run("check", "a.en.md", "--confidence", "possible", "--write-baseline", "known.json")
    capsys.readouterr()
    run("check", "a.en.md", "--baseline", "known.json", "--format", "json")
    assert json.loads(capsys.readouterr().out)["documents"][0]["findings"] == []


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The Quey Program costs little.", "certain"),
        ("Le Programme des quias coûte peu.", "certain"),
    ],
)
def test_a_similar_name(text: str, confidence: str, tmp_path: Path) -> None:
    report = checked(tmp_path, text + "\n", "fr" if text.startswith("Le ") else "en", config=Config())
    assert [(found.rule, str(found.confidence)) for found in report.findings] == [("name-misspelled", confidence)]
