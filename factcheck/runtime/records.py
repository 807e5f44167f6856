"""Records: immutable data classes that are fast to define and to create.

The type checker holds that, at no cost. A frozen dataclass holds it at run time too, but takes three times as long to define and twice as
long to make: half a millisecond for each class at the start of each run. For the same reason a record is made here, as a dataclass without
its checks, and its `__init__` is compiled when the first instance is made: a run makes none of many classes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform, overload

_Class = TypeVar("_Class", bound=type[Any])


@dataclass(init=False, eq=False, repr=False)
class _Model:
    """What dataclasses say of a field, and of a class."""

    only: int


_FIELD = _Model.__dataclass_fields__["only"]._field_type  # type: ignore[attr-defined]
_PARAMETERS = _Model.__dataclass_params__  # type: ignore[attr-defined]


@overload
def record(made: _Class, /) -> _Class: ...
@overload
def record(*, eq: bool = True, init: bool = True, slots: bool = True) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(made: _Class | None = None, /, *, eq: bool = True, init: bool = True, slots: bool = True) -> _Class | Callable[[_Class], _Class]:
    """Return a class as a record: compared by what its fields hold, or by identity. Without `init`, only what validates or decodes makes
    one; `slots` leaves no room for what is kept beside the fields."""

    def define(given: _Class) -> _Class:
        found = _fields(given)
        body = {name: value for name, value in vars(given).items() if name not in ("__dict__", "__weakref__")}
        body.update(__dataclass_fields__=found, __dataclass_params__=_PARAMETERS)
        body["__match_args__"] = tuple(name for name, each in found.items() if each.init and not each.kw_only)
        own = body.get("__annotations__", ())
        for name in own:
            body.pop(name, None)
            if not slots and found[name].default is not MISSING:
                body[name] = found[name].default
        if slots:
            body["__slots__"] = tuple(own)
        if eq:
            body.update(_comparing([name for name, each in found.items() if each.compare]))
        body.setdefault("__repr__", _repr)
        kind: Any = type(given)
        made = kind(given.__name__, given.__bases__, body)
        made.__qualname__ = given.__qualname__
        if init:
            _initialize_lazily(made)
        return cast(_Class, made)

    return define(made) if made else define


def _fields(given: type[Any]) -> dict[str, Field[Any]]:
    """Return the fields of a class and of those that it builds on, by name, as the functions of dataclasses expect them."""
    found: dict[str, Any] = {}
    for base in given.__mro__[-1:0:-1]:
        found.update(vars(base).get("__dataclass_fields__", {}))
    for name, kind in vars(given).get("__annotations__", {}).items():
        default = vars(given).get(name, MISSING)
        each: Any = default if isinstance(default, Field) else field(default=default)
        each.name, each.type, each._field_type = name, kind, _FIELD
        if each.kw_only is MISSING:
            each.kw_only = False
        found[name] = each
    return found


def _initialize_lazily(made: type[Any]) -> None:
    """Give a class an `__init__` that takes the place of itself when the first instance is made."""

    def __init__(self: object, *args: Any, **values: Any) -> None:
        made.__init__ = _initializer(made)
        made.__init__(self, *args, **values)

    made.__init__ = __init__


def _initializer(made: type[Any]) -> Any:
    """Return the `__init__` of a class: as that of a dataclass, its parameters without their types."""
    given = [each for each in fields(made) if each.init]
    plain = [_parameter(each) for each in given if not each.kw_only]
    named = [_parameter(each) for each in given if each.kw_only]
    parameters = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    lines = [f"self.{each.name} = {_assigned(each)}" for each in fields(made) if each.init or _has_default(each)]
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    known: dict[str, Any] = {"_missing": MISSING}
    for each in fields(made):
        known[f"_{each.name}"] = each.default_factory if each.default is MISSING else each.default
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"]), known)
    found = known["__init__"]
    found.__qualname__ = f"{made.__qualname__}.__init__"
    return found


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _parameter(each: Field[Any]) -> str:
    """Return a field as a parameter; one whose default is made anew each time is missing until then."""
    if not _has_default(each):
        return each.name
    return f"{each.name}=_missing" if each.default is MISSING else f"{each.name}=_{each.name}"


def _assigned(each: Field[Any]) -> str:
    """Return what a field is set to."""
    if each.default is not MISSING or not _has_default(each):
        return each.name if each.init else f"_{each.name}"
    return f"_{each.name}() if {each.name} is _missing else {each.name}" if each.init else f"_{each.name}()"


def _comparing(names: list[str]) -> dict[str, Any]:
    """Return what makes records of a class equal, and hash alike, where the fields that count are."""
    values = attrgetter(*names)

    def __eq__(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _repr(self: Any) -> str:
    """Return the class and its fields, for whoever looks into a run."""
    return f"{self.__class__.__qualname__}({', '.join(f'{each.name}={getattr(self, each.name)!r}' for each in fields(self))})"
