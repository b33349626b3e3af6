"""An expression that is compiled at its first use is an expression like any other."""

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from re import _compiler, _parser  # type: ignore[attr-defined]  # nothing public tells what stands in an expression
from typing import Any

import pytest

import journal
from journal.regex import regex


def test_it_finds_what_the_compiled_one_finds() -> None:
    words = regex(r"(?i)([a-z])\w*")
    assert words.findall("Ask 1 Ben") == ["A", "B"]
    assert [match[0] for match in words.finditer("Ask 1 Ben")] == ["Ask", "Ben"]
    assert words.sub(r"\1", "Ask 1 Ben") == "A 1 B"
    assert words.split("1 Ben 2") == ["1 ", "B", " 2"]
    assert (words.match("1 Ben"), words.fullmatch("Ben 2")) == (None, None)
    assert (found := words.search("1 Ben", 3)) is not None
    assert found.span() == (3, 5)
    assert found.re is re.compile(words.pattern)


def test_one_of_bytes_takes_bytes() -> None:
    assert regex(rb"\d+").findall(b"a1b22") == [b"1", b"22"]


def test_a_mistake_in_it_is_found_at_its_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.match("")


MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(journal.__path__, "journal.")
    if not module.name.endswith("__main__")
)


def ours() -> Iterator[re.Pattern[Any]]:
    for module in MODULES:
        held = vars(importlib.import_module(module)).values()
        for value in [*held, *(inner for each in held if isinstance(each, dict) for inner in each.values())]:
            if type(value) is type(regex("")):
                yield value


def repeated_for_good(parsed: Any) -> Iterator[Any]:
    """Each part that an expression repeats without ever giving back."""
    for operation, value in parsed:
        if operation is _parser.POSSESSIVE_REPEAT:
            yield value[2]
        inner = [value] if isinstance(value, _parser.SubPattern) else value if isinstance(value, list | tuple) else []
        for each in [*inner, *(branch for part in inner if isinstance(part, list) for branch in part)]:
            if isinstance(each, _parser.SubPattern):
                yield from repeated_for_good(each)


def test_every_one_of_ours_can_be_compiled() -> None:
    compiled = 0
    for value in ours():
        assert re.compile(value.pattern).pattern == value.pattern
        compiled += 1
    assert compiled > 100


def test_a_group_is_never_repeated_with_a_plus_behind() -> None:
    """Python before 3.11.5, as Debian 12 has it, matches ``(?:ab)*+`` wrongly: ``(?>(?:ab)*)`` says the same."""
    assert [*repeated_for_good(_parser.parse(r"x(?:a|(b(?:cd)*+))"))]
    for value in ours():
        groups = [part for part in repeated_for_good(_parser.parse(value.pattern)) if not _compiler._simple(part)]
        assert not groups, value.pattern


def test_no_module_compiles_one_while_it_is_imported() -> None:
    program = (
        "import re, sys\nseen = set()\ncompiled = re.compile\n"
        "def noted(*given, **named):\n"
        "    seen.add(sys._getframe(1).f_globals['__name__'])\n"
        "    return compiled(*given, **named)\nre.compile = noted\n"
        f"for module in {MODULES!r}:\n    __import__(module)\n"
        "print(*(name for name in seen if name.startswith('journal')), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
