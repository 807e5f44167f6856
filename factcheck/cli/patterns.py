"""Patterns as the shell writes them, of rules and of paths, for those that the shell did not expand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck.cli.screen import suggest
from factcheck.errors import Place, Problem, UsageError
from factcheck.selection import is_note, is_pattern

# Rules that share so much with a pattern, of 100, are shown where it matches none; at most so many.
_CUTOFF, _SHOWN = 70, 3


def matching(texts: Iterable[str], known: Sequence[str]) -> frozenset[str]:
    """Return the rules that some comma-separated names and patterns stand for. Raises UsageError, with the rules that are near, for those
    that stand for none."""
    found: set[str] = set()
    problems: list[Problem] = []
    for name in (name.strip() for text in texts for name in text.split(",") if name.strip()):
        rules = [rule for rule in known if fnmatchcase(rule, name)]
        found.update(rules)
        if not rules:
            problems.append(unmatched(name, known))
    if problems:
        raise UsageError(*problems)
    return frozenset(found)


def unmatched(name: str, known: Sequence[str]) -> Problem:
    """Return the problem of a name, or a pattern, that stands for no rule."""
    if not is_pattern(name):
        return Problem(Place(""), "unknown-rule", {"name": name, "nearest": suggest(name, known)})
    close = _nearest(name, known)
    return Problem(Place(""), "rules-unmatched-near" if close else "rules-unmatched", {"name": name, "close": close})


def _nearest(pattern: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the rules that come nearest to the letters of a pattern."""
    from rapidfuzz.fuzz import partial_ratio

    letters = "".join(letter for letter in pattern if letter.isalnum() or letter == "-")
    scores = {rule: partial_ratio(letters, rule) for rule in known}
    best = sorted((rule for rule in known if scores[rule] >= _CUTOFF), key=lambda rule: -scores[rule])
    return tuple(best[:_SHOWN])


def expanded(paths: Sequence[str]) -> list[str]:
    """Return paths, with what matches in place of a pattern that is not itself a path: its notes, or folders where it has no note. A pattern
    that matches neither stays."""
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
