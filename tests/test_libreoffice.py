"""The extension of LibreOffice: built the same each time, installed in a profile of its own, run on an open document."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from office import SOFFICE, convert, set_up_macro

from factcheck import __version__

ROOT = Path(__file__).parent.parent
EXTENSION = ROOT / "editors" / "libreoffice"
UNOPKG = shutil.which("unopkg")
PYTHON_LOADER = bool(SOFFICE) and (Path(os.path.realpath(SOFFICE or "")).parent / "pythonloader.py").exists()
needs_python = pytest.mark.skipif(
    not (UNOPKG and PYTHON_LOADER), reason="the extension runs in LibreOffice with Python (python3-uno), which this machine does not have"
)
NOTE = """<html><body><h1>Briefing note</h1><p>Budget 2019 gave the National Strategy <b>$24</b>.22 million over three years.</p>
<table><tr><td>National Strategy, Budget 2019</td><td>$24.22 million over three years</td></tr></table>
<p>The pilot is in its second year.</p></body></html>"""
FACTS = (
    "entities: {s: {kind: programme, en: {name: National Strategy}}}\n"
    "facts: {budget: {about: s, amount: 22.24 million CAD, over: 3 years, cues: {en: [Budget 2019]}, source: Budget 2019}}\n"
)
MACRO = """Sub Run()
  document = StarDesktop.loadComponentFromURL(ConvertToURL(Environ("SOURCE")), "_blank", 0, Array())
  before = document.Text.String
  For number = 1 To CInt(Environ("TIMES"))
    result = createUnoService("org.factcheck.Check").execute(Array())
  Next
  file = FreeFile
  Open Environ("TARGET") For Output As #file
  Print #file, result
  Print #file, "same text: " + (before = document.Text.String)
  fields = document.getTextFields().createEnumeration()
  While fields.hasMoreElements()
    field = fields.nextElement()
    If field.supportsService("com.sun.star.text.textfield.Annotation") Then
      Print #file, "[" + field.Author + "|" + field.Anchor.String + "|" + field.Content + "]"
    End If
  Wend
  Close #file
  document.close(True)
End Sub"""


def build(target: Path) -> bytes:
    subprocess.run([sys.executable, str(EXTENSION / "build.py"), str(target)], check=True, capture_output=True)
    return target.read_bytes()


def test_the_same_files_give_the_same_extension(tmp_path: Path) -> None:
    assert build(tmp_path / "a.oxt") == build(tmp_path / "b.oxt")
    names = zipfile.ZipFile(tmp_path / "a.oxt").namelist()
    manifest = (EXTENSION / "META-INF" / "manifest.xml").read_text("utf-8")
    assert {"component.py", "Addons.xcu", "Settings.xcs"} <= set(names) and all(
        f'"{name}"' in manifest for name in ("component.py", "Addons.xcu")
    )
    assert f'<version value="{__version__}"/>' in (EXTENSION / "description.xml").read_text("utf-8")


def make_profile(folder: Path) -> list[str]:
    """Arguments for a profile of a folder, and for extensions shared in that folder alone: unopkg lets root install no others."""
    shared = (folder / "shared").as_uri()
    return [f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"-env:UNO_SHARED_PACKAGES_CACHE={shared}"]


def run_extension(folder: Path, *, times: int = 1) -> str:
    """What the macro writes: the result, whether the text is the same, and each comment."""
    target = folder / "found.txt"
    set_up_macro(folder, MACRO)
    # LibreOffice finds its own Python by these.
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    variables |= {
        "SOURCE": str(folder / "note.odt"),
        "TARGET": str(target),
        "TIMES": str(times),
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
    }
    command = [str(SOFFICE), *make_profile(folder), "--headless", "macro:///Standard.Module1.Run"]
    subprocess.run(command, check=True, timeout=120, capture_output=True, env=variables)
    return target.read_text("utf-8", "replace")


def install_command(folder: Path) -> None:
    """Put the command where pip puts it for a user."""
    program = folder / ".local" / "bin" / "factcheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n')
    program.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a note, its registry, and a profile in which the extension is installed."""
    (tmp_path / "note.html").write_text(NOTE, "utf-8")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    convert([tmp_path / "note.html"], "odt", tmp_path)
    build(tmp_path / "factcheck.oxt")
    command = [str(UNOPKG), "add", "--shared", *make_profile(tmp_path), str(tmp_path / "factcheck.oxt")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    return tmp_path


@needs_python
def test_the_comments_are_put_into_the_open_document(folder: Path) -> None:
    before = (folder / "note.odt").read_bytes()
    install_command(folder)
    found = run_extension(folder, times=2)
    assert "Check of the facts: 2 to correct" in found.splitlines()[0] and "same text: True" in found
    assert found.count("[factcheck|$24.22 million|") == 2 and found.count("[factcheck|") == 3
    assert "[factcheck|Briefing note|Check of the facts: 2 to correct" in found
    assert (folder / "note.odt").read_bytes() == before


@needs_python
def test_a_missing_command_is_one_clear_message(folder: Path) -> None:
    found = run_extension(folder)
    assert "factcheck was not found" in found and "[factcheck|" not in found
