"""Load the languages, each from the generated file of its folder."""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.languages.codec import SHAPE, language_codec
from factcheck.languages.schema.language import Language
from factcheck.runtime.tables import load_tables

FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all languages, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/grammar.yaml")))


@cache
def all_languages() -> tuple[Language, ...]:
    """Return all languages, in the order of their codes."""
    return tuple(map(load, codes()))


@cache
def load(code: str) -> Language:
    """Return the language of that code; the same object each time."""
    language: Language = language_codec().decode(load_tables(generated(code), sources(code), SHAPE, _build))
    return language


def _reduced(language: Language) -> tuple[Any, tuple[str]]:
    """Return how another process makes a language: its tables are not sent."""
    return load, (language.code,)


copyreg.pickle(Language, _reduced)


def generated(code: str) -> Path:
    """Return the path of a language's generated file."""
    return FOLDER / code / "tables.json"


def sources(code: str) -> list[Path]:
    """Return the paths of a language's tables, in name order."""
    return sorted((FOLDER / code).glob("*.yaml"))


def _build(paths: Sequence[Path]) -> Any:
    from factcheck.languages.build import build

    return build(paths)
