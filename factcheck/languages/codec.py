"""The records of a language's tables as data, and the code on which their form depends."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from pathlib import Path

from factcheck.languages.schema import forms, grammar, names, quantities, triggers, verbs
from factcheck.languages.schema import language as schema
from factcheck.runtime import codec as codec_module
from factcheck.runtime import records
from factcheck.runtime.codec import Codec
from factcheck.values import tense
from factcheck.values import types as values

_MODULES = (forms, grammar, names, quantities, triggers, verbs, schema)
_ENUMS = (values.Qualifier, values.Unit, tense.Tense, triggers.Category, triggers.Direction, triggers.Scope)
_CODE = (codec_module, records, tense, values, *_MODULES)
SHAPE = (*(Path(str(module.__file__)) for module in _CODE), Path(__file__).parent / "build.py")
"""The code on which the generated file of a language depends."""


@cache
def language_codec() -> Codec:
    """Return the codec of a language's records."""
    classes = {each for module in _MODULES for each in vars(module).values() if isinstance(each, type) and is_dataclass(each)}
    return Codec(classes, _ENUMS)
