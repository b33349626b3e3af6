"""What nobody sees in a name makes no other name of it (docs/format.md 5): in keys, links, files and typed words."""

from __future__ import annotations

import pytest

from journal.model import Day, Kind, KnownParty, Party
from journal.notes import read
from journal.notes.links import names
from journal.notes.spelling import UNSEEN, fold, shown_name
from journal.rules.nearness import Names
from tests.unit.cli.conftest import Call, call
from tests.vaults import MakeVault

__all__ = ["call"]

PLACES = ("{sign}Ann Lee", "Ann{sign} Lee", "An{sign}n Lee", "Ann Lee{sign}", "Ann {sign}Lee {sign}")


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_name_is_the_same_with_what_nobody_sees(sign: str) -> None:
    known = Names([KnownParty(Kind.PERSON, Party("Ann Lee", "/ann lee"), over=False)])
    for written in (place.format(sign=sign) for place in PLACES):
        assert fold(written) == "ann lee"
        assert known.are_of(written)
        for form in ("{}", "[[{}]]", "[[people/{}|Ann]]", "[[{}#Notes]]", "{} <a@x.org>"):
            text = form.format(written)
            (name,) = names(text, "asks/x.md")
            assert (fold(name.target).removeprefix("people/"), fold(name.text)) == ("ann lee", "ann lee"), ascii(text)


@pytest.mark.parametrize("text", ["\u200b", "[[\u200b]]", "[[\u200b|Ann]]", "[[\u2060 \u200d]]"])
def test_a_name_that_nobody_sees_is_none(text: str) -> None:
    assert names(text, "x.md") == ()


def test_a_sign_that_shapes_its_neighbours_is_shown() -> None:
    assert shown_name("\u200dعلی\u200cرضا \u200c") == "علی\u200cرضا"
    assert shown_name("Ann\u200b Lee\ufeff") == "Ann Lee"
    assert fold("علی\u200cرضا") == fold("علیرضا")


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_values_are_read_past_what_nobody_sees(sign: str) -> None:
    block = (
        f"contact: {sign}Ann\nask: Q?{sign}\nasked: 2026-03-02{sign}\nanswered: {sign}yes\nthanked: no{sign}\n"
        f"follow_up: {sign}10d\nnudged: [2026-03-09{sign}]\noutcome: tbd{sign}\ntags: [work{sign}]\ntype: ask{sign}\n"
    )
    plain = read("x.md", f"---\n{block.replace(sign, '')}---\n".encode()).note
    note = read("x.md", f"---\n{block}---\n".encode()).note
    assert {**note.fields, "tags": ("work",), "type": "ask"} == dict(plain.fields)
    assert [problem.code for problem in note.problems] == [problem.code for problem in plain.problems]


@pytest.mark.parametrize("date", ["2026‑03‑04", "2026–03–04", "2026-03-\u200b04\u2060", "[[2026\u200b-03-04]]"])
def test_a_date_is_read_as_it_was_typed(date: str) -> None:
    note = read("x.md", f"---\nask: Q?\nasked: {date}\n---\n".encode()).note
    assert (note.fields["asked"], note.problems) == (Day(2026, 3, 4), ())


def test_one_person_and_one_goal_in_every_list(call: Call, make_vault: MakeVault) -> None:
    ask = "---\ncontact: {}\ngoal: {}\nask: Q?\nasked: 2026-03-02\n---\n"
    folder = make_vault({
        "a.md": ask.format("Ann Lee", "Get a job"),
        "b.md": ask.format("Ann Lee\u200b", '"[[Get\u2060 a job]]"'),
        "c.md": ask.format('"[[people/Bo\u200b|B]]"', "Get a job\ufeff"),
        "d.md": ask.format("Bob\u200b", "Get a job"),
        "people/Bo\u200b.md": "---\ntype: person\naliases: [Bo\u200bb]\n---\n",
    })  # fmt: skip
    shown = {each: call(each, "--json", "--vault", str(folder)).document[each] for each in ("contacts", "goals")}
    assert [each["name"] for each in shown["contacts"]] == ["Ann Lee", "Bo\u200b"]
    assert [each["name"] for each in shown["goals"]] == ["Get a job"]
    assert "almost" not in call("check", "--vault", str(folder)).out


def test_a_typed_name_is_written_as_it_is_seen(call: Call, make_vault: MakeVault) -> None:
    folder = make_vault({"people/Ann Lee.md": "---\ntype: person\n---\n"})
    vault = str(folder)
    assert call("new", "person", "Bo\u200bb Ray\u200b", "--vault", vault).status == 0
    assert (folder / "people" / "Bob Ray.md").is_file()
    typed = ["--contact", "Ann\u200b Lee", "--via", "Zo\u200be", "--goal", "X\ufeff"]
    assert call("new", "ask", "Q?", *typed, "--vault", vault).status == 0
    (written,) = (folder / "asks").iterdir()
    text = written.read_text()
    assert ("[[Ann Lee]]" in text, "via: Zoe\n" in text, "goal: X\n" in text) == (True, True, True)
    assert "Ann Lee" in call("show", "An\u200bn Lee", "--vault", vault).out
    assert "Q?" in call("list", "contact:ann\u200b", "--vault", vault).out
    assert call("brief", "Ann Lee\u200b", "--vault", vault).status == 0
