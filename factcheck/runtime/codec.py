"""Encode records as JSON data, and decode them by a table of known classes only.

Texts, numbers, booleans and None stand for themselves, an object for a mapping from texts to these. A list is anything else: its first
item says what, by the name of a class or by one of the marks below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

_TUPLE, _TEXTS, _SET, _MAPPING, _DECIMAL, _DATE = "t", "s", "f", "m", "D", "d"
_PLAIN = (str, int, bool, float, type(None))
_Decode = Callable[[list[Any]], Any]


class CodecError(ValueError):
    """Data are not what a codec encodes."""


class Codec:
    """Encodes and decodes records of some classes, with members of some enumerations in them."""

    def __init__(self, records: Iterable[type[Any]], enums: Iterable[type[StrEnum]] = ()) -> None:
        self._names = {each: tuple(field.name for field in fields(each)) for each in records}
        self._decoders: dict[str, _Decode] = {
            _TUPLE: lambda found: tuple(map(self._decoded, found[1:])),
            _TEXTS: lambda found: tuple(found[1:]),
            _SET: lambda found: frozenset(found[1:]),
            _MAPPING: self._mapping,
            _DECIMAL: lambda found: Decimal(found[1]),
            _DATE: lambda found: date.fromisoformat(found[1]),
        }
        for enum in enums:
            self._decoders[enum.__name__] = lambda found, enum=enum: enum(found[1])  # type: ignore[misc]
        for record, names in self._names.items():
            self._decoders[record.__name__] = lambda found, record=record, names=names: self._record(record, names, found)  # type: ignore[misc]

    def encode(self, value: Any) -> Any:
        """Return a value as data that JSON can hold, the same for equal values. Raises CodecError for a value of an unknown class."""
        kind = value.__class__
        if kind in _PLAIN:
            return value
        if kind in self._names:
            return [kind.__name__, *(self.encode(getattr(value, name)) for name in self._names[kind])]
        if kind.__name__ in self._decoders and isinstance(value, StrEnum):
            return [kind.__name__, value.value]
        return self._collection(value)

    def _collection(self, value: Any) -> Any:
        if isinstance(value, tuple):
            texts = value and all(each.__class__ is str for each in value)
            return [_TEXTS, *value] if texts else [_TUPLE, *map(self.encode, value)]
        if isinstance(value, frozenset) and all(each.__class__ is str for each in value):
            return [_SET, *sorted(value)]
        if isinstance(value, Mapping):
            if all(key.__class__ is str and each.__class__ in _PLAIN for key, each in value.items()):
                return dict(value)
            return [_MAPPING, *(self.encode(part) for item in value.items() for part in item)]
        if isinstance(value, Decimal):
            return [_DECIMAL, str(value)]
        if value.__class__ is date:
            return [_DATE, value.isoformat()]
        raise CodecError(f"cannot encode {value.__class__.__name__}")

    def decode(self, data: Any) -> Any:
        """Return the value that data stand for. Raises CodecError for what `encode` does not give."""
        try:
            return self._decoded(data)
        except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, RecursionError) as error:
            raise CodecError(str(error)) from error

    def _decoded(self, data: Any) -> Any:
        return self._decoders[data[0]](data) if data.__class__ is list else data

    def _mapping(self, found: list[Any]) -> Mapping[Any, Any]:
        parts = map(self._decoded, found[1:])
        return dict(zip(parts, parts, strict=True))

    def _record(self, record: type[Any], names: tuple[str, ...], found: list[Any]) -> Any:
        made = object.__new__(record)
        for name, each in zip(names, found[1:], strict=True):
            setattr(made, name, self._decoders[each[0]](each) if each.__class__ is list else each)
        return made
