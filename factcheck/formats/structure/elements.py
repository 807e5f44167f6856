"""Classify the elements of HTML: inline, struck out, hidden, or without text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.structure.numerals import parse_number
from factcheck.runtime.regex import compiled

UNREAD = frozenset("script style template head noscript svg math iframe object audio video select textarea datalist canvas map".split())
"""Elements whose content is no text of the page."""
PHRASE = frozenset(
    (
        "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark nobr output q s samp "
        "small span strike strong sub sup time tt u var wbr center"
    ).split()
)
"""Elements of a phrase; all others stand by themselves."""
STRUCK = frozenset({"del", "s", "strike", "code", "samp", "kbd"})
"""Elements of a phrase whose content is not what the page says: deleted, or code."""
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without content."""
HEADING = compiled(r"h[1-6]")
# A page or a note has no more tags.
_TAG, _TAGS = compiled(r"</?[A-Za-z]"), 300_000
# A picture that is reported is as wide and high, in pixels: no logo, no ornament.
_LARGE = (("width", 288), ("height", 192))
_HIDDEN = compiled(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def bound_elements(source: str, path: str) -> None:
    """Raise DocumentError where a page or a note has more tags than any has: each takes a kilobyte of memory while it is read."""
    if source.count("<") > _TAGS and len(_TAG.findall(source)) > _TAGS:
        raise DocumentError(Problem(Place(path), "document-elements", {"limit": _TAGS}))


def is_hidden(attributes: Mapping[str, object]) -> bool:
    """Return whether an element with these attributes is not shown."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(str(attributes.get("style") or "")))


def describe_unread(name: str, attributes: Mapping[str, object], text: str) -> tuple[str, str, dict[str, str | int]] | None:
    """Return the kind, message and values of what an element holds that is not read and that an editor wants to know of; None for all else.

    A picture is reported where it has no description and says that it is large.
    """
    figures = any(character.isdigit() for character in text)
    if name == "canvas" or (name == "svg" and figures):
        return "chart", "unread-chart", {}
    if name == "math" and figures:
        return "part", "unread-formula", {}
    if name in ("iframe", "object"):
        return "part", "unread-frame", {"name": str(attributes.get("src") or attributes.get("data") or name)}
    if name == "img" and "alt" not in attributes and all(_pixels(attributes.get(side)) >= least for side, least in _LARGE):
        return "picture", "unread-picture", {}
    return None


def _pixels(value: object) -> int:
    return parse_number(str(value).removesuffix("px"), 0, 100_000) if value else 0
