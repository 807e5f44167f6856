"""Find short references: the head noun of a name that the note gave in full before (the Centre, la plateforme)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from factcheck.document import BlockKind, Document
from factcheck.facts.schema import Registry
from factcheck.languages.alternation import alternation, longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, fold, tokens
from factcheck.model import Name, NameForm
from factcheck.runtime.regex import compiled

FIRST = "first"
# What makes a label of the words that open a block.
_LABEL = compiled(r"\s*(?:\([^()]*\)\s*)?:")


class ShortForms:
    """The heads of a registry's names in one language, and the search for them."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._heads: dict[str, set[str]] = defaultdict(set)
        self._lower: dict[str, set[str]] = defaultdict(set)
        self._complements = language.grammar.names.complements
        self._first = language.grammar.names.head == FIRST
        for entity in registry.entities.values():
            names = entity.names.get(language.code)
            if names is None or entity.kind in ("person", "title", "place"):
                continue
            for text in (names.name, *names.also):
                if len(fold(text).split()) > 1:
                    self._heads[self._head(text)].add(entity.id)
            for text in names.descriptions:
                self._lower[self._head(text)].add(entity.id)
        self._known = {*self._heads, *self._lower}
        self._pattern = _pattern(language, self._known)
        self._opening = compiled(rf"(?:{alternation(self._heads)})(?![\w-])")

    def _head(self, text: str) -> str:
        """Return the head noun of a name: its first word or, where heads stand last, the last before what completes it."""
        words: list[str] = [word for word in WORD.findall(fold(text)) if not word.isdigit()] or [""]
        complement = next((at for at, word in enumerate(words) if at and word in self._complements), len(words))
        return words[0] if self._first else words[complement - 1]

    def find(self, document: Document, names: Sequence[Name]) -> Iterable[Name]:
        """Yield the short references of a document, each to the entity with that head that was named last before it."""
        if self._pattern is None:
            return
        exact, at = sorted({(name.start, name.end) for name in names}), 0
        latest: dict[str, int] = {}
        order = sorted(names, key=lambda name: name.start)
        passed = block = 0
        for start, end in sorted({*self._determined(document, self._pattern), *self._labels(document)}):
            while passed < len(order) and order[passed].start < start:
                latest[order[passed].entity] = order[passed].start
                passed += 1
            while at < len(exact) and exact[at][1] <= start:
                at += 1
            if at < len(exact) and exact[at][0] < end:
                continue
            while block + 1 < len(document.blocks) and document.blocks[block].end <= start:
                block += 1
            entity = self._entity(document.text, document.folded, start, end, latest)
            if entity:
                yield Name(start, end, entity, NameForm.SHORT, "", block)

    def _determined(self, document: Document, pattern: re.Pattern[str]) -> Iterable[tuple[int, int]]:
        """Yield the heads behind a determiner, in the blocks that have a head."""
        for block, words in zip(document.blocks, document.words.blocks, strict=True):
            if not self._known.isdisjoint(words):
                yield from (match.span(1) for match in pattern.finditer(document.folded, block.start, block.end))

    def _labels(self, document: Document) -> Iterable[tuple[int, int]]:
        """Yield the heads with a capital that open a cell, or a label, with no determiner (Authority: 613-555-0100)."""
        for block in document.blocks:
            found = self._opening.match(document.folded, block.start, block.end)
            if not found or not document.text[block.start].isupper():
                continue
            if block.kind is BlockKind.CELL or _LABEL.match(document.folded, found.end(), block.end):
                yield found.span()

    def _entity(self, text: str, folded: str, start: int, end: int, latest: dict[str, int]) -> str | None:
        heads = self._heads if text[start].isupper() else self._lower
        if text[start].isupper() and not self._alone(text, folded, end):
            return None
        known = [entity for entity in heads.get(folded[start:end], ()) if entity in latest]
        return max(known, key=lambda entity: (latest[entity], entity), default=None)

    def _alone(self, text: str, folded: str, end: int) -> bool:
        """Return whether no complement makes another name of it: a capital right after, or after a word that opens a complement."""
        if text[end : end + 1] not in (" ", "\n", "\u00a0"):
            return True
        words = tokens(folded, end, min(end + 30, len(folded)))
        for at, token in enumerate(words[:3]):
            if text[token.start].isupper():
                return at > 0 and words[0].word not in self._complements
            if at == 0 and token.word not in self._complements:
                return True
        return True


def _pattern(language: Language, heads: set[str]) -> re.Pattern[str] | None:
    if not heads:
        return None
    openings = language.grammar.reference.determiners | language.grammar.reference.possessives
    opened = "|".join(map(re.escape, longest_first(word if word.endswith("'") else word + " " for word in openings)))
    nouns = "|".join(map(re.escape, longest_first(heads)))
    return compiled(rf"(?<!\w)(?:{opened})({nouns})(?![\w-])")
