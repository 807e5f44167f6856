"""Records: made, compared and replaced as dataclasses are."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from factcheck.runtime.records import record


@record
class Point:
    """A point."""

    left: int
    top: int = 0
    tags: Sequence[str] = field(default_factory=list)
    name: str = field(default="", compare=False, kw_only=True)


@record
class Marked(Point):
    """A point with a mark."""

    mark: str | None = None


@record(slots=False)
class Derived:
    """A record that works out a field."""

    parts: tuple[int, ...]
    total: int = field(init=False, compare=False)
    seen: list[int] = field(init=False, default_factory=list, compare=False)
    fixed: int = field(init=False, default=3)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(self.parts))


@record(eq=False)
class Nothing:
    """A record without fields."""


@dataclass(slots=True)
class Same:
    """What `Point` is as a dataclass."""

    left: int
    top: int = 0
    tags: Sequence[str] = field(default_factory=list)
    name: str = field(default="", compare=False, kw_only=True)


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, 2), {}),
    ((1, 2, ("a",)), {"name": "b"}),
    ((), {"left": 4}),
    ((5,), {"tags": None}),
    ((), {"top": 2, "name": "c", "left": 1}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1, 2, (), "name"), {}),
    ((1,), {"left": 2}),
    ((1,), {"other": 2}),
    ((), {"top": 2}),
]


@pytest.mark.parametrize(("args", "values"), CALLS)
def test_a_record_is_made_as_a_dataclass(args: tuple[Any, ...], values: dict[str, Any]) -> None:
    for _ in range(2):
        assert astuple(Point(*args, **values)) == astuple(Same(*args, **values))


@pytest.mark.parametrize(("args", "values"), WRONG)
def test_what_a_dataclass_refuses_is_refused(args: tuple[Any, ...], values: dict[str, Any]) -> None:
    for made in (Point, Same, record(type("Fresh", (), {"__annotations__": {"left": int}}))):
        with pytest.raises(TypeError):
            made(*args, **values)


def test_defaults_are_not_shared() -> None:
    first, second = Point(1), Point(1)
    assert first.tags is not second.tags and first == second and hash(Marked(1, tags=())) == hash(Marked(1, tags=(), name="x"))


def test_a_record_of_a_record_has_the_fields_of_both() -> None:
    found = Marked(1, 2, ("a",), "m", name="n")
    assert (found.left, found.top, found.tags, found.mark, found.name) == (1, 2, ("a",), "m", "n")
    assert Marked(1, 2, ()) != Point(1, 2, ()) and is_dataclass(Marked) and [each.name for each in fields(Marked)][-1] == "mark"
    assert Point(3).left == 3


def test_fields_that_are_worked_out() -> None:
    found = Derived((1, 2))
    assert (found.total, found.seen, found.fixed) == (3, [], 3) and Derived((1, 2)).seen is not found.seen
    assert replace(found, parts=(4,)).total == 4
    with pytest.raises(TypeError):
        Derived((1,), total=3)  # type: ignore[call-arg]


def test_copies_and_texts() -> None:
    assert replace(Point(1, name="a"), top=3) == Point(1, 3) and replace(Point(1, name="a"), top=3).name == "a"
    assert repr(Point(1, tags=())) == "Point(left=1, top=0, tags=(), name='')" and repr(Nothing()) == "Nothing()"
    assert pickle.loads(pickle.dumps(Marked(1, mark="m"))) == Marked(1, mark="m")
    with pytest.raises(AttributeError):
        Point(1).other = 2  # type: ignore[attr-defined]


def test_a_record_holds_its_fields_and_nothing_else() -> None:
    slots: list[object] = [vars(each)["__slots__"] for each in (Point, Marked)]
    assert not hasattr(Point(1), "__dict__") and slots == [("left", "top", "tags", "name"), ("mark",)]
    assert hasattr(Derived((1,)), "__dict__") and Point.__doc__ == "A point." and Point.__module__ == __name__


def test_records_in_patterns() -> None:
    match Marked(1, 2, mark="m"):
        case Marked(left, top, mark=mark):
            assert (left, top, mark) == (1, 2, "m")
        case _:
            pytest.fail("no match")
    assert Marked.__match_args__ == ("left", "top", "tags", "mark") == tuple(each.name for each in fields(Marked) if not each.kw_only)


def test_what_a_class_defines_itself_stays() -> None:
    @record(eq=False)
    class Own:
        left: int

        def __repr__(self) -> str:
            return "own"

    one, other = Own(1), Own(1)
    assert repr(one) == "own" and one != other and len({one, other}) == 2 and Own.__qualname__.endswith("<locals>.Own")


def test_a_record_without_an_initializer_takes_nothing() -> None:
    @record(init=False)
    class Bare:
        left: int = 2

    with pytest.raises(TypeError):
        Bare(1)  # type: ignore[call-arg]
