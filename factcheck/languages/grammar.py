"""The words of grammar: verbs and tenses, clauses, reference, the words around names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
    """Sections follow."""
