"""Remove the comments that factcheck added to a Word file before; those that somebody answered, resolved or went on writing stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factcheck.formats.remark import AUTHOR, is_as_written
from factcheck.formats.word.elements import get_lines
from factcheck.formats.word.parts import Package, W

_ANCHORS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
# What newer versions of Word write about comments, in parts of their own: the answers, and identities that last.
_KINDS = ("commentsExtended", "commentsIds", "commentsExtensible")


class OwnComments:
    """The comments by factcheck that nobody has touched, in a file with the given comments (None for none)."""

    def __init__(self, parts: Package, comments: Any) -> None:
        """Raises DocumentError where a part about comments cannot be read."""
        self._details = {name: root for kind in _KINDS for name in parts.list_parts(kind) if (root := parts.xml(name)) is not None}
        touched = set(self._find_touched())
        own = [each for each in (comments if comments is not None else ()) if each.get(W + "author") == AUTHOR]
        self._own = [each for each in own if not touched & _get_keys(each) and is_as_written(get_lines(each))]
        self.texts = ["\n".join(get_lines(each)) for each in self._own]
        self.kept_texts = ["\n".join(get_lines(each)) for each in own if each not in self._own]

    def _find_touched(self) -> Iterable[str]:
        """Yield the keys of the comments that were answered or resolved."""
        for root in self._details.values():
            for entry in root:
                values = _get_values(entry)
                yield from [values[name] for name in ("paraIdParent",) if name in values]
                if values.get("done") in ("1", "true", "on"):
                    yield values.get("paraId", "")

    def remove(self, roots: Iterable[Any]) -> dict[str, Any]:
        """Remove the comments, and their anchors in some parts; return the roots of the parts about comments that change, by name."""
        numbers = {each.get(W + "id") for each in self._own}
        for root in roots:
            for anchor in [each for each in root.iter(*_ANCHORS) if each.get(W + "id") in numbers]:
                _remove_anchor(anchor)
        keys = {key for each in self._own for key in _get_keys(each)}
        for each in self._own:
            each.getparent().remove(each)
        return {name: root for name, root in self._details.items() if _remove_details(root, keys)}


def _get_keys(comment: Any) -> set[str]:
    """Return the lasting ids of the paragraphs of a comment."""
    return {value for paragraph in comment.iter(W + "p") if (value := _get_values(paragraph).get("paraId"))}


def _get_values(element: Any) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def _remove_anchor(anchor: Any) -> None:
    run = anchor.getparent()
    run.remove(anchor)
    if run.tag == W + "r" and all(child.tag == W + "rPr" for child in run) and run.getparent() is not None:
        run.getparent().remove(run)


def _remove_details(root: Any, keys: set[str]) -> bool:
    """Remove the entries of some paragraphs, and return whether there were any."""
    found = [entry for entry in root if _get_values(entry).get("paraId") in keys]
    for entry in found:
        root.remove(entry)
    return bool(found)
