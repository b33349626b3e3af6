"""A template filled in: its parse tree is walked, within bounds; nothing of it is run (docs/practice.md 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

from journal.rules.messages.person_name import joined
from journal.rules.messages.template import MOST_BYTES, Template
from journal.rules.messages.values import Value

__all__ = ["filled"]

_MOST_STEPS = 50_000
"""Nodes that are looked at while one template is filled in."""
_TOO_LONG = f"makes the message longer than {MOST_BYTES // 1024} KB: take a loop out"


def filled(template: Template, values: Mapping[str, Value]) -> str:
    """The text of a template with these values; a value that is missing is empty.

    Raises BadSettings with the line where the text would be too long, or the loops would take too long.
    """
    return "".join(_Filling(template).of(template.tree.body, values))


class _Filling:
    """Fills in one template, and counts what that takes. Every method raises BadSettings."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._bytes = self._steps = 0

    def of(self, tree: Sequence[nodes.Node], scope: Mapping[str, Value]) -> Iterator[str]:
        """The text of what stands one behind the other in a tree. scope: values by name."""
        for node in tree:
            match node:
                case nodes.Output():
                    for each in node.nodes:
                        text = each.data if isinstance(each, nodes.TemplateData) else _shown(self._value(each, scope))
                        yield self._counted(text, each)
                case nodes.If():
                    branches = [(node.test, node.body), *((other.test, other.body) for other in node.elif_)]
                    holds = (body for test, body in branches if self._value(test, scope))
                    yield from self.of(next(holds, node.else_), scope)
                case nodes.For(target=nodes.Name(name=name)):
                    for entry in _each(self._value(node.iter, scope)):
                        self._step(node)
                        yield from self.of(node.body, {**scope, name: entry})

    def _step(self, node: nodes.Node) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise self._template.refused(node.lineno, "is come to too often: take a loop out")

    def _counted(self, text: str, node: nodes.Node) -> str:
        try:
            self._bytes += len(text.encode())
        except UnicodeEncodeError:
            raise self._template.refused(node.lineno, "has half a character") from None
        if self._bytes > MOST_BYTES:
            raise self._template.refused(node.lineno, _TOO_LONG)
        return text

    def _value(self, node: nodes.Node, scope: Mapping[str, Value]) -> Value:
        """What an expression gives."""
        self._step(node)
        match node:
            case nodes.Const():
                literal: Value = node.value
                return literal
            case nodes.Name(name=name):
                return scope.get(name)
            case nodes.Getattr(node=inner, attr=name):
                part = self._value(inner, scope)
                return part.get(name) if isinstance(part, Mapping) else None
            case nodes.Not(node=inner):
                return not self._value(inner, scope)
            case nodes.And(left=left, right=right):
                return self._value(left, scope) and self._value(right, scope)
            case nodes.Or(left=left, right=right):
                return self._value(left, scope) or self._value(right, scope)
            case nodes.Compare():
                return self._holds(node, scope)
            case nodes.Filter(node=nodes.Expr() as inner):
                return self._filtered(node, self._value(inner, scope), [self._value(each, scope) for each in node.args])
            case _:
                raise AssertionError(node)

    def _holds(self, node: nodes.Compare, scope: Mapping[str, Value]) -> bool:
        """Whether each comparison of a chain holds."""
        left = self._value(node.expr, scope)
        for other in node.ops:
            right = self._value(other.expr, scope)
            is_so = left == right if other.op in ("eq", "ne") else _is_in(left, right)
            if is_so is (other.op in ("ne", "notin")):
                return False
            left = right
        return True

    def _filtered(self, node: nodes.Filter, given: Value, args: Sequence[Value]) -> Value:
        """What a filter makes of a value."""
        match node.name:
            case "join":
                texts, between = list(map(_shown, _each(given))), _shown(args[0]) if args else ""
                if sum(map(len, texts)) + len(between) * len(texts) > MOST_BYTES:
                    raise self._template.refused(node.lineno, _TOO_LONG)
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
