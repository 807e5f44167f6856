"""Read the relations of a fact file, and check them against the facts of the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from factcheck.facts.nodes import Checks
from factcheck.facts.schema import Fact, Order, Relation, Share, Total
from factcheck.facts.yamltree import Node
from factcheck.values.types import Period, Quantity

_FORMS = {"total": ("total", "parts", "compare"), "share": ("share", "part", "whole"), "before": ("before", "after")}
_EXAMPLES = {
    "total": "{total: budget, parts: [grants, operations]}",
    "share": "{share: women-share, part: women, whole: [women, men]}",
    "before": "{before: opening, after: closing}",
}


def read_relation(node: Node, checks: Checks) -> Relation | None:
    """Return the relation of a node; None, with problems, where it is invalid."""
    keys = [key.text for key, _ in node.pairs or ()]
    form = next((form for form in _FORMS if form in keys), None)
    if form is None:
        checks.refuse(node.place, "unknown-relation", known="total/parts, share/part/whole, before/after")
        return None
    texts: dict[str, tuple[str, ...]] = {}
    for key, value in checks.read_pairs(node, "relations", _FORMS[form], "relation"):
        read = checks.read_texts(value, "compare") if key.text == "compare" else checks.read_ids(value, "relations", "facts")
        texts[key.text or ""] = read
    missing = [key for key in _FORMS[form] if key != "compare" and not texts.get(key)]
    if missing:
        checks.refuse(node.place, "relation-incomplete", name=form, known=missing, example=_EXAMPLES[form])
        return None
    if form == "total":
        compare = (texts.get("compare") or ("equal",))[0]
        if compare not in ("equal", "at-most"):
            checks.refuse(node.place, "unknown-compare", name=compare)
        return Total(texts["total"][0], texts["parts"], node.place, compare == "at-most")
    if form == "share":
        return Share(texts["share"][0], texts["part"][0], texts["whole"], node.place)
    return Order(texts["before"][0], texts["after"][0], node.place)


def list_fact_ids(relation: Relation) -> tuple[str, ...]:
    """Return the ids of the facts of a relation."""
    match relation:
        case Total():
            return (relation.total, *relation.parts)
        case Share():
            return (relation.share, relation.part, *relation.whole)
    return (relation.before, relation.after)


def check_relations(relations: Iterable[Relation], facts: Mapping[str, Fact], checks: Checks) -> None:
    """Record a problem for each relation that the facts of the registry contradict."""
    for relation in relations:
        known = [facts[name] for name in list_fact_ids(relation) if name in facts]
        if len(known) != len(list_fact_ids(relation)):
            continue
        if isinstance(relation, Order):
            _check_order(relation, known, checks)
        elif all(isinstance(fact.value, Quantity) for fact in known):
            figures = [fact.value.value for fact in known if isinstance(fact.value, Quantity)]
            _check_total(relation, figures, known, checks) if isinstance(relation, Total) else _check_share(
                relation, figures, known, checks
            )
        else:
            checks.refuse(relation.place, "relation-kinds", name=", ".join(fact.id for fact in known))


def _check_total(relation: Total, figures: list[Decimal], known: list[Fact], checks: Checks) -> None:
    total, found = figures[0], sum(figures[1:], Decimal(0))
    if found > total or (found != total and not relation.at_most):
        parts = " + ".join(_format_figure(figure) for figure in figures[1:])
        key = "total-exceeded" if relation.at_most else "total-wrong"
        checks.refuse(
            relation.place,
            key,
            tuple(fact.place for fact in known),
            name=relation.total,
            total=_format_figure(total),
            parts=parts,
            sum=_format_figure(found),
        )


def _check_share(relation: Share, figures: list[Decimal], known: list[Fact], checks: Checks) -> None:
    share, part, whole = figures[0], figures[1], sum(figures[2:], Decimal(0))
    step = known[0].value.step if isinstance(known[0].value, Quantity) else Decimal(1)
    found = part / whole * 100 if whole else Decimal(0)
    if abs(found - share) > step / 2:
        checks.refuse(
            relation.place,
            "share-wrong",
            tuple(fact.place for fact in known),
            name=relation.share,
            share=_format_figure(share),
            part=_format_figure(part),
            whole=_format_figure(whole),
            found=f"{found:.2f}",
        )


def _check_order(relation: Order, known: list[Fact], checks: Checks) -> None:
    before, after = known[0].value, known[1].value
    if not isinstance(before, Period) or not isinstance(after, Period):
        wrong = [fact.id for fact in known if not isinstance(fact.value, Period)]
        checks.refuse(relation.place, "order-not-dates", tuple(fact.place for fact in known), name=wrong)
    elif not before.first < after.last or (before.first >= after.first and before.last >= after.last):
        checks.refuse(
            relation.place,
            "order-wrong",
            tuple(fact.place for fact in known),
            before=relation.before,
            after=relation.after,
            first=before.first,
            second=after.first,
        )


def _format_figure(figure: Decimal) -> str:
    return f"{figure.normalize():,f}".replace(",", "\u00a0")
