"""The public functions of the package, for programs in Python; what they return is documented in `docs/python.md`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from factcheck.checker import check, load_facts
from factcheck.errors import FactcheckError, Place, Problem, UsageError
from factcheck.facts.pack import list_packs
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.formats import parse
from factcheck.languages.load import all_languages, codes, load
from factcheck.languages.schema.language import Language
from factcheck.messages import Messages, screen_languages
from factcheck.rules import RULES
from factcheck.settings import Settings
from factcheck.values.confidence import Confidence


def load_named_registry(paths: Iterable[str | os.PathLike[str]], packs: Iterable[str]) -> Registry:
    """Return the registry of some files and folders, with some packs. Raises RegistryError, and UsageError for an unknown pack."""
    names, known = _list_names(packs), list_packs()
    _check_names(names, known, "unknown-pack")
    return load_facts([Path(path) for path in paths], names)


def make_settings(as_of: date | None, today: date | None, select: Iterable[str], ignore: Iterable[str]) -> Settings:
    """Return how a text is checked, with findings of any confidence. Raises UsageError for an unknown rule."""
    return Settings(today or date.today(), as_of, _match_rules(select), _match_rules(ignore), confidence=Confidence.POSSIBLE)


def check_text(text: str, path: str, language: str | None, registry: Registry, settings: Settings) -> Report:
    """Return the report on a text. Raises DocumentError, and UsageError for an unknown language or an empty path."""
    if not path:
        raise UsageError(Problem(Place(""), "text-path-empty"))
    return check(parse(text.encode("utf-8", "replace"), path, _choose_languages(language)), registry, settings)


def _choose_languages(code: str | None) -> tuple[Language, ...]:
    """Return the languages that a text may have. Raises UsageError for one without tables."""
    if code is None:
        return all_languages()
    _check_names((code,), codes(), "unknown-language")
    return (load(code),)


def _match_rules(patterns: Iterable[str]) -> frozenset[str]:
    """Return the rules that match some names or patterns. Raises UsageError for one that matches none."""
    known, found = [rule.id for rule in RULES], set[str]()
    for pattern in _list_names(patterns):
        matched = {rule for rule in known if fnmatchcase(rule, pattern)}
        if not matched:
            _check_names((pattern,), known, "unknown-rule")
        found |= matched
    return frozenset(found)


def _list_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return some names; a single string is one name."""
    return (names,) if isinstance(names, str) else tuple(names)


def _check_names(names: Iterable[str], known: Iterable[str], key: str) -> None:
    """Raise UsageError for names that are not known."""
    from difflib import get_close_matches

    listed = sorted(known)
    unknown = [name for name in names if name not in listed]
    if unknown:
        close = {name: next(iter(get_close_matches(name, listed, n=1)), "") for name in unknown}
        values = {"known": ", ".join(listed)}
        raise UsageError(*(Problem(Place(""), key, {"name": name, "nearest": close[name], **values}) for name in unknown))


def export_report(report: Report, language: str) -> dict[str, Any]:
    """Return a report as data, as the JSON report of the command line has it. Raises UsageError for an unknown language of messages."""
    from factcheck.reporters import Options
    from factcheck.reporters.json_report import export_document

    return export_document(report, _make_messages(language), Options())


def word_error(error: FactcheckError, language: str) -> list[str]:
    """Return the problems of a failure, one a line: place, cause and remedy. Raises UsageError for an unknown language of messages."""
    messages = _make_messages(language)
    lines = ((str(problem.place) if problem.place.path else "", messages.problem(problem)) for problem in error.problems)
    return [f"{place}: {text}" if place else text for place, text in lines]


def _make_messages(language: str) -> Messages:
    _check_names((language,), screen_languages(), "unknown-language")
    return Messages(language)
