"""Patterns as the shell writes them, of rules and of paths, for those that the shell did not expand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck.cli.screen import find_nearest
from factcheck.errors import Place, Problem, UsageError
from factcheck.selection import is_note, is_pattern

# Rules of at least this similarity (of 100) to a pattern that matches none are listed; at most this many.
_SIMILAR, _LISTED = 70, 3


def match_rules(texts: Iterable[str], known: Sequence[str]) -> frozenset[str]:
    """Return the rules that comma-separated names and patterns match.

    Raises UsageError for those that match none, with the rules of similar names.
    """
    found: set[str] = set()
    problems: list[Problem] = []
    for name in (name.strip() for text in texts for name in text.split(",") if name.strip()):
        rules = [rule for rule in known if fnmatchcase(rule, name)]
        found.update(rules)
        if not rules:
            problems.append(explain_unmatched(name, known))
    if problems:
        raise UsageError(*problems)
    return frozenset(found)


def explain_unmatched(name: str, known: Sequence[str]) -> Problem:
    """Return the problem of a name or a pattern that matches no rule."""
    if not is_pattern(name):
        return Problem(Place(""), "unknown-rule", {"name": name, "nearest": find_nearest(name, known)})
    close = _find_similar(name, known)
    return Problem(Place(""), "rules-unmatched-near" if close else "rules-unmatched", {"name": name, "close": close})


def _find_similar(pattern: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the rules whose names are most similar to the letters of a pattern."""
    from rapidfuzz.fuzz import partial_ratio

    letters = "".join(letter for letter in pattern if letter.isalnum() or letter == "-")
    scores = {rule: partial_ratio(letters, rule) for rule in known}
    best = sorted((rule for rule in known if scores[rule] >= _SIMILAR), key=lambda rule: -scores[rule])
    return tuple(best[:_LISTED])


def expand_paths(paths: Sequence[str]) -> list[str]:
    """Return paths, with each pattern that is not itself a path replaced by the notes that match it, or by folders where no note does.

    A pattern that matches neither is returned as it is.
    """
    found: list[str] = []
    from glob import glob

    for path in paths:
        if not is_pattern(path) or os.path.lexists(path):
            found.append(path)
            continue
        matches = sorted(glob(path, recursive=True))
        notes = [each for each in matches if os.path.isfile(each) and is_note(Path(each))]
        found += notes or [each for each in matches if os.path.isdir(each)] or [path]
    return found
