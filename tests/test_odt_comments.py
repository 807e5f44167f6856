"""Comments and tracked changes in ODT files: on the words, of one run only, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from office import SOFFICE, accepted, odt, rejected, word
from office import paragraph as word_paragraph
from test_office import all_comments as word_comments

from factcheck.annotate import AnnotateOptions, annotate_file
from factcheck.checker import check_data, load_facts
from factcheck.errors import DocumentError
from factcheck.facts.schema import Registry
from factcheck.formats import parse
from factcheck.formats.annotators import open_annotator
from factcheck.formats.remark import Remark
from factcheck.languages.load import all_languages
from factcheck.messages import Messages
from factcheck.settings import Settings

TODAY = date(2024, 1, 15)
needs_office = pytest.mark.skipif(SOFFICE is None, reason="the files are opened in LibreOffice, which this machine does not have")
BEFORE, AFTER = "Budget 2019 gave the National Strategy ", " over three years."
BAD = f"{BEFORE}$24.22 million{AFTER}"
FACTS = (
    "entities: {s: {kind: programme, en: {name: National Strategy}}}\n"
    "facts: {budget: {about: s, amount: 22.24 million CAD, over: 3 years, cues: {en: [Budget 2019]}, source: Budget 2019}}\n"
)


def paragraph(*inner: str) -> str:
    return f"<text:p>{''.join(inner)}</text:p>"


def span(text: str) -> str:
    return f'<text:span text:style-name="T">{text}</text:span>'


@pytest.fixture
def facts(tmp_path: Path) -> Registry:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    return load_facts(tmp_path / "facts")


def annotate(data: bytes, facts: Registry, *, suggest: bool = False) -> tuple[bytes, int, int]:
    report = check_data(data, "a.en.odt", facts, Settings(TODAY))
    return annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY, suggest, facts))


def content(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """The author, the words and the first line of each comment."""
    xml, found = content(data), []
    for each in re.finditer(r"<office:annotation( [^>]*)?>(.*?)</office:annotation>", xml, re.DOTALL):
        name = re.search(r'office:name="([^"]*)"', each[1] or "")
        end = xml.find(f'<office:annotation-end office:name="{name[1]}"/>') if name else -1
        inside = (
            re.sub(r"<office:annotation( [^>]*)?>.*?</office:annotation>", "", xml[each.end() : end], flags=re.DOTALL) if end > 0 else ""
        )
        author, line = re.search(r"creator>(.*?)<", each[2]), re.search(r"<text:p[^>]*>(.*?)</text:p>", each[2])
        found.append((author[1] if author else "", re.sub(r"<[^>]*>", "", inside), line[1] if line else ""))
    return found


def text_of(data: bytes) -> str:
    return parse(data, "a.en.odt", all_languages()).text


SUMMARY = "Check of the facts: 1 to correct"
# Bodies in which the sentence has the wrong amount once, and the words on which the comment is.
BODIES = [
    (paragraph(BAD), "$24.22 million"),
    (paragraph(BEFORE, *map(span, ("$", "2", "4", ".", "22", " mil", "lion")), AFTER), "$24.22 million"),
    (paragraph(BEFORE, "$24.22<text:s/>million", AFTER), "$24.22million"),
    (paragraph("<text:tab/>", BEFORE, '<text:bookmark text:name="b"/>$24', span(".22"), " million", AFTER), "$24.22 million"),
    (
        f"<table:table><table:table-row><table:table-cell>{paragraph(BAD)}</table:table-cell></table:table-row></table:table>",
        "$24.22 million",
    ),
    (f"<text:list><text:list-item>{paragraph(BAD)}</text:list-item></text:list>", "$24.22 million"),
    (
        paragraph(
            BEFORE, '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org">$24.22 million</text:a>', AFTER
        ),
        "$24.22 million",
    ),
    (f"<text:section>{paragraph(BAD)}</text:section>", "$24.22 million"),
]


@pytest.mark.parametrize(("body", "words"), BODIES)
def test_comments_and_changes_are_on_exactly_the_words(body: str, words: str, facts: Registry) -> None:
    data = odt(paragraph("A note.") + body)
    copy, count, _ = annotate(data, facts)
    found = comments(copy)
    assert count == 1 and [each[:2] for each in found] == [("factcheck", "A note."), ("factcheck", words)]
    assert found[0][2] == SUMMARY and text_of(copy) == text_of(data)
    again, count, _ = annotate(copy, facts)
    assert again == copy and count == 0
    changed, _, suggested = annotate(data, facts, suggest=True)
    assert suggested == 1 and text_of(changed) == text_of(data).replace("24.22", "22.24")


@needs_office
def test_libreoffice_accepts_and_rejects_the_changes(facts: Registry, tmp_path: Path) -> None:
    data = odt(paragraph("A note.") + "".join(body for body, _ in BODIES))
    changed, _, suggested = annotate(data, facts, suggest=True)
    assert suggested == len(BODIES)
    (tmp_path / "a.odt").write_bytes(data)
    (tmp_path / "b.odt").write_bytes(changed)
    original = rejected(tmp_path / "a.odt", tmp_path)
    assert original.count("$24.22 million") == len(BODIES)
    assert rejected(tmp_path / "b.odt", tmp_path) == original
    assert accepted(tmp_path / "b.odt", tmp_path) == original.replace("24.22", "22.24")


@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_a_comment_on_an_empty_place_is_on_the_last_character(suffix: str) -> None:
    data = odt(paragraph("Seen.")) if suffix == "odt" else word(word_paragraph("Seen."))
    annotator = open_annotator(data, f"a.{suffix}", TODAY)
    assert annotator.comment([Remark(5, 5, ["Nothing follows.", "factcheck: x"])]) == [True]
    copy = annotator.data()
    if suffix == "odt":
        assert [each[1] for each in comments(copy)] == ["."]
        empty = open_annotator(odt(paragraph("")), "a.odt", TODAY)
        assert empty.comment([Remark(0, 0, ["x"])]) == [False] and empty.data() == odt(paragraph(""))
    else:
        assert [each[0] for each in word_comments(copy)] == ["."]


def test_a_comment_on_a_note_is_at_its_mark_and_one_on_a_header_in_the_summary(facts: Registry) -> None:
    note = f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>{paragraph(BAD)}</text:note-body></text:note>'
    copy, count, _ = annotate(odt(paragraph("A note", note, ".")), facts)
    assert count == 1 and re.search(r"</office:annotation><text:note ", content(copy))
    copy, count, suggested = annotate(odt(paragraph("A note."), header=paragraph(BAD)), facts, suggest=True)
    assert (count, suggested) == (0, 0) and [each[2] for each in comments(copy)] == [SUMMARY]
    assert "header: “$24.22 million” should be $22.24 million" in content(copy)


PERSON = '<office:annotation office:name="p1"><dc:creator>Ana</dc:creator><text:p>Is that so?</text:p></office:annotation>'
FORMER = '<office:annotation office:name="{}"{}><dc:creator>factcheck</dc:creator><text:p>Old.</text:p><text:p>{}</text:p></office:annotation>{}<office:annotation-end office:name="{}"/>'


def former(name: str, words: str, attributes: str = "", last: str = "factcheck: amount-mismatch") -> str:
    return FORMER.format(name, attributes, last, words, name)


def test_former_comments_are_replaced_and_those_of_people_stay(facts: Registry) -> None:
    text = paragraph(PERSON, "A", former("factcheck-1", " note"), '.<office:annotation-end office:name="p1"/>')
    text += paragraph(
        former("factcheck-2", "One", ' loext:resolved="true"'), " and ", former("factcheck-3", "two", last="I agree. Ana"), "."
    )
    data = odt(text + paragraph(BAD))
    copy, count, _ = annotate(data, facts)
    assert count == 1 and text_of(copy) == text_of(data)
    found = [each[:2] for each in comments(copy) if each[2] == "Old."]
    assert found == [("factcheck", "One"), ("factcheck", "two")] and "Is that so?" in content(copy)


INSERTED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Ana</dc:creator>'
    "<dc:date>2024-01-02T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>"
)


def test_the_changes_of_people_stay(facts: Registry) -> None:
    start, end = '<text:change-start text:change-id="c1"/>', '<text:change-end text:change-id="c1"/>'
    whole = odt(INSERTED + paragraph(start, BAD, end))
    copy, count, suggested = annotate(whole, facts, suggest=True)
    assert (count, suggested) == (1, 1) and content(copy).count("<text:tracked-changes") == 1 and ">Ana<" in content(copy)
    part = odt(INSERTED + paragraph(BEFORE, "$24", start, ".22", end, " million", AFTER))
    copy, count, suggested = annotate(part, facts, suggest=True)
    assert (count, suggested) == (1, 0) and text_of(copy) == text_of(part)


def test_a_field_is_not_taken_apart(facts: Registry) -> None:
    data = odt(paragraph(BEFORE, '<text:user-field-get text:name="x">$24.22 million</text:user-field-get>', AFTER))
    copy, count, suggested = annotate(data, facts, suggest=True)
    assert (count, suggested) == (1, 0) and "$24.22 million</text:user-field-get>" in content(copy)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (odt(paragraph(BAD), **{"META-INF__documentsignatures.xml": "<a/>"}), "document-signed"),
        (odt(paragraph(BAD), **{"META-INF/manifest.xml": '<a><b><encryption-data checksum="1"/></b></a>'}), "document-encrypted"),
        (odt(paragraph(BAD))[:-400], "document-broken"),
    ],
)
def test_what_cannot_be_annotated_is_refused(data: bytes, key: str, facts: Registry) -> None:
    with pytest.raises(DocumentError) as raised:
        annotate(data, facts)
    assert [problem.key for problem in raised.value.problems] == [key]
