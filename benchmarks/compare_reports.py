"""Compares two JSON reports finding by finding, messages aside: `python benchmarks/compare_reports.py before.json after.json`.

Prints each finding that came (+) or went (-) with its place, its rule and its quote, and each document whose counts differ (~). Where only the
data of a finding changed, it is printed both ways. Ends with 1 if there is any difference.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What is put into words for a reader.
_WORDED = frozenset({"message", "title", "label"})


def main() -> int:
    """Compare the two reports that the command line names."""
    before, after = (_documents(Path(path)) for path in sys.argv[1:3])
    differences = [line for path in sorted({*before, *after}) for line in _differences(path, before.get(path, {}), after.get(path, {}))]
    print(*differences, sep="\n", end="\n" if differences else "")
    findings = sum(len(document["findings"]) for document in after.values())
    print(f"{len(after)} documents, {findings} findings, {len(differences)} differences")
    return 1 if differences else 0


def _documents(path: Path) -> dict[str, Any]:
    """Return the documents of a report by path."""
    return {document["path"]: document for document in json.loads(path.read_text("utf-8"))["documents"]}


def _differences(path: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    old, new = (Counter(map(_plain, document.get("findings", ()))) for document in (before, after))
    yield from (f"- {_summary(path, finding)}" for finding in (old - new).elements())
    yield from (f"+ {_summary(path, finding)}" for finding in (new - old).elements())
    names = {*before, *after} - {"findings"}
    changed = [name for name in sorted(names) if _plain(before.get(name)) != _plain(after.get(name))]
    if changed:
        yield f"~ {path} {', '.join(changed)}"


def _summary(path: str, line: str) -> str:
    """Return the place, the rule, the quote, the fact and the correction of a finding that is given as one line of JSON."""
    finding = json.loads(line)
    place = ":".join(str(part) for part in (path, finding["start"]["line"], finding["start"]["column"]))
    rest = (f"{key}: {finding[key]}" for key in ("fact", "expected") if finding.get(key))
    return "  ".join((place, finding["rule"], f"“{finding.get('quote', '')}”", *rest))


def _plain(data: Any) -> str:
    """Return data as one line, without what is worded."""
    return json.dumps(_without_words(data), ensure_ascii=False, sort_keys=True)


def _without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_words(value) for key, value in data.items() if key not in _WORDED}
    return [_without_words(each) for each in data] if isinstance(data, list) else data


if __name__ == "__main__":
    sys.exit(main())
