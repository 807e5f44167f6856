"""Find the parts of a Word file by its relationships, with the same names for Strict and Transitional Open XML."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from factcheck.formats.archive import Archive, parse_xml
from factcheck.runtime.records import record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Where the main part of a file stands that has no relationships.
_MAIN = "word/document.xml"
# Declarations of the names of ISO/IEC 29500 Strict, and those of the usual form that say the same.
_SIGN = b"http://purl.oclc.org/ooxml/"
_STRICT = re.compile(rb"""(\bxmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)(?=["'])""")
_USUAL = re.compile(rb"""(\bxmlns(?::[\w.-]+)?\s*=\s*["'])http://schemas\.openxmlformats\.org/(\w+)/2006/(\w+)(?=["'])""")
_TO_STRICT, _TO_USUAL = rb"\1http://purl.oclc.org/ooxml/\2/\3", rb"\1http://schemas.openxmlformats.org/\2/2006/\3"
_OFFICE = {True: "http://purl.oclc.org/ooxml/officeDocument", False: "http://schemas.openxmlformats.org/officeDocument/2006"}


@record
class Relation:
    """A relationship of a part: its id, the last word of its type, and the name of the part to which it leads."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one Word file, by what they are to its main part."""

    def __init__(self, archive: Archive) -> None:
        """Raises DocumentError."""
        self.archive = archive
        self._names = {name.lower(): name for name in archive.names()}
        self._strict: dict[str, frozenset[tuple[bytes, ...]]] = {}
        self._mixed: set[str] = set()

    @cached_property
    def main(self) -> str:
        """The name of the main part: the one that the package's relationships name."""
        found = [each.target for each in self.relations("") if each.kind == "officeDocument"]
        return found[0] if found else _MAIN

    @cached_property
    def list_relations(self) -> tuple[Relation, ...]:
        """The relationships of the main part."""
        return self.relations(self.main)

    def relations_name(self, name: str) -> str:
        """Return the name of the part that holds the relationships of a part; of the package where that is empty."""
        folder, file = posixpath.split(name)
        return self._known(posixpath.join(folder, "_rels", f"{file}.rels"))

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return the relationships of a part to others inside the file. Raises DocumentError."""
        root, folder = self.archive.xml(self.relations_name(name)), posixpath.dirname(name)
        return tuple(
            Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], self._resolved(folder, each.get("Target", "")))
            for each in (root.iter(RELATION + "Relationship") if root is not None else ())
            if each.get("TargetMode", "Internal") == "Internal"
        )

    def list_parts(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind, each once; where the main part names none at all, those that stand in the usual places."""
        if not self.list_relations and not self.archive.read(self.relations_name(self.main)):
            usual = re.compile(rf"word/{kind}\d*\.xml")
            return [name for lower, name in self._names.items() if usual.fullmatch(lower)]
        return list(dict.fromkeys(each.target for each in self.list_relations if each.kind == kind))

    def target(self, part: str, identifier: str) -> str:
        """Return the name of the part to which a relationship leads; empty where there is none."""
        relations = self.list_relations if part == self.main else self.relations(part)
        return next((each.target for each in relations if each.id == identifier), "")

    def xml(self, name: str) -> Any:
        """Return the root element of a part, in the usual names; None where there is none. Raises DocumentError."""
        data = self.archive.read(name)
        if not data:
            return None
        if _SIGN in data:
            strict = {found.group(2, 3) for found in _STRICT.finditer(data)}
            self._strict[name] = frozenset(strict)
            if strict & {found.group(2, 3) for found in _USUAL.finditer(data)}:
                self._mixed.add(name)
            data = _STRICT.sub(_TO_USUAL, data)
        return parse_xml(data, self.archive.path, name)

    @property
    def is_strict(self) -> bool:
        """Whether the main part is in the strict form."""
        return bool(self._strict.get(self.main))

    @property
    def office(self) -> str:
        """What the types of the file's relationships begin with."""
        return f"{_OFFICE[self.is_strict]}/relationships"

    def serialized(self, name: str, root: Any) -> bytes:
        """Return the bytes of a part, in the form in which it, or else the main part, was. Raises DocumentError."""
        from lxml import etree

        if name in self._mixed:
            raise self.archive.refused("document-not-written", suffix=posixpath.splitext(self.archive.path)[1])
        data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
        strict = self._strict.get(name, frozenset() if self.archive.read(name) else self._strict.get(self.main, frozenset()))
        return _USUAL.sub(lambda found: found.expand(_TO_STRICT) if found.group(2, 3) in strict else found[0], data) if strict else data

    def _resolved(self, folder: str, target: str) -> str:
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        return self._known(path) if path.lower() in self._names else self._known(unquote(path))

    def _known(self, name: str) -> str:
        """Return the name as the archive spells it: names of parts differ by more than their case."""
        return self._names.get(name.lower(), name)
