"""A template does what is on the list and nothing else; what is not ends at once, with the file and the line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadSettings
from journal.places import message_templates
from journal.rules.messages.filling import filled
from journal.rules.messages.template import read
from journal.rules.messages.tree import MOST_BYTES, refused
from journal.rules.messages.values import VALUES, Value
from journal.vault.write.templates import READ
from tests.quick import at_once

KIM: dict[str, Value] = {"title": "Acme", "kind": "thanks", "text": "Ta!", "contact": ("Kim Park",)}
VALUES_HERE: dict[str, Value] = {
    "to": ("Ana", "Kim", "Tom"),
    "greeting": "Hi Ana,",
    "title": "Intro",
    "outcome": "“yes, intro made”",
    "minutes": 30,
    "goal": ("Job",),
    "parts": (KIM, {"kind": "nudge", "text": "Well?"}),
}


def made(source: str, values: Mapping[str, Value] = VALUES_HERE) -> str:
    return filled(read("templates/messages/x.txt", source, with_parts="parts" in values), values)


def refusal(source: str, values: Mapping[str, Value] = VALUES_HERE) -> BadSettings:
    """How a template is refused."""
    with pytest.raises(BadSettings) as told:
        made(source, values)
    return told.value


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("plain { } { % # text", "plain { } { % # text"),
        ("{# a remark #}x", "x"),
        ("{{ title }}", "Intro"),
        ("{{ to }}", "Ana, Kim and Tom"),
        ("{{ minutes }}", "30"),
        ("{{ asked }}|{{ via }}", "|"),
        ("{{ to|join(', ') }}", "Ana, Kim, Tom"),
        ("{{ to|join }}", "AnaKimTom"),
        ("{{ to|first|upper }}", "ANA"),
        ("{{ title|lower }}", "intro"),
        ("{{ asked|default('a while ago') }}", "a while ago"),
        ("{{ asked|default(title) }}", "Intro"),
        ("{{ title|default('x') }}", "Intro"),
        ("{{ via|first }}{{ via|join('+') }}", ""),
        ("{{ via|default(to)|join('+') }}{{ (via or goal)|join }}", "Ana+Kim+TomJob"),
        ("{{ asked or title }}", "Intro"),
        ("{{ asked and title }}|{{ title and 'x' }}|{{ title and asked }}", "|x|"),
        ("{{ title == 'x' }}{{ not title }}{{ title != 'x' }}{{ 'x' not in asked }}", "FalseFalseTrueTrue"),
        ("{{ asked|default('a', true) }}{{ ''|default('b', true) }}{{ ''|default('c', false) }}", "ab"),
        ("{{ title|default('x', true) }}{{ minutes == 30 == 31 }}", "IntroFalse"),
        ("{{ (asked or title)|upper }}", "INTRO"),
        ("{% if asked %}a{% elif title %}b{% else %}c{% endif %}", "b"),
        ("{% if not asked and title == 'Intro' and title != 'x' %}b{% endif %}", "b"),
        ("{% if 'Kim' in to and 'yes' in outcome and 'Eve' not in to and 'x' not in asked %}b{% endif %}", "b"),
        ("{% if minutes == 30 %}half an hour{% endif %}", "half an hour"),
        ("{% if asked == none %}x{% endif %}{% if true %}y{% endif %}", "xy"),
        ("{% for one in to %}- {{ one }}\n{% endfor %}", "- Ana\n- Kim\n- Tom\n"),
        ("{% for one in to -%} {{ one }} {%- endfor %}", "AnaKimTom"),
        ("{% for a in to %}{% for b in goal %}{{ a }}{{ b }} {% endfor %}{% endfor %}", "AnaJob KimJob TomJob "),
        (
            "{% for p in parts %}{{ p.kind }}: {{ p.text }}{{ p.asked }} {% endfor %}",
            "thanks: Ta! nudge: Well? ",
        ),
        ("{% for p in parts %}{% for c in p.contact %}{{ c }}{% endfor %}{% endfor %}", "Kim Park"),
        ("{{ (parts|first).title }}", "Acme"),
        ("{% for title in parts %}{{ title.kind }} {% endfor %}{{ title }}", "thanks nudge Intro"),
        ("{% raw %}{{ title }}{% endraw %}", "{{ title }}"),
        ("\ufeffx", "\ufeffx"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_a_template_has_what_is_on_the_list(source: str, text: str) -> None:
    assert made(source) == text


@pytest.mark.parametrize("name", VALUES)
def test_a_value_that_the_note_does_not_have_shows_nothing(name: str) -> None:
    assert made(f"{{{{ {name} }}}}", {}) == ""


DEEP = "{% for a in to %}{% for b in to %}{% for c in to %}x{% endfor %}{% endfor %}{% endfor %}"
HOSTILE = {
    "call": "{{ title.upper() }}",
    "call of a value": "{{ title() }}",
    "call of a bracket": "{{ (title)() }}",
    "call of a text": "{{ 'x'() }}",
    "call in a filter": "{{ title|default(range(9)) }}",
    "call in a loop": "{% for a in range(99999999) %}x{% endfor %}",
    "sum": "{{ 1 + 1 }}",
    "minus": "{{ -1 }}",
    "product": "{{ 'x' * 100000000 }}",
    "power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "division": "{{ 1 // 0 }}",
    "rest": "{{ '%99999999d' % 1 }}",
    "joined by a tilde": "{{ title ~ title }}",
    "attribute": "{{ title.__class__ }}",
    "attribute of a text": "{{ ''.__class__.__mro__ }}",
    "attribute of a value": "{{ title.text }}",
    "attribute by number": "{{ to.0 }}",
    "subscript": "{{ to[0] }}",
    "subscript by name": "{{ title['__class__'] }}",
    "slice": "{{ title[1:] }}",
    "list": "{{ ['x'] }}",
    "dict": "{{ {'x': 1} }}",
    "tuple": "{{ (1, 2) }}",
    "greater": "{% if minutes > 3 %}x{% endif %}",
    "test": "{% if title is defined %}x{% endif %}",
    "either or": "{{ title if title else to }}",
    "set": "{% set x = 1 %}",
    "macro": "{% macro x() %}{% endmacro %}",
    "call block": "{% call x() %}{% endcall %}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'x' as y %}",
    "from": "{% from 'x' import y %}",
    "extends": "{% extends 'x' %}",
    "block": "{% block x %}{% endblock %}",
    "with": "{% with x = 1 %}{% endwith %}",
    "filter block": "{% filter upper %}x{% endfilter %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "print": "{% print title %}",
    "do": "{% do title %}",
    "break": "{% for a in to %}{% break %}{% endfor %}",
    "no such value": "{{ why }}",
    "name with a line below": "{{ _x }}",
    "loop with a line below": "{% for _x in to %}{% endfor %}",
    "self": "{{ self }}",
    "loop": "{% for a in to %}{{ loop }}{% endfor %}",
    "namespace": "{{ namespace }}",
    "kind outside of parts": "{{ kind }}",
    "no such filter": "{{ title|attr('x') }}",
    "format": "{{ title|format(1) }}",
    "map": "{{ to|map('upper') }}",
    "filter by name": "{{ to|join(attribute='__class__') }}",
    "too many arguments": "{{ to|join(', ', 'x') }}",
    "too few arguments": "{{ title|default }}",
    "arguments for none": "{{ title|upper(1) }}",
    "unpacked": "{{ title|default(*to) }}",
    "loop over a text": "{% for a in title %}x{% endfor %}",
    "loop over a number": "{% for a in 99 %}x{% endfor %}",
    "loop with a condition": "{% for a in to if a %}x{% endfor %}",
    "loop with else": "{% for a in to %}x{% else %}y{% endfor %}",
    "loop that comes again": "{% for a in to recursive %}x{% endfor %}",
    "loop over two": "{% for a, b in to %}x{% endfor %}",
    "three loops": DEEP,
    "loop's name outside": "{% for a in to %}{% endfor %}{{ a }}",
    "a part whole": "{{ parts }}",
    "one part whole": "{% for p in parts %}{{ p }}{% endfor %}",
    "parts joined": "{{ parts|join(', ') }}",
    "part of a part": "{% for p in parts %}{{ p.parts }}{% endfor %}",
    "part of what is none": "{% for a in to %}{{ a.text }}{% endfor %}",
    "own name of a part": "{% for p in parts %}{{ p.__class__ }}{% endfor %}",
    "joined where it may be a text": "{{ (to or title)|join }}",
    "first of a text": "{{ title|first }}",
    "not closed": "{{ title",
    "block not closed": "{% if title %}",
    "comment not closed": "{# x",
    "text not closed": "{{ 'x }}",
    "nothing": "{{ }}",
    "half a character": "{{ '\\ud800' }}",
    "long number": "{{ " + "9" * 5_000 + " }}",
    "brackets": "{{ " + "(" * 30_000,
    "nots": "{{ " + "not " * 16_000 + "title }}",
    "minuses": "{{ " + "-" * 60_000 + "1 }}",
    "pipes": "{{ title" + "|upper" * 10_000 + " }}",
    "dots": "{{ title" + ".text" * 12_000 + " }}",
    "calls": "{{ title" + "()" * 32_000 + " }}",
    "ors": "{{ " + "title or " * 7_000 + "title }}",
    "comparisons": "{{ title" + " == title" * 6_000 + " }}",
    "lists in lists": "{{ " + "[" * 60_000,
    "conditions in conditions": "{% if title %}" * 4_000,
    "loops in loops": "{% for a in to %}" * 3_800,
    "values": "{{ title }}" * 5_900,
    "opened": "{{" * 32_000,
    "digits with lines": "{{ " + "9_" * 32_000 + " }}",
    "signs": "{{ " + "== " * 21_000 + " }}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_not_on_the_list_ends_at_once_with_the_file_and_the_line(name: str) -> None:
    told = at_once(lambda: refusal(f"Subject: x\n\n{HOSTILE[name]}"))
    assert re.search(r"templates/messages/x\.txt: line [34] ", str(told))
    assert told.status == 2
    assert len(told.sentence) < 500


MANY: dict[str, Value] = {"to": tuple(map(str, range(3_000))), "ask": "x" * 1_000}


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in to %}{% for b in to %}{{ ask }}{% endfor %}{% endfor %}",
        "{% for a in to %}{% for b in to %}{% endfor %}{% endfor %}",
        "{% for a in to %}{% for b in to %}{% if a == b == '-' %}x{% endif %}{% endfor %}{% endfor %}",
        "{{ to|join('" + "x" * 60_000 + "') }}",
        "{% if to|join('" + "x" * 60_000 + "') %}{% endif %}",
        "{% for a in to %}" + "x" * 1_000 + "{% endfor %}",
        "{{ ask }}" * 70,
    ],
)
def test_a_message_of_more_than_64_kb_or_a_loop_that_would_never_end_is_refused(source: str) -> None:
    told = at_once(lambda: refusal(f"\n{source}", MANY))
    assert re.search(r"x\.txt: line 2 (makes the message longer than 64 KB|is come to too often)", str(told))


@pytest.mark.parametrize("source", ["{{ ask }}", "{{ to|join }}", "{{ to }}", "{{ to|first }}"])
def test_64_kb_of_message_are_enough(source: str) -> None:
    most = "x" * MOST_BYTES
    assert made(source, {"ask": most, "to": (most,)}) == most
    with pytest.raises(BadSettings, match="longer than 64 KB"):
        made(source, {"ask": f"{most}x", "to": (f"{most}x",)})


def test_50_000_steps_are_enough() -> None:
    names = ("",) * 49_999  # the list itself is the first
    assert made("{% for a in to %}{% endfor %}", {"to": names}) == ""
    with pytest.raises(BadSettings, match="come to too often"):
        made("{% for a in to %}{% endfor %}", {"to": (*names, "")})


def test_300_signs_in_tags_with_no_text_between_them_are_enough() -> None:
    most = "{{ not " + "asked or " * 148 + "asked }}"  # with the braces
    assert made(most) == "True"
    assert made(f"x{most}y{most}") == "xTrueyTrue"
    with pytest.raises(BadSettings, match=r"line 2 has too many names and signs in its tags"):
        made("\n{{ " + "asked or " * 149 + "title }}")


def test_3_001_pieces_are_enough() -> None:
    most = "x{{ title }}" * 750 + "x"
    assert made(most) == "xIntro" * 750 + "x"
    with pytest.raises(BadSettings, match=r"line 1 has too many names and signs in its tags"):
        made(most + "{{ title }}")


def test_64_kb_of_template_are_enough() -> None:
    assert len(made("ä" * (MOST_BYTES // 2 - 1) + "x\n")) == MOST_BYTES // 2
    with pytest.raises(BadSettings, match=r"x\.txt: line 3 is more than 64 KB from the beginning"):
        made("\n\n" + "ä" * (MOST_BYTES // 2) + "\n\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_that_is_told_is_the_line_of_an_editor(end: str) -> None:
    with pytest.raises(BadSettings) as told:
        made(end.join(["Hi\u2028\x0c", "", "{{ title + 1 }}", ""]))
    first, second = told.value.sentence.split("\n")
    assert "x.txt: line 3 has “+”" in first
    assert second == "  {{ title + 1 }}"


@pytest.mark.parametrize("tag", ["{{ contacts }}", "{% if contacts %}{% endif %}", "{{ title|default(contacts) }}"])
def test_a_wrong_name_names_the_nearest(tag: str) -> None:
    with pytest.raises(BadSettings, match=r"line 2 has a value that there is not, “contacts” \(did you mean contact"):
        made(f"Hi\n{tag}")


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ title() }}", "calls something"),
        ("{{ title.upper }}", "takes “upper” of something"),
        ("{{ to.0 }}", "takes “0” of something"),
        ("{{ title|join(', ', 'x') }}", "gives join too many arguments"),
        ("{{ title|default }}", "gives default too few arguments"),
        ("{{ " + "9" * 5_000 + " }}", "has too long a number"),
        ("{% for _x in to %}{% endfor %}", "begins a name with “_”"),
        ("{% set x = 1 %}", "has “set”"),
    ],
)
def test_the_error_says_what_a_template_may_not_do(tag: str, why: str) -> None:
    with pytest.raises(BadSettings) as told:
        made(tag)
    assert told.value.sentence.startswith(f"templates/messages/x.txt: line 1 {why}. A template has text")


@pytest.mark.parametrize(
    ("source", "line", "shown"),
    [
        ("a\r\n b ", 2, "\n  b"),
        ("a\n", 3, ""),
        ("x" * 60, 1, "\n  " + "x" * 60),
        ("x" * 61, 1, "\n  " + "x" * 60 + "…"),
    ],
)
def test_the_error_shows_the_beginning_of_the_line(source: str, line: int, shown: str) -> None:
    assert refused("t.txt", source, line, "is odd").sentence == f"t.txt: line {line} is odd{shown}"


PIECES = st.sampled_from(
    "{{ }} {% %} {# #} {%- -%} if elif else endif for endfor in a p to title parts contact |join |first |default "
    "( ) , . .text .kind .title and or not == != 'x' \"y\" 30 1.5 none true , | \n text “ _x set raw endraw \\ ' \" "
    "~ [ ] : ё \0 |upper 9e9 + {%if(title)%} {%endif%} {%for(a)in(to)%} {%endfor%} {{title}}".split(" ")
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_whatever_stands_in_a_template_it_is_filled_in_or_refused(source: str) -> None:
    with suppress(BadSettings):
        made(source)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of smaller ones."""
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda both: f"({both[0]} or {both[1]})"),
        two.map(lambda both: f"({both[0]} and {both[1]})"),
        two.map(lambda both: f"({both[0]} == {both[1]})"),
        two.map(lambda both: f"({both[0]} != {both[1]})"),
        two.map(lambda both: f"({both[0]})|default({both[1]})"),
        two.map(lambda both: f"({both[0]})|default({both[1]}, true)"),
        inner.map(lambda one: f"(not {one})"),
        inner.map(lambda one: f"({one})|upper"),
        inner.map(lambda one: f"({one})|lower"),
    )


SMALL = "title;asked;minutes;'x';'';30;true;('n' in title);('Kim' in to);('x' not in to);to|first;to|join('-');to|join"
EXPRESSIONS = st.recursive(st.sampled_from(SMALL.split(";")), _larger, max_leaves=6)
PARTS = st.recursive(
    st.one_of(EXPRESSIONS.map(lambda one: f"{{{{ {one} }}}}"), st.sampled_from(["x", "\n", " {#- a -#} "])),
    lambda inner: st.one_of(
        st.tuples(EXPRESSIONS, inner, inner).map(lambda t: f"{{% if {t[0]} %}}{t[1]}{{%- else %}}{t[2]}{{% endif %}}"),
        st.tuples(inner, inner).map(lambda t: f"{{% for one in to %}}{t[0]}{{{{ one }}}}{{% endfor %}}{t[1]}"),
    ),
    max_leaves=4,
)


@given(PARTS)
def test_jinja_itself_makes_the_same_of_what_is_on_the_list(source: str) -> None:
    values = {name: VALUES_HERE[name] for name in ("title", "minutes", "to")}
    if source.count("{% for") <= 2:
        assert made(source, values) == jinja2.Template(source).render(values)


def read_anew() -> str:
    """What Jinja makes of each of our templates, as JSON."""
    told = {}
    for path in sorted(Path(message_templates()).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        body = read(path.name, text, with_parts=path.stem == "together").body
        told[path.stem] = {"text": text, "body": body}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def test_ours_were_read_as_they_are() -> None:
    kept = Path(message_templates(), READ).read_text(encoding="utf-8")
    assert kept == read_anew(), "read them anew: python -m tests.unit.rules.test_template"


if __name__ == "__main__":
    Path(message_templates(), READ).write_text(read_anew(), encoding="utf-8")
