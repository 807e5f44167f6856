"""Every message that a finding or a problem can have, worded in both languages: no value of the program reaches a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import registry, report, together
from test_bitext import DIFFERENT
from test_registry import BROKEN

from factcheck.errors import RegistryError
from factcheck.findings import Finding
from factcheck.messages import Messages, load_message_tables
from factcheck.rules import RULES

# What a value of Python looks like: a call of a class, an enumeration, a slot that was not filled, braces, an address.
PYTHON = re.compile(
    r"\b[A-Z]\w+\((?!s\))\w+=|frozenset|Decimal|datetime|\bNone\b|\bTrue\b|\bFalse\b|<[\w.]+ object|[{}]|\b[A-Z]\w+\.[A-Z_]{2,}\b|\['"
)
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
MEMBERS = """
entities:
  plan: {kind: programme, en: Shores Plan}
  garde: {kind: organisation, en: Lake Guard}
  conseil: {kind: organisation, en: Fishers Council}
  institut: {kind: organisation, en: Tides Institute}
  musee: {kind: organisation, en: Harbour Museum}
facts:
  partenaires: {about: plan, members: [garde, conseil, institut], cues: {en: [in partnership with]}}
"""
EXPIRED = """
entities: {bourse: {kind: programme, fr: Bourse du large, en: Offshore Grant}}
facts: {ancien: {about: bourse, amount: 275 CAD, per: month, cues: {en: [pays]}, valid: {until: 2023-06-30}}}
"""
NEAREST = """
entities: {fonds: {kind: programme, en: Lighthouse Fund}}
facts: {vfs-2018: {about: fonds, amount: 6.1 million CAD, cues: {en: [envelope]}}}
"""
POLICY = """
entities: {{quai: {{kind: programme, en: Wharf Program}}}}
facts:
  budget: {{about: quai, amount: 22.24 million CAD, cues: {{en: [Budget 2021]}}, may_say: {{{}}}}}
"""
NOTES = [
    ("tense-mismatch.today", "The bridge will be opened in May 2018.", ""),
    ("impossible-date.interval", "The office is open from April 28 to April 31, 2021.", ""),
    ("acronym-mismatch.twice", "The Lake Guard Office (LGO) met. The Local Grants Office (LGO) met.", ""),
    (
        "members-mismatch.both",
        "The Shores Plan is carried out in partnership with the Lake Guard, the Fishers Council and the Harbour Museum.",
        MEMBERS,
    ),
    ("outdated-fact.gone", "The Offshore Grant pays $275 a month.", EXPIRED),
    ("unverified-claim.nearest", "The Lighthouse Fund spent $5.8 million on lamps.", NEAREST),
    (
        "qualifier-mismatch.hedge",
        "Budget 2021 gave the Wharf Program nearly $22.24 million.",
        POLICY.format("round: 3 digits, as: [about]"),
    ),
    ("qualifier-mismatch.rounding", "Budget 2021 gave the Wharf Program about $22 million.", POLICY.format("round: 3 digits, as: [about]")),
    ("qualifier-mismatch.no-hedge", "Budget 2021 gave the Wharf Program about $22.24 million.", POLICY.format("as: []")),
    ("reference-missing.table", "Table 1: Nets\n\nTable 2: Sails\n\nCosts are in Table 3.", ""),
    ("reference-missing.figure", "Figure 1: Nets\n\nFigure 2: Sails\n\nCosts are in Figure 3.", ""),
    ("reference-missing.annex", "Annex A\n\nAnnex B\n\nCosts are in Annex C.", ""),
    ("reference-missing.section", "# 1 Nets\n\n# 2 Sails\n\nCosts are in section 3.", ""),
    ("reference-missing.note", "Nets[^1] and sails[^2], see note 3.\n\n[^1]: Old.\n\n[^2]: New.\n", ""),
    ("unused-suppression.unknown", "<!-- factcheck: ignore amount-mismach -->\n\nText.", ""),
]
PAIRS = [
    ("Le phare attire environ 8 000 visiteurs.", "The lighthouse draws 8,000 visitors."),
    ("Le phare a coûté 4 millions de dollars.", "The lighthouse cost $4.1 million."),
    ("Le fonds a versé 3,000 $ en 2017.", "The fund paid out $3,000 in 2017."),
    (
        "Le quai a coûté 4,6 millions de dollars en 2017.\n\nIl accueille 52 bateaux.",
        "The wharf cost $4.6 million in 2017.\n\nIt is home to boats.",
    ),
]


def findings(folder: Path) -> Iterator[Finding]:
    """The findings of the examples of all rules, and of the notes above."""
    for number, example in enumerate(example for rule in RULES for example in rule.examples):
        place = folder / str(number)
        place.mkdir()
        texts = [(example.language, example.text), *([example.pair] if example.pair else [])]
        notes = [(f"note.{language}.md", MARK.sub(r"\1", text)) for language, text in texts]
        for each in together(place, notes, example.facts, date.fromisoformat(example.as_of)):
            yield from each.findings
    for _, text, facts in NOTES:
        yield from report(folder, text, facts).findings
    for number, (french, english) in enumerate([*PAIRS, *((each[0], each[1]) for each in DIFFERENT)]):
        place = folder / f"pair-{number}"
        place.mkdir()
        for each in together(place, [("note.fr.md", french), ("note.en.md", english)]):
            yield from each.findings


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    return list(findings(tmp_path_factory.mktemp("notes")))


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_value_of_the_program_in_a_finding(code: str, every: list[Finding]) -> None:
    messages = Messages(code)
    for finding in every:
        texts = [messages.finding(finding.rule, finding.key, finding.values)]
        texts += [messages.related(each.key, each.values) for each in finding.related]
        for text in texts:
            assert text and not PYTHON.search(text), text


PLACEHOLDER = re.compile(r"\{(\w+)[|}]")
# What the tables may name beside the values of a finding: the source of a fact, and its value as written.
ADDED = {"source", "written"}


def test_each_placeholder_has_a_value(every: list[Finding]) -> None:
    for finding in every:
        for code in ("en", "fr"):
            template = load_message_tables(code)["rules"][finding.rule]["messages"][finding.key]
            assert set(PLACEHOLDER.findall(template)) <= set(finding.values), (code, finding.key)
            for each in finding.related:
                template = load_message_tables(code)["rules"]["related"][each.key]
                assert set(PLACEHOLDER.findall(template)) <= set(each.values) | ADDED, (code, each.key)


def placeholders(table: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """The placeholders of each text of a table, by its keys."""
    if isinstance(table, str):
        yield path, set(PLACEHOLDER.findall(table))
    elif isinstance(table, dict):
        for key, value in table.items():
            yield from placeholders(value, (*path, key))


def test_both_languages_use_the_same_placeholders() -> None:
    french, english = (
        dict(placeholders({name: load_message_tables(code)[name] for name in ("rules", "problems", "ui")})) for code in ("fr", "en")
    )
    assert french.keys() == english.keys()
    assert [(key, french[key], english[key]) for key in french if french[key] != english[key]] == []


def test_nearly_every_message_is_reached(every: list[Finding]) -> None:
    known = {key for rule in RULES for key in load_message_tables("en")["rules"][rule.id]["messages"]}
    assert {each for each, _, _ in NOTES} <= {finding.key for finding in every}
    assert known - {finding.key for finding in every} <= {
        "members-mismatch.added",
        "translation-mismatch.hedge",
        "translation-mismatch.item",
        "translation-mismatch.broken",
        "translation-mismatch.members",
        "translation-mismatch.missing",
        "translation-mismatch.missing.lacks",
    }


def test_a_day_that_does_not_exist(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "La consultation prend fin le 31 avril 2021.", name="n.fr.md").findings
    assert Messages("en").finding(found.rule, found.key, found.values) == "“31 avril 2021” does not exist: April has 30 days"
    assert (
        Messages("fr").finding(found.rule, found.key, found.values)
        == "«\u00a031 avril 2021\u00a0» n’existe pas\u00a0: avril compte 30 jours"
    )
    (found,) = report(tmp_path, "The consultation ends on February 29, 2022.").findings
    assert Messages("en").finding(found.rule, found.key, found.values).endswith("February 2022 has 28 days")


def test_a_weekday_in_the_words_of_the_note(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "The board met on Monday, April 6, 2021.").findings
    assert Messages("en").finding(found.rule, found.key, found.values) == "“April 6, 2021”: the day is “Tuesday”, not “Monday”"
    assert Messages("fr").finding(found.rule, found.key, found.values).replace("\u00a0", " ") == (
        "« April 6, 2021 » : le jour est « Tuesday », et non « Monday »"
    )
    (found,) = report(tmp_path, "Le conseil s’est réuni le lundi 6 avril 2021.", name="n.fr.md").findings
    assert Messages("en").finding(found.rule, found.key, found.values) == "“6 avril 2021”: the day is “mardi”, not “lundi”"


def test_the_nearest_fact(tmp_path: Path) -> None:
    (found,) = report(tmp_path, "The Lighthouse Fund spent $5.8 million on lamps.", NEAREST).findings
    assert Messages("en").finding(found.rule, found.key, found.values) == (
        "No fact covers “$5.8 million”; the nearest is vfs-2018 (6.1 million CAD)"
    )


def test_elision(tmp_path: Path) -> None:
    facts = """
entities:
  oriane: {kind: person, fr: Oriane Vasseur, en: Oriane Vasseur, title: sm}
  sm: {kind: title, fr: sous-ministre, en: Deputy Minister}
"""
    (found,) = report(tmp_path, "Oriane Vasseur, directrice générale, a signé.", facts, "n.fr.md").findings
    message = Messages("fr").finding(found.rule, found.key, found.values)
    assert message.startswith("Le titre d’Oriane Vasseur est «\u00a0sous-ministre\u00a0»")


@pytest.mark.parametrize(("text", "key"), [(text, key) for text, key, _, _ in BROKEN])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_value_of_the_program_in_a_problem(code: str, text: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as told:
        registry(tmp_path, text)
    for problem in told.value.problems:
        message = re.sub(r"`[^`]*`", "", Messages(code).problem(problem))
        assert message and not PYTHON.search(message.replace(problem.place.path, "")), message


def test_two_readings_are_shown_as_dates(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as told:
        registry(tmp_path, "facts: {x: {date: 03/04/2020}}")
    assert "March 4, 2020 or as April 3, 2020" in Messages("en").problem(told.value.problems[0])
