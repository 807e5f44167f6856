"""Packs: registries of names that ship with factcheck. The entities of a registry take precedence over those of a pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from factcheck.facts.schema import Entity, Names
from factcheck.languages.tokens import fold

_FOLDER = Path(__file__).parent / "packs"
_DISPLAY_FOLDER = "factcheck/facts/packs"


@cache
def list_packs() -> tuple[str, ...]:
    """Return the names of all packs."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def find_pack_file(name: str) -> Path:
    """Return the file of a pack."""
    return _FOLDER / f"{name}.yaml"


def make_display_path(path: Path) -> str:
    """Return the path of a fact file as reports show it: that of a pack is the same on every machine."""
    return f"{_DISPLAY_FOLDER}/{path.name}" if path.parent == _FOLDER else str(path)


def merge_pack(registered: Mapping[str, Entity], shared: Iterable[Entity], wanted: Collection[str]) -> dict[str, Entity]:
    """Return the entities of a registry, then those of a pack.

    A registered entity with the id of a shared one replaces it; it takes over the names of the shared one in the languages in which it has
    none itself. A shared entity with the name of another registered one is omitted, unless facts refer to its id (`wanted`); any other form
    that the registry gives to an entity is removed from the shared ones.
    """
    registered_forms = frozenset(form for entity in registered.values() for form in _list_forms(entity))
    found = dict(registered)
    for entity in shared:
        known = registered.get(entity.id)
        if known:
            found[entity.id] = replace(known, names={**entity.names, **known.names})
        elif entity.id in wanted or not any((code, fold(names.name)) in registered_forms for code, names in entity.names.items()):
            found[entity.id] = replace(
                entity, names={code: _remove_forms(names, code, registered_forms) for code, names in entity.names.items()}
            )
    return found


def _list_forms(entity: Entity) -> Iterator[tuple[str, str]]:
    for code, names in entity.names.items():
        for form in (names.name, *names.also, *names.avoid, *([names.acronym] if names.acronym else [])):
            yield code, fold(form)


def _remove_forms(names: Names, code: str, registered_forms: Collection[tuple[str, str]]) -> Names:
    also = tuple(form for form in names.also if (code, fold(form)) not in registered_forms)
    acronym = None if names.acronym and (code, fold(names.acronym)) in registered_forms else names.acronym
    return replace(names, also=also, acronym=acronym)
