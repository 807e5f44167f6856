"""Names and figures of the registry that complete what is being typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lsprotocol import types

from factcheck.facts.schema import Fact, Registry
from factcheck.facts.simplify import simplify
from factcheck.languages.load import load
from factcheck.languages.schema.language import Language
from factcheck.lsp.note import CheckedNote
from factcheck.runtime.records import record
from factcheck.wording.value import word_qualified, word_value

# So many words before the cursor may begin a name, and so many letters are needed before anything is offered.
_WORDS, _LETTERS = 6, 2
_MOST = 100
_START = re.compile(r"(?<![^\W_])[^\s]")


@record
class Offer:
    """What may complete a text: what is typed (simplified), what is written, and what says more of it."""

    typed: str
    text: str
    detail: str
    is_figure: bool


def list_offers(registry: Registry, language: Language) -> list[Offer]:
    """Return what a registry offers in a language: names and acronyms; figures, also by the id of their fact; in the order of what is typed."""
    found = [*_list_names(registry, language), *_list_figures(registry, language)]
    return sorted(dict.fromkeys(found), key=lambda each: (each.typed, each.text, each.detail))


def _list_names(registry: Registry, language: Language) -> Iterator[Offer]:
    for entity in registry.entities.values():
        names = entity.names.get(language.code)
        if names:
            for form in (names.name, names.feminine, *names.also, names.acronym or ""):
                if form:
                    yield Offer(simplify(form), form, entity.id, is_figure=False)


def _list_figures(registry: Registry, language: Language) -> Iterator[Offer]:
    for fact in registry.facts.values():
        text = _word_fact(fact, language)
        if text:
            yield Offer(simplify(text), text, fact.id, is_figure=True)
            yield Offer(simplify(fact.id), text, fact.id, is_figure=True)


def _word_fact(fact: Fact, language: Language) -> str:
    """Return the value of a fact in words; empty for a list."""
    if isinstance(fact.value, tuple):
        return ""
    if not isinstance(fact.value, (tuple, str)) and hasattr(fact.value, "get"):
        return fact.value.get(language.code, "")
    try:
        return word_qualified(fact.value, fact.qualifier, language)
    except (TypeError, KeyError, ValueError):
        return word_value(fact.value, language)


class Offers:
    """The offers of the registries in use, made when they are first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Registry, list[Offer]]] = {}

    def complete(self, note: CheckedNote, before: str, position: types.Position) -> types.CompletionList:
        """Return what completes the words before the cursor, which stand on its line."""
        code = note.analysis.language.code if note.analysis else ""
        offers = self._find(note.registry, load(code)) if code else []
        items: dict[tuple[str, str], types.CompletionItem] = {}
        for start in _find_starts(before):
            typed = simplify(before[start:])
            for offer in _find_matching(offers, typed):
                where = types.Range(_move(position, before[start:], note), position)
                items.setdefault((offer.text, offer.detail), _make_item(offer, before[start:], where))
        return types.CompletionList(is_incomplete=True, items=list(items.values())[:_MOST])

    def _find(self, registry: Registry, language: Language) -> list[Offer]:
        made = self._made.get(language.code)
        if made is None or made[0] is not registry:
            made = self._made[language.code] = registry, list_offers(registry, language)
        return made[1]


def _find_starts(before: str) -> list[int]:
    """Return where the words before the cursor start that may begin a name or a figure, the farthest first."""
    starts = [found.start() for found in _START.finditer(before)]
    return [start for start in starts[-_WORDS:] if len(before) - start >= _LETTERS]


def _find_matching(offers: list[Offer], typed: str) -> Iterator[Offer]:
    """Yield the offers that begin with what is typed, the whole of it excepted."""
    at = bisect_left(offers, typed, key=lambda each: each.typed) if typed else len(offers)
    while at < len(offers) and offers[at].typed.startswith(typed):
        if offers[at].typed != typed or offers[at].is_figure:
            yield offers[at]
        at += 1


def _move(position: types.Position, typed: str, note: CheckedNote) -> types.Position:
    """Return the position at which the typed words start."""
    return types.Position(position.line, position.character - note.text.measure(typed))


def _make_item(offer: Offer, typed: str, where: types.Range) -> types.CompletionItem:
    kind = types.CompletionItemKind.Value if offer.is_figure else types.CompletionItemKind.Reference
    return types.CompletionItem(offer.text, kind=kind, detail=offer.detail, filter_text=typed, text_edit=types.TextEdit(where, offer.text))
