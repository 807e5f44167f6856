"""Open the zip archives of Word and ODT files safely: limited in size, without outside files, without XML entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from factcheck.errors import DocumentError, Place, Problem

# A part, or all parts together, may hold so many bytes; a part that shrinks more than that is a bomb; so many parts at most.
PART, WHOLE, RATIO, PARTS = 100_000_000, 300_000_000, 500, 10_000
# The XML of a part has no more elements, texts and attributes.
NODES = 3_000_000
_SMALL = 1_000_000
_PROLOGUE = 4_000
# Where the password of an ODT file, and the digital signatures of ODT and Word files, are recorded.
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"
_SIGNATURES, _WORD_SIGNATURES = "META-INF/documentsignatures.xml", "_xmlsignatures/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Archive:
    """The parts of an archive."""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises DocumentError where the archive is broken, encrypted, or larger than any note."""
        self.path, self.data = path, data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, OverflowError) as error:
            raise self._broken(data, error) from None
        self._check()

    def _broken(self, data: bytes, error: Exception) -> DocumentError:
        if data.startswith(_OLE):
            return self.refused("document-encrypted")
        return self.refused("document-broken", reason=str(error))

    def _check(self) -> None:
        entries = self._entries.values()
        if len(self._entries) > PARTS:
            raise self.refused("document-parts", limit=PARTS)
        if sum(entry.file_size for entry in entries) > WHOLE:
            raise self.refused("document-bomb", limit=WHOLE // 1_000_000)
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            if entry.flag_bits & 1:
                raise self.refused("document-encrypted")
            if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
                raise self.refused("document-climbs", name=entry.filename)
            if entry.file_size > PART or (entry.file_size > _SMALL and entry.file_size > RATIO * max(entry.compress_size, 1)):
                raise self.refused("document-bomb", limit=PART // 1_000_000)
        if _ENCRYPTED in self.read(_MANIFEST):
            raise self.refused("document-encrypted")

    def refused(self, key: str, **values: object) -> DocumentError:
        """Return the error of a file that cannot be read."""
        return DocumentError(Problem(Place(self.path), key, values))

    def names(self) -> list[str]:
        """Return the names of all parts, in their order."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; empty where there is none. Raises DocumentError."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        try:
            with self._zip.open(entry) as part:
                data = part.read(PART + 1)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, EOFError, RuntimeError) as error:
            raise self.refused("document-broken", reason=f"{name}: {error}") from None
        if len(data) > PART:
            raise self.refused("document-bomb", limit=PART // 1_000_000)
        return data

    def xml(self, name: str) -> Any:
        """Return the root element of a part; None where there is none. Raises DocumentError."""
        data = self.read(name)
        return parse_xml(data, f"{self.path}", name) if data else None

    @property
    def is_signed(self) -> bool:
        """Whether the document has a digital signature."""
        return any(name == _SIGNATURES or name.startswith(_WORD_SIGNATURES) for name in self._entries)

    def rewritten(self, parts: dict[str, bytes]) -> bytes:
        """Return the archive with some parts replaced or added, all others as they are. Raises DocumentError for a signed document."""
        if parts and self.is_signed:
            raise self.refused("document-signed")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name, entry in self._entries.items():
                new.writestr(entry, parts.get(name, self.read(name)), compress_type=entry.compress_type)
            for name, data in parts.items():
                if name not in self._entries:
                    new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, compress_type=zipfile.ZIP_DEFLATED)
        return out.getvalue()


def parse_xml(data: bytes, path: str, name: str) -> Any:
    """Return the root element of an XML text, without entities, without a look at the network. Raises DocumentError."""
    from lxml import etree

    if data.find(b"<!DOCTYPE", 0, _PROLOGUE) >= 0:
        raise DocumentError(Problem(Place(path), "document-entities", {"name": name}))
    # Each element, text, and attribute with its value takes 100 bytes or more of memory.
    if data.count(b"<") + 2 * data.count(b"=") > NODES:
        raise DocumentError(Problem(Place(path), "document-nodes", {"name": name, "limit": NODES}))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(Problem(Place(path), "document-broken", {"reason": f"{name}: {error}"})) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(Problem(Place(path), "document-entities", {"name": name}))
    return root
