"""What the system says of files reaches the reader in words, with a remedy, in the language of the screen."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from conftest import registry
from test_cli import FACTS, GOOD, run

from factcheck.errors import Place, Problem, find_reason
from factcheck.messages import Messages

NUMBERS = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EROFS)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    registry(tmp_path, FACTS)
    (tmp_path / "n.md").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("writing", [False, True])
def test_a_reason_has_a_remedy(number: int, code: str, writing: bool) -> None:
    reason = find_reason(OSError(number, os.strerror(number)), writing)
    text = Messages(code).problem(Problem(Place("n.md"), "document-unreadable", {"reason": reason}))
    assert os.strerror(number) not in text and "; " in text


def test_a_rare_reason_is_that_of_the_system() -> None:
    assert find_reason(OSError(errno.EIO, "Input/output error")) == "Input/output error"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["n.md", "-o", "nulle/part.html"], "nulle/part.html: écriture impossible : son dossier n’existe pas; créez-le"),
        (["n.md", "-o", "facts"], "facts: écriture impossible : c’est un dossier, et non un fichier"),
        (["n.md", "-o", "n.md/a.txt"], "n.md/a.txt: écriture impossible : une partie du chemin est un fichier"),
        (
            ["n.md", "--baseline", "connus.json"],
            "connus.json: cette liste de constats connus n’existe pas; créez-en une avec --write-baseline",
        ),
        (["n.md", "--baseline", "n.md"], "n.md:1:1: ce n’est pas une liste de constats connus : ce n’est pas du JSON valide"),
        (["n.md", "--baseline", "facts"], "facts: la liste de constats connus ne peut pas être lue : c’est un dossier"),
    ],
)
def test_the_reason_in_french(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--ui", "fr", "check", *arguments) == 2
    assert words in capsys.readouterr().err.replace("\u00a0", " ")


@pytest.mark.parametrize("suffix", ["docx", "odt", "pdf"])
def test_an_empty_file(suffix: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / f"n.{suffix}").write_bytes(b"")
    assert run("check", f"n.{suffix}") == 2
    assert f"n.{suffix}: failed: the file is empty (0 bytes)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("factcheck.toml", "[tool\n", "factcheck.toml:1:6"),
        ("factcheck.toml", "ignore = []\nignore = []\n", "factcheck.toml:2:12"),
        ("factcheck.toml", "x = ", "factcheck.toml"),
        ("setup.cfg", "[a]\nx=1\n[a]\n", "setup.cfg:3"),
        ("setup.cfg", "[a]\nword\n", "setup.cfg:2"),
    ],
)
def test_the_place_of_an_error_in_the_settings(name: str, text: str, where: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / name).write_text(text, "utf-8")
    assert run("check", "n.md") == 2
    assert f"{where}: the settings are not written correctly; check the brackets and quotation marks" in capsys.readouterr().err


def test_settings_that_are_not_utf8(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "factcheck.toml").write_bytes(b"# a\nignore = ['\xe9']\n")
    assert run("check", "n.md") == 2
    assert "factcheck.toml:2: this file is not UTF-8; save it as UTF-8" in capsys.readouterr().err
