"""Runs of spaces, invisible characters and raised marks: what a reader does not see is not read, and places stay exact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from office import SOFFICE, convert, paragraph, run, word

from factcheck.checker import check_data, load_facts
from factcheck.findings import Report
from factcheck.fix import select_changes
from factcheck.formats import parse, rewrite
from factcheck.formats.structure.raised import raise_text
from factcheck.languages.load import all_languages
from factcheck.settings import Settings

FACTS = """
entities:
  fund: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
facts:
  grant: {about: fund, amount: 22.24 million CAD, cues: {fr: [reçoit], en: [receives]}, source: Budget}
  fee: {about: fund, amount: 320 CAD, cues: {fr: [cotisation], en: [fee]}, source: Statutes}
"""
SUBJECT = {"en": "The Lighthouse Fund receives {}.", "fr": "Le Fonds des phares reçoit {}."}


def checked(folder: Path, text: str, name: str) -> Report:
    (folder / "a.yaml").write_text(FACTS, "utf-8")
    return check_data(text.encode(), name, load_facts((folder,)), Settings(date(2024, 1, 15)))


def corrected(folder: Path, text: str, name: str) -> str:
    report = checked(folder, text, name)
    edits = [(each.start, each.end, each.text) for each in select_changes(report, unsafe=True)]
    return rewrite(text.encode(), name, edits).decode()


UNSEEN = [
    "$22.24  million", "$22.24 \u00a0million", "$22.24\u00a0\u00a0million", "$22.24 \tmillion", "$22.24   million", "$ 22.24 million",
    "$22.24\u200b million", "$22.24\u2060 million", "$22.24\ufeff million", "$22.24\u00ad million", "$22.24 mil\u00adlion",
    "$22\u200b.24 million", "$\u200e22.24 million", "$22.24 \u200dmillion", "\u202a$22.24\u202c million", "$22.24 million\ufe0f",
    "$22.24 million\u00b9", "$22.24 million\u00b9\u00b2", "$22.24\u00b3 million", "$22.24 million\u2074", "$22.24 million \u00b9",
]  # fmt: skip


@pytest.mark.parametrize("name", ["n.en.md", "n.en.txt", "n.en.html"])
@pytest.mark.parametrize("words", UNSEEN)
def test_what_no_reader_sees_changes_nothing(words: str, name: str, tmp_path: Path) -> None:
    text = SUBJECT["en"].format(words) + "\n"
    report = checked(tmp_path, f"<p>{text}</p>" if name.endswith("html") else text, name)
    assert not report.findings and report.claims.verified == 1


RAISED = [
    "{}<sup>1</sup>", "{}<sup>12</sup>", "{}<sup>[1]</sup>", "{}<sup>(2)</sup>", "{}<sup>1,2</sup>", "{}<sup>*</sup>", "{}<sup>a</sup>",
    "{}<sup>†</sup>", '{}<sup><a href="#f1">1</a></sup>', '{}<sup id="r1"><a href="#f1"><span>Footnote </span>1</a></sup>',
    "{} <sup>1</sup>", "{}<sup> 1 </sup>", "<b>{}</b><sup>3</sup>",
]  # fmt: skip


@pytest.mark.parametrize("name", ["n.en.md", "n.en.html"])
@pytest.mark.parametrize("form", RAISED)
def test_a_raised_mark_is_no_part_of_a_figure(form: str, name: str, tmp_path: Path) -> None:
    text = f"The Lighthouse Fund receives {form.format('$22.24 million')} and asks a fee of {form.format('$320')} each time."
    report = checked(tmp_path, f"<p>{text}</p>" if name.endswith("html") else text, name)
    assert not report.findings and report.claims.verified == 2


@pytest.mark.parametrize("form", ["{}^1^", "{}^12^", "{}[^1]", "{}^a^", "{}^[1]^"])
def test_a_raised_mark_of_markdown(form: str, tmp_path: Path) -> None:
    note = f"The Lighthouse Fund receives {form.format('$22.24 million')}, and asks a fee of {form.format('$320')}.\n\n[^1]: Budget.\n"
    report = checked(tmp_path, note, "n.en.md")
    assert not report.findings and report.claims.verified == 2


ORDINALS = [
    ("Le 1<sup>er</sup> avril 2021.", "Le 1er avril 2021."),
    ("La 2<sup>e</sup> phase.", "La 2e phase."),
    ("Le 21ᵉ siècle.", "Le 21e siècle."),
    ("The 4<sup>th</sup> round.", "The 4th round."),
    ("M<sup>me</sup> Roy et D<sup>r</sup> Roy.", "Mme Roy et Dr Roy."),
    ("Le n<sup>o</sup> 5.", "Le no 5."),
    ("Une aire de 45 m<sup>2</sup>.", "Une aire de 45 m²."),
    ("Des 10<sup>6</sup> cellules.", "Des 10⁶ cellules."),
    ("Cyberaide<sup>MC</sup> répond.", "Cyberaide répond."),
    ("x<sup>une phrase entière</sup>", "xune phrase entière"),
]


@pytest.mark.parametrize("name", ["n.fr.md", "n.fr.html"])
@pytest.mark.parametrize(("text", "seen"), ORDINALS)
def test_raised_letters_are_read_and_exponents_kept(text: str, seen: str, name: str) -> None:
    document = parse(f"<p>{text}</p>".encode() if name.endswith("html") else text.encode(), name, all_languages())
    assert document.text.strip() == seen


def test_a_raised_run_keeps_its_length() -> None:
    for text in ("1", "[12]", "er", "Footnote 3", " 1 ", "*", "abcdefgh"):
        assert len(raise_text(text)) == len(text)


KEPT = [
    ("The Lighthouse Fund receives $24.22  million.", "The Lighthouse Fund receives $22.24  million."),
    ("The Lighthouse Fund receives $24.22\u200b million.", "The Lighthouse Fund receives $22.24\u200b million."),
    ("The Lighthouse Fund receives $24.22 million<sup>1</sup> a year.", "The Lighthouse Fund receives $22.24 million<sup>1</sup> a year."),
    ("The Lighthouse Fund receives **$24.22** \u00a0million.", "The Lighthouse Fund receives **$22.24** \u00a0million."),
    ("The  Lighthouse Fund receives $24.22 million\u00b9.", "The  Lighthouse Fund receives $22.24 million\u00b9."),
    ("The Lighthouse Fund receives $24.22 \tmillion^1^.", "The Lighthouse Fund receives $22.24 \tmillion^1^."),
]


@pytest.mark.parametrize(("text", "right"), KEPT)
def test_a_correction_keeps_spaces_and_marks(text: str, right: str, tmp_path: Path) -> None:
    assert corrected(tmp_path, text, "n.en.md") == right


@pytest.mark.parametrize("text", ["The  Fund had 1  450 boats", "In 12  345 boats", "1 \u00a0450 boats", "1\u00a0 450 boats"])
def test_groups_of_digits_join_over_one_space_only(text: str, tmp_path: Path) -> None:
    report = checked(tmp_path, text, "n.en.md")
    assert report.coverage.unread >= 1 and report.coverage.uncovered == 0


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    text = "The  Lighthouse\u200b Fund<sup>1</sup> receives $24.22  million."
    report = checked(tmp_path, text, "n.en.md")
    (finding,) = report.findings
    assert report.document is not None
    start, end = report.document.map.span(finding.start, finding.end)
    assert text[start:end] == "$24.22  million"


RAISED_RUN = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
WORD = [
    ("$22.24 million", "1", " a year."),
    ("$22.24 million", "12", ", it says."),
    ("$22.24 million", "*", "."),
    ("a fee of $320", "a", " and more."),
    ("a fee of $320", "[1]", " and more."),
    ("April 15, 2018", "3", " in Matane."),
    ("1,450 boats", "2", "."),
    ("1,450", "2", " boats."),
    ("45 per cent", "(1)", " of them."),
    ("three years", "1", "."),
]


def document_of(cases: list[tuple[str, str, str]]) -> bytes:
    return word("".join(paragraph(run(before), RAISED_RUN.format(mark), run(after)) for before, mark, after in cases))


def test_raised_runs_of_word_are_no_part_of_a_figure() -> None:
    text = parse(document_of(WORD), "a.en.docx", all_languages()).text
    assert text.split("\n\n")[:-1] == [before + after for before, _, after in WORD]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("form", ["odt", "pdf", "docx"])
def test_raised_runs_of_other_forms(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(document_of(WORD[:4] + WORD[5:9]))
    made = tmp_path / "made"
    made.mkdir()
    convert([tmp_path / "a.docx"], form, made)
    (found,) = made.glob(f"a.{form}")
    text = " ".join(parse(found.read_bytes(), f"a.en.{form}", all_languages()).text.split())
    for before, _, after in WORD[:4] + WORD[5:8]:
        assert f"{before} {after.strip()}".replace(" ,", ",").replace(" .", ".") in text.replace(" ,", ",").replace(" .", ".")


def test_a_style_raises_a_run() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="Call">'
        '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Own"><w:basedOn w:val="Call"/></w:style></w:styles>'
    )
    call = '<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:t>1</w:t></w:r>'
    body = "".join(paragraph(run("It costs $320"), call.format(style), run(" a year.")) for style in ("Call", "Own"))
    text = parse(word(body, **{"styles": styles}), "a.en.docx", all_languages()).text
    assert text == "It costs $320 a year.\n\nIt costs $320 a year.\n\n"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
def test_two_spaces_of_a_pdf_part_no_cells(tmp_path: Path) -> None:
    texts = ["The Lighthouse  Fund receives $22.24   million.  It asks a fee.", "A  fee of $320  is asked."]
    (tmp_path / "a.docx").write_bytes(word("".join(paragraph(run(text)) for text in texts)))
    made = tmp_path / "made"
    made.mkdir()
    convert([tmp_path / "a.docx"], "pdf", made)
    text = parse((made / "a.pdf").read_bytes(), "a.en.pdf", all_languages()).text
    assert all(" ".join(each.split()) in text.replace("\n", " ") for each in texts) and "\n\n" not in text.strip()


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        ('It costs $320<a href="#f1">1</a> a year.', "It costs $320 a year."),
        ('It costs $320<a href="#f1">[12]</a> a year.', "It costs $320 a year."),
        ('It costs $320<span style="vertical-align: super; font-size: 60%">2</span> a year.', "It costs $320 a year."),
        ('It costs $320<a href="page.html">1</a> a year.', "It costs $3201 a year."),
        ('See note <a href="#f1">1</a> and (<a href="#f2">2</a>).', "See note 1 and (2)."),
        ('In 2018-<a href="#y">19</a> it cost $320.', "In 2018-19 it cost $320."),
    ],
)
def test_links_to_notes_of_a_page_are_marks(inner: str, seen: str) -> None:
    assert parse(f"<p>{inner}</p>".encode(), "n.en.html", all_languages()).text.strip() == seen


@pytest.mark.parametrize(
    ("position", "seen"), [("8", "It costs $320 a year."), ("0", "It costs $3201 a year."), ("-6", "It costs $3201 a year.")]
)
def test_smaller_letters_set_higher_are_raised(position: str, seen: str) -> None:
    lifted = f'<w:r><w:rPr><w:position w:val="{position}"/><w:sz w:val="12"/></w:rPr><w:t>1</w:t></w:r>'
    body = paragraph(run("It costs $320"), lifted, run(" a year."))
    assert parse(word(body), "a.en.docx", all_languages()).text.strip() == seen


@pytest.mark.parametrize(
    "source", ["", "\n\n", "```\nAll of it is code.\n", "<!-- A comment that is never closed\n\nThe fund has boats.\n"]
)
def test_a_note_without_text_says_so(source: str) -> None:
    (unread,) = parse(source.encode(), "n.en.md", all_languages()).unread
    assert unread.key == "unread-text"
