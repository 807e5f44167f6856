"""What an editor shows of the fact that a figure states, and of the entity that a name names."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from factcheck.facts.schema import Entity, Fact
from factcheck.lsp.note import CheckedNote
from factcheck.messages import Messages
from factcheck.model import Link
from factcheck.values.confidence import grade, is_likely, round_down


def find_outcome(link: Link) -> str:
    """Return how a statement compares with its fact: one whose link is only possible is neither verified nor contradicted."""
    if not is_likely(link.score):
        return "possible"
    return "verified" if link.agrees else "contradicted"


def make_hover(note: CheckedNote, position: types.Position, messages: Messages) -> types.Hover | None:
    """Return what is known of the figure or the name at a position."""
    offset = note.text.offset(position)
    if figure := note.link_at(offset):
        start, end, link = figure
        return _make_hover([*_describe_link(link, messages), *describe_item(link.fact, messages)], note.text.range(start, end))
    if named := note.name_at(offset):
        start, end, name = named
        entity = note.registry.entities.get(name.entity)
        if entity:
            return _make_hover(describe_item(entity, messages), note.text.range(start, end))
    return None


def _make_hover(lines: list[str], where: types.Range | None) -> types.Hover:
    """Return lines as plain text: what a registry holds is not taken for markup."""
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, "\n".join(lines)), where)


def _describe_link(link: Link, messages: Messages) -> Iterator[str]:
    """Yield how a statement compares with its fact, and how sure it is that it states it."""
    doubt = messages.confidence(grade(link.score), round_down(link.score))
    yield f"{messages.trace(find_outcome(link), link.fact.id)} ({doubt})"


def describe_item(item: Fact | Entity, messages: Messages) -> list[str]:
    """Return the lines about a fact or an entity: its value or names, its validity, its source, its note."""
    lines = list(_describe_fact(item, messages) if isinstance(item, Fact) else _describe_entity(item))
    source = messages.source(item).strip(" ()")
    lines += [f"{messages.ui('source')}: {source}"] if source else []
    return [*lines, item.note] if item.note else lines


def _describe_fact(fact: Fact, messages: Messages) -> Iterator[str]:
    yield f"{fact.id}: {fact.as_written}"
    if fact.over:
        yield f"over: {messages.value(fact.over)}"
    if fact.per:
        yield f"per: {fact.per}"
    for key, day in (("from", fact.valid_from), ("until", fact.valid_until)):
        if day:
            yield f"valid.{key}: {day}"


def _describe_entity(entity: Entity) -> Iterator[str]:
    yield f"{entity.id} ({entity.kind})"
    for code, names in entity.names.items():
        yield f"{code}: {names.name}" + (f" ({names.acronym})" if names.acronym else "")


def list_inlays(note: CheckedNote, where: types.Range, messages: Messages) -> list[types.InlayHint]:
    """Return the outcome of each figure of a range that states a fact."""
    first, last = note.text.span(where)
    found = []
    for _, end, link in note.figures:
        if first <= end <= last:
            label = messages.ui(f"inlay-{find_outcome(link)}", fact=link.fact.id, value=link.fact.as_written)
            tooltip = "\n".join(describe_item(link.fact, messages))
            found.append(types.InlayHint(note.text.position(end), label, padding_left=True, tooltip=tooltip))
    return found
