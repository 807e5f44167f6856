"""Checks of nodes that the parts of a registry share: keys, texts, lists, ids; what is wrong becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from factcheck.errors import Place, Problem
from factcheck.facts.schema import Source
from factcheck.facts.yamltree import Node
from factcheck.runtime.regex import compiled

KEYS = ("title", "url", "page", "date")


def source(node: Node, checks: Checks) -> Source | None:
    """The source of a node, a text or a mapping; None, with problems, where it is none."""
    if node.text is not None:
        title = checks.text(node, "source")
        return Source(title) if title else None
    found = {key.text: checks.text(value, "source") for key, value in checks.pairs(node, "source", KEYS) if key.text}
    if not found:
        return None
    return Source(found.get("title", found.get("url", "")), found.get("url", ""), found.get("page", ""), found.get("date", ""))


ID = compiled(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def nearest(word: str, known: Collection[str]) -> str:
    """The known word nearest to a word; empty where none is near."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


@dataclass
class Checks:
    """Collects the problems of a registry while its nodes are read."""

    problems: list[Problem] = field(default_factory=list)

    def refuse(self, place: Place, key: str, related: tuple[Place, ...] = (), **values: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, key, values, related))

    def pairs(self, node: Node, where: str, known: Collection[str] | None = None) -> Iterator[tuple[Node, Node]]:
        """The keys and values of a mapping; a duplicate or unknown key is a problem, and is left out."""
        if node.pairs is None:
            if node.text != "" or node.items:
                self.refuse(node.place, "not-a-mapping", where=where, found=node.kind)
            return
        seen: dict[str, Place] = {}
        for key, value in node.pairs:
            if key.text is None:
                self.refuse(key.place, "key-not-text", where=where)
            elif key.text in seen:
                self.refuse(key.place, "duplicate-key", (seen[key.text],), name=key.text, first=seen[key.text])
            else:
                seen[key.text] = key.place
                if known is not None and value.text == "" and key.text not in known and not nearest(key.text, known):
                    self.refuse(key.place, "comma-unquoted", name=key.text, where=where)
                elif known is not None and key.text not in known:
                    self.refuse(
                        key.place,
                        "unknown-key",
                        name=key.text,
                        where=where,
                        nearest=nearest(key.text, known),
                        known=", ".join(sorted(known)),
                    )
                else:
                    yield key, value

    def text(self, node: Node, where: str) -> str:
        """A text; empty, with a problem, where it is none."""
        if node.text is None or not node.text.strip():
            self.refuse(node.place, "not-a-text", where=where, found="empty" if node.text is not None else node.kind)
            return ""
        return node.text.strip()

    def texts(self, node: Node, where: str) -> tuple[str, ...]:
        """One text, or a list of texts."""
        if node.items is None:
            found = self.text(node, where)
            return (found,) if found else ()
        return tuple(text for item in node.items if (text := self.text(item, where)))

    def identifier(self, node: Node, where: str) -> str:
        """An id: lower-case words joined by hyphens."""
        text = node.text or ""
        if not ID.match(text):
            right = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            self.refuse(node.place, "bad-id", name=text, where=where, nearest=right)
            return ""
        return text
