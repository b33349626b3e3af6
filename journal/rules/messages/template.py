"""A template of a message, held to a list of what a template may do (docs/practice.md 3).

Jinja reads it. What it is made of is looked at token by token before Jinja sees it, so that a hostile template ends at
once, and then as Jinja's parse tree. Nothing of a template ever becomes a program: ``filling`` walks the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser

from journal.rules.messages.tree import MOST_BYTES, Body, Expression, Template, refused
from journal.rules.messages.values import LIST, OF_PARTS, PART, PARTS, TEXT, VALUES, given_by

__all__ = ["read"]

_MOST_SIGNS, _MOST_IN_TAGS = 3_000, 300
"""Pieces that Jinja sees in a template, and those in tags with no text between them: more would take long to read."""
_DEEPEST = 2
"""Loops in one another."""
_SHOWN = 60
"""Characters of a name that an error quotes."""
_MAY = (
    "A template has text, {{ value }}, if, for, and the filters join, first, default, upper and lower "
    "(docs/practice.md 3)."
)

_TAGS = frozenset("if elif else endif for endfor".split())
_WORDS = frozenset("and or not in true false none True False None".split())
_SIGNS = frozenset(
    "data variable_begin variable_end block_begin block_end eof "
    "name string integer float dot pipe comma lparen rparen eq ne".split()
)
_OPERANDS = frozenset("name string integer float rparen".split())
_COMPARISONS = frozenset("eq ne in notin".split())
_FILTERS = {"join": (0, 1), "first": (0, 0), "default": (1, 2), "upper": (0, 0), "lower": (0, 0)}
"""Each with the least and the most arguments that it takes."""
_OF_LISTS = frozenset({"join", "first"})
_ENVIRONMENT = Environment(autoescape=False)  # a message is text


def read(path: str, source: str, *, with_parts: bool) -> Template:
    """A template, read and found harmless. with_parts: whether it has the value ``parts``.

    Raises BadSettings with its path and the line of what is not on the list.
    """
    if len(raw := source.encode(errors="replace")) > MOST_BYTES:
        line = raw.count(b"\n", 0, MOST_BYTES) + 1
        raise refused(path, source, line, f"is more than {MOST_BYTES // 1024} KB from the beginning: shorten it")
    known = frozenset(VALUES) | ({PARTS} if with_parts else frozenset())
    parser = Parser(_ENVIRONMENT, source)
    try:
        parser.stream = TokenStream(_looked_at(parser.stream, known), None, None)
        body = _body(parser.parse().body, {name: given_by(name) for name in known}, 0)
    except _NotOnList as odd:
        raise refused(path, source, odd.line, f"{odd}. {_MAY}") from None
    except TemplateSyntaxError as error:
        raise refused(path, source, error.lineno, f"cannot be read ({error.message}). {_MAY}") from None
    except RecursionError:
        raise refused(path, source, parser.stream.current.lineno, "has too much in one another") from None
    return Template(path, source, body)


class _NotOnList(Exception):
    """Something that no template may do. line: counted from 1. why: goes on from “line 3”."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def _looked_at(stream: TokenStream, known: Set[str]) -> Iterator[Token]:
    """The tokens of a template, up to the first that stands for something that no template may do.

    known: the values that it may name. Raises _NotOnList.
    """
    before, last = "", Token(1, "data", "")
    loops: set[str] = set()
    in_tag = 0
    try:
        for number, token in enumerate(stream):
            in_tag = 0 if token.type == "data" else in_tag + 1
            if number > _MOST_SIGNS or in_tag > _MOST_IN_TAGS:
                raise _NotOnList(token.lineno, "has too many names and signs in its tags")
            if why := _why_not(token, last, before, known | loops):
                raise _NotOnList(token.lineno, why)
            if _is_loop(last, before):
                loops.add(token.value)
            yield token
            before, last = last.type, token
    except ValueError:  # of a number that Python does not read
        raise _NotOnList(last.lineno + last.value.count("\n"), "has too long a number") from None


def _is_loop(last: Token, before: str) -> bool:
    """Whether what comes next is the variable of a loop. last, before: as in ``_why_not``."""
    return last.test("name:for") and before == "block_begin"


def _why_not(token: Token, last: Token, before: str, known: Set[str]) -> str:
    """Why a token may not stand where it does; "" where it may.

    last: the token before. before: the type of the one before that. known: names of values and of loops.
    """
    if token.type not in _SIGNS:
        return f"has “{token.value}”"
    if token.type == "lparen":
        is_operand = last.type in _OPERANDS and not (last.type == "name" and last.value in _WORDS | _TAGS)
        return "calls something" if is_operand and before != "pipe" else ""
    if last.type == "dot":
        return "" if token.type == "name" and token.value in OF_PARTS else f"takes “{token.value}” of something"
    if token.type != "name":
        return ""
    if last.type == "block_begin":
        return "" if token.value in _TAGS else f"has “{token.value}”"
    if last.type == "pipe":
        return "" if token.value in _FILTERS else f"has the filter “{token.value}”"
    if _is_loop(last, before):
        return "begins a name with “_”" if token.value.startswith("_") else ""
    if token.value in _WORDS or token.value in known:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(token.value[:_SHOWN], known, n=1)
    return f"has a value that there is not, “{token.value[:_SHOWN]}”" + (f" (did you mean {near[0]}?)" if near else "")


def _body(tree: Sequence[nodes.Node], scope: Mapping[str, str], depth: int) -> Body:
    """What stands one behind the other in a tree. Raises _NotOnList.

    scope: what each name stands for, as ``_expression`` has it. depth: the number of loops around it.
    """
    body: list[Expression] = []
    for node in tree:
        match node:
            case nodes.Output():
                body += [_shown(each, scope) for each in node.nodes]
            case nodes.If():
                branches = [(node.test, node.body), *((other.test, other.body) for other in node.elif_)]
                tests = [[_expression(test, scope)[1], _body(inner, scope, depth)] for test, inner in branches]
                body.append(["if", node.lineno, tests, _body(node.else_, scope, depth)])
            case nodes.For(target=nodes.Name(name=name), else_=[]):
                kind, over = _expression(node.iter, scope)
                if depth == _DEEPEST:
                    raise _NotOnList(node.lineno, f"has more than {_DEEPEST} loops in one another")
                if kind not in (LIST, PARTS):
                    raise _NotOnList(node.lineno, "loops over what is no list")
                inside = {**scope, name: PART if kind == PARTS else TEXT}
                body.append(["for", node.lineno, name, over, _body(node.body, inside, depth + 1)])
            case _:
                raise _other(node)
    return body


def _shown(node: nodes.Node, scope: Mapping[str, str]) -> Expression:
    """The part of a body that writes a text or shows a value. Raises _NotOnList."""
    if isinstance(node, nodes.TemplateData):
        return ["text", node.lineno, node.data]
    kind, value = _expression(node, scope)
    if kind in (PART, PARTS):
        raise _NotOnList(node.lineno, "shows a part whole: show what it has, as part.text")
    return ["show", node.lineno, value]


def _expression(node: nodes.Node, scope: Mapping[str, str]) -> tuple[str, Expression]:
    """What an expression gives, TEXT, LIST, PART or PARTS, and the expression. Raises _NotOnList.

    scope: what the value of each name is, one of the four.
    """
    line = node.lineno
    match node:
        case nodes.Const():
            return TEXT, ["is", line, node.value]
        case nodes.Name(name=name) if name in scope:
            return scope[name], ["value", line, name]
        case nodes.Getattr(node=inner, attr=name):
            kind, of = _expression(inner, scope)
            if kind != PART:
                raise _NotOnList(line, f"takes “{name}” of what is no part")
            return given_by(name), ["of", line, of, name]
        case nodes.Not(node=inner):
            return TEXT, ["not", line, _expression(inner, scope)[1]]
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            (one, first), (other, second) = _expression(left, scope), _expression(right, scope)
            return _one_of(one, other), ["and" if isinstance(node, nodes.And) else "or", line, first, second]
        case nodes.Compare(expr=inner, ops=others) if all(other.op in _COMPARISONS for other in others):
            compared = [[other.op, _expression(other.expr, scope)[1]] for other in others]
            return TEXT, ["compare", line, _expression(inner, scope)[1], compared]
        case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args, kwargs=[]):
            kind, given = _expression(inner, scope)
            read = [_expression(each, scope) for each in args]
            filtered = ["filter", line, given, name, [each for _, each in read]]
            return _kind_filtered(line, name, kind, [each for each, _ in read]), filtered
        case _:
            raise _other(node)


def _kind_filtered(line: int, name: str, given: str, args: Sequence[str]) -> str:
    """What a filter gives. given, args: what it is given."""
    least, most = _FILTERS[name]
    if not least <= len(args) <= most:
        raise _NotOnList(line, f"gives {name} too {'many' if len(args) > most else 'few'} arguments")
    if given == PARTS and name == "first":
        return PART
    if name in _OF_LISTS and given != LIST:
        raise _NotOnList(line, f"gives {name} what is no list")
    if {PART, PARTS} & {given, *args}:
        raise _NotOnList(line, f"gives {name} a part: give it what it has, as part.text")
    return _one_of(given, args[0]) if name == "default" else TEXT


def _one_of(one: str, other: str) -> str:
    """What is given where it may be one thing or another: what both are; else text, and parts where either has some."""
    return one if one == other else PARTS if {one, other} & {PART, PARTS} else TEXT


def _other(node: nodes.Node) -> _NotOnList:
    return _NotOnList(node.lineno, f"has what no template has ({type(node).__name__.lower()})")
