"""Corrections: the right ones, each once, whole or not at all, and nothing else changed."""

from __future__ import annotations

import codecs
import io
import os
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import fix
from factcheck.checker import check, check_data, load_facts
from factcheck.errors import DocumentError
from factcheck.facts.schema import Registry
from factcheck.files.atomic_write import replace_file
from factcheck.findings import Report
from factcheck.fix import correct_file, make_diff, select_changes
from factcheck.formats import parse, rewrite
from factcheck.formats.unchanged import has_same_structure
from factcheck.languages.load import all_languages
from factcheck.settings import Settings

TODAY = date(2024, 1, 15)
FACTS = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
  chef: {kind: title, fr: sous-ministre, en: deputy minister}
  garde: {kind: organisation, fr: {name: Garde des lacs, avoid: [Garde lacustre]}, en: {name: Lake Guard, avoid: [Lakes Guard]}}
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, over: 3 years, cues: {fr: [budget de 2019], en: [Budget 2019]}, source: Budget}
  part: {about: fonds, amount: 1.2 million CAD, per: year, cues: {fr: [par année, reçoit], en: [a year, receives]}, source: Budget}
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "a.yaml").write_text(FACTS, "utf-8")
    return load_facts(folder)


def right(text: str, facts: Registry, name: str = "n.fr.md", unsafe: bool = False) -> str:
    """A note after its corrections."""
    data = text.encode()
    report = check_data(data, name, facts, Settings(TODAY))
    found = select_changes(report, unsafe)
    return rewrite(data, name, [(each.start, each.end, each.text) for each in found]).decode()


SAFE = [
    ("Le budget de 2019 donne 24,22 millions de dollars au Fonds des phares sur trois ans.", "24,22", "22,24"),
    ("Le budget de 2019 donne 24,22\u00a0M$ au Fonds des phares sur trois ans.", "24,22\u00a0M$", "22,24\u00a0M$"),
    ("Le budget de 2019 donne **24,22 millions** de dollars au Fonds des phares sur trois ans.", "24,22", "22,24"),
    ("Le Fonds des phares reçoit 2,1 millions de dollars par année.", "2,1 millions", "1,2 million"),
    ("La cous-ministre répond.", "cous-ministre", "sous-ministre"),
    ("La Garde lacustre veille.", "Garde lacustre", "Garde des lacs"),
]


@pytest.mark.parametrize(("text", "wrong", "said"), SAFE)
def test_safe_corrections(text: str, wrong: str, said: str, facts: Registry) -> None:
    assert right(text, facts) == text.replace(wrong, said)


UNSAFE = [
    ("fr", "Le plan sera renouvelé en 2009.", "Le plan a été renouvelé en 2009."),
    ("fr", "Les plans seront renouvelés en 2009.", "Les plans ont été renouvelés en 2009."),
    ("fr", "Le pont a été inauguré en mai 2031.", "Le pont sera inauguré en mai 2031."),
    ("en", "The plan will be renewed in 2009.", "The plan was renewed in 2009."),
    ("en", "The plans of the Fund will be renewed in 2009.", "The plans of the Fund were renewed in 2009."),
    ("en", "The bridge was opened in May 2031.", "The bridge will be opened in May 2031."),
]


@pytest.mark.parametrize(("language", "text", "said"), UNSAFE)
def test_corrections_to_be_read_first(language: str, text: str, said: str, facts: Registry) -> None:
    note = f"---\ndate: 2020-03-05\n---\n\n{text}\n"
    assert right(note, facts, f"n.{language}.md") == note
    assert right(note, facts, f"n.{language}.md", unsafe=True) == note.replace(text, said)


def test_apostrophes_stay_as_the_note_has_them(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        'entities: {u: {kind: organisation, fr: {name: "Unité de l\'eau", avoid: [Service des eaux]}}}\n', "utf-8"
    )
    facts = load_facts(tmp_path)
    assert right("L’été, pour Service des eaux : rien.", facts) == "L’été, pour Unité de l’eau : rien."
    assert right("L'été, pour Service des eaux : rien.", facts) == "L'été, pour Unité de l'eau : rien."


def test_a_name_that_no_longer_fits_its_article_is_to_be_read_first(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "entities: {u: {kind: organisation, fr: {name: Unité des eaux, avoid: [Service des eaux]}}}\n", "utf-8"
    )
    facts, text = load_facts(tmp_path), "En été, le Service des eaux veille."
    assert right(text, facts) == text
    assert right(text, facts, unsafe=True) == "En été, le Unité des eaux veille."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bytes_around_stay(encoding: str, end: str, facts: Registry) -> None:
    text = end.join(["Été : déjà vu", "", "La cous-ministre répond   ", "\tà l’œuvre.", ""])
    data = text.encode(encoding)
    report = check_data(data, "n.fr.txt", facts, Settings(TODAY))
    new = rewrite(data, "n.fr.txt", [(each.start, each.end, each.text) for each in select_changes(report)])
    assert new == text.replace("cous", "sous").encode(encoding)


def test_what_an_encoding_cannot_write_is_refused() -> None:
    with pytest.raises(DocumentError) as told:
        rewrite("Été".encode("cp1252"), "n.txt", [(0, 1, "Ł")])
    assert [problem.key for problem in told.value.problems] == ["document-unencodable"]


@pytest.mark.parametrize("suffix", ["md", "txt", "html"])
@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(
            [
                "Le budget de 2019 donne 24,22 millions de dollars au Fonds des phares sur trois ans. ",
                "La cous-ministre répond. ",
                "La Garde lacustre veille.\n",
                "Le **Fonds** des phares reçoit 2,1 M$ par année.\r\n",
                "\n\n",
                "é&amp;œ ",
                "<b>",
                "# ",
                "\t* ",
                "«\u00a0mot\u202f» ",
                "\u2028",
                "🙂 ",
            ]
        ),
        max_size=12,
    )
)
def test_nothing_else_changes(suffix: str, pieces: list[str], facts: Registry) -> None:
    data = "".join(pieces).encode()
    name = f"n.fr.{suffix}"
    report = check_data(data, name, facts, Settings(TODAY))
    found = select_changes(report)
    source, at = data.decode(), 0
    new = rewrite(data, name, [(each.start, each.end, each.text) for each in found]).decode()
    for each in found:
        assert each.start >= at
        kept = source[at : each.start]
        assert new.startswith(kept)
        new = new[len(kept) :].removeprefix(each.text)
        at = each.end
    assert new == source[at:]


def test_fixing_twice_changes_nothing(tmp_path: Path, facts: Registry) -> None:
    note = tmp_path / "n.fr.md"
    note.write_text("".join(f"{text}\n\n" for text, _, _ in SAFE), "utf-8")
    recheck = _recheck(facts)
    _, count = correct_file(note, recheck, unsafe=False)
    once = note.read_bytes()
    assert count == len(SAFE)
    assert correct_file(note, recheck, unsafe=False)[1] == 0
    assert note.read_bytes() == once


def _recheck(facts: Registry):  # type: ignore[no-untyped-def]
    def run(data: bytes, path: str) -> Report:
        return check(parse(data, path, all_languages()), facts, Settings(TODAY))

    return run


def test_a_note_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "n.md"
    note.write_bytes(b"old")
    note.chmod(0o640)

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", broken)
        with pytest.raises(DocumentError):
            replace_file(note, b"new")
    assert note.read_bytes() == b"old" and [path.name for path in tmp_path.iterdir()] == ["n.md"]
    replace_file(note, b"new")
    assert note.read_bytes() == b"new" and note.stat().st_mode & 0o777 == 0o640


def test_the_difference_is_shown(facts: Registry) -> None:
    text = codecs.BOM_UTF8 + "La cous-ministre répond.\nFin.\n".encode()
    report = check_data(text, "n.fr.md", facts, Settings(TODAY))
    shown = make_diff(report, select_changes(report))
    assert shown == "--- a/n.fr.md\n+++ b/n.fr.md\n@@ -1,2 +1,2 @@\n-La cous-ministre répond.\n+La sous-ministre répond.\n Fin.\n"


SPREAD = [
    ("n.fr.md", "La cous-ministre répond.", "x", "y"),
    ("n.fr.txt", "La cous-ministre répond.", "sous", "sous-"),
    ("n.fr.html", "<p>La cous-ministre répond.</p>", "<p>", "<p >"),
    ("n.fr.html", "<p>La cous-ministre répond.</p>", "sous", "<b>sous</b>"),
    ("n.fr.md", "La cous-ministre répond.", ".", ".\n"),
    ("n.fr.md", "La cous-ministre répond.", "\n", ""),
    ("n.fr.md", "La cous-ministre répond.", "sous", "cous"),
    ("n.fr.md", "La cous-ministre répond.", "La", "la"),
    ("n.fr.md", "La cous-ministre répond.", "é", "e"),
    ("n.fr.md", "Un. La cous-ministre répond. Deux.", " Deux.", ""),
    ("n.fr.txt", "Un. La cous-ministre répond. Deux.", "Un. ", "Un.  "),
]


@pytest.mark.parametrize(("name", "text", "right", "wrong"), SPREAD)
def test_what_would_change_more_than_its_words_is_not_written(
    name: str, text: str, right: str, wrong: str, tmp_path: Path, facts: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that puts something wrong into the file is found out."""
    note = tmp_path / name
    note.write_text(text + "\n", "utf-8")
    assert correct_file(note, _recheck(facts), unsafe=False)[1] == 1
    note.write_text(text + "\n", "utf-8")
    faithful = fix.rewrite

    def faulty(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
        return faithful(data, path, edits).replace(right.encode(), wrong.encode()) if right != "x" else faithful(data, path, edits) + b"y"

    monkeypatch.setattr(fix, "rewrite", faulty)
    with pytest.raises(DocumentError) as told:
        correct_file(note, _recheck(facts), unsafe=False)
    assert [problem.key for problem in told.value.problems] == ["fix-spreads"]
    assert note.read_text("utf-8") == text + "\n"


def _word(*parts: tuple[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts:
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


DOCUMENT = "<w:document xmlns:w='w'><!--c--><w:p a='1'>x</w:p></w:document>"
CHANGED = [
    DOCUMENT.replace("a='1'", "a='2'"),
    DOCUMENT.replace(" a='1'", ""),
    DOCUMENT.replace("<!--c-->", ""),
    DOCUMENT.replace("<!--c-->", "<!--d-->"),
    DOCUMENT.replace("w:p", "w:q"),
    DOCUMENT.replace("</w:p>", "</w:p><w:p/>"),
    DOCUMENT.replace("<w:p a='1'>x</w:p>", ""),
    DOCUMENT.replace("x<", "x<w:p/><"),
]


@pytest.mark.parametrize("changed", CHANGED)
def test_elements_and_attributes_of_a_file_stay(changed: str) -> None:
    before = _word(("a.xml", DOCUMENT), ("b.bin", "\x00"))
    assert has_same_structure(before, _word(("a.xml", DOCUMENT.replace(">x<", " xml:space='preserve'>y<")), ("b.bin", "\x00")), "n.docx")
    assert not has_same_structure(before, _word(("a.xml", changed), ("b.bin", "\x00")), "n.docx")


@pytest.mark.parametrize(
    "parts", [[], [("a.xml", DOCUMENT)], [("b.bin", "\x00"), ("a.xml", DOCUMENT)], [("a.xml", DOCUMENT), ("c.bin", "\x00")]]
)
def test_parts_of_a_file_stay(parts: list[tuple[str, str]]) -> None:
    assert not has_same_structure(_word(("a.xml", DOCUMENT), ("b.bin", "\x00")), _word(*parts), "n.docx")


SPACED = [
    ("Budget 2019 gave the Lighthouse  Fund $24.22 million.", "$24.22", "$22.24"),
    ("Budget 2019 gave the Lighthouse Fund $24.22  million.", "$24.22", "$22.24"),
    ("Budget 2019 gave the Lighthouse Fund $24.22\u00a0 million.", "$24.22", "$22.24"),
    ("Budget 2019 gave the Lighthouse Fund $24.22\u200b million.", "$24.22", "$22.24"),
    ("Budget 2019 gave the Lighthouse Fund $24.22 \u2060million.", "$24.22", "$22.24"),
    ("Budget 2019 gave the Lighthouse Fund $24.22   million  over  three years.", "$24.22", "$22.24"),
    ("In 2019,  the Lakes  Guard met.", "Lakes", "Lake"),
    ("In 2019, the Lakes \u200bGuard met.", "Lakes", "Lake"),
    ("In 2019, the Lakes\nGuard met.", "Lakes", "Lake"),
    ("In 2019, the Lakes \t Guard met.", "Lakes", "Lake"),
]


@pytest.mark.parametrize(("text", "wrong", "said"), SPACED)
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_spaces_and_marks_around_a_correction_stay(suffix: str, text: str, wrong: str, said: str, facts: Registry) -> None:
    assert right(text, facts, f"n.en.{suffix}", unsafe=True) == text.replace(wrong, said)


@pytest.mark.parametrize(
    "change", [b"", b"La cous-ministre repond.", b"La sous-ministre a parle.\n", b"La cous-ministre r\xc3\xa9pond. \n"]
)
@pytest.mark.parametrize("moment", [1, 2])
def test_what_was_saved_meanwhile_is_not_overwritten(change: bytes, moment: int, tmp_path: Path, facts: Registry) -> None:
    note = tmp_path / "n.fr.md"
    note.write_text("La cous-ministre répond.\n", "utf-8")
    recheck, left = _recheck(facts), [moment]

    def interrupted(data: bytes, path: str) -> Report:
        left[0] -= 1
        if not left[0]:
            note.write_bytes(change)
        return recheck(data, path)

    with pytest.raises(DocumentError) as told:
        correct_file(note, interrupted, unsafe=False)
    assert [problem.key for problem in told.value.problems] == ["write-changed"]
    assert note.read_bytes() == change


LOOSE = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
  gaspe: {kind: place, fr: Gaspé, en: Gaspé}
facts:
  part: {about: [fonds, gaspe], amount: 92.3 million CAD, cues: {fr: [affectés], en: [allocated]}, source: Budget}
  autre: {about: gaspe, amount: 41.7 million CAD, cues: {fr: [port], en: [harbour]}, source: Budget}
"""


@pytest.mark.parametrize(
    "text",
    [
        "L’Agence des quais verse 92,5 millions de dollars à Gaspé.",
        "À Gaspé, 92,5 millions de dollars iront aux pêches.",
        "Gaspé compte 41,9 millions de dollars de quais.",
        "Le port de Gaspé reçoit 4 millions de dollars.",
    ],
)
def test_a_correction_that_a_name_alone_suggests_is_not_safe(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(LOOSE, "utf-8")
    assert right(text, load_facts((tmp_path,))) == text
