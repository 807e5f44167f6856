"""Read a YAML file into nodes with their line and column, from the events of the C parser; scalars remain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from factcheck.errors import Place, Problem
from factcheck.facts.yaml_errors import ParserFailure, explain_error

MAX_DEPTH = 50
MAX_NODES = 1_000_000


@dataclass(slots=True)
class Node:
    """A node of a file: `text` of a scalar, `items` of a list, or `pairs` (key node, value node) of a mapping."""

    place: Place
    text: str | None = None
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None

    @property
    def kind(self) -> str:
        """The kind of the node, as the keys of messages name it."""
        return "text" if self.text is not None else "list" if self.items is not None else "mapping"


@dataclass
class Composer:
    """Builds the nodes of one file, and records its problems."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def compose(self, text: str) -> Node | None:
        """Return the root node of a text; None where it is empty or broken (a problem says why)."""
        import yaml

        loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
        try:
            return self._build(yaml.parse(text, Loader=loader))
        except yaml.MarkedYAMLError as error:
            self._explain(text, error)
        except yaml.YAMLError as error:
            self._refuse(Place(self.path), "yaml-broken", reason=str(error).splitlines()[0])
        return None

    def _explain(self, text: str, error: Any) -> None:
        """Record why a text is not YAML."""
        at = error.problem_mark or error.context_mark
        if at is None:
            self._refuse(Place(self.path), "yaml-broken", reason=error.problem or error.context or "")
            return
        before = error.context_mark or at
        places = (at.line + 1, at.column + 1, before.line + 1, before.column + 1)
        found = explain_error(text.splitlines(), ParserFailure(error.problem or "", error.context or "", *places))
        self._refuse(Place(self.path, found.line, found.column), found.key, **found.values)

    def _build(self, events: object) -> Node | None:
        import yaml

        root: Node | None = None
        stack: list[Node] = []
        keys: list[Node | None] = []
        count = 0
        for event in events:  # type: ignore[attr-defined]
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse(self._find_place(event), "yaml-documents")
                    return None
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                keys.pop()
            elif isinstance(event, yaml.NodeEvent):
                count += 1
                node = self._make_node(event)
                if node is None or len(stack) >= MAX_DEPTH or count > MAX_NODES:
                    if node is not None:
                        self._refuse(
                            self._find_place(event),
                            "yaml-too-deep" if len(stack) >= MAX_DEPTH else "yaml-too-big",
                            limit=MAX_DEPTH if len(stack) >= MAX_DEPTH else MAX_NODES,
                        )
                    return None
                if stack:
                    self._attach(stack[-1], keys, node)
                else:
                    root = node
                if node.text is None:
                    stack.append(node)
                    keys.append(None)
        return root

    def _make_node(self, event: object) -> Node | None:
        import yaml

        place = self._find_place(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(place, "yaml-alias", name=getattr(event, "anchor", ""))
            return None
        if getattr(event, "tag", None):
            self._refuse(place, "yaml-tag", tag=event.tag)  # type: ignore[attr-defined]
            return None
        if isinstance(event, yaml.ScalarEvent):
            return Node(place, text=event.value)
        return Node(place, items=[]) if isinstance(event, yaml.SequenceStartEvent) else Node(place, pairs=[])

    def _attach(self, parent: Node, keys: list[Node | None], node: Node) -> None:
        if parent.items is not None:
            parent.items.append(node)
        elif keys[-1] is None:
            keys[-1] = node
        elif parent.pairs is not None:
            parent.pairs.append((keys[-1], node))
            keys[-1] = None

    def _find_place(self, event: object) -> Place:
        mark = event.start_mark  # type: ignore[attr-defined]
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _refuse(self, place: Place, key: str, **values: object) -> None:
        self.problems.append(Problem(place, key, values))
