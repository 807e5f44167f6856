"""A language: the sections of its tables, each filled from one YAML file of its folder."""

from __future__ import annotations

from factcheck.languages.forms import Forms
from factcheck.languages.grammar import Grammar
from factcheck.languages.modifiers import Modifiers
from factcheck.languages.quantities import Quantities
from factcheck.languages.style import Wording
from factcheck.records import record


@record(eq=False, init=False)
class Language:
    """One language; `code` is its folder's name (ISO 639-1). Compared and hashed by identity, so that what is compiled from it can be kept."""

    code: str
    quantities: Quantities
    modifiers: Modifiers
    wording: Wording
    grammar: Grammar
    forms: Forms
