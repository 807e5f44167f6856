"""An age is no duration; the time that people take is one."""

from __future__ import annotations

import pytest

from factcheck.languages.load import load
from factcheck.mentions.find import find_in_phrase

AGES = [
    ("en", "a child under 9 years"),
    ("en", "girls and boys over 12 years"),
    ("en", "men who are over 60 years"),
    ("en", "workers aged over 60 years"),
    ("en", "seals aged at least 10 months"),
    ("fr", "une personne âgée de moins de onze ans"),
    ("fr", "des veaux âgés de plus de dix mois"),
    ("fr", "gratuit pour les moins de 14 ans"),
    ("fr", "des enfants de plus de 9 ans"),
    ("fr", "des enfants de moins de 9 ans"),
    ("fr", "La mère a moins de 20 ans"),
    ("fr", "des filles de 9 à 14 ans"),
    ("fr", "les Manitobains de plus de 70 ans"),
]
LENGTHS = [
    ("en", "loans to women farmers over 40 months", "40 months"),
    ("en", "help for boys to complete at least ten years of school", "ten years"),
    ("en", "People wait more than six months", "six months"),
    ("en", "students who board more than 2 years", "2 years"),
    ("en", "the man served at least 15 weeks", "15 weeks"),
    ("fr", "la personne a attendu au moins quarante jours", "quarante jours"),
    ("fr", "Les patients attendent plus de six mois", "six mois"),
    ("fr", "les femmes ont cotisé au moins 15 semaines", "15 semaines"),
    ("fr", "les élèves pensionnaires environ deux ans", "deux ans"),
    ("fr", "des étudiants absents au plus dix jours", "dix jours"),
]


@pytest.mark.parametrize(("code", "text"), AGES)
def test_an_age_is_not_read(code: str, text: str) -> None:
    assert find_in_phrase(text, load(code)) == []


@pytest.mark.parametrize(("code", "text", "wanted"), LENGTHS)
def test_the_time_that_people_take_is_read(code: str, text: str, wanted: str) -> None:
    assert [text[mention.start : mention.end] for mention in find_in_phrase(text, load(code))] == [wanted]
