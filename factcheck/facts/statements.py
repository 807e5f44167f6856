"""Reads the facts of a fact file: one statement each, with exactly one value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.facts.checked import Checks
from factcheck.facts.schema import Fact, FactValue
from factcheck.facts.source import source
from factcheck.facts.yamltree import Node
from factcheck.languages.schema import Language
from factcheck.values import Amount, Calendar, Duration, Interval, Period, Qualifier, ReadValue, Unit

ReadFunction = Callable[[str, str, tuple[Language, ...]], tuple[ReadValue, ...]]
"""Reads a value of a kind, in any of the languages: all its readings."""

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
        """The fact of a node; None, with problems, where it is none."""
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
        held = self._value(kind, valued)
        if held is None:
            return None
        stated, qualifier = held
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

    def _reading(self, kind: str, node: Node) -> ReadValue | None:
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
            wrong = next((day for day in ends if not day.possible), None)
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
