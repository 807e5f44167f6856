"""Check the nodes of a fact file: keys, texts, lists and ids. Every mistake is recorded as a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from factcheck.errors import Place, Problem, Term
from factcheck.facts.key_errors import KEY_ERRORS, explain_key, explain_unknown_key, find_example, find_section
from factcheck.facts.schema import Source
from factcheck.facts.yamltree import Node
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

KEYS = ("title", "url", "page", "date")
# For a file with more problems, or a longer key, no similar key is searched for: a search takes a millisecond.
_MAX_HINTED_PROBLEMS, _MAX_HINTED_LENGTH = 300, 60
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
        """Record a problem."""
        self.problems.append(Problem(place, key, values, related))

    def has_misplaced_key(self, before: int) -> bool:
        """Return whether a misplaced key is among the problems after the first `before` ones."""
        return any(problem.key in KEY_ERRORS for problem in self.problems[before:])

    def read_pairs(self, node: Node, where: str, known: Collection[str] | None = None, level: str = "ids") -> Iterator[tuple[Node, Node]]:
        """Yield the keys and values of a mapping; a duplicate or unknown key is recorded as a problem and skipped."""
        if node.pairs is None:
            if node.text != "" or node.items:
                self.refuse(node.place, "not-a-mapping", where=where, found=Term(f"kind-{node.kind}"), example=find_example(level))
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
                    self._refuse_unknown_key(key, value, where, known, level)

    def _refuse_unknown_key(self, key: Node, value: Node, where: str, known: Collection[str], level: str) -> None:
        """Record the problem of an unknown key."""
        name = key.text or ""
        hinted = len(self.problems) < _MAX_HINTED_PROBLEMS and len(name) <= _MAX_HINTED_LENGTH
        message_key, values = explain_key(name, level, known) if hinted else explain_unknown_key("", known)
        if message_key == "unknown-key" and value.text == "" and not values["nearest"]:
            message_key, values = "comma-unquoted", {}
        elif (
            message_key == "unknown-key"
            and level == "file"
            and (section := find_section([each.text or "" for each, _ in value.pairs or ()]))
        ):
            message_key, values = "section-missing", {"section": section}
        self.problems.append(Problem(key.place, message_key, {"name": name, "where": where, **values}))

    def read_text(self, node: Node, where: str) -> str:
        """Return the text of a node; empty, with a problem, where it has none."""
        if node.text is not None and node.text.strip():
            return node.text.strip()
        if node.text is not None:
            self.refuse(node.place, "text-empty", where=where)
        else:
            self.refuse(node.place, "not-a-text", where=where, found=Term(f"kind-{node.kind}"))
        return ""

    def read_texts(self, node: Node, where: str) -> tuple[str, ...]:
        """Return one text, or the texts of a list."""
        if node.items is None:
            found = self.read_text(node, where)
            return (found,) if found else ()
        return tuple(text for item in node.items if (text := self._read_item(item, where)))

    def _read_item(self, node: Node, where: str) -> str:
        """Return the text of an item of a list; a colon in it makes it a key, which is a problem."""
        if node.pairs and len(node.pairs) == 1 and all(each.text is not None for each in node.pairs[0]):
            key, value = node.pairs[0]
            self.refuse(node.place, "text-colon", name=f"{key.text}: {value.text}".rstrip())
            return ""
        return self.read_text(node, where)

    def read_ids(self, node: Node, where: str, section: str) -> tuple[str, ...]:
        """Return one id, or a list of ids, of what a section must have."""
        found = self.read_texts(node, where)
        for each in node.items if node.items is not None else [node]:
            if each.text and each.text.strip():
                self.references.append(Reference(each.place, each.text.strip(), where, section))
        return found

    def read_id(self, node: Node, where: str) -> str:
        """Return an id: lower-case words joined by hyphens."""
        text = node.text or ""
        if not ID.match(text):
            valid = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            self.refuse(node.place, "bad-id", name=text, where=where, nearest=valid)
            return ""
        return text


def read_source(node: Node, checks: Checks) -> Source | None:
    """Return the source of a node, a text or a mapping; None, with problems, where it is invalid."""
    if node.text is not None:
        title = checks.read_text(node, "source")
        return Source(title) if title else None
    found = {key.text: checks.read_text(value, "source") for key, value in checks.read_pairs(node, "source", KEYS, "source") if key.text}
    if not found:
        return None
    return Source(found.get("title", found.get("url", "")), found.get("url", ""), found.get("page", ""), found.get("date", ""))
