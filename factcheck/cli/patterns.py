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

    A pattern that matches neither is returned as it is. Linked folders are not entered; a folder that can't be read, and a file that is
    broken, are returned too: they fail at their turn.
    """
    found: list[str] = []
    for path in paths:
        if not is_pattern(path) or os.path.lexists(path):
            found.append(path)
            continue
        notes, folders = _find_matches(path)
        found += notes or folders or [path]
    return found


def _find_matches(pattern: str) -> tuple[list[str], list[str]]:
    """Return the notes that match a pattern, with the folders that can't be read; and the folders that match; each in order."""
    parts = pattern.replace(os.sep, "/").split("/")
    fixed = next(at for at, part in enumerate(parts) if is_pattern(part))
    base, wanted = "/".join(parts[:fixed]) or ("/" if fixed else "."), parts[fixed:]
    notes: list[str] = []
    folders: list[str] = []
    unreadable: list[OSError] = []
    for folder, inner, names in os.walk(base, onerror=unreadable.append):
        below = os.path.relpath(folder, base).split(os.sep)
        reached = _advance({0}, [] if below == [os.curdir] else below, wanted)
        folders += (_join(folder, name) for name in inner if len(wanted) in _advance(reached, [name], wanted))
        notes += (_join(folder, name) for name in names if len(wanted) in _advance(reached, [name], wanted) and is_note(Path(name)))
        inner[:] = [name for name in inner if _advance(reached, [name], wanted) - {len(wanted)}]
    denied = [str(error.filename) for error in unreadable if isinstance(error, PermissionError)]
    return sorted([*notes, *denied]), sorted(folders)


def _advance(reached: set[int], names: Sequence[str], parts: Sequence[str]) -> set[int]:
    """Return how many parts of a pattern some more names of a path complete, from the numbers that were `reached` before; `**` stands for
    any number of folders, and a wildcard for no leading dot."""
    reached = _skip(reached, parts)
    for name in names:
        stays = {at for at in reached if at < len(parts) and parts[at] == "**" and not name.startswith(".")}
        steps = {at + 1 for at in reached if at < len(parts) and parts[at] != "**" and _fits(name, parts[at])}
        reached = _skip(stays | steps, parts)
    return reached


def _skip(reached: set[int], parts: Sequence[str]) -> set[int]:
    """Return the numbers with those that are reached when each `**` stands for no folder."""
    found = set(reached)
    for at, part in enumerate(parts):
        if part == "**" and at in found:
            found.add(at + 1)
    return found


def _fits(name: str, part: str) -> bool:
    return fnmatchcase(name, part) and (not name.startswith(".") or part.startswith("."))


def _join(folder: str, name: str) -> str:
    return name if folder == os.curdir else os.path.join(folder, name).removeprefix(os.curdir + os.sep)
