"""What notes may say of a fact: the rounding and the hedges that it declares, and those that break what is declared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import registry
from test_cli import note, run

from factcheck import check
from factcheck.api import export_report
from factcheck.checker import load_facts
from factcheck.errors import RegistryError
from factcheck.values.policy import MaySay
from factcheck.values.types import Qualifier

EN = "entities: {quai: {kind: programme, en: Wharf Program, fr: Programme des quais}}\nfacts:\n"
FACT = "  budget: {{about: quai, {value}, cues: {{en: [Budget 2021], fr: [budget de 2021]}}{policy}}}\n"
BOTH = ", may_say: {round: 2 digits, as: [more than, about]}"
TEXTS = {
    "en": "Budget 2021 gave the Wharf Program {}.\n",
    "fr": "Le budget de 2021 accorde {} au Programme des quais.\n",
}
OK, HEDGE, ROUNDING, NO_HEDGE, PLAIN = "", "hedge", "rounding", "no-hedge", "plain"
CASES = [
    # language, policy, what the note says, how it breaks the policy
    ("en", BOTH, "$22.24 million", OK),
    ("en", BOTH, "$22 million", OK),
    ("en", BOTH, "about $22 million", OK),
    ("en", BOTH, "about $22.2 million", OK),
    ("en", BOTH, "more than $22 million", OK),
    ("en", BOTH, "more than $22.2 million", OK),
    ("en", BOTH, "about $22.24 million", OK),
    ("en", BOTH, "nearly $22.24 million", HEDGE),
    ("en", BOTH, "at least $22 million", HEDGE),
    ("en", BOTH, "just over $22 million", HEDGE),
    ("en", ", may_say: {round: 3 digits}", "about $22 million", ROUNDING),
    ("en", ", may_say: {round: 3 digits}", "more than $22 million", ROUNDING),
    ("en", ", may_say: {round: 3 digits}", "$22.2 million", OK),
    ("en", ", may_say: {round: 3 digits}", "nearly $22.3 million", OK),
    ("en", ", may_say: {as: [about]}", "about $22 million", OK),
    ("en", ", may_say: {as: [about]}", "more than $22 million", HEDGE),
    ("en", ", may_say: {as: [about]}", "$22 million", PLAIN),
    ("en", ", may_say: {as: []}", "about $22.24 million", NO_HEDGE),
    ("en", ", may_say: {as: []}", "$22.24 million", OK),
    ("en", "", "more than $22 million", OK),
    ("en", "", "at least $22 million", OK),
    ("en", "", "$22 million", PLAIN),
    ("fr", BOTH, "22,24 millions de dollars", OK),
    ("fr", BOTH, "22 millions de dollars", OK),
    ("fr", BOTH, "environ 22 millions de dollars", OK),
    ("fr", BOTH, "plus de 22 millions de dollars", OK),
    ("fr", BOTH, "près de 22,24 millions de dollars", HEDGE),
    ("fr", BOTH, "au moins 22 millions de dollars", HEDGE),
    ("fr", ", may_say: {round: 3 chiffres, as: [plus de, environ]}", "environ 22 millions de dollars", ROUNDING),
    ("fr", ", may_say: {round: 3 chiffres, as: [plus de, environ]}", "plus de 22,2 millions de dollars", OK),
    ("fr", ", may_say: {round: 2, as: environ}", "plus de 22 millions de dollars", HEDGE),
]


@pytest.mark.parametrize(("language", "policy", "words", "breach"), CASES)
def test_policies(language: str, policy: str, words: str, breach: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = findings(tmp_path, "amount: 22.24 million CAD", policy, language, words)
    keys = {OK: [], PLAIN: [("qualifier-mismatch", "warning")]}.get(breach, [("qualifier-mismatch", "error")])
    assert [(each["rule"], each["severity"]) for each in found] == keys
    marks = {HEDGE: "hedges allowed", ROUNDING: "rounded more", NO_HEDGE: "no hedge"}
    assert all(marks[breach] in each["message"] for each in found if breach in marks)


@pytest.mark.parametrize(
    ("value", "policy", "words", "breach"),
    [
        # Its own qualifier may always be stated, and a figure on the side of its bound is no rounding.
        ("amount: more than 18 million CAD", BOTH, "more than $18 million", False),
        ("amount: more than 18 million CAD", ", may_say: {round: 2 digits, as: [about]}", "more than $18 million", False),
        ("amount: more than 18 million CAD", ", may_say: {round: 2 digits, as: [about]}", "$18.4 million", False),
        ("amount: up to 7500 CAD", ", may_say: {round: 1 digit}", "up to $7,600", True),
        ("percent: 76.4 %", BOTH, "76%", False),
        ("percent: 76.4 %", BOTH, "about 80%", True),
        ("count: 1240 boats", BOTH, "1,200 boats", False),
        ("count: 1240 boats", ", may_say: {round: 3 digits}", "about 1,200 boats", True),
        ("count: 2030 boats", BOTH, "about 2,000 boats", False),
    ],
)
def test_other_values(value: str, policy: str, words: str, breach: bool, tmp_path: Path) -> None:
    assert bool(findings(tmp_path, value, policy, "en", words)) == breach


def findings(folder: Path, value: str, policy: str, language: str, words: str) -> list[dict[str, Any]]:
    """The errors and warnings of a note about a fact with a policy."""
    facts = registry(folder, EN + FACT.format(value=value, policy=policy))
    report = export_report(check(TEXTS[language].format(words), facts, language=language), "en")
    return [each for each in report["findings"] if each["severity"] != "note"]


def test_a_policy_is_read_in_either_language(tmp_path: Path) -> None:
    facts = registry(
        tmp_path, EN + FACT.format(value="amount: 5 CAD", policy=", may_say: {round: 2 chiffres, as: [plus de, at most]}")
    ).facts
    assert facts["budget"].may_say == MaySay(2, (Qualifier.MORE, Qualifier.AT_MOST), ("plus de", "at most"))


@pytest.mark.parametrize(
    ("value", "policy", "key"),
    [
        ("amount: 5 CAD", ", may_say: about", "may-say-text"),
        ("amount: 5 CAD", ", may_say: {round: many}", "may-say-round"),
        ("amount: 5 CAD", ", may_say: {round: 0}", "may-say-round"),
        ("amount: 5 CAD", ", may_say: {round: 2 boats}", "may-say-round"),
        ("amount: 5 CAD", ", may_say: {as: [abuot]}", "may-say-hedge"),
        ("amount: 5 CAD", ", may_say: {arrondi: 2}", "key-hint"),
        ("date: 2021-06-03", BOTH, "may-say-kind"),
    ],
)
def test_errors(value: str, policy: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as error:
        registry(tmp_path, EN + FACT.format(value=value, policy=policy))
    assert [each.key for each in error.value.problems] == [key]


@pytest.mark.parametrize(("form", "target"), [("xlsx", "made.xlsx"), ("csv", "made"), ("yaml", "made.yaml")])
def test_an_export_keeps_policies(form: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = registry(tmp_path, EN + FACT.format(value="amount: 5 CAD", policy=BOTH)).facts
    assert run("facts", "export", "--to", form, "-o", target) == 0
    assert load_facts(tmp_path / target).facts["budget"].may_say == before["budget"].may_say


def test_the_screens_show_a_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    registry(tmp_path, EN + FACT.format(value="amount: 22.24 million CAD", policy=BOTH))
    (tmp_path / "documents").mkdir()
    note(tmp_path, TEXTS["en"].format("at least $22 million"), "a.en.md")
    assert run("facts", "show", "budget") == 0
    shown = capsys.readouterr().out
    assert "may_say.round: 2" in shown and "may_say.as: more than, about" in shown
    assert run("check", "documents") == 1
    assert "hedges allowed are more than, about" in " ".join(capsys.readouterr().out.split())
