"""Build the document of a Word or ODT file from its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.document import Document, Unread
from factcheck.formats.odt.walk import OdtParagraph
from factcheck.formats.structure import flow
from factcheck.formats.word.paragraph import WordParagraph
from factcheck.languages.schema.language import Language


def build_document(
    path: str, found: Sequence[WordParagraph | OdtParagraph], meta: Mapping[str, str], languages: tuple[Language, ...]
) -> Document:
    """Return the document of these paragraphs, in order, with what is not read of them and what cannot be written."""
    paragraphs = [
        flow.Paragraph(((each.text, 0),), each.kind, each.level, each.cell, each.location, page_ends=_get_page_ends(each)) for each in found
    ]
    builder, placed = flow.split_texts(path, paragraphs, meta)
    starts = [each.pieces[0][1] for each in placed]
    unread = [
        Unread(kind, at, each.location, key, stated) for each, at in zip(found, starts, strict=True) for kind, key, stated in each.unread
    ]
    fixed = [(at, at + each.length) for each, at in zip(found, starts, strict=True) if each.length and not each.is_writable]
    return replace(flow.build_document(builder, placed, languages), unread=tuple(unread), read_only=tuple(fixed))


def _get_page_ends(paragraph: WordParagraph | OdtParagraph) -> tuple[int, ...]:
    return tuple(paragraph.page_ends) if isinstance(paragraph, WordParagraph) and "page" in paragraph.location else ()
