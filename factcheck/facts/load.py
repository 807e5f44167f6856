"""Load a registry: read every fact file, check them together, and report all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.errors import Place, RegistryError, Term
from factcheck.facts.fact import FactReader, entity
from factcheck.facts.files import LARGEST, fact_files
from factcheck.facts.key_faults import section_keys, section_of
from factcheck.facts.nodes import Checks, nearest
from factcheck.facts.pack import joined, pack_file, shown
from factcheck.facts.relations import check_relations
from factcheck.facts.relations import relation as read_relation
from factcheck.facts.schema import Entity, Fact, ReadFunction, Registry, Relation
from factcheck.facts.yamltree import Composer, Node
from factcheck.languages.schema.language import Language
from factcheck.runtime.regular_file import read_regular

# The problems of files that are not read at all begin with one of these.
_UNREAD = ("yaml-", "facts-")
SECTIONS = ("entities", "facts", "relations", "currency")


def load_registry(paths: Sequence[Path], read: ReadFunction, languages: tuple[Language, ...], packs: Sequence[str] = ()) -> Registry:
    """Return the registry of some files and folders (none: an empty one), joined by some packs. Raises RegistryError with every problem
    found."""
    checks = Checks()
    files = fact_files(paths)
    roots = [root for path in files if (root := _root(path, checks))]
    whole = not any(problem.key.startswith(_UNREAD) for problem in checks.problems)
    registry = _Registry(checks, FactReader(read, languages, checks, _currency(roots, checks)), languages)
    for root in roots:
        registry.add(root)
    for pack in packs:
        registry.join(_pack_entities(pack, read, languages, checks))
    found = registry.finish(whole)
    if checks.problems:
        raise RegistryError(*sorted(checks.problems, key=lambda problem: (problem.place.path, problem.place.line, problem.place.column)))
    return found


def _pack_entities(pack: str, read: ReadFunction, languages: tuple[Language, ...], checks: Checks) -> list[Entity]:
    """Return the entities of a pack."""
    own = Checks()
    root = _root(pack_file(pack), own)
    registered = _Registry(own, FactReader(read, languages, own), languages)
    if root:
        registered.add(root)
    checks.problems += own.problems
    return [replace(entity, pack=pack) for entity in registered.entities.values()]


def _root(path: Path, checks: Checks) -> Node | None:
    try:
        text = read_regular(path, LARGEST).decode("utf-8-sig")
    except OSError as error:
        checks.refuse(Place(str(path)), "facts-unreadable", reason=error.strerror or str(error))
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        checks.refuse(Place(str(path), line), "facts-encoding")
        return None
    composer = Composer(shown(path))
    root = composer.compose(text)
    checks.problems += composer.problems
    return root


def _currency(roots: Iterable[Node], checks: Checks) -> str:
    """Return the currency that the files agree on; CAD where none names one."""
    named = [value for root in roots for key, value in root.pairs or () if key.text == "currency"]
    for value in named:
        if not (value.text and len(value.text) == 3 and value.text.isupper() and value.text.isalpha()):
            checks.refuse(value.place, "bad-currency", found=value.text or "")
        elif value.text != named[0].text:
            checks.refuse(value.place, "two-currencies", (named[0].place,), found=value.text, first=named[0].text)
    return named[0].text or "CAD" if named else "CAD"


class _Registry:
    """A registry while its files are read."""

    def __init__(self, checks: Checks, reader: FactReader, languages: tuple[Language, ...]) -> None:
        self.checks, self.reader = checks, reader
        self.codes = [language.code for language in languages]
        self.entities: dict[str, Entity] = {}
        self.facts: dict[str, Fact] = {}
        self.relations: list[Relation] = []
        self.places: Mapping[str, dict[str, Place]] = {"entities": {}, "facts": {}}

    def add(self, root: Node) -> None:
        """Read the sections of one file."""
        for section, node in self.checks.pairs(root, Path(root.place.path).name, SECTIONS, "file"):
            if section.text == "relations":
                if node.items is None and node.text != "":
                    self.checks.refuse(node.place, "not-a-list", where="relations", found=Term(f"kind-{node.kind}"))
                self.relations += [found for item in node.items or () if (found := read_relation(item, self.checks))]
            elif (name := section.text or "") in self.places:
                entries = [pair for pair in self.checks.pairs(node, name) if not self._shallow(name, *pair)]
                for key, value in entries:
                    if value.text != "" or len(entries) == len(node.pairs or ()):
                        self._named(name, key, value)

    def _shallow(self, section: str, key: Node, value: Node) -> bool:
        """Return whether a key of an entry stands beside its id; a problem."""
        if value.text == "" or key.text not in section_keys(section):
            return False
        if value.pairs is not None and section_of([each.text or "" for each, _ in value.pairs]):
            return False
        self.checks.refuse(key.place, "key-shallow", name=key.text, where=section)
        return True

    def _named(self, section: str, key: Node, value: Node) -> None:
        identifier = self.checks.identifier(key, section)
        known = self.places[section]
        if identifier in known:
            self.checks.refuse(key.place, "duplicate-id", (known[identifier],), name=identifier, first=known[identifier])
            return
        if not identifier:
            return
        known[identifier] = key.place
        if section == "entities":
            found = entity(identifier, key, value, self.codes, self.checks)
            if found:
                self.entities[identifier] = found
        elif fact := self.reader.fact(identifier, key, value):
            self.facts[identifier] = fact

    def join(self, shared: Sequence[Entity]) -> None:
        """Take in the entities of a pack."""
        wanted = {entity for fact in self.facts.values() for entity in (*fact.about, *_members(fact))}
        wanted |= {entity.title for entity in self.entities.values() if entity.title}
        self.entities = joined(self.entities, shared, wanted)
        self.places = {**self.places, "entities": {**{each.id: each.place for each in self.entities.values()}, **self.places["entities"]}}

    def finish(self, whole: bool) -> Registry:
        """Return the registry, its ids and relations checked. Where not the `whole` of it could be read, an id may be that of an unread file."""
        for registered in self.entities.values():
            if registered.title in self.entities and self.entities[registered.title].kind != "title":
                self.checks.refuse(registered.place, "title-kind", name=registered.title, where=registered.id)
        for each in self.checks.references if whole else ():
            known = self.places[each.section]
            if each.name not in known:
                similar = nearest(each.name, known)
                self.checks.refuse(each.place, "unknown-reference", name=each.name, field=each.field, nearest=similar)
        if not self.checks.problems:
            check_relations(self.relations, self.facts, self.checks)
        return Registry(self.entities, self.facts, tuple(self.relations), self.reader.currency)


def _members(fact: Fact) -> tuple[str, ...]:
    return fact.value if fact.kind == "members" and isinstance(fact.value, tuple) else ()
