"""Read a sign-off: a file of another kind, version or shape is refused with its cause and remedy."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.errors import Place, Problem, UsageError, find_reason
from factcheck.runtime.records import record
from factcheck.runtime.regular_file import read_regular
from factcheck.signoff.inputs import Role
from factcheck.signoff.sign_off import FORMAT, VERSION, is_sealed

_MAX_BYTES = 256_000_000
_OPTIONS_LISTS = ("paths", "facts", "use", "select", "ignore", "include", "exclude")
_OPTIONS_FLAGS = ("no_gitignore", "no_force_exclude")


@record
class SignedRun:
    """A sign-off as it was read; one line a field.

    `by` signed it, `on` which day.
    `tool` is the version of factcheck, and the digest of its code.
    `digests` are those of the files, by role and path.
    `options` are those of the run.
    `waivers` are the last day of each waiver, with the rule and the place of its finding.
    `intact` is false where the file itself was changed.
    """

    by: str
    on: str
    tool: tuple[str, str]
    digests: Mapping[Role, Mapping[str, Mapping[str, str]]]
    options: Mapping[str, Any]
    waivers: tuple[tuple[date, str, str], ...]
    intact: bool


def load_sign_off(path: Path) -> SignedRun:
    """Return a sign-off. Raises UsageError where the file cannot be read, or is not a sign-off of this version."""

    def refuse(key: str, **values: object) -> UsageError:
        return UsageError(Problem(Place(str(path)), key, values))

    try:
        data = read_regular(path, _MAX_BYTES)
        content = json.loads(data.decode("utf-8"))
    except OSError as error:
        raise refuse("sign-off-closed", reason=find_reason(error)) from None
    except (ValueError, RecursionError):
        raise refuse("sign-off-broken") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise refuse("sign-off-foreign")
    if type(content.get("version")) is not int or content["version"] != VERSION:
        raise refuse("sign-off-version", found=str(content.get("version"))[:20], known=VERSION)
    try:
        return _read(content, data)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise refuse("sign-off-broken") from None


def _read(content: Mapping[str, Any], data: bytes) -> SignedRun:
    """Return the sign-off of a content. Raises KeyError, TypeError or ValueError where it has another shape."""
    tool = content["tool"]
    return SignedRun(
        _text(content["by"]),
        date.fromisoformat(content["on"]).isoformat(),
        (_text(tool["version"]), _text(tool["code"])),
        {role: {_text(each["path"]): _read_digests(each) for each in _items(content[role])} for role in Role},
        _read_options(content["run"]),
        tuple((date.fromisoformat(each["until"]), _text(each["rule"]), _read_place(each)) for each in _items(content["waived"])),
        is_sealed(data, content),
    )


def _read_digests(entry: Mapping[str, Any]) -> dict[str, str]:
    return {key: _text(entry[key]) for key in ("sha256", "lines") if key in entry}


def _read_place(entry: Mapping[str, Any]) -> str:
    return str(Place(_text(entry["path"]), _number(entry["line"]), _number(entry["column"])))


def _read_options(run: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {key: _texts(run[key]) for key in _OPTIONS_LISTS}
    found |= {key: _checked(run[key], bool) for key in _OPTIONS_FLAGS}
    if any(map(os.path.isabs, (*found["paths"], *found["facts"]))):
        raise ValueError(run)
    found["as_of"] = None if run["as_of"] is None else date.fromisoformat(run["as_of"]).isoformat()
    found["confidence"] = None if run["confidence"] is None else _text(run["confidence"])
    found["pair"] = tuple(_pair(each) for each in _items(run["pair"]))
    return found


def _pair(value: Any) -> tuple[str, str]:
    first, second = _texts(value)
    return first, second


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, _items(value)))


def _items(value: Any) -> list[Any]:
    found: list[Any] = _checked(value, list)
    return found


def _text(value: Any) -> str:
    return str(_checked(value, str))


def _number(value: Any) -> int:
    return int(_checked(value, int))


def _checked(value: Any, kind: Callable[..., Any]) -> Any:
    if type(value) is not kind:
        raise TypeError(value)
    return value


def is_sign_off(path: Path) -> bool:
    """Return whether a file is a sign-off, of any version."""
    try:
        content = json.loads(read_regular(path, _MAX_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("format") == FORMAT
