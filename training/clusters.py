"""Clusters: documents about one subject, the registry that an editor wrote for it, and every place that states one of its facts."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from factcheck.checker import load_facts
from factcheck.facts.schema import Registry

FIGURES = frozenset({"amount", "count", "percent", "date", "duration", "contact"})
"""The kinds of labelled statement that are a mention of their own."""


@dataclass(frozen=True)
class Cluster:
    """A cluster as loaded; one line a field.

    `name` is its folder's name.
    `language` is the code of its language.
    `held_out` marks one that is measured and never trained on.
    `today` is the date for documents that bear none.
    `texts` are its documents by name.
    `registry` holds its facts.
    `rows` are its labelled statements, each with its offsets.
    `slips` are, for each labelled statement, the slips of it: (label, new words).
    """

    name: str
    language: str
    held_out: bool
    today: date
    texts: dict[str, str]
    registry: Registry
    rows: list[dict[str, Any]]
    slips: list[list[tuple[str, str]]]


def load_slipmaker(data: Path) -> ModuleType:
    """Return the module that makes slips, from the folder of the measurement data."""
    spec = importlib.util.spec_from_file_location("slipmaker", data / "tools" / "slipmaker.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["slipmaker"] = module
    spec.loader.exec_module(module)
    return module


def load_clusters(data: Path, own: Path) -> list[Cluster]:
    """Return the clusters of the measurement data and the project's own, in the order of their names."""
    folders = sorted([*data.glob("slips/*/*/"), *own.glob("*/")])
    return [load_cluster(folder, data) for folder in folders if (folder / "statements.yaml").exists()]


def load_cluster(folder: Path, data: Path) -> Cluster:
    """Return the cluster of a folder; its documents stand in `notes/`, or are named by their path below the real documents."""
    import random

    maker = load_slipmaker(data)
    with tempfile.TemporaryDirectory() as place:
        spec, notes, registry, rows = maker.load(_with_notes(folder, data, Path(place)))
    outsiders = (spec.get("outsiders") or {}).get("members", [])
    slips = []
    for row in rows:
        key = f"1|{folder.name}|{row['doc']}|{row['quote']}|{row.get('occurrence', 1)}|{row['kind']}"
        slips.append(list(maker.slips(row, rows, registry, outsiders, random.Random(key))))
    language = "fr" if folder.name.startswith("fr-") or folder.parent.name == "fr" else "en"
    today = date.fromisoformat(str(spec.get("as_of", "2024-01-01")))
    name = folder.name if folder.parent.name not in ("en", "fr") else f"{folder.parent.name}-{folder.name}"
    return Cluster(name, language, bool(spec.get("held_out")), today, notes, load_facts(folder / "facts"), rows, slips)


def _with_notes(folder: Path, data: Path, place: Path) -> Path:
    """Return a folder that holds a cluster with its documents."""
    if (folder / "notes").is_dir():
        return folder
    spec = yaml.safe_load((folder / "statements.yaml").read_text("utf-8"))
    (place / "notes").mkdir()
    (place / "facts").symlink_to(folder / "facts")
    for row in spec["statements"]:
        source = data / "real" / row["doc"]
        row["doc"] = source.name
        target = place / "notes" / source.name
        if not target.exists():
            target.write_text(source.read_text("utf-8"), "utf-8")
    (place / "statements.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), "utf-8")
    return place
