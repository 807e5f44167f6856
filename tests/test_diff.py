"""Two drafts are compared by what they state: a changed value, name or tense is named, wording alone is not."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from test_waivers import FACTS

from factcheck.analyze import analyze
from factcheck.cli import main
from factcheck.drafts.align import find_moved
from factcheck.drafts.compare import compare_drafts
from factcheck.drafts.units import Draft
from factcheck.facts.schema import Registry
from factcheck.formats import parse
from factcheck.languages.load import all_languages


def draft(text: str, name: str) -> Draft:
    return Draft(analyze(parse(text.encode(), name, all_languages()), Registry(), date(2024, 1, 15)))


def changes(old: str, new: str, names: tuple[str, str]) -> list[tuple[str, str, str]]:
    one, other = draft(old, names[0]), draft(new, names[1])

    def show(each: Draft, span: tuple[int, int] | None) -> str:
        return " ".join(each.text[slice(*span)].split()) if span else ""

    return [(str(change.kind), show(one, change.old), show(other, change.new)) for change in compare_drafts(one, other)]


TEXTS = {
    "en": "The harbour got $22.24 million over three years. About 52 boats called on 5 March 2019.\n\n"
    "The Harbour Rescue Fund paid 25% of the cost, or $4 million each year. Anne Tremblay will visit the Port of Gaspé.\n",
    "fr": "Le port a reçu 22,24 millions de dollars sur trois ans. Environ 52 bateaux y ont fait escale le 5 mars 2019.\n\n"
    "Le Fonds de sauvetage a payé 25 % des coûts. Anne Tremblay visitera le port de Gaspé.\n",
}
STATED = [
    ("en", "$22.24 million", "$24.22 million", ("changed", "$22.24 million", "$24.22 million")),
    ("en", "million", "billion", ("changed", "$22.24 million", "$22.24 billion")),
    ("en", "three years", "four years", ("changed", "three years", "four years")),
    ("en", "About 52", "More than 52", ("modified", "52", "52")),
    ("en", "5 March", "6 March", ("changed", "5 March 2019", "6 March 2019")),
    ("en", "25%", "52%", ("changed", "25%", "52%")),
    ("en", "each year", "each month", ("modified", "$4 million", "$4 million")),
    ("en", "Harbour Rescue", "Harbour", ("changed", "Harbour Rescue Fund", "Harbour Fund")),
    ("en", "Tremblay", "Trembley", ("changed", "Tremblay", "Trembley")),
    ("en", "will visit", "visited", ("tense", "will visit", "visited")),
    ("en", " on 5 March 2019", "", ("gone", "5 March 2019", "")),
    ("en", "Gaspé.", "Gaspé. It has 12 piers.", ("added", "", "12")),
    ("fr", "22,24 millions", "22,24 milliards", ("changed", "22,24 millions de dollars", "22,24 milliards de dollars")),
    ("fr", "5 mars", "5 mai", ("changed", "5 mars 2019", "5 mai 2019")),
    ("fr", "Environ 52", "Au moins 52", ("modified", "52", "52")),
    ("fr", "visitera", "a visité", ("tense", "visitera", "a visité")),
    ("fr", "Gaspé", "Percé", ("changed", "Gaspé", "Percé")),
    ("fr", "sauvetage", "sauveatge", ("changed", "sauvetage", "sauveatge")),
]


@pytest.mark.parametrize(("code", "old", "new", "expected"), STATED, ids=[f"{each[0]}-{each[1]}-{each[2]}" for each in STATED])
def test_a_change_of_what_is_stated_is_named(code: str, old: str, new: str, expected: tuple[str, str, str]) -> None:
    text = TEXTS[code]
    found = changes(text, text.replace(old, new, 1), (f"a.{code}.md", f"b.{code}.md"))
    kinds = [
        (kind, *(each.removesuffix(" boats").removesuffix(" bateaux").removesuffix(" piers") for each in spans)) for kind, *spans in found
    ]
    assert kinds == [expected]


SILENT = [
    ("en", "$22.24 million", "$22,240,000"),
    ("en", "three years", "3 years"),
    ("en", "25%", "twenty-five per cent"),
    ("en", "5 March 2019", "March 5, 2019"),
    ("en", "About", "Approximately"),
    ("en", "will visit the Port of Gaspé", "will visit the Port of Gaspé on schedule"),
    ("en", "The harbour got", "In all, the harbour was given"),
    ("en", "paid", "covered"),
    ("en", "cost", "costs"),
    ("en", "\n\n", " "),
    ("fr", "22,24 millions de dollars", "22 240 000 $"),
    ("fr", "Environ", "À peu près"),
    ("fr", "trois ans", "3 ans"),
    ("fr", "des coûts", "de l’ensemble des coûts"),
    ("fr", "25 %", "25 pour cent"),
    ("fr", "a payé", "a couvert"),
]


@pytest.mark.parametrize(("code", "old", "new"), SILENT, ids=[f"{each[0]}-{each[2]}" for each in SILENT])
def test_wording_alone_is_no_change(code: str, old: str, new: str) -> None:
    text = TEXTS[code]
    assert text.replace(old, new) != text
    assert changes(text, text.replace(old, new), (f"a.{code}.md", f"b.{code}.md")) == []


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_moved_paragraph_is_only_moved(code: str) -> None:
    first, second = TEXTS[code].rstrip().split("\n\n")
    found = changes(f"{first}\n\n{second}\n", f"{second}\n\n{first}\n", (f"a.{code}.md", f"b.{code}.md"))
    assert found and {kind for kind, _, _ in found} == {"moved"}


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("form", ["html", "txt"])
def test_another_format_is_no_change(code: str, form: str) -> None:
    paragraphs = TEXTS[code].rstrip().split("\n\n")
    text = "".join(f"<p>{each}</p>" for each in paragraphs) if form == "html" else TEXTS[code]
    assert changes(TEXTS[code], f"<html><body>{text}</body></html>" if form == "html" else text, (f"a.{code}.md", f"b.{code}.{form}")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The Harbour Board opened on April 3, 2019.", "The Harbour Board opened on 3 April 2019."),
        ("On May 4, 2020, the Board met in Gaspé.", "On 4 May 2020, the Board met in Gaspé."),
        ("The Board, on June 2, 2018, met the Port of Gaspé.", "The Board, on 2 June 2018, met the Port of Gaspé."),
    ],
)
def test_a_date_in_another_order_is_no_change(old: str, new: str) -> None:
    assert changes(f"{old}\n", f"{new}\n", ("a.en.md", "b.en.md")) == []


def test_two_values_exchanged_are_two_changes() -> None:
    old = "The north pier cost $5 million.\n\nThe south pier cost $7 million.\n"
    new = "The north pier cost $7 million.\n\nThe south pier cost $5 million.\n"
    assert [each[1:] for each in changes(old, new, ("a.en.md", "b.en.md"))] == [("$5 million", "$7 million"), ("$7 million", "$5 million")]


@pytest.mark.parametrize(("pairs", "moved"), [({0: 0, 1: 1}, []), ({0: 2, 1: 0, 2: 1}, [0]), ({}, []), ({0: 1, 1: 0}, [0])])
def test_as_few_units_as_can_be_are_moved(pairs: dict[int, int], moved: list[int]) -> None:
    assert find_moved(pairs) == moved


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.en.md").write_text("Budget 2019 gave the Lighthouse Fund $22.24 million.\n", "utf-8")
    (tmp_path / "new.en.md").write_text("Budget 2019 gave the Lighthouse Fund $24.22 million.\n", "utf-8")
    (tmp_path / "note.fr.md").write_text("Le Fonds des phares a reçu une somme.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["diff", *arguments, "--ui", "en"])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_a_registry_says_that_a_verified_statement_is_now_contradicted(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.en.md", "new.en.md") == 1
    assert "registry" not in capsys.readouterr().out
    (place / "facts").mkdir()
    (place / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    assert run("old.en.md", "new.en.md") == 1
    assert "as in the registry, now differs from the registry: fact enveloppe" in " ".join(capsys.readouterr().out.split())
    assert run("old.en.md", "new.en.md", "--format", "json") == 1
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["old"]["outcome"], change["new"]["outcome"]) == ("verified", "contradicted")


def test_the_same_draft_twice_is_no_change(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.en.md", "old.en.md") == 0
    assert "both drafts state the same" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["old.en.md"], ["old.en.md", "new.en.md", "old.en.md"], ["old.en.md", "none.md"], ["old.en.md", "note.fr.md"], []]
)
def test_what_cannot_be_compared_is_refused(place: Path, arguments: list[str]) -> None:
    assert run(*arguments) == 2


def test_a_note_is_compared_with_a_commit(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], check=True, capture_output=True)

    assert run("--git", "HEAD", "old.en.md") == 2
    git("init", "-q")
    git("add", "old.en.md")
    git("commit", "-qm", "First")
    assert run("--git", "HEAD", "old.en.md") == 0
    (place / "old.en.md").write_text((place / "new.en.md").read_text("utf-8"), "utf-8")
    assert run("--git", "HEAD", "old.en.md") == 1
    assert run("--git", "HEAD", "new.en.md") == run("--git", "none", "old.en.md") == 2
    assert run("--git", "HEAD", "old.en.md", "new.en.md") == 2
