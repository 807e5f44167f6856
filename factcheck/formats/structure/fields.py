"""Find the form fields of a note."""

from __future__ import annotations

from factcheck.document import Block, BlockKind, Document, Field
from factcheck.formats.structure import labels


def find_fields(document: Document) -> tuple[Field, ...]:
    """Return the fields of a document, in order: those set as fields, list items that start with a known label, and pairs of table cells
    (a known label in the first column, its value in the second and last one)."""
    known = labels.list_labels((document.language,))
    found = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.FIELD:
            found.append(_field(document.text, block, block.label_end))
        elif block.kind is BlockKind.ITEM:
            end = labels.find_label_end(document.text[block.start : block.end], known)
            if end:
                found.append(_field(document.text, block, block.start + end))
        elif block.kind is BlockKind.CELL and block.column == 0:
            pair = _pair(document, index, known)
            if pair:
                found.append(pair)
    return tuple(found)


def _field(text: str, block: Block, label_end: int) -> Field:
    label = text[block.start : label_end]
    value = text[label_end : block.end]
    start = label_end + len(value) - len(value.lstrip()) if value.strip() else block.end
    return Field(block, label, labels.fold_label(label), block.start, label_end, start, block.end)


def _pair(document: Document, index: int, known: frozenset[str]) -> Field | None:
    block, row = document.blocks[index], document.blocks[index + 1 : index + 3]
    label = document.text[block.start : block.end]
    if len(row) == 0 or labels.fold_label(label) not in known or (row[0].table, row[0].row) != (block.table, block.row):
        return None
    if len(row) > 1 and (row[1].table, row[1].row) == (block.table, block.row):
        return None
    return Field(block, label, labels.fold_label(label), block.start, block.end, row[0].start, row[0].end)
