"""Compare a corrected file with the original: everything except the text must be the same."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

from factcheck.formats import WRITERS
from factcheck.formats.archive import Archive, parse_xml
from factcheck.formats.decode import decode_as

_ARCHIVES = frozenset(suffix for suffix, writer in WRITERS.items() if writer != "plain")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def has_same_structure(before: bytes, after: bytes, path: str) -> bool:
    """Return whether two versions of a file differ in text alone: parts, elements and attributes of an archive; of a text file, whether its
    characters give back its bytes. Raises DocumentError."""
    if Path(path).suffix.lower() not in _ARCHIVES:
        source, encoding, mark = decode_as(before, path)
        return source.encode(encoding) == before[mark:]
    old, new = Archive(before, path), Archive(after, path)
    return old.names() == new.names() and all(_same_part(old.read(name), new.read(name), path, name) for name in old.names())


def _same_part(before: bytes, after: bytes, path: str, name: str) -> bool:
    if before == after:
        return True
    roots = (parse_xml(data, path, name) for data in (before, after))
    return all(_same_element(*pair) for pair in zip_longest(*(root.iter() for root in roots)))


def _same_element(before: Any, after: Any) -> bool:
    if before is None or after is None or before.tag != after.tag:
        return False
    if not isinstance(before.tag, str):  # a comment or an instruction
        return bool(before.text == after.text)
    return _attributes(before) == _attributes(after)


def _attributes(element: Any) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if name != _SPACE}
