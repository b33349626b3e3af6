"""``typing.NamedTuple`` at a tenth of its price: that one imports all of ``typing``, and compiles much for each kind.

A command makes few values of most kinds: what fills a kind is compiled once there are more of it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter  # what reads a field of a ``collections.namedtuple``

    _FEW = 30
    """Values that are filled in the time that it takes to compile what fills them faster."""

    class _Fields(type):
        """Makes a named tuple of the fields that the body of a class declares, with the rest of that body."""

        def __new__(cls, name, _bases, body):
            fields = tuple(body["__annotations__"])
            defaults = {field: body[field] for field in fields if field in body}

            few, count, new = _FEW, len(fields), tuple.__new__

            def fill(_cls, *values, **named):
                """Fills the first ones, and then has compiled what fills many."""
                nonlocal few
                few -= 1
                if not few:
                    made.__new__ = staticmethod(_compiled(fields, defaults))
                if named or len(values) != count:
                    values = _completed(fields, defaults, values, named)
                return new(_cls, values)

            own = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__new__": fill}
            readers = {field: _tuplegetter(at, f"Field {at}.") for at, field in enumerate(fields)}
            made = type(name, (tuple,), {**_METHODS, **body, **own, **readers})
            return made

    def _compiled(fields, defaults):
        """A function that fills one, as ``collections.namedtuple`` makes it."""
        listed = ", ".join(fields)
        fill = eval(f"lambda _cls, {listed}: _new(_cls, ({listed},))", {"_new": tuple.__new__})  # noqa: S307
        fill.__defaults__ = tuple(defaults.values())
        return fill

    def _completed(fields, defaults, values, named):
        """The values of all fields; raises TypeError where one is missing, filled twice, or none of them."""
        try:
            values += tuple([named.pop(each) if each in named else defaults[each] for each in fields[len(values) :]])
        except KeyError as missing:
            raise TypeError(f"no value for {missing}") from None
        if named or len(values) != len(fields):
            raise TypeError(f"too many values for {', '.join(fields)}")
        return values

    def _make(cls, values):
        """A value of this class, with its fields filled in order."""
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
