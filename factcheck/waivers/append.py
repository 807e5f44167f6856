"""Add waivers to the text of a file of waivers; what it has stays as it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Waiver
from factcheck.waivers.load import KEYS, parse_waivers

# No line of a waiver is folded.
_WIDE = 1_000_000


class _Dumper(yaml.SafeDumper):
    """Writes each value where it belongs: the file has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return True."""
        return True


def append_waivers(text: str, waivers: Sequence[Waiver], path: str, rules: Collection[str]) -> str:
    """Return the text of a file of waivers with some more at its end. Raises UsageError where it has mistakes, or where none can be added."""
    before = parse_waivers(text, path, rules)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None or isinstance(root, yaml.ScalarNode):
        new = _end_line(text) + _write_entries(waivers, 0)
    elif isinstance(root, yaml.CollectionNode) and root.flow_style:
        new = _insert_into_brackets(text, root, waivers)
    else:
        new = _end_line(text) + _write_entries(waivers, root.start_mark.column)
    if "\r\n" in text:
        new = new.replace("\r\n", "\n").replace("\n", "\r\n")
    if _describe(_parse(new, path, rules)) != [*_describe(before), *_describe(waivers)]:
        raise UsageError(Problem(Place(path), "waivers-append"))
    return new


def _parse(text: str, path: str, rules: Collection[str]) -> Sequence[Waiver]:
    """Return the waivers in a text that was just written; none where it has a mistake."""
    try:
        return parse_waivers(text, path, rules)
    except UsageError:
        return ()


def _end_line(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _write_entries(waivers: Sequence[Waiver], column: int) -> str:
    lines = yaml.dump([_to_keys(each) for each in waivers], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE).splitlines()
    return "".join(f"{' ' * column}{line}\n" for line in lines)


def _insert_into_brackets(text: str, root: yaml.Node, waivers: Sequence[Waiver]) -> str:
    """Return a text with some waivers before the bracket that closes its list."""
    end = root.end_mark.index - 1
    before = text[:end].rstrip()
    entries = ",\n ".join(json.dumps(_to_keys(each), ensure_ascii=False, default=str) for each in waivers)
    comma = "," if root.value and not before.endswith(",") else ""
    if "#" in before.rpartition("\n")[2]:  # a comment would swallow what follows it
        before += "\n"
    return f"{before}{comma}\n {entries}\n{text[end:]}" if root.value else f"{before}{entries}{text[end:]}"


def _to_keys(waiver: Waiver) -> Mapping[str, Any]:
    """Return the keys of a waiver that have a value, in their order; the quote always."""
    values = {key: getattr(waiver, key) for key in KEYS}
    return {key: value for key, value in values.items() if value or key == "quote"}


def _describe(waivers: Sequence[Waiver]) -> list[Mapping[str, str | date]]:
    return [_to_keys(each) for each in waivers]
