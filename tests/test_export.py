"""The public reading: normal forms, verbs and their tense, dates that the note's day completes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

import factcheck
from factcheck.cli import build_commands
from factcheck.cli.screen import Screen
from factcheck.errors import UsageError
from factcheck.languages.load import all_languages

SENTENCES = [(language.code, text, verbs) for language in all_languages() for text, verbs in language.grammar.verbs.examples.items()]
DAY = date(2020, 3, 5)


@pytest.mark.parametrize(("language", "text", "verbs"), SENTENCES)
def test_finite_verbs(language: str, text: str, verbs: str) -> None:
    found = factcheck.read(text, language).verbs
    assert "; ".join(f"{text[verb['start'] : verb['end']]} {verb['tense']}" for verb in found) == verbs


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        ("fr", "une aide de 22,24 millions de dollars", "amount", {"value": "22240000", "currency": None}),
        ("fr", "3,50 $ US", "amount", {"value": "3.5", "currency": "USD"}),
        ("en", "76%", "percent", {"value": "76"}),
        ("fr", "douze navires", "number", {"value": "12"}),
        ("en", "April 2004", "date", {"iso": "2004-04"}),
        ("en", "from 2004 to May 2009", "daterange", {"start": "2004", "end": "2009-05"}),
        ("fr", "l’exercice 2019-2020", "daterange", {"start": "2019-04-01", "end": "2020-03-31"}),
        ("en", "the 1990s", "daterange", {"start": "1990", "end": "1999"}),
        ("fr", "deux ans et demi", "duration", {"value": "2.5", "unit": "year"}),
        ("fr", "le 12 juin", "monthday", {"iso": "--06-12"}),
        ("en", "1-613-555-0142", "phone", {"digits": "16135550142"}),
        ("en", "info@example.ca", "email", {"text": "info@example.ca"}),
    ],
)
def test_normal_form(language: str, text: str, kind: str, value: dict[str, str]) -> None:
    found = factcheck.read(text, language).mentions
    assert (found[0]["kind"], found[0]["value"]) == (kind, value)


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("fr", "Le pont a ouvert hier.", "2020-03-04"),
        ("fr", "Le pont a ouvert le 12 juin.", "2019-06-12"),
        ("fr", "Le pont ouvrira le 12 juin.", "2020-06-12"),
        ("fr", "Le pont ouvrira le 29 février.", "2024-02-29"),
        ("fr", "Le pont ouvrira lundi.", "2020-03-09"),
        ("fr", "Le pont ouvrira cette semaine.", "2020-W10"),
        ("fr", "Le pont a ouvert le mois dernier.", "2020-02"),
        ("fr", "Le pont ouvrira l’an prochain.", "2021"),
        ("fr", "Le pont ouvrira à 8 h 30.", "T08:30"),
        ("fr", "Le pont ouvre à midi.", "T12:00"),
        ("fr", "Le pont est désormais ouvert.", "PRESENT_REF"),
        ("fr", "Le quai date des années 60.", "1960"),
        ("fr", "Mercredi, le pont a ouvert.", "2020-03-04"),
        ("en", "The bridge opened last week.", "2020-W09"),
        ("en", "The bridge will open at 9 a.m.", "T09:00"),
        ("en", "The bridge will open in May.", "2020-05"),
        ("en", "The bridge opened in November.", "2019-11"),
        ("en", "The bridge will open in November.", "2020-11"),
    ],
)
def test_the_day_of_the_note_completes_a_date(language: str, text: str, iso: str) -> None:
    (found,) = factcheck.read(text, language, DAY).mentions
    assert found["value"] == {"iso": iso}


def test_an_interval_without_its_year_is_completed_too() -> None:
    (found,) = factcheck.read("Le pont fermera d’avril à juin.", "fr", DAY).mentions
    assert (found["kind"], found["value"]) == ("daterange", {"start": "2020-04", "end": "2020-06"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "May the best bridge win, the mayor said."),
        ("fr", "Le comité du 12 juin 2019, vendredi, a voté."),
    ],
)
def test_a_word_that_is_no_date_of_its_own(language: str, text: str) -> None:
    assert not [each for each in factcheck.read(text, language, DAY).mentions if each.get("relative")]


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        ("fr", "Le navire, qui servait de dépôt jusqu’en [[2010]], rouvrira bientôt.", "servait"),
        ("fr", "Le [[3 mai]], contrairement à ce que voulait le maire, le conseil les reçoit.", "reçoit"),
        ("fr", "Pour l’année [[2000]], les comptes qui ont été revus baisseraient.", "baisseraient"),
        ("fr", "On dit que le quai était fermé dès [[2004]], mais a rouvert.", "était"),
        ("fr", "Le quai est fermé le [[9 mai 1932]] par un maire qui démissionna.", "est fermé"),
        ("fr", "Le conseil avait elle aussi ouvert un quai en [[1923]].", "avait elle aussi ouvert"),
        ("fr", "Le port a de nouveau fermé le [[2 mai 2004]].", "a de nouveau fermé"),
        ("fr", "Le fonds a grandi entre [[1990 et 1999]].", "a grandi"),
        ("fr", "Le quai de pierre devient en [[1482]] un parc.", "devient"),
        ("fr", "En [[1931]], J.B. Roy fonda le port.", "fonda"),
        ("en", "Kept by the port, the light went out in [[2019]].", "went"),
        ("en", "I will go to the port in late [[November]] and I was wondering why.", "will go"),
        ("en", "The fund grew from [[1990 to 1999]].", "grew"),
    ],
)
def test_the_verb_of_a_date(language: str, text: str, verb: str) -> None:
    plain, start = text.replace("[[", "").replace("]]", ""), text.index("[[")
    found = next(each for each in factcheck.read(plain, language, DAY).mentions if each["start"] == start)
    assert plain[found["start"] : found["end"]] == text[start + 2 : text.index("]]")]
    assert plain[found["verb"]["start"] : found["verb"]["end"]] == verb


def test_the_dates_of_an_interval_are_read_too() -> None:
    text = "Le fonds a grandi entre 1990 et 1999."
    found = [(each["kind"], text[each["start"] : each["end"]]) for each in factcheck.read(text, "fr").mentions]
    assert found == [("daterange", "1990 et 1999"), ("date", "1990"), ("date", "1999")]


def test_what_a_clause_says() -> None:
    (found, *_) = factcheck.read("Près de 22 millions de dollars sur trois ans seront versés.", "fr").statements
    assert (found["qualifier"], found["over"]) == ("nearly", {"value": "3", "unit": "year"})


def test_a_language_without_tables_is_refused() -> None:
    with pytest.raises(UsageError):
        factcheck.read("text", "xx")


def test_the_language_is_told_by_the_words() -> None:
    assert factcheck.read("The bridge was opened by the minister in 2004.").to_json()["language"] == "en"


def test_places_are_those_of_the_file(tmp_path) -> None:
    note = tmp_path / "note.fr.md"
    note.write_text("# Titre\n\nUne **aide** de\n5 millions de dollars.\n", "utf-8")
    run = CliRunner().invoke(build_commands(Screen("en")), ["read", str(note), "--format", "json", "--today", "2020-03-05"])
    (found,) = json.loads(run.stdout)["mentions"]
    assert (found["quote"], found["start"]) == ("5 millions de dollars", {"line": 4, "column": 1, "offset": 25})


def test_a_person_sees_what_is_read(tmp_path) -> None:
    note = tmp_path / "note.fr.md"
    note.write_text("Le pont sera ouvert en mai 2021.\n", "utf-8")
    run = CliRunner().invoke(build_commands(Screen("fr")), ["read", str(note), "--today", "2020-03-05"])
    assert "sera ouvert (futur)" in " ".join(run.stdout.split())
