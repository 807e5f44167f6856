"""PDF: pages, columns, tables and hyphens, in files made by hand."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from conftest import TODAY, registry
from pypdfium2 import raw
from test_hostile_files import packed

from factcheck.annotate import AnnotateOptions, annotate_file
from factcheck.checker import check_data
from factcheck.document import BlockKind, Document
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.messages import Messages
from factcheck.settings import Settings

FACTS = (
    "entities: {f: {kind: programme, en: {name: Lighthouse Fund}}}\n"
    "facts: {e: {about: f, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}\n"
)

Line = tuple[int, int, str]
"""Where a line starts, in points from the left and from the bottom, and its text in letters of 10 points."""


def pdf(*pages: list[Line]) -> bytes:
    """A PDF with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for at, lines in enumerate(pages):
        drawn = "".join(f"1 0 0 1 {left} {bottom} Tm ({text}) Tj " for left, bottom, text in lines)
        box = "/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {5 + 2 * at} 0 R>>".encode())
        objects.append(packed(f"BT /F 10 Tf {drawn} ET".encode("cp1252")))
    listed = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + listed + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def read(*pages: list[Line]) -> Document:
    return parse(pdf(*pages), "a.en.pdf", all_languages())


def blocks(document: Document) -> list[str]:
    return [" ".join(document.text[block.start : block.end].split()) for block in document.blocks]


FIRST = "The harbour of the north shore was dredged in the spring and was open to the fleet by June"
SECOND = "and the keepers of the lighthouses who had waited for that since the storm were paid $24.22"
THIRD = "million over three years, which is more than any other harbour of the coast has received."


def test_a_figure_goes_on_in_the_next_line() -> None:
    found = read([(60, 700, FIRST), (60, 688, SECOND), (60, 676, THIRD)])
    assert "paid $24.22 million over three years" in blocks(found)[0]


def test_a_paragraph_goes_on_over_running_heads_and_feet() -> None:
    top, sides = (60, 770, "Harbours of the north"), [(60, 30, f"Page {number} of 3") for number in (1, 2, 3)]
    pages = [
        [top, (60, 700, FIRST), (60, 688, SECOND), sides[0]],
        [top, (60, 740, THIRD), sides[1]],
        [top, (60, 740, FIRST + "."), sides[2]],
    ]
    found = blocks(read(*pages))
    assert found == ["Harbours of the north", f"{FIRST} {SECOND} {THIRD}", f"{FIRST}.", "Page 1 of 3"]


def test_a_number_alone_at_the_foot_is_the_page_s() -> None:
    found = blocks(read([(60, 700, FIRST), (60, 688, SECOND), (300, 30, "- 4 -")], [(60, 740, THIRD), (300, 30, "- 5 -")]))
    assert found == [f"{FIRST} {SECOND} {THIRD}"]


def test_rows_of_figures_on_two_pages_are_no_running_lines() -> None:
    rows = [[(60, 700, "North shore"), (300, 700, f"{number} boats"), (400, 700, str(number))] for number in (12, 17)]
    text = " ".join(blocks(read(*([*row, (60, 640, FIRST)] for row in rows))))
    assert all(each in text for each in ("12 boats", "17 boats", "North shore"))


def cells(document: Document) -> dict[tuple[int, int], str]:
    found = [block for block in document.blocks if block.kind is BlockKind.CELL]
    return {(block.row, block.column): " ".join(document.text[block.start : block.end].split()) for block in found}


HEAD: list[Line] = [(60, 700, "Harbour"), (200, 700, "Amount"), (300, 700, "Share")]


def test_a_cell_of_two_lines_beside_cells_at_its_top() -> None:
    rows = [(60, 680, "North shore and"), (200, 680, "$4 million"), (300, 680, "40%"), (60, 668, "its islands")]
    found = cells(read([*HEAD, *rows, (60, 648, "Cape"), (200, 648, "$6 million"), (300, 648, "60%")]))
    assert found[1, 0] == "North shore and its islands" and found[1, 1] == "$4 million" and found[2, 2] == "60%"


def test_a_cell_of_two_lines_beside_cells_at_its_middle() -> None:
    rows = [(60, 680, "North shore and"), (60, 668, "its islands"), (200, 674, "$4 million"), (300, 674, "40%")]
    found = cells(read([*HEAD, *rows, (60, 648, "Cape"), (200, 648, "$6 million"), (300, 648, "60%")]))
    assert found[1, 0] == "North shore and its islands" and found[1, 1] == "$4 million" and found[2, 0] == "Cape"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(60, 700 - 12 * at, f"Left line {at} of the north shore, which is long") for at in range(6)]
    right = [(320, 700 - 12 * at, f"right line {at} of the south shore, which is long") for at in range(6)]
    text = " ".join(blocks(read([*left, *right])))
    assert text.index("Left line 5") < text.index("right line 0")


FILLER = [(60, 600 - 10 * at, f"{'abcdefghijklmnopqrstuvwxyz'[at % 26]} {FIRST}") for at in range(55)]


def test_a_hyphen_at_a_line_s_end() -> None:
    lines = [(60, 700, FIRST + " and all the light-"), (60, 688, "houses stood, and no lighthouses fell, though all the south-")]
    text = blocks(read([*lines, (60, 676, "west coast of the cape was under water for days."), *FILLER]))[0]
    assert "all the lighthouses stood" in text and "the south-west coast" in text


def test_a_hyphen_in_a_number_where_words_are_cut() -> None:
    lines = [(60, 700, FIRST + " and all the light-"), (60, 688, "houses stood; the lighthouses of the cape, built for twenty-")]
    text = blocks(read([*lines, (60, 676, "two keepers, were repain-"), (60, 664, "ted.")]))[0]
    assert "all the lighthouses stood" in text and "twenty-two keepers" in text and "repainted" in text


def test_highlights_on_the_words(tmp_path: Path) -> None:
    facts = registry(tmp_path, FACTS)
    note = pdf(
        [
            (60, 700, FIRST + "."),
            (60, 660, "Budget 2019 gave the Lighthouse Fund and its keepers, as the minister said, $24.22"),
            (60, 648, "million."),
        ]
    )
    told = check_data(note, "a.en.pdf", facts, Settings(TODAY))
    once, count, _ = annotate_file(note, told, AnnotateOptions(Messages("en"), TODAY))
    assert count == 1 and once.startswith(note)
    opened = pypdfium2.PdfDocument(once)
    page = opened[0]
    mark = raw.FPDFPage_GetAnnot(page.raw, 0)
    boxes = [raw.FS_QUADPOINTSF() for _ in range(raw.FPDFAnnot_CountAttachmentPoints(mark))]
    for at, box in enumerate(boxes):
        raw.FPDFAnnot_GetAttachmentPoints(mark, at, box)
    texts = page.get_textpage()
    words = [texts.get_text_bounded(box.x3, box.y3, box.x2, box.y2) for box in boxes]
    assert " ".join(" ".join(words).split()) == "$24.22 million"
    raw.FPDFPage_CloseAnnot(mark)
    again, count, _ = annotate_file(once, check_data(once, "a.en.pdf", facts, Settings(TODAY)), AnnotateOptions(Messages("en"), TODAY))
    assert count == 0 and again == once == annotate_file(note, told, AnnotateOptions(Messages("en"), TODAY))[0]
