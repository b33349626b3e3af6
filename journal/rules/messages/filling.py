"""A template filled in: what was read is walked through, within bounds; nothing of it is run (docs/practice.md 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.errors import BadSettings
from journal.rules.messages.person_name import joined
from journal.rules.messages.tree import MOST_BYTES, Body, Expression, Template, refused
from journal.rules.messages.values import Value

__all__ = ["filled"]

_MOST_STEPS = 50_000
"""Nodes that are looked at while one template is filled in."""
_TOO_LONG = f"makes the message longer than {MOST_BYTES // 1024} KB: take a loop out"


def filled(template: Template, values: Mapping[str, Value]) -> str:
    """The text of a template with these values; a value that is missing is empty.

    Raises BadSettings with the line where the text would be too long, or the loops would take too long.
    """
    return "".join(_Filling(template).of(template.body, values))


class _Filling:
    """Fills in one template, and counts what that takes. Every method raises BadSettings."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._bytes = self._steps = 0

    def of(self, body: Body, scope: Mapping[str, Value]) -> Iterator[str]:
        """The text of what stands one behind the other. scope: values by name."""
        for node in body:
            match node:
                case ["text", line, text]:
                    yield self._counted(text, line)
                case ["show", line, expression]:
                    yield self._counted(_shown(self._value(expression, scope)), line)
                case ["if", _, branches, otherwise]:
                    holds = (inner for test, inner in branches if self._value(test, scope))
                    yield from self.of(next(holds, otherwise), scope)
                case ["for", line, name, over, inner]:
                    for entry in _each(self._value(over, scope)):
                        self._step(line)
                        yield from self.of(inner, {**scope, name: entry})

    def _step(self, line: int) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise self._refused(line, "is come to too often: take a loop out")

    def _counted(self, text: str, line: int) -> str:
        try:
            self._bytes += len(text.encode())
        except UnicodeEncodeError:
            raise self._refused(line, "has half a character") from None
        if self._bytes > MOST_BYTES:
            raise self._refused(line, _TOO_LONG)
        return text

    def _refused(self, line: int, why: str) -> BadSettings:
        return refused(self._template.path, self._template.source, line, why)

    def _value(self, expression: Expression, scope: Mapping[str, Value]) -> Value:
        """What an expression gives."""
        kind, line, *parts = expression
        self._step(line)
        match kind, parts:
            case "is", [value]:
                given: Value = value
                return given
            case "value", [name]:
                return scope.get(name)
            case "of", [inner, name]:
                part = self._value(inner, scope)
                return part.get(name) if isinstance(part, Mapping) else None
            case "not", [inner]:
                return not self._value(inner, scope)
            case "and", [left, right]:
                return self._value(left, scope) and self._value(right, scope)
            case "or", [left, right]:
                return self._value(left, scope) or self._value(right, scope)
            case "compare", [inner, others]:
                return self._holds(self._value(inner, scope), others, scope)
            case _, [inner, name, args]:
                return self._filtered(
                    line, name, self._value(inner, scope), [self._value(each, scope) for each in args]
                )
        raise AssertionError(expression)

    def _holds(self, left: Value, others: Sequence[Expression], scope: Mapping[str, Value]) -> bool:
        """Whether each comparison of a chain holds."""
        for operator, other in others:
            right = self._value(other, scope)
            is_so = left == right if operator in ("eq", "ne") else _is_in(left, right)
            if is_so is (operator in ("ne", "notin")):
                return False
            left = right
        return True

    def _filtered(self, line: int, name: str, given: Value, args: Sequence[Value]) -> Value:
        """What a filter makes of a value."""
        match name:
            case "join":
                texts, between = list(map(_shown, _each(given))), _shown(args[0]) if args else ""
                if sum(map(len, texts)) + len(between) * len(texts) > MOST_BYTES:
                    raise self._refused(line, _TOO_LONG)
                return between.join(texts)
            case "first":
                return next(iter(_each(given)), None)
            case "default":
                return args[0] if given is None or (args[1:] and args[1] and not given) else given
            case "upper":
                return _shown(given).upper()
            case _:
                return _shown(given).lower()


def _each(value: Value) -> Sequence[Value]:
    """The entries of a list; none of a value that is missing."""
    return value if isinstance(value, tuple) else ()


def _shown(value: Value) -> str:
    """A value as text: a list as a sentence lists it, "" for what is missing."""
    if isinstance(value, tuple):
        return joined(list(map(_shown, value)))
    return "" if value is None else str(value)


def _is_in(value: Value, where: Value) -> bool:
    """Whether a text holds another, or a list has an entry; what is missing is in nothing."""
    return value is not None and (_shown(value) in where if isinstance(where, str) else value in _each(where))
