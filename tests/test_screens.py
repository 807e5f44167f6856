"""What people see: help in their language, lines of 80 columns, quiet runs, patterns, totals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import registry
from test_cli import BAD, FACTS, GOOD, note, run

from factcheck.messages import Messages, load_message_tables
from factcheck.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [
    [],
    ["check"],
    ["review"],
    ["archive"],
    ["report"],
    ["annotate"],
    ["read"],
    ["where"],
    ["coverage"],
    ["stress"],
    ["init"],
    ["propose"],
    ["rules"],
    ["facts"],
    ["facts", "lint"],
    ["facts", "list"],
    ["facts", "show"],
    ["facts", "schema"],
    ["facts", "set"],
    ["lsp"],
    ["mcp"],
]
ENGLISH = re.compile(r"Usage:|Commands:|Show this|\bexit\b|COMMAND |ARGS|PATHS|\bFILE\b|required|Error|Try ")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    registry(tmp_path, FACTS)
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command) or "none")
def test_help_is_whole_in_french(command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = []
    for arguments in (["--ui", "fr", *command, "--help"], [*command, "--ui", "fr", "--help"], [*command, "--help", "--ui=fr"]):
        assert run(*arguments) == 0
        outputs.append(capsys.readouterr().out)
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert run(*command, "--help") == 0
    outputs.append(capsys.readouterr().out)
    assert len(set(outputs)) == 1
    assert outputs[0].startswith("Utilisation\u00a0: factcheck")
    assert "Afficher ce message et quitter." in outputs[0] and not ENGLISH.search(outputs[0])
    assert all(len(line) <= 80 for line in outputs[0].splitlines())


WRONG = [
    (["chek"], "la commande «\u00a0chek\u00a0» n’existe pas (vouliez-vous dire «\u00a0check\u00a0»?)"),
    (["facts", "lst"], "la commande «\u00a0lst\u00a0» n’existe pas (vouliez-vous dire «\u00a0list\u00a0»?)"),
    (["check", "--selct", "x"], "l’option --selct n’existe pas (vouliez-vous dire «\u00a0--select\u00a0»?)"),
    (["check", "--facts"], "l’option --facts prend 1 valeur"),
    (["check", "--pair", "a"], "l’option --pair prend 2 valeurs"),
    (["check", "--fix=1"], "l’option --fix ne prend pas de valeur"),
    (["check", "--fail-on", "eror"], "«\u00a0eror\u00a0» n’est pas une valeur de --fail-on (vouliez-vous dire «\u00a0error\u00a0»?)"),
    (["annotate", "n.docx"], "l’option --output est obligatoire"),
    (["annotate", "-o", "n.docx"], "il manque NOTE.docx|.odt|.pdf"),
    (["where"], "nommez un ou plusieurs faits ou entités, ou donnez --changed-since"),
    (["where", "x", "--changed-since"], "l’option --changed-since prend 1 valeur"),
    (["rules", "a", "b"], "la commande ne prend pas «\u00a0b\u00a0»"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=lambda value: "-".join(value) if isinstance(value, list) else "")
def test_usage_errors_in_french(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--ui", "fr", *arguments) == 2
    told = capsys.readouterr()
    assert words in told.err and not ENGLISH.search(told.err) and not told.out


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--ui", "fr") == 2
    assert "Utilisation" in capsys.readouterr().err
    assert run("facts") == 2
    assert "Usage: factcheck facts" in capsys.readouterr().err


def test_an_unknown_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--ui", "de", "check") == 2
    assert "“de” is not a value of --ui; the values are en, fr" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["en", "fr"])
def test_80_columns(code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run("check", "documents", "--format", "rich", "--today", "2024-01-15", "--explain", "--ui", code)
    for arguments in (["rules"], *(["rules", rule.id] for rule in RULES), ["facts", "list"], ["facts", "show", "strategie-nationale"]):
        assert run(*arguments, "--ui", code) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert [line for line in lines if line != line.rstrip(" ")] == []


def test_words_are_not_cut(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "a-rather-long-name-of-a-note-that-fills-more-than-the-column-it-has.en.md"
    note(place, BAD, name)
    note(place, GOOD)
    run("check", "documents", "--format", "rich")
    out = capsys.readouterr().out
    assert f"documents/{name}\n" in out and "amount-mismatch  Amount differs from the fact" in out


def test_no_break_spaces_are_not_broken(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for length in range(40):
        note(place, f"{'a' * length}. {BAD}", f"{length}.en.md")
    run("check", "documents", "--format", "rich", "--ui", "fr")
    out = capsys.readouterr().out
    assert not re.search(r"«\n|«\s*$|^\s*[»:]", out, re.MULTILINE)


def test_a_rule_is_shown_without_marks(capsys: pytest.CaptureFixture[str]) -> None:
    for rule in RULES:
        assert run("rules", rule.id) == 0
    assert "[[" not in (out := capsys.readouterr().out) and "]]" not in out


def test_quiet(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = note(place, BAD)
    note(place, "x", "b.rtf")
    assert run("check", "documents", "--quiet") == 1
    assert run("check", "documents", "-q", "--select", "date-mismatch", "--statistics", "--explain") == 0
    assert run("check", "documents", "-q", "--diff") == 1
    assert capsys.readouterr() == ("", "")
    assert run("check", "documents", "-q", "--format", "json", "-o", "r.json") == 1
    assert (place / "r.json").exists()
    assert run("check", "documents", "-q", "--fix") == 0 and path.read_text("utf-8") == GOOD
    assert capsys.readouterr() == ("", "")
    assert run("check", "documents/nowhere.md", "-q") == 2
    told = capsys.readouterr()
    assert told.out == "" and "documents/nowhere.md: there is no such file or folder" in told.err


def test_totals(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    note(place, GOOD, "b.en.md")
    run("check", "documents")
    assert capsys.readouterr().out.splitlines()[-1] == "2 documents: 1 error, 0 warnings, 0 notes"
    run("check", "documents", "nowhere.md", "--ui", "fr")
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "2 documents\u00a0: 1 erreur, 0 avertissement, 0 remarque",
        "1 document n’a pas pu être lu",
    ]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("form", ["text", "rich"])
def test_a_report_is_written_again(form: str, code: str, place: Path) -> None:
    for text in (BAD, GOOD):
        note(place, text)
        for paths in (["documents"], ["documents", "nowhere.md"]):
            for _ in range(2):
                status = run("check", *paths, "--format", form, "-o", "report.txt", "--ui", code, "--statistics", "--explain")
                assert status == (2 if len(paths) > 1 else int(text == BAD))
                assert (place / "report.txt").read_text("utf-8")


def test_patterns_of_rules(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    assert run("check", "documents", "--select", "amount-*") == 1
    assert run("check", "documents", "--select", "name-*,date-*") == 0
    assert run("check", "documents", "--ignore", "*-mismatch") == 0
    (place / "factcheck.toml").write_text('ignore = ["amount-*"]\n', "utf-8")
    assert run("check", "documents") == 0
    capsys.readouterr()
    assert run("check", "documents", "--select", "nmae-*") == 2
    assert "no rule matches “nmae-*”; rules with similar names: name-misspelled and name-variant" in capsys.readouterr().err
    assert run("check", "documents", "--ignore", "zzz*") == 2
    assert "`factcheck rules` lists them" in capsys.readouterr().err
    (place / "factcheck.toml").write_text('ignore = ["amuont-*"]\n', "utf-8")
    assert run("check", "documents") == 2


def test_patterns_of_paths(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "documents" / "sub" / "deep").mkdir(parents=True)
    note(place, BAD, "sub/deep/a.en.md")
    note(place, GOOD, "b.en.md")
    note(place, "x", "[c].en.md")
    (place / "documents" / "image.png").write_bytes(b"x")
    assert run("check", "documents/**/*.md") == 1
    assert "3 documents" in capsys.readouterr().out
    assert run("check", "documents/*") == 0
    assert "2 documents" in capsys.readouterr().out
    assert run("check", "documents/[c].en.md") == 0
    assert run("check", "documents/*/deep") == 1
    assert run("check", "documents/**/*.docx") == 2
    assert "documents/**/*.docx: failed: no note or folder matches this pattern" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["", "[tool.factcheck]\n"])
def test_settings_with_or_without_a_table(table: str, place: Path) -> None:
    note(place, BAD)
    (place / "factcheck.toml").write_text(f'{table}select = ["date-mismatch"]\n', "utf-8")
    assert run("check", "documents") == 0


def test_french_spaces() -> None:
    """Text before a colon, a percent or dollar sign, and inside quotation marks, is set off by a no-break space."""

    def texts(table: object) -> list[str]:
        values = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
        return [table] if isinstance(table, str) else [text for value in values for text in texts(value)]

    for text in texts({name: table for name, table in load_message_tables("fr").items() if name not in ("elision", "typography")}):
        plain = re.sub(r"`[^`]*`", "", text)
        assert not re.search(r" [:%$»](?!\w)|« |«(?!\u00a0|$)|(?<!\u00a0)»|\w[%$]", plain), text


def test_typography_of_help_and_explanations(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    assert run("--ui", "fr", "--help") == 0
    text = capsys.readouterr().out
    assert "\nOptions\u00a0:\n" in text and "\nCommandes\u00a0:\n" in text
    assert run("facts", "lint", "--ui", "fr", "--help") == 0
    assert "[FICHIERS]..." in (text := capsys.readouterr().out) and "[par défaut\u00a0: facts]" in text
    run("check", "documents", "--explain", "--ui", "fr", "--format", "text", "-o", "n.txt")
    text = (place / "n.txt").read_text("utf-8")
    assert "«\u00a0$24.22 million\u00a0»\u00a0: contredit enveloppe\n" in text
    assert re.search(r"^ +\d+\u00a0%  enveloppe  ", text, re.MULTILINE)
    run("check", "documents", "--explain", "--ui", "fr", "--format", "text", "-o", "n.txt")
    assert "n.txt" not in capsys.readouterr().err


@pytest.mark.parametrize(("code", "words"), [("en", "214 and 389 add up to 603, not 613"), ("fr", "214 et 389 totalisent 603, et non 613")])
def test_a_sum_is_worded(code: str, words: str) -> None:
    values = {"parts": ("214", "389"), "expected": "603", "found": "613"}
    assert Messages(code).finding("total-mismatch", "total-mismatch", values) == words
    values["parts"] = ("214", "300", "89")
    assert Messages(code).finding("total-mismatch", "total-mismatch", values).startswith("214, 300 ")


@pytest.mark.parametrize(("code", "one"), [("en", "p.html: 1 document"), ("fr", "p.html\u00a0: 1 document")])
def test_a_report_counts_documents(code: str, one: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, GOOD)
    assert run("report", "documents", "-o", "p.html", "--ui", code) == 0
    assert one in capsys.readouterr().out


@pytest.mark.parametrize("command", ["report", "annotate"])
def test_force_without_corrections(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    assert "Overwrite the file even if factcheck did not" in " ".join(capsys.readouterr().out.split())
