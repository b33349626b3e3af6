"""Our named tuples are those of ``typing``, but for what they cost."""

from __future__ import annotations

import pickle
import typing

import pytest

from journal.named_tuple import NamedTuple


class Ours(NamedTuple):
    """A point."""

    x: int
    y: int | None = None
    name: str = "p"

    @property
    def double(self) -> int:
        return 2 * self.x

    @classmethod
    def at(cls, x: int) -> Ours:
        return cls(x)

    def __bool__(self) -> bool:
        return bool(self.x)


class Theirs(typing.NamedTuple):
    """A point."""

    x: int
    y: int | None = None
    name: str = "p"

    @property
    def double(self) -> int:
        return 2 * self.x

    @classmethod
    def at(cls, x: int) -> Theirs:
        return cls(x)

    def __bool__(self) -> bool:
        return bool(self.x)


def test_it_has_what_one_of_typing_has() -> None:
    assert set(vars(Ours)) - set(vars(Theirs)) == set()
    assert set(vars(Theirs)) - set(vars(Ours)) == {"__orig_bases__"} & set(vars(Theirs))
    assert Ours.__mro__[1:] == (tuple, object) == Theirs.__mro__[1:]
    for name in ("_fields", "_field_defaults", "__match_args__", "__module__", "__doc__"):
        assert getattr(Ours, name) == getattr(Theirs, name)


def test_it_is_filled_compared_and_changed_alike() -> None:
    assert Ours(1) == Ours(x=1, y=None, name="p") == (1, None, "p") == Theirs(1)
    assert (Ours(3).double, Ours.at(4).x, bool(Ours(0))) == (6, 4, False)
    assert repr(Ours(1, 2)) == "Ours(x=1, y=2, name='p')"
    assert Ours(1)._replace(y=5) == Ours(1, 5)
    assert pickle.loads(pickle.dumps(Ours(7))) == Ours(7)  # noqa: S301  # our own
    with pytest.raises(AttributeError):
        Ours(1).x = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]


def test_the_first_and_the_hundredth_are_filled_alike() -> None:
    class Many(NamedTuple):
        """A point."""

        x: int
        y: int | None = None
        new: str = "n"

    for number in range(100):
        assert Many(number) == Many(x=number) == (number, None, "n")
        assert Many(number, new="m") == Many(number, None, "m") == (number, None, "m")
        for wrong in ((), (1, 2, "a", 4)):
            with pytest.raises(TypeError):
                Many(*wrong)
        for named in ({"y": 1}, {"x": 1, "z": 2}):
            with pytest.raises(TypeError):
                Many(**named)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            Many(1, x=2)  # type: ignore[misc]
