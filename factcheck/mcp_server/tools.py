"""What an assistant can ask: to check a text, to find facts, to put a fact into words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any

from factcheck.api import check_text, export_report
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Fact, Registry
from factcheck.facts.search import Query, find_facts
from factcheck.languages.load import codes, load
from factcheck.messages import Messages
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.values.types import Qualifier
from factcheck.wording.value import word_qualified, word_recurrence, word_value

# The most facts of an answer.
_MOST = 50
_NAME = "text.md"


@record(eq=False)
class Source:
    """The registry and the settings of a project, as they are when they are asked for."""

    registry: Registry
    settings: Settings


LoadSource = Callable[[], Source]
"""Returns the registry and the settings. Raises RegistryError and UsageError."""


class Tools:
    """The answers to an assistant, as plain data; each reads the registry as it is at that moment."""

    def __init__(self, load_source: LoadSource, messages: Messages) -> None:
        self._load, self._messages = load_source, messages

    def check_text(self, text: str, language: str | None, as_of: str | None) -> dict[str, Any]:
        """Return the report on a text. Raises DocumentError and UsageError."""
        source = self._load()
        settings = source.settings if as_of is None else _with_day(source.settings, as_of)
        return export_report(check_text(text, _NAME, language, source.registry, settings), self._messages.code)

    def find_fact(self, words: str, about: str | None, kind: str | None) -> dict[str, Any]:
        """Return the facts that have all words, about an entity and of a kind where these are given, the first ones of many."""
        registry = self._load().registry
        query = Query(tuple(words.split()), (kind,) if kind else (), (about,) if about else ())
        found = find_facts(registry, query)
        return {"count": len(found), "facts": [describe_fact(fact, registry) for fact in found[:_MOST]]}

    def word_fact(self, name: str, language: str, style: str) -> dict[str, Any]:
        """Return a fact in words of a language, in the style of other words (empty: the usual one). Raises UsageError."""
        registry = self._load().registry
        if name not in registry.facts:
            raise _make_unknown("unknown-fact", name, list(registry.facts))
        if language not in codes():
            raise _make_unknown("unknown-language", language, list(codes()))
        return {"id": name, "language": language, "text": _word_fact(registry.facts[name], registry, language, style)}


def _with_day(settings: Settings, day: str) -> Settings:
    """Return settings with a date for the text. Raises UsageError."""
    from dataclasses import replace

    try:
        return replace(settings, document_date=date.fromisoformat(day))
    except ValueError:
        raise UsageError(Problem(Place(""), "bad-date", {"name": day})) from None


def _make_unknown(key: str, name: str, known: list[str]) -> UsageError:
    nearest = next(iter(get_close_matches(name, known, n=1)), "")
    return UsageError(Problem(Place(""), key, {"name": name, "nearest": nearest, "known": ", ".join(known)}))


def _word_fact(fact: Fact, registry: Registry, code: str, style: str) -> str:
    """Return the value of a fact in words: with its qualifier and its recurrence, as a list of names, or as the text of a wording."""
    language, value = load(code), fact.value
    if isinstance(value, tuple):
        entities = (registry.entities.get(each) for each in value)
        names = [each.names[code].name if each and code in each.names else each.id for each in entities if each]
        return "; ".join(names)
    if isinstance(value, dict):
        return str(value.get(code, ""))
    words = word_value(value, language, style) if fact.qualifier is Qualifier.EXACT or style else _word_qualified(fact, code)
    return f"{words} {word_recurrence(fact.per, language)}" if fact.per and not style else words


def _word_qualified(fact: Fact, code: str) -> str:
    value: Any = fact.value
    return word_qualified(value, fact.qualifier, load(code))


def describe_fact(fact: Fact, registry: Registry) -> dict[str, Any]:
    """Return a fact as data, without keys that have no value."""
    source = fact.source
    subjects = [registry.entities[each] for each in fact.about if each in registry.entities]
    found = {
        "id": fact.id,
        "kind": fact.kind,
        "value": fact.as_written,
        "qualifier": fact.qualifier.value if fact.qualifier is not Qualifier.EXACT else "",
        "per": fact.per.value if fact.per else "",
        "about": [{"id": each.id, "names": {code: names.name for code, names in each.names.items()}} for each in subjects],
        "valid": {key: day.isoformat() for key, day in (("from", fact.valid_from), ("until", fact.valid_until)) if day},
        "source": {key: getattr(source, key) for key in ("title", "url", "page", "date") if getattr(source, key)} if source else {},
        "note": fact.note,
        "place": str(fact.place),
    }
    return {key: value for key, value in found.items() if value}
