"""The fact files: what is read, and every error of the format with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import registry

from factcheck.checker import load_facts
from factcheck.errors import RegistryError
from factcheck.facts.lint import lint_registry
from factcheck.facts.schema import Registry, Total
from factcheck.reference.facts import build_fact_schema
from factcheck.values.types import Amount, Count, Grain, Percent, Period, Qualifier, Unit

GOOD = """
currency: CAD
entities:
  fonds:
    kind: programme
    fr: {name: Fonds des phares, also: [Fonds], acronym: FDP, avoid: [Fonds du phare]}
    en: Lighthouse Fund
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, over: 3 years, starting: 2019-2020, cues: {fr: [budget de 2019]}, source: Budget}
  annuel: {about: fonds, amount: plus de 18 millions de dollars, per: année}
  part: {about: fonds, percent: "76 %"}
  phares: {about: [fonds], count: 1200 lighthouses}
  debut: {about: fonds, date: avril 2004}
  fin: {about: fonds, date: 2004/2009, valid: {from: 2001, until: 2003-06-30}, replaced_by: debut}
relations:
  - {before: debut, after: fin}
"""


def test_values(tmp_path: Path) -> None:
    found = registry(tmp_path, GOOD)
    facts = found.facts
    assert facts["enveloppe"].value == Amount(Decimal("22240000"), "CAD")
    assert facts["enveloppe"].over is not None and facts["enveloppe"].over.value == 3
    assert facts["enveloppe"].starting == Period(date(2019, 4, 1), date(2020, 3, 31), Grain.FISCAL)
    assert (facts["annuel"].qualifier, facts["annuel"].per) == (Qualifier.MORE, Unit.YEAR)
    assert facts["part"].value == Percent(Decimal(76))
    value = facts["phares"].value
    assert isinstance(value, Count) and (value.value, value.noun) == (1200, "lighthouses")
    assert facts["debut"].value == Period(date(2004, 4, 1), date(2004, 4, 30), Grain.MONTH)
    assert facts["fin"].value == Period(date(2004, 1, 1), date(2009, 12, 31), Grain.RANGE)
    assert (facts["fin"].valid_from, facts["fin"].valid_until) == (date(2001, 1, 1), date(2003, 6, 30))
    assert found.entities["fonds"].names["fr"].avoid == ("Fonds du phare",)
    assert (facts["enveloppe"].place.line, facts["enveloppe"].place.column) == (9, 3)


def test_an_empty_registry_is_valid(tmp_path: Path) -> None:
    assert registry(tmp_path, "").facts == {}
    assert isinstance(load_facts(tmp_path / "facts"), Registry)


E = "entities: {a: {kind: place, fr: A}}\n"
BROKEN = [
    ("facts: {x: {amount: 1 CAD}, x: {amount: 2 CAD}}", "duplicate-key", 1, 29),
    ("facts: {X: {amount: 1 CAD}}", "bad-id", 1, 9),
    ("fact: {}", "key-hint", 1, 1),
    ("facts: {x: {amont: 1 CAD}}", "key-hint", 1, 13),
    ("facts: {x: {note: rien}}", "value-missing", 1, 9),
    ("facts: {x: {amount: 1 CAD, percent: 2 %}}", "value-many", 1, 9),
    ("facts: {x: {amount: '1,234'}}", "value-ambiguous", 1, 21),
    ("facts: {x: {amount: beaucoup}}", "value-unreadable", 1, 21),
    ("facts: {x: {date: 2020-04-31}}", "date-impossible", 1, 19),
    ("facts: {x: {amount: 1 CAD, per: moon}}", "unknown-unit", 1, 33),
    ("facts: {x: {amount: 1 CAD, about: b}}\n" + E, "unknown-reference", 1, 35),
    ("facts: {x: {members: [a, c]}}\n" + E, "unknown-reference", 1, 26),
    ("facts: {x: {amount: 1 CAD, part_of: y}}", "unknown-reference", 1, 37),
    ("facts: {x: {amount: 1 CAD, source: {title: A, B}}}", "comma-unquoted", 1, 47),
    ("facts: [x]", "not-a-mapping", 1, 8),
    ("facts: {x: {amount: [1]}}", "not-a-text", 1, 21),
    ("entities: {a: {fr: A}}", "kind-missing", 1, 12),
    ("entities: {a: {kind: town, fr: A}}", "unknown-kind", 1, 22),
    ("entities: {a: {kind: place}}", "names-missing", 1, 12),
    ("entities: {a: {kind: place, fr: {also: [B]}}}", "name-missing", 1, 29),
    ("entities: {a: {kind: person, fr: A, title: b}, b: {kind: place, fr: B}}", "title-kind", 1, 12),
    ("relations: {total: x}", "not-a-list", 1, 12),
    ("relations: [{sum: x}]", "unknown-relation", 1, 13),
    ("relations: [{total: x}]", "relation-incomplete", 1, 13),
    ("relations: [{total: x, parts: [x], compare: more}]\nfacts: {x: {amount: 1 CAD}}", "unknown-compare", 1, 13),
    ("relations: [{before: x, after: y}]\nfacts: {x: {date: 2009}, y: {date: 2004}}", "order-wrong", 1, 13),
    ("relations: [{total: x, parts: [y, z]}]\nfacts: {x: {amount: 5 CAD}, y: {amount: 2 CAD}, z: {amount: 2 CAD}}", "total-wrong", 1, 13),
    ("relations: [{total: x, parts: [y], compare: at-most}]\nfacts: {x: {amount: 5 CAD}, y: {amount: 6 CAD}}", "total-exceeded", 1, 13),
    ("relations: [{share: x, part: y, whole: z}]\nfacts: {x: {percent: 40 %}, y: {count: 1}, z: {count: 4}}", "share-wrong", 1, 13),
    ("relations: [{total: x, parts: [y]}]\nfacts: {x: {amount: 5 CAD}, y: {date: 2004}}", "relation-kinds", 1, 13),
    ("currency: dollars", "bad-currency", 1, 11),
    ("a: &x 1\nb: *x", "yaml-alias", 1, 4),
    ("a: !!int 1", "yaml-tag", 1, 4),
    ("facts: {}\n---\nfacts: {}", "yaml-documents", 2, 1),
    ("facts: {x: ]}", "yaml-bracket", 1, 12),
    ("a: " + "[" * 60 + "]" * 60, "yaml-too-deep", 1, 53),
]


@pytest.mark.parametrize(("text", "key", "line", "column"), BROKEN, ids=[f"{key}-{at}" for at, (_, key, _, _) in enumerate(BROKEN)])
def test_broken(text: str, key: str, line: int, column: int, tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as told:
        registry(tmp_path, text)
    places = [(problem.key, problem.place.line, problem.place.column) for problem in told.value.problems]
    assert (key, line, column) in places


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as told:
        registry(tmp_path, "facts:\n  x: {amont: 1}\n  Y: {amount: 2}\n  z: {percent: many}\n")
    assert {problem.place.line for problem in told.value.problems} == {2, 3, 4}


def test_the_nearest_key_and_both_places(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as told:
        registry(tmp_path, "facts:\n  x: {amont: 1 CAD, amount: 2 CAD}\n")
    assert told.value.problems[0].values["right"] == "amount"
    (tmp_path / "facts" / "more.yaml").write_text("facts: {x: {amount: 1 CAD}}\n")
    (tmp_path / "facts" / "facts.yaml").write_text("facts: {x: {amount: 1 CAD}}\n")
    with pytest.raises(RegistryError) as told:
        load_facts(tmp_path / "facts")
    (problem,) = told.value.problems
    assert problem.place.path.endswith("more.yaml") and problem.related[0].path.endswith("facts.yaml")


def test_scalars_stay_as_they_are_written(tmp_path: Path) -> None:
    found = registry(tmp_path, "entities: {no: {kind: place, fr: NO, en: '010'}}\n")
    assert (found.entities["no"].names["fr"].name, found.entities["no"].names["en"].name) == ("NO", "010")


def test_encoding_and_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_bytes("entities: {a: {kind: place, fr: Québec}}".encode("latin-1"))
    with pytest.raises(RegistryError) as told:
        load_facts(tmp_path / "facts")
    assert told.value.problems[0].key == "facts-encoding"
    with pytest.raises(RegistryError) as told:
        load_facts(tmp_path / "nowhere")
    assert told.value.problems[0].key == "facts-folder-missing"


def test_what_is_kept_follows_the_files(tmp_path: Path) -> None:
    assert registry(tmp_path, "facts: {x: {count: 1}}").facts.keys() == {"x"}
    assert registry(tmp_path, "facts: {y: {count: 1}}").facts.keys() == {"y"}


def test_lint(tmp_path: Path) -> None:
    found = registry(
        tmp_path,
        "entities: {a: {kind: place, fr: Aval}, b: {kind: place, fr: Aval}}\n"
        "facts:\n  x: {count: 1, source: s}\n  y: {count: 2, about: a, valid: {until: 2020}}\n",
    )
    assert sorted(problem.key for problem in lint_registry(found, date(2024, 1, 1))) == [
        "lint-ambiguous",
        "lint-expired",
        "lint-no-cues",
        "lint-no-source",
        "lint-unreachable",
    ]


def test_schema_names_every_key() -> None:
    schema = build_fact_schema("en")
    assert set(schema["properties"]) == {"currency", "entities", "facts", "relations"}
    facts = schema["properties"]["facts"]["additionalProperties"]["properties"]
    assert {"amount", "members", "text", "over", "part_of", "cues", "valid", "source"} <= facts.keys()


def test_relations_are_kept(tmp_path: Path) -> None:
    text = "facts: {x: {count: 3}, y: {count: 1}, z: {count: 2}}\nrelations: [{total: x, parts: [y, z]}]\n"
    (relation,) = registry(tmp_path, text).relations
    assert isinstance(relation, Total) and relation.parts == ("y", "z")
