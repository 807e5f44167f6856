"""Read PDF: join the lines of its pages into paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from factcheck.document import BlockKind, Document, Location, Unread
from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.pdf import child_process as pdf_reader
from factcheck.formats.pdf.hyphens import Hyphens
from factcheck.formats.pdf.pages import find_running_lines
from factcheck.formats.pdf.walk import HYPHEN, Fragment, find_rows
from factcheck.formats.structure import flow
from factcheck.formats.structure.flow import Paragraph
from factcheck.formats.structure.metadata import DATE
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_BULLET = compiled(r"(?:[-*+•‣▪●○◦·–—\uf0b7\uf0a7o]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)")
_SIGN = compiled(r"[•‣▪●○◦·\uf0b7\uf0a7–-]$|\d{1,2}[.)]$")
_STOP = compiled(r"[.!?:;][\s»”’\"')\]]*$")
_STAMP = compiled(r"D:(\d{4})(\d\d)(\d\d)")
# Letters larger by that make a heading; lines of a paragraph are no further apart than so many times their height.
_LARGER, _PITCH, _SAME = 1.1, 1.75, 0.6
_HEADING = 160
# A line that could have held the next line's first word, and so many points more, was ended by its writer.
_SLACK = 3.0
# A line that goes on in the next one takes that part of the width at least.
_LONG = 0.6
# A line of a paragraph has so many characters; so many of them show where the lines of a page end.
_FULL, _LINES = 50, 8


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in a PDF file. Raises DocumentError where it cannot be read, or holds no text."""
    pages, whole = pdf_reader.read_pages(data, path)
    found = [Fragment(text, number, *values) for number, page in enumerate(pages, 1) for text, *values in page["fragments"]]
    if not found:
        raise DocumentError(Problem(Place(path), "document-no-text"))
    builder, placed = flow.split_texts(path, build_paragraphs(found, languages), _properties(whole["properties"]))
    document = flow.build_document(builder, placed, languages)
    return replace(document, unread=tuple(_unread(pages, whole["attachments"], document)))


def _properties(values: Mapping[str, str]) -> dict[str, str]:
    stamp = _STAMP.match(values.get("ModDate") or values.get("CreationDate") or "")
    return {DATE: "-".join(stamp.groups())} if stamp else {}


def _unread(pages: Sequence[Mapping[str, Any]], attachments: Sequence[str], document: Document) -> Iterator[Unread]:
    """Yield what the pages have beside their text: pictures, the values of form fields, files."""
    starts = {location["page"]: at for at, location in reversed(document.locations) if "page" in location}
    at, fields = 0, False
    for number, page in enumerate(pages, 1):
        at = starts.get(number, at)
        if page["picture"]:
            yield Unread("picture", at, {"page": number}, "unread-page" if page["picture"] == "page" else "unread-picture")
        if page["fields"] and not fields:
            yield Unread("part", at, {"page": number}, "unread-fields")
        fields = fields or page["fields"]
    for name in attachments:
        yield Unread("part", len(document.source), {}, "unread-part", {"name": name})


def build_paragraphs(found: Sequence[Fragment], languages: Sequence[Language]) -> Iterator[Paragraph]:
    """Yield the paragraphs that these fragments make up."""
    kept, feet = find_running_lines(found)
    yield from _paragraphs(kept, Hyphens(kept, languages)) if kept else ()
    yield from (Paragraph(((foot.text, 0),), location=_location(foot)) for foot in feet)


def _paragraphs(found: Sequence[Fragment], hyphens: Hyphens) -> Iterator[Paragraph]:
    body = Counter(round(each.size, 1) for each in found for _ in range(len(each.text) // 10 + 1)).most_common(1)[0][0]
    rights = _margins(found)
    table, at, waiting = -1, 0, list[Fragment]()
    for row in find_rows(found):
        cells = row if len(row) > 1 and not _SIGN.match(row[0][0].text) else None
        if cells is None:
            for line in _lines(row):
                if waiting and not _continues(waiting, line, rights):
                    yield _paragraph(waiting, body, hyphens)
                    waiting = []
                waiting.append(line)
            at = 0
            continue
        if waiting:
            yield _paragraph(waiting, body, hyphens)
            waiting = []
        table, at = (table + 1, 0) if at == 0 else (table, at)
        for column, cell in enumerate(cells):
            location = {**_location(cell[0]), "table": table + 1, "row": at + 1, "column": column + 1}
            text = hyphens.joined(cell)
            yield Paragraph(((text, 0),), BlockKind.CELL, 0, (table, at, column, at == 0), location)
        at += 1
    if waiting:
        yield _paragraph(waiting, body, hyphens)


def _margins(found: Sequence[Fragment]) -> dict[tuple[int, int], float]:
    """Return the right edge that lines reach, by page and left half or right half of it; that of the other pages where a page has few lines."""
    full = [each for each in found if len(each.text) >= _FULL]
    reached: dict[tuple[int, int], list[float]] = {}
    for each in full or found:
        reached.setdefault((each.page, int(each.left // 250)), []).append(each.right)
    usual: dict[int, float] = {}
    for (_, half), rights in reached.items():
        usual[half] = max([usual.get(half, 0), *rights])
    return {key: max(rights) if len(rights) >= _LINES else usual[key[1]] for key, rights in reached.items()}


def _lines(row: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """Return the lines of a row that is no table's: a bullet goes with the line beside it."""
    return [_line([cell[0] for cell in row]), *(each for cell in row for each in cell[1:])]


def _line(parts: Sequence[Fragment]) -> Fragment:
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return first
    text = " ".join(each.text for each in parts)
    return Fragment(text, first.page, first.start, first.left, last.bottom, last.right, last.top, last.size)


def _continues(lines: Sequence[Fragment], line: Fragment, rights: dict[tuple[int, int], float]) -> bool:
    """Return whether a line goes on with the paragraph of these lines."""
    last = lines[-1]
    if abs(last.size - line.size) > _SAME:
        return False
    if last.text.endswith((HYPHEN, "-")):
        return True
    return not _BULLET.match(line.text) and _follows(last, line, rights)


def _follows(last: Fragment, line: Fragment, rights: dict[tuple[int, int], float]) -> bool:
    """Return whether a line goes on with the one before, by where both stand and how the first of them ends."""
    right = rights.get((last.page, int(last.left // 250)), last.right)
    filled = last.right + line.width * (len(line.text.split(None, 1)[0]) + 1) > right - _SLACK
    if last.page != line.page or line.bottom > last.bottom:
        return not _STOP.search(last.text) and (line.text[0].islower() or filled)
    if last.bottom - line.bottom > _PITCH * (last.top - last.bottom):
        return False
    if not line.text[0].isupper() and not _STOP.search(last.text):
        return last.right - last.left > _LONG * (right - last.left)
    return filled


def _paragraph(lines: Sequence[Fragment], body: float, hyphens: Hyphens) -> Paragraph:
    text, first = hyphens.joined(lines), lines[0]
    heading = first.size > body * _LARGER and len(text) <= _HEADING and not _BULLET.match(text)
    if heading:
        return Paragraph(((text, 0),), BlockKind.HEADING, 1 if first.size > body * 1.6 else 2, location=_location(first))
    bullet = _BULLET.match(text)
    if bullet:
        return Paragraph(((text[bullet.end() :], 0),), BlockKind.ITEM, 1, location=_location(first))
    return Paragraph(((text, 0),), location=_location(first))


def _location(fragment: Fragment) -> Location:
    box = ",".join(str(round(edge)) for edge in (fragment.left, fragment.bottom, fragment.right, fragment.top))
    return {"page": fragment.page, "box": box}
