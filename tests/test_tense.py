"""The verb that governs a date, and its tense, judged as of the note's day."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Check

DAY = date(2021, 3, 30)
WRONG = [
    ("fr", "La stratégie sera renouvelée en permanence en [[2009]]."),
    ("fr", "Le programme prendra fin en [[mars 2020]]."),
    ("fr", "L’accord va être signé le [[12 mai 2019]]."),
    ("fr", "Le fonds a été créé en [[2027]]."),
    ("fr", "Le centre a ouvert ses portes en [[juin 2026]]."),
    ("fr", "C’est le [[6 septembre 2019]], sur le quai, que le programme prendra son envol."),
    ("en", "The strategy will be renewed in [[2009]]."),
    ("en", "It is in [[March 2020]] that the program will end."),
    ("en", "The program is going to end in [[March 2020]]."),
    ("en", "The fund was created in [[2027]]."),
    ("en", "The boats will be sent to Alberta in [[May 2019]]."),
    ("en", "The boats will be lent to the province in [[May 2019]]."),
    ("en", "The centre opened its doors in [[June 2026]]."),
]
RIGHT = [
    ("fr", "Vingt ans plus tôt, en 1996, dix pays auront réduit leurs émissions."),
    ("en", "By then, ten countries will have cut their emissions in 1996."),
    ("fr", "La stratégie a été renouvelée en permanence en 2009."),
    ("fr", "La stratégie sera renouvelée en 2024."),
    ("fr", "L’entrée en vigueur a été fixée par décret au 1er juillet 2026."),
    ("en", "Its doors are to open, once the reactors have been certified, in October 2026."),
    ("en", "The opening was set by order for July 1, 2026."),
    ("fr", "Le plan de 2018 sera revu."),
    ("fr", "Le rapport publié en 2018 servira de base."),
    ("fr", "D’ici 2030, le nombre a été fixé à dix."),
    ("fr", "En 2004, le ministre avait annoncé que le programme serait élargi en 2006."),
    ("fr", "Le budget de 2019 permettra d’agir."),
    ("fr", "Le niveau sera ramené sous celui de 2005."),
    ("fr", "Une somme a été réservée jusqu’en 2026."),
    ("fr", "La cible de 2030 a été relevée."),
    ("en", "The strategy was renewed in 2009."),
    ("en", "The strategy will be renewed in 2024."),
    ("en", "The 2018 plan will be revised."),
    ("en", "The board will meet to review what was done in 2019."),
    ("en", "By law, the board shall report on May 1, 2019."),
    ("en", "It will help to restore bridges in the 2018 region."),
    ("en", "The report published in 2018 will serve as a base."),
    ("en", "In 2004, the minister said that the program would be widened in 2006."),
    ("en", "Emissions will fall below 2005 levels."),
    ("en", "Funds were set aside to build a centre in 2026."),
    ("en", "Funding was extended until 2026."),
    ("en", "The 2030 target was raised."),
]


@pytest.mark.parametrize(("language", "text"), WRONG)
def test_wrong_tense(language: str, text: str, check: Check) -> None:
    plain = text.replace("[[", "").replace("]]", "")
    dated = f"---\ndate: {DAY}\n---\n\n{plain}\n"
    found = check(dated, "", language)
    assert [rule for rule, _ in found] == ["tense-mismatch"], found
    year = text[text.index("[[") + 2 : text.index("]]")]
    assert year in found[0][1]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_right_tense(language: str, text: str, check: Check) -> None:
    assert check(f"---\ndate: {DAY}\n---\n\n{text}\n", "", language) == []


def test_a_note_without_date_is_bound_by_what_it_reports(check: Check) -> None:
    text = "Le bureau a ouvert en 2015. Il sera agrandi en 2012."
    assert check(text, "", "fr", date(2026, 1, 1)) == [("tense-mismatch", "sera agrandi en 2012")]


def test_a_note_without_any_date_is_judged_as_of_today(check: Check) -> None:
    assert check("Il sera agrandi en 2025.", "", "fr", date(2026, 1, 1)) == [("tense-mismatch", "sera agrandi en 2025")]
    assert check("Il sera agrandi en 2027.", "", "fr", date(2026, 1, 1)) == []
    text = "Le port a dix quais, selon le relevé de mars 2025."
    assert check(f"{text} Il sera agrandi en 2012.", "", "fr", date(2026, 1, 1)) == [("tense-mismatch", "sera agrandi en 2012")]
    assert check(f"{text} Il sera agrandi en 2027.", "", "fr", date(2026, 1, 1)) == []


OF_THEIR_TIME = [
    ("fr", "Il sera agrandi en 2012."),
    ("fr", "Le gouvernement aidera les ports à se moderniser. En 1985, il déposera un projet de loi."),
    ("fr", "Le Canada recevra le monde en 1976. D’ici 1980, le port sera rebâti."),
    ("en", "The port will be enlarged in 2012."),
    ("en", "The Government will bring in a bill. By 1985, the ports will be rebuilt."),
    ("en", "Two harbours opened in 1999. In 2004, a third one will open."),
]


@pytest.mark.parametrize(("language", "text"), OF_THEIR_TIME)
def test_an_old_note_without_date_speaks_from_its_own_time(language: str, text: str, check: Check) -> None:
    assert check(text, "", language, date(2026, 1, 1)) == []


UNSURE = [
    ("fr", "- 17 mars 2015 : arrestation du maire. Sa peine sera annulée en octobre 2017.\n- 4 mai 2015 : le port ferme."),
    ("fr", "En 2002, il devient avocat à Paris. Il sera élu maire en 2009."),
    ("fr", "C’est ce que l’on verra, par exemple, en 2009."),
    ("fr", "La somme est versée si les travaux ont été achevés en 2029, ou si le port, selon le cas, a été vendu en 2030."),
    ("fr", "À l’hiver 2021, l’équipe a travaillé avec trois ministères."),
    ("en", "- March 17, 2015: the mayor is arrested. The sentence will be set aside in October 2017.\n- May 4, 2015: the port closes."),
    ("en", "The sum is paid if the work was completed in 2029, or if the port, as the case may be, was sold in 2030."),
    ("en", "In the winter of 2021, the team worked with three departments."),
    ("en", "The grant is paid provided that the bridge was completed in 2029."),
]


@pytest.mark.parametrize(("language", "text"), UNSURE)
def test_a_doubtful_tense_is_no_finding(language: str, text: str, check: Check) -> None:
    assert check(f"---\ndate: {DAY}\n---\n\n{text}\n", "", language) == []
