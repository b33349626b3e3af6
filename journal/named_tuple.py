"""``typing.NamedTuple`` at a tenth of its price: that one imports all of ``typing``, and compiles much for each kind.

A command makes few of the kinds of values that it imports: what fills a kind is compiled when its first value is made.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter  # what reads a field of a ``collections.namedtuple``

    class _Fields(type):
        """Makes a named tuple of the fields that the body of a class declares, with the rest of that body."""

        def __new__(cls, name, _bases, body):
            fields = tuple(body["__annotations__"])
            defaults = {field: body[field] for field in fields if field in body}

            def fill(_cls, *values, **named):
                """Compiles what takes its place, and makes the first value with it."""
                listed = ", ".join(fields)
                new = eval(f"lambda _cls, {listed}: _new(_cls, ({listed},))", {"_new": tuple.__new__})  # noqa: S307
                new.__defaults__ = tuple(defaults.values())
                made.__new__ = staticmethod(new)
                return new(_cls, *values, **named)

            own = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__new__": fill}
            readers = {field: _tuplegetter(at, f"Field {at}.") for at, field in enumerate(fields)}
            made = type(name, (tuple,), {**_METHODS, **body, **own, **readers})
            return made

    def _make(cls, values):
        """One of the values in order."""
        return cls(*values)

    def _replace(self, **changed):
        """The same but for some fields; raises ValueError for a name that is none of them."""
        made = tuple.__new__(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise ValueError(f"{type(self).__name__} has no field {', '.join(changed)}")
        return made

    def _asdict(self):
        """The values by the names of their fields."""
        return dict(zip(self._fields, self, strict=True))

    def _repr(self):
        """The call that makes it."""
        return f"{type(self).__name__}({', '.join(f'{field}={value!r}' for field, value in self._asdict().items())})"

    def _values(self):
        """What it is copied and pickled by."""
        return tuple(self)

    _METHODS = {
        "__slots__": (),
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": _repr,
        "__getnewargs__": _values,
    }
    NamedTuple = type.__new__(_Fields, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
