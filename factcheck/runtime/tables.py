"""Generated tables: the data of validated YAML files, as JSON that a run loads without a validator.

The first line of a generated file holds the digest of its sources (the YAML files and the code that gives them their shape) and of its own
data. Where that digest does not agree, the sources changed after the file was made: the tables are then built from the sources, in the same
way, and kept in the user's cache.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from factcheck.runtime.cache import load_entry, make_key, save_entry
from factcheck.runtime.digest import compute_digest


class TableError(Exception):
    """A mistake in a table of the program: its file, the key, the cause and the remedy, in one line each."""


Build = Callable[[Sequence[Path]], Any]
_OPEN, _SPLIT, _CLOSE = b'["', b'",\n', b"\n]\n"


def load_tables(generated: Path, sources: Sequence[Path], shape: Sequence[Path], build: Build) -> Any:
    """Return the data of a generated file where they agree with their sources, else what `build` makes of the sources."""
    texts = [path.read_bytes() for path in (*sources, *shape)]
    data = _agreeing(generated, texts)
    if data is None:
        key = make_key(texts)
        data = load_entry(f"tables-{generated.parent.name}-{generated.stem}", key)
        if data is None:
            data = _dumped(build(sources))
            save_entry(f"tables-{generated.parent.name}-{generated.stem}", key, data)
    return json.loads(data)


def load_yaml(path: Path) -> Any:
    """Return the data of a YAML table, its values as text. Raises a TableError where it is not YAML, or has a key twice."""
    import yaml

    class Loader(yaml.CBaseLoader):
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            known: set[str] = set()
            for key, _ in node.value:
                if key.value in known:
                    raise yaml.MarkedYAMLError(problem=f"the key {key.value} is there twice", problem_mark=key.start_mark)
                known.add(key.value)
            return super().construct_mapping(node, deep)

    try:
        return yaml.load(path.read_bytes().decode("utf-8"), Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TableError(f"{path}:{line}: not YAML: {error.problem}; correct the line, or the one before") from None


def generate(sources: Sequence[Path], shape: Sequence[Path], build: Build) -> bytes:
    """Return the bytes of the generated file of some sources."""
    data = _dumped(build(sources))
    return _OPEN + _digest([path.read_bytes() for path in (*sources, *shape)], data) + _SPLIT + data + _CLOSE


def _agreeing(generated: Path, texts: Sequence[bytes]) -> bytes | None:
    try:
        found = generated.read_bytes()
    except OSError:
        return None
    head, _, rest = found.partition(_SPLIT)
    data = rest.removesuffix(_CLOSE)
    return data if head == _OPEN + _digest(texts, data) else None


def _digest(texts: Sequence[bytes], data: bytes) -> bytes:
    return compute_digest([*texts, data]).hex().encode()


def _dumped(data: Any) -> bytes:
    return b"\n".join(line.encode("utf-8") for line in _lines(data, 3))


def _lines(data: Any, depth: int) -> list[str]:
    """Return the data as JSON, the parts down to some depth each on lines of their own."""
    if not depth or not isinstance(data, list | dict) or len(data) < 2:
        return [json.dumps(data, ensure_ascii=False, separators=(",", ":"))]
    if isinstance(data, dict):
        parts = [([f"{json.dumps(key)}:{lines[0]}", *lines[1:]]) for key, value in data.items() if (lines := _lines(value, depth - 1))]
    else:
        parts = [_lines(value, depth - 1) for value in data]
    opened, closed = "{}" if isinstance(data, dict) else "[]"
    found = [line for number, lines in enumerate(parts) for line in ([*lines[:-1], lines[-1] + ","] if number + 1 < len(parts) else lines)]
    return [opened + found[0], *found[1:-1], found[-1] + closed]
