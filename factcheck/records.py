"""Records: data whose fields nothing changes once they are set.

The type checker holds that, at no cost. A frozen dataclass holds it at run time too, but takes three times as long to define and twice as
long to make: half a millisecond for each class at the start of each run. For the same reason the `__init__` of a class is compiled when its
first instance is made: a run makes none of many classes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform, overload

_Class = TypeVar("_Class", bound=type[Any])


@overload
def record(made: _Class, /) -> _Class: ...
@overload
def record(*, eq: bool = True, init: bool = True, slots: bool = True) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(made: _Class | None = None, /, *, eq: bool = True, init: bool = True, slots: bool = True) -> _Class | Callable[[_Class], _Class]:
    """A class as a record: compared by what its fields hold, or by identity. Without `init`, only what validates or decodes makes one;
    `slots` leaves no room for what is kept beside the fields."""

    def define(given: _Class) -> _Class:
        defined: Any = dataclass(init=False, eq=False, repr=False, slots=slots)(given)
        if init:
            _initialize_lazily(defined)
        if eq:
            _compare(defined)
        if "__repr__" not in given.__dict__:
            defined.__repr__ = _told
        return cast(_Class, defined)

    return define(made) if made else define


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
    """A field as a parameter; one whose default is made anew each time is missing until then."""
    if not _has_default(each):
        return each.name
    return f"{each.name}=_missing" if each.default is MISSING else f"{each.name}=_{each.name}"


def _assigned(each: Field[Any]) -> str:
    """What a field is set to."""
    if each.default is not MISSING or not _has_default(each):
        return each.name if each.init else f"_{each.name}"
    return f"_{each.name}() if {each.name} is _missing else {each.name}" if each.init else f"_{each.name}()"


def _compare(made: type[Any]) -> None:
    """Let records of a class be equal, and hash alike, where the fields that count are."""
    names = [each.name for each in fields(made) if each.compare]
    held = attrgetter(*names)

    def __eq__(self: object, other: object) -> bool:
        return held(self) == held(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(held(self))

    made.__eq__, made.__hash__ = __eq__, __hash__  # type: ignore[assignment]


def _told(self: Any) -> str:
    """The class and its fields, for whoever looks into a run."""
    return f"{self.__class__.__qualname__}({', '.join(f'{each.name}={getattr(self, each.name)!r}' for each in fields(self))})"
