"""From a figure or a name to its line in the registry, and to all places in the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol import types

from factcheck.discovery import find_notes
from factcheck.document import Document
from factcheck.errors import FactcheckError, Place
from factcheck.facts.schema import Registry
from factcheck.formats import read
from factcheck.languages.load import all_languages
from factcheck.lsp.note import CheckedNote, parse_text
from factcheck.lsp.paths import is_note_text, locate, make_uri
from factcheck.lsp.project import Project
from factcheck.lsp.text import Text
from factcheck.places.place import Key, Section
from factcheck.places.search import Search, search_document


def find_key(note: CheckedNote, position: types.Position) -> Key | None:
    """Return the fact or the entity that stands at a position of a note."""
    offset = note.text.offset(position)
    if figure := note.link_at(offset):
        return Section.FACTS, figure[2].fact.id
    named = note.name_at(offset)
    return (Section.ENTITIES, named[2].entity) if named else None


def find_key_in_facts(path: Path, line: int, registry: Registry) -> Key | None:
    """Return the fact or the entity whose lines in a fact file contain a line, from 0."""
    found = [
        (each.place.line, (section, each.id))
        for section, items in ((Section.FACTS, registry.facts), (Section.ENTITIES, registry.entities))
        for each in items.values()
        if each.place.line - 1 <= line and _is_same(each.place, path)
    ]
    return max(found)[1] if found else None


def _is_same(place: Place, path: Path) -> bool:
    return bool(place.path) and Path(place.path).absolute() == path


def find_definition(key: Key, registry: Registry) -> types.Location | None:
    """Return the place of a fact or an entity in its file; None for one of a pack."""
    section, name = key
    if section is Section.FACTS:
        return locate(registry.facts[name].place) if name in registry.facts else None
    entity = registry.entities.get(name)
    return locate(entity.place) if entity and not entity.pack else None


def find_references(key: Key, project: Project, registry: Registry, unsaved: Mapping[Path, str], encoding: str) -> Iterator[types.Location]:
    """Yield the places in the notes of a project, open or not, that state a fact or name an entity."""
    search = Search(registry, frozenset({key}))
    saved = (path.absolute() for path in find_notes([project.root], project.selection).files if isinstance(path, Path))
    for path in dict.fromkeys([*saved, *unsaved]):
        document = _read(path, unsaved) if is_note_text(path) else None
        if document:
            text = Text(document.source, encoding)
            for place in search_document(document, search, project.settings).places:
                yield types.Location(make_uri(path), text.range(place.spot.start, place.spot.end))


def _read(path: Path, unsaved: Mapping[Path, str]) -> Document | None:
    """Return a note, None where it cannot be read."""
    try:
        return parse_text(unsaved[path], path) if path in unsaved else read(path, all_languages())
    except FactcheckError:
        return None
