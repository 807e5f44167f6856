"""Change the value of a fact in its YAML, CSV or Excel file: comments, order and layout stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from factcheck.errors import DocumentError, Problem, UsageError
from factcheck.facts.files import CSV, EXCEL
from factcheck.facts.schema import Fact
from factcheck.formats.decode import decode_as
from factcheck.languages.load import all_languages
from factcheck.places.cell_edit import replace_cell

# The styles of scalars that stand on one line, and the marks around them.
_QUOTES = {"'", '"'}


def replace_value(data: bytes, fact: Fact, new: Fact) -> bytes:
    """Return the bytes of a fact file in which a fact has the value of a new one, as that is written, and nothing else differs.

    Raises UsageError where the file is in another encoding, the value is an alias or stands on several lines, or a workbook has formulas.
    """
    written = new.written
    if fact.table:
        values = {"name": fact.id, "path": fact.table.path, "cell": fact.table.place.cell}
        raise UsageError(Problem(fact.place, "set-derived", values))
    suffix = PurePath(fact.place.path).suffix.lower()
    if suffix == EXCEL:
        from factcheck.places.workbook_edit import replace_in_workbook

        return replace_in_workbook(data, fact, new)
    try:
        text, encoding, mark = decode_as(data, fact.place.path)
    except DocumentError as error:
        raise UsageError(*error.problems) from None
    if suffix == CSV:
        changed = replace_cell(text, fact, written, tuple(language.code for language in all_languages()))
        if changed is None:
            raise UsageError(Problem(fact.place, "set-not-found", {"name": fact.id}))
    else:
        changed = _replace_in_yaml(text, fact, written)
    return data[:mark] + changed.encode(encoding)


def _replace_in_yaml(text: str, fact: Fact, written: str) -> str:
    """Return the text of a YAML file with another value. Raises UsageError where it is an alias or stands on several lines."""
    root = _compose(text)
    node = _find_value(root, fact)
    if node is None:
        raise UsageError(Problem(fact.place, "set-not-found", {"name": fact.id}))
    start, end = node.start_mark.index, node.end_mark.index
    for form in _list_forms(written, text[start : start + 1]):
        changed = text[:start] + form + text[end:]
        if _is_only_change(root, changed, fact, written):
            return changed
    raise UsageError(Problem(fact.place, "set-not-found", {"name": fact.id}))


def _compose(text: str) -> Any:
    """Return the root node of a YAML text; None where it is none."""
    import yaml

    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _find_value(root: Any, fact: Fact) -> Any:
    """Return the scalar that is the value of a fact; None where there is none, or where it is shared with another key."""
    node = root
    for key in ("facts", fact.id, fact.kind):
        node = next((value for name, value in _list_pairs(node) if name == key), None)
    if node is None or isinstance(node.value, list) or node.style in ("|", ">") or node.start_mark.line != node.end_mark.line:
        return None
    return node if sum(each is node for each in _walk(root)) == 1 else None


def _list_pairs(node: Any) -> list[tuple[str, Any]]:
    return [(key.value, value) for key, value in node.value] if node is not None and node.id == "mapping" else []


def _walk(node: Any) -> Iterator[Any]:
    """Yield a node and all below it, as often as each is reached."""
    yield node
    for each in node.value if node is not None and isinstance(node.value, list) else ():
        for below in each if isinstance(each, tuple) else (each,):
            yield from _walk(below)


def _list_forms(written: str, first: str) -> list[str]:
    """Return the ways to write a value in YAML, that of the former value first."""
    quoted = json.dumps(written, ensure_ascii=False)
    single = "'" + written.replace("'", "''") + "'"
    return [quoted, single] if first == '"' else [single, quoted] if first == "'" else [written, single, quoted]


def _is_only_change(root: Any, changed: str, fact: Fact, written: str) -> bool:
    """Return whether a changed text has the value, and is otherwise as it was."""
    after = _compose(changed)
    node = _find_value(after, fact)
    if node is None or node.value != written:
        return False
    before = _find_value(root, fact)
    pairs = list(zip(_walk(root), _walk(after), strict=False))
    return len(pairs) == sum(1 for _ in _walk(after)) and all(
        old is before if new is node else (old.tag, _plain(old)) == (new.tag, _plain(new)) for old, new in pairs
    )


def _plain(node: Any) -> object:
    return node.value if isinstance(node.value, str) else len(node.value)
