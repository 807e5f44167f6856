"""Check the nodes of a fact file: keys, texts, lists and ids. Every mistake is recorded as a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from factcheck.errors import Place, Problem, Term
from factcheck.facts.key_faults import KEY_FAULTS, example, key_fault, nearest, section_of, unknown_key
from factcheck.facts.schema import Source
from factcheck.facts.yamltree import Node
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

__all__ = ["KEYS", "Checks", "Reference", "nearest", "source"]
KEYS = ("title", "url", "page", "date")
# Of a file with more problems, or a longer key, no key is sought that may be meant: a search takes a millisecond.
_MOST_HINTED, _LONGEST_HINTED = 300, 60
ID = compiled(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@record
class Reference:
    """An id that a key gives, with its place and the section (`entities` or `facts`) that must have it."""

    place: Place
    name: str
    field: str
    section: str


@dataclass
class Checks:
    """Collects the problems of a registry while its nodes are read."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def refuse(self, place: Place, key: str, related: tuple[Place, ...] = (), **values: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, key, values, related))

    def misplaced(self, before: int) -> bool:
        """Return whether a key that does not belong where it stands is among the problems after the first ones."""
        return any(problem.key in KEY_FAULTS for problem in self.problems[before:])

    def pairs(self, node: Node, where: str, known: Collection[str] | None = None, level: str = "ids") -> Iterator[tuple[Node, Node]]:
        """Return the keys and values of a mapping; a duplicate or unknown key is a problem, and is left out."""
        if node.pairs is None:
            if node.text != "" or node.items:
                self.refuse(node.place, "not-a-mapping", where=where, found=Term(f"kind-{node.kind}"), example=example(level))
            return
        seen: dict[str, Place] = {}
        for key, value in node.pairs:
            if key.text is None:
                self.refuse(key.place, "key-not-text", where=where)
            elif key.text in seen:
                self.refuse(key.place, "duplicate-key", (seen[key.text],), name=key.text, first=seen[key.text])
            else:
                seen[key.text] = key.place
                if known is None or key.text in known:
                    yield key, value
                else:
                    self._unknown(key, value, where, known, level)

    def _unknown(self, key: Node, value: Node, where: str, known: Collection[str], level: str) -> None:
        """Note the problem of a key that is not known."""
        name = key.text or ""
        hinted = len(self.problems) < _MOST_HINTED and len(name) <= _LONGEST_HINTED
        fault, values = key_fault(name, level, known) if hinted else unknown_key("", known)
        if fault == "unknown-key" and value.text == "" and not values["nearest"]:
            fault, values = "comma-unquoted", {}
        elif fault == "unknown-key" and level == "file" and (section := section_of([each.text or "" for each, _ in value.pairs or ()])):
            fault, values = "section-missing", {"section": section}
        self.problems.append(Problem(key.place, fault, {"name": name, "where": where, **values}))

    def text(self, node: Node, where: str) -> str:
        """Return a text; empty, with a problem, where it is none."""
        if node.text is not None and node.text.strip():
            return node.text.strip()
        if node.text is not None:
            self.refuse(node.place, "text-empty", where=where)
        else:
            self.refuse(node.place, "not-a-text", where=where, found=Term(f"kind-{node.kind}"))
        return ""

    def texts(self, node: Node, where: str) -> tuple[str, ...]:
        """One text, or a list of texts."""
        if node.items is None:
            found = self.text(node, where)
            return (found,) if found else ()
        return tuple(text for item in node.items if (text := self._item(item, where)))

    def _item(self, node: Node, where: str) -> str:
        """Return the text of an item of a list; a colon in it makes it a key, which is a problem."""
        if node.pairs and len(node.pairs) == 1 and all(each.text is not None for each in node.pairs[0]):
            key, value = node.pairs[0]
            self.refuse(node.place, "text-colon", name=f"{key.text}: {value.text}".rstrip())
            return ""
        return self.text(node, where)

    def ids(self, node: Node, where: str, section: str) -> tuple[str, ...]:
        """Return one id, or a list of ids, of what a section must have."""
        found = self.texts(node, where)
        for each in node.items if node.items is not None else [node]:
            if each.text and each.text.strip():
                self.references.append(Reference(each.place, each.text.strip(), where, section))
        return found

    def identifier(self, node: Node, where: str) -> str:
        """Return an id: lower-case words joined by hyphens."""
        text = node.text or ""
        if not ID.match(text):
            right = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            self.refuse(node.place, "bad-id", name=text, where=where, nearest=right)
            return ""
        return text


def source(node: Node, checks: Checks) -> Source | None:
    """Return the source of a node, a text or a mapping; None, with problems, where it is none."""
    if node.text is not None:
        title = checks.text(node, "source")
        return Source(title) if title else None
    found = {key.text: checks.text(value, "source") for key, value in checks.pairs(node, "source", KEYS, "source") if key.text}
    if not found:
        return None
    return Source(found.get("title", found.get("url", "")), found.get("url", ""), found.get("page", ""), found.get("date", ""))
