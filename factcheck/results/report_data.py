"""The reports on a note and its other versions as bytes, and back: JSON of known classes only, compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any

from factcheck.document import Block, BlockKind, Comment, Document, DocumentDate, SourceMap, SourceRun, Unread
from factcheck.errors import Place, Term
from factcheck.facts.registry_cache import RECORDS, VALUES
from factcheck.findings import (
    CandidateTrace,
    ClaimCounts,
    Coverage,
    Edit,
    Finding,
    Reason,
    RelatedLocation,
    Report,
    Severity,
    StatementTrace,
)
from factcheck.languages.load import load
from factcheck.runtime.codec import Codec, CodecError
from factcheck.values import types
from factcheck.values.confidence import Confidence
from factcheck.values.error_kinds import ErrorKind

LARGEST = 256_000_000
"""The most bytes of reports before they are compressed."""
_LEVEL = 1
_REPORT = (Report, DocumentDate, ClaimCounts, Coverage, StatementTrace, CandidateTrace)
_FINDING = (Finding, Reason, RelatedLocation, Edit, Place, Term)
_DOCUMENT = (types.QuantityRange, types.Calendar, types.Interval, Comment, Unread)
_ENUMS = (Severity, Confidence, ErrorKind, types.Grain, types.Qualifier, types.Unit)
_KINDS = {kind.value: kind for kind in BlockKind}


def encode_reports(reports: Sequence[Report]) -> bytes:
    """Return reports as bytes. Raises CodecError for a value of an unknown class."""
    data = [[_encode_document(each.document), _make_codec().encode(_without_document(each))] for each in reports]
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL)


def decode_reports(data: bytes) -> tuple[Report, ...]:
    """Return the reports that bytes stand for. Raises CodecError for what `encode_reports` does not give."""
    try:
        unpacked = zlib.decompressobj().decompress(data, LARGEST)
        return tuple(_decode_report(*each) for each in json.loads(unpacked.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error) as error:
        raise CodecError(str(error)) from error


def _decode_report(document: dict[str, Any], report: Any) -> Report:
    found = _make_codec().decode(report)
    if not isinstance(found, Report):
        raise CodecError("no report")
    object.__setattr__(found, "document", _decode_document(document))
    return found


def _without_document(report: Report) -> Report:
    from dataclasses import replace

    return replace(report, document=None)


class KeptDocument(Document):
    """A document of which a field is decoded when it is asked for: a report without a finding needs none of most of them."""


def _encode_document(document: Document | None) -> dict[str, Any]:
    """Return a document as data: its fields, with the runs and the blocks as lists of their numbers."""
    if document is None:
        raise CodecError("no document")
    encode = _make_codec().encode
    return {
        "path": document.path,
        "text": document.text,
        "source": document.source,
        "map": [number for run in document.map.runs for number in (run.text, run.source, run.length)],
        "blocks": [_encode_block(block) for block in document.blocks],
        "code": document.language.code,
        "meta": encode(dict(document.meta)),
        "comments": encode(document.comments),
        "locations": [[at, dict(location)] for at, location in document.locations],
        "unread": encode(document.unread),
        "read_only": [list(span) for span in document.read_only],
    }


def _encode_block(block: Block) -> list[int | str]:
    place = (block.table, block.row, block.column, int(block.header))
    return [block.kind.value, block.start, block.end, block.level, *place, block.label_end]


def _decode_document(data: dict[str, Any]) -> Document:
    made = object.__new__(KeptDocument)
    texts = {name: data[name] for name in ("path", "text", "source")}
    if not (all(isinstance(each, str) for each in texts.values()) and _FIELDS.keys() <= {*data, "language"}):
        raise CodecError("no document")
    made.__dict__.update(texts, _data=data)
    return made


def _decode_map(data: dict[str, Any]) -> SourceMap:
    numbers = iter(data["map"])
    return SourceMap(tuple(SourceRun(*each) for each in zip(numbers, numbers, numbers, strict=True)))


def _decode_field(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda data: _make_codec().decode(data[name])


def _decode_block(kind: str, *numbers: int) -> Block:
    start, end, level, table, row, column, header, label_end = numbers
    return Block(_KINDS[kind], start, end, level, table, row, column, bool(header), label_end)


@cache
def _make_codec() -> Codec:
    return Codec((*_REPORT, *_FINDING, *_DOCUMENT, *RECORDS, *VALUES), _ENUMS)


_FIELDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "language": lambda data: load(data["code"]),
    "map": _decode_map,
    "blocks": lambda data: tuple(_decode_block(*each) for each in data["blocks"]),
    "locations": lambda data: tuple((at, location) for at, location in data["locations"]),
    "read_only": lambda data: tuple((first, last) for first, last in data["read_only"]),
    **{name: _decode_field(name) for name in ("meta", "comments", "unread")},
}
"""How each field of a kept document is decoded."""


def _define_fields() -> None:
    """Give the class of kept documents its fields: each is decoded once, and then stands in the document as in any other."""
    for name, decode in _FIELDS.items():
        found = cached_property(lambda made, decode=decode: decode(made.__dict__["_data"]))  # type: ignore[misc]
        found.__set_name__(KeptDocument, name)
        setattr(KeptDocument, name, found)


_define_fields()
