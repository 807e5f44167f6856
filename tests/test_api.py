"""The public functions: their signatures, what they return, and how they fail."""

from __future__ import annotations

import inspect
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factcheck

FACTS = """
entities: {phare: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts:
  phare-lampes: {about: phare, amount: 6.1 million CAD, cues: {fr: [lampes], en: [lamps]}}
"""
WRONG = "The Lighthouse Fund spent $6.4 million on lamps in all."
SIGNATURES = {
    "load_registry": "(*paths: 'str | PathLike[str]', use: 'Iterable[str]' = ()) -> 'Registry'",
    "check": "(text: 'str', registry: 'Registry', *, path: 'str' = 'note.md', language: 'str | None' = None, as_of: 'date | None' = None, "
    "today: 'date | None' = None, select: 'Iterable[str]' = (), ignore: 'Iterable[str]' = ()) -> 'Report'",
    "read": "(text: 'str', language: 'str | None' = None, as_of: 'date | None' = None) -> 'ExportedAnalysis'",
    "to_dict": "(report: 'Report', language: 'str' = 'en') -> 'dict[str, Any]'",
    "word_error": "(error: 'FactcheckError', language: 'str' = 'en') -> 'list[str]'",
}
DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def registry(tmp_path: Path) -> object:
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    return factcheck.load_registry(tmp_path / "facts.yaml")


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_are_stable(name: str) -> None:
    assert str(inspect.signature(getattr(factcheck, name))) == SIGNATURES[name]


def test_all_public_functions_have_a_signature_here() -> None:
    functions = {name for name in factcheck.__all__ if inspect.isfunction(getattr(factcheck, name))}
    assert functions == SIGNATURES.keys()


@pytest.mark.parametrize("page", ["python.md", "python-fr.md"])
@pytest.mark.parametrize("name", SIGNATURES)
def test_the_pages_have_the_signatures(page: str, name: str) -> None:
    text = re.sub(r"""[\s'"]""", "", (DOCS / page).read_text("utf-8"))
    assert re.sub(r"""[\s'"]""", "", f"{name}{SIGNATURES[name]}") in text


def test_a_wrong_sum_is_found(registry) -> None:
    report = factcheck.check(WRONG, registry, today=date(2024, 1, 15))
    (finding,) = report.findings
    assert (finding.rule, finding.fact, report.document.text[finding.start : finding.end]) == (
        "amount-mismatch",
        "phare-lampes",
        "$6.4 million",
    )


def test_the_report_is_data_for_json(registry) -> None:
    report = factcheck.check(WRONG, registry, path="mémoire.txt", today=date(2024, 1, 15))
    english, french = (json.loads(json.dumps(factcheck.to_dict(report, code))) for code in ("en", "fr"))
    assert english["path"] == "mémoire.txt" and english["findings"][0]["rule"] == "amount-mismatch"
    assert english["findings"][0]["message"] != french["findings"][0]["message"]


def test_rules_are_chosen(registry) -> None:
    assert not factcheck.check(WRONG, registry, ignore=["amount-*"]).findings
    assert not factcheck.check(WRONG, registry, select=["name-*"]).findings


def test_a_single_string_is_one_name(registry) -> None:
    text = "The fund opened on [DATE] with $XX million.\n"
    assert len(factcheck.check(text, registry, select="placeholder").findings) == 2
    assert factcheck.load_registry(use="canada").entities


def test_the_language_is_detected_or_given(registry) -> None:
    assert factcheck.check("Le Fonds des phares a payé les lampes.", registry).language == "fr"
    assert factcheck.check("6", registry, language="fr").language == "fr"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"language": "xx"}, "xx"),
        ({"select": ["amount-mismach"]}, "amount-mismatch"),
    ],
)
def test_unknown_names_are_refused(registry, options: dict[str, Any], words: str) -> None:
    with pytest.raises(factcheck.UsageError) as error:
        factcheck.check("text", registry, **options)
    assert words in factcheck.word_error(error.value)[0]


def test_a_text_that_is_none_is_refused(registry) -> None:
    with pytest.raises(factcheck.DocumentError) as error:
        factcheck.check("a", registry, path="note.xyz")
    assert factcheck.word_error(error.value, "fr")[0].startswith("note.xyz: ")


def test_a_broken_registry_names_its_places(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("facts:\n  a: {amount: many}\n", "utf-8")
    with pytest.raises(factcheck.RegistryError) as error:
        factcheck.load_registry(path)
    (line, *_) = factcheck.word_error(error.value)
    assert line.startswith(f"{path}:2:")
    with pytest.raises(factcheck.RegistryError):
        factcheck.load_registry(tmp_path / "none")
    with pytest.raises(factcheck.UsageError):
        factcheck.load_registry(use=["canda"])


def test_a_lone_surrogate_is_no_crash(registry) -> None:
    assert factcheck.check("The Fund \ud800 met.", registry).findings == ()


def test_an_empty_path_is_refused() -> None:
    with pytest.raises(factcheck.UsageError) as error:
        factcheck.check("Text.", factcheck.load_registry(), path="")
    assert [problem.key for problem in error.value.problems] == ["text-path-empty"]
