"""``typing.NamedTuple`` at half its price: that one compiles the type of each field, and imports all of ``typing``."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Fields(type):
        """Makes a named tuple of the fields that the body of a class declares, with the rest of that body."""

        def __new__(cls, name, _bases, body):
            fields = body["__annotations__"]
            made = namedtuple(name, fields, defaults=[body[field] for field in fields if field in body])
            for each, value in body.items():
                if each not in fields:
                    setattr(made, each, value)
            return made

    NamedTuple = type.__new__(_Fields, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
