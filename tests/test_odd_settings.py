"""Settings that cannot be, and registries in several places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.checker import load_facts
from factcheck.cli import main
from factcheck.config import find_config
from factcheck.errors import RegistryError, UsageError
from factcheck.facts.files import list_fact_files

BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
ENTITY = "entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}\n"
FACT = "facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "place"
    for name in ("one", "two", "documents"):
        (place / name).mkdir(parents=True)
    (place / "one" / "a.yaml").write_text(ENTITY, "utf-8")
    (place / "two" / "b.yaml").write_text(FACT, "utf-8")
    (place / "documents" / "a.en.md").write_text(BAD, "utf-8")
    monkeypatch.chdir(place)
    return place


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en"])
    assert isinstance(left.value.code, int)
    return left.value.code


TOML = {
    "key": "a." * 100_000 + "a = 1",
    "quoted": '"a".' * 50_000 + "a = 1",
    "spaced": "a . " * 50_000 + "a = 1",
    "table": "[" + "a." * 100_000 + "a]",
    "array": "[[" + "a." * 100_000 + "a]]",
    "inline": "x = {" + "a." * 100_000 + "a = 1}",
    "nested lists": "exclude = " + "[" * 100_000,
    "nested tables": "x = " + "{a = " * 100_000,
    "digits": "x = " + "1" * 1_000_000,
    "date": "x = 2020-02-31",
    "twice": 'facts = "a"\nfacts = "b"',
    "cut": 'facts = "a',
    "control": 'facts = "\0"',
    "list of numbers": "exclude = [1]",
    "number": "facts = 1",
    "table of facts": "facts = {a = 1}",
    "level": "severity = {amount-mismatch = []}",
    "level of a number": "severity = {amount-mismatch = 1}",
    "no table": "severity = 1",
    "folders": "folders = [1]",
    "folders without a path": "folders = [{severity = {}}]",
    "truth": 'gitignore = "perhaps"',
    "fail": 'fail-on = "always"',
    "unknown": "colour = 1",
}


@pytest.mark.parametrize("name", TOML)
@pytest.mark.parametrize("file", ["factcheck.toml", "pyproject.toml"])
def test_odd_settings_are_refused(place: Path, name: str, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = TOML[name] if file == "factcheck.toml" else f"[tool.factcheck]\n{TOML[name]}"
    if name in ("table", "array") and file == "pyproject.toml":
        text = text.replace("[a.", "[tool.factcheck.a.")
    (place / file).write_text(text, "utf-8")
    with pytest.raises(UsageError):
        find_config(place, (), ())
    assert run("check", "documents") == 2
    [line] = capsys.readouterr().err.splitlines()
    assert file in line and len(line) < 1000


@pytest.mark.parametrize("dots", [2, 20, 90])
def test_keys_that_are_long_and_texts_with_dots_are_read(place: Path, dots: int) -> None:
    text = f'[{"a." * dots}a]\nx = "{"See page 2. Then e.g. go on. " * 500}"\n# {"1.5, i.e. more. " * 500}\n[tool.factcheck]\nfacts = ["one", "two"]\n'
    (place / "pyproject.toml").write_text(text, "utf-8")
    assert find_config(place, (), ()).facts == ("one", "two")


SETUP = {
    "truth": "[factcheck]\ngitignore = perhaps",
    "no truth": "[factcheck]\ngitignore =",
    "twice": "[factcheck]\nfacts = a\nfacts = b",
    "no section": "facts = a",
    "level": "[factcheck]\n[factcheck:severity]\namount-mismatch = loud",
    "folders": "[factcheck]\nfolders = a",
    "unknown": "[factcheck]\ncolour = red",
    "fail": "[factcheck]\nfail-on = always",
}


@pytest.mark.parametrize("name", SETUP)
def test_odd_settings_of_setup_are_refused(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "setup.cfg").write_text(SETUP[name], "utf-8")
    assert run("check", "documents") == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "setup.cfg" in line


@pytest.mark.parametrize("file", ["factcheck.toml", "setup.cfg"])
@pytest.mark.parametrize("data", [b"\xff", b"# \xe9", b"x" * 5_000_000])
def test_settings_that_are_no_text_or_too_long_are_refused(place: Path, file: str, data: bytes) -> None:
    (place / file).write_bytes(data)
    assert run("check", "documents") == 2


SETTINGS = {
    "factcheck.toml": 'facts = ["one", "two"]',
    "pyproject.toml": '[tool.factcheck]\nfacts = ["two/b.yaml", "one"]',
    "setup.cfg": "[factcheck]\nfacts = one, two",
}


@pytest.mark.parametrize(
    "facts",
    [
        ("one", "two"),
        ("two", "one"),
        ("one/a.yaml", "two"),
        ("one/a.yaml", "two/b.yaml"),
        (".",),
        ("one", "one", "two"),
        ("one", "one/a.yaml", "two"),
        ("one/../one", "./two"),
        ("linked", "two"),
        ("one/c.YAML", "two"),
    ],
)
def test_several_registries_are_one(place: Path, facts: tuple[str, ...]) -> None:
    (place / "linked").symlink_to("one")
    if "one/c.YAML" in facts:
        (place / "one" / "a.yaml").rename(place / "one" / "c.YAML")
    if facts == (".",):
        (place / "linked").unlink()
    assert run("check", "documents", *(part for each in facts for part in ("--facts", each))) == 1
    assert run("facts", "lint", *(part for each in facts for part in ("--facts", each))) == 0
    registry = load_facts([Path(each) for each in facts])
    assert (list(registry.entities), list(registry.facts)) == (["fonds"], ["enveloppe"])


@pytest.mark.parametrize("file", SETTINGS)
def test_settings_name_several_registries(place: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / file).write_text(SETTINGS[file], "utf-8")
    assert run("check", "documents") == 1
    monkeypatch.chdir(place / "documents")
    assert run("check", "a.en.md") == 1


def test_one_registry_refers_to_another_and_doubles_are_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "documents", "--facts", "two") == 2
    assert "about refers to “fonds”, which is not in the registry" in capsys.readouterr().err
    (place / "one" / "c.yaml").write_text(FACT, "utf-8")
    assert run("check", "documents", "--facts", "one", "--facts", "two") == 2
    assert "the id “enveloppe” is used twice, first at one/c.yaml:1:9" in capsys.readouterr().err


def test_the_registry_is_looked_for_above_the_notes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "facts").mkdir()
    (place / "facts" / "a.yaml").write_text(ENTITY + FACT, "utf-8")
    (place / "documents" / "2019").mkdir()
    (place / "documents" / "2019" / "b.en.md").write_text(BAD, "utf-8")
    assert run("check", "documents/2019/b.en.md") == 1
    monkeypatch.chdir(place / "documents" / "2019")
    assert run("check", "b.en.md") == 1
    monkeypatch.chdir(place.parent)
    assert run("check", "place/documents") == 1
    (place / "documents" / "facts").mkdir()  # a folder of notes, not of facts
    (place / "documents" / "facts" / "c.en.md").write_text(BAD, "utf-8")
    assert run("check", "place/documents/facts") == 1


EMPTY: list[tuple[tuple[str, ...], str]] = [
    ((), "this folder contains no fact file"),
    (("README.md",), "this folder contains no fact file"),
    (("a.yaml.bak", "b.yml~"), "this folder contains no fact file"),
    ((".a.yaml",), "this folder contains no fact file"),
    (("a.json",), "this folder contains no fact file"),
    (("sub/.b.yml",), "this folder contains no fact file"),
]


@pytest.mark.parametrize(("names", "message"), EMPTY)
def test_a_folder_without_a_registry_is_an_error(
    place: Path, names: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "facts" / "sub").mkdir(parents=True)
    for name in names:
        (place / "facts" / name).write_text(ENTITY, "utf-8")
    for command in (
        "check documents",
        "check documents --facts facts",
        "facts lint",
        "facts list --facts facts",
        "report documents -o x.html",
    ):
        assert run(*command.split()) == 2
        assert f"facts: {message}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a.json", "a.txt", "facts", "a.yaml.bak", "b.md"])
def test_a_file_that_is_no_registry_is_an_error(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / name).write_text(ENTITY, "utf-8")
    assert run("check", "documents", "--facts", name) == 2
    assert f"{name}: “" in capsys.readouterr().err


def test_all_that_is_wrong_with_the_paths_is_told(place: Path) -> None:
    (place / "empty").mkdir()
    with pytest.raises(RegistryError) as told:
        list_fact_files([place / "nowhere", place / "empty", place / "documents" / "a.en.md"])
    assert [problem.key for problem in told.value.problems] == ["facts-folder-missing", "facts-folder-empty", "facts-suffix"]


@pytest.mark.parametrize("text", ["", "{}", "facts: {}", "entities: {}\nfacts: {}", "# nothing yet\n"])
def test_an_empty_registry_is_one(place: Path, text: str) -> None:
    (place / "facts").mkdir()
    (place / "facts" / "a.yml").write_text(text, "utf-8")
    assert run("check", "documents") == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["facts/pipe.yaml", "factcheck.toml", "pyproject.toml", "setup.cfg", "known.json"])
def test_pipes_are_refused(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts").mkdir()
    (place / "facts" / "a.yaml").write_text(ENTITY, "utf-8")
    (place / "known.json").write_text('{"findings": []}', "utf-8")
    assert run("check", "documents", "--baseline", "known.json") == 0
    (place / name).unlink(missing_ok=True)
    os.mkfifo(place / name)
    assert run("check", "documents", "--baseline", "known.json") == 2
    assert name in capsys.readouterr().err


@pytest.mark.parametrize("target", ["/dev/null", "nowhere", "factcheck.toml", "/dev/zero"])
def test_settings_that_lead_nowhere_are_refused(place: Path, target: str) -> None:
    (place / "factcheck.toml").symlink_to(target)
    assert run("check", "documents", "--facts", "one") == 2


@pytest.mark.parametrize("name", ["factcheck.toml", "pyproject.toml"])
def test_folders_are_no_settings(place: Path, name: str) -> None:
    (place / name).mkdir()
    assert run("check", "documents", "--facts", "one", "--facts", "two") == 1
