"""The settings of a project: pyproject.toml (`[tool.factcheck]`), setup.cfg (`[factcheck]`) or factcheck.toml (with or without a table)."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import field
from fnmatch import fnmatch, fnmatchcase
from pathlib import Path
from typing import Any

from factcheck.errors import Place, Problem, UsageError, find_reason
from factcheck.runtime.records import record
from factcheck.runtime.regular_file import read_regular
from factcheck.values.confidence import Confidence

OFF = "off"
FAILING = ("error", "warning", "note", "never")
CONFIDENCES = tuple(Confidence)
LEVELS = ("error", "warning", "note", OFF)
# What is written for the lowest severity of another setting or program.
_SAME_LEVELS = {"none": (OFF, "never"), "never": (OFF,), "False": (OFF, "never"), OFF: ("never",)}
# The table of the settings in a file that other programs share.
_TABLE = re.compile(r"^[ \t]*\[+(?:tool\.)?factcheck\b", re.MULTILINE)
# The most bytes of a settings file, and the most parts of a key: the TOML parser takes quadratic time for a longer one.
_MAX_BYTES, _MAX_PARTS = 4_000_000, 100
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
# Where a parser places its error.
_POSITION = re.compile(r"line:?\s+(?P<line>\d+)(?:, column (?P<column>\d+))?")
_LONG_KEY = rf"(?<![\w-]){_PART}(?>[ \t]*\.[ \t]*{_PART}){{{_MAX_PARTS}}}"


@record
class FolderConfig:
    """Severities by rule for the files that match a pattern (`off` switches a rule off)."""

    path: str
    severity: Mapping[str, str] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        """Return whether a path, relative to the folder of the settings, matches."""
        return fnmatch(path, self.path) or fnmatch(path, f"{self.path.rstrip('/')}/*")


@record
class Config:
    """The settings of a project; None or empty where not set. Paths are relative to the folder of the settings; `file` is the settings file."""

    folder: Path = field(default_factory=Path)
    facts: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    fail_on: str | None = None
    confidence: str | None = None
    baseline: str | None = None
    gitignore: bool = True
    severity: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[FolderConfig, ...] = ()
    file: str = ""

    def find_severity(self, rule: str, path: str) -> str:
        """Return the severity set for a rule in a file; empty where none is. The last folder that matches wins."""
        level = self.severity.get(rule, "")
        for each in self.folders:
            if rule in each.severity and each.covers(os.path.relpath(path, self.folder).replace(os.sep, "/")):
                level = each.severity[rule]
        return level


_LISTS = ("facts", "include", "exclude", "select", "ignore", "use")
_TEXTS = {"fail-on": "fail_on", "baseline": "baseline", "confidence": "confidence"}
NAMES = ("factcheck.toml", "pyproject.toml", "setup.cfg")
"""The files that may have settings; in a folder, the first that has any counts."""
KEYS = (*_LISTS, *_TEXTS, "gitignore", "severity", "folders")


def find_config(start: Path, rules: Collection[str], packs: Collection[str]) -> Config:
    """Return the settings of the nearest file above a path; the defaults where no file has any.

    Raises UsageError for settings that cannot be read, or that name an unknown rule or pack.
    """
    folder = start.resolve()
    for above in (folder, *folder.parents):
        for name, read in zip(NAMES, (_read_factcheck_toml, _read_pyproject_toml, _read_setup_cfg), strict=True):
            path = above / name
            table = read(path) if os.path.lexists(path) and not os.path.isdir(path) else None
            if table is not None:
                return _make_config(table, path, rules, packs)
    return Config()


def _read_factcheck_toml(path: Path) -> Mapping[str, Any] | None:
    """Return the settings of factcheck.toml, which are at its top level or, alone, in a table `[tool.factcheck]` as in pyproject.toml."""
    table = _load_toml(path)
    tool = table.get("tool")
    if set(table) == {"tool"} and isinstance(tool, Mapping) and isinstance(tool.get("factcheck"), Mapping):
        found: Mapping[str, Any] = tool["factcheck"]
        return found
    return table


def _read_pyproject_toml(path: Path) -> Mapping[str, Any] | None:
    tool = _load_toml(path).get("tool", {})
    table = tool.get("factcheck") if isinstance(tool, Mapping) else None
    return table if isinstance(table, Mapping) or table is None else {"factcheck": table}


def _load_toml(path: Path) -> Mapping[str, Any]:
    import tomllib

    text = _load_text(path)
    if text.count(".") >= _MAX_PARTS and (found := re.search(_LONG_KEY, text)):
        place = Place(str(path), text.count("\n", 0, found.start()) + 1)
        raise UsageError(Problem(place, "config-long-key", {"limit": _MAX_PARTS}))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _make_unreadable_error(path, error) from None


def _load_text(path: Path) -> str:
    """Return the text of a settings file. Raises UsageError."""
    try:
        return read_regular(path, _MAX_BYTES).decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        raise _make_unreadable_error(path, error) from None


def _make_unreadable_error(path: Path, error: Exception) -> UsageError:
    if isinstance(error, OSError):
        return UsageError(Problem(Place(str(path)), "config-unreadable", {"reason": find_reason(error)}))
    if isinstance(error, UnicodeDecodeError):
        return UsageError(Problem(Place(str(path), error.object.count(b"\n", 0, error.start) + 1), "facts-encoding"))
    found = _POSITION.search(str(error))
    line = int(found["line"]) if found else getattr(error, "lineno", 0) or 0
    return UsageError(Problem(Place(str(path), line, int(found["column"] or 0) if found else 0), "config-broken"))


def _read_setup_cfg(path: Path) -> Mapping[str, Any] | None:
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(_load_text(path))
    except (ValueError, RecursionError, configparser.Error) as error:
        raise _make_unreadable_error(path, error) from None
    if not parser.has_section("factcheck"):
        return None
    table: dict[str, Any] = dict(parser["factcheck"])
    for key in _LISTS:
        if key in table:
            table[key] = [item.strip() for line in (table[key] or "").splitlines() for item in line.split(",") if item.strip()]
    if "gitignore" in table:
        table["gitignore"] = parser.BOOLEAN_STATES.get((table["gitignore"] or "").lower(), table["gitignore"])
    if parser.has_section("factcheck:severity"):
        table["severity"] = dict(parser["factcheck:severity"])
    return table


def _make_config(table: Mapping[str, Any], path: Path, rules: Collection[str], packs: Collection[str]) -> Config:
    for key in table:
        if key not in KEYS:
            raise _make_error(path, "config-key", key, KEYS)
    lists = {key: _read_texts(table[key], key, path) for key in _LISTS if key in table}
    texts = {name: _read_text(table[key], key, path) for key, name in _TEXTS.items() if key in table}
    if texts.get("fail_on", FAILING[0]) not in FAILING:
        raise _make_error(path, "config-level", texts["fail_on"], FAILING)
    if texts.get("confidence", CONFIDENCES[0]) not in CONFIDENCES:
        raise _make_error(path, "config-confidence", texts["confidence"], CONFIDENCES)
    for key in ("select", "ignore"):
        _check_known([name for name in lists.get(key, ()) if not any(fnmatchcase(rule, name) for rule in rules)], rules, path)
    _check_known(lists.get("use", ()), packs, path, "unknown-pack")
    values: dict[str, Any] = {**lists, **texts, "gitignore": _read_flag(table.get("gitignore", True), "gitignore", path)}
    values["severity"] = _read_severities(table.get("severity", {}), rules, path)
    values["folders"] = tuple(_read_folder(each, rules, path) for each in _read_list(table.get("folders", []), "folders", path))
    return Config(path.parent, file=str(path), **values)


def _read_flag(value: Any, key: str, path: Path) -> bool:
    if not isinstance(value, bool):
        raise _make_error(path, "config-flag", key, ())
    return value


def _read_folder(table: Any, rules: Collection[str], path: Path) -> FolderConfig:
    if not isinstance(table, Mapping):
        raise _make_error(path, "config-folders", "folders", ())
    for key in table:
        if key not in ("path", "severity"):
            raise _make_error(path, "config-key", key, ("path", "severity"))
    return FolderConfig(_read_text(table.get("path"), "path", path), _read_severities(table.get("severity", {}), rules, path))


def _read_severities(table: Any, rules: Collection[str], path: Path) -> dict[str, str]:
    if not isinstance(table, Mapping):
        raise _make_error(path, "config-table", "severity", ())
    _check_known(table, rules, path)
    for level in table.values():
        if not isinstance(level, str) or level not in LEVELS:
            raise _make_error(path, "config-level", str(level), LEVELS)
    return dict(table)


def _check_known(names: Collection[str], known: Collection[str], path: Path, key: str = "unknown-rule") -> None:
    for name in names:
        if name not in known:
            raise _make_error(path, key, name, known)


def _read_list(value: Any, key: str, path: Path) -> list[Any]:
    if not isinstance(value, list):
        raise _make_error(path, "config-folders" if key == "folders" else "config-list", key, ())
    return value


def _read_texts(value: Any, key: str, path: Path) -> tuple[str, ...]:
    return tuple(_read_text(each, key, path) for each in ([value] if isinstance(value, str) else _read_list(value, key, path)))


def _read_text(value: Any, key: str, path: Path) -> str:
    if not isinstance(value, str):
        raise _make_error(path, "config-list" if key in _LISTS else "config-text", key, ())
    return value


def _make_error(path: Path, key: str, name: str, known: Collection[str]) -> UsageError:
    from difflib import get_close_matches

    same = [level for level in _SAME_LEVELS.get(name, ()) if level in known]
    nearest = next(iter(same or get_close_matches(name, sorted(known), n=1, cutoff=0.5)), "")
    values = {"name": name, "nearest": nearest, "known": ", ".join(known)}
    return UsageError(Problem(Place(str(path), find_setting_line(path, name)), key, values))


def find_setting_line(path: Path, name: str) -> int:
    """Return the number of the first line of the settings that has a key or a value; 0 where none has."""
    text = _load_text(path)
    table = _TABLE.search(text)
    start = table.start() if table else 0
    found = re.compile(rf"^(?!\s*[#;]).*?(?<![\w-]){re.escape(name)}(?![\w-])", re.MULTILINE).search(text, start) if name else None
    return text.count("\n", 0, found.end()) + 1 if found else 0
