"""Reads where a fact or an entity comes from."""

from __future__ import annotations

from factcheck.facts.checked import Checks
from factcheck.facts.schema import Source
from factcheck.facts.yamltree import Node

KEYS = ("title", "url", "page", "date")


def source(node: Node, checks: Checks) -> Source | None:
    """The source of a node, a text or a mapping; None, with problems, where it is none."""
    if node.text is not None:
        title = checks.text(node, "source")
        return Source(title) if title else None
    found = {key.text: checks.text(value, "source") for key, value in checks.pairs(node, "source", KEYS, "source") if key.text}
    if not found:
        return None
    return Source(found.get("title", found.get("url", "")), found.get("url", ""), found.get("page", ""), found.get("date", ""))
