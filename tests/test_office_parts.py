"""Word and ODT files: parts wherever they stand, both forms of Open XML, what is deleted or an instruction, what is not read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from office import paragraph, part, run, word
from test_office import BAD, TODAY, comments, registry

from factcheck.annotate import AnnotateOptions, annotate_file
from factcheck.checker import check_data
from factcheck.document import Document
from factcheck.errors import DocumentError
from factcheck.facts.schema import Registry
from factcheck.fix import select_changes
from factcheck.formats import parse, rewrite
from factcheck.languages.load import all_languages
from factcheck.messages import Messages
from factcheck.settings import Settings

USUAL, STRICT = "http://schemas.openxmlformats.org/{}/2006/", "http://purl.oclc.org/ooxml/{}/"


def repacked(data: bytes, change: Mapping[str, tuple[str, str]] | None = None, move: Mapping[str, str] | None = None, **new: str) -> bytes:
    """An archive with words of its parts replaced, parts under other names, and parts added (`a__b` is `a/b`)."""
    old, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in [pair for key, pair in (change or {}).items() if key in name]:
                assert before in text, (name, before)
                text = text.replace(before, after)
            archive.writestr((move or {}).get(name, name), text)
        for name, text in new.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def strict(data: bytes) -> bytes:
    """A Word file in the strict form of Open XML."""
    old, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            text = old.read(name).decode()
            for group in ("wordprocessingml", "officeDocument", "drawingml"):
                text = text.replace(USUAL.format(group), STRICT.format(group))
            archive.writestr(name, text)
    return out.getvalue()


def read(data: bytes, name: str = "a.en.docx") -> Document:
    return parse(data, name, all_languages())


def lines(data: bytes, name: str = "a.en.docx") -> list[str]:
    document = read(data, name)
    return [document.text[block.start : block.end] for block in document.blocks]


NOTE = {
    "footnotes": part("footnotes", f"<w:footnote w:id='7'>{paragraph('At the foot.')}</w:footnote>"),
    "header1": part("hdr", paragraph("On top.")),
}
TABLE = "<w:tbl>{}</w:tbl>"
ROW = "<w:tr>{1}<w:tc>{0}</w:tc></w:tr>"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(BAD),
        paragraph("Before.") + TABLE.format(ROW.format(paragraph(BAD), "")),
        paragraph(f"<w:ins w:id='1' w:author='a'>{run(BAD)}</w:ins>"),
        paragraph(f"<w:hyperlink>{run(BAD)}</w:hyperlink>"),
        f"<w:sdt><w:sdtContent>{paragraph(BAD)}</w:sdtContent></w:sdt>",
        f"<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>{run(BAD)}</w:p>",
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{run(BAD)}</w:p>",
        paragraph(f"<w:del w:id='2'>{run('gone', 'delText')}</w:del>", BAD),
        paragraph(f"<w:r><w:rPr><w:vanish w:val='true'/></w:rPr><w:t>hidden </w:t></w:r>{run(BAD)}"),
        paragraph(f"<w:fldSimple w:instr='X'>{run(BAD)}</w:fldSimple>"),
        paragraph("Over ", "<w:r><w:br/></w:r>", BAD),
    ],
)
def test_the_strict_form_is_read_annotated_and_corrected_as_the_usual_one(body: str, tmp_path: Path) -> None:
    usual = word(body, **NOTE)
    data, facts = strict(usual), registry(tmp_path)
    document, other = read(data), read(usual)
    assert document.text == other.text and document.blocks == other.blocks and document.locations == other.locations
    report = check_data(data, "a.en.docx", facts, Settings(TODAY))
    [change] = select_changes(report)
    fixed = rewrite(data, "a.en.docx", [(change.start, change.end, change.text)])
    assert read(fixed).source == document.source.replace("24.22", "22.24")
    copy, count, suggested = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY, True))
    assert (count, suggested) == (1, 1) and read(copy).source == document.source.replace("24.22", "22.24")
    for made in (fixed, copy):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            for name in ("word/document.xml", "word/footnotes.xml"):
                assert b"schemas.openxmlformats.org/wordprocessingml" not in archive.read(name)
                assert b"purl.oclc.org/ooxml/wordprocessingml/main" in archive.read(name)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert b"purl.oclc.org/ooxml/wordprocessingml/main" in archive.read("word/comments.xml")
        assert b'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments"' in archive.read("word/_rels/document.xml.rels")


def moved(main: str, target: str, folder: str = "word") -> bytes:
    """A Word file whose main part has another name, and its relationships with it."""
    at = main.rpartition("/")
    relations = f"{at[0]}/_rels/{at[2]}.rels".lstrip("/")
    back = {"document.xml.rels": ('Target="', 'Target="/word/')} if at[0] != folder else {}
    return repacked(
        word(paragraph("The body."), **NOTE),
        {"_rels/.rels": ('"word/document.xml"', f'"{target}"'), **back},
        {"word/document.xml": main, "word/_rels/document.xml.rels": relations},
    )


@pytest.mark.parametrize(
    ("main", "target"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("word/document2.xml", "/word/document2.xml"),
        ("word/document2.xml", "./word/document2.xml"),
        ("word/document2.xml", "word/../word/document2.xml"),
        ("word/Document.xml", "word/document.xml"),
        ("Word/DOCUMENT.XML", "/word/document.xml"),
        ("word/my note.xml", "word/my%20note.xml"),
        ("word/été.xml", "word/été.xml"),
        ("word/body.part", "word/body.part"),
        ("note.xml", "note.xml"),
        ("text/deep/main.xml", "text/deep/main.xml"),
    ],
)
def test_the_main_part_is_the_one_that_the_package_names(main: str, target: str) -> None:
    data = moved(main, target)
    document = read(data)
    assert [document.text[block.start : block.end] for block in document.blocks] == ["The body.", "At the foot.", "On top."]
    assert read(rewrite(data, "a.en.docx", [(4, 8, "text")])).source == document.source.replace("body", "text")


def test_another_file_named_docx_is_refused() -> None:
    data = repacked(
        word(paragraph("x")),
        {"_rels/.rels": ("word/document.xml", "ppt/presentation.xml")},
        None,
        **{
            "ppt__presentation__xml": "x",
            "ppt/presentation.xml": '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
        },
    )
    with pytest.raises(DocumentError) as told:
        read(data)
    assert [problem.key for problem in told.value.problems] == ["document-no-word"]


DELETED_MARK = "<w:pPr><w:rPr><w:del w:id='9' w:author='x'/></w:rPr></w:pPr>"
MOVED_MARK = DELETED_MARK.replace("w:del", "w:moveFrom")
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (paragraph(DELETED_MARK, "It gets $2.3 ") + paragraph("million."), ["It gets $2.3 million."]),
        (paragraph(MOVED_MARK, "It gets $2.3 ") + paragraph("million."), ["It gets $2.3 million."]),
        (paragraph(DELETED_MARK, "It gets ") + paragraph(DELETED_MARK, "$2.3 ") + paragraph("million."), ["It gets $2.3 million."]),
        (paragraph(DELETED_MARK, "One ") + "<w:bookmarkStart/>" + paragraph("two."), ["One two."]),
        (paragraph(DELETED_MARK, f"<w:del w:id='1'>{run('gone', 'delText')}</w:del>") + paragraph("Two."), ["Two."]),
        (paragraph("One.") + paragraph(DELETED_MARK, "Two ") + paragraph("three.") + paragraph("Four."), ["One.", "Two three.", "Four."]),
        (paragraph(DELETED_MARK, "One.") + TABLE.format(ROW.format(paragraph("Cell."), "")), ["One.", "Cell."]),
        (paragraph(DELETED_MARK, "The last."), ["The last."]),
        (
            TABLE.format(ROW.format(paragraph(DELETED_MARK, "$2.3 ") + paragraph("million"), "")),
            ["$2.3 million"],
        ),
        (
            paragraph(DELETED_MARK, "Plan: ") + f"<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr>{run('$2 million')}</w:p>",
            ["Plan: $2 million"],
        ),
        (paragraph(DELETED_MARK.replace("w:del ", "w:ins "), "One.") + paragraph("Two."), ["One.", "Two."]),
        (
            TABLE.format(ROW.format(paragraph("gone"), "<w:trPr><w:del w:id='1'/></w:trPr>") + ROW.format(paragraph("Kept."), "")),
            ["Kept."],
        ),
        (
            TABLE.format(
                "<w:tr><w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc><w:tc>"
                + paragraph("Kept.")
                + "</w:tc></w:tr>"
            ),
            ["Kept."],
        ),
    ],
)
def test_what_is_deleted_is_gone_with_its_marks(body: str, blocks: list[str]) -> None:
    assert lines(word(body)) == blocks


def test_a_correction_and_a_comment_over_a_deleted_mark(tmp_path: Path) -> None:
    data = word(paragraph(DELETED_MARK, "Budget 2019 gave the National Strategy $24.22 ") + paragraph("million over three years."))
    report = check_data(data, "a.en.docx", registry(tmp_path), Settings(TODAY))
    [change] = select_changes(report)
    assert "22.24" in read(rewrite(data, "a.en.docx", [(change.start, change.end, change.text)])).source
    copy, count, _ = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY))
    assert count == 1 and [words for words, _ in comments(copy)] == ["$24.22 million"]


def mark(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def fld(instruction: str, result: str | None) -> str:
    """A field; instruction and result are runs."""
    return mark("begin") + instruction + (mark("separate") + result if result is not None else "") + mark("end")


def code(text: str) -> str:
    return run(text, "instrText")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("It gets ", fld(code(" IF ") + fld(code("REF x"), run("7.7 million")), run("$2.3 million")), "."), "It gets $2.3 million."),
        (paragraph("It gets ", fld(code("IF ") + run("7.7"), run("$2.3 million")), "."), "It gets $2.3 million."),
        (paragraph("It gets ", fld(code("QUOTE"), run("$2.3 ") + fld(code("REF"), run("million"))), "."), "It gets $2.3 million."),
        (paragraph("It gets ", fld(code("A") + fld(code("B") + fld(code("C"), run("1")), run("2")), run("$3 million")), "."), "It gets $3 million."),
        (paragraph("Seen ", fld(code("XE ") + run("7.7 million"), None), "here."), "Seen here."),
        (paragraph("It gets ", "<w:r><w:fldChar w:fldCharType='begin'/><w:t>7</w:t><w:fldChar w:fldCharType='separate'/><w:t>$2</w:t><w:fldChar w:fldCharType='end'/></w:r>", " now."), "It gets $2 now."),
        (paragraph("It gets ", mark("begin"), code("REF"), "$2.3 million."), "It gets $2.3 million."),
        (paragraph("It gets ", mark("end"), "$2.3 ", mark("separate"), "million."), "It gets $2.3 million."),
        (paragraph("A", mark("begin"), code("TOC")) + paragraph("7.7", mark("separate"), "B") + paragraph("C", mark("end"), " D"), "A\nB\nC D"),
        (paragraph("It gets ", f"<w:del w:id='1'>{mark('begin')}</w:del>", "$2.3 million."), "It gets $2.3 million."),
        (paragraph("It gets ", fld(code("IF ") + "<w:r><w:tab/></w:r>" + fld(code("="), run("9")), run("$2.3 million")), "."), "It gets $2.3 million."),
        (paragraph("It gets ", f"<w:fldSimple w:instr='X'>{fld(code('IF ') + fld(code('B'), run('9')), run('$2'))}</w:fldSimple>", " now."), "It gets $2 now."),
    ],
)  # fmt: skip
def test_only_the_results_of_fields_are_read(body: str, text: str) -> None:
    assert read(word(body)).source == text


DRAWING = "<w:r><w:drawing><wp:inline>{}<a:graphic><a:graphicData uri='u'>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
CHART = DRAWING.format("", "<c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' r:id='r9'/>")
NEW_CHART = DRAWING.format("", "<c:chart xmlns:c='http://schemas.microsoft.com/office/drawing/2014/chartex' r:id='r9'/>")
PIC = "<p:pic xmlns:p='http://schemas.openxmlformats.org/drawingml/2006/picture'/>"
LARGE, SMALL = "<wp:extent cx='5000000' cy='4000000'/>", "<wp:extent cx='900000' cy='900000'/>"
OLE = "<w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office' ProgID='{}'/></w:object></w:r>"
DIAGRAM = DRAWING.format("", "<d:relIds xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/diagram' r:dm='{}'/>")
FRACTION = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
FORMULA = f"<m:oMath xmlns:m='{MATH}'>{{}}</m:oMath>"


@pytest.mark.parametrize(
    ("inner", "unread", "text"),
    [
        (CHART, [("chart", "unread-chart")], "x  y"),
        (NEW_CHART, [("chart", "unread-chart")], "x  y"),
        (DRAWING.format(LARGE, PIC), [("picture", "unread-picture")], "x  y"),
        (DRAWING.format(LARGE + "<wp:docPr descr='A lighthouse'/>", PIC), [], "x  y"),
        (DRAWING.format(SMALL, PIC), [], "x  y"),
        (DRAWING.format("<wp:extent cx='³' cy=''/>", PIC), [], "x  y"),
        (OLE.format("Excel.Sheet.12"), [("part", "unread-object")], "x  y"),
        (OLE.format("MSGraph.Chart.8"), [("chart", "unread-chart")], "x  y"),
        (OLE.format("Equation.3"), [("part", "unread-formula")], "x  y"),
        (FORMULA.format(FRACTION), [("part", "unread-formula")], "x \ufffc y"),
        (FORMULA.format("<m:r><m:t>n = 5</m:t></m:r>"), [], "x n = 5 y"),
        (DIAGRAM.format("none"), [("part", "unread-diagram")], "x  y\n"),
        ("<w:subDoc r:id='r5'/>", [("part", "unread-part")], "x  y"),
        (f"<w:del w:id='1'>{CHART}</w:del>", [], "x  y"),
    ],
)
def test_what_is_not_read_is_said(inner: str, unread: list[tuple[str, str]], text: str) -> None:
    document = read(word(paragraph("First.") + paragraph("x ", inner, " y")))
    assert document.source == f"First.\n{text}"
    assert [(each.kind, each.key) for each in document.unread] == unread
    for each in document.unread:
        assert each.start >= len("First.\n")
        for code_ in ("en", "fr"):
            assert Messages(code_).unread(each)


def test_an_imported_part_is_said() -> None:
    chunk = "<w:altChunk r:id='r0'/>"
    document = read(word(paragraph("First.") + chunk + paragraph("Last."), aFChunk1="<html/>"))
    [unread] = document.unread
    assert (unread.kind, dict(unread.values), unread.start) == ("part", {"name": "word/aFChunk1.xml"}, 7)


NODES = (
    "<d:dataModel xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/diagram' "
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><d:ptLst>{}</d:ptLst></d:dataModel>"
)
NODE = "<d:pt><d:t><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>"


def test_the_text_of_a_diagram_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    data = word(
        paragraph("Before.") + paragraph(DIAGRAM.format("r0")) + paragraph("After."),
        diagramData=NODES.format(NODE.format("Title") + NODE.format(BAD)),
    )
    document = read(data)
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Before.", "Title", BAD, "After."]
    at = document.source.index(BAD)
    assert document.location(at) == {"part": "diagram", "number": 1}
    assert (
        not document.is_writable(at + 5, at + 10)
        and document.is_writable(0, 3)
        and document.is_writable(at + len(BAD) + 1, at + len(BAD) + 4)
    )
    report = check_data(data, "a.en.docx", registry(tmp_path), Settings(TODAY))
    assert [each.rule for each in report.findings if each.severity == "error"] == ["amount-mismatch"]
    assert select_changes(report, unsafe=True) == ()
    _, count, suggested = annotate_file(data, report, AnnotateOptions(Messages("en"), TODAY, True))
    assert (count, suggested) == (0, 0)


NO_FACTS = Registry()
ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"


def odt(body: str, styles: str = "", **parts: str) -> bytes:
    """An ODT file by hand."""
    spaces = {"text": "text", "office": "office", "draw": "drawing", "table": "table", "style": "style", "svg": "svg-compatible"}
    declared = (
        " ".join(f"xmlns:{short}='{ODF.format(name)}'" for short, name in spaces.items()) + " xmlns:xlink='http://www.w3.org/1999/xlink'"
    )
    content = (
        f"<office:document-content {declared}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"{content}</office:text></office:body></office:document-content>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


HIDDEN = "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>"
IMAGE = "<draw:frame svg:width='{}' svg:height='{}'>{}<draw:image xlink:href='a.png'/></draw:frame>"
INNER = "<draw:frame svg:width='9cm' svg:height='9cm'><draw:object xlink:href='./O'/><draw:image xlink:href='r.png'/></draw:frame>"
OBJECT = "<o:document-content xmlns:o='{}'><o:body>{}</o:body></o:document-content>"


@pytest.mark.parametrize(
    ("inner", "parts", "unread", "text"),
    [
        (INNER, {"O__content": OBJECT.format(ODF.format("office"), "<o:chart/>")}, ["unread-chart"], "x y"),
        (INNER, {"O__content": OBJECT.format(ODF.format("office"), "<o:spreadsheet/>")}, ["unread-object"], "x y"),
        (INNER, {"O__content": "<math xmlns='http://www.w3.org/1998/Math/MathML'/>"}, ["unread-formula"], "x \ufffc y"),
        (INNER, {}, ["unread-object"], "x y"),
        ("<draw:frame><draw:object-ole/></draw:frame>", {}, ["unread-object"], "x y"),
        ("<draw:frame><draw:floating-frame xlink:href='p.html'/></draw:frame>", {}, ["unread-frame"], "x y"),
        (IMAGE.format("12cm", "9cm", ""), {}, ["unread-picture"], "x y"),
        (IMAGE.format("5in", "4in", "<svg:desc>A lighthouse</svg:desc>"), {}, [], "x y"),
        (IMAGE.format("2cm", "2cm", ""), {}, [], "x y"),
        (IMAGE.format("²cm", "9²cm", ""), {}, [], "x y"),
        ("<text:span text:style-name='H'>hidden</text:span>", {}, [], "x y"),
        ("<draw:custom-shape><text:p>in a shape</text:p></draw:custom-shape>", {}, [], "x y\nin a shape"),
    ],
)
def test_what_an_odt_file_holds_beside_text(inner: str, parts: Mapping[str, str], unread: list[str], text: str) -> None:
    document = read(odt(f"<text:p>x {inner} y</text:p>", HIDDEN, **parts), "a.en.odt")
    assert document.source == text
    assert [each.key for each in document.unread] == unread


@pytest.mark.parametrize("number", ["²", "³1", "١", "-1", "1e9", "", "9" * 5000, "0x2", "1.5", "∞"])
def test_odd_numbers_in_attributes_are_no_numbers(number: str) -> None:
    body = (
        f"<text:h text:outline-level='{number}'>Head</text:h><text:p>a<text:s text:c='{number}'/>b</text:p>"
        f"<table:table><table:table-row><table:table-cell table:number-columns-repeated='{number}'><text:p>c</text:p></table:table-cell>"
        f"</table:table-row></table:table>"
    )
    assert re.sub(r" +", " ", "|".join(lines(odt(body), "a.en.odt"))) == "Head|a b|c"
    inner = f"<w:numPr><w:ilvl w:val='{number}'/><w:numId w:val='{number}'/></w:numPr><w:outlineLvl w:val='{number}'/>"
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{number}'/></w:tcPr>{paragraph('c')}</w:tc><w:tc>{paragraph('d')}</w:tc></w:tr></w:tbl>"
    styles = part("styles", f"<w:style w:styleId='S'><w:name w:val='heading {number}'/></w:style>")
    data = word(f"<w:p><w:pPr><w:pStyle w:val='S'/>{inner}</w:pPr>{run('Head.')}</w:p>{cell}", styles=styles)
    assert lines(data) == ["Head.", "c", "d"]
    changed = word(paragraph(f"<w:ins w:id='{number}'>{run(BAD)}</w:ins>"), comments=part("comments", f"<w:comment w:id='{number}'/>"))
    report = check_data(changed, "a.en.docx", NO_FACTS, Settings(TODAY))
    assert annotate_file(changed, report, AnnotateOptions(Messages("en"), TODAY, True))[0]
