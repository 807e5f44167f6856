"""What fuzzing calls: one function a kind of input, from any bytes to nothing, or to a FactcheckError."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from fuzz.soundness import assert_sound

from factcheck.baseline import Baseline
from factcheck.checker import check_data, load_facts
from factcheck.config import find_config
from factcheck.errors import FactcheckError
from factcheck.facts.load import load_registry
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.fix import correct_file
from factcheck.formats import parse
from factcheck.formats.decode import decode
from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.rules import RULES
from factcheck.settings import Settings

CORPUS = Path(__file__).parent / "corpus"
KINDS = ("amount", "percent", "count", "date", "duration", "phone", "email", "url")
SETTINGS = Settings(date(2024, 1, 15), explain=True)
# In a target for parts of an archive, the first line of the input names the part whose text follows.
_LINE = b"\n"
_SPARE = {"docx": "spare.docx", "odt": "spare.odt", "xlsx": "spare.xlsx"}


@cache
def folder() -> Path:
    """Return a folder for files that a target writes."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=shared if shared.is_dir() else None))


@cache
def registry() -> Registry:
    """Return the registry against which notes are checked."""
    return load_facts(CORPUS / "facts" / "lighthouses.yaml")


def reader(name: str) -> Callable[[bytes], object]:
    """Return the target that reads a note of that name, looks at its positions, and tells its language."""

    def read(data: bytes) -> object:
        document = parse(data, name, all_languages())
        assert_sound(document)
        return document.language

    return read


def part_reader(kind: str) -> Callable[[bytes], object]:
    """Return the target that reads a note in an archive, of which the input gives one part."""

    def read(data: bytes) -> object:
        name, _, text = data.partition(_LINE)
        document = parse(_with_part(kind, name.decode("utf-8", "replace"), text), f"note.en.{kind}", all_languages())
        assert_sound(document)
        return document

    return read


def _with_part(kind: str, name: str, text: bytes) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(CORPUS / "archive" / _SPARE[kind]) as spare, zipfile.ZipFile(found, "w") as made:
        for entry in spare.namelist():
            if entry != name:
                made.writestr(entry, spare.read(entry))
        with suppress(ValueError, UnicodeError, OverflowError):
            made.writestr(zipfile.ZipInfo(name[:200] or "part"), text)
    return found.getvalue()


def archive(data: bytes) -> object:
    """Read the bytes as a Word file, or as an ODT where they are none."""
    try:
        return parse(data, "note.docx", all_languages())
    except FactcheckError:
        return parse(data, "note.odt", all_languages())


def facts(data: bytes, suffix: str = ".yaml") -> object:
    """Load the bytes as a fact file."""
    path = folder() / f"facts{suffix}"
    path.write_bytes(data)
    return load_registry([path], parse_fact_value, all_languages(), (), decode)


def table(data: bytes) -> object:
    """Load the bytes as a fact file in CSV."""
    return facts(data, ".csv")


def workbook(data: bytes) -> object:
    """Load a workbook as a fact file, of which the input gives one part."""
    name, _, text = data.partition(_LINE)
    return facts(_with_part("xlsx", name.decode("utf-8", "replace"), text), ".xlsx")


def settings(data: bytes) -> object:
    """Read the bytes as a file of settings, of each kind in turn."""
    for name in ("factcheck.toml", "pyproject.toml", "setup.cfg"):
        path = folder() / name
        path.write_bytes(data)
        try:
            with suppress(FactcheckError):
                find_config(folder(), {rule.id for rule in RULES}, ("canada",)).find_severity("amount-mismatch", "a/b.md")
        finally:
            path.unlink()
    return None


def baseline(data: bytes) -> object:
    """Read the bytes as a list of known findings, and take these out of a report."""
    path = folder() / "known.json"
    path.write_bytes(data)
    return Baseline.load(path).remove_known(_report())


@cache
def _report() -> Report:
    return check_data((CORPUS / "markdown" / "wrong.md").read_bytes(), "note.en.md", registry(), SETTINGS)


def value(data: bytes) -> object:
    """Read the bytes as a value of each kind."""
    text = data.decode("utf-8", "surrogateescape")
    return [parse_fact_value(kind, text, all_languages()) for kind in KINDS]


def note(data: bytes) -> object:
    """Check the bytes as a note in Markdown, in either language."""
    return [check_data(data, f"note.{code}.md", registry(), SETTINGS) for code in ("en", "fr")]


def fix(data: bytes) -> object:
    """Correct the bytes as a note in Markdown and as a page; once more must change nothing."""
    for name in ("note.en.md", "note.fr.html"):
        path = folder() / name
        path.write_bytes(data)
        with suppress(FactcheckError):
            correct_file(path, _recheck, unsafe=False)
            written = path.read_bytes()
            _, count = correct_file(path, _recheck, unsafe=False)
            assert count == 0 and path.read_bytes() == written, name
    return None


def _recheck(data: bytes, path: str) -> Report:
    return check_data(data, path, registry(), SETTINGS)


TARGETS: dict[str, Callable[[bytes], object]] = {
    "markdown": reader("note.md"),
    "plain": reader("note.txt"),
    "html": reader("note.html"),
    "docx": part_reader("docx"),
    "odt": part_reader("odt"),
    "archive": archive,
    "pdf": reader("note.pdf"),
    "facts": facts,
    "csv": table,
    "xlsx": workbook,
    "settings": settings,
    "baseline": baseline,
    "value": value,
    "note": note,
    "fix": fix,
}
"""The targets by name; each has a folder of seeds under that name."""


def call(name: str, data: bytes) -> None:
    """Call a target. Raises what it should not raise: anything but a FactcheckError."""
    with suppress(FactcheckError):
        TARGETS[name](data)
