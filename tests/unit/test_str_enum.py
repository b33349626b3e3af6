"""Our enumerations of texts are those of ``enum``, but for what they cost."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from typing import Any

import pytest

from journal.str_enum import StrEnum


class Ours(StrEnum):
    """A colour."""

    RED = "red"
    LIGHT_BLUE = "light blue"

    @property
    def word(self) -> str:
        return self.value.upper()


class Theirs(enum.StrEnum):
    """A colour."""

    RED = "red"
    LIGHT_BLUE = "light blue"

    @property
    def word(self) -> str:
        return self.value.upper()


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_its_members_are_texts_in_their_order(kind: Any) -> None:
    assert list(kind) == ["red", "light blue"] == [kind.RED, kind.LIGHT_BLUE]
    assert len(kind) == 2
    assert [(each.name, each.value, each.word) for each in kind] == [
        ("RED", "red", "RED"),
        ("LIGHT_BLUE", "light blue", "LIGHT BLUE"),
    ]
    assert (str(kind.RED), f"{kind.RED:>5}", kind.RED + "!", ", ".join(kind)) == (
        "red",
        "  red",
        "red!",
        "red, light blue",
    )
    assert [type(each.value) for each in kind] == [str, str]
    assert repr(kind.RED) == f"<{kind.__name__}.RED: 'red'>"
    assert kind.__doc__ == "A colour."


@BOTH
def test_a_text_gives_the_one_member_that_it_is(kind: Any) -> None:
    assert kind("red") is kind.RED is kind(kind.RED)
    others: tuple[Any, ...] = ("green", "RED", None, [])
    for other in others:
        with pytest.raises(ValueError, match=f"is not a valid {kind.__name__}"):
            kind(other)
    with pytest.raises(AttributeError):
        kind.GREEN  # noqa: B018


@BOTH
def test_there_is_one_of_each_wherever_it_comes_from(kind: Any) -> None:
    assert pickle.loads(pickle.dumps(kind.RED)) is kind.RED  # noqa: S301
    assert copy.copy(kind.RED) is copy.deepcopy(kind.RED) is kind.RED
    assert isinstance(kind.RED, kind)
    assert isinstance(kind.RED, str)
    assert {kind.RED: 1}[kind("red")] == 1
    assert json.dumps({kind.RED: kind.LIGHT_BLUE}) == '{"red": "light blue"}'
