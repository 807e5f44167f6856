"""Reading files: encodings, places, what is left out."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from conftest import TODAY, quote, registry, report

from factcheck.checker import check_file
from factcheck.errors import DocumentError
from factcheck.formats import parse, read
from factcheck.languages.load import all_languages
from factcheck.settings import Settings

FACTS = "entities: {m: {kind: title, fr: sous-ministre, en: deputy minister}}\n"
TEXT = "Été à l’œuvre.\nLa cous-ministre répond à 12 % des « questions ».\n"
ENCODED = [
    TEXT.encode(),
    codecs.BOM_UTF8 + TEXT.encode(),
    codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    TEXT.encode("utf-16-le"),
    TEXT.encode("cp1252"),
    TEXT.replace("\n", "\r\n").encode(),
    TEXT.replace("\n", "\r").encode(),
]


@pytest.mark.parametrize("suffix", ["md", "txt"])
@pytest.mark.parametrize("data", ENCODED, ids=range(len(ENCODED)))
def test_encodings(data: bytes, suffix: str, tmp_path: Path) -> None:
    note = tmp_path / f"n.fr.{suffix}"
    note.write_bytes(data)
    told = check_file(note, registry(tmp_path, FACTS), Settings(TODAY))
    assert told.document is not None
    assert "l’œuvre" in told.document.text
    assert [(found.rule, quote(found, told)) for found in told.findings] == [("name-misspelled", "cous-ministre")]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("Été".encode() + b"\xc3", "document-truncated"),
        ("Été".encode() * 20 + b" \xff\xfe", "document-encoding"),
        (b"PK\x03\x04\x00\x00\x08\x00" * 20, "document-binary"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "document-truncated"),
    ],
)
def test_refused(data: bytes, key: str, tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_bytes(data)
    with pytest.raises(DocumentError) as told:
        read(note, all_languages())
    assert [problem.key for problem in told.value.problems] == [key]


MARKED = [
    ("La **cous-ministre** répond.", "cous-ministre"),
    ("> La [cous-ministre](https://example.org) répond.", "cous-ministre"),
    ("- Un point\n- La _cous-ministre_ répond.", "cous-ministre"),
    ("| Rôle | Nom |\n|---|---|\n| cous-ministre | Anne |", "cous-ministre"),
    ("Un mot[^1].\n\n[^1]: La cous-ministre répond.", "cous-ministre"),
    ("# La cous-ministre\n\nTexte.", "cous-ministre"),
    ("La cous-mi<b>nistre</b> répond.", "cous-mi<b>nistre"),
]


@pytest.mark.parametrize(("text", "quoted"), MARKED)
def test_markdown(text: str, quoted: str, tmp_path: Path) -> None:
    told = report(tmp_path, text, FACTS, "n.fr.md")
    assert [quote(found, told) for found in told.findings] == [quoted]


@pytest.mark.parametrize(
    "text", ["`cous-ministre`", "```\ncous-ministre\n```", "    cous-ministre", "<!-- cous-ministre -->", "~~cous-ministre~~ mot"]
)
def test_left_out(text: str, tmp_path: Path) -> None:
    assert report(tmp_path, text, FACTS, "n.fr.md").findings == ()


ALIGNED = """Ports on the north shore:

Port                Boats
------------------  -----
Grey Cove              31
Black Cape              9
Total                  42

First  phase.  Two spaces between words make no table.
Second phase.  Nor do they here in 2019.
"""


def test_columns_set_with_spaces_are_a_table(tmp_path: Path) -> None:
    (tmp_path / "note.en.txt").write_text(ALIGNED, "utf-8")
    document = read(tmp_path / "note.en.txt", all_languages())
    cells = [
        (block.row, block.column, block.header, document.text[block.start : block.end]) for block in document.blocks if block.table >= 0
    ]
    assert cells == [
        (0, 0, True, "Port"),
        (0, 1, True, "Boats"),
        (1, 0, False, "Grey Cove"),
        (1, 1, False, "31"),
        (2, 0, False, "Black Cape"),
        (2, 1, False, "9"),
        (3, 0, False, "Total"),
        (3, 1, False, "42"),
    ]
    assert "no table" in document.text


def test_carets_of_one_block_are_not_those_of_another() -> None:
    text = "\n\n".join(f"{'x' * (at % 7)} le 1^er^ juillet et le 1^er^ août" for at in range(400))
    found = parse(text.encode(), "a.fr.md", all_languages()).text
    assert found.count("1er juillet") == found.count("1er août") == 400 and "^" not in found
