"""Packs: registries of names that ship with factcheck. The entities of a registry take precedence over those of a pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from factcheck.facts.schema import Entity, Names
from factcheck.languages.tokens import fold

_FOLDER = Path(__file__).parent / "packs"
_SHOWN = "factcheck/facts/packs"


@cache
def packs() -> tuple[str, ...]:
    """Return the names of all packs."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def pack_file(name: str) -> Path:
    """Return the file of a pack."""
    return _FOLDER / f"{name}.yaml"


def shown(path: Path) -> str:
    """Return a fact file's path as reports show it: that of a pack is the same on every machine."""
    return f"{_SHOWN}/{path.name}" if path.parent == _FOLDER else str(path)


def joined(own: Mapping[str, Entity], shared: Iterable[Entity], wanted: Collection[str]) -> dict[str, Entity]:
    """Return a registry's own entities, then those of a pack.

    An own entity with the id of a shared one takes its place, and keeps its names in the languages that it does not give. A shared one that
    has the name of another own entity is left out, unless facts ask for it by id (`wanted`); any other form that the registry gives to
    an entity of its own is no longer that of a shared one.
    """
    used = frozenset(form for entity in own.values() for form in _forms(entity))
    found = dict(own)
    for entity in shared:
        mine = own.get(entity.id)
        if mine:
            found[entity.id] = replace(mine, names={**entity.names, **mine.names})
        elif entity.id in wanted or not any((code, fold(names.name)) in used for code, names in entity.names.items()):
            found[entity.id] = replace(entity, names={code: _free(names, code, used) for code, names in entity.names.items()})
    return found


def _forms(entity: Entity) -> Iterator[tuple[str, str]]:
    for code, names in entity.names.items():
        for form in (names.name, *names.also, *names.avoid, *([names.acronym] if names.acronym else [])):
            yield code, fold(form)


def _free(names: Names, code: str, used: Collection[tuple[str, str]]) -> Names:
    also = tuple(form for form in names.also if (code, fold(form)) not in used)
    acronym = None if names.acronym and (code, fold(names.acronym)) in used else names.acronym
    return replace(names, also=also, acronym=acronym)
