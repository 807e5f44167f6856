"""Add highlights with comments to a PDF, on the words that they concern."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Sequence
from hashlib import md5
from typing import Any

from factcheck.document import Document
from factcheck.formats.remark import AUTHOR, Remark

_YELLOW = 255, 221, 87, 110
# What the text of a page has and a joined paragraph has not: spaces, ends of lines, hyphens.
_GAPS = re.compile("[\\s\ufffe\u00ad-]+")
_IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>")
_SLACK = 2.0


def highlight(data: bytes, document: Document, remarks: Sequence[Remark]) -> tuple[bytes, int]:
    """Return the bytes of a PDF with a highlight for each remark that it does not bear yet, and how many were added.

    What was in the file stays as it was: the highlights are appended. Raises PdfiumError where the file cannot be read.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    opened = pypdfium2.PdfDocument(data)
    pages = [_Page(opened, number) for number in range(len(opened))]
    known = [text for page in pages for text in page.remarks()]
    added = 0
    for remark in remarks:
        text = "\n".join(remark.lines)
        if text in known:
            known.remove(text)
        elif _mark(pages, document, remark, text):
            added += 1
    if not added:
        return data, 0
    stream = io.BytesIO()
    opened.save(stream, flags=raw.FPDF_INCREMENTAL)
    return _stable(stream.getvalue(), data), added


def _mark(pages: Sequence[_Page], document: Document, remark: Remark, text: str) -> bool:
    """Highlight the words of a remark, on the page of their paragraph or on the next one."""
    location = document.location(remark.start)
    if "page" not in location:
        return False
    first = int(location["page"]) - 1
    _, _, _, top = (float(edge) for edge in str(location["box"]).split(","))
    start = document.source.rfind("\n", 0, remark.start) + 1
    words = _GAPS.sub("", document.source[remark.start : remark.end])
    before = _GAPS.sub("", document.source[start : remark.start]).count(words) if words else 0
    for page, below in ((first, top), (first + 1, None)):
        if page < len(pages) and words:
            spans = pages[page].spans(words, below)
            if before < len(spans):
                return pages[page].highlight(*spans[before], text)
            before -= len(spans)
    return False


class _Page:
    """A page: its text without gaps, and the places of its characters."""

    def __init__(self, document: Any, number: int) -> None:
        self._page = document[number]
        self._texts = self._page.get_textpage()
        count = self._texts.count_chars()
        text = self._texts.get_text_range(0, count) if count else ""
        self._places = [at for at, character in enumerate(text) if not _GAPS.match(character)] if len(text) == count else []
        self._text = "".join(text[at] for at in self._places)

    def spans(self, words: str, below: float | None) -> list[tuple[int, int]]:
        """Return where words stand, first and last character, no higher than `below`, in reading order."""
        found, at = [], self._text.find(words)
        while at >= 0:
            first, last = self._places[at], self._places[at + len(words) - 1]
            if below is None or self._texts.get_charbox(first)[3] <= below + _SLACK:
                found.append((first, last))
            at = self._text.find(words, at + len(words))
        return found

    def remarks(self) -> list[str]:
        """Return the texts of the highlights that were added before."""
        import pypdfium2.raw as raw

        found = []
        for index in range(raw.FPDFPage_GetAnnotCount(self._page.raw)):
            note = raw.FPDFPage_GetAnnot(self._page.raw, index)
            if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_HIGHLIGHT and _value(note, b"T") == AUTHOR:
                found.append(_value(note, b"Contents").replace("\r", "\n"))
            raw.FPDFPage_CloseAnnot(note)
        return found

    def highlight(self, first: int, last: int, text: str) -> bool:
        """Highlight characters, with a comment."""
        import pypdfium2.raw as raw

        boxes = [self._texts.get_rect(at) for at in range(self._texts.count_rects(first, last - first + 1))]
        note = raw.FPDFPage_CreateAnnot(self._page.raw, raw.FPDF_ANNOT_HIGHLIGHT)
        if not note or not boxes:
            return False
        raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *_YELLOW)
        for left, bottom, right, top in boxes:
            raw.FPDFAnnot_AppendAttachmentPoints(note, raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom))
        edges = list(zip(*boxes, strict=True))
        raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(min(edges[0]), max(edges[3]), max(edges[2]), min(edges[1])))
        for key, value in ((b"T", AUTHOR), (b"Contents", text)):
            raw.FPDFAnnot_SetStringValue(note, key, _wide(value))
        raw.FPDFPage_CloseAnnot(note)
        return True


def _wide(text: str) -> Any:
    """Return a text as PDFium takes it: UTF-16, ended by a zero."""
    import pypdfium2.raw as raw

    data = (text + "\0").encode("utf-16-le")
    return ctypes.cast(ctypes.create_string_buffer(data, len(data)), raw.FPDF_WIDESTRING)


def _value(note: Any, key: bytes) -> str:
    import pypdfium2.raw as raw

    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _stable(data: bytes, before: bytes) -> bytes:
    """Return the file with an identity that its content gives, not chance: the same input makes the same file."""
    found = list(_IDENTITY.finditer(data, len(before)))
    made = {part for each in found for part in each.groups() if part not in before}
    plain = data
    for part in made:
        plain = plain.replace(part, b"")
    name = md5(plain, usedforsecurity=False).hexdigest().upper().encode()
    for part in made:
        data = data.replace(part, name)
    return data
