"""The words of forms: field labels, and the words by which a language is recognized."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Forms:
    """`name` is the language's own name. More sections follow."""

    name: str
