"""Read the facts of a fact file: each has exactly one value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.errors import Place
from factcheck.facts.derived import KINDS as DERIVED_KINDS
from factcheck.facts.derived import DerivedReader
from factcheck.facts.may_say import KINDS as POLICY_KINDS
from factcheck.facts.may_say import PolicyReader
from factcheck.facts.nodes import Checks, read_source
from factcheck.facts.schema import Fact, FactValue, ReadFunction, TableCell
from factcheck.facts.yamltree import Node
from factcheck.languages.schema.language import Language
from factcheck.values.types import Amount, Calendar, Duration, Interval, ParsedValue, Period, Qualifier, Unit

READ_KINDS = ("amount", "percent", "count", "date", "duration", "phone", "email", "url")
VALUE_KEYS = (*READ_KINDS, "members", "text")
OTHER_KEYS = ("about", "may_say", "over", "per", "starting", "until", "part_of", "cues", "valid", "replaced_by", "source", "note")
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
    """Reads the facts of a registry; `currency` is that of amounts without one, `derived` reads the values that tables give."""

    parse: ReadFunction
    languages: tuple[Language, ...]
    checks: Checks
    currency: str = "CAD"
    derived: DerivedReader | None = None

    def read_fact(self, identifier: str, key: Node, node: Node) -> Fact | None:
        """Return the fact of a node; None, with problems, where it is invalid."""
        values: dict[str, Any] = {}
        kinds: list[tuple[str, Node]] = []
        before = len(self.checks.problems)
        for name, value in self.checks.read_pairs(node, identifier, {*VALUE_KEYS, *OTHER_KEYS}, "fact"):
            if name.text in VALUE_KEYS:
                kinds.append((name.text, value))
            elif name.text:
                values.update(self._read_other(name.text, value))
        if len(kinds) != 1:
            if kinds or (node.pairs is not None and not self.checks.has_misplaced_key(before)) or node.text == "":
                found = ", ".join(kind for kind, _ in kinds)
                self.checks.refuse(
                    key.place, "value-many" if kinds else "value-missing", name=identifier, found=found, known=", ".join(VALUE_KEYS)
                )
            return None
        return self._make_fact(identifier, key.place, *kinds[0], values)

    def _make_fact(self, identifier: str, place: Place, kind: str, node: Node, others: Mapping[str, Any]) -> Fact | None:
        """Return the fact with the value of a node, which may be that of a cell; None, with problems, where it is invalid."""
        table: TableCell | None = None
        written = node.text or ""
        if self.derived and node.pairs is not None and kind in DERIVED_KINDS:
            found = self.derived.read(node, kind)
            if found is None:
                return None
            node, written, table = found.node, found.written, found.table
        value = self._read_value(kind, node)
        if value is None:
            return None
        if "may_say" in others and kind not in POLICY_KINDS:
            self.checks.refuse(place, "may-say-kind", name=identifier, kind=kind, known=POLICY_KINDS)
        return Fact(identifier, kind, value[0], place, qualifier=value[1], written=written, table=table, **others)

    def _read_value(self, kind: str, node: Node) -> tuple[FactValue, Qualifier] | None:
        if kind == "members":
            members = self.checks.read_ids(node, kind, "entities")
            return (members, Qualifier.EXACT) if members else None
        if kind == "text":
            texts = {
                key.text: self.checks.read_text(value, kind)
                for key, value in self.checks.read_pairs(node, kind, self._codes, "texts")
                if key.text
            }
            return (texts, Qualifier.EXACT) if texts else None
        read = self._parse(kind, node)
        if read is None:
            return None
        value = read.value
        if isinstance(value, Amount) and value.currency is None:
            value = Amount(value.value, self.currency, step=value.step)
        if isinstance(value, Calendar | Interval):
            period = self._check_period(value, node)
            return (period, read.qualifier) if period else None
        return value, read.qualifier

    @property
    def _codes(self) -> Collection[str]:
        return [language.code for language in self.languages]

    def _parse(self, kind: str, node: Node) -> ParsedValue | None:
        text = self.checks.read_text(node, kind)
        if not text:
            return None
        readings = self.parse(kind, text, self.languages)
        if not readings:
            self.checks.refuse(node.place, "value-unreadable", kind=kind, found=text, example=_EXAMPLES.get(kind, ""))
            return None
        if len(readings) > 1:
            self.checks.refuse(node.place, "value-ambiguous", kind=kind, found=text, first=readings[0].value, second=readings[1].value)
            return None
        return readings[0]

    def _check_period(self, value: Calendar | Interval, node: Node) -> Period | None:
        period = value.period
        if period is None:
            ends = (value.first, value.last) if isinstance(value, Interval) else (value,)
            impossible = next((day for day in ends if not day.is_possible), None)
            if impossible:
                month, days = impossible.whole_month, impossible.days_in_month
                self.checks.refuse(node.place, "date-impossible", found=node.text, month=month, days=days)
            else:
                key = "date-reversed" if all(day.year for day in ends) else "date-no-year"
                self.checks.refuse(node.place, key, found=node.text)
        return period

    def _read_period(self, node: Node) -> Period | None:
        read = self._parse("date", node)
        return self._check_period(read.value, node) if read and isinstance(read.value, Calendar | Interval) else None

    def _read_other(self, key: str, node: Node) -> Mapping[str, Any]:
        """Return the fields of a fact that a key other than that of its value sets."""
        if key == "valid":
            return self._read_validity(node)
        readers: Mapping[str, Callable[[Node], Any]] = {
            "about": lambda node: self.checks.read_ids(node, key, "entities"),
            "part_of": lambda node: next(iter(self.checks.read_ids(node, key, "facts")), None),
            "replaced_by": lambda node: next(iter(self.checks.read_ids(node, key, "facts")), None),
            "over": self._read_duration,
            "per": self._read_unit,
            "starting": self._read_period,
            "until": self._read_period,
            "may_say": PolicyReader(self.languages, self.checks).read,
            "cues": self._read_cues,
            "source": lambda node: read_source(node, self.checks),
        }
        return {key: readers[key](node) if key in readers else self.checks.read_text(node, key)}

    def _read_duration(self, node: Node) -> Duration | None:
        read = self._parse("duration", node)
        return read.value if read and isinstance(read.value, Duration) else None

    def _read_unit(self, node: Node) -> Unit | None:
        text = self.checks.read_text(node, "per")
        for language in self.languages:
            if unit := language.quantities.times.units.get(text.lower()):
                return unit
        if text:
            known = ", ".join([unit.value for unit in Unit][1:6])
            self.checks.refuse(node.place, "unknown-unit", name=text, known=known)
        return None

    def _read_cues(self, node: Node) -> Mapping[str, tuple[str, ...]]:
        return {
            key.text: self.checks.read_texts(value, "cues")
            for key, value in self.checks.read_pairs(node, "cues", self._codes, "texts")
            if key.text
        }

    def _read_validity(self, node: Node) -> Mapping[str, Any]:
        found: dict[str, date | None] = {}
        for key, value in self.checks.read_pairs(node, "valid", ("from", "until"), "valid"):
            period = self._read_period(value)
            if period:
                found["valid_from" if key.text == "from" else "valid_until"] = period.first if key.text == "from" else period.last
        return found
