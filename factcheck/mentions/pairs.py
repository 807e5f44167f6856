"""Finds the acronyms in brackets of a note, each with the words before it whose initials it gathers."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.document import Document
from factcheck.languages.initials import expansion
from factcheck.languages.schema import Language
from factcheck.languages.words import tokens
from factcheck.model import Pair
from factcheck.patterns import compiled

_PAIRED = compiled(r"\((?:[^()\s]{0,3}['\u2019])?(?P<acronym>[A-ZÀ-Ý][A-ZÀ-Ý0-9]{1,7})(?:[,;] [^()]{0,40})?\)")
# An expansion starts within so many characters.
_BEFORE = 160


def pairs(document: Document, folded: str, language: Language) -> Iterator[Pair]:
    """The acronyms in brackets of a document, each with its expansion."""
    for match in _PAIRED.finditer(document.text):
        words = tokens(folded, max(match.start() - _BEFORE, 0), match.start())
        gathered = expansion(words, match["acronym"], language.grammar.inflection.function_words)
        yield Pair(match.start("acronym"), match.end("acronym"), match["acronym"], gathered)
