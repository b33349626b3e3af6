"""What the tests let through: changes one thing in the code at a time, and lists the changes that no test notices.

``python -m benchmarks.mutants journal/rules/state.py …`` (`make mutants`). The tests run once, to learn which of them
call which function. Then each mutant is a fork of that process with one function's code replaced, which runs the
tests that call the function until one fails; the laws of tests/property only where it outlives all others. What a
function is given beforehand (defaults, decorators) and what stands outside of functions stays as it is. Mutants that
cannot be noticed stand in ``mutants.txt`` with the reason. Arguments that begin with ``tests/`` are the tests to run
in place of the room's.
"""

from __future__ import annotations

import ast
import copy
import functools
import gc
import importlib
import os
import pkgutil
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeAlias

import pytest
from _pytest.runner import runtestprotocol

import journal

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "rules": ("unit/rules", "property/test_calendar.py"),
    "notes": ("unit/notes", *(f"property/test_{law}.py" for law in ("edit", "lost", "merge"))),
    "vault/queries": ("unit/vault/queries",),
    "vault/write": ("unit/vault/write",),
}
"""The tests that are quick enough to be run for each mutant of a room, beside those of tests/cases."""
LAWS = "tests/property/"
KNOWN = Path(__file__).with_suffix(".txt")
"""One mutant a line, as it is printed without its line number, then `` # `` and why no test can notice it."""
LIMIT = 5
"""Seconds of work, beside four times what its tests took, after which a mutant counts as a loop without end."""

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip
_LOOK = "_mutants_look"
_OTHER_NAME = {"any": "all", "all": "any", "min": "max", "max": "min"}


_Calls: TypeAlias = dict[tuple[str, str], dict[pytest.Item, float]]
"""For each function, by file and qualified name, the tests that call it, each with the seconds of work that it took."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. function: its qualified name. line: 1 is the first. code: the function's, changed."""

    file: str
    function: str
    line: int
    says: str
    code: CodeType

    def __str__(self) -> str:
        return f"{self.file} {self.function}: {self.says}"


def mutants(file: str) -> Iterator[Mutant]:
    """Every single change to the functions of a file."""
    text = (ROOT / file).read_text(encoding="utf-8")
    tree = ast.parse(text)
    unchanged = dict(_functions(compile(tree, str(ROOT / file), "exec")))
    places = {id(node): place for place, node in enumerate(ast.walk(tree))}
    above = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        for number in range(len(_changes(node))):
            said = node  # a number alone would not tell which one of its line
            while isinstance(said, (ast.Constant, ast.Name, ast.Slice)):
                said = above[id(said)]
            copied = copy.deepcopy(tree)
            changed = list(ast.walk(copied))
            target = changed[places[id(node)]]
            _changes(target)[number](target)
            says = f"{ast.unparse(said)} → {ast.unparse(changed[places[id(said)]])}".replace("\n", " ")
            for name, code in _functions(compile(copied, str(ROOT / file), "exec")):
                if code != unchanged[name]:
                    yield Mutant(file, name, getattr(node, "lineno", 0), says, code)


def _changes(node: ast.AST) -> list[functools.partial[None]]:
    """What can be changed of a node, each as a call that takes the node to change."""
    found: list[tuple[str, object]] = []
    match node:
        case ast.Compare(ops=ops):
            found = [("ops", [*ops[:at], _OTHER[type(op)](), *ops[at + 1 :]]) for at, op in enumerate(ops)]
        case ast.BoolOp(op=op) | ast.BinOp(op=ast.Add() | ast.Sub() as op):
            found = [("op", _OTHER[type(op)]())]
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            found = [("test", ast.UnaryOp(ast.Not(), test))]
        case ast.comprehension(ifs=ifs) if ifs:
            found = [("ifs", [*ifs[:at], *ifs[at + 1 :]]) for at in range(len(ifs))]
        case ast.Constant(value=bool() as value):
            found = [("value", not value)]
        case ast.Constant(value=int() as value):
            found = [("value", value + 1)]
        case ast.Name(id=name) if name in _OTHER_NAME:
            found = [("id", _OTHER_NAME[name])]
        case ast.Return(value=value) if value is not None and not _is_none(value):
            found = [("value", ast.Constant(None))]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            found = [("operand", ast.UnaryOp(ast.Not(), operand))]
    return [functools.partial(_set, field=field, value=value) for field, value in found]


def _looking(file: str) -> CodeType:
    """The code of a file in which each function says first that it is called."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body[:0] = ast.parse(f"{_LOOK}()").body
    return compile(ast.fix_missing_locations(tree), str(ROOT / file), "exec")


def _module(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _set(node: ast.AST, *, field: str, value: object) -> None:
    setattr(node, field, value)
    ast.fix_missing_locations(node)


def is_written_in(function: Callable[..., object], modules: Collection[str]) -> bool:
    """Whether a function is written in one of these modules; what a decorator puts around one only says so."""
    return function.__module__ in modules and not hasattr(function, "__wrapped__")


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _functions(code: CodeType, within: str = "") -> Iterator[tuple[str, CodeType]]:
    """The functions and methods of a module or class, with their qualified names."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType) and not inner.co_name.startswith("<"):
            if inner.co_flags & 0x2:  # it has local variables of its own: a function, not a class
                yield within + inner.co_name, inner
            else:
                yield from _functions(inner, f"{inner.co_name}.")


class Trial:
    """The plugin that runs the tests once, and then some of them for every mutant."""

    def __init__(self, files: list[str]) -> None:
        self.files = files
        self.survivors = 0
        self._caches: list[functools._lru_cache_wrapper[object]] = []
        self._functions: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for module in pkgutil.walk_packages(journal.__path__, "journal."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        gc.unfreeze()  # what the tests have frozen could not be found
        modules = {_module(file) for file in self.files}
        for thing in gc.get_objects():
            if type(thing) is functools._lru_cache_wrapper:
                self._caches.append(thing)
            elif type(thing) is FunctionType and is_written_in(thing, modules):
                self._functions[thing.__module__, thing.__qualname__].append(thing)
        self._items = session.items
        known = dict(line.rsplit(" # ", 1) for line in KNOWN.read_text("utf-8").splitlines() if " # " in line)
        for file in self.files:
            tried = list(mutants(file))
            for mutant in tried:
                if str(mutant) not in known and not self._is_noticed(mutant):
                    self.survivors += 1
                    self._print(f"{file}:{mutant.line} {mutant.function}: {mutant.says}")
            for gone in {line for line in known if line.startswith(f"{file} ")} - set(map(str, tried)):
                self._print(f"there is no longer such a mutant: {gone}")
            self._print(f"{file}: {len(tried)} mutants")
        return True

    def _is_noticed(self, mutant: Mutant) -> bool:
        function = str(ROOT / mutant.file), mutant.function
        return self._fails(mutant, self._quick.get(function, {})) or self._fails(mutant, self._laws.get(function, {}))

    @functools.cached_property
    def _quick(self) -> _Calls:
        return self._learned([item for item in self._items if not item.nodeid.startswith(LAWS)])

    @functools.cached_property
    def _laws(self) -> _Calls:
        return self._learned([item for item in self._items if item.nodeid.startswith(LAWS)])

    def _learned(self, items: list[pytest.Item]) -> _Calls:
        """The calls of some tests, which pass in another order and once more too. Raises pytest.UsageError."""
        start = time.process_time()
        calls = self._looked_at(items)
        gc.freeze()  # a fork that looks through all of it would copy all of it
        self._print(f"{len(items)} tests: {time.process_time() - start:.0f} s")
        every = {test: took for tests in calls.values() for test, took in tests.items()}
        if any(self._fails(None, every) for _ in range(2)):  # the second finds what the first has left
            raise pytest.UsageError("a test fails with nothing changed, where it runs in another order or once more")
        return calls

    def _looked_at(self, items: list[pytest.Item]) -> _Calls:
        calls: _Calls = defaultdict(dict)
        called: set[tuple[str, str]] = set()

        def look() -> None:
            code = sys._getframe(1).f_code
            called.add((code.co_filename, code.co_qualname.split(".<locals>")[0]))

        unchanged = [(function, function.__code__) for known in self._functions.values() for function in known]
        for file in self.files:
            for name, code in _functions(_looking(file)):
                for function in self._functions[_module(file), name]:
                    function.__globals__[_LOOK] = look
                    function.__code__ = code
        other = next((item for item in self._items if item not in items), self._items[0])
        for item, following in zip(items, [*items[1:], other], strict=False):  # what all share stays for the forks
            called.clear()
            self._forget()
            start = time.process_time()
            reports = runtestprotocol(item, log=False, nextitem=following)
            if any(report.failed for report in reports):
                self._print(f"left out, fails while it is looked at: {item.nodeid}")
                continue
            for each in called:
                calls[each][item] = time.process_time() - start
        for function, code in unchanged:
            function.__code__ = code
        return calls

    @staticmethod
    def _print(line: str) -> None:
        print(line, file=sys.__stderr__, flush=True)

    def _forget(self) -> None:
        """Nothing that was worked out before is remembered."""
        for cache in self._caches:
            cache.cache_clear()

    def _fails(self, mutant: Mutant | None, tests: dict[pytest.Item, float]) -> bool:
        """Whether one of the tests fails with it, None for no change at all; in a process of its own.

        tests: each with the seconds of work that it took.
        """
        if not tests:
            return False
        child = os.fork()
        if child == 0:
            if mutant:
                most = LIMIT + round(4 * sum(tests.values()))
                resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            fails = True
            try:
                fails = self._fails_here(mutant, sorted(tests, key=tests.__getitem__))
            finally:
                os._exit(fails)
        return os.waitpid(child, 0)[1] != 0

    def _fails_here(self, mutant: Mutant | None, tests: list[pytest.Item]) -> bool:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        self._forget()
        if mutant:
            for function in self._functions[_module(mutant.file), mutant.function]:
                function.__code__ = mutant.code
        following = [*tests[1:], next(item for item in self._items if item not in tests[-1:])]
        return any(
            report.failed
            for item, after in zip(tests, following, strict=True)
            for report in runtestprotocol(item, log=False, nextitem=after)
        )


def main(arguments: list[str]) -> int:
    named = [name for name in arguments if name.startswith("tests/")]
    rest = [name for name in arguments if name not in named]
    found = [path for name in rest for path in sorted((ROOT / name).rglob("*.py")) or [ROOT / name]]
    os.environ["JOURNAL_LAWS"] = "mutants"
    trial = Trial([str(path.relative_to(ROOT)) for path in found])
    rooms = [room for room in ROOMS if any(file.startswith(f"journal/{room}/") for file in trial.files)]
    tests = named or [f"tests/{each}" for room in rooms for each in (*ROOMS[room], "cases")]
    pytest.main(["-q", "-n", "0", "--tb=native", "-p", "no:cacheprovider", "--no-header", *tests], plugins=[trial])
    return 1 if trial.survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
