"""Settings that a project keeps in a file: pyproject.toml (`[tool.factcheck]`), setup.cfg (`[factcheck]`) or factcheck.toml (with or without a table)."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import field
from fnmatch import fnmatch, fnmatchcase
from pathlib import Path
from typing import Any

from factcheck.errors import Place, Problem, UsageError
from factcheck.runtime.records import record
from factcheck.runtime.regular_file import read_regular

OFF = "off"
FAILING = ("error", "warning", "note", "never")
LEVELS = ("error", "warning", "note", OFF)
# No file of settings has more bytes, or a key of more parts; the reader of TOML would take quadratic time over one.
_LARGEST, _MOST_PARTS = 4_000_000, 100
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = rf"(?<![\w-]){_PART}(?>[ \t]*\.[ \t]*{_PART}){{{_MOST_PARTS}}}"


@record
class Folder:
    """Severities by rule for the files that match a pattern (`off` switches a rule off)."""

    path: str
    severity: Mapping[str, str] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        """Return whether a path, relative to the folder of the settings, matches."""
        return fnmatch(path, self.path) or fnmatch(path, f"{self.path.rstrip('/')}/*")


@record
class Config:
    """The settings of a project; None or empty where not set. Paths are relative to the folder of the settings."""

    folder: Path = field(default_factory=Path)
    facts: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    fail_on: str | None = None
    baseline: str | None = None
    gitignore: bool = True
    severity: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[Folder, ...] = ()

    def level(self, rule: str, path: str) -> str:
        """Return the severity set for a rule in a file; empty where none is. The last folder that matches wins."""
        level = self.severity.get(rule, "")
        for each in self.folders:
            if rule in each.severity and each.covers(os.path.relpath(path, self.folder).replace(os.sep, "/")):
                level = each.severity[rule]
        return level


_LISTS = ("facts", "include", "exclude", "select", "ignore", "use")
_TEXTS = {"fail-on": "fail_on", "baseline": "baseline"}
KEYS = (*_LISTS, *_TEXTS, "gitignore", "severity", "folders")


def find(start: Path, rules: Collection[str], packs: Collection[str]) -> Config:
    """Return the settings nearest above a path; the defaults where no file has any. Raises UsageError for settings that cannot be read, or that
    name an unknown rule or pack."""
    folder = start.resolve()
    for above in (folder, *folder.parents):
        for name, read in (("factcheck.toml", _own), ("pyproject.toml", _project), ("setup.cfg", _setup)):
            path = above / name
            table = read(path) if os.path.lexists(path) and not os.path.isdir(path) else None
            if table is not None:
                return _config(table, path, rules, packs)
    return Config()


def _own(path: Path) -> Mapping[str, Any] | None:
    """Return the settings of factcheck.toml, which stand at its top or, alone, in a table `[tool.factcheck]` as in pyproject.toml."""
    table = _toml(path)
    tool = table.get("tool")
    if set(table) == {"tool"} and isinstance(tool, Mapping) and isinstance(tool.get("factcheck"), Mapping):
        found: Mapping[str, Any] = tool["factcheck"]
        return found
    return table


def _project(path: Path) -> Mapping[str, Any] | None:
    table = _toml(path).get("tool", {})
    return table.get("factcheck") if isinstance(table, Mapping) else None


def _toml(path: Path) -> Mapping[str, Any]:
    import tomllib

    text = _text_of(path)
    if text.count(".") >= _MOST_PARTS and (found := re.search(_LONG_KEY, text)):
        place = Place(str(path), text.count("\n", 0, found.start()) + 1)
        raise UsageError(Problem(place, "config-long-key", {"limit": _MOST_PARTS}))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, error) from None


def _text_of(path: Path) -> str:
    """Return the text of a settings file. Raises UsageError."""
    try:
        return read_regular(path, _LARGEST).decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> UsageError:
    reason = (error.strerror if isinstance(error, OSError) else None) or next(iter(str(error).splitlines()), type(error).__name__)
    return UsageError(Problem(Place(str(path)), "config-unreadable", {"reason": reason}))


def _setup(path: Path) -> Mapping[str, Any] | None:
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(_text_of(path))
    except (ValueError, RecursionError, configparser.Error) as error:
        raise _unreadable(path, error) from None
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


def _config(table: Mapping[str, Any], path: Path, rules: Collection[str], packs: Collection[str]) -> Config:
    for key in table:
        if key not in KEYS:
            raise _wrong(path, "config-key", key, KEYS)
    values: dict[str, Any] = {"folder": path.parent}
    for key in _LISTS:
        if key in table:
            values[key] = _texts(table[key], key, path)
    for key, name in _TEXTS.items():
        if key in table:
            values[name] = _text(table[key], key, path)
    if values.get("fail_on") not in (None, *FAILING):
        raise _wrong(path, "config-level", values["fail_on"], FAILING)
    for key in ("select", "ignore"):
        _known([name for name in values.get(key, ()) if not any(fnmatchcase(rule, name) for rule in rules)], rules, path)
    _known(values.get("use", ()), packs, path, "unknown-pack")
    if "gitignore" in table:
        values["gitignore"] = _boolean(table["gitignore"], "gitignore", path)
    values["severity"] = _levels(table.get("severity", {}), rules, path)
    values["folders"] = tuple(_folder(each, rules, path) for each in _listed(table.get("folders", []), "folders", path))
    return Config(**values)


def _boolean(value: Any, key: str, path: Path) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, "config-value", key, ())
    return value


def _folder(table: Any, rules: Collection[str], path: Path) -> Folder:
    if not isinstance(table, Mapping):
        raise _wrong(path, "config-value", "folders", ())
    for key in table:
        if key not in ("path", "severity"):
            raise _wrong(path, "config-key", key, ("path", "severity"))
    return Folder(_text(table.get("path"), "path", path), _levels(table.get("severity", {}), rules, path))


def _levels(table: Any, rules: Collection[str], path: Path) -> dict[str, str]:
    if not isinstance(table, Mapping):
        raise _wrong(path, "config-value", "severity", ())
    _known(table, rules, path)
    for level in table.values():
        if not isinstance(level, str) or level not in LEVELS:
            raise _wrong(path, "config-level", str(level), LEVELS)
    return dict(table)


def _known(names: Collection[str], known: Collection[str], path: Path, key: str = "unknown-rule") -> None:
    for name in names:
        if name not in known:
            raise _wrong(path, key, name, known)


def _listed(value: Any, key: str, path: Path) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(path, "config-value", key, ())
    return value


def _texts(value: Any, key: str, path: Path) -> tuple[str, ...]:
    return tuple(_text(each, key, path) for each in ([value] if isinstance(value, str) else _listed(value, key, path)))


def _text(value: Any, key: str, path: Path) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "config-value", key, ())
    return value


def _wrong(path: Path, key: str, name: str, known: Collection[str]) -> UsageError:
    from difflib import get_close_matches

    nearest = next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.5)), "")
    return UsageError(Problem(Place(str(path)), key, {"name": name, "nearest": nearest, "known": ", ".join(known)}))
