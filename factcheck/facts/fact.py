"""Reads the entities and the facts of a fact file: an entity with its names, a fact with exactly one value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.errors import Place
from factcheck.facts.nodes import Checks, nearest, source
from factcheck.facts.nodes import source as read_source
from factcheck.facts.schema import Entity, Fact, FactValue, Names, ReadFunction, Source
from factcheck.facts.yamltree import Node
from factcheck.languages.schema.language import Language
from factcheck.values.types import Amount, Calendar, Duration, Interval, ParsedValue, Period, Qualifier, Unit

KINDS = ("organisation", "programme", "service", "place", "person", "law", "budget", "title", "other")
GENDERS = ("m", "f")
NAME_KEYS = ("name", "also", "acronym", "description", "avoid")


def entity(identifier: str, key: Node, node: Node, languages: Collection[str], checks: Checks) -> Entity | None:
    """Return the entity of a node; None, with problems, where it is none."""
    names: dict[str, Names] = {}
    kind = title = note = ""
    source: Source | None = None
    before = len(checks.problems)
    for name, value in checks.pairs(node, identifier, {"kind", "title", "note", "source", *languages}, "entity"):
        match name.text:
            case "kind":
                kind = checks.text(value, "kind")
                if kind and kind not in KINDS:
                    checks.refuse(value.place, "unknown-kind", name=kind, nearest=nearest(kind, KINDS), known=", ".join(KINDS))
            case "title":
                title = next(iter(checks.ids(value, "title", "entities")), "")
            case "note":
                note = checks.text(value, "note")
            case "source":
                source = read_source(value, checks)
            case code if code is not None:
                found = _names(value, f"{identifier}.{code}", name.place, checks)
                if found:
                    names[code] = found
    if (node.pairs is not None and not checks.misplaced(before)) or node.text == "":
        _missing(identifier, key, node, languages, checks)
    return Entity(identifier, kind, names, key.place, title or None, note, source) if kind and names else None


def _missing(identifier: str, key: Node, node: Node, languages: Collection[str], checks: Checks) -> None:
    """Note as problems what an entity must have and lacks."""
    given = {pair[0].text for pair in node.pairs or ()}
    if "kind" not in given:
        checks.refuse(key.place, "kind-missing", name=identifier, known=", ".join(KINDS))
    if given.isdisjoint(languages):
        checks.refuse(key.place, "names-missing", name=identifier, known=", ".join(sorted(languages)))


def _names(node: Node, where: str, place: Place, checks: Checks) -> Names | None:
    if node.text is not None:
        text = checks.text(node, where)
        return Names(text) if text else None
    values: dict[str, tuple[str, ...]] = {}
    feminine, before = "", len(checks.problems)
    for key, value in checks.pairs(node, where, NAME_KEYS, "names"):
        if key.text == "name" and value.pairs is not None:
            masculine, feminine = _by_gender(value, f"{where}.name", checks)
            values["name"] = (masculine,) if masculine else ()
        elif key.text in ("name", "acronym"):
            text = checks.text(value, f"{where}.{key.text}")
            values[key.text] = (text,) if text else ()
        elif key.text:
            values[key.text] = checks.texts(value, f"{where}.{key.text}")
    if not values.get("name"):
        if node.pairs is not None and not checks.misplaced(before) and not any(key.text == "name" for key, _ in node.pairs):
            checks.refuse(place, "name-missing", where=where)
        return None
    acronym = values.get("acronym") or (None,)
    also = tuple(dict.fromkeys([*([feminine] if feminine else []), *values.get("also", ())]))
    return Names(values["name"][0], also, acronym[0], values.get("description", ()), values.get("avoid", ()), feminine)


def _by_gender(node: Node, where: str, checks: Checks) -> tuple[str, str]:
    """Return the forms of a title for a man and for a woman; empty, with a problem, where one is missing."""
    forms = {key.text: checks.text(value, f"{where}.{key.text}") for key, value in checks.pairs(node, where, GENDERS)}
    if len(forms) < len(GENDERS):
        checks.refuse(node.place, "gender-missing", where=where, known=", ".join(GENDERS))
        return "", ""
    return forms["m"] or "", forms["f"] or ""


READ_KINDS = ("amount", "percent", "count", "date", "duration", "phone", "email", "url")
VALUE_KEYS = (*READ_KINDS, "members", "text")
OTHER_KEYS = ("about", "over", "per", "starting", "until", "part_of", "cues", "valid", "replaced_by", "source", "note")
_EXAMPLES = {
    "amount": "22.24 million CAD",
    "percent": "76 %",
    "count": "1200 reports",
    "date": "2004-04-01",
    "duration": "3 years",
    "phone": "613-555-0142",
    "email": "info@example.ca",
    "url": "https://example.ca",
}


@dataclass
class FactReader:
    """Reads the facts of a registry; `currency` stands in where an amount names none."""

    read: ReadFunction
    languages: tuple[Language, ...]
    checks: Checks
    currency: str = "CAD"

    def fact(self, identifier: str, key: Node, node: Node) -> Fact | None:
        """Return the fact of a node; None, with problems, where it is none."""
        values: dict[str, Any] = {}
        kinds: list[tuple[str, Node]] = []
        before = len(self.checks.problems)
        for name, value in self.checks.pairs(node, identifier, {*VALUE_KEYS, *OTHER_KEYS}, "fact"):
            if name.text in VALUE_KEYS:
                kinds.append((name.text, value))
            elif name.text:
                values.update(self._other(name.text, value))
        if len(kinds) != 1:
            if kinds or (node.pairs is not None and not self.checks.misplaced(before)) or node.text == "":
                found = ", ".join(kind for kind, _ in kinds)
                self.checks.refuse(
                    key.place, "value-many" if kinds else "value-missing", name=identifier, found=found, known=", ".join(VALUE_KEYS)
                )
            return None
        kind, valued = kinds[0]
        registered = self._value(kind, valued)
        if registered is None:
            return None
        stated, qualifier = registered
        return Fact(identifier, kind, stated, key.place, qualifier=qualifier, written=valued.text or "", **values)

    def _value(self, kind: str, node: Node) -> tuple[FactValue, Qualifier] | None:
        if kind == "members":
            members = self.checks.ids(node, kind, "entities")
            return (members, Qualifier.EXACT) if members else None
        if kind == "text":
            texts = {
                key.text: self.checks.text(value, kind) for key, value in self.checks.pairs(node, kind, self._codes, "texts") if key.text
            }
            return (texts, Qualifier.EXACT) if texts else None
        read = self._reading(kind, node)
        if read is None:
            return None
        value = read.value
        if isinstance(value, Amount) and value.currency is None:
            value = Amount(value.value, self.currency, step=value.step)
        if isinstance(value, Calendar | Interval):
            period = self._days(value, node)
            return (period, read.qualifier) if period else None
        return value, read.qualifier

    @property
    def _codes(self) -> Collection[str]:
        return [language.code for language in self.languages]

    def _reading(self, kind: str, node: Node) -> ParsedValue | None:
        text = self.checks.text(node, kind)
        if not text:
            return None
        readings = self.read(kind, text, self.languages)
        if not readings:
            self.checks.refuse(node.place, "value-unreadable", kind=kind, found=text, example=_EXAMPLES.get(kind, ""))
            return None
        if len(readings) > 1:
            self.checks.refuse(node.place, "value-ambiguous", kind=kind, found=text, first=readings[0].value, second=readings[1].value)
            return None
        return readings[0]

    def _days(self, value: Calendar | Interval, node: Node) -> Period | None:
        period = value.period
        if period is None:
            ends = (value.first, value.last) if isinstance(value, Interval) else (value,)
            wrong = next((day for day in ends if not day.is_possible), None)
            if wrong:
                month, days = wrong.whole_month, wrong.days_in_month
                self.checks.refuse(node.place, "date-impossible", found=node.text, month=month, days=days)
            else:
                key = "date-reversed" if all(day.year for day in ends) else "date-no-year"
                self.checks.refuse(node.place, key, found=node.text)
        return period

    def _period(self, node: Node) -> Period | None:
        read = self._reading("date", node)
        return self._days(read.value, node) if read and isinstance(read.value, Calendar | Interval) else None

    def _other(self, key: str, node: Node) -> Mapping[str, Any]:
        """Return what a key other than that of the value gives to a fact."""
        if key == "valid":
            return self._valid(node)
        readers: Mapping[str, Callable[[Node], Any]] = {
            "about": lambda node: self.checks.ids(node, key, "entities"),
            "part_of": lambda node: next(iter(self.checks.ids(node, key, "facts")), None),
            "replaced_by": lambda node: next(iter(self.checks.ids(node, key, "facts")), None),
            "over": self._length,
            "per": self._per,
            "starting": self._period,
            "until": self._period,
            "cues": self._cues,
            "source": lambda node: source(node, self.checks),
        }
        return {key: readers[key](node) if key in readers else self.checks.text(node, key)}

    def _length(self, node: Node) -> Duration | None:
        read = self._reading("duration", node)
        return read.value if read and isinstance(read.value, Duration) else None

    def _per(self, node: Node) -> Unit | None:
        text = self.checks.text(node, "per")
        for language in self.languages:
            if unit := language.quantities.times.units.get(text.lower()):
                return unit
        if text:
            known = ", ".join([unit.value for unit in Unit][1:6])
            self.checks.refuse(node.place, "unknown-unit", name=text, known=known)
        return None

    def _cues(self, node: Node) -> Mapping[str, tuple[str, ...]]:
        return {
            key.text: self.checks.texts(value, "cues") for key, value in self.checks.pairs(node, "cues", self._codes, "texts") if key.text
        }

    def _valid(self, node: Node) -> Mapping[str, Any]:
        found: dict[str, date | None] = {}
        for key, value in self.checks.pairs(node, "valid", ("from", "until"), "valid"):
            period = self._period(value)
            if period:
                found["valid_from" if key.text == "from" else "valid_until"] = period.first if key.text == "from" else period.last
        return found
