"""The verb of a date across what may stand between the two: complements, numbers, introductions; and what takes the date to itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import Check, report

DAY = date(2021, 3, 30)
# Each future verb has a date that is past.
WRONG = [
    ("fr", "La directrice publiera le communiqué du réseau en [[juin 2019]]."),
    ("fr", "Le guide sera affiché sur le portail de la Ville en [[mai 2020]]."),
    ("fr", "Le ministère remettra au conseil de la chambre un rapport en [[2018]]."),
    ("fr", "La flotte sera confiée ensuite au partenaire du port en [[mars 2019]]."),
    ("fr", "Le port recevra 40 nouveaux bateaux de pêche en [[2017]]."),
    ("fr", "La subvention passera à 12 millions de dollars en [[2020]]."),
    ("fr", "L’équipe commencera à vendre les billets en [[avril 2020]]."),
    ("fr", "Ce jour-là, en [[mai 2019]], la mairesse ouvrira le quai."),
    ("fr", "Le quai a rouvert, et en [[mai 2019]], la mairesse recevra les clés."),
    ("fr", "Lors du sommet des villes en [[mai 2019]], les maires signeront l’entente."),
    ("fr", "Depuis [[2018]], les pêcheurs seront mieux payés."),
    ("fr", "Les ventes en [[2019]] seront de 40 tonnes."),
    ("en", "The agency will add 40 more lifeguards in [[2019]]."),
    ("en", "The mayor will hand the report to the board of the harbour in [[May 2020]]."),
    ("en", "The fund will be opened to fishers and crews of every port of the province in [[2018]]."),
    ("en", "The city will begin to sell tickets in [[April 2020]]."),
    ("en", "Sales will rise to 40 tonnes in [[2020]]."),
    ("en", "In response to the first question, in [[May 2019]], the mayor will open the pier."),
    ("en", "All towns chose to join, and on [[June 22, 2019]], the $40 million will be shared."),
    ("en", "During the summit in [[May 2019]], the mayors will sign the deal."),
    ("en", "Since its launch in [[2018]], 40 boats will be sold."),
    ("en", "Lamp sales in [[2019]] will be 40 tonnes."),
    ("en", "Ms. Roy will join the board as its director in [[May 2020]]."),
    ("en", "The board will launch the Harbour Plan in [[2019]]."),
    ("en", "Housed and [[to be founded in Halifax in 2009]], the firm makes lamps."),
    ("en", "Under a framework [[to be co-written in 2018]], the board lends boats."),
    ("en", "In [[May 2019]], when the ice melts, the port will reopen."),
    ("en", "The board will spend $2 million in fiscal year [[2018-19]]."),
    ("en", "The harbour board on [[May 4, 2019]] will open the pier."),
    ("fr", "La mairesse le [[4 mai 2019]] ouvrira le quai."),
    ("fr", "Le gouvernement fédéral en [[2018]] versera une aide."),
    ("en", "[[Last year]], the mayor will open the pier."),
    ("en", "The pier will reopen [[yesterday]]."),
    ("en", "Since [[last July]], boats will be sold."),
    ("fr", "[[L’an dernier]], la mairesse ouvrira le quai."),
    ("fr", "Depuis [[juillet dernier]], les pêcheurs seront mieux payés."),
    ("fr", "Le quai rouvrira [[la semaine dernière]]."),
]
RIGHT = [
    ("fr", "La Ville remboursera les pertes subies par les ports en 2018."),
    ("fr", "Le taux passera de 17 % en 2018 à 12 % en 2024."),
    ("fr", "Le conseil dépassera les 40 projets en 2019."),
    ("fr", "La somme versera un appui au réseau formé en 2019."),
    ("fr", "La mairesse commentera avoir reçu les clés en 2019."),
    ("fr", "La ministre étudiera la pêche depuis la crise de 2018."),
    ("fr", "Est admissible celui qui a demandé ou demandera la carte le 3 mai 2020."),
    ("fr", "La règle s’appliquera, avec effet rétroactif, en 2019."),
    ("fr", "On versera une aide pour la période commençant en 2020."),
    ("fr", "Si, selon le cas, la construction de la tour et du quai, y compris la rampe, a été achevée en 2027, le prix baisse."),
    ("fr", "À l’hiver 2021, le port a reçu 40 bateaux."),
    ("fr", "14 mai 1994 : la mairesse est élue. Elle sera battue en 1998."),
    ("en", "The rate will fall from 17% in 2018 to 12% in 2024."),
    ("en", "The board will exceed the 40 projects in 2019."),
    ("en", "The fund will repay losses suffered by the ports in 2018."),
    ("en", "The board will meet in 2020 and 2025."),
    ("en", "Those who are or will be 75 years old on June 30, 2020 are eligible."),
    ("en", "The rule will apply retroactively in 2019."),
    ("en", "Crews were expected to be trained in 2018."),
    ("en", "The board called for lamps to be lit in 2018."),
    ("en", "Payment will come in two parts, with a first one in fall 2020."),
    ("en", "The board will spend more than last year."),
    ("en", "Last year’s plan will be revised."),
    ("en", "The boats bought last year will be sold."),
    ("fr", "Le quai sera plus long que l’an dernier."),
    ("fr", "Le budget de l’an dernier sera revu."),
    ("fr", "Le quai construit l’an dernier sera peint."),
    ("en", "The storm of the century in 2018 will be remembered."),
    ("en", "The report of the board in 2018 will be read."),
    ("fr", "La tempête en 2018 restera dans les mémoires."),
    ("en", "It has a grant that it has had since 2016 and that will end in 2024."),
]


@pytest.mark.parametrize(("language", "text"), WRONG)
def test_the_verb_of_a_past_date(language: str, text: str, check: Check) -> None:
    plain = text.replace("[[", "").replace("]]", "")
    found = check(f"---\ndate: {DAY}\n---\n\n{plain}\n", "", language)
    assert [rule for rule, _ in found] == ["tense-mismatch"], found
    marked = text[text.index("[[") + 2 : text.index("]]")]
    assert marked in found[0][1] or found[0][1] in marked


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_a_date_of_something_else(language: str, text: str, check: Check) -> None:
    assert check(f"---\ndate: {DAY}\n---\n\n{text}\n", "", language) == []


def test_a_day_without_its_year_is_just_past(check: Check) -> None:
    note = "---\ndate: 2021-03-30\n---\n\n{}\n"
    assert check(note.format("Le 12 mars, la mairesse ouvrira le quai."), "", "fr") == [
        ("tense-mismatch", "12 mars, la mairesse ouvrira"),
    ]
    assert check(note.format("Le 12 juin, la mairesse ouvrira le quai."), "", "fr") == []
    assert check(note.format("Chaque année, le 12 mars, la mairesse ouvrira le quai."), "", "fr") == []


def test_a_note_of_long_ago_speaks_from_its_own_time(check: Check) -> None:
    assert check("The port was built in 1981. It will be enlarged by 1983.", "", "en", date(2021, 1, 1)) == []
    assert check("The port was built in 1981. It will be enlarged in 1979.", "", "en", date(2021, 1, 1)) == [
        ("tense-mismatch", "will be enlarged in 1979"),
    ]


RECAST = [
    ("The bridges will be opened in May 2019.", "were"),
    ("The bridge will be opened in May 2019.", "was"),
    ("In response to it, in May 2019, the mayors will be invited.", "were"),
    ("All towns chose to join, and on June 22, 2019, the $40 million will be shared.", "was"),
    ("The towns agreed, and the bridge will be opened in May 2019.", None),
    ("Since 2018, we will be paid.", None),
]


@pytest.mark.parametrize(("text", "right"), RECAST)
def test_the_correction_has_the_number_of_the_subject(text: str, right: str | None, tmp_path: Path) -> None:
    found = report(tmp_path, f"---\ndate: {DAY}\n---\n\n{text}\n").findings
    assert [finding.edit.replacement if finding.edit else None for finding in found] == [right]
