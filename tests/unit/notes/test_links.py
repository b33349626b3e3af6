"""Names in frontmatter and links in bodies."""

from __future__ import annotations

import pytest

from journal.model import Name
from journal.notes import read
from journal.notes.links import names, sendable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Maria Lopez]]", [("Maria Lopez", "Maria Lopez")]),
        ("[[people/maria|Maria]]", [("people/maria", "maria")]),
        ("[[people/maria.md]]", [("people/maria", "maria")]),
        ("[[/people/maria]]", [("people/maria", "maria")]),
        ("[[Maria#Notes]]", [("Maria", "Maria")]),
        ("[[Maria #Notes]]", [("Maria", "Maria")]),
        ("[[Maria#^block|her]]", [("Maria", "Maria")]),
        ("[[#1 Fan]]", [("#1 Fan", "#1 Fan")]),
        ("[[#1 Fan#Notes|#1]]", [("#1 Fan", "#1 Fan")]),
        ("[[ Maria ]]", [("Maria", "Maria")]),
        ("[[a\\|b]]", [("a", "a")]),
        ("[[Dr. J. Smith]]", [("Dr. J. Smith", "Dr. J. Smith")]),
        ("[[Lopez, Maria]]", [("Lopez, Maria", "Lopez, Maria")]),
        ("[[Sam: the CFO]]", [("Sam: the CFO", "Sam: the CFO")]),
        ("[[./sam]]", [("asks/sam", "sam")]),
        ("[[../people/sam]]", [("people/sam", "sam")]),
        ("[[A]], [[B]]", [("A", "A"), ("B", "B")]),
        ("[[A]] [[B]]", [("A", "A"), ("B", "B")]),
        ("[[A]], [[a]]", [("A", "A")]),
        ("[[A]], Bob, [[C]]", [("A", "A"), ("Bob", "Bob"), ("C", "C")]),
        ("Bob, [[C]] at Acme, Dee", [("Bob", "Bob"), ("C", "C"), ("Dee", "Dee")]),
        ("our friend [[A]] (via Tom)", [("A", "A")]),
        ("[Maria](people/maria.md)", [("asks/people/maria", "maria")]),
        ("[Maria](../people/maria%20lopez.md)", [("people/maria lopez", "maria lopez")]),
        ("[Maria](<../people/maria lopez.md>)", [("people/maria lopez", "maria lopez")]),
        ("[Maria](/people/maria.md#notes)", [("people/maria", "maria")]),
        ('[Maria](maria.md "her note")', [("asks/maria", "maria")]),
        ("[Maria](maria_(1).md)", [("asks/maria_(1)", "maria_(1)")]),
        ("[Maria](https://example.org/maria)", [("Maria", "Maria")]),
        ("  Maria   Lopez ", [("Maria Lopez", "Maria Lopez")]),
        ("Lopez, Maria", [("Lopez, Maria", "Lopez, Maria")]),
        ("Maria [Acme]", [("Maria [Acme]", "Maria [Acme]")]),
        ("@maria", [("@maria", "@maria")]),
        ("[[Zoe\u0308]]", [("Zoë", "Zoë")]),
        ("Zoe\u0308  B", [("Zoë B", "Zoë B")]),
        ("", []),
        ("[[]]", [("[[]]", "[[]]")]),
        ("[[|x]]", []),
    ],
)
def test_each_form_of_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text, "asks/x.md") == tuple(Name(*pair) for pair in expected)


MARIA = Name("Maria Lopez", "Maria Lopez", "maria@x.org")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria  Lopez <maria@x.org>", [MARIA]),
        ("Maria Lopez <maria@x.org>, Tom <t@x.org>", [MARIA, Name("Tom", "Tom", "t@x.org")]),
        ("[[Maria Lopez]] <maria@x.org>", [MARIA]),
        ("[Maria Lopez](mailto:maria@x.org)", [MARIA]),
        ("<t@x.org>", [Name("t@x.org", "t@x.org", "t@x.org")]),
        ("Maria Lopez (maria@x.org)", [MARIA]),
        ("Maria Lopez [maria@x.org]", [MARIA]),
        (" Maria  Lopez - maria@x.org ", [MARIA]),
        ("Maria Lopez – mailto:maria@x.org", [MARIA]),
        ("Tom (at t@x.org)", [Name("Tom (at t@x.org)", "Tom (at t@x.org)")]),
        ("me-t@x.org", [Name("me-t@x.org", "me-t@x.org", "me-t@x.org")]),
        ("t@x.org", [Name("t@x.org", "t@x.org", "t@x.org")]),
        ("Tom <t@x.org>, Ana", [Name("Tom <t@x.org>, Ana", "Tom <t@x.org>, Ana")]),
        ("Tom <t@x.org> at Acme", [Name("Tom <t@x.org> at Acme", "Tom <t@x.org> at Acme")]),
    ],
)
def test_a_name_has_the_address_that_stands_behind_it(text: str, expected: list[Name]) -> None:
    assert names(text, "asks/x.md") == tuple(expected)


@pytest.mark.parametrize(
    ("address", "sent"),
    [("m@x.org", "m@x.org"), ("é@bücher.example", "é@xn--bcher-kva.example"), ("m@é..org", "m@é..org")],
)
def test_a_domain_is_sent_in_ascii_where_it_can_be(address: str, sent: str) -> None:
    assert sendable(address) == sent


@pytest.mark.parametrize(
    "text",
    ["[[../../etc/passwd]]", "[[..]]", "[x](../../y.md)", "[x](%2e%2e/%2e%2e/y.md)", "[[a/../../b]]", "[x](/../y.md)"],
)
def test_a_link_out_of_the_vault_names_nobody(text: str) -> None:
    assert names(text, "asks/x.md") == ()


def links(body: str) -> list[str]:
    return [name.target for name in read("asks/x.md", body.encode()).note.links]


@pytest.mark.parametrize(
    ("body", "targets"),
    [
        ("See [[A]] and [[b/C|c]].\n", ["A", "b/C"]),
        ("[[A]] [[a#Heading]] [[A]]", ["A"]),
        ("![[A]] ![[picture.png]] [[paper.PDF]]", ["A"]),
        ("[[v1.2 plan]] [[Acme.com]]", ["v1.2 plan", "Acme.com"]),
        ("[[#Heading]]", []),
        (
            "[a](b.md) [c](../d.md#e) ![p](p.png) [w](https://x.org) [m](mailto:a@b.c) [h](#h) [p](//x.org)",
            ["asks/b", "d"],
        ),
        ("[out](../../x.md) [[../../y]]", []),
        ("```\n[[no]]\n```\n[[yes]]", ["yes"]),
        ("~~~~\n[[no]]\n~~~\n[[no]]\n~~~~\n[[yes]]", ["yes"]),
        ("```\n[[no]]", []),
        ("`[[no]]` and ``[[no]] ` `` [[yes]]", ["yes"]),
        ("a ` stray [[yes]]\nand ` another", ["yes"]),
        ("```not a fence``` [[yes]]", ["yes"]),
        ("- item\n    [[yes]]", ["yes"]),
        ("[[a\nb]]", []),
        ("text\r\n```\r\n[[no]]\r\n```\r\n[[yes]]\r\n", ["yes"]),
    ],
)
def test_where_a_body_links_to(body: str, targets: list[str]) -> None:
    assert links(body) == targets
