"""Workbooks and CSV files for the tests of registries in spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from factcheck.checker import load_facts
from factcheck.errors import Problem, RegistryError
from factcheck.facts.schema import Registry
from factcheck.messages import Messages

Files = Mapping[str, Any]
ENTITIES = [["id", "kind", "name_fr", "name_en"], ["fonds", "programme", "Fonds des phares", "Lighthouse Fund"]]


def workbook(sheets: Mapping[str, Any], change: Callable[[Any], None] = lambda made: None) -> bytes:
    """The bytes of a workbook with some sheets; `change` changes it before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, pattern: bytes = b"", new: bytes = b"") -> bytes:
    """A workbook in which a pattern of one part is replaced, or to which a part is added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content, count = re.subn(pattern, new, content)
                assert count, pattern
            made.writestr(name, content)
        if part not in old.namelist():
            made.writestr(part, new)
    return out.getvalue()


def put(folder: Path, files: Files) -> Path:
    """A registry of some files."""
    path = folder / "facts"
    path.mkdir(exist_ok=True)
    for name, data in files.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def load(folder: Path, files: Files) -> Registry:
    """The registry of some files."""
    return load_facts(put(folder, files))


def problems(folder: Path, files: Files) -> list[tuple[str, str]]:
    """The place and the key of each problem of some files; that each is worded in both languages is tested on the way."""
    try:
        load_facts(put(folder, files))
    except RegistryError as error:
        return [(str(problem.place).removeprefix(f"{folder}/facts/"), word(problem)) for problem in error.problems]
    return []


def word(problem: Problem) -> str:
    """The key of a problem."""
    for code in ("en", "fr"):
        assert "{" not in Messages(code).problem(problem).replace("`{", "")
    return problem.key
