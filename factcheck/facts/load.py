"""Load a registry: read every fact file, check them together, and report all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.errors import Place, RegistryError, Term
from factcheck.facts.consequences import omit_consequences
from factcheck.facts.derived import DerivedReader
from factcheck.facts.entity import read_entity
from factcheck.facts.fact import FactReader
from factcheck.facts.files import CSV, EXCEL, list_fact_files
from factcheck.facts.key_errors import find_nearest, find_section, list_section_keys
from factcheck.facts.nodes import Checks
from factcheck.facts.pack import find_pack_file, merge_pack
from factcheck.facts.read_file import FactFileReader, FileContent, decode_unicode
from factcheck.facts.relations import check_relations
from factcheck.facts.relations import read_relation as read_relation
from factcheck.facts.schema import DecodeFunction, Entity, Fact, ReadFunction, Registry, Relation
from factcheck.facts.yamltree import Node
from factcheck.languages.schema.language import Language

# The keys of problems that keep a whole file from being read begin with one of these.
_FILE_ERRORS = ("yaml-", "facts-", "table-", "document-")
SECTIONS = ("entities", "facts", "relations", "currency")


def load_registry(  # noqa: PLR0913 (what the layers below do not know comes as functions)
    paths: Sequence[Path],
    read: ReadFunction,
    languages: tuple[Language, ...],
    packs: Sequence[str] = (),
    decode: DecodeFunction = decode_unicode,
    unsaved: Mapping[str, bytes] | None = None,
) -> Registry:
    """Return the registry of some files and folders (none: an empty one), completed by some packs.

    `decode` decodes CSV files. `unsaved` are the bytes of files by path, in place of those of the disk. Raises RegistryError with all problems of all files.
    """
    checks = Checks()
    content = read_fact_files(paths, FactFileReader(_list_codes(languages), checks, decode, unsaved or {}))
    roots = content.roots
    whole = not any(problem.key.startswith(_FILE_ERRORS) for problem in checks.problems)
    derived = DerivedReader(paths, checks, decode, unsaved or {})
    builder = _RegistryBuilder(checks, FactReader(read, languages, checks, _find_currency(roots, checks), derived), languages)
    for root in roots:
        builder.add_file(root)
    for pack in packs:
        builder.add_pack(_load_pack(pack, read, languages, checks))
    registry = replace(builder.finish(whole), skipped=tuple(content.skipped))
    if checks.problems:
        found = omit_consequences(checks.problems)
        raise RegistryError(*sorted(found, key=lambda problem: (problem.place.path, problem.place.line, problem.place.column)))
    return registry


def _list_codes(languages: tuple[Language, ...]) -> tuple[str, ...]:
    return tuple(language.code for language in languages)


def read_fact_files(paths: Sequence[Path], reader: FactFileReader) -> FileContent:
    """Return the content of the fact files at some paths. Raises RegistryError where no file is there.

    A table of other data beside a registry is skipped; one that is named, or where there is no registry, is a problem.
    """
    found, named, files = FileContent(), {str(path) for path in paths}, list_fact_files(paths)
    for path in files:
        content = reader.read(path)
        found.roots.extend(content.roots)
        found.skipped.extend(content.skipped)
    read = {root.place.path for root in found.roots}
    whole = read or reader.checks.problems or any(path.suffix.lower() not in (CSV, EXCEL) for path in files)
    for table in found.skipped:
        if not whole or table.place.path in named - read:
            reader.checks.refuse(table.place, "table-no-heading")
    return found


def _load_pack(pack: str, read: ReadFunction, languages: tuple[Language, ...], checks: Checks) -> list[Entity]:
    """Return the entities of a pack."""
    pack_checks = Checks()
    content = FactFileReader(_list_codes(languages), pack_checks, decode_unicode).read(find_pack_file(pack))
    builder = _RegistryBuilder(pack_checks, FactReader(read, languages, pack_checks), languages)
    for root in content.roots:
        builder.add_file(root)
    checks.problems += pack_checks.problems
    return [replace(entity, pack=pack) for entity in builder.entities.values()]


def _find_currency(roots: Iterable[Node], checks: Checks) -> str:
    """Return the currency that the files agree on; CAD where none names one."""
    named = [value for root in roots for key, value in root.pairs or () if key.text == "currency"]
    for value in named:
        if not (value.text and len(value.text) == 3 and value.text.isupper() and value.text.isalpha()):
            checks.refuse(value.place, "bad-currency", found=value.text or "")
        elif value.text != named[0].text:
            checks.refuse(value.place, "two-currencies", (named[0].place,), found=value.text, first=named[0].text)
    return named[0].text or "CAD" if named else "CAD"


class _RegistryBuilder:
    """Builds a registry from the nodes of its files."""

    def __init__(self, checks: Checks, reader: FactReader, languages: tuple[Language, ...]) -> None:
        self.checks, self.reader = checks, reader
        self.codes = [language.code for language in languages]
        self.entities: dict[str, Entity] = {}
        self.facts: dict[str, Fact] = {}
        self.relations: list[Relation] = []
        self.places: Mapping[str, dict[str, Place]] = {"entities": {}, "facts": {}}

    def add_file(self, root: Node) -> None:
        """Read the sections of one file."""
        for section, node in self.checks.read_pairs(root, Path(root.place.path).name, SECTIONS, "file"):
            if section.text == "relations":
                if node.items is None and node.text != "":
                    self.checks.refuse(node.place, "not-a-list", where="relations", found=Term(f"kind-{node.kind}"))
                self.relations += [found for item in node.items or () if (found := read_relation(item, self.checks))]
            elif (name := section.text or "") in self.places:
                entries = [pair for pair in self.checks.read_pairs(node, name) if not self._refuse_shallow_key(name, *pair)]
                for key, value in entries:
                    if value.text != "" or len(entries) == len(node.pairs or ()):
                        self._read_entry(name, key, value)

    def _refuse_shallow_key(self, section: str, key: Node, value: Node) -> bool:
        """Return whether a key of an entry is at the level of its id, which is recorded as a problem."""
        if value.text == "" or key.text not in list_section_keys(section):
            return False
        if value.pairs is not None and find_section([each.text or "" for each, _ in value.pairs]):
            return False
        self.checks.refuse(key.place, "key-shallow", name=key.text, where=section)
        return True

    def _read_entry(self, section: str, key: Node, value: Node) -> None:
        identifier = self.checks.read_id(key, section)
        known = self.places[section]
        if identifier in known:
            self.checks.refuse(key.place, "duplicate-id", (known[identifier],), name=identifier, first=known[identifier])
            return
        if not identifier:
            return
        known[identifier] = key.place
        if section == "entities":
            found = read_entity(identifier, key, value, self.codes, self.checks)
            if found:
                self.entities[identifier] = found
        elif fact := self.reader.read_fact(identifier, key, value):
            self.facts[identifier] = fact

    def add_pack(self, shared: Sequence[Entity]) -> None:
        """Add the entities of a pack."""
        wanted = {entity for fact in self.facts.values() for entity in (*fact.about, *_list_members(fact))}
        wanted |= {entity.title for entity in self.entities.values() if entity.title}
        self.entities = merge_pack(self.entities, shared, wanted)
        self.places = {**self.places, "entities": {**{each.id: each.place for each in self.entities.values()}, **self.places["entities"]}}

    def finish(self, whole: bool) -> Registry:
        """Return the registry, with its ids and relations checked.

        Where the registry could not be read `whole`, an unknown id is not a problem: it may be that of a file that could not be read.
        """
        for entity in self.entities.values():
            if entity.title in self.entities and self.entities[entity.title].kind != "title":
                self.checks.refuse(entity.place, "title-kind", name=entity.title, where=entity.id)
        for each in self.checks.references if whole else ():
            known = self.places[each.section]
            if each.name not in known:
                nearest = find_nearest(each.name, known)
                self.checks.refuse(each.place, "unknown-reference", name=each.name, field=each.field, nearest=nearest)
        if not self.checks.problems:
            check_relations(self.relations, self.facts, self.checks)
        return Registry(self.entities, self.facts, tuple(self.relations), self.reader.currency)


def _list_members(fact: Fact) -> tuple[str, ...]:
    return fact.value if fact.kind == "members" and isinstance(fact.value, tuple) else ()
