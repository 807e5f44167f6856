"""Two versions of one note: how they find each other, what is told of them, and what is left alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import TODAY, quote, registry, together

from factcheck.cli import build_commands
from factcheck.cli.screen import Screen
from factcheck.corpus import Running, check_files
from factcheck.errors import Problem
from factcheck.findings import Report
from factcheck.settings import Settings

RULE = "translation-mismatch"
FR = "Le quai de Belle-Anse a coûté 4,6 millions de dollars.\n\nIl accueille 52 bateaux depuis le 3 juin 2019."
EN = "The Belle-Anse wharf cost $4.9 million.\n\nIt has been home to 52 boats since June 3, 2019."


def told(folder: Path, french: str, english: str, facts: str = "", notes: bool = False) -> tuple[list[str], list[str]]:
    """What the rule quotes of each version."""
    found = together(folder, [("note.fr.md", french), ("note.en.md", english)], facts)
    first, second = (
        [quote(each, report) for each in report.findings if each.rule == RULE and (notes or each.severity != "note")] for report in found
    )
    return first, second


DIFFERENT = [
    (
        "Le délai est de 15 jours. Par la poste, il faut quatre semaines. La photo doit dater des douze derniers mois.",
        "The time is 15 days. By mail, it takes four weeks. The photo must be from the last six months.",
        "douze derniers mois",
        "six months",
    ),
    (
        "Le fonds a versé 830 millions de dollars en 2017.",
        "The fund paid out $830 billion in 2017.",
        "830 millions de dollars",
        "$830 billion",
    ),
    ("La coupe de bois a baissé de 17 % en 2018.", "Logging fell by 71% in 2018.", "17 %", "71%"),
    ("Le refuge ouvrira le 14 mai 2026.", "The shelter will open on May 24, 2026.", "14 mai 2026", "May 24, 2026"),
    ("Le bail dure sept ans et coûte 900 000 $.", "The lease runs for nine years and costs $900,000.", "sept ans", "nine years"),
    ("Le don de 40 000 € a servi à réparer le toit.", "The gift of US$40,000 was used to repair the roof.", "40 000 €", "US$40,000"),
    ("La rente est de 310 $ par mois.", "The pension is $310 a year.", "310 $ par mois", "$310 a year"),
    (
        "Le parc reçoit 3 000 demandes par mois.",
        "The park receives 3,000 requests a week.",
        "3 000 demandes par mois",
        "3,000 requests a week",
    ),
    ("Le phare attire plus de 8 000 visiteurs.", "The lighthouse draws fewer than 8,000 visitors.", "plus de 8 000", "fewer than 8,000"),
    (
        "Le pont a été ouvert en juin 2022.",
        "The bridge will be opened in June 2022.",
        "a été ouvert en juin 2022",
        "will be opened in June 2022",
    ),
    (
        "La réunion du lundi 6 mai 2024 est publique.",
        "The meeting of Tuesday, May 6, 2024, is public.",
        "lundi 6 mai 2024",
        "Tuesday, May 6, 2024",
    ),
    (
        "Les ateliers ont eu lieu à Gaspé, à Matane et à Rimouski.",
        "Workshops were held in Gaspé, Matane, Amqui and Rimouski.",
        "Gaspé, à Matane et à Rimouski",
        "Gaspé, Matane, Amqui and Rimouski",
    ),
    ("Écrivez-nous ou composez le 418-555-0136.", "Write to us or call 418-555-0163.", "418-555-0136", "418-555-0163"),
]


@pytest.mark.parametrize(("french", "english", "one", "other"), DIFFERENT, ids=[each[2] for each in DIFFERENT])
def test_different(french: str, english: str, one: str, other: str, tmp_path: Path) -> None:
    assert told(tmp_path, french, english) == ([one], [other])


SAME = [
    ("Le tarif est de 30 $, par mois.", "The rate is $30, in any month."),
    (
        "Le fonds verse une somme annuelle :\n\n- a) de 1 920 $ par enfant;\n- b) de 720 $ par aîné.",
        "The fund pays:\n\n- (a) $1,920 per year for each child;\n- (b) $720 per year for each senior.",
    ),
    ("La règle s’applique à compter de juillet 2011.", "The rule applies after June 2011."),
    ("Le quai ouvre à compter du 1er mai 2019.", "The wharf opens after April 30, 2019."),
    ("La séance a eu lieu le 3 avril 2023.", "The meeting was on 03/04/2023."),
    ("Deux quais, selon le Nine Mile Courier, ont brûlé.", "According to the Nine Mile Courier, two wharves burned."),
    (
        "12 Aucun nouveau tarif\n\nLe tarif de 40 $ reste.",
        "14 No new rate\n\nThe rate of $40 stays.",
    ),
    ("L’an dernier, le port a reçu 640 000 $.", "The port received $640,000 last year."),
    ("La somme ne dépasse pas le moindre de 35 000 $ et du coût.", "The sum is the lesser of $35,000 and the cost."),
    (
        "Le prêt vise le Manitoba, à Brandon, à Gimli et à Morden.",
        "The loan is for Manitoba, Brandon, Gimli and Morden.",
    ),
    ("Le fonds a versé 830 M$ en 2017-2018.", "The fund paid out $830 million in fiscal year 2017-18."),
    ("Les deux tiers des 96 chalets sont loués.", "Two thirds of the 96 cottages are rented."),
    ("Le bail dure 24 mois.", "The lease runs for two years."),
    ("Le refuge ouvrira en mai 2026.", "The shelter will open on May 24, 2026."),
    ("En 2018, 640 phoques ont été vus, contre 510 en 2010.", "Some 640 seals were seen in 2018, as against 510 in 2010."),
    ("La motion C-22 modifie l’article 14 du règlement.", "Motion C-22 amends section 14 of the regulations."),
    ("L’aide s’élève à 5 millions de dollars. Elle dure trois ans.", "The aid is $5 million, over three years."),
    ("Il ne peut être versé plus de 7 000 $ par personne.", "No more than $7,000 may be paid to each person."),
    ("Renseignements : info@exemple.ca, 418-555-0100", "Information: info@example.ca, 418-555-0177"),
]


@pytest.mark.parametrize(("french", "english"), SAME, ids=[each[0][:30] for each in SAME])
def test_same(french: str, english: str, tmp_path: Path) -> None:
    assert told(tmp_path, french, english) == ([], [])


def test_rows_in_another_order(tmp_path: Path) -> None:
    french = "| Île | Somme |\n|--|--|\n| Anticosti | 410 000 $ |\n| Île aux Cerfs | 325 000 $ |\n| Île Verte | 118 000 $ |\n"
    english = "| Island | Amount |\n|--|--|\n| Green Island | $118,000 |\n| Stag Island | $352,000 |\n| Anticosti | $410,000 |\n"
    assert told(tmp_path, french, english) == (["325 000 $"], ["$352,000"])
    assert told(tmp_path, french, english.replace("352", "325")) == ([], [])


def test_sentences_in_another_paragraph(tmp_path: Path) -> None:
    french = "Le lac compte 19 îles. Il gèle en janvier.\n\nLa pêche y a rapporté 77 000 $ en 2016. Elle est surveillée."
    english = "The lake has 19 islands. It freezes in January. Fishing brought in $77,000 in 2016.\n\nIt is supervised."
    assert told(tmp_path, french, english) == ([], [])


def test_what_one_version_leaves_out_is_a_note(tmp_path: Path) -> None:
    french = "Le moulin date de 1871.\n\nIl a moulu 1 460 tonnes de blé en 2018.\n\nSa roue mesure 9 mètres."
    english = "The mill dates from 1871.\n\nIts wheel measures 9 metres."
    assert told(tmp_path, french, english) == ([], [])
    assert told(tmp_path, french, english, notes=True) == (["1 460"], ["The mill dates from 1871."])


def test_two_notes_that_are_no_versions(tmp_path: Path) -> None:
    french = "# Le budget\n\nLe port reçoit 12 millions de dollars.\n\n- Il est profond.\n- Il est vieux.\n\nLa suite en 2031."
    english = "The forest burned for 3 weeks.\n\nCrews from 14 countries came.\n\n| a | b |\n|--|--|\n| 1 | $5 |\n\nIt rained in 2023."
    assert told(tmp_path, french, english) == ([], [])


def test_rounded_hedged_and_marks_are_notes(tmp_path: Path) -> None:
    french = "Le barrage a coûté 12,4 millions de dollars.\n\nIl retient 3,000 tonnes d’eau.\n\nIl a plus de 40 vannes."
    english = "The dam cost $12 million.\n\nIt holds 3,000 tonnes of water.\n\nIt has 40 gates."
    assert told(tmp_path, french, english) == ([], [])
    assert told(tmp_path, french, english, notes=True) == (["12,4 millions de dollars", "3,000", "plus de 40"], ["$12 million", "40"])


FACTS = """
entities:
  quai: {kind: place, fr: quai de Belle-Anse, en: Belle-Anse wharf}
facts:
  cout: {about: quai, amount: 4.6 million CAD, cues: {fr: [coûté], en: [cost]}}
"""


def test_a_fact_tells_which_version_is_wrong(tmp_path: Path) -> None:
    assert told(tmp_path, FR, EN) == (["4,6 millions de dollars"], ["$4.9 million"])
    assert told(tmp_path, FR, EN, FACTS) == ([], ["$4.9 million"])


def versions(folder: Path, names: Sequence[str], checked: Sequence[str], front: str = "", **given: object) -> list[Report]:
    """The reports on some of two notes, written under those names."""
    for name, text in zip(names, (front + FR, EN), strict=True):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    found = list(check_files([folder / name for name in checked], registry(folder, ""), Settings(TODAY), **given))  # type: ignore[arg-type]
    return [each for each in found if isinstance(each, Report)]


def count(found: Sequence[Report]) -> list[int]:
    return [sum(each.rule == RULE for each in report.findings) for report in found]


NAMES = [
    ("a.fr.md", "a.en.md"),
    ("a-fr.txt", "a-en.txt"),
    ("a_FR.md", "a_EN.md"),
    ("a (fr).md", "a (en).md"),
    ("fr/a.md", "en/a.md"),
    ("fr/a.fr.md", "en/a.en.md"),
    ("a.fr.md", "a.en.txt"),
    ("a-fra.md", "a-eng.md"),
]


@pytest.mark.parametrize("names", NAMES, ids=[each[0] for each in NAMES])
def test_names(names: tuple[str, str], tmp_path: Path) -> None:
    assert count(versions(tmp_path, names, names)) == [1, 1]
    assert count(versions(tmp_path, names, names[1:])) == [1]
    assert count(versions(tmp_path, names, names, running=Running(in_advance=False))) == [1, 1]


def test_no_versions(tmp_path: Path) -> None:
    assert count(versions(tmp_path, ("a.fr.md", "b.en.md"), ("a.fr.md", "b.en.md"))) == [0, 0]
    assert count(versions(tmp_path, ("afr.md", "aen.md"), ("afr.md", "aen.md"))) == [0, 0]


@pytest.mark.parametrize("order", [("note.md", "brief.md"), ("brief.md", "note.md")], ids=["declaring first", "declaring last"])
def test_front_matter(order: tuple[str, str], tmp_path: Path) -> None:
    assert count(versions(tmp_path, ("note.md", "brief.md"), order, "---\npair: brief.md\n---\n\n")) == [1, 1]


def test_front_matter_of_one_checked(tmp_path: Path) -> None:
    assert count(versions(tmp_path, ("note.md", "brief.md"), ("note.md",), "---\npair: brief.md\n---\n\n")) == [1]


def test_front_matter_names_no_file(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("---\npair: gone.md\n---\n\n" + FR, "utf-8")
    found = list(check_files([note], registry(tmp_path, ""), Settings(TODAY)))
    assert [type(each) for each in found] == [Report, Problem]
    assert isinstance(found[1], Problem) and found[1].key == "pair-missing"


def test_word_beside_markdown(tmp_path: Path) -> None:
    from docx import Document

    word = Document()
    for line in EN.split("\n\n"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.en.docx"))
    (tmp_path / "a.fr.md").write_text(FR, "utf-8")
    found = list(check_files([tmp_path / "a.fr.md", tmp_path / "a.en.docx"], registry(tmp_path, ""), Settings(TODAY)))
    assert [[quote(each, report) for each in report.findings] for report in found if isinstance(report, Report)] == [
        ["4,6 millions de dollars"],
        ["$4.9 million"],
    ]


def test_options_and_related_place(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "none.yaml").write_text("facts: {}\n", "utf-8")
    (tmp_path / "un.md").write_text(FR, "utf-8")
    (tmp_path / "two.md").write_text(EN, "utf-8")
    given = ["check", "--pair", str(tmp_path / "un.md"), str(tmp_path / "two.md"), "--facts", str(tmp_path / "facts"), "--format", "json"]
    run = CliRunner().invoke(build_commands(Screen("en")), given, standalone_mode=False)
    documents = json.loads(run.stdout)["documents"]
    assert [Path(each["path"]).name for each in documents] == ["un.md", "two.md"]
    related = documents[0]["findings"][0]["related"]
    assert [(Path(each["path"]).name, each["line"], each["column"]) for each in related] == [("two.md", 1, EN.index("$4.9") + 1)]


def test_suppressed_in_one_version(tmp_path: Path) -> None:
    french = f"<!-- factcheck: ignore {RULE} -->\n{FR}"
    assert told(tmp_path, french, EN) == ([], ["$4.9 million"])
    found = together(tmp_path, [("lone.fr.md", french)])
    assert found[0].findings == ()


def test_each_version_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck import checker

    seen: list[str] = []
    analyze = checker.analyze
    monkeypatch.setattr(checker, "analyze", lambda document, *rest: seen.append(Path(document.path).name) or analyze(document, *rest))
    versions(tmp_path, ("a.fr.md", "a.en.md"), ("a.en.md", "a.fr.md"))
    assert sorted(seen) == ["a.en.md", "a.fr.md"]


def test_exchanged_sums(tmp_path: Path) -> None:
    french = "Le fonds verse 2 M$ à Amos, 3 M$ à Matane et 4 M$ à Gaspé."
    english = "The fund pays $2M to Amos, $4M to Matane and $3M to Gaspé."
    assert told(tmp_path, french, english) == (["3 M$", "4 M$"], ["$4M", "$3M"])
    rows = "| | |\n|--|--|\n| Amos | {} $ |\n| Matane | {} $ |\n| Gaspé | {} $ |\n"
    assert told(tmp_path, rows.format(210, 320, 430), rows.format(210, 430, 320)) == (["320 $", "430 $"], ["430 $", "320 $"])
