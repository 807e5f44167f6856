"""The features of linking, their weights, and the score of a pair."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from factcheck.analyze import analyze
from factcheck.checker import load_facts
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.linking import relations
from factcheck.linking.evidence.reach import Reach
from factcheck.linking.features import FEATURES, RELATION, Group, Relation, Sign, group_of
from factcheck.linking.scorer import NAMES, Scores, Sum, probability
from factcheck.runtime.assignment import assign

FACTS = """
entities:
  fund: {kind: programme, en: Lighthouse Fund}
  department: {kind: organisation, en: Department of Coasts}
facts:
  budget: {about: fund, amount: 22.24 million CAD, per: year, cues: {en: [annual budget]}}
  grants: {about: fund, amount: 7.5 million CAD, cues: {en: [grants, harbours]}}
  keepers: {about: department, count: 31 keepers, cues: {en: [keepers]}}
  open: {about: fund, date: 2004-04-12, cues: {en: [opened]}}
  season: {about: fund, date: 2021-05-01/2021-10-15, cues: {en: [season]}}
"""
SIGNED = {**{each.name: each.sign for features in FEATURES.values() for each in features}, **relations.FEATURES}
DATA = json.loads(files("factcheck.linking").joinpath("weights.json").read_text("utf-8"))


@pytest.mark.parametrize("group", Group)
def test_names_are_unique(group: Group) -> None:
    assert len(NAMES[group]) == len(set(NAMES[group]))


@pytest.mark.parametrize("group", Group)
def test_the_weights_name_features_of_the_table_alone(group: Group) -> None:
    own = DATA["weights"][group]
    assert {name for part in ("first", "second") for each in own[part].values() for name in each["features"]} <= set(NAMES[group])


def test_the_weights_keep_the_signs() -> None:
    for own in DATA["weights"].values():
        for scores in (*own["first"].values(), *own["second"].values()):
            for name, steps in scores["features"].items():
                rises = [after - before for before, after in pairwise(steps["values"])]
                assert all(rise * SIGNED[name] >= -0.011 for rise in rises) or SIGNED[name] is Sign.ANY, name


def test_the_weights_say_what_they_were_fitted_on() -> None:
    assert len(DATA["trained_on"]) >= 20
    assert DATA["measured"]


def test_a_score_is_the_sum_of_its_steps() -> None:
    scores = Scores(tuple(Sum(float(at), ((RELATION + 1, ((1.0, 2.0), (0.0, 0.5, 1.5))),)) for at in range(len(Relation))))
    vector = [0.0] * (RELATION + 2)
    for value, expected in ((0.0, 0.0), (0.99, 0.0), (1.0, 0.5), (2.0, 1.5), (9.0, 1.5)):
        vector[RELATION + 1] = value
        assert scores.score(vector) == expected
    vector[RELATION] = 2.0
    assert scores.score(vector) == 3.5


def test_probabilities() -> None:
    assert probability(0.0) == 0.5
    assert probability(3.0) > 0.95 > probability(2.5)


@pytest.mark.parametrize(
    ("scores", "chosen"),
    [
        ([[2.0, 1.0], [1.5, 0.0]], [1, 0]),
        ([[2.0, 0.1], [1.5, 0.0]], [0, -1]),
        ([[0.0, 0.0]], [-1]),
        ([[1.0], [3.0]], [-1, 0]),
    ],
)
def test_the_best_sum_is_chosen(scores: list[list[float]], chosen: list[int]) -> None:
    assert assign(scores) == chosen


def measured(text: str, fact: str, tmp_path: Path) -> dict[str, float]:
    """The features of the only statement of a text that has a fact among its candidates."""
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    note = f"---\ndate: 2024-03-01\n---\n\n{text}\n"
    analysis = analyze(parse(note.encode(), "note.en.md", all_languages()), load_facts(tmp_path / "facts.yaml"), date(2024, 3, 1))
    rows = [row for group in analysis.rows for row in group]
    (found,) = [
        dict(zip(NAMES[group_of(row.statement.mention.kind)], vector, strict=False))
        for row in rows
        for each, vector in zip(row.candidates, row.vectors, strict=True)
        if each.fact.id == fact
    ]
    return found


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        (
            "The annual budget of the Lighthouse Fund is $24.22 million.",
            "budget",
            {"relation": 2, "error_transposed": 1, "error_digits": 4},
        ),
        ("The annual budget of the Lighthouse Fund is $22.24 million.", "budget", {"relation": 3, "cue_reach": Reach.SENTENCE}),
        (
            "The annual budget of the Lighthouse Fund is $31 million.",
            "budget",
            {"relation": 0, "subject_reach": Reach.SENTENCE, "subject_words": 1},
        ),
        ("The Lighthouse Fund gives $9.5 million.", "grants", {"relation": 2, "cue_reach": Reach.NOWHERE, "cue_words": 30}),
        (
            "The Lighthouse Fund is open. It gives harbours $7.5 million.",
            "grants",
            {"subject_reach": Reach.ANAPHOR, "cue_reach": Reach.SENTENCE, "cue_words": 0},
        ),
        ("The Department of Coasts has 13 keepers.", "keepers", {"noun": 3, "error_transposed": 1}),
        ("The Department of Coasts has 31 ships.", "keepers", {"noun": -1, "relation": 3}),
        ("The Lighthouse Fund opened on April 21, 2004.", "open", {"same_year": 1, "same_month": 1, "relation": 2}),
        ("The Lighthouse Fund opened on April 12, 2014.", "open", {"same_year": 0, "years_between": 10, "relation": 2}),
        ("The season of the Lighthouse Fund ends on October 15, 2021.", "season", {"relation": 3}),
        ("The season of the Lighthouse Fund ends on October 16, 2021.", "season", {"relation": 2, "same_month": 1}),
        ("The season of the Lighthouse Fund starts on May 1, 2021.", "season", {"relation": 3}),
    ],
)
def test_what_is_measured(text: str, fact: str, expected: dict[str, float], tmp_path: Path) -> None:
    found = measured(text, fact, tmp_path)
    assert {name: found[name] for name in expected} == expected
