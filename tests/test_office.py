"""Word, ODT, HTML and PDF: the same findings as the text, each text once, comments on exactly the words."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import pytest
from office import SOFFICE, accepted, convert, page, paragraph, part, run, word

from factcheck.annotate import AnnotateOptions, annotate_file
from factcheck.checker import check, check_data, check_file, load_facts
from factcheck.errors import DocumentError
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.fix import select_changes
from factcheck.formats import parse, rewrite
from factcheck.formats.remark import AUTHOR
from factcheck.languages.load import all_languages
from factcheck.messages import Messages
from factcheck.settings import Settings

ROOT = Path(__file__).parent.parent
TODAY = date(2024, 1, 15)
NOTES = sorted(path for path in (ROOT / "documents").iterdir() if path.suffix in {".md", ".txt"})
FACTS = load_facts(ROOT / "facts")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="files are made by LibreOffice, which this machine does not have")
SUMMARY = "Check of the facts: "
BAD = "Budget 2019 gave the National Strategy $24.22 million over three years."


def told(report: Report) -> Counter[tuple[str, str, str | None]]:
    """The rule, the words and the fact of each finding, above notes."""
    assert report.document is not None
    text = report.document.text
    return Counter((each.rule, re.sub(r"\s+", " ", text[each.start : each.end]), each.fact) for each in report.findings)


def as_of(report: Report) -> Settings:
    return Settings(TODAY, report.date.day if report.date.is_certain else None)


def named(note: Path, form: str) -> str:
    return f"{note.stem}.{form}"


@pytest.mark.parametrize("note", NOTES, ids=[note.name for note in NOTES])
def test_a_page_gives_what_the_text_gives(note: Path) -> None:
    text = check_file(note, FACTS, Settings(TODAY))
    found = check_data(page(note).encode(), named(note, "html"), FACTS, as_of(text))
    assert told(found) == told(text)
    assert found.document is not None
    for finding in found.findings:
        start, end = found.document.map.span(finding.start, finding.end)
        said = re.sub(r"<[^>]*>|\s+", " ", found.document.source[start:end])
        assert " ".join(said.split()) == " ".join(found.document.text[finding.start : finding.end].split())


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    for note in NOTES:
        (folder / named(note, "html")).write_text(page(note), "utf-8")
    for form in ("docx", "odt", "pdf"):
        convert(sorted(folder.glob("*.html")), form, folder)
    return folder


@needs_office
@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("note", NOTES, ids=[note.name for note in NOTES])
def test_an_office_file_gives_what_the_text_gives(note: Path, form: str, converted: Path) -> None:
    text = check_file(note, FACTS, Settings(TODAY))
    assert told(check_file(converted / named(note, form), FACTS, as_of(text))) == told(text)


@needs_office
def test_pdfs_give_nearly_what_the_text_gives(converted: Path) -> None:
    owed: Counter[tuple[str, str, str, str | None]] = Counter()
    found: Counter[tuple[str, str, str, str | None]] = Counter()
    for note in NOTES:
        text = check_file(note, FACTS, Settings(TODAY))
        pdf = check_file(converted / named(note, "pdf"), FACTS, as_of(text))
        owed += Counter({(note.name, *each): count for each, count in told(text).items()})
        found += Counter({(note.name, *each): count for each, count in told(pdf).items()})
        assert pdf.document is not None and all("page" in location for _, location in pdf.document.locations)
    assert (owed & found).total() >= 0.97 * owed.total()
    assert (found - owed).total() <= 0.03 * owed.total()


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx>"
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
BODY = "".join(
    [
        paragraph("kept ", f"<w:ins w:id='1' w:author='a'>{run('inserted')}</w:ins>", f"<w:del w:id='2'>{run('gone', 'delText')}</w:del>"),
        paragraph(f"<w:moveFrom w:id='3'>{run('moved away')}</w:moveFrom>", f"<w:moveTo w:id='4'>{run('moved here')}</w:moveTo>"),
        f"<w:sdt><w:sdtPr><w:alias w:val='unseen'/></w:sdtPr><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>",
        paragraph(f"<w:sdt><w:sdtContent>{run('inline control')}</w:sdtContent></w:sdt>"),
        paragraph(BOX.format(paragraph("in the box"))),
        paragraph(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
            run("DATE unseen", "instrText"),
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
            "field result",
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        ),
        paragraph(f"<w:fldSimple w:instr='AUTHOR unseen'>{run('simple field')}</w:fldSimple>"),
        paragraph(f"<w:hyperlink r:id='x'>{run('linked words')}</w:hyperlink>"),
        paragraph("<w:r><w:t>soft</w:t><w:softHyphen/><w:t>ened twenty</w:t><w:noBreakHyphen/><w:t>two</w:t></w:r>"),
        paragraph("<w:r><w:t>over</w:t><w:br/><w:t>lines</w:t></w:r>"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>first cell</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc>"
        f"{paragraph('nested cell')}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        paragraph("noted", "<w:r><w:footnoteReference w:id='7'/></w:r>", "<w:r><w:endnoteReference w:id='8'/></w:r>"),
    ]
)
PARTS = {
    "footnotes": part(
        "footnotes",
        f"<w:footnote w:id='-1' w:type='separator'>{paragraph('unseen')}</w:footnote><w:footnote w:id='7'>{paragraph('at the foot')}</w:footnote>",
    ),
    "endnotes": part("endnotes", f"<w:endnote w:id='8'>{paragraph('at the end')}</w:endnote>"),
    "header1": part("hdr", paragraph("on top")),
    "footer1": part("ftr", paragraph("at the bottom")),
    "comments": part("comments", f"<w:comment w:id='1' w:author='a'>{paragraph('unseen')}</w:comment>"),
}
ONCE = (
    "kept inserted|moved here|controlled|inline control|in the box|field result|simple field|linked words|softened twenty\u2011two|first cell"
    "|nested cell|noted|at the foot|at the end|on top|at the bottom"
)


def test_each_construct_once() -> None:
    document = parse(word(BODY, **PARTS), "a.en.docx", all_languages())
    for words in ONCE.split("|"):
        assert document.text.count(words) == 1, words
        assert document.source.count(words) == 1, words
    assert "unseen" not in document.text and "gone" not in document.text and "moved away" not in document.text
    assert re.search(r"over\s+lines", document.text)
    places = {words: document.location(document.source.index(words)) for words in ("at the foot", "on top", "in the box", "nested cell")}
    assert places["at the foot"] == {"part": "footnote", "number": 1}
    assert places["on top"]["part"] == "header" and places["in the box"]["part"] == "box" and "row" in places["nested cell"]


@needs_office
def test_each_construct_once_as_libreoffice_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(BODY, **PARTS))
    made = tmp_path / "made"
    made.mkdir()
    for form in ("docx", "odt"):
        convert([tmp_path / "a.docx"], form, made)
        document = parse((made / f"a.{form}").read_bytes(), f"a.en.{form}", all_languages())
        for words in ONCE.replace("field result|", "").replace("on top|", "").removesuffix("|at the bottom").split("|"):
            assert document.text.count(words) == 1, (form, words)
        assert "gone" not in document.text


def registry(folder: Path) -> Registry:
    (folder / "facts").mkdir()
    (folder / "facts" / "a.yaml").write_text(
        "entities: {s: {kind: programme, en: {name: National Strategy}}}\n"
        "facts: {budget: {about: s, amount: 22.24 million CAD, over: 3 years, cues: {en: [Budget 2019]}, source: Budget 2019}}\n"
    )
    return load_facts(folder / "facts")


def comments(data: bytes) -> list[tuple[str, str]]:
    """The words and the text of each comment of a Word file but the summary, as python-docx reads it."""
    return [found for found in all_comments(data) if not found[1].startswith(SUMMARY)]


def all_comments(data: bytes) -> list[tuple[str, str]]:
    """The words and the text of each comment of a Word file, as python-docx reads it."""
    opened = docx.Document(io.BytesIO(data))
    found = []
    for comment in opened.comments:
        number, inside, words = str(comment.comment_id), False, []
        for element in opened.element.body.iter():
            name = element.tag.rsplit("}")[-1]
            if name in ("commentRangeStart", "commentRangeEnd") and number in element.attrib.values():
                inside = name == "commentRangeStart"
            elif inside and name in ("t", "delText"):
                words.append(element.text)
        found.append(("".join(words), comment.text))
    return found


NINE = paragraph(
    "Budget 2019 gave the National Strategy ",
    *[run(each) for each in ("$", "2", "4", ".", "2", "2", " ", "mil", "lion")],
    " over three years.",
)


@pytest.mark.parametrize("body", [paragraph(BAD), NINE, paragraph(BOX.format(NINE)), f"<w:tbl><w:tr><w:tc>{NINE}</w:tc></w:tr></w:tbl>"])
def test_a_comment_on_exactly_the_words(body: str, tmp_path: Path) -> None:
    facts, data = registry(tmp_path), word(body, **PARTS)
    report = check_data(data, "a.en.docx", facts, Settings(TODAY))
    copy, count, _ = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY))
    assert count == 1 and report.document is not None
    [(words, text)] = [found for found in comments(copy) if found[1] != "unseen"]
    assert words == "$24.22 million"
    assert "amount-mismatch" in text and "two digits swapped" in text and "Budget 2019" in text
    assert parse(copy, "a.en.docx", all_languages()).text == report.document.text
    copy, count, suggested = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY, True))
    assert (count, suggested) == (1, 1)
    assert parse(copy, "a.en.docx", all_languages()).text == report.document.text.replace("24.22", "22.24")


def test_annotating_twice_adds_nothing(tmp_path: Path) -> None:
    facts, data = registry(tmp_path), word(NINE)
    once, _, _ = annotate_file(data, check_data(data, "a.en.docx", facts, Settings(TODAY)), AnnotateOptions(Messages("en"), TODAY))
    twice, count, _ = annotate_file(once, check_data(once, "a.en.docx", facts, Settings(TODAY)), AnnotateOptions(Messages("en"), TODAY))
    assert count == 0 and twice == once
    assert [comment.author for comment in docx.Document(io.BytesIO(once)).comments] == [AUTHOR, AUTHOR]
    assert [text.split("\n")[0] for _, text in all_comments(once)][1:] == [f"{SUMMARY}1 to correct"]


def test_comments_of_people_and_answered_ones_stay(tmp_path: Path) -> None:
    anchor = '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
    body = paragraph(*(anchor.format(at, run(text)) for at, text in enumerate(("One ", "two ", "three ", "four.")))) + paragraph(BAD)
    made = '<w:comment w:id="{}" w:author="{}"><w:p w14:paraId="0000000{}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'
    texts = (("Ana", "Why?"), (AUTHOR, "factcheck: old"), (AUTHOR, "factcheck: answered"), (AUTHOR, "I have seen it. Ana"))
    comments_part = "".join(made.format(at, author, at, text) for at, (author, text) in enumerate(texts))
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:done="0"/><w15:commentEx w15:paraId="00000009" w15:paraIdParent="00000002"/></w15:commentsEx>'
    )
    data = word(body, comments=part("comments", comments_part), commentsExtended=extended)
    report = check_data(data, "a.en.docx", registry(tmp_path), Settings(TODAY))
    copy, count, _ = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY))
    found = all_comments(copy)
    assert count == 1 and [text for _, text in found[:3]] == ["Why?", "factcheck: answered", texts[3][1]]
    assert [words for words, _ in found] == ["One ", "three ", "four.", "$24.22 million", "One two three four."]
    assert b"00000001" not in zipfile.ZipFile(io.BytesIO(copy)).read("word/commentsExtended.xml")
    assert parse(copy, "a.en.docx", all_languages()).text == report.document.text


def test_a_comment_on_a_footnote_is_at_its_mark(tmp_path: Path) -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph(BAD)}</w:footnote>')
    body = paragraph("A note.") + paragraph("Seen", '<w:r><w:footnoteReference w:id="2"/></w:r>', " here.")
    data = word(body, footnotes=notes, header1=part("hdr", paragraph(BAD)))
    report = check_data(data, "a.en.docx", registry(tmp_path), Settings(TODAY))
    copy, count, _ = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY))
    assert len(report.findings) == 2 and count == 1
    xml = zipfile.ZipFile(io.BytesIO(copy)).read("word/document.xml").decode()
    assert re.search(r'<w:commentRangeStart w:id="\d+"/><w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd', xml)
    [summary] = [text for _, text in all_comments(copy) if text.startswith(SUMMARY)]
    assert "header: “$24.22 million”" in summary and "footnote 1: “$24.22 million”" in summary


def test_a_signed_file_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO(word(paragraph(BAD)))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<a/>")
    data = stream.getvalue()
    report = check_data(data, "a.en.docx", registry(tmp_path), Settings(TODAY))
    with pytest.raises(DocumentError) as raised:
        annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY))
    assert [problem.key for problem in raised.value.problems] == ["document-signed"]


def test_pages_are_those_that_word_wrote(tmp_path: Path) -> None:
    turn = "<w:r><w:lastRenderedPageBreak/><w:t>Seen.</w:t></w:r>"
    body = paragraph("One.") + paragraph(turn) + paragraph("So. ", turn)
    data = word(body)
    document = parse(data, "a.en.docx", all_languages())
    assert document.location(0) == {}
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("docProps/app.xml", "<Properties><Application>Microsoft Office Word</Application></Properties>")
    document = parse(stream.getvalue(), "a.en.docx", all_languages())
    assert [document.location(document.source.index(each))["page"] for each in ("One", "Seen", "So")] == [1, 2, 2]
    assert document.location(len(document.source) - 2)["page"] == 3


@needs_office
def test_libreoffice_takes_the_changes(tmp_path: Path, converted: Path) -> None:
    for name in ("en-ligne.fr", "online-safety.en"):
        data = (converted / f"{name}.docx").read_bytes()
        report = check_data(data, f"{name}.docx", FACTS, Settings(date(2021, 3, 30)))
        copy, count, suggested = annotate_file(data, report, AnnotateOptions(Messages("fr"), TODAY, True))
        assert count == len(report.findings) and suggested > 5
        path = tmp_path / f"{name}.docx"
        path.write_bytes(copy)
        edits = [(change.start, change.end, change.text) for change in select_changes(report, unsafe=True)]
        right = parse(rewrite(data, path.name, edits), path.name, all_languages()).text
        assert _words(accepted(path, tmp_path)) == _words(right)
        convert([path], "pdf", tmp_path, ':{"ExportNotes":{"type":"boolean","value":"true"}}')
        assert b"/Annot" in (tmp_path / f"{name}.pdf").read_bytes()


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.,$%@’'-]+", text)


@needs_office
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_corrections_are_written(form: str, converted: Path) -> None:
    for name in ("en-ligne.fr", "online-safety.en"):
        data = (converted / f"{name}.{form}").read_bytes()
        settings = Settings(TODAY, date(2021, 3, 30))
        report = check_data(data, f"{name}.{form}", FACTS, settings)
        found = [(change.start, change.end, change.text) for change in select_changes(report)]
        assert len(found) > 5 and report.document is not None
        new = rewrite(data, f"{name}.{form}", found)
        document = parse(new, f"{name}.{form}", all_languages())
        source = report.document.source
        for start, end, text in reversed(found):
            source = source[:start] + text + source[end:]
        assert document.source == source
        assert not select_changes(check(document, FACTS, settings))
