"""`--changed-since`: the facts changed since a commit, the notes that state them, and the repositories in which that cannot be found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import run

from factcheck.checker import load_facts
from factcheck.places.changes import compare_registries

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
ENTITIES = (
    "entities: {quai: {kind: programme, fr: Programme des quais, en: Wharf Program}, union: {kind: organisation, en: Dockers Union}}\n"
)
FACTS = f"""{ENTITIES}facts:
  budget: {{about: quai, amount: 41.5 million CAD, cues: {{en: [Budget 2021], fr: [budget de 2021]}}}}
  part: {{about: quai, percent: 35 %, cues: {{en: [repairs], fr: [réparations]}}}}
  demandes: {{about: quai, count: 1240 applications, cues: {{en: [applications]}}}}
"""
NOTES = {
    "a.en.md": "Budget 2021 gave the Wharf Program $41.5 million.\n",
    "a.fr.md": "Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais.\n",
    "b.md": "The Wharf Program spends 35% on repairs.\n",
    "c.md": "Nothing of it.\n",
}
PERSON = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def git(place: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(["git", *PERSON, *arguments], cwd=place, check=True, capture_output=True, text=True, env=environment).stdout


def commit(place: Path) -> str:
    """The hash of a commit of everything."""
    git(place, "add", "-A")
    git(place, "commit", "-q", "--allow-empty", "-m", "Notes")
    return git(place, "rev-parse", "HEAD").strip()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    for name in ("facts", "documents"):
        (folder / name).mkdir(parents=True)
    (folder / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    for name, text in NOTES.items():
        (folder / "documents" / name).write_text(text, "utf-8")
    git(folder, "init", "-q", ".")
    commit(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    return folder


def change(place: Path, before: str, after: str, file: str = "facts/a.yaml") -> None:
    text = (place / file).read_text("utf-8")
    assert before in text
    (place / file).write_text(text.replace(before, after), "utf-8")


def since(capsys: pytest.CaptureFixture[str], name: str = "HEAD", *more: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = run("where", "--changed-since", name, "--format", "json", "--today", "2024-01-15", *more)
    return status, json.loads(capsys.readouterr().out)


def found(data: dict[str, Any]) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """By id: what happened, and the note and the outcome of each place."""
    return {
        each["id"]: (each["change"]["kind"], [(Path(one["path"]).name, one["outcome"]) for one in each["places"]]) for each in data["facts"]
    }


BOTH = [("a.en.md", "former"), ("a.fr.md", "former")]
CHANGES = [
    ("41.5 million CAD", "45 million CAD", {"budget": ("changed", BOTH)}),
    ("41.5 million CAD", "about 41.5 million CAD", {"budget": ("changed", BOTH)}),
    ("percent: 35 %", "percent: 40 %", {"part": ("changed", [("b.md", "former")])}),
    ("count: 1240", "count: 1300", {"demandes": ("changed", [])}),
    ("  part:", "  share:", {"share": ("added", [("b.md", "verified")]), "part": ("removed", [])}),
    ("percent: 35 %", "percent: 35 %, valid: {until: 2030-01-01}", {"part": ("changed", [("b.md", "verified")])}),
    ("en: [repairs]", "en: [mending, repairs]", {"part": ("changed", [("b.md", "verified")])}),
    ("en: Wharf Program", "en: Wharf Scheme", {"quai": ("changed", [("a.en.md", "former"), ("a.fr.md", "verified"), ("b.md", "former")])}),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_a_change(before: str, after: str, expected: dict[str, Any], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, before, after)
    status, data = since(capsys)
    assert found(data) == expected
    assert status == any(outcome == "former" for _, notes in expected.values() for _, outcome in notes)


def test_a_removed_fact_is_still_stated(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, "  part: {about: quai, percent: 35 %, cues: {en: [repairs], fr: [réparations]}}\n", "")
    assert found(since(capsys)[1]) == {"part": ("removed", [("b.md", "former")])}


SAME = [
    ("41.5 million CAD", "'41,5 millions de dollars'"),
    ("{about: quai, percent: 35 %, cues", "{percent: '35 %', about: quai, cues"),
    ("  demandes:", "  # A remark.\n\n  demandes:"),
    ("count: 1240 applications", "count: 1240 applications, source: Report, note: A remark"),
    ("en: [Budget 2021], fr: [budget de 2021]", "fr: [budget de 2021], en: [Budget 2021]"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_what_is_no_change(before: str, after: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, before, after)
    assert since(capsys) == (0, since(capsys)[1]) and since(capsys)[1]["facts"] == []
    assert run("where", "--changed-since", "HEAD", "--ui", "fr") == 0
    assert capsys.readouterr().out == "aucun fait et aucun nom n’ont changé\n"
    assert run("check", "--changed-since", "HEAD") == 0
    output = capsys.readouterr()
    assert output.out == "0 documents: 0 errors, 0 warnings, 0 notes\n" and "no note needs to be checked" in output.err


def test_the_order_of_members_and_files_is_no_change(tmp_path: Path) -> None:
    lists = []
    for number, members in enumerate(("[a, b]", "[b, a]")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(
            f"entities: {{a: {{kind: place, en: A Bay}}, b: {{kind: place, en: B Bay}}}}\nfacts: {{both: {{members: {members}}}}}\n",
            "utf-8",
        )
        lists.append(load_facts(path))
    assert compare_registries(*lists) == ()


def _rename_file(place: Path) -> list[str]:
    git(place, "mv", "facts/a.yaml", "facts/b.yaml")
    return []


def _rename_folder(place: Path) -> list[str]:
    git(place, "mv", "facts", "registry")
    return ["--facts", "registry"]


def _rename_named_file(place: Path) -> list[str]:
    git(place, "mv", "facts/a.yaml", "facts/b.yaml")
    return ["--facts", "facts/b.yaml"]


def _split_file(place: Path) -> list[str]:
    (place / "facts" / "names.yaml").write_text(ENTITIES, "utf-8")
    change(place, ENTITIES, "")
    return []


def _convert(place: Path) -> list[str]:
    with pytest.raises(SystemExit):
        run_export = ["facts", "export", "--to", "csv", "-o", "tables"]
        from factcheck.cli import main

        main(run_export)
    (place / "facts" / "a.yaml").unlink()
    for path in (place / "tables").iterdir():
        shutil.move(path, place / "facts" / path.name)
    return []


MOVES = [_rename_file, _rename_folder, _rename_named_file, _split_file, _convert]


@pytest.mark.parametrize("move", MOVES)
def test_registry_files_that_moved(move: Callable[[Path], list[str]], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = move(place)
    assert found(since(capsys, "HEAD", *options)[1]) == {}
    file = next(path for path in sorted(place.rglob("*")) if path.suffix in (".yaml", ".csv") and "35" in path.read_text("utf-8"))
    change(place, "35 %", "40 %", str(file.relative_to(place)))
    assert found(since(capsys, "HEAD", *options)[1]) == {"part": ("changed", [("b.md", "former")])}


def test_a_name_of_a_commit(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = git(place, "rev-parse", "HEAD").strip()
    git(place, "tag", "-a", "-m", "First", "v1")
    change(place, "35 %", "40 %")
    commit(place)
    change(place, "1240", "1300")
    for name, ids in (
        ("HEAD", ["demandes"]),
        ("HEAD~1", ["part", "demandes"]),
        ("v1", ["part", "demandes"]),
        (first[:8], ["part", "demandes"]),
    ):
        assert list(found(since(capsys, name)[1])) == ids


@pytest.mark.parametrize("name", ["nowhere", "-x", "--output=x", "HEAD~9", "v1; ls", "$(ls)", "HEAD:facts", ":/", "\u00e9"])
def test_no_such_commit(name: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(os.listdir(place))
    assert run("where", f"--changed-since={name}") == 2
    assert f"there is no commit “{name}” in the repository" in capsys.readouterr().err
    assert run("check", f"--changed-since={name}") == 2
    assert sorted(os.listdir(place)) == before


def test_no_repository(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(place / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert run("where", "--changed-since", "HEAD") == 2
    assert "facts: the registry is in no git repository" in capsys.readouterr().err


def test_no_git(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place))
    assert run("where", "--changed-since", "HEAD") == 2
    assert "git is not installed" in capsys.readouterr().err


def test_a_shallow_clone(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = git(place, "rev-parse", "HEAD").strip()
    change(place, "35 %", "40 %")
    commit(place)
    git(tmp_path, "clone", "-q", "--depth", "1", place.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert run("where", "--changed-since", first) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err
    assert found(since(capsys)[1]) == {}


def test_a_broken_former_registry(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, "percent: 35 %", "percent: lots")
    commit(place)
    change(place, "percent: lots", "percent: 35 %")
    assert run("where", "--changed-since", "HEAD") == 2
    told = capsys.readouterr().err
    assert "the registry of HEAD (commit " in told and "HEAD:facts/a.yaml:4:" in told and "“lots” cannot be read" in told
    assert "/tmp" not in told and told.count("\n") == 2


def test_the_first_commit(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(place / ".git")
    git(place, "init", "-q", ".")
    status, data = since(capsys)
    assert status == 0 and {each["change"]["kind"] for each in data["facts"]} == {"added"}


def test_a_registry_that_is_new(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(place / "facts", place / "new")
    capsys.readouterr()
    assert run("where", "--changed-since", "HEAD", "--facts", "new", "--format", "json") == 0
    output = capsys.readouterr()
    assert {each["change"]["kind"] for each in json.loads(output.out)["facts"]} == {"added"}
    assert "new: the registry did not exist here in HEAD" in output.err


@pytest.mark.parametrize("name", ["-facts", "fa:cts", "fa cts", "f\u00e9es", ":(glob)x"])
def test_folders_with_odd_names(name: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(place / "facts", place / name)
    commit(place)
    change(place, "35 %", "40 %", f"{name}/a.yaml")
    assert found(since(capsys, "HEAD", f"--facts={name}")[1]) == {"part": ("changed", [("b.md", "former")])}


def test_nothing_in_the_repository_is_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harm = f"touch {place / 'harm'}"
    for setting in (
        "core.fsmonitor",
        "diff.external",
        "filter.x.clean",
        "filter.x.smudge",
        "diff.x.textconv",
        "core.pager",
        "alias.cat-file",
    ):
        git(place, "config", setting, harm)
    (place / ".gitattributes").write_text("*.yaml filter=x diff=x\n", "utf-8")
    change(place, "35 %", "40 %")
    assert found(since(capsys)[1]) == {"part": ("changed", [("b.md", "former")])}
    assert since(capsys, "HEAD", "--facts", "facts/a.yaml")[0] == 1
    assert not (place / "harm").exists()


def test_only_the_notes_concerned_are_checked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, "41.5 million", "45.1 million")
    change(place, "1240", "1300")
    run("check", "--changed-since", "HEAD", "--format", "json")
    output = capsys.readouterr()
    assert [each["path"] for each in json.loads(output.out)["documents"]] == ["documents/a.en.md", "documents/a.fr.md"]
    assert "no note states demandes, as far as could be found" in output.err
    assert "2 places state a former value:" in output.err and "documents/a.en.md:1:36  “$41.5 million”  former value" in output.err
    run("check", "--changed-since", "HEAD", "-q")
    assert capsys.readouterr().err == ""


def test_the_other_version_of_a_note_is_checked_with_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, "41,5 millions", "beaucoup d’argent, soit 3 millions", "documents/a.fr.md")
    commit(place)
    change(place, "41.5 million", "45 million")
    run("check", "--changed-since", "HEAD", "--format", "json")
    assert [each["path"] for each in json.loads(capsys.readouterr().out)["documents"]] == ["documents/a.en.md", "documents/a.fr.md"]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_screen(code: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place, "41.5 million CAD, cues", "45 million CAD, over: 3 years, cues")
    change(place, "en: Dockers Union", "en: Union of Dockers")
    assert run("where", "--changed-since", "HEAD", "--ui", code) == 1
    output = capsys.readouterr().out
    assert "  amount: 41.5 million CAD → 45 million CAD\n" in output and "  Dockers Union → Union of Dockers\n" in output
    assert ("changed keys: over" if code == "en" else "clés modifiées\u00a0: over") in output
    assert all(len(line) <= 80 for line in output.splitlines())
