"""Load the languages, each from the generated file of its folder."""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.languages.schema import forms, grammar, names, quantities, triggers, verbs
from factcheck.languages.schema import language as schema
from factcheck.languages.schema.language import Language
from factcheck.runtime import codec as codec_module
from factcheck.runtime import records
from factcheck.runtime.codec import Codec
from factcheck.runtime.tables import load_tables
from factcheck.values import tense
from factcheck.values import types as values

FOLDER = Path(__file__).parent
_MODULES = (forms, grammar, names, quantities, triggers, verbs, schema)
_ENUMS = (values.Qualifier, values.Unit, tense.Tense, triggers.Category, triggers.Direction, triggers.Scope)
_CODE = (codec_module, records, tense, values, *_MODULES)
SHAPE = (*(Path(str(module.__file__)) for module in _CODE), FOLDER / "build.py")
"""The code on which the generated file of a language depends."""


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
    language: Language = codec().decode(load_tables(generated(code), sources(code), SHAPE, _build))
    return language


@cache
def codec() -> Codec:
    """Return the codec of a language's records."""
    classes = {each for module in _MODULES for each in vars(module).values() if isinstance(each, type) and is_dataclass(each)}
    return Codec(classes, _ENUMS)


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
