"""Why a statement is tied to its fact, in words."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import registry

from factcheck.checker import check_data
from factcheck.explanation import reasons
from factcheck.explanation.reasons import KEYS, TOPICS
from factcheck.findings import CandidateTrace, Reason, Report
from factcheck.linking import linker, relations
from factcheck.linking.features import Group, Relation
from factcheck.linking.scorer import NAMES, Weights, make_scores
from factcheck.messages import Messages, load_message_tables, screen_languages
from factcheck.reporters import Options, Totals, make_reporter
from factcheck.reporters.recognize import is_report
from factcheck.settings import Settings

TODAY = date(2024, 1, 15)
FACTS = """
entities:
  quay: {kind: programme, fr: Programme des quais, en: Quay Program}
  lamp: {kind: programme, fr: Programme des feux, en: Lamp Program}
facts:
  cost: {about: quay, amount: 15 320 000 CAD, starting: 2019, over: 1 year, cues: {fr: [coûte, financement annuel], en: [costs, annual funding]}}
  light: {about: lamp, amount: 8 410 000 CAD, cues: {fr: [subvention], en: [grant]}}
"""
# What some features add, by their least values: as in the measured weights, 0 speaks neither for nor against.
FEATURES_OF_TEST: Mapping[str, tuple[list[float], list[float]]] = {
    "cue_reach": ([9.5], [-2.0, 2.0]),
    "cue_words": ([3.5], [0.5, -0.5]),
    "subject_reach": ([3.5, 9.5], [-1.5, 0.5, 1.0]),
    "subject_words": ([9.5], [0.4, -0.4]),
    "time_away": ([0.5], [0.1, -1.2]),
    "time_within": ([0.5], [0.0, 0.8]),
    "change": ([0.5], [0.05, -1.0]),
    "margin": ([0.5], [-0.6, 0.6]),
    "stated_here": ([-1.0], [0.0, -0.7]),
}
BASES = {Relation.DIFFERENT: -1.0, Relation.EXPLAINED: 0.0, Relation.EQUAL: 0.5}


@pytest.fixture(autouse=True)
def weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    features = {name: {"thresholds": at, "values": values} for name, (at, values) in FEATURES_OF_TEST.items()}
    features_of_pair = {name: each for name, each in features.items() if name not in relations.FEATURES}
    first, second = (
        {group: make_scores({str(key): {"base": base, "features": each} for key, base in BASES.items()}, group) for group in Group}
        for each in (features_of_pair, features)
    )
    weights = Weights(first, second)
    for module in (linker, reasons):
        monkeypatch.setattr(module, "load_weights", lambda: weights)


def checked(folder: Path, text: str, code: str = "en") -> Report:
    return check_data(text.encode(), f"a.{code}.md", registry(folder, FACTS), Settings(TODAY, explain=True))


def traced(folder: Path, text: str, code: str = "en", fact: str = "cost") -> CandidateTrace:
    """The trace of the first statement that has the fact as a candidate."""
    return next(each for trace in checked(folder, text, code).traces for each in trace.candidates if each.fact == fact)


def written(name: str, report: Report, code: str = "en") -> str:
    stream, totals = io.StringIO(), Totals()
    made = make_reporter(name, stream, Messages(code), Options(explain=True))
    totals.add(report)
    made.add_document(report)
    made.finish(totals)
    return stream.getvalue()


def test_every_feature_belongs_to_a_reason() -> None:
    assert set(TOPICS) == {name for names in NAMES.values() for name in names}


@pytest.mark.parametrize("code", screen_languages())
def test_every_reason_has_words_on_both_sides(code: str) -> None:
    words = load_message_tables(code)["reasons"]
    assert set(words) == set(KEYS)
    for key in KEYS:
        for weight in (1.0, -1.0):
            values = {"text": "X", "stated": "2019", "registered": "2020", "other": "y"}
            assert Messages(code).reason(Reason(key, values, weight, ""))


@pytest.mark.parametrize("code", screen_languages())
def test_every_feature_has_words(code: str) -> None:
    words = load_message_tables(code)["reasons"]
    for feature, topic in TOPICS.items():
        assert any(key == topic or key.startswith(f"{topic}-") for key in words), feature


SENTENCES = [
    # The words of the note, then what speaks for the link and what speaks against it.
    (
        "en",
        "The Quay Program costs $15,320,000.",
        ["“costs” right next to it", "the same value", "“Quay Program” in the sentence", "no other fact comes near"],
        [],
    ),
    (
        "en",
        "In 2019, the Quay Program costs $15,230,000.",
        ["“costs” right next to it", "two digits are swapped", "the sentence speaks of 2019, a time of the fact"],
        [],
    ),
    ("en", "In 2021, the Quay Program costs $15,320,000.", ["“costs” right next to it"], ["the fact is of 2019, the sentence of 2021"]),
    ("en", "The Quay Program costs $15,320,000 more.", ["“costs” right next to it"], ["the sentence gives a change"]),
    ("en", "The Quay Program is new.\n\n$15,320,000 is much.", ["the same value"], ["none of its cues is there"]),
    ("fr", "Le Programme des quais coûte 15 320 000 $.", ["« coûte » juste à côté", "la même valeur"], []),
    (
        "fr",
        "En 2021, le Programme des quais coûte 15 320 000 $.",
        ["« coûte » juste à côté"],
        ["le fait date de 2019, la phrase parle de 2021"],
    ),
    ("fr", "Le Programme des quais coûte 15 230 000 $.", ["deux chiffres sont inversés", "« Programme des quais » dans la phrase"], []),
    ("fr", "Le Programme des quais est neuf.\n\nOn a dépensé 15 320 000 $.", ["la même valeur"], ["aucun de ses indices n’est là"]),
]


@pytest.mark.parametrize(("code", "text", "first", "second"), SENTENCES, ids=[text for _, text, *_ in SENTENCES])
def test_the_reasons_of_a_link(code: str, text: str, first: list[str], second: list[str], tmp_path: Path) -> None:
    sides = Messages(code).reasons(traced(tmp_path, text + "\n", code).reasons)
    plain = [side.replace("\u00a0", " ").split("; ") if side else [] for side in sides]
    assert set(first) <= set(plain[0]) and set(second) <= set(plain[1])
    assert not second or len(plain[1]) >= len(second)
    assert max(map(len, plain)) <= 4


def test_the_strongest_comes_first_and_what_depends_on_others_last(tmp_path: Path) -> None:
    found = traced(tmp_path, "In 2021, the Quay Program costs $15,320,000 more.\n").reasons
    for sign in (1, -1):
        side = [each for each in found if each.weight * sign > 0]
        own = [abs(each.weight) for each in side if not each.key.startswith("other-")]
        assert own == sorted(own, reverse=True)
        assert [each.key.startswith("other-") for each in side] == sorted(each.key.startswith("other-") for each in side)
    assert [each.weight > 0 for each in found] == sorted((each.weight > 0 for each in found), reverse=True)
    assert len({each.key for each in found}) == len(found)
    assert {each.feature for each in found} <= set(TOPICS)


def test_a_long_name_is_cut(tmp_path: Path) -> None:
    name = "Program for the Upkeep of Quays, Wharves, Piers and Moorings of Remote Communities"
    facts = FACTS.replace("Quay Program", f"'{name}'")
    report = check_data(f"The {name} costs $15,320,000.\n".encode(), "a.en.md", registry(tmp_path, facts), Settings(TODAY, explain=True))
    (found,) = [each for each in report.traces[0].candidates[0].reasons if each.key == "subject-sentence"]
    assert found.values["text"] == "Program for the Upkeep of Quays, Wharves, Piers and…"


def test_another_fact_is_named(tmp_path: Path) -> None:
    found = traced(tmp_path, "The grant of the Lamp Program and the annual funding of the Quay Program come to $9,000,000.\n", fact="light")
    assert "cost" in [each.values.get("other") for each in found.reasons]


@pytest.mark.parametrize("code", screen_languages())
@pytest.mark.parametrize("name", ["text", "rich"])
def test_a_screen_shows_them(name: str, code: str, tmp_path: Path) -> None:
    text = written(name, checked(tmp_path, "In 2021, the Quay Program costs $15,320,000.\n"), code)
    lines = [line.strip().replace("\u00a0", " ") for line in text.splitlines()]
    first, second = ("for: ", "against: ") if code == "en" else ("pour : ", "contre : ")
    assert any(line.startswith(first) for line in lines) and any(line.startswith(second) for line in lines)
    assert any(line.partition(" cost ")[0].strip().endswith("%") for line in lines)


def test_a_text_with_reasons_is_known_as_a_report(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text(written("text", checked(tmp_path, "In 2021, the Quay Program costs $15,320,000.\n")), "utf-8")
    assert is_report(path)


def found_in(data: Any, key: str) -> list[Any]:
    """All that stands under a key."""
    each = list(data.values()) if isinstance(data, dict) else data if isinstance(data, list) else []
    own = [data[key]] if isinstance(data, dict) and key in data else []
    return own + [found for one in each for found in found_in(one, key)]


def test_json_has_them(tmp_path: Path) -> None:
    document = json.loads(written("json", checked(tmp_path, "The Quay Program costs $15,230,000.\n")))["documents"][0]
    (evidence,) = found_in(document["findings"], "evidence")
    assert {"feature", "weight", "text"} == set(evidence[0]) and evidence[0]["text"] == "“costs” right next to it"
    assert found_in(document["explained"], "reasons")[0] == evidence


def test_the_page_has_them(tmp_path: Path) -> None:
    page = written("html", checked(tmp_path, "In 2021, the Quay Program costs $15,320,000.\n"))
    data = json.loads(page.split('id="data">')[1].split("</script>")[0].replace("\\u003c", "<"))
    (statement,) = [each for claim in data["claims"].values() for each in claim["statements"] if each["fact"] == "cost"]
    assert "“costs” right next to it" in statement["reasons"][0]
    assert statement["reasons"][1].startswith("the fact is of 2019, the sentence of 2021")
    assert statement["confidence"].startswith("certain, 9")
